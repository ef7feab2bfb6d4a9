"""Who says so, as plain cells; and the door that confidential sources and private persons do not pass.

Every export takes names, source ids and dates of knowledge from here and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from onrecord.library.aliases import aliases
from onrecord.library.anchors import anchor
from onrecord.library.citations import cited
from onrecord.library.library import Incident, Library
from onrecord.library.voices import voice
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS, PARTIES, PUBLISH
from onrecord.values.prose import Prose
from onrecord.values.when import Instant, Said, known_by

CONFIDENTIAL = "a confidential source"


def shown(library: Library) -> Library:
    """The library without records whose content may not leave: withdrawn ones, and drafts if any."""
    kept = tuple(one for one in library.incidents if PUBLISH[one.record.publish].public)
    return (
        library
        if len(kept) == len(library.incidents)
        else Library(kept, library.registries, library.zone, library.as_of)
    )


@dataclass(frozen=True)
class Names:
    """Names and ids as they may be published, in one library that is `shown`."""

    library: Library
    _aliases: dict[str, dict[str, str]] = field(default_factory=dict, repr=False, compare=False)
    _cited: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def actor(self, actor_id: str) -> str:
        """An actor's one spelling, or the label of a party of the vocabulary."""
        if (actor := self.library.actor(actor_id)) is not None:
            return actor.name
        return term.label if (term := PARTIES.get(actor_id)) else actor_id

    def short(self, actor_id: str) -> str:
        """An actor's short name where the registry has one, else its one spelling."""
        actor = self.library.actor(actor_id)
        return actor.short if actor and actor.short else self.actor(actor_id)

    def actors(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.actor(one) for one in ids or ())

    def open(self, actor_id: str | None) -> bool:
        """Whether the actor may be looked up by: everybody but persons without a page of their own."""
        if not actor_id:
            return False
        actor = self.library.actor(actor_id)
        return actor.public if actor else actor_id in PARTIES

    def ids(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Those of the ids by which somebody may be looked up."""
        return tuple(one for one in ids or () if self.open(one))

    def incidents(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Those of the incidents that are published."""
        return tuple(one for one in ids or () if one in self.library.by_id)

    def place(self, place_id: str | None) -> str:
        """A place's one spelling, or nothing."""
        return self.library.registries.places[place_id].name if place_id else ""

    def cited(self, incident: Incident | None) -> tuple[str, ...]:
        """What `citations.cited` says, found once."""
        scope = incident.id if incident else ""
        if scope not in self._cited:
            self._cited[scope] = cited(self.library, incident)
        return self._cited[scope]

    def source(self, incident: Incident | None, source_id: str) -> str:
        """The id under which a source that the record cites is published, as on its page."""
        if not self.library.source(incident, source_id).confidential:
            return source_id
        scope = incident.id if incident else ""
        if scope not in self._aliases:
            found = ((one, self.library.source(incident, one)) for one in self.cited(incident))
            self._aliases[scope] = aliases(found)
        return self._aliases[scope][source_id]

    def sources(self, incident: Incident | None, ids: Iterable[str]) -> tuple[str, ...]:
        """Their published ids."""
        return tuple(self.source(incident, one) for one in ids)

    def open_sources(self, incident: Incident | None, statement: Statement) -> tuple[tuple[str, Source], ...]:
        """(id, source) of a statement's sources, confidential ones left out."""
        found = ((one, self.library.source(incident, one)) for one in statement.source)
        return tuple((one, source) for one, source in found if not source.confidential)

    def via(self, incident: Incident | None, statement: Statement) -> tuple[str, ...]:
        """Who relayed the words: as the statement says, else the origin of its first source."""
        if statement.via:
            return statement.via
        source = self.library.source(incident, statement.source[0])
        return () if source.confidential else source.origin or ()

    def speaker(self, incident: Incident | None, statement: Statement) -> str:
        """Who says it: a name, the role of somebody unnamed, or the publication that speaks for itself."""
        by = statement.by
        if by is not None:
            return self.actor(by.actor) if by.actor else by.role or ""
        if relay := self.via(incident, statement):
            return self.actor(relay[0])
        source = self.library.source(incident, statement.source[0])
        return CONFIDENTIAL if source.confidential else source.publisher or source.title

    def _told(self, incident: Incident | None, statement: Statement) -> bool:
        """Whether the voice is the statement's own, and not that of the origin of a confidential source."""
        return bool(statement.by or statement.via or self.via(incident, statement))

    def known(self, incident: Incident | None, statement: Statement) -> datetime | None:
        """From when the public could know it, as ``voices.known_from``; confidential sources date nothing."""
        zone = self.library.zone
        if statement.said and statement.in_ and CHANNELS[statement.in_].public:
            return known_by(statement.said, zone)
        dates = [source.published for _, source in self.open_sources(incident, statement)]
        return min((known_by(one, zone) for one in dates if one), default=None)

    def cells(self, incident: Incident | None, part: str, order: int, statement: Statement) -> dict[str, Any]:
        """The cells of `rows.Attributed` but for ``url``; ``order`` is its place in its record."""
        by = statement.by
        who = voice(self.library, incident, statement, order)
        return {
            "incident_id": incident.id if incident else "",
            "statement": anchor(statement),
            "part": part,
            "speaker": self.speaker(incident, statement),
            "speaker_id": by.actor if by and by.actor and self.open(by.actor) else "",
            "speaker_named": by is not None and by.actor is not None,
            "speaker_of": by.of if by and by.of and self.open(by.of) else "",
            "anonymity": (by.anonymous or "") if by else "",
            # Houses of unnamed speakers and publications are no actors: they hold in one record only.
            "house": who.house if self._told(incident, statement) and self.library.actor(who.house) else "",
            "role": statement.as_ or "",
            "channel": statement.in_ or "",
            "via": self.ids(self.via(incident, statement)),
            "source_ids": self.sources(incident, statement.source),
            "said": str(statement.said) if statement.said else "",
            "said_derived": statement.said is not None and statement.said_basis is not None,
            "known_from": stamp(self.known(incident, statement)),
        }


def statements(library: Library) -> Iterator[tuple[Incident | None, str, int, Statement]]:
    """(incident, part, place in the record, statement): in order of time, the registry's last."""
    for incident in library.incidents:
        for order, (part, _, statement) in enumerate(incident.statements()):
            yield incident, part, order, statement
    for order, statement in enumerate(library.registries.tallies):
        yield None, "registry", order, statement


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
