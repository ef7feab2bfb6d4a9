"""The charts of a measure: one for each place that is counted, all with the same days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.draw.charts.chart import Panel, chart
from onrecord.draw.charts.marks import SIGNS, Point, estimated
from onrecord.draw.charts.svg import element
from onrecord.library.library import Library
from onrecord.library.own_counts import OwnCount
from onrecord.library.tallies import Reported
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.tallies.tally_rows import TOTAL, counter_name, counter_short, place
from onrecord.values.count import Count, Form


def scopes(library: Library, counts: Sequence[Reported]) -> tuple[str, ...]:
    """The places that are counted: the total first, then countries by name, then places by name."""
    found = {where for one in counts for where in one.tally.count}

    def order(where: str) -> tuple[bool, bool, str]:
        return where != TOTAL, where in library.registries.places, place(library, where)

    return tuple(sorted(found, key=order))


class Charts:
    """The charts of one measure, made of its dated counts."""

    def __init__(
        self, library: Library, name: str, unit: str, counts: Sequence[Reported], own: OwnCount | None
    ) -> None:
        self.library, self.name, self.unit, self.own = library, name, unit, own
        self.dated = [one for one in counts if one.days]
        counters = dict.fromkeys(one.counter for one in self.dated)
        self.shapes = {one: index for index, one in enumerate(counters)}

    @property
    def since(self) -> date | None:
        """The first day that any dated count covers; None where one of them does not say."""
        starts = [one.tally.since.earliest if one.tally.since else None for one in self.dated]
        return min((day for day in starts if day), default=None) if None not in starts else None

    def panels(self) -> tuple[Panel, ...]:
        """What is drawn, a chart for each place."""
        return tuple(self._panel(where) for where in scopes(self.library, self.dated))

    def figures(self) -> Markdown:
        """All charts as HTML, without an empty line; empty where no count is dated."""
        panels = self.panels()
        if not panels:
            return Markdown()
        days = [day for one in self.dated for day in one.days or ()]
        days += [day for panel in panels for day, _ in panel.steps]
        parts = max((panel.most for panel in panels if not panel.tall), default=0)
        return Markdown(
            "\n".join(
                element(
                    "figure",
                    element("figcaption", words.capital(escape(panel.caption))),
                    chart(panel, days, panel.most if panel.tall else parts),
                    class_="or-chart",
                )
                for panel in panels
            )
        )

    def key(self) -> Markdown:
        """What the marks mean, as far as they occur: "● United States · ↑ at least, more than"."""
        parts = []
        if len(self.shapes) > 1:
            named = list(self.shapes)[: len(SIGNS) - 1]
            parts += [f"{SIGNS[self.shapes[one]]} {self._counter(one)}" for one in named]
            parts += [f"{SIGNS[-1]} other counters"] if len(self.shapes) >= len(SIGNS) else []
        counts = [count for one in self.dated for count in one.tally.count.values()]
        parts += [text for text, has in _FORMS if any(has(count) for count in counts)]
        parts += ["broken line: our count"] if self.own and self.own.incidents else []
        return Markdown(" · ".join(parts))

    def _counter(self, house: str) -> Markdown:
        if house == "not stated":
            return Markdown("counter not stated")
        if self.library.actor(house):
            return words.name(self.library, house)
        one = next(one for one in self.dated if one.counter == house)
        return escape(counter_name(self.library, one.incident, one.statement))

    def _panel(self, where: str) -> Panel:
        tall = where == TOTAL or len(scopes(self.library, self.dated)) == 1
        counts = [one for one in self.dated if where in one.tally.count]
        ranks = dict(self._ranks(counts, where))
        points = tuple(self._point(one, where, ranks.get(index, 9)) for index, one in enumerate(counts))
        what = "total, as stated" if where == TOTAL else place(self.library, where)
        first, last = counts[0], counts[-1]
        spans = (
            words.plural(len(counts), "reported count")
            + f": {self._said(first, where)}"
            + (f" to {self._said(last, where)}" if last is not first else "")
            + ". The table below has the same counts."
        )
        steps = self.own.steps(where, self.since) if self.own else ()
        caption = f"{what} ({self.unit})"
        return Panel(where.lower(), f"{self.name}: {caption}", caption, spans, points, steps, tall)

    def _said(self, one: Reported, where: str) -> str:
        return f"{one.tally.count[where]}, {one.stated.words() if one.stated else ''}"

    def _ranks(self, counts: Sequence[Reported], where: str) -> Iterator[tuple[int, int]]:
        """Whose label comes first: the newest, each counter's last, its first, then rivals of a day."""
        days: dict[date, int] = {}
        firsts: dict[str, int] = {}
        lasts: dict[str, int] = {}
        for index, one in enumerate(counts):
            if one.days:
                if one.days[1] in days:
                    yield from ((days[one.days[1]], 3), (index, 3))
                days[one.days[1]] = index
            firsts.setdefault(one.counter, index)
            lasts[one.counter] = index
        yield from ((index, 2) for index in firsts.values())
        yield from ((index, 1) for index in lasts.values())
        yield len(counts) - 1, 0

    def _point(self, one: Reported, where: str, rank: int) -> Point:
        assert one.days is not None and one.stated is not None
        count, day = one.tally.count[where], one.stated.words()
        who = counter_name(self.library, one.incident, one.statement)
        number = _figure(count)
        label = (number, counter_short(self.library, one.statement), day) if rank < 3 else (number,)
        name = f"{number} {place(self.library, where)}, {who}, {day}"
        return Point(*one.days, count, name, label, self.shapes[one.counter], rank)


def _figure(count: Count) -> str:
    return " ".join(f"{int(word):,}" if word.isdigit() else word for word in str(count).split())


#: Which signs need a word, and the counts that have them.
_FORMS = (
    ("↑ at least, more than", lambda count: count.form in (Form.AT_LEAST, Form.MORE_THAN)),
    ("↓ at most, up to, fewer than", lambda count: count.form in (Form.AT_MOST, Form.UP_TO, Form.FEWER_THAN)),
    ("open mark: about, nearly", lambda count: count.approximate),
    ("bar: a range", lambda count: count.form is Form.RANGE),
    ("mark below the axis: no number given", lambda count: estimated(count) and not count.numeric),
)
