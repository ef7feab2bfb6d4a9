"""Fingerprints: short names for the content of values, the same in every process and on every machine.

A fingerprint of something that refers to an incident says which one it is, and nothing of what its record
says: whoever reads a field of that notes it, and the field has a fingerprint of its own. What never leaves a
record has none.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.export.tables import Tables
from onrecord.library.library import Incident, Library
from onrecord.library.memory import GATHERED
from onrecord.pages.page import Edition
from onrecord.reads import HOME, WHOLE, Read, Watched, unrecorded
from onrecord.record.record import PRINTS, READ, Record
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.settings import Settings

SIZE = 16
"""Bytes of a fingerprint: two that differ have the same one with a chance of 2⁻¹²⁸."""
ABSENT = b"-"
"""The fingerprint of what is not there."""
PRIVATE: dict[type, tuple[str, ...]] = {
    Record: ("desk", "note_internal"),
    Statement: ("note_internal",),
    Source: ("note_internal",),
}
"""Fields that never leave a record."""


def digest(*parts: bytes) -> bytes:
    """The fingerprint of bytes; parts are told apart by their length."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


class _Pickler(pickle.Pickler):
    """Writes equal values as equal bytes. An ordinary pickle knows which parts are one object."""

    def __init__(self, file: io.BytesIO, tokens: Mapping[type, Callable[[Any], object]]) -> None:
        super().__init__(file, protocol=5)
        self.fast = True
        self.tokens = tokens

    def persistent_id(self, obj: object) -> object:
        token = self.tokens.get(type(obj))
        return token(obj) if token else None


def _canonical(value: object, tokens: Mapping[type, Callable[[Any], object]]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, tokens).dump(value)
    return digest(file.getvalue())


def _unordered(tokens: Mapping[type, Callable[[Any], object]]) -> Callable[[Any], object]:
    return lambda values: ("set", *sorted(_canonical(value, tokens) for value in values))


def _public(model: Any) -> object:
    """A model of a record as its fields, without those that never leave it."""
    private = PRIVATE.get(type(model), ())
    return (
        type(model).__name__,
        *((name, value) for name, value in vars(model).items() if name not in private),
    )


_OF_RECORDS: dict[type, Callable[[Any], object]] = {}
_OF_RECORDS |= dict.fromkeys(PRIVATE, _public)
_OF_RECORDS |= {kind: _unordered(_OF_RECORDS) for kind in (set, frozenset)}


