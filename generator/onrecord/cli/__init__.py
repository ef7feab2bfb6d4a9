"""The command ``onrecord``: one module a command, and MkDocs is imported by none."""

from __future__ import annotations

import errno
import io
import sys
from typing import Any

import click

from onrecord import __version__
from onrecord.cli.add import add
from onrecord.cli.audit import audit
from onrecord.cli.build import build
from onrecord.cli.check import check
from onrecord.cli.draft import draft
from onrecord.cli.edit import edit
from onrecord.cli.generate import generate
from onrecord.cli.import_ import import_
from onrecord.cli.init import init
from onrecord.cli.messages import messages
from onrecord.cli.new import new
from onrecord.cli.publish import publish
from onrecord.cli.remove import remove
from onrecord.cli.schema import schema
from onrecord.cli.serve import serve
from onrecord.cli.short import short
from onrecord.cli.sites import Stop
from onrecord.cli.snapshot import snapshot
from onrecord.cli.verify import verify
from onrecord.settings import SettingsError

__all__ = ["main"]


class _Commands(click.Group):
    """Lists commands in the order of a site's life, and tells a user's mistake in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a record's script shows escapes.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise Stop(" ".join(str(error).split())) from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader has closed the pipe, which click passes over in silence
            raise Stop(f"{error.filename or 'the system'}: {error.strerror or error}") from None


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", message="onrecord %(version)s")
def main() -> None:
    """Keep structured records of security incidents, and make a briefing site of them.

    A record is a YAML file in the site's briefings/ folder, one for each incident. `onrecord serve` shows
    the site while you write; `onrecord build` makes the pages.

    \b
    A first record:
      onrecord new "Attack on Ain al-Asad air base" --date 2024-01-20 --place ain-al-asad
      onrecord check
    """


main.add_command(init)
main.add_command(new)
main.add_command(add)
main.add_command(draft)
main.add_command(edit)
main.add_command(import_)
main.add_command(check)
main.add_command(snapshot)
main.add_command(verify)
main.add_command(serve)
main.add_command(build)
main.add_command(publish)
main.add_command(audit)
main.add_command(generate)
main.add_command(short)
main.add_command(remove)
main.add_command(schema)
main.add_command(messages)
