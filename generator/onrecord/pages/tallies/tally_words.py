"""What to see in the counts of a measure, in sentences. All of it is derived, and the page says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.library.tallies import NOT_STATED, Reported
from onrecord.pages.tallies.tally_charts import scopes
from onrecord.phrases import (
    NOTHING,
    TOTAL,
    Names,
    Phrase,
    Sayable,
    capital,
    count,
    counter_in_full,
    counting_house,
    joined,
    listed,
    say,
    say_many,
    scope,
)


def first_to_newest(names: Names, reports: Sequence[Reported]) -> Iterator[Phrase]:
    """The first and the newest dated count of each counter, for the place that most often has one."""
    dated = [report for report in reports if report.days]
    if not dated:
        return
    where = scopes(names, dated)[0]
    told = [report for report in dated if where in report.tally.count]
    by_counter: dict[str, list[Reported]] = {}
    for report in told:
        by_counter.setdefault(report.counter, []).append(report)
    for group in sorted(by_counter.values(), key=lambda group: -len(group)):
        yield _series(names, group, where)
    if len(by_counter) > 1:
        if told[0].counter != told[-1].counter:
            yield say(
                "The newest, {count}, does not come from the counter of the first: "
                "together they are not one series.",
                count=_dated(told[-1], where),
            )
        else:
            yield say("The counters differ: together their counts are not one series.")


def _series(names: Names, group: Sequence[Reported], where: str) -> Phrase:
    """The counts of one counter: "Pentagon: 12 counts of the total, from … to …."."""
    first, last = _dated(group[0], where), _dated(group[-1], where)
    return capital(
        say_many(
            "{counter}: {number} count of {scope}, {counts}.",
            "{counter}: {number} counts of {scope}, {counts}.",
            len(group),
            counter=counting_house(names, group[0]),
            scope=say("the total") if where == TOTAL else scope(names, where),
            counts=say("from {first} to {last}", first=first, last=last) if len(group) > 1 else first,
        )
    )


def _dated(report: Reported, where: str) -> Phrase:
    day = report.stated.words() if report.stated else ""
    return say("{count} ({day})", count=count(report.tally.count[where]), day=day)


def rivals(names: Names, reports: Sequence[Reported]) -> Iterator[Phrase]:
    """Counts of one day and place that differ, side by side."""
    for where in scopes(names, reports):
        by_day: dict[str, list[Reported]] = {}
        for report in reports:
            if report.stated and where in report.tally.count:
                by_day.setdefault(str(report.stated), []).append(report)
        for group in by_day.values():
            if len({str(report.tally.count[where]) for report in group}) > 1:
                yield capital(
                    say(
                        "{scope}, {day}: {counts}. What each covers stands in the table.",
                        scope=scope(names, where),
                        day=group[0].stated.words() if group[0].stated else "",
                        counts=listed(_counted(names, report, where) for report in group),
                    )
                )


def _counted(names: Names, report: Reported, where: str) -> Phrase:
    counter = counter_in_full(names, report.incident, report.statement)
    return say("{count} ({counter})", count=count(report.tally.count[where]), counter=counter)


def counters(reports: Sequence[Reported]) -> Phrase:
    """How many counts by how many counters: "15 counts: 11 by 1 counter, 4 whose counter is not stated"."""
    unstated = sum(report.counter == NOT_STATED for report in reports)
    houses = {report.counter for report in reports} - {NOT_STATED}
    counts: Sayable = say_many("{number} reported count", "{number} reported counts", len(reports))
    by = say_many("by {number} counter", "by {number} counters", len(houses)) if houses else NOTHING
    if not unstated:
        return say("{counts} {by_counters}.", counts=counts, by_counters=by)
    parts = [say("{number} {by_counters}", number=len(reports) - unstated, by_counters=by)] if houses else []
    parts.append(
        say_many("{number} whose counter is not stated", "{number} whose counter is not stated", unstated)
    )
    return say("{counts}: {parts}.", counts=counts, parts=joined(parts))
