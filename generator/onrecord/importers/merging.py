"""Importing again: what the data set changed goes into the text, and what a person changed stays.

Each field that import wrote has a fingerprint. A field that still reads as it was written follows the data;
any other is a person's, and stays with whatever stands around it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.yamltext.edits import EditError
from onrecord.yamltext.entries import plain, with_entry, without_entry
from onrecord.yamltext.writing import Data

Field = str
"""Where a field stands: ``date``, ``sources/row/url``, ``statements/ucdp-ged/killed``."""
ONCE = ("publish", "created", "cutoff", "desk")
"""What import writes once: from then on they are the desk's."""


@dataclass
class Merged:
    """The text with what was new; which fields were, and which stayed as a person wrote them."""

    text: str
    updated: list[Field] = field(default_factory=list)
    kept: list[Field] = field(default_factory=list)


def fingerprint(data: Data | str) -> str:
    """A short hash of a value, whatever its layout."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def fields_of(record: Mapping[str, Data]) -> dict[Field, Data]:
    """Every field of a record that import looks after, by where it stands."""
    found: dict[Field, Data] = {}
    for key, value in record.items():
        if key == "statements" and isinstance(value, Sequence) and not isinstance(value, str):
            for one in value:
                if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                    found |= {
                        f"statements/{one['id']}/{name}": item for name, item in one.items() if name != "id"
                    }
        elif key == "sources" and isinstance(value, Mapping):
            for name, source in value.items():
                if isinstance(source, Mapping):
                    found |= {f"sources/{name}/{part}": item for part, item in source.items()}
        elif key not in ONCE:
            found[key] = value
    return found


def merged(text: str, was: Mapping[Field, str], now: Mapping[Field, Data]) -> Merged:
    """``text`` with the fields that the data set changed and nobody else did.

    Args:
        text: the file as it stands, with a person's changes.
        was: fingerprints of what was written last.
        now: what the data set says now.
    """
    result = Merged(text)
    order = list(now)
    for name in [*order, *(one for one in was if one not in now)]:
        new = fingerprint(now[name]) if name in now else None
        old = was.get(name)
        if new == old:
            continue
        try:
            _field(result, name, old, new, now, order)
        except EditError:
            result.kept.append(name)
    return result


def _field(
    result: Merged,
    name: Field,
    old: str | None,
    new: str | None,
    now: Mapping[Field, Data],
    order: list[Field],
) -> None:
    path, key = _path(result.text, name)
    there = _at(plain(result.text), path)
    current = there.get(key) if isinstance(there, Mapping) else None
    mine = None if current is None else fingerprint(current)
    if mine == new:
        return
    if mine != old:
        result.kept.append(name)
    elif name not in now:
        result.text = without_entry(result.text, path, key)
        result.updated.append(name)
    else:
        lead = name.rpartition("/")[0]
        before = [
            one.rpartition("/")[2] for one in order[: order.index(name)] if one.rpartition("/")[0] == lead
        ]
        result.text = with_entry(result.text, path, key, now[name], before)
        result.updated.append(name)


def _path(text: str, name: Field) -> tuple[list[str | int], str]:
    """Where a field stands in ``text``. Raises EditError where its statement is gone."""
    parts = name.split("/")
    if parts[0] != "statements":
        return list(parts[:-1]), parts[-1]
    root = plain(text)
    statements = root.get("statements") if isinstance(root, Mapping) else None
    listed = statements if isinstance(statements, list) else [statements]
    for index, one in enumerate(listed):
        if isinstance(one, Mapping) and one.get("id") == parts[1]:
            return ["statements", index], parts[2]
    raise EditError(f"there is no statement `{parts[1]}` any more")


def _at(data: Data | None, path: Sequence[str | int]) -> Data | None:
    for part in path:
        if isinstance(part, int) and isinstance(data, list):
            data = data[part]
        elif part == 0:
            continue
        elif isinstance(part, str) and isinstance(data, Mapping):
            data = data.get(part)
        else:
            return None
    return data
