"""Where a place is: "33.5° N, 42.25° W"."""

from __future__ import annotations

from decimal import Decimal

from onrecord.language import digits
from onrecord.language import gettext as _
from onrecord.phrases.spans import NOTHING, Phrase, Unbroken, joined
from onrecord.record.registry import Place

#: Decimals of a degree by precision: a thousandth is about 100 metres, which is a town's or a base's size.
_DECIMALS = {
    "exact": 3,
    "near": 2,
    "district": 1,
    "region": 1,
    "large-region": 0,
    "country": 0,
    "sea-or-air": 1,
}


def coordinates(place: Place) -> Phrase:
    """Latitude and longitude, in no more digits than the place's precision carries; empty without.

    The data files have them as recorded.
    """
    if place.lat is None or place.lon is None:
        return NOTHING
    north = _("{degrees}° S") if place.lat < 0 else _("{degrees}° N")
    east = _("{degrees}° W") if place.lon < 0 else _("{degrees}° E")
    most = _DECIMALS[place.precision]
    return joined([_degrees(north, place.lat, most), _degrees(east, place.lon, most)])


def _degrees(message: str, value: float, most: int) -> Unbroken:
    # By way of its shortest text, which never has more digits than the registry.
    degrees = f"{round(Decimal(repr(abs(value))), most).normalize():f}"
    return Unbroken(message.format(degrees=digits(degrees)))
