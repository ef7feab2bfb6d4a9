"""The ground of a map: land and borders as path data, cut to a view, and where countries' names may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.draw.labels import Box, Space
from onrecord.draw.maps.clip import Pixel, area_of, cut_area, cut_line, path, thinned
from onrecord.draw.maps.outlines import Line, outlines
from onrecord.draw.maps.view import View
from onrecord.draw.text import text_width
from onrecord.language import country_named

#: Points nearer to each other than this, in pixels, look like one.
_FINEST = 1.0
#: Land smaller than this many square pixels is not drawn.
_SMALLEST = 1.0
#: How far beyond the edge areas go, so that no edge of theirs is seen.
_BEYOND = 2.0
#: What the style sheet adds after each letter of a country's name, in sizes of the type.
SPACING = 0.04


@dataclass(frozen=True, slots=True)
class Ground:
    """Path data; borders are lines, land is filled even-odd."""

    land: str
    borders: str


@dataclass(frozen=True, slots=True)
class CountryLabel:
    """A country's name and the middle of the line it stands on."""

    name: str
    x: float
    y: float
    box: Box


@lru_cache(maxsize=256)
def ground(view: View) -> Ground:
    """Land and borders within the view."""
    areas, borders = pieces(view)
    return Ground(path(areas, closed=True), path(borders))


def pieces(view: View, finest: float = _FINEST) -> tuple[list[list[Pixel]], list[list[Pixel]]]:
    """Rings of land and lines of borders within the view, in pixels."""
    frame = (0.0, 0.0, view.width, view.height)
    found = outlines()
    areas = [ring for line in found.land for ring in _areas(view, line, finest)]
    borders = [
        thinned(piece, finest)
        for line in found.borders
        for shifted in _shifted(view, line)
        for piece in cut_line(shifted, frame)
    ]
    return areas, borders


def country_labels(view: View, space: Space, size: float) -> list[CountryLabel]:
    """The names that fit into what is seen of their country and hide nothing; they take up their space."""
    placed: list[CountryLabel] = []
    for name, area in _largest(view):
        if area and (label := _label(view, space, country_named(name), area, size)):
            placed.append(label)
    return placed


@lru_cache(maxsize=256)
def _largest(view: View) -> tuple[tuple[str, list[Pixel]], ...]:
    """The largest area that is seen of each country, the largest of all first; the preview draws it often."""
    seen = (
        (name, max((area for line in rings for area in _areas(view, line)), key=area_of, default=[]))
        for name, rings in outlines().countries.items()
    )
    return tuple(sorted(seen, key=lambda named: (-area_of(named[1]) if named[1] else 0, named[0])))


def country_rings(view: View) -> list[tuple[str, list[list[Pixel]]]]:
    """What is seen of each country, by its English name, the largest first: rings of pixels."""
    seen = (
        (name, [area for line in rings for area in _areas(view, line)])
        for name, rings in outlines().countries.items()
    )
    return sorted(
        ((name, areas) for name, areas in seen if areas),
        key=lambda named: (-max(map(area_of, named[1])), named[0]),
    )


def _areas(view: View, line: Line, finest: float = _FINEST) -> Iterator[list[Pixel]]:
    frame = (-_BEYOND, -_BEYOND, view.width + _BEYOND, view.height + _BEYOND)
    for shifted in _shifted(view, line):
        ring = cut_area(shifted, frame)
        if len(ring) > 2 and area_of(ring) >= _SMALLEST:
            yield thinned(ring, finest)


def _shifted(view: View, line: Line) -> Iterator[list[Pixel]]:
    """The line in pixels, as often as it comes into view going round the world."""
    west, south, east, north = line.box
    _, low, _, high = view.degrees
    if north >= low and south <= high:
        for turn in view.shifts(west, east):
            yield [view.flat(lon + turn, lat) for lon, lat in line.points]


def _label(view: View, space: Space, name: str, area: list[Pixel], size: float) -> CountryLabel | None:
    """The place nearest to the middle of the area at which the name fits into it."""
    wide, high = text_width(name.upper(), size, spacing=SPACING) + size, size * 1.3
    ys = [y for _, y in area]
    middle_x = (min(x for x, _ in area) + max(x for x, _ in area)) / 2
    middle_y = (min(ys) + max(ys)) / 2
    best: tuple[float, float, float] | None = None
    steps = max(int((max(ys) - min(ys)) / high * 2), 1)
    for step in range(steps + 1):
        y = min(ys) + (max(ys) - min(ys)) * step / steps
        if y < high or y > view.height - high:
            continue
        for left, right in _common(_spans(area, y - high / 2), _spans(area, y + high / 2)):
            left, right = max(left, 4), min(right, view.width - 4)
            room = right - left - wide
            if room < 0:
                continue
            for part in (0.5, 0.3, 0.7, 0.1, 0.9, 0.0, 1.0):
                x = left + wide / 2 + room * part
                # Off the middle to the side looks better than off it up or down.
                far = abs(x - middle_x) + 2 * abs(y - middle_y)
                if (best is None or far < best[0]) and space.free(_box(x, y, wide, high)):
                    best = (far, x, y)
    if best is None:
        return None
    box = _box(best[1], best[2], wide, high)
    space.take(box)
    return CountryLabel(name, best[1], best[2], box)


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _spans(area: Sequence[Pixel], y: float) -> list[tuple[float, float]]:
    """The stretches of a horizontal line that lie within a ring."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(area, [*area[1:], area[0]], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _common(
    some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    for left, right in some:
        for other_left, other_right in others:
            if max(left, other_left) < min(right, other_right):
                yield max(left, other_left), min(right, other_right)
