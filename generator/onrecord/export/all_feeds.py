"""Which feeds there are: of the site, its corrections, each incident, each actor and place in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord import phrases
from onrecord.export.entries import Entry, correction_entries, incident_entry, update_entries
from onrecord.export.feeds import MOST, Feed
from onrecord.export.tables import Tables
from onrecord.language import gettext as _
from onrecord.library.library import Incident

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
    if about.incident_feeds:
        for one in library.incidents:
            yield from _of_incident(tables, one, entries[one.id])
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


def feed_address(incident_id: str) -> str:
    """Where the feed of an incident lies, without ``.xml`` or ``.json``."""
    return f"feeds/incidents/{incident_id}"


def _of_incident(tables: Tables, incident: Incident, entry: Entry) -> Iterator[Feed]:
    """The incident's entry, which is the same in every feed, then what we changed, newest first.

    The feed is there at every address that the incident ever had: who follows it need not know of a new one.
    """
    about, published = tables.about, tables.door
    title = phrases.plain(published.names.incident_and_date(incident.id))
    changes = (
        *update_entries(published, about, incident),
        *correction_entries(published, about, incident),
    )
    for incident_id in (incident.id, *(incident.record.formerly or ())):
        feed = Feed.of(
            feed_address(incident_id),
            f"{about.name}: {title}",
            _("The account of one incident, and each update and correction of it."),
            changes,
            f"briefings/{incident.id}",
        )
        yield replace(feed, entries=(entry, *feed.entries[: MOST - 1]), total=feed.total + 1)
