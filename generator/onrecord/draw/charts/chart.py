"""A chart of counts by day: points that somebody reported and, where it is a count, a step line of ours.

A tall one is drawn twice, wide and narrow, so that its type stays legible on a phone; the style sheet shows
one of the two. Others are narrow, and stand side by side where there is room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.draw.charts.marks import Point, draw
from onrecord.draw.charts.scale import Scale, padded, round_ticks
from onrecord.draw.dates import date_ticks
from onrecord.draw.labels import CHART_SIDES, Box, Placed, Space, Style, Wanted, in_a_row, place
from onrecord.draw.svg import element, label, number, text
from onrecord.draw.text import text_width
from onrecord.language import decimal
from onrecord.language import gettext as _
from onrecord.markdown.escape import Markdown, escape


@dataclass(frozen=True, slots=True)
class Panel:
    """What one chart shows. Texts are plain."""

    key: str
    """Part of the chart's ids on the page: letters, digits, hyphens."""
    title: str
    """Its name for those who do not see it."""
    caption: str
    description: str
    points: tuple[Point, ...]
    steps: tuple[tuple[date, int], ...] = ()
    """Our own count: (day, number from then on)."""
    tall: bool = True

    @property
    def most(self) -> int:
        """The greatest number on it."""
        bounds = (n for point in self.points for n in (point.count.low, point.count.high) if n is not None)
        return max((*bounds, *(number for _, number in self.steps)), default=0)


@dataclass(frozen=True, slots=True)
class Frame:
    """One of the two sizes, in units that are pixels at its natural width."""

    name: str
    width: float
    most_ticks: int
    short: bool


FRAMES = (Frame("wide", 720, 7, False), Frame("narrow", 340, 5, True))
_HEAD, _FOOT, _BAND = 20.0, 22.0, 18.0
#: The height of a chart that stands alone or is the total, and of one of several.
_TALL, _LOW = 140.0, 110.0
SIZE = 12.0
"""The size of the type, in the units of the drawing."""
_STYLE = Style(SIZE, CHART_SIDES)
#: How far from its mark a text may stand, where there is no room beside it.
_REACH = (14.0, 28.0, 44.0, 60.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart in one size, and where its texts and marks lie."""

    svg: Markdown
    labels: tuple[Placed, ...]
    marks: tuple[Box, ...]
    frame: Box


def chart(panel: Panel, days: Sequence[date], most: int) -> Markdown:
    """The chart, in both sizes if it is tall.

    Charts with the same ``days`` and ``most`` (the greatest number on any of them) have the same axes.
    """
    frames = FRAMES if panel.tall else FRAMES[1:]
    return Markdown("\n".join(drawing(panel, days, most, frame).svg for frame in frames))


def drawing(panel: Panel, days: Sequence[date], most: int, frame: Frame) -> Drawn:
    """The chart in one size."""
    # Numbers of the axis stand apart, however low the chart is.
    ticks = round_ticks(most, 5 if panel.tall else 3)
    left = max(text_width(decimal(tick), SIZE) for tick in ticks) + 8
    numberless = any(point.height is None for point in panel.points)
    height = (_TALL if panel.tall else _LOW) + (_BAND if numberless else 0)
    base = height - _FOOT - (_BAND if numberless else 0)
    first, last = padded(min(days), max(days))
    along = Scale(first.toordinal(), last.toordinal(), left, frame.width - 8)
    up = Scale(0, ticks[-1], base, _HEAD)
    drawn = [draw(point, along, up, base + _BAND / 2 + 2) for point in panel.points]
    boxes = [box for _mark, box in drawn]
    step = _step_path(panel.steps, along, up, last)
    # Letters may rise a little above the height of the type.
    space = Space(Box(left + 2, 2, frame.width, base - 2))
    for taken in (*boxes, *_step_boxes(panel.steps, along, up, last)):
        space.take(taken)
    wanted = list(_wanted(panel, boxes, along, up, last))
    labels = tuple(words for words in place(space, wanted, _STYLE) if words)
    ids = f"chart-{panel.key}-{frame.name}"
    parts = [
        element("title", escape(panel.title), id=f"{ids}-title"),
        element("desc", escape(panel.description), id=f"{ids}-desc"),
        *_grid(ticks, up, left, frame.width),
        *_day_axis(first, last, along, base, frame, height),
        *([element("path", d=step, class_="or-own", fill="none")] if step else []),
        *(mark for mark, _ in drawn),
        *(label(words, SIZE, class_="or-label") for words in labels),
    ]
    svg = element(
        "svg",
        *parts,
        class_=f"or-chart__{frame.name}",
        viewBox=f"0 0 {number(frame.width)} {number(height)}",
        width=frame.width,
        height=height,
        role="img",
        aria_labelledby=f"{ids}-title {ids}-desc",
    )
    return Drawn(svg, labels, tuple(boxes), Box(0, 0, frame.width, height))


def _grid(ticks: Sequence[int], up: Scale, left: float, right: float) -> Iterator[Markdown]:
    for tick in ticks:
        y = up(tick)
        class_ = "or-grid" if tick else "or-axis"
        yield element("path", d=f"M{number(left)} {number(y)}H{number(right)}", class_=class_, fill="none")
        yield text(decimal(tick), left - 6, y + SIZE * 0.35, "or-tick", "end")


def _day_axis(
    first: date, last: date, along: Scale, base: float, frame: Frame, height: float
) -> Iterator[Markdown]:
    named = [
        (along.day(day), name) for day, name in date_ticks(first, last, frame.most_ticks, short=frame.short)
    ]
    for x, _name in named:
        yield element("path", d=f"M{number(x)} {number(base)}v4", class_="or-axis", fill="none")
    for x, name in in_a_row(named, along.start, frame.width, SIZE):
        yield text(name, x, height - 6, "or-tick", "middle")


def _wanted(panel: Panel, marks: Sequence[Box], along: Scale, up: Scale, last: date) -> Iterator[Wanted]:
    for point, mark in zip(panel.points, marks, strict=True):
        if point.height is not None:
            # Who and when give way to the number, which goes last.
            ways = tuple(point.label[:end] for end in range(len(point.label), 0, -1))
            yield Wanted(ways, mark, point.rank, _REACH if len(point.label) > 1 else ())
    if panel.steps:
        ours = panel.steps[-1][1]
        x, y = along.day(last), up(ours)
        yield Wanted(
            ((_("our count: {number}").format(number=decimal(ours)),),), Box(x - 1, y - 5, x + 1, y + 5)
        )


def _corners(
    steps: Sequence[tuple[date, int]], along: Scale, up: Scale, last: date
) -> Iterator[tuple[float, float, float]]:
    """(left, right, y) of each level of the step line, which begins at zero."""
    x, y = along.start, up(0)
    for day, ours in steps:
        yield x, along.day(day), y
        x, y = along.day(day), up(ours)
    yield x, along.day(last), y


def _step_path(steps: Sequence[tuple[date, int]], along: Scale, up: Scale, last: date) -> str:
    if not steps:
        return ""
    levels = list(_corners(steps, along, up, last))
    rest = "".join(f"V{number(y)}H{number(right)}" for _, right, y in levels[1:])
    return f"M{number(levels[0][0])} {number(levels[0][2])}H{number(levels[0][1])}{rest}"


def _step_boxes(steps: Sequence[tuple[date, int]], along: Scale, up: Scale, last: date) -> Iterator[Box]:
    if not steps:
        return
    before = up(0)
    for left, right, y in _corners(steps, along, up, last):
        yield Box(left, y - 1, right, y + 1)
        yield Box(left - 1, min(y, before), left + 1, max(y, before))
        before = y
