"""The diary: what falls into a month by its own date, wherever its incident is filed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.diary import diary, months_of
from onrecord.values.when import Day
from tests.helpers import ID, library, record

MOVED = """\
  - by: blue-spokesman
    source: article
    in: press-statement
    said: 2024-01-21
    injured:
      who: civilians
      count: 2
  - by: blue-spokesman
    source: article
    in: press-statement
    said: 2024-02-03
    injured:
      who: civilians
      count: at least 4
"""


def test_a_figure_falls_into_the_month_in_which_it_was_changed(tmp_path: Path) -> None:
    """A figure of a January incident that changed in February is a move of February."""
    found = diary(library(tmp_path, record(MOVED)))
    assert [str(row.value.count) for one in found[2024, 2].moves for row in one.rows] == ["2", "at least 4"]
    assert (2024, 1) not in found


def test_each_month_has_the_steps_that_became_known_in_it(tmp_path: Path) -> None:
    """A figure that changed in February and again in March is a move of both, each from what stood before."""
    march = MOVED.split("  - by: blue-spokesman")[2].replace("2024-02-03", "2024-03-03")
    text = f"{MOVED}  - by: blue-spokesman{march.replace('at least 4', '7')}"
    found = diary(library(tmp_path, record(text)))
    steps = {
        month: [str(row.value.count) for one in entries.moves for row in one.rows]
        for month, entries in found.items()
    }
    assert steps == {(2024, 2): ["2", "at least 4"], (2024, 3): ["at least 4", "7"]}


def test_our_own_changes_fall_into_the_month_in_which_we_made_them(tmp_path: Path) -> None:
    """An update and a correction have their own days; an instant counts in the site's zone."""
    header = (
        "updates:\n  on: 2026-10-05\n  text: News. [@article]\n"
        "corrections:\n  on: 2026-11-30T23:30-05:00\n  was: two\n  now: three"
    )
    found = diary(library(tmp_path, record("  - source: article\n    damage: none\n", header=header)))
    assert [(month, len(one.updates), len(one.corrections)) for month, one in sorted(found.items())] == [
        ((2026, 10), 1, 0),
        ((2026, 12), 0, 1),
    ]


def test_a_count_falls_into_the_month_for_which_it_is_given(tmp_path: Path) -> None:
    """A count for a day stands there, one for a span of months in each, one without any date in none."""
    tally = "    tally:\n      measure: attacks\n      count: 5\n"
    days = ("2024-01-09", "2023-12", "2024-01/2024-02", "")
    body = "".join(
        f"  - source: {'article' if day else 'undated'}\n    id: t-{number}\n{tally}"
        + (f"      as_of: {day}\n" if day else "")
        for number, day in enumerate(days)
    )
    undated = "  undated:\n    title: A page"
    text = record("  - source: article\n    damage: none\n", sources=undated, context=body)
    found = diary(library(tmp_path, text))
    assert {month: [one.statement.id for one in entries.counts] for month, entries in found.items()} == {
        (2024, 1): ["t-0", "t-2"],
        (2024, 2): ["t-2"],
        (2023, 12): ["t-1"],
    }
    assert all(one.incident and one.incident.id == ID for entries in found.values() for one in entries.counts)


@pytest.mark.parametrize(
    ("date", "first", "last", "number"),
    [
        ("2024-01-20", (2024, 1), (2024, 1), 1),
        ("2024-01", (2024, 1), (2024, 1), 1),
        ("2024-01-20/2024-01-22", (2024, 1), (2024, 1), 1),
        ("2024-01-20~", (2024, 1), (2024, 1), 1),
        ("2024", (2024, 1), (2024, 12), 12),
        ("2023-12-31/2024-01-02", (2023, 12), (2024, 1), 2),
        ("2024-01-15/2024-03", (2024, 1), (2024, 3), 3),
        ("2024-01-31~", (2024, 1), (2024, 2), 2),
        ("2024-02?", (2024, 1), (2024, 3), 3),
        ("2022/2024", (2022, 1), (2024, 12), 36),
    ],
)
def test_a_date_lies_in_every_month_that_it_may_mean(
    date: str, first: tuple[int, int], last: tuple[int, int], number: int
) -> None:
    """A sure date has one month; of any other none is picked and none left out."""
    months = months_of(Day.parse(date))
    assert (months[0], months[-1], len(months)) == (first, last, number)
