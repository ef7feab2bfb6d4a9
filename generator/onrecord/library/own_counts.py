"""Our own count beside reported ones: only where we record every incident that matches a measure.

A sample is not a count, so for a sample there is none (`own_count` is None).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.record.registry import Measure
from onrecord.record.statement import Tally
from onrecord.values.count import Count, reach


@dataclass(frozen=True, slots=True)
class Difference:
    """How a reported count differs from ours."""

    kind: Literal["no number", "more", "fewer", "agrees", "may agree"]
    by: int = 0
    at_least: bool = False
    """Whether it may differ by more: the reported count is a bound or a range."""


@dataclass(frozen=True)
class OwnCount:
    """The incidents of the archive that match a measure, in order of time."""

    library: Library
    incidents: tuple[Incident, ...]

    def within(self, where: str) -> tuple[Incident, ...]:
        """Those at a country, at or in a place, or all of them (``total``)."""
        return tuple(one for one in self.incidents if where == "total" or where in self._above(one))

    def during(self, where: str, since: date | None, until: date) -> int:
        """How many, from ``since`` (or the first) to ``until``; one counts when it must have happened."""
        found = (incident.record.date.reach for incident in self.within(where))
        return sum((since is None or since <= first) and last <= until for first, last in found)

    def steps(self, where: str, since: date | None) -> tuple[tuple[date, int], ...]:
        """(day, count up to then) for each day on which it grows, from ``since`` or from the first."""
        found = (incident.record.date.reach for incident in self.within(where))
        latest = sorted(last for first, last in found if since is None or since <= first)
        return tuple({day: number for number, day in enumerate(latest, start=1)}.items())

    def beside(self, tally: Tally, where: str, until: date) -> tuple[int, Difference]:
        """Our count over the tally's days, and how the reported one differs from it."""
        ours = self.during(where, tally.since.earliest if tally.since else None, until)
        return ours, difference(tally.count[where], ours)

    def _above(self, incident: Incident) -> set[str]:
        places = self.library.registries.places
        found: set[str] = set()
        waiting = [incident.record.place, *(incident.record.other_places or ())]
        while waiting:
            one = waiting.pop()
            if one and one in places and one not in found:
                found |= {one, places[one].country or one}
                waiting.append(places[one].within)
        return found


def own_count(library: Library, measure_id: str, coverage: str) -> OwnCount | None:
    """Our count for a measure; None unless its coverage and the site's are ``complete``."""
    measure = library.registries.measures[measure_id]
    if coverage != "complete" or measure.coverage != "complete" or not (measure.events or measure.targets):
        return None
    return OwnCount(library, tuple(one for one in library.incidents if matches(library, measure, one)))


def matches(library: Library, measure: Measure, incident: Incident) -> bool:
    """Whether an incident is one of what a measure counts: by its kind, and by what was aimed at.

    A part of an actor counts as that actor.
    """
    if measure.events and incident.record.event not in measure.events:
        return False
    if not measure.targets:
        return True
    hit: set[str] = set()
    waiting = list(account(library, incident).facets().get("target", ()))
    while waiting:
        one = waiting.pop()
        actor = library.actor(one)
        if one not in hit:
            hit.add(one)
            waiting += [actor.part_of] if actor and actor.part_of else []
    return not hit.isdisjoint(measure.targets)


def difference(count: Count, ours: int) -> Difference:
    """How a reported count differs from ours; a bound may agree."""
    if not count.numeric:
        return Difference("no number")
    low, high = reach(count)
    if low > ours:
        return Difference("more", low - ours, high != low)
    if high is not None and high < ours:
        return Difference("fewer", ours - high, high != low)
    return Difference("agrees" if low == high else "may agree")
