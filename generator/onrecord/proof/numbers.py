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

from onrecord.values.amounts import SCALES
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
    scale: int = 1
    """What the number was multiplied by: 1000000 in "2 million", which may count for another one too."""

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
_LARGE = "thousand|lakh|million|crore|billion|trillion"
#: "k", "mn" and the like are units of other things in running text.
_SCALES = {word: scale for word, scale in SCALES.items() if len(word) > 2 and word not in ("mln", "score")}

_U, _X, _T = ("|".join(words) for words in (_UNITS, _TENS, _TEENS))
# "twenty one-way drones" are twenty: what a hyphen ties to the unit is no part of the number.
_S = rf"(?:(?:{_X})(?:- ?| )(?:{_U})\b(?!-[a-z])|(?:{_X}|{_T}|{_U}|zero)\b)"
_H = rf"(?:(?:an? |{_S} )hundred\b(?:(?: and)? {_S})?)"
_SPELT = (
    rf"(?:{_H}|an?|{_S}|half an?) (?:lakh|million|crore|billion|trillion)s?\b"
    rf"|(?:{_H}|an?|{_S}) thousand\b(?:(?: and)? (?:{_H}|{_S}))?"
    rf"|{_H}|half an? dozen\b|(?:an?|{_S}) dozen\b|{_S}"
)
#: Grouped by thousands, or as in India by hundreds from the second comma on: 1,50,000.
_GROUPED = r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?: [0-9]{3}){1,4}"
_DIGITS = rf"(?:{_GROUPED}|[0-9]+)(?![0-9])(?:\.[0-9]+)?"
_TOKEN = re.compile(
    rf"(?<![\w.,/:])(?<![0-9]')(?P<digits>{_DIGITS})(?: (?P<scale>{'|'.join(_SCALES)})\b)?"
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
    r"|tonn?es?|tons?|kilos?|kilograms?|kg|grams?|pounds?|lbs?|barrels?|megawatts?|storeys?|stories|floors?"
)
_SPANS = (
    r"years?|decades?|months?|weeks?|days?|nights?|hours?|hrs?|minutes?|mins?|seconds?|mornings?|evenings?"
)
_SHARES = (
    r"per ?cent|percent|pct|%|percentage|points?|thirds?|quarters?|fifths?|tenths?"
    r"|times (?:more|as|higher|larger|the)\b"
)
_MONEY = (
    r"dollars?|euros?|dinars?|rials?|riyals?|shekels?|rupees?|rubles?|roubles?|lira|pounds sterling|cents"
)
_CURRENCY = r"(?:[$€£¥₹₪]|\b(?:USD?|EUR|GBP|IQD|INR|PKR|Rs\.?|NIS)(?=[ 0-9$])) ?"
#: "Two in three attacks" are no ratio.
_HITS = (
    r"attacks?|strikes?|airstrikes?|raids?|incidents?|bombings?|explosions?|blasts?|villages?|towns?|cities"
)
#: Words before a number that make it a name; a number behind a month is a date.
_CALLED = (
    r"Tower|Resolution|Article|Brigade|Division|Unit|Route|Highway|Camp|Type|Flight|No\.?|Number|Chapter"
    r"|Section|Page|Station|Area|Sector|Block|Squadron|Battalion|Regiment|Task Force|Mark|Mk|Boeing|Channel"
    r"|Phase|Group of|Group|Title|Annex|Grad|Shahed|Fateh|Base|Day|Week|Line|Level|Grade|Class|Company"
    r"|Platoon|Gate|Room|Building|Floor|Terminal|Runway|Pier|Street|Avenue|Checkpoint|Point|Zone|Ward"
    r"|District|Model|Version|Team|Operation|France|Kan|News|Russia|Covid|Formula|Apollo|Su|MiG|AK|GBU|BM"
)
_CALLED_SMALL = (
    r"checkpoint|room|gate|page|chapter|paragraph|phase|stage|resolution|article|flight|route|highway|number"
    r"|apartment|block|pier|terminal|runway|unit|sector|channel|magnitude|day|week"
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
            rf"|\b[0-9]{{1,2}}, [0-9]{{1,2}} and (?=[0-9]{{1,2}} {_MONTH})"
            r"|\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b|\b[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b"
            r"|\b(?:19|20)[0-9]{2}s?\b(?! [a-z])|\b(?:19|20)[0-9]{2}s\b"
            r"|\b(?i:the|its|their|his|her|this|last) (?:19|20)[0-9]{2}(?= [a-z])"
            r"|^(?:19|20)[0-9]{2}(?= (?:saw|was|marked|brought))|\b9/11\b"
            r"|\b(?i:in|since|of|from|until|till|by|during|early|late|mid|after|before|year|and|to|-)[ -]"
            r"(?:19|20)[0-9]{2}\b"
        ),
    ),
    (
        Of.TIME,
        re.compile(
            r"\b[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?= ?(?i:[ap]\.?m\b|gmt|utc|local|hours))"
            r"|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b"
            r"|\b[0-9]{1,2} ?(?:-|to|and) ?[0-9]{1,2}(?= ?[aApP]\.?[mM]\b)"
            r"|\b[0-9]{1,2}(?= ?[aApP]\.?[mM]\b)|\b0[0-9]{3}\b"
            rf"|\b(?:[0-9]{{1,2}}|(?i:{_S}))(?= in the (?:morning|afternoon|evening)\b)"
            r"|\bat [0-9]{4}\b(?! [a-z])"
            r"|\b[0-9]{4}(?= (?i:gmt|utc|hours|local))"
            rf"|\b(?:[0-9]{{1,2}}|(?i:{_S}))(?= (?i:o'clock|a\.m|p\.m))"
        ),
    ),
    (
        Of.NAME,
        re.compile(
            r"\b[0-9]+(?:st|nd|rd|th)\b"
            r"|\b[A-Za-z]+-?[0-9]+[A-Za-z]*\b|\b[0-9]+[A-Za-z]+[0-9]*\b"
            rf"|\b(?:{_CALLED})[ -][0-9]+\b|\b(?:{_CALLED_SMALL}) [0-9]+\b"
            # Scores and votes: "a 2-3 defeat", "voted 10-12".
            r"|\b[0-9]+ ?- ?[0-9]+(?= (?:win|victory|defeat|loss|draw|lead|vote|majority|ruling|decision)\b)"
            r"|\b(?:won|beat|beaten|drew|voted|led|ruled|vote|score)(?: [\w']+){0,3} [0-9]+ ?- ?[0-9]+\b"
            r"|\b[0-9]+(?:-[0-9]+){2,}\b|\b[0-9]{3}-[0-9]{4}\b|\b[0-9]+/[0-9]+\b"
            rf"|(?<![\w'])(?i:{_S})-(?!\s)(?!(?:{_U}|{_X}|{_T}|odd|plus)\b)[a-z]+(?:-[a-z]+)*"
            rf"|\b(?i:{_X})(?:- ?| )(?i:{_ORDINALS})\b"
            r"|\b(?i:no|any|every|some|each|the|this|that|which) one\b|\b(?i:one (?:another|point))\b"
        ),
    ),
    (
        Of.MEASURE,
        re.compile(
            rf"{_CURRENCY}{_NUM}(?: ?(?:to|-) ?{_NUM})?"
            rf"|(?<![\w.,]){_NUM}(?: to {_NUM}| ?- ?{_NUM})?(?:[- ](?:square |nautical )?"
            rf"(?:{_LENGTHS}|{_SPANS}|{_SHARES}|{_MONEY})(?![\w])|%)"
            # Ages: "aged between 4 and 12", "children under five", "a boy of 12", "Rivers, 46, of Texas".
            rf"|\b(?i:aged?|ages|age of)(?: (?:from|between|under|over|about|around|just))? {_NUM}"
            rf"(?:(?: ?(?:-|to|and) ?|, ){_NUM})*"
            rf"|\b(?i:children|minors|boys|girls|infants|those|anyone|people|pupils|kids|women|men) "
            rf"(?i:under|over|below|above|older than|younger than)(?: the age of)? {_NUM}(?= |[.,]|$)"
            rf"(?! (?:people|others|years))"
            rf"|\b(?i:boy|girl|child|man|woman) of {_NUM}"
            rf"|(?<![\w.,])(?:[0-9]{{1,2}}|(?i:{_S}))(?:, (?:[0-9]{{1,2}}|(?i:{_S})))*,? and {_NUM}"
            r"(?=[ -]years?[ -]old)"
            r"|(?<=, )[0-9]{1,3}(?=, (?:of|from|who|was|were|and|a|an|both|died|is|had|has)\b)"
            r"|(?<=[a-z] \()[0-9]{1,3}(?=\))|(?<=[a-z], )[0-9]{1,3}(?=[.;]|$)"
            # Ratios: "one in five Syrians", "9 out of 10".
            rf"|\b(?:[0-9]{{1,2}}|(?i:{_S})) (?:in|out of)(?: every)? (?:every "
            rf"|{_NUM}\b)(?! (?:{_SPANS}|{_HITS})\b)"
            # The old figure beside a new one: "rose from 12 to 15", "up from 12".
            rf"|\b(?i:rose|risen|rising|increased|climbed|jumped|grew|grown|fell|fallen"
            rf"|dropped|revised|changed|up"
            rf"|down|went)(?: [a-z]+){{0,2}} from {_NUM}"
        ),
    ),
)

