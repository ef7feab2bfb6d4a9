"""``onrecord publish``: a site that is built, checked and put in place in one step, or not at all."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from onrecord.assemble import RefusedError, read
from onrecord.cli.build import found_config, mkdocs_build
from onrecord.cli.engines import ZENSICAL, engine_option, noted_by, zensical_build
from onrecord.cli.sites import Stop, config_option, open_site, plural, shown
from onrecord.library.load import build_time
from onrecord.publish.errors import PublishError, StoppedError, printable
from onrecord.publish.publish import Build, Published, Request
from onrecord.publish.publish import publish as publish_site
from onrecord.publish.standing import named
from onrecord.settings import SettingsError

_TOLD = 20
"""How many reasons are printed, and pages of a kind."""
_INFO = re.compile(r"(?:\x1b\[[\d;]*m)*INFO\b")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Build and check everything, say what would change, and stop.")
@click.option("--expect", is_flag=True, help="Tables may shrink or grow as much as they do: it is meant.")
@click.option(
    "--adopt",
    is_flag=True,
    help="Take DIR over with files that are not ours or were changed: they stay, and those at addresses of "
    "ours are put aside.",
)
@click.option("--back", is_flag=True, help="Publish the edition before once more, without a build.")
@click.option("--strict", is_flag=True, help="A warning stops it.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes work at once. Without it: as many as there are cores.",
)
@engine_option
@config_option
def publish(
    folder: Path,
    dry_run: bool,
    expect: bool,
    adopt: bool,
    back: bool,
    strict: bool,
    jobs: int | None,
    engine: str,
    config_file: Path | None,
) -> None:
    """Build the site beside DIR, check what was built, and put it in the place of DIR.

    Whatever happens meanwhile, readers of DIR have the old site or the new one. Checked are the records,
    every link within the site, the data files and feeds, that no word of a draft, an embargo or a removal is
    there, and that no table shrank or grew unexpectedly. Files in DIR that are not ours stay; pages that no
    record makes any more go. The edition before is kept beside DIR.

    Exit status: 0 published, or nothing had changed, 1 it may not be published, 2 it cannot be published
    there. DIR is as it was unless it is 0.

    \b
    Examples:
      onrecord publish public
      onrecord publish public --dry-run
      onrecord publish public --back
    """
    site = open_site(config_file)
    config = site.config_file or found_config(config_file)
    now = build_time().replace(microsecond=0)
    try:
        records = read(site, now)
        if records.loaded.problems:
            click.echo(records.problems, err=True)
        if records.loaded.errors:
            click.echo("The records have problems; nothing was published.", err=True)
            sys.exit(1)
        request = Request(records, folder, dry_run, adopt, expect, back, jobs, noted_by(engine, site))
        done = publish_site(request, _build(config, now, jobs, engine, strict=strict))
    except StoppedError as error:
        for reason in error.reasons[:_TOLD]:
            click.echo(printable(reason), err=True)
        if more := len(error.reasons[_TOLD:]):
            click.echo(f"… and {more:,} more", err=True)
        click.echo(f"Nothing was published: {error}.", err=True)
        sys.exit(1)
    except RefusedError as error:
        if error.problems:
            click.echo(error.problems, err=True)
        raise Stop(str(error)) from None
    except (SettingsError, PublishError) as error:
        raise Stop(str(error)) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Stop(f"{error.strerror}: nothing was published; make room, and publish again") from None
        raise
    for line in _lines(done, dry_run=dry_run):
        click.echo(line)


def _build(config: Path, now: datetime, jobs: int | None, engine: str, *, strict: bool) -> Build:
    """Builds by an engine, in a process of its own that holds on to the lock; tells its warnings."""

    def build(folder: Path, lock: int | None) -> None:
        found_config(config, engine)
        command, environment = mkdocs_build(config, False, jobs, None, strict, folder, engine)
        if engine == ZENSICAL:
            command = zensical_build(config, folder, strict=strict)
        # One time for all, so that no embargo ends between the check and the build.
        environment |= {"SOURCE_DATE_EPOCH": str(int(now.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
        with subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
            pass_fds=() if lock is None else (lock,),
        ) as process:
            assert process.stdout is not None
            told = True
            for line in process.stdout:
                # What is set in belongs to the line above, of a list for example.
                if not line.startswith(" "):
                    told = _INFO.match(line) is None
                if told:
                    click.echo(line, err=True, nl=False)
        if process.returncode:
            raise StoppedError("the build stopped", ())

    return build


def _lines(done: Published, *, dry_run: bool) -> Iterator[str]:
    """What was done, in a few lines."""
    place, difference = shown(done.folder), done.difference
    if not difference and not done.aside and not done.first:
        yield f"Nothing changed; {place} stays as it is."
        return
    pages = difference.pages
    files = sum(map(len, (difference.added, difference.changed, difference.gone)))
    what = ", ".join(
        f"{len(names):,} {word}"
        for names, word in ((pages.added, "added"), (pages.changed, "changed"), (pages.gone, "gone"))
    )
    verb = "Would publish" if dry_run else "Published"
    yield f"{verb} {place}: pages {what}; {plural(files, 'file')} in all."
    if dry_run:
        for sign, names in (("+", difference.added), ("~", difference.changed), ("-", difference.gone)):
            shown_pages = [name for name in names if name.endswith(".html")]
            yield from (f"  {sign} {name}" for name in shown_pages[:_TOLD])
            if more := len(shown_pages[_TOLD:]):
                yield f"  {sign} … and {more:,} more"
    if done.edition:
        yield done.edition
    if done.unkept:
        yield f"Published, but {done.unkept}"
    for change in done.exceeded:
        yield f"Expected: {change}"
    if done.stay:
        tops = dict.fromkeys(name.partition("/")[0] + "/" * ("/" in name) for name in done.stay)
        yield f"Not ours, and still there: {named(tops)}"
    if done.aside:
        where = f"; they lie in {shown(done.aside_at)}" if done.aside_at else ""
        yield f"Ours took the place of {named(done.aside)}{where}."
    if done.forgotten:
        yield "The edition before was deleted: something was removed from the records since."
    elif not dry_run and not done.first:
        yield f"The edition before is in {shown(done.beside.before)}; --back publishes it once more."
