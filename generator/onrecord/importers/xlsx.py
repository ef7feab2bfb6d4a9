"""Excel files, through openpyxl: the extra ``onrecord[xlsx]``."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from onrecord.importers.mapping import FileForm
from onrecord.importers.refusals import TableError
from onrecord.importers.tables import Row, header_of, is_hxl


class ExcelTable:
    """One sheet of a workbook; dates and numbers come as Excel holds them, and never as it shows them."""

    def __init__(self, path: Path, form: FileForm) -> None:
        try:
            from openpyxl import load_workbook  # an extra that few installations have
        except ImportError:
            raise TableError(
                'Excel files need a library: pip install "onrecord[xlsx]", or save the table as CSV'
            ) from None
        self._decimal = form.decimal
        # What openpyxl has to say of styles and the like is written for programmers.
        warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
        self._file = path.open("rb")
        try:
            self._book: Any = load_workbook(self._file, read_only=True, data_only=True)
        except Exception as error:  # whatever openpyxl raises, the file is not readable for us
            self._file.close()
            raise _unreadable(error) from None
        # Charts have sheets of their own, in which there are no rows.
        names: list[str] = [sheet.title for sheet in self._book.worksheets]
        if not names:
            self.close()
            raise TableError("the Excel file has no sheet with rows")
        if form.sheet is not None and form.sheet not in names:
            self.close()
            raise TableError(f"the file has no sheet `{form.sheet}`; its sheets are: {', '.join(names)}")
        self._sheet = self._book[form.sheet or names[0]]
        self._cells = self._values()
        self._rows = max(1, self._sheet.max_row or 1)
        self._number = 1
        try:
            self.header = header_of(self._texts(next(self._cells, ())))
        except TableError:
            self.close()
            raise

    @property
    def read(self) -> float:
        """How much of the sheet was read."""
        return min(1.0, self._number / self._rows)

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()
        self._file.close()

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        first, width = True, len(self.header)
        for values in self._cells:
            self._number += 1
            cells = self._texts(values)
            if not any(cells) or (first and is_hxl(cells)):
                continue
            first = False
            # A sheet has no end to the right: empty cells there are none of the table.
            while len(cells) > width and not cells[-1]:
                cells.pop()
            yield Row(self._number, (*cells, *[""] * (width - len(cells))))

    def _values(self) -> Iterator[tuple[Any, ...]]:
        """The rows as openpyxl reads them, one after the other: what is broken shows only there."""
        try:
            yield from self._sheet.iter_rows(values_only=True)
        except Exception as error:  # as above
            raise _unreadable(error) from None

    def _texts(self, values: tuple[Any, ...]) -> list[str]:
        return [self._text(value) for value in values]

    def _text(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float):
            text = str(int(value)) if value.is_integer() else repr(value)
            return text.replace(".", self._decimal)
        return str(value)


def _unreadable(error: Exception) -> TableError:
    return TableError(f"Excel file cannot be read: {' '.join(str(error).split())[:200]}")
