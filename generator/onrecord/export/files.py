"""Every file that an archive offers to take away, by its address in the site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from onrecord.export.about import About
from onrecord.export.all_feeds import feeds
from onrecord.export.cite import to_bibtex
from onrecord.export.csv import to_csv
from onrecord.export.feeds import to_atom, to_json_feed
from onrecord.export.flash import flash
from onrecord.export.geojson import to_geojson
from onrecord.export.json_data import described, to_json, to_package
from onrecord.export.salute import salute_text
from onrecord.export.short import with_origin
from onrecord.export.tables import Tables
from onrecord.library.library import Library

#: What makes each short form, by the name under which a site asks for it.
SHORT_FORMS = {"flash": flash, "salute": salute_text}


@dataclass(frozen=True)
class Exports:
    """The tables of an archive, and the files made of them, once; the page about the data needs both."""

    tables: Tables

    @classmethod
    def of(cls, library: Library, about: About) -> Exports:
        """Those of a library that readers may see."""
        return cls(Tables(library, about))

    @cached_property
    def files(self) -> dict[str, bytes]:
        """What `files` says, in the order of the data page."""
        return _files(self.tables)


def short_address(form: str, incident_id: str) -> str:
    """Where a short form of an incident lies."""
    return f"data/{form}/{incident_id}.txt"


def files(library: Library, about: About) -> dict[str, bytes]:
    """The data files and the feeds of a library that readers may see, by address.

    ``data/<table>.csv`` and ``.json`` for each table of ``tables.Tables``, ``data/incidents.geojson``,
    ``data/incidents.bib``, ``data/datapackage.json``; ``data/<form>/<id>.txt`` for each short form of each
    incident; ``feeds/all``, ``feeds/corrections``,
    ``feeds/actors/<id>`` and ``feeds/places/<id>``, each as ``.xml`` and ``.json``. Withdrawn records are
    in none of them.
    """
    return Exports.of(library, about).files


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
    for incident in tables.library.incidents:
        for form in about.short_forms:
            text = with_origin(SHORT_FORMS[form](tables.library, incident), about, incident)
            found[short_address(form, incident.id)] = text.encode("utf-8", "replace")
    for feed in feeds(tables):
        found[f"{feed.address}.xml"] = to_atom(feed, about)
        found[f"{feed.address}.json"] = to_json_feed(feed, about)
    return found
