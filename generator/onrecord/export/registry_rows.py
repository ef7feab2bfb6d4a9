"""The rows of what records refer to: actors and vessels, as far as published records do."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.attribution import plain
from onrecord.export.rows import ActorRow, VesselRow
from onrecord.library.index import index
from onrecord.library.library import Library


def actor_rows(library: Library) -> Iterator[ActorRow]:
    """Each actor that has a page or may have one, in the order of the registry."""
    known = index(library).actors
    for actor_id, actor in library.registries.actors.items():
        if actor_id in known and actor.public:
            above = library.actor(actor.part_of) if actor.part_of else None
            yield ActorRow(
                id=actor_id,
                name=actor.name,
                kind=actor.kind,
                part_of=actor.part_of if actor.part_of and above and above.public else "",
                country=actor.country or "",
                role=actor.role or "",
                external_ids=tuple(map(str, actor.ids or ())),
            )


def vessel_rows(library: Library) -> Iterator[VesselRow]:
    """Each vessel that a statement names, in the order of the registry."""
    known = index(library).vessels
    for vessel_id, vessel in library.registries.vessels.items():
        if vessel_id in known:
            yield VesselRow(
                id=vessel_id,
                name=vessel.name,
                kind=vessel.kind or "",
                flag=vessel.flag or "",
                imo=vessel.imo,
                crew=plain(vessel.crew),
                owner=vessel.owner
                if vessel.owner and (owner := library.actor(vessel.owner)) and owner.public
                else "",
                external_ids=tuple(map(str, vessel.ids or ())),
            )