_BOUNDS: tuple[tuple[Form, str], ...] = (
    (
        Form.AT_MOST,
        r"(?:no|not) (?:more|greater|higher) than|at (?:the )?(?:very )?most|a maximum of|maximum",
    ),
    (
        Form.AT_LEAST,
        r"(?:no|not) (?:fewer|less) than|at (?:the (?:very )?)?least|at (?:a )?minimum|a minimum of"
        r"|minimum of|minimum|as few as",
    ),
    (
        Form.NEARLY,
        r"nearly|almost|close to|just under|just below|(?:just |a little )?(?:shy|short) of|approaching"
        r"|nigh on|getting on for",
    ),
    (
        Form.MORE_THAN,
        r"(?:slightly |a little |many |far |well )?more than|greater than|(?:just |well |slightly )?over"
        r"|above|upwards? of|(?:just |somewhere )?north of|in excess of|exceed\w*|topp(?:ed|ing)|past|beyond"
        r"|surpass\w*",
    ),
    (Form.UP_TO, r"up to|as many as|as high as"),
    (Form.FEWER_THAN, r"(?:fewer|less|lower) than|under|below|(?:just |somewhere )?south of"),
    (
        Form.ABOUT,
        r"about|around|approximately|approx\.?|roughly|some|an estimated|estimated|circa|ca?\."
        r"|in the (?:region|neighbou?rhood|vicinity) of|(?:on|of|in) the order of|something like|perhaps",
    ),
)
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{form.name}>{words})" for form, words in _BOUNDS)
    + r")(?: (?:another|a further|an additional|a total of|an?))? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\+|[ -](?:plus|odd)\b|-?ish\b|(?: [a-z]+){0,2} or (?:more|fewer)\b|,? or (?:so|less|thereabouts)\b"
    r"| give or take\b|,? at (?:least|most)\b(?! [0-9])|,? (?:and|if not|or even|and possibly) more\b"
    r"| and (?:counting|rising)\b)(?! than)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?: ?- ?| to | or )")
