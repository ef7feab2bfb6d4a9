"""Statements as plain sentences: a claim prints as claimed, and every figure has its speaker."""

from __future__ import annotations

from onrecord import phrases as wording
from onrecord.export.attribution import Names
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.terms import EVENTS
from onrecord.terms.facts import FACTS, people


def casualty(names: Names, incident: Incident, row: Row) -> str:
    """One figure: "Injured, US forces: at least 34, according to US Central Command"."""
    value = row.value
    said = wording.plain(wording.noted(wording.Names(names.library), value))
    parts = [f"{FACTS[row.fact].title}, {wording.plain(wording.listed(names.actors(value.who)))}: {said}"]
    return ", ".join([*parts, f"according to {speaker(names, incident, row)}"])


def thing(names: Names, account: Account, row: Row) -> str:
    """What was lost, how many attacked, or what could be confirmed, with its speaker."""
    found = wording.Names(names.library)
    said = wording.plain(wording.noted_value(found, account, row))
    if row.fact == "verification":
        return f"{wording.plain(wording.owner(found, account.incident, row.statement))} {said}"
    return f"{FACTS[row.fact].title}: {said}, according to {speaker(names, account.incident, row)}"


def others(names: Names, account: Account) -> tuple[str, ...]:
    """How many attacked, what was lost, and what could be confirmed."""
    rows = (row for fact in ("attackers", "losses", "verification") for row in account.of(fact))
    return tuple(thing(names, account, row) for row in rows)


def casualties(names: Names, account: Account) -> tuple[str, ...]:
    """The current figures, side by side; what no source speaks of is said to be not reported."""
    found = [casualty(names, account.incident, row) for toll in account.tolls for row in toll.rows]
    silent = (fact.silence for fact in people() if fact.silence and not account.reported(fact.id))
    return (*found, *(f"{words.capitalize()}: not reported in the sources cited" for words in silent))


def responsibility(names: Names, incident: Incident, row: Row) -> str:
    """One stance: "The Pentagon suspected Kataib Hezbollah; no final assessment has been made"."""
    who = speaker(names, incident, row)
    # What follows the name stands between commas.
    who += "," * (row.statement.by is None or row.statement.by.actor is None)
    return f"{who} {wording.plain(wording.stance(wording.Names(names.library), row.value))}"


def speaker(names: Names, incident: Incident, row: Row) -> str:
    """Who says it; whoever is not named says so."""
    by = row.statement.by
    name = names.speaker(incident, row.statement)
    if by is None:
        return f"{name}, in its own words"
    return name if by.actor else wording.plain(wording.unnamed(by))


def lead(names: Names, account: Account) -> str:
    """The first paragraph of the summary, or a phrase made of the header."""
    record = account.incident.record
    if record.summary and (text := record.summary.plain()):
        return text.split("\n\n")[0]
    place = names.place(record.place) or "place not reported"
    event = EVENTS[record.event].label
    return f"{event[:1].upper()}{event[1:]}, {record.date.words()}, {place}."
