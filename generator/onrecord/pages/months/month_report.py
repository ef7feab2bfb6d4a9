"""One month as a report: its incidents, what moved, was counted, said and corrected, what is missing."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord import phrases
from onrecord.library.anchors import anchor
from onrecord.library.derive import Account, account
from onrecord.library.diary import Entries, Month, diary
from onrecord.library.library import Incident, Library
from onrecord.library.tallies import Reported
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.changes.change_lines import correction_line, update_line
from onrecord.pages.entry import entry
from onrecord.pages.page import Edition
from onrecord.pages.quotes import direction, inline, is_party, language_attribute, translation
from onrecord.record.statement import Quote, Statement
from onrecord.terms import EVENTS
from onrecord.terms.facts import covers, people
from onrecord.values.count import Count
from onrecord.values.when import Day

#: Quotations that a month prints; where there are more it says where they are, so that none is picked.
MOST_QUOTES = 60
UP = "../../"


@dataclass(frozen=True)
class MonthReport:
    """What one month's page says.

    ``incidents`` are those that lie in the month for sure, in order of time; ``possible`` those that may,
    of which nothing is counted.
    """

    library: Library
    edition: Edition
    month: Month
    incidents: tuple[Incident, ...]
    possible: tuple[Incident, ...] = ()

    @property
    def name(self) -> str:
        """January 2024."""
        return f"{calendar.month_name[self.month[1]]} {self.month[0]}"

    @property
    def last_day(self) -> int:
        """The number of its last day."""
        return calendar.monthrange(*self.month)[1]

    @cached_property
    def _links(self) -> Links:
        return Links(self.library, self.edition.settings, UP)

    @cached_property
    def _entries(self) -> Entries:
        return diary(self.library).get(self.month, Entries())

    @cached_property
    def _accounts(self) -> tuple[Account, ...]:
        return tuple(account(self.library, incident) for incident in self.incidents)

    @property
    def kinds(self) -> tuple[Markdown, ...]:
        """How many incidents of each kind, the most frequent first, by the terms under which we file them."""
        counts = Counter(incident.record.event for incident in self.incidents)
        return tuple(
            Markdown(f"{number:,} {self._links.event(event, escape(EVENTS[event].words(number)))}")
            for event, number in counts.most_common()
        )

    @property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """The incidents, with rival figures and their owners."""
        return tuple(entry(self.library, incident, UP) for incident in self.incidents)

    @property
    def others(self) -> bool:
        """Whether one of them has figures of people besides the killed and injured."""
        return any(row["others"] for row in self.rows)

    @property
    def perhaps(self) -> tuple[dict[str, Any], ...]:
        """The incidents that may lie in this month, each with the days that its date may mean."""
        return tuple(
            {**entry(self.library, incident, UP), "date": escape(incident.record.when)}
            for incident in self.possible
        )

    @cached_property
    def not_totalled(self) -> Markdown:
        """Why casualties are not added up, as far as this month's own figures say so."""
        reasons = list(self._reasons())
        if reasons:
            return Markdown(f"Casualties are not totalled: {'; '.join(reasons)}.")
        return Markdown(
            "Casualties are not totalled. The figures of this month are single numbers without a rival and "
            "could be added; the sum would be a figure that nobody gave, and we print none of our own."
        )

    def _reasons(self) -> Iterator[str]:
        casualties = {fact.id for fact in people() if fact.casualty}
        tolls = [toll for found in self._accounts for toll in found.tolls if toll.harm in casualties]
        counts = [row.value.count for toll in tolls for row in toll.rows]
        silent = sum(not (one.reported("killed") and one.reported("injured")) for one in self._accounts)
        yield from _reason(
            sum(len({row.voice.house for row in toll.rows}) > 1 for toll in tolls),
            "one number has rival counters",
            "{} numbers have rival counters",
        )
        yield from _reason(
            sum(count.numeric and (count.approximate or not _single(count)) for count in counts),
            "one figure is a bound or an estimate",
            "{} figures are bounds or estimates",
        )
        yield from _reason(
            sum(not count.numeric for count in counts),
            "one account gives no number",
            "{} accounts give no number",
        )
        yield from _reason(
            sum(len(toll.parties) > 1 or bool(covers(toll.harm)) for toll in tolls),
            "one figure covers several parties, or does not tell the dead from the injured",
            "{} figures cover several parties, or do not tell the dead from the injured",
        )
        yield from _reason(
            silent,
            "of one incident the sources cited do not report deaths or injuries",
            "of {} incidents the sources cited do not report deaths or injuries",
        )

    @property
    def moves(self) -> tuple[dict[str, Any], ...]:
        """Values that their own speakers changed in this month, also of incidents of other months."""
        return tuple(
            {"link": self._link(one.incident), "what": what, "steps": values, "who": who}
            for one in self._entries.moves
            for what, values, who in (phrases.steps(phrases.Names(self.library), one.incident, one.rows),)
        )

    @property
    def counts(self) -> tuple[dict[str, Any], ...]:
        """Counts given for a day of this month, by what they count and by day."""
        order = {measure: index for index, measure in enumerate(self.library.registries.measures)}
        found = sorted(self._entries.counts, key=lambda one: (order[one.tally.measure], one.day))
        return tuple(self._count(one) for one in found)

    def _count(self, one: Reported) -> dict[str, Any]:
        tally = one.tally
        parts = ", ".join(
            f"{words.scope(self.library, where)} {words.figure(str(count))}"
            for where, count in tally.count.items()
            if where != "total"
        )
        total = words.figure(str(tally.total)) if tally.total else ""
        read = words.publication(self.library.source(one.incident, one.statement.source[0]))
        return {
            "when": _when(one),
            "measure": self._links.measure(tally.measure),
            "count": Markdown(f"{total} ({parts})" if total and parts else total or parts),
            "counter": phrases.counter(phrases.Names(self.library), one.incident, one.statement),
            "where": self._link(one.incident, anchor(one.statement)) if one.incident else read,
            "scope": words.no_stop(escape(tally.scope or "")),
            "period": f"since {tally.since.words()}" if tally.since else "",
        }

    @property
    def quote_count(self) -> int:
        """How many quotations the incidents of the month have, those about their surroundings too."""
        return sum(1 for _ in self._said())

    @property
    def quotes(self) -> tuple[dict[str, Any], ...]:
        """All quotations in order of time, or none where they would be too many for a page."""
        if self.quote_count > MOST_QUOTES:
            return ()
        return tuple(self._quote(*one) for one in self._said())

    def _said(self) -> Iterator[tuple[Account, str, Statement, Quote]]:
        for found in self._accounts:
            for part, _, statement in found.incident.statements():
                for quote in statement.quote or ():
                    yield found, part, statement, quote

    def _quote(self, found: Account, part: str, statement: Statement, quote: Quote) -> dict[str, Any]:
        incident = found.incident
        return {
            "text": quote.text,
            "lang": language_attribute(quote.lang),
            "dir": direction(quote.lang),
            "translation": translation(quote) if quote.ours else Markdown(),
            "original": inline(quote),
            "who": words.speaker(self.library, incident, statement),
            "office": words.office(statement),
            "chain": words.chain(self.library, incident, statement),
            "about": words.no_stop(escape(quote.about or "")),
            "party": part == "statements" and is_party(self.library, incident, statement),
            "link": self._link(incident, anchor(statement)),
        }

    @property
    def updates(self) -> tuple[dict[str, Any], ...]:
        """News that we published in this month, of whatever incident."""
        return tuple(update_line(one, self._link(incident)) for incident, one in self._entries.updates)

    @property
    def corrections(self) -> tuple[dict[str, Any], ...]:
        """Errors that we mended in this month, of whatever incident."""
        return tuple(
            correction_line(one, self._link(incident)) for incident, one in self._entries.corrections
        )

    def _link(self, incident: Incident, fragment: str = "") -> Markdown:
        mark = f"#{fragment}" if fragment else ""
        title, day = escape(incident.record.title), escape(incident.record.date.words())
        return Markdown(f"[{title}]({UP}briefings/{incident.id}.md{mark}), {day}")


def _reason(number: int, one: str, many: str) -> Iterator[str]:
    if number:
        yield one if number == 1 else many.format(f"{number:,}")


def _single(count: Count) -> bool:
    return count.bounds[0] == count.bounds[1]


def _when(one: Reported) -> Markdown:
    """The day for which a count is given; of one without such a day, by when it could be read."""
    given = one.tally.as_of or one.statement.said
    if given is not None:
        return escape(given.span_words() if isinstance(given, Day) else given.words())
    return Markdown(f"undated; published by {escape(Day.parse(one.day[:10]).words())}")
