"""What Unicode's CLDR has, by Babel: names of countries and languages, numbers."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import format_decimal

from onrecord.language.catalogue import current

#: The zero of each set of digits that CLDR has for some language besides 0 to 9.
_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "mymr": "\u1040",
    "olck": "\u1c50",
    "rohg": "\U00010d30",
    "tibt": "\u0f20",
}


def country(code: str) -> str:
    """A country's name by its ISO 3166-1 code: "Iraq" for IQ; the code where there is none."""
    # CLDR keeps two of the codes that are anybody's to use for its own tests.
    name: str = code if code in ("XA", "XB") else current().locale.territories.get(code, code)
    return name


def country_named(english: str) -> str:
    """A country by its English name, in the language of the site; the same where CLDR has no such name."""
    if current().locale.language == "en":
        return english
    return country(_codes().get(english, english))


@cache
def _codes() -> dict[str, str]:
    names = {name: code for code, name in Locale("en").territories.items() if len(code) == 2}
    # As maps have it in English.
    return {**names, "Turkey": "TR"}


def language(tag: str) -> str:
    """A language's name by its BCP 47 tag, without its region: "Arabic" for ar-IQ; else the tag."""
    name: str = current().locale.languages.get(tag.split("-")[0].lower(), tag)
    return name


def decimal(number: int | Decimal) -> str:
    """A number in the digits and groups of the language: "2,500", "33.5"."""
    return _decimal(number, current().locale)


@lru_cache(maxsize=10_000)
def _decimal(number: int | Decimal, locale: Locale) -> str:
    return digits(format_decimal(number, locale=locale, numbering_system="default"))


def digits(text: str) -> str:
    """A text of ours with the digits that the language writes: "18:30" is "۱۸:۳۰" in Persian."""
    zero = _ZEROS.get(current().locale.default_numbering_system)
    return text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)}) if zero else text
