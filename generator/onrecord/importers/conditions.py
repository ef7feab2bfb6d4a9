"""Conditions on the cells of a row, as a mapping and `--where` write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase


def holds(when: Mapping[str, tuple[str, ...]], cell: Callable[[str], str]) -> bool:
    """Whether every column holds one of its texts; ``*`` in a text stands for anything that is there."""
    return all(any(_is(cell(name), text) for text in texts) for name, texts in when.items())


def _is(value: str, text: str) -> bool:
    if "*" not in text:
        return value == text
    # Only the star is a sign; brackets and question marks stand in names.
    return bool(value) and fnmatchcase(value, text.replace("[", "[[]").replace("?", "[?]"))
