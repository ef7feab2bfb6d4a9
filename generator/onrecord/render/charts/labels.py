"""Where the texts of a chart stand: beside their marks, and never over another text or a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.render.charts.svg import Box, text_width

SIZE = 12.0
"""The size of the type, in the units of the drawing."""
LEADING = 13.0
_GAP = 4.0
#: How far above its mark a text may stand on a thin line, where there is no room beside it.
_LIFTS = (14.0, 28.0, 44.0, 60.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text of one or more lines for a mark; ``rank`` 0 is placed first."""

    lines: tuple[str, ...]
    mark: Box
    rank: int = 0
    lift: bool = False
    """Whether it may stand away from its mark, on a line that leads to it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with the place of its first baseline; ``anchor`` is start, middle or end."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box
    leader: Box | None = None
    """The line that leads to the mark, as a thin box."""


def place(wanted: Iterable[Wanted], taken: Sequence[Box], within: Box) -> tuple[Placed, ...]:
    """The texts that have room, those of the lowest rank first; where one has none it is left out.

    Before that a text of several lines is cut to fewer, down to its first one.
    """
    boxes, found = list(taken), list[Placed]()
    for one in sorted(wanted, key=lambda one: one.rank):
        free = next((c for c in _candidates(one) if _fits(c, one.mark, boxes, within)), None)
        if free is not None:
            found.append(free)
            boxes += [free.box, *([free.leader] if free.leader else [])]
    return tuple(found)


#: Left above comes first: running totals leave that side free.
_SIDES = ((-1, -1), (0, -1), (-1, 0), (1, 1), (1, 0), (1, -1), (0, 1), (-1, 1))


def _candidates(one: Wanted) -> Iterator[Placed]:
    for end in range(len(one.lines), 0, -1):
        for side in _SIDES:
            yield _beside(one.lines[:end], one.mark, side)
        for lift in _LIFTS if one.lift else ():
            for across in (1, -1, 0):
                yield _above(one.lines[:end], one.mark, lift, across)


def _beside(lines: tuple[str, ...], mark: Box, side: tuple[int, int]) -> Placed:
    across, down = side
    width, height = _size(lines)
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    left = {-1: mark.left - _GAP - width, 0: x - width / 2, 1: mark.right + _GAP}[across]
    # Beside the mark and above it may share its height a little: the corner is free.
    overlap = 3.0 if across else 0.0
    top = {
        -1: mark.top - height - 1 + overlap,
        0: y - height / 2,
        1: mark.bottom + 1 - overlap,
    }[down]
    return _placed(lines, left, top, across)


def _above(lines: tuple[str, ...], mark: Box, lift: float, across: int) -> Placed:
    width, height = _size(lines)
    x = (mark.left + mark.right) / 2
    left = {-1: x + 2 - width, 0: x - width / 2, 1: x - 2}[across]
    found = _placed(lines, left, mark.top - lift - height, across)
    leader = Box(x - 0.5, found.box.bottom + 1, x + 0.5, mark.top - 1)
    return Placed(found.lines, found.x, found.y, found.anchor, found.box, leader)


def _placed(lines: tuple[str, ...], left: float, top: float, across: int) -> Placed:
    width, height = _size(lines)
    anchor = {-1: "end", 0: "middle", 1: "start"}[across]
    x = {-1: left + width, 0: left + width / 2, 1: left}[across]
    return Placed(lines, x, top + SIZE * 0.85, anchor, Box(left, top, left + width, top + height))


def _size(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(text_width(line, SIZE) for line in lines), LEADING * len(lines)


def _fits(one: Placed, mark: Box, taken: Iterable[Box], within: Box) -> bool:
    return one.box.inside(within) and not any(
        one.box.overlaps(other) or (other != mark and one.leader is not None and one.leader.overlaps(other))
        for other in taken
    )


def in_a_row(texts: Iterable[tuple[float, str]], left: float, right: float) -> Iterator[tuple[float, str]]:
    """Centred texts on one line, from left to right, without those that would touch the one before."""
    free = left
    for x, text in texts:
        half = text_width(text, SIZE) / 2
        if x - half >= free and x + half <= right:
            yield x, text
            free = x + half + 2 * _GAP
