"""Counts are words with one grammar, and printing is the inverse of parsing.

``3``, ``at least 58``, ``more than 40``, ``at most 5``, ``up to 3``, ``fewer than 10``, ``about 7``,
``nearly 70``, ``3 to 14``, ``34 to 45, best 39``, or one of `WORDS`. What was said is kept: "more than 40"
never becomes 41 on a page.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from onrecord.values.amounts import SCALES, in_digits

MOST_DIGITS = 12


class CountError(ValueError):
    """Text that is no count: ``what`` is wrong, and a ``hint`` (may be empty) how to mend it."""

    def __init__(self, what: str, hint: str = "") -> None:
        """Take one sentence each, without a full stop."""
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


class Form(StrEnum):
    """How a count was put; the value of a form with one number is the words before that number."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    UP_TO = "up to"
    FEWER_THAN = "fewer than"
    ABOUT = "about"
    NEARLY = "nearly"
    RANGE = "range"
    WORD = "word"


class Kind(StrEnum):
    """What a word says about the number: it is zero, it is more than zero, or it stays open."""

    ZERO = "zero"
    SOME = "some"
    OPEN = "open"


#: Every word that can stand for a number. "none" is somebody's statement of zero. "none reported" (none had
#: been reported) and "no indication" (the speaker has none of any) leave it open: not knowing is not zero.
WORDS: Mapping[str, Kind] = MappingProxyType(
    {
        "none": Kind.ZERO,
        "none reported": Kind.OPEN,
        "no indication": Kind.OPEN,
        "some": Kind.SOME,
        "several": Kind.SOME,
        "multiple": Kind.SOME,
        "many": Kind.SOME,
        "most": Kind.SOME,
        "half of them": Kind.SOME,
        "a couple": Kind.SOME,
        "a handful": Kind.SOME,
        "tens": Kind.SOME,
        "dozens": Kind.SOME,
        "scores": Kind.SOME,
        "hundreds": Kind.SOME,
        "thousands": Kind.SOME,
        "tens of thousands": Kind.SOME,
        "hundreds of thousands": Kind.SOME,
        "millions": Kind.SOME,
        "a number": Kind.SOME,
        "a small number": Kind.SOME,
        "a large number": Kind.SOME,
        "under evaluation": Kind.OPEN,
        "not confirmed": Kind.OPEN,
    }
)

#: Words that need "of" before what is counted: "dozens of houses".
NEED_OF = frozenset(
    {
        *("a number", "a small number", "a large number", "most", "a couple", "a handful"),
        *("tens", "dozens", "scores", "hundreds", "thousands", "tens of thousands", "hundreds of thousands"),
        "millions",
    }
)

# The number of a form is stored where it bounds the count: below, above, or (an estimate) on both sides.
_BELOW = (Form.AT_LEAST, Form.MORE_THAN)
_ABOVE = (Form.AT_MOST, Form.UP_TO, Form.FEWER_THAN)
_POINT = (Form.EXACT, Form.ABOUT, Form.NEARLY)
_PREFIXED = tuple(form for form in Form if form not in (Form.EXACT, Form.RANGE, Form.WORD))

