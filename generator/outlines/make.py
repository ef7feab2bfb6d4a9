"""Makes the outlines that maps are drawn from: ``python generator/outlines/make.py world-atlas-2.0.2.tgz``.

The input is the npm package ``world-atlas`` as ``npm pack world-atlas@2.0.2`` fetches it: Natural Earth's
countries at 1:50 million (public domain), as TopoJSON. The output is ``onrecord/draw/maps/outlines.json``:
lines simplified, rounded to a hundredth of a degree, and written as text. What is a border and where it runs
is Natural Earth's choice (de facto); nothing is moved here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parents[1] / "onrecord/draw/maps/outlines.json"
MEMBER = "package/countries-50m.json"
#: Steps of a hundredth of a degree: about a kilometre, less than the width of a line on our closest map.
SCALE = 100
#: How far, in degrees, a point may lie off the line without it before it is needed.
TOLERANCE = 0.012

Point = tuple[float, float]
Step = tuple[int, int]


def outlines(package: bytes) -> str:
    """The text of the output, made of ``countries-50m.json`` as the package has it."""
    topology = json.loads(package)
    arcs = [_steps(_simple(arc)) for arc in _degrees(topology)]
    geometries = topology["objects"]["countries"]["geometries"]
    # A line that two countries share is a border; one country's own is its coast.
    uses = Counter(arc for one in geometries for arc in {_own(arc) for ring in _rings(one) for arc in ring})
    found = {
        "about": "Land and boundaries: Natural Earth, 1:50 million (public domain).",
        "source": {
            "package": "https://www.npmjs.com/package/world-atlas/v/2.0.2",
            "file": MEMBER.removeprefix("package/"),
            "sha256": hashlib.sha256(package).hexdigest(),
            "licence": "Natural Earth: public domain. world-atlas: ISC.",
            "made_by": "generator/outlines/make.py",
        },
        "scale": SCALE,
        "arcs": [_text(arc) for arc in arcs],
        "borders": sorted(arc for arc, number in uses.items() if number > 1),
        "land": [ring for one in topology["objects"]["land"]["geometries"] for ring in _rings(one)],
        "countries": {
            one["properties"]["name"]: list(_rings(one))
            for one in sorted(geometries, key=lambda one: str(one["properties"]["name"]))
        },
    }
    lines = (f"{json.dumps(key)}: {_json(value)}" for key, value in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    """Long lists get a line for each entry, so that a change of one arc is a change of one line."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    if isinstance(value, list) and len(value) > 9 and not isinstance(value[0], int):
        return "[\n" + ",\n".join(json.dumps(one, **compact) for one in value) + "\n]"  # type: ignore[arg-type]
    if isinstance(value, dict) and len(value) > 9:
        rows = (f"{json.dumps(key, **compact)}:{json.dumps(one, **compact)}" for key, one in value.items())  # type: ignore[arg-type]
        return "{\n" + ",\n".join(rows) + "\n}"
    return json.dumps(value, **compact)  # type: ignore[arg-type]


def _degrees(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees; one that jumps across the date line goes on beyond 180 instead."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon, lat = x * sx + tx, y * sy + ty
            if points:
                lon += 360 * round((points[-1][0] - lon) / 360)
            points.append((lon, lat))
        yield points


def _simple(points: list[Point]) -> list[Point]:
    """The points without which the line would run elsewhere (Douglas and Peucker); a ring keeps its shape."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        worst, at = max(
            ((_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)),
            default=(0.0, first),
        )
        if worst > TOLERANCE:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return float(((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5)


def _steps(points: list[Point]) -> list[Step]:
    """First point, then steps from point to point, in units of the scale; steps of nothing are left out."""
    found: list[Step] = []
    at = (0, 0)
    for lon, lat in points:
        here = (round(lon * SCALE), round(lat * SCALE))
        if here != at or not found:
            found.append((here[0] - at[0], here[1] - at[1]))
            at = here
    return found


def _text(steps: Iterable[Step]) -> str:
    """Steps as the printable characters of Google's "encoded polyline" format."""
    characters: list[str] = []
    for number in (one for step in steps for one in step):
        left = ~(number << 1) if number < 0 else number << 1
        while left >= 0x20:
            characters.append(chr((0x20 | (left & 0x1F)) + 63))
            left >>= 5
        characters.append(chr(left + 63))
    return "".join(characters)


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a polygon or several, outer and inner alike: filled even-odd, holes need no mark."""
    polygons = geometry.get("arcs", [])
    yield from (polygons if geometry["type"] == "Polygon" else (ring for one in polygons for ring in one))


def _own(arc: int) -> int:
    """The index of an arc; -1 - index stands for the same arc walked backwards."""
    return arc if arc >= 0 else ~arc


def read(path: Path) -> bytes:
    """``countries-50m.json``, from the archive that npm packs."""
    with tarfile.open(path) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None
        return member.read()


if __name__ == "__main__":
    OUTPUT.write_text(outlines(read(Path(sys.argv[1]))), "utf-8")
