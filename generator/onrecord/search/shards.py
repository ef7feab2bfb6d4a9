"""The index of a site, in shards: a shard is made anew only where one of its entries changed.

What decides is memory: Pagefind takes 1 kB for each word of each page, and an index of 10,000 briefings
would take gigabytes. The reader's browser searches all shards as one (`search-worker.js`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.search.pagefind import PagefindError, Service, decoded, installed, program
from onrecord.search.store import Stored, compact, load, packed, page_path, swept, version, write

TABLE = "shards.json"
"""What a browser asks for first: the shards, and which words lie in which of their files."""
VALUES = "filters.json"
"""The values of the filters, for the page that offers them."""
#: The most pages of a shard, and words of pages: 450,000 take Pagefind about 400 MB.
_PAGES, _WORDS = 1_900, 450_000
_SHARDS = "shards"
_KEY = re.compile(r"[0-9a-f]{16}")
_SIGNATURE = b"pagefind_dcd"
#: Digits for how long a page is: by them the one that tells more comes first among those that match alike.
_LENGTHS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Index:
    """An index that lies in a cache."""

    keys: tuple[str, ...]
    """Of its shards."""
    made: int
    """How many of them were indexed; the others lay there."""


def index(entries: Iterable[Stored], folder: Path, cache: Path) -> Index:
    """Makes the index of ``entries``, which lie in ``cache``, in ``folder``, and clears both of what is old.

    Raises PagefindError where that is not installed or fails, and OSError where a folder cannot be written.
    """
    made = prepare(entries, cache)
    publish(made, folder, cache)
    return made


def prepare(entries: Iterable[Stored], cache: Path) -> Index:
    """The first step of `index`, which takes long where much is new: shards in the cache."""
    every = sorted(entries, key=lambda one: one.address)
    parts = {_key(part): part for part in _parted(every)}
    missing = [key for key in parts if not _whole(cache / _SHARDS / key)]
    for key in missing:
        _make(parts[key], cache, key)
    _sweep(cache, set(parts), {one.digest for one in every})
    return Index(tuple(parts), len(missing))


def _whole(shard: Path) -> bool:
    """Whether a shard lies there with all its files."""
    try:
        return bool(json.loads((shard / TABLE).read_bytes())["files"] == _files(shard))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _files(folder: Path) -> int:
    return sum(1 for _ in folder.iterdir())


def _parted(entries: Sequence[Stored]) -> Iterator[list[Stored]]:
    """Entries by what they count, and by the hash of their address: one that comes or goes moves no other."""
    for boost in sorted({one.boost for one in entries}, reverse=True):
        group = [one for one in entries if one.boost == boost]
        number = max(-(-len(group) // _PAGES), -(-sum(one.size for one in group) // _WORDS), 1)
        parts: list[list[Stored]] = [[] for _ in range(number)]
        for one in group:
            at = int.from_bytes(hashlib.sha256(one.address.encode()).digest()[:8], "big")
            parts[at % number].append(one)
        yield from (part for part in parts if part)


def _key(part: Sequence[Stored]) -> str:
    content = compact([version(), installed(), [(one.address, one.digest, one.boost) for one in part]])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _make(part: Sequence[Stored], cache: Path, key: str) -> None:
    """Has a shard indexed, and puts it into the cache in one step."""
    shard, work = cache / _SHARDS / key, cache / _SHARDS / f"{key}.{os.getpid()}.part"
    shutil.rmtree(work, ignore_errors=True)
    try:
        order = _index(part, cache, work)
        table = _pages(part, cache, work, order)
        table |= {"key": key, "boost": part[0].boost, "files": _files(work) + 1}
        write(work / TABLE, compact(table).encode())
        shutil.rmtree(shard, ignore_errors=True)
        work.replace(shard)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _index(part: Sequence[Stored], cache: Path, work: Path) -> dict[str, Any]:
    """Pagefind's index of the words of ``part``, of which only the files with words stay."""
    with Service(program()) as service:
        number = service.new()
        for at, one in enumerate(part):
            content = load(one, cache)
            service.add(number, at, content.bag, {"title": content.titled, "words": content.hidden})
        files = {
            path: _unpacked(path, data) for path, data in service.files(number).items() if _is_index(path)
        }
    version, pages, chunks, _, _, fields = decoded(
        next(files[path] for path in files if path.endswith("meta"))
    )
    # Pagefind numbers pages as it likes; their fragments, which nobody needs besides, say which is which.
    urls = {Path(path).stem: _number(data) for path, data in files.items() if path.startswith("fragment/")}
    # A file of words goes to where the next begins: its place in the list is its name.
    for at, (_, _, name) in enumerate(chunks):
        write(work / f"{at}.words", packed(files[f"index/{name}.pf_index"]))
    return {
        "version": version,
        "order": [urls[name] for name, _ in pages],
        "fields": fields,
        "words": " ".join(first for first, _, _ in chunks),
    }


