"""``onrecord edit``: opens a record in your editor, at its first open question."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import click

from onrecord.cli.editors import chosen, command, knows_lines
from onrecord.cli.sites import Stop, config_option, open_site, plural, shown
from onrecord.library.files import SUFFIXES, read_folder, record_files
from onrecord.problems import did_you_mean
from onrecord.settings import Site
from onrecord.yamltext import read as read_yaml
from onrecord.yamltext.questions import Question, questions

_ADVICE = "for example `export EDITOR=nano`, or `export VISUAL='code --wait'`"


@click.command()
@click.argument("id", metavar="ID")
@config_option
def edit(id: str, config_file: Path | None) -> None:
    """Open a record in your editor.

    ID is the name of the record's file without its ending. The editor is that of VISUAL or EDITOR; it opens
    the file at the first question, `# ?`, or at its first line where none is open.

    Exit status: 0 the editor has ended well, 2 no such record, or no editor.

    \b
    Example:
      onrecord edit 2024-01-20-ain-al-asad
    """
    site = open_site(config_file)
    path = _record(site, id)
    asked = _questions(path)
    line, column = (asked[0].line, asked[0].column) if asked else (1, 1)
    where = f"{shown(path)}, line {line}"
    try:
        editor = chosen(os.environ)
    except ValueError:
        raise Stop(
            f"VISUAL or EDITOR has an open quotation mark; set it, {_ADVICE}. To open: {where}"
        ) from None
    if not editor:
        raise Stop(f"no editor is set; set one, {_ADVICE}. To open: {where}")
    if not knows_lines(editor):
        click.echo(f"How `{editor[0]}` is told a line is not known; go to line {line}.")
    before = path.read_bytes()
    try:
        # Found by us: Windows starts `code.cmd` only by its whole name.
        program = shutil.which(editor[0]) or editor[0]
        _, *arguments = command(editor, path, line, column)
        status = subprocess.run([program, *arguments], check=False).returncode
    except OSError as error:
        raise Stop(f"`{editor[0]}` cannot be run ({error.strerror}); set an editor, {_ADVICE}") from None
    if status:
        raise Stop(f"`{editor[0]}` ended with status {status}; {shown(path)} is as it left it")
    # An editor with a window of its own may be open still: what it will change is not known.
    if path.is_file() and path.read_bytes() != before:
        left = len(_questions(path))
        click.echo(f"{plural(left, 'question')} left." if left else "No question left; run `onrecord check`.")


def _questions(path: Path) -> tuple[Question, ...]:
    """The open questions of a record, also of one that is broken YAML."""
    data = path.read_bytes()
    root, _ = read_yaml(data, path.name)
    return questions(data.decode("utf-8", "replace"), root)


def _record(site: Site, name: str) -> Path:
    """The file of the record that ``name`` means: its id, or a path. Raises `Stop`."""
    folder = site.root / site.settings.briefings
    id = Path(name).name
    for suffix in SUFFIXES:
        id = id.removesuffix(suffix)
    by_id = {path.stem: path for path in record_files(folder)}
    if id in by_id:
        return by_id[id]
    read = read_folder(folder, site.settings.briefings)
    for incident in read.incidents:
        if id in (incident.record.formerly or ()):
            raise Stop(f"the record `{id}` is called `{incident.id}` now")
    hint = did_you_mean(id, by_id) or (
        "its id is the name of its file, without the ending" if by_id else "`onrecord add` makes one"
    )
    raise Stop(f"there is no record `{id}`; {hint}")
