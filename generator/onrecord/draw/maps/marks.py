"""What stands on a map: one mark for each place, however many incidents happened there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.terms import PLACE_PRECISIONS

#: How far from its coordinates an area is drawn, in kilometres. The sizes are ours: they say how rough the
#: place is, and are nobody's boundary.
AREA_KM = {"district": 20.0, "region": 50.0, "large-region": 120.0, "country": 200.0, "sea-or-air": 80.0}
#: Pixels that one incident's mark is wide, from its middle, and the most that any is.
_ONE = 5.0
_MOST = 34.0
_LEAST = 2.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with coordinates, and the incidents there by id, in order of time."""

    place: str
    name: str
    lat: float
    lon: float
    precision: str
    incidents: tuple[str, ...]

    @property
    def pin(self) -> bool:
        """Whether a point may stand for it; otherwise it is an area."""
        return PLACE_PRECISIONS[self.precision].pin

    @property
    def km(self) -> float:
        """How far from its coordinates it goes: nothing for a point."""
        return 0.0 if self.pin else AREA_KM[self.precision]


def places_of(incident: Incident) -> tuple[str, ...]:
    """The ids of the places of an incident, the first one first, each once."""
    record = incident.record
    return tuple(dict.fromkeys(place for place in (record.place, *(record.other_places or ())) if place))


@gathered
def incidents_by_place(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Ids of incidents in order of time, by place, in the order of the registry. Made once."""
    by_place: dict[str, list[str]] = {place: [] for place in library.registries.places}
    for incident in library.incidents:
        for place in places_of(incident):
            by_place[place].append(incident.id)
    return {place: tuple(ids) for place, ids in by_place.items() if ids}


def all_marks(library: Library) -> tuple[Mark, ...]:
    """A mark for each place of an incident that has coordinates."""
    marks = (mark_of(library, place_id) for place_id in incidents_by_place(library))
    return tuple(mark for mark in marks if mark)


def mark_of(library: Library, place_id: str) -> Mark | None:
    """The mark of a place, with or without incidents; None where it has no coordinates."""
    place = library.registries.places[place_id]
    if place.lat is None or place.lon is None:
        return None
    incidents = incidents_by_place(library).get(place_id, ())
    return Mark(place_id, place.name, place.lat, place.lon, place.precision, incidents)


def radius(number: int, most: int) -> float:
    """Pixels from the middle of a mark to its edge: its area goes with the number of incidents.

    ``most`` is the number at the busiest place of the map, whose mark must not hide the others.
    """
    return max(_unit(most) * sqrt(number), _LEAST)


def enlarged(numbers: Sequence[int]) -> bool:
    """Whether the smallest marks for these numbers of incidents are drawn larger, so that one sees them."""
    return bool(numbers) and _unit(max(numbers)) * sqrt(min(numbers)) < _LEAST


def _unit(most: int) -> float:
    """The radius of a mark of one incident."""
    return min(_ONE, _MOST / sqrt(most))