@dataclass(frozen=True, slots=True)
class RecordPrints:
    """The fingerprints of a record's fields, and of each of its statements, one behind the other."""

    fields: bytes
    """In the order of `Record.model_fields`."""
    statements: bytes
    context: bytes

    def field(self, name: str) -> bytes:
        """That of a field."""
        return _nth(self.fields, _ORDER[name])

    @property
    def whole(self) -> bytes:
        """That of all that a record says."""
        return digest(self.fields)

    def each(self, part: str) -> list[bytes]:
        """Those of the ``statements``, or of the ``context``."""
        every: bytes = getattr(self, part)
        return [_nth(every, number) for number in range(len(every) // SIZE)]


def _nth(prints: bytes, number: int) -> bytes:
    return prints[number * SIZE : (number + 1) * SIZE]


_ORDER = {name: number for number, name in enumerate(Record.model_fields)}


def prints_of(record: Record) -> RecordPrints:
    """The fingerprints of a record, worked out once and kept with it."""
    found: RecordPrints | None = vars(record).get(PRINTS)
    if found is None:
        found = vars(record)[PRINTS] = _prints_of(record)
    return found


def _prints_of(record: Record) -> RecordPrints:
    values = vars(record)

    def each(statements: Iterable[Statement]) -> bytes:
        return b"".join(_canonical(one, _OF_RECORDS) for one in statements)

    listed = {part: each(values[part]) for part in ("statements", "context")}
    private = PRIVATE[Record]
    fields_ = b"".join(
        digest(listed[name])
        if name in listed
        else _canonical(None if name in private else values[name], _OF_RECORDS)
        for name in _ORDER
    )
    return RecordPrints(fields_, **listed)


class Fingerprints:
    """Fingerprints of what a build reads: of values, and of `Read`s in the libraries of the build.

    ``known`` are some of the latter, in libraries of the same content.
    """

    def __init__(
        self,
        libraries: Mapping[str, Library],
        edition: Edition | None,
        known: Mapping[Read, bytes] = MappingProxyType({}),
    ) -> None:
        self.libraries, self._edition = libraries, edition
        self._statements: dict[int, object] | None = None
        self._reads: dict[Read, bytes] = dict(known)
        tokens: dict[type, Callable[[Any], object]] = {
            Incident: self._incident,
            Record: lambda record: ("record", prints_of(record).whole),
            Statement: self._statement,
            Library: lambda library: ("library", library.label),
            Edition: lambda _: "edition",
            Exports: lambda _: "exports",
            Tables: lambda tables: ("tables", tables.published.label, self.of(tables.about)),
            About: self._about,
            Settings: lambda _: "settings",
            Watched: lambda watched: ("watched", self.of(dict(watched.data))),
            Source: _public,
        }
        tokens |= {kind: _unordered(tokens) for kind in (set, frozenset)}
        self._tokens = tokens

    @property
    def edition(self) -> Edition:
        """The edition of the build. Raises ValueError where the build has not come so far."""
        if self._edition is None:
            raise ValueError("nothing of an edition is read while records are")
        return self._edition

    def of(self, value: object) -> bytes:
        """The fingerprint of a value: plain data, models, functions of modules and partials of them."""
        with unrecorded():
            return _canonical(value, self._tokens)

    @property
    def known(self) -> dict[Read, bytes]:
        """What was asked for of libraries."""
        return {read: print_ for read, print_ in self._reads.items() if read[0] != "edition"}

    def of_read(self, read: Read) -> bytes:
        """The fingerprint of what was read, as it is now."""
        found = self._reads.get(read)
        if found is None:
            with unrecorded():
                found = self._reads[read] = self._of_read(*read)
        return found

    def _of_read(self, label: str, kind: str, key: Any) -> bytes:
        owner: Any = self._edition if label == "edition" else self.libraries.get(label)
        if owner is None:
            return ABSENT
        if label == "edition":
            return self._of_edition(kind, key)
        if kind == "incidents":
            return self.of(owner.incidents)
        if kind.startswith(READ):
            incident = owner.by_id.get(key)
            return prints_of(incident.record).field(kind.removeprefix(READ)) if incident else ABSENT
        if kind == "house":
            return str(owner.house(key)).encode()
        if kind == "neighbours":
            if key not in owner.by_id:
                return ABSENT
            return self.of([one and one.id for one in owner.neighbours(owner.by_id[key])])
        where = self._mapping(owner, kind)
        if not isinstance(where, Watched):
            return self.of(where)
        return self._part(where, key)

    def _mapping(self, library: Library, kind: str) -> Any:
        if kind in GATHERED:
            return GATHERED[kind](library)
        if hasattr(library.registries, kind):
            return getattr(library.registries, kind)
        return getattr(library, kind)

    def _part(self, where: Watched[Any, Any], key: Any) -> bytes:
        if key == WHOLE:
            return self.of(dict(where.data))
        return self.of(where.data[key]) if key in where.data else ABSENT

    def _of_edition(self, kind: str, key: Any) -> bytes:
        edition = self.edition
        exports = edition.exports
        match kind:
            case "lock.sources" | "lock.checks":
                return self._part(getattr(edition.lock, kind.removeprefix("lock.")), key)
            case "findings":
                return self._part(edition.findings, key) if isinstance(edition.findings, Watched) else ABSENT
            case "files":
                return self._part(exports.addresses, key) if exports else ABSENT
            case "tables":
                return self._everything(exports.tables) if exports else ABSENT
        return self.of(getattr(edition, kind))

    def _about(self, about: About) -> object:
        """What an archive says of itself; of the time of a build only the day is shown, in feeds."""
        zone = self.edition.settings.zone
        day = about.built and about.built.astimezone(zone).date().isoformat()
        return (*((one.name, getattr(about, one.name)) for one in fields(about) if one.name != "built"), day)

    def _everything(self, tables: Tables) -> bytes:
        """The fingerprint of all that tables are made of."""
        library = tables.library
        records = (prints_of(incident.record).whole for incident in library.incidents)
        return digest(
            self.of(tables.about), self.of(library.registries), self.of(library.incidents), *records
        )

    def _incident(self, incident: Incident) -> object:
        """An incident as its id, its file, and the library in which reads of its record are noted."""
        return "incident", incident.id, incident.located.file, vars(incident.record).get(HOME)

    def _statement(self, statement: Statement) -> object:
        """A statement of an incident as its place there, and its fingerprint, which is known."""
        if self._statements is None:
            found: dict[int, object] = {}
            for library in self.libraries.values():
                for incident in vars(library)["incidents"]:
                    prints = prints_of(incident.record)
                    for part in ("statements", "context"):
                        listed = zip(getattr(incident.record, part), prints.each(part), strict=True)
                        for index, (one, print_) in enumerate(listed):
                            found[id(one)] = ("statement", incident.id, part, index, print_)
            self._statements = found
        return self._statements.get(id(statement)) or _public(statement)
