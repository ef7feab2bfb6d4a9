"""Whether the tables of a site shrank or grew more than one expects from one edition to the next."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from onrecord.settings import Settings

PAGES = "pages of incidents"
"""Counted in every site, with data files or without."""
INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows a table has, and had."""

    table: str
    before: int
    now: int
    least: int
    most: int
    gone: bool = False
    """Whether there is no such table any more."""

    @property
    def allowed(self) -> bool:
        """Whether nobody need ask about it."""
        return not self.gone and self.least <= self.now <= self.most

    def __str__(self) -> str:
        """In a sentence: "statements: 120 instead of 203 (-41 %); 192 to 245 are expected"."""
        if self.gone:
            return f"{self.table}: the table is not there any more; it had {self.before:,}"
        share = f" ({100 * (self.now - self.before) / self.before:+.0f} %)" if self.before else ""
        return (
            f"{self.table}: {self.now:,} instead of {self.before:,}{share}; "
            f"{self.least:,} to {self.most:,} are expected"
        )


def changes(old: Path, new: Path, settings: Settings) -> list[Change]:
    """Every table that the published folder has, beside the same one of the new edition.

    A table may lose or gain `change_limit` per cent; and always lose what one incident has in it on the
    average, and gain what `change_allowance` incidents have: that is much in a small archive.
    """
    before, now = rows(old), rows(new)
    if not before[PAGES] and not before.get(INCIDENTS):
        return []  # an archive begins
    incidents = max(1, before.get(INCIDENTS, before[PAGES]))
    found = []
    for table, had in before.items():
        each = max(1, ceil(had / incidents))
        share = had * settings.change_limit // 100
        found.append(
            Change(
                table,
                had,
                now.get(table, 0),
                max(0, had - max(share, each)),
                had + max(share, each * settings.change_allowance),
                table not in now,
            )
        )
    return found


def rows(folder: Path) -> dict[str, int]:
    """How many rows each table of a site has, by its name, and how many pages of incidents there are."""
    return dict(_rows(folder))


def _rows(folder: Path) -> Iterator[tuple[str, int]]:
    yield PAGES, len({*folder.glob("briefings/*/index.html"), *folder.glob("briefings/*.html")})
    try:
        package = json.loads((folder / "data/datapackage.json").read_bytes())
        tables = {
            str(one["path"]): 1 + len(one.get("dialect", {}).get("commentRows", ()))
            for one in package["resources"]
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    for name, above in tables.items():
        path = folder / "data" / name
        if name.endswith(".csv") and path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield name.removesuffix(".csv"), max(0, sum(1 for row in csv.reader(file) if row) - above)
