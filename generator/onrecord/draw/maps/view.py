"""What part of the world a map shows, and where on it a point lies.

The projection is equirectangular, true to scale along the parallel in the middle of the view: simple, good
for any region and for the world, and the date line is nothing special to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians

#: Kilometres in a degree of latitude.
KM_IN_DEGREE = 111.2
#: Latitudes beyond this stretch no further; nobody lives there.
_MOST = 80.0
#: What is left free round the outermost marks, of the width and of the height.
MARGIN = 0.13
#: No view shows less than this many degrees of latitude: a single point is shown with its surroundings.
LEAST_DEGREES = 5.0


@dataclass(frozen=True)
class View:
    """A rectangle of ``width`` × ``height`` pixels with (lon, lat) in its middle; ``scale`` is pixels in a
    degree of latitude.
    """

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    @cached_property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return squeeze(self.lat)

    @cached_property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north; west and east may lie beyond 180."""
        half_lon = self.width / 2 / self.scale / self.squeeze
        half_lat = self.height / 2 / self.scale
        return self.lon - half_lon, self.lat - half_lat, self.lon + half_lon, self.lat + half_lat

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a point, the nearer way round the world."""
        return self.flat(self.lon + turned(lon - self.lon), lat)

    def flat(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a point whose longitude is not turned."""
        x = self.width / 2 + (lon - self.lon) * self.squeeze * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def shifts(self, west: float, east: float) -> Sequence[int]:
        """By which whole turns a line from ``west`` to ``east`` is to be moved to come into view."""
        left, _, right, _ = self.degrees
        return [turn for turn in (-720, -360, 0, 360, 720) if west + turn <= right and east + turn >= left]

    def pixels(self, km: float) -> float:
        """The length of ``km`` kilometres in the middle of the view."""
        return km / KM_IN_DEGREE * self.scale


def squeeze(lat: float) -> float:
    """How much shorter a degree of longitude is than one of latitude, at a latitude."""
    return cos(radians(min(abs(lat), _MOST)))


def turned(lon: float) -> float:
    """A difference of longitudes as -180 to 180."""
    return (lon + 180) % 360 - 180


def fit(
    points: Iterable[tuple[float, float, float]],
    width: float,
    least: float,
    most: float,
    degrees: float = LEAST_DEGREES,
) -> View:
    """The view that holds all ``points`` with a margin.

    Args:
        points: at least one (longitude, latitude, kilometres round it that must be seen).
        width: of the view, in pixels.
        least: the lowest height, in pixels.
        most: the greatest height.
        degrees: of latitude that it shows at least.
    """
    found = list(points)
    start = _behind_largest_gap([lon for lon, _, _ in found])
    boxes = [_box(start + (lon - start) % 360, lat, km) for lon, lat, km in found]
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    lat = (south + north) / 2
    k = squeeze(lat)
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    # No more than once round the world: a place that is seen twice would look like two.
    wide = min(max((east - west) * k / (1 - 2 * MARGIN), degrees), 360 * k)
    high = max((north - south) / (1 - 2 * MARGIN), degrees)
    scale = max(min(width / wide, most / high), width / k / 360)
    height = min(max(high * scale, least), most, 180 * scale)
    return View(turned((west + east) / 2), lat, scale, width, height)


def _behind_largest_gap(lons: Iterable[float]) -> float:
    """The longitude, 0 to 360, behind the widest stretch without a point: the west of all the others."""
    around = sorted({lon % 360 for lon in lons})
    gaps = [(east - west, east) for west, east in pairwise(around)]
    gaps.append((around[0] + 360 - around[-1], around[0]))
    return max(gaps)[1]


def _box(lon: float, lat: float, km: float) -> tuple[float, float, float, float]:
    high = km / KM_IN_DEGREE
    wide = high / squeeze(lat)
    return lon - wide, max(lat - high, -90.0), lon + wide, min(lat + high, 90.0)
