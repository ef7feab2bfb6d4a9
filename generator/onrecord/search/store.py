"""Entries of pages as files of a cache: what lies in memory of each is a line."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.search.entries import Entry, distinct, entry

_FOLDER = "entries"
_KNOWN = "entries.json"


class CacheError(Exception):
    """A cache does not have what it should; the message says what to do."""


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
    """The hash of the file of which results are made."""


@cache
def version() -> str:
    """Of all that entries and shards are made by: what an older one left in a cache is not used."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def store(entry: Entry, folder: Path) -> Stored:
    """Puts an entry into the cache ``folder``, unless it lies there."""
    page = packed(compact([entry.address, entry.title, entry.date, entry.sections]).encode())
    content = {
        "bag": entry.bag,
        "titled": " ".join(entry.titled),
        "hidden": " ".join(entry.hidden),
        "day": entry.day,
        "length": sum(len(text) for _, _, text in entry.sections),
        "filters": {name: list(values) for name, values in entry.filters.items()},
        "page": hashlib.sha256(page).hexdigest(),
    }
    data = compact([version(), content]).encode()
    stored = Stored(entry.address, hashlib.sha256(data).hexdigest(), entry.boost, distinct(entry))
    if not lies(stored, folder):
        write(page_path(stored, folder), page)
        write(_path(stored, folder), packed(data))
    return stored


def lies(stored: Stored, folder: Path) -> bool:
    """Whether an entry lies in a cache."""
    return _path(stored, folder).is_file() and page_path(stored, folder).is_file()


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
        about = compact([version(), address, title, meta.get("search")])
        key = hashlib.sha256(f"{about}\n{content}".encode()).hexdigest()
        known = self._known.get(key)
        if known is None or (known and not lies(Stored(address, *known), self.folder)):
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
    """The content of an entry. Raises CacheError where the cache has lost or damaged it."""
    try:
        data = gzip.decompress(_path(stored, folder).read_bytes())
        page = page_path(stored, folder).read_bytes()
    except (OSError, EOFError, zlib.error):
        data = page = b""
    found = json.loads(data)[1] if hashlib.sha256(data).hexdigest() == stored.digest else {}
    if not found or hashlib.sha256(page).hexdigest() != found["page"]:
        raise CacheError(f"{_path(stored, folder)} is damaged; without the folder {folder} it is made anew")
    return Content(**found)


def page_path(stored: Stored, folder: Path) -> Path:
    """The file of which results are made, as a browser gets it: address, title, date and sections as JSON."""
    return folder / _FOLDER / stored.digest[:2] / f"{stored.digest}.page"


def _path(stored: Stored, folder: Path) -> Path:
    return page_path(stored, folder).with_suffix(".gz")


def swept(folder: Path, kept: set[str]) -> None:
    """Removes entries that are not ``kept``, by their digests."""
    for path in (folder / _FOLDER).glob("*/*"):
        if path.stem not in kept:
            path.unlink(missing_ok=True)


def packed(data: bytes) -> bytes:
    """The same bytes for the same data at any time."""
    return gzip.compress(data, 6, mtime=0)


def compact(value: object) -> str:
    """JSON without spaces. What is no JSON, such as a date in front matter, is its text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def write(path: Path, data: bytes) -> None:
    """Writes a file in one step, so that whoever reads it finds all or nothing; none that is the same."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    part.replace(path)
