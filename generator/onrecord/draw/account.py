"""The picture of an account: how a figure moved from statement to statement; who claimed, blamed, denied.

Time runs across. A figure stands at its number, with an arrow where it is a bound and a bar where it is a
range; a word without a number is hatched and has no height; what its own speaker replaced is grey. Nothing
joins two marks, because nobody but their speakers knows what lies between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import log10

from onrecord.draw.charts.marks import ARROW, RADIUS, at_height, room, standing
from onrecord.draw.dates import date_ticks
from onrecord.draw.labels import CHART_SIDES, Box, Space, Style, Wanted, in_a_row, place
from onrecord.draw.svg import element, label, number, text
from onrecord.draw.text import text_width
from onrecord.language import decimal
from onrecord.markdown.escape import Markdown, escape
from onrecord.values.count import Count

_DAY = 86_400.0
SIZE = 12.0
_HATCH = 11.0
_ROOM, _LANE, _AXIS, _TITLE = 80.0, 19.0, 20.0, 18.0
#: Below this many times the smallest number the axis is even; above, each step of it is ten times the last.
_EVEN = 12
#: Shapes of sides: a circle, a square, a diamond.
_SIDES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said, in seconds, with the words for the mark. Texts are plain."""

    first: float
    last: float
    who: str
    """"CENTCOM"."""
    name: str
    """What a pointer shows: "at least 34, US Central Command, 28 January 2024"."""
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of somebody's."""

    said: Said
    count: Count
    text: str
    """"at least 34"."""
    side: int = 0
    """Which of the sides gives it, counted from 0: the shape of its mark."""
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one harm of one party."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Those who took one stance: "Denied"."""

    title: str
    marks: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, with a sentence that says what to see."""

    sentence: str
    series: tuple[Series, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """One of the two sizes, in units that are pixels at its natural width."""

    name: str
    width: float
    left: float
    """Where the axis begins: titles of lanes stand before it."""
    ticks: int


_FRAMES = (_Frame("wide", 760, 104, 7), _Frame("narrow", 340, 78, 4))
_STYLE = Style(SIZE, CHART_SIDES)
_REACH = (12.0, 24.0, 40.0)


def picture(shown: Picture) -> Markdown:
    """Both drawings, of which the style sheet shows one, as HTML without an empty line."""
    drawings = [_drawing(shown, frame) for frame in _FRAMES]
    return Markdown(
        "\n".join(
            [
                '<figure class="or-chart or-account" data-search-exclude>',
                f"<figcaption>{escape(shown.sentence)}</figcaption>",
                *drawings,
                "</figure>",
            ]
        )
    )


def _drawing(shown: Picture, frame: _Frame) -> Markdown:
    along = _Along.of(shown, frame)
    parts: list[Markdown] = []
    top = 0.0
    for index, series in enumerate(shown.series):
        drawn, height = _series(series, along, frame, top, f"{frame.name}-{index}")
        parts += drawn
        top += height
    for lane in shown.lanes:
        parts += _lane(lane, along, frame, top)
        top += _LANE
    parts += along.axis(top, frame)
    title = f"account-{frame.name}"
    return element(
        "svg",
        element("title", escape(shown.sentence), id=title),
        _pattern(frame),
        *parts,
        class_=f"or-chart__{frame.name}",
        viewBox=f"0 0 {number(frame.width)} {number(top + _AXIS)}",
        width=frame.width,
        height=top + _AXIS,
        role="group",
        aria_labelledby=title,
    )


def _pattern(frame: _Frame) -> Markdown:
    stroke = element("path", d="M0 5L5 0", class_="or-hatch", fill="none")
    return element(
        "defs",
        element(
            "pattern", stroke, id=f"hatch-{frame.name}", width=5, height=5, patternUnits="userSpaceOnUse"
        ),
    )


@dataclass(frozen=True, slots=True)
class _Along:
    """Time across: from the first to the last moment at which anything was said."""

    first: float
    last: float
    start: float
    end: float
    days: tuple[date, date]
    """The first and the last day of which something was said."""

    @classmethod
    def of(cls, shown: Picture, frame: _Frame) -> _Along:
        said = [figure.said for series in shown.series for figure in series.figures]
        said += [mark for lane in shown.lanes for mark in lane.marks]
        first, last = min(mark.first for mark in said), max(mark.last for mark in said)
        # Marks of one moment stand in the middle.
        room = max((last - first) * 0.04, _DAY / 4)
        days = _day(first), _day(max(first, last - 1))
        return cls(first - room, last + room, frame.left + 6, frame.width - 8, days)

    def __call__(self, moment: float) -> float:
        return self.start + (moment - self.first) / (self.last - self.first) * (self.end - self.start)

    def spread(self, said: Sequence[Said], apart: float) -> list[float]:
        """A place for each, in their order, at its time and never nearer than ``apart`` to its neighbours.

        Where there is no room for that, they share what there is.
        """
        apart = min(apart, (self.end - self.start) / max(len(said), 1))
        order = sorted(range(len(said)), key=lambda at: (said[at].first + said[at].last, at))
        places = [0.0] * len(said)
        free = self.start
        for at in order:
            places[at] = max(self((said[at].first + said[at].last) / 2), free)
            free = places[at] + apart
        limit = self.end
        for at in reversed(order):
            places[at] = min(places[at], limit)
            limit = places[at] - apart
        return places

    def axis(self, y: float, frame: _Frame) -> Iterator[Markdown]:
        """The line of days below everything."""
        yield element(
            "path", d=f"M{number(self.start)} {number(y)}H{number(self.end)}", class_="or-axis", fill="none"
        )
        named = [
            (self(_moment(day) + _DAY / 2), name)
            for day, name in date_ticks(*self.days, frame.ticks, short=True)
            if self.first <= _moment(day) + _DAY / 2 <= self.last
        ]
        for x, _name in named:
            yield element("path", d=f"M{number(x)} {number(y)}v4", class_="or-axis", fill="none")
        for x, name in in_a_row(named, self.start - 6, frame.width, SIZE):
            yield text(name, x, y + _AXIS - 4, "or-tick", "middle")


def _series(
    series: Series, along: _Along, frame: _Frame, top: float, key: str
) -> tuple[list[Markdown], float]:
    """The marks of one figure, and how high they stand."""
    heights = _Up.of(series, top + _TITLE + 6 + ARROW, top + _TITLE + _ROOM)
    base = top + _TITLE + _ROOM
    places = along.spread([figure.said for figure in series.figures], 2 * RADIUS + 3)
    space = Space(Box(along.start, top + _TITLE, frame.width, base - 1))
    drawn, boxes = [], []
    for figure, x in zip(series.figures, places, strict=True):
        mark, box = _mark(figure, x, heights, top + _TITLE, base, frame)
        drawn.append(mark)
        boxes.append(box)
        space.take(box if standing(figure.count) is not None else Box(box.left, box.top, box.right, base))
    wanted = [
        Wanted(_ways(figure), box, 0 if not figure.earlier else 1, _REACH)
        for figure, box in zip(series.figures, boxes, strict=True)
    ]
    labels = [
        label(placed, SIZE, class_="or-label")
        for placed in place(space, wanted, _STYLE)
        if placed is not None
    ]
    parts = [
        text(_cut(series.title, frame.width - 4, SIZE), 0, top + 13, "or-account__title"),
        *([text(decimal(0), along.start - 6, base + 4, "or-tick", "end")] if heights.numbers else []),
        element(
            "path",
            d=f"M{number(along.start)} {number(base)}H{number(along.end)}",
            class_="or-grid",
            fill="none",
        ),
        *drawn,
        *labels,
    ]
    return parts, _TITLE + _ROOM + 6


def _ways(figure: Figure) -> tuple[tuple[str, ...], ...]:
    """How a mark may be labelled: the figure with its owner below it, in one line, or alone."""
    return ((figure.text, figure.said.who), (f"{figure.text} {figure.said.who}",), (figure.text,))


@dataclass(frozen=True, slots=True)
class _Up:
    """Numbers upwards: evenly, or by tens where they lie far apart."""

    most: float
    low: float
    high: float
    tens: bool
    numbers: bool
    """Whether any figure has a number."""

    @classmethod
    def of(cls, series: Series, top: float, base: float) -> _Up:
        numbers = [n for figure in series.figures if (n := standing(figure.count)) is not None]
        most = max([*numbers, 1])
        least = min([n for n in numbers if n] or [1])
        return cls(most, base, top, most > _EVEN * least, bool(numbers))

    def __call__(self, value: float) -> float:
        share = log10(1 + value) / log10(1 + self.most) if self.tens else value / self.most
        return self.low - share * (self.low - self.high)


def _mark(
    figure: Figure, x: float, heights: _Up, top: float, base: float, frame: _Frame
) -> tuple[Markdown, Box]:
    value = standing(figure.count)
    state = " or-mark--earlier" if figure.earlier else ""
    if value is None:
        box = Box(x - _HATCH / 2, top + 22, x + _HATCH / 2, base - 1)
        shape = element(
            "rect",
            x=box.left,
            y=box.top,
            width=_HATCH,
            height=box.bottom - box.top,
            class_="or-hatched",
            fill=f"url(#hatch-{frame.name})",
        )
        return _linked(figure.said, [shape], state), Box(box.left, box.top, box.right, box.top + 12)
    y = heights(value)
    pieces = list(at_height(figure.count, figure.side % _SIDES, x, y, heights))
    box = room(figure.count, x, y, heights)
    return _linked(figure.said, pieces, state), box


def _linked(said: Said, pieces: Sequence[Markdown], state: str = "") -> Markdown:
    """A mark that leads to its statement, and is called what it says."""
    return element(
        "a",
        element("title", escape(said.name)),
        *pieces,
        href=said.href,
        class_=f"or-point{state}",
        aria_label=said.name,
    )


def _lane(lane: Lane, along: _Along, frame: _Frame, top: float) -> Iterator[Markdown]:
    """The marks of one stance in a row, each with its speaker beside it where there is room."""
    y = top + _LANE / 2
    yield text(_cut(lane.title, frame.left - 4, SIZE), 0, y + SIZE * 0.35, "or-account__lane")
    yield element(
        "path", d=f"M{number(along.start)} {number(y)}H{number(along.end)}", class_="or-grid", fill="none"
    )
    places = along.spread(lane.marks, 2 * RADIUS + 3)
    order = sorted(range(len(places)), key=lambda at: places[at])
    for position, at in enumerate(order):
        said, x = lane.marks[at], places[at]
        yield _linked(said, [element("circle", cx=x, cy=y, r=RADIUS, class_="or-mark")])
        right = places[order[position + 1]] - RADIUS - 4 if position + 1 < len(order) else frame.width
        wide = text_width(said.who, SIZE)
        if x + RADIUS + 4 + wide <= right:
            yield text(said.who, x + RADIUS + 4, y + SIZE * 0.35, "or-label")
            continue
        left = places[order[position - 1]] + RADIUS + 4 if position else along.start
        # To the left only of a mark whose neighbour there has no words beside it.
        if not position and x - RADIUS - 4 - wide >= left:
            yield text(said.who, x - RADIUS - 4, y + SIZE * 0.35, "or-label", "end")


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def _moment(day: date) -> float:
    return datetime.combine(day, time.min, UTC).timestamp()


def _cut(words: str, width: float, size: float) -> str:
    """Words that fit, with an ellipsis where some had to go."""
    if text_width(words, size) <= width:
        return words
    while words and text_width(f"{words}…", size) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
