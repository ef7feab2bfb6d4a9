"""Where words may stand on a map: none on another, none on a mark, none beyond the edge."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""
#: The height of a line, in sizes of the type.
LINE = 1.2
#: From this many characters on, a name is set in two lines.
_LONG = 20
_CELL = 40.0


@dataclass
class Space:
    """A rectangle, and what in it is taken."""

    width: float
    height: float
    _taken: dict[tuple[int, int], list[tuple[Box, bool]]] = field(default_factory=dict)

    def free(self, box: Box, *, over_areas: bool = False) -> bool:
        """Whether the box lies within the rectangle, on nothing that was taken; ``over_areas`` allows words
        to cross what is only shaded.
        """
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not any(
            not (area and over_areas)
            and left < other[2]
            and right > other[0]
            and top < other[3]
            and bottom > other[1]
            for cell in _cells(box)
            for other, area in self._taken.get(cell, ())
        )

    def take(self, box: Box, *, area: bool = False) -> None:
        """Nothing else may stand there; on a shaded area, only what finds no room elsewhere."""
        left, top, right, bottom = box
        seen = (max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height))
        for cell in _cells(seen):
            self._taken.setdefault(cell, []).append((box, area))


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text; ``x`` and ``y`` are where the first one's base line begins, ends or has its middle, as
    ``anchor`` says: start, end or middle.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


def place_label(space: Space, text: str, x: float, y: float, radius: float, size: float) -> Label | None:
    """The label of a mark where there is room beside, above or below it; it takes up its space."""
    lines = in_lines(text)
    wide = max(text_width(line, size) for line in lines)
    high = len(lines) * size * LINE
    gap = radius + size * 0.35
    slant = gap * 0.6
    spots = (
        ("start", x + gap, y - high / 2),
        ("end", x - gap - wide, y - high / 2),
        ("middle", x - wide / 2, y - gap - high + size * 0.1),
        ("middle", x - wide / 2, y + gap - size * 0.1),
        ("start", x + slant, y - slant - high),
        ("start", x + slant, y + slant),
        ("end", x - slant - wide, y - slant - high),
        ("end", x - slant - wide, y + slant),
    )
    for over_areas, (anchor, left, top) in product((False, True), spots):
        box = (left, top, left + wide, top + high)
        if space.free(box, over_areas=over_areas):
            space.take(box)
            at = {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
            return Label(lines, at, top + size * 0.95, anchor)
    return None


def text_width(text: str, size: float) -> float:
    """About how wide the text is in a sans serif, rather too much than too little."""
    return sum(_width(character) for character in text) * size


def in_lines(text: str) -> tuple[str, ...]:
    """A long name in two lines, parted at the space nearest to its middle."""
    spaces = [at for at, character in enumerate(text) if character == " "]
    if len(text) < _LONG or not spaces:
        return (text,)
    at = min(spaces, key=lambda space: (abs(space - len(text) / 2), space))
    return (text[:at], text[at + 1 :])


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in "iljtfrI.,:;'|()- ":
        return 0.36
    return 0.72 if character.isupper() or character in "mw" else 0.57


def _cells(box: Sequence[float]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(one // _CELL) for one in box)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
