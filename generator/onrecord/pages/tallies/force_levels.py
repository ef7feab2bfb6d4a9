"""Force levels by date and source, as a table: what somebody reported, never a series of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.library.library import Incident, Library
from onrecord.library.tallies import days
from onrecord.pages.footnotes import Footnotes, footnotes
from onrecord.pages.tallies.tally_rows import dated_by_us, ours
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    count,
    counter,
    joined,
    phrase,
    publication,
    relayed,
    say,
    stopped,
)
from onrecord.phrases.prose import on_one_line
from onrecord.record.statement import Force, Statement

Level = tuple[Incident | None, Statement, Force]


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a force level."""

    when: Phrase
    who: Phrase
    where: Phrase
    count: Phrase
    by: Phrase
    """Who gave it, through whom, with the markers of the sources."""
    recorded: Phrase
    """The incident in whose record it stands; empty where it stands in the registry."""
    remarks: Phrase


def forces(library: Library) -> tuple[Level, ...]:
    """Every force level with its statement: dated ones by day, then the others as recorded."""
    levels = [
        (incident, statement, force)
        for incident, statement in library.statements()
        for force in statement.force or ()
    ]
    return tuple(sorted(levels, key=_by_day))


def _by_day(level: Level) -> tuple[bool, date]:
    _, statement, force = level
    stated = force.as_of or statement.said
    return (False, days(stated)[1]) if stated else (True, date.min)


def force_rows(names: Names) -> tuple[Row, ...]:
    """A row for each number."""
    return tuple(row for level in forces(names.library) for row in _rows(names, *level))


def force_notes(names: Names, rows: tuple[Row, ...]) -> Footnotes:
    """The footnotes of the page that shows these rows."""
    return footnotes(names, (part for row in rows for part in (row.by, row.remarks)))


def _rows(names: Names, incident: Incident | None, statement: Statement, force: Force) -> Iterator[Row]:
    for where, number in force.count.items():
        yield Row(
            when=_when(statement, force),
            who=names.actor(force.who),
            where=Names(names.library).scope(where),
            count=count(number),
            by=_by(names, incident, statement) + names.markers(incident, statement.source),
            recorded=say("Recorded in: {incident}", incident=names.incident(incident.id))
            if incident
            else NOTHING,
            remarks=_remarks(names, incident, statement, force),
        )


def _when(statement: Statement, force: Force) -> Phrase:
    stated = force.as_of or statement.said
    if stated is None:
        return say("undated")
    return dated_by_us(stated.words()) if ours(statement, stated) else phrase(stated.words())


def _by(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    relay = names.actors(relayed(names.library, incident, statement))
    if statement.by:
        said_by = counter(names, incident, statement)
        return say("{speaker}, via {relays}", speaker=said_by, relays=relay) if relay else said_by
    return relay or capital(publication(names.library.source(incident, statement.source[0])))


def _remarks(names: Names, incident: Incident | None, statement: Statement, force: Force) -> Phrase:
    mission = stopped(say("Stated mission: {mission}", mission=force.mission)) if force.mission else NOTHING
    return joined([mission, on_one_line(names, incident, statement.note)], " ")
