"""Entries of pages as files of a cache: what lies in memory of each is a line."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.search.entries import Entry, distinct, entry

_FOLDER = "entries"
_KNOWN = "entries.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry that lies in a cache."""

    address: str
    digest: str
    """The hash of all that it holds: its name there."""
    boost: int
    size: int
    """How many words the index has of it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the index and the reader's browser get of an entry."""

    bag: str
    titled: str
    hidden: str
    day: str
    length: int
    """Of its texts, in letters."""
    filters: Mapping[str, list[str]]
    page: str
    """What results show, as JSON: address, title, date, and sections as anchor, heading and text."""


@cache
def version() -> str:
    """Of all that entries and shards are made by: what an older one left in a cache is not used."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def store(entry: Entry, folder: Path) -> Stored:
    """Puts an entry into the cache ``folder``, unless it lies there."""
    content = {
        "bag": entry.bag,
        "titled": " ".join(entry.titled),
        "hidden": " ".join(entry.hidden),
        "day": entry.day,
        "length": sum(len(text) for _, _, text in entry.sections),
        "filters": {name: list(values) for name, values in entry.filters.items()},
        "page": compact([entry.address, entry.title, entry.date, entry.sections]),
    }
    data = compact([version(), content]).encode()
    digest = hashlib.sha256(data).hexdigest()
    path = _path(folder, digest)
    if not path.is_file():
        write(path, packed(data))
    return Stored(entry.address, digest, entry.boost, distinct(entry))


class Entries:
    """The entries of a build, each made only where its page differs from what the cache has of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stored: dict[str, Stored] = {}
        self._known: dict[str, list[Any]] = {}
        self._kept: dict[str, list[Any]] = {}
        with suppress(OSError, ValueError):
            known = json.loads((folder / _KNOWN).read_bytes())
            self._known = known if isinstance(known, dict) else {}

    def add(self, address: str, title: str, content: str, meta: Mapping[str, Any]) -> None:
        """Takes up the page at ``address``, as `entries.entry` does."""
        page = compact([version(), address, title, content, meta.get("search")])
        key = hashlib.sha256(page.encode()).hexdigest()
        known = self._known.get(key)
        if known is None or (known and not _path(self.folder, known[0]).is_file()):
            made = entry(address, title, content, meta)
            stored = store(made, self.folder) if made else None
            known = [stored.digest, stored.boost, stored.size] if stored else []
        self._kept[key] = known
        if known:
            self.stored[address] = Stored(address, *known)

    def finished(self) -> list[Stored]:
        """All of them, for `shards.index`; the cache remembers what it has of which page."""
        write(self.folder / _KNOWN, compact(self._kept).encode())
        return list(self.stored.values())


def load(stored: Stored, folder: Path) -> Content:
    """The content of an entry. Raises OSError or ValueError where the cache has lost or damaged it."""
    data = gzip.decompress(_path(folder, stored.digest).read_bytes())
    if hashlib.sha256(data).hexdigest() != stored.digest:
        raise ValueError(f"{stored.digest}: not what was stored")
    found: Mapping[str, Any] = json.loads(data)[1]
    return Content(**found)


def _path(folder: Path, digest: str) -> Path:
    return folder / _FOLDER / digest[:2] / f"{digest}.gz"


def swept(folder: Path, kept: set[str]) -> None:
    """Removes entries that are not ``kept``, by their digests."""
    for path in (folder / _FOLDER).glob("*/*"):
        if path.name.removesuffix(".gz") not in kept:
            path.unlink(missing_ok=True)


def packed(data: bytes) -> bytes:
    """The same bytes for the same data at any time."""
    return gzip.compress(data, 6, mtime=0)


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(path: Path, data: bytes) -> None:
    """Writes a file of a cache in one step, so that whoever reads it finds all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
