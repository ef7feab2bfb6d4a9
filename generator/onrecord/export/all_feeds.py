"""Which feeds there are: of the site, its corrections, each incident, each actor and place in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from onrecord import phrases
from onrecord.export.about import About
from onrecord.export.attribution import Published
from onrecord.export.batch import Batch, Files
from onrecord.export.entries import Entry, correction_entries, incident_entry, update_entries
from onrecord.export.feeds import MOST, Feed, to_atom, to_json_feed
from onrecord.export.tables import Tables
from onrecord.language import gettext as _
from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered, kept

#: The roles in which an incident speaks of an actor.
ROLES = ("speaker", "claimant", "blamed", "target", "harmed", "counted")


def plans(tables: Tables) -> Iterator[tuple[str, Batch]]:
    """Every feed, by address within its kind. Persons without a page of their own have none."""
    about, library = tables.about, tables.library
    yield _plan("feeds/all", partial(_of_all, tables))
    yield _plan("feeds/corrections", partial(_of_corrections, tables))
    if about.incident_feeds:
        for one in library.incidents:
            addresses = map(feed_address, (one.id, *(one.record.formerly or ())))
            yield _plan(feed_address(one.id), partial(_of_incident, tables, one), *addresses)
    for actor in sorted(actors_spoken_of(library)):
        yield _plan(f"feeds/actors/{actor}", partial(_of_actor, tables, actor))
    for place in sorted(places_spoken_of(library)):
        yield _plan(f"feeds/places/{place}", partial(_of_place, tables, place))


def _plan(name: str, make: Callable[[], _Feeds], *addresses: str) -> tuple[str, Batch]:
    files = (f"{address}.{form}" for address in addresses or (name,) for form in ("xml", "json"))
    return name, Batch(tuple(files), partial(_written, make))


def _written(make: Callable[[], _Feeds]) -> Files:
    found: dict[str, bytes] = {}
    for feed, about in make():
        found[f"{feed.address}.xml"] = to_atom(feed, about)
        found[f"{feed.address}.json"] = to_json_feed(feed, about)
    return found


@gathered
def actors_spoken_of(library: Library) -> Mapping[str, list[Incident]]:
    """The incidents that speak of each actor who may be named."""
    door = Published(library)
    found: dict[str, list[Incident]] = {}
    for incident in library.incidents:
        for actor in _subjects(library, incident)[0]:
            if library.actor(actor) is not None and door.open(actor):
                found.setdefault(actor, []).append(incident)
    return found


@gathered
def places_spoken_of(library: Library) -> Mapping[str, list[Incident]]:
    """The incidents that we or a source place at each place."""
    found: dict[str, list[Incident]] = {}
    for incident in library.incidents:
        for place in _subjects(library, incident)[1]:
            found.setdefault(place, []).append(incident)
    return found


@kept
def _subjects(library: Library, incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors, and the places, of whose feeds an incident is news."""
    facets = account(library, incident).facets()
    actors = dict.fromkeys(who for role in ROLES for who in facets.get(role, ()))
    return tuple(actors), tuple(facets.get("place", ()))


@kept
def _entry(tables: Tables, incident: Incident) -> Entry:
    return incident_entry(tables.door, tables.about, account(tables.library, incident))


_Feeds = Iterator[tuple[Feed, About]]


def _of_all(tables: Tables) -> _Feeds:
    about = tables.about
    entries = (_entry(tables, one) for one in tables.library.incidents)
    yield Feed.of("feeds/all", about.name, _("Incidents, as their accounts change."), entries), about


def _of_corrections(tables: Tables) -> _Feeds:
    about, library = tables.about, tables.library
    entries = (entry for one in library.incidents for entry in correction_entries(tables.door, about, one))
    title = _("{archive}: corrections").format(archive=about.name)
    page = "corrections" if about.lists else ""
    yield Feed.of("feeds/corrections", title, _("Errors of ours, mended."), entries, page), about


def _of_actor(tables: Tables, actor: str) -> _Feeds:
    about, library = tables.about, tables.library
    name = tables.door.names.actor_text(actor)
    what = _("Incidents about which {actor} speaks or somebody speaks of {actor}.").format(actor=name)
    folder = "people" if library.registries.actors[actor].kind == "person" else "actors"
    page = f"{folder}/{actor}" if about.entities else ""
    entries = (_entry(tables, one) for one in actors_spoken_of(library)[actor])
    yield Feed.of(f"feeds/actors/{actor}", f"{about.name}: {name}", what, entries, page), about


def _of_place(tables: Tables, place: str) -> _Feeds:
    about, library = tables.about, tables.library
    name = library.registries.places[place].name
    what = _("Incidents that we or a source place at {place}.").format(place=name)
    page = f"places/{place}" if about.entities else ""
    entries = (_entry(tables, one) for one in places_spoken_of(library)[place])
    yield Feed.of(f"feeds/places/{place}", f"{about.name}: {name}", what, entries, page), about


def feed_address(incident_id: str) -> str:
    """Where the feed of an incident lies, without ``.xml`` or ``.json``."""
    return f"feeds/incidents/{incident_id}"


def _of_incident(tables: Tables, incident: Incident) -> _Feeds:
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
        entries = (_entry(tables, incident), *feed.entries[: MOST - 1])
        yield replace(feed, entries=entries, total=feed.total + 1), about
