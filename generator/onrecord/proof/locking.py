"""From results to the lock: what may be kept, and what an earlier run found that this one cannot look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.library.library import Library
from onrecord.proof.held import holds, key_of
from onrecord.proof.items import sources
from onrecord.proof.lock import Check, Lock, LockedSource
from onrecord.proof.snapshots import Snapshot
from onrecord.proof.verify import Result
from onrecord.record.source import Source

#: Verdicts that say that nothing was compared: the lock has no line for them.
NOT_COMPARED = frozenset({"snapshot-missing", "hash-mismatch", "no-passage"})
SHOWN_OF_HASH = 16


@dataclass(frozen=True, slots=True)
class Locked:
    """The new lock, and the results of the old one that were kept because their snapshot is not at hand."""

    lock: Lock
    kept: tuple[Check, ...] = ()


def locked(library: Library, results: Iterable[Result], old: Lock) -> Locked:
    """The lock of ``results``.

    Where a snapshot is missing or damaged, what ``old`` has stays, if the words and the source are the same.
    """
    checks: list[Check] = []
    kept: list[Check] = []
    taken: dict[str, LockedSource] = {}
    for result in results:
        if result.confidential:
            continue
        if result.verdict in NOT_COMPARED:
            before = old.checks.get(key_of(result.item, result.source))
            if result.source and before and holds(old, result.item, before):
                kept.append(before)
                taken[before.source] = old.sources[before.source]
            continue
        checks.append(_check(result))
        if result.snapshot is not None:
            source = sources(library, result.item)[result.source]
            taken[result.source] = _known(_source(result.snapshot, source), old)
    return Locked(Lock.of(taken.values(), (*checks, *_of_same_snapshots(kept, taken))), tuple(kept))


def _of_same_snapshots(kept: Iterable[Check], taken: dict[str, LockedSource]) -> Iterator[Check]:
    return (check for check in kept if taken[check.source].sha256.startswith(check.snapshot))


def _check(result: Result) -> Check:
    item = result.item
    return Check(
        item.record,
        item.anchor,
        item.field,
        result.verdict,
        item.digest,
        result.source,
        result.snapshot.sha256[:SHOWN_OF_HASH] if result.snapshot else "",
        ",".join(f"{start}-{end}" for start, end in result.spans),
        result.elsewhere,
    )


def _known(new: LockedSource, old: Lock) -> LockedSource:
    """The entry of ``old`` where somebody has only taken the same file again: it was first seen then."""
    before = old.sources.get(new.key)
    return before if before is not None and replace(new, taken=before.taken) == before else new


def _source(snapshot: Snapshot, source: Source) -> LockedSource:
    return LockedSource(
        snapshot.key,
        snapshot.sha256,
        snapshot.text_sha256,
        snapshot.media_type,
        str(snapshot.taken),
        snapshot.extractor,
        (source.url or "") if source.link else "",
    )
