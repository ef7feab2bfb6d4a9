"""Reported counts in words: who counted, where, over which days."""

from __future__ import annotations

from onrecord.library.library import Incident
from onrecord.library.tallies import NOT_STATED, Reported
from onrecord.phrases.figures import count
from onrecord.phrases.lists import capital, sentence
from onrecord.phrases.names import Names, aside, relayed
from onrecord.phrases.spans import Phrase, joined, phrase, say
from onrecord.phrases.speakers import office, speaker
from onrecord.record.statement import Force, Statement, Tally

TOTAL = "total"
"""The key of a count that is not one of its parts."""


def counter_in_full(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """Who counted, with the office, inside a sentence; of a count without a counter, who gave it."""
    if statement.by is not None:
        return speaker(names, incident, statement) + office(statement)
    source = names.library.source(incident, statement.source[0])
    relay = relayed(names.library, incident, statement)
    given = names.short(relay[0]) if relay else phrase("" if source.confidential else source.publisher or "")
    if given:
        return say("counter not stated, given by {publication}", publication=given)
    return say("counter not stated")


def counting_house(names: Names, report: Reported) -> Phrase:
    """The house that counted, by its short name; a counter of no known house in full.

    It is the one name of a counter in labels, legend and sentences; who spoke for it stands in the table.
    """
    if report.counter == NOT_STATED:
        return say("counter not stated")
    if names.library.actor(report.counter):
        return names.short(report.counter)
    return counter_in_full(names, report.incident, report.statement)


def scope(names: Names, key: str) -> Phrase:
    """The words for a key of a count inside a sentence: a country, a place, "total"."""
    return say("total") if key == TOTAL else names.scope(key)


def level(names: Names, value: Tally | Force) -> Phrase:
    """A running count or a force level with its days: "US forces, force level: 2,500 (Iraq), undated"."""
    counts = joined(aside(count(number), names.scope(place)) for place, number in value.count.items())
    if isinstance(value, Tally):
        what, when = names.measure(value.measure), period(value)
    else:
        what = say("{who}, force level", who=capital(names.actor(value.who)))
        when = say("as of {day}", day=value.as_of.words()) if value.as_of else phrase("")
    return joined([say("{what}: {counts}", what=what, counts=counts), when])


def period(tally: Tally) -> Phrase:
    """The days of a count, as far as they are stated: "since October 2023, as of 9 January 2024"."""
    return joined([_covered(tally), say("as of {day}", day=tally.as_of.words()) if tally.as_of else ""])


def covered(tally: Tally) -> Phrase:
    """The days and the scope of a count, as far as they are stated: "Since October 2023. Bases only."."""
    return joined([sentence(_covered(tally)), sentence(tally.scope or "")], " ")


def _covered(tally: Tally) -> Phrase:
    since = say("since {day}", day=tally.since.words()) if tally.since else ""
    return joined([since, say("until {day}", day=tally.until.words()) if tally.until else ""])
