"""Where an axis of days has its ticks, and what they are called: days, months or years, by the language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.language import day_and_month, full_day, month_and_year, month_name, year_name

#: Steps in months; below them come steps in days.
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAYS = (1, 2, 7, 14)

Ticks = tuple[tuple[date, str], ...]
"""Days with their names."""


def date_ticks(first: date, last: date, most: int, *, short: bool = False) -> Ticks:
    """At most ``most`` round days from ``first`` to ``last``.

    The year stands at the first tick and wherever it changes; ``short`` abbreviates months.
    """
    for days in _stepped(first, last):
        if len(days) <= most:
            return tuple(_named(days, short))
    return ()


def month_ticks(first: date, last: date, most: int) -> Ticks:
    """First days of at most ``most`` months that are not before that of ``first``, with short names."""
    start, end = (day.year * 12 + day.month - 1 for day in (first, last))
    step = next((step for step in _MONTHS if (end - start) // step < most), _MONTHS[-1])
    days = [_month(number) for number in range(-(-start // step) * step, end + 1, step)]
    return tuple(_named(days, short=True))


def _month(number: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(number // 12, number % 12 + 1, 1)


def _stepped(first: date, last: date) -> Iterator[list[date]]:
    length = (last - first).days
    for step in _DAYS:
        # Months are rounder, and two of them are enough.
        if length <= 45:
            yield [first + timedelta(days=at) for at in range(0, length + 1, step)]
    start = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    end = last.year * 12 + last.month - 1
    for step in _MONTHS:
        yield [_month(number) for number in range(-(-start // step) * step, end + 1, step)]


def _named(days: list[date], short: bool) -> Iterator[tuple[date, str]]:
    whole_years = all((day.month, day.day) == (1, 1) for day in days) and len(days) > 1
    whole_months = all(day.day == 1 for day in days)
    year = 0
    for day in days:
        if whole_years:
            yield day, year_name(day)
        elif whole_months:
            yield day, (month_name if day.year == year else month_and_year)(day, short=short)
        else:
            yield day, (day_and_month if day.year == year else full_day)(day, short=short)
        year = day.year
