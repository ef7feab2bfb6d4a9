"""``onrecord generate``: the complete Markdown tree, for any engine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.assemble import Assembly, RefusedError, assemble, own_files, read
from onrecord.cli.sites import Stop, config_option, open_site, plural, shown
from onrecord.library.load import build_time
from onrecord.markdown.addresses import is_page
from onrecord.output import ForeignFolderError, write_pages
from onrecord.pages.own_pages import front_matter_of, with_notice
from onrecord.settings import SettingsError, parse_settings


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--as-of",
    metavar="TIME",
    help="Only what sources had said by then: a day, or an instant such as 2024-01-29T12:00Z. "
    "Takes the place of the setting `as_of`; an empty TIME writes the latest edition.",
)
@config_option
def generate(folder: Path, as_of: str | None, config_file: Path | None) -> None:
    """Write the site's Markdown into DIR.

    DIR holds all pages afterwards: those made of the records, your own pages from the documentation folder,
    the style sheet, the data files and the feeds. A file is written only where it changed; files that no page
    stands for any more are deleted. DIR must be empty or a folder that this command made.

    Exit status: 0 written, 1 problems in the records (nothing is written), 2 wrong usage.
    """
    site = open_site(config_file)
    try:
        if as_of is not None:
            options = site.settings.model_dump() | {"as_of": as_of}
            site = site.model_copy(update={"settings": parse_settings(options)})
        records = read(site, build_time(), output=folder)
        if records.loaded.problems:
            click.echo(records.problems, err=True)
        if records.loaded.errors:
            sys.exit(1)
        own = own_files(site)
        assembly = assemble(records, own)
        hand_written = {path: _read(assembly, path, file) for path, file in own.items()}
        pages = assembly.markdown
        written = write_pages(folder, {**hand_written, **pages, **assembly.files})
        for note in assembly.notes(assembly.files):
            click.echo(note, err=True)
    except RefusedError as error:
        if error.problems:
            click.echo(error.problems, err=True)
        raise Stop(str(error)) from None
    except (SettingsError, ForeignFolderError) as error:
        raise Stop(str(error)) from None
    data = sum(address.startswith(("data/", "feeds/")) for address in assembly.files)
    click.echo(
        f"{plural(len(pages), 'page')} and {plural(data, 'file')} of data and feeds made of "
        f"{plural(len(assembly.library.incidents), 'record')}, {plural(len(own), 'file')} of your own; "
        f"{written} written to {shown(folder.resolve())}."
    )


def _read(assembly: Assembly, path: str, file: Path) -> str | bytes:
    """A file of the site's own; its pages say too that a demonstration is one, and as of when it is."""
    if not is_page(path):
        return file.read_bytes()
    try:
        head, text = front_matter_of(file.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise RefusedError(f"{shown(file)} is not UTF-8; save it as UTF-8") from None
    return head + with_notice(assembly.renderer, text, assembly.site.settings)
