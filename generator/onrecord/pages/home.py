"""The home page: what this is, what is new, which accounts moved, the newest counts, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.export.jsonld import website
from onrecord.language import gettext as _
from onrecord.library.changes import moves
from onrecord.library.library import Library
from onrecord.library.tallies import Reported, newest
from onrecord.pages.entry import Entry, entry
from onrecord.pages.machines import element
from onrecord.pages.page import REPORT, Edition, Page, page
from onrecord.phrases import (
    NOTHING,
    TOTAL,
    Names,
    Phrase,
    Strong,
    count,
    counter,
    joined,
    phrase,
    publication,
    say,
    steps,
    to_page,
    unstopped,
)

LATEST = 5
MOST_MOVED = 8


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that its own speaker changed, with the incident."""

    link: Phrase
    date: str
    what: Phrase
    """"US forces, injured"."""
    values: Phrase
    """"25 → at least 34": oldest first."""
    who: Phrase


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest count of a measure by a house that counts."""

    measure: Phrase
    count: Phrase
    counter: Phrase
    source: Phrase
    when: Phrase
    scope: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows."""

    total: int
    """How many incidents the archive has."""
    days: Phrase
    """The days that it covers."""
    latest: tuple[Entry, ...]
    """The last incidents, newest first."""
    moved: tuple[Moved, ...]
    """Of the incidents whose accounts moved last."""
    tallies: tuple[Newest, ...]
    ways: Phrase
    """Links to the other pages that the site has."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The home page, unless the site has one of its own."""
    if edition.settings.home and not edition.own_home:
        yield page(edition, "index.md", "home.md.j2", partial(_context, library, edition), listed=True)


def _context(library: Library, edition: Edition) -> dict[str, Any]:
    return {"h": home(library, edition), "machines": element(website(edition.about))}


def home(library: Library, edition: Edition) -> Home:
    """The home page of a library."""
    names = Names(library, edition.settings)
    return Home(
        total=len(library.incidents),
        days=_days(library),
        latest=tuple(entry(library, incident) for incident in library.incidents[::-1][:LATEST]),
        moved=tuple(_moved(library)),
        tallies=tuple(_newest(names, report) for report in newest(library)),
        ways=joined(
            (to_page(title, address) for title, address, there in _ways(library, edition) if there), " · "
        ),
    )


def _days(library: Library) -> Phrase:
    if not library.incidents:
        return NOTHING
    first = min(library.incidents, key=lambda incident: incident.record.date.earliest).record.date
    last = max(library.incidents, key=lambda incident: incident.record.date.latest).record.date
    if str(first) == str(last):
        return phrase(first.words())
    return say("{first} to {last}", first=first.words(), last=last.words())


def _moved(library: Library) -> Iterator[Moved]:
    # Links lead to incidents only: a list of figures is no place for more.
    names = Names(library)
    last = {
        incident.id: max((rows[-1].span[1] for rows in moved if rows[-1].span), default=None)
        for incident in library.incidents
        if (moved := moves(library, incident))
    }
    for _at, incident_id in sorted((at, moved) for moved, at in last.items() if at)[: -MOST_MOVED - 1 : -1]:
        incident = library.by_id[incident_id]
        for rows in moves(library, incident):
            yield Moved(
                names.incident(incident_id), incident.record.date.words(), *steps(names, incident, rows)
            )


def _newest(names: Names, report: Reported) -> Newest:
    tally, plain_names = report.tally, Names(names.library)
    counts = [phrase(Strong(count(tally.total)))] if tally.total else []
    counts += [
        say("{count} {scope}", count=count(number), scope=plain_names.scope(where))
        for where, number in tally.count.items()
        if where != TOTAL
    ]
    return Newest(
        measure=names.measure(tally.measure),
        count=joined(counts),
        counter=counter(plain_names, report.incident, report.statement),
        source=publication(names.library.source(report.incident, report.statement.source[0])),
        when=phrase(tally.as_of.words()) if tally.as_of else say("undated"),
        scope=unstopped(tally.scope or ""),
    )


def _ways(library: Library, edition: Edition) -> Iterator[tuple[str, str, bool]]:
    """(title, address, whether it is there) of the other pages."""
    settings = edition.settings
    counted = any(statement.tally or statement.force for _, statement in library.statements())
    yield _("By date"), "archive/index.md", settings.archive
    yield _("Explore"), "explore.md", settings.explore
    yield _("Map"), "map.md", settings.map
    yield _("Tallies"), "tallies/index.md", settings.tallies and counted
    yield _("Actors"), "actors/index.md", settings.entities
    yield _("People"), "people/index.md", settings.entities
    yield _("Places"), "places/index.md", settings.entities
    yield _("Weapons"), "weapons/index.md", settings.entities
    yield _("Kinds of event"), "events/index.md", settings.entities
    yield _("Quotes"), "quotes/index.md", settings.entities
    yield _("Sources"), "sources/index.md", settings.entities
    yield _("Updates"), "updates.md", settings.archive
    yield _("Corrections"), "corrections.md", settings.archive
    yield _("Codebook"), "codebook.md", settings.codebook
    yield _("Data"), "data.md", edition.exports is not None
    yield _("Verification"), REPORT, edition.report is not None