_BETWEEN_WORD = re.compile(r"\bbetween (?:an estimated |about |around |roughly )?$", re.IGNORECASE)


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
        if of is Of.COUNT and _PART.match(text, end):
            of = Of.NAME
        # "1.000" is a decimal, or a thousand elsewhere: it is no 1 in either.
        decimal = "." in (found["digits"] or "") and not found["scale"]
        if of is Of.COUNT and (value.denominator != 1 or decimal):
            of = Of.MEASURE
        words = (spelt or found["scale"] or "").lower().split()
        yield Number(start, end, value, of, scale=_SCALES.get(words[-1], 1) if words else 1)


#: What makes of digits a part of something longer: "3-2", "9/11", "1,5", "10:1", "4-month".
_PART = re.compile(r"-(?!odd\b|plus\b)[A-Za-z]|[.,'/:]?[0-9]")


def _digits(digits: str, scale: str | None) -> Fraction:
    whole = Fraction(digits.replace(",", "").replace(" ", ""))
    return whole * _SCALES[scale.lower()] if scale else whole


def _spelt(words: str) -> Fraction:
    half = words.lower().startswith("half ")
    total = part = 0
    for word in re.split(r"[- ]+", words.lower().removeprefix("half ")):
        if word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
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
            if word.endswith(("+", "plus", "more", "least", "counting", "rising"))
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
        if index < len(found) and _is_range(text, shared := _shared(text, one, found[index]), found[index]):
            one, other = shared, found[index]
            index += 1
            yield Number(one.start, other.end, one.value, Of.COUNT, Form.RANGE, other.value)
        else:
            yield one


def _shared(text: str, one: Number, other: Number) -> Number:
    """``one`` with the scale of ``other``, which counts for both: "1.5 to 2 million"."""
    between = text[one.end : other.start]
    joined = _BETWEEN.fullmatch(between) or between == " and "
    if not joined or one.scale > 1 or other.scale == 1 or one.of not in (Of.COUNT, Of.MEASURE):
        return one
    if other.of is not Of.COUNT or one.value * other.scale >= other.value:
        return one
    if one.of is Of.MEASURE and "." not in text[one.start : one.end]:
        return one
    return replace(one, value=one.value * other.scale, of=Of.COUNT, scale=other.scale)


def _is_range(text: str, one: Number, other: Number) -> bool:
    if one.of is not Of.COUNT or other.of is not Of.COUNT or one.value >= other.value:
        return False
    # "At least 12 and at most 15" and "more than 3 or 4" are no range that could be written.
    between = text[one.end : other.start]
    if _BETWEEN.fullmatch(between):
        return True
    return between == " and " and bool(_BETWEEN_WORD.search(text, max(0, one.start - 40), one.start))
