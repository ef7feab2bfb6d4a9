"""Who says so, as cells; and the door that confidential sources and private persons do not pass.

Every export takes ids of people and sources and dates of knowledge from here and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from onrecord import phrases
from onrecord.library.anchors import anchor
from onrecord.library.citations import published_id
from onrecord.library.library import Incident, Library
from onrecord.library.voices import voice
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS, PARTIES, PUBLISH
from onrecord.values.prose import Prose
from onrecord.values.when import Instant, Said, known_by


def shown(library: Library) -> Library:
    """The library without records whose content may not leave: withdrawn ones, and drafts if any."""
    kept = tuple(one for one in library.incidents if PUBLISH[one.record.publish].public)
    return (
        library
        if len(kept) == len(library.incidents)
        else Library(kept, library.registries, library.zone, library.as_of, "open")
    )


@dataclass(frozen=True)
class Published:
    """The ids and dates of one library that may be published; the library is `shown`."""

    library: Library

    @cached_property
    def names(self) -> phrases.Names:
        """What everything is called; phrases are worded with these."""
        return phrases.Names(self.library)

    def actors(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """The names of actors and parties, for a column with a list."""
        return tuple(self.names.actor_text(actor) for actor in ids or ())

    def open(self, actor_id: str | None) -> bool:
        """Whether the actor may be looked up by: everybody but persons without a page of their own."""
        if not actor_id:
            return False
        actor = self.library.actor(actor_id)
        return actor.public if actor else actor_id in PARTIES

    def ids(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Those of the ids by which somebody may be looked up."""
        return tuple(actor for actor in ids or () if self.open(actor))

    def incidents(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Those of the incidents that are published."""
        return tuple(incident for incident in ids or () if incident in self.library.by_id)

    def sources(self, incident: Incident | None, ids: Iterable[str]) -> tuple[str, ...]:
        """The ids under which sources that the record cites are published."""
        return tuple(published_id(self.library, incident, source_id) for source_id in ids)

    def open_sources(self, incident: Incident | None, statement: Statement) -> tuple[tuple[str, Source], ...]:
        """(id, source) of a statement's sources, confidential ones left out."""
        sources = ((source_id, self.library.source(incident, source_id)) for source_id in statement.source)
        return tuple((source_id, source) for source_id, source in sources if not source.confidential)

    def known(self, incident: Incident | None, statement: Statement) -> datetime | None:
        """From when the public could know it, as ``voices.known_from``; confidential sources date nothing."""
        zone = self.library.zone
        if statement.said and statement.in_ and CHANNELS[statement.in_].public:
            return known_by(statement.said, zone)
        dates = [source.published for _, source in self.open_sources(incident, statement)]
        return min((known_by(date, zone) for date in dates if date), default=None)

    def cells(self, incident: Incident | None, part: str, order: int, statement: Statement) -> dict[str, Any]:
        """The cells of `rows.Attributed` but for ``url``; ``order`` is its place in its record."""
        by, relayed = statement.by, phrases.relayed(self.library, incident, statement)
        who = voice(self.library, incident, statement, order)
        # The voice is the statement's own, and not that of the origin of a confidential source.
        told = bool(by or relayed)
        return {
            "incident_id": incident.id if incident else "",
            "statement": anchor(statement),
            "part": part,
            "speaker": phrases.plain(phrases.speaker_name(self.names, incident, statement)),
            "speaker_id": by.actor if by and by.actor and self.open(by.actor) else "",
            "speaker_named": by is not None and by.actor is not None,
            "speaker_of": by.of if by and by.of and self.open(by.of) else "",
            "anonymity": (by.anonymous or "") if by else "",
            # Houses of unnamed speakers and publications are no actors: they hold in one record only.
            "house": who.house if told and self.library.actor(who.house) else "",
            "role": statement.as_ or "",
            "channel": statement.in_ or "",
            "via": self.ids(relayed),
            "source_ids": self.sources(incident, statement.source),
            "said": str(statement.said) if statement.said else "",
            "said_derived": statement.said is not None and statement.said_basis is not None,
            "known_from": stamp(self.known(incident, statement)),
        }


def statements(library: Library, incident: Incident | None) -> Iterator[tuple[str, int, Statement]]:
    """(part, place in the record, statement) of an incident; without one of the registry of tallies."""
    if incident is None:
        for order, statement in enumerate(library.registries.tallies):
            yield "registry", order, statement
    else:
        for order, (part, _, statement) in enumerate(incident.statements()):
            yield part, order, statement


def stamp(at: datetime | None) -> str:
    """A moment in universal time, to the second: 2024-01-24T18:00:00Z; nothing for None."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def first_and_last(said: Said | None) -> tuple[str, str]:
    """The first and the last day that a date or a moment covers, in ISO form."""
    if said is None:
        return "", ""
    if isinstance(said, Instant):
        return (day := said.local.date().isoformat()), day
    return said.earliest.isoformat(), said.latest.isoformat()


def plain(prose: Prose | None) -> str:
    """The text of prose of ours, without markers."""
    return prose.plain() if prose else ""
