"""What to see in the counts of a measure, in sentences. All of it is derived, and the page says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.library.library import Library
from onrecord.library.tallies import Reported
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.tallies.tally_charts import scopes
from onrecord.pages.tallies.tally_rows import TOTAL, counter_name, place

NOT_STATED = "not stated"


def first_to_newest(library: Library, counts: Sequence[Reported]) -> Iterator[Markdown]:
    """The first and the newest dated count of each counter, for the place that most often has one."""
    dated = [one for one in counts if one.days]
    if not dated:
        return
    where = scopes(library, dated)[0]
    of = "the total" if where == TOTAL else escape(place(library, where))
    by_counter: dict[str, list[Reported]] = {}
    for one in dated:
        if where in one.tally.count:
            by_counter.setdefault(one.counter, []).append(one)
    for house, found in sorted(by_counter.items(), key=lambda pair: -len(pair[1])):
        first, last = (_count(one, where) for one in (found[0], found[-1]))
        number = f"{words.plural(len(found), 'count')} of {of}"
        span = f"from {first} to {last}" if len(found) > 1 else first
        yield words.capital(f"{counter(library, house, found[0])}: {number}, {span}.")
    if len(by_counter) > 1:
        every = [one for one in dated if where in one.tally.count]
        if every[0].counter != every[-1].counter:
            newest = _count(every[-1], where)
            yield Markdown(
                f"The newest, {newest}, does not come from the counter of the first: "
                "together they are not one series."
            )
        else:
            yield Markdown("The counters differ: together their counts are not one series.")


def rivals(library: Library, counts: Sequence[Reported]) -> Iterator[Markdown]:
    """Counts of one day and place that differ, side by side."""
    for where in scopes(library, counts):
        by_day: dict[str, list[Reported]] = {}
        for one in counts:
            if one.stated and where in one.tally.count:
                by_day.setdefault(str(one.stated), []).append(one)
        for found in by_day.values():
            if len({str(one.tally.count[where]) for one in found}) > 1:
                said = [
                    f"{words.figure(str(one.tally.count[where]))} "
                    f"({escape(counter_name(library, one.incident, one.statement))})"
                    for one in found
                ]
                day = escape(found[0].stated.words()) if found[0].stated else ""
                yield Markdown(
                    f"{words.capital(escape(place(library, where)))}, {day}: {words.both(said)}. "
                    "What each covers stands in the table."
                )


def counter(library: Library, house: str, one: Reported) -> Markdown:
    """A counting house by its name."""
    if house == NOT_STATED:
        return Markdown("counter not stated")
    if library.actor(house):
        return words.name(library, house)
    return escape(counter_name(library, one.incident, one.statement))


def counters(library: Library, counts: Sequence[Reported]) -> Markdown:
    """How many counts by how many counters: "15 counts: 11 by 1 counter, 4 whose counter is not stated"."""
    open_ = sum(one.counter == NOT_STATED for one in counts)
    houses = {one.counter for one in counts} - {NOT_STATED}
    by = f" by {words.plural(len(houses), 'counter')}" if houses else ""
    if not open_:
        return Markdown(f"{words.plural(len(counts), 'reported count')}{by}.")
    parts = [f"{len(counts) - open_:,}{by}"] if houses else []
    parts += [f"{open_:,} whose counter is not stated"] if open_ else []
    return Markdown(f"{words.plural(len(counts), 'reported count')}: {', '.join(parts)}.")


def _count(one: Reported, where: str) -> str:
    day = escape(one.stated.words()) if one.stated else ""
    return f"{words.figure(str(one.tally.count[where]))} ({day})"
