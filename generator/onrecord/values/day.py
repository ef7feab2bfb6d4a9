"""Days as editors write them: EDTF dates, kept as typed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.language import date_words, gettext, span_words
from onrecord.language import weekday as name_of_weekday

FIRST_YEAR, LAST_YEAR = 1800, 2200
MONTHS = tuple(calendar.month_name)


class WhenError(ValueError):
    """Text that is no time: ``what`` is wrong, and a ``hint`` (may be empty) how to mend it."""

    def __init__(self, what: str, hint: str = "") -> None:
        """Take one sentence each, without a full stop."""
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


def shown(text: str) -> str:
    """What was typed, in quotes and cut short, for an error."""
    return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"


def check_calendar(year: int, month: int, day: int) -> None:
    """Raises `WhenError` where the calendar has no such day, or we take no such year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WhenError(f"the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    if 21 <= month <= 41:
        raise WhenError(
            "seasons are not taken: they differ with the place", "give the months, 2024-03/2024-05"
        )
    if not 1 <= month <= 12:
        raise WhenError(f"there is no month {month:02}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise WhenError(f"{MONTHS[month]} {year} has {last} days", f"there is no day {day:02}")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known: an EDTF date (ISO 8601-2) of level 0 or 1.

    A day, month or year, or an interval of two of them, each with ``?`` (uncertain), ``~`` (approximate) or
    ``%`` (both). ``earliest`` and ``latest`` are the first and last calendar day it covers, the marks not
    counted; ``precision`` is "day", "month", "year" or "interval".
    """

    text: str
    earliest: date
    latest: date
    precision: str
    uncertain: bool = False
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> Day:
        """The date that ``text`` names; raises `WhenError`, for example for 22/11/2026 or 2026-02-30."""
        return _day(text)

    def __str__(self) -> str:
        """What was typed."""
        return self.text

    def words(self) -> str:
        """For readers: "January 2024", "about 20 January 2024", "20 January 2024 (uncertain)"."""
        first, _, last = self.text.partition("/")
        if not last:
            words = date_words(self.earliest, _parts(first))
        elif _mark(first) == _mark(last) and _parts(first) == _parts(last):
            words = span_words(_day(first).earliest, _day(last).earliest, _parts(first))
        elif _mark(first) == _mark(last):
            words = _from_to(part_words(first), part_words(last))
        else:
            return _from_to(_day(first).words(), _day(last).words())
        words = gettext("about {date}").format(date=words) if self.approximate else words
        return gettext("{date} (uncertain)").format(date=words) if self.uncertain else words

    @property
    def exact(self) -> bool:
        """Whether this is one calendar day without reservation."""
        return self.precision == "day" and not (self.uncertain or self.approximate)

    @property
    def whole_days(self) -> bool:
        """Whether this is an interval from one calendar day to another one, without reservation."""
        return self.precision == "interval" and len(self.text) == 21

    @property
    def reach(self) -> tuple[date, date]:
        """The first and the last day that it may mean: one with a mark may be off by its own length.

        For example 30 January to 1 February for 2024-01-31~.
        """
        if not (self.uncertain or self.approximate):
            return self.earliest, self.latest
        off = self.latest - self.earliest + timedelta(days=1)
        return self.earliest - off, self.latest + off

    def span_words(self) -> str:
        """For readers of a list by months: "some day of 2024", "between 31 December 2023 and …"."""
        if self.uncertain or self.approximate:
            return self.words()
        if self.precision in ("month", "year"):
            return gettext("some day of {period}").format(period=self.words())
        if self.precision == "day":
            return self.words()
        first, last = date_words(self.earliest), date_words(self.latest)
        return gettext("between {first} and {last}").format(first=first, last=last)

    def weekday(self) -> str:
        """The weekday of an exact day ("Saturday"), else the empty text."""
        return name_of_weekday(self.earliest) if self.exact else ""

    def _days(self) -> int:
        # A marked date may be off by its own length to either side.
        first, last = self.reach
        return (last - first).days + 1

    @property
    def acled_precision(self) -> int:
        """ACLED time precision: 1 the actual date, 2 a week or similar (to ten days), 3 a month or more."""
        days = self._days()
        return 1 if days == 1 else 2 if days <= 10 else 3

    @property
    def ucdp_precision(self) -> int:
        """UCDP GED ``date_prec``: 1 the day, 2 within six days, 3 a week, 4 up to a month, 5 longer."""
        days = self._days()
        return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def _mark(part: str) -> str:
    return part[-1] if part[-1] in "?~%" else ""


def _parts(part: str) -> int:
    """How much of a date is given: 1 the year, 2 the month, 3 the day."""
    return part.count("-") + 1


def part_words(part: str) -> str:
    """One end of a date in words, without its marks."""
    year, *rest = map(int, part.rstrip("?~%").split("-"))
    return date_words(date(year, *(*rest, 1, 1)[:2]), _parts(part))


def _from_to(first: str, last: str) -> str:
    return gettext("{first} – {last}").format(first=first, last=last)


_PART = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?"
_EDTF = re.compile(rf"{_PART}(?:/{_PART})?")
#: How a day is written, as one regular expression for a JSON Schema (it does not know the calendar).
DAY_PATTERN = rf"^(?:{_EDTF.pattern})$"


@lru_cache(maxsize=8192)
def _day(text: str) -> Day:
    found = _EDTF.fullmatch(text)
    if not found:
        raise _explain_day(text)
    if "/" not in text:
        earliest, latest = _limits(*found.groups()[:3])
        precision = "day" if found[3] else "month" if found[2] else "year"
    else:
        (earliest, _), (_, latest) = _limits(*found.groups()[:3]), _limits(*found.groups()[3:])
        first, last = text.split("/")
        if earliest > latest:
            raise WhenError("the interval ends before it starts", f"write {last}/{first}")
        if first == last:
            raise WhenError("both ends of the interval are the same", f"write {first}")
        precision = "interval"
    marks = set(text) & set("?~%")
    return Day(text, earliest, latest, precision, bool(marks & {"?", "%"}), bool(marks & {"~", "%"}))


def _limits(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """The first and last day that a day, month or year covers: 1 and 29 February for 2024-02."""
    check_calendar(int(year), int(month or 1), int(day or 1))
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last_month = first.month if month else 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NTH = "([0-9]{1,2})(?:st|nd|rd|th)?"
# What editors type instead, and the same in EDTF but for the names of months and missing zeros.
_DAY_INSTEAD = (
    (r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})", r"\1-\3-\4"),
    (r"([0-9-]+[?~%]?) ?(?:/|to|until|[\u2013\u2014]|\.\.) ?([0-9-]+[?~%]?)", r"\1/\2"),
    (r"(?:about|around|circa|ca?\.|~) ?([0-9-]+)", r"\1~"),
    (rf"{_NTH} {_MONTH}\.?,? ([0-9]{{4}})", r"\3-\2-\1"),
    (rf"{_MONTH}\.? {_NTH},? ([0-9]{{4}})", r"\3-\1-\2"),
    (rf"{_MONTH}\.?,? ([0-9]{{4}})", r"\2-\1"),
    (r"([0-9]{4}(?:-[0-9]{2})?)(?:-xx)+", r"\1"),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ][0-9].*", r"\1"),
)


def _explain_day(text: str) -> WhenError:
    what = f"{shown(text)} is not a date"
    plain = " ".join(text[:60].lower().split())
    if not plain:
        return WhenError("the date is empty", "write it as 2024-01-20, or delete the key")
    if found := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", plain):
        one, two, year = found[1].zfill(2), found[3].zfill(2), found[4]
        if max(one, two) <= "12" and one != two:
            return WhenError(f"{what}: it can mean two", f"write {year}-{two}-{one} or {year}-{one}-{two}")
        return _meant_day(what, f"{year}-{two}-{one}" if two <= "12" else f"{year}-{one}-{two}")
    if re.fullmatch(r"(?:\.\.)?/[0-9-]+[?~%]?|[0-9-]+[?~%]?/(?:\.\.)?", plain):
        return WhenError("the interval has one end only", "give both, for example 2024-02-02/2024-02-03")
    for pattern, instead in _DAY_INSTEAD:
        if found := re.fullmatch(pattern, plain):
            return _meant_day(what, found.expand(instead))
    if re.search(
        r"(?:sun|mon|tues|wednes|thurs|fri|satur)day|yesterday|today|tomorrow|night|morning|evening", plain
    ):
        return WhenError(
            what, "write the day that it means, 2024-01-20, or the two of a night, 2024-01-20/2024-01-21"
        )
    if re.search(r"\b(?:last|past|next|over|days?|weeks?|hours?|months?)\b", plain):
        return WhenError(
            f"{what}: it says how long, or counts from a day that is not there",
            "write the first and the last day, 2024-01-17/2024-01-20; how long it went on is a `duration`",
        )
    return WhenError(what, "write it as 2024-01-20, or 2024-01 where only the month is known")


def _meant_day(what: str, meant: str) -> WhenError:
    for number, name in enumerate(MONTHS):
        meant = meant.replace(name[:3].lower(), f"{number:02}") if name else meant
    meant = re.sub(r"-([0-9])(?![0-9])", r"-0\1", meant)
    if not _EDTF.fullmatch(meant):
        return WhenError(what, "write it as 2024-01-20")
    try:
        return WhenError(what, f"write {_day(meant)}")
    except WhenError as error:
        return WhenError(f"{what}: {error.what}", error.hint)
