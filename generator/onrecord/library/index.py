"""What the records of a library refer to: it decides what has a page, so that none is an orphan or a leak.

An entry of a registry that only a draft refers to is not in the index of what is published.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.library.library import Library
from onrecord.library.memory import GATHERED, gathered
from onrecord.library.mentions import Mentioned, mentions, with_parents
from onrecord.reads import Watched, unrecorded


def _ids(make: Callable[[Index], Iterable[str]]) -> cached_property[Collection[str]]:
    """A set of ids of the index, made once, of which is noted what is looked up."""
    kind = f"{_INDEX}{make.__name__}"

    def ids(index: Index) -> Collection[str]:
        with unrecorded():
            found = dict.fromkeys(sorted(make(index)), True)
        return Watched(found, index.library.label, kind)

    ids.__doc__ = make.__doc__
    GATHERED[kind] = lambda library: getattr(index(library), make.__name__)
    return cached_property(ids)


_INDEX = "index."


@dataclass(frozen=True)
class Index:
    """Ids by kind, sorted.

    Use :func:`index`, which makes one for a library.
    """

    watches = True

    library: Library

    @_ids
    def actors(self) -> Iterable[str]:
        """Actors that speak, relay or are spoken of, with those they are part of."""
        registry = self.library.registries.actors
        above = {one: actor.part_of for one, actor in registry.items()}
        return (one for one in with_parents(self._found.actors, above) if one in registry)

    @_ids
    def places(self) -> Iterable[str]:
        """Places of incidents, statements and counts, with those they lie in."""
        registry = self.library.registries.places
        above = {one: place.within for one, place in registry.items()}
        return (one for one in with_parents(self._found.places, above) if one in registry)

    @_ids
    def weapons(self) -> Iterable[str]:
        """Weapons that somebody names."""
        return self._found.weapons

    @_ids
    def vessels(self) -> Iterable[str]:
        """Vessels that somebody names."""
        return (one for one in self._found.vessels if one in self.library.registries.vessels)

    @_ids
    def events(self) -> Iterable[str]:
        """Kinds of event under which incidents are filed."""
        return self._found.events

    @_ids
    def measures(self) -> Iterable[str]:
        """Measures that somebody counts."""
        return self._found.measures

    @_ids
    def sources(self) -> Iterable[str]:
        """Shared sources that are cited, by a statement or in prose; a record's own are not among them."""
        registry = self.library.registries.sources
        return (one for one in self._found.sources if one in registry)

    @cached_property
    def _found(self) -> Mentioned:
        return mentions(self.library)


@gathered
def index(library: Library) -> Index:
    """The index of a library, made once."""
    return Index(library)
