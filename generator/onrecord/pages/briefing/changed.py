"""How an account changed, in words: the table of a briefing, and the steps that home page and month list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.library.changes import changes
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.lines import Lines
from onrecord.markdown.links import place_name
from onrecord.terms.facts import FACTS, People


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the table."""

    when: Markdown
    what: Markdown
    before: Markdown
    after: Markdown
    """The value, which leads to its statement on the page."""
    who: Markdown
    marks: Markdown


def change_rows(lines: Lines, found: Account) -> Iterator[ChangeRow]:
    """What one side said differently, oldest first, undated last."""
    library, incident = lines.library, lines.incident
    for change in changes(library, incident):
        row = change.row
        value = words.capital(_value(library, found, row))
        before = _value(library, found, change.before)
        if change.kind == "side":
            before = words.aside_markdown(before, words.owner(library, incident, change.before))
        yield ChangeRow(
            when_said(library, row),
            _what(library, row),
            before,
            Markdown(f"[{words.no_stop(value)}](#{row.anchor})"),
            words.speaker(library, incident, row.statement),
            lines.marks(row.statement),
        )


def steps(library: Library, incident: Incident, rows: Sequence[Row]) -> tuple[Markdown, Markdown, Markdown]:
    """(what, steps, who) of one value as its own speaker changed it, oldest first."""
    found = account(library, incident)
    who = dict.fromkeys(words.owner(library, incident, row) for row in rows)
    values = Markdown(" → ".join(_value(library, found, row) for row in rows))
    return _what(library, rows[0]), values, words.both(list(who))


def when_said(library: Library, row: Row) -> Markdown:
    """When a row was said, as its source has it; else when it was published: "published 20 January 2024"."""
    if row.statement.said is not None:
        return escape(row.statement.said.words())
    if row.span is None:
        return Markdown("undated")
    first, last = (words.day(at.astimezone(library.zone)) for at in row.span)
    return Markdown(f"published {first}" if first == last else f"published {first} to {last}")


def _what(library: Library, row: Row) -> Markdown:
    fact = FACTS[row.fact]
    if isinstance(fact, People):
        return words.capital(f"{words.names(library, row.value.who)}, {fact.title.lower()}")
    return Markdown(fact.title)


def _value(library: Library, found: Account, row: Row) -> Markdown:
    value = row.value
    match row.fact:
        case "responsibility":
            return words.stance(library, value)
        case "place":
            return place_name(library, value)
        case "time":
            return words.time_words(library, found, row)
        case "date":
            return escape(value.words())
        case "projectiles":
            return words.figure(str(value))
        case "intercepted":
            return words.figure(str(value.count))
        case _:
            return words.casualty(value, library, brief=True)
