"""The programs that build a site or preview it: MkDocs, or Zensical with what we write for it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

from onrecord.assemble import Records, RefusedError
from onrecord.build.ledger import InUseError
from onrecord.build.progress import Progress
from onrecord.cli.sites import Stop, open_site, plural, shown
from onrecord.output import ForeignFolderError
from onrecord.search.pagefind import PagefindError
from onrecord.search.store import CacheError
from onrecord.settings import Site
from onrecord.sidecar.build import FailedError, build, notes_of
from onrecord.sidecar.program import missing, other

MKDOCS, PROPERDOCS, ZENSICAL = "mkdocs", "properdocs", "zensical"
#: What to install where an engine that runs our plugin is not there.
_INSTALL = {
    MKDOCS: 'MkDocs is not installed here: pip install "mkdocs<2" mkdocs-material',
    PROPERDOCS: "ProperDocs is not installed here: pip install properdocs",
}

engine_option = click.option(
    "--engine",
    type=click.Choice([MKDOCS, PROPERDOCS, ZENSICAL]),
    default=MKDOCS,
    show_default=True,
    help="What makes the site: MkDocs, its continuation ProperDocs, or Zensical, which runs no plugins.",
)


def installed(engine: str) -> None:
    """Sees that an engine is there that runs our plugin. Raises `Stop`."""
    if find_spec(engine) is None:
        raise Stop(_INSTALL[engine])


def zensical_site(config: Path) -> Site:
    """The site that Zensical is to build. Raises `Stop` where it cannot."""
    if what := missing():
        raise Stop(what)
    if note := other():
        click.echo(note, err=True)
    site = open_site(config)
    if (theme := site.theme) not in ("material", "zensical"):
        raise Stop(f"Zensical has no theme `{theme}`: `theme: material` in mkdocs.yml is what it builds")
    return site


def build_with_zensical(
    config: Path, site_dir: Path | None, environment: Mapping[str, str], *, strict: bool
) -> None:
    """Builds a site by Zensical, and says what was done. Raises `Stop` and `BuildStopped`."""
    site = zensical_site(config)
    target = site_dir.absolute() if site_dir else site.root / site.site_dir
    progress = Progress.of(tell)
    with told():
        try:
            done = build(site, target, tell_problems, environment, tell, strict=strict, told=progress)
        finally:
            progress.end()
    where = shown(target.resolve())
    click.echo(f"{plural(len(done.written), 'file')} written to {where}, {len(done.deleted)} deleted.")


def zensical_build(config: Path, folder: Path, *, strict: bool) -> list[str]:
    """The command that builds a site by Zensical into a folder, in a process of its own."""
    code = "from onrecord.cli import main; main(prog_name='onrecord')"
    options = ["--site-dir", str(folder.absolute()), "--config-file", str(config.absolute())]
    strictly = ["--strict"] if strict else []
    return [sys.executable, "-c", code, "build", "--engine", ZENSICAL, *options, *strictly]


def noted_by(engine: str, site: Site) -> str:
    """Where Zensical's builds note down what they made; empty for MkDocs, and where nothing is kept."""
    kept = site.settings.cache_of(preview=False)
    return notes_of(site.settings) if engine == ZENSICAL and kept else ""


def tell(text: str) -> None:
    """Says something beside what a build gives."""
    click.echo(text, err=True)


def tell_problems(records: Records) -> None:
    """Prints what the checks say of the records; an error stops a build, which prints all of them itself."""
    if records.loaded.problems and not records.loaded.errors:
        click.echo(records.problems, err=True)


class BuildStopped(click.ClickException):
    """A build stopped for what the site says, and not for how it was asked for. Exit status 1."""

    exit_code = 1


@contextmanager
def told() -> Iterator[None]:
    """Makes one sentence of whatever keeps a tree or a site from being made."""
    try:
        yield
    except RefusedError as error:
        if error.problems:
            click.echo(error.problems, err=True)
        raise BuildStopped(str(error)) from None
    except InUseError as error:
        raise BuildStopped(f"{error}: wait for it, or name another folder (`cache:` in mkdocs.yml)") from None
    except (ForeignFolderError, FailedError, PagefindError, CacheError) as error:
        raise BuildStopped(str(error)) from None
    except sqlite3.Error as error:
        raise BuildStopped(f"what is kept from build to build cannot be written: {error}") from None