_N = rf"(?:0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})"
_PREFIXES = "|".join(_PREFIXED)
_ONE = re.compile(rf"(?:({_PREFIXES}) )?({_N})")
_RANGE = re.compile(rf"({_N}) to ({_N})(?:, best ({_N}))?")
#: The grammar as one regular expression, for a JSON Schema (it cannot compare the ends of a range).
PATTERN = rf"^(?:(?:(?:{_PREFIXES}) )?{_N}|{_N} to {_N}(?:, best {_N})?|{'|'.join(WORDS)})$"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things as somebody put it.

    ``low`` and ``high`` hold the numbers as written ("more than 40" has ``low=40``); `bounds` says what
    they mean. Raises `CountError` when the parts do not make a count that can be written.
    """

    form: Form
    low: int | None = None
    high: int | None = None
    best: int | None = None
    word: str = ""

    def __post_init__(self) -> None:
        """Refuse what has no canonical text, so that each count prints and parses back."""
        _check(self)

    @classmethod
    def parse(cls, text: str) -> Count:
        """The count that ``text`` says in canonical form; raises `CountError` with the right form as hint."""
        return _parse(text)

    def __str__(self) -> str:
        """The canonical text."""
        if self.form is Form.WORD:
            return self.word
        if self.form is Form.RANGE:
            best = "" if self.best is None else f", best {self.best}"
            return f"{self.low} to {self.high}{best}"
        number = self.high if self.low is None else self.low
        return str(number) if self.form is Form.EXACT else f"{self.form} {number}"

    @property
    def kind(self) -> Kind | None:
        """What the word says about the number; None where there is a number."""
        return WORDS[self.word] if self.form is Form.WORD else None

    @property
    def numeric(self) -> bool:
        """Whether the count has `bounds`: it is a number, or "none"."""
        return self.form is not Form.WORD or WORDS[self.word] is Kind.ZERO

    @property
    def state(self) -> str:
        """The word where no number was given ("under evaluation", "none"), else the empty text."""
        return self.word

    @property
    def approximate(self) -> bool:
        """Whether the number is somebody's estimate ("about", "nearly") and `bounds` only its centre."""
        return self.form is Form.ABOUT or self.form is Form.NEARLY

    @property
    def bounds(self) -> tuple[int, int | None]:
        """Least and greatest number the count allows (None: no limit); ValueError if not `numeric`."""
        if self.form is Form.WORD:
            if WORDS[self.word] is not Kind.ZERO:
                raise ValueError(f"“{self.word}” has no bounds")
            return 0, 0
        low = 0 if self.low is None else self.low
        if self.form is Form.MORE_THAN:
            return low + 1, None
        if self.form is Form.FEWER_THAN and self.high is not None:
            return 0, self.high - 1
        return low, self.high

    def compatible(self, other: Count) -> bool:
        """Whether both can be true at once.

        Estimates reach one tenth, rounded up, to each side ("nearly": downwards only); words for more than
        zero agree with anything but zero; open states agree with everything.
        """
        ours, theirs = reach(self), reach(other)
        return (theirs[1] is None or ours[0] <= theirs[1]) and (ours[1] is None or theirs[0] <= ours[1])


