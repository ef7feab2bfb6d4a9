"""Holds a site that was built against what it has to be, file by file, before anybody sees it."""

from __future__ import annotations

import os
import signal
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from onrecord.publish.kept_back import KeptBack
from onrecord.publish.links import broken
from onrecord.publish.look import Look, look

_FEW = 400
"""Files that one process looks at by itself."""
_AT_ONCE = 100


@dataclass(frozen=True)
class Demands:
    """What a site is held against."""

    site_url: str = ""
    unchecked: tuple[str, ...] = ()
    """Patterns of links that are not followed."""
    own: frozenset[str] = frozenset()
    """Files that somebody wrote or put into the documentation folder: they may look as they like."""
    kept_back: KeptBack = field(default_factory=KeptBack)
    jobs: int | None = None


def faults(folder: Path, made: Collection[str], present: Collection[str], demands: Demands) -> list[str]:
    """Every reason why ``folder`` may not be published: a sentence each, in the order of the files.

    ``made`` are the files that are ours; ``present`` are all, to which links may lead.
    """
    looks: dict[str, Look] = {}
    found = []
    for name, seen, passages in _looked(folder, sorted(made), demands):
        looks[name] = seen
        found += [f"{name} {fault}" for fault in seen.faults]
        found += [f"{name} shows words of {whose}: “{_short(text)}”" for text, whose in passages]
        if name not in demands.own:
            addresses = (name, *seen.links)
            ids = {held for address in addresses if (held := demands.kept_back.at(address))}
            found += [
                f"{name} has or names an address of {one}, which is not published" for one in sorted(ids)
            ]
    return [*found, *broken(looks, set(present), demands.site_url, demands.unchecked)]


def _looked(
    folder: Path, names: Sequence[str], demands: Demands
) -> Iterator[tuple[str, Look, list[tuple[str, str]]]]:
    work = partial(_look, folder, demands.own, demands.kept_back)
    if len(names) <= _FEW or demands.jobs == 1:
        yield from work(names)
        return
    rest = iter(names)
    chunks = iter(lambda: list(islice(rest, _AT_ONCE)), [])
    # Ctrl-C is for the process that waits for the others.
    with ProcessPoolExecutor(
        demands.jobs or os.cpu_count(), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    ) as pool:
        for part in pool.map(work, chunks):
            yield from part


def _look(
    folder: Path, own: frozenset[str], kept_back: KeptBack, names: Sequence[str]
) -> list[tuple[str, Look, list[tuple[str, str]]]]:
    found = []
    for name in names:
        mine = name not in own
        seen = look(folder / name, name, strictly=mine, words=mine and bool(kept_back))
        passages = list(kept_back.inside(seen.words)) if mine else []
        found.append((name, replace(seen, words=""), passages))
    return found


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 80 else f"{text[:79]}…"
