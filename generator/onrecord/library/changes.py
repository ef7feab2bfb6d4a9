"""How the account of an incident changed: the dated list of values that moved.

An edition is what had been said at an instant at which a statement became known (``voices.known_from``), by
the rules of ``editions.as_of``. The list holds the differences between one edition and the next: nothing of
the first, and nothing that came and went at one instant. A bare day is one instant, its end. What changes:

* ``moved``: a house put another value in the place of its own.
* ``rival``: a house gave a value that does not agree with what others had given, or with the date or the
  place under which we file the incident.
* ``first``: somebody gave a figure of harm to people of whom nobody had given one.
* ``stance``: somebody claimed, denied, declined, blamed or suspected, or said that nobody had claimed it.

Values are those of which a house gives one at a time (``derive.ONE_VALUE``), each about one party, nature and
place. Statements without a date that we could cite come last, without a day: they are in the latest edition
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from onrecord.library.derive import ONE_VALUE, Row, core, rows_of, series_key, series_of
from onrecord.library.library import Incident, Library
from onrecord.library.voices import known_from
from onrecord.record.statement import HARMS
from onrecord.values.count import Count

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that moved, and the statement that moved it."""

    known: datetime | None
    """When the statement became known; None where no date is known."""
    kind: str
    row: Row
    """The value it moved to, with its statement, anchor and voice."""
    before: tuple[Row, ...] = ()
    """The value it moved from: the house's own or, of a rival, those of the others."""


def changes(library: Library, incident: Incident) -> tuple[Change, ...]:
    """What changed after the first edition, oldest first, undated last; once for an incident of a library."""
    memo: dict[str, tuple[Incident, tuple[Change, ...]]] = library.memo.setdefault("changes", {})
    known = memo.get(incident.id)
    if known is None or known[0] is not incident:
        known = memo[incident.id] = (incident, tuple(_changes(library, incident)))
    return known[1]


def _changes(library: Library, incident: Incident) -> Iterator[Change]:
    rows = rows_of(library, incident)
    by_instant: dict[datetime | None, list[Row]] = {}
    seen: dict[int, datetime | None] = {}
    for row in rows:
        if row.order not in seen:
            seen[row.order] = known_from(library, incident, row.statement)
        by_instant.setdefault(seen[row.order], []).append(row)
    undated = by_instant.pop(None, [])
    account = _Account()
    for number, instant in enumerate(sorted(one for one in by_instant if one)):
        found = account.add(by_instant[instant], instant)
        if number:
            yield from found
    if by_instant:
        yield from account.add(undated, None)


class _Account:
    """What has been said so far, value by value."""

    def __init__(self) -> None:
        self.rows: dict[Key, list[Row]] = {}
        self.current: dict[Key, dict[Key, Row]] = {}
        """By fact and whom it is about: the current row of each series."""
        self.stances: set[Key] = set()

    def add(self, rows: Iterable[Row], known: datetime | None) -> list[Change]:
        """Takes in the rows that became known at one instant; what they change, in the record's order."""
        found = []
        touched: dict[Key, None] = {}
        for row in rows:
            if row.fact in ONE_VALUE:
                key = series_key(row)
                self.rows.setdefault(key, []).append(row)
                touched[key] = None
            elif row.fact == "responsibility" and (key := _stance_key(row)) not in self.stances:
                self.stances.add(key)
                found.append(Change(known, "stance", row))
        before = {about: dict(self.current.get(about, {})) for about in map(_about, touched)}
        for key in touched:
            about = _about(key)
            row = series_of(sorted(self.rows[key], key=lambda row: row.order)).current
            self.current.setdefault(about, {})[key] = row
            if change := _moved(key, row, before[about], known):
                found.append(change)
        return sorted(found, key=lambda change: change.row.order)


def _moved(key: Key, row: Row, before: dict[Key, Row], known: datetime | None) -> Change | None:
    """What the series changes with its current row; ``before`` is what stood of the same."""
    if key in before:
        own = before[key]
        return None if str(core(own)) == str(core(row)) else Change(known, "moved", row, (own,))
    others = tuple(before.values())
    if others:
        return None if all(_agree(row, one) for one in others) else Change(known, "rival", row, others)
    if row.fact in ("date", "place"):
        return Change(known, "rival", row)
    return Change(known, "first", row) if row.fact in HARMS else None


def _agree(row: Row, other: Row) -> bool:
    one, two = core(row), core(other)
    if isinstance(one, Count) and isinstance(two, Count):
        return one.compatible(two)
    return str(one) == str(two)


def _about(key: Key) -> Key:
    """The fact and whom it is about, without who says so."""
    fact, _, about = key
    return (fact, about)


def _stance_key(row: Row) -> Key:
    value = row.value
    who = row.voice.house if row.voice.named else row.voice.speaker
    return (who, value.stance, value.actors or value.described or "")
