"""The bar that says how long a hundred kilometres are, in the corner of a map."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.draw.labels import Box
from onrecord.draw.maps.view import View
from onrecord.draw.text import text_width
from onrecord.language import decimal
from onrecord.language import gettext as _
from onrecord.markdown.escape import escape

#: Beyond this many degrees of latitude one bar is not true of the whole map.
_TRUE_TO = 45.0
_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_OF_WIDTH = 0.2


@dataclass(frozen=True, slots=True)
class Bar:
    """Its SVG, and the space it takes up."""

    svg: str
    box: Box


def scale_bar(view: View, size: float) -> Bar | None:
    """The bar at the lower left, as long as a round number of kilometres; none on a map of the world."""
    _west, south, _east, north = view.degrees
    fitting = [km for km in _LENGTHS if view.pixels(km) <= view.width * _MOST_OF_WIDTH]
    if north - south > _TRUE_TO or not fitting:
        return None
    length, text = view.pixels(fitting[-1]), _("{number} km").format(number=decimal(fitting[-1]))
    left, base = size * 0.8, view.height - size * 0.8
    wide = max(length, text_width(text, size, spacing=0.04))
    path = f"M{left:.1f} {base - size * 0.3:.1f}v{size * 0.3:.1f}h{length:.1f}v-{size * 0.3:.1f}"
    svg = (
        f'<path fill="none" stroke="currentColor" d="{path}"/>'
        f'<text fill="currentColor" stroke="none" x="{left:.1f}" y="{base - size * 0.5:.1f}" '
        f'font-size="{size:g}">{escape(text)}</text>'
    )
    return Bar(svg, Box(0.0, base - size * 1.7, left + wide + size * 0.4, view.height))
