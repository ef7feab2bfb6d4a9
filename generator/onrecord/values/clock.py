"""Clock times at the place: a time with the words that bound it, a window, or a part of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from onrecord.language import N_, gettext
from onrecord.values.day import Day, WhenError, shown
from onrecord.values.instant import (
    INSTANT,
    OFFSET,
    TIME,
    Instant,
    clock_time,
    moment_words,
    parse_zone,
    time_words,
)
from onrecord.values.quantity import Duration, QuantityError


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
DAY_PARTS = (
    *("night", "overnight", "early morning", "morning", "noon", "afternoon", "evening"),
    "around midnight",
)
#: What stands behind a time of which the source does not say in which zone it is.
ZONE_NOT_STATED = "zone not stated"
_DAY = 24 * 60
#: The minutes of the day that each part may mean, taken widely; night ends on the next day.
_PART_MINUTES = {
    "night": (19 * 60, _DAY + 6 * 60),
    "overnight": (19 * 60, _DAY + 9 * 60),
    "early morning": (0, 9 * 60),
    "morning": (3 * 60, 12 * 60),
    "noon": (11 * 60, 14 * 60),
    "afternoon": (12 * 60, 19 * 60),
    "evening": (16 * 60, _DAY),
    "around midnight": (23 * 60, _DAY + 60),
}
#: For readers: each part of the day, and each bound with the time that it bounds.
_PART_WORDS = {
    "night": N_("at night"),
    "overnight": N_("overnight"),
    "early morning": N_("in the early morning"),
    "morning": N_("in the morning"),
    "noon": N_("at noon"),
    "afternoon": N_("in the afternoon"),
    "evening": N_("in the evening"),
    "around midnight": N_("around midnight"),
}
_FORM_WORDS = {
    ClockForm.ABOUT: N_("about {time}"),
    ClockForm.FIRST_REPORTED: N_("first reported at {time}"),
    ClockForm.BEFORE: N_("before {time}"),
    ClockForm.AFTER: N_("after {time}"),
    ClockForm.SHORTLY_BEFORE: N_("shortly before {time}"),
    ClockForm.SHORTLY_AFTER: N_("shortly after {time}"),
}
#: How many minutes before and after the time typed a bound may mean.
_REACH = {
    ClockForm.ABOUT: (30, 30),
    ClockForm.FIRST_REPORTED: (_DAY // 2, 0),
    ClockForm.BEFORE: (_DAY // 2, 0),
    ClockForm.AFTER: (0, _DAY // 2),
    ClockForm.SHORTLY_BEFORE: (60, 0),
    ClockForm.SHORTLY_AFTER: (0, 60),
}
_AIRWARS = {
    ClockForm.EXACT: "exact",
    ClockForm.FIRST_REPORTED: "first reported",
    ClockForm.PART: "approximate time of day",
    **dict.fromkeys((ClockForm.ABOUT, ClockForm.SHORTLY_BEFORE, ClockForm.SHORTLY_AFTER), "approximate"),
    **dict.fromkeys((ClockForm.BEFORE, ClockForm.AFTER, ClockForm.WINDOW), "window"),
}
#: Times with a name; behind "shortly after" and the like, where alone they would be parts of the day.
_NAMED = {N_("midnight"): time(0), N_("noon"): time(12)}
_POINT = rf"{TIME}{OFFSET}?|{INSTANT.pattern}"
_PREFIXES = "|".join(
    form for form in ClockForm if form not in (ClockForm.EXACT, ClockForm.WINDOW, ClockForm.PART)
)
_BOUND = rf"{_POINT}|{'|'.join(_NAMED)}"
_CLOCK = re.compile(
    rf"(?:(?:({_PREFIXES}) )?({_POINT})|({_PREFIXES}) ({'|'.join(_NAMED)})|({_BOUND}) to ({_BOUND}))"
    rf"( {ZONE_NOT_STATED})?"
)
#: The same for a clock time that is not one of `DAY_PARTS`.
CLOCK_PATTERN = rf"^(?:{_CLOCK.pattern})$"


@dataclass(frozen=True, slots=True)
class Clock:
    """When on the day: a time at the place, with the words that bound it, a window, or a part of the day.

    ``first`` and ``last`` are times as typed: ``18:30`` at the place, ``20:45-05:00`` elsewhere, an instant,
    ``midnight``. ``unzoned`` is whether the source does not say in which zone the time is.
    """

    form: ClockForm
    first: str = ""
    last: str = ""
    part: str = ""
    unzoned: bool = False

    @classmethod
    def parse(cls, text: str) -> Clock:
        """The clock time that ``text`` names; raises `WhenError`, for example for 6pm or 18.30."""
        if text in DAY_PARTS:
            return cls(ClockForm.PART, part=text)
        found = _CLOCK.fullmatch(text)
        if not found:
            raise _explain_clock(text)
        prefix, one, named_prefix, named, first, last, zone = found.groups()
        if zone and any(_point(text).tzinfo for text in (one or named, first, last) if text):
            raise WhenError(
                "a time with its zone cannot have its zone not stated", f"delete “{ZONE_NOT_STATED}”"
            )
        if one or named:
            _point(one or named)
            return cls(ClockForm(prefix or named_prefix or ""), one or named, unzoned=bool(zone))
        start, end = _point(first), _point(last)
        if type(start) is not type(end) or (start.tzinfo is None) != (end.tzinfo is None):
            raise WhenError("the two ends are not alike", "give both with a zone, or both without")
        if start == end:
            same = "around midnight" if start == time.min and first in _NAMED else first
            raise WhenError("both ends of the window are the same", f"write {same}")
        if isinstance(start, datetime) and isinstance(end, datetime) and start > end:
            raise WhenError("the window ends before it starts", f"write {last} to {first}")
        return cls(ClockForm.WINDOW, first, last, unzoned=bool(zone))

    def __str__(self) -> str:
        """What was typed."""
        zone = f" {ZONE_NOT_STATED}" if self.unzoned else ""
        if self.form is ClockForm.WINDOW:
            return f"{self.first} to {self.last}{zone}"
        return self.part or f"{self.form} {self.first}{zone}".strip()

    @property
    def airwars(self) -> str:
        """Airwars' type of local time; "unknown", their sixth, is a record without a time."""
        return _AIRWARS[self.form]

    def compatible(self, other: Clock, zone: tzinfo, day: Day) -> bool:
        """Whether both can be true of one moment on ``day`` in ``zone``: "about 18:30" and "afternoon" can.

        Words are taken widely: "about" reaches half an hour, "shortly" an hour, and a part of the day has no
        sharp end. Where a time has no minute on that day, nothing contradicts it.
        """
        ones, others = self._minutes(zone, day), other._minutes(zone, day)
        if ones is None or others is None:
            return True
        return any(
            ones[0] <= others[1] + shift and others[0] + shift <= ones[1] for shift in (-_DAY, 0, _DAY)
        )

    def _minutes(self, zone: tzinfo, day: Day) -> tuple[int, int] | None:
        """The first and last minute of the day at the place; the last may lie behind midnight."""
        if self.unzoned:
            return None
        if self.form is ClockForm.PART:
            return _PART_MINUTES[self.part]
        points = [_point(text) for text in (self.first, self.last) if text]
        local = [at if isinstance(at, time) and not at.tzinfo else _converted(at, zone, day) for at in points]
        found = [at.hour * 60 + at.minute for at in local if at is not None]
        if len(found) < len(points):
            return None
        first, last = found[0], found[-1]
        before, after = _REACH.get(self.form, (0, 0))
        return first - before, (last if last >= first else last + _DAY) + after

    def words(self) -> str:
        """For readers, as typed: "about 18:30", "between 18:30 and 19:00", "in the evening"."""
        if self.form is ClockForm.PART:
            return gettext(_PART_WORDS[self.part])
        given = (text for text in (self.first, self.last) if text)
        words = self._phrase([text if text in _NAMED else _point(text) for text in given])
        return gettext("{time} (zone not stated)").format(time=words) if self.unzoned else words

    def local(self, zone: tzinfo, day: Day | None = None) -> str | None:
        """The same in ``zone`` with its date; None where the time is the place's own, or no one date fits.

        A time with an offset has no date of its own: it is the one that falls on ``day`` at the place.
        """
        if self.unzoned:
            return None
        there = [_converted(_point(text), zone, day) for text in (self.first, self.last) if text]
        moments = [at for at in there if at is not None]
        if not moments or len(moments) < len(there):
            return None
        if moments[-1] < moments[0]:
            moments[-1] += timedelta(days=1)
        return self._phrase(moments)

    def _phrase(self, points: Sequence[time | datetime | str]) -> str:
        words = [
            moment_words(at)
            if isinstance(at, datetime)
            else gettext(at)
            if isinstance(at, str)
            else _time_words(at)
            for at in points
        ]
        if self.form is ClockForm.WINDOW:
            return gettext("between {first} and {last}").format(first=words[0], last=words[1])
        return gettext(_FORM_WORDS[self.form]).format(time=words[0]) if self.form else words[0]


