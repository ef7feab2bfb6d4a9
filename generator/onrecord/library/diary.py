"""What falls into a month by its own date: counts that were given, figures that moved, what we changed.

The month of an incident does not matter here: a correction of an old briefing is news of the month in which
it was made. What has no date falls into no month; what may lie in several is listed in each, by its own date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.library.changes import moves
from onrecord.library.derive import Row
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.library.tallies import Reported, reported
from onrecord.record.record import Correction, Update
from onrecord.values.when import Day, Instant, Said

Month = tuple[int, int]
"""A year and a month, 1 to 12."""
MOST_MONTHS = 14
"""Months that list what may lie in any of them: a year, and a marked one reaches a little further."""


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


@gathered
def diary(library: Library) -> Mapping[Month, Entries]:
    """The months into which something falls; made once for a library."""
    found: dict[Month, Entries] = defaultdict(Entries)
    for count in reported(library):
        for month in _months_of_count(count, library):
            found[month].counts.append(count)
    for month, move in _steps(library):
        found[month].moves.append(move)
    for incident in library.incidents:
        for update in incident.record.updates:
            for month in listed_in(update.on, library):
                found[month].updates.append((incident, update))
        for correction in incident.record.corrections:
            for month in listed_in(correction.on, library):
                found[month].corrections.append((incident, correction))
    return dict(found)


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


def months_of(date: Day) -> tuple[Month, ...]:
    """Every month in which a date may lie: one where that is sure, none left out where it is not."""
    first, last = date.reach
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple((number // 12, number % 12 + 1) for number in numbers)


def listed_in(said: Said, library: Library) -> tuple[Month, ...]:
    """The months that list what was said then; none where there are more than a year of them."""
    found = (month_of(said, library),) if isinstance(said, Instant) else months_of(said)
    return found if len(found) <= MOST_MONTHS else ()


def _months_of_count(count: Reported, library: Library) -> tuple[Month, ...]:
    """The months in which the day may lie for which a count is given, else the one in which it was known."""
    if count.stated is not None:
        return listed_in(count.stated, library)
    return ((int(count.day[:4]), int(count.day[5:7])),) if count.day else ()
