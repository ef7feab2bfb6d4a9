"""The casualty table: a row for each party and statement, never added up; who agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.confirmation import Confirmation
from onrecord.library.derive import Account, Row
from onrecord.library.library import Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown
from onrecord.markdown.lines import Line, Lines
from onrecord.pages.briefing import key_facts
from onrecord.terms import CONFIRMATIONS
from onrecord.terms.facts import FACTS, people

#: The column of all figures that have none of their own.
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class TollRow:
    """What one statement says about one party."""

    party: Markdown
    cells: dict[str, Markdown]
    """Words by column; one of which the statement gives nothing is absent."""
    line: Line


def columns(account: Account) -> tuple[tuple[str, str], ...]:
    """(column, heading) of the table: those of casualties, and one for all other figures that are given.

    Killed and injured are there where somebody speaks of either.
    """
    given = {fact.id for fact in people() if account.toll(fact.id)}
    if key_facts.casualties(account):
        given |= {fact.id for fact in people() if fact.silence}
    own = [(fact.id, fact.title) for fact in people() if fact.casualty and fact.id in given]
    others = any(not fact.casualty and fact.id in given for fact in people())
    return (*own, *([(OTHERS, "Other figures" if own else "Figures")] if others else ()))


def toll_rows(lines: Lines, account: Account) -> tuple[TollRow, ...]:
    """Every figure, those of one party together, in the order in which the record mentions them.

    A figure that its own speaker has replaced stays in the table, marked as earlier.
    """
    library = lines.library
    table = {fact.id: fact for fact in people()}
    cells: dict[tuple[tuple[str, ...], int], dict[str, Markdown]] = {}
    first: dict[tuple[tuple[str, ...], int], Row] = {}
    parties: dict[tuple[str, ...], int] = {}
    for toll in account.tolls:
        for row in toll.all:
            party = tuple(sorted(row.value.who))
            parties.setdefault(party, len(parties))
            key = (party, row.order)
            first.setdefault(key, row)
            mine = cells.setdefault(key, {})
            fact = table[toll.harm]
            column = fact.id if fact.casualty else OTHERS
            label = [] if fact.casualty else [fact.title]
            label += ["earlier"] if row in toll.earlier else []
            said = words.casualty(row.value, library)
            cell = Markdown(f"{', '.join(label)}: {said}") if label else said
            between = "; " if fact.casualty else "<br>"
            mine[column] = Markdown(f"{mine[column]}{between}{cell}") if column in mine else cell
    order = sorted(first, key=lambda key: (parties[key[0]], key[1]))
    return tuple(
        TollRow(
            words.capital(words.names(library, first[key].value.who)),
            cells[key],
            lines.line("", first[key].statement),
        )
        for key in order
    )


def confirmations(lines: Lines, account: Account) -> Iterator[Markdown]:
    """For each toll who stands behind it: "one side only (United States): one speaker in one publication"."""
    for toll in account.tolls:
        found = toll.confirmation
        if found is None:
            continue
        about = f"{words.capital(words.names(lines.library, toll.parties))}, {FACTS[toll.harm].title.lower()}"
        yield Markdown(
            f"{about}: {confirmed(lines.library, found, lines.term(CONFIRMATIONS, found.kind))}; "
            f"{words.standing(found.rows, inside=True)}"
        )


def confirmed(library: Library, found: Confirmation, label: Markdown) -> Markdown:
    """A confirmation with what it rests on: "one side only (United States), whose figures differ"."""
    sides = words.both([words.side(library, one) for one in found.sides])
    text = f"{label} ({sides})" if sides and found.kind in ("one-side", "corroborated") else label
    return Markdown(f"{text}, whose figures differ" if found.differs and found.kind == "one-side" else text)
