"""The map of incidents, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from onrecord.draw.maps.marks import incidents_by_place, places_of
from onrecord.language import decimal
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.pages.map.incident_map import ADDRESS, MapView, incident_map
from onrecord.pages.map.scales import Scale, scales
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Names, Phrase, Unbroken, joined, say, say_many
from onrecord.record.registry import Place
from onrecord.terms import PLACE_PRECISIONS

#: Incidents of a place that its row names, the newest first; its own page has all.
MOST_IN_ROW = 10
#: Decimals of a degree by precision: a thousandth is about 100 metres, which is a town's or a base's size.
_DIGITS = {
    "exact": 3,
    "near": 2,
    "district": 1,
    "region": 1,
    "large-region": 0,
    "country": 0,
    "sea-or-air": 1,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the table; its ``anchor`` is the id of the row."""

    anchor: str
    place: Phrase
    country: str
    """Empty where the registry has none; so is the ``origin`` of the coordinates."""
    coordinates: Phrase
    precision: str
    origin: str
    incidents: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the page says."""

    view: MapView
    scales: tuple[Scale, ...]
    """The map at other scales, which a script that zooms takes the place of."""
    shown: Phrase
    """How many incidents are on the map, and at how many places."""
    has_areas: bool
    has_several: bool
    """Whether a place has several incidents."""
    rows: tuple[Row, ...]
    """The places on the map, those with the most incidents first."""
    blanks: tuple[Row, ...]
    """The places without coordinates, by name."""
    placeless: tuple[Phrase, ...]
    """The incidents for which no place is recorded."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, unless the site has maps off."""
    if edition.settings.map:
        yield page(edition, ADDRESS, "map.md.j2", partial(_context, library, edition), listed=True)


def _context(library: Library, edition: Edition) -> dict[str, Any]:
    return {"m": map_page(library, edition)}


def map_page(library: Library, edition: Edition) -> MapPage:
    """The page of a library."""
    names = Names(library, edition.settings)
    places, filed = library.registries.places, incidents_by_place(library)
    view = incident_map(library, edition, ADDRESS)
    marks = sorted(view.marks, key=lambda mark: (-len(mark.incidents), mark.name, mark.place))
    blank = sorted(set(filed) - {mark.place for mark in marks}, key=lambda at: (places[at].name, at))
    incidents = len({incident for mark in marks for incident in mark.incidents})
    return MapPage(
        view=view,
        scales=scales(library, edition, ADDRESS, view),
        shown=say(
            "{incidents} at {places}",
            incidents=say_many("{number} incident", "{number} incidents", incidents),
            places=say_many("{number} place", "{number} places", len(marks)),
        ),
        has_areas=any(not mark.pin for mark in marks),
        has_several=any(len(mark.incidents) > 1 for mark in marks),
        rows=tuple(_rows(names, (mark.place for mark in marks))),
        blanks=tuple(_rows(names, blank)),
        placeless=tuple(_incident(names, one.id) for one in library.incidents if not places_of(one)),
    )


def _rows(names: Names, place_ids: Iterable[str]) -> Iterator[Row]:
    for place_id in place_ids:
        place = names.library.registries.places[place_id]
        incidents = incidents_by_place(names.library)[place_id]
        shown = [_incident(names, one) for one in reversed(incidents[-MOST_IN_ROW:])]
        if (left := len(incidents) - MOST_IN_ROW) > 0:
            shown.append(say_many("and {number} earlier", "and {number} earlier", left))
        yield Row(
            anchor=place_id,
            place=names.place(place_id),
            country=names.country(place.country) if place.country else "",
            coordinates=coordinates(place),
            precision=PLACE_PRECISIONS[place.precision].label,
            origin=place.origin or "",
            incidents=tuple(shown),
        )


def _incident(names: Names, incident_id: str) -> Phrase:
    date = names.library.by_id[incident_id].record.date.words()
    return say("{date}: {title}", date=date, title=names.incident(incident_id))


def coordinates(place: Place) -> Phrase:
    """Latitude and longitude, in no more digits than the place's precision carries; empty without.

    The data files have them as recorded.
    """
    if place.lat is None or place.lon is None:
        return NOTHING
    most = _DIGITS[place.precision]
    lat, lon = _degrees(place.lat, most), _degrees(place.lon, most)
    north, east = _("{degrees}° N"), _("{degrees}° E")
    if place.lat < 0:
        north = _("{degrees}° S")
    if place.lon < 0:
        east = _("{degrees}° W")
    return joined([Unbroken(north.format(degrees=lat)), Unbroken(east.format(degrees=lon))])


def _degrees(value: float, most: int) -> str:
    # By way of its shortest text, which never has more digits than the registry.
    return decimal(round(Decimal(repr(abs(value))), most))
