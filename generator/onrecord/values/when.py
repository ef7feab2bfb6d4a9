"""Times as editors write them: days (EDTF), instants with a zone, clock times at the place; kept as typed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

FIRST_YEAR, LAST_YEAR = 1800, 2200
_DASH = "\N{EN DASH}"
_MONTHS = tuple(calendar.month_name)


class WhenError(ValueError):
    """Text that is no time: ``what`` is wrong, and a ``hint`` (may be empty) how to mend it."""

    def __init__(self, what: str, hint: str = "") -> None:
        """Take one sentence each, without a full stop."""
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


def _shown(text: str) -> str:
    return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"


def _check_calendar(year: int, month: int, day: int) -> None:
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
        raise WhenError(f"{_MONTHS[month]} {year} has {last} days", f"there is no day {day:02}")


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
            words = _part_words(first)
        elif _mark(first) == _mark(last):
            words = _span_words(first.rstrip("?~%"), last.rstrip("?~%"))
        else:
            return f"{_day(first).words()} {_DASH} {_day(last).words()}"
        words = f"about {words}" if self.approximate else words
        return f"{words} (uncertain)" if self.uncertain else words

    @property
    def exact(self) -> bool:
        """Whether this is one calendar day without reservation."""
        return self.precision == "day" and not (self.uncertain or self.approximate)

    def weekday(self) -> str:
        """The weekday of an exact day ("Saturday"), else the empty text."""
        return calendar.day_name[self.earliest.weekday()] if self.exact else ""

    def _days(self) -> int:
        # A marked date may be off by its own length to either side.
        days = (self.latest - self.earliest).days + 1
        return 3 * days if self.uncertain or self.approximate else days

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


def _part_words(part: str) -> str:
    year, *rest = part.rstrip("?~%").split("-")
    month = f"{_MONTHS[int(rest[0])]} " if rest else ""
    return f"{int(rest[1])} {month}{year}" if len(rest) == 2 else f"{month}{year}"


def _span_words(first: str, last: str) -> str:
    one, two = _part_words(first), _part_words(last)
    if len(first) != len(last) or (first[:4] != last[:4] and len(first) > 4):
        return f"{one} {_DASH} {two}"
    if first[:7] == last[:7] and len(first) == 10:
        return f"{int(first[8:])}{_DASH}{two}"
    if len(first) == 10:
        return f"{one[:-5]} {_DASH} {two}"
    return f"{one if len(first) == 4 else one[:-5]}{_DASH}{two}"


_PART = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?"
_EDTF = re.compile(rf"{_PART}(?:/{_PART})?")
#: How a day is written, as one regular expression for a JSON Schema (it does not know the calendar).
DAY_PATTERN = rf"^(?:{_EDTF.pattern})$"


@lru_cache(maxsize=8192)
def _day(text: str) -> Day:
    # `edtf` reads 180 dates a second, and nearly all dates are plain days.
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return Day(text, day, day, "day")
    return _edtf_day(text)


def _edtf_day(text: str) -> Day:
    found = _EDTF.fullmatch(text)
    if not found:
        raise _explain_day(text)
    for year, month, day in (found.groups()[:3], found.groups()[3:]):
        if year:
            _check_calendar(int(year), int(month or 1), int(day or 1))
    # Imported here, because building its grammar takes longer than reading a hundred records.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
    except EDTFParseException:
        raise WhenError(f"{_shown(text)} is not a date", "write it as 2024-01-20") from None
    earliest, latest = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    if "/" not in text:
        precision = "day" if found[3] else "month" if found[2] else "year"
    else:
        first, last = text.split("/")
        if earliest > latest:
            raise WhenError("the interval ends before it starts", f"write {last}/{first}")
        if first == last:
            raise WhenError("both ends of the interval are the same", f"write {first}")
        precision = "interval"
    marks = set(text) & set("?~%")
    return Day(text, earliest, latest, precision, bool(marks & {"?", "%"}), bool(marks & {"~", "%"}))


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
    what = f"{_shown(text)} is not a date"
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
    return WhenError(what, "write it as 2024-01-20, or 2024-01 where only the month is known")


def _meant_day(what: str, meant: str) -> WhenError:
    for number, name in enumerate(_MONTHS):
        meant = meant.replace(name[:3].lower(), f"{number:02}") if name else meant
    meant = re.sub(r"-([0-9])(?![0-9])", r"-0\1", meant)
    if not _EDTF.fullmatch(meant):
        return WhenError(what, "write it as 2024-01-20")
    try:
        return WhenError(what, f"write {_day(meant)}")
    except WhenError as error:
        return WhenError(f"{what}: {error.what}", error.hint)


_TIME = "[0-9]{2}:[0-9]{2}"
_OFFSET = "(?:Z|[+-][0-9]{2}:[0-9]{2})"
_INSTANT = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_TIME}(?::[0-9]{{2}})?{_OFFSET}")
#: The same for an instant.
INSTANT_PATTERN = rf"^(?:{_INSTANT.pattern})$"


def _clock_time(text: str) -> time:
    if text in ("24:00", "24:00:00"):
        raise WhenError("a day ends at 23:59", "write 00:00 of the next day")
    hour, minute, second = int(text[:2]), int(text[3:5]), int(text[6:] or 0)
    for number, most, unit in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second")):
        if number > most:
            raise WhenError(f"there is no {unit} {number}")
    return time(hour, minute, second)


def _zone(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:])
    if hours == minutes == 0:
        raise WhenError(f"“{text}” is universal time", "write Z")
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise WhenError(f"there is no zone {text}", "a window of time is written with “to”: 18:30 to 19:00")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def _time_words(at: time | datetime) -> str:
    words = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    offset = at.utcoffset()
    if offset is None:
        return words
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    hours, rest = divmod(abs(minutes), 60)
    return f"{words} UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


def _moment_words(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month]} {at.year}, {_time_words(at)}"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its zone, ``2024-01-24T18:00Z``; ``local`` is it in the zone it was typed in."""

    text: str
    local: datetime

    @classmethod
    def parse(cls, text: str) -> Instant:
        """The moment that ``text`` names; raises `WhenError`, above all where the zone is missing."""
        if not _INSTANT.fullmatch(text):
            raise _explain_instant(text)
        end = 19 if text[16] == ":" else 16
        return cls(
            text, datetime.combine(_day(text[:10]).earliest, _clock_time(text[11:end]), _zone(text[end:]))
        )

    def __str__(self) -> str:
        """What was typed."""
        return self.text

    @property
    def utc(self) -> datetime:
        """The moment in universal time."""
        return self.local.astimezone(UTC)

    def words(self, zone: tzinfo | None = None) -> str:
        """For readers, in ``zone`` or as typed: "24 January 2024, 18:00 UTC"."""
        return _moment_words(self.local.astimezone(zone) if zone else self.local)


