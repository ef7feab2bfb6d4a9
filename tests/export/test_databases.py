"""The tables as SQLite and as Parquet: the rows of the CSV files, for programs that others made."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import parquet
from onrecord.export.columns import Table
from onrecord.export.csv import cell
from onrecord.export.files import Exports
from onrecord.export.keys import KEYS, REFERENCES
from onrecord.export.sqlite import ADDRESS, to_sqlite
from onrecord.library.library import Library
from onrecord.pages.data import data
from onrecord.phrases import Names
from tests.export.archives import ABOUT, HOSTILE, demonstration, demonstration_tables, parsed, quoted
from tests.helpers import library, record

BOTH = replace(ABOUT, table_formats=("sqlite", "parquet"))
CANARY = "zebrafinch"


def files(found: Library) -> dict[str, bytes]:
    """The files of an archive that offers every format."""
    return Exports.of(found, BOTH, {}).files


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """Those of the demonstration."""
    return files(demonstration())


@pytest.fixture
def database(written: dict[str, bytes]) -> Iterator[sqlite3.Connection]:
    """The demonstration's SQLite file, opened."""
    found = opened(written[ADDRESS])
    yield found
    found.close()


def opened(data: bytes) -> sqlite3.Connection:
    """A SQLite file in memory."""
    found = sqlite3.connect(":memory:")
    found.deserialize(data)
    return found


def hostile(folder: Path) -> Library:
    """An archive whose texts could be taken for more than text, with figures of every kind."""
    paraphrases = "".join(f"      - {quoted(text)}\n" for text in HOSTILE)
    return library(
        folder,
        record(
            f"  - source: article\n    paraphrase:\n{paraphrases}"
            "    injured:\n      - who: civilians\n        count: under evaluation\n"
            "    killed:\n      - who: civilians\n        count: none\n"
            "    casualties:\n      - who: civilians\n        count: at least 58\n"
        ),
    )


def as_in_csv(table: Table, row: tuple[Any, ...], *, lists_are_json: bool) -> list[str]:
    """A row of a database as the cells of the CSV file."""
    cells = []
    for column, value in zip(table.columns, row, strict=True):
        if column.kind == "list":
            value = tuple(json.loads(value) if lists_are_json else value)
        elif column.kind == "boolean":
            value = bool(value)
        cells.append(cell(value))
    return cells


def test_sqlite_has_the_rows_of_the_csv_files_in_their_order(tmp_path: Path) -> None:
    """Each table, column and cell; a text that a spreadsheet could run stands there as it was said."""
    for found in (demonstration(), hostile(tmp_path)):
        exports = Exports.of(found, BOTH, {})
        database = opened(exports.files[ADDRESS])
        for table in exports.tables.all:
            rows = database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")
            assert [column[0] for column in rows.description] == [column.name for column in table.columns]
            expected = [[cell(value) for value in table.cells(row)] for row in table.rows]
            assert [as_in_csv(table, row, lists_are_json=True) for row in rows] == expected
        database.close()


def test_not_reported_is_null_and_the_word_that_says_why_stands_beside_it(tmp_path: Path) -> None:
    """A blank number is NULL and never 0; "none" is somebody's zero; a bound that nobody gave stays open."""
    database = opened(files(hostile(tmp_path))[ADDRESS])
    rows = database.execute("SELECT harm, count_low, count_high, count_best, count_state FROM casualties")
    assert {row[0]: row[1:] for row in rows} == {
        "injured": (None, None, None, "under evaluation"),
        "killed": (0, 0, 0, "none"),
        "casualties": (58, None, None, None),
    }
    (state,) = database.execute("SELECT coordinates_state FROM incidents WHERE latitude IS NULL").fetchone()
    assert state
    database.close()


