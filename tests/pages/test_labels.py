"""The placer of words in drawings: none over another, over a mark or beyond the edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.draw.labels import (
    CHART_SIDES,
    MAP_SIDES,
    Box,
    Placed,
    Space,
    Style,
    Wanted,
    place,
)
from onrecord.draw.text import in_lines, text_width, ways

STYLE = Style(11.5, bold=True)
REACH = (10.0, 20.0, 32.0, 48.0, 70.0)
WIDTH, HEIGHT = 328.0, 410.0


def point(x: float, y: float, radius: float = 5.0) -> Box:
    """The box of a mark."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def placed(names: Sequence[str], marks: Sequence[Box], style: Style = STYLE) -> list[Placed | None]:
    """The names at their marks on a phone's map, after seeing that they keep clear of everything."""
    space = Space.of(WIDTH, HEIGHT)
    for mark in marks:
        space.take(mark)
    wanted = [Wanted(ways(name), mark, reach=REACH) for name, mark in zip(names, marks, strict=True)]
    found = list(place(space, wanted, style))
    there = [one for one in found if one]
    for one, other in combinations(there, 2):
        assert not one.box.overlaps(other.box)
        assert not (one.leader and other.box.crossed(one.leader))
        assert not (other.leader and one.box.crossed(other.leader))
    for one in there:
        assert one.box.inside(Box(0, 0, WIDTH, HEIGHT))
        assert not any(one.box.overlaps(mark) for mark in marks)
    for name, said in zip(names, found, strict=True):
        assert said is None or "".join(said.lines).replace(" ", "") == name.replace(" ", "")
    return found


def test_forty_places_in_one_town() -> None:
    """Names in a crowd stand on lines to their marks where there is no room beside them."""
    marks = [point(150 + 9 * (at % 7), 190 + 9 * (at // 7), 3) for at in range(40)]
    found = placed([f"Post {at}" for at in range(40)], marks)
    assert sum(one is not None for one in found) >= 15
    assert any(one and one.leader for one in found)


@pytest.mark.parametrize(
    "name",
    [
        "Headquarters of the Popular Mobilization Forces, Street Seven",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuvw",
        "معسكر قوات الحشد الشعبي قرب مدينة جرف النصر",
        "عين الأسد",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    ],
)
@pytest.mark.parametrize(("x", "y"), [(164, 200), (0, 0), (328, 410), (328, 200), (2, 408)])
def test_long_and_foreign_names_anywhere(name: str, x: float, y: float) -> None:
    """A name of sixty letters, one word even, or of another script is set whole, at the very edge too."""
    assert placed([name], [point(x, y)])[0] is not None


def test_who_found_no_room_chooses_first_the_next_time() -> None:
    """Two names fit only if the one with fewer places chooses first; both are there."""
    marks = [point(60, 6), point(164, 6)]
    assert None not in placed(["A name of some length", "Another name of some length"], marks)


def test_a_lower_rank_keeps_its_name_where_not_all_fit() -> None:
    """Where there is room for one name only, it is the one of the lowest rank."""
    space = Space.of(60, 18)
    marks = [point(30, 9, 2), point(30, 9, 2)]
    for mark in marks:
        space.take(mark)
    first, second = place(
        space, [Wanted((("abc",),), marks[0], 1), Wanted((("xy",),), marks[1], 0)], Style(10)
    )
    assert second is not None
    assert first is None or not first.box.overlaps(second.box)


def test_words_cross_a_shaded_area_only_where_nothing_else_is_free() -> None:
    """A name stands beside a region's circle, and within it on a map that has no other room."""
    for height, inside in ((300.0, False), (60.0, True)):
        space = Space.of(100, height)
        mark = point(50, height / 2, 29 if inside else 20)
        space.take(mark, area=True)
        (found,) = place(space, [Wanted((("Hills",),), mark)], Style(12))
        assert found is not None and found.box.overlaps(mark) == inside


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=60), st.floats(-20, 350), st.floats(-20, 430)), max_size=25
    ),
    st.sampled_from((MAP_SIDES, CHART_SIDES)),
)
def test_names_keep_clear_of_everything(
    points: list[tuple[str, float, float]], sides: tuple[tuple[int, int], ...]
) -> None:
    """Whatever the names and wherever the marks, what is placed covers nothing and is not cut."""
    names = [" ".join(text.split()) or "x" for text, _, _ in points]
    placed(names, [point(x, y) for _, x, y in points], Style(11.5, sides, bold=True))


def test_a_long_name_is_set_in_lines_of_one_length() -> None:
    """It is parted at its spaces; nothing of it is left out; a word is parted only where it must be."""
    assert ways("Hilla") == (("Hilla",),)
    assert ways("US Embassy, Green Zone, Baghdad")[0] == ("US Embassy, Green", "Zone, Baghdad")
    assert in_lines("abcdefghijklmnopqrstuvwxyz" * 2, 2) == ("abcdefghijklmnopqrstuvwxyz",) * 2


@pytest.mark.parametrize(
    ("text", "least"), [("Harakat al-Nujaba", 102), ("WMWM", 42), ("漢字", 20), ("é", 6.8), ("e\u0301", 6.8)]
)
def test_a_text_is_measured_by_the_widest_font(text: str, least: float) -> None:
    """Widths are those of DejaVu Sans Bold at ten pixels, or more; a combining sign has none."""
    assert least <= text_width(text, 10, bold=True) <= least * 1.25
