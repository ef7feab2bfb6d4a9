"""A page for each place: where it is, how sure that is, what happened there, and counts given for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from onrecord.language import gettext as _
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.memory import gathered
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.about import Fact, also_called, feed_links, own_names, sources_of
from onrecord.pages.entities.entity import Entity, Section, by_name, entity_pages, filled
from onrecord.pages.entities.rows import Groups
from onrecord.pages.map.locator import locator
from onrecord.pages.map.map_page import coordinates
from onrecord.pages.page import Edition, Page
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    count,
    joined,
    listed,
    noted,
    paragraphs,
    period,
    phrase,
    say,
    sentence,
    small,
    stopped,
    strong,
    thing,
    to_page,
    unstopped,
)
from onrecord.record.registry import Place
from onrecord.record.statement import Casualties
from onrecord.record.things import Loss
from onrecord.terms import PLACE_PRECISIONS
from onrecord.terms.facts import FACTS


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of places that published records refer to, where the site has such pages."""
    names = Names(library, edition.settings)
    for place_id in sorted(index(library).places):
        if address := names.place_page(place_id):
            mentioned = mentions(library).places.get(place_id, [])
            yield from entity_pages(edition, address, mentioned, partial(_entity, names, edition, place_id))


@gathered
def contained(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The ids of the places with a page that lie in each place, by name; gathered once for a library."""
    places = library.registries.places
    inner: dict[str, list[str]] = {}
    for place_id in by_name(index(library).places, lambda place_id: places[place_id].name):
        if above := places[place_id].within:
            inner.setdefault(above, []).append(place_id)
    return {above: tuple(ids) for above, ids in inner.items()}


def incidents(library: Library, place_id: str) -> int:
    """How many incidents are filed under a place."""
    return sum(mention.role == "header" for mention in mentions(library).places.get(place_id, ()))


def _entity(names: Names, edition: Edition, place_id: str) -> Entity:
    library = names.library
    place = library.registries.places[place_id]
    country = names.country(place.country) if place.country else ""
    return Entity(
        name=place.name,
        crumbs=(to_page(_("Places"), "places/index.md"),),
        kind=(say("Place"), *([phrase(country)] if country else [])),
        described=paragraphs(names, None, place.described),
        facts=tuple(_facts(names, edition, place_id, place)),
        figure=locator(library, edition, [place_id], names.place_page(place_id)),
        derived=say(
            "The lists are made by us from the records. Where an incident was is what we filed or what a "
            "statement says, as each list tells."
        ),
        sections=filled(_sections(names, place_id)),
        sources=sources_of(names, place.described),
        names=(", ".join(place.every_name),),
    )


def _facts(names: Names, edition: Edition, place_id: str, place: Place) -> Iterator[Fact]:
    if place.names:
        yield _("In other scripts"), own_names(place.names)
    if place.aliases:
        yield _("Also called"), (also_called(place.aliases),)
    if place.within:
        yield _("Within"), (names.place(place.within),)
    if inner := contained(names.library).get(place_id):
        yield _("Contains"), (listed(names.place(within) for within in inner),)
    yield _("Coordinates"), (_coordinates(place),)
    if place.zone:
        yield _("Time zone"), (phrase(place.zone),)
    if feeds := feed_links(edition, f"feeds/places/{place_id}"):
        yield _("Feed"), (feeds,)


def _coordinates(place: Place) -> Phrase:
    """Where it is, how sure that is and whence we know: "33.5° N, 42.25° E. Exact place: … Origin: …"."""
    precision = PLACE_PRECISIONS[place.precision]
    sure = say(
        "{precision}: {definition}.",
        precision=capital(precision.label),
        definition=unstopped(precision.definition),
    )
    origin = unstopped(place.origin or "")
    if place.lat is None or place.lon is None:
        # An origin often says itself that there are none, and why.
        return joined([strong(say("None recorded.")), sentence(origin), sure], " ")
    given = say("{coordinates}.", coordinates=coordinates(place))
    return joined([given, sure, stopped(say("Origin: {origin}", origin=origin)) if origin else ""], " ")


def _sections(names: Names, place_id: str) -> Iterator[Section]:
    groups = Groups(names)
    mentioned = mentions(names.library).places.get(place_id, [])
    filed = {mention.incident.id for mention in mentioned if mention.role == "header" and mention.incident}
    here = [mention for mention in mentioned if mention.incident and mention.incident.id in filed]
    elsewhere = [mention for mention in mentioned if mention.incident and mention.incident.id not in filed]
    of_none = [mention for mention in mentioned if not mention.incident]
    words = partial(_words, groups.unlinked, place_id)
    roles = partial(_roles, groups.unlinked)
    shown = groups.groups(here, words, roles, _fragment, news=True)
    yield Section("incidents", _("Incidents here"), shown)
    yield Section(
        "elsewhere",
        _("What was said of this place elsewhere"),
        groups.groups(elsewhere, words, roles, _fragment),
        note=_("Each incident stands under the place where we filed it; counts may cover much more."),
    )
    counted = groups.groups(of_none, words, roles, _fragment)
    yield Section("running-counts", _("Running counts and force levels"), counted)


def _fragment(mention: Mention) -> str:
    return {"place": "also-placed-here", "count": "counts"}.get(mention.role, "")


def _roles(names: Names, mentioned: list[Mention]) -> Phrase:
    """The kind of an event that is filed here."""
    event = next((mention.incident for mention in mentioned if mention.role == "header"), None)
    return names.event(event.record.event) if event else NOTHING


def _words(names: Names, place_id: str, mention: Mention) -> Phrase:
    """What a statement says of the place: that it was here, or a count for it."""
    match mention.role:
        case "place":
            return sentence(_placed(names, mention))
        case "count":
            return sentence(_count(names, place_id, mention))
        case _:
            return NOTHING


def _placed(names: Names, mention: Mention) -> Phrase:
    """How a statement places it: here, or so far from here."""
    if mention.fact != "position":
        return say("placed here")
    return say("placed {position}", position=thing(names, mention.value))


def _count(names: Names, place_id: str, mention: Mention) -> Phrase:
    """A figure of people, a running count or a force level, as it was given for this place."""
    value = mention.value
    if isinstance(value, Casualties):
        return say(
            "{people}, {what}: {figure}",
            people=capital(names.actors(value.who)),
            what=small(FACTS[mention.fact].title),
            figure=noted(names, value),
        )
    if isinstance(value, Loss):
        return capital(thing(names, value))
    number = count(value.count[place_id])
    if mention.fact == "tally":
        measure = names.library.registries.measures[value.measure].name
        text = say("{what}: {counts}", what=measure, counts=number)
        return joined([text, period(value)])
    return say("{who}, force level: {number}", who=capital(names.actor(value.who)), number=number)
