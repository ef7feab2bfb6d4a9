"""Where words may stand in a drawing: none over another, none over a mark, none beyond the edge.

One placer, for maps, locators, charts and the timeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot

from onrecord.draw.text import text_width

Point = tuple[float, float]
Line = tuple[Point, Point]

#: The height of a line, in sizes of the type.
LEADING = 1.2
#: Between a mark and its words, and between the words of two marks, in sizes of the type.
_GAP = 0.35
_APART = 0.2
_CELL = 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the units of the drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: Box) -> bool:
        """Whether both cover a common point; touching is not overlapping."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether ``other`` covers all of it."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def wider(self, by: float) -> Box:
        """It with ``by`` more on the left and on the right."""
        return Box(self.left - by, self.top, self.right + by, self.bottom)

    def crossed(self, line: Line) -> bool:
        """Whether a straight line runs through it (Liang and Barsky)."""
        (x, y), (end_x, end_y) = line
        dx, dy = end_x - x, end_y - y
        first, last = 0.0, 1.0
        for towards, room in (
            (-dx, x - self.left),
            (dx, self.right - x),
            (-dy, y - self.top),
            (dy, self.bottom - y),
        ):
            if towards == 0:
                if room < 0:
                    return False
            elif towards < 0:
                first = max(first, room / towards)
            else:
                last = min(last, room / towards)
        return first <= last


@dataclass
class Space:
    """A rectangle, and what in it is taken."""

    within: Box
    _taken: dict[tuple[int, int], list[tuple[Box, bool]]] = field(default_factory=dict)
    _lines: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, width: float, height: float) -> Space:
        """All of a drawing."""
        return cls(Box(0, 0, width, height))

    @property
    def empty(self) -> Space:
        """The same rectangle with nothing in it."""
        return Space(self.within)

    def free(self, box: Box, *, over_areas: bool = False) -> bool:
        """Whether the box lies within the rectangle, on nothing that was taken; ``over_areas`` allows words
        to cross what is only shaded.
        """
        if not box.inside(self.within):
            return False
        for cell in _cells(box):
            for other, area in self._taken.get(cell, ()):
                if not (area and over_areas) and box.overlaps(other):
                    return False
        return not any(box.crossed(line) for line in self._lines)

    def clear(self, line: Line, but: Box) -> bool:
        """Whether a line to the mark ``but`` meets no other mark, no words and no other line's words."""
        (x1, y1), (x2, y2) = line
        round_it = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        return not any(
            not area and other != but and other.crossed(line)
            for cell in _cells(round_it)
            for other, area in self._taken.get(cell, ())
        )

    def take(self, box: Box, *, area: bool = False) -> None:
        """Nothing else may stand there; on a shaded area, only what finds no room elsewhere."""
        seen = Box(
            max(box.left, self.within.left),
            max(box.top, self.within.top),
            min(box.right, self.within.right),
            min(box.bottom, self.within.bottom),
        )
        for cell in _cells(seen):
            self._taken.setdefault(cell, []).append((box, area))

    def take_line(self, line: Line) -> None:
        """No words may stand on it."""
        self._lines.append(line)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words for a mark.

    Args:
        ways: the ways in which they may be set, in lines, the best first.
        mark: what they belong to.
        rank: 0 is placed first.
        reach: how far from the mark they may stand, on a thin line that leads to it; not at all if empty.
    """

    ways: tuple[tuple[str, ...], ...]
    mark: Box
    rank: int = 0
    reach: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with the place of their first base line; ``anchor`` is start, middle or end."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box
    leader: Line | None = None
    """The line that leads to the mark."""


Side = tuple[int, int]
"""To the left (-1), at (0) or to the right of (1) a mark; above (-1), at (0) or below it (1)."""
#: On a map words stand to the right of their mark, where the eye goes on reading.
MAP_SIDES: tuple[Side, ...] = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
#: In a chart left above comes first: running totals leave that side free.
CHART_SIDES: tuple[Side, ...] = ((-1, -1), (0, -1), (-1, 0), (1, 1), (1, 0), (1, -1), (0, 1), (-1, 1))
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Style:
    """How words of a drawing are set: the size of the type, its weight, the sides that they prefer."""

    size: float
    sides: tuple[Side, ...] = MAP_SIDES
    bold: bool = False


def place(space: Space, wanted: Sequence[Wanted], style: Style) -> tuple[Placed | None, ...]:
    """A place for each, in the order in which they came; None where there is no room.

    They take up their space. Those of the lowest rank choose first. Where some then find no room, those
    choose before the others of their rank, a few times over.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at].rank)
    fitting = [_Fitting(space, words, style) for words in wanted]
    best: dict[int, Placed] = {}
    left: tuple[int, ...] | None = None
    for _ in range(_TRIES):
        others, found = space.empty, dict[int, Placed]()
        for at in order:
            if (placed := _place(others, fitting[at])) is not None:
                found[at] = placed
        missing = [at for at in order if at not in found]
        if left is None or _ranks(wanted, missing) < left:
            best, left = found, _ranks(wanted, missing)
        if not missing:
            break
        order = sorted(order, key=lambda at: (wanted[at].rank, at not in missing))
    for placed in best.values():
        _take(space, placed, placed.box.wider(style.size * _APART / 2))
    return tuple(best.get(at) for at in range(len(wanted)))


