"""Days, months and years by themselves, as CLDR has them: on axes, in headings, in lists of months."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from onrecord.language.catalogue import current


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
    return format_skeleton(skeleton, day, locale=current().locale)
