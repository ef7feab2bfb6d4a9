"""All records together, with what they refer to.

Frozen: everything derived from it is a pure function of it. What is read of it is noted (`onrecord.reads`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from onrecord.reads import Noted, Watched, note, unrecorded
from onrecord.record.reader import Located
from onrecord.record.record import Record
from onrecord.record.registry import Actor, Measure, Place, Vessel
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.values.when import Said

Value = TypeVar("Value")


@dataclass(frozen=True)
class Incident:
    """A record with its id, and where it was read."""

    id: str
    record: Record
    located: Located = field(repr=False, compare=False)

    def in_library(self, label: str) -> Incident:
        """The same incident as a part of a library: what is read of its record is noted there."""
        record = self.record.in_library(label, self.id)
        return self if record is self.record else replace(self, record=record)

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

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that its statements cite, in the order of the file."""
        return tuple(dict.fromkeys(one for _, _, statement in self.statements() for one in statement.source))


@dataclass(frozen=True)
class Registries:
    """What records refer to by an id."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    tallies: tuple[Statement, ...] = ()
    vessels: Mapping[str, Vessel] = field(default_factory=dict)

    def watched(self, label: str) -> Registries:
        """The same, with what is read of them noted as parts of the library ``label``."""
        kinds = (one.name for one in fields(self) if one.name != "tallies")
        found: dict[str, Any] = {kind: Watched(getattr(self, kind), label, kind) for kind in kinds}
        return replace(self, **found)


def _looked_up(make: Callable[[Library], Mapping[str, Value]]) -> cached_property[Mapping[str, Value]]:
    """A mapping of a library that is made once; of it what is looked up is noted, as for an index."""

    def once(library: Library) -> Mapping[str, Value]:
        with unrecorded():
            return Watched(make(library), library.label, make.__name__)

    once.__doc__ = make.__doc__
    return cached_property(once)


@dataclass(frozen=True)
class Library:
    """Incidents in order of time, and the registries."""

    incidents: tuple[Incident, ...]
    registries: Registries
    zone: ZoneInfo
    as_of: Said | None = None
    """The day or instant by which everything in it had been said; None in the latest edition."""
    label: str = field(default="", compare=False)
    """Which of the libraries of a build it is, for noting what is read of it: ``published``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "registries", self.registries.watched(self.label))
        if self.label:
            own = tuple(incident.in_library(self.label) for incident in _unnoted(self))
            object.__setattr__(self, "incidents", own)

    @_looked_up
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
    def memo(self) -> dict[Any, Any]:
        """What `memory.gathered` and `memory.remembered` keep."""
        return {}

    @cached_property
    def _houses(self) -> dict[str, str]:
        return {}

    def house(self, actor_id: str) -> str:
        """The id of the actor at the top of ``part_of``: whose voice this is. A loop ends where it began."""
        note(self.label, "house", actor_id)
        known = self._houses.get(actor_id)
        if known is None:
            seen, top = {actor_id}, actor_id
            with unrecorded():
                while (actor := self.actor(top)) is not None and actor.part_of and actor.part_of not in seen:
                    top = actor.part_of
                    seen.add(top)
            known = self._houses[actor_id] = top
        return known

    def neighbours(self, incident: Incident) -> tuple[Incident | None, Incident | None]:
        """The incidents before and after it in time."""
        note(self.label, "neighbours", incident.id)
        index, every = self._positions[incident.id], _unnoted(self)
        before = every[index - 1] if index else None
        after = every[index + 1] if index + 1 < len(every) else None
        return before, after

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {incident.id: index for index, incident in enumerate(_unnoted(self))}

    @_looked_up
    def responses(self) -> Mapping[str, tuple[Incident, ...]]:
        """Incidents that somebody called a response, by the id of what they respond to."""
        found: dict[str, list[Incident]] = {}
        for incident in self.incidents:
            targets = {i for statement in incident.record.statements for i in statement.in_response_to or ()}
            for target in sorted(targets):
                found.setdefault(target, []).append(incident)
        return {target: tuple(incidents) for target, incidents in found.items()}

    @_looked_up
    def related(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """(incident id, why) by incident id.

        A relation that one record states holds for both; its reason only there.
        """
        found: dict[str, dict[str, str]] = {}
        ids = {incident.id for incident in self.incidents}
        for incident in self.incidents:
            for related in incident.record.related:
                if related.incident in ids and related.incident != incident.id:
                    found.setdefault(incident.id, {})[related.incident] = related.why or ""
                    found.setdefault(related.incident, {}).setdefault(incident.id, "")
        return {one: tuple(sorted(others.items())) for one, others in found.items()}


def _unnoted(library: Library) -> tuple[Incident, ...]:
    """The incidents, for an index whose parts are noted where they are looked up."""
    with unrecorded():
        return library.incidents


# After the class was made of its annotations: they stay what a reader and a type checker see.
Library.incidents = Noted("incidents", lambda library: library.label)  # type: ignore[assignment]  # gives what it says
