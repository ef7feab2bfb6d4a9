"""The lock beside the records: what changed since it was written, and what it says of what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.library.files import Read
from onrecord.library.library import Library
from onrecord.library.load import Loaded
from onrecord.problems import Place, Problem, Severity, in_order
from onrecord.proof import lock as lock_file
from onrecord.proof.findings import finding
from onrecord.proof.held import key_of, locked_of
from onrecord.proof.items import TALLIES, Item, items, sources
from onrecord.proof.lock import Key, Lock
from onrecord.settings import Settings

_AGAIN = "run `onrecord verify`"


@dataclass(frozen=True, slots=True)
class Proof:
    """The lock of a site, and the problems that it shows."""

    lock: Lock = field(default_factory=Lock)
    problems: tuple[Problem, ...] = ()


def read_lock(root: Path, settings: Settings) -> Proof:
    """The site's lock; an empty one where there is none."""
    path = root / settings.lock_file
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return Proof()
    except OSError as error:
        what = f"the lock cannot be read: {error.strerror}"
        return Proof(problems=(Problem("lock-broken", Place(settings.lock_file), what),))
    lock, problems = lock_file.read(text, settings.lock_file)
    return Proof(lock, tuple(problems))


def checked(loaded: Loaded, root: Path, settings: Settings, *, whole: bool = True) -> tuple[Loaded, Lock]:
    """``loaded`` with the problems of the lock added, and the lock.

    Not ``whole``: only some of the records were read, and what the lock has of others is no problem.
    """
    proof = read_lock(root, settings)
    found = [*proof.problems, *problems(loaded.library, loaded.read, proof.lock)]
    if whole and not loaded.unresolved:
        found += _unused(loaded, proof.lock, settings.lock_file)
    if not found:
        return loaded, proof.lock
    return replace(loaded, problems=tuple(in_order([*loaded.problems, *found]))), proof.lock


def problems(library: Library, read: Read, lock: Lock) -> Iterator[Problem]:
    """What was edited after it was verified, and what did not stand in its source when it was."""
    drafts = {one.id for one in library.incidents if one.record.publish == "draft"}
    for item in items(library) if lock.checks else ():
        for check in locked_of(library, lock, item):
            place = place_of(library, read, item)
            if check.words != item.digest:
                what = f"this {item.kind} was edited after it was verified"
                yield Problem("lock-stale", place, what, _AGAIN)
            elif not lock.current(check):
                what = f"this {item.kind} was verified against another copy of `{check.source}`"
                yield Problem("lock-stale", place, what, _AGAIN)
            elif (one := finding(item, check, place)) is not None:
                yield replace(one, severity=Severity.WARNING) if item.record in drafts else one


def place_of(library: Library, read: Read, item: Item) -> Place:
    """Where an item stands in its file."""
    located = read.located["tallies"] if item.record == TALLIES else library.by_id[item.record].located
    return located.place(item.path)


def _unused(loaded: Loaded, lock: Lock, file: str) -> Iterator[Problem]:
    """One problem a statement for entries of things that are gone."""
    library = loaded.library
    there: set[Key] = {
        key_of(item, source)
        for item in (items(library) if lock.checks else ())
        for source in ("", *sources(library, item))
    }
    unread = set(loaded.read.unread.values())
    gone: dict[tuple[str, str], list[Key]] = {}
    for key in lock.checks:
        if key not in there and key[0] not in unread:
            gone.setdefault(key[:2], []).append(key)
    for (record, anchor), keys in gone.items():
        line = min(lock.lines.get(key, 0) for key in keys)
        number = f"{len(keys)} result{'s' * (len(keys) != 1)}"
        what = f"the lock has {number} of what is gone from `{record}#{anchor}`"
        yield Problem("lock-unused", Place(file, line, 1 if line else 0), what, _AGAIN, Severity.WARNING)
