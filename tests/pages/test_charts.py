"""Charts: round axes, marks that keep how a count was put, texts that never overlap, and harmless SVG."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.draw.charts.chart import FRAMES, Drawn, Panel, chart, drawing
from onrecord.draw.charts.marks import Point
from onrecord.draw.charts.scale import padded, round_ticks
from onrecord.draw.dates import date_ticks, month_ticks
from onrecord.draw.labels import in_a_row
from onrecord.draw.text import text_width
from onrecord.language import Language, use
from onrecord.values.count import Count
from tests.hostile.strings import HTML

START = date(2023, 10, 17)
COUNTS = st.one_of(
    st.integers(0, 5000).map(str),
    st.tuples(
        st.sampled_from(["at least", "more than", "at most", "fewer than", "about", "nearly"]),
        st.integers(2, 900),
    ).map(lambda pair: f"{pair[0]} {pair[1]}"),
    st.sampled_from(["none", "many", "under evaluation", "3 to 14", "34 to 45, best 39"]),
)


def point(day: date, count: str, *lines: str, rank: int = 9, last: date | None = None) -> Point:
    """A point; its label is the count, followed by ``lines``."""
    return Point(day, last or day, Count.parse(count), f"{count}, {day}", (count, *lines), 0, rank)


POINTS = st.lists(
    st.tuples(st.integers(0, 400), COUNTS, st.integers(0, 9)).map(
        lambda one: point(START + timedelta(days=one[0]), one[1], "US Department of Defense", rank=one[2])
    ),
    min_size=1,
    max_size=25,
)


def panel(*points: Point, steps: tuple[tuple[date, int], ...] = (), tall: bool = True) -> Panel:
    """A panel of these points."""
    return Panel("total", "Attacks: total", "total", "Counts.", points, steps, tall)


def drawn(found: Panel) -> list[Drawn]:
    """It in each size."""
    days = [day for one in found.points for day in (one.first, one.last)] + [day for day, _ in found.steps]
    return [drawing(found, days, found.most, frame) for frame in FRAMES]


@given(POINTS)
@settings(max_examples=40)
def test_no_text_stands_over_another_or_over_a_mark(points: list[Point]) -> None:
    """Labels, the lines that lead to them, and marks keep clear of each other, within the drawing."""
    for one in drawn(panel(*points)):
        for label, other in combinations(one.labels, 2):
            assert not label.box.overlaps(other.box)
            assert not (label.leader and other.box.crossed(label.leader))
            assert not (other.leader and label.box.crossed(other.leader))
        for label in one.labels:
            assert label.box.inside(one.frame)
            assert not any(label.box.overlaps(mark) for mark in one.marks)


@given(POINTS)
@settings(max_examples=40)
def test_every_point_has_a_named_mark_in_both_sizes(points: list[Point]) -> None:
    """Whatever the crowd, no point is left out; only labels are."""
    for one in drawn(panel(*points)):
        root = ElementTree.fromstring(one.svg)
        names = [title.text for group in root.iter("g") for title in group.iter("title")]
        assert names == [one.name for one in points]


def test_the_newest_the_first_and_the_last_are_labelled_first() -> None:
    """Where there is no room for all, the lowest rank has its label."""
    crowd = [point(START + timedelta(days=index), str(100 + index)) for index in range(60)]
    crowd[-1] = point(crowd[-1].first, "at least 159", "Pentagon", rank=0)
    for one in drawn(panel(*crowd)):
        said = [label.lines[0] for label in one.labels]
        assert "at least 159" in said
        assert len(said) < len(crowd)


@pytest.mark.parametrize(
    ("count", "height", "marks"),
    [
        ("127", 127, ["or-mark"]),
        ("about 66", 66, ["or-mark or-mark--open"]),
        ("at least 58", 58, ["or-mark-line", "or-mark"]),
        ("more than 165", 165, ["or-mark-line", "or-mark"]),
        ("fewer than 10", 10, ["or-mark-line", "or-mark"]),
        ("3 to 14", 14, ["or-mark-line"]),
        ("34 to 45, best 39", 39, ["or-mark-line", "or-mark"]),
        ("none", 0, ["or-mark"]),
        ("under evaluation", None, ["or-mark or-mark--open"]),
    ],
)
def test_a_mark_keeps_how_the_count_was_put(count: str, height: int | None, marks: list[str]) -> None:
    """A bound has an arrow, an estimate is open, a range is a bar without a middle of ours."""
    one = point(START, count)
    assert one.height == height
    root = ElementTree.fromstring(drawn(panel(one))[0].svg)
    assert [path.get("class") for group in root.iter("g") for path in group.iter("path")] == marks


def test_arrows_point_to_where_the_number_may_be() -> None:
    """ "at least" reaches above its mark, "at most" below it; the number alone does neither."""
    least, most, alone = (
        drawn(panel(point(START, count), point(START, "20")))[0].marks[0]
        for count in ("at least 10", "at most 10", "10")
    )
    assert least.top < alone.top and least.bottom == alone.bottom
    assert most.bottom > alone.bottom and most.top == alone.top


def test_a_date_that_is_a_month_is_as_wide_as_the_month() -> None:
    """What is known by the month only does not become a day."""
    month = point(date(2024, 1, 1), "12", last=date(2024, 1, 31))
    day = point(date(2024, 1, 16), "12")
    wide, narrow = drawn(panel(month, day))[0].marks
    assert wide.right - wide.left > 5 * (narrow.right - narrow.left)


def test_a_count_without_a_number_stands_below_zero() -> None:
    """Not knowing is not zero: the mark is under the axis, and its word is in its name."""
    for one in drawn(panel(point(START, "none"), point(START + timedelta(days=30), "under evaluation"))):
        zero, unknown = one.marks
        assert unknown.top > zero.bottom - 4.5
        assert "under evaluation" not in [label.lines[0] for label in one.labels]


def test_our_count_is_a_step_line_from_zero() -> None:
    """It rises at its days, runs to the end, and says its last number."""
    steps = ((START, 1), (START + timedelta(days=9), 3))
    for one in drawn(panel(point(START, "2"), steps=steps)):
        root = ElementTree.fromstring(one.svg)
        (line,) = [path.get("d") for path in root.iter("path") if path.get("class") == "or-own"]
        assert line is not None and line.count("V") == 2
        assert "our count: 3" in [label.lines[0] for label in one.labels]


def test_small_charts_are_drawn_once() -> None:
    """A tall chart has a wide and a narrow drawing, another one only the narrow one."""
    assert chart(panel(point(START, "1")), [START], 1).count("<svg") == 2
    assert chart(panel(point(START, "1"), tall=False), [START], 1).count("<svg") == 1


@pytest.mark.parametrize("text", HTML)
def test_texts_of_records_are_only_text(text: str) -> None:
    """A hostile name, label or title leaves the drawing's elements as they are, and reads as typed."""
    known = point(START, "12")
    named = Point(known.first, known.last, known.count, text, ("12",), 0, 0)
    hostile = Panel("total", text, text, text, (named,))
    found = ElementTree.fromstring(drawn(hostile)[0].svg)
    assert [one.tag for one in found.iter()] == [
        one.tag for one in ElementTree.fromstring(drawn(panel(known))[0].svg).iter()
    ]
    assert {attribute for one in found.iter() for attribute in one.attrib} <= {
        *("class", "d", "fill", "x", "y", "text-anchor", "id", "viewBox", "width", "height"),
        *("role", "aria-labelledby"),
    }


