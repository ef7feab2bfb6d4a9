"""The picture that is shown where a briefing is linked to, drawn by Pillow: the extra ``onrecord[cards]``.

The same words and fonts give the same bytes with one version of Pillow. Texts without marks and from the left
are laid out by Pillow alone; all others by Raqm, which the system may lack.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

try:
    from PIL import Image, ImageDraw, ImageFont, features
except ImportError:  # an extra that not every installation has
    AVAILABLE = False
else:
    AVAILABLE = True

SIZE = (1200, 630)
_MARGIN = 64
_WIDTH = SIZE[0] - 2 * _MARGIN
_FOOT = 548
"""Where the foot begins."""
#: The colours at both ends. All that is drawn lies between them, so that a picture has few bytes.
_INK, _PAPER = (20, 32, 46), (250, 249, 246)
_DARK, _MUTED, _LINE, _LIGHT = 0, 90, 200, 255
#: MkDocs' theme `readthedocs` carries Lato, which has the letters of Latin, Greek and Cyrillic.
_LATO = "mkdocs/themes/readthedocs/css/fonts/lato-{}.woff"
#: Signs without a picture of their own that words of some languages need.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture."""

    site: str
    title: str
    details: tuple[str, ...]
    """Date and place: each is left out where no font has its letters."""
    figures: tuple[tuple[str, ...], ...]
    """Figures with their owners; those that contradict each other are drawn together or not at all."""
    more: tuple[str, ...]
    """At each place the words for so many figures that are not in the picture: first those for none."""
    foot: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as PNG, and the texts that are in it, in their order."""

    png: bytes
    texts: tuple[str, ...]


class LettersError(Exception):
    """The picture cannot be drawn: the message is the letters that no font has or that nothing lays out."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files in which letters are looked for, the first one first: for headings and for text."""

    bold: tuple[str, ...]
    text: tuple[str, ...]

    @classmethod
    def of(cls, own: str = "") -> Fonts:
        """``own``, a file or a name that the system knows, before Lato. Raises OSError if it is no font."""
        if own:
            ImageFont.truetype(own, 20)
        first = (own,) if own else ()
        return cls((*first, *_lato("bold")), (*first, *_lato("normal")))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    font: Any
    level: int = _DARK
    gap: int = 10
    """What stays empty below."""

    @property
    def height(self) -> int:
        return len(self.lines) * self.leading + self.gap

    @property
    def leading(self) -> int:
        size: float = self.font.size
        return round(size * 1.24)


@dataclass(frozen=True, slots=True)
class Arranged:
    """What stands on a picture, and where."""

    above: tuple[_Block, ...]
    y: int
    """Where the lines above end."""
    figures: tuple[_Block, ...]
    below: _Block
    rtl: bool
    texts: tuple[str, ...]
    """What the picture says."""


def arranged(card: Card, fonts: Fonts) -> Arranged:
    """What of the card has room. Raises LettersError where title, site or foot cannot be drawn.

    A long title gets smaller letters, then ends with "…". No figure is cut: it would lose its owner.
    """
    title, site = clean(card.title), clean(card.site)
    heading = _fitted(title, fonts.bold, ((60, 2), (50, 3), (44, 3))) or _cut(title, fonts.bold, 44, 3)
    above = [_cut(site, fonts.bold, 28, 1, _MUTED), heading]
    details = " · ".join(text for one in card.details if not missing(text := clean(one), fonts.text))
    if details:
        above.append(_cut(details, fonts.text, 32, 1))
    y = 52 + sum(block.height for block in above)
    cleaned = (tuple(map(clean, group)) for group in card.figures)
    groups = [group for group in cleaned if not any(missing(text, fonts.text) for text in group)]
    figures = next(_arrangements(groups, fonts, _FOOT - y - 34))
    left = len(card.more) - 1 - len(figures)
    foot = " · ".join(filter(None, (clean(card.more[left]), clean(card.foot))))
    below = _fitted(foot, fonts.text, ((26, 1), (22, 1), (18, 1))) or _cut(foot, fonts.text, 18, 1)
    shown = (title, *filter(None, (details, *(" ".join(block.lines) for block in figures))), foot, site)
    return Arranged(tuple(above), y, tuple(figures), below, _from_the_right(title), shown)


def draw_card(card: Card, fonts: Fonts) -> Drawn:
    """The picture. Raises LettersError where title, site or foot cannot be drawn."""
    plan = arranged(card, fonts)
    rtl, y = plan.rtl, plan.y
    image = Image.new("L", SIZE, _LIGHT)
    page = ImageDraw.Draw(image)
    page.rectangle((SIZE[0] - 16, 0, *SIZE) if rtl else (0, 0, 16, SIZE[1]), fill=_MUTED)
    _write(page, plan.above, 52, rtl)
    if plan.figures:
        page.line((_MARGIN, y + 4, SIZE[0] - _MARGIN, y + 4), fill=_LINE, width=2)
        _write(page, plan.figures, y + 24, rtl)
    _write(page, [plan.below], _FOOT, rtl)
    return Drawn(_png(image), plan.texts)


