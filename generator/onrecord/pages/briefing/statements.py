"""Statements by question: how, where, who did it and who denies it; and what else was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row
from onrecord.pages.briefing.figures import standing
from onrecord.pages.briefing.lines import Group, Line, Lines, Voice, merged
from onrecord.phrases import NOTHING, Link, Phrase, capital, joined, phrase, say, semicolons, sentence
from onrecord.phrases.values import noted_value
from onrecord.terms.facts import FACTS

#: Those of what others said that stand open; the rest is folded.
MOST_OPEN = 3
#: The order in which stances stand: who claims it, who is accused, who denies.
_STANCES = ("claims", "may-claim", "unclaimed", "blames", "suspects", "denies", "accident", "declines")
#: From this many speakers on it is told how many there are.
MOST_UNCOUNTED = 4


def groups(lines: Lines, account: Account) -> Iterator[Group]:
    """A group for each question that somebody answers; figures, quotes and paraphrases stand elsewhere."""
    homes = _homes(account)
    told = [*account.rows, *account.replaced]
    for heading in _headings():
        rows = [row for row in told if FACTS[row.fact].heading == heading]
        if rows:
            yield _group(lines, account, heading, rows, homes)


def _headings() -> list[str]:
    """The questions, in the order of their facts' ranks."""
    facts = sorted(FACTS.values(), key=lambda fact: fact.rank)
    return list(dict.fromkeys(fact.heading for fact in facts if fact.heading))


def _homes(account: Account) -> dict[str, str]:
    """The question in whose line a statement's words stand, by its address: the only one that it answers.

    Words of a statement that answers several stand below *Quotes*: nobody but an editor knows to which they
    belong.
    """
    answered: dict[str, set[str]] = {}
    for row in (*account.rows, *account.replaced):
        if not FACTS[row.fact].context:
            answered.setdefault(row.anchor, set()).add(FACTS[row.fact].heading)
    return {address: next(iter(headings)) for address, headings in answered.items() if len(headings) == 1}


def _group(lines: Lines, account: Account, title: str, rows: list[Row], homes: dict[str, str]) -> Group:
    """What each statement answers, in one line; those of one side stand together."""
    replaced = {id(row) for row in account.replaced}
    answers: dict[tuple[int, bool], list[Row]] = {}
    for row in rows:
        answers.setdefault((row.order, id(row) in replaced), []).append(row)
    first: dict[tuple[int, str], int] = {}
    for row in sorted(rows, key=lambda row: row.order):
        first.setdefault(_side(row), row.order)
    made = []

    def place(answer: tuple[tuple[int, bool], list[Row]]) -> tuple[int, int, int]:
        (order, _earlier), (row, *_more) = answer
        return _side(row)[0], first[_side(row)], order

    for (_order, earlier), answer in sorted(answers.items(), key=place):
        values = list(_values(lines, account, answer))
        stances = any(row.fact == "responsibility" for row in answer)
        # A stance has reservations behind semicolons of its own.
        said = joined(map(capital, values), ". ") if stances else semicolons(values)
        voice = lines.voice(answer[0].statement, quoted=homes.get(answer[0].anchor) == title)
        made.append(Line(sentence(phrases.replaced(said) if earlier else said), (voice,), earlier))
    # What few speakers say can be seen without counting.
    several = len({row.voice for row in rows}) >= MOST_UNCOUNTED
    return Group(title, merged(made), capital(standing(tuple(rows))) if several else NOTHING)


def _values(lines: Lines, account: Account, answer: list[Row]) -> Iterator[Phrase]:
    """The values of one statement, each behind what it is where the value does not say it.

    Weapons and their number are one phrase.
    """
    armed = any(row.fact == "weapons" for row in answer)
    for row in answer:
        if row.fact == "projectiles" and armed:
            continue
        said = noted_value(lines.names, account, row)
        if row.fact == "vessels" and (described := lines.vessel(row.value)):
            said = say("{vessel}. {description}", vessel=said, description=described)
        lead = FACTS[row.fact].lead
        yield say("{what}: {value}", what=phrases.small(lead), value=said) if lead else said


def _side(row: Row) -> tuple[int, str]:
    """Claims stand before accusations, and these before denials; within each, one side after the other."""
    if row.fact == "in_response_to":
        return len(_STANCES), row.voice.house
    return _STANCES.index(row.value.stance) if row.fact == "responsibility" else 0, row.voice.house


def others(lines: Lines) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """What else was said, in our words: the first few, and the rest, which is folded."""
    record = lines.incident.record
    parts = (
        (_("About this incident"), record.statements),
        (_("Of its surroundings, not of this incident"), record.context),
    )
    told = [
        (title, Line(sentence(text), (lines.voice(statement),)))
        for title, statements in parts
        for statement in statements
        for text in statement.paraphrase or ()
    ]
    return _grouped(told[:MOST_OPEN]), _grouped(told[MOST_OPEN:])


def _grouped(told: Iterable[tuple[str, Line]]) -> tuple[Group, ...]:
    groups: dict[str, list[Line]] = {}
    for title, line in told:
        groups.setdefault(title, []).append(line)
    return tuple(Group(title, tuple(made)) for title, made in groups.items())


def quotes(lines: Lines) -> Iterator[Voice]:
    """The quotations that stand in no line above, each below its speaker."""
    for _part, _index, statement in lines.incident.statements():
        if statement.quote and (quotations := lines.quotations(statement)):
            verified = lines.verified(statement)
            yield replace(lines.voice(statement), quotations=quotations, verified=verified)


def quoted_above(shown: Iterable[Group]) -> Phrase:
    """Where the quotations stand that are in the lines of groups, by speaker and topic; or nothing."""
    links = list(_quoted(shown))
    if not links:
        return NOTHING
    return say("Above, in the lines of their speakers: {quotations}", quotations=joined(links, " · "))


def _quoted(shown: Iterable[Group]) -> Iterator[Phrase]:
    for group in shown:
        for line in group.lines:
            for voice in line.voices:
                for quotation in voice.quotations:
                    topic = quotation.about
                    said = say("{speaker}, on {topic}", speaker=voice.speaker, topic=topic)
                    text = phrases.plain(said if topic else voice.speaker)
                    yield phrase(Link(text, f"#{quotation.id}"))
