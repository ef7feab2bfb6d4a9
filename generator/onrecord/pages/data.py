"""The page about the data: which files and feeds there are, what is in them, and how they may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from onrecord.export.about import QUOTATIONS, SCHEMA_VERSION, About
from onrecord.export.columns import Cell
from onrecord.export.columns import Table as Files
from onrecord.export.files import Exports
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Link, Names, Phrase, joined, phrase, say, to_page

ADDRESS = "data.md"
#: Columns of the example; the file has more.
_OF_FIGURE = (
    *("incident_id", "speaker", "said", "source_ids", "harm", "parties"),
    *("count_text", "count_low", "count_high", "count_state", "current"),
)
_OF_INCIDENT = ("id", "title", "date", "place_id")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that there is as CSV and as JSON."""

    name: str
    """That of its files."""
    title: str
    about: str
    rows: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file with tables in another format."""

    name: str
    address: str
    kilobytes: int
    """Rounded up."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a table as the files have it."""

    file: str
    cells: tuple[tuple[str, str, str], ...]
    """(column, value, what it means) of those that hold something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the page says."""

    example: Example | None
    """None where no table has a row."""
    tables: tuple[Table, ...]
    database: Download | None
    """All tables in one file; None where the site has none."""
    parquet: tuple[Download, ...]
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
        context = partial(_context, library, edition, any(one.incidents for one in edition.history))
        yield page(edition, ADDRESS, "data.md.j2", context, listed=True)


def _context(library: Library, edition: Edition, editions: bool) -> dict[str, Any]:
    settings, exports = edition.settings, edition.exports
    if exports is None:
        raise ValueError("the page about the data is made of data files: Edition.exports")
    return {"d": data(Names(library, settings), exports, corrections=settings.archive), "editions": editions}


def data(names: Names, exports: Exports, *, corrections: bool) -> Data:
    """What is said of the files of an archive."""
    about, counts = exports.tables.about, exports.counts
    return Data(
        example=_example(exports),
        tables=tuple(
            Table(table.name, table.title, table.about, counts[table.name]) for table in exports.tables.empty
        ),
        database=next(_downloads(exports, ".sqlite"), None),
        parquet=tuple(_downloads(exports, ".parquet")),
        selection=" ".join(filter(None, (about.selection, about.coverage_note))),
        withheld=about.withheld,
        version=SCHEMA_VERSION,
        rights=_rights(about),
        quotations=_(QUOTATIONS) if _licensed(about) else "",
        corrections=corrections,
        actor_feeds=tuple(_feeds(exports, "feeds/actors/", names.actor)),
        place_feeds=tuple(_feeds(exports, "feeds/places/", names.place)),
    )


def _downloads(exports: Exports, ending: str) -> Iterator[Download]:
    """The files in a format that the settings add; none where its extra is not installed."""
    for address, content in exports.others.items():
        if address.endswith(ending):
            size = -(-len(content) // 1000)
            yield Download(address.rpartition("/")[2], address, size, sha256(content).hexdigest())


def _example(exports: Exports) -> Example | None:
    """A figure of people, one with a bound where there is one; in an archive without figures, an incident."""
    tables = {table.name: table for table in exports.tables.empty}
    first = None
    for row in exports.tables.rows("casualties"):
        if row.count_low is not None and row.count_high is None:
            return _shown(tables["casualties"], row, _OF_FIGURE)
        first = first or row
    if first:
        return _shown(tables["casualties"], first, _OF_FIGURE)
    incident = next(exports.tables.rows("incidents"), None)
    return _shown(tables["incidents"], incident, _OF_INCIDENT) if incident else None


def _shown(table: Files, row: object, names: tuple[str, ...]) -> Example:
    about = {column.name: str(column.about) for column in table.columns}
    cells = table.named(row)
    return Example(table.name, tuple((name, _text(cells[name]), about[name]) for name in names))


def _text(value: Cell) -> str:
    """A cell for readers: as in the files, without the signs that spreadsheets need."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(value)
        case _:
            return str(value)


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
    stems = (stem for address in exports.addresses if (stem := address.removesuffix(".xml")) != address)
    for stem in sorted(stem for stem in stems if stem.startswith(folder)):
        feeds = joined([to_page("Atom", f"{stem}.xml"), to_page("JSON", f"{stem}.json")], " · ")
        yield say("{name}: {feeds}", name=name(stem.removeprefix(folder)), feeds=feeds)
