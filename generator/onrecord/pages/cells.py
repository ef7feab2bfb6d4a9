"""Cells of lists: few words, and a number for what has no room. The briefing has the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.phrases import NOTHING, Phrase, plain

MOST_WORDS = 12
"""A reader's eye takes these in at once; a list with more in each cell is read by nobody."""


def words(text: Phrase) -> int:
    """How many words a phrase has: 4 of "3 (US Central Command)"."""
    return len(plain(text).split())


def fits(text: Phrase) -> bool:
    """Whether a phrase is short enough for a cell."""
    return words(text) <= MOST_WORDS


def longest(ways: Iterable[Phrase]) -> Phrase:
    """The first of several ways to say it, from the longest to the shortest, that fits; else the last."""
    text = NOTHING
    for text in ways:
        if fits(text):
            break
    return text


def as_many_as_fit(number: int, *ways: Callable[[int], Phrase], least: int = 0) -> Phrase:
    """The way that shows most of ``number`` things and still fits: ``ways`` are asked with how many to show.

    Of two that show as many it is the first. Where not even one fits, it is the last way with none; where
    less than the ``least`` fit, nothing.
    """
    for shown in range(number, max(least, 1) - 1, -1):
        for way in ways:
            if fits(text := way(shown)):
                return text
    return NOTHING if least else ways[-1](0)


def shortened(text: str) -> str:
    """Words of a record, cut where they are too many for a cell: the page they lead to has all."""
    said = text.split()
    return text if len(said) <= MOST_WORDS else f"{' '.join(said[:MOST_WORDS])}…"
