"""What an import keeps while it runs, in a file of its own: memory does not grow with the table."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.importers.events import Event
from onrecord.values.when import Day

_TABLES = """
CREATE TABLE events (n INTEGER PRIMARY KEY, id TEXT UNIQUE, key TEXT, data TEXT);
CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE files (record TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE was (key TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE now (key TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE notes (n INTEGER PRIMARY KEY, kind TEXT, row INTEGER, id TEXT, name TEXT, what TEXT);
"""
_FIELDS = tuple(one.name for one in fields(Event))


class Working:
    """Events, what earlier imports wrote, and what the report will say; deleted when the import ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-import-")
        self._db = sqlite3.connect(Path(self._folder.name) / "working.sqlite", isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} BEGIN;")

    def __enter__(self) -> Self:
        """The working file itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete it."""
        self._db.close()
        self._folder.cleanup()

    def add(self, event: Event) -> bool:
        """Keep an event; False where an earlier row has its id."""
        # Not `asdict`, which copies all that lies below.
        values = {name: getattr(event, name) for name in _FIELDS} | {"date": str(event.date)}
        data = json.dumps(values, ensure_ascii=False)
        try:
            self._db.execute(
                "INSERT INTO events (id, key, data) VALUES (?, ?, ?)",
                (event.id, event.group or event.id, data),
            )
        except sqlite3.IntegrityError:
            return False
        return True

    def groups(self, *, several: bool) -> Iterator[tuple[str, list[Event]]]:
        """The events of each record, in the order of their first rows."""
        query = "SELECT key, data FROM events ORDER BY n"
        if several:
            query = (
                "SELECT e.key, e.data FROM events e "
                "JOIN (SELECT key, MIN(n) AS first FROM events GROUP BY key) g "
                "ON e.key = g.key ORDER BY g.first, e.n"
            )
        for key, rows in groupby(self._db.cursor().execute(query), key=lambda row: str(row[0])):
            yield key, [_event(data) for _, data in rows]

    def count(self, table: str) -> int:
        """How many rows one of the tables has: `events`, `now`."""
        return int(self._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])

    def see(self, key: str) -> None:
        """The table has a row of this record, whatever became of it."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,))

    def remember(self, key: str, line: dict[str, Any]) -> None:
        """What an earlier import wrote for a record."""
        self._db.execute("INSERT OR REPLACE INTO was VALUES (?, ?)", (key, json.dumps(line)))
        self._db.execute("INSERT OR IGNORE INTO files VALUES (?)", (line["record"],))

    def wrote_file(self, record: str) -> bool:
        """Whether an earlier import wrote the record that lies in this file."""
        return self._db.execute("SELECT 1 FROM files WHERE record = ?", (record,)).fetchone() is not None

    def before(self, key: str) -> dict[str, Any] | None:
        """What an earlier import wrote for a record; None where there was none."""
        found = self._db.execute("SELECT line FROM was WHERE key = ?", (key,)).fetchone()
        return dict(json.loads(found[0])) if found else None

    def wrote(self, key: str, line: dict[str, Any]) -> None:
        """What holds for a record from now on."""
        self._db.execute("INSERT OR REPLACE INTO now VALUES (?, ?)", (key, json.dumps(line)))

    def lines(self) -> Iterator[dict[str, Any]]:
        """What holds for all records, those of earlier imports too, in the order of their keys."""
        query = (
            "SELECT key, line FROM now UNION ALL "
            "SELECT key, line FROM was WHERE key NOT IN (SELECT key FROM now) ORDER BY key"
        )
        for key, line in self._db.cursor().execute(query):
            yield {"key": key, **json.loads(line)}

    def withdrawn(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Records of earlier imports of which the table has no row any more."""
        query = (
            "SELECT key, line FROM was WHERE key NOT IN (SELECT key FROM events) "
            "AND key NOT IN (SELECT key FROM seen) ORDER BY key"
        )
        for key, line in self._db.cursor().execute(query):
            yield key, json.loads(line)

    def note(self, kind: str, row: int, id: str, name: str, what: str) -> None:
        """Something for the report."""
        self._db.execute(
            "INSERT INTO notes (kind, row, id, name, what) VALUES (?, ?, ?, ?, ?)",
            (kind, row, id, name, what),
        )

    def notes(self, kind: str) -> Iterator[tuple[int, str, str, str]]:
        """(row, id, name, what) of one kind, in the order of the rows."""
        query = "SELECT row, id, name, what FROM notes WHERE kind = ? ORDER BY row, n"
        yield from self._db.cursor().execute(query, (kind,))

    def tally(self, kind: str) -> list[tuple[str, int]]:
        """How many notes of one kind there are of each name, the most frequent first."""
        query = "SELECT name, COUNT(*) FROM notes WHERE kind = ? GROUP BY name ORDER BY 2 DESC, 1"
        return list(self._db.execute(query, (kind,)))


def _event(data: str) -> Event:
    values = json.loads(data)
    return Event(**values | {"date": Day.parse(values["date"])})
