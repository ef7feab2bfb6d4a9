"""Who says it, in which office, through whom: "US Central Command, in a statement, via Reuters"."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.phrases.lists import listed, unstopped
from onrecord.phrases.names import Names, confidential, relayed
from onrecord.phrases.spans import NOTHING, Phrase, joined, phrase, say
from onrecord.record.source import Source
from onrecord.record.statement import Speaker, Statement
from onrecord.terms import CHANNELS


def speaker(names: Names, incident: Incident | None, statement: Statement, *, full: bool = False) -> Phrase:
    """Who says it: "US Central Command"; "a US official, not named"; "Iran Daily, in its own words".

    In ``full`` with the anonymity that the source states.
    """
    by = statement.by
    who = speaker_name(names, incident, statement)
    if by is None:
        return say("{publication}, in its own words", publication=who)
    return who if by.actor else unnamed(by, full=full)


def speaker_name(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """What is called who says it, and nothing else: a name, the role of somebody unnamed, a publication.

    For a column of a table, where other columns tell the rest.
    """
    by = statement.by
    if by is None:
        return reporter(names, incident, statement)
    return names.actor(by.actor) if by.actor else phrase(by.role or "")


def unnamed(by: Speaker, *, full: bool = False) -> Phrase:
    """Somebody whom the source does not name: "a US official, not named".

    In ``full`` with the anonymity that the source states: "a US official, on condition of anonymity, no
    reason stated".
    """
    role = by.role or ""
    if not full or not by.anonymous:
        return say("{role}, not named", role=role)
    if by.anonymous == "reason not stated":
        return say("{role}, on condition of anonymity, no reason stated", role=role)
    return say("{role}, on condition of anonymity, {reason}", role=role, reason=unstopped(by.anonymous))


def owner(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """Who says it, in as few words as name the owner: "CENTCOM", "a US official"."""
    by = statement.by
    if by is None:
        return reporter(names, incident, statement)
    return names.short(by.actor) if by.actor else phrase(by.role or "")


def reporter(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """The publication that speaks where nobody is quoted: the agency it came from, or the publisher."""
    if relay := relayed(names.library, incident, statement):
        return names.actor(relay[0])
    return publication(names.library.source(incident, statement.source[0]))


def publication(source: Source) -> Phrase:
    """What a source is called in a sentence; nothing of a confidential one is published."""
    return confidential() if source.confidential else phrase(source.publisher or source.title)


def office(statement: Statement) -> Phrase:
    """The office held that day, to follow the name: ", prime minister of Iraq"."""
    return say(", {office}", office=statement.as_) if statement.as_ else NOTHING


def chain(names: Names, incident: Incident | None, statement: Statement, *, dated: bool = True) -> Phrase:
    """How it reached us, to follow the speaker: ", in a statement, via Reuters, 30 January 2024".

    Without the day where that stands elsewhere (``dated=False``).
    """
    details = way(names, incident, statement, dated=dated)
    return say(", {details}", details=details) if details else NOTHING


def way(names: Names, incident: Incident | None, statement: Statement, *, dated: bool = True) -> Phrase:
    """How it reached us, by itself: "in a statement, via Reuters, 30 January 2024"."""
    parts: list[Phrase] = []
    if statement.in_:
        parts.append(phrase(CHANNELS[statement.in_].phrase))
    if statement.by is not None and (relay := relayed(names.library, incident, statement)):
        parts.append(say("via {relays}", relays=names.actors(relay)))
    # The day of the incident goes without saying.
    if dated and statement.said and (incident is None or str(statement.said) != str(incident.record.date)):
        day = statement.said.words()
        parts.append(say("{day} (date ours)", day=day) if statement.said_basis else phrase(day))
    return joined(parts)


def owners(names: Names, incident: Incident, rows: Iterable[Row]) -> Phrase:
    """Who gives rows, each with the markers of its sources: "US Central Command[^abc]"."""
    said: dict[Phrase, dict[str, None]] = {}
    for row in rows:
        sources = said.setdefault(speaker(names, incident, row.statement), {})
        sources.update(dict.fromkeys(row.statement.source))
    return listed(who + names.markers(incident, sources) for who, sources in said.items())


def time_of_day(names: Names, account: Account, row: Row) -> Phrase:
    """A time of day at the place; one given in another zone stands behind it, in brackets."""
    record = account.incident.record
    place = names.library.registries.places.get(record.place or "")
    given = row.value.words()
    local = row.value.local(ZoneInfo(place.zone), record.date) if place and place.zone else None
    if not local:
        return phrase(given)
    return say("{local} at the place (given as {given}; converted by us)", local=local, given=given)


def according_to(names: Names, account: Account, row: Row, what: Phrase) -> Phrase:
    """What a row says, with its owner and sources: "17 rockets, according to the Pentagon"."""
    return say("{what}, according to {owners}", what=what, owners=owners(names, account.incident, [row]))
