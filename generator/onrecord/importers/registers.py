"""Actors and places of a table as entries of the registries, each name with one id that stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.record.scalars import ID_MOST, RESERVED_IDS
from onrecord.record.slugs import shortened, slug
from onrecord.terms import PARTIES
from onrecord.yamltext.writing import Data

Key = tuple[str, ...]
"""What tells an entry from all others of its table: an actor's code, a place's names and precision."""


@dataclass(slots=True)
class Entry:
    """One entry as a table gives it."""

    id: str
    data: dict[str, Data]
    code: str = ""
    """Its code in the data set, for people who look it up there."""


@dataclass
class Register:
    """The entries that a table needs of one registry; an id, once given, is never another entry's.

    For example `entry_of(("234",), ["IS"])` makes `is`; with `is` taken by somebody else, `is-ged` or `is-2`.
    """

    fallback: str
    """What a name without letters is called: `actor`, `place`."""
    suffix: str
    """The data set's id, which parts one of its names from an entry of somebody else's."""
    taken: set[str]
    """Ids that people's own entries and other imports have."""
    known: dict[Key, str] = field(default_factory=dict)
    """Ids given in earlier imports."""
    entries: dict[Key, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the ids of earlier imports for what had them."""
        self._used = {*self.taken, *self.known.values(), *PARTIES.ids}

    def entry_of(self, key: Key, names: Iterable[str]) -> Entry:
        """The entry of ``key``, made where it is not there yet; ``names`` make its id, the shortest first."""
        found = self.entries.get(key)
        if found is None:
            found = self.entries[key] = Entry(self.known.get(key) or self._free(names), {})
            self._used.add(found.id)
        return found

    def _free(self, names: Iterable[str]) -> str:
        wanted = [made for name in names if (made := shortened(slug(name), ID_MOST))] or [self.fallback]
        with_suffix = shortened(wanted[0], ID_MOST - len(self.suffix) - 1)
        for one in (*wanted, f"{with_suffix}-{self.suffix}"):
            if one not in self._used and one not in RESERVED_IDS and len(one) > 1:
                return one
        number = 2
        while (one := f"{shortened(wanted[0], ID_MOST - len(str(number)) - 1)}-{number}") in self._used:
            number += 1
        return one


def by_name(names: Mapping[str, Iterable[str]], generated: Collection[str]) -> dict[str, str]:
    """The ids of people's own entries by each of their names; a name that two of them have is left out.

    Args:
        names: the names of each entry of a registry.
        generated: ids of entries that this import wrote.
    """
    found: dict[str, str] = {}
    twice: set[str] = set()
    for one, its_names in names.items():
        for name in {folded(name) for name in its_names}:
            if one not in generated and found.setdefault(name, one) != one:
                twice.add(name)
    return {name: one for name, one in found.items() if name not in twice}


def folded(name: str) -> str:
    """A name for comparing: without differences of case, blanks and ways to write an accent."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
