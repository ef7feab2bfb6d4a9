"""The codebook page, made from the vocabulary alone."""

from __future__ import annotations

from typing import Any

from onrecord.terms import ALL
from onrecord.values.count import WORDS
from onrecord.values.when import DAY_PARTS


def context() -> dict[str, Any]:
    """Every vocabulary with its terms and the standards' codes, and the words of counts and times."""
    return {"vocabularies": ALL, "count_words": WORDS, "day_parts": DAY_PARTS}