_LOOSE_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)? ?"
    r"(?:(z|utc|gmt)|([+-][0-9]{2}):?([0-9]{2}))?"
)


def _explain_instant(text: str) -> WhenError:
    what = f"{_shown(text)} is not a time with a zone"
    if not (found := _LOOSE_INSTANT.fullmatch(text.strip().lower()[:60])):
        return WhenError(what, "write it as 2024-01-24T18:00Z")
    day, clock, _, hours, minutes = found.groups()
    try:
        meant = Instant.parse(
            f"{day}T{clock.zfill(len(clock) + len(clock) % 3 % 2)}" + (f"{hours}:{minutes}" if hours else "Z")
        )
    except WhenError as error:
        return error
    return WhenError(what, f"write {meant}" if found[3] or hours else f"add the zone, for example {meant}")


Said: TypeAlias = Day | Instant


def parse_said(text: str) -> Said:
    """A day, or an instant where there is a clock time in ``text``; raises `WhenError`."""
    return Instant.parse(text) if ":" in text else _day(text)


def known_by(said: Said, zone: tzinfo) -> datetime:
    """The moment by which it had been said: an instant itself, or the end of the latest day in ``zone``."""
    return said.utc if isinstance(said, Instant) else datetime.combine(said.latest, time.max, zone)


