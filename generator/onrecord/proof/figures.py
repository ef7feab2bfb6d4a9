"""Whether a passage gives a figure: by the number and by the words that bound it, never by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from onrecord.proof.matters import ANYTHING, COUNTED, MEASURES, Subject, misfit
from onrecord.proof.numbers import Number, Of, bounded, numbers
from onrecord.proof.text import Folded, fold
from onrecord.values.count import Count, CountError, Form, Kind

FOUND, NOT_FOUND, BOUND_DIFFERS, NO_NUMBER = "found", "not-found", "bound-differs", "no-number"
OTHER_MATTER, DIGITS, OTHER_LANGUAGE = "other-matter", "digits", "other-language"
"""Results, as `onrecord.terms.proof.FIGURE_RESULTS` defines them."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a passage says of a figure.

    ``span`` is where the number or its word stands, as offsets of the passage; ``detail`` a phrase without a
    full stop that says what differs or is missing, empty where the figure was found.
    """

    result: str
    span: tuple[int, int] | None = None
    detail: str = ""


#: What is hurt, lost or taken: "no" is looked for in front of it only, since "did not confirm" is not zero.
_HARM = (
    r"(?:casualt|injur|death|fatalit|victim|wounded|killed|dead|hurt|harm|loss|damage|missing"
    r"|abduct|kidnap|hostage|captive|arrest|detain|detention|displac|escap|releas|rescu|surrender)\w*"
)
_NO_HARM = rf"no(?: \w+){{0,4}} {_HARM}"
#: The words of a passage that say the same as a word of the grammar of counts.
_SAID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "none": (
            "none|nobody|no one|no-one|zero|unhurt|unharmed|uninjured",
            rf"(?:no|without)(?: \w+){{0,3}} {_HARM}",
        ),
        "none reported": (
            "none (?:(?:was|were) )?reported|not reported",
            rf"{_NO_HARM} (?:(?:was|were|had been|have been) )?reported",
            rf"no (?:immediate )?reports? of(?: \w+){{0,4}} {_HARM}",
        ),
        "no indication": (r"no (?:\w+ )?(?:indications?|signs?|evidence)",),
        "some": ("some",),
        "several": ("several",),
        "multiple": ("multiple",),
        "many": ("many|numerous|lots|a lot",),
        "most": ("most",),
        "half of them": ("half(?! an?\\b)(?! (?:hour|day|million|dozen))",),
        "a couple": ("a couple",),
        "a handful": ("a handful",),
        "tens": ("tens(?! of (?:thousands|millions))",),
        "dozens": ("dozens(?! of (?:thousands|millions))",),
        "scores": ("scores",),
        "hundreds": ("hundreds(?! of (?:thousands|millions))|(?:several|a few|many) hundred",),
        "thousands": ("(?<!tens of )(?<!dozens of )(?<!hundreds of )thousands",),
        "tens of thousands": ("tens of thousands",),
        "hundreds of thousands": ("hundreds of thousands",),
        "millions": ("(?<!tens of )(?<!hundreds of )millions",),
        "a number": ("a number",),
        "a small number": ("a small number|a few|few",),
        "a large number": ("a large number|large numbers",),
        "under evaluation": (
            r"(?:being|been|undergoing|under) (?:\w+ )?(?:evaluat|assess|examin)\w*",
            "evaluations? for",
        ),
        "not confirmed": (r"not (?:yet )?(?:been )?(?:\w+ )?confirm\w*", "unconfirmed|no confirmation"),
    }
)
_BEFORE_NUMBER = re.compile(
    r" (?:[0-9]|(?:dozens|hundreds|thousands|a )|(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
)
_WORDS = {
    word: re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE) for word, said in _SAID.items()
}

_BEINGS = (
    "member|soldier|troop|serviceman|servicewoman|service member|marine|sailor|airman|contractor|civilian"
    "|person|man|woman|child|boy|girl|baby|infant|teenager|guard|policeman|policewoman|police officer|worker"
    "|fighter|militant|commander|journalist|resident|student|villager|driver|interpreter|translator|nurse|doctor"
    "|teacher|pilot|pilgrim|farmer|rocket|missile|drone|projectile|mortar shell|mortar|shell|bomb|warhead"
)
#: Words that make of "a" no one: "a number of", "a mix of"; and those with which another phrase begins.
_NOT_ONE = (
    "number|few|lot|group|couple|dozen|hundred|thousand|million|pair|handful|series|barrage|salvo|wave|total"
    "|mix|half|majority|of|and|or|was|were|is|by|on|in|at|to|for|with|from|that|who|which"
)
#: What makes of "a rocket" no rocket, and of "a soldier" one who speaks.
_NO_HEAD = (
    "attack|strike|fire|barrage|launcher|salvo|site|base|unit|force|plant|system|defen[cs]e|programme|program"
    "|commander|leader|group|(?:has |had |who )?(?:said|told|says|added|confirmed|noted)"
)
_ONE = re.compile(
    rf"(?<![\w'])an?(?: (?!(?:{_NOT_ONE})\b)[\w'-]+){{0,3}}? (?:{_BEINGS})(?![\w'-])(?! (?:{_NO_HEAD})s?\b)",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"(?<!\w)(?:a pair(?= of\b)"
    rf"|both(?=(?: (?!and\b)[\w'-]+){{0,2}}? (?:of them|of whom|(?:{_BEINGS})s|men|women|children)\b))",
    re.IGNORECASE,
)


def supports(count: Count, passage: str, lang: str | None = None, subject: Subject = ANYTHING) -> Support:
    """What ``passage`` says of ``count``.

    A figure is found where one number of the passage is its number, is bounded in the same way, and counts
    what ``subject`` says. In a passage of another ``lang`` (a BCP 47 tag) only digits are compared.
    """
    if lang and lang.split("-")[0].lower() != "en":
        return _in_digits(count, passage)
    folded = _folded(passage)
    if subject.things and count.form is Form.EXACT and count.low == 1:
        alone = re.search(
            rf"(?<![\w'])an?(?: [\w-]+){{0,3}}? {COUNTED[subject.things]}(?![\w-])", folded.text.lower()
        )
        if alone:
            return Support(FOUND, folded.span(*alone.span()))
    if count.kind is not None:
        return _word(count, folded, subject)
    every = _measured(passage) if subject.things in MEASURES else _numbers(passage)
    if count.form is Form.EXACT and count.low == 0:
        zero = _word(Count(Form.WORD, word="none"), folded, subject)
        if zero.result == FOUND:
            return zero
    wanted = _wanted(count)
    best = _best_given(count, every)
    given = [one for one in every if best and (_same(one, wanted) or _odd(folded.text, one, wanted))]
    ends = {number for number in wanted[1:] if number is not None}
    near = [one for one in every if one.value in ends or one.high in ends]
    others = {one: misfit(folded.text, (one.start, one.end), subject) for one in near}
    fitting = [one for one in near if not others[one]]
    for one in given:
        if not others[one]:
            return Support(FOUND, folded.span(one.start, one.end))
    if fitting:
        return Support(
            BOUND_DIFFERS, folded.span(fitting[0].start, fitting[0].end), _differs(count, fitting[0])
        )
    if near:
        one = (given or near)[0]
        return Support(OTHER_MATTER, folded.span(one.start, one.end), others[one])
    shown = ", ".join(dict.fromkeys(f"“{folded.text[one.start : one.end]}”" for one in every))
    rest = f"; its numbers are {shown}" if shown else ", which gives no number"
    return Support(NOT_FOUND, detail=f"{count} is not in the passage{rest}")


def _same(one: Number, wanted: tuple[Form, int | Fraction, int | Fraction | None]) -> bool:
    return (one.form, one.value, one.high) == wanted


def _odd(text: str, one: Number, wanted: tuple[Form, int | Fraction, int | Fraction | None]) -> bool:
    """ "30-odd" is read as about 30 and as more than 30: the editor says which of them it means."""
    return wanted[:2] == (Form.MORE_THAN, one.value) and text[one.end : one.end + 4].lower() in (
        "-odd",
        " odd",
    )


#: Digits with what parts thousands in one language or another: 1,000, 1.000, 1 000, 1'000, 1,50,000.
_ANY_DIGITS = re.compile(
    r"(?<![\w.,])(?:[0-9]{1,3}(?:([., '])[0-9]{2,3})(?:\1[0-9]{2,3})*|[0-9]+)(?![\w]|[.,:/][0-9])"
)


def _in_digits(count: Count, passage: str) -> Support:
    """Whether the digits of a count stand in a passage whose words are not read."""
    folded = _folded(passage)
    numbers_there = {
        int(re.sub("[^0-9]", "", one[0])): one.span() for one in _ANY_DIGITS.finditer(folded.text)
    }
    wanted = [one for one in (count.low, count.high, count.best) if one is not None]
    what = "the passage is not in English, and its words are not read"
    if wanted and all(one in numbers_there for one in wanted):
        return Support(DIGITS, folded.span(*numbers_there[wanted[0]]), what)
    return Support(OTHER_LANGUAGE, detail=what)


def _wanted(count: Count) -> tuple[Form, int | Fraction, int | Fraction | None]:
    number = count.high if count.low is None else count.low
    assert number is not None  # a count without a number is a word
    return count.form, number, count.high if count.form is Form.RANGE else None


def _best_given(count: Count, every: Iterable[Number]) -> bool:
    return count.best is None or any(one.high is None and one.value == count.best for one in every)


def _differs(count: Count, one: Number) -> str:
    if count.form is Form.RANGE and str(one) == f"{count.low} to {count.high}":
        return f"the best estimate, {count.best}, is not in the passage"
    if one.form is Form.EXACT and count.form is not Form.RANGE:
        return f"“{count.form}” is not in the passage, which says {one}"
    return f"the passage says “{one}”, not “{count}”"


def _word(count: Count, folded: Folded, subject: Subject) -> Support:
    """What a passage says of a count that is a word; one before a number ("some 40") is none."""
    nobody = count.kind is Kind.ZERO or count.word in ("none reported", "no indication")
    other: Support | None = None
    for found in _WORDS[count.word].finditer(folded.text):
        if count.kind is Kind.SOME and _BEFORE_NUMBER.match(folded.text, found.end()):
            continue
        # What is under evaluation or not confirmed may be told of nobody in particular.
        reason = (
            ""
            if count.kind is Kind.OPEN and not nobody
            else misfit(folded.text, found.span(), subject, nobody=nobody)
        )
        if not reason:
            return Support(FOUND, folded.span(*found.span()))
        other = other or Support(OTHER_MATTER, folded.span(*found.span()), reason)
    if other:
        return other
    what = f"“{count.word}” is no number to check, and no word for it is in the passage"
    return Support(NO_NUMBER, detail=what)


def counts_in(passage: str) -> tuple[tuple[Count, tuple[int, int]], ...]:
    """Every count of a passage in the form of a record, with its place in the folded text.

    Numbers, "a soldier", and words such as "several": for "At least 12 fled" it is ``at least 12``.
    """
    text = _folded(passage).text
    found = [(count, (one.start, one.end)) for one in _numbers(passage) if (count := _as_count(one))]
    taken = {at for one in _numbers(passage) for at in range(one.start, one.end)}
    for word, pattern in _WORDS.items():
        if Count(Form.WORD, word=word).kind is not Kind.SOME:
            continue
        for match in pattern.finditer(text):
            if match.start() not in taken and not _BEFORE_NUMBER.match(text, match.end()):
                taken |= set(range(*match.span()))
                found.append((Count(Form.WORD, word=word), match.span()))
    return tuple(sorted(found, key=lambda one: one[1]))


def _as_count(one: Number) -> Count | None:
    try:
        return Count.parse(str(one))
    except CountError:
        return None


@lru_cache(maxsize=256)
def _folded(passage: str) -> Folded:
    # Digits of other scripts stay where they are, one for one.
    return fold(
        "".join(str(unicodedata.decimal(c, c)) for c in passage) if not passage.isascii() else passage
    )


@lru_cache(maxsize=256)
def _numbers(passage: str) -> tuple[Number, ...]:
    """The counts of a passage: its numbers, and the words that stand for one and two."""
    text = _folded(passage).text
    found = [one for one in numbers(text) if one.of is Of.COUNT]
    found += _implied(text, {offset for one in found for offset in range(one.start, one.end)})
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=256)
def _measured(passage: str) -> tuple[Number, ...]:
    """The numbers of a passage that count units of time or length, with their bounds."""
    text = _folded(passage).text
    given = (one for one in numbers(text) if one.of in (Of.COUNT, Of.MEASURE, Of.NAME))
    return tuple(bounded(text, replace(one, of=Of.COUNT)) for one in given)


def _implied(text: str, taken: set[int]) -> Iterator[Number]:
    """What says one and two without a number: "a soldier", "both soldiers"."""
    for pattern, value in ((_ONE, 1), (_TWO, 2)):
        for found in pattern.finditer(text):
            if found.start() not in taken:
                yield bounded(text, Number(*found.span(), Fraction(value)))
