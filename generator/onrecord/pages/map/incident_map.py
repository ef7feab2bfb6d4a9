"""The map of incidents: drawn twice, for a wide screen and for a phone, of which a reader sees one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.draw.charts.svg import label
from onrecord.draw.labels import Box, Placed, Space, Style, Wanted, place, ways
from onrecord.draw.maps.ground import country_labels, ground
from onrecord.draw.maps.marks import Mark, enlarged, incidents_by_place, marks, places_of, radius
from onrecord.draw.maps.scale_bar import scale_bar
from onrecord.draw.maps.view import View, fit
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.page import Edition
from onrecord.record.registry import Place
from onrecord.terms import PLACE_PRECISIONS

#: Where the page with the table lies.
ADDRESS = "map.md"
#: How many places get their name on the map, those with the most incidents first; the table has all.
_NAMED = 60
#: How far from its mark a name may stand, in pixels, where there is no room beside it.
_REACH = (10.0, 20.0, 32.0, 48.0, 70.0)


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
    label: Placed | None


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
    def counted(self) -> bool:
        """Whether the number of incidents is a count, so that marks may tell it."""
        return self.edition.settings.coverage == "complete"

    @property
    def enlarged(self) -> bool:
        """Whether the smallest marks are larger than their number of incidents asks for."""
        return self.counted and enlarged([len(one.incidents) for one in self.marks])

    def _drawing(self, found: tuple[Mark, ...], screen: _Screen) -> str:
        view = fit(((one.lon, one.lat, one.km) for one in found), screen.width, screen.least, screen.most)
        space = Space.of(view.width, view.height)
        bar = scale_bar(view, screen.small)
        drawn = _drawn(view, found, space, screen, bar.box if bar else None, counted=self.counted)
        names = country_labels(view, space, screen.small)
        land = ground(view)
        title = f"or-map-{screen.name}"
        unnamed = sum(one.label is None for one in drawn)
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
                *([_unnamed(unnamed, screen)] if unnamed else []),
            ]
        )

    def _mark(self, drawn: Drawn, screen: _Screen) -> str:
        mark = drawn.mark
        area = "" if mark.pin else f" ({PLACE_PRECISIONS[mark.precision].label})"
        place_name = f"{mark.name}{area}"
        number = f": {words.plural(len(mark.incidents), 'incident')}" if self.counted else ""
        name = escape(f"{place_name}{number}")
        # A script that hides incidents has to put the number right.
        counted = f' data-name="{escape(place_name)}"' if self.counted else ""
        kind = "point" if mark.pin else "area"
        return (
            f'<a class="or-mark or-mark--{kind}" href="{self._target(mark)}" aria-label="{name}" '
            f'data-place="{mark.place}"{counted} data-incidents="{" ".join(mark.incidents)}">'
            f"<title>{name}</title>"
            f'<circle cx="{_n(drawn.x)}" cy="{_n(drawn.y)}" r="{_n(drawn.radius)}"/>'
            f"{_words(drawn.label, screen.size)}</a>"
        )

    def _target(self, mark: Mark) -> str:
        """The place's page, or its row in the table where places have none."""
        page = Links(self.library, self.edition.settings).place_page(mark.place)
        to = page or f"{ADDRESS}#{mark.place}"
        return href(self.at, to, directory_urls=self.edition.directory_urls)


def incident_map(library: Library, edition: Edition, at: str) -> MapView:
    """The map for the page at the address ``at``, such as ``map.md``."""
    return MapView(library, edition, at)


def _unnamed(number: int, screen: _Screen) -> str:
    """A name that has no room is nowhere on the drawing, which says so."""
    return (
        f'<p class="or-map__unnamed or-map--{screen.name}">{words.plural(number, "name")} without room here; '
        "the table has all.</p>"
    )


def _words(placed: Placed | None, size: float) -> str:
    """A mark's name, which its accessible name says already."""
    return label(placed, size, font_size=size, aria_hidden="true") if placed else ""


def _drawn(
    view: View, found: tuple[Mark, ...], space: Space, screen: _Screen, taken: Box | None, *, counted: bool
) -> list[Drawn]:
    """The marks in the order in which they are painted: areas, then points from large to small."""
    most = max(len(one.incidents) for one in found)
    laid: list[tuple[Mark, float, float, float]] = []
    wanted: list[Wanted] = []
    for one in found:
        x, y = view.xy(one.lon, one.lat)
        # Where the incidents are a selection, their number is nothing that a mark may show.
        r = radius(len(one.incidents), most) if counted else radius(1, 1)
        # An area that would be smaller than a point would look like one.
        r = max(view.pixels(one.km), r * (1 if one.pin else 1.6))
        laid.append((one, x, y, r))
        number = f", {len(one.incidents)}" if counted and len(one.incidents) > 1 else ""
        wanted.append(Wanted(ways(one.name + number), Box(x - r, y - r, x + r, y + r), reach=_REACH))
        space.take(wanted[-1].mark, area=not one.pin)
    if taken:
        space.take(taken)
    order = sorted(range(len(laid)), key=lambda at: (-len(laid[at][0].incidents), laid[at][0].place))[:_NAMED]
    placed = place(space, [wanted[at] for at in order], Style(screen.size, bold=True))
    labels = {laid[at][0].place: one for at, one in zip(order, placed, strict=True)}
    laid.sort(key=lambda one: (one[0].pin, -one[3], one[0].place))
    return [Drawn(one, x, y, r, labels.get(one.place)) for one, x, y, r in laid]


def _n(value: float) -> str:
    """A number as short as SVG has it: tenths of a pixel are enough."""
    return f"{value:.1f}".removesuffix(".0")
