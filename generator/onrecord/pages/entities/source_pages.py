"""A page for each shared source: what it is, and which statements were read in it.

A record's own sources are described on its briefing. Nothing of a confidential source has a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.library.anchors import anchor
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.prose import prose_line
from onrecord.pages.briefing.notes import address as address_of
from onrecord.pages.entities.entity import (
    Entity,
    Row,
    Rows,
    Section,
    entity_pages,
    notes_of,
    subjects,
    unique,
)
from onrecord.pages.page import Edition, Page
from onrecord.record.source import Source
from onrecord.terms import ADMIRALTY_CREDIBILITY, ADMIRALTY_RELIABILITY, INTERESTS


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of shared sources that published records cite, where the site has such pages."""
    links = Links(library, edition.settings)
    for source_id in sorted(index(library).sources):
        if address := links.source_page(None, source_id):
            found = [one for one in mentions(library).sources[source_id] if one.incident or one.statement]
            # A headline may hold the words that a reader searches; the briefing that cites it comes first.
            make = partial(_entity, source_id)
            yield from entity_pages(library, edition, address, found, make, search=False)


def _entity(source_id: str, links: Links) -> Entity:
    library = links.library
    source = library.registries.sources[source_id]
    notes, aliased = notes_of(links, [source.published_basis])
    rows = Rows(links)
    return Entity(
        name=f"“{source.title}”",
        crumbs=(Markdown("[Sources](index.md)"),),
        kind=(Markdown("Source"), *([escape(source.publisher)] if source.publisher else [])),
        facts=tuple(_facts(links, source)),
        derived=Markdown(
            "The list is made by us. Reading a statement here says that this source carries it, not that "
            "it is true."
        ),
        sections=tuple(s for s in _sections(rows, mentions(library).sources[source_id]) if s.rows),
        sources=notes,
        aliases=aliased,
    )


def _facts(links: Links, source: Source) -> Iterator[tuple[str, Markdown]]:
    if source.author:
        yield "By", escape(source.author)
    dated = escape(source.published.words()) if source.published else Markdown("date not given")
    basis = f". {words.stop(prose_line(source.published_basis))}" if source.published_basis else ""
    yield "Published", Markdown(f"{words.capital(dated)}{basis}")
    yield "Address", address_of(source)
    if source.lang:
        yield "Language", words.language(source.lang)
    if source.origin:
        yield "Carries a report of", links.actors(source.origin)
    if source.origin_note:
        yield "Origin", words.stop(escape(source.origin_note))
    interest = INTERESTS[source.interest].label if source.interest and source.interest != "none" else ""
    if interest or source.interest_note:
        yield (
            "Interest",
            words.capital(
                words.aside(escape(interest), source.interest_note)
                if interest
                else words.stop(escape(source.interest_note))
            ),
        )
    if source.accessed:
        yield "Read by us", escape(source.accessed.words())
    if source.seen:
        yield "What was read", words.capital(words.stop(escape(source.seen)))
    if source.rights:
        yield "Rights", escape(source.rights)
    if grade := source.admiralty:
        reliable = ADMIRALTY_RELIABILITY[grade.reliability].label
        credible = ADMIRALTY_CREDIBILITY[grade.credibility].label
        yield (
            "Admiralty grade",
            Markdown(
                f"{grade.reliability}{grade.credibility} ({escape(reliable)}; {escape(credible)}): "
                f"{words.stop(escape(grade.reason))}"
            ),
        )


def _sections(rows: Rows, found: list[Mention]) -> Iterator[Section]:
    yield Section("statements", "Statements read here", tuple(_read(rows, found)))
    prose = [rows.row(mention) for mention in found if mention.role == "cited" and mention.incident]
    yield Section("cited", "Cited in our own words", unique(prose))


def _read(rows: Rows, found: list[Mention]) -> Iterator[Row]:
    """One row for each incident and year, with its speakers, each a link to the statement."""
    by_incident: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        if mention.role == "read":
            key = (mention.incident.id if mention.incident else "", mention.day[:4])
            by_incident.setdefault(key, []).append(mention)
    for (incident_id, _), group in by_incident.items():
        said: dict[Markdown, list[Markdown]] = {}
        for mention in group:
            assert mention.statement is not None
            who = words.speaker(rows.library, mention.incident, mention.statement)
            what = subjects(mention.statement)
            if incident_id:
                what = rows.links.incident(incident_id, what, anchor(mention.statement))
            said.setdefault(who, []).append(what)
        text = "; ".join(f"{who}: {', '.join(dict.fromkeys(what))}" for who, what in said.items())
        first = group[0].incident
        yield Row(
            group[0].day[:4],
            escape(first.record.date.words()) if first else Markdown(),
            rows.links.incident(incident_id) if first else rows.counted(group[0].statement),
            words.capital(text),
        )
