"""What is known of a finished page without making it again."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.markdown.html import Link

HTML, FACTS = "pages", "facts"
"""The folders of a cache: finished pages, by their paths in the site, and `Facts`, by addresses."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finished page, for links that lead to it and for the search."""

    url: str
    title: str
    """HTML."""
    meta: Mapping[str, Any]
    ids: frozenset[str]
    links: tuple[Link, ...]
    searched: str
    """Its content as a search index reads it."""


def facts_of(cache: Path, address: str) -> Facts | None:
    """What is known of a finished page; None where there is none, or what is there is damaged."""
    try:
        facts = pickle.loads((cache / FACTS / address).read_bytes())
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError):
        return None
    return facts if isinstance(facts, Facts) else None
