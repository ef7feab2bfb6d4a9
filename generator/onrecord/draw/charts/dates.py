"""Where the axis of days has its ticks, and what they are called: days, months or years in words."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

#: Steps in months; below them come steps in days.
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_DAYS = (1, 2, 7, 14)


def date_ticks(first: date, last: date, most: int, *, short: bool = False) -> tuple[tuple[date, str], ...]:
    """(day, its name) for at most ``most`` round days from ``first`` to ``last``.

    The year stands at the first tick and wherever it changes; ``short`` names months by three letters.
    """
    for days in _stepped(first, last):
        if len(days) <= most:
            return tuple(_named(days, short))
    return ()


def _stepped(first: date, last: date) -> Iterator[list[date]]:
    length = (last - first).days
    for step in _DAYS:
        # Months are rounder, and two of them are enough.
        if length <= 45:
            yield [first + timedelta(days=at) for at in range(0, length + 1, step)]
    for step in _MONTHS:
        at = first.year * 12 + first.month - (1 if first.day == 1 else 0)
        at = -(-at // step) * step
        days = []
        while at // 12 <= min(last.year, date.max.year):
            day = date(at // 12, at % 12 + 1, 1)
            if day > last:
                break
            days.append(day)
            at += step
        yield days


def _named(days: list[date], short: bool) -> Iterator[tuple[date, str]]:
    names = calendar.month_abbr if short else calendar.month_name
    whole_years = all((day.month, day.day) == (1, 1) for day in days) and len(days) > 1
    whole_months = all(day.day == 1 for day in days)
    year = 0
    for day in days:
        if whole_years:
            yield day, str(day.year)
            continue
        month = names[day.month] if whole_months else f"{day.day} {names[day.month]}"
        yield day, f"{month} {day.year}" if day.year != year else month
        year = day.year