def test_sqlite_knows_types_keys_and_references(database: sqlite3.Connection) -> None:
    """Numbers are numbers, keys are unique, every reference has its row, and the file is sound."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {row[3]: (row[2], row[4]) for row in database.execute("PRAGMA foreign_key_list(quotes)")}
    assert keys == {"incident_id": ("incidents", "id"), "statement": ("statements", "statement")} or keys[
        "statement"
    ] == ("statements", "statement")
    types = dict(database.execute("SELECT name, type FROM pragma_table_info('incidents')").fetchall())
    assert (types["latitude"], types["quotes"], types["weapons"]) == ("REAL", "INTEGER", "TEXT")
    joined = database.execute(
        "SELECT count(*) FROM casualties JOIN statements USING (incident_id, statement) JOIN incidents "
        "ON incidents.id = incident_id"
    ).fetchone()
    assert joined == database.execute("SELECT count(*) FROM casualties").fetchone()
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO incidents SELECT * FROM incidents")


def test_keys_and_references_name_tables_and_columns_that_there_are() -> None:
    """A column that is renamed takes its key along."""
    columns = {t.name: {column.name for column in t.columns} for t in demonstration_tables().all}
    for name, key in KEYS.items():
        assert set(key.columns) <= columns[name]
    for name, references in REFERENCES.items():
        for one in references:
            assert set(one.columns) <= columns[name]
            assert one.key == KEYS[one.table].columns


def test_the_package_names_the_same_keys(written: dict[str, bytes]) -> None:
    """The Frictionless package says what the SQLite file says; a key that may be blank is none there."""
    resources = {one["name"]: one["schema"] for one in parsed(written["data/datapackage.json"])["resources"]}
    assert resources["incidents"]["primaryKey"] == ["id"]
    assert "primaryKey" not in resources["statements"]
    assert resources["sources"]["foreignKeys"] == [
        {"fields": ["incident_id"], "reference": {"resource": "incidents", "fields": ["id"]}}
    ]


def test_sqlite_says_of_itself_what_every_file_says(database: sqlite3.Connection) -> None:
    """Licence, selection and state in `meta`, each table in `meta_tables`, each column in `meta_columns`."""
    meta = dict(database.execute("SELECT name, value FROM meta"))
    assert (meta["licence"], meta["selection"], meta["withheld"]) == ("CC BY 4.0", "What we chose.", "2")
    assert meta["coverage_note"] == "We selected these incidents; their number is not a count."
    assert meta["generated_from"].startswith("sha256:")
    (rights,) = database.execute("SELECT rights FROM meta_tables WHERE name = 'quotes'").fetchone()
    assert "quotations" in rights
    found = database.execute(
        "SELECT about FROM meta_columns WHERE \"table\" = 'casualties' AND kind = 'list'"
    )
    assert ("their names",) in found.fetchall()


def test_the_same_records_give_the_same_sqlite_bytes() -> None:
    """Nothing of the time or the machine is in the file, the version of SQLite neither."""
    tables = demonstration_tables()
    first, again = (to_sqlite(tables.all, {"licence": "CC BY 4.0", "as_of": None}) for _ in range(2))
    assert first == again
    assert first[96:100] == bytes(4)


@pytest.mark.skipif(not parquet.AVAILABLE, reason="the extra `parquet` is not installed")
def test_nothing_confidential_is_in_either_format(tmp_path: Path) -> None:
    """Of a confidential source only that there is one; notes and names of the desk are nowhere."""
    text = record(f"  - source: article\n    paraphrase: It burned.\n    note_internal: {CANARY}\n")
    text = text.replace("  article:\n", f"  article:\n    confidential: yes\n    author: {CANARY}\n", 1)
    assert "confidential" in text
    text = text.replace("written_by: ", f"written_by: {CANARY} ")
    written = files(library(tmp_path, text))
    (row,) = opened(written[ADDRESS]).execute("SELECT confidential, title, author FROM sources").fetchall()
    assert row == (1, None, None)
    for address, content in written.items():
        if address.endswith(("sqlite", "parquet")):
            assert CANARY.encode() not in content


def test_datasette_opens_the_sqlite_file(tmp_path: Path, written: dict[str, bytes]) -> None:
    """Its tables are listed, a row leads to the incident to which it refers, and lists are facets."""
    app = pytest.importorskip("datasette.app")
    path = tmp_path / "onrecord.sqlite"
    path.write_bytes(written[ADDRESS])

    async def asked() -> tuple[Any, Any]:
        datasette = app.Datasette(files=[str(path)])
        await datasette.invoke_startup()
        incidents = await datasette.client.get("/onrecord/incidents.json?_shape=objects&_facet_array=weapons")
        figures = await datasette.client.get("/onrecord/casualties.json?_labels=on&_size=1&_shape=objects")
        return incidents.json(), figures.json()

    # In a thread of its own: tests in a browser leave a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        incidents, figures = thread.submit(asyncio.run, asked()).result()
    assert incidents["filtered_table_rows_count"] == len(demonstration().incidents)
    assert "rocket" in {one["value"] for one in incidents["facet_results"]["weapons"]["results"]}
    assert figures["rows"][0]["incident_id"]["label"]


def test_parquet_has_the_rows_of_the_csv_files_in_their_order(tmp_path: Path) -> None:
    """As DuckDB reads them: lists as lists, blank cells as NULL."""
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    for part, found in (("a", demonstration()), ("b", hostile(tmp_path / "records"))):
        exports = Exports.of(found, BOTH, {})
        for table in exports.tables.all:
            path = tmp_path / f"{part}-{table.name}.parquet"
            path.write_bytes(exports.files[f"data/{table.name}.parquet"])
            rows = duckdb.sql(f"SELECT * FROM '{path}'")
            assert rows.columns == [column.name for column in table.columns]
            expected = [[cell(value) for value in table.cells(row)] for row in table.rows]
            assert [as_in_csv(table, row, lists_are_json=False) for row in rows.fetchall()] == expected


def test_parquet_keeps_null_types_and_what_it_says_of_itself(tmp_path: Path) -> None:
    """A blank number is NULL beside its word; the metadata have the licence and what each column holds."""
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path = tmp_path / "casualties.parquet"
    path.write_bytes(files(hostile(tmp_path / "records"))["data/casualties.parquet"])
    found = duckdb.sql(
        f"SELECT count_low, typeof(count_low), count_state FROM '{path}' WHERE harm = 'injured'"
    )
    assert found.fetchall() == [(None, "BIGINT", "under evaluation")]
    meta = dict(duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall())
    assert json.loads(meta[b"onrecord"])["licence"] == "CC BY 4.0"
    assert json.loads(meta[b"onrecord.columns"])["parties"] == "their names"


def test_the_same_records_give_the_same_parquet_bytes() -> None:
    """With one version of pyarrow."""
    pytest.importorskip("pyarrow")
    table = demonstration_tables().all[0]
    assert parquet.to_parquet(table, {"licence": "x"}) == parquet.to_parquet(table, {"licence": "x"})


def test_an_archive_without_records_has_tables_without_rows(tmp_path: Path) -> None:
    """Readers find the columns."""
    found = demonstration()
    database = opened(files(Library((), type(found.registries)(), found.zone))[ADDRESS])
    assert database.execute("SELECT count(id) FROM incidents").fetchone() == (0,)
    database.close()


def test_without_the_extra_there_are_no_parquet_files_and_a_note_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The data page promises none either: it lists the files that there are."""
    monkeypatch.setattr(parquet, "AVAILABLE", False)
    exports = Exports.of(demonstration(), BOTH, {})
    assert list(exports.others) == [ADDRESS]
    shown = data(Names(demonstration()), exports, corrections=True)
    assert shown.database and shown.database.address == ADDRESS
    assert not shown.parquet
    assert exports.note == 'no Parquet files: they need pip install "onrecord[parquet]"'


