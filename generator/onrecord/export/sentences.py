"""Statements as sentences for feeds and machines: a claim prints as claimed, each figure has its speaker."""

from __future__ import annotations

from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.phrases import Names, capital, noted, noted_value, owner, plain, say, speaker, stance
from onrecord.record.record import Correction
from onrecord.terms import EVENTS
from onrecord.terms.facts import FACTS, people


def casualty(names: Names, incident: Incident, row: Row) -> str:
    """One figure: "Injured, US forces: at least 34, according to US Central Command"."""
    return plain(
        say(
            "{fact}, {people}: {figure}, according to {speaker}",
            fact=FACTS[row.fact].title,
            people=names.actors(row.value.who),
            figure=noted(names, row.value),
            speaker=speaker(names, incident, row.statement),
        )
    )


def thing(names: Names, account: Account, row: Row) -> str:
    """What was lost, how many attacked, or what could be confirmed, with its speaker."""
    what = noted_value(names, account, row)
    if row.fact == "verification":
        who = owner(names, account.incident, row.statement)
        return plain(say("{speaker} {what}", speaker=who, what=what))
    who = speaker(names, account.incident, row.statement)
    title = FACTS[row.fact].title
    return plain(say("{fact}: {what}, according to {speaker}", fact=title, what=what, speaker=who))


def others(names: Names, account: Account) -> tuple[str, ...]:
    """How many attacked, what was lost, and what could be confirmed."""
    rows = (row for fact in ("attackers", "losses", "verification") for row in account.of(fact))
    return tuple(thing(names, account, row) for row in rows)


def casualties(names: Names, account: Account) -> tuple[str, ...]:
    """The current figures, side by side; what no source speaks of is said to be not reported."""
    figures = [casualty(names, account.incident, row) for toll in account.tolls for row in toll.rows]
    silent = (fact.silence for fact in people() if fact.silence and not account.reported(fact.id))
    unreported = (say("{facts}: not reported in the sources cited", facts=capital(what)) for what in silent)
    return (*figures, *map(plain, unreported))


def responsibility(names: Names, incident: Incident, row: Row) -> str:
    """One stance: "The Pentagon suspected Kataib Hezbollah; no final assessment has been made"."""
    by, who = row.statement.by, speaker(names, incident, row.statement)
    what = stance(names, row.value)
    if by is None or by.actor is None:
        # What follows the name stands between commas.
        return plain(say("{speaker}, {what}", speaker=who, what=what))
    return plain(say("{speaker} {what}", speaker=who, what=what))


def lead(names: Names, account: Account) -> str:
    """The first paragraph of the summary, or a phrase made of the header."""
    record = account.incident.record
    if record.summary and (text := record.summary.plain()):
        return text.split("\n\n")[0]
    place = names.place(record.place) if record.place else say("place not reported")
    event = capital(EVENTS[record.event].label)
    return plain(say("{event}, {date}, {place}.", event=event, date=record.date.words(), place=place))


def correction_text(correction: Correction) -> str:
    """What was wrong, what is right and how it came about."""
    said = plain(say("We said: {was} Right is: {now}", was=correction.was, now=correction.now))
    return " ".join(filter(None, (said, correction.note.plain() if correction.note else "")))
