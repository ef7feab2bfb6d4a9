"""How an account changed: what one side itself said differently about the same matter."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given

from onrecord.library.changes import changes
from onrecord.library.derive import account, core, matter
from onrecord.library.editions import as_of
from onrecord.library.library import Library
from onrecord.values.when import Day
from tests.helpers import incident, record
from tests.library.accounts import PATIENT, libraries
from tests.library.test_derive import TOWER_22


def told(root: Path, statements: str, **parts: str) -> list[str]:
    """The changes of a record in a line each: kind, fact, what stood before, what it moved to, statement."""
    found, one = incident(root, record(statements, **parts))
    return [
        f"{change.kind} {change.row.fact}: {core(change.before)} → {core(change.row)} ({change.row.anchor})"
        for change in changes(found, one)
    ]


def injured(statement_id: str, by: str, count: str, more: str = "", *, source: str = "article") -> str:
    """A statement of one speaker on so many injured."""
    return (
        f"  - id: {statement_id}\n    by: {by}\n    source: {source}\n{more}"
        f"    injured:\n      who: civilians\n      count: {count}\n"
    )


def said(day: str) -> str:
    """The line that says when."""
    return f"    said: 2024-01-{day}\n"


def test_a_figure_moves_where_its_side_says_it_differently(tmp_path: Path) -> None:
    """Tower 22: 25 became at least 34 by the same speaker; another of that side then said more than 40.
    What the other side says is no change.
    """
    assert told(tmp_path, TOWER_22) == [
        "moved injured: 25 → at least 34 (s-second-release)",
        "side injured: at least 34 → more than 40 (s-briefing)",
    ]


def test_what_different_sides_say_is_no_change(tmp_path: Path) -> None:
    """Rival figures stand side by side: neither account moved."""
    both = injured("one", "blue-command", "2", said("21")) + injured("two", "red-front", "9", said("22"))
    assert told(tmp_path, both) == []


def test_what_is_said_for_the_first_time_is_no_change(tmp_path: Path) -> None:
    """A first figure, and one of another nature of harm, move nothing."""
    first = injured("one", "blue-command", "2", said("21"))
    second = injured("two", "blue-command", "1", said("22")) + "      nature: fragments\n"
    assert told(tmp_path, first + second) == []


def test_times_of_two_sides_are_not_one_account(tmp_path: Path) -> None:
    """ "18:30" of one side and "afternoon" of another stand side by side."""
    one = "  - id: one\n    by: blue-command\n    source: article\n    said: 2024-01-21\n    time: 18:30\n"
    two = "  - id: two\n    by: green-army\n    source: article\n    said: 2024-01-22\n    time: afternoon\n"
    assert told(tmp_path, one + two) == []


def test_a_day_within_an_interval_came_neither_before_nor_after(tmp_path: Path) -> None:
    """What is known only by an interval of publication changes nothing that was said within it."""
    weekly = "  weekly:\n    title: A weekly\n    published: 2024-01-20/2024-01-26"
    one = injured("one", "blue-command", "1", source="weekly")
    both = one + injured("two", "blue-command", "2", said("22"))
    assert told(tmp_path, both, sources=weekly) == []


def test_of_two_values_of_one_day_each_stood_until_the_next(tmp_path: Path) -> None:
    """Nobody knows which came first, so what is said on the next day moves the one that differs."""
    both = injured("one", "blue-command", "5", said("21")) + injured("two", "blue-command", "7", said("21"))
    third = injured("three", "blue-command", "7", said("22"))
    assert told(tmp_path, both + third) == ["moved injured: 5 → 7 (s-three)"]


def test_a_correction_is_a_change_without_any_date(tmp_path: Path) -> None:
    """A statement that corrects another takes its place; without a day it comes last."""
    leaflet = "  leaflet:\n    title: A leaflet"
    first = injured("one", "blue-command", "9", source="leaflet")
    second = injured("two", "blue-ministry", "2", "    corrects: one\n", source="leaflet")
    dated = injured("a", "red-front", "1", said("21")) + injured("b", "red-front", "4", said("22"))
    assert told(tmp_path, first + second + dated, sources=leaflet) == [
        "moved injured: 1 → 4 (s-b)",
        "moved injured: 9 → 2 (s-two)",
    ]


@PATIENT
@given(libraries())
def test_a_change_is_what_one_side_said_differently_of_one_matter(library: Library) -> None:
    """On libraries made at random: one house, one matter, another value, and said later for certain."""
    for one in library.incidents:
        account(library, one)
        for change in changes(library, one):
            row, before = change.row, change.before
            assert row.voice.house == before.voice.house
            assert matter(row) == matter(before)
            assert str(core(row)) != str(core(before))
            assert row.span is not None
            assert before.span is not None
            assert before.span[1] < row.span[0]
            assert (change.kind == "moved") == (row.voice.speaker == before.voice.speaker)


@PATIENT
@given(libraries())
def test_what_is_replaced_is_no_longer_current(library: Library) -> None:
    """On libraries made at random: each figure is current, earlier, or said again by its speaker."""
    for one in library.incidents:
        for toll in account(library, one).tolls:
            current = {id(row) for row in toll.rows}
            assert current
            assert not current & {id(row) for row in toll.earlier}
            assert current | {id(row) for row in toll.earlier} <= {id(row) for row in toll.all}


@PATIENT
@given(libraries())
def test_a_later_edition_lists_every_move_of_an_earlier_one(library: Library) -> None:
    """What had moved by a day has moved in the latest edition, too."""
    early = as_of(library, Day.parse("2024-01-05"))
    for one in early.incidents:
        latest = {(c.row.anchor, str(core(c.row))) for c in changes(library, library.by_id[one.id])}
        assert {(c.row.anchor, str(core(c.row))) for c in changes(early, one)} <= latest
