"""Files written in one step: whatever happens, the old file is there or the new one, and never a part."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replaced_file(path: Path) -> Iterator[TextIO]:
    """A stream whose text takes the place of ``path`` when everything is written."""
    path = path.resolve()  # a link to a file stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    handle, name = tempfile.mkstemp(prefix=".onrecord-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        # A temporary file is its owner's alone; a record is as readable as any other file.
        Path(name).chmod(mode if mode is not None else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write(path: Path, text: str) -> None:
    """Writes a text file in one step."""
    with replaced_file(path) as stream:
        stream.write(text)


def read(path: Path) -> str | None:
    """A file's text with its own line ends; None where it is not there. Raises UnicodeDecodeError."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
