"""What is wanted of an import, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.importers.entries import Written
from onrecord.importers.mapping import When
from onrecord.values.when import Day


@dataclass(frozen=True, slots=True)
class Wishes:
    """What of the table is wanted, and where to."""

    briefings: Path
    """The records folder."""
    below: str = ""
    """A folder in it, for the records."""
    where: When = field(default_factory=dict)
    since: Day | None = None
    until: Day | None = None
    limit: int | None = None
    dry: bool = False
    refused: Path | None = None
    """A file for the refused rows, as a table that can be mended and imported."""


@dataclass
class Outcome:
    """What an import did."""

    read: int = 0
    left_out: int = 0
    written: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    undecided: int = 0
    """Records whose kind of event is left to the editor."""
    cleaned: int = 0
    complete: bool = True
    """Whether all rows were read, so that missing ones are withdrawn."""
    registries: dict[str, Written] = field(default_factory=dict)
    used_own: tuple[str, ...] = ()
