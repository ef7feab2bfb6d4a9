"""Every file that an archive offers to take away, by its address in the site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.export.about import About
from onrecord.export.all_feeds import feeds
from onrecord.export.cite import to_bibtex
from onrecord.export.csv import to_csv
from onrecord.export.feeds import to_atom, to_json_feed
from onrecord.export.geojson import to_geojson
from onrecord.export.json_data import described, to_json, to_package
from onrecord.export.tables import Tables
from onrecord.library.library import Library
from onrecord.reads import Noted, Watched, unrecorded


@dataclass(frozen=True)
class Exports:
    """The tables of an archive, and the files made of them, once; the page about the data needs both."""

    tables: Tables
    texts: Mapping[str, bytes]

    @classmethod
    def of(cls, library: Library, about: About, texts: Mapping[str, bytes]) -> Exports:
        """Those of a library that readers may see; ``texts`` are its short forms by their addresses."""
        return cls(Tables(library, about), texts)

    def has(self, incident_id: str) -> bool:
        """Whether the files have an incident: the preview shows drafts, of which there are none."""
        tables: Tables = vars(self)["tables"]
        return incident_id in tables.library.by_id

    @cached_property
    def addresses(self) -> Mapping[str, bool]:
        """The addresses of all files."""
        return Watched(dict.fromkeys(self.files, True), "edition", "files")

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The data files, the texts and the feeds, by address, in the order of the data page.

        ``data/<table>.csv`` and ``.json`` for each table of ``tables.Tables``, ``data/datapackage.json``,
        ``data/incidents.geojson``, ``data/incidents.bib``; the texts; ``feeds/all``, ``feeds/corrections``,
        ``feeds/incidents/<id>``, ``feeds/actors/<id>`` and ``feeds/places/<id>``, each as
        ``.xml`` and ``.json``. Withdrawn records are in none of them.
        """
        with unrecorded():
            return {**_files(self.tables), **self.texts, **_feeds(self.tables)}


# A page that reads the tables is made again where their files changed.
Exports.tables = Noted("tables", lambda _: "edition")  # type: ignore[assignment]  # gives what the field says


def _files(tables: Tables) -> dict[str, bytes]:
    about = tables.about
    header = described(about, tables.all)
    found: dict[str, bytes] = {}
    hashes: dict[str, str] = {}
    for table in tables.all:
        data = found[f"data/{table.name}.csv"] = to_csv(table)
        hashes[table.name] = hashlib.sha256(data).hexdigest()
        found[f"data/{table.name}.json"] = to_json(table, header)
    found["data/datapackage.json"] = to_package(about, tables.all, header, hashes)
    found["data/incidents.geojson"] = to_geojson(tables.all[0], header)
    found["data/incidents.bib"] = to_bibtex(about, tables.library.incidents)
    return found


def _feeds(tables: Tables) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for feed in feeds(tables):
        found[f"{feed.address}.xml"] = to_atom(feed, tables.about)
        found[f"{feed.address}.json"] = to_json_feed(feed, tables.about)
    return found
