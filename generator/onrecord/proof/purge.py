"""The lock without what a removal took out of the records, and the copies of sources that still hold it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.library.library import Library
from onrecord.library.load import Loaded
from onrecord.proof.held import holds, key_of, locked_of
from onrecord.proof.items import TALLIES, Item, items, key, sources
from onrecord.proof.lock import Check, Key, Lock
from onrecord.proof.snapshots import shared_key
from onrecord.record.source import Source


def purged(lock: Lock, before: Loaded, after: Loaded) -> Lock:
    """``lock`` without the results of what is in ``before`` and not, or in other words, in ``after``.

    A result that was stale before stays: that something was edited after it was verified is not hidden by a
    removal beside it. What cannot be read keeps its results.
    """
    there: dict[Key, Item] = {}
    cited: dict[str, Source] = {}
    for item in items(after.library):
        found = sources(after.library, item)
        cited |= found
        there |= {key_of(item, source): item for source in ("", *found)}
    stale = {
        check.key
        for item in items(before.library)
        for check in locked_of(before.library, lock, item)
        if not holds(lock, item, check)
    }
    unread = {*after.read.unread.values(), *([TALLIES] if after.unresolved else [])}
    known = _keys(after.library)

    def stays(check: Check) -> bool:
        if check.record in unread:
            return True
        item = there.get(check.key)
        same = item is not None and (holds(lock, item, check) or check.key in stale)
        return same and (not check.elsewhere or check.elsewhere in known)

    checks = [check for check in lock.checks.values() if stays(check)]
    # An address may hold a name.
    kept = [
        replace(one, address=(cited[one.key].url or "") if cited[one.key].link else "")
        if one.key in cited
        else one
        for one in lock.sources.values()
    ]
    return Lock.of(kept, checks)


def _keys(library: Library) -> set[str]:
    own = {key(library, one.id, source) for one in library.incidents for source in one.record.sources}
    return own | {shared_key(source) for source in library.registries.sources}


def holding(folder: Path, holds_it: Callable[[str], bool]) -> Iterator[str]:
    """The files of the store in ``folder`` whose text or name holds what was removed, with their sources.

    Also those of copies that were replaced. What cannot be read is named too: nobody has looked into it.
    """
    used: dict[str, list[str]] = {}
    for path in sorted([*folder.glob("keys/*.json"), *folder.glob("earlier/*.json")]):
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text("utf-8")
            entry = json.loads(text)
            for hash_ in (entry["text_sha256"], entry["sha256"]):
                used.setdefault(hash_, []).append(entry["key"])
        except (OSError, ValueError, KeyError, TypeError):
            yield f"{name} (cannot be read)"
            continue
        if holds_it(text) or holds_it(path.stem):
            yield name
    for path in sorted(folder.glob("files/*.txt")):
        try:
            text = path.read_text("utf-8", errors="replace")
        except OSError:
            text = ""
        if not text or holds_it(text):
            of = ", ".join(dict.fromkeys(used.get(path.stem, ()))) or "no source"
            yield f"{path.relative_to(folder).as_posix()} of {of}{'' if text else ' (cannot be read)'}"
