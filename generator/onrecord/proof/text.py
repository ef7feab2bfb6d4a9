"""Text folded for comparing: alike but for typography, with the way back to the original's offsets.

Folding makes equal what a typesetter, a browser or a PDF may change without changing a word: Unicode
composition (NFC), white space, invisible characters, the shape of quotation marks, dashes and the ellipsis.
Case, digits, letters and accents stay. NFKC would not do: it turns 10⁵ into 105.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

#: Seen by nobody: soft hyphen, zero-width characters, bidirectional controls, byte-order mark.
_HIDDEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_IN_PLAIN = re.compile("[\u2010-\u2015\u2018-\u201f\u2212]")
# Whatever changes the length: runs of white space or hidden characters, but not a single white space.
_CHANGED = re.compile(rf"(?:[{_HIDDEN}]|\s(?=[\s{_HIDDEN}]))[\s{_HIDDEN}]*|\u2026")
#: A character of a script that is written without spaces between words.
NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = rf"[^\W{NO_SPACES.pattern[1:]}"
# A word or a number with what joins its parts, a character of a script without spaces, or a sign by itself.
_TOKEN = re.compile(rf"(?:{_WORD}[^\w ]?)*{_WORD}+|{NO_SPACES.pattern}|[^\w ]")
_SPACE = re.compile(r"\s")
_OTHER_SPACE = re.compile(r"[^\S ]")
_NOT_ASCII = re.compile(r".?[^\x00-\x7f]+", re.DOTALL)
# Vowels and final consonants of Hangul compose with the letter before them, though they are no marks.
_JAMO = re.compile("[\u1160-\u11ff]")


@dataclass(frozen=True, eq=False)
class Folded:
    """Folded text, and where each part of it stands in the original.

    `offsets` are (position in `text`, position in `original`) pairs, in order of both. Between two pairs both
    texts have the same length and run in step; where the lengths differ, the parts stand for each other as a
    whole.
    """

    original: str
    text: str
    offsets: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `original` that `text[start:end]` was made from, as a half-open pair of offsets.

        Invisible characters around it are left out. An empty part gives an empty one.
        """
        if start >= end:
            at = self._part(start)[0]
            return at, at
        return self._part(start)[0], self._part(end - 1)[1]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The part of `text` that `original[start:end]` became: the inverse of `span`."""
        low = bisect_left(range(len(self.text)), True, key=lambda at: self._part(at)[1] > start)
        high = bisect_left(range(len(self.text)), True, key=lambda at: self._part(at)[0] >= end)
        return low, max(low, high)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.offsets]

    def _part(self, at: int) -> tuple[int, int]:
        """The original's part behind one character of the text; behind its end, the original's end."""
        if at >= len(self.text):
            return len(self.original), len(self.original)
        index = bisect_right(self._starts, at) - 1
        start, origin = self.offsets[index]
        if index + 1 < len(self.offsets):
            next_start, next_origin = self.offsets[index + 1]
            if next_start - start != next_origin - origin:
                return origin, next_origin
        return origin + at - start, origin + at - start + 1

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of each word, number, sign, and character of `NO_SPACES`."""
        return tuple(found.span() for found in _TOKEN.finditer(self.text))


def fold(text: str) -> Folded:
    """``text`` with composed letters, single spaces and plain punctuation, and without what nobody sees.

    A soft hyphen at the end of a line goes with the line's end; any other hyphen there stays, since nobody
    knows whether the word has it.
    """
    # A pattern finds the few places far faster than `str.translate` looks up each character.
    plain = _IN_PLAIN.sub(lambda found: _PLAIN[found[0]], text)
    parts: list[str] = []
    offsets = [(0, 0)]
    at = length = 0
    for found in _CHANGED.finditer(plain):
        start, end = found.span()
        new = _replacement(found[0])
        parts += (plain[at:start], new)
        length += start - at
        if len(new) != end - start:
            offsets += ((length, start), (length + len(new), end))
        length += len(new)
        at = end
    parts.append(plain[at:])
    folded = _OTHER_SPACE.sub(" ", "".join(parts))
    if not unicodedata.is_normalized("NFC", folded):
        folded, offsets = _composed(folded, offsets)
    return Folded(text, folded, tuple(offsets))


def _replacement(found: str) -> str:
    if found == "\u2026":
        return "..."
    line, line_end, rest = found.partition("\n")
    hidden = line.rstrip()
    if line_end and "\n" not in rest and "\xad" in hidden and not _SPACE.search(hidden):
        return ""
    return " " if _SPACE.search(found) else ""


def _composed(text: str, offsets: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """NFC of ``text``, and the offsets that lead through ``offsets`` to the original."""
    before = Folded(text, text, tuple(offsets))
    parts: list[str] = []
    made = list[tuple[int, int]]()
    at = length = 0

    def copy(until: int) -> None:
        nonlocal at, length
        low, high = bisect_right(before._starts, at), bisect_right(before._starts, until)
        made.append((length, _origin(before, at)))
        made.extend((start + length - at, origin) for start, origin in before.offsets[low:high])
        parts.append(text[at:until])
        length += until - at
        at = until

    for run in _NOT_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        for start, end, new in _clusters(run[0]):
            copy(run.start() + start)
            made.append((length, _origin(before, at)))
            parts.append(new)
            length += len(new)
            at = run.start() + end
    copy(len(text))
    return "".join(parts), made


def _origin(before: Folded, at: int) -> int:
    if at >= len(before.text):
        start, origin = before.offsets[-1]
        return origin + at - start
    return before._part(at)[0]


def _clusters(run: str) -> list[tuple[int, int, str]]:
    """(start, end, composed) of the parts of ``run`` that composing changes."""
    starts = [
        index
        for index, character in enumerate(run)
        if not index or not (unicodedata.category(character)[0] == "M" or _JAMO.match(character))
    ]
    pairs = list(zip(starts, [*starts[1:], len(run)], strict=True))
    new = [unicodedata.normalize("NFC", run[start:end]) for start, end in pairs]
    whole = unicodedata.normalize("NFC", run)
    if "".join(new) != whole:
        return [(0, len(run), whole)]
    return [
        (start, end, text) for (start, end), text in zip(pairs, new, strict=True) if run[start:end] != text
    ]
