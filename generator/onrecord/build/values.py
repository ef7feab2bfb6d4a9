"""Values worked out of one incident, kept from build to build with the fingerprints of what each rests on.

A value is believed where each of these is the same as now. A build reads them wherever it works, and writes
the new ones at its end, when nobody reads any more: what went wrong meanwhile left the file as it was.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from operator import ne
from pathlib import Path

from onrecord.build.fingerprint import SIZE, Fingerprints, digest
from onrecord.library.memory import Key, Known

FILE = "values.sqlite"
_SCHEMA = """
create table about (program blob not null);
create table kept (
    library text not null, kind text not null, language text not null, incident text not null,
    value blob not null, primary key (library, kind, language, incident)
) without rowid;
"""
Packed = tuple[Key, bytes]
#: Of rows as files have them less than a fifth is left; more effort would not pay.
_EFFORT = 1


class Values:
    """The values of a cache, written by one program: those of another are as good as none.

    values = Values(folder, program)
    values.prints = prints
    values.get(key)          # in any process
    values.put(key, known)
    new = values.drain()     # there
    values.take(new)         # here
    values.save(ids)
    """

    prints: Fingerprints
    """Of what they rest on, as it is now."""

    def __init__(self, folder: Path, program: bytes) -> None:
        self.path, self.program = folder / FILE, program
        self._new: list[Packed] = []
        self._taken = folder / "values.new"
        # Of a build that was interrupted.
        self._taken.unlink(missing_ok=True)
        self._db: tuple[int, sqlite3.Connection | None] | None = None

    def get(self, key: Key) -> Known | None:
        """A value with what it rests on, where that is the same as when it was made."""
        packed = self._found(key)
        if packed is None or digest(packed[SIZE:]) != packed[:SIZE]:
            return None
        reads, prints, value = pickle.loads(zlib.decompress(packed[SIZE:]))
        if any(map(ne, map(self.prints.of_read, reads), prints)):
            return None
        return pickle.loads(value), reads

    def put(self, key: Key, known: Known) -> None:
        """Keeps a value that was made just now, for the next build."""
        value, reads = known
        listed = tuple(reads)
        prints = tuple(map(self.prints.of_read, listed))
        packed = zlib.compress(pickle.dumps((listed, prints, pickle.dumps(value, 5)), 5), _EFFORT)
        self._new.append((key, digest(packed) + packed))

    def drain(self) -> list[Packed]:
        """The values that were put since, for the process that writes."""
        new, self._new = self._new, []
        return new

    def take(self, new: Sequence[Packed]) -> None:
        """Takes over what another process put: on disk, since of a whole archive it is much."""
        if new:
            with self._taken.open("ab") as file:
                pickle.dump(new, file)

    def save(self, incidents: Iterable[str]) -> None:
        """Writes what was put, and forgets the values of all other incidents than these."""
        ours = self._opened() is not None
        self.close()
        self.take(self.drain())
        if not ours:
            # There is none, or one of another program, or it is damaged.
            self._forget()
        try:
            self._save(incidents)
        except sqlite3.DatabaseError:
            # Nobody misses a value: it is made again.
            self._forget()
        self._taken.unlink(missing_ok=True)

    def _forget(self) -> None:
        """Deletes the file, and what one that was interrupted in writing would put back into it."""
        for name in (FILE, f"{FILE}-journal"):
            self.path.with_name(name).unlink(missing_ok=True)

    def _save(self, incidents: Iterable[str]) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            db.execute("pragma synchronous = off")
            db.execute("begin exclusive")
            if not db.execute("select 1 from sqlite_master").fetchone():
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    db.execute(statement)
                db.execute("insert into about values (?)", (self.program,))
            for new in self._all_taken():
                rows = ((*key, packed) for key, packed in new)
                db.executemany("insert or replace into kept values (?, ?, ?, ?, ?)", rows)
            now = set(incidents)
            gone = [one for one in db.execute("select distinct incident from kept") if one[0] not in now]
            db.executemany("delete from kept where incident = ?", gone)
            db.execute("commit")

    def _all_taken(self) -> Iterator[Sequence[Packed]]:
        with suppress(FileNotFoundError, EOFError), self._taken.open("rb") as file:
            while True:
                yield pickle.load(file)

    def close(self) -> None:
        """Reads no more."""
        if self._db and self._db[1]:
            self._db[1].close()
        self._db = None

    def _found(self, key: Key) -> bytes | None:
        db = self._opened()
        if db is None:
            return None
        with suppress(sqlite3.Error):
            query = "select value from kept where (library, kind, language, incident) = (?, ?, ?, ?)"
            for (packed,) in db.execute(query, key):
                return bytes(packed)
        return None

    def _opened(self) -> sqlite3.Connection | None:
        """The file as this process reads it: a connection may not be taken into another one."""
        if self._db is None or self._db[0] != os.getpid():
            self._db = os.getpid(), self._connected()
        return self._db[1]

    def _connected(self) -> sqlite3.Connection | None:
        with suppress(sqlite3.Error):
            db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
            with suppress(sqlite3.Error):
                if db.execute("select program from about").fetchone() == (self.program,):
                    return db
            db.close()
        return None
