"""The names and dates by which a search finds an incident; no page prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.library.mentions import Mention, mentions
from onrecord.library.vessels import vessels_of

#: Roles that say nothing of an incident: who printed a statement, and whom we asked.
_BESIDE = ("relay", "asked", "origin")


def incident_names(library: Library, incident: Incident) -> Iterator[str]:
    """Its first and last day in ISO form, then a line of names for each place and actor of its statements.

    A private person's names are not among them.
    """
    date = incident.record.date
    yield date.earliest.isoformat()
    yield date.latest.isoformat()
    for _, vessel in vessels_of(library, incident):
        yield ", ".join(vessel.every_name)
    registries, (places, actors) = library.registries, _ids(library).get(incident.id, ((), ()))
    for place in places:
        yield ", ".join(registries.places[place].every_name)
    for one in actors:
        actor = registries.actors.get(one)
        if actor is not None and actor.public:
            yield ", ".join(actor.every_name)


@gathered
def _ids(library: Library) -> Mapping[str, tuple[dict[str, None], dict[str, None]]]:
    """The places and the actors of each incident, by its id."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    every = mentions(library)
    for at, where in enumerate((every.places, every.actors)):
        for one, mentioned in where.items():
            for mention in mentioned:
                if mention.incident is not None and _counts(mention):
                    found.setdefault(mention.incident.id, ({}, {}))[at][one] = None
    return found


def _counts(mention: Mention) -> bool:
    # A count may be given for a place far from the incident's.
    return mention.role not in (*_BESIDE, "count")
