"""CSV: nothing becomes a formula, nothing is lost, and the form is RFC 4180's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.export.columns import Col, Table
from onrecord.export.csv import cell, guard, join, lines, split, to_csv, unguard
from tests.export.archives import HOSTILE, demonstration_tables, rows_of

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two columns, one text and one list."""

    text: Annotated[str, Col("a text", "place")]
    items: Annotated[tuple[str, ...], Col("a list")]


def table(*rows: Pair) -> Table:
    """A table of pairs."""
    return Table("pairs", "Pairs", "Pairs of text.", Pair, rows)


def file_of(*rows: Pair) -> bytes:
    """Its file."""
    return to_csv(table(), [lines(table(), rows)])


@given(st.text())
@example("'=x")
@example(" =x")
@example("''")
def test_guard_can_be_undone_and_leaves_no_formula(text: str) -> None:
    """What is guarded never begins like a formula, and `unguard` gives back exactly what was typed."""
    guarded = guard(text)
    assert not guarded.lstrip().startswith(FORMULA[:4]) and not guarded.startswith(FORMULA)
    assert unguard(guarded) == text


@given(st.lists(st.text(min_size=1)).map(tuple))
def test_lists_can_be_split_again(items: tuple[str, ...]) -> None:
    """A list in one cell gives back its items, whatever separators they hold."""
    assert split(join(items)) == items


@settings(max_examples=60)
@given(
    st.text(st.characters(codec="utf-8")),
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1)).map(tuple),
)
def test_a_file_gives_back_its_texts(text: str, items: tuple[str, ...]) -> None:
    """A CSV reader that keeps to the standard reads every text and every list back."""
    [row] = rows_of(file_of(Pair(text=text, items=items)))
    assert (unguard(row["text"]), split(unguard(row["items"]))) == (text, items)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    """Each hostile text is one cell, and reads as it was typed."""
    [row] = rows_of(file_of(Pair(text=text, items=(text, text))))
    assert unguard(row["text"]) == text
    assert split(unguard(row["items"])) == (text, text)


def test_numbers_are_not_guarded() -> None:
    """A negative coordinate stays a number; a blank is a blank; a flag is a word."""
    assert [cell(one) for one in (-33.5, 0, None, True)] == ["-33.5", "0", "", "true"]


def test_a_header_line_then_the_hxl_row() -> None:
    """Names stand in the first line, HXL tags in the second; lines end with CR LF; no byte-order mark."""
    assert file_of(Pair(text="x", items=())) == b"text,items\r\n#loc+name,\r\nx,\r\n"


def test_no_cell_of_the_demonstration_is_a_formula() -> None:
    """In all tables of the demonstration, only numbers begin with a sign."""
    for one in demonstration_tables().all:
        numbers = {column.name for column in one.columns if column.kind in ("integer", "number")}
        for row in rows_of(to_csv(one, [lines(one, one.rows)])):
            risky = [name for name, text in row.items() if text.startswith(FORMULA) and name not in numbers]
            assert risky == []
