"""Reported counts: who counted what, over which days, where; each stays its counter's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.library.voices import known_from, voice
from onrecord.record.reader import Path
from onrecord.record.statement import Statement, Tally
from onrecord.values.when import Day, Said

NOT_STATED = "not stated"
"""The house of counts of which nobody says who counted."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported count."""

    incident: Incident | None
    """The record it stands in; None where it stands in the registry of tallies."""
    statement: Statement
    tally: Tally
    counter: str
    """The house that counted.

    Unnamed counters of no known side are one each; where none is stated, `NOT_STATED`.
    """
    reporter: str
    """Who gave the count, where its counter is not stated: the agency or the publication; else empty."""
    day: str
    """The day it counts up to or, failing that, was known from, in ISO form; empty where neither is known."""
    path: Path
    """Where the tally stands in its file."""

    @property
    def stated(self) -> Said | None:
        """The day for which the count is given, else the one on which it was said.

        A publication's date is neither: an undated count may be older than what prints it.
        """
        return self.tally.as_of or self.statement.said

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that ``stated`` may mean; None where the count is undated."""
        return days(self.stated) if self.stated else None


def days(said: Said) -> tuple[date, date]:
    """The first and the last day of it; those of an instant are the day in its own zone."""
    if isinstance(said, Day):
        return said.earliest, said.latest
    return said.local.date(), said.local.date()


def reported(library: Library) -> Iterator[Reported]:
    """Every reported count: those of the registry, then those of the incidents in order of time.

    One that cites a source that is not there, which is a problem of its own, is left out.
    """
    for order, statement in enumerate(library.registries.tallies):
        if statement.tally and _sourced(library, None, statement):
            for index, tally in enumerate(statement.tally):
                yield _reported(library, None, statement, tally, order, (order, "tally", index))
    for incident in library.incidents:
        for order, (part, position, statement) in enumerate(incident.statements()):
            if statement.tally and _sourced(library, incident, statement):
                for index, tally in enumerate(statement.tally):
                    path = (part, position, "tally", index)
                    yield _reported(library, incident, statement, tally, order, path)


def _sourced(library: Library, incident: Incident | None, statement: Statement) -> bool:
    own = incident.record.sources if incident else {}
    return all(source in own or source in library.registries.sources for source in statement.source)


@gathered
def by_measure(library: Library) -> Mapping[str, tuple[Reported, ...]]:
    """The counts of each measure that somebody counts, measures in the order of the registry, once a library.

    Dated counts come first, by day; undated ones keep the order of the records. A measure that is not in
    the registry, which is a problem of its own, is left out.
    """
    counts: dict[str, list[Reported]] = {}
    for one in reported(library):
        counts.setdefault(one.tally.measure, []).append(one)
    return {
        measure: tuple(sorted(counts[measure], key=_by_day))
        for measure in library.registries.measures
        if measure in counts
    }


def newest(library: Library) -> tuple[Reported, ...]:
    """The newest count of each measure by each house, measures in the order of the registry, newest first."""
    return tuple(one for counts in by_measure(library).values() for one in newest_of(counts))


def newest_of(counts: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """The newest count by each house, newest first."""
    found: dict[str, Reported] = {}
    for one in counts:
        if one.counter not in found or found[one.counter].day <= one.day:
            found[one.counter] = one
    return tuple(sorted(found.values(), key=lambda one: one.day, reverse=True))


def _by_day(one: Reported) -> tuple[bool, date, date]:
    return (False, one.days[1], one.days[0]) if one.days else (True, date.min, date.min)


def _reported(
    library: Library, incident: Incident | None, statement: Statement, tally: Tally, order: int, path: Path
) -> Reported:
    by = statement.by
    speaker = by.actor or by.of if by else None
    reporter = ""
    if speaker:
        counter = library.house(speaker)
    elif by:
        counter = f"unnamed {incident.id if incident else ''} {order}"
    else:
        counter = NOT_STATED
        reporter = voice(library, incident, statement, order).speaker
    known = known_from(library, incident, statement)
    day = str(tally.as_of) if tally.as_of else known.date().isoformat() if known else ""
    return Reported(incident, statement, tally, counter, reporter, day, path)
