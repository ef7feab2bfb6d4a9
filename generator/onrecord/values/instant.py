"""Instants with a zone, and when something was said: an instant or a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import TypeAlias

from onrecord.language import date_words, digits, gettext
from onrecord.values.day import Day, WhenError, shown

TIME = "[0-9]{2}:[0-9]{2}"
OFFSET = "(?:Z|[+-][0-9]{2}:[0-9]{2})"
INSTANT = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{TIME}(?::[0-9]{{2}})?{OFFSET}")
#: The same for an instant.
INSTANT_PATTERN = rf"^(?:{INSTANT.pattern})$"


def clock_time(text: str) -> time:
    """The time of day that ``HH:MM`` or ``HH:MM:SS`` names; raises `WhenError`."""
    if text in ("24:00", "24:00:00"):
        raise WhenError("a day ends at 23:59", "write 00:00 of the next day")
    hour, minute, second = int(text[:2]), int(text[3:5]), int(text[6:] or 0)
    for number, most, unit in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second")):
        if number > most:
            raise WhenError(f"there is no {unit} {number}")
    return time(hour, minute, second)


def parse_zone(text: str) -> tzinfo:
    """The zone that ``Z`` or ``+03:00`` names; raises `WhenError`."""
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:])
    if hours == minutes == 0:
        raise WhenError(f"“{text}” is universal time", "write Z")
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise WhenError(f"there is no zone {text}", "a window of time is written with “to”: 18:30 to 19:00")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def time_words(at: time | datetime) -> str:
    """For readers: "18:30", "18:30 UTC+3"."""
    words = digits(f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}")
    offset = at.utcoffset()
    if offset is None:
        return words
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    hours, rest = divmod(abs(minutes), 60)
    zone = (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")
    return gettext("{time} UTC{offset}").format(time=words, offset=digits(zone))


def moment_words(at: datetime) -> str:
    """For readers: "24 January 2024, 18:00 UTC"."""
    return gettext("{day}, {time}").format(day=date_words(at.date()), time=time_words(at))


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its zone, ``2024-01-24T18:00Z``; ``local`` is it in the zone it was typed in."""

    text: str
    local: datetime

    @classmethod
    def parse(cls, text: str) -> Instant:
        """The moment that ``text`` names; raises `WhenError`, above all where the zone is missing."""
        if not INSTANT.fullmatch(text):
            raise _explain_instant(text)
        end = 19 if text[16] == ":" else 16
        return cls(
            text,
            datetime.combine(Day.parse(text[:10]).earliest, clock_time(text[11:end]), parse_zone(text[end:])),
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
        return moment_words(self.local.astimezone(zone) if zone else self.local)


_LOOSE_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)? ?"
    r"(?:(z|utc|gmt)|([+-][0-9]{2}):?([0-9]{2}))?"
)


def _explain_instant(text: str) -> WhenError:
    what = f"{shown(text)} is not a time with a zone"
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
    return Instant.parse(text) if ":" in text else Day.parse(text)


def known_by(said: Said, zone: tzinfo) -> datetime:
    """The moment by which it had been said: an instant itself, or the end of the latest day in ``zone``."""
    return said.utc if isinstance(said, Instant) else datetime.combine(said.latest, time.max, zone)
