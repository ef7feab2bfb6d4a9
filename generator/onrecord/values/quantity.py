"""How long and how far: a count in words with its unit, "about 6 hours", "15 nautical miles".

The unit is kept as the source has it; printing is the inverse of parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self, TypeVar

from onrecord.values.amounts import in_digits
from onrecord.values.count import NEED_OF, PATTERN, Count, CountError, Form, Kind, reach

#: Count words that say no number of units.
_NO_UNITS = ("most", "half of them")


class QuantityError(ValueError):
    """Text that is no such quantity: ``what`` is wrong, and a ``hint`` how to mend it."""

    def __init__(self, what: str, hint: str = "") -> None:
        """Take one sentence each, without a full stop."""
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of units: ``about 6 hours``, ``several days``. ``unit`` is the plural: "hours"."""

    count: Count
    unit: str

    noun: ClassVar[str] = "quantity"
    example: ClassVar[str] = ""
    singular: ClassVar[dict[str, str]] = {}
    """The unit in the singular, by its plural, in the order in which an error lists them."""
    other_words: ClassVar[dict[str, str]] = {}
    """What editors type instead, and the plural of the unit that it means."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quantity that ``text`` says; raises `QuantityError` with the right form as hint."""
        return _parse(cls, text)

    @classmethod
    def pattern(cls) -> str:
        """The grammar as one regular expression, for a JSON Schema."""
        units = "|".join((*cls.singular, *cls.singular.values()))
        return rf"^(?:{PATTERN.removeprefix('^').removesuffix('$')})(?: of)? (?:{units})$"

    def __str__(self) -> str:
        """The canonical text: "1 hour", "about 6 hours", "a couple of hours"."""
        of = " of" if self.count.state in NEED_OF else ""
        one = re.search(r"(?:^| )1$", str(self.count)) and self.count.form is not Form.RANGE
        return f"{self.count}{of} {self.singular[self.unit] if one else self.unit}"


class Duration(Quantity):
    """How long something lasted: ``6 hours``, ``more than 3 days``."""

    noun = "duration"
    example = "6 hours, about 20 minutes, more than 3 days, several hours"
    singular: ClassVar[dict[str, str]] = {
        "seconds": "second",
        "minutes": "minute",
        "hours": "hour",
        "days": "day",
        "nights": "night",
        "weeks": "week",
        "months": "month",
    }
    other_words: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("hr", "hrs", "h"), "hours"),
        **dict.fromkeys(("min", "mins", "m"), "minutes"),
        **dict.fromkeys(("sec", "secs", "s"), "seconds"),
        "d": "days",
        "wks": "weeks",
    }
    _MINUTES: ClassVar[dict[str, Fraction]] = {
        "seconds": Fraction(1, 60),
        "minutes": Fraction(1),
        "hours": Fraction(60),
        "days": Fraction(24 * 60),
        "weeks": Fraction(7 * 24 * 60),
    }

    def compatible(self, other: Duration) -> bool:
        """Whether both can be true of one event: "more than 3 hours" and "5 hours" can, "2 days" cannot.

        Nights and months have no fixed length, and contradict nothing of another unit.
        """
        if self.unit == other.unit:
            return self.count.compatible(other.count)
        ours, theirs = self._MINUTES.get(self.unit), self._MINUTES.get(other.unit)
        if ours is None or theirs is None:
            return True
        (low, high), (least, most) = reach(self.count), reach(other.count)
        return (most is None or low * ours <= most * theirs) and (
            high is None or least * theirs <= high * ours
        )


class Distance(Quantity):
    """How far something lay from a place: ``15 nautical miles``."""

    noun = "distance"
    example = "15 nautical miles, about 3 kilometres, 200 metres"
    singular: ClassVar[dict[str, str]] = {
        "nautical miles": "nautical mile",
        "miles": "mile",
        "kilometres": "kilometre",
        "metres": "metre",
    }
    other_words: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("nm", "nmi", "nautical mile", "sea miles"), "nautical miles"),
        "mi": "miles",
        **dict.fromkeys(("km", "kms", "kilometers", "kilometer"), "kilometres"),
        **dict.fromkeys(("m", "meters", "meter"), "metres"),
    }
    _KILOMETRES: ClassVar[dict[str, float]] = {"nautical miles": 1.852, "miles": 1.609344}

    def converted(self) -> Distance | None:
        """The same in kilometres, which is our conversion: "28 kilometres"; None where it is metric.

        "at least 15 nautical miles" is "at least 28 kilometres"; a word without a number converts to nothing.
        """
        factor, count = self._KILOMETRES.get(self.unit), self.count
        if factor is None or count.form is Form.WORD:
            return None
        low, high = (None if one is None else max(1, round(one * factor)) for one in (count.low, count.high))
        if count.form is Form.RANGE and low == high:
            return Distance(Count(Form.ABOUT, low, low), "kilometres")
        return Distance(Count(count.form, low, high), "kilometres")


