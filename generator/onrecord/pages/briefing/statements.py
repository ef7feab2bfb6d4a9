"""Statements by question: how, where, who did it and who denies it; and what else was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row
from onrecord.pages.briefing.figures import standing
from onrecord.pages.briefing.lines import Group, Line, Lines, Voice, merged
from onrecord.phrases import NOTHING, Phrase, capital, say, sentence
from onrecord.phrases.values import noted_value
from onrecord.record.statement import Statement
from onrecord.terms import STANCES
from onrecord.terms.facts import FACTS

#: Those of what others said that stand open; the rest is folded.
MOST_OPEN = 3
#: From this many speakers on it is told how many there are.
MOST_UNCOUNTED = 4


def groups(lines: Lines, account: Account) -> Iterator[Group]:
    """A group for each question that somebody answers; figures, quotes and paraphrases stand elsewhere."""
    homes = _homes(account)
    for fact in sorted(FACTS.values(), key=lambda fact: fact.rank):
        rows = _told(account, fact.id) if fact.heading else []
        if rows:
            yield _group(lines, account, fact.heading, rows, homes)


def _told(account: Account, fact: str) -> list[Row]:
    """All rows of a fact, replaced ones too, those of one side together.

    A statement that gives weapons and their number says it in one phrase.
    """
    facts = ("weapons", "projectiles") if fact == "weapons" else (fact,)
    rows = [
        row
        for row in (*(row for one in facts for row in account.of(one)), *account.replaced)
        if row.fact in facts
    ]
    armed = {id(row.statement) for row in rows if row.fact == "weapons"}
    rows = [row for row in rows if row.fact != "projectiles" or id(row.statement) not in armed]
    first: dict[tuple[int, str], int] = {}
    for row in sorted(rows, key=lambda row: row.order):
        first.setdefault(_side(row), row.order)
    return sorted(rows, key=lambda row: (first[_side(row)], row.order))


def _side(row: Row) -> tuple[int, str]:
    """Claims stand before accusations, and these before denials; within each, one side after the other."""
    stance = STANCES.ids.index(row.value.stance) if row.fact == "responsibility" else 0
    return stance, row.voice.house


def _homes(account: Account) -> dict[str, str]:
    """The fact in whose line a statement's words stand: responsibility, else the first that it gives."""
    homes: dict[str, str] = {}
    for row in (*account.rows, *account.replaced):
        if FACTS[row.fact].heading or row.fact == "projectiles":
            fact = "weapons" if row.fact == "projectiles" else row.fact
            known = homes.get(row.anchor)
            if known is None or fact == "responsibility":
                homes[row.anchor] = fact
    return homes


def _group(lines: Lines, account: Account, title: str, rows: list[Row], homes: dict[str, str]) -> Group:
    replaced = {id(row) for row in account.replaced}
    made = []
    for row in rows:
        said = noted_value(lines.names, account, row)
        earlier = id(row) in replaced
        fact = "weapons" if row.fact == "projectiles" else row.fact
        voice = lines.voice(row.statement, quoted=homes.get(row.anchor) == fact)
        made.append(Line(sentence(phrases.replaced(said) if earlier else said), (voice,), earlier))
    # What few speakers say can be seen without counting.
    several = len({row.voice for row in rows}) >= MOST_UNCOUNTED
    return Group(title, merged(made), capital(standing(tuple(rows))) if several else NOTHING)


def others(lines: Lines) -> Iterator[Group]:
    """What else was said, in our words: about the incident, and about its surroundings."""
    record = lines.incident.record
    parts = (
        (_("About this incident"), record.statements),
        (_("Of its surroundings, not of this incident"), record.context),
    )
    for title, statements in parts:
        if made := tuple(_paraphrases(lines, statements)):
            yield Group(title, made)


def _paraphrases(lines: Lines, statements: Iterable[Statement]) -> Iterator[Line]:
    for statement in statements:
        for text in statement.paraphrase or ():
            yield Line(sentence(text), (lines.voice(statement),))


def quotes(lines: Lines) -> Iterator[Voice]:
    """The quotations that stand in no line above, each below its speaker."""
    for _part, _index, statement in lines.incident.statements():
        if statement.quote and (quotations := lines.quotations(statement)):
            yield replace(lines.voice(statement), quotations=quotations)


def quoted_above(shown: Iterable[Group]) -> Iterator[tuple[Phrase, str]]:
    """(speaker and topic, address) of the quotations that stand in the lines of groups."""
    for group in shown:
        for line in group.lines:
            for voice in line.voices:
                for quotation in voice.quotations:
                    topic = quotation.about
                    said = say("{speaker}, on {topic}", speaker=voice.speaker, topic=topic)
                    yield said if topic else voice.speaker, voice.anchor
