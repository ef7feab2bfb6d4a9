"""Records as they were read and checked before, as long as their files are the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from onrecord.build.fingerprint import Fingerprints, digest, prints_of
from onrecord.build.ledger import Ledger
from onrecord.build.values import Values
from onrecord.library.files import located_in, read_record
from onrecord.library.keeper import Keeper, Told, silent
from onrecord.library.library import Incident, Library
from onrecord.library.memory import KEEPS
from onrecord.problems import Place, Problem
from onrecord.reads import recorded
from onrecord.record.reader import Located
from onrecord.record.record import Record
from onrecord.yamltext import MAX_BYTES, Node
from onrecord.yamltext.questions import Question

RECORDS = "records"
"""The label of the library of all records, of which the checks read."""
TIMED = frozenset({"future-date"})
"""Findings that the mere passing of time takes away."""
_NOW = "now"

Value = TypeVar("Value")
_Read = tuple[Located, Record | None, list[Problem]]
Memory = dict[Path, tuple[bytes, _Read]]
"""What one process has read: by file its fingerprint, and what was read."""


class LateLocated(Located):
    """A file's node tree that is read when the place of a value is asked for: of most files it never is.

    The trees of all files at once take nearly as much room as all records.
    """

    __slots__ = ("_path", "_root", "_unwritten")
    _path: Path
    _root: Node | None
    _unwritten: tuple[Place, ...]

    def __init__(
        self, path: Path, file: str, questions: tuple[Question, ...], unwritten: tuple[Place, ...]
    ) -> None:
        object.__setattr__(self, "file", file)
        object.__setattr__(self, "questions", questions)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_root", None)
        object.__setattr__(self, "_unwritten", unwritten)

    @property
    def root(self) -> Node | None:
        """The tree."""
        if self._root is None:
            object.__setattr__(self, "_root", located_in(self._path, self.file).root)
        return self._root

    @property
    def unwritten(self) -> tuple[Place, ...]:
        """Where a text of the file begins with ``TODO``."""
        return self._unwritten


class KeptRecords(Keeper):
    """Reads and checks only files that changed since; ``memory`` is what one process keeps of all builds."""

    def __init__(self, ledger: Ledger, now: datetime, memory: Memory, told: Told = silent) -> None:
        self.ledger, self.memory, self.told = ledger, memory, told
        self.values = Values(ledger.path.parent, ledger.program)
        """What was worked out of incidents."""
        self.kept: set[str] = set()
        """The names of the work that the ledger is to keep."""
        self._sums: dict[str, bytes] = {}
        self._fingerprints: Fingerprints
        self._changed: frozenset[int] = frozenset()
        before = ledger.noted(_NOW, [])
        # A clock that went back may make a date one of the future that was none.
        self._believed = not before or before[0] <= now.isoformat()
        ledger.note_down(_NOW, [now.isoformat()])

    def read(self, path: Path, file: str) -> _Read:
        """The record in a file; from memory or from the ledger where the file's content is known."""
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError:
            return read_record(path, file)
        total = self._sums[file] = digest(data)
        known = self.memory.get(path)
        if known is None or known[0] != total:
            known = self.memory[path] = total, self._from_ledger(path, file, total)
        return known[1]

    def _from_ledger(self, path: Path, file: str, total: bytes) -> _Read:
        packed = self.ledger.record(file, total)
        if packed is not None:
            record, problems, questions, unwritten = pickle.loads(packed)
            return LateLocated(path, file, questions, unwritten), record, problems
        located, record, problems = read_record(path, file)
        if record is not None:
            # The fingerprints are kept with the record.
            prints_of(record)
        unwritten = located.unwritten
        kept = pickle.dumps((record, problems, located.questions, unwritten), 5)
        self.ledger.keep_record(file, total, kept)
        if record is not None:
            located = LateLocated(path, file, located.questions, unwritten)
        return located, record, problems

    def begin(self, library: Library) -> None:
        """Sees what of all records is another than when their checks were kept."""
        self.ledger.forget_records(self._sums)
        self._fingerprints = Fingerprints({RECORDS: library}, None)
        changed = self.ledger.changed(self._fingerprints.of_read, lambda label: label == RECORDS)
        self._changed = frozenset(changed)

    def publish(self, libraries: Iterable[Library], memos: Iterable[dict[Any, Any]]) -> None:
        """Has what was worked out of their incidents at hand."""
        self.values.prints = Fingerprints({one.label: one for one in libraries}, None)
        for memo in memos:
            memo[KEEPS] = self.values

    def print(self, *values: object) -> bytes:
        """The fingerprint of values."""
        return self._fingerprints.of(values)

    def keep(self, kind: str, incident: Incident, make: Callable[[], Value], more: bytes = b"") -> Value:
        """What ``make`` gave before, where neither the file nor what it read is another."""
        file = incident.located.file
        name = f"{kind} {file}"
        inputs = digest(self._sums.get(file, b""), more)
        result = self.ledger.fresh(name, inputs, self._changed) if self._believed else None
        if result is not None:
            self.kept.add(name)
            value: Value = pickle.loads(result)
            return value
        with recorded() as reads:
            made = make()
        packed = pickle.dumps(made)
        if not any(code.encode() in packed for code in TIMED):
            self.kept.add(name)
            self.ledger.put(name, inputs, reads, packed, self._fingerprints.of_read)
        return made
