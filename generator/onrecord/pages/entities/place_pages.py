"""A page for each place: where it is, how sure that is, what happened there, and counts given for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord import phrases
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.printer import inline
from onrecord.markdown.prose import prose
from onrecord.pages.briefing import counts
from onrecord.pages.entities.actor_pages import own_names
from onrecord.pages.entities.entity import Entity, Row, Rows, Section, by_date, entity_pages, notes_of, unique
from onrecord.pages.map.locator import locator
from onrecord.pages.map.map_page import coordinates
from onrecord.pages.page import Edition, Page
from onrecord.record.registry import Place
from onrecord.record.statement import Casualties
from onrecord.record.things import Loss
from onrecord.terms import PLACE_PRECISIONS
from onrecord.terms.facts import FACTS


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of places that published records refer to, where the site has such pages."""
    links = Links(library, edition.settings)
    for place_id in sorted(index(library).places):
        if address := links.place_page(place_id):
            found = mentions(library).places.get(place_id, [])
            yield from entity_pages(library, edition, address, found, partial(_entity, edition, place_id))


def contained(library: Library) -> dict[str, tuple[str, ...]]:
    """The ids of the places with a page that lie in each place, by name; found once for a library."""
    known: dict[str, tuple[str, ...]] | None = library.memo.get("contained")
    if known is None:
        places = library.registries.places
        found: dict[str, list[str]] = {}
        for one in sorted(index(library).places, key=lambda one: words.order(places[one].name, one)):
            if above := places[one].within:
                found.setdefault(above, []).append(one)
        known = library.memo["contained"] = {above: tuple(inner) for above, inner in found.items()}
    return known


def incidents(library: Library, place_id: str) -> int:
    """How many incidents are filed under a place."""
    return sum(mention.role == "header" for mention in mentions(library).places.get(place_id, ()))


def _entity(edition: Edition, place_id: str, links: Links) -> Entity:
    library = links.library
    place = library.registries.places[place_id]
    sources, aliased = notes_of(links, [place.described])
    country = words.country(library, place.country) if place.country else ""
    return Entity(
        name=place.name,
        crumbs=(Markdown("[Places](index.md)"),),
        kind=(Markdown("Place"), *([escape(country)] if country else [])),
        described=prose(place.described) if place.described else Markdown(),
        facts=tuple(_facts(links, edition, place_id, place)),
        figure=locator(library, edition, [place_id], links.place_page(place_id)),
        derived=Markdown(
            "The lists are made by us from the records. Where an incident was is what we filed or what a "
            "statement says, as each list tells."
        ),
        sections=tuple(s for s in _sections(Rows(links), place_id) if s.rows),
        sources=sources,
        aliases=aliased,
        names=(", ".join(place.every_name),),
    )


def _facts(links: Links, edition: Edition, place_id: str, place: Place) -> Iterator[tuple[str, Markdown]]:
    if place.names:
        yield "In other scripts", own_names(place.names)
    if place.aliases:
        yield "Also called", Markdown(", ".join(escape(one) for one in place.aliases))
    if place.within:
        yield "Within", links.place(place.within)
    if inner := contained(links.library).get(place_id):
        yield "Contains", words.both([links.place(one) for one in inner])
    yield "Coordinates", _coordinates(place)
    if place.zone:
        yield "Time zone", escape(place.zone)
    address = f"feeds/places/{place_id}"
    if edition.exports is not None and f"{address}.xml" in edition.exports.files:
        yield "Feed", Markdown(f"[Atom]({links.up}{address}.xml) · [JSON]({links.up}{address}.json)")


def _coordinates(place: Place) -> Markdown:
    precision = PLACE_PRECISIONS[place.precision]
    sure = f"{words.capital(escape(precision.label))}: {words.no_stop(escape(precision.definition))}."
    origin = words.no_stop(escape(place.origin or ""))
    if place.lat is None or place.lon is None:
        # An origin often says itself that there are none, and why.
        why = words.stop(words.capital(origin)) if origin else ""
        return Markdown(f"**None recorded.** {why} {sure}")
    return Markdown(
        f"{inline(coordinates(place))}. {sure}" + (f" Origin: {words.stop(origin)}" if origin else "")
    )


def _sections(rows: Rows, place_id: str) -> Iterator[Section]:
    found = by_date(mentions(rows.library).places.get(place_id, ()))
    filed = [_incident(rows, mention) for mention in found if mention.role == "header"]
    yield Section("incidents", "Incidents here", unique(filed))
    said = [rows.row(mention, _placed(rows, mention)) for mention in found if mention.role == "place"]
    yield Section(
        "also-placed-here",
        "Also placed here, according to statements",
        unique(said),
        "Account",
        Markdown("Each incident stands on its own page under the place where we filed it."),
    )
    counted = [
        rows.row(mention, _count(rows, place_id, mention)) for mention in found if mention.role == "count"
    ]
    yield Section("counts", "Counts given for this place", unique(counted), "Count")


def _placed(rows: Rows, mention: Mention) -> Markdown:
    """How a statement places it: here, or so far from here."""
    if mention.fact != "position":
        return Markdown("Placed here")
    return Markdown(f"Placed {words.thing(mention.value, rows.library)}")


def _incident(rows: Rows, mention: Mention) -> Row:
    assert mention.incident is not None
    return rows.row(mention, rows.links.event(mention.incident.record.event))


def _count(rows: Rows, place_id: str, mention: Mention) -> Markdown:
    value = mention.value
    if isinstance(value, Casualties):
        who = words.capital(words.names(rows.library, value.who))
        return Markdown(f"{who}, {FACTS[mention.fact].title.lower()}: {words.casualty(value, rows.library)}")
    if isinstance(value, Loss):
        return words.capital(words.thing(value, rows.library))
    number = words.figure(str(value.count[place_id]))
    if mention.fact == "tally":
        label = rows.library.registries.measures[value.measure].name
        return Markdown(f"{escape(label)}: {number}. {inline(phrases.capital(counts.period(value)))}")
    return Markdown(f"{words.capital(words.name(rows.library, value.who))}, force level: {number}")