@given(st.integers(0, 10**9))
def test_an_axis_begins_at_zero_and_has_round_numbers(most: int) -> None:
    """Whole numbers from 0 to at least the greatest, in at most five equal steps."""
    ticks = round_ticks(most)
    steps = {b - a for a, b in pairwise(ticks)}
    assert ticks[0] == 0 and most <= ticks[-1] and len(ticks) <= 6
    assert len(steps) == 1 and str(steps.pop()).strip("0") in ("1", "2", "5")


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.integers(0, 40_000))
def test_an_axis_of_days_has_few_ticks_within_its_days(first: date, length: int) -> None:
    """However long the time, there are at most seven ticks, each within it, in order."""
    last = min(first + timedelta(days=length), date(2200, 12, 31))
    ticks = date_ticks(*padded(first, last), 7)
    assert len(ticks) <= 7
    days = [day for day, _ in ticks]
    assert days == sorted(set(days))
    assert all(padded(first, last)[0] <= day <= padded(first, last)[1] for day in days)


def test_days_are_named_in_words() -> None:
    """Months by name, with the year where it begins; days for a short time, years for a long one."""
    months = date_ticks(date(2023, 10, 22), date(2024, 2, 11), 7)
    assert [name for _, name in months] == ["November 2023", "December", "January 2024", "February"]
    short = date_ticks(date(2023, 10, 22), date(2024, 2, 11), 7, short=True)
    assert [name for _, name in short] == ["Nov 2023", "Dec", "Jan 2024", "Feb"]
    assert next(name for _, name in date_ticks(date(2024, 1, 1), date(2024, 1, 4), 7)) == "1 January 2024"
    years = date_ticks(date(2015, 6, 1), date(2024, 2, 1), 7)
    assert [name for _, name in years] == ["2016", "2018", "2020", "2022", "2024"]


def test_an_axis_speaks_the_language_of_the_site() -> None:
    """Months have their names there, and their order with the year."""
    with use(Language.of("ja")):
        months = date_ticks(date(2023, 11, 1), date(2024, 1, 31), 7)
        assert [name for _, name in months] == ["2023年11月", "12月", "2024年1月"]
    with use(Language.of("ar")):
        assert month_ticks(date(2024, 2, 1), date(2024, 2, 29), 4)[0][1] == "فبراير 2024"


def test_names_of_ticks_do_not_touch() -> None:
    """A name that would touch the one before it is left out."""
    named = [(float(x), "November 2023") for x in range(0, 700, 30)]
    shown = list(in_a_row(named, 0, 720, 12))
    half = text_width("November 2023", 12) / 2
    assert 2 < len(shown) < len(named)
    assert all(b[0] - half > a[0] + half for a, b in pairwise(shown))
