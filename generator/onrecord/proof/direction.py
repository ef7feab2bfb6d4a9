"""Whether an Arabic or Hebrew text is stored in the order in which it is seen, from the left.

It is to be stored in the order in which it is read; whatever shows it begins at the right. Some PDF files and
old pages hold each line the other way round, so that nothing stands in them as it is written. That is told by
letters that only end a word and begin one there, by the shapes of Arabic letters, by common words reversed.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from onrecord.proof.text import fold

_RTL = (
    "\u0590-\u05ff\u0620-\u063f\u0641-\u06ff\u0750-\u077f\u0870-\u08ff\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc"
)
_WORD = re.compile(rf"[{_RTL}\u0640]{{2,}}")
_LETTER = re.compile(f"[{_RTL}]")
#: Letters that only stand at the end of a word: teh marbuta, alef maksura, the long yeh and the nasal
#: noon of Urdu, and the final letters of Hebrew.
_LAST = frozenset("ةىےۓںךםןףץ")
#: Frequent words of Arabic, Persian, Urdu and Hebrew, none of which is a word when it is reversed.
_COMMON = frozenset(
    "في على إلى التي الذي هذا هذه قال كان بعد قبل است این گفت شده های میں نہیں של הוא היא עם כי".split()  # noqa: SIM905
)
_REVERSED = frozenset(word[::-1] for word in _COMMON) - _COMMON
#: Words that speak for the order seen from the left, at least; and so many for each that speaks against it.
_LEAST, _TIMES = 2, 3
_NUMBERS = re.compile(rf"[^\s{_RTL}]+")


def is_rtl(text: str) -> bool:
    """Whether most letters of ``text`` belong to a script that is written from the right."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and len(_LETTER.findall(text)) > letters / 2


def in_visual_order(text: str) -> bool:
    """Whether the Arabic and Hebrew words of ``text`` are stored from the left, as they are seen."""
    seen = read = 0
    for found in _WORD.finditer(text):
        word = "".join(one for one in found[0] if unicodedata.category(one)[0] != "M")
        if len(word) < 2:
            continue
        plain = fold(word).text
        seen += _ends(word[0], word[-1]) or plain in _REVERSED or _joined(word[::-1])
        read += _ends(word[-1], word[0]) or plain in _COMMON or _joined(word)
    return seen >= _LEAST and seen > _TIMES * read


def has_visual_order(text: str) -> bool:
    """Whether a page of ``text``, or all of it, is stored from the left."""
    return _LETTER.search(text) is not None and (
        in_visual_order(text) or any(map(in_visual_order, text.split("\f")))
    )


def mirrored(words: str) -> str:
    """``words`` as a line that is stored from the left has them: numbers and Latin words stay as they are."""
    return _NUMBERS.sub(lambda found: found[0][::-1], words[::-1])


def _ends(last: str, first: str) -> bool:
    """Whether only the first of two letters can end a word, or only the second begin one."""
    begins = _shape(first) == "initial"
    return begins or (_ends_word(last) and not _ends_word(first))


def _ends_word(letter: str) -> bool:
    return letter in _LAST or _shape(letter) == "final"


def _joined(word: str) -> bool:
    """Whether two shapes stand as they are read: the first of a word, one in the middle, the last."""
    shapes = [_shape(letter) for letter in word]
    return any(pair in (("initial", "medial"), ("medial", "final")) for pair in pairwise(shapes))


def _shape(letter: str) -> str:
    """``initial``, ``medial``, ``final`` or ``isolated`` where a letter has one of its own; else empty."""
    return unicodedata.decomposition(letter).partition(">")[0].removeprefix("<") if letter > "\ufaff" else ""
