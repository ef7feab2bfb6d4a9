"""The vessels that an incident's statements name."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.library.library import Incident, Library
from onrecord.record.registry import Vessel
from onrecord.values.prose import Prose


def vessels_of(library: Library, incident: Incident) -> Iterator[tuple[str, Vessel]]:
    """(id, vessel) of each, once, in the order in which they are named."""
    named = (one for _, _, statement in incident.statements() for one in statement.vessels or ())
    for one in dict.fromkeys(named):
        if one in library.registries.vessels:
            yield one, library.registries.vessels[one]


def vessel_texts(library: Library, incident: Incident) -> Iterator[Prose]:
    """What the registry says of them, with markers: their sources are sources of the page."""
    for _, vessel in vessels_of(library, incident):
        yield from (one for one in (vessel.described, vessel.crew) if one)
