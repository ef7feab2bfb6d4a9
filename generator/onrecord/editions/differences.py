"""What editions changed, entry by entry, and whether the site told of each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.editions.chain import Chain, Changes, Leaves, Names, applied, order
from onrecord.editions.entries import NOTES

What: TypeAlias = Literal["added", "changed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that an edition has otherwise than the edition before."""

    edition: int
    what: What
    key: str
    kind: str
    incident: str
    """The id of its incident; empty where it belongs to none, or where that has no page any more."""
    name: str
    """What it is called in its incident; empty where it is withdrawn, and nobody keeps its name."""
    notes: tuple[str, ...]
    """The kinds of the notes that the edition added to its incident: update … or withdrawal."""

    @property
    def registry(self) -> bool:
        """Whether it belongs to no incident, so that no note can tell of it."""
        return self.key.startswith("0/")

    @property
    def silent(self) -> bool:
        """Whether it was changed or withdrawn, and nothing says so. What is added needs no note."""
        return self.what != "added" and not self.notes and not self.registry


def differences(chain: Chain, since: int, *names: Names) -> tuple[Difference, ...]:
    """What each edition after ``since`` changed, by edition and incident; after 0: all of it.

    ``names`` are those of the newest edition, and of any other copy; the first that has one holds.
    """
    incidents: dict[str, str] = {}
    called: dict[str, str] = {}
    for one in reversed(names):
        incidents |= one.incidents
        called |= {key: entry.name for key, entry in one.entries.items()}
    found: list[Difference] = []
    leaves = chain.leaves(since)
    for number, changes in enumerate(chain.changes[since:], since + 1):
        after = applied(leaves, changes)
        notes = dict(_notes(leaves, after, changes, incidents))
        for key in sorted(changes.entries, key=order):
            what: What = "added" if key not in leaves else "changed" if key in after else "withdrawn"
            of, kind, _ = key.split("/")
            incident = incidents.get(of, "")
            found.append(
                Difference(number, what, key, kind, incident, called.get(key, ""), notes.get(of, ()))
            )
        leaves = after
    return tuple(found)


def _notes(
    before: Leaves, after: Leaves, changes: Changes, incidents: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The kinds of the notes that are new, by the number of their incident.

    A page without entries is the note of an incident that was withdrawn as a whole.
    """
    kinds: dict[str, set[str]] = {}
    for key in changes.entries:
        of, kind, _ = key.split("/")
        kinds.setdefault(of, set())
        if key in after and key not in before:
            kinds[of].add(kind)
    live = {key.split("/")[0] for key in after}
    for of, new in kinds.items():
        told = tuple(kind for kind in NOTES if kind in new)
        yield of, (*told, "withdrawal") if of not in live and of in incidents else told
