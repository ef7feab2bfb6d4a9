"""Numbers with words in them as digits: "2 million" is 2000000, "half a dozen" 6, "two hundred and
five" 205.

A scale counts for both ends of a range: "1.5 to 2 million" is 1500000 to 2000000. What is no whole number,
such as "1.2345 thousand", stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_UNIT_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split(), start=1)}
_TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), start=2)}

_NAMES = {
    12: "dozen dozens",
    20: "score",
    100: "hundred hundreds",
    1000: "thousand thousands k",
    10**5: "lakh lakhs lac lacs",
    10**6: "million millions mn mln",
    10**7: "crore crores",
    10**9: "billion billions bn",
    10**12: "trillion trillions",
}
#: What the number before such a word is multiplied by.
SCALES = {word: scale for scale, words in _NAMES.items() for word in words.split()}
#: Those that stand for one of themselves without a number: "nearly hundred".
_ALONE = frozenset(("dozen", "hundred", "thousand", "lakh", "million", "crore", "billion"))
#: Words before a scale that leave its number open: "several hundred".
_VAGUE = frozenset(("several", "few", "many", "couple", "handful", "of", "tens", "per"))
_SHARES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}

_TOKEN = re.compile(r"([0-9]+(?:\.[0-9]+)?)|([a-z']+)|([^0-9a-z']+)")
_BETWEEN = re.compile(r" ?(?:-|[\u2012-\u2014]|\.\.|…) ?| (?:to|or|and|until) ")


def in_digits(text: str) -> str:
    """``text`` with digits for every number that has words in it; letters are small, blanks single."""
    return _Reader(text).read()


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number, what its last part was multiplied by, and the first number written of it."""

    value: Fraction
    scale: int = 1
    written: Fraction = Fraction(0)


class _Reader:
    """Reads tokens one after the other: numerals, words, and what stands between."""

    def __init__(self, text: str) -> None:
        self.tokens = [found[0] for found in _TOKEN.finditer(text)]
        self.at = 0

    def read(self) -> str:
        """The text with digits."""
        out: list[str] = []
        before: tuple[int, _Amount] | None = None
        while self.at < len(self.tokens):
            start = self.at
            amount = self._amount()
            if amount is None:
                out.append(self.tokens[start])
                self.at = start + 1
                continue
            if before and _shares_scale(before[1], "".join(out[before[0] + 1 :]), amount):
                out[before[0]] = _digits(before[1].value * amount.scale) or out[before[0]]
            out.append(_digits(amount.value) or "".join(self.tokens[start : self.at]))
            before = len(out) - 1, amount
        return "".join(out)

    def _amount(self) -> _Amount | None:
        """A number with all its parts, from the largest scale to the smallest."""
        first = self._number()
        if first is None:
            return None
        written, total, last = first, Fraction(0), 0
        part: Fraction | None = first
        while part is not None:
            part, scale = self._scaled(part)
            total += part
            if scale == 1:
                break
            last = scale
            part = self._next_part(scale)
        return _Amount(total, last or 1, written)

    def _next_part(self, scale: int) -> Fraction | None:
        """The number behind a scale that belongs to it, as 5 in "two hundred and five"; else None."""
        start = self.at
        joint = self._take(" ", "-")
        if joint and self._word() == "and":
            self.at += 1
            joint = self._take(" ")
        if joint:
            if (self._word() in ("a", "half")) and (half := self._share()) and self._scale_here() is None:
                return half * scale
            if (number := self._number(alone=False)) is not None:
                here = self._scale_here() or 1
                # "three hundred and fifty thousand" is one number, "two hundred and three hundred" are two.
                fits = number * here < scale or (scale == 100 and number < 100 and here > 100)
                if fits and number.denominator == 1:
                    return number
        self.at = start
        return None

    def _scaled(self, number: Fraction) -> tuple[Fraction, int]:
        """``number`` times the scales that follow it."""
        scale = 1
        while (here := self._scale_here()) is not None:
            self._take(" ", "-")
            self.at += 1
            number, scale = number * here, scale * here
            if here == 100 and (rest := self._next_part(100)) is not None:
                if self._scale_here() is None:
                    return number + rest, scale
                number += rest
        return number, scale

    def _number(self, *, alone: bool = True) -> Fraction | None:
        """Digits, a number word below a hundred, "a" or nothing before a scale, a share of a scale."""
        word = self._word()
        number: Fraction | None = None
        if word is None:
            return None
        if "0" <= word[0] <= "9":
            self.at += 1
            number = Fraction(word)
        elif word in _TENS or word in _UNITS:
            self.at += 1
            number = Fraction(_TENS.get(word, _UNITS.get(word, 0)))
            if word in _TENS:
                number += self._unit()
        elif (share := self._share()) is not None:
            if self._scale_here() is None:
                return None
            return share
        elif word in ("a", "an") and self._scale_at(self.at + 2) is not None:
            self.at += 1
            number = Fraction(1)
        elif alone and word in _ALONE and not self._vague():
            # Its scale is read by `_scaled`, which skips a blank before it.
            number = Fraction(1)
        more = "".join(self.tokens[self.at : self.at + 6]) == " and a half"
        if number is not None and more and self._scale_at(self.at + 7) is not None:
            self.at += 6
            number += Fraction(1, 2)
        return number

    def _unit(self) -> int:
        """The units behind tens: 3 in "twenty-three", else 0."""
        after = self.tokens[self.at : self.at + 2]
        if len(after) == 2 and after[0] in (" ", "-") and 0 < _UNITS.get(after[1], 0) < 10:
            self.at += 2
            return _UNITS[after[1]]
        return 0

    def _share(self) -> Fraction | None:
        """Half of a scale in "half a million", a quarter in "a quarter of a million"."""
        found = re.match(
            r"(?:an? )?(half|quarter|third)(?: of)?(?: an?)?(?= |$)",
            "".join(self.tokens[self.at : self.at + 8]),
        )
        if found is None:
            return None
        self.at += len(_TOKEN.findall(found[0]))
        return _SHARES[found[1]]

    def _vague(self) -> bool:
        return self.at >= 2 and self.tokens[self.at - 2] in _VAGUE

    def _word(self) -> str | None:
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        return token if re.match("[0-9a-z]", token) else None

    def _scale_here(self) -> int | None:
        """The scale that stands next, directly, behind a blank or a hyphen."""
        here = self.tokens[self.at] if self.at < len(self.tokens) else ""
        return self._scale_at(self.at + 1 if here in (" ", "-") else self.at)

    def _scale_at(self, at: int) -> int | None:
        return SCALES.get(self.tokens[at]) if at < len(self.tokens) else None

    def _take(self, *separators: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] in separators:
            self.at += 1
            return True
        return False


def _shares_scale(one: _Amount, between: str, other: _Amount) -> bool:
    """Whether the scale of ``other`` counts for ``one`` too: "1.5 to 2 million", not "500 to 2 thousand"."""
    return bool(
        other.scale > 1 and one.scale == 1 and _BETWEEN.fullmatch(between) and one.value < other.written
    )


def _digits(value: Fraction) -> str:
    """The digits of a whole number; the empty text for another one."""
    return str(value.numerator) if value.denominator == 1 else ""
