"""What the records of a library refer to: it decides what has a page, so that none is an orphan or a leak.

An entry of a registry that only a draft refers to is not in the index of what is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.library.library import Incident, Library
from onrecord.record.statement import HARMS, Statement
from onrecord.values.prose import Prose


@dataclass(frozen=True)
class Index:
    """Ids by kind, each in the order of its registry or vocabulary.

    Use :func:`index`, which makes one for a library.
    """

    library: Library

    @cached_property
    def actors(self) -> frozenset[str]:
        """Actors that speak, relay or are spoken of, with those they are part of."""
        found = {one for one in self._named_actors() if self.library.actor(one)}
        above = self.library.registries.actors
        return frozenset(self._with_parents(found, lambda one: above[one].part_of))

    @cached_property
    def places(self) -> frozenset[str]:
        """Places of incidents, statements and counts, with those they lie in."""
        registry = self.library.registries.places
        found = {one for one in self._named_places() if one in registry}
        return frozenset(self._with_parents(found, lambda one: registry[one].within))

    @cached_property
    def weapons(self) -> frozenset[str]:
        """Weapons that somebody names."""
        return frozenset(one for _, statement in self.statements() for one in statement.weapons or ())

    @cached_property
    def events(self) -> frozenset[str]:
        """Kinds of event under which incidents are filed."""
        return frozenset(incident.record.event for incident in self.library.incidents)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Measures that somebody counts."""
        statements = (statement for _, statement in self.statements())
        return frozenset(tally.measure for statement in statements for tally in statement.tally or ())

    @cached_property
    def sources(self) -> frozenset[str]:
        """Shared sources that are cited, by a statement or in prose; a record's own are not among them."""
        found: set[str] = set()
        for incident, statement in self.statements():
            texts = [statement.said_basis, statement.note, *(quote.note for quote in statement.quote or ())]
            found.update(self._shared(incident, [*statement.source, *_cited(texts)]))
        for incident in self.library.incidents:
            record = incident.record
            texts = [record.summary, record.background, record.date_basis, record.note]
            texts += [update.text for update in record.updates]
            texts += [correction.note for correction in record.corrections]
            texts += [source.published_basis for source in record.sources.values()]
            found.update(self._shared(incident, _cited(texts)))
        registries = self.library.registries
        found.update(_cited(registries.actors[one].described for one in self.actors))
        found.update(_cited(registries.places[one].described for one in self.places))
        found.update(_cited(registries.measures[one].note for one in self.measures))
        return frozenset(one for one in found if one in registries.sources)

    def statements(self) -> Iterator[tuple[Incident | None, Statement]]:
        """Every statement with its incident, or None for those of the registry of tallies."""
        for statement in self.library.registries.tallies:
            yield None, statement
        for incident in self.library.incidents:
            for _, _, statement in incident.statements():
                yield incident, statement

    def _named_actors(self) -> Iterator[str]:
        for incident, statement in self.statements():
            if statement.by:
                yield from (one for one in (statement.by.actor, statement.by.of) if one)
            yield from statement.via or ()
            for source in statement.source:
                yield from self.library.source(incident, source).origin or ()
            for harm in HARMS:
                yield from (who for casualty in getattr(statement, harm) or () for who in casualty.who)
            yield from (who for target in statement.targets or () for who in target.whose or ())
            yield from (who for stance in statement.responsibility or () for who in stance.actors or ())
            yield from (force.who for force in statement.force or ())
        for incident in self.library.incidents:
            yield from (asked.whom for asked in incident.record.asked)

    def _named_places(self) -> Iterator[str]:
        for incident in self.library.incidents:
            yield from (one for one in (incident.record.place, *(incident.record.other_places or ())) if one)
        for _, statement in self.statements():
            if statement.place:
                yield statement.place
            for harm in HARMS:
                yield from (one.where for one in getattr(statement, harm) or () if one.where)
            yield from (scope for tally in statement.tally or () for scope in tally.count)
            yield from (scope for force in statement.force or () for scope in force.count)

    def _shared(self, incident: Incident | None, ids: Iterable[str]) -> Iterator[str]:
        """Those of ``ids`` that mean a source of the registry."""
        own = incident.record.sources if incident else {}
        return (one for one in ids if one not in own)

    @staticmethod
    def _with_parents(found: set[str], above: Callable[[str], str | None]) -> set[str]:
        every = set(found)
        for one in found:
            parent = above(one)
            while parent and parent not in every:
                every.add(parent)
                parent = above(parent)
        return every


def index(library: Library) -> Index:
    """The index of a library, made once."""
    found: Index | None = library.memo.get("index")
    if found is None:
        found = library.memo["index"] = Index(library)
    return found


def _cited(texts: Iterable[Prose | None]) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield from text.cited
