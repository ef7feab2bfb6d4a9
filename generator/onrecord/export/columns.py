"""What a table is: rows of one shape, and columns that say what they hold.

A shape is a frozen dataclass whose fields are annotated with `Col`; its columns are read from there, so
that the table, its CSV header, its HXL row and its description in the data package cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from onrecord.language.message import Message
from onrecord.terms import COLUMNS
from onrecord.terms.hxl import HXL
from onrecord.values.count import Count

Cell: TypeAlias = str | int | float | bool | tuple[str, ...] | None
#: (type, its name in a Frictionless table schema)
_KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", tuple: "list"}


@dataclass(frozen=True, slots=True)
class Col:
    """What a column holds, without a full stop; ``hxl`` is the id of a term of ``terms.COLUMNS``."""

    about: str
    hxl: str = ""


@dataclass(frozen=True)
class Column:
    """One column: ``kind`` is string, integer, number, boolean or list; ``tag`` its HXL tag, or empty."""

    name: str
    kind: str
    about: Message = Message()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one shape under a name; ``rights`` is what must be known besides the licence."""

    name: str
    title: str
    about: str
    shape: type
    rows: Sequence[Any] = ()
    rights: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the shape's fields."""
        return columns(self.shape)

    def cells(self, row: Any) -> tuple[Cell, ...]:
        """One row's values in the order of `columns`."""
        return _getter(self.shape)(row)

    def named(self, row: Any) -> dict[str, Cell]:
        """One row's values by the names of the columns."""
        return dict(zip((column.name for column in self.columns), self.cells(row), strict=True))


@cache
def columns(shape: type) -> tuple[Column, ...]:
    """The columns of a shape. Raises TypeError where a field says nothing about itself."""
    hints = get_type_hints(shape, include_extras=True)
    found = []
    for one in fields(shape):
        hint = hints[one.name]
        if get_origin(hint) is not Annotated:
            raise TypeError(f"the column {one.name} of {shape.__name__} has no description")
        value, col = get_args(hint)
        kinds = [get_origin(kind) or kind for kind in (get_args(value) or (value,))]
        if get_origin(value) is tuple:
            kinds = [tuple]
        kind = _KINDS[next(kind for kind in kinds if kind in _KINDS)]
        found.append(Column(one.name, kind, col.about, COLUMNS[col.hxl].codes[HXL] if col.hxl else ""))
    return tuple(found)


@cache
def _getter(shape: type) -> Callable[[Any], tuple[Cell, ...]]:
    return attrgetter(*(column.name for column in columns(shape)))


def bounds(prefix: str, count: Count | None) -> dict[str, Any]:
    """The five cells of a count: ``_low``, ``_high``, ``_best`` as far as stated, ``_text`` and ``_state``.

    A bound that nobody stated is blank and never 0: "at most 5" has no low end, "at least 3" no high one.
    An estimate ("about 7") is a best value without bounds. "more than 40" is 41 and up. A word leaves all
    three blank and stands in ``_state``, but for "none", which is somebody's statement of zero. ``_text``
    is the count as put.
    """
    low = high = best = None
    if count is not None and count.numeric:
        low, high = count.bounds
        if count.high is not None and count.low is None:
            low = None
        best = count.best if count.best is not None else low if low == high else None
        if count.approximate:
            low = high = None
    text, state = (str(count), count.state) if count is not None else ("", "")
    return {
        f"{prefix}_low": low,
        f"{prefix}_high": high,
        f"{prefix}_best": best,
        f"{prefix}_text": text,
        f"{prefix}_state": state,
    }
