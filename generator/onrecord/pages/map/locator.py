"""The small map that shows where one place is.

Its ground, which is most of it, is a file that all pages of the region share; the page itself has a mark and
a name. The colours of the page reach the shared file because `<use>` hands down fill, stroke and colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from onrecord.draw.labels import Box, Space, Style, Wanted, place
from onrecord.draw.maps.ground import CountryLabel, country_labels, ground
from onrecord.draw.maps.marks import Mark, mark_of, places_of
from onrecord.draw.maps.scale_bar import scale_bar
from onrecord.draw.maps.view import View, turned
from onrecord.draw.svg import label
from onrecord.draw.text import ways
from onrecord.export.batch import Batch, Files
from onrecord.language import current
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.memory import gathered
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages import assets
from onrecord.pages.page import Edition
from onrecord.phrases import Names, listed, plain, say

WIDTH, HEIGHT = 220.0, 160.0
#: Degrees of latitude from top to bottom, and the step of the grid on which the middle of a locator lies: the
#: places of one step share a file, and none is far from the middle.
_HIGH, _STEP = 8.0, 3
_SIZE, _SMALL = 12.0, 10.0
_STYLE = Style(_SIZE, bold=True)
_REACH = (10.0, 22.0, 36.0, 52.0)
_POINT = 4.5
#: What stays free of countries' names round a place, in pixels.
_CLEAR = 4.0
_Corner = tuple[int, int]


def locator(library: Library, edition: Edition, place_ids: Iterable[str], at: str) -> Markdown:
    """A figure, as HTML, for the page at the address ``at``; nothing where no place has coordinates.

    The first of the places that has them is the one the map is of; the others are on it as far as they lie in
    its view.
    """
    if not edition.settings.map:
        return Markdown("")
    marks = _marks_of(library, place_ids)
    if not marks:
        return Markdown("")
    corner = _corner(marks[0])
    view = _view(corner)
    drawn = [mark for mark in marks if _seen(view, mark)]
    names = Names(library)
    # No more than what the registry says: the place with its country, and that it is an area where it is.
    places = listed(names.place_and_country(mark.place) for mark in drawn)
    named = plain(say("Map: {places}", places=places))
    file = href(at, _address(corner), directory_urls=edition.directory_urls)
    return Markdown(
        f'<figure class="or-locator" data-search-exclude><svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{escape(named)}"><use href="{file}#m"/>{_drawn(library, corner, drawn)}</svg></figure>'
    )


def _marks_of(library: Library, place_ids: Iterable[str]) -> list[Mark]:
    """The marks of the places that have coordinates."""
    marks = (mark_of(library, place_id) for place_id in place_ids)
    return [mark for mark in marks if mark]


def locator_batches(library: Library, edition: Edition) -> dict[str, Batch]:
    """The grounds that the locators of a library's places use."""
    if not edition.settings.map:
        return {}
    return {
        f"ground {address}": Batch((address,), partial(_ground, library, corner))
        for corner in _corners(library)
        for address in (_address(corner),)
    }


def _ground(library: Library, corner: _Corner) -> Files:
    return {_address(corner): _file(library, corner)}


@gathered
def _corners(library: Library) -> Mapping[_Corner, tuple[Mark, ...]]:
    """By grid point, what locators round it show. Made once.

    These are the places with coordinates that records refer to, each at the point next to it, and with them
    the other places of the same incidents.
    """
    found: dict[_Corner, dict[str, Mark]] = {}
    groups = [(place_id,) for place_id in sorted(index(library).places)]
    for ids in (*groups, *map(places_of, library.incidents)):
        if marks := _marks_of(library, ids):
            found.setdefault(_corner(marks[0]), {}).update((mark.place, mark) for mark in marks)
    return {corner: tuple(marks.values()) for corner, marks in sorted(found.items())}


def _corner(mark: Mark) -> _Corner:
    """The grid point in the middle of a place's locator: latitude, longitude."""
    lat, lon = (round(degrees / _STEP) * _STEP for degrees in (mark.lat, mark.lon))
    return lat, round(turned(lon))


def _view(corner: _Corner) -> View:
    return View(corner[1], corner[0], HEIGHT / _HIGH, WIDTH, HEIGHT)


def _address(corner: _Corner) -> str:
    lat, lon = corner
    name = f"{'s' if lat < 0 else 'n'}{abs(lat):02d}{'w' if lon < 0 else 'e'}{abs(lon):03d}"
    return f"{assets.ADDRESS}/maps/{name}.svg"


def _countries(library: Library, corner: _Corner) -> tuple[list[CountryLabel], Space]:
    """The names of countries on a ground, clear of all places that share it; and the space that is left."""
    known: dict[_Corner, list[CountryLabel]]
    known = library.memo.setdefault(("locator_countries", current().tag), {})
    view = _view(corner)
    space = Space.of(WIDTH, HEIGHT)
    if bar := scale_bar(view, _SMALL):
        space.take(bar.box)
    marks = _corners(library).get(corner, ())
    if corner not in known:
        clear = Space.of(WIDTH, HEIGHT)
        if bar:
            clear.take(bar.box)
        for mark in marks or ():
            clear.take(_box(view, mark, _CLEAR))
        known[corner] = country_labels(view, clear, _SMALL)
    for name in known[corner]:
        space.take(name.box)
    return known[corner], space


def _box(view: View, mark: Mark, room: float = 0) -> Box:
    """What a mark covers, with ``room`` round it."""
    (x, y), r = view.xy(mark.lon, mark.lat), _radius(view, mark) + room
    return Box(x - r, y - r, x + r, y + r)


def _seen(view: View, mark: Mark) -> bool:
    x, y = view.xy(mark.lon, mark.lat)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _drawn(library: Library, corner: _Corner, marks: Sequence[Mark]) -> str:
    """The marks with their names, where there is room; areas lie under points."""
    view = _view(corner)
    _countries_there, space = _countries(library, corner)
    wanted = [
        Wanted(ways(mark.name), _box(view, mark), min(number, 1), _REACH) for number, mark in enumerate(marks)
    ]
    for mark, words in zip(marks, wanted, strict=True):
        space.take(words.mark, area=not mark.pin)
    parts: list[tuple[bool, str]] = []
    for mark, placed in zip(marks, place(space, wanted, _STYLE), strict=True):
        x, y = view.xy(mark.lon, mark.lat)
        name = label(placed, _SIZE, font_size=_SIZE, aria_hidden="true") if placed else ""
        kind = "point" if mark.pin else "area"
        circle = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_radius(view, mark):.3g}"/>'
        parts.append((mark.pin, f'<g class="or-mark or-mark--{kind}">{circle}{name}</g>'))
    return "".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def _radius(view: View, mark: Mark) -> float:
    return _POINT if mark.pin else max(view.pixels(mark.km), 2 * _POINT)


def _file(library: Library, corner: _Corner) -> bytes:
    """The shared ground. What it does not say (fill, stroke, type) comes from the page that uses it."""
    view = _view(corner)
    drawn = ground(view)
    labels, _space = _countries(library, corner)
    bar = scale_bar(view, _SMALL)
    names = "".join(
        f'<text x="{name.x:.0f}" y="{name.y + 4:.0f}" text-anchor="middle" font-size="{_SMALL:g}">'
        f"{escape(name.name.upper())}</text>"
        for name in labels
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"><g id="m">'
        f'<path stroke="none" fill-rule="evenodd" d="{drawn.land}"/>'
        f'<path fill="none" d="{drawn.borders}"/>'
        f'<g fill="currentColor" stroke="none">{names}</g>'
        f"{bar.svg if bar else ''}</g></svg>\n"
    ).encode()
