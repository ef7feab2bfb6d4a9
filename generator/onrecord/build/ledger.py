"""The ledger of a cache: which work was done, what it read, and what it gave.

One SQLite file. A build holds it exclusively from beginning to end, in one transaction: a second build at
the same time is refused, and one that is interrupted leaves everything as it was. What it has is believed
only where it was written by this very program and is whole; else it begins anew.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.build.fingerprint import SIZE, digest
from onrecord.reads import Read

FILE = "ledger.sqlite"
_SCHEMA = """
create table about (program blob not null);
create table reads (id integer primary key, read blob not null, print blob not null);
create table work (
    name text primary key, inputs blob not null, reads blob not null, result blob not null, sum blob not null
) without rowid;
create table records (file text primary key, sum blob not null, value blob not null) without rowid;
create table notes (name text primary key, value blob not null) without rowid;
create table site (
    folder text not null, name text not null, sum blob not null, size integer not null,
    changed integer not null, primary key (folder, name)
) without rowid;
"""


class InUseError(Exception):
    """Another build has the cache."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that was done."""

    inputs: bytes
    """The fingerprint of its arguments."""
    reads: array[int]
    """Ids of what it read."""
    result: bytes
    """What it gave, as its maker packs it."""


class Ledger:
    """What is known of former builds.

    ledger = Ledger(folder, program)
    ledger.noted("pages", [])     # what was noted down, and what a site's folder has, is known at once
    ledger.load()                 # the work only now
    changed = ledger.changed(prints.of_read, lambda label: True)
    known = ledger.fresh("page index.md", inputs, changed)
    ledger.save({"page index.md"})
    ledger.close()
    """

    def __init__(self, folder: Path, program: bytes) -> None:
        self.path = folder / FILE
        self.note = ""
        """Why it began anew, for the log; empty where it did not, or where there was nothing."""
        self.program = program
        self.damage = ""
        """What was found wrong with it since; then it gives and keeps nothing, and is gone at the end."""
        folder.mkdir(parents=True, exist_ok=True)
        was_there = self.path.exists()
        try:
            self._db = self._opened(program)
        except _ForeignError as error:
            self.note = f"the cache is made anew: {error}" if was_there else ""
            self.path.unlink(missing_ok=True)
            self.path.with_name(f"{FILE}-journal").unlink(missing_ok=True)
            self._db = self._opened(program, new=True)
        self._work: dict[str, Work] = {}
        self._ids: dict[Read, int] = {}
        self._prints: dict[int, bytes] = {}
        self._new: dict[str, Work] = {}
        self._noted: set[int] = set()
        self._next = 1

    def load(self) -> None:
        """Reads the work of former builds."""
        self._load()
        self._next = max(self._prints, default=0) + 1

    def _opened(self, program: bytes, *, new: bool = False) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise _ForeignError(str(error)) from None
        try:
            # A crash of the machine may lose the cache, which is found damaged then: speed is worth more.
            db.execute("pragma synchronous = off")
            db.execute("begin exclusive")
            if new or not db.execute("select 1 from sqlite_master").fetchone():
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    db.execute(statement)
                db.execute("insert into about values (?)", (program,))
            elif db.execute("select program from about").fetchone() != (program,):
                raise _ForeignError(
                    "it was written by another version of the program, or under other settings"
                )
        except sqlite3.OperationalError as error:
            db.close()
            if "locked" in str(error) or "busy" in str(error):
                raise InUseError(f"another build is using {self.path.parent}") from None
            raise _ForeignError(str(error)) from None
        except (sqlite3.DatabaseError, ValueError, _ForeignError) as error:
            # A ValueError: SQLite's message quotes a damaged text, which Python cannot read.
            db.close()
            raise _ForeignError(str(error)) from None
        return db

    def _load(self) -> None:
        try:
            for number, read, print_ in self._db.execute("select id, read, print from reads"):
                self._ids[pickle.loads(read)] = number
                self._prints[number] = print_
            for name, inputs, reads, result, total in self._db.execute("select * from work"):
                if digest(inputs, reads, result) == total:
                    self._work[name] = Work(inputs, array("I", reads), result)
        except Exception as error:  # damaged bytes may fail in any way when they are unpacked
            self._db.close()
            self.path.unlink(missing_ok=True)
            self.note = f"the cache is made anew: it is damaged ({error})"
            self._ids, self._prints, self._work = {}, {}, {}
            self._db = self._opened(self.program, new=True)

    def close(self, error: BaseException | None = None) -> None:
        """Keeps what was noted; after an error all stays as it was before this build."""
        if error or self.damage:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("rollback")
            self._db.close()
            if self.damage:
                self.path.unlink(missing_ok=True)
            return
        try:
            self._db.execute("commit")
        finally:
            self._db.close()

    @contextlib.contextmanager
    def _noticing(self) -> Iterator[None]:
        """Notices damage; not a full disk, which is told."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            # SQLite has no class of its own for a damaged text.
            if type(error) is not sqlite3.DatabaseError and "decode" not in str(error):
                raise
            self.damage = str(error)

    def _found(self, query: str, *values: object) -> list[Any]:
        rows: list[Any] = []
        with self._noticing():
            rows = self._db.execute(query, values).fetchall()
        return rows

    def changed(self, print_of: Callable[[Read], bytes], only: Callable[[str], bool]) -> Set[int]:
        """Ids of the reads that give something else than they did; from now on they give this.

        ``only`` says by the label of a library whether reads of it are asked for.
        """
        found = set()
        for read, number in self._ids.items():
            if not only(read[0]):
                continue
            now = print_of(read)
            if now != self._prints[number]:
                found.add(number)
                self._prints[number] = now
                self._noted.add(number)
        return found

    def known(self, changed: Set[int]) -> Callable[[Iterable[Read]], bool]:
        """Says of reads whether any of them is among the ``changed``, or was never seen before."""
        same = {read for read, number in self._ids.items() if number not in changed}
        return lambda reads: not same.issuperset(reads)

    def fresh(self, name: str, inputs: bytes, changed: Set[int]) -> bytes | None:
        """The result of a piece of work, where arguments and all that it read are the same; else None."""
        work = self._work.get(name)
        if work is None or work.inputs != inputs or not changed.isdisjoint(work.reads):
            return None
        return work.result

    def put(
        self,
        name: str,
        inputs: bytes,
        reads: Iterable[Read],
        result: bytes,
        print_of: Callable[[Read], bytes],
    ) -> None:
        """Notes a piece of work that was done."""
        numbers = array("I")
        for read in reads:
            number = self._ids.get(read)
            if number is None:
                number = self._ids[read] = self._next
                self._next += 1
                self._prints[number] = print_of(read)
                self._noted.add(number)
            numbers.append(number)
        self._new[name] = self._work[name] = Work(inputs, numbers, result)

    def save(self, kept: Collection[str]) -> None:
        """Writes what was noted; forgets all work that is not ``kept``, and reads that nothing rests on."""
        if self.damage:
            return
        with self._noticing():
            self._save(kept)

    def _save(self, kept: Collection[str]) -> None:
        gone = [name for name in self._work if name not in kept]
        for name in gone:
            del self._work[name]
        self._db.executemany("delete from work where name = ?", ((name,) for name in gone))
        self._db.executemany("insert or replace into work values (?, ?, ?, ?, ?)", self._rows())
        if gone or self._new:
            used = {number for work in self._work.values() for number in work.reads}
            idle = [(number,) for number in self._ids.values() if number not in used]
            self._db.executemany("delete from reads where id = ?", idle)
            self._noted &= used
        self._db.executemany(
            "insert or replace into reads values (?, ?, ?)",
            (
                (number, pickle.dumps(read), self._prints[number])
                for read, number in self._ids.items()
                if number in self._noted
            ),
        )
        self._new, self._noted = {}, set()

    def record(self, file: str, sum_: bytes) -> bytes | None:
        """What was read of a file, packed, where its content has the same fingerprint."""
        found = self._found("select value from records where file = ? and sum = ?", file, sum_)
        packed: bytes = found[0][0] if found else b""
        total, value = packed[:SIZE], packed[SIZE:]
        return value if total == digest(value) else None

    def keep_record(self, file: str, sum_: bytes, value: bytes) -> None:
        """Keeps what was read of a file."""
        if not self.damage:
            with self._noticing():
                row = (file, sum_, digest(value) + value)
                self._db.execute("insert or replace into records values (?, ?, ?)", row)

    def forget_records(self, kept: Collection[str]) -> None:
        """Forgets the files that are not ``kept``."""
        names = [name for (name,) in self._found("select file from records") if name not in kept]
        with self._noticing():
            self._db.executemany("delete from records where file = ?", ((name,) for name in names))

    def noted(self, name: str, default: list[str]) -> list[str]:
        """A list that was noted down under a name."""
        found = self._found("select value from notes where name = ?", name)
        try:
            values: list[str] = json.loads(found[0][0]) if found else default
        except (ValueError, TypeError) as error:
            self.damage = str(error)
            return default
        return values

    def note_down(self, name: str, values: list[str]) -> None:
        """Notes a list for the next build."""
        if not self.damage:
            with self._noticing():
                self._db.execute("insert or replace into notes values (?, ?)", (name, json.dumps(values)))

    def site(self, folder: str) -> dict[str, tuple[bytes, tuple[int, int]]]:
        """(fingerprint, (size, time of change)) of the files that were put into a folder, by their paths."""
        found = self._found("select name, sum, size, changed from site where folder = ?", folder)
        return {name: (total, (size, changed)) for name, total, size, changed in found}

    def last_site(self) -> dict[str, tuple[bytes, tuple[int, int]]]:
        """The same of the folder that was filled last, wherever it lay."""
        found = self._found("select distinct folder from site")
        return self.site(found[0][0]) if found else {}

    def keep_site(self, folder: str, files: Mapping[str, tuple[bytes, tuple[int, int]]]) -> None:
        """Notes the files that a folder has now; what was noted of other folders is forgotten."""
        if not self.damage:
            with self._noticing():
                self._keep_site(folder, files)

    def _keep_site(self, folder: str, files: Mapping[str, tuple[bytes, tuple[int, int]]]) -> None:
        before = self.site(folder)
        self._db.execute("delete from site where folder != ?", (folder,))
        self._db.executemany(
            "delete from site where folder = ? and name = ?",
            ((folder, name) for name in before if name not in files),
        )
        self._db.executemany(
            "insert or replace into site values (?, ?, ?, ?, ?)",
            (
                (folder, name, sum_, *stat)
                for name, (sum_, stat) in files.items()
                if before.get(name) != (sum_, stat)
            ),
        )

    def _rows(self) -> Iterator[tuple[str, bytes, bytes, bytes, bytes]]:
        for name, work in self._new.items():
            if name in self._work:
                reads = work.reads.tobytes()
                yield name, work.inputs, reads, work.result, digest(work.inputs, reads, work.result)


class _ForeignError(Exception):
    """The file is none of ours, or not of this program."""