class ClockForm(StrEnum):
    """How a clock time was put; for those with one time, the value is the words before it."""

    EXACT = ""
    ABOUT = "about"
    FIRST_REPORTED = "first reported"
    BEFORE = "before"
    AFTER = "after"
    SHORTLY_BEFORE = "shortly before"
    SHORTLY_AFTER = "shortly after"
    WINDOW = "to"
    PART = "part of the day"


#: Parts of the day that can stand for a clock time.
DAY_PARTS = ("night", "early morning", "morning", "noon", "afternoon", "evening", "around midnight")
_AIRWARS = {
    ClockForm.EXACT: "exact",
    ClockForm.FIRST_REPORTED: "first reported",
    ClockForm.PART: "approximate time of day",
    **dict.fromkeys((ClockForm.ABOUT, ClockForm.SHORTLY_BEFORE, ClockForm.SHORTLY_AFTER), "approximate"),
    **dict.fromkeys((ClockForm.BEFORE, ClockForm.AFTER, ClockForm.WINDOW), "window"),
}
_POINT = rf"{_TIME}{_OFFSET}?|{_INSTANT.pattern}"
_PREFIXES = "|".join(
    form for form in ClockForm if form not in (ClockForm.EXACT, ClockForm.WINDOW, ClockForm.PART)
)
_CLOCK = re.compile(rf"(?:({_PREFIXES}) )?({_POINT})|({_POINT}) to ({_POINT})")
#: The same for a clock time that is not one of `DAY_PARTS`.
CLOCK_PATTERN = rf"^(?:{_CLOCK.pattern})$"


@dataclass(frozen=True, slots=True)
class Clock:
    """When on the day: a time at the place, with the words that bound it, a window, or a part of the day.

    ``first`` and ``last`` are times as typed: ``18:30`` at the place, ``20:45-05:00`` elsewhere, an instant.
    """

    form: ClockForm
    first: str = ""
    last: str = ""
    part: str = ""

    @classmethod
    def parse(cls, text: str) -> Clock:
        """The clock time that ``text`` names; raises `WhenError`, for example for 6pm or 18.30."""
        if text in DAY_PARTS:
            return cls(ClockForm.PART, part=text)
        found = _CLOCK.fullmatch(text)
        if not found:
            raise _explain_clock(text)
        prefix, one, first, last = found.groups()
        if one:
            _point(one)
            return cls(ClockForm(prefix or ""), one)
        start, end = _point(first), _point(last)
        if type(start) is not type(end) or (start.tzinfo is None) != (end.tzinfo is None):
            raise WhenError("the two ends are not alike", "give both with a zone, or both without")
        if start == end:
            raise WhenError("both ends of the window are the same", f"write {first}")
        if isinstance(start, datetime) and isinstance(end, datetime) and start > end:
            raise WhenError("the window ends before it starts", f"write {last} to {first}")
        return cls(ClockForm.WINDOW, first, last)

    def __str__(self) -> str:
        """What was typed."""
        if self.form is ClockForm.WINDOW:
            return f"{self.first} to {self.last}"
        return self.part or f"{self.form} {self.first}".strip()

    @property
    def airwars(self) -> str:
        """Airwars' type of local time; "unknown", their sixth, is a record without a time."""
        return _AIRWARS[self.form]

    def words(self) -> str:
        """For readers, as typed: "about 18:30", "between 18:30 and 19:00", "in the evening"."""
        if self.form is ClockForm.PART:
            plain = self.part in ("night", "noon")
            return f"at {self.part}" if plain else self.part if " mid" in self.part else f"in the {self.part}"
        return self._phrase([_point(text) for text in (self.first, self.last) if text])

    def local(self, zone: tzinfo, day: Day | None = None) -> str | None:
        """The same in ``zone`` with its date; None where the time is the place's own, or no one date fits.

        A time with an offset has no date of its own: it is the one that falls on ``day`` at the place.
        """
        there = [_converted(_point(text), zone, day) for text in (self.first, self.last) if text]
        moments = [at for at in there if at is not None]
        if not moments or len(moments) < len(there):
            return None
        if moments[-1] < moments[0]:
            moments[-1] += timedelta(days=1)
        return self._phrase(moments)

    def _phrase(self, points: Sequence[time | datetime]) -> str:
        words = [_moment_words(at) if isinstance(at, datetime) else _time_words(at) for at in points]
        if self.form is ClockForm.WINDOW:
            return f"between {words[0]} and {words[1]}"
        at = "at " if self.form is ClockForm.FIRST_REPORTED else ""
        return f"{self.form} {at}{words[0]}".strip()


