"""Running counts and force levels as they were given; we add nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.lines import Line, Lines
from onrecord.record.statement import Force, Statement, Tally


@dataclass(frozen=True, slots=True)
class TallyTable:
    """One reported tally."""

    measure: Markdown
    measure_id: str
    period: Markdown
    counts: tuple[tuple[Markdown, Markdown], ...]
    """(where, count) in the order of the record."""
    counter: Markdown
    scope: Markdown
    line: Line


@dataclass(frozen=True, slots=True)
class ForceRow:
    """One reported force level."""

    who: Markdown
    counts: tuple[tuple[Markdown, Markdown], ...]
    when: Markdown
    mission: Markdown
    line: Line


def tallies(lines: Lines) -> Iterator[TallyTable]:
    """The tallies of a record, in its order."""
    for _, _, statement in lines.incident.statements():
        for tally in statement.tally or ():
            yield TallyTable(
                escape(lines.library.registries.measures[tally.measure].name),
                tally.measure,
                period(tally),
                scoped(lines.library, tally),
                counter(lines.library, lines.incident, statement),
                words.capital(words.no_stop(escape(tally.scope or ""))),
                lines.line("", statement),
            )


def forces(lines: Lines) -> Iterator[ForceRow]:
    """The force levels of a record, in its order."""
    for _, _, statement in lines.incident.statements():
        for force in statement.force or ():
            yield ForceRow(
                words.name(lines.library, force.who),
                scoped(lines.library, force),
                escape(force.as_of.words()) if force.as_of else Markdown("undated"),
                words.no_stop(escape(force.mission or "")),
                lines.line("", statement),
            )


def scoped(library: Library, value: Tally | Force) -> tuple[tuple[Markdown, Markdown], ...]:
    """(where, count) pairs."""
    return tuple((words.scope(library, key), words.figure(str(count))) for key, count in value.count.items())


def counter(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """Who counted.

    A publication that gives a count without saying whose has not said that it counted itself.
    """
    if statement.by is None:
        return Markdown("Counter not stated")
    return words.capital(words.speaker(library, incident, statement) + words.office(statement))


def period(tally: Tally) -> Markdown:
    """The days covered, as far as they are stated: "since October 2023, as of 9 January 2024"."""
    pairs = (("since", tally.since), ("until", tally.until), ("as of", tally.as_of))
    return words.capital(", ".join(f"{word} {escape(value.words())}" for word, value in pairs if value))
