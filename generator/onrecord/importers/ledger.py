"""The file in which an import keeps what it wrote, beside the records: `imports/<data set>.jsonl`.

One line for each record and each entry of a registry, in the order of their keys, so that branches merge line
by line. It holds ids and fingerprints and nothing that a record says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.importers.refusals import TableError
from onrecord.importers.registers import Key
from onrecord.importers.working import Working
from onrecord.importers.writing import replaced_file

FOLDER = "imports"
VERSION = 1


@dataclass
class Ledger:
    """What earlier imports of one data set wrote of registries; that of records lies in the working file."""

    ids: dict[str, dict[Key, str]] = field(
        default_factory=lambda: {"actors": {}, "places": {}, "sources": {}}
    )
    """The id of each entry, by registry."""
    prints: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """Fingerprints of the fields of each entry, by registry and id."""


def read_ledger(path: Path, working: Working) -> Ledger:
    """What earlier imports wrote. Raises TableError where the file is broken."""
    ledger = Ledger()
    if not path.is_file():
        return ledger
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                _take(json.loads(line), ledger, working)
            except (ValueError, KeyError, TypeError):
                raise TableError(
                    f"line {number} of {path.name} is not what import wrote, so that nobody knows which "
                    "changes are yours; restore the file, for example from git, and run the command again"
                ) from None
    return ledger


def _take(line: dict[str, Any], ledger: Ledger, working: Working) -> None:
    if "version" in line:
        if line["version"] != VERSION:
            raise ValueError
        return
    if "record" in line:
        working.remember(line["key"], {name: line[name] for name in ("record", "text", "created", "fields")})
        return
    registry, id = line["registry"], line["id"]
    ledger.ids[registry][tuple(line["key"])] = id
    ledger.prints[registry, id] = dict(line["fields"])


def write_ledger(path: Path, ledger: Ledger, working: Working) -> None:
    """Writes what holds now, in one step."""
    with replaced_file(path) as stream:
        for line in _lines(ledger, working):
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _lines(ledger: Ledger, working: Working) -> Iterator[dict[str, Any]]:
    yield {"version": VERSION}
    for registry, ids in ledger.ids.items():
        for key, id in sorted(ids.items()):
            prints = ledger.prints.get((registry, id), {})
            yield {"registry": registry, "id": id, "key": list(key), "fields": prints}
    yield from working.lines()
