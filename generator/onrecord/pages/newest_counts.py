"""The newest reported counts as small charts: one for each measure, with each counter's newest below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.draw.charts.chart import Panel, chart
from onrecord.draw.charts.marks import Point
from onrecord.library.tallies import Reported, by_measure, newest_of
from onrecord.markdown.escape import Markdown
from onrecord.pages.cells import shortened
from onrecord.phrases import (
    TOTAL,
    Names,
    Phrase,
    Strong,
    count,
    counter,
    counter_in_full,
    joined,
    phrase,
    plain,
    publication,
    say,
    say_many,
    scope,
    unstopped,
)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest count of a measure by a house that counts."""

    count: Phrase
    counter: Phrase
    source: Phrase
    when: Phrase
    scope: str
    """What it covers, in few words; empty where that is not stated."""


@dataclass(frozen=True, slots=True)
class NewestCounts:
    """A measure with its chart and its newest counts."""

    id: str
    measure: Phrase
    chart: Markdown
    """Every dated count of the total, or of the place that is counted first; nothing for a single one."""
    charted: Phrase
    """What the chart counts: "Total, as stated"."""
    newest: tuple[Newest, ...]


def newest_counts(names: Names) -> Iterator[NewestCounts]:
    """Each measure that somebody counts, in the order of the registry."""
    for measure, reports in by_measure(names.library).items():
        where = _charted(reports)
        yield NewestCounts(
            id=measure,
            measure=names.measure(measure),
            chart=_chart(names, measure, reports, where),
            charted=say("total, as stated") if where == TOTAL else scope(Names(names.library), where),
            newest=tuple(_newest(names, report) for report in newest_of(reports)),
        )


def _charted(reports: Sequence[Reported]) -> str:
    """The total where somebody gives one, else what is counted first."""
    places = [where for report in reports for where in report.tally.count]
    return TOTAL if TOTAL in places else places[0]


def _chart(names: Names, measure: str, reports: Sequence[Reported], where: str) -> Markdown:
    dated = [report for report in reports if report.days and where in report.tally.count]
    if len(dated) < 2:
        return Markdown()
    houses = list(dict.fromkeys(report.counter for report in dated))
    last = len(dated) - 1
    points = tuple(
        _point(names, report, where, houses.index(report.counter), {last: 0, 0: 1}.get(at, 9))
        for at, report in enumerate(dated)
    )
    name = names.library.registries.measures[measure].name
    told = say_many("{number} reported count", "{number} reported counts", len(dated))
    panel = Panel(f"home-{measure}", name, name, plain(told), points, tall=False)
    return chart(panel, [day for report in dated for day in report.days or ()], panel.most)


def _point(names: Names, report: Reported, where: str, shape: int, rank: int) -> Point:
    assert report.days is not None
    number = report.tally.count[where]
    day = report.stated.words() if report.stated else ""
    name = say(
        "{count}, {counter}, {day}",
        count=count(number),
        counter=counter_in_full(Names(names.library), report.incident, report.statement),
        day=day,
    )
    # The axis has the days: beside a mark stands its number.
    return Point(*report.days, number, plain(name), (plain(count(number)),), shape, rank)


def _newest(names: Names, report: Reported) -> Newest:
    tally, plain_names = report.tally, Names(names.library)
    covers = unstopped(tally.scope or "")
    counts = [phrase(Strong(count(tally.total)))] if tally.total else []
    counts += [
        say("{count} {scope}", count=count(number), scope=plain_names.scope(where))
        for where, number in tally.count.items()
        if where != TOTAL
    ]
    return Newest(
        count=joined(counts),
        counter=counter(plain_names, report.incident, report.statement),
        source=publication(names.library.source(report.incident, report.statement.source[0])),
        when=phrase(tally.as_of.words()) if tally.as_of else say("undated"),
        # The page of the measure has all of it.
        scope=shortened(covers) if names.measure_page(tally.measure) else covers,
    )