def missing(text: str, files: Sequence[str]) -> str:
    """The letters of ``text`` that keep it from being drawn: nothing where one of the fonts has them all.

    Where marks have to be set or the text runs from the right and Raqm is not there, all of them.
    """
    if _needs_shaping(text) and not features.check("raqm"):
        return "".join(dict.fromkeys(letter for letter in text if _needs_shaping(letter)))
    lacking = ["".join(dict.fromkeys(one for one in text if not _has(file, one))) for file in files]
    return min(lacking, key=len, default=text)


def clean(text: str) -> str:
    """The text on one line, without signs that steer a program or the direction of the text."""
    return " ".join(
        "".join(
            one if one in _JOINERS or unicodedata.category(one)[0] != "C" else " " for one in text
        ).split()
    )


def _arrangements(groups: Sequence[Sequence[str]], fonts: Fonts, room: int) -> Iterator[list[_Block]]:
    """The figures in the largest letters with which all have room, else fewer of them; at last none."""
    for number in range(len(groups), -1, -1):
        texts = [text for group in groups[:number] for text in group]
        for size in (32, 28, 24):
            blocks = [_fitted(text, fonts.text, ((size, 2),)) for text in texts]
            fitting = [block for block in blocks if block]
            if len(fitting) == len(texts) and sum(block.height for block in fitting) <= room:
                yield fitting


def _fitted(text: str, files: Sequence[str], sizes: Sequence[tuple[int, int]]) -> _Block | None:
    """The text in the first of the sizes in which it takes no more than so many lines."""
    for size, most in sizes:
        font = _font(text, files, size)
        lines = tuple(_wrapped(text, font))
        if len(lines) <= most:
            return _Block(lines, font)
    return None


def _cut(text: str, files: Sequence[str], size: int, most: int, level: int = _DARK) -> _Block:
    """The text in so many lines; where it is longer, the last one ends with "…"."""
    font = _font(text, files, size)
    lines = tuple(_wrapped(text, font))
    if len(lines) > most:
        last = lines[most - 1]
        while last and _length(f"{last}…", font) > _WIDTH:
            last = last[:-1]
        lines = (*lines[: most - 1], f"{last.rstrip()}…")
    return _Block(lines, font, level)


def _wrapped(text: str, font: Any) -> Iterator[str]:
    """The text in lines that fit; a word that is longer than a line is parted."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _length(longer, font) <= _WIDTH:
            line = longer
            continue
        if line:
            yield line
        while _length(word, font) > _WIDTH:
            end = next(end for end in range(len(word) - 1, 0, -1) if _length(word[:end], font) <= _WIDTH)
            yield word[:end]
            word = word[end:]
        line = word
    yield line


def _length(text: str, font: Any) -> float:
    return float(font.getlength(text))


def _write(page: Any, blocks: Sequence[_Block], y: int, rtl: bool) -> None:
    for block in blocks:
        for line in block.lines:
            # Pillow alone knows no direction; Raqm begins where the words of the line say.
            steered = block.font.layout_engine == ImageFont.Layout.RAQM and _from_the_right(line)
            page.text(
                (SIZE[0] - _MARGIN if rtl else _MARGIN, y),
                line,
                font=block.font,
                fill=block.level,
                anchor="ra" if rtl else "la",
                direction="rtl" if steered else None,
            )
            y += block.leading
        y += block.gap


def _png(image: Any) -> bytes:
    """Shades between two colours; no time and no name of a program is in it."""
    shades = range(256)
    image.putpalette(
        [
            round(ink + (paper - ink) * shade / 255)
            for shade in shades
            for ink, paper in zip(_INK, _PAPER, strict=True)
        ]
    )
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=6)
    return data.getvalue()


def _font(text: str, files: Sequence[str], size: int) -> Any:
    """The first font that has every letter. Raises LettersError where none has."""
    if letters := missing(text, files):
        raise LettersError(letters)
    file = next(one for one in files if all(_has(one, letter) for letter in text))
    return _loaded(file, size, _needs_shaping(text))


@cache
def _loaded(file: str, size: int, shaped: bool) -> Any:
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, size, layout_engine=engine)


@cache
def _has(file: str, letter: str) -> bool:
    """Whether a font has a letter: it looks other than a sign that is none."""
    if letter == " " or letter in _JOINERS:
        return True
    font = _loaded(file, 20, False)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffd"))


def _needs_shaping(text: str) -> bool:
    """Whether letters change with their neighbours, or run from the right."""
    return any(
        unicodedata.bidirectional(letter) in ("R", "AL", "AN") or unicodedata.category(letter)[0] == "M"
        for letter in text
    )


def _from_the_right(text: str) -> bool:
    """Whether the first letter with a direction runs from the right."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one != "L" for one in directions if one in ("L", "R", "AL")), False)


def _lato(weight: str) -> Iterator[str]:
    """Where MkDocs has Lato; nothing where it came without its themes."""
    path = Path(str(metadata.distribution("mkdocs").locate_file(_LATO.format(weight))))
    if path.is_file():
        yield str(path)
