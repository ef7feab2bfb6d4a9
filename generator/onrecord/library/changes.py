"""How the account of an incident changed: what one side itself said differently about the same matter.

* ``moved``: a speaker gave another value in the place of its own (`derive.replaces`).
* ``side``: another speaker of the same house gave, later, a value that differs from the house's last one.

What different sides say is no change; it stands side by side. Nor is another nature of harm, another part of
the incident or what somebody says for the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.library.derive import Row, later, matter, replaces, rows_of, same
from onrecord.library.library import Incident, Library
from onrecord.library.memory import remembered
from onrecord.library.voices import Span
from onrecord.terms.facts import FACTS
from onrecord.values.count import Count


@dataclass(frozen=True, slots=True)
class Change:
    """One value that moved, and the statement that moved it."""

    kind: str
    row: Row
    """The value it moved to, with its statement, anchor and voice."""
    before: Row
    """The value it moved from."""

    @property
    def at(self) -> Span | None:
        """Between which moments the new value was said; None where that is not known."""
        return self.row.span


@remembered
def changes(library: Library, incident: Incident) -> tuple[Change, ...]:
    """What changed, oldest first, undated last; once for an incident of a library."""
    return tuple(sorted(_changes(library, incident), key=_order))


def _order(change: Change) -> tuple[bool, float, int]:
    at = change.at
    return at is None, at[0].timestamp() if at else 0.0, change.row.order


def _changes(library: Library, incident: Incident) -> Iterator[Change]:
    rows = [row for row in rows_of(library, incident) if FACTS[row.fact].series]
    for row in rows:
        own = [old for old in rows if replaces(row, old)]
        before = own + [old for old in rows if _before_of_its_side(row, old)]
        # Of values whose order nobody knows, each stood until this one.
        stood = [old for old in before if not any(later(other, old) for other in before)]
        left = [old for old in stood if not same(row, old)]
        mine = {old.order for old in own}
        if moved := [old for old in left if old.order in mine] or left:
            yield Change("moved" if moved[0].order in mine else "side", row, _last(moved))


def _before_of_its_side(row: Row, old: Row) -> bool:
    """Whether ``old`` is what another named speaker of the same house had said of the same matter."""
    if not (row.voice.named and old.voice.named and row.voice.house == old.voice.house):
        return False
    if row.voice.speaker == old.voice.speaker or matter(row) != matter(old) or not later(row, old):
        return False
    one, two = getattr(row.value, "count", row.value), getattr(old.value, "count", old.value)
    return not _vaguer(one, two)


def _vaguer(one: object, two: object) -> bool:
    """Whether ``one`` is a word without a number that agrees with the number ``two``."""
    if not (isinstance(one, Count) and isinstance(two, Count)):
        return False
    return not one.numeric and two.numeric and one.compatible(two)


def _last(rows: list[Row]) -> Row:
    return max(rows, key=lambda row: (row.span[1].timestamp() if row.span else 0.0, row.order))


def moves(library: Library, incident: Incident) -> tuple[tuple[Row, ...], ...]:
    """Every value that its own speaker replaced, as its steps from first to last: 25, at least 34."""
    return _chained(change for change in changes(library, incident) if change.kind == "moved")


def courses(library: Library, incident: Incident) -> tuple[tuple[Row, ...], ...]:
    """Every value that its side replaced, by whichever of its speakers, as its steps from first to last."""
    return _chained(changes(library, incident), told_again)


def told_again(row: Row, later: Row) -> bool:
    """Whether a side told its figure again in a word that agrees with it: "dozens" after "at least 34"."""
    if row.voice.house != later.voice.house or matter(row) != matter(later):
        return False
    one, two = getattr(row.value, "count", row.value), getattr(later.value, "count", later.value)
    return _vaguer(two, one)


def _chained(
    changed: Iterable[Change], continues: Callable[[Row, Row], bool] = lambda row, later: False
) -> tuple[tuple[Row, ...], ...]:
    """Changes as steps. One goes on from the chain that ends where it begins, or that it ``continues``."""
    chains: list[list[Row]] = []
    for change in changed:
        ends = (chain for chain in chains if chain[-1] is change.before)
        chain = next(ends, None) or next((c for c in chains if continues(c[-1], change.before)), None)
        if chain is None:
            chains.append(chain := [change.before])
        chain.append(change.row)
    return tuple(map(tuple, chains))
