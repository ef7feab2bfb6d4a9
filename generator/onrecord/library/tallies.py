"""Reported counts: who counted what, over which days, where; each stays its counter's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.derive import known_from
from onrecord.library.library import Incident, Library
from onrecord.record.statement import Statement, Tally


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported count."""

    incident: Incident | None
    """The record it stands in; None where it stands in the registry of tallies."""
    statement: Statement
    tally: Tally
    counter: str
    """The house that counted.

    Unnamed counters of no known side are one each; a count whose counter is not stated is that of the
    publication.
    """
    day: str
    """The day it counts up to or, failing that, was known from, in ISO form; empty where neither is known."""


def reported(library: Library) -> Iterator[Reported]:
    """Every reported count: those of the registry, then those of the incidents in order of time."""
    for order, statement in enumerate(library.registries.tallies):
        for tally in statement.tally or ():
            yield _reported(library, None, statement, tally, order)
    for incident in library.incidents:
        for order, (_, _, statement) in enumerate(incident.statements()):
            for tally in statement.tally or ():
                yield _reported(library, incident, statement, tally, order)


def newest(library: Library) -> tuple[Reported, ...]:
    """The newest count of each measure by each house, measures in the order of the registry, newest first."""
    found: dict[tuple[str, str], Reported] = {}
    for one in reported(library):
        key = (one.tally.measure, one.counter)
        if key not in found or found[key].day <= one.day:
            found[key] = one
    order = {measure: index for index, measure in enumerate(library.registries.measures)}
    by_day = sorted(found.values(), key=lambda one: one.day, reverse=True)
    return tuple(sorted(by_day, key=lambda one: order[one.tally.measure]))


def _reported(
    library: Library, incident: Incident | None, statement: Statement, tally: Tally, order: int
) -> Reported:
    by = statement.by
    speaker = by.actor or by.of if by else None
    if speaker:
        counter = library.house(speaker)
    elif by:
        counter = f"unnamed {incident.id if incident else ''} {order}"
    else:
        counter = "not stated"
    known = known_from(library, incident, statement)
    day = str(tally.as_of) if tally.as_of else known.date().isoformat() if known else ""
    return Reported(incident, statement, tally, counter, day)
