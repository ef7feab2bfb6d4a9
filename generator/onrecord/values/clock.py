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
_DAY = 24 * 60
#: The minutes of the day that each part may mean, taken widely; night ends on the next day.
_PART_MINUTES = {
    "night": (19 * 60, _DAY + 6 * 60),
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
_POINT = rf"{TIME}{OFFSET}?|{INSTANT.pattern}"
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
        words = [moment_words(at) if isinstance(at, datetime) else _time_words(at) for at in points]
        if self.form is ClockForm.WINDOW:
            return gettext("between {first} and {last}").format(first=words[0], last=words[1])
        return gettext(_FORM_WORDS[self.form]).format(time=words[0]) if self.form else words[0]


def _time_words(at: time) -> str:
    """A time at the place; its first minute is midnight."""
    return gettext("midnight") if at == time.min else time_words(at)


def _point(text: str) -> time | datetime:
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
    "overnight": "night",
    **dict.fromkeys(("late night", "late at night", "nighttime", "dead of night"), "night"),
    **dict.fromkeys(("dawn", "daybreak", "sunrise", "first light"), "early morning"),
    **dict.fromkeys(("early hours", "small hours", "wee hours", "pre-dawn", "predawn"), "early morning"),
    **dict.fromkeys(("early hours of the morning", "small hours of the morning"), "early morning"),
    **dict.fromkeys(("late morning", "mid-morning", "forenoon"), "morning"),
    **dict.fromkeys(("early afternoon", "mid-afternoon", "late afternoon"), "afternoon"),
    **dict.fromkeys(("early evening", "late evening", "dusk", "sunset", "nightfall"), "evening"),
}
_NAMED = {"midnight": "00:00", "noon": "12:00", "midday": "12:00"}


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
        r"^(?P<bound>(?:shortly|just|soon|right|moments|some time|sometime)? ?(?:before|after)) "
        r"(?P<named>midnight|noon|midday)$",
        lambda found: f"{found['bound']} {_NAMED[found['named']]}",
    ),
    (
        r"^(?:between |from )?(midnight|noon|midday) (?:and|to|until) (?=[0-9])",
        lambda found: f"{_NAMED[found[1]]} to ",
    ),
    (r"(?<=[0-9m]) (?:and|to|until) (midnight|noon|midday)$", lambda found: f" to {_NAMED[found[1]]}"),
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
        try:
            return WhenError(what, f"write {Clock.parse(meant)}")
        except WhenError as error:
            return error
    return WhenError(what, "write it as 18:30, about 18:30, 18:30 to 19:00, or " + ", ".join(DAY_PARTS))
