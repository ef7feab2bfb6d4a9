"""The tables as Parquet, by pyarrow: the extra ``onrecord[parquet]``.

A file has the name, columns and order of the CSV file. A blank cell is null, and the columns that say why
stand beside it; a list is a list. What every file says of itself stands in its metadata, below ``onrecord``,
as JSON, and what a column holds below ``onrecord.columns``.

The same rows give the same bytes with one version of pyarrow.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from onrecord.export.columns import Cell, Table

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:  # an extra that not every installation has
    AVAILABLE = False
else:
    AVAILABLE = True

#: Rows that are held as columns at once.
_ROWS = 20_000


def address(name: str) -> str:
    """Where the file of a table lies: ``data/incidents.parquet``."""
    return f"data/{name}.parquet"


def to_parquet(table: Table, header: Mapping[str, Any]) -> bytes:
    """The table as a file; ``header`` is what `json_data.described` gives."""
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    told = {
        "title": str(table.title),
        "description": str(table.about),
        **header,
        **({"rights_of_this_table": str(table.rights)} if table.rights else {}),
    }
    columns = {column.name: str(column.about) for column in table.columns}
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in table.columns])
    out = io.BytesIO()
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd", store_schema=False) as writer:
        # A table without rows has one empty group, so that readers find its columns.
        for start in range(0, len(table.rows) or 1, _ROWS):
            rows = [table.cells(row) for row in table.rows[start : start + _ROWS]]
            cells = [[_value(row[place]) for row in rows] for place in range(len(schema))]
            arrays = [
                pyarrow.array(values, type=field.type) for values, field in zip(cells, schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
        writer.add_key_value_metadata({"onrecord": _json(told), "onrecord.columns": _json(columns)})
    return out.getvalue()


def _value(cell: Cell) -> str | int | float | list[str] | None:
    match cell:
        case tuple():
            return [_text(item) for item in cell]
        case str():
            return _text(cell) or None
        case _:
            return cell


def _text(text: str) -> str:
    """Text without half characters, as the other files have it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
