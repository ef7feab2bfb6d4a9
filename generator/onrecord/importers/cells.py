"""What a cell holds: numbers, days and degrees as the mapping says that they are written; never guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from babel.core import Locale, get_global

from onrecord.importers.refusals import RowRefusedError
from onrecord.values.count import Count, CountError
from onrecord.values.when import Day, WhenError

#: Names that UCDP and ACLED have, and Unicode not.
_OTHER_NAMES = {
    "bosnia-herzegovina": "BA",
    "congo": "CG",
    "democratic republic of congo": "CD",
    "dr congo": "CD",
    "east timor": "TL",
    "ivory coast": "CI",
    "kingdom of eswatini": "SZ",
    "macedonia, fyr": "MK",
    "palestine": "PS",
    "republic of congo": "CG",
    "turkey": "TR",
    "united states of america": "US",
}
ENGLISH = Locale("en", "GB")
"""Tables name countries in English, whatever the language of the site is."""
_WHOLE = re.compile(r"[0-9]{1,12}(?:\.0{1,6})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_EDTF = re.compile(r"[0-9]{4}(?:-[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_NAMED = re.compile(
    r"([0-9]{1,2})[- ]([A-Za-z]{3,9})\.?,?[- ]([0-9]{4})|([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})"
)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?")


def whole(text: str, column: str) -> int:
    """A whole number: ``7``, or ``7.0`` as spreadsheets write it."""
    if not _WHOLE.fullmatch(text):
        raise RowRefusedError("bad-count", f"`{column}` holds “{text[:40]}”, which is no whole number")
    return int(text.partition(".")[0])


def count(text: str, column: str) -> Count:
    """A count in words, or a whole number."""
    try:
        return Count.parse(str(whole(text, column)) if _WHOLE.fullmatch(text) else text)
    except CountError as error:
        hint = f"; {error.hint}" if error.hint else ""
        raise RowRefusedError("bad-count", f"`{column}` holds “{text[:40]}”: {error.what}{hint}") from None


def day(text: str, column: str, order: str | None) -> Day:
    """The day that a cell names, in the ``order`` that the mapping gives for dates in figures."""
    if found := _ISO.fullmatch(text):
        return _day("-".join(found.groups()), column)
    if _EDTF.fullmatch(text):
        return _day(text, column)
    if found := _NAMED.fullmatch(text):
        number, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if month.lower() in _MONTHS:
            return _day(f"{year}-{_MONTHS[month.lower()]:02}-{int(number):02}", column)
    if (found := _YEAR_FIRST.fullmatch(text)) and order == "year-month-day":
        return _day(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", column)
    if found := _YEAR_LAST.fullmatch(text):
        if order not in ("day-month-year", "month-day-year"):
            ask = "--dates day-month-year or --dates month-day-year"
            raise RowRefusedError(
                "bad-date", f"`{column}` holds “{text}”: nobody says which number is the month", ask
            )
        first, second = int(found[1]), int(found[2])
        number, month = (first, second) if order == "day-month-year" else (second, first)
        return _day(f"{found[3]}-{month:02}-{number:02}", column)
    ask = "--dates year-month-day" if _YEAR_FIRST.fullmatch(text) else ""
    raise RowRefusedError("bad-date", f"`{column}` holds “{text[:40]}”, which is no date", ask)


def _day(text: str, column: str) -> Day:
    try:
        return Day.parse(text)
    except WhenError as error:
        raise RowRefusedError("bad-date", f"`{column}`: {error.what}") from None


def degrees(text: str, column: str, decimal: str, most: int) -> float:
    """Degrees with the mapping's decimal sign, from minus ``most`` to ``most``."""
    other = "." if decimal == "," else ","
    if re.fullmatch(rf"[+-]?[0-9]{{1,3}}{re.escape(other)}[0-9]+", text):
        what = f"`{column}` holds “{text}”, and decimals are said to stand behind `{decimal}`"
        raise RowRefusedError("bad-coordinates", what, f"--decimal {other}")
    text = text.replace(decimal, ".")
    if not _DEGREES.fullmatch(text):
        raise RowRefusedError(
            "bad-coordinates", f"`{column}` holds “{text[:40]}”, which is no number of degrees"
        )
    number = float(text)
    if abs(number) > most:
        swapped = " (are latitude and longitude swapped?)" if abs(number) <= 180 else ""
        what = f"`{column}` holds {text}, and degrees there go from -{most} to {most}{swapped}"
        raise RowRefusedError("swapped-coordinates" if swapped else "bad-coordinates", what)
    return number


def country(text: str) -> str | None:
    """The code of ISO 3166-1 alpha-2 for IQ, IRQ, 368 or Iraq; None for a name that Unicode does not have."""
    name = text.removesuffix(".0").lstrip("0").casefold()
    # Behind a state's name UCDP writes in brackets what it was called before.
    return _countries().get(name) or _countries().get(name.partition(" (")[0])


@cache
def _countries() -> dict[str, str]:
    names = {
        name.casefold(): code
        for code, name in ENGLISH.territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    codes = {
        alias.lstrip("0").casefold(): codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(alias) == 3 and len(codes) == 1
    }
    return {**codes, **names, **_OTHER_NAMES, **{code.casefold(): code for code in set(names.values())}}


def span(start: Day, end: Day | None) -> Day:
    """From the first to the last day, in the shortest form: a day, a month, a year, or an interval."""
    if end is None or (start == end):
        return start
    first, last = start.earliest, end.latest
    if first > last:
        raise RowRefusedError("end-before-start", f"{end} is the last day, and {start} the first")
    if first == last:
        return Day.parse(first.isoformat())
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return Day.parse(f"{first.year:04}")
    whole_month = first.day == 1 and last == _month_end(first)
    return Day.parse(f"{first:%Y-%m}" if whole_month else f"{first.isoformat()}/{last.isoformat()}")


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