@pytest.mark.skipif(not parquet.AVAILABLE, reason="the extra `parquet` is not installed")
def test_the_data_page_lists_each_parquet_file(written: dict[str, bytes]) -> None:
    """With its size in kB and its hash."""
    shown = data(Names(demonstration()), Exports.of(demonstration(), BOTH, {}), corrections=True)
    assert [one.address for one in shown.parquet] == [name for name in written if name.endswith(".parquet")]
    assert all(1000 * one.kilobytes >= len(written[one.address]) for one in shown.parquet)
    assert [one.sha256 for one in shown.parquet] == [
        sha256(written[one.address]).hexdigest() for one in shown.parquet
    ]


def test_no_format_is_added_unless_the_site_asks_for_it() -> None:
    """CSV and JSON are always there."""
    exports = Exports.of(demonstration(), ABOUT, {})
    assert not exports.others and not exports.note
    assert "other_formats" not in parsed(exports.files["data/datapackage.json"])["onrecord"]


def test_the_package_has_size_and_hash_of_each_added_file(written: dict[str, bytes]) -> None:
    """As it has those of the CSV files."""
    listed = parsed(written["data/datapackage.json"])["onrecord"]["other_formats"]
    assert {one["path"]: one["bytes"] for one in listed}["onrecord.sqlite"] == len(written[ADDRESS])
    assert all(one["hash"].startswith("sha256:") for one in listed)
