"""What is kept from one reading of the records to the next: by default nothing.

A build hands in one that keeps records which did not change, and what the checks said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from onrecord.library.files import read_record
from onrecord.library.library import Incident, Library
from onrecord.problems import Problem
from onrecord.record.reader import Located
from onrecord.record.record import Record

Value = TypeVar("Value")
Told = Callable[[str, int, int], object]
"""Is told what is done, how much of it and of how much."""


def silent(what: str, number: int, of: int) -> None:
    """Tells nobody."""


class Keeper:
    """Reads and checks everything anew each time."""

    told: Told = staticmethod(silent)
    """Is told how far reading and checking have come."""

    def read(self, path: Path, file: str) -> tuple[Located, Record | None, list[Problem]]:
        """The record in a file, as `files.read_record` has it."""
        return read_record(path, file)

    def begin(self, library: Library) -> None:
        """Is told of all records that were read, before anything is kept of them."""

    def publish(self, libraries: Iterable[Library], memos: Iterable[dict[Any, Any]]) -> None:
        """Is told of all libraries of which a site is made, before anything is worked out of their incidents.

        ``memos`` are where that is remembered.
        """

    def print(self, *values: object) -> bytes:
        """The fingerprint of what something rests on besides an incident and what it reads of the library."""
        return b""

    def keep(self, kind: str, incident: Incident, make: Callable[[], Value], more: bytes = b"") -> Value:
        """What ``make`` gives for an incident; ``more`` is a `print`."""
        return make()
