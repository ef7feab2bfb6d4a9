"""Other spellings of words and names, under which a search is to find them too. Nobody ever sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

#: Inside a name: "Kata'ib", "Qa’im".
_APOSTROPHES = re.compile("['’‘ʼʾʿ`]")
_MARKED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Words of names that nobody writes together with the next one.
_APART = {"and", "for", "from", "in", "of", "on", "the", "to", "un", "us"}
#: Letters of a word that may be written together with another: "air base", "al-Asad", "Tower 22".
_SHORT = 4
_ARTICLE = "ال"
#: The same letters as a Persian and as an Arabic keyboard types them, and those that are often confused.
_AS_ARABIC = str.maketrans("کیىة", "كييه")
_AS_PERSIAN = str.maketrans("كيى", "کیی")


def of_word(word: str) -> Iterator[str]:
    """Other ways to type a word of any text: "2,500" as 2500, "Pérez" as "Perez", "السوداني" as "سوداني"."""
    if _MARKED_NUMBER.fullmatch(word):
        yield word.replace(",", "")
    elif word.isascii():
        if word.isdigit() and len(word) > 3 and not _YEAR.fullmatch(word):
            yield f"{int(word):,}"
    else:
        plain = _without_marks(word)
        folded = plain.translate(_AS_ARABIC)
        for one in (word, plain, folded, folded.translate(_AS_PERSIAN)):
            yield one
            if one.startswith(_ARTICLE) and len(one) > 4:
                yield one.removeprefix(_ARTICLE)


def of_names(line: str) -> Iterator[str]:
    """The names of one thing, with commas between, as others write them.

    Words together: "Tower 22" as "tower22", "Kata'ib" as "kataib"; and, where one of the names is in another
    script, by other systems of transliteration: "Hezbollah" as "hizbullah".
    """
    others = any(unicodedata.bidirectional(one) == "AL" for one in line)
    for name in _APOSTROPHES.sub("", line).lower().split(","):
        words = [word for word in re.split(r"[\s\-]+", name) if word.isascii() and word.isalnum()]
        yield from words
        for left, right in pairwise(words):
            short = min(len(left), len(right)) <= _SHORT and not (left + right).isdigit()
            if short and not {left, right} & _APART:
                yield left + right
        for word in words if others else ():
            if len(word) > _SHORT - 1:
                yield from _transliterations(word)


def _transliterations(word: str) -> Iterator[str]:
    """Vowels and doubled letters as other systems have them: "rasool" as "rasul", "assad" as "asad"."""
    word = re.sub("oo|ou", "u", word.replace("ee", "i"))
    for one in (word, word.replace("e", "i"), word.replace("o", "u"), word.translate(_HIGH)):
        yield one
        yield re.sub(r"(.)\1", r"\1", one)


_HIGH = str.maketrans("eo", "iu")


def _without_marks(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
