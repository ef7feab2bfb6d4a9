"""A page for each weapon that somebody names, and for each kind of event under which incidents are filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.entities.entity import Entity, Row, Rows, Section, entity_pages, unique
from onrecord.pages.page import Edition, Page
from onrecord.phrases import Names
from onrecord.terms import EVENTS, WEAPONS, Term, Vocabulary


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of weapons and of kinds of event, where the site has such pages."""
    if not edition.settings.entities:
        return
    found = mentions(library)
    for weapon in sorted(index(library).weapons):
        address, mentioned = f"weapons/{weapon}.md", found.weapons[weapon]
        yield from entity_pages(library, edition, address, mentioned, partial(_weapon, edition, weapon))
    for event in sorted(index(library).events):
        address, mentioned = f"events/{event}.md", found.events[event]
        yield from entity_pages(library, edition, address, mentioned, partial(_event, edition, event))


def _weapon(edition: Edition, weapon: str, links: Links) -> Entity:
    rows = Rows(links)
    made = []
    for mention in mentions(links.library).weapons[weapon]:
        assert mention.statement is not None
        made.append(rows.row(mention, words.capital(words.weapons(Names(links.library), mention.statement))))
    return Entity(
        name=words_of(WEAPONS[weapon]),
        crumbs=(Markdown("[Weapons](index.md)"),),
        kind=(Markdown("Weapon, a term of the codebook"),),
        described=escape(WEAPONS[weapon].definition),
        facts=tuple(_facts(links, edition, WEAPONS, weapon, index(links.library).weapons)),
        derived=Markdown(
            "The list is made by us. Whether this weapon was used is what each statement says; another may "
            "name another weapon for the same incident."
        ),
        sections=(Section("incidents", "Named by", unique(made), "As it was put"),),
    )


def _event(edition: Edition, event: str, links: Links) -> Entity:
    rows = Rows(links)
    return Entity(
        name=words_of(EVENTS[event]),
        crumbs=(Markdown("[Kinds of event](index.md)"),),
        kind=(Markdown("Kind of event, a term of the codebook"),),
        described=escape(EVENTS[event].definition),
        facts=tuple(_facts(links, edition, EVENTS, event, index(links.library).events)),
        derived=Markdown("Under which kind an incident is filed is our choice, by the codebook."),
        sections=(Section("incidents", "Incidents filed under it", _filed(rows, event)),),
    )


def _filed(rows: Rows, event: str) -> tuple[Row, ...]:
    def place(mention: Mention) -> Markdown:
        assert mention.incident is not None
        where = mention.incident.record.place
        return rows.links.place(where) if where else Markdown("place not reported")

    return unique(rows.row(mention, place(mention)) for mention in mentions(rows.library).events[event])


def words_of(term: Term) -> str:
    """A term as a heading: its label with a capital."""
    return f"{term.label[:1].upper()}{term.label[1:]}"


def _facts(
    links: Links, edition: Edition, vocabulary: Vocabulary[Term], one: str, among: frozenset[str]
) -> Iterator[tuple[str, Markdown]]:
    link = links.weapon if vocabulary is WEAPONS else links.event
    term = vocabulary[one]
    if term.broader:
        yield "A kind of", link(term.broader)
    narrower = [link(inner.id) for inner in vocabulary.narrower(one) if inner.id in among]
    if narrower:
        yield "Finer terms in use here", words.both(narrower)
    yield "In records", Markdown(f"<code>{escape(one)}</code>")
    yield from _codes(term.codes)
    if edition.settings.codebook:
        yield "Codebook", Markdown(f"[{escape(vocabulary.title)}]({links.up}codebook.md#{vocabulary.name})")


def _codes(codes: Mapping[str, str]) -> Iterator[tuple[str, Markdown]]:
    for standard, code in codes.items():
        yield standard, escape(code)
