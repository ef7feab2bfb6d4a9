"""An index of each kind of page: actors, people, places, weapons, kinds of event, sources.

Entries stand by kind, country or day and then by name: no order says who matters. An index of more than
``MOST`` entries gives each group a page of its own.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from onrecord.library.index import index
from onrecord.library.library import Incident, Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.entities.actor_pages import numbers
from onrecord.pages.entities.place_pages import incidents
from onrecord.pages.entities.term_pages import words_of
from onrecord.pages.page import Edition, Page, page
from onrecord.record.source import Source
from onrecord.terms import ACTOR_KINDS, EVENTS, WEAPONS, Term, Vocabulary

#: Entries that one page holds.
MOST = 600


_HERE = Markdown()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    id: str
    """The name of its page, where it has one."""
    title: str
    entries: tuple[Markdown, ...]
    address: Markdown = _HERE
    """Where its entries stand, if not here."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One index: where it lies, what it says of itself, and what makes its groups."""

    folder: str
    title: str
    below: str
    """The folder of the pages of single groups."""
    about: str
    groups: Callable[[Links], Iterable[Group]]
    size: Callable[[Library], int]


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every index, where the site has such pages; one without entries says so."""
    if not edition.settings.entities:
        return
    for kind in KINDS:
        address = f"{kind.folder}/index.md"
        whole = kind.size(library) <= MOST
        yield page(
            edition, address, "entities.md.j2", partial(_index, library, edition, kind, whole), listed=True
        )
        for group in () if whole else kind.groups(Links(library, edition.settings, "../../")):
            below = f"{kind.folder}/{kind.below}/{group.id}.md"
            yield page(edition, below, "entities.md.j2", partial(_group, kind, group))


def _index(library: Library, edition: Edition, kind: Kind, whole: bool) -> dict[str, Any]:
    groups = tuple(kind.groups(Links(library, edition.settings, "../")))
    if not whole:
        groups = tuple(replace(one, address=Markdown(f"{kind.below}/{one.id}.md")) for one in groups)
    return {"title": kind.title, "about": kind.about, "groups": groups, "crumbs": ()}


def _group(kind: Kind, group: Group) -> dict[str, Any]:
    crumbs = (Markdown(f"[{kind.title}](../index.md)"),)
    title = f"{kind.title}: {group.title}"
    groups = (replace(group, title=""),)
    return {"title": title, "about": kind.about, "groups": groups, "crumbs": crumbs}


def _actors(links: Links) -> Iterator[Group]:
    library = links.library
    found = [one for one in index(library).actors if library.registries.actors[one].kind != "person"]
    by_kind = _gather(found, lambda one: library.registries.actors[one].kind)
    for kind in ACTOR_KINDS:
        if kind.id in by_kind:
            names = sorted(
                by_kind[kind.id], key=lambda one: words.order(library.registries.actors[one].name, one)
            )
            entries = tuple(_actor(links, one) for one in names)
            yield Group(kind.id, words.capital(escape(kind.plural or kind.label)), entries)


def _actor(links: Links, actor_id: str) -> Markdown:
    actor = links.library.registries.actors[actor_id]
    above = f", part of {links.actor(actor.part_of)}" if actor.part_of else ""
    said = numbers(links.library, actor_id)
    return _entry(f"**{links.actor(actor_id)}**{above}", said)


def _people(links: Links) -> Iterator[Group]:
    library = links.library
    found = [one for one in index(library).actors if library.registries.actors[one].kind == "person"]
    public = [one for one in found if library.registries.actors[one].public]
    by_name = sorted(public, key=lambda one: words.order(library.registries.actors[one].name, one))
    letters = _gather(by_name, lambda one: library.registries.actors[one].name[:1].upper())
    small = len(public) <= MOST
    for number, (letter, names) in enumerate(({"": by_name} if small and public else letters).items()):
        yield Group(str(number + 1), letter, tuple(_person(links, one) for one in names))


def _person(links: Links, actor_id: str) -> Markdown:
    role = links.library.registries.actors[actor_id].role
    office = f", {escape(role)}" if role else ""
    return _entry(f"**{links.actor(actor_id)}**{office}", numbers(links.library, actor_id))


def _places(links: Links) -> Iterator[Group]:
    places = links.library.registries.places
    by_country = _gather(index(links.library).places, lambda one: places[one].country or "")
    titles = {code: words.country(links.library, code) if code else "Other" for code in by_country}
    for code in sorted(by_country, key=lambda code: (not code, words.order(titles[code], code))):
        names = sorted(by_country[code], key=lambda one: words.order(places[one].name, one))
        entries = tuple(_place(links, one) for one in names)
        yield Group(code.lower() or "none", titles[code], entries)


def _place(links: Links, place_id: str) -> Markdown:
    place = links.library.registries.places[place_id]
    number = incidents(links.library, place_id)
    said = [words.plural(number, "incident")] if number else []
    said += ["no coordinates"] if place.lat is None else []
    return _entry(f"**{links.place(place_id)}**", ", ".join(said))


def _weapons(links: Links) -> Iterator[Group]:
    return _terms(WEAPONS, mentions(links.library).weapons, links.weapon, "named in {}")


def _events(links: Links) -> Iterator[Group]:
    return _terms(EVENTS, mentions(links.library).events, links.event, "{}")


def _terms(
    vocabulary: Vocabulary[Any],
    found: Mapping[str, list[Mention]],
    link: Callable[[str, Markdown], Markdown],
    text: str,
) -> Iterator[Group]:
    def entry(term: Term) -> Markdown:
        named = {mention.incident.id for mention in found[term.id] if mention.incident}
        number = text.format(words.plural(len(named), "incident")) if named else ""
        return _entry(f"**{link(term.id, escape(words_of(term)))}**", number)

    for order, (title, terms) in enumerate(vocabulary.groups):
        if entries := tuple(entry(term) for term in terms if term.id in found):
            yield Group(str(order + 1), title, entries)


def _sources(links: Links) -> Iterator[Group]:
    library = links.library
    many = _number_of_sources(library) > MOST
    entries: dict[str, list[tuple[tuple[tuple[str, str], str], Markdown]]] = {}
    for incident, source_id, source in _open_sources(library):
        day = str(source.published or "")[:10]
        key = day[: 7 if many else 4].rstrip("-")
        order = (words.order(source.publisher or source.title, source_id), day)
        entries.setdefault(key, []).append((order, _source(links, incident, source_id, source)))
    for key in sorted(entries, key=lambda key: (not key, key)):
        year, _, month = key.partition("-")
        title = f"{calendar.month_name[int(month)]} {year}" if month.isdigit() else year or "Undated"
        found = sorted(entries[key], key=lambda pair: pair[0])
        yield Group(key or "undated", title, tuple(entry for _, entry in found))


def _open_sources(library: Library) -> Iterator[tuple[Incident | None, str, Source]]:
    """Every source that may be shown: those of the registry that are cited, then those of single records."""
    for source_id in index(library).sources:
        source = library.registries.sources[source_id]
        if not source.confidential:
            yield None, source_id, source
    for incident in library.incidents:
        for source_id, source in incident.record.sources.items():
            if not source.confidential:
                yield incident, source_id, source


def _number_of_sources(library: Library) -> int:
    return len(index(library).sources) + sum(len(one.record.sources) for one in library.incidents)


def _source(links: Links, incident: Incident | None, source_id: str, source: Source) -> Markdown:
    publisher = f"{words.no_stop(escape(source.publisher))}: " if source.publisher else ""
    day = f", {escape(source.published.words())}" if source.published else ""
    # A headline is its publisher's words, and looks it.
    title = Markdown(f"“{escape(source.title)}”")
    if incident is None:
        return Markdown(f"{publisher}{links.source(None, source_id, title)}{day}")
    read = links.incident(incident.id, fragment="sources")
    return Markdown(f"{publisher}{title}{day}. *For {read}*")


def _entry(name: str, said: str) -> Markdown:
    return Markdown(f"{name}<br>{said}" if said else name)


def _gather(ids: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in ids:
        found.setdefault(key(one), []).append(one)
    return found


def _number_of_actors(library: Library) -> int:
    return len(index(library).actors)


def _number_of_places(library: Library) -> int:
    return len(index(library).places)


def _few(_: Library) -> int:
    """The terms of a vocabulary fit on a page."""
    return 0


KINDS = (
    Kind(
        "actors",
        "Actors",
        "kind",
        "Who speaks, relays or is spoken of, by kind and name. The numbers are ours: in how many of the "
        "incidents here somebody puts them in that role. They do not say that it is so.",
        _actors,
        _number_of_actors,
    ),
    Kind(
        "people",
        "People",
        "names",
        "Only people with a public role have a page, for that role.",
        _people,
        _number_of_actors,
    ),
    Kind(
        "places",
        "Places",
        "country",
        "Places of incidents, and places that statements name.",
        _places,
        _number_of_places,
    ),
    Kind(
        "weapons",
        "Weapons",
        "group",
        "Weapons that somebody names, in the terms of the codebook.",
        _weapons,
        _few,
    ),
    Kind(
        "events",
        "Kinds of event",
        "group",
        "Kinds under which we file incidents, in the terms of the codebook.",
        _events,
        _few,
    ),
    Kind(
        "sources",
        "Sources",
        "published",
        "What was read for this archive, by year of publication and publisher. Titles are the "
        "publishers’ words. Confidential sources are not here.",
        _sources,
        _number_of_sources,
    ),
)
