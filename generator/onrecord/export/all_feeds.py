"""Which feeds there are: the site, its corrections, and each actor and place that incidents speak of."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.entries import Entry, correction_entries, incident_entry
from onrecord.export.feeds import Feed
from onrecord.export.tables import Tables
from onrecord.language import gettext as _

#: The roles in which an incident speaks of an actor.
ROLES = ("speaker", "claimant", "blamed", "target", "harmed", "counted")


def feeds(tables: Tables) -> Iterator[Feed]:
    """Every feed, by address within its kind. Persons without a page of their own have none."""
    about, published, library = tables.about, tables.door, tables.library
    entries = {one.id: incident_entry(published, about, tables.accounts[one.id]) for one in library.incidents}
    yield Feed.of("feeds/all", about.name, _("Incidents, as their accounts change."), entries.values())
    corrections = (entry for one in library.incidents for entry in correction_entries(published, about, one))
    what = _("Errors of ours, mended.")
    page = "corrections" if about.lists else ""
    yield Feed.of(
        "feeds/corrections", _("{archive}: corrections").format(archive=about.name), what, corrections, page
    )
    actors: dict[str, list[Entry]] = {}
    places: dict[str, list[Entry]] = {}
    for incident_id, account in tables.accounts.items():
        facets = account.facets()
        for actor in dict.fromkeys(who for role in ROLES for who in facets.get(role, ())):
            if library.actor(actor) is not None and published.open(actor):
                actors.setdefault(actor, []).append(entries[incident_id])
        for place in facets.get("place", ()):
            places.setdefault(place, []).append(entries[incident_id])
    for actor, found in sorted(actors.items()):
        name = published.names.actor_text(actor)
        message = _("Incidents about which {actor} speaks or somebody speaks of {actor}.")
        what = message.format(actor=name)
        folder = "people" if library.registries.actors[actor].kind == "person" else "actors"
        page = f"{folder}/{actor}" if about.entities else ""
        yield Feed.of(f"feeds/actors/{actor}", f"{about.name}: {name}", what, found, page)
    for place, found in sorted(places.items()):
        name = library.registries.places[place].name
        what = _("Incidents that we or a source place at {place}.").format(place=name)
        page = f"places/{place}" if about.entities else ""
        yield Feed.of(f"feeds/places/{place}", f"{about.name}: {name}", what, found, page)
