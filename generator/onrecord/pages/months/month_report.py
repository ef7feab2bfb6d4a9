"""One month as a report: its incidents, what moved, was counted, said and corrected, what is missing."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.language import month_and_year
from onrecord.library.anchors import anchor
from onrecord.library.derive import Account, account
from onrecord.library.diary import Entries, Month, diary
from onrecord.library.library import Incident
from onrecord.library.tallies import Reported
from onrecord.markdown.direction import direction
from onrecord.pages.cells import shortened
from onrecord.pages.changes.change_lines import CorrectionLine, UpdateLine, correction_line, update_line
from onrecord.pages.entry import Entry, entry
from onrecord.pages.headlines import course
from onrecord.pages.quotes import Original, is_party, language_attribute, original
from onrecord.phrases import (
    NOTHING,
    TOTAL,
    Names,
    Phrase,
    Strong,
    aside,
    capital,
    chain,
    count,
    counter,
    joined,
    joined_date,
    office,
    phrase,
    publication,
    say,
    say_many,
    semicolons,
    speaker,
    subject,
    translated,
    unstopped,
)
from onrecord.record.statement import Quote, Statement, Tally
from onrecord.terms import EVENTS
from onrecord.terms.facts import covers, people
from onrecord.values.count import Count
from onrecord.values.when import Day

#: Quotations that a month prints; where there are more it says where they are, so that none is picked.
MOST_QUOTES = 60


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that its own speaker changed in the month, of whatever incident."""

    link: Phrase
    what: Phrase
    values: Phrase
    """"2 → at least 4 (Blue Command)": the steps, and who took them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count given for a day of the month."""

    when: Phrase
    measure: Phrase
    count: Phrase
    counter: Phrase
    where: Phrase
    """The record it stands in, or the publication."""
    scope: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words said of an incident of the month."""

    text: str
    lang: str
    dir: str
    attribution: Phrase
    """Who said it, in which office, on what, through whom."""
    party: bool
    """Whether it is a claim of a party to the fighting."""
    translation: Phrase
    """Whose translation it is, where it is ours."""
    original: Original | None
    link: Phrase


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What one month's page says."""

    name: str
    days: str
    """The days that it covers: "1–31 January 2024"."""
    entries: tuple[Entry, ...]
    """The incidents that lie in the month for sure, in order of time."""
    kinds: Phrase
    """How many of them of each kind, the most frequent first."""
    not_totalled: Phrase
    """Why casualties are not added up, as far as this month's own figures say so."""
    perhaps: tuple[Entry, ...]
    """The incidents that may lie in the month, of which nothing is counted."""
    moves: tuple[Moved, ...]
    counts: tuple[Counted, ...]
    """By what they count and by day."""
    quote_count: int
    """How many quotations its incidents have, those about their surroundings too."""
    quotes: tuple[Quotation, ...]
    """All in order of time, or none where they would be too many for a page."""
    updates: tuple[UpdateLine, ...]
    corrections: tuple[CorrectionLine, ...]
    """What we mended in the month, of whatever incident; so are the updates."""

    @property
    def others(self) -> bool:
        """Whether an incident has figures of people besides the killed and injured."""
        return any(entry.others for entry in self.entries)


def month_name_of(month: Month) -> str:
    """January 2024."""
    return month_and_year(date(*month, 1))


def month_report(
    names: Names, month: Month, incidents: Sequence[Incident], possible: Sequence[Incident]
) -> MonthReport:
    """The report of a month: of the ``incidents`` that lie in it, and those of which that is ``possible``."""
    library = names.library
    entries = diary(library).get(month, Entries())
    accounts = [account(library, incident) for incident in incidents]
    said = list(_said(accounts))
    return MonthReport(
        name=month_name_of(month),
        days=_days(month),
        entries=tuple(entry(library, incident) for incident in incidents),
        kinds=_kinds(names, incidents),
        not_totalled=_not_totalled(accounts),
        perhaps=tuple(entry(library, incident) for incident in possible),
        moves=tuple(
            Moved(
                _link(names, move.incident),
                subject(Names(library), move.rows[0]),
                course(Names(library), move.incident, move.rows),
            )
            for move in entries.moves
        ),
        counts=tuple(_counts(names, entries.counts)),
        quote_count=len(said),
        quotes=tuple(_quotation(names, *quoted) for quoted in said) if len(said) <= MOST_QUOTES else (),
        updates=tuple(
            update_line(names, incident, update, _link(names, incident))
            for incident, update in entries.updates
        ),
        corrections=tuple(
            correction_line(names, incident, correction, _link(names, incident))
            for incident, correction in entries.corrections
        ),
    )


def _days(month: Month) -> str:
    first = date(*month, 1)
    return Day.parse(f"{first}/{first.replace(day=calendar.monthrange(*month)[1])}").words()


def _kinds(names: Names, incidents: Sequence[Incident]) -> Phrase:
    """By the terms under which we file them: "2 attacks on civilians, 1 air strike"."""
    counts = Counter(incident.record.event for incident in incidents)
    return joined(
        say("{number} {kind}", number=number, kind=names.event(event, EVENTS[event].words(number)))
        for event, number in counts.most_common()
    )


