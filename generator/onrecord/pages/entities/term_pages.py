"""A page for each weapon that somebody names, and for each kind of event under which incidents are filed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.about import Fact
from onrecord.pages.entities.entity import Entity, Section, entity_pages
from onrecord.pages.entities.rows import Groups
from onrecord.pages.page import Edition, Page
from onrecord.phrases import (
    NOTHING,
    Code,
    Names,
    Phrase,
    capital,
    listed,
    phrase,
    plain,
    say,
    sentence,
    to_page,
    weapons,
)
from onrecord.terms import EVENTS, WEAPONS, Term, Vocabulary


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of weapons and of kinds of event, where the site has such pages."""
    if not edition.settings.entities:
        return
    names = Names(library, edition.settings)
    codebook, mentioned = edition.settings.codebook, mentions(library)
    for weapon in sorted(index(library).weapons):
        make = partial(_weapon, names, weapon, codebook=codebook)
        yield from entity_pages(edition, f"weapons/{weapon}.md", mentioned.weapons[weapon], make)
    for event in sorted(index(library).events):
        make = partial(_event, names, event, codebook=codebook)
        yield from entity_pages(edition, f"events/{event}.md", mentioned.events[event], make)


def _weapon(names: Names, weapon: str, *, codebook: bool) -> Entity:
    groups = Groups(names)
    words = partial(_named, groups.unlinked)
    made = groups.groups(mentions(names.library).weapons[weapon], words, partial(_place, groups.unlinked))
    narrower = _narrower(WEAPONS, weapon, index(names.library).weapons)
    return Entity(
        name=heading(WEAPONS[weapon]),
        crumbs=(to_page(_("Weapons"), "weapons/index.md"),),
        kind=(say("Weapon, a term of the codebook"),),
        described=(phrase(WEAPONS[weapon].definition),),
        facts=tuple(_facts(WEAPONS, weapon, narrower, names.weapon, codebook=codebook)),
        derived=say(
            "The list is made by us. Whether this weapon was used is what each statement says; another may "
            "name another weapon for the same incident."
        ),
        sections=(Section("incidents", _("Who named it, by incident"), made),),
    )


def _event(names: Names, event: str, *, codebook: bool) -> Entity:
    groups = Groups(names)
    filed = groups.groups(
        mentions(names.library).events[event], _nothing, partial(_place, groups.unlinked), news=True
    )
    narrower = _narrower(EVENTS, event, index(names.library).events)
    return Entity(
        name=heading(EVENTS[event]),
        crumbs=(to_page(_("Kinds of event"), "events/index.md"),),
        kind=(say("Kind of event, a term of the codebook"),),
        described=(phrase(EVENTS[event].definition),),
        facts=tuple(_facts(EVENTS, event, narrower, names.event, codebook=codebook)),
        derived=say("Under which kind an incident is filed is our choice, by the codebook."),
        sections=(Section("incidents", _("Incidents filed under it"), filed),),
    )


def _named(names: Names, mention: Mention) -> Phrase:
    return sentence(weapons(names, mention.statement)) if mention.statement else NOTHING


def _nothing(_mention: Mention) -> Phrase:
    return NOTHING


def _place(names: Names, mentioned: list[Mention]) -> Phrase:
    incident = mentioned[0].incident
    place = incident.record.place if incident else None
    return names.place_and_country(place) if place else say("place not reported")


def heading(term: Term) -> str:
    """A term as a heading: its label with a capital."""
    return plain(capital(term.label))


def _narrower(vocabulary: Vocabulary[Term], term_id: str, used: Collection[str]) -> list[str]:
    return [term.id for term in vocabulary.narrower(term_id) if term.id in used]


def _facts(
    vocabulary: Vocabulary[Term],
    term_id: str,
    narrower: list[str],
    name: Callable[[str], Phrase],
    *,
    codebook: bool,
) -> Iterator[Fact]:
    """``name`` gives a term's label, with its page."""
    term = vocabulary[term_id]
    if term.broader:
        yield _("A kind of"), (name(term.broader),)
    if narrower:
        yield _("Finer terms in use here"), (listed(map(name, narrower)),)
    yield _("In records"), (phrase(Code(term_id)),)
    for standard, code in term.codes.items():
        yield standard, (phrase(code),)
    if codebook:
        yield _("Codebook"), (to_page(vocabulary.title, f"codebook.md#{vocabulary.name}"),)
