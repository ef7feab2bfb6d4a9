"""An index of each kind of page: actors, people, places, weapons, kinds of event, sources.

Entries stand by kind, country or day and then by name: no order says who matters. An index of more than
``MOST`` entries gives each group a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Incident, Library
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.actor_pages import numbers
from onrecord.pages.entities.entity import by_name
from onrecord.pages.entities.place_pages import incidents
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    emphasis,
    joined,
    lists,
    phrase,
    plain,
    quoted,
    say,
    say_many,
    strong,
    to_page,
    unstopped,
)
from onrecord.record.source import Source
from onrecord.terms import ACTOR_KINDS, EVENTS, WEAPONS, Term, Vocabulary
from onrecord.values.day import Day

#: Entries that one page holds.
MOST = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in an index: its name, which leads to its page, and what is said of it below."""

    name: Phrase
    said: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    id: str
    """The name of its page, where it has one."""
    title: str
    entries: tuple[Entry, ...]
    link: Phrase = NOTHING
    """The way to its entries with their number, where they do not stand here."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One index: where it lies, what it says of itself, and what makes its groups."""

    folder: str
    title: str
    below: str
    """The folder of the pages of single groups."""
    about: str
    groups: Callable[[Names], Iterable[Group]]
    size: Callable[[Library], int]


