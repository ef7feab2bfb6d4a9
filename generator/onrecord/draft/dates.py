"""Days that an article names relative to its publication, worked out, with the basis in words."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.values.when import Day, Instant, Said

_DAYS = tuple(calendar.day_name)
_MONTHS = tuple(calendar.month_name)[1:]
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
#: Limits of an interval of publication within which each day is tried.
_MOST_DAYS = 31

EXPRESSION = re.compile(
    rf"\b(?:(?P<full>(?:(?P<d1>[0-3]?[0-9])(?:st|nd|rd|th)? (?:of )?(?P<m1>{'|'.join(_MONTHS)}|Jan|Feb"
    rf"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
    rf"|(?P<m2>{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    rf"|Dec)\.? (?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9,]*[0-9]))"
    r"(?:,? (?P<year>(?:19|20)[0-9]{2}))?)"
    rf"|(?:(?:late |early )?on |last |late |early |by )?(?P<weekday>{'|'.join(_DAYS)})(?:[’']s)?"
    r"|(?P<ago>(?P<n>a|one|two|three|four|five|six|seven|ten|[0-9]{1,2}) (?P<unit>days?"
    r"|weeks?) (?P<how>ago|earlier|before|later))"
    r"|(?P<near>today|yesterday|overnight|last night|the day before))\b"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a day, where they stand, and the days that they may mean, the likeliest first.

    No day: it counts from something that is not known.
    """

    start: int
    end: int
    words: str
    days: tuple[Day, ...]
    why: str
    """How it was worked out, as a sentence; or why it was not."""


def dated(text: str, published: Said | None) -> Iterator[Dated]:
    """Every expression of a day in ``text``."""
    for found in EXPRESSION.finditer(text):
        words = " ".join(found[0].split())
        days, why = _meant(found, published)
        yield Dated(found.start(), found.end(), words, days, why)


def days_of(published: Said | None) -> tuple[date, ...]:
    """The days on which it may have been published; none where that is open or too wide."""
    if published is None:
        return ()
    if isinstance(published, Instant):
        return (published.local.date(),)
    first, last = published.earliest, published.latest
    if (last - first).days > _MOST_DAYS:
        return ()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def published_words(published: Said) -> str:
    """For a basis: "Saturday 20 January 2024"."""
    if isinstance(published, Instant):
        day = published.local.date()
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return (
        f"{published.weekday()} {published.words()}" if published.exact else f"a day of {published.words()}"
    )


def _meant(found: re.Match[str], published: Said | None) -> tuple[tuple[Day, ...], str]:
    words = " ".join(found[0].split())
    if found["full"] and found["year"]:
        month = _month(found["m1"] or found["m2"])
        return _days(
            [_date(int(found["year"]), month, int(found["d1"] or found["d2"]))]
        ), f"The article says “{words}”."
    anchors = days_of(published)
    if published is None or not anchors:
        return (), f"The article says “{words}”, and no day of publication is known from which to count."
    if found["ago"] and found["how"] != "ago":
        return (), f"The article says “{words}”: it counts from another day than that of publication."
    if found["near"] in ("the day before", "overnight", "last night"):
        return (), f"The article says “{words}”, which can mean two days."
    days = Counter(one for day in anchors for one in [_from(found, day)] if one is not None)
    likely = [one for one, _ in sorted(days.items(), key=lambda item: (-item[1], item[0]))]
    why = f"The article says “{words}”; it was published on {published_words(published)}."
    if found["weekday"] and len(likely) == 1:
        # Written on that weekday, it may mean the week before.
        anchor = anchors[0]
        likely += [anchor - timedelta(days=7)] if len(anchors) == 1 and likely[0] == anchor else []
    return _days(likely), why


def _from(found: re.Match[str], published: date) -> date | None:
    if found["weekday"]:
        back = (published.weekday() - _DAYS.index(found["weekday"])) % 7
        return published - timedelta(days=back)
    if found["ago"]:
        number = found["n"]
        count = _NUMBERS.get(number.lower()) or int(number)
        return published - timedelta(days=count * (7 if found["unit"].startswith("week") else 1))
    if found["near"] == "today":
        return published
    if found["near"] == "yesterday":
        return published - timedelta(days=1)
    month, day = _month(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    this = _date(published.year, month, day)
    if this is not None and this > published:
        return _date(published.year - 1, month, day)
    return this


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(found: Sequence[date | None]) -> tuple[Day, ...]:
    return tuple(Day.parse(one.isoformat()) for one in found if one is not None)


_SINCE = re.compile(
    rf"\b[Ss]ince\b[^.;]{{0,60}}?\b(?P<month>{'|'.join(_MONTHS)})(?:,? (?P<year>(?:19|20)[0-9]{{2}}))?"
)


def since(text: str, published: Said | None) -> tuple[str, str]:
    """The month from which a running count goes, as EDTF, and how it was worked out; empty without one."""
    found = _SINCE.search(text)
    if found is None:
        return "", ""
    month = _MONTHS.index(found["month"]) + 1
    if found["year"]:
        return f"{found['year']}-{month:02}", ""
    anchors = days_of(published)
    years = {day.year if month <= day.month else day.year - 1 for day in anchors}
    if len(years) != 1:
        return "", f"it says {found['month']} without a year"
    return f"{years.pop()}-{month:02}", f"the article says {found['month']}; the year is ours"
