"""Which reader a file takes: that of text, or that of Excel files."""

from __future__ import annotations

from pathlib import Path

from onrecord.importers.mapping import FileForm
from onrecord.importers.refusals import TableError
from onrecord.importers.tables import CsvTable, Table


def open_table(path: Path, form: FileForm) -> Table:
    """The table of a CSV or Excel file. Raises TableError where it cannot be read as ``form`` says."""
    if not path.is_file():
        # Opening a pipe would wait for its other end for ever.
        raise TableError("this is not a file; save the table as one")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from onrecord.importers.xlsx import ExcelTable  # an extra that few installations have

        return ExcelTable(path, form)
    if path.suffix.lower() in (".xls", ".ods", ".numbers"):
        raise TableError(f"{path.suffix} files are not read; save the table as .csv or .xlsx")
    return CsvTable(path, form)
