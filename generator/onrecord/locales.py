"""Names that Unicode's CLDR has, by Babel: of countries and of languages."""

from __future__ import annotations

from functools import cache

from babel import Locale

#: The language of all that a site prints of its own.
LOCALE = Locale("en", "GB")


@cache
def country(code: str) -> str:
    """A country's name by its ISO 3166-1 code: "Iraq" for IQ; the code where there is none."""
    # CLDR keeps two of the codes that are anybody's to use for its own tests.
    name: str = code if code in ("XA", "XB") else LOCALE.territories.get(code, code)
    return name


@cache
def language(tag: str) -> str:
    """A language's name by its BCP 47 tag, without its region: "Arabic" for ar-IQ; else the tag."""
    name: str = LOCALE.languages.get(tag.split("-")[0].lower(), tag)
    return name
