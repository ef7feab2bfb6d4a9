"""How wide words of a drawing are, and how a long name is set in lines."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import cache, lru_cache

#: From this many characters on, a name may be set in several lines, and in how many at most.
_LONG = 20
_MOST_LINES = 5

#: Widths in hundredths of the size of the type: the widest that the sans serifs of the usual systems have in
#: bold (DejaVu Sans, which stands for Verdana too; Noto Sans; Liberation Sans, which stands for Arial and
#: Helvetica). A text that fits by them fits in any of these.
_WIDTHS = {
    character: width
    for width, characters in {
        35: " 'ijl",
        40: ",.:;I",
        46: "/\\!()[]-f`·°",
        50: "rt–",
        58: '"*|J_z“”',
        60: "cs?",
        65: "vxyL",
        69: "akEFTeo",
        73: "$0123456789hnu{}SYbdgpqCPZ",
        78: "BAKRVX",
        85: "#+<=>HN^~UGDOQ",
        92: "&w",
        105: "%@Mm—",
        110: "W",
    }.items()
    for character in characters
}
_OTHER = 80
_REGULAR = 0.92
"""Of what is set in bold, at most."""


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """How wide a text is at most in a sans serif; ``spacing`` is what is added after each letter, in sizes.

    >>> text_width("Hilla", 10, bold=True)
    25.9
    """
    hundredths = sum(_width(character) for character in text)
    return round((hundredths / 100 * (1 if bold else _REGULAR) + spacing * len(text)) * size, 2)


@cache
def _width(character: str) -> int:
    if (known := _WIDTHS.get(character)) is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 130 if ord(character) >= 0x1F000 else 105
    # A letter with a sign above or below it is as wide as without.
    plain = unicodedata.normalize("NFD", character)[0]
    if plain != character:
        return _width(plain)
    return 105 if character.isupper() or unicodedata.category(character)[0] == "S" else _OTHER


def ways(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to set a name: in one line, or a long one in lines of about one length, the best first.

    >>> ways("US Embassy, Green Zone, Baghdad")[0]
    ('US Embassy, Green', 'Zone, Baghdad')
    """
    if len(text) < _LONG:
        return ((text,),)
    found = [in_lines(text, number) for number in range(2, _MOST_LINES + 1)]
    return tuple(dict.fromkeys((*found, (text,))))


def in_lines(text: str, number: int) -> tuple[str, ...]:
    """A text in at most ``number`` lines, as narrow as can be; a word is parted where it must be."""
    least = max(-(-len(text) // number), 1)
    longest = max((len(word) for word in text.split()), default=1)
    for width in range(max(least, min(longest, 24)), len(text) + 1):
        lines = textwrap.wrap(text, width, break_on_hyphens=False)
        if len(lines) <= number:
            return tuple(lines)
    return (text,)
