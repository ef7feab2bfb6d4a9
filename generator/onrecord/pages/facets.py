"""What can be asked of an incident: places, countries, actors by what they are to it, weapons, kind, state.

What somebody is to an incident is always somebody's statement, as in `derive.Account.facets`.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.export.attribution import Published
from onrecord.language import N_
from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.phrases import Names
from onrecord.terms import EVENTS, WEAPONS

#: What somebody may be to an incident, as a facet, and in the words of the filter.
ROLES = {
    "claimant": N_("said to have claimed it"),
    "blamed": N_("blamed or suspected"),
    "speaker": N_("speaks"),
    "target": N_("said to have been a target"),
    "harmed": N_("said to have been harmed"),
    "counted": N_("figures of its people"),
}

Facets = Mapping[str, tuple[str, ...]]
"""Ids by what the filters ask for."""


def facets(library: Library, incident: Incident) -> Facets:
    """The ids of all that is said of an incident. A person without a public role is in none of them."""
    told, record, door = account(library, incident).facets(), incident.record, Published(library)
    places = told.get("place", ())
    countries = (library.registries.places[place].country for place in places)
    return {
        "place": places,
        "country": tuple(dict.fromkeys(country for country in countries if country)),
        **{role: door.ids(told.get(role)) for role in ROLES},
        "weapon": told.get("weapons", ()),
        "kind": (record.event,),
        "story": (record.story,) if record.story else (),
    }


def search_filters(library: Library, incident: Incident) -> dict[str, tuple[str, ...]]:
    """The same by name, as the site's search narrows its results: ``{"weapon": ("Rocket",), …}``."""
    told, names = facets(library, incident), Names(library)
    actors = dict.fromkeys(actor for role in ROLES for actor in told[role])
    return {
        "actor": tuple(names.actor_text(actor) for actor in actors),
        "place": tuple(library.registries.places[place].name for place in told["place"]),
        "country": tuple(names.country(country) for country in told["country"]),
        "weapon": tuple(WEAPONS[weapon].label for weapon in told["weapon"]),
        "event": tuple(EVENTS[event].label for event in told["kind"]),
    }