def _not_totalled(accounts: Sequence[Account]) -> Phrase:
    if reasons := list(_reasons(accounts)):
        return say("Casualties are not totalled: {reasons}.", reasons=semicolons(reasons))
    return say(
        "Casualties are not totalled. The figures of this month are single numbers without a rival and "
        "could be added; the sum would be a figure that nobody gave, and we print none of our own."
    )


def _reasons(accounts: Sequence[Account]) -> Iterator[Phrase]:
    casualties = {fact.id for fact in people() if fact.casualty}
    tolls = [toll for told in accounts for toll in told.tolls if toll.harm in casualties]
    counts = [row.value.count for toll in tolls for row in toll.rows]
    if number := sum(len({row.voice.house for row in toll.rows}) > 1 for toll in tolls):
        yield say_many("one number has rival counters", "{number} numbers have rival counters", number)
    if number := sum(figure.numeric and (figure.approximate or not _single(figure)) for figure in counts):
        yield say_many(
            "one figure is a bound or an estimate", "{number} figures are bounds or estimates", number
        )
    if number := sum(not figure.numeric for figure in counts):
        yield say_many("one account gives no number", "{number} accounts give no number", number)
    if number := sum(len(toll.parties) > 1 or bool(covers(toll.harm)) for toll in tolls):
        yield say_many(
            "one figure covers several parties, or does not tell the dead from the injured",
            "{number} figures cover several parties, or do not tell the dead from the injured",
            number,
        )
    if number := sum(not (told.reported("killed") and told.reported("injured")) for told in accounts):
        yield say_many(
            "of one incident the sources cited do not report deaths or injuries",
            "of {number} incidents the sources cited do not report deaths or injuries",
            number,
        )


def _single(figure: Count) -> bool:
    return figure.bounds[0] == figure.bounds[1]


def _counts(names: Names, reports: Sequence[Reported]) -> Iterator[Counted]:
    order = {measure: index for index, measure in enumerate(names.library.registries.measures)}
    for report in sorted(reports, key=lambda report: (order[report.tally.measure], report.day)):
        incident, statement, tally = report.incident, report.statement, report.tally
        plain_names = Names(names.library)
        measure = names.measure(tally.measure)
        if tally.since:
            measure = say("{measure}, since {day}", measure=measure, day=tally.since.words())
        read = publication(names.library.source(incident, statement.source[0]))
        yield Counted(
            when=_when(report),
            measure=measure,
            count=_count(plain_names, report),
            counter=counter(plain_names, incident, statement),
            where=_link(names, incident, anchor(statement)) if incident else read,
            scope=_covers(names, tally),
        )


def _covers(names: Names, tally: Tally) -> str:
    """What a count covers; in few words where the page of its measure has all of them."""
    covers = unstopped(tally.scope or "")
    return shortened(covers) if names.measure_page(tally.measure) else covers


def _when(report: Reported) -> Phrase:
    """The day for which a count is given; of one without such a day, by when it could be read."""
    given = report.stated
    if given is not None:
        return phrase(given.span_words() if isinstance(given, Day) else given.words())
    return say("undated; published by {day}", day=Day.parse(report.day[:10]).words())


def _count(names: Names, report: Reported) -> Phrase:
    """The total with its parts: "127 (Iraq 52, Syria at least 75)"."""
    tally = report.tally
    parts = joined(
        say("{scope} {count}", scope=names.scope(where), count=count(number))
        for where, number in tally.count.items()
        if where != TOTAL
    )
    return aside(count(tally.total), parts) if tally.total else parts


def _said(accounts: Sequence[Account]) -> Iterator[tuple[Incident, str, Statement, Quote]]:
    for told in accounts:
        for part, _, statement in told.incident.statements():
            for quote in statement.quote or ():
                yield told.incident, part, statement, quote


def _quotation(names: Names, incident: Incident, part: str, statement: Statement, quote: Quote) -> Quotation:
    library = names.library
    return Quotation(
        text=quote.text,
        lang=language_attribute(quote.lang),
        dir=direction(quote.lang),
        attribution=_attribution(Names(library), incident, statement, quote),
        party=part == "statements" and is_party(library, incident, statement),
        translation=translated(quote) if quote.ours else NOTHING,
        original=original(quote),
        link=_link(names, incident, anchor(statement)),
    )


def _attribution(names: Names, incident: Incident, statement: Statement, quote: Quote) -> Phrase:
    who = phrase(Strong(capital(speaker(names, incident, statement)))) + office(statement)
    if quote.about:
        who = say("{speaker}, on {subject}", speaker=who, subject=unstopped(quote.about))
    return who + chain(names, incident, statement)


def _link(names: Names, incident: Incident, fragment: str = "") -> Phrase:
    """An incident's title with its date, which leads to its briefing."""
    return joined_date(names.incident(incident.id, fragment), incident)
