"""Who stands behind a figure: derived, and said with what it rests on.

Counted in sides, which are houses of speakers, and never in publications:

* **corroborated**: speakers of different sides give the same exact number, in different publications. A bound
  ("at least 3", "up to 3"), an estimate, an allegation, a word without a number and a publication's own
  figure corroborate nothing.
* **contested**: speakers of different sides, or a speaker and a publication, give figures that cannot all
  be true. A figure for a part of the incident, or for one nature of harm, is the least that the whole can be.
* **one-side**: all who speak belong to one side, however many they are.
* **compatible**: several sides, and what they say does not contradict each other, and no more than that.
* **reports-only**: publications in their own words and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.values.count import Form, Kind, reach

if TYPE_CHECKING:
    from onrecord.library.derive import Row

#: Qualifiers with which a speaker does not vouch for the number.
_UNSURE = frozenset({"allegedly", "estimated"})


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was found of one toll, a term of `CONFIRMATIONS`, and the rows that it rests on."""

    kind: str
    rows: tuple[Row, ...]
    sides: tuple[str, ...]
    """Houses of those who speak, publications in their own words left out."""
    differs: bool
    """Whether figures cannot all be true, be it of one side's speakers."""


def confirmation(rows: tuple[Row, ...], parties: tuple[str, ...]) -> Confirmation | None:
    """What stands behind the current figures of one harm of ``parties``; None where nothing is compared."""
    compared = comparable(rows, parties)
    if not compared:
        return None
    speaking = [row for row in compared if row.statement.by is not None]
    sides = tuple(dict.fromkeys(row.voice.house for row in speaking))
    pairs = [pair for pair in combinations(compared, 2) if pair[0].voice.speaker != pair[1].voice.speaker]
    differing = [(a, b) for a, b in pairs if not _compatible(a, b)]
    if any(a.voice.house != b.voice.house for a, b in differing):
        kind = "contested"
    elif any(_corroborates(a, b) for a, b in combinations(speaking, 2)):
        kind = "corroborated"
    elif not sides:
        kind = "reports-only"
    else:
        kind = "one-side" if len(sides) == 1 else "compatible"
    return Confirmation(kind, compared, sides, bool(differing))


def _compatible(row: Row, other: Row) -> bool:
    """Whether both figures can be true: with two parts of different kinds nothing is compared."""
    if part(row) and part(other):
        same = (row.value.nature, row.value.where) == (other.value.nature, other.value.where)
        return not same or bool(row.value.count.compatible(other.value.count))
    (low, high), (least, most) = (_reach(one) for one in (row, other))
    return (most is None or low <= most) and (high is None or least <= high)


def _reach(row: Row) -> tuple[int, int | None]:
    low, high = reach(row.value.count)
    return low, None if part(row) else high


def part(row: Row) -> bool:
    """Whether a figure is for one place of the incident, or for one nature of harm; any is a wound."""
    return row.value.where is not None or bool({*(row.value.nature or ())} - {"wounds"})


def _corroborates(row: Row, other: Row) -> bool:
    return (
        row.voice.house != other.voice.house
        and exact(row)
        and exact(other)
        and not (part(row) or part(other))
        and row.value.count.bounds == other.value.count.bounds
        and set(row.statement.source).isdisjoint(other.statement.source)
    )


def exact(row: Row) -> bool:
    """Whether a speaker vouches for one number."""
    count, qualifiers = row.value.count, row.value.qualifier or ()
    return (count.form is Form.EXACT or count.kind is Kind.ZERO) and _UNSURE.isdisjoint(qualifiers)


def comparable(rows: tuple[Row, ...], parties: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows that say how many, or that there were some, of the same people.

    Left out: open states, figures of further people, and "none" for a part. Figures that cover several
    parties at once may each cover others.
    """
    if len(parties) > 1 or parties == ("mixed",):
        return ()
    return tuple(
        row
        for row in rows
        if row.value.count.kind is not Kind.OPEN
        and not (row.value.count.kind is Kind.ZERO and part(row))
        and "further" not in (row.value.qualifier or ())
    )
