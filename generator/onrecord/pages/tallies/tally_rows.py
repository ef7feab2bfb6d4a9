"""One reported count as a row of its measure's table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.library.anchors import anchor
from onrecord.library.own_counts import Difference, OwnCount
from onrecord.library.tallies import Reported
from onrecord.library.tally_checks import Finding
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    Sayable,
    count,
    counter,
    covered,
    emphasis,
    joined,
    phrase,
    publication,
    relayed,
    say,
    say_many,
    scope,
    stopped,
)
from onrecord.phrases.prose import on_one_line
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS
from onrecord.values.when import Said


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    anchor: str
    when: Phrase
    cells: tuple[tuple[Phrase, tuple[Phrase, ...]], ...]
    """(heading, counts) for each column of counts; without a count where none is stated."""
    who: Phrase
    """Who counted, through whom, with the markers of the sources."""
    recorded: Phrase
    """The incident in whose record it stands; empty where it stands in the registry."""
    covers: Phrase
    remarks: tuple[Phrase, ...]
    """Notes of ours: the editor's, and what is derived."""


def rows(
    names: Names,
    reports: Sequence[Reported],
    scopes: tuple[str, ...],
    findings: Iterable[Finding],
    own: OwnCount | None,
) -> Iterator[Row]:
    """A row for each count, with a column for each of ``scopes`` or, where there are none, one for all."""
    by_tally: dict[int, list[Finding]] = {}
    for finding in findings:
        by_tally.setdefault(id(finding.at.tally), []).append(finding)
    anchors = _anchors(reports)
    for report in reports:
        incident, statement = report.incident, report.statement
        yield Row(
            anchor=anchors[id(report.tally)],
            when=_when(names, report),
            cells=tuple(_cells(Names(names.library), report, scopes)),
            who=_who(names, report) + names.markers(incident, statement.source),
            recorded=say("Recorded in: {incident}", incident=names.incident(incident.id))
            if incident
            else NOTHING,
            covers=covered(report.tally),
            remarks=tuple(_remarks(names, report, by_tally.get(id(report.tally), ()), own)),
        )


def heading(names: Names, where: str = "") -> Phrase:
    """The heading of a column of counts: a place, or all of them."""
    return names.scope(where) if where else say("Count, as given")


def _cells(
    names: Names, report: Reported, scopes: tuple[str, ...]
) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    given = report.tally.count
    for where in scopes:
        yield heading(names, where), (count(given[where]),) if where in given else ()
    if not scopes:
        yield (
            heading(names),
            tuple(
                say("{count} {scope}", count=count(number), scope=scope(names, where))
                if len(given) > 1
                else count(number)
                for where, number in given.items()
            ),
        )


def _anchors(reports: Iterable[Reported]) -> dict[int, str]:
    """Fragments that do not move, by the identity of the tally.

    They are made from the record's id and the statement's address. Of one statement's counts the undated
    come first: so their addresses were given.
    """
    anchors: dict[int, str] = {}
    numbers: Counter[str] = Counter()
    for report in sorted(reports, key=lambda report: report.days is not None):
        name = anchor(report.statement)
        if report.incident:
            name = f"{report.incident.id}-{name}"
        numbers[name] += 1
        anchors[id(report.tally)] = name if numbers[name] == 1 else f"{name}-{numbers[name]}"
    return anchors


def _when(names: Names, report: Reported) -> Phrase:
    stated, statement = report.stated, report.statement
    if stated is None:
        source = names.library.source(report.incident, statement.source[0])
        if source.confidential or not source.published:
            return say("undated")
        return say("undated; in a source published {day}", day=source.published.words())
    day = phrase(stated.words())
    if report.tally.as_of is None:
        day = say("{day}, the day it was said", day=day)
    return dated_by_us(day) if ours(statement, stated) else day


def ours(statement: Statement, stated: Said) -> bool:
    """Whether a day is that of the statement, and worked out by us."""
    return statement.said_basis is not None and str(statement.said) == str(stated)


def dated_by_us(day: Sayable) -> Phrase:
    """A day that we worked out, marked as ours."""
    return say("{day} (date ours)", day=day)


def _who(names: Names, report: Reported) -> Phrase:
    """Who counted, through whom, where it was read: each a link where there is such a page."""
    statement = report.statement
    parts = [counter(names, report.incident, statement)]
    if statement.in_:
        parts.append(phrase(CHANNELS[statement.in_].phrase))
    if relay := relayed(names.library, report.incident, statement):
        relays = names.actors(relay)
        parts.append(
            say("via {relays}", relays=relays)
            if statement.by
            else say("given by {publication}", publication=relays)
        )
    elif statement.by is None:
        source = names.library.source(report.incident, statement.source[0])
        parts.append(say("given by {publication}", publication=publication(source)))
    said = statement.said
    if report.tally.as_of and said and str(said) != str(report.tally.as_of):
        parts.append(dated_by_us(said.words()) if statement.said_basis else phrase(said.words()))
    return joined(parts)


def _remarks(
    names: Names, report: Reported, findings: Iterable[Finding], own: OwnCount | None
) -> Iterator[Phrase]:
    if report.statement.note:
        yield on_one_line(names, report.incident, report.statement.note)
    if report.tally.checked:
        yield stopped(say("Checked: {words}", words=report.tally.checked))
    for finding in findings:
        yield _derived(_finding(names, finding))
    if own and report.days:
        for where in report.tally.count:
            yield _derived(_beside(Names(names.library), own, report, where, report.days[1]))


def _derived(sentence: Phrase) -> Phrase:
    return say("{derived} {sentence}", derived=emphasis(say("Derived:")), sentence=sentence)


def _finding(names: Names, finding: Finding) -> Phrase:
    """A finding as a sentence for readers."""
    other = finding.other
    if finding.code == "tally-parts":
        return say("the parts do not add up to the total that is stated with them.")
    if other is None or other.stated is None:
        return say("its days overlap with those of another count of the same counter.")
    day = other.stated.words()
    if finding.code == "tally-windows":
        return say("its days overlap with those of the count of {day} by the same counter.", day=day)
    return say(
        "lower than an earlier count of the same counter, {count} on {day} ({scope}).",
        count=count(other.tally.count[finding.scope]),
        day=day,
        scope=scope(Names(names.library), finding.scope),
    )


def _beside(names: Names, own: OwnCount, report: Reported, where: str, until: date) -> Phrase:
    """Our count of the same days, and how the reported one differs from it."""
    number, difference = own.beside(report.tally, where, until)
    return say(
        "{scope}, our count of the same days: {number}; the reported one: {difference}.",
        scope=scope(names, where),
        number=number,
        difference=_difference(difference),
    )


def _difference(difference: Difference) -> Phrase:
    by = difference.by
    match difference.kind, difference.at_least:
        case "more", True:
            return say_many("at least {number} more than ours", "at least {number} more than ours", by)
        case "more", False:
            return say_many("{number} more than ours", "{number} more than ours", by)
        case "fewer", True:
            return say_many("at least {number} fewer than ours", "at least {number} fewer than ours", by)
        case "fewer", False:
            return say_many("{number} fewer than ours", "{number} fewer than ours", by)
        case "agrees", _:
            return say("agrees with ours")
        case "may agree", _:
            return say("can agree with ours")
        case _:
            return say("no number to compare")
