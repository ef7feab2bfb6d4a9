"""Excel files, where the extra is installed; and what is said where it is not."""

from __future__ import annotations

import builtins
import importlib.util
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cli.sites import run
from tests.importers.sites import HEAD, MAPPING, ROW, checks, own, records

CANNOT = "Excel file cannot be read"
WITHOUT = importlib.util.find_spec("openpyxl") is None


def test_without_the_library_the_message_names_the_extra(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no traceback, and there is a way without it."""
    real = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    result = run(*own(site / "list.xlsx", HEAD + ROW))
    assert result.exit_code == 2
    assert 'pip install "onrecord[xlsx]", or save the table as CSV' in result.output


@pytest.mark.skipif(WITHOUT, reason="openpyxl, the extra `xlsx`, is not installed")
def test_a_sheet_is_read_as_excel_holds_it(site: Path) -> None:
    """Dates are dates and numbers numbers, however the sheet shows them; tags and empty rows are none."""
    from openpyxl import Workbook  # only where the extra is installed

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    sheet.append(HEAD.strip().split(","))
    sheet.append(["#meta+id", "#date", "#loc+name", "#geo+lat", "#geo+lon", "#affected+killed"])
    sheet.append([1, datetime(2024, 1, 2), "Ramadi", 33.42, 43.3, 3])
    sheet.append([None] * 6)
    sheet.append(["2a", "2024-01-03", "Ramadi", 33.42, 43.3, "at least 3"])
    book.save(site / "list.xlsx")
    (site / "mapping.yml").write_text(MAPPING)
    result = run("import", "csv", "--mapping", "mapping.yml", "list.xlsx")
    assert result.exit_code == 0, result.output
    assert list(records(site)) == ["2024-01-02-ramadi-1", "2024-01-03-ramadi-2a"]
    assert (
        "its sheets are: Sheet"
        in run("import", "csv", "--mapping", "mapping.yml", "list.xlsx", "--sheet", "Other").output
    )
    checks()


@pytest.mark.skipif(WITHOUT, reason="openpyxl, the extra `xlsx`, is not installed")
def test_a_file_that_is_no_workbook(site: Path) -> None:
    """A table of text with the ending of Excel is told."""
    result = run(*own(site / "list.xlsx", HEAD + ROW))
    assert result.exit_code == 2
    assert "Excel file cannot be read" in result.output


@pytest.mark.skipif(WITHOUT, reason="openpyxl, the extra `xlsx`, is not installed")
@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        pytest.param("xl/worksheets/sheet1.xml", b"<row r", b"<row \x01r", CANNOT, id="rows"),
        pytest.param("xl/worksheets/sheet1.xml", b"</sheetData>", b"", CANNOT, id="end-of-rows"),
        pytest.param("xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>&#x110000;</v>", CANNOT, id="character"),
        pytest.param(
            "xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>" + b"9" * 5_000 + b"</v>", CANNOT, id="digits"
        ),
        pytest.param("xl/workbook.xml", b"<sheets>", b"<sheets><!--", CANNOT, id="workbook"),
        pytest.param("xl/workbook.xml", b"sheets>", b"others>", "no sheet with rows", id="no-sheet"),
    ],
)
def test_a_workbook_that_is_broken_inside(site: Path, part: str, old: bytes, new: bytes, said: str) -> None:
    """The archive can be opened and a file in it cannot be read: a message, and nothing is imported."""
    from openpyxl import Workbook  # only where the extra is installed

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    sheet.append(HEAD.strip().split(","))
    sheet.append([1, "2024-01-02", "Ramadi", 33.42, 43.3, 3])
    book.save(site / "whole.xlsx")
    with ZipFile(site / "whole.xlsx") as whole, ZipFile(site / "list.xlsx", "w") as broken:
        for name in whole.namelist():
            data = whole.read(name)
            assert name != part or old in data
            broken.writestr(name, data.replace(old, new) if name == part else data)
    (site / "mapping.yml").write_text(MAPPING)
    result = run("import", "csv", "--mapping", "mapping.yml", "list.xlsx")
    assert result.exit_code == 2
    assert said in result.output
    assert records(site) == {}
