"""Whether a passage begins or ends inside a word or a number: then it is not what was written.

"43" does not stand in "143", "43.5", "43,000", "43%" or "43+", nor "fatal" in "non-fatal", "can" in "can't",
"base" in "bases". Where words are written without spaces (Chinese, Japanese, Thai), a passage may begin and
end between any two characters, but not inside a number.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.proof.text import NO_SPACES, Folded

_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅几幾半第数數")
_HEBREW = re.compile("[\u05d0-\u05f2]")
#: Part of a number that it stands directly after, or directly before.
_AFTER_NUMBER = frozenset("%‰‱°º+½¼¾′″٪⁒")
_BEFORE_NUMBER = frozenset("+-<>~≈≤≥±#№")
#: A long dash parts words; a hyphen, or a short dash without spaces, joins them.
_LONG_DASHES = frozenset("\u2014\u2015")
_GROUP_OF_THREE = re.compile(r" \d{3}(?!\d)")
_SHORT_GROUP = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})* ?\Z")


def whole(passage: Folded, start: int, end: int) -> bool:
    """Whether ``passage.text[start:end]`` begins and ends where words or numbers do."""
    return not (inside(passage, start) or inside(passage, end))


def inside(passage: Folded, at: int) -> bool:
    """Whether the place before ``passage.text[at]`` lies inside a word or a number."""
    text = passage.text
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if _is_mark(right):
        return True
    if left == " " or right == " ":
        return _broken(passage, at) or _spaced_number(text, at)
    before = _letter_before(text, at)
    if _is_word(right):
        if before:
            return not (NO_SPACES.match(before) or NO_SPACES.match(right)) or _both_numerals(before, right)
        if right.isdecimal() and _opens_number(passage, at - 1):
            return True
        return at >= 2 and _joins(passage, at - 1)
    if before and _is_number(before) and _closes_number(right):
        return True
    return bool(before) and at + 1 < len(text) and _joins(passage, at)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def _letter_before(text: str, at: int) -> str:
    """The word character that ends at ``at``, its marks left aside; empty where there is none."""
    while at and _is_mark(text[at - 1]):
        at -= 1
    return text[at - 1] if at and _is_word(text[at - 1]) else ""


def _is_number(character: str) -> bool:
    return character.isnumeric()


def _both_numerals(left: str, right: str) -> bool:
    return all(one.isdecimal() or one in _HAN_NUMERALS for one in (left, right))


def _opens_number(passage: Folded, at: int) -> bool:
    """Whether the character at ``at``, before a digit, belongs to the number: a sign, a currency, a dot."""
    sign, text = passage.text[at], passage.text
    if sign == "-":
        return _original(passage, at) not in _LONG_DASHES
    if sign in ".,":
        return at == 0 or text[at - 1] == " " or text[at - 1].isdecimal()
    return sign in _BEFORE_NUMBER or unicodedata.category(sign) == "Sc"


def _closes_number(sign: str) -> bool:
    return sign in _AFTER_NUMBER or unicodedata.category(sign) == "Sc"


def _original(passage: Folded, at: int) -> str:
    return passage.original[passage.span(at, at + 1)[0]]


def _joins(passage: Folded, at: int) -> bool:
    """Whether the character at ``at`` joins the word characters on both sides of it into one word."""
    text, sign = passage.text, passage.text[at]
    left, right = _letter_before(text, at), text[at + 1]
    if not left or not _is_word(right):
        return False
    if sign == "-":
        return _original(passage, at) not in _LONG_DASHES
    if sign in "'/&@":
        return True
    if sign in ".,:":
        if _is_number(left) and _is_number(right):
            return True
        # "U.S", "example.com"; but "ended.The", where an extractor lost the space, is two words.
        return sign == "." and (
            right.islower() or (left.isupper() and right.isupper() and not _is_word(text[at - 2 : at - 1]))
        )
    if sign in "٫٬":
        return True
    return sign in '"״׳' and bool(_HEBREW.match(left) and _HEBREW.match(right))


def _broken(passage: Folded, at: int) -> bool:
    """Whether a hyphen and the end of a line at ``at`` break one word in two: "attac-" and "ked"."""
    text = passage.text
    space = at - 1 if text[at - 1] == " " else at
    if not 2 <= space < len(text) - 1 or text[space - 1] != "-" or not _is_word(text[space + 1]):
        return False
    first, last = passage.span(space, space + 1)
    return (
        bool(_letter_before(text, space - 1))
        and _original(passage, space - 1) not in _LONG_DASHES
        and "\n" in passage.original[first:last]
    )


def _spaced_number(text: str, at: int) -> bool:
    """Whether ``at`` parts the groups of a number such as "143 000"."""
    space = at - 1 if text[at - 1] == " " else at
    return bool(
        text[space - 1 : space].isdecimal()
        and _GROUP_OF_THREE.match(text, space)
        and _SHORT_GROUP.search(text, max(0, space - 16), space)
    )
