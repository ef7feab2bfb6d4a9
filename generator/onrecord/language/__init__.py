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
    use,
)
from onrecord.language.names import country, decimal, language

__all__ = [
    "ENGLISH",
    "N_",
    "CatalogueError",
    "Language",
    "country",
    "current",
    "decimal",
    "gettext",
    "language",
    "ngettext",
    "pgettext",
    "use",
]
