"""The editions as the page Editions tells of them: from the folder where the source keeps the chain."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from onrecord.editions.differences import Difference, differences
from onrecord.editions.kept import EditionError, newest
from onrecord.editions.site import SiteError

__all__ = ["PastEdition", "PastIncident", "history"]


@dataclass(frozen=True, slots=True)
class PastIncident:
    """What an edition changed of one incident: how many entries, by what became of them and their kind."""

    incident: str
    """Its id; empty for statements of none, and for an incident that has no page any more."""
    registry: bool
    counts: tuple[tuple[str, str, int], ...]
    """(added, changed or withdrawn; kind; number), in that order."""
    silent: int
    """How many of the changes no note tells of."""
    withdrawn: bool
    """Whether the whole incident was withdrawn, and its page says so."""


@dataclass(frozen=True, slots=True)
class PastEdition:
    """One edition."""

    number: int
    time: str
    sha256: str
    proofs: tuple[str, ...]
    entries: int
    """How many entries it had in all."""
    incidents: tuple[PastIncident, ...]


def history(kept: Path) -> tuple[PastEdition, ...]:
    """The editions of a chain, newest first; none where there is no chain yet. Raises EditionError."""
    try:
        before = newest(None, kept)
    except SiteError as error:
        raise EditionError(f"{kept}: {error}") from None
    changed = differences(before.chain, 0, before.names)
    by_number = {number: list(group) for number, group in groupby(changed, lambda one: one.edition)}
    return tuple(
        PastEdition(
            one.edition.number,
            one.edition.time,
            one.sha256,
            tuple(one.proofs),
            one.edition.entries,
            tuple(_incidents(by_number.get(one.edition.number, []))),
        )
        for one in reversed(before.chain.listed)
    )


def _incidents(changed: list[Difference]) -> list[PastIncident]:
    found = []
    for _, group in groupby(changed, lambda one: one.key.split("/")[0]):
        entries = list(group)
        counts: dict[tuple[str, str], int] = {}
        for one in entries:
            counts[one.what, one.kind] = counts.get((one.what, one.kind), 0) + 1
        found.append(
            PastIncident(
                entries[0].incident,
                entries[0].registry,
                tuple((what, kind, number) for (what, kind), number in sorted(counts.items())),
                sum(one.silent for one in entries),
                any("withdrawal" in one.notes for one in entries),
            )
        )
    return found
