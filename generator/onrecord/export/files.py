"""Every file that an archive offers to take away, by its address in the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from onrecord.export import parquet
from onrecord.export.about import About
from onrecord.export.all_feeds import plans
from onrecord.export.batch import Batch, Files, made, planned
from onrecord.export.cite import to_bibtex
from onrecord.export.csv import to_csv
from onrecord.export.geojson import to_geojson
from onrecord.export.json_data import described, to_json, to_package
from onrecord.export.printed import Printed, counts, printed
from onrecord.export.sqlite import ADDRESS as SQLITE
from onrecord.export.sqlite import to_sqlite
from onrecord.export.tables import TABLES, Tables
from onrecord.library.library import Library
from onrecord.reads import Noted, Watched, note, unrecorded


@dataclass(frozen=True)
class Exports:
    """The tables of an archive, and the files made of them; the page about the data needs both.

    ``texts`` are the short forms, as batches by their names.
    """

    tables: Tables
    texts: Mapping[str, Batch]

    @classmethod
    def of(cls, library: Library, about: About, texts: Mapping[str, Batch]) -> Exports:
        """Those of a library that readers may see."""
        return cls(Tables(library, about), texts)

    def has(self, incident_id: str) -> bool:
        """Whether the files have an incident: the preview shows drafts, of which there are none."""
        return incident_id in self._tables.library.by_id

    @property
    def _tables(self) -> Tables:
        """The tables, of which nothing is noted: what is read of their library is."""
        found: Tables = vars(self)["tables"]
        return found

    @property
    def library(self) -> Library:
        """The library of which the tables are made."""
        return self._tables.library

    @property
    def memo(self) -> dict[Any, Any]:
        """What is remembered of the incidents in the tables."""
        return self._tables.memo

    @property
    def note(self) -> str:
        """Why a format that the settings name is not there; empty where all are."""
        if "parquet" in self._tables.about.table_formats and not parquet.AVAILABLE:
            return 'no Parquet files: they need pip install "onrecord[parquet]"'
        return ""

    @cached_property
    def batches(self) -> Mapping[str, Batch]:
        """The files, by the names of what they are made of, in the order of the data page.

        ``data/<table>.csv`` and ``.json`` for each table of ``tables.Tables``, ``data/datapackage.json``,
        ``data/incidents.geojson``, ``data/incidents.bib``; where the settings ask for them
        ``data/onrecord.sqlite`` and ``data/<table>.parquet``; the texts; ``feeds/all``,
        ``feeds/corrections``, ``feeds/incidents/<id>``, ``feeds/actors/<id>`` and ``feeds/places/<id>``,
        each as ``.xml`` and ``.json``. Withdrawn records are in none of them.
        """
        tables = self._tables
        with unrecorded():
            return {
                "data": Batch(tuple(_addresses(tables)), partial(_files, tables)),
                **self.texts,
                **dict(plans(tables)),
            }

    @cached_property
    def addresses(self) -> Watched[str, bool]:
        """The addresses of all files."""
        return Watched(dict.fromkeys(planned(self.batches), True), "edition", "files")

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The contents of all files, by address."""
        with unrecorded():
            return made(self.batches)

    @property
    def others(self) -> dict[str, bytes]:
        """Those of the files that are in formats which the settings add: ``data/onrecord.sqlite`` …"""
        tables = self._tables
        if not tables.about.table_formats:
            return {}
        with unrecorded():
            return _others(tables, _header(tables, tuple(printed(tables))))

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        note("edition", "tables")
        with unrecorded():
            return counts(self._tables)


# A page that reads the tables is made again where their files changed.
Exports.tables = Noted("tables", lambda _: "edition")  # type: ignore[assignment]  # gives what the field says


def _addresses(tables: Tables) -> Iterator[str]:
    for name in TABLES:
        yield f"data/{name}.csv"
        yield f"data/{name}.json"
    yield from ("data/datapackage.json", "data/incidents.geojson", "data/incidents.bib")
    formats = tables.about.table_formats
    if "sqlite" in formats:
        yield SQLITE
    if "parquet" in formats and parquet.AVAILABLE:
        yield from map(parquet.address, TABLES)


def _files(tables: Tables) -> Files:
    # Whoever makes them reads all of the archive: that is noted once, and not of each record.
    note("edition", "tables")
    with unrecorded():
        parts = tuple(printed(tables))
        header = _header(tables, parts)
        found: dict[str, bytes] = {}
        hashes: dict[str, str] = {}
        for table in tables.empty:
            lines = [part.lines[table.name] for part in parts if table.name in part.lines]
            data = found[f"data/{table.name}.csv"] = to_csv(table, (one.csv for one in lines))
            hashes[table.name] = hashlib.sha256(data).hexdigest()
            found[f"data/{table.name}.json"] = to_json(table, header, (one.json for one in lines))
        others = _others(tables, header)
        found["data/datapackage.json"] = to_package(tables.about, tables.empty, header, hashes, others)
        found["data/incidents.geojson"] = to_geojson(
            tables.empty[0], header, (part.feature for part in parts)
        )
        found["data/incidents.bib"] = to_bibtex(part.citation for part in parts if part.citation)
        return {**found, **others}


def _header(tables: Tables, parts: Sequence[Printed]) -> dict[str, Any]:
    """What every file says of itself."""
    found = {
        table.name: [part.lines[table.name] for part in parts if table.name in part.lines]
        for table in tables.empty
    }
    numbers = {name: sum(one.rows for one in lines) for name, lines in found.items()}
    return described(tables.about, numbers, (one.sum for lines in found.values() for one in lines))


def _others(tables: Tables, header: dict[str, Any]) -> dict[str, bytes]:
    """The tables in the formats that the settings add to CSV and JSON."""
    formats = tables.about.table_formats
    found: dict[str, bytes] = {}
    if "sqlite" in formats:
        found[SQLITE] = to_sqlite(tables.all, header)
    if "parquet" in formats and parquet.AVAILABLE:
        found |= {parquet.address(table.name): parquet.to_parquet(table, header) for table in tables.all}
    return found
