"""Where a command works: the site whose folder one stands in, and how its files are called from there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from onrecord.settings import Site, read_site

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The site's settings. Without it: mkdocs.yml in this folder, or in the nearest one above.",
)

output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file."
)


class Stop(click.ClickException):
    """What was asked for cannot be done; the message says why, in one line. Exit status 2."""

    exit_code = 2


def find_config(start: Path) -> Path | None:
    """The ``mkdocs.yml`` in the folder ``start``, or in the nearest one above."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def open_site(config_file: Path | None) -> Site:
    """The site of the option, or the one in which the current folder lies. Raises `Stop` and SettingsError.

    Without any ``mkdocs.yml`` a folder with records is a site too, with the settings that hold by default.
    """
    found = config_file.resolve() if config_file else find_config(Path.cwd())
    site = read_site(found or Path.cwd() / CONFIG_NAMES[0])
    if found is None and not (site.root / site.settings.briefings).is_dir():
        raise Stop(
            "there is no mkdocs.yml here or above; go to the site's folder, or name it: -f site/mkdocs.yml"
        )
    return site


def shown(path: Path) -> str:
    """What to call a file on the terminal: its path from here, or the whole one where it lies elsewhere."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def within(path: Path, folders: Iterable[Path]) -> bool:
    """Whether ``path`` is one of ``folders`` or lies below one; all of them resolved."""
    return any(path.is_relative_to(folder) for folder in folders)


def give(text: str, output: Path | None) -> None:
    """Writes a text into a file that was asked for, and says so; without one to the terminal."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Stop(f"{shown(output)} cannot be written: {error.strerror}") from None
    click.echo(f"Wrote {shown(output)}.")


def plural(number: int, noun: str) -> str:
    """A number with its noun: "1 source", "3 sources"."""
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
