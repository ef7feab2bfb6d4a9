"""Why a row is refused, by name; and what import must ask before it can go on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Names stand in reports, and in what people write about them: a name never gets a second meaning.
REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "bad-code": "A cell holds a code that the vocabulary or the mapping does not know.",
        "bad-coordinates": "A latitude or longitude is no number of degrees, or only one of them is there.",
        "bad-count": "A number of people cannot be read as a count.",
        "bad-date": "A date does not exist, or is not written in the order that was named.",
        "bad-text": "A cell holds a character that no record may hold, or an address nobody can link to.",
        "best-outside": "The best estimate lies outside the low and the high one.",
        "cells": "The row has more or fewer cells than the table has columns.",
        "end-before-start": "The last day lies before the first.",
        "future-date": "The date has not come yet.",
        "invalid": "The record would not be valid.",
        "low-above-high": "The low estimate lies above the high one.",
        "no-date": "The row has no date.",
        "no-id": "The row has no id of its own, by which it would be found again.",
        "no-place": "The row names no place.",
        "parts-above-total": "The parts of a figure are more than the figure.",
        "same-figure": "Two rows of one event give the same figure for the same people.",
        "same-id": "An earlier row has the same id.",
        "swapped-coordinates": "Latitude and longitude are swapped: so the point lies outside its country.",
        "zero-coordinates": "Latitude and longitude are both 0, which mostly means that nobody coded them.",
    }
)


class RowRefusedError(Exception):
    """A row that becomes no record; ``name`` is one of `REFUSALS`, ``what`` a sentence about this row.

    ``ask`` names the option that would let rows of this kind through, where there is one.
    """

    def __init__(self, name: str, what: str, ask: str = "") -> None:
        """Refuse a name that the table does not hold."""
        if name not in REFUSALS:
            raise ValueError(f"{name!r} is not in REFUSALS")
        super().__init__(what)
        self.name, self.what, self.ask = name, what, ask


class TableError(Exception):
    """The file as a whole cannot be imported; nothing was written. The message says what to do."""
