"""The codebook page, made from the vocabulary alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.library.library import Library
from onrecord.pages.page import Edition, Page, page
from onrecord.terms import ALL
from onrecord.values.count import WORDS
from onrecord.values.when import DAY_PARTS


def pages(_: Library, edition: Edition) -> Iterator[Page]:
    """The codebook, where the site has one."""
    if edition.settings.codebook:
        yield page(edition, "codebook.md", "codebook.md.j2", _context, listed=True, search=False)


def _context() -> dict[str, Any]:
    """Every vocabulary with its terms and the standards' codes, and the words of counts and times."""
    return {"vocabularies": ALL, "count_words": WORDS, "day_parts": DAY_PARTS}
