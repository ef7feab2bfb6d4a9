"""Tables as CSV: RFC 4180 in UTF-8, one header line, one line of HXL tags below it.

Lists stand in one cell, their items parted by ``;``; a ``;`` or a backslash within an item has a backslash
before it.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break as a formula.
Text that begins so (also behind blanks, and the full-width signs) gets an apostrophe in front. So that this
can be undone, text that begins with apostrophes and then such a sign gets one more. To read a cell back:
where it begins with an apostrophe, and behind its apostrophes with such a sign, take one apostrophe away.
Numbers are never marked: ``-33.5`` is a number, not a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.export.columns import Cell, Table

_RISKY = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_SEPARATOR = re.compile(r"[;\\]")


def to_csv(table: Table, rows: Iterable[str]) -> bytes:
    """The table as a CSV file: header, HXL tags, and ``rows``, as of `lines`; lines end with CR LF."""
    columns = table.columns
    head = _written([[column.name for column in columns], [column.tag for column in columns]])
    return f"{head}{''.join(rows)}".encode("utf-8", "replace")


def lines(table: Table, rows: Iterable[Any]) -> str:
    """Rows of the table's shape as lines."""
    return _written([cell(value) for value in table.cells(row)] for row in rows)


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def cell(value: Cell) -> str:
    """A value as the text of a cell; None is the empty cell, as is the empty text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)
        case tuple():
            return guard(join(value))
        case _:
            return guard(value)


def guard(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet could take it for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def join(items: tuple[str, ...]) -> str:
    """Several texts in one."""
    return ";".join(_SEPARATOR.sub(r"\\\g<0>", item) for item in items)


def split(text: str) -> tuple[str, ...]:
    """The texts that `join` was given; no text at all is no item."""
    return tuple(_items(text)) if text else ()


def _items(text: str) -> Iterator[str]:
    item, escaped = "", False
    for character in text:
        if escaped or character not in ";\\":
            item, escaped = item + character, False
        elif character == "\\":
            escaped = True
        else:
            yield item
            item = ""
    yield item
