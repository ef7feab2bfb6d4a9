"""The tables as one SQLite file, for SQL and for programs such as Datasette.

A table there has the name, columns and order of its CSV file. A blank cell is NULL, and the columns that say
why (``…_state``, ``coordinates_state``) stand beside it; a list is a JSON array, which ``json_each`` takes
apart; yes and no are 1 and 0. No cell is marked for spreadsheets. Besides there are ``meta``, with what every
file says of itself, ``meta_tables`` and ``meta_columns``.

The same rows give the same bytes: nothing of the time or the machine is in the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.export.columns import Cell, Column, Table
from onrecord.export.keys import KEYS, REFERENCES

ADDRESS = "data/onrecord.sqlite"
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "list": "TEXT"}
_META = """\
CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT);
CREATE TABLE meta_tables (
    "name" TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, rights TEXT,
    "rows" INTEGER NOT NULL
);
CREATE TABLE meta_columns (
    "table" TEXT NOT NULL REFERENCES meta_tables ("name"),
    "column" TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, hxl TEXT,
    PRIMARY KEY ("table", "column")
);
"""
#: Where in a file's head the version of SQLite stands that wrote it, which no reader needs.
_VERSION = slice(96, 100)


def to_sqlite(tables: Sequence[Table], header: Mapping[str, Any]) -> bytes:
    """The file; ``header`` is what `json_data.described` gives."""
    with TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder, "tables.sqlite")
        write_sqlite(path, tables, header)
        return path.read_bytes()


def write_sqlite(path: Path, tables: Iterable[Table], header: Mapping[str, Any]) -> None:
    """Writes the file at ``path``, where none is yet, row by row."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # A file that is thrown away when something goes wrong needs no journal and waits for no disk.
        database.executescript(
            "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;"
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
        )
        database.execute("BEGIN")
        for statement in _META.split(";"):
            database.execute(statement)
        database.executemany("INSERT INTO meta VALUES (?, ?)", _header(header))
        for table in tables:
            _write(database, table)
        database.execute("COMMIT")
        database.execute("VACUUM")
    with path.open("r+b") as file:
        file.seek(_VERSION.start)
        file.write(bytes(_VERSION.stop - _VERSION.start))


def schema(name: str, columns: Iterable[Column]) -> str:
    """The definition of a table: its columns with their types, its key, and what it refers to."""
    parts = [_column(column) for column in columns]
    if key := KEYS.get(name):
        parts.append(f"{'UNIQUE' if key.blank else 'PRIMARY KEY'} ({_listed(key.columns)})")
    parts += [
        f"FOREIGN KEY ({_listed(one.columns)}) REFERENCES {_quoted(one.table)} ({_listed(one.key)})"
        for one in REFERENCES.get(name, ())
    ]
    lines = ",\n    ".join(parts)
    return f"CREATE TABLE {_quoted(name)} (\n    {lines}\n)"


def _write(database: sqlite3.Connection, table: Table) -> None:
    columns = table.columns
    database.execute(schema(table.name, columns))
    places = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {_quoted(table.name)} VALUES ({places})",
        (tuple(map(_value, table.cells(row))) for row in table.rows),
    )
    database.execute(
        "INSERT INTO meta_tables VALUES (?, ?, ?, ?, ?)",
        (table.name, str(table.title), str(table.about), str(table.rights) or None, len(table.rows)),
    )
    database.executemany(
        "INSERT INTO meta_columns VALUES (?, ?, ?, ?, ?)",
        ((table.name, one.name, one.kind, str(one.about), one.tag or None) for one in columns),
    )


def _header(header: Mapping[str, Any]) -> Iterable[tuple[str, str | None]]:
    for name, value in header.items():
        if name == "counts":  # they stand in meta_tables
            continue
        yield name, None if value is None else str(value)


def _column(column: Column) -> str:
    check = f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.kind == "boolean" else ""
    return f"{_quoted(column.name)} {_TYPES[column.kind]}{check}"


def _value(cell: Cell) -> str | int | float | None:
    match cell:
        case tuple():
            return _text(json.dumps(cell, ensure_ascii=False))
        case str():
            return _text(cell) or None
        case _:
            return cell


def _text(text: str) -> str:
    """Text without half characters, as the other files have it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    """A name as SQL has it: ``where`` and ``of`` are words of its own."""
    return f'"{name}"'
