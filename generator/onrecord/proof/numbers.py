"""Numbers in English text: numerals and number words, what each of them measures, and how it is bounded.

Closed lists, no guessing: what the lists do not know is left out, so that a figure may be missed and is never
invented. Text is expected as `onrecord.proof.text.fold` leaves it: single blanks, plain hyphens and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from onrecord.values.count import Form


class Of(StrEnum):
    """What a number is one of."""

    COUNT = "count"
    MEASURE = "measure"
    """A distance, a duration, an age, a share, a sum of money; and any number that is not whole."""
    DATE = "date"
    TIME = "time"
    NAME = "name"
    """Part of a name or compound: Tower 22, C-130, one-way, 29th."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands at ``text[start:end]``.

    ``form`` is how the words around it bound it; in a range ``value`` is its low end and ``high`` the other.
    """

    start: int
    end: int
    value: Fraction
    of: Of = Of.COUNT
    form: Form = Form.EXACT
    high: Fraction | None = None

    def __str__(self) -> str:
        """``58``, ``at least 58``, ``3 to 14``."""
        if self.high is not None:
            return f"{_written(self.value)} to {_written(self.high)}"
        return _written(self.value) if self.form is Form.EXACT else f"{self.form} {_written(self.value)}"


def _written(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


_UNIT_WORDS = "one two three four five six seven eight nine"
_TEEN_WORDS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split(), 1)}
_TEENS = {word: number for number, word in enumerate(_TEEN_WORDS.split(), 10)}
_TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), 2)}
_SMALL = {"zero": 0, "a": 1, "an": 1, **_UNITS, **_TEENS, **_TENS}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_U, _X, _T = ("|".join(words) for words in (_UNITS, _TENS, _TEENS))
# "twenty one-way drones" are twenty: what a hyphen ties to the unit is no part of the number.
_S = rf"(?:(?:{_X})(?:- ?| )(?:{_U})\b(?!-[a-z])|(?:{_X}|{_T}|{_U}|zero)\b)"
_H = rf"(?:(?:an? |{_S} )hundred\b(?:(?: and)? {_S})?)"
_SPELT = (
    rf"(?:{_H}|an?|{_S}) (?:million|billion)\b"
    rf"|(?:{_H}|an?|{_S}) thousand\b(?:(?: and)? (?:{_H}|{_S}))?"
    rf"|{_H}|half an? dozen\b|(?:an?|{_S}) dozen\b|{_S}"
)
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]+)(?![0-9])(?:\.[0-9]+)?"
_TOKEN = re.compile(
    rf"(?<![\w.,/])(?P<digits>{_DIGITS})(?: (?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"|(?<![\w'])(?P<spelt>{_SPELT})(?!\w)",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUM = rf"(?:{_DIGITS}|(?i:{_SPELT}))(?: (?:{'|'.join(_SCALES)})\b)?"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_LENGTHS = (
    r"kilomet(?:er|re)s?|kms?|miles?|nautical|met(?:er|re)s?|m|feet|foot|ft|yards?|inch(?:es)?|cm|mm|caliber"
    r"|calibre|square|acres?|hectares?|litres?|liters?|gallons?|degrees?|knots?|mph|kph|km/h"
    r"|tonn?es?|tons?|kilos?|kilograms?|kg|pounds?|lbs?"
)
_SPANS = (
    r"years?|decades?|months?|weeks?|days?|nights?|hours?|hrs?|minutes?|mins?|seconds?|mornings?|evenings?"
)
_SHARES = r"per ?cent|percent|%|times (?:more|as|higher|larger|the)\b"
_MONEY = r"dollars?|euros?|dinars?|rials?|shekels?|pounds sterling"
#: Words before a number that make it a name; a number behind a month is a date.
_CALLED = (
    r"Tower|Resolution|Article|Brigade|Division|Unit|Route|Highway|Camp|Type|Flight|No\.?|Number|Chapter"
    r"|Section|Page|Station|Area|Sector|Block|Squadron|Battalion|Regiment|Task Force|Mark|Mk|Boeing|Channel"
    r"|Phase|Group of|Group|Title|Annex|Grad|Shahed|Fateh|Base"
)
#: Stretches in which a number is no count, in the order in which they are tried.
_STRETCHES: tuple[tuple[Of, re.Pattern[str]], ...] = (
    (
        Of.DATE,
        re.compile(
            rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?:(?: ?- ?| and | to )[0-9]{{1,2}}(?:st|nd|rd|th)?)? (?:of )?"
            rf"{_MONTH}(?![a-z])(?:,? [0-9]{{4}}\b)?"
            rf"|\b{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9,.]*[0-9])"
            rf"(?:(?: ?- ?| and | to )[0-9]{{1,2}}\b)?(?:,? [0-9]{{4}}\b)?"
            rf"|\b{_MONTH},? [0-9]{{4}}\b"
            r"|\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b|\b[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b"
            r"|\b(?:19|20)[0-9]{2}s?\b(?! [a-z])|\b(?:19|20)[0-9]{2}s\b"
            r"|\b(?i:in|since|of|from|until|till|by|during|early|late|mid|after|before|year|and|to|-)[ -]"
            r"(?:19|20)[0-9]{2}\b"
        ),
    ),
    (
        Of.TIME,
        re.compile(
            r"\b[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?= ?(?i:[ap]\.?m\b|gmt|utc|local|hours))"
            r"|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b"
            r"|\b[0-9]{1,2}(?= ?[aApP]\.?[mM]\b)|\b0[0-9]{3}\b"
            r"|\b[0-9]{4}(?= (?i:gmt|utc|hours|local))"
            rf"|\b(?:[0-9]{{1,2}}|(?i:{_S}))(?= (?i:o'clock|a\.m|p\.m))"
        ),
    ),
    (
        Of.NAME,
        re.compile(
            r"\b[0-9]+(?:st|nd|rd|th)\b"
            r"|\b[A-Za-z]+-?[0-9]+[A-Za-z]*\b|\b[0-9]+[A-Za-z]+[0-9]*\b"
            rf"|\b(?:{_CALLED}) [0-9]+\b"
            rf"|(?<![\w'])(?i:{_S})-(?!\s)(?!(?:{_U}|{_X}|{_T})\b)[a-z]+(?:-[a-z]+)*"
            rf"|\b(?i:{_X})(?:- ?| )(?i:{_ORDINALS})\b"
            r"|\b(?i:no|any|every|some|each|the|this|that|which) one\b|\b(?i:one (?:another|point))\b"
        ),
    ),
    (
        Of.MEASURE,
        re.compile(
            rf"[$€£] ?{_NUM}|\b(?:USD?|EUR|IQD) ?{_NUM}"
            rf"|(?<![\w.,]){_NUM}(?: to {_NUM}| ?- ?{_NUM})?(?:[- ](?:square |nautical )?"
            rf"(?:{_LENGTHS}|{_SPANS}|{_SHARES}|{_MONEY})(?![\w])|%)"
            rf"|\b(?i:aged?|age of) {_NUM}"
            r"|(?<=, )[0-9]{1,2}(?=, (?:of|from|who|was|were|and|a|an|both)\b)"
        ),
    ),
)

_BOUNDS: tuple[tuple[Form, str], ...] = (
    (Form.AT_MOST, r"(?:no|not) (?:more|greater|higher) than|at (?:the )?most|a maximum of|maximum"),
    (
        Form.AT_LEAST,
        r"(?:no|not) (?:fewer|less) than|at (?:the very )?least|a minimum of|minimum of|minimum",
    ),
    (Form.NEARLY, r"nearly|almost|close to|just under|just below|just short of|approaching"),
    (Form.MORE_THAN, r"more than|greater than|(?:just |well )?over|above|upwards of|in excess of|exceed\w*"),
    (Form.UP_TO, r"up to|as many as"),
    (Form.FEWER_THAN, r"(?:fewer|less) than|under|below"),
    (Form.ABOUT, r"about|around|approximately|approx\.?|roughly|some|an estimated|estimated|circa|ca?\."),
)
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{form.name}>{words})" for form, words in _BOUNDS)
    + r")(?: (?:another|a further|an additional|a total of|an?))? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\+|,? or (?:more|so|fewer|less|thereabouts)\b|,? (?:at (?:least|most))\b(?! [0-9])", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?: ?- ?| to | or )")


def numbers(text: str) -> tuple[Number, ...]:
    """Every number in ``text``, in its order; both ends of a range are one number."""
    return tuple(_ranges(text, [bounded(text, one) for one in _tokens(text)]))


def _kinds(text: str) -> dict[int, Of]:
    """What the characters belong to that belong to no count, by offset."""
    kinds: dict[int, Of] = {}
    for of, pattern in _STRETCHES:
        for found in pattern.finditer(text):
            for offset in range(*found.span()):
                kinds.setdefault(offset, of)
    return kinds


def _tokens(text: str) -> Iterator[Number]:
    kinds = _kinds(text)
    for found in _TOKEN.finditer(text):
        spelt = found["spelt"]
        value = _spelt(spelt) if spelt else _digits(found["digits"], found["scale"])
        start, end = found.span()
        of = next((kinds[offset] for offset in range(start, end) if offset in kinds), Of.COUNT)
        if of is Of.COUNT and (value.denominator != 1 or re.match(r"-[A-Za-z]|[0-9]", text[end:])):
            of = Of.MEASURE if value.denominator != 1 else Of.NAME
        yield Number(start, end, value, of)


def _digits(digits: str, scale: str | None) -> Fraction:
    whole = Fraction(digits.replace(",", "").replace(" ", ""))
    return whole * _SCALES[scale.lower()] if scale else whole


def _spelt(words: str) -> Fraction:
    half = words.lower().startswith("half ")
    total = part = 0
    for word in re.split(r"[- ]+", words.lower().removeprefix("half ")):
        if word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if word in ("thousand", "million", "billion"):
                total, part = total + part, 0
        else:
            part += _SMALL.get(word, 0)
    return Fraction(total + part, 2 if half else 1)


def bounded(text: str, number: Number) -> Number:
    """``number`` with the bound that the words before or behind it put on it."""
    if number.of is not Of.COUNT:
        return number
    before = _BEFORE.search(text, max(0, number.start - 40), number.start)
    if before and before.lastgroup:
        return replace(number, form=Form[before.lastgroup])
    after = _AFTER.match(text, number.end)
    if after:
        word = after[0].lower()
        form = (
            Form.AT_LEAST
            if word == "+" or word.endswith(("more", "least"))
            else Form.AT_MOST
            if word.endswith(("fewer", "less", "most"))
            else Form.ABOUT
        )
        return replace(number, form=form)
    return number


def _ranges(text: str, found: list[Number]) -> Iterator[Number]:
    index = 0
    while index < len(found):
        one = found[index]
        index += 1
        if index < len(found) and _is_range(text, one, found[index]):
            other = found[index]
            index += 1
            yield Number(one.start, other.end, one.value, Of.COUNT, Form.RANGE, other.value)
        else:
            yield one


def _is_range(text: str, one: Number, other: Number) -> bool:
    if one.of is not Of.COUNT or other.of is not Of.COUNT or one.value >= other.value:
        return False
    between = text[one.end : other.start]
    if _BETWEEN.fullmatch(between):
        return True
    return between == " and " and text[: one.start].lower().endswith("between ")
