"""The language in which a site prints its own words: messages of a catalogue, and what CLDR knows of it.

Our words are English in the code, as messages with named parts: ``_("{number} sources")``. A catalogue
(gettext) has them in another language; without one they stay English. Records are never translated.
"""

from __future__ import annotations

from onrecord.language.catalogue import (
    ENGLISH,
    N_,
    CatalogueError,
    Language,
    current,
    gettext,
    ngettext,
    pgettext,
    plural_forms,
    use,
)
from onrecord.language.dates import (
    date_words,
    day_and_month,
    full_day,
    month_and_year,
    month_name,
    span_words,
    weekday,
    year_name,
)
from onrecord.language.names import country, country_named, decimal, digits, language

__all__ = [
    "ENGLISH",
    "N_",
    "CatalogueError",
    "Language",
    "country",
    "country_named",
    "current",
    "date_words",
    "day_and_month",
    "decimal",
    "digits",
    "full_day",
    "gettext",
    "language",
    "month_and_year",
    "month_name",
    "ngettext",
    "pgettext",
    "plural_forms",
    "span_words",
    "use",
    "weekday",
    "year_name",
]
