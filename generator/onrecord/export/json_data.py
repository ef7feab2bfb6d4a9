"""Tables as JSON, each with what must be known to use it, and the data package that lists them all.

``generated_from`` is a hash of everything published in all tables: two files with one hash belong to one
state of the archive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from onrecord import __version__
from onrecord.export.about import SCHEMA_VERSION, About, slug
from onrecord.export.columns import Table
from onrecord.export.keys import KEYS, REFERENCES

_FIELD_TYPES = {"list": "string"}
BETWEEN = ",\n    "
"""What stands between two rows."""


def dumps(value: dict[str, Any], key: str = "", rows: Iterable[str] = ()) -> bytes:
    """JSON as we write it: UTF-8, indented by two; below ``key``, if given, ``rows``, one a line.

    A row is JSON already, as of `row_of`. On a line of its own it can be compared line by line.
    """
    head = json.dumps(value, ensure_ascii=False, indent=2)
    if key:
        lines = BETWEEN.join(filter(None, rows))
        listed = f"[\n    {lines}\n  ]" if lines else "[]"
        head = f"{head[:-2]},\n  {json.dumps(key)}: {listed}\n}}"
    return f"{head}\n".encode("utf-8", "replace")


def row_of(value: Any) -> str:
    """A row as JSON on one line, by the fast encoder, which does not indent."""
    return json.dumps(value, ensure_ascii=False)


def sum_of(table: Table, rows: Sequence[Any]) -> bytes:
    """The SHA-256 of some rows of a table. Addresses are left out: on another site they are the same data."""
    # `url` is a source's own address in one table, and ours in the others.
    names = [column.name for column in table.columns if column.name != "url" or table.name == "sources"]
    cells = attrgetter(*names)
    return sha256(json.dumps([table.name, [cells(row) for row in rows]]).encode()).digest()


def described(about: About, counts: Mapping[str, int], sums: Iterable[bytes]) -> dict[str, Any]:
    """What every file says of itself.

    Args:
        about: what the archive says of itself.
        counts: how many rows each table has.
        sums: those of all rows, as of `sum_of`, in the order of the tables.
    """
    return {
        **about.identity,
        "selection": about.selection or None,
        "coverage": about.coverage,
        "coverage_note": about.coverage_note,
        "withheld": about.withheld,
        "as_of": about.as_of or None,
        "edition_note": about.edition_note or None,
        "schema_version": SCHEMA_VERSION,
        "generator": f"onrecord {__version__}",
        "generated_from": f"sha256:{sha256(SCHEMA_VERSION.encode() + b''.join(sums)).hexdigest()}",
        "counts": dict(counts),
    }


def to_json(table: Table, header: dict[str, Any], rows: Iterable[str]) -> bytes:
    """One table as JSON; ``header`` is what `described` gives. A blank number is null, its word beside it."""
    return dumps(
        {
            "title": table.title,
            "description": table.about,
            **header,
            **({"rights_of_this_table": table.rights} if table.rights else {}),
            "columns": {column.name: column.about for column in table.columns},
        },
        "rows",
        rows,
    )


def to_package(
    about: About,
    tables: Sequence[Table],
    header: dict[str, Any],
    csv_hash: dict[str, str],
    others: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A Frictionless data package: the licence and the columns of the CSV files, which cannot say so.

    ``csv_hash`` is the SHA-256 of each table's CSV file, by the table's name; ``others`` are the same tables
    in files of other formats, by address.
    """
    same = [
        {"path": path.rpartition("/")[2], "bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"}
        for path, data in others.items()
    ]
    return dumps(
        {
            "profile": "tabular-data-package",
            "name": slug(about.name),
            "title": about.name,
            "version": SCHEMA_VERSION,
            **({"licenses": [_licence(about)]} if about.licence or about.licence_url else {}),
            "onrecord": {**header, **({"other_formats": same} if same else {})},
            "resources": [
                {
                    "profile": "tabular-data-resource",
                    "name": table.name,
                    "title": table.title,
                    "description": " ".join(part for part in (table.about, table.rights) if part),
                    "path": f"{table.name}.csv",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "hash": f"sha256:{csv_hash[table.name]}",
                    "rows": header["counts"][table.name],
                    "dialect": {"lineTerminator": "\r\n", "commentRows": [2]},
                    "schema": {
                        "fields": [_field(column) for column in table.columns],
                        "missingValues": [""],
                        **_keys(table.name),
                    },
                }
                for table in tables
            ],
        }
    )


def _field(column: Any) -> dict[str, str]:
    extra = {"hxl": column.tag} if column.tag else {}
    many = "; several are parted by semicolons" if column.kind == "list" else ""
    kind = _FIELD_TYPES.get(column.kind, column.kind)
    return {"name": column.name, "type": kind, "description": f"{column.about}{many}", **extra}


def _keys(name: str) -> dict[str, Any]:
    """What identifies a row, where none of it is ever blank, and to what it refers."""
    key, references = KEYS.get(name), REFERENCES.get(name, ())
    return {
        **({"primaryKey": list(key.columns)} if key and not key.blank else {}),
        **(
            {
                "foreignKeys": [
                    {
                        "fields": list(one.columns),
                        "reference": {"resource": one.table, "fields": list(one.key)},
                    }
                    for one in references
                ]
            }
            if references
            else {}
        ),
    }


def _licence(about: About) -> dict[str, str]:
    found = {"title": about.licence, "path": about.licence_url}
    return {key: value for key, value in found.items() if value}
