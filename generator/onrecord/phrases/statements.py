"""A whole statement in words, where it stands away from its page: what was said, not only of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.library.derive import Account, Row, account, statement_rows
from onrecord.library.library import Incident
from onrecord.phrases.lists import capital, listed, semicolons, sentence, small, stopped
from onrecord.phrases.names import Names
from onrecord.phrases.spans import NOTHING, Phrase, Quoted, joined, phrase, say
from onrecord.phrases.tallies import level
from onrecord.phrases.values import noted_value, subject
from onrecord.record.statement import Statement
from onrecord.terms.facts import FACTS, People

#: Facts whose value says by itself what it is.
_SPEAKING = frozenset({"responsibility", "losses", "weapons", "projectiles", "verification", "attackers"})
#: Facts that are worded by themselves, behind the others.
_APART = frozenset({"quote", "paraphrase", "tally", "force"})


def said(names: Names, incident: Incident | None, statement: Statement) -> Phrase:
    """What a statement says, in sentences: "US forces, injured: 25. “We will respond.”".

    One that gives nothing of the kind names its topics: "Spoke of the weapons.".
    """
    facts = stopped(capital(semicolons(_facts(names, incident, statement))))
    words = joined([facts, *_words(statement)], " ")
    if words:
        return words
    topics = listed(FACTS[fact].topic for fact in statement.facts)
    return say("Spoke of {subjects}.", subjects=topics) if topics else NOTHING


def _facts(names: Names, incident: Incident | None, statement: Statement) -> Iterator[Phrase]:
    if incident is not None:
        rows = [row for row in statement_rows(names.library, incident, statement) if row.fact not in _APART]
        yield from told(names, account(names.library, incident), rows)
    for tally in statement.tally or ():
        yield level(names, tally)
    for force in statement.force or ():
        yield level(names, force)


def _words(statement: Statement) -> Iterator[Phrase]:
    for quote in statement.quote or ():
        quotation = phrase(Quoted(quote.text, quote.lang or ""))
        yield say("{quotation} (our translation)", quotation=quotation) if quote.ours else quotation
    yield from map(sentence, statement.paraphrase or ())


def told(names: Names, found: Account, rows: Iterable[Row]) -> Iterator[Phrase]:
    """Values with what they are of, earlier ones marked: "US forces, injured: 25"."""
    rows = tuple(rows)
    armed = any(row.fact == "weapons" for row in rows)
    before = {id(row.value) for row in found.replaced}
    before |= {id(row.value) for toll in found.tolls for row in toll.earlier}
    for row in rows:
        if row.fact == "projectiles" and armed:
            continue  # Weapons and their number are one phrase.
        text = noted_value(names, found, row)
        if id(row.value) in before:
            text = say("{value} (replaced later by its speaker)", value=text)
        yield _named(names, row, text)


def _named(names: Names, row: Row, text: Phrase) -> Phrase:
    fact = FACTS[row.fact]
    if isinstance(fact, People):
        return say("{what}: {value}", what=subject(names, row), value=text)
    if row.fact in _SPEAKING:
        return text
    return say("{what}: {value}", what=small(fact.lead or fact.title), value=text)