def _pages(part: Sequence[Stored], cache: Path, work: Path, found: dict[str, Any]) -> dict[str, Any]:
    """The files that results are made of, by the numbers that pages have in the index; and its table."""
    days: list[str] = []
    lengths: list[str] = []
    filters: dict[str, dict[str, list[int]]] = {}
    for number, at in enumerate(found["order"]):
        content = load(part[at], cache)
        _link(page_path(part[at], cache), work / f"{number}.page")
        days.append(content.day)
        lengths.append(_LENGTHS[min(content.length // 1_000, len(_LENGTHS) - 1)])
        for name, values in content.filters.items():
            for value in values:
                filters.setdefault(name, {}).setdefault(value, []).append(number)
    write(work / "filters", packed(compact({"days": days, "filters": filters}).encode()))
    return {"fields": found["fields"], "lengths": "".join(lengths), "words": found["words"]}


def publish(made: Index, folder: Path, cache: Path, *, linked: bool = False) -> None:
    """The second step: puts the shards into the site, the table last, so that it names only what is there.

    ``linked`` is for a site that nobody takes elsewhere: it leads to the folders of the cache.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables: list[Any] = []
    values: dict[str, Counter[str]] = {}
    for key in made.keys:
        shard = cache / _SHARDS / key
        tables.append(json.loads((shard / TABLE).read_bytes()))
        for name, found in json.loads(gzip.decompress((shard / "filters").read_bytes()))["filters"].items():
            values.setdefault(name, Counter()).update({value: len(pages) for value, pages in found.items()})
        if not (folder / key).is_dir() and not (linked and _led(shard, folder / key)):
            shutil.copytree(shard, folder / key, copy_function=_link, ignore=shutil.ignore_patterns(TABLE))
    ordered = {name: dict(sorted(found.items())) for name, found in sorted(values.items())}
    write(folder / VALUES, compact(ordered).encode())
    write(folder / TABLE, compact(tables).encode())
    for path in folder.iterdir():
        if path.name in made.keys or not _KEY.fullmatch(path.name):
            continue
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)


def _led(shard: Path, there: Path) -> bool:
    """Whether one folder could be made to lead to the other; not every system does it."""
    try:
        there.symlink_to(shard.absolute(), target_is_directory=True)
    except OSError:
        return False
    return True


def _link(source: str | Path, target: str | Path) -> str | Path:
    """A second name for a file of the cache; a copy where the system has none, or another disk is meant."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return target


def _sweep(cache: Path, keys: set[str], digests: set[str]) -> None:
    """The cache holds what the site has now, and no more."""
    with suppress(OSError):
        for path in (cache / _SHARDS).iterdir():
            # Another build may be at work on its shards; what one left that broke off goes after an hour.
            working = path.suffix == ".part" and time.time() - path.stat().st_mtime < 3600
            if path.name not in keys and not working:
                shutil.rmtree(path, ignore_errors=True)
        swept(cache, digests)


def _is_index(path: str) -> bool:
    """Whether a file is of the index, and not of Pagefind's own search in a browser."""
    return path.endswith((".pf_meta", ".pf_index", ".pf_fragment"))


def _unpacked(path: str, data: bytes) -> bytes:
    data = data if data.startswith(_SIGNATURE) else gzip.decompress(data)
    if not data.startswith(_SIGNATURE):
        raise PagefindError(f"Pagefind's {path} has another format")
    return data[len(_SIGNATURE) :]


def _number(fragment: bytes) -> int:
    """The number under which the page of a fragment was added."""
    return int(json.loads(fragment)["url"])
