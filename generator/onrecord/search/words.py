"""Words, as the index has them and as the browser takes a query apart: both by one pattern."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

# Between words: spaces and marks. A comma or a stop is one where no word goes on after it: "2,500", "U.S.".
_MARKS = (
    r"\s\-\u2010-\u2015:;!?\"'()\[\]{}<>/=&"
    r"\u2026\u2018-\u201a\u201c-\u201e\u00ab\u00b7\u00bb\u060c\u061b\u061f"
)
_END = rf"(?![^{_MARKS},.])"
_BETWEEN = rf"(?:[{_MARKS}]|[,.]{_END})"
# Words that lead nowhere, and that every longer word begins with: "al" would find "also", "at" "attack".
_SMALL = "al an and as at by el for from in of on or the to was with amp lt gt"
_SKIPPED = "|".join("".join(f"[{one}{one.upper()}]" for one in word) for word in _SMALL.split())
_SKIPPED = rf"(?:(?:[A-Za-z]|{_SKIPPED}){_END}(?![,.][^{_MARKS},.]){_BETWEEN}*)"
SEPARATOR = rf"{_BETWEEN}+{_SKIPPED}*|^{_SKIPPED}+"
"""What parts words, as JavaScript and Python read it alike: marks, with the small words between them."""

_SPLIT = re.compile(SEPARATOR)
_NO_WORD = re.compile(r"[\W_]+")


def words(text: str) -> Iterator[str]:
    """The words of a plain text as they are typed: "At least 34, said U.S. officials." has least, 34 …"""
    return (word for piece in text.split() for word in _words_of(piece))


def counted(text: str) -> Counter[str]:
    """The words of a plain text, and how often each stands there."""
    found: Counter[str] = Counter()
    for piece, times in Counter(text.split()).items():
        for word in _words_of(piece):
            found[word] += times
    return found


@lru_cache(1 << 17)
def _words_of(piece: str) -> tuple[str, ...]:
    # What stands between spaces is the same on most pages of an archive, and the pattern is slow.
    return tuple(word for word in _SPLIT.split(piece) if word)


@lru_cache(1 << 16)
def folded(word: str) -> str:
    """A word as it is looked up, without capitals, marks and signs: "Pérez" as perez, "2,500" as 2500."""
    word = word.lower()
    if not word.isascii():
        word = "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
    return _NO_WORD.sub("", word)
