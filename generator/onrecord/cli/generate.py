"""``onrecord generate``: the complete Markdown tree, for any engine."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from onrecord.cli.sites import Stop, config_option, open_site, shown
from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.export.verification import report_files
from onrecord.folders import overlaps
from onrecord.library.load import Publication, build_time, lines_of, publishable
from onrecord.pages import ForeignFolderError, write_pages
from onrecord.problems import as_text
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.proof.report import report
from onrecord.render.assets import assets
from onrecord.render.maps import locator_files
from onrecord.render.own_pages import with_notice
from onrecord.render.page import Edition
from onrecord.render.plan import Renderer, plan
from onrecord.render.short_files import short_files
from onrecord.render.words import plural
from onrecord.settings import SettingsError, Site, parse_settings


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
    now = build_time()
    try:
        if as_of is not None:
            options = site.settings.model_dump() | {"as_of": as_of}
            site = site.model_copy(update={"settings": parse_settings(options)})
        moment = site.settings.past(now)
    except SettingsError as error:
        raise Stop(str(error)) from None
    if found := overlaps(site, folder):
        click.echo(as_text(found, lines_of(site.root.__truediv__)), err=True)
        raise Stop("what is private would be published, or deleted; nothing was written")
    loaded, lock = checked(load(site.root, site.settings, now), site.root, site.settings)
    if loaded.errors:
        click.echo(as_text(loaded.problems, lines_of(site.root.__truediv__)), err=True)
        sys.exit(1)
    publication = publishable(loaded.library, now, preview=False, moment=moment)
    renderer = Renderer(site.root, site.settings)
    own = _own_pages(site, renderer)
    about = _about(site, publication, now)
    exports = None
    if site.settings.exports:
        exports = Exports.of(publication.library, about, short_files(publication.library, about))
    verified = report(loaded, lock, site.root, site.settings, now)
    edition = Edition(
        site.settings,
        withheld=publication.withheld,
        withdrawn=publication.withdrawn,
        directory_urls=site.use_directory_urls,
        own_home="index.md" in own,
        about=about,
        exports=exports,
        lock=lock,
        report=verified,
        today=publication.today,
    )
    pages: dict[str, str | bytes] = {
        page.address: renderer(page) for page in plan(publication.library, edition)
    }
    data = {**exports.files, **report_files(verified, about)} if exports else {}
    if both := sorted(own.keys() & (pages.keys() | data.keys())):
        what = "page" if both[0] in pages else "file"
        raise Stop(f"{site.docs_dir}/{both[0]} has the address of a {what} that is generated; rename it")
    maps = locator_files(publication.library, edition)
    try:
        written = write_pages(folder, {**own, **pages, **data, **assets(), **maps})
    except ForeignFolderError as error:
        raise Stop(str(error)) from None
    click.echo(
        f"{plural(len(pages), 'page')} and {plural(len(data), 'file')} of data and feeds made of "
        f"{plural(len(publication.library.incidents), 'record')}, {plural(len(own), 'file')} of your own; "
        f"{written} written to {shown(folder.resolve())}."
    )


def _about(site: Site, publication: Publication, now: datetime) -> About:
    return About.of(
        site.settings,
        name=site.name,
        site_url=site.site_url,
        directory_urls=site.use_directory_urls,
        withheld=publication.withheld,
        built=now,
    )


def _own_pages(site: Site, renderer: Renderer) -> dict[str, str | bytes]:
    """The files of the documentation folder by their paths in it; hidden ones are left out."""
    folder = site.root / site.docs_dir
    found: dict[str, str | bytes] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        data = path.read_bytes()
        if path.suffix == ".md":
            found["/".join(parts)] = with_notice(renderer, data.decode("utf-8-sig"), site.settings)
        else:
            found["/".join(parts)] = data
    return found
