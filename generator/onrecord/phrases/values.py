"""What a row of an account says, of what, and when: "US forces, injured", "more than 40", "30 January"."""

from __future__ import annotations

from datetime import date

from onrecord.language import day_and_month, full_day, gettext, span_words
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident, Library
from onrecord.phrases.figures import count, figure, weapons
from onrecord.phrases.lists import capital, small, unstopped
from onrecord.phrases.names import Names, aside
from onrecord.phrases.spans import Phrase, phrase, say
from onrecord.phrases.speakers import office, speaker, time_of_day
from onrecord.phrases.stances import stance
from onrecord.phrases.things import thing, verification, vessel
from onrecord.record.statement import Statement
from onrecord.record.things import Loss
from onrecord.terms import LOSSES, THINGS, UNITS
from onrecord.terms.facts import FACTS, People
from onrecord.values.instant import time_words
from onrecord.values.when import Instant


def value(names: Names, found: Account, row: Row) -> Phrase:
    """What a row says, without its speaker and without a note: "Tower 22, Jordan", "at least 34"."""
    given = row.value
    if isinstance(FACTS[row.fact], People):
        return figure(names, given)
    match row.fact:
        case "weapons" | "projectiles":
            return weapons(names, row.statement)
        case "intercepted":
            return count(given.count)
        case "targets":
            return target(names, row)
        case "losses" if given.whose:
            owner = names.actors(given.whose)
            return say("{things} ({owner}, by this account)", things=thing(names, given), owner=owner)
        case "losses" | "attackers" | "position" | "duration":
            return thing(names, given)
        case "vessels":
            return vessel(names, given)
        case "verification":
            return verification(names, found, given)
        case "date":
            return phrase(given.words())
        case "time":
            return time_of_day(names, found, row)
        case "place":
            return names.place_and_country(given)
        case "responsibility":
            return stance(names, given)
        case "in_response_to":
            return names.incident_and_date(given)
        case _:
            return phrase(unstopped(str(given)))


def target(names: Names, row: Row) -> Phrase:
    """What was aimed at or hit, and whose it is by this account."""
    what = unstopped(row.value.what)
    if not row.value.whose:
        return phrase(what)
    return say("{target} ({owner}, by this account)", target=what, owner=names.actors(row.value.whose))


def subject(names: Names, row: Row) -> Phrase:
    """What a row is about: "US forces, injured"; "Place"."""
    fact = FACTS[row.fact]
    if isinstance(fact, People):
        who = capital(names.actors(row.value.who))
        about = say("{people}, {what}", people=who, what=small(fact.title))
        return aside(about, UNITS[row.value.unit].words(2)) if row.value.unit else about
    if isinstance(row.value, Loss):
        kind, state = THINGS[row.value.what], LOSSES[row.value.state]
        return capital(say("{things} {state}", things=kind.words(2), state=state.label))
    return phrase(fact.title)


def said_on(library: Library, row: Row, *, year: int = 0) -> Phrase:
    """When a row was said, as its source has it; else when it was published: "published 20 January 2024".

    Days of ``year`` go without it: "30 January".
    """
    said = row.statement.said
    if said is not None:
        words = said.words()
        if isinstance(said, Instant):
            day = _day_of(said.local.date(), year)
            words = gettext("{day}, {time}").format(day=day, time=time_words(said.local))
        elif said.exact:
            words = _day_of(said.earliest, year)
        return say("{day} (ours)", day=words) if row.statement.said_basis else phrase(words)
    if row.span is None:
        return say("undated")
    first, last = (at.astimezone(library.zone).date() for at in row.span)
    if first == last:
        return say("published {day}", day=_day_of(first, year))
    return say("published {day}", day=span_words(first, last))


def _day_of(day: date, year: int) -> str:
    """A day in words, without its year where that is ``year``."""
    return day_and_month(day) if day.year == year else full_day(day)


def counter(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """Who counted, with the office; a publication that does not say whose count it gives did not count."""
    if statement.by is None:
        return say("Counter not stated")
    return capital(speaker(names, incident, statement) + office(statement))


def noted_value(names: Names, found: Account, row: Row) -> Phrase:
    """What a row says, with what its speaker adds, in brackets."""
    note = getattr(row.value, "note", None)
    return aside(value(names, found, row), unstopped(note or ""))


def replaced(text: Phrase) -> Phrase:
    """A value that its own speaker replaced later: "earlier: 25"."""
    return say("earlier: {value}", value=text)