class _Fitting:
    """The places for words in which they meet nothing that was there before any words, the best first.

    They are the same at every try, and found as far as one asks for them.
    """

    def __init__(self, space: Space, wanted: Wanted, style: Style) -> None:
        self.mark = wanted.mark
        self._known: list[tuple[Placed, Box]] = []
        self._more = _fitting(space, wanted, style)

    def __iter__(self) -> Iterator[tuple[Placed, Box]]:
        yield from self._known
        for found in self._more:
            self._known.append(found)
            yield found


def _fitting(space: Space, wanted: Wanted, style: Style) -> Iterator[tuple[Placed, Box]]:
    for over_areas in (False, True):
        for placed in _candidates(wanted, style, over_areas):
            room = placed.box.wider(style.size * _APART / 2)
            if space.free(room, over_areas=over_areas) and (
                placed.leader is None or space.clear(placed.leader, wanted.mark)
            ):
                yield placed, room


def _ranks(wanted: Sequence[Wanted], missing: Iterable[int]) -> tuple[int, ...]:
    """What is missing, weighed: a lower rank first, then how many."""
    ranks = [wanted[at].rank for at in missing]
    return tuple(ranks.count(rank) for rank in sorted({words.rank for words in wanted}))


def _place(others: Space, fitting: _Fitting) -> Placed | None:
    """The first place that meets no ``others``, which it joins."""
    for placed, room in fitting:
        if others.free(room) and (placed.leader is None or others.clear(placed.leader, fitting.mark)):
            _take(others, placed, room)
            return placed
    return None


def _take(space: Space, placed: Placed, room: Box) -> None:
    space.take(room)
    if placed.leader:
        space.take_line(placed.leader)


def _candidates(wanted: Wanted, style: Style, over_areas: bool) -> Iterator[Placed]:
    for lines in wanted.ways:
        for side in style.sides:
            yield _beside(lines, wanted.mark, side, style, 0)
        # On a shaded area a name may stand in its middle.
        if over_areas:
            yield _beside(lines, wanted.mark, (0, 0), style, 0)
        for reach in wanted.reach:
            for side in style.sides:
                yield _beside(lines, wanted.mark, side, style, reach)


def _beside(lines: tuple[str, ...], mark: Box, side: Side, style: Style, reach: float) -> Placed:
    across, down = side
    width, height = size_of(lines, style)
    gap = style.size * _GAP
    # Beside a mark and above it words may share its height a little: the corner is free.
    corner = -style.size * 0.17 if across else gap * 0.25
    x, y = mark.middle
    left = {-1: mark.left - gap - reach - width, 0: x - width / 2, 1: mark.right + gap + reach}[across]
    if reach and down:
        # A line upwards or downwards ends at the words' near corner.
        left = {-1: x - reach / 2 - width, 0: x - width / 2, 1: x + reach / 2}[across]
        corner = gap
    top = {
        -1: mark.top - corner - reach - height,
        0: y - height / 2,
        1: mark.bottom + corner + reach,
    }[down]
    box = Box(left, top, left + width, top + height)
    at = {-1: box.right, 0: box.middle[0], 1: box.left}[across]
    anchor = {-1: "end", 0: "middle", 1: "start"}[across]
    leader = _leader(mark, box) if reach else None
    return Placed(lines, at, top + style.size * 0.95, anchor, box, leader)


def _leader(mark: Box, words: Box) -> Line:
    """From the edge of a mark to the nearest point of its words, without touching either."""
    x, y = mark.middle
    to_x, to_y = min(max(x, words.left), words.right), min(max(y, words.top), words.bottom)
    length = hypot(to_x - x, to_y - y) or 1.0
    step_x, step_y = (to_x - x) / length, (to_y - y) / length
    edge = min(
        (mark.right - mark.left) / 2 / abs(step_x) if step_x else length,
        (mark.bottom - mark.top) / 2 / abs(step_y) if step_y else length,
    )
    start = min(edge + 1, length)
    return (x + step_x * start, y + step_y * start), (to_x - step_x, to_y - step_y)


@lru_cache(maxsize=10_000)
def size_of(lines: tuple[str, ...], style: Style) -> tuple[float, float]:
    """Width and height of lines of text.

    >>> size_of(("Hilla",), Style(10))[1]
    12.0
    """
    wide = max(text_width(line, style.size, bold=style.bold) for line in lines)
    return wide, style.size * LEADING * len(lines)


def in_a_row(
    texts: Iterable[tuple[float, str]], left: float, right: float, size: float
) -> Iterator[tuple[float, str]]:
    """Centred texts on one line, from left to right, moved in from the edges, without those that would touch
    the one before.
    """
    free = left
    for x, text in texts:
        half = text_width(text, size) / 2
        at = min(max(x, left + half), right - half)
        if at - half >= free and abs(at - x) <= half:
            yield at, text
            free = at + half + size * 0.66


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    rows = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in rows:
            yield column, row
