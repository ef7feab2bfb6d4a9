"""How the account of an incident changed: what one side itself said differently about the same matter.

* ``moved``: a speaker gave another value in the place of its own (`derive.replaces`).
* ``side``: another speaker of the same house gave, later, a value that differs from the house's last one.

What different sides say is no change; it stands side by side. Nor is another nature of harm, another part of
the incident or what somebody says for the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.derive import ONE_VALUE, Row, later, matter, replaces, rows_of, same
from onrecord.library.library import Incident, Library
from onrecord.library.voices import Span
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


def changes(library: Library, incident: Incident) -> tuple[Change, ...]:
    """What changed, oldest first, undated last; once for an incident of a library."""
    memo: dict[str, tuple[Incident, tuple[Change, ...]]] = library.memo.setdefault("changes", {})
    known = memo.get(incident.id)
    if known is None or known[0] is not incident:
        found = sorted(_changes(library, incident), key=_order)
        known = memo[incident.id] = (incident, tuple(found))
    return known[1]


def _order(change: Change) -> tuple[bool, float, int]:
    at = change.at
    return at is None, at[0].timestamp() if at else 0.0, change.row.order


def _changes(library: Library, incident: Incident) -> Iterator[Change]:
    rows = [row for row in rows_of(library, incident) if row.fact in ONE_VALUE]
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
    vaguer = isinstance(one, Count) and isinstance(two, Count) and not one.numeric and two.numeric
    return not (vaguer and one.compatible(two))


def _last(rows: list[Row]) -> Row:
    return max(rows, key=lambda row: (row.span[1].timestamp() if row.span else 0.0, row.order))


def moves(library: Library, incident: Incident) -> tuple[tuple[Row, ...], ...]:
    """Every value that its own speaker replaced, as its steps from first to last: 25, at least 34."""
    chains: list[list[Row]] = []
    for change in changes(library, incident):
        if change.kind == "moved":
            chain = next((one for one in chains if one[-1] is change.before), None)
            if chain is None:
                chains.append(chain := [change.before])
            chain.append(change.row)
    return tuple(map(tuple, chains))