_Shape = TypeVar("_Shape", bound=Quantity)


def _parse(shape: type[_Shape], text: str) -> _Shape:
    for plural, singular in shape.singular.items():
        for unit in (plural, singular):
            number = text[: -len(unit) - 1]
            if text.endswith(f" {unit}") and _is_count(number := number.removesuffix(" of")):
                try:
                    count = Count.parse(number)
                except CountError as error:
                    meant = error.hint.removeprefix("write ")
                    hint = f"write {meant} {plural}" if _is_count(meant) else "delete the key"
                    raise QuantityError(error.what, hint) from None
                if not _counts_units(count):
                    raise QuantityError(f"“{text}” says no {shape.noun}", "delete the key")
                found = shape(count, plural)
                if str(found) != text:
                    raise QuantityError(f"“{text}” is not a {shape.noun}", f"write {found}")
                return found
    raise _explain(shape, text)


def _counts_units(count: Count) -> bool:
    """Whether a count can stand before a unit: "none" and "half of them" cannot."""
    return count.kind not in (Kind.ZERO, Kind.OPEN) and str(count) not in ("0", *_NO_UNITS)


def _is_count(text: str) -> bool:
    return re.match(PATTERN, text) is not None


_HALVES = {
    r"half (?:an? )?hour": "30 minutes",
    r"(?:a )?quarter of an hour": "15 minutes",
    r"three quarters of an hour": "45 minutes",
    r"(?:an?|one) hour and a half": "90 minutes",
    r"(?:a |one )?day and a half": "36 hours",
    r"half a day": "12 hours",
    r"all night|the whole night": "1 night",
    r"all day|the whole day": "1 day",
}


def _explain(shape: type[Quantity], text: str) -> QuantityError:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    what = f"“{shown}” is not a {shape.noun}"
    plain = " ".join(text[:80].lower().split())
    plain = re.sub(r"^(?:for|over|lasting|within|in|during)(?: the)? ", "", plain)
    plain = re.sub(r"^(?:the )?(?:last|past|next|following) ", "", plain)
    plain = re.sub(r"(?: long| in all| straight| on end| away)$", "", plain)
    for pattern, instead in _HALVES.items():
        if shape.noun == "duration" and re.fullmatch(pattern, plain):
            return QuantityError(what, f"write {instead}")
    number, unit = _apart(shape, plain)
    if unit and (count := _meant(number)) is not None:
        return QuantityError(what, f"write {shape(count, unit)}")
    if shape.noun == "duration" and re.match(
        r"overnight|(?:at|by) night|(?:in|during) the (?:night|day)", plain
    ):
        return QuantityError(f"{what}: it says when", "write it as `time:`, for example `time: overnight`")
    if plain and _of_units(number := in_digits(plain)) is not None:
        unit = "hours" if "hours" in shape.singular else "kilometres"
        return QuantityError(f"{what}: it has no unit", f"for example {number} {unit}")
    if not plain:
        return QuantityError(f"the {shape.noun} is empty", f"for example {shape.example}; or delete the key")
    return QuantityError(what, f"for example {shape.example}")


def _apart(shape: type[Quantity], plain: str) -> tuple[str, str]:
    """The number and the unit of "two hours", "15nm", "six-hour"; no unit where none is known."""
    words = {**{one: plural for plural, one in shape.singular.items()}, **shape.other_words}
    words |= {plural: plural for plural in shape.singular}
    for word in sorted(words, key=len, reverse=True):
        if found := re.fullmatch(rf"(.*?[a-z0-9+])(?: |-|(?<=[0-9])){re.escape(word)}", plain):
            return found[1], words[word]
    return "", ""


def _of_units(text: str) -> Count | None:
    """The count that ``text`` is, where it can stand before a unit."""
    try:
        count = Count.parse(text)
    except CountError:
        return None
    return count if _counts_units(count) else None


def _meant(number: str) -> Count | None:
    """The count that the words before a unit mean: 6 of "six"; None where they mean none."""
    number = re.sub(r"\ban?$", "1", number.removesuffix(" of"))
    try:
        Count.parse(number)
    except CountError as error:
        found = re.fullmatch(r"write ([^;]*?)", error.hint)
        number = found[1] if found else ""
    return _of_units(number)