def _point(text: str) -> time | datetime:
    if "T" in text:
        return Instant.parse(text).local
    at = _clock_time(text[:5])
    return at.replace(tzinfo=_zone(text[5:])) if text[5:] else at


def _converted(at: time | datetime, zone: tzinfo, day: Day | None) -> datetime | None:
    if isinstance(at, datetime):
        return at.astimezone(zone)
    if at.tzinfo is None or day is None or day.precision != "day":
        return None
    near = (datetime.combine(day.earliest + timedelta(days=n), at).astimezone(zone) for n in (-1, 0, 1))
    return next((there for there in near if there.date() == day.earliest), None)


_PARTS_INSTEAD = {
    "midday": "noon",
    "midnight": "around midnight",
    "overnight": "night",
    "dawn": "early morning",
}


def _from_pm(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + (12 if found[3] == 'p' else 0):02}:{found[2] or '00'}"


_CLOCK_INSTEAD = (
    (r"\b(?:local time|local|hours|hrs|hr)$|(?<=[0-9])h$", ""),
    (r"(?<=[0-9]) ?(?:utc|gmt|z)$", "Z"),
    (r"\b([0-9]{1,2})[:.]?([0-9]{2})? ?([ap])\.?m\b\.?", _from_pm),
    (r"(?<![0-9:+-])([0-9]{1,2})[:.h]([0-9]{2})(?::[0-9]{2})?(?![0-9:])", r"\1:\2"),
    (r"(?<![0-9:])([0-9]:[0-9]{2})", r"0\1"),
    (r"(?<![0-9:+-])([0-9]{2})([0-9]{2})(?![0-9:])", r"\1:\2"),
    (r"^(?:~|around|circa|ca?\.|approximately|roughly) ?(?=[0-9])", "about "),
    (r"^(?:at|on the|in the|between|from) ", ""),
    (r"^by ", "before "),
    (r"(?<=[0-9]) ?(?:[\u2013\u2014]|until|till|and| - |-(?=[0-9]{2}:[0-9]{2}$)) ?(?=[0-9])", " to "),
)


def _explain_clock(text: str) -> WhenError:
    what = f"{_shown(text)} is not a clock time"
    if not text.strip():
        return WhenError("the time is empty", "write it as 18:30, or delete the key")
    meant = " ".join(text[:60].lower().split())
    for pattern, instead in _CLOCK_INSTEAD:
        meant = re.sub(pattern, instead, meant).strip()
    meant = _PARTS_INSTEAD.get(meant, meant)
    if meant in DAY_PARTS or _CLOCK.fullmatch(meant):
        try:
            return WhenError(what, f"write {Clock.parse(meant)}")
        except WhenError as error:
            return error
    return WhenError(what, "write it as 18:30, about 18:30, 18:30 to 19:00, or " + ", ".join(DAY_PARTS))
