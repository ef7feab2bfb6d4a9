"""Days and clock times in the order and the words of the language, by CLDR's patterns."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from onrecord.language.catalogue import current
from onrecord.language.names import digits

#: CLDR's skeletons for a date as far as it is known: a year, a month, a day.
_SKELETONS = ("y", "yMMMM", "yMMMMd")
_DASH = "\N{EN DASH}"


def date_words(day: date, parts: int = 3) -> str:
    """A day, with 2 ``parts`` its month, with 1 its year: "20 January 2024", "January 2024", "2024"."""
    return digits(_date(current().locale, day, parts))


def span_words(first: date, last: date, parts: int = 3) -> str:
    """From one day, month or year to another: "20–21 January 2024", "January–February 2024", "2023–2024"."""
    locale = current().locale
    if locale.language == "en" and date_words(first)[0].isdigit():
        # CLDR has no span with whole names of months and days; where the day comes first, we have.
        return _english_span(first, last, parts)
    return digits(format_interval(first, last, _SKELETONS[parts - 1], locale=locale))


def weekday(day: date) -> str:
    """The name of its weekday: "Saturday"."""
    name: str = current().locale.days["stand-alone"]["wide"][day.weekday()]
    return name


def month_name(day: date, *, short: bool = False) -> str:
    """The month by itself: "January"; "Jan" where it is to be ``short``."""
    return format_date(day, "LLL" if short else "LLLL", locale=current().locale)


def month_and_year(day: date, *, short: bool = False) -> str:
    """The month with its year: "January 2024", "Jan 2024"."""
    return _as("yMMM" if short else "yMMMM", day)


def day_and_month(day: date, *, short: bool = False) -> str:
    """The day without its year: "20 January", "20 Jan"."""
    return _as("MMMd" if short else "MMMMd", day)


def full_day(day: date, *, short: bool = False) -> str:
    """The day: "20 January 2024", "20 Jan 2024"."""
    return _as("yMMMd" if short else "yMMMMd", day)


def year_name(day: date) -> str:
    """The year: "2024"."""
    return _as("y", day)


def _as(skeleton: str, day: date) -> str:
    """The day in the order and with the signs that the language has for these parts."""
    return digits(format_skeleton(skeleton, day, locale=current().locale))


@lru_cache(maxsize=8192)
def _date(locale: Locale, day: date, parts: int) -> str:
    return format_skeleton(_SKELETONS[parts - 1], day, locale=locale)


def _english_span(first: date, last: date, parts: int) -> str:
    start, end = date_words(first, parts), date_words(last, parts)
    if parts == 1:
        return f"{start}{_DASH}{end}"
    if first.year != last.year:
        return f"{start} {_DASH} {end}"
    if parts == 3 and first.month == last.month:
        return f"{first.day}{_DASH}{end}"
    start = start.removesuffix(f" {first.year}")
    return f"{start} {_DASH} {end}" if parts == 3 else f"{start}{_DASH}{end}"
