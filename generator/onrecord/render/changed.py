"""How an account changed, in words: the table of a briefing, and the steps that home page and month list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.library.changes import Change, changes
from onrecord.library.derive import Account, Row, account, series_key
from onrecord.library.library import Incident, Library
from onrecord.record.statement import HARMS
from onrecord.render import key_facts, words
from onrecord.render.escape import Markdown, escape
from onrecord.render.lines import Lines
from onrecord.values.when import known_by

_FACTS = {
    "date": "Date",
    "time": "Time of day",
    "place": "Place",
    "projectiles": "Projectiles",
    "intercepted": "Intercepted",
    "responsibility": "Responsibility",
}


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
    """What changed, oldest first, undated last."""
    library, incident = lines.library, lines.incident
    for change in changes(library, incident):
        row = change.row
        value = words.capital(_value(library, found, row))
        yield ChangeRow(
            _when(library, change),
            _what(library, row),
            _before(library, found, change),
            Markdown(f"[{words.no_stop(value)}](#{row.anchor})"),
            words.speaker(library, incident, row.statement),
            lines.marks(row.statement),
        )


def moves(library: Library, incident: Incident) -> Iterator[tuple[Markdown, Markdown, Markdown]]:
    """(what, steps, who) of every value that its own house replaced: "25 → at least 34 → more than 40"."""
    chains: dict[tuple[object, ...], list[Row]] = {}
    for change in changes(library, incident):
        if change.kind == "moved":
            key = series_key(change.row)
            chains.setdefault(key, list(change.before)).append(change.row)
    for rows in chains.values():
        yield steps(library, incident, rows)


def steps(library: Library, incident: Incident, rows: Sequence[Row]) -> tuple[Markdown, Markdown, Markdown]:
    """(what, steps, who) of one value as its own house changed it, oldest first."""
    found = account(library, incident)
    who = dict.fromkeys(words.owner(library, incident, row) for row in rows)
    values = Markdown(" → ".join(_value(library, found, row) for row in rows))
    return _what(library, rows[0]), values, words.both(list(who))


def _when(library: Library, change: Change) -> Markdown:
    if change.known is None:
        return Markdown("undated")
    said = change.row.statement.said
    if said is not None and known_by(said, library.zone) == change.known:
        return escape(said.words())
    return Markdown(f"{words.day(change.known.astimezone(library.zone))} (published)")


def _what(library: Library, row: Row) -> Markdown:
    if row.fact in HARMS:
        harm = key_facts.HARM_TITLES[row.fact].lower()
        return words.capital(f"{words.names(library, row.value.who)}, {harm}")
    return Markdown(_FACTS[row.fact])


def _before(library: Library, found: Account, change: Change) -> Markdown:
    if change.kind == "moved":
        return _value(library, found, change.before[0])
    if change.kind == "first":
        return Markdown("not given before")
    values = dict.fromkeys(_value(library, found, row) for row in change.before)
    return words.both(list(values))


def _value(library: Library, found: Account, row: Row) -> Markdown:
    value = row.value
    match row.fact:
        case "responsibility":
            return words.stance(library, value, own=row.statement.by is not None)
        case "place":
            return key_facts.place_name(library, value)
        case "time":
            return key_facts.time_words(library, found, row)
        case "date":
            return escape(value.words())
        case "projectiles":
            return words.figure(str(value))
        case "intercepted":
            return words.figure(str(value.count))
        case _:
            return words.casualty(value, library, brief=True)