@dataclass
class _Once:
    """The groups of an index, made when a page first asks for them."""

    kind: Kind
    names: Names

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self.kind.groups(self.names))


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every index, where the site has such pages; one without entries says so."""
    if not edition.settings.entities:
        return
    names = Names(library, edition.settings)
    for kind in KINDS:
        made, address = _Once(kind, names), f"{kind.folder}/index.md"
        if kind.size(library) <= MOST:
            yield page(edition, address, "entities.md.j2", partial(_index, made), listed=True)
            continue
        yield page(edition, address, "entities.md.j2", partial(_parted, made), listed=True)
        for number, group in enumerate(made.groups):
            yield page(edition, _group_page(kind, group), "entities.md.j2", partial(_group, made, number))


def _group_page(kind: Kind, group: Group) -> str:
    return f"{kind.folder}/{kind.below}/{group.id}.md"


def _index(made: _Once) -> dict[str, Any]:
    return _context(made.kind, _(made.kind.title), made.groups)


def _parted(made: _Once) -> dict[str, Any]:
    """The index whose groups have pages of their own."""
    kind = made.kind
    links = (
        say(
            "{group}: {number}",
            group=to_page(group.title, _group_page(kind, group)),
            number=len(group.entries),
        )
        for group in made.groups
    )
    groups = zip(made.groups, links, strict=True)
    return _context(
        kind, _(kind.title), tuple(Group(group.id, group.title, (), link) for group, link in groups)
    )


def _group(made: _Once, number: int) -> dict[str, Any]:
    kind, group = made.kind, made.groups[number]
    title = plain(say("{index}: {group}", index=_(kind.title), group=group.title))
    crumb = to_page(_(kind.title), f"{kind.folder}/index.md")
    return _context(kind, title, (Group(group.id, "", group.entries),), (crumb,))


def _context(
    kind: Kind, title: str, groups: tuple[Group, ...], crumbs: tuple[Phrase, ...] = ()
) -> dict[str, Any]:
    return {"title": title, "about": _(kind.about), "groups": groups, "crumbs": crumbs}


def _actors(names: Names) -> Iterator[Group]:
    actors = names.library.registries.actors
    by_kind = _gather(
        (actor_id for actor_id in index(names.library).actors if actors[actor_id].kind != "person"),
        lambda actor_id: actors[actor_id].kind,
    )
    for kind in ACTOR_KINDS:
        if kind.id in by_kind:
            ids = by_name(by_kind[kind.id], lambda actor_id: actors[actor_id].name)
            title = plain(capital(kind.plural or kind.label))
            yield Group(kind.id, title, tuple(_actor(names, actor_id) for actor_id in ids))


def _actor(names: Names, actor_id: str) -> Entry:
    above = names.library.registries.actors[actor_id].part_of
    name = strong(names.actor(actor_id))
    if above:
        name = say("{actor}, part of {whole}", actor=name, whole=names.actor(above))
    return Entry(name, numbers(names.library, actor_id))


def _people(names: Names) -> Iterator[Group]:
    actors = names.library.registries.actors
    ids = index(names.library).actors
    public = [one for one in ids if actors[one].kind == "person" and actors[one].public]
    ordered = by_name(public, lambda actor_id: actors[actor_id].name)
    if ordered and len(ordered) <= MOST:
        letters = {"": ordered}
    else:
        letters = _gather(ordered, lambda actor_id: actors[actor_id].name[:1].upper())
    for number, (letter, among) in enumerate(letters.items(), start=1):
        yield Group(str(number), letter, tuple(_person(names, actor_id) for actor_id in among))


def _person(names: Names, actor_id: str) -> Entry:
    name = joined([strong(names.actor(actor_id)), names.library.registries.actors[actor_id].role or ""])
    return Entry(name, numbers(names.library, actor_id))


def _places(names: Names) -> Iterator[Group]:
    places = names.library.registries.places
    by_country = _gather(index(names.library).places, lambda place_id: places[place_id].country or "")
    titles = {code: names.country(code) if code else _("Other") for code in by_country}
    # Places without a country stand last.
    for code in sorted(by_name(by_country, lambda code: titles[code]), key=lambda code: not code):
        ids = by_name(by_country[code], lambda place_id: places[place_id].name)
        entries = tuple(_place(names, place_id) for place_id in ids)
        yield Group(code.lower() or "none", titles[code], entries)


def _place(names: Names, place_id: str) -> Entry:
    number = incidents(names.library, place_id)
    filed = say_many("{number} incident", "{number} incidents", number) if number else NOTHING
    known = names.library.registries.places[place_id].lat is not None
    said = joined([filed, NOTHING if known else say("no coordinates")])
    return Entry(strong(names.place(place_id)), said)


def _weapons(names: Names) -> Iterator[Group]:
    return _terms(WEAPONS, mentions(names.library).weapons, names.weapon, _named_in)


def _named_in(number: int) -> Phrase:
    return say_many("named in {number} incident", "named in {number} incidents", number)


def _events(names: Names) -> Iterator[Group]:
    return _terms(EVENTS, mentions(names.library).events, names.event, _filed_under)


def _filed_under(number: int) -> Phrase:
    return say_many("{number} incident", "{number} incidents", number)


def _terms(
    vocabulary: Vocabulary[Any],
    mentioned: Mapping[str, list[Mention]],
    name: Callable[[str], Phrase],
    said: Callable[[int], Phrase],
) -> Iterator[Group]:
    def entry(term: Term) -> Entry:
        among = {mention.incident.id for mention in mentioned[term.id] if mention.incident}
        return Entry(strong(capital(name(term.id))), said(len(among)) if among else NOTHING)

    for number, (title, terms) in enumerate(vocabulary.groups, start=1):
        if entries := tuple(entry(term) for term in terms if term.id in mentioned):
            yield Group(str(number), title, entries)


def _sources(names: Names) -> Iterator[Group]:
    library = names.library
    digits = 7 if _number_of_sources(library) > MOST else 4
    by_day: dict[str, list[tuple[Incident | None, str, Source]]] = {}
    for incident, source_id, source in _open_sources(library):
        by_day.setdefault(_day(source)[:digits].rstrip("-"), []).append((incident, source_id, source))
    for key in sorted(by_day, key=lambda key: (not key, key)):
        title = Day.parse(key).words() if key else _("Undated")
        found = sorted(by_day[key], key=lambda cited: _source_order(cited[1], cited[2]))
        yield Group(key or "undated", title, tuple(Entry(_source(names, *cited)) for cited in found))


def _day(source: Source) -> str:
    return str(source.published or "")[:10]


def _source_order(source_id: str, source: Source) -> tuple[tuple[str, str], str]:
    return lists.name_order(source.publisher or source.title, source_id), _day(source)


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
    return len(index(library).sources) + sum(len(incident.record.sources) for incident in library.incidents)


def _source(names: Names, incident: Incident | None, source_id: str, source: Source) -> Phrase:
    """Publisher, title and day; a record's own source names the record that has it."""
    # A headline is its publisher's words, and looks it.
    title = quoted(source.title)
    text = phrase(title) if incident else names.source(None, source_id, title)
    if source.publisher:
        text = say("{publisher}: {title}", publisher=unstopped(source.publisher), title=text)
    if source.published:
        text = say("{source}, {day}", source=text, day=source.published.words())
    if incident is None:
        return text
    read_for = emphasis(say("For {incident}", incident=names.incident(incident.id, "sources")))
    return say("{source}. {incident}", source=text, incident=read_for)


def _gather(ids: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    by_key: dict[str, list[str]] = {}
    for an_id in ids:
        by_key.setdefault(key(an_id), []).append(an_id)
    return by_key


def _number_of_actors(library: Library) -> int:
    return len(index(library).actors)


def _number_of_places(library: Library) -> int:
    return len(index(library).places)


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
        _actors,
        _number_of_actors,
    ),
    Kind(
        "people",
        N_("People"),
        "names",
        N_("Only people with a public role have a page, for that role."),
        _people,
        _number_of_actors,
    ),
    Kind(
        "places",
        N_("Places"),
        "country",
        N_("Places of incidents, and places that statements name."),
        _places,
        _number_of_places,
    ),
    Kind(
        "weapons",
        N_("Weapons"),
        "group",
        N_("Weapons that somebody names, in the terms of the codebook."),
        _weapons,
        _few,
    ),
    Kind(
        "events",
        N_("Kinds of event"),
        "group",
        N_("Kinds under which we file incidents, in the terms of the codebook."),
        _events,
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
        _sources,
        _number_of_sources,
    ),
)
