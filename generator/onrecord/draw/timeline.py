"""The timeline of incidents: one mark for each, on its date; drawn twice, for a wide screen and for a phone.

Marks that would cover one another are stacked where the archive is complete. Where it is a selection, a stack
would look like a count of what happened: there all marks stand in one band, and those that would cover one
another share its height.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush

from onrecord.draw.dates import month_ticks
from onrecord.draw.svg import number
from onrecord.draw.text import text_width
from onrecord.language import gettext as _
from onrecord.markdown.escape import Markdown, escape
from onrecord.values.when import Day

_GAP = 2.0
#: The height of the band in which the marks of a selection stand, and the least that one has of it.
_BAND = 36.0
_THINNEST = 1.5
_EDGE = 8.0


@dataclass(frozen=True, slots=True)
class Moment:
    """An incident on the timeline: its date, what its mark is called, and where that leads."""

    id: str
    date: Day
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class _Screen:
    """A size of the drawing, in pixels: its widest mark first, its highest stack, room for how many ticks."""

    name: str
    width: float
    marks: tuple[float, ...]
    most: float
    ticks: int
    size: float


_SCREENS = (
    _Screen("wide", 900, (13, 10, 7, 4.5), 320, 9, 14),
    _Screen("narrow", 340, (12, 9, 6, 4), 320, 4, 11.5),
)


@dataclass(frozen=True, slots=True)
class _Laid:
    """An incident between two places of the axis, in a row above it; ``of`` is how many rows there are where
    it stands.
    """

    moment: Moment
    left: float
    right: float
    row: int
    of: int = 1


def timeline(moments: Sequence[Moment], *, complete: bool, title: str = "") -> Markdown:
    """Both drawings of ``moments``, which are in order of time, as HTML; nothing without any.

    A mark is ``<a class="or-moment" data-incidents="id">``: a script may hide it. Marks are stacked only
    where the archive is ``complete``. ``title`` is what it is called where no table stands below it.
    """
    if not moments:
        return Markdown("")
    first, last = _span(moments)
    told = title or _("Timeline of the incidents; the table below says the same")
    return Markdown("\n".join(_drawing(moments, first, last, screen, complete, told) for screen in _SCREENS))


def kinds_of_mark(moments: Sequence[Moment]) -> tuple[bool, bool]:
    """Whether a mark is a bar (several days), and whether one is open (a date that is not certain)."""
    dates = [moment.date for moment in moments]
    return (
        any(day.earliest != day.latest for day in dates),
        any(day.uncertain or day.approximate for day in dates),
    )


def _span(moments: Sequence[Moment]) -> tuple[date, date]:
    """From the first day of a month to the last day of one, so that the axis begins and ends with a tick."""
    first = min(moment.date.earliest for moment in moments)
    last = max(moment.date.latest for moment in moments)
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _drawing(
    moments: Sequence[Moment], first: date, last: date, screen: _Screen, complete: bool, told: str
) -> str:
    days = (last - first).days + 1
    a_day = (screen.width - 2 * _EDGE) / days

    def x(day: date) -> float:
        return _EDGE + (day - first).days * a_day

    for wide in screen.marks:
        laid = _rows(moments, x, a_day, wide)
        rows = max(mark.row for mark in laid) + 1
        if not complete or rows * (wide + _GAP) <= screen.most:
            break
    base = (rows * (wide + _GAP) if complete else _BAND) + _EDGE
    height = base + screen.size * 1.9
    title = f"or-time-{screen.name}"
    return "\n".join(
        [
            f'<svg class="or-time or-time--{screen.name}" viewBox="0 0 {number(screen.width)} '
            f'{number(height)}" role="group" aria-labelledby="{title}">',
            f'<title id="{title}">{escape(told)}</title>',
            '<g class="or-time__axis" aria-hidden="true">',
            f'<path d="M{number(_EDGE)} {number(base)}H{number(screen.width - _EDGE)}"/>',
            *_ticks(first, last, x, base, height, screen),
            "</g>",
            *(_mark(mark, base, wide, complete) for mark in (laid if complete else _shared(laid))),
            "</svg>",
        ]
    )


def _rows(moments: Sequence[Moment], x: Callable[[date], float], a_day: float, wide: float) -> list[_Laid]:
    """Each incident in the lowest row that is free there; from left to right, in n log n."""
    spans = []
    for moment in moments:
        day = moment.date
        left, right = x(day.earliest), x(day.latest) + a_day
        if day.earliest == day.latest or right - left < wide:
            middle = (left + right) / 2
            left, right = middle - wide / 2, middle + wide / 2
        spans.append((left, right, moment))
    spans.sort(key=lambda span: (span[0], span[1], span[2].id))
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    laid = []
    for left, right, moment in spans:
        while busy and busy[0][0] <= left:
            heappush(free, heappop(busy)[1])
        row = heappop(free) if free else len(busy)
        heappush(busy, (right + _GAP, row))
        laid.append(_Laid(moment, left, right, row))
    return laid


def _shared(laid: Sequence[_Laid]) -> list[_Laid]:
    """The same, each with the number of rows of those that it is bound to by overlapping."""
    shared: list[_Laid] = []
    bound: list[_Laid] = []
    right = float("-inf")
    for mark in laid:
        if bound and mark.left >= right:
            shared += _among(bound)
            bound = []
        bound.append(mark)
        right = max(right, mark.right) if len(bound) > 1 else mark.right
    return shared + _among(bound)


def _among(bound: Sequence[_Laid]) -> list[_Laid]:
    rows = max(mark.row for mark in bound) + 1
    return [replace(mark, of=rows) for mark in bound]


def _mark(laid: _Laid, base: float, wide: float, complete: bool) -> str:
    moment = laid.moment
    day = moment.date
    name = escape(_("{date}: {title}").format(date=day.words(), title=moment.title))
    open_ = " or-moment--open" if day.uncertain or day.approximate else ""
    high = wide
    top = base - (laid.row + 1) * (wide + _GAP)
    if not complete:
        high = max(_BAND / laid.of - _GAP, _THINNEST)
        top = base - _BAND / laid.of * (laid.row + 1)
    # A bar has square ends, a day is round: the difference does not hang on length alone.
    bend = number(min(wide, high) / 2 if day.earliest == day.latest else min(wide / 6, 2))
    return (
        f'<a class="or-moment{open_}" href="{moment.href}" aria-label="{name}" '
        f'data-incidents="{moment.id}"><title>{name}</title>'
        f'<rect x="{number(laid.left)}" y="{number(top)}" width="{number(laid.right - laid.left)}" '
        f'height="{number(high)}" rx="{bend}"/></a>'
    )


def _ticks(
    first: date, last: date, x: Callable[[date], float], base: float, height: float, screen: _Screen
) -> Iterator[str]:
    free = 0.0
    for day, name in month_ticks(first, last, screen.ticks):
        at = x(day)
        # A name begins at its tick, where there is room for it.
        wide = text_width(name, screen.size)
        beside = at + wide < screen.width
        start, end = (at, at + wide) if beside else (screen.width - wide, screen.width)
        if start < free:
            continue
        free = end + screen.size * 0.5
        anchor = "" if beside else ' text-anchor="end"'
        yield f'<path d="M{number(at)} {number(base)}v5"/>'
        yield (
            f'<text x="{number(at if beside else screen.width)}" y="{number(height - screen.size * 0.45)}"'
            f'{anchor} font-size="{number(screen.size)}">{escape(name)}</text>'
        )
