"""What falls into a month by its own date: counts that were given, figures that moved, what we changed.

The month of an incident does not matter here: a correction of an old briefing is news of the month in which
it was made. What has no date falls into no month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.library.changes import moves
from onrecord.library.derive import Row
from onrecord.library.library import Incident, Library
from onrecord.library.tallies import Reported, reported
from onrecord.record.record import Correction, Update
from onrecord.values.when import Instant, Said

Month = tuple[int, int]
"""A year and a month, 1 to 12."""


@dataclass(frozen=True, slots=True)
class Move:
    """A value that its own speaker changed: its values, oldest first, each once."""

    incident: Incident
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Entries:
    """What falls into one month, each list in the order of the library."""

    counts: list[Reported] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    updates: list[tuple[Incident, Update]] = field(default_factory=list)
    corrections: list[tuple[Incident, Correction]] = field(default_factory=list)


def diary(library: Library) -> dict[Month, Entries]:
    """The months into which something falls; made once for a library."""
    known: dict[Month, Entries] | None = library.memo.get("diary")
    if known is not None:
        return known
    found: dict[Month, Entries] = defaultdict(Entries)
    for count in reported(library):
        if month := _month_of_count(count, library):
            found[month].counts.append(count)
    for month, move in _steps(library):
        found[month].moves.append(move)
    for incident in library.incidents:
        for update in incident.record.updates:
            found[month_of(update.on, library)].updates.append((incident, update))
        for correction in incident.record.corrections:
            found[month_of(correction.on, library)].corrections.append((incident, correction))
    known = library.memo["diary"] = dict(found)
    return known


def _steps(library: Library) -> Iterator[tuple[Month, Move]]:
    """The values that moved, each month with the steps that became known in it and the value before them."""
    for incident in library.incidents:
        for rows in moves(library, incident):
            steps: dict[Month, list[Row]] = {}
            for before, row in pairwise(rows):
                if month := _month_said(row, library):
                    steps.setdefault(month, [before]).append(row)
            for month, told in steps.items():
                yield month, Move(incident, tuple(told))


def _month_said(row: Row, library: Library) -> Month | None:
    """The month in which a row was said; None where that is not one month for certain."""
    if row.span is None:
        return None
    first, last = (at.astimezone(library.zone).date() for at in row.span)
    month = first.year, first.month
    return month if month == (last.year, last.month) else None


def month_of(said: Said, library: Library) -> Month:
    """The month of a day, its first possible one, or of an instant in the site's zone."""
    day = said.utc.astimezone(library.zone).date() if isinstance(said, Instant) else said.earliest
    return day.year, day.month


def _month_of_count(count: Reported, library: Library) -> Month | None:
    """The month for which a count is given; None where that is no single month, or not known."""
    given = count.tally.as_of
    if given is None:
        return (int(count.day[:4]), int(count.day[5:7])) if count.day else None
    month = month_of(given, library)
    whole = isinstance(given, Instant) or month == (given.latest.year, given.latest.month)
    return month if whole else None
