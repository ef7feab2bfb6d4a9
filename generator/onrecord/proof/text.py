"""Text folded for comparing: alike but for typography, with the way back to the original's offsets.

Folding makes equal what a typesetter, a browser or a PDF may change without changing a word: Unicode
composition (NFC), white space, invisible characters, ligatures of the Latin script, the shapes that Arabic
letters have in a word and the stroke that stretches one, the shape of quotation marks, apostrophes, dashes
and the ellipsis. Case, digits, letters and accents stay. NFKC would not do: it turns 10⁵ into 105.

A line through a character is U+0336 after it: `proof.html` writes it so, and people do.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

#: The line through the character before it.
STROKE = "\u0336"
#: Seen by nobody: soft hyphen, zero-width characters, bidirectional controls, byte-order mark. And what is
#: no part of a letter: the stroke that stretches Arabic words (tatweel), the line through a character.
_HIDDEN = f"\xad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff{STROKE}"
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bb\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_IN_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
# Letters that fonts have one sign for: Latin, Armenian and Hebrew ligatures, wide Hebrew letters, and the
# shapes of Arabic letters. U+FB29 is a plus, and U+FEFF is invisible.
_SHAPES = "\ufb00-\ufb06\ufb13-\ufb17\ufb20-\ufb28\ufb4f-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc"
# Whatever is more than one sign for another: runs of white space or hidden characters, but not a single white
# space; the ellipsis; shapes of letters.
_CHANGED = re.compile(rf"(?:[{_HIDDEN}]|\s(?=[\s{_HIDDEN}]))[\s{_HIDDEN}]*|[\u2026{_SHAPES}]")
_UNSURE = re.compile(r"""['"-]|\.\.|\A\.\Z""")
_SPACED_DOTS = re.compile(r"\.(?: \.){2,}")
_SHAPE = re.compile(f"[{_SHAPES}]")
_MARKS = "\u0300-\u0335\u0337-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_LINED = rf"[^\s{STROKE}][{_MARKS}]{{0,8}}+{STROKE}[{_MARKS}{STROKE}]*+"
_STRUCK = re.compile(rf"{_LINED}(?:[\s{STROKE}]*+{_LINED})*+")
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
    def starts(self) -> list[int]:
        """The positions in `text` of `offsets`."""
        return [start for start, _ in self.offsets]

    def _part(self, at: int) -> tuple[int, int]:
        """The original's part behind one character of the text; behind its end, the original's end."""
        if at >= len(self.text):
            return len(self.original), len(self.original)
        index = bisect_right(self.starts, at) - 1
        start, origin = self.offsets[index]
        if index + 1 < len(self.offsets):
            next_start, next_origin = self.offsets[index + 1]
            if next_start - start != next_origin - origin:
                return origin, next_origin
        return origin + at - start, origin + at - start + 1

    def origin(self, at: int) -> int:
        """Where in `original` the part begins that the text has at ``at``; at its end, where that ends."""
        if at < len(self.text):
            return self._part(at)[0]
        start, origin = self.offsets[-1]
        return origin + at - start

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of each word, number, sign, and character of `NO_SPACES`."""
        return tuple(found.span() for found in _TOKEN.finditer(self.text))


def is_sure(word: str) -> bool:
    """Whether a word looks the same in every copy: it has no quotation mark, dash or ellipsis."""
    return fold(word).text == word and not _UNSURE.search(word)


def fold(text: str, *, struck: bool = True) -> Folded:
    """``text`` with composed letters, single spaces and plain punctuation, and without what nobody sees.

    A soft hyphen at the end of a line goes with the line's end; any other hyphen there stays, since nobody
    knows whether the word has it. With ``struck`` false, what has a line through it is left out.
    """
    # A pattern finds the few places far faster than `str.translate` looks up each character.
    plain = _IN_PLAIN.sub(lambda found: _PLAIN[found[0]], text)
    folded = Folded(text, plain, ((0, 0),))
    if not struck and STROKE in plain:
        folded = _with(folded, ((*found.span(), "") for found in _STRUCK.finditer(plain)))
    folded = _with(
        folded, ((*found.span(), _replacement(found[0])) for found in _CHANGED.finditer(folded.text))
    )
    folded = Folded(text, _OTHER_SPACE.sub(" ", folded.text), folded.offsets)
    if ". . ." in folded.text:
        dots = _SPACED_DOTS.finditer(folded.text)
        folded = _with(folded, ((*found.span(), found[0].replace(" ", "")) for found in dots))
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _with(folded, _of_whole_parts(folded, _compositions(folded.text)))
    return folded


def _replacement(found: str) -> str:
    if found == "\u2026":
        return "..."
    if _SHAPE.match(found):
        # An accent by itself has a blank to stand on, which the text has not.
        return unicodedata.normalize("NFKC", found).lstrip(" ").replace("\u0640", "")
    line, line_end, rest = found.partition("\n")
    hidden = line.rstrip()
    if line_end and "\n" not in rest and "\xad" in hidden and not _SPACE.search(hidden):
        return ""
    return " " if _SPACE.search(found) else ""


def _with(before: Folded, changes: Iterable[tuple[int, int, str]]) -> Folded:
    """``before`` with parts of its text (start, end, what stands there now) changed, in order."""
    text = before.text
    parts: list[str] = []
    offsets = [(0, before.origin(0))]
    at = length = 0

    def keep(until: int) -> None:
        nonlocal at, length
        low, high = bisect_right(before.starts, at), bisect_right(before.starts, until)
        offsets.extend((start + length - at, origin) for start, origin in before.offsets[low:high])
        parts.append(text[at:until])
        length += until - at
        at = until

    for start, end, new in changes:
        keep(start)
        offsets.append((length, before.origin(start)))
        parts.append(new)
        length += len(new)
        at = end
        offsets.append((length, before.origin(end)))
    keep(len(text))
    return Folded(before.original, "".join(parts), tuple(offsets))


def _of_whole_parts(before: Folded, changes: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The same changes, none of which begins or ends within what one character of the original became.

    An accent behind the ligature \ufb01 changes the i of "fi", and the f belongs to the same character.
    """
    text, found = before.text, list[tuple[int, int, str]]()
    for start, end, new in changes:
        low, high = start, end
        while low > 0 and before._part(low) == before._part(low - 1):
            low -= 1
        while high < len(text) and before._part(high) == before._part(high - 1):
            high += 1
        if found and low < found[-1][1]:
            first, last, done = found.pop()
            kept = done[: len(done) - (last - start)] if last > start else done + text[last:start]
            high = max(high, last)
            found.append((first, high, kept + new + text[end:high]))
        else:
            found.append((low, high, text[low:start] + new + text[end:high]))
    return found


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, composed) of the parts of ``text`` that composing (NFC) changes."""
    for run in _NOT_ASCII.finditer(text):
        if not unicodedata.is_normalized("NFC", run[0]):
            for start, end, new in _clusters(run[0]):
                # An accent that stays an accent is no part of what composes.
                while new and run[0][end - 1] == new[-1]:
                    end, new = end - 1, new[:-1]
                yield run.start() + start, run.start() + end, new


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
