"""The mark of one reported count: its shape tells the counter, its form how the count was put.

A filled mark is the number itself, an open one an estimate; an arrow upwards means "at least" or "more than",
one downwards "at most", "up to" or "fewer than"; a bar is a range. None of it needs a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.draw.charts.scale import Scale
from onrecord.draw.labels import Box
from onrecord.draw.svg import element, number
from onrecord.markdown.escape import Markdown, escape
from onrecord.values.count import Count, Form

RADIUS = 4.5
ARROW = 11.0
"""How far the arrow of a bound reaches beyond its mark."""
#: The shapes in the order in which counters get them, as signs in a sentence; the last is for all others.
SIGNS = ("●", "■", "◆", "▲", "✚")
UP = (Form.AT_LEAST, Form.MORE_THAN)
DOWN = (Form.AT_MOST, Form.UP_TO, Form.FEWER_THAN)


@dataclass(frozen=True, slots=True)
class Point:
    """One count on a chart. Texts are plain."""

    first: date
    last: date
    """The days that its date may mean; mostly one."""
    count: Count
    name: str
    """What a pointer shows: "127 total, Pat Ryder, Pentagon press secretary, 9 January 2024"."""
    label: tuple[str, ...]
    """What stands beside the mark, in lines, where there is room."""
    shape: int = 0
    rank: int = 9
    """Whose label is placed first: 0 before 1."""

    @property
    def height(self) -> int | None:
        """The number at which the mark stands: as written, and no middle of ours; None without a number."""
        return standing(self.count)


def standing(count: Count) -> int | None:
    """The number at which a count stands on an axis: a bound at its bound, a range at its best or its top."""
    if not count.numeric:
        return None
    if count.form is Form.WORD:
        return 0
    if count.form is Form.RANGE:
        return count.best if count.best is not None else count.high
    return count.high if count.low is None else count.low


def estimated(count: Count) -> bool:
    """Whether the mark is open: the count is an estimate, or names no number."""
    return count.approximate or not count.numeric


def draw(point: Point, days: Scale, counts: Scale, below: float) -> tuple[Markdown, Box]:
    """The named mark and the room that it takes; ``below`` is where counts without a number stand."""
    x = (days.day(point.first) + days.day(point.last)) / 2
    height = point.height
    y = below if height is None else counts(height)
    pieces = list(_pieces(point, x, y, days, counts))
    box = room(point.count, x, y, counts)
    left, right = min(box.left, days.day(point.first)), max(box.right, days.day(point.last))
    named = element("g", element("title", escape(point.name)), *pieces, class_="or-point")
    return named, Box(left, box.top, right, box.bottom)


def _pieces(point: Point, x: float, y: float, days: Scale, counts: Scale) -> Iterator[Markdown]:
    if point.first != point.last:
        yield _line(f"M{number(days.day(point.first))} {number(y)}H{number(days.day(point.last))}")
    yield from at_height(point.count, point.shape, x, y, counts)


def at_height(
    count: Count, shape: int, x: float, y: float, counts: Callable[[float], float]
) -> Iterator[Markdown]:
    """A count's mark at its number, with the arrow of a bound; of a range without a best number only the bar.

    ``counts`` gives the height of a number.
    """
    if count.form in UP:
        yield _arrow(x, y - RADIUS, -1)
    if count.form in DOWN:
        yield _arrow(x, y + RADIUS, 1)
    if count.form is Form.RANGE and count.low is not None and count.high is not None:
        low, high = counts(count.low), counts(count.high)
        ends = "".join(f"M{number(x - RADIUS)} {number(end)}h{number(2 * RADIUS)}" for end in (low, high))
        yield _line(f"M{number(x)} {number(high)}V{number(low)}{ends}")
        if count.best is None:
            return
    yield element("path", d=_shape(shape, x, y), class_=f"or-mark{' or-mark--open' * estimated(count)}")


def room(count: Count, x: float, y: float, counts: Callable[[float], float]) -> Box:
    """The room that such a mark takes."""
    top, bottom = y - RADIUS, y + RADIUS
    if count.form in UP:
        top -= ARROW
    if count.form in DOWN:
        bottom += ARROW
    if count.form is Form.RANGE and count.low is not None and count.high is not None:
        top, bottom = min(top, counts(count.high)), max(bottom, counts(count.low))
    return Box(x - RADIUS, top, x + RADIUS, bottom)


def _line(path: str) -> Markdown:
    return element("path", d=path, class_="or-mark-line", fill="none")


def _arrow(x: float, y: float, way: int) -> Markdown:
    end = y + way * ARROW
    head = f"M{number(x - 3)} {number(end - way * 4)}L{number(x)} {number(end)}l3 {number(-way * 4)}"
    return _line(f"M{number(x)} {number(y)}V{number(end)}{head}")


def _shape(shape: int, x: float, y: float) -> str:
    r = RADIUS
    match min(shape, len(SIGNS) - 1):
        case 0:
            half = f"a{r} {r} 0 1 0"
            path = f"M{number(x - r)} {number(y)}{half} {number(2 * r)} 0{half} {number(-2 * r)} 0z"
        case 1:
            path = f"M{number(x - 4)} {number(y - 4)}h8v8h-8z"
        case 2:
            path = f"M{number(x)} {number(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
        case 3:
            path = f"M{number(x)} {number(y - 5)}l5 9h-10z"
        case _:
            path = f"M{number(x - 1.5)} {number(y - 5)}h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z"
    return path
