"""Figures by party: a block for each, day by day with their owners; nothing is added up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.library.confirmation import Confirmation
from onrecord.library.derive import Account, Row, Toll
from onrecord.pages.briefing.lines import Lines, Voice
from onrecord.phrases import NOTHING, Names, Phrase, capital, listed, say, semicolons
from onrecord.terms import CONFIRMATIONS, UNITS
from onrecord.terms.facts import FACTS, people


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of somebody's."""

    day: Phrase
    figure: Phrase
    note: Phrase
    voice: Voice
    state: str
    """``newest`` of its side, ``earlier`` where its speaker replaced it; else empty."""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """What is said of one harm of one party."""

    party: Phrase
    what: Phrase
    lines: tuple[FigureLine, ...]
    behind: Phrase
    """Who stands behind the figures; empty where there is nothing to compare."""


def casualties(account: Account) -> bool:
    """Whether somebody speaks of casualties."""
    return any(fact.casualty and account.reported(fact.id) for fact in people())


def heading(account: Account) -> str:
    """What the section is called: without casualties not *Casualties*."""
    return _("Figures of people") if account.tolls and not casualties(account) else _("Casualties")


def blocks(lines: Lines, account: Account) -> Iterator[FigureBlock]:
    """The blocks of each party together, in the order in which the record mentions the parties."""
    parties = {tuple(sorted(toll.parties)): None for toll in account.tolls}
    for party in parties:
        for toll in account.tolls:
            if tuple(sorted(toll.parties)) == party:
                yield _block(lines, toll)


def _block(lines: Lines, toll: Toll) -> FigureBlock:
    newest = toll.newest if len(toll.all) > 1 else ()
    figures = [
        FigureLine(
            phrases.said_on(lines.library, row, year=lines.incident.record.date.earliest.year),
            phrases.figure(lines.names, row.value),
            phrases.phrase(phrases.unstopped(row.value.note or "")),
            lines.voice(row.statement, dated=False),
            _state(toll, row, newest),
        )
        for row in sorted(_once(toll), key=_when)
    ]
    party = capital(phrases.plain(lines.names.actors(toll.parties)))
    title, unit = phrases.small(FACTS[toll.harm].title), UNITS[toll.unit].words(2) if toll.unit else None
    what = phrases.aside(title, unit)
    return FigureBlock(party, what, tuple(figures), _behind(lines, toll))


def _once(toll: Toll) -> list[Row]:
    """Every figure; one that a statement gives both bare and with its nature is told with its nature."""
    told = {(row.order, row.value.count) for row in toll.all if row.value.nature}
    return [row for row in toll.all if row.value.nature or (row.order, row.value.count) not in told]


def _when(row: Row) -> tuple[datetime, int]:
    """Dated figures in order of time; those without a date behind them, in the order of the record."""
    return row.span[1] if row.span else datetime.max.replace(tzinfo=UTC), row.order


def _state(toll: Toll, row: Row, newest: Collection[Row]) -> str:
    if row in toll.earlier:
        return "earlier"
    return "newest" if any(row is one for one in newest) else ""


def _behind(lines: Lines, toll: Toll) -> Phrase:
    """Who stands behind it: "One side only (US), whose figures differ; one speaker, in one publication"."""
    confirmed = toll.confirmation
    told = {(row.voice.speaker, source) for row in toll.all for source in row.statement.source}
    if confirmed is None or len(told) == 1:
        # What one speaker says in one publication needs no count.
        return NOTHING
    label = lines.term(CONFIRMATIONS, confirmed.kind)
    return semicolons([_confirmed(lines.names, confirmed, label), standing(confirmed.rows)])


def _confirmed(names: Names, confirmed: Confirmation, label: Phrase) -> Phrase:
    """A confirmation with what it rests on."""
    sides = listed(names.side(side) for side in confirmed.sides)
    if not sides or confirmed.kind not in ("one-side", "corroborated"):
        return label
    if confirmed.differs and confirmed.kind == "one-side":
        return say("{confirmation} ({sides}), whose figures differ", confirmation=label, sides=sides)
    return say("{confirmation} ({sides})", confirmation=label, sides=sides)


def standing(rows: tuple[Row, ...]) -> Phrase:
    """Who and how many stand behind rows: "three speakers from one side, in three publications"."""
    publications = len({source for row in rows for source in row.statement.source})
    spoken = [row.voice for row in rows if row.statement.by is not None]
    reports = {row.voice.speaker for row in rows if row.statement.by is None}
    behind = phrases.standing(
        publications,
        len({voice.speaker for voice in spoken}),
        len({voice.house for voice in spoken}),
        len(reports),
    )
    return say("{standing} (counted by us)", standing=behind)
