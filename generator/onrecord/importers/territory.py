"""Whether a point lies in its country only when latitude and longitude are swapped."""

from __future__ import annotations

from functools import cache

from onrecord.draw.maps.outlines import outlines
from onrecord.importers.cells import ENGLISH

MARGIN = 1.5
"""Degrees round a country: coasts, islands, and points just across a border."""

#: Countries that the outlines call otherwise than Unicode does. One that is missing is not looked at.
_OTHER_NAMES = {
    "BA": "Bosnia and Herz.",
    "CD": "Dem. Rep. Congo",
    "CF": "Central African Rep.",
    "CG": "Congo",
    "CI": "Côte d'Ivoire",
    "DO": "Dominican Rep.",
    "EH": "W. Sahara",
    "GQ": "Eq. Guinea",
    "MK": "Macedonia",
    "MM": "Myanmar",
    "PS": "Palestine",
    "SS": "S. Sudan",
    "TR": "Turkey",
    "US": "United States of America",
}


def swapped(country: str, lat: float, lon: float) -> bool:
    """Whether only (``lon``, ``lat``) lies in the boxes of the country, and not (``lat``, ``lon``)."""
    boxes = _boxes(country)
    return bool(boxes) and not _within(boxes, lat, lon) and _within(boxes, lon, lat)


def _within(boxes: tuple[tuple[float, float, float, float], ...], lat: float, lon: float) -> bool:
    return any(
        west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN
        for west, south, east, north in boxes
    )


@cache
def _boxes(country: str) -> tuple[tuple[float, float, float, float], ...]:
    name = _OTHER_NAMES.get(country) or ENGLISH.territories.get(country, "")
    return tuple(ring.box for ring in outlines().countries.get(name, ()))
