"""An index of each kind of page: actors, people, places, weapons, kinds of event, sources.

Entries stand by kind, country or day and then by name: no order says who matters. An index of more than
``MOST`` entries gives each group a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.pages.entities import groups
from onrecord.pages.entities.groups import Group
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import Names, Phrase, plain, say, to_page
from onrecord.reads import Read, note_all, recorded

#: Entries that one page holds.
MOST = 600

Groups = Callable[[Names], Iterable[Group]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One index: where it lies, what it says of itself, and what makes its groups."""

    folder: str
    title: str
    below: str
    """The folder of the pages of single groups."""
    about: str
    groups: Groups
    size: Callable[[Library], int]
    finer: Groups | None = None
    """What makes its groups where each has a page of its own, if they are others then."""


@dataclass
class _Parted:
    """The groups of an index that have pages of their own, made when a page first asks for them."""

    kind: Kind
    names: Names

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups; each page that asks for them has read what they were made of."""
        groups, reads = self._made
        note_all(reads)
        return groups

    @cached_property
    def _made(self) -> tuple[tuple[Group, ...], set[Read]]:
        with recorded() as reads:
            return tuple((self.kind.finer or self.kind.groups)(self.names)), reads

    def __getstate__(self) -> dict[str, object]:
        """What they will be made of, so that it is the same before and after."""
        return {"kind": self.kind, "names": self.names}

    def address(self, group: Group) -> str:
        """The page of a group."""
        return f"{self.kind.folder}/{self.kind.below}/{group.id}.md"


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every index, where the site has such pages; one without entries says so."""
    if not edition.settings.entities:
        return
    names = Names(library, edition.settings)
    for kind in KINDS:
        address = f"{kind.folder}/index.md"
        if kind.size(library) <= MOST:
            yield page(edition, address, "entities.md.j2", partial(_whole, kind, names), listed=True)
            continue
        parted = _Parted(kind, names)
        yield page(edition, address, "entities.md.j2", partial(_index, parted), listed=True)
        for number, group in enumerate(parted.groups):
            context = partial(_group, parted, number)
            yield page(edition, parted.address(group), "entities.md.j2", context)


def _whole(kind: Kind, names: Names) -> dict[str, Any]:
    """The index with all its entries."""
    return _context(kind, _(kind.title), tuple(kind.groups(names)))


def _index(parted: _Parted) -> dict[str, Any]:
    """The index with the ways to its groups."""
    return _context(parted.kind, _(parted.kind.title), tuple(_links(parted)))


def _links(parted: _Parted) -> Iterator[Group]:
    for group in parted.groups:
        title = to_page(group.title, parted.address(group))
        link = say("{group}: {number}", group=title, number=len(group.entries))
        yield replace(group, entries=(), link=link)


def _group(parted: _Parted, number: int) -> dict[str, Any]:
    """The entries of one group, with a way back."""
    kind, group = parted.kind, parted.groups[number]
    title = plain(say("{index}: {group}", index=_(kind.title), group=group.title))
    above = to_page(_(kind.title), f"{kind.folder}/index.md")
    return _context(kind, title, (replace(group, title=""),), (above,))


def _context(
    kind: Kind, title: str, shown: tuple[Group, ...], crumbs: tuple[Phrase, ...] = ()
) -> dict[str, Any]:
    return {"title": title, "about": _(kind.about), "groups": shown, "crumbs": crumbs}


def _number_of_actors(library: Library) -> int:
    return len(index(library).actors)


def _number_of_places(library: Library) -> int:
    return len(index(library).places)


def _number_of_sources(library: Library) -> int:
    return len(index(library).sources) + sum(len(incident.record.sources) for incident in library.incidents)


def _few(_library: Library) -> int:
    """The terms of a vocabulary fit on a page."""
    return 0


KINDS = (
    Kind(
        "actors",
        N_("Actors"),
        "kind",
        N_(
            "Who speaks, relays or is spoken of, by kind and name. The numbers are ours: in how many of the "
            "incidents here somebody puts them in that role. They do not say that it is so."
        ),
        groups.actors,
        _number_of_actors,
    ),
    Kind(
        "people",
        N_("People"),
        "names",
        N_("Only people with a public role have a page, for that role."),
        groups.people,
        _number_of_actors,
        groups.people_by_letter,
    ),
    Kind(
        "places",
        N_("Places"),
        "country",
        N_("Places of incidents, and places that statements name."),
        groups.places,
        _number_of_places,
    ),
    Kind(
        "weapons",
        N_("Weapons"),
        "group",
        N_("Weapons that somebody names, in the terms of the codebook."),
        groups.weapons,
        _few,
    ),
    Kind(
        "events",
        N_("Kinds of event"),
        "group",
        N_("Kinds under which we file incidents, in the terms of the codebook."),
        groups.events,
        _few,
    ),
    Kind(
        "sources",
        N_("Sources"),
        "published",
        N_(
            "What was read for this archive, by year of publication and publisher. Titles are the "
            "publishers’ words. Confidential sources are not here."
        ),
        groups.sources_by_year,
        _number_of_sources,
        groups.sources_by_month,
    ),
)