def _time_words(at: time) -> str:
    """A time at the place; its first minute is midnight."""
    return gettext("midnight") if at == time.min else time_words(at)


def _point(text: str) -> time | datetime:
    if text in _NAMED:
        return _NAMED[text]
    if "T" in text:
        return Instant.parse(text).local
    at = clock_time(text[:5])
    return at.replace(tzinfo=parse_zone(text[5:])) if text[5:] else at


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
    **dict.fromkeys(("late night", "late at night", "nighttime", "dead of night"), "night"),
    **dict.fromkeys(("dawn", "daybreak", "sunrise", "first light"), "early morning"),
    **dict.fromkeys(("early hours", "small hours", "wee hours", "pre-dawn", "predawn"), "early morning"),
    **dict.fromkeys(("early hours of the morning", "small hours of the morning"), "early morning"),
    **dict.fromkeys(("late morning", "mid-morning", "forenoon"), "morning"),
    **dict.fromkeys(("early afternoon", "mid-afternoon", "late afternoon"), "afternoon"),
    **dict.fromkeys(("early evening", "late evening", "dusk", "sunset", "nightfall"), "evening"),
}


def _from_pm(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + (12 if found[3] == 'p' else 0):02}:{found[2] or '00'}"


def _both_halves(found: re.Match[str]) -> str:
    """ "9:30 to 10:45 pm" with the half of the day for both ends; "11 to 1 pm" began in the other half."""
    same = int(found[1]) % 12 <= int(found[4]) % 12
    half = found[6] if same else "ap".replace(found[6], "")
    return f"{found[1]}{found[2] or ''}{half}m{found[3]}{found[4]}{found[5]}{found[6]}m"


