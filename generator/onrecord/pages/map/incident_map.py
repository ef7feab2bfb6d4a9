"""The map of incidents: drawn twice, for a wide screen and for a phone, of which a reader sees one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.draw.labels import Box, Placed, Space, Style, Wanted, place
from onrecord.draw.maps.ground import country_labels, ground
from onrecord.draw.maps.marks import Mark, all_marks, enlarged, radius
from onrecord.draw.maps.scale_bar import scale_bar
from onrecord.draw.maps.view import View, fit
from onrecord.draw.svg import label, number
from onrecord.draw.text import ways
from onrecord.language import decimal
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, escape
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


def incident_map(library: Library, edition: Edition, at: str) -> MapView:
    """The map for the page at the address ``at``, such as ``map.md``."""
    marks = all_marks(library)
    counted = edition.settings.coverage == "complete"
    targets = _targets(library, edition, at, marks)
    svg = "\n".join(_drawing(marks, targets, screen, counted=counted) for screen in _SCREENS) if marks else ""
    uneven = counted and enlarged([len(mark.incidents) for mark in marks])
    return MapView(Markdown(svg), marks, counted, uneven)


def _targets(library: Library, edition: Edition, at: str, marks: tuple[Mark, ...]) -> dict[str, str]:
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


def _drawing(marks: tuple[Mark, ...], targets: dict[str, str], screen: _Screen, *, counted: bool) -> str:
    view = fit(((mark.lon, mark.lat, mark.km) for mark in marks), screen.width, screen.least, screen.most)
    space = Space.of(view.width, view.height)
    bar = scale_bar(view, screen.small)
    drawn = _drawn(view, marks, space, screen, bar.box if bar else None, counted=counted)
    countries = country_labels(view, space, screen.small)
    land = ground(view)
    title = f"or-map-{screen.name}"
    unnamed = sum(mark.label is None for mark in drawn)
    return "\n".join(
        [
            f'<svg class="or-map or-map--{screen.name}" viewBox="0 0 {number(view.width)} '
            f'{number(view.height)}" role="group" aria-labelledby="{title}">',
            f'<title id="{title}">{escape(_("Map of the incidents; the table below says the same"))}</title>',
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
            *(_mark(mark, targets[mark.mark.place], screen, counted=counted) for mark in drawn),
            "</svg>",
            *([_unnamed(unnamed, screen)] if unnamed else []),
        ]
    )


def _mark(drawn: _Drawn, target: str, screen: _Screen, *, counted: bool) -> str:
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
        f'data-place="{mark.place}"{named} data-incidents="{" ".join(mark.incidents)}">'
        f"<title>{said}</title>"
        f'<circle cx="{number(drawn.x)}" cy="{number(drawn.y)}" r="{number(drawn.radius)}"/>{words}</a>'
    )


def _name(mark: Mark) -> Phrase:
    """A place and, where it is no more than an area, that: "Anbar (province)"."""
    return phrase(mark.name) if mark.pin else aside(mark.name, PLACE_PRECISIONS[mark.precision].label)


def _number(mark: Mark, counted: bool) -> str:
    """How many incidents stand behind a name, where it is a count and more than one."""
    return decimal(len(mark.incidents)) if counted and len(mark.incidents) > 1 else ""


def _unnamed(names: int, screen: _Screen) -> str:
    """A name that has no room is nowhere on the drawing, which says so."""
    told = say_many(
        "{number} name without room here; the table has all.",
        "{number} names without room here; the table has all.",
        names,
    )
    return f'<p class="or-map__unnamed or-map--{screen.name}">{escape(plain(told))}</p>'


def _drawn(
    view: View, marks: tuple[Mark, ...], space: Space, screen: _Screen, taken: Box | None, *, counted: bool
) -> list[_Drawn]:
    """The marks in the order in which they are painted: areas, then points from large to small."""
    most = max(len(mark.incidents) for mark in marks)
    laid: list[tuple[Mark, float, float, float]] = []
    wanted: list[Wanted] = []
    for mark in marks:
        x, y = view.xy(mark.lon, mark.lat)
        # Where the incidents are a selection, their number is nothing that a mark may show.
        r = radius(len(mark.incidents), most) if counted else radius(1, 1)
        # An area that would be smaller than a point would look like one.
        r = max(view.pixels(mark.km), r * (1 if mark.pin else 1.6))
        laid.append((mark, x, y, r))
        words = ", ".join(filter(None, (mark.name, _number(mark, counted))))
        wanted.append(Wanted(ways(words), Box(x - r, y - r, x + r, y + r), reach=_REACH))
        space.take(wanted[-1].mark, area=not mark.pin)
    if taken:
        space.take(taken)
    order = sorted(range(len(laid)), key=lambda at: (-len(laid[at][0].incidents), laid[at][0].place))[:_NAMED]
    placed = place(space, [wanted[at] for at in order], Style(screen.size, bold=True))
    labels = {laid[at][0].place: words for at, words in zip(order, placed, strict=True)}
    laid.sort(key=lambda at: (at[0].pin, -at[3], at[0].place))
    return [_Drawn(mark, x, y, r, labels.get(mark.place)) for mark, x, y, r in laid]
