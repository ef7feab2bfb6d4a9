"""Rows as the files of tables have them: of one incident, kept while it says the same, and of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.export import csv
from onrecord.export.cite import cite
from onrecord.export.columns import Table
from onrecord.export.geojson import feature
from onrecord.export.json_data import BETWEEN, row_of, sum_of
from onrecord.export.tables import Rows, Tables
from onrecord.library.library import Incident
from onrecord.library.memory import kept


@dataclass(frozen=True, slots=True)
class Lines:
    """Some rows of one table, ready for its files."""

    rows: int
    """How many they are."""
    csv: str
    json: str
    sum: bytes
    """Their SHA-256."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What one incident, or the registries, give to the files of tables."""

    lines: Mapping[str, Lines]
    """By the name of the table; tables without a row are left out."""
    feature: str = ""
    """For a map, as GeoJSON; empty where it is no incident."""
    citation: str = ""
    """As BibTeX; the same."""


@kept
def of_incident(tables: Tables, incident: Incident) -> Printed:
    """What an incident gives."""
    rows = tables.rows_of(incident)
    return Printed(
        dict(_lines(tables, rows)), feature(rows["incidents"][0]), cite(tables.about, incident).bibtex
    )


def printed(tables: Tables) -> Iterator[Printed]:
    """What all of an archive gives, in the order in which the files have it."""
    yield from map(partial(of_incident, tables), tables.library.incidents)
    yield Printed(dict(_lines(tables, tables.rows_of_registries())))


def counts(tables: Tables) -> dict[str, int]:
    """How many rows each table has, for whoever does not need the rows."""
    numbers = [*(_numbers(tables, one) for one in tables.library.incidents), _of(tables.rows_of_registries())]
    return {table.name: sum(one.get(table.name, 0) for one in numbers) for table in tables.empty}


@kept
def _numbers(tables: Tables, incident: Incident) -> dict[str, int]:
    return _of(tables.rows_of(incident))


def _of(rows: Rows) -> dict[str, int]:
    return {name: len(found) for name, found in rows.items() if found}


def _lines(tables: Tables, rows: Rows) -> Iterator[tuple[str, Lines]]:
    for table in tables.empty:
        if found := rows.get(table.name):
            yield table.name, lines(table, found)


def lines(table: Table, rows: Sequence[Any]) -> Lines:
    """Rows of a table as its files have them."""
    as_json = BETWEEN.join(row_of(table.named(row)) for row in rows)
    return Lines(len(rows), csv.lines(table, rows), as_json, sum_of(table, rows))
