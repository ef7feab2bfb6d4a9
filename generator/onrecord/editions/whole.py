"""Whether a chain is whole: each edition as its sum says, after the one before, with the root it gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.editions.canonical import sha256_of
from onrecord.editions.chain import (
    Chain,
    Changes,
    Leaves,
    Listed,
    applied,
    changes_path,
    edition_path,
    model,
    read_list,
    tree,
)
from onrecord.editions.site import FOLDER, LIST, SiteError, read_bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was published: the file, and a sentence without its subject."""

    path: str
    what: str
    absent: bool = False
    """Whether the file is not there at all."""

    def __str__(self) -> str:
        return f"{self.path} {self.what}"


def read_chain(site: Path, *, list_path: str = LIST, folder: str = FOLDER) -> tuple[Chain, list[Fault]]:
    """The chain of a site, as far as it can be read, and everything that is wrong with it.

    Where the list is not there or not ours, SiteError is raised. ``list_path`` and ``folder`` are other
    places of the same files, where a publisher keeps them.
    """
    faults: list[Fault] = []
    listed = read_list(site, list_path)
    files: dict[str, bytes] = {}
    changes: list[Changes] = []
    leaves: Leaves = {}
    top = tree(leaves)

    def content(path: str, expected: str, why: str) -> bytes | None:
        try:
            files[path] = data = read_bytes(site, folder + path.removeprefix(FOLDER))
        except SiteError as error:
            faults.append(Fault(path, error.what, error.absent))
            return None
        if sha256_of(data) != expected:
            faults.append(Fault(path, why))
            return None
        return data

    for index, one in enumerate(listed):
        edition, where = one.edition, edition_path(index + 1)
        faults += (Fault(where, what) for what in _links(listed, index))
        content(where, one.edition.sha256, f"is not edition {index + 1} as {LIST} has it")
        for ending, expected in one.proofs.items():
            content(edition_path(edition.number, ending), expected, f"is not the proof that {LIST} names")
        path = changes_path(index + 1)
        data = content(path, edition.changes, f"is not what edition {index + 1} says it changed")
        try:
            # Without it nobody can tell what later editions hold; what is wrong with their links is told.
            if data is None or len(changes) < index:
                continue
            changed = model(Changes, path, data)
        except SiteError as error:
            faults.append(Fault(path, error.what))
            continue
        faults += (Fault(path, what) for what in _entries(edition.number, leaves, changed))
        changes.append(changed)
        if changed.entries:
            # An archive that is published each day has many editions that change nothing.
            leaves = applied(leaves, changed)
            top = tree(leaves)
        if len(leaves) != edition.entries or top != edition.root:
            faults.append(Fault(where, "has another root than its entries"))
    return Chain(listed, tuple(changes), files), faults


def _links(listed: tuple[Listed, ...], index: int) -> list[str]:
    """What is wrong with the place of an edition in the list."""
    one, before = listed[index], listed[index - 1] if index else None
    found = []
    if one.sha256 != one.edition.sha256:
        found.append("has another sum than the list says")
    if one.edition.number != index + 1:
        found.append(f"says that it is edition {one.edition.number}")
    if one.edition.previous != (before.sha256 if before else None):
        found.append("does not follow the edition before it" if before else "follows an edition that is gone")
    if before and one.edition.time < before.edition.time:
        found.append("is older than the edition before it")
    return found


def _entries(number: int, leaves: Leaves, changes: Changes) -> list[str]:
    """What is wrong with the changes of an edition."""
    found = [] if changes.number == number else [f"says that it is of edition {changes.number}"]
    for key, value in changes.entries.items():
        if value is None and key not in leaves:
            found.append(f"withdraws {key}, which was not there")
        elif value is not None and leaves.get(key) == value:
            found.append(f"names {key}, which it did not change")
    return found
