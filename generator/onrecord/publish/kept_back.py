"""Words that no reader may see: of drafts, embargoes, withdrawals and removals, and notes to the desk.

The build never prints them. This looks once more, at the files themselves, and knows nothing of how they
came about: a stale file, a mistake of ours or a template that prints too much stops the publish.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from onrecord.library.library import Library
from onrecord.publish.look import words_of
from onrecord.values.prose import Prose

PRIVATE = frozenset(("excerpt", "note_internal", "desk", "reason"))
"""Fields of records that are never published."""
_FIRST = 4
"""Fewer words are no proof of anything: "attack on a base" may stand anywhere."""
_SHORTEST = 16
_PIECE = 8
"""Words of a piece: whoever shows twice as many in a row shows a whole one."""
_TYPED = {
    "incidents": ("title",),
    "statements": ("paraphrases", "damage", "units", "note"),
    "quotes": ("text", "original", "about", "note"),
    "sources": ("title",),
}
"""Columns with what an editor typed, by their tables."""
_PARTS = re.compile(r"(?<=[.!?…;:])\s+|\n+")

Words = tuple[str, ...]


@dataclass(frozen=True)
class KeptBack:
    """Passages that may stand nowhere, each with whose it is; and ids that no address may have."""

    passages: dict[Words, list[tuple[str, str]]] = field(default_factory=dict)
    """(passage, whose) by its first words."""
    ids: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.passages or self.ids)

    def inside(self, words: str) -> Iterator[tuple[str, str]]:
        """The passages that stand in a text, which is given as `words_of` has it."""
        row = words.split()
        firsts = zip(*(row[at:] for at in range(_FIRST)), strict=False)
        for first in self.passages.keys() & set(firsts) if self.passages else ():
            for passage, whose in self.passages[first]:
                if passage in words:
                    yield passage, whose

    def at(self, path: str) -> str:
        """The id of an incident that is held back, where an address has it; else nothing."""
        return next((stem for part in path.split("/") if (stem := _stem(part)) in self.ids), "")


def kept_back(library: Library, published: Library, old: Path | None, own: Iterable[str]) -> KeptBack:
    """What may not be seen: of ``library``, all records, whatever is not ``published``.

    And of the texts that stand in the data of the folder ``old`` those that no record has any more. What the
    site's ``own`` pages say may be said.
    """
    shown = {incident.id for incident in published.incidents}
    allowed = list(_allowed(library, shown, own))
    said = {passage for text in allowed for passage in _passages(text)}
    found: dict[str, str] = {}
    for whose, text in (*_held(library, shown), *(_lost(old) if old else ())):
        for passage in _passages(text):
            if passage not in said:
                found.setdefault(passage, whose)
    candidates = _indexed(found)
    for text in allowed:
        for passage, _ in list(candidates.inside(words_of(text))):
            found.pop(passage, None)
    held = (
        incident.id
        for incident in library.incidents
        if incident.id not in shown and incident.record.publish != "withdrawn"
    )
    return KeptBack(_indexed(found).passages, frozenset(held))


def _passages(text: str) -> Iterator[str]:
    """A text in pieces of a few words, as `words_of` has them: a page may show a part of it.

    None goes beyond a sentence, where a page may have a note or another element.
    """
    for part in _PARTS.split(text):
        words = words_of(part).split()
        last = max(0, len(words) - _PIECE)
        for start in sorted({*range(0, last, _PIECE), last}):
            piece = words[start : start + _PIECE]
            passage = f" {' '.join(piece)} "
            if len(piece) >= _FIRST and len(passage) >= _SHORTEST:
                yield passage


def _indexed(passages: Mapping[str, str]) -> KeptBack:
    found: dict[Words, list[tuple[str, str]]] = {}
    for passage, whose in passages.items():
        found.setdefault(tuple(passage.split()[:_FIRST]), []).append((passage, whose))
    return KeptBack(found)


def _allowed(library: Library, shown: set[str], own: Iterable[str]) -> Iterator[str]:
    for incident in library.incidents:
        if incident.id in shown:
            yield from _texts(incident.record, private=False)
    for entries in _registries(library):
        yield from _texts(entries, private=False)
    yield from own


def _registries(library: Library) -> Iterator[object]:
    return (getattr(library.registries, one.name) for one in fields(library.registries))


def _held(library: Library, shown: set[str]) -> Iterator[tuple[str, str]]:
    for incident in library.incidents:
        record, file = incident.record, incident.located.file
        if incident.id not in shown:
            whose = f"{file}, which is not published"
            if record.publish == "withdrawn":
                whose = f"{file}, which is withdrawn"
            elif record.publish == "published":
                whose = f"{file}, which is under embargo"
            yield from ((whose, text) for text in _texts(record, private=False))
        yield from ((f"what {file} has for the desk alone", text) for text in _texts(record, private=True))
    for entries in _registries(library):
        yield from (
            ("what a registry has for the desk alone", text) for text in _texts(entries, private=True)
        )


def _lost(old: Path) -> Iterator[tuple[str, str]]:
    """What the published data has; of it is lost what no record says any more."""
    for table, columns in _TYPED.items():
        try:
            rows = json.loads((old / "data" / f"{table}.json").read_bytes())["rows"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        for row in rows if isinstance(rows, list) else ():
            for column in columns if isinstance(row, dict) else ():
                for text in _texts(row.get(column), private=False):
                    yield (
                        f"{row.get('incident_id') or row.get('id') or table}, which no record has any more",
                        text,
                    )


def _texts(value: Any, *, private: bool, within: bool = False) -> Iterator[str]:
    """The texts in a record that people typed; ``private``: those of fields that are never published."""
    if isinstance(value, str):
        if private == within and " " in value:
            yield value
    elif isinstance(value, Prose):
        if private == within:
            yield value.plain()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), private=private, within=within or name in PRIVATE)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one, private=private, within=within)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _texts(one, private=private, within=within)


def _stem(part: str) -> str:
    return part.partition("#")[0].partition("?")[0].partition(".")[0]
