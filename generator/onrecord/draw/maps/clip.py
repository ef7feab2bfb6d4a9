"""Lines and areas cut to a rectangle, thinned to what can be seen, and written as SVG path data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Pixel = tuple[float, float]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def cut_area(points: Sequence[Pixel], frame: Frame) -> list[Pixel]:
    """The part of a closed ring within the frame, closed along its edge (Sutherland and Hodgman)."""
    found = list(points)
    for axis, edge, sign in ((0, frame[0], 1), (0, frame[2], -1), (1, frame[1], 1), (1, frame[3], -1)):
        if not found:
            return found
        kept: list[Pixel] = []
        before = found[-1]
        before_in = sign * (before[axis] - edge) >= 0
        for point in found:
            inside = sign * (point[axis] - edge) >= 0
            if inside != before_in:
                kept.append(_at(before, point, axis, edge))
            if inside:
                kept.append(point)
            before, before_in = point, inside
        found = kept
    return found


def _at(start: Pixel, end: Pixel, axis: int, edge: float) -> Pixel:
    """Where the line from start to end meets the edge."""
    part = (edge - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + part * (end[1 - axis] - start[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def cut_line(points: Sequence[Pixel], frame: Frame) -> Iterator[list[Pixel]]:
    """The stretches of a line within the frame."""
    run: list[Pixel] = []
    for start, end in pairwise(points):
        piece = _cut(start, end, frame)
        if piece is None:
            continue
        if not run or run[-1] != piece[0]:
            if run:
                yield run
            run = [piece[0]]
        run.append(piece[1])
    if run:
        yield run


def _cut(start: Pixel, end: Pixel, frame: Frame) -> tuple[Pixel, Pixel] | None:
    """The part of a stretch within the frame (Liang and Barsky)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    for towards, room in ((-dx, x - frame[0]), (dx, frame[2] - x), (-dy, y - frame[1]), (dy, frame[3] - y)):
        if towards == 0:
            if room < 0:
                return None
        elif towards < 0:
            first = max(first, room / towards)
        else:
            last = min(last, room / towards)
    if first > last:
        return None
    return (
        start if first == 0 else (x + first * dx, y + first * dy),
        end if last == 1 else (x + last * dx, y + last * dy),
    )


def thinned(points: Sequence[Pixel], least: float) -> list[Pixel]:
    """The points that lie at least ``least`` pixels from the one before; both ends stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    if len(points) > 1:
        kept.append(points[-1])
    return kept


def simplified(points: Sequence[Pixel], off: float) -> list[Pixel]:
    """The points without which a line would run further off than ``off`` (Douglas and Peucker)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        worst, at = off * off, 0
        for number in range(first + 1, last):
            x, y = points[number][0] - x1, points[number][1] - y1
            along = min(max((x * dx + y * dy) / length, 0.0), 1.0) if length else 0.0
            far = (x - along * dx) ** 2 + (y - along * dy) ** 2
            if far > worst:
                worst, at = far, number
        if at:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[number] for number in sorted(keep)]


def area_of(points: Sequence[Pixel]) -> float:
    """The area of a ring, in square pixels."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path(lines: Iterable[Sequence[Pixel]], *, closed: bool = False, whole: bool = False) -> str:
    """Path data in steps of a tenth of a pixel, or of a ``whole`` one, each point by its distance from the
    one before.

    What is no line at that size (or, if ``closed``, no area) is left out.
    """
    parts: list[str] = []
    at = (0, 0)
    parts_of, step_of = (1, 10) if whole else (10, 1)
    for line in lines:
        points = [(round(x * parts_of), round(y * parts_of)) for x, y in line]
        points = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
        if len(points) < (3 if closed else 2):
            continue
        steps = [
            ((x - bx) * step_of, (y - by) * step_of)
            for (x, y), (bx, by) in zip(points, [at, *points], strict=False)
        ]
        parts.append(f"m{_pair(*steps[0])}l{''.join(_joined(steps[1:]))}{'z' if closed else ''}")
        at = points[0 if closed else -1]
    return "".join(parts)


def _joined(steps: Sequence[tuple[int, int]]) -> Iterator[str]:
    for number, step in enumerate(steps):
        text = _pair(*step)
        yield text if number == 0 or text.startswith("-") else f" {text}"


def _pair(x: int, y: int) -> str:
    second = number(y)
    return f"{number(x)}{'' if second.startswith('-') else ' '}{second}"


def number(tenths: int) -> str:
    """Tenths as a decimal number as short as SVG has it: 12, -.3."""
    whole, part = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ('' if part else '0')}{f'.{part}' if part else ''}"
