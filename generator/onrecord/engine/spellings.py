"""Other spellings of words and names, under which a search is to find them too. Nobody ever sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

#: Inside a name: "Kata'ib", "Qa’im".
_APOSTROPHES = re.compile("['’‘ʼʾʿ`]")
_MARKED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")
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


def of_names(names: Iterable[str]) -> Iterator[str]:
    """The words of names, also written together and as others write them in Latin letters.

    "Tower 22" as "tower22", "air base" as "airbase", "Kata'ib Hezbollah" as "kataib" and "hizbullah".
    """
    for name in names:
        words = re.split(r"[\s\-]+", _APOSTROPHES.sub("", name).strip())
        yield from words
        yield from ("".join(pair) for pair in pairwise(words))
        for word in words:
            if word.isascii() and word.isalpha():
                yield from _transliterations(word.lower())


def _transliterations(word: str) -> Iterator[str]:
    """Vowels and doubled letters as other systems have them: "rasool" as "rasul", "assad" as "asad"."""
    word = re.sub("oo|ou", "u", word.replace("ee", "i"))
    for one in (word, word.replace("e", "i"), word.replace("o", "u"), word.translate(_HIGH)):
        yield one
        yield re.sub(r"(.)\1", r"\1", one)


_HIGH = str.maketrans("eo", "iu")


def _without_marks(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
