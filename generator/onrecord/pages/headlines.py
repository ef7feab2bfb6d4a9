"""Incidents as headlines: a lead sentence and a few figures with their owners; and accounts that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.draw.charts.marks import standing
from onrecord.library.changes import courses
from onrecord.library.derive import Account, Row, Toll, account
from onrecord.library.library import Incident, Library
from onrecord.pages.cells import fits, longest
from onrecord.pages.entry import Entry, entry, few_words, responsibility
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    figure,
    joined,
    owner,
    phrase,
    plain,
    say,
    say_many,
    speaker_name,
    strong,
    subject,
    value,
)
from onrecord.terms.facts import FACTS, People
from onrecord.values.prose import Prose
from onrecord.values.sentences import sentences

MOST_FIGURES = 4
#: Figures of one harm of one party: those of two sides stand one above the other.
_MOST_RIVALS = 2
MOST_MOVED = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """Who was harmed how, with the figures of it."""

    what: Phrase
    """"US forces, injured"."""
    said: tuple[Phrase, ...]
    """Each figure with who gives it, in full: "**3** (US Central Command)"."""


@dataclass(frozen=True, slots=True)
class Headline:
    """An incident as a headline."""

    entry: Entry
    lead: str
    """The first sentence of the summary; empty without one."""
    tiles: tuple[Tile, ...]
    more: Phrase
    """How many figures the briefing has besides: a link to them."""
    responsibility: Phrase
    """Who claims and who accuses, with names in full."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that its own side changed, with the incident."""

    link: Phrase
    date: str
    what: Phrase
    """"US forces, injured"."""
    values: Phrase
    """"25 → at least 34 (CENTCOM) → more than 40 (Pat Ryder)": who moved it stands behind each step."""


def headline(library: Library, incident: Incident) -> Headline:
    """The headline of an incident. Of figures a side's own newest are shown, and the others counted."""
    names, told = Names(library), account(library, incident)
    tiles = tuple(_tiles(names, told))
    left = sum(len(toll.spread) for toll in told.tolls) - sum(len(tile.said) for tile in tiles)
    more = plain(say_many("{number} more figure", "{number} more figures", left))
    return Headline(
        entry=entry(library, incident),
        lead=lead(incident.record.summary),
        tiles=tiles,
        more=names.incident(incident.id, "figures", more) if left else NOTHING,
        responsibility=responsibility(names, told, speaker_name),
    )


def lead(summary: Prose | None) -> str:
    """The first sentence of a summary that is not ours: "Drones attacked the base, the Army said."."""
    return next((told.text for told in sentences(summary) if not told.ours), "") if summary else ""


def _tiles(names: Names, told: Account) -> Iterator[Tile]:
    """The first tolls with their newest figures; those that somebody gives a number for stand first."""
    room = MOST_FIGURES
    for toll in sorted(told.tolls, key=_without_number):
        rows = toll.newest[: min(_MOST_RIVALS, room)]
        if rows:
            yield Tile(
                capital(subject(names, rows[0])),
                tuple(
                    say(
                        "{figure} ({owner})",
                        figure=strong(capital(_figure(names, row))),
                        owner=speaker_name(names, told.incident, row.statement),
                    )
                    for row in rows
                ),
            )
        room -= len(rows)


def _without_number(toll: Toll) -> bool:
    return all(standing(row.value.count) is None for row in toll.newest)


def _figure(names: Names, row: Row) -> Phrase:
    return longest((figure(names, row.value), few_words(names, row)))


def moved(library: Library) -> Iterator[Moved]:
    """The values of the incidents whose accounts moved last, those of the last one first."""
    # Links lead to incidents only: a list of figures is no place for more.
    names = Names(library)
    last = {
        incident.id: max((rows[-1].span[1] for rows in found if rows[-1].span), default=None)
        for incident in library.incidents
        if (found := courses(library, incident))
    }
    for _at, incident_id in sorted((at, changed) for changed, at in last.items() if at)[
        : -MOST_MOVED - 1 : -1
    ]:
        incident = library.by_id[incident_id]
        for rows in courses(library, incident):
            yield Moved(
                names.incident(incident_id),
                incident.record.date.words(),
                subject(names, rows[0]),
                course(names, incident, rows),
            )


def course(names: Names, incident: Incident, rows: Sequence[Row]) -> Phrase:
    """The steps of a value, each with who took it where the next is somebody else's.

    What is no figure and too long to be read at a glance is only said to have been replaced.
    """
    told = account(names.library, incident)
    owners = [owner(names, incident, row.statement) for row in rows]
    steps = []
    for row, who, following in zip(rows, owners, [*owners[1:], NOTHING], strict=True):
        text = _step(names, told, row)
        steps.append(text if who == following else say("{value} ({owner})", value=text, owner=who))
    text = joined(steps, " → ")
    if fits(text) or isinstance(FACTS[rows[0].fact], People):
        return text
    return say("replaced by another statement ({owner})", owner=owners[-1])


def _step(names: Names, told: Account, row: Row) -> Phrase:
    return _figure(names, row) if isinstance(FACTS[row.fact], People) else phrase(value(names, told, row))