_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_CLOCK_INSTEAD = (
    (
        r"^overnight (?:on|in|into|from|to|through|between|of) .*|^(?:the )?night (?:of|from|to|into) .*",
        "overnight",
    ),
    (
        rf",? ?\(?(?:{ZONE_NOT_STATED}|(?:time )?zone (?:not (?:stated|given|known)|un(?:known|clear)))\)?$",
        f" {ZONE_NOT_STATED}",
    ),
    (r"\bmidday\b(?<!^midday)", "noon"),
    (r"^(?:between |from )?(midnight|noon|midday) (?:and|to|until) (?=[0-9])", r"\1 to "),
    (r"(?<=[0-9m]) (?:and|to|until) (midnight|noon)$", r" to \1"),
    (rf"^(?:on )?(?:{_WEEKDAYS}) (?=[a-z])| (?:of|on) (?:the )?(?:{_WEEKDAYS})(?: morning)?$", ""),
    (r"\b(?:local time|local)$|(?<=[0-9]) ?(?:hours|hrs|hr|h)$", ""),
    (r"(?<=[0-9]) ?(?:utc|gmt|z)(?![a-z])", "Z"),
    (
        r"(?<![0-9:.])([0-9]{1,2})([:.][0-9]{2})?( ?(?:to|and|until|till|-|\u2013|\u2014) ?)"
        r"([0-9]{1,2})((?:[:.][0-9]{2})? ?)([ap])\.?m\b\.?",
        _both_halves,
    ),
    (r"\b([0-9]{1,2})[:.]?([0-9]{2})? ?([ap])\.?m\b\.?", _from_pm),
    (r"(?<![0-9:+-])([0-9]{1,2})[:.h]([0-9]{2})(?::[0-9]{2})?(?![0-9:])", r"\1:\2"),
    (r"(?<![0-9:])([0-9]:[0-9]{2})", r"0\1"),
    (r"(?<![0-9:+-])([0-9]{2})([0-9]{2})(?![0-9:])", r"\1:\2"),
    (r"^(?:just|soon|right|moments) (?=before|after)", "shortly "),
    (r"^some ?time (?=before|after)", ""),
    (
        r"^(?:~|around|circa|ca?\.|approximately|roughly|at about|at around|some time around) ?(?=[0-9])",
        "about ",
    ),
    (r"^(?:at|on the|in the|during the|the|between|from) ", ""),
    (r"^(?:by|no later than) ", "before "),
    (r"(?<=[0-9Z]) ?(?:[\u2013\u2014]|until|till|and| - |-(?=[0-9]{2}:[0-9]{2}$)) ?(?=[0-9])", " to "),
    # A window has ends that are exact; that somebody called them rough belongs into a note.
    (r"^about (?=[0-9:]+[Z+0-9:-]* to )", ""),
    (r"(?<= to )(?:about|around|approximately) (?=[0-9])", ""),
)


def _explain_clock(text: str) -> WhenError:
    what = f"{shown(text)} is not a clock time"
    if not text.strip():
        return WhenError("the time is empty", "write it as 18:30, or delete the key")
    meant = " ".join(text[:60].lower().split())
    for pattern, instead in _CLOCK_INSTEAD:
        meant = re.sub(pattern, instead, meant).strip()
    meant = _PARTS_INSTEAD.get(meant, meant)
    if meant in DAY_PARTS or _CLOCK.fullmatch(meant):
        if meant == "overnight" != text.lower():
            what += ": the night between two days is a `date:` of both, 2024-01-22/2024-01-23"
        try:
            return WhenError(what, f"write {Clock.parse(meant)}")
        except WhenError as error:
            return error
    if lasted := _duration(text):
        return WhenError(f"{what}: it says how long", f"write it as `duration: {lasted}`")
    return WhenError(what, "write it as 18:30, about 18:30, 18:30 to 19:00, or " + ", ".join(DAY_PARTS))


def _duration(text: str) -> str:
    """How long a text says that something lasted: "6 hours" of "for six hours"; empty where it does not."""
    try:
        return str(Duration.parse(text))
    except QuantityError as error:
        return error.hint.removeprefix("write ") if re.match("write [a-z0-9 ]+$", error.hint) else ""
