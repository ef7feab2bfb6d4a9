"""The map of incidents: drawn twice, for a wide screen and for a phone, of which a reader sees one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.library.library import Incident, Library
from onrecord.record.registry import Place
from onrecord.render import words
from onrecord.render.addresses import href
from onrecord.render.escape import Markdown, escape
from onrecord.render.links import Links
from onrecord.render.maps.ground import country_labels, ground
from onrecord.render.maps.labels import LINE, Label, Space, place_label
from onrecord.render.maps.marks import (
    Mark,
    enlarged,
    incidents_by_place,
    marks,
    places_of,
    radius,
)
from onrecord.render.maps.scale_bar import scale_bar
from onrecord.render.maps.view import View, fit
from onrecord.render.page import Edition
from onrecord.terms import PLACE_PRECISIONS

#: Where the page with the table lies.
ADDRESS = "map.md"
#: How many places get their name on the map, those with the most incidents first; the table has all.
_NAMED = 60


@dataclass(frozen=True, slots=True)
class _Screen:
    """A size of the drawing, in pixels, and of its type."""

    name: str
    width: float
    least: float
    most: float
    size: float
    small: float
    """Of the names of countries and the scale bar. None is under ten pixels on a screen 360 pixels wide."""


_SCREENS = (_Screen("wide", 760, 380, 600, 14, 11.5), _Screen("narrow", 328, 250, 410, 11.5, 10.2))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark on one drawing."""

    mark: Mark
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True)
class MapView:
    """The map of a library's incidents on the page at the address ``at``, and what is not on it."""

    library: Library
    edition: Edition
    at: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """A mark for each place with coordinates, in the order of the registry."""
        return marks(self.library)

    @property
    def off_map(self) -> tuple[tuple[str, Place, tuple[str, ...]], ...]:
        """(id, place, ids of its incidents) of the places without coordinates."""
        registry = self.library.registries.places
        return tuple(
            (place_id, registry[place_id], ids)
            for place_id, ids in incidents_by_place(self.library).items()
            if registry[place_id].lat is None or registry[place_id].lon is None
        )

    @property
    def placeless(self) -> tuple[Incident, ...]:
        """Incidents for which no place is recorded."""
        return tuple(one for one in self.library.incidents if not places_of(one))

    @property
    def svg(self) -> Markdown:
        """Both drawings, as HTML; nothing where no place has coordinates.

        A mark is ``<a class="or-mark" data-place="id" data-incidents="id id">``: a script may hide it.
        """
        found = self.marks
        if not found:
            return Markdown("")
        return Markdown("\n".join(self._drawing(found, screen) for screen in _SCREENS))

    @property
    def enlarged(self) -> bool:
        """Whether the smallest marks are larger than their number of incidents asks for."""
        return enlarged([len(one.incidents) for one in self.marks])

    def _drawing(self, found: tuple[Mark, ...], screen: _Screen) -> str:
        view = fit(((one.lon, one.lat, one.km) for one in found), screen.width, screen.least, screen.most)
        space = Space(view.width, view.height)
        bar = scale_bar(view, screen.small)
        drawn = _drawn(view, found, space, screen, bar.box if bar else None)
        names = country_labels(view, space, screen.small)
        land = ground(view)
        title = f"or-map-{screen.name}"
        return "\n".join(
            [
                f'<svg class="or-map or-map--{screen.name}" viewBox="0 0 {_n(view.width)} {_n(view.height)}" '
                f'role="group" aria-labelledby="{title}">',
                f'<title id="{title}">Map of the incidents; the table below says the same</title>',
                '<g class="or-map__ground" aria-hidden="true">',
                f'<path class="or-map__land" fill-rule="evenodd" d="{land.land}"/>',
                f'<path class="or-map__borders" fill="none" d="{land.borders}"/>',
                *(
                    f'<text x="{_n(one.x)}" y="{_n(one.y + screen.small * 0.36)}" text-anchor="middle" '
                    f'font-size="{screen.small:g}">{escape(one.name.upper())}</text>'
                    for one in names
                ),
                *([bar.svg] if bar else []),
                "</g>",
                *(self._mark(one, screen) for one in drawn),
                "</svg>",
            ]
        )

    def _mark(self, drawn: Drawn, screen: _Screen) -> str:
        mark = drawn.mark
        number = words.plural(len(mark.incidents), "incident")
        area = "" if mark.pin else f" ({PLACE_PRECISIONS[mark.precision].label})"
        name = escape(f"{mark.name}{area}: {number}")
        kind = "point" if mark.pin else "area"
        return (
            f'<a class="or-mark or-mark--{kind}" href="{self._target(mark)}" aria-label="{name}" '
            f'data-place="{mark.place}" data-incidents="{" ".join(mark.incidents)}"><title>{name}</title>'
            f'<circle cx="{_n(drawn.x)}" cy="{_n(drawn.y)}" r="{_n(drawn.radius)}"/>'
            f"{label_svg(drawn.label, screen.size)}</a>"
        )

    def _target(self, mark: Mark) -> str:
        """The place's page, or its row in the table where places have none."""
        page = Links(self.library, self.edition.settings).place_page(mark.place)
        to = page or f"{ADDRESS}#{mark.place}"
        return href(self.at, to, directory_urls=self.edition.directory_urls)


def incident_map(library: Library, edition: Edition, at: str) -> MapView:
    """The map for the page at the address ``at``, such as ``map.md``."""
    return MapView(library, edition, at)


def label_svg(label: Label | None, size: float) -> str:
    """A mark's name as SVG text; its accessible name says it already."""
    if label is None:
        return ""
    x = _n(label.x)
    if len(label.lines) == 1:
        inner: str = escape(label.lines[0])
    else:
        inner = "".join(
            f'<tspan x="{x}" dy="{_n(size * LINE) if number else 0}">{escape(line)}</tspan>'
            for number, line in enumerate(label.lines)
        )
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return f'<text aria-hidden="true" x="{x}" y="{_n(label.y)}"{anchor} font-size="{_n(size)}">{inner}</text>'


def _drawn(
    view: View, found: tuple[Mark, ...], space: Space, screen: _Screen, taken: tuple[float, ...] | None
) -> list[Drawn]:
    """The marks in the order in which they are painted: areas, then points from large to small."""
    most = max(len(one.incidents) for one in found)
    laid: list[tuple[Mark, float, float, float]] = []
    for one in found:
        x, y = view.xy(one.lon, one.lat)
        # An area that would be smaller than a point would look like one.
        least = radius(len(one.incidents), most) * (1 if one.pin else 1.6)
        laid.append((one, x, y, max(view.pixels(one.km), least)))
        r = laid[-1][3]
        space.take((x - r, y - r, x + r, y + r), area=not one.pin)
    if taken:
        space.take((taken[0], taken[1], taken[2], taken[3]))
    named = sorted(laid, key=lambda one: (-len(one[0].incidents), one[0].place))[:_NAMED]
    labels = {one[0].place: _label(space, *one, screen) for one in named}
    laid.sort(key=lambda one: (one[0].pin, -one[3], one[0].place))
    return [Drawn(one, x, y, r, labels.get(one.place)) for one, x, y, r in laid]


def _label(space: Space, mark: Mark, x: float, y: float, r: float, screen: _Screen) -> Label | None:
    number = len(mark.incidents)
    text = f"{mark.name}, {number}" if number > 1 else mark.name
    return place_label(space, text, x, y, r, screen.size)


def _n(value: float) -> str:
    """A number as short as SVG has it: tenths of a pixel are enough."""
    return f"{value:.1f}".removesuffix(".0")
