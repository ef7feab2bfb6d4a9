"""The map of incidents: drawn twice, for a wide screen and for a phone, of which a reader sees one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from onrecord.draw.labels import Box, Placed, Space, Style, Wanted, place
from onrecord.draw.maps.ground import country_labels, ground
from onrecord.draw.maps.marks import Mark, all_marks, enlarged, radius
from onrecord.draw.maps.scale_bar import scale_bar
from onrecord.draw.maps.view import LEAST_DEGREES, View, fit
from onrecord.draw.svg import label, number
from onrecord.draw.text import ways
from onrecord.language import Language, current, decimal
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.map.zoom import SCRIPT, mark_data, zoom_data
from onrecord.pages.page import Edition
from onrecord.phrases import Names, Phrase, aside, phrase, plain, say_many
from onrecord.terms import PLACE_PRECISIONS

#: Where the page with the table lies.
ADDRESS = "map.md"
#: How many places get their name on the map, those with the most incidents first; the table has all.
_NAMED = 60
#: How far from its mark a name may stand, in pixels, where there is no room beside it.
_REACH = (10.0, 20.0, 32.0, 48.0, 70.0)


@dataclass(frozen=True, slots=True)
class Screen:
    """A size of the drawing, in pixels, and of its type."""

    name: str
    width: float
    least: float
    most: float
    size: float
    small: float
    """Of the names of countries and the scale bar. None is under ten pixels on a screen 360 pixels wide."""

    @property
    def kind(self) -> str:
        """Its name without a number, by which style sheets know it: "near" of "near-2"."""
        return self.name.split("-")[0]


SCREENS = (Screen("wide", 760, 380, 600, 14, 11.5), Screen("narrow", 328, 250, 410, 11.5, 10.2))


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a library's incidents, and what is on it."""

    svg: Markdown
    """Both drawings, as HTML; nothing where no place has coordinates.

    A mark is ``<a class="or-mark" data-place="id" data-incidents="id id">``: a script may hide it.
    """
    marks: tuple[Mark, ...]
    """A mark for each place with coordinates, in the order of the registry."""
    counted: bool
    """Whether the number of incidents is a count, so that marks may tell it."""
    enlarged: bool
    """Whether the smallest marks are larger than their number of incidents asks for."""
    script: str
    """The address of the script that makes it zoom."""


def incident_map(library: Library, edition: Edition, at: str) -> MapView:
    """The map for the page at the address ``at``, such as ``map.md``."""
    marks = all_marks(library)
    counted = edition.settings.coverage == "complete"
    targets = targets_of(library, edition, at, marks)
    draw = partial(drawing, targets=targets, counted=counted, most=busiest(marks))
    svg = ""
    if marks:
        data = zoom_data(edition, at, marks)
        views = {screen: home(marks, screen) for screen in SCREENS}
        svg = "\n".join(
            draw(view, marks, screen, data=data if screen is SCREENS[0] else "")
            for screen, view in views.items()
        )
    script = href(at, SCRIPT, directory_urls=edition.directory_urls)
    uneven = counted and enlarged([len(mark.incidents) for mark in marks])
    return MapView(Markdown(svg), marks, counted, uneven, script)


