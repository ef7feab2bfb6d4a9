"""What the records of a library refer to: it decides what has a page, so that none is an orphan or a leak.

An entry of a registry that only a draft refers to is not in the index of what is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.library.library import Library
from onrecord.library.mentions import Mentions, mentions, with_parents


@dataclass(frozen=True)
class Index:
    """Ids by kind, each in the order of its registry or vocabulary.

    Use :func:`index`, which makes one for a library.
    """

    library: Library

    @cached_property
    def actors(self) -> frozenset[str]:
        """Actors that speak, relay or are spoken of, with those they are part of."""
        registry = self.library.registries.actors
        above = {one: actor.part_of for one, actor in registry.items()}
        return frozenset(one for one in with_parents(self._found.actors, above) if one in registry)

    @cached_property
    def places(self) -> frozenset[str]:
        """Places of incidents, statements and counts, with those they lie in."""
        registry = self.library.registries.places
        above = {one: place.within for one, place in registry.items()}
        return frozenset(one for one in with_parents(self._found.places, above) if one in registry)

    @cached_property
    def weapons(self) -> frozenset[str]:
        """Weapons that somebody names."""
        return frozenset(self._found.weapons)

    @cached_property
    def vessels(self) -> frozenset[str]:
        """Vessels that somebody names."""
        return frozenset(one for one in self._found.vessels if one in self.library.registries.vessels)

    @cached_property
    def events(self) -> frozenset[str]:
        """Kinds of event under which incidents are filed."""
        return frozenset(self._found.events)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Measures that somebody counts."""
        return frozenset(self._found.measures)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Shared sources that are cited, by a statement or in prose; a record's own are not among them."""
        registry = self.library.registries.sources
        return frozenset(one for one in self._found.sources if one in registry)

    @cached_property
    def _found(self) -> Mentions:
        return mentions(self.library)


def index(library: Library) -> Index:
    """The index of a library, made once."""
    found: Index | None = library.memo.get("index")
    if found is None:
        found = library.memo["index"] = Index(library)
    return found
