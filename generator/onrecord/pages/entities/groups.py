"""What stands in each index: by kind, country, letter or day, and then by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Incident, Library
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.entity import by_name
from onrecord.pages.entities.place_pages import incidents
from onrecord.pages.entities.roles import numbers
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
    unstopped,
)
from onrecord.record.source import Source
from onrecord.terms import ACTOR_KINDS, EVENTS, WEAPONS, Term, Vocabulary
from onrecord.values.day import Day


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


def actors(names: Names) -> Iterator[Group]:
    """Actors by kind."""
    actors = names.library.registries.actors
    by_kind = _gather(
        (actor_id for actor_id in index(names.library).actors if actors[actor_id].kind != "person"),
        lambda actor_id: actors[actor_id].kind,
    )
    for kind in ACTOR_KINDS:
        if kind.id in by_kind:
            ids = by_name(by_kind[kind.id], names.actor_text)
            title = plain(capital(kind.plural or kind.label))
            yield Group(kind.id, title, tuple(_actor(names, actor_id) for actor_id in ids))


def _actor(names: Names, actor_id: str) -> Entry:
    above = names.library.registries.actors[actor_id].part_of
    name = strong(names.actor(actor_id))
    if above:
        name = say("{actor}, part of {whole}", actor=name, whole=names.actor(above))
    return Entry(name, numbers(names.library, actor_id))


def people(names: Names) -> Iterator[Group]:
    """People with a public role, all together."""
    if public := _public(names):
        yield Group("1", "", tuple(_person(names, actor_id) for actor_id in public))


def people_by_letter(names: Names) -> Iterator[Group]:
    """People with a public role, by the first letter of their names."""
    actors = names.library.registries.actors
    letters = _gather(_public(names), lambda actor_id: actors[actor_id].name[:1].upper())
    for number, (letter, ids) in enumerate(letters.items(), start=1):
        yield Group(str(number), letter, tuple(_person(names, actor_id) for actor_id in ids))


def _public(names: Names) -> list[str]:
    actors = names.library.registries.actors
    ids = (actor_id for actor_id in index(names.library).actors if actors[actor_id].kind == "person")
    return by_name((actor_id for actor_id in ids if actors[actor_id].public), names.actor_text)


def _person(names: Names, actor_id: str) -> Entry:
    name = joined([strong(names.actor(actor_id)), names.library.registries.actors[actor_id].role or ""])
    return Entry(name, numbers(names.library, actor_id))


def places(names: Names) -> Iterator[Group]:
    """Places by country; those of none stand last."""
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


def weapons(names: Names) -> Iterator[Group]:
    """Weapons by the groups of the codebook."""
    return _terms(WEAPONS, mentions(names.library).weapons, names.weapon, _named_in)


def _named_in(number: int) -> Phrase:
    return say_many("named in {number} incident", "named in {number} incidents", number)


def events(names: Names) -> Iterator[Group]:
    """Kinds of event by the groups of the codebook."""
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


def sources_by_year(names: Names) -> Iterator[Group]:
    """Sources by the year of their publication, then by publisher."""
    return _sources(names, len("2024"))


def sources_by_month(names: Names) -> Iterator[Group]:
    """Sources by the month of their publication, then by publisher."""
    return _sources(names, len("2024-01"))


def _sources(names: Names, length: int) -> Iterator[Group]:
    """Sources by the first ``length`` signs of the day of their publication; those without one stand last."""
    by_day: dict[str, list[tuple[Incident | None, str, Source]]] = {}
    for incident, source_id, source in _open_sources(names.library):
        key = _day(source)[:length].rstrip("-")
        by_day.setdefault(key, []).append((incident, source_id, source))
    for key in sorted(by_day, key=lambda key: (not key, key)):
        title = Day.parse(key).words() if key else _("Undated")
        ordered = sorted(by_day[key], key=lambda cited: _source_order(cited[1], cited[2]))
        yield Group(key or "undated", title, tuple(Entry(_source(names, *cited)) for cited in ordered))


def _day(source: Source) -> str:
    return str(source.published or "")[:10]


def _source_order(source_id: str, source: Source) -> tuple[tuple[str, str], str]:
    return lists.order(source.publisher or source.title, source_id), _day(source)


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
