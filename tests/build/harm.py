"""What can befall a file of a cache."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def emptied(path: Path) -> None:
    """Leaves nothing in a file."""
    path.write_bytes(b"")


def of_others(path: Path) -> None:
    """Another program's database of the same name."""
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("create table about (program text)")
        db.execute("create table work (x)")
    db.close()


def no_database(path: Path) -> None:
    """A text."""
    path.write_text("Not yours.\n" * 2000, "utf-8")
