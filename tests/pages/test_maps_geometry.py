"""The geometry of maps: what a view shows, what is cut off, and that the date line is nothing special."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.draw.labels import Box, Space
from onrecord.draw.maps.clip import cut_area, cut_line, number, path, thinned
from onrecord.draw.maps.ground import country_labels, ground
from onrecord.draw.maps.outlines import outlines
from onrecord.draw.maps.view import LEAST_DEGREES, View, fit, turned
from onrecord.language import Language, use

LON = st.floats(-180, 180)
LAT = st.floats(-85, 85)
KM = st.sampled_from((0.0, 20.0, 50.0, 200.0))
POINTS = st.lists(st.tuples(LON, LAT, KM), min_size=1, max_size=12)
SCREENS = st.sampled_from(((760.0, 380.0, 600.0), (340.0, 260.0, 420.0)))
PIXEL = st.tuples(st.floats(-300, 500), st.floats(-300, 500))
FRAME = (0.0, 0.0, 200.0, 100.0)
EDGE = 1e-6


def _read(data: str) -> list[list[tuple[float, float]]]:
    """The shapes that relative path data lead round, as SVG has it."""
    shapes: list[list[tuple[float, float]]] = []
    x = y = 0.0
    for shape in re.findall(r"m([^m]+)", data):
        numbers = [float(one) for one in re.findall(r"-?(?:\d+(?:\.\d)?|\.\d)", shape)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + dx, 1), round(y + dy, 1)
            points.append((x, y))
        if shape.endswith("z"):
            x, y = points[0]
        shapes.append(points)
    return shapes


@given(POINTS, SCREENS)
def test_every_point_is_on_the_map(
    points: list[tuple[float, float, float]], screen: tuple[float, float, float]
) -> None:
    """Wherever in the world the points are, all lie within the view, which is no larger than it may be."""
    view = fit(points, *screen)
    assert view.height <= screen[2] + EDGE
    for lon, lat, _ in points:
        x, y = view.xy(lon, lat)
        assert -EDGE <= x <= view.width + EDGE
        assert -EDGE <= y <= view.height + EDGE


@given(POINTS, SCREENS)
def test_the_world_is_shown_once(
    points: list[tuple[float, float, float]], screen: tuple[float, float, float]
) -> None:
    """A view never goes round the world more than once, so that no place is seen twice."""
    west, _, east, _ = fit(points, *screen).degrees
    assert east - west <= 360 + EDGE


@given(LON, LAT)
def test_a_single_point_is_shown_with_its_surroundings(lon: float, lat: float) -> None:
    """One point lies in the middle of a view that is some hundred kilometres wide."""
    view = fit([(lon, lat, 0)], 760, 380, 600)
    assert view.xy(lon, lat) == pytest.approx((380, view.height / 2))
    _, south, _, north = view.degrees
    assert LEAST_DEGREES * 0.5 <= north - south <= LEAST_DEGREES * 1.5


def test_points_on_both_sides_of_the_date_line_are_neighbours() -> None:
    """179° east and 179° west are two degrees apart, and land on both sides is drawn."""
    view = fit([(179, -17, 0), (-179, -17, 0)], 760, 380, 600)
    west, _, east, _ = view.degrees
    assert east - west < 15
    assert view.xy(179, -17)[0] < view.xy(-179, -17)[0]
    assert view.xy(-179, -17)[0] - view.xy(179, -17)[0] == pytest.approx(
        2 * view.squeeze * view.scale, abs=1e-6
    )
    assert ground(view).land  # Fiji


def test_land_goes_on_across_the_date_line() -> None:
    """Chukotka, which lies on both sides of it, is one piece in the middle of a view."""
    view = View(180, 67, 20, 400, 200)
    names = {one.name for one in country_labels(view, Space.of(400, 200), 12)}
    assert "Russia" in names
    # A cut along 180° would be a long vertical line in the middle; the frame has such lines at its edges.
    for shape in _read(ground(view).land):
        for (x1, y1), (x2, y2) in pairwise(shape):
            assert abs(y2 - y1) < 10 or abs(x1 - x2) > 0.5 or abs(x1 - 200) > 2


@given(LON)
def test_turning_keeps_the_direction(lon: float) -> None:
    """A longitude turned by whole turns is the same one."""
    assert turned(lon + 720) == pytest.approx(turned(lon), abs=1e-9)
    assert -180 <= turned(lon) < 180


@given(st.lists(PIXEL, min_size=3, max_size=12))
def test_an_area_is_cut_to_the_frame(ring: list[tuple[float, float]]) -> None:
    """Nothing of a cut area is outside the frame, and an area inside it is left as it was."""
    for x, y in cut_area(ring, FRAME):
        assert -EDGE <= x <= 200 + EDGE and -EDGE <= y <= 100 + EDGE
    inside = [(abs(x) % 200, abs(y) % 100) for x, y in ring]
    assert set(cut_area(inside, FRAME)) == set(inside)


@given(st.lists(PIXEL, min_size=2, max_size=12))
def test_a_line_is_cut_to_the_frame(line: list[tuple[float, float]]) -> None:
    """Nothing of a cut line is outside the frame, and a line inside it stays in one piece."""
    for piece in cut_line(line, FRAME):
        assert all(-EDGE <= x <= 200 + EDGE and -EDGE <= y <= 100 + EDGE for x, y in piece)
    inside = [(abs(x) % 200, abs(y) % 100) for x, y in line]
    assert list(cut_line(inside, FRAME)) == [inside]


def test_a_line_through_the_frame_enters_and_leaves_at_its_edge() -> None:
    """A line that crosses twice gives two pieces that end on the edge."""
    line = [(-50.0, 50.0), (250.0, 50.0), (250.0, 80.0), (-50.0, 80.0)]
    assert list(cut_line(line, FRAME)) == [[(0, 50), (200, 50)], [(200, 80), (0, 80)]]


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=3, max_size=9))
def test_path_data_lead_through_the_points(tenths: list[tuple[int, int]]) -> None:
    """Read back as relative steps, a path visits the points to a tenth of a pixel."""
    line = [(x / 10, y / 10) for x, y in tenths]
    expected = [one for one, before in zip(tenths, [None, *tenths], strict=False) if one != before]
    found = [(round(x * 10), round(y * 10)) for shape in _read(path([line])) for x, y in shape]
    assert found == (expected if len(expected) > 1 else [])


def test_each_line_of_path_data_begins_where_it_should() -> None:
    """A closed shape ends where it began, and the next one is counted from there."""
    shapes = [[(10.0, 10.0), (20.0, 10.0), (20.0, 20.0)], [(1.5, 2.0), (3.0, 2.0), (3.0, 9.3)]]
    assert _read(path(shapes, closed=True)) == shapes
    assert _read(path(shapes)) == shapes


@given(st.integers(-100_000, 100_000))
def test_a_number_is_written_short_and_whole(tenths: int) -> None:
    """Tenths come back as they were, without a needless zero."""
    text = number(tenths)
    assert round(float(text) * 10) == tenths
    assert not text.endswith(".0") and not re.match(r"-?0\d", text)


def test_thinning_keeps_both_ends() -> None:
    """A line of points that are too close keeps its ends, so that lines still meet."""
    assert thinned([(0, 0), (0.1, 0), (0.2, 0), (5, 0), (5.1, 0)], 1) == [(0, 0), (5, 0), (5.1, 0)]


def test_names_of_countries_do_not_cover_each_other_or_the_marks() -> None:
    """In a view of Iraq its neighbours are named, and a taken space stays free of names."""
    space = Space.of(760, 480)
    space.take(Box(0, 0, 760, 240))
    names = country_labels(View(42, 33, 40, 760, 480), space, 11)
    assert {"Jordan", "Saudi Arabia"} <= {one.name for one in names}
    assert all(one.y >= 240 for one in names)


def test_countries_have_the_names_of_the_language() -> None:
    """In English those of Natural Earth; elsewhere CLDR's, as far as it knows the English one."""
    view = View(42, 33, 40, 760, 480)
    with use(Language.of("fr")):
        names = {one.name for one in country_labels(view, Space.of(760, 480), 11)}
    assert {"Irak", "Syrie"} <= names
    assert {"Iraq", "Syria"} <= {one.name for one in country_labels(view, Space.of(760, 480), 11)}


def test_the_outlines_are_whole() -> None:
    """The file that comes with the program holds the world: closed rings, coordinates of the Earth."""
    found = outlines()
    assert len(found.countries) > 230 and len(found.borders) > 300
    for line in found.land:
        assert line.points[0] == pytest.approx(line.points[-1]) or line.box[1] == -90
        west, south, east, north = line.box
        assert -90 <= south <= north <= 90 and east - west <= 360 and -360 <= west <= east <= 400
