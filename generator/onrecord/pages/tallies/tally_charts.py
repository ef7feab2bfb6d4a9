"""The charts of a measure: one for each place that is counted, all with the same days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.draw.charts.chart import Panel, chart
from onrecord.draw.charts.marks import SIGNS, Point, estimated
from onrecord.draw.svg import element
from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.own_counts import OwnCount
from onrecord.library.tallies import Reported
from onrecord.markdown.escape import Markdown, escape
from onrecord.phrases import (
    TOTAL,
    Names,
    Phrase,
    Sayable,
    count,
    counter_in_full,
    counting_house,
    joined,
    plain,
    say,
    say_many,
    scope,
)
from onrecord.record.registry import Measure
from onrecord.values.count import Count, Form


def scopes(names: Names, reports: Sequence[Reported]) -> tuple[str, ...]:
    """The places that are counted: the total first, then countries by name, then places by name."""
    places = {where for report in reports for where in report.tally.count}

    def order(where: str) -> tuple[bool, bool, str]:
        return where != TOTAL, where in names.library.registries.places, plain(scope(names, where))

    return tuple(sorted(places, key=order))


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of a measure, as HTML without an empty line, and what their marks mean."""

    figures: Markdown
    key: Phrase


def charts(names: Names, measure: Measure, reports: Sequence[Reported], own: OwnCount | None) -> Charts:
    """The charts of the dated counts of a measure; empty where none is dated."""
    dated = [report for report in reports if report.days]
    if not dated:
        return Charts(Markdown(), joined([]))
    shapes = {house: index for index, house in enumerate(dict.fromkeys(report.counter for report in dated))}
    places = scopes(names, dated)
    panels = [_panel(names, measure, dated, where, shapes, own, alone=len(places) == 1) for where in places]
    days = [day for report in dated for day in report.days or ()]
    days += [day for panel in panels for day, _number in panel.steps]
    parts = max((panel.most for panel in panels if not panel.tall), default=0)
    figures = Markdown(
        "\n".join(
            element(
                "figure",
                element("figcaption", escape(panel.caption[:1].upper() + panel.caption[1:])),
                chart(panel, days, panel.most if panel.tall else parts),
                class_="or-chart",
            )
            for panel in panels
        )
    )
    return Charts(figures, joined(_key(names, dated, shapes, own), " · "))


def _panel(
    names: Names,
    measure: Measure,
    dated: Sequence[Reported],
    where: str,
    shapes: dict[str, int],
    own: OwnCount | None,
    *,
    alone: bool,
) -> Panel:
    reports = [report for report in dated if where in report.tally.count]
    ranks = dict(_ranks(reports))
    what = say("total, as stated") if where == TOTAL else scope(names, where)
    caption = say("{scope} ({unit})", scope=what, unit=measure.unit)
    return Panel(
        key=where.lower(),
        title=plain(say("{measure}: {scope}", measure=measure.name, scope=caption)),
        caption=plain(caption),
        description=_description(reports, where),
        points=tuple(
            _point(names, report, where, shapes[report.counter], ranks.get(index, 9))
            for index, report in enumerate(reports)
        ),
        steps=own.steps(where, _since(dated)) if own else (),
        tall=where == TOTAL or alone,
    )


def _since(dated: Sequence[Reported]) -> date | None:
    """The first day that any dated count covers; None where one of them does not say."""
    starts = [report.tally.since.earliest if report.tally.since else None for report in dated]
    return min((day for day in starts if day), default=None) if None not in starts else None


def _description(reports: Sequence[Reported], where: str) -> str:
    first, last = _dated(reports[0], where), _dated(reports[-1], where)
    return plain(
        say_many(
            "{number} reported count: {counts}. The table below has the same counts.",
            "{number} reported counts: {counts}. The table below has the same counts.",
            len(reports),
            counts=say("{first} to {last}", first=first, last=last) if len(reports) > 1 else first,
        )
    )


def _dated(report: Reported, where: str) -> Phrase:
    return say("{count}, {day}", count=count(report.tally.count[where]), day=_day(report))


def _day(report: Reported) -> str:
    return report.stated.words() if report.stated else ""


def _point(names: Names, report: Reported, where: str, shape: int, rank: int) -> Point:
    assert report.days is not None
    number, day = report.tally.count[where], _day(report)
    name = say(
        "{count} {scope}, {counter}, {day}",
        count=count(number),
        scope=scope(names, where),
        counter=counter_in_full(names, report.incident, report.statement),
        day=day,
    )
    label: list[Sayable] = [count(number)]
    if rank < 3:
        label += [counting_house(names, report), day]
    return Point(*report.days, number, plain(name), tuple(map(plain, label)), shape, rank)


def _ranks(reports: Sequence[Reported]) -> Iterator[tuple[int, int]]:
    """Whose label comes first: the newest, each counter's last, its first, then rivals of a day."""
    days: dict[date, int] = {}
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    for index, report in enumerate(reports):
        if report.days:
            if report.days[1] in days:
                yield from ((days[report.days[1]], 3), (index, 3))
            days[report.days[1]] = index
        firsts.setdefault(report.counter, index)
        lasts[report.counter] = index
    yield from ((index, 2) for index in firsts.values())
    yield from ((index, 1) for index in lasts.values())
    yield len(reports) - 1, 0


def _key(
    names: Names, dated: Sequence[Reported], shapes: dict[str, int], own: OwnCount | None
) -> Iterator[Sayable]:
    """What the marks mean, as far as they occur: "● United States", "↑ at least, more than"."""
    if len(shapes) > 1:
        first = {report.counter: report for report in reversed(dated)}
        for house in list(shapes)[: len(SIGNS) - 1]:
            yield say(
                "{sign} {counter}", sign=SIGNS[shapes[house]], counter=counting_house(names, first[house])
            )
        if len(shapes) >= len(SIGNS):
            yield say("{sign} other counters", sign=SIGNS[-1])
    counts = [number for report in dated for number in report.tally.count.values()]
    for message, has in _FORMS:
        if any(map(has, counts)):
            yield _(message)
    if own and own.incidents:
        yield _("broken line: our count")


#: Which signs need a word, and the counts that have them.
_FORMS: tuple[tuple[str, Callable[[Count], bool]], ...] = (
    (N_("↑ at least, more than"), lambda number: number.form in (Form.AT_LEAST, Form.MORE_THAN)),
    (
        N_("↓ at most, up to, fewer than"),
        lambda number: number.form in (Form.AT_MOST, Form.UP_TO, Form.FEWER_THAN),
    ),
    (N_("open mark: about, nearly"), lambda number: number.approximate),
    (N_("bar: a range"), lambda number: number.form is Form.RANGE),
    (
        N_("mark below the axis: no number given"),
        lambda number: estimated(number) and not number.numeric,
    ),
)
