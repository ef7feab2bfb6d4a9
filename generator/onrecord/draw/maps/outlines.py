"""Land, borders and countries of the world, in degrees, from the file that comes with the program.

``generator/outlines/make.py`` makes that file from Natural Earth, and says how.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude in degrees; a line that crosses the date line goes on beyond 180."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points with the box round them: west, south, east, north."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, points: list[Point]) -> Line:
        """The line through ``points``, of which there is at least one."""
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        return cls(tuple(points), (min(lons), min(lats), max(lons), max(lats)))


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a map is drawn from."""

    land: tuple[Line, ...]
    """Rings, to be filled even-odd: islands, continents, and seas within them."""
    borders: tuple[Line, ...]
    countries: dict[str, tuple[Line, ...]]
    """Rings by the name that Natural Earth gives the country."""


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """The outlines, read once."""
    found = json.loads(files("onrecord.draw.maps").joinpath("outlines.json").read_text("utf-8"))
    arcs = [tuple(_points(text, found["scale"])) for text in found["arcs"]]
    return Outlines(
        land=tuple(Line.of(_ring(arcs, ring)) for ring in found["land"]),
        borders=tuple(Line.of(list(arcs[one])) for one in found["borders"]),
        countries={
            name: tuple(Line.of(_ring(arcs, ring)) for ring in rings)
            for name, rings in found["countries"].items()
        },
    )


def _points(text: str, scale: int) -> Iterator[Point]:
    """Points from Google's "encoded polyline" format, longitude first."""
    numbers = _numbers(text)
    lon = lat = 0
    for step in numbers:
        lon += step
        lat += next(numbers)
        yield lon / scale, lat / scale


def _numbers(text: str) -> Iterator[int]:
    number = shift = 0
    for character in text:
        part = ord(character) - 63
        number |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _ring(arcs: list[tuple[Point, ...]], ring: list[int]) -> list[Point]:
    """The arcs of a ring one after another; ``-1 - index`` is an arc walked backwards."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
        points += [(lon + turn, lat) for lon, lat in arc[1 if points else 0 :]]
    if abs(points[-1][0] - points[0][0]) > 180:
        # The one ring that goes round a pole: close it there.
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    middle = (min(lon for lon, _ in points) + max(lon for lon, _ in points)) / 2
    turn = 360 * round(middle / 360)
    return [(lon - turn, lat) for lon, lat in points] if turn else points
