"""Fingerprints: short names for the content of values, the same in every process and on every machine.

A fingerprint of something that refers to an incident has that incident's fingerprint in it, which rests on
what its record says: not on its comments, and not on what never leaves it.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.export.tables import Tables
from onrecord.library.library import Incident, Library
from onrecord.library.memory import GATHERED
from onrecord.pages.page import Edition
from onrecord.reads import WHOLE, Read, Watched, unrecorded
from onrecord.record.record import Record
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


def of_incident(incident: Incident) -> bytes:
    """The fingerprint of what a record says, with the file in which it says so."""
    return _canonical((incident.id, incident.located.file, incident.record), _OF_RECORDS)


class Fingerprints:
    """Fingerprints of what a build reads: of values, and of `Read`s in the libraries of the build.

    ``known`` are those of incidents, by the identity of their records, as far as they are known already.
    """

    def __init__(
        self,
        libraries: Mapping[str, Library],
        edition: Edition | None,
        known: Mapping[int, bytes] | None = None,
    ) -> None:
        self.libraries, self._edition = libraries, edition
        self._incidents: dict[int, bytes] = dict(known or {})
        self._statements: dict[int, object] | None = None
        self._reads: dict[Read, bytes] = {}
        tokens: dict[type, Callable[[Any], object]] = {
            Incident: lambda incident: ("incident", self.incident(incident)),
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

    def incident(self, incident: Incident) -> bytes:
        """The fingerprint of an incident."""
        found = self._incidents.get(id(incident.record))
        if found is None:
            found = self._incidents[id(incident.record)] = of_incident(incident)
        return found

    def of(self, value: object) -> bytes:
        """The fingerprint of a value: plain data, models, functions of modules and partials of them."""
        with unrecorded():
            return _canonical(value, self._tokens)

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
            return digest(*map(self.incident, owner.incidents))
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
        return digest(
            self.of(tables.about), self.of(library.registries), *map(self.incident, library.incidents)
        )

    def _statement(self, statement: Statement) -> object:
        """A statement as its place in an incident, whose fingerprint covers it."""
        if self._statements is None:
            found: dict[int, object] = {}
            for library in self.libraries.values():
                for incident in vars(library)["incidents"]:
                    whole = self.incident(incident)
                    for part, index, one in incident.statements():
                        found[id(one)] = ("statement", whole, part, index)
            self._statements = found
        return self._statements.get(id(statement)) or _public(statement)
