"""A page for each shared source: what it is, and which statements were read in it.

A record's own sources are described on its briefing. Nothing of a confidential source has a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord import language
from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.about import Fact, sources_of
from onrecord.pages.entities.entity import MOST_LINES, Entity, Section, entity_pages, filled
from onrecord.pages.entities.rows import Groups
from onrecord.pages.page import Edition, Page
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    aside,
    capital,
    on_one_line,
    once,
    phrase,
    quoted,
    said,
    say,
    say_many,
    sentence,
    source_address,
    stopped,
    to_page,
    unstopped,
)
from onrecord.record.source import Source
from onrecord.terms import ADMIRALTY_CREDIBILITY, ADMIRALTY_RELIABILITY, INTERESTS


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of shared sources that published records cite, where the site has such pages."""
    names = Names(library, edition.settings)
    for source_id in sorted(index(library).sources):
        if address := names.source_page(None, source_id):
            mentioned = [
                mention
                for mention in mentions(library).sources[source_id]
                if mention.incident or mention.statement
            ]
            # A headline may hold the words that a reader searches; the briefing that cites it comes first.
            make = partial(_entity, names, source_id)
            yield from entity_pages(edition, address, mentioned, make, search=False)


def _entity(names: Names, source_id: str) -> Entity:
    source = names.library.registries.sources[source_id]
    return Entity(
        name=quoted(source.title),
        crumbs=(to_page(_("Sources"), "sources/index.md"),),
        kind=(say("Source"), *([phrase(source.publisher)] if source.publisher else [])),
        facts=tuple(_facts(names, source)),
        derived=say(
            "The list is made by us. Reading a statement here says that this source carries it, not that "
            "it is true."
        ),
        sections=filled(_sections(names, mentions(names.library).sources[source_id])),
        sources=sources_of(names, source.published_basis),
    )


def _facts(names: Names, source: Source) -> Iterator[Fact]:
    if source.author:
        yield _("By"), (phrase(source.author),)
    yield _("Published"), (_published(names, source),)
    yield _("Address"), (source_address(source),)
    if source.lang:
        yield _("Language"), (phrase(language.language(source.lang)),)
    if source.origin:
        yield _("Carries a report of"), (names.actors(source.origin),)
    if source.origin_note:
        yield _("Origin"), (stopped(source.origin_note),)
    if interest := _interest(source):
        yield _("Interest"), (interest,)
    if source.accessed:
        yield _("Read by us"), (phrase(source.accessed.words()),)
    if source.seen:
        yield _("What was read"), (sentence(source.seen),)
    if source.rights:
        yield _("Rights"), (phrase(source.rights),)
    if grade := source.admiralty:
        letters = f"{grade.reliability}{grade.credibility}"
        text = say(
            "{grade} ({reliability}; {credibility}): {reason}",
            grade=letters,
            reliability=ADMIRALTY_RELIABILITY[grade.reliability].label,
            credibility=ADMIRALTY_CREDIBILITY[grade.credibility].label,
            reason=stopped(grade.reason),
        )
        yield _("Admiralty grade"), (text,)


def _published(names: Names, source: Source) -> Phrase:
    day = capital(source.published.words() if source.published else _("date not given"))
    basis = on_one_line(names, None, source.published_basis)
    return say("{day}. {basis}", day=day, basis=stopped(basis)) if basis else day


def _interest(source: Source) -> Phrase:
    label = INTERESTS[source.interest].label if source.interest and source.interest != "none" else ""
    if not label:
        return sentence(source.interest_note or "")
    return capital(aside(label, unstopped(source.interest_note or "")))


def _sections(names: Names, mentioned: list[Mention]) -> Iterator[Section]:
    groups = Groups(names)
    read = [mention for mention in mentioned if mention.role == "read"]
    words, filed = partial(_said, groups.unlinked), partial(_filed, groups.unlinked)
    shown = groups.groups([mention for mention in read if mention.incident], words, filed)
    yield Section("statements", _("What was read here, by incident"), shown)
    counted = groups.groups([mention for mention in read if not mention.incident], words, filed)
    yield Section("running-counts", _("Running counts and force levels"), counted)
    cited = (
        names.incident_and_date(mention.incident.id)
        for mention in mentioned
        if mention.role == "cited" and mention.incident
    )
    yield Section("cited", _("Cited in our own words"), links=tuple(once(cited)))


def _said(names: Names, mention: Mention) -> Phrase:
    return said(names, mention.incident, mention.statement) if mention.statement else NOTHING


def _filed(names: Names, mentioned: list[Mention]) -> Phrase:
    """Of many statements, how many there are."""
    number = len({id(mention.statement) for mention in mentioned})
    return say_many("{number} statement", "{number} statements", number) if number > MOST_LINES else NOTHING