def reach(count: Count) -> tuple[int, int | None]:
    """Least and greatest number with which a count can be true (None: no limit); a word has one too.

    Estimates reach one tenth, rounded up, to each side ("nearly": downwards only).
    """
    if count.kind is Kind.SOME:
        return 1, None
    if count.kind is Kind.OPEN:
        return 0, None
    low, high = count.bounds
    if count.approximate and high is not None:
        tenth = -(-low // 10)
        return low - tenth, high if count.form is Form.NEARLY else high + tenth
    return low, high


def _check(count: Count) -> None:
    form, low, high, best = count.form, count.low, count.high, count.best
    given = (low is not None, high is not None, best is not None, bool(count.word))
    expected = {
        Form.WORD: (False, False, False, True),
        Form.RANGE: (True, True, best is not None, False),
        **dict.fromkeys(_BELOW, (True, False, False, False)),
        **dict.fromkeys(_ABOVE, (False, True, False, False)),
        **dict.fromkeys(_POINT, (True, True, False, False)),
    }[form]
    unknown = form is Form.WORD and count.word not in WORDS
    if given != expected or unknown or (form in _POINT and low != high):
        raise CountError(f"these parts do not make a count of the form {form.name}")
    for number in (low, high, best):
        if number is None:
            continue
        if number < 0:
            raise CountError("a count is never negative")
        if number >= 10**MOST_DIGITS:
            raise CountError(f"a number has at most {MOST_DIGITS} digits")
    if high is None or low is None:
        if high is not None and high < (2 if form is Form.FEWER_THAN else 1):
            raise CountError(f"“{form} {high}” says zero, or nothing", "write none, or 0")
    elif form is Form.RANGE:
        if low > high:
            raise CountError(f"the low end, {low}, is above the high end, {high}", f"write {high} to {low}")
        if low == high:
            raise CountError("both ends of the range are the same", f"write {low}")
        if best is not None and not low <= best <= high:
            raise CountError(f"the best estimate, {best}, is outside {low} to {high}", "put it between them")
    elif low == 0 and count.approximate:
        raise CountError(f"“{form} 0” cannot be told from none", "write none, or 0")


@lru_cache(maxsize=4096)
def _parse(text: str) -> Count:
    if text in WORDS:
        return Count(Form.WORD, word=text)
    if one := _ONE.fullmatch(text):
        form, number = Form(one[1] or Form.EXACT), int(one[2])
        return Count(form, None if form in _ABOVE else number, None if form in _BELOW else number)
    if ends := _RANGE.fullmatch(text):
        return Count(Form.RANGE, int(ends[1]), int(ends[2]), int(ends[3]) if ends[3] else None)
    raise _explain(text)


# What editors type instead, and the words of the grammar; tried in this order on text in small letters.
_INSTEAD = (
    (
        r"(?:~|≈|ca?\.|circa|approximately|approx\.?|around|roughly|some|(?:an )?estimated"
        r"|in the (?:region|neighbou?rhood|vicinity) of|(?:on|of|in) the order of|something like) ?(?=[0-9])",
        "about ",
    ),
    (r"^([0-9]+) (?:or so|or thereabouts|give or take)$|^([0-9]+)-?ish$", r"about \1\2"),
    (r"^([0-9]+) ?\+$|^([0-9]+)[ -]plus$|^([0-9]+),? (?:or more|at (?:the )?least)$", r"at least \1\2\3"),
    (r"^([0-9]+),? (?:or (?:fewer|less)|at (?:the )?most)$", r"at most \1"),
    (r"(?:>=|=>|≥|not? (?:fewer|less) than|a minimum of|minimum|min\.?) ?(?=[0-9])", "at least "),
    (r"(?:<=|=<|≤|not? more than|a maximum of|maximum|max\.?) ?(?=[0-9])", "at most "),
    (
        r"(?:>|(?:just|well|slightly) over|over|above|upwards? of|(?:just )?north of|in excess of"
        r"|greater than|more then) ?(?=[0-9])",
        "more than ",
    ),
    (r"as many as (?=[0-9])", "up to "),
    (
        r"(?:almost|close to|just (?:under|below|short of)|(?:just )?shy of|approaching|nigh on) (?=[0-9])",
        "nearly ",
    ),
    (r"(?:<|(?:well|slightly) under|less than|under|below|south of|fewer then) ?(?=[0-9])", "fewer than "),
    (r"^between ([0-9]+) and ([0-9]+)", r"\1 to \2"),
    (r"^(?:from )?([0-9]+) ?(?:[-\u2012-\u2014]|\.\.|…|to|until) ?([0-9]+)", r"\1 to \2"),
    (r"^([0-9]+ to [0-9]+) ?,? ?\(?(?:best:? )([0-9]+)\)?$", r"\1, best \2"),
)
_SYNONYMS = {
    **dict.fromkeys(("no", "nil", "nobody", "no one", "no-one", "nothing", "zero"), "none"),
    **dict.fromkeys(("being evaluated", "unclear", "tbc", "tbd", "pending"), "under evaluation"),
    **dict.fromkeys(("unconfirmed", "not verified"), "not confirmed"),
    **dict.fromkeys(("no reports", "none were reported", "no casualties reported"), "none reported"),
    **dict.fromkeys(("a few", "few"), "a small number"),
    **dict.fromkeys(("numerous", "lots", "a lot"), "many"),
    **dict.fromkeys(("yes", "any"), "some"),
    **dict.fromkeys(("the majority", "a majority"), "most"),
    **dict.fromkeys(("half", "half of those", "half of whom", "one half of them"), "half of them"),
    "couple": "a couple",
    "handful": "a handful",
    "both": "2",
}
#: "several hundred", "a few dozen": how many of a scale is left open.
_SEVERAL = re.compile(
    r"(?:several|(?:a )?few|many|a couple(?: of)?|multiple|some) (ten|dozen|score|hundred|thousand|million)s?"
)
_EITHER = re.compile(r"([0-9]+)(?: or | or perhaps | or maybe )([0-9]+)")
_ODD = re.compile(r"([0-9]+)(?:-| )odd")
_UNSAID = ("not reported", "unknown", "n/a", "na", "?", "-", "null", "not stated", "unspecified", "not known")
#: What follows a count that has a key of its own: who or what was counted, one by one. Behind any other word
#: ("percent", "pairs", "gazillion") the number may count something else, and is not proposed.
_COUNTED = (
    "people|persons?|men|man|women|woman|child|children|boys?|girls?|bab(?:y|ies)|infants?|teenagers?"
    "|soldiers?|troops?|service ?members?|servicemen|marines?|sailors?|airmen|members?|personnel|guards?"
    "|police|policem[ae]n|officers?|fighters?|militants?|militia(?:men|man)|gunm[ae]n|attackers?|civilians?"
    "|contractors?|workers?|staff|employees?|journalists?|reporters?|doctors?|nurses?|medics?|paramedics?"
    "|students?|pupils?|teachers?|residents?|villagers?|farmers?|pilgrims?|passengers?|drivers?|pilots?"
    "|refugees?|detainees?|prisoners?|hostages?|patients?|victims?|casualties|deaths?|fatalities|martyrs?"
    "|injur(?:y|ies)|injured|wounded|hurt|killed|dead|missing|abducted|kidnapped|held|released|freed|escaped"
    "|rescued|detained|arrested|surrendered|displaced|captives?|suspects?"
    "|others?|more|of them|survivors?|bodies"
    "|rockets?|missiles?|drones?|uavs?|projectiles?|shells?|mortars?|bombs?|rounds?|warheads?|munitions?"
    "|attacks?|strikes?|air ?strikes?|raids?|incidents?|times"
)
_WITH_NOUN = re.compile(
    r"(.*[0-9](?:\+|[ -]odd|[ -]plus|-?ish| or (?:more|so|fewer|less))?|[a-z][a-z -]*?),? (?:of (?:the )?)?"
    rf"(?:(?:us|uk|un|american|civilian|[a-z]+(?:i|ian|ish|ese)) )*(?:{_COUNTED})"
)
_SHARE = re.compile(
    r"%|\b(?:per ?cent|percent|pct|percentage|half|halves|thirds?|quarters?|fifths?|tenths?|majority|out of"
    r"|one in|[0-9]+ (?:in|of) [0-9]+)\b"
)
_GROUPED = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,3}([,.'\u2019 ])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])"
)
_SCALED_DECIMAL = re.compile(rf"([0-9]),([0-9]{{1,2}}(?= ?(?:{'|'.join(SCALES)})\b))")
_IN_DECIMAL_SCALE = re.compile(rf"\.[0-9]+ ?(?:{'|'.join(SCALES)})\b")
_A_SCALE = re.compile(rf"\b(?:{'|'.join(SCALES)})s?\b")


def _plain(text: str) -> str:
    """``text`` in small letters, with single spaces, ASCII digits and numbers without separators."""
    text = "".join(str(unicodedata.decimal(c, c)) for c in text)
    text = _SCALED_DECIMAL.sub(r"\1.\2", " ".join(text.lower().split()))
    # "1.234 million" is a decimal, "1.234" alone a number whose thousands are parted.
    kept = _IN_DECIMAL_SCALE.search(text)
    text = _GROUPED.sub(
        lambda number: number[0] if kept and number[1] == "." else re.sub("[^0-9]", "", number[0]), text
    )
    return re.sub(r"(?<![0-9.])0+(?=[0-9])", "", text)


def _explain(text: str) -> CountError:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    what = f"“{shown}” is not a count"
    if not text.strip():
        return CountError("the count is empty", "write a number or a word, or delete the key")
    if len(text) > 80:
        return CountError(what, "a count is a number or a few words; the sentence belongs into an excerpt")
    plain = in_digits(_plain(text))
    if re.search(rf"[0-9]{{{MOST_DIGITS + 1},}}", plain):
        return CountError(f"a number has at most {MOST_DIGITS} digits")
    if re.match(r"(?:[-\u2212\u2013]|minus ) ?[0-9]", plain):
        return CountError("a count is never negative", "leave the sign out")
    if plain in _UNSAID:
        return CountError(what, "delete the key where nothing is said: the page then says “not reported”")
    if re.search(r"[0-9][.,][0-9]", plain):
        return CountError(f"“{shown}” is not a whole number", "for example about 4")
    if hint := _way_out(plain):
        return CountError(what, hint)
    if (noun := _WITH_NOUN.fullmatch(plain)) and (hint := _way_out(noun[1])):
        return CountError(what, f"{hint}; who or what they are has a key of its own")
    if _SHARE.search(plain):
        return CountError(what, "write the figure that the source gives, or leave the share in a `note`")
    if re.match(r"(?:.* )?[0-9]+ [a-z]", plain):
        return CountError(
            what, "write how many people or things; what counts something else belongs into a `note`"
        )
    near = [] if _A_SCALE.search(plain) else difflib.get_close_matches(plain, WORDS, n=1, cutoff=0.75)
    hint = f"did you mean “{near[0]}”?" if near else "for example 3, at least 58, 3 to 14, some, none"
    return CountError(what, hint)


def _way_out(plain: str) -> str:
    """What to write for ``plain``: "write about 7"; two ways where only the source can tell; or nothing."""
    if odd := _ODD.fullmatch(plain):
        return f"write about {odd[1]}, or more than {odd[1]}, as the source means it"
    meant = _meant(plain)
    return f"write {meant}" if meant else ""


def _meant(plain: str) -> str:
    """The canonical text that ``plain`` was meant to be, or the empty text."""
    meant = _SYNONYMS.get(plain, plain)
    if several := _SEVERAL.fullmatch(meant):
        meant = f"{several[1]}s"
    if either := _EITHER.fullmatch(meant):
        # Of "12 or 2" nobody knows what is meant: it may have been "a dozen or two".
        meant = f"{either[1]} to {either[2]}" if int(either[1]) < int(either[2]) else ""
    for pattern, words in _INSTEAD:
        meant = re.sub(pattern, words, meant)
    if not (meant in WORDS or _ONE.fullmatch(meant) or _RANGE.fullmatch(meant)):
        return ""
    try:
        return str(_parse(meant))
    except CountError as error:
        return error.hint.removeprefix("write ") if error.hint.startswith("write ") else ""


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of counts that keeps their bounds: ours, never somebody's statement.

    ``low`` and ``high`` (None: no limit) add up the ``numbered`` counts; ``unnumbered`` is how many had no
    number. Totals add up in any order and grouping, `Total()` being nothing.
    """

    low: int = 0
    high: int | None = 0
    unnumbered: int = 0
    approximate: bool = False
    numbered: int = 0

    def __add__(self, other: Total) -> Total:
        """The total of both."""
        return Total(
            self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.unnumbered + other.unnumbered,
            self.approximate or other.approximate,
            self.numbered + other.numbered,
        )

    def __str__(self) -> str:
        """ "at least 141", "3 to 14", "at least 141 and 2 without a number"; never a zero nobody said."""
        about = "about " if self.approximate else ""
        if self.high is None:
            number = f"at least {about}{self.low}"
        elif self.low == self.high:
            number = f"{about}{self.low}"
        elif self.low == 0:
            number = f"at most {about}{self.high}"
        else:
            number = f"{about}{self.low} to {self.high}"
        parts = [number] if self.numbered else []
        parts += [f"{self.unnumbered} without a number"] if self.unnumbered else []
        return " and ".join(parts) or "no figure"


def total(counts: Iterable[Count]) -> Total:
    """The sum of ``counts``: bounds add up, "none" adds nothing, other words are counted as unnumbered."""
    result = Total()
    for count in counts:
        if count.numeric:
            result += Total(*count.bounds, approximate=count.approximate, numbered=1)
        else:
            result += Total(unnumbered=1)
    return result
