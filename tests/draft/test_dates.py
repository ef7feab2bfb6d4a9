"""Days that an article names, worked out from its publication."""

from __future__ import annotations

import pytest

from onrecord.draft.dates import dated, since
from onrecord.values.when import parse_said

WEDNESDAY = parse_said("2024-03-06")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Monday", ["2024-03-04"]),
        ("late on Tuesday", ["2024-03-05"]),
        ("Thursday", ["2024-02-29"]),
        ("on Wednesday", ["2024-03-06", "2024-02-28"]),
        ("yesterday", ["2024-03-05"]),
        ("two days ago", ["2024-03-04"]),
        ("a week ago", ["2024-02-28"]),
        ("two days earlier", []),
        ("overnight", []),
        ("on 3 March", ["2024-03-03"]),
        ("on March 3", ["2024-03-03"]),
        ("on December 30", ["2023-12-30"]),
        ("on 3 March 2019", ["2019-03-03"]),
        ("on 30 February 2024", []),
    ],
)
def test_a_day_counts_from_the_publication(text: str, days: list[str]) -> None:
    """Never later than that; what counts from another day, or can mean two, is not worked out."""
    assert [[str(day) for day in one.days] for one in dated(f"It happened {text}.", WEDNESDAY)] == [days]


def test_without_a_publication_no_day_is_worked_out() -> None:
    """The basis says so."""
    (one,) = dated("It happened on Monday.", None)
    assert one.days == ()
    assert one.why == "The article says “on Monday”, and no day of publication is known from which to count."


def test_within_limits_each_day_is_tried() -> None:
    """The likeliest day comes first, and the others are alternatives."""
    limits = parse_said("2024-01-20/2024-01-26")
    found = {
        one.words: [str(day) for day in one.days] for one in dated("on Saturday, and on Thursday", limits)
    }
    assert found == {"on Saturday": ["2024-01-20"], "on Thursday": ["2024-01-18", "2024-01-25"]}


@pytest.mark.parametrize(
    ("published", "month"), [("2024-03-06", "2023-10"), ("2024-11-02", "2024-10"), ("2024-09/2024-11", "")]
)
def test_a_month_without_a_year_is_the_last_one(published: str, month: str) -> None:
    """Where the limits of the publication leave one."""
    assert (
        since("Since the war began in October, 58 attacks were counted.", parse_said(published))[0] == month
    )
