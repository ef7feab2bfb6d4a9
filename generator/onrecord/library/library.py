"""All records together, with what they refer to.

Frozen: everything derived from it is a pure function of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from onrecord.record.reader import Located
from onrecord.record.record import Record
from onrecord.record.registry import Actor, Measure, Place, Vessel
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.values.when import Said


@dataclass(frozen=True)
class Incident:
    """A record with its id, and where it was read."""

    id: str
    record: Record
    located: Located = field(repr=False, compare=False)

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """By first possible day, last possible day, then id: the same order every time."""
        return (self.record.date.earliest.isoformat(), self.record.date.latest.isoformat(), self.id)

    def statements(self) -> Iterator[tuple[str, int, Statement]]:
        """(``statements`` or ``context``, position in that list, statement), in the order of the file."""
        for index, statement in enumerate(self.record.statements):
            yield "statements", index, statement
        for index, statement in enumerate(self.record.context):
            yield "context", index, statement


@dataclass(frozen=True)
class Registries:
    """What records refer to by an id."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    tallies: tuple[Statement, ...] = ()
    vessels: Mapping[str, Vessel] = field(default_factory=dict)


@dataclass(frozen=True)
class Library:
    """Incidents in order of time, and the registries."""

    incidents: tuple[Incident, ...]
    registries: Registries
    zone: ZoneInfo
    as_of: Said | None = None
    """The day or instant by which everything in it had been said; None in the latest edition."""

    @cached_property
    def by_id(self) -> Mapping[str, Incident]:
        """Incidents by id."""
        return {incident.id: incident for incident in self.incidents}

    def statements(self) -> Iterator[tuple[Incident | None, Statement]]:
        """Every statement with its incident, or None for those of the registry of tallies; these first."""
        for statement in self.registries.tallies:
            yield None, statement
        for incident in self.incidents:
            for _, _, statement in incident.statements():
                yield incident, statement

    def source(self, incident: Incident | None, source_id: str) -> Source:
        """The source that ``source_id`` means in ``incident`` (or in the registry). Raises KeyError."""
        if incident is not None and source_id in incident.record.sources:
            return incident.record.sources[source_id]
        return self.registries.sources[source_id]

    def actor(self, actor_id: str) -> Actor | None:
        """The actor, or None where the id is a party of the vocabulary."""
        return self.registries.actors.get(actor_id)

    @cached_property
    def accounts(self) -> dict[str, Any]:
        """What `derive.account` has worked out, by incident: lists, pages and data files all ask for it."""
        return {}

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What else was worked out once for the whole library, by the name of the module that did."""
        return {}

    @cached_property
    def _houses(self) -> dict[str, str]:
        return {}

    def house(self, actor_id: str) -> str:
        """The id of the actor at the top of ``part_of``: whose voice this is. A loop ends where it began."""
        known = self._houses.get(actor_id)
        if known is None:
            seen, top = {actor_id}, actor_id
            while (actor := self.actor(top)) is not None and actor.part_of and actor.part_of not in seen:
                top = actor.part_of
                seen.add(top)
            known = self._houses[actor_id] = top
        return known

    def neighbours(self, incident: Incident) -> tuple[Incident | None, Incident | None]:
        """The incidents before and after it in time."""
        index = self._positions[incident.id]
        before = self.incidents[index - 1] if index else None
        after = self.incidents[index + 1] if index + 1 < len(self.incidents) else None
        return before, after

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {incident.id: index for index, incident in enumerate(self.incidents)}

    @cached_property
    def responses(self) -> Mapping[str, tuple[Incident, ...]]:
        """Incidents that somebody called a response, by the id of what they respond to."""
        found: dict[str, list[Incident]] = {}
        for incident in self.incidents:
            targets = {i for statement in incident.record.statements for i in statement.in_response_to or ()}
            for target in sorted(targets):
                found.setdefault(target, []).append(incident)
        return {target: tuple(incidents) for target, incidents in found.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """(incident id, why) by incident id.

        A relation that one record states holds for both; its reason only there.
        """
        found: dict[str, dict[str, str]] = {}
        for incident in self.incidents:
            for related in incident.record.related:
                if related.incident in self.by_id and related.incident != incident.id:
                    found.setdefault(incident.id, {})[related.incident] = related.why or ""
                    found.setdefault(related.incident, {}).setdefault(incident.id, "")
        return {one: tuple(sorted(others.items())) for one, others in found.items()}
