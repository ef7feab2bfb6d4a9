"""Every file that an archive offers to take away, by its address in the site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.export import parquet
from onrecord.export.about import About
from onrecord.export.all_feeds import feeds
from onrecord.export.cite import to_bibtex
from onrecord.export.csv import to_csv
from onrecord.export.feeds import to_atom, to_json_feed
from onrecord.export.geojson import to_geojson
from onrecord.export.json_data import described, to_json, to_package
from onrecord.export.sqlite import ADDRESS as SQLITE
from onrecord.export.sqlite import to_sqlite
from onrecord.export.tables import Tables
from onrecord.library.library import Library


@dataclass(frozen=True)
class Exports:
    """The tables of an archive, and the files made of them, once; the page about the data needs both."""

    tables: Tables
    texts: Mapping[str, bytes]

    @classmethod
    def of(cls, library: Library, about: About, texts: Mapping[str, bytes]) -> Exports:
        """Those of a library that readers may see; ``texts`` are its short forms by their addresses."""
        return cls(Tables(library, about), texts)

    @property
    def note(self) -> str:
        """Why a format that the settings name is not there; empty where all are."""
        if "parquet" in self.tables.about.table_formats and not parquet.AVAILABLE:
            return 'no Parquet files: they need pip install "onrecord[parquet]"'
        return ""

    @property
    def others(self) -> dict[str, bytes]:
        """Those of the files that are in formats which the settings add: ``data/onrecord.sqlite`` …"""
        return {name: data for name, data in self.files.items() if name.endswith((".sqlite", ".parquet"))}

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The data files, the texts and the feeds, by address, in the order of the data page.

        ``data/<table>.csv`` and ``.json`` for each table of ``tables.Tables``, ``data/datapackage.json``,
        ``data/incidents.geojson``, ``data/incidents.bib``; where the settings ask for them
        ``data/onrecord.sqlite`` and ``data/<table>.parquet``; the texts; ``feeds/all``,
        ``feeds/corrections``, ``feeds/incidents/<id>``, ``feeds/actors/<id>`` and ``feeds/places/<id>``,
        each as ``.xml`` and ``.json``. Withdrawn records are in none of them.
        """
        return {**_files(self.tables), **self.texts, **_feeds(self.tables)}


def _files(tables: Tables) -> dict[str, bytes]:
    about = tables.about
    header = described(about, tables.all)
    found: dict[str, bytes] = {}
    hashes: dict[str, str] = {}
    for table in tables.all:
        data = found[f"data/{table.name}.csv"] = to_csv(table)
        hashes[table.name] = hashlib.sha256(data).hexdigest()
        found[f"data/{table.name}.json"] = to_json(table, header)
    others = _others(tables, header)
    found["data/datapackage.json"] = to_package(about, tables.all, header, hashes, others)
    found["data/incidents.geojson"] = to_geojson(tables.all[0], header)
    found["data/incidents.bib"] = to_bibtex(about, tables.library.incidents)
    return {**found, **others}


def _others(tables: Tables, header: Mapping[str, Any]) -> dict[str, bytes]:
    """The tables in the formats that the settings add to CSV and JSON."""
    formats = tables.about.table_formats
    found: dict[str, bytes] = {}
    if "sqlite" in formats:
        found[SQLITE] = to_sqlite(tables.all, header)
    if "parquet" in formats and parquet.AVAILABLE:
        found |= {parquet.address(table.name): parquet.to_parquet(table, header) for table in tables.all}
    return found


def _feeds(tables: Tables) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for feed in feeds(tables):
        found[f"{feed.address}.xml"] = to_atom(feed, tables.about)
        found[f"{feed.address}.json"] = to_json_feed(feed, tables.about)
    return found
