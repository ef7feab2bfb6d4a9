"""The map that zooms: what its script needs to know, and the outlines that it draws from.

The script draws nothing that is not on the page: it moves the marks of the wide drawing and sets their names
anew. The ground of its region is a file of the site, or that of the drawing where the file cannot be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from onrecord.draw.maps.clip import path, simplified
from onrecord.draw.maps.ground import SPACING, country_rings, pieces
from onrecord.draw.maps.marks import Mark, all_marks
from onrecord.draw.maps.view import LEAST_DEGREES, View, fit
from onrecord.draw.text import text_width
from onrecord.export.batch import Batch, Files
from onrecord.language import country_named, current, plural_forms
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.markdown.addresses import href, own
from onrecord.markdown.escape import escape
from onrecord.pages import assets
from onrecord.pages.page import Edition

SCRIPT = f"{assets.ADDRESS}/map.js"
OUTLINES = f"{assets.ADDRESS}/maps/outlines.json"
#: The most bytes that the outlines may have.
MOST_BYTES = 100_000
#: The region reaches this many times as far as the marks.
REACH = 3.0
#: Pixels in a degree: outlines are kept to a hundredth of one.
_FINEST = 100.0
#: How wide the region is in the pixels of the countries' rings, at most: these only place a name.
_COARSE = 600.0


def mark_data(mark: Mark, ways: Sequence[Sequence[str]]) -> str:
    """The attributes of a mark that the script moves: where it lies, and its words in lines with their width.

    Widths are in sizes of the type, at most, in any font of the usual systems.
    """
    lines = [[list(way), max(text_width(line, 1, bold=True) for line in way)] for way in ways]
    said = escape(json.dumps(lines, ensure_ascii=False, separators=(",", ":")))
    return f' data-lon="{mark.lon:g}" data-lat="{mark.lat:g}" data-km="{mark.km:g}" data-ways="{said}"'


def zoom_data(edition: Edition, at: str, marks: Sequence[Mark]) -> str:
    """The attributes of the drawing that the script takes over, on the page at the address ``at``."""
    view = fit(((mark.lon, mark.lat, mark.km) for mark in marks), 760, 380, 600)
    attributes = {
        "language": current().tag,
        **{name: f"{value:.6g}" for name, value in _sheet(view).items() if name not in ("width", "height")},
        **{f"say-{name}": text for name, text in _words()},
    }
    said = "".join(f' data-{name}="{escape(text)}"' for name, text in attributes.items())
    outlines = own(href(at, OUTLINES, directory_urls=edition.directory_urls))
    return f' data-outlines="{outlines}"{said}'


def _words() -> Iterator[tuple[str, str]]:
    """What the script says, by attribute; it fills in the parts, and chooses the form for a number."""
    in_view = plural_forms("{shown} of {total} place in view.", "{shown} of {total} places in view.")
    unnamed = plural_forms(
        "{number} name without room here; zoom in to read it.",
        "{number} names without room here; zoom in to read them.",
    )
    yield "map", _("Map that zooms")
    yield (
        "help",
        _(
            "Zoom with two fingers, Ctrl and the wheel, or plus and minus; arrow keys move the map, "
            "Escape shows it whole. A mark opens the list of its incidents."
        ),
    )
    yield "in", _("Zoom in")
    yield "out", _("Zoom out")
    yield "whole", _("Whole map")
    yield "wheel", _("To zoom with the wheel, click on the map or hold Ctrl.")
    yield "in-view", json.dumps(in_view, ensure_ascii=False)
    yield "unnamed", json.dumps(unnamed, ensure_ascii=False)
    yield "enlarged", _("Enlarged {factor} times: {places}")
    yield "farther", _("From farther off: {places}")
    yield "km", _("{number} km")
    yield "close", _("Close the list")


def region(marks: Sequence[Mark]) -> View:
    """What the script can show: the marks with their surroundings, the world at most."""
    near = fit(((mark.lon, mark.lat, mark.km) for mark in marks), 760, 380, 600)
    high = min(max(near.height / near.scale, LEAST_DEGREES) * REACH, 170.0)
    wide = min(near.width / near.scale / near.squeeze * REACH, 360.0)
    lat = max(min(near.lat, 85.0 - high / 2), -85.0 + high / 2)
    view = View(near.lon, lat, _FINEST, 0, 0)
    return replace(view, width=wide * view.squeeze * _FINEST, height=high * _FINEST)


def map_batch(library: Library, edition: Edition) -> dict[str, Batch]:
    """The outlines that the script draws from; none where nothing is on the map."""
    if not edition.settings.map or not all_marks(library):
        return {}
    return {"outlines": Batch((OUTLINES,), partial(_outlines, library))}


def _outlines(library: Library) -> Files:
    return {OUTLINES: outlines_of(region(all_marks(library)))}


def outlines_of(view: View) -> bytes:
    """Land, borders and countries of a region, as fine as fits into the bytes that they may have."""
    land, borders = pieces(view, finest=0)
    sheet: dict[str, Any] = {**_sheet(view), **_countries(view)}
    written, off = b"", max(0.5, view.width / 12_000)
    while not written or len(written) > MOST_BYTES:
        sheet["land"] = path((simplified(ring, off) for ring in land), closed=True, whole=True)
        sheet["borders"] = path((simplified(line, off) for line in borders), whole=True)
        written = json.dumps(sheet, ensure_ascii=False, separators=(",", ":")).encode()
        off *= 2
    return written


def _countries(view: View) -> dict[str, Any]:
    """The countries' names with their width, and rings within which they may stand, in coarser pixels."""
    coarse = min(0.1, _COARSE / view.width)
    rings = country_rings(
        replace(view, scale=view.scale * coarse, width=view.width * coarse, height=view.height * coarse)
    )
    countries = [
        [
            country_named(name).upper(),
            _width(name),
            [path([simplified(area, 1)], closed=True, whole=True) for area in areas],
        ]
        for name, areas in rings
    ]
    return {"countries": countries, "coarse": round(coarse, 5)}


def _width(name: str) -> float:
    return text_width(country_named(name).upper(), 1, spacing=SPACING)


def _sheet(view: View) -> dict[str, float]:
    """How pixels of a drawing lie on the world."""
    numbers = {
        "lon": view.lon,
        "lat": view.lat,
        "scale": view.scale,
        "squeeze": view.squeeze,
        "width": view.width,
        "height": view.height,
    }
    return {name: round(number, 5) for name, number in numbers.items()}
