"""The page about the data: which files and feeds there are, what is in them, and how they may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.export.about import QUOTATIONS, SCHEMA_VERSION, About
from onrecord.export.files import Exports
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Link, Names, Phrase, joined, phrase, say, to_page
from onrecord.settings import Settings

ADDRESS = "data.md"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that there is as CSV and as JSON."""

    name: str
    """That of its files."""
    title: str
    about: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the page says."""

    tables: tuple[Table, ...]
    selection: str
    """The rule by which incidents are chosen, and whether they are all of them."""
    withheld: int
    version: str
    """Of the tables."""
    rights: Phrase
    """Who holds the rights, and under which licence."""
    quotations: str
    """That the licence does not cover them; empty where the site names no licence."""
    corrections: bool
    """Whether the site has the corrections as a page."""
    actor_feeds: tuple[Phrase, ...]
    """By id, each with its name, which leads to its page."""
    place_feeds: tuple[Phrase, ...]


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, where the site has exports."""
    if edition.exports:
        context = partial(_context, library, edition.settings, edition.exports)
        yield page(edition, ADDRESS, "data.md.j2", context, listed=True)


def _context(library: Library, settings: Settings, exports: Exports) -> dict[str, Any]:
    return {"d": data(Names(library, settings), exports, corrections=settings.archive)}


def data(names: Names, exports: Exports, *, corrections: bool) -> Data:
    """What is said of the files of an archive."""
    about = exports.tables.about
    return Data(
        tables=tuple(
            Table(table.name, table.title, table.about, len(table.rows)) for table in exports.tables.all
        ),
        selection=" ".join(filter(None, (about.selection, about.coverage_note))),
        withheld=about.withheld,
        version=SCHEMA_VERSION,
        rights=_rights(about),
        quotations=_(QUOTATIONS) if _licensed(about) else "",
        corrections=corrections,
        actor_feeds=tuple(_feeds(exports, "feeds/actors/", names.actor)),
        place_feeds=tuple(_feeds(exports, "feeds/places/", names.place)),
    )


def _licensed(about: About) -> bool:
    return bool(about.licence or about.licence_url)


def _rights(about: About) -> Phrase:
    holder = say("© {holder}.", holder=about.rights_holder) if about.rights_holder else NOTHING
    if not _licensed(about):
        return joined(
            [
                holder,
                say("This site names no licence for its data."),
                say("Words quoted from a source belong to those who said or published them."),
            ],
            " ",
        )
    name = about.licence or about.licence_url
    licence = phrase(Link(name, about.licence_url) if about.licence_url else name)
    return joined([holder, say("Licence: {licence}.", licence=licence)], " ")


def _feeds(exports: Exports, folder: str, name: Callable[[str], Phrase]) -> Iterator[Phrase]:
    stems = (stem for address in exports.files if (stem := address.removesuffix(".xml")) != address)
    for stem in sorted(stem for stem in stems if stem.startswith(folder)):
        feeds = joined([to_page("Atom", f"{stem}.xml"), to_page("JSON", f"{stem}.json")], " · ")
        yield say("{name}: {feeds}", name=name(stem.removeprefix(folder)), feeds=feeds)