def targets_of(library: Library, edition: Edition, at: str, marks: Sequence[Mark]) -> dict[str, str]:
    """Where marks lead, by place: to its page, or to its row in the table where places have none."""
    names = Names(library, edition.settings)
    addresses = {mark.place: names.place_page(mark.place) or f"{ADDRESS}#{mark.place}" for mark in marks}
    return {
        place_id: href(at, to, directory_urls=edition.directory_urls) for place_id, to in addresses.items()
    }


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A mark on one drawing."""

    mark: Mark
    x: float
    y: float
    radius: float
    label: Placed | None


def home(marks: Sequence[Mark], screen: Screen, degrees: float = LEAST_DEGREES) -> View:
    """The view of all marks; it shows ``degrees`` of latitude at least."""
    points = ((mark.lon, mark.lat, mark.km) for mark in marks)
    return fit(points, screen.width, screen.least, screen.most, degrees)


def busiest(marks: Sequence[Mark]) -> int:
    """How many incidents the busiest place has."""
    return max((len(mark.incidents) for mark in marks), default=0)


def drawing(
    view: View,
    marks: Sequence[Mark],
    screen: Screen,
    *,
    targets: Mapping[str, str],
    counted: bool,
    most: int,
    title: str = "",
    data: str = "",
) -> str:
    """A drawing of ``marks``, as HTML.

    Args:
        targets: where the marks lead, by place.
        counted: whether marks tell how many incidents there are.
        most: how many the busiest place of the map has.
        title: what it is of, where it is not of all marks.
        data: further attributes of the drawing that a script may enlarge, whose marks say where they lie.
    """
    given = tuple(targets.items())
    return _drawing(view, tuple(marks), screen, given, counted, most, title, data, current())


@lru_cache(maxsize=64)
def _drawing(
    view: View,
    marks: tuple[Mark, ...],
    screen: Screen,
    given: tuple[tuple[str, str], ...],
    counted: bool,
    most: int,
    title: str,
    data: str,
    _language: Language,
) -> str:
    """The drawing; of a site that is previewed it is most often the one of before."""
    targets = dict(given)
    space = Space.of(view.width, view.height)
    bar = scale_bar(view, screen.small)
    drawn = _drawn(view, marks, space, screen, bar.box if bar else None, counted=counted, most=most)
    countries = country_labels(view, space, screen.small)
    land = ground(view)
    title = title or _("Map of the incidents; the table below says the same")
    title_id = f"or-map-{screen.name}"
    unnamed = sum(mark.label is None for mark in drawn)
    return "\n".join(
        [
            f'<svg class="or-map or-map--{screen.kind}" viewBox="0 0 {number(view.width)} '
            f'{number(view.height)}" role="group" aria-labelledby="{title_id}"{data}>',
            f'<title id="{title_id}">{escape(title)}</title>',
            '<g class="or-map__ground" aria-hidden="true">',
            f'<path class="or-map__land" fill-rule="evenodd" d="{land.land}"/>',
            f'<path class="or-map__borders" fill="none" d="{land.borders}"/>',
            *(
                f'<text x="{number(name.x)}" y="{number(name.y + screen.small * 0.36)}" text-anchor="middle" '
                f'font-size="{screen.small:g}">{escape(name.name.upper())}</text>'
                for name in countries
            ),
            *([bar.svg] if bar else []),
            "</g>",
            *(
                _mark(mark, targets[mark.mark.place], screen, counted=counted, zooms=bool(data))
                for mark in drawn
            ),
            "</svg>",
            *([_unnamed(unnamed, screen)] if unnamed else []),
        ]
    )


def _mark(drawn: _Drawn, target: str, screen: Screen, *, counted: bool, zooms: bool) -> str:
    mark = drawn.mark
    name = _name(mark)
    incidents = len(mark.incidents)
    if counted:
        told = say_many("{place}: {number} incident", "{place}: {number} incidents", incidents, place=name)
    said = escape(plain(told if counted else name))
    # A script that hides incidents has to put the number right.
    named = f' data-name="{escape(plain(name))}"' if counted else ""
    kind = "point" if mark.pin else "area"
    # Its accessible name says already what stands beside it.
    words = (
        label(drawn.label, screen.size, _number(mark, counted), font_size=screen.size, aria_hidden="true")
        if drawn.label
        else ""
    )
    return (
        f'<a class="or-mark or-mark--{kind}" href="{target}" aria-label="{said}" '
        f'data-place="{mark.place}"{named} data-incidents="{" ".join(mark.incidents)}"'
        f"{mark_data(mark, set_in_lines(mark, counted=counted)) if zooms else ''}>"
        f"<title>{said}</title>"
        f'<circle cx="{number(drawn.x)}" cy="{number(drawn.y)}" r="{number(drawn.radius)}"/>{words}</a>'
    )


def _name(mark: Mark) -> Phrase:
    """A place and, where it is no more than an area, that: "Anbar (province)"."""
    return phrase(mark.name) if mark.pin else aside(mark.name, PLACE_PRECISIONS[mark.precision].label)


def set_in_lines(mark: Mark, *, counted: bool) -> tuple[tuple[str, ...], ...]:
    """The ways to set the words beside a mark in lines, the best first."""
    return ways(", ".join(filter(None, (mark.name, _number(mark, counted)))))


def _number(mark: Mark, counted: bool) -> str:
    """How many incidents stand behind a name, where it is a count and more than one."""
    return decimal(len(mark.incidents)) if counted and len(mark.incidents) > 1 else ""


def _unnamed(names: int, screen: Screen) -> str:
    """A name that has no room is nowhere on the drawing, which says so."""
    told = say_many(
        "{number} name without room here; the table has all.",
        "{number} names without room here; the table has all.",
        names,
    )
    return f'<p class="or-map__unnamed or-map--{screen.kind}">{escape(plain(told))}</p>'


def _drawn(
    view: View,
    marks: Sequence[Mark],
    space: Space,
    screen: Screen,
    taken: Box | None,
    *,
    counted: bool,
    most: int,
) -> list[_Drawn]:
    """The marks in the order in which they are painted: areas, then points from large to small."""
    laid: list[tuple[Mark, float, float, float]] = []
    wanted: list[Wanted] = []
    for mark in marks:
        x, y = view.xy(mark.lon, mark.lat)
        # Where the incidents are a selection, their number is nothing that a mark may show.
        r = radius(len(mark.incidents), most) if counted else radius(1, 1)
        # An area that would be smaller than a point would look like one.
        r = max(view.pixels(mark.km), r * (1 if mark.pin else 1.6))
        laid.append((mark, x, y, r))
        lines = set_in_lines(mark, counted=counted)
        wanted.append(Wanted(lines, Box(x - r, y - r, x + r, y + r), reach=_REACH))
        space.take(wanted[-1].mark, area=not mark.pin)
    if taken:
        space.take(taken)
    order = sorted(range(len(laid)), key=lambda at: (-len(laid[at][0].incidents), laid[at][0].place))[:_NAMED]
    placed = place(space, [wanted[at] for at in order], Style(screen.size, bold=True))
    labels = {laid[at][0].place: words for at, words in zip(order, placed, strict=True)}
    laid.sort(key=lambda at: (at[0].pin, -at[3], at[0].place))
    return [_Drawn(mark, x, y, r, labels.get(mark.place)) for mark, x, y, r in laid]
