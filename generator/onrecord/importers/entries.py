"""Entries of registries that import writes, in files of its own: `registry/places/ucdp-ged.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.importers import writing
from onrecord.importers.ledger import Ledger
from onrecord.importers.merging import fingerprint, merged
from onrecord.importers.registers import Entry, Key
from onrecord.yamltext.edits import EditError
from onrecord.yamltext.writing import entry

MOST_CHARACTERS = 600_000
"""Of one file; more entries go into a further one. A file that is read may have two million bytes."""
_TOP = re.compile(r"(?m)^(?=[^\s#-][^\n]*:)")
_KEY = re.compile(r"[^\s#-][^:\n]*")


@dataclass
class Written:
    """What became of the entries of one registry."""

    added: int = 0
    updated: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)
    """(id, fields): what the data set changed and a person had changed before."""
    gone: list[str] = field(default_factory=list)
    """Ids that somebody has deleted; they are not written again."""


def files_of(folder: Path, data_set: str) -> list[Path]:
    """The files of an import in a folder of a registry, in the order in which they are filled."""
    numbered = re.compile(rf"{re.escape(data_set)}(?:-([0-9]+))?\.yml")
    found = [
        (int(match[1] or 1), path)
        for path in folder.glob("*.yml")
        if (match := numbered.fullmatch(path.name))
    ]
    return [path for _, path in sorted(found)]


def write_entries(
    folder: Path, data_set: str, head: str, entries: Iterable[tuple[Key, Entry]], ledger: Ledger, *, dry: bool
) -> Written:
    """Writes what is new or changed, and keeps what a person changed; ``head`` begins a new file."""
    registry, result = folder.name, Written()
    paths = files_of(folder, data_set)
    texts = {path: _blocks(writing.read(path) or "") for path in paths}
    where = {name: path for path, blocks in texts.items() for name in blocks if name}
    changed: set[Path] = set()
    for key, one in sorted(entries, key=lambda pair: pair[1].id):
        now = {f"{one.id}/{name}": fingerprint(value) for name, value in one.data.items()}
        was = ledger.prints.get((registry, one.id))
        ledger.ids[registry][key] = one.id
        ledger.prints[registry, one.id] = now
        if was == now and one.id in where:
            continue
        if one.id in where:
            path = where[one.id]
            if _update(texts[path], one, was or {}, result):
                changed.add(path)
        elif was is not None:
            result.gone.append(one.id)
        else:
            path = _room(folder, data_set, texts, head)
            texts[path][one.id] = "\n".join(_made(one)) + "\n"
            changed.add(path)
            result.added += 1
    if not dry:
        for path in sorted(changed):
            writing.write(path, "".join(texts[path].values()))
    return result


def _update(blocks: dict[str, str], one: Entry, was: dict[str, str], result: Written) -> bool:
    now = {f"{one.id}/{name}": value for name, value in one.data.items()}
    try:
        found = merged(blocks[one.id], was, now)
    except EditError:
        result.kept.append((one.id, "all"))
        return False
    if found.kept:
        result.kept.append((one.id, ", ".join(name.partition("/")[2] for name in found.kept)))
    changed = found.text != blocks[one.id]
    result.updated += changed
    blocks[one.id] = found.text
    return changed


def _room(folder: Path, data_set: str, texts: dict[Path, dict[str, str]], head: str) -> Path:
    """The last file of the import, or a new one where that is full."""
    last = next(reversed(texts), None)
    if last is not None and sum(map(len, texts[last].values())) < MOST_CHARACTERS:
        return last
    number = len(texts) + 1
    path = folder / (f"{data_set}.yml" if number == 1 else f"{data_set}-{number}.yml")
    texts[path] = {"": head}
    return path


def _made(one: Entry) -> Iterator[str]:
    first, *rest = entry(one.id, one.data)
    yield f"{first}  # {one.code}" if one.code else first
    yield from rest


def _blocks(text: str) -> dict[str, str]:
    """The text of each entry by its id, with the comments behind it; what stands above all has no id."""
    found: dict[str, str] = {}
    for block in _TOP.split(text):
        key = _KEY.match(block)
        name = key[0].strip() if key and block else ""
        found[name] = found.get(name, "") + block
    return found
