"""Counts of people from the columns of a row: bounds, parts, and what a zero means."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.importers import cells
from onrecord.importers.mapping import Figure, Part
from onrecord.importers.refusals import RowRefusedError
from onrecord.values.count import Count, Form, reach
from onrecord.yamltext.writing import Data

UNSPECIFIED, MIXED = "unspecified", "mixed"
"""Parties of the vocabulary: people whose side is not given; people of several sides in one figure."""

Cell = Callable[[tuple[str, ...] | None], str]
"""What the row has in a column."""
Party = Callable[[tuple[str, ...]], str]
"""Who a column names: an actor's id or a party; empty where it names nobody."""


def figure(shape: Figure, cell: Cell, party: Party) -> dict[str, Data] | None:
    """One figure as a record has it; None where the row gives none."""
    count = _count(shape, cell)
    parts = [(who, part) for one in shape.parts if (part := _part(one, cell)) for who in [_who(one, party)]]
    if count is None:
        return None
    _check_each_once(parts)
    if sum(reach(part)[0] for _, part in parts) > (reach(count)[1] or 10**12):
        raise RowRefusedError(
            "parts-above-total",
            f"the parts ({', '.join(str(part) for _, part in parts)}) are more than {count}",
        )
    found: dict[str, Data]
    who = _who(shape, party)
    if len(parts) == 1 and parts[0][1] == count and who == UNSPECIFIED:
        # The one part is the whole: it would be said twice.
        found = {"who": parts[0][0], "count": str(count)}
    else:
        several = len(parts) > 1 and who == UNSPECIFIED
        found = {"who": MIXED if several else who, "count": str(count)}
        if parts:
            found["of_which"] = [{"who": one, "count": str(part)} for one, part in parts]
    if shape.nature:
        found["nature"] = shape.nature
    return found


def _count(shape: Figure, cell: Cell) -> Count | None:
    if shape.count is not None:
        text = cell(shape.count)
        return _meant(cells.count(text, shape.count[0]), shape) if text else None
    texts = {name: cell(getattr(shape, name)) for name in ("low", "best", "high")}
    if not any(texts.values()):
        return None
    empty = [name for name, text in texts.items() if not text]
    if empty:
        raise RowRefusedError(
            "bad-count", f"there is no {' and no '.join(empty)} estimate, and another one is there"
        )
    low, best, high = (cells.whole(text, getattr(shape, name)[0]) for name, text in texts.items())
    if low > high:
        raise RowRefusedError(
            "low-above-high", f"the low estimate is {low}, the high one {high} (the best {best})"
        )
    if not low <= best <= high:
        raise RowRefusedError("best-outside", f"the best estimate {best} lies outside {low} to {high}")
    if low == high:
        return _meant(Count(Form.EXACT, low, low), shape)
    return Count(Form.RANGE, low, high, best)


def _meant(count: Count, shape: Figure) -> Count | None:
    """None for a zero that may mean that nobody coded anything; else the number with its column's bound."""
    if count.form is not Form.EXACT:
        return count
    if not count.low:
        return Count(Form.WORD, word="none") if shape.zero == "none" else None
    return Count.parse(f"{shape.bound} {count.low}") if shape.bound else count


def _part(shape: Part, cell: Cell) -> Count | None:
    """The count of a part. A zero is left out: among parts it mostly means that nobody was coded."""
    text = cell(shape.count)
    count = cells.count(text, shape.count[0]) if text else None
    return None if count is None or (count.form is Form.EXACT and not count.low) else count


def _who(shape: Figure | Part, party: Party) -> str:
    named = party(shape.column) if shape.column is not None else ""
    return named or shape.who or UNSPECIFIED


def _check_each_once(parts: list[tuple[str, Count]]) -> None:
    seen: set[str] = set()
    for who, _ in parts:
        if who in seen:
            raise RowRefusedError("same-figure", f"two parts of one figure are both of `{who}`")
        seen.add(who)
