"""Statements as plain sentences: a claim prints as claimed, and every figure has its speaker."""

from __future__ import annotations

from onrecord.export.attribution import Names
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.terms import EVENTS, NATURES, STANCES

HARMS = {"killed": "Killed", "injured": "Injured", "missing": "Missing", "casualties": "Killed or injured"}
_NOT_REPORTED = {"killed": "Deaths", "injured": "Injuries"}


def casualty(names: Names, incident: Incident, row: Row) -> str:
    """One figure: "Injured, US forces: at least 34, according to US Central Command"."""
    value = row.value
    natures = [NATURES[one].label for one in value.nature or ()]
    count = ", ".join([str(value.count), *natures])
    parts = [f"{HARMS[row.fact]}, {listed(names.actors(value.who))}: {count}"]
    if value.where:
        parts.append(f"at {names.place(value.where)}")
    return ", ".join([*parts, f"according to {speaker(names, incident, row)}"])


def casualties(names: Names, account: Account) -> tuple[str, ...]:
    """The current figures, side by side; what no source speaks of is said to be not reported."""
    found = [casualty(names, account.incident, row) for toll in account.tolls for row in toll.rows]
    silent = (words for harm, words in _NOT_REPORTED.items() if not account.reported(harm))
    return (*found, *(f"{words}: not reported in the sources cited" for words in silent))


def responsibility(names: Names, incident: Incident, row: Row) -> str:
    """One stance: "The Pentagon blamed: Kataib Hezbollah (reservation: no final assessment)"."""
    value = row.value
    about = listed(names.actors(value.actors))
    whom = f"{about} ({value.described})" if about and value.described else about or value.described or ""
    verb = STANCES[value.stance].verb
    match value.stance:
        case "claims":
            text = f"{verb} responsibility" + (f" for {whom}" if whom else "")
        case "denies":
            text = f"{verb} any part of {whom} in it" if whom else f"{verb} any part in it"
        case "blames" | "suspects":
            text = f"{verb}: {whom}"
        case _:
            text = verb
    extra = [f"reservation: {value.hedge}"] if value.hedge else []
    extra += [f"evidence given: {value.evidence}"] if value.evidence else []
    who = speaker(names, incident, row)
    # What follows the name stands between commas.
    who += "," * (row.statement.by is None or row.statement.by.actor is None)
    return f"{who} {text}" + (f" ({'; '.join(extra)})" if extra else "")


def speaker(names: Names, incident: Incident, row: Row) -> str:
    """Who says it; whoever is not named says so."""
    by = row.statement.by
    name = names.speaker(incident, row.statement)
    if by is None:
        return f"{name}, in its own words"
    return name if by.actor else f"{name}, not named"


def lead(names: Names, account: Account) -> str:
    """The first paragraph of the summary, or a phrase made of the header."""
    record = account.incident.record
    if record.summary and (text := record.summary.plain()):
        return text.split("\n\n")[0]
    place = names.place(record.place) or "place not reported"
    event = EVENTS[record.event].label
    return f"{event[:1].upper()}{event[1:]}, {record.date.words()}, {place}."


def listed(words: tuple[str, ...]) -> str:
    """Several words in a sentence: a, b and c."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
