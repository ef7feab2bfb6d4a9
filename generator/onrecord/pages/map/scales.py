"""The map at other scales, for readers without a script: the region round it, and where its marks crowd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from onrecord.draw.labels import Box, Space
from onrecord.draw.maps.ground import country_labels, ground
from onrecord.draw.maps.marks import Mark
from onrecord.draw.maps.scale_bar import scale_bar
from onrecord.draw.maps.view import View, fit
from onrecord.draw.svg import number
from onrecord.library.library import Library
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.map.incident_map import SCREENS, MapView, Screen, busiest, drawing, home, targets_of
from onrecord.pages.map.zoom import REACH
from onrecord.pages.page import Edition
from onrecord.phrases import Phrase, listed, plain, say, say_many

#: Marks nearer to each other than this on the wide map crowd: in pixels, tried one after the other.
_CROWDED = (64.0, 32.0, 16.0, 8.0)
#: From how many times the scale of the map on a drawing from near is worth it, and how many there may be.
_NEARER, _MOST = 1.8, 6
#: How many degrees of latitude it shows at least.
_DEGREES = 0.8
#: How many places its title names.
_TITLED = 3
_WIDTH, _HEIGHT, _SMALL, _DOT = 328.0, 280.0, 10.2, 2.5


@dataclass(frozen=True, slots=True)
class Scale:
    """A drawing at another scale: what it shows, and the drawing as HTML."""

    title: Phrase
    svg: Markdown


def scales(library: Library, edition: Edition, at: str, view: MapView) -> tuple[Scale, ...]:
    """The region round the map of the page at ``at``, then what lies close together, from near."""
    if not view.marks:
        return ()
    return _region(view.marks), *_near(library, edition, at, view)


def _region(marks: Sequence[Mark]) -> Scale:
    """The marks as dots in their region, with a frame round what the map shows."""
    inner = home(marks, SCREENS[0])
    scale = min(_WIDTH / inner.width, _HEIGHT / inner.height) / REACH * inner.scale
    view = View(inner.lon, inner.lat, scale, _WIDTH, _HEIGHT)
    space = Space.of(_WIDTH, _HEIGHT)
    bar = scale_bar(view, _SMALL)
    if bar:
        space.take(bar.box)
    half_x, half_y = (edge / 2 * scale / inner.scale for edge in (inner.width, inner.height))
    middle_x, middle_y = _WIDTH / 2, _HEIGHT / 2
    frame = (
        f"M{number(middle_x - half_x)} {number(middle_y - half_y)}h{number(half_x * 2)}"
        f"v{number(half_y * 2)}h{number(-half_x * 2)}z"
    )
    left, right, top, bottom = middle_x - half_x, middle_x + half_x, middle_y - half_y, middle_y + half_y
    for edge in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom)):
        space.take_line((edge[:2], edge[2:]))
    space.take_line(((right, top), (right, bottom)))
    land = ground(view)
    dots = [view.xy(mark.lon, mark.lat) for mark in marks]
    for x, y in dots:
        space.take(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))
    title = say("The region; the frame is what the map shows")
    return Scale(
        title,
        Markdown(
            f'<svg class="or-map or-map--region" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" '
            f'aria-label="{escape(plain(title))}"><g class="or-map__ground">'
            f'<path class="or-map__land" fill-rule="evenodd" d="{land.land}"/>'
            f'<path class="or-map__borders" fill="none" d="{land.borders}"/>'
            + "".join(
                f'<text x="{number(name.x)}" y="{number(name.y + _SMALL * 0.36)}" text-anchor="middle" '
                f'font-size="{_SMALL:g}">{escape(name.name.upper())}</text>'
                for name in country_labels(view, space, _SMALL)
            )
            + (bar.svg if bar else "")
            + f'</g><path class="or-map__frame" d="{frame}"/>'
            + "".join(
                f'<g class="or-mark"><circle cx="{number(x)}" cy="{number(y)}" r="{_DOT:g}"/></g>'
                for x, y in dots
            )
            + "</svg>"
        ),
    )


def _near(library: Library, edition: Edition, at: str, map_view: MapView) -> Iterator[Scale]:
    targets = targets_of(library, edition, at, map_view.marks)
    for place_in_row, crowd in enumerate(crowds(map_view.marks), 1):
        screen = Screen(f"near-{place_in_row}", _WIDTH, 200, 360, 12, _SMALL)
        view = home(crowd, screen, _DEGREES)
        title = say("From near: {places}", places=_titled(crowd))
        svg = drawing(
            view,
            [mark for mark in map_view.marks if mark in crowd or _seen(view, mark)],
            screen,
            targets=targets,
            counted=map_view.counted,
            most=busiest(map_view.marks),
            title=plain(title),
        )
        yield Scale(title, Markdown(svg))


def _titled(crowd: Sequence[Mark]) -> Phrase:
    names = [mark.name for mark in crowd]
    if len(names) <= _TITLED + 1:
        return listed(names)
    more = say_many("{number} more", "{number} more", len(names) - _TITLED)
    return listed([*names[:_TITLED], more])


def _seen(view: View, mark: Mark) -> bool:
    x, y = view.xy(mark.lon, mark.lat)
    return mark.pin and 0 <= x <= view.width and 0 <= y <= view.height


def crowds(marks: Sequence[Mark]) -> list[list[Mark]]:
    """The groups of marks that lie close together on the wide map, those with the most marks first."""
    view = home(marks, SCREENS[0])
    found: list[list[Mark]] = []
    left = list(marks)
    for apart in _CROWDED:
        for group in _groups(view, left, apart):
            near = fit(
                ((mark.lon, mark.lat, mark.km) for mark in group), SCREENS[0].width, 380, 600, _DEGREES
            )
            if near.scale >= view.scale * _NEARER:
                found.append(group)
                left = [mark for mark in left if mark not in group]
    return sorted(found, key=lambda group: (-len(group), group[0].place))[:_MOST]


def _groups(view: View, marks: Sequence[Mark], apart: float) -> list[list[Mark]]:
    """Groups of at least two in which each mark lies near another."""
    at = {mark.place: view.xy(mark.lon, mark.lat) for mark in marks}
    left, groups = list(marks), list[list[Mark]]()
    while left:
        group, todo = list[Mark](), [left.pop(0)]
        while todo:
            mark = todo.pop()
            group.append(mark)
            x, y = at[mark.place]
            near = [o for o in left if hypot(at[o.place][0] - x, at[o.place][1] - y) < apart]
            left = [other for other in left if other not in near]
            todo += near
        if len(group) > 1:
            groups.append(sorted(group, key=lambda mark: (mark.pin, mark.name)))
    return groups
