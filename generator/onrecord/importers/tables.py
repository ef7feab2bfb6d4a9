"""The rows of a table, one after another: a file of any size takes no more memory than one row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.importers.mapping import FileForm
from onrecord.importers.refusals import TableError

MOST_CELL = 131_072
"""Characters of one cell; a longer one is a quotation mark that nobody closed."""
SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts all rows of the file from 1, as a spreadsheet shows them."""

    number: int
    cells: tuple[str, ...]


class Table(Protocol):
    """A file with a header and rows."""

    header: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Its rows below the header, without the rows of tags and the empty ones."""

    @property
    def read(self) -> float:
        """How much of the file was read, from 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns. Raises TableError where one is missing or stands twice."""
    names = tuple(" ".join(cell.split()) for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise TableError("the file has no header: its first row is to hold the names of the columns")
    if "" in names:
        raise TableError(f"column {names.index('') + 1} has no name in the header; give it one")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise TableError(f"two columns of the header are called `{twice}`; rename one of them")
    return names


def is_hxl(cells: Sequence[str]) -> bool:
    """Whether a row holds tags of HXL and nothing else: ``#date+start``."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.lstrip().startswith("#") for cell in filled)


class CsvTable:
    """A table as text, with a separator between cells."""

    def __init__(self, path: Path, form: FileForm) -> None:
        self._path, self._encoding = path, form.encoding
        self._separator = SEPARATORS.get(form.separator, form.separator)
        if len(self._separator) != 1:
            raise TableError(f"the separator is one character, or tab; `{form.separator[:20]}` is none")
        self._stream: BinaryIO = path.open("rb")
        self._before = _state(self._stream)
        self._size = max(1, self._before[0])
        try:
            _check_encoding(self._stream, form.encoding)
            self._reader = csv.reader(self._lines(), delimiter=self._separator, strict=True)
            csv.field_size_limit(MOST_CELL)
            self._number = 1
            self.header = header_of(self._next() or ())
            _check_separator(self.header, self._separator)
        except BaseException:
            self._stream.close()
            raise

    @property
    def read(self) -> float:
        """How much of the file was read."""
        return min(1.0, self._stream.tell() / self._size)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def rows(self) -> Iterator[Row]:
        """The rows; raises TableError where the file is broken, or changes while it is read."""
        first = True
        while (cells := self._next()) is not None:
            self._number += 1
            if not any(map(str.strip, cells)) or (first and is_hxl(cells)):
                first = first and not any(cells)
                continue
            first = False
            yield Row(self._number, tuple(cells))
        if _state(self._stream) != self._before or _state_of(self._path) != self._before:
            raise TableError(
                "the file changed while it was read, so that nobody knows which rows it has; nothing was "
                "written. Run the command again once it is complete"
            )

    def _next(self) -> list[str] | None:
        began = self._reader.line_num + 1
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise TableError(_broken(str(error), began, self._reader.line_num)) from None

    def _lines(self) -> Iterator[str]:
        for number, line in enumerate(_decoded_lines(self._stream, self._encoding), 1):
            if line is None:
                raise TableError(
                    f"line {number} is not {self._encoding}; say how the file is encoded, for example "
                    "--encoding windows-1252"
                )
            yield line


def _decoded_lines(stream: BinaryIO, encoding: str) -> Iterator[str | None]:
    """The lines of a file; None for one that the encoding does not have."""
    if encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        # Bytes do not tell where a line ends: let a decoder.
        text = io.TextIOWrapper(stream, encoding, newline="")
        try:
            yield from text
        except UnicodeDecodeError:
            yield None
        finally:
            text.detach()  # it would close the file
        return
    first = True
    for raw in stream:
        try:
            line = raw.decode(encoding)
        except UnicodeDecodeError:
            yield None
            return
        yield line.removeprefix("\ufeff") if first else line
        first = False


def _check_encoding(stream: BinaryIO, encoding: str) -> None:
    try:
        "".encode(encoding)
    except LookupError:
        raise TableError(f"there is no encoding `{encoding[:40]}`; for example utf-8, windows-1252") from None
    start = stream.read(4)
    stream.seek(0)
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    if wide and not encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        raise TableError("the file is UTF-16; say so: --encoding utf-16")
    if start[:2] == b"PK":
        raise TableError("this is a zip or Excel file; unpack it, or give it the ending .xlsx")


def _check_separator(header: Sequence[str], separator: str) -> None:
    if len(header) > 1:
        return
    for name, other in (("';'", ";"), ("tab", "\t"), ("','", ",")):
        if other != separator and other in header[0]:
            raise TableError(
                f"the header is one cell, `{header[0][:60]}`; say what parts them: --separator {name}"
            )


def _broken(error: str, began: int, line: int) -> str:
    where = f"line {began}" if line <= began else f"lines {began} to {line}"
    if "NUL" in error:
        return f"{where}: the file holds a NUL character; save it anew as text"
    return (
        f"{where}: a quotation mark is opened and not closed where its cell ends, so that the rows behind it "
        'cannot be told apart. Write one inside a cell twice (""), and the cell in quotation marks. '
        "Nothing was written"
    )


def _state(stream: BinaryIO) -> tuple[int, int, int]:
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ino


def _state_of(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_size, found.st_mtime_ns, found.st_ino


Progress = Callable[[int, float], None]
"""Is told how many rows were read, and how much of the file."""
