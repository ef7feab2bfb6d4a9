"""A site to import into, and small tables in the columns of UCDP GED, of ACLED, and of an own list."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.cli.sites import run, write

GED = [
    "id",
    "year",
    "active_year",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "side_a_new_id",
    "gwnoa",
    "side_a",
    "side_b_new_id",
    "gwnob",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "country_id",
    "iso3",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "low",
    "best",
    "high",
]
HXL = ["", "#date+year", *[""] * (len(GED) - 3), "#affected+killed"]
# An invented event in the form of a real row.
GED_ROW = {
    "id": "501",
    "year": "2014",
    "active_year": "1",
    "type_of_violence": "1",
    "conflict_name": "Iraq: Government",
    "dyad_name": "Government of Iraq - Example Front",
    "side_a_new_id": "116",
    "gwnoa": "645.0",
    "side_a": "Government of Iraq",
    "side_b_new_id": "9001",
    "side_b": "Example Front",
    "number_of_sources": "1",
    "source_article": '"Example Press,2014-01-25,Violence kills 14"',
    "source_office": "Example Press",
    "source_original": "Doctor",
    "where_prec": "1",
    "where_coordinates": "Al Mithāl town",
    "adm_1": "Al Anbār province",
    "adm_2": "Qaḑā’ al Mithāl",
    "latitude": "33.355813",
    "longitude": "43.786124",
    "country": "Iraq",
    "country_id": "645",
    "iso3": "IRQ",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2014-01-24",
    "date_end": "2014-01-24",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_civilians": "1",
    "deaths_unknown": "7",
    "low": "8",
    "best": "8",
    "high": "8",
}
ACLED_ROW = {
    "event_id_cnty": "IRQ99001",
    "event_date": "20 January 2024",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Unidentified Armed Group (Iraq)",
    "inter1": "Political militia",
    "actor2": "Military Forces of Exampleland (2020-)",
    "inter2": "External/Other forces",
    "iso": "368",
    "country": "Iraq",
    "admin1": "Al Anbar",
    "admin2": "Heet",
    "location": "Example Base",
    "latitude": "33.8",
    "longitude": "42.4",
    "geo_precision": "1",
    "source": "Example Press; Example Monitor",
    "notes": "On 20 January 2024, rockets hit Example Base.",
    "fatalities": "0",
}
MAPPING = """\
data_set:
  id: our-list
  name: Our list
  title: Our list of incidents
row: Id
date: Day
place:
  name: Town
  lat: Lat
  lon: Lon
  precision: exact
  country: IQ
statement:
  killed: Killed
"""
HEAD = "Id,Day,Town,Lat,Lon,Killed\n"
ROW = "1,2024-01-02,Ramadi,33.42,43.30,3\n"
CONFIG = "site_name: Test\nplugins:\n  - onrecord\n"


def new_site(root: Path) -> Path:
    """A site without any record, with one actor of its own."""
    actors = "example-front:\n  name: Example Front\n  kind: armed-group\n  aliases: EF\n"
    return write(root, {"mkdocs.yml": CONFIG, "briefings/registry/actors.yml": actors})


def table(path: Path, rows: Sequence[Mapping[str, str]], *, hxl: bool = False) -> str:
    """A CSV file of these rows; its name."""
    header = list(rows[0]) if rows and "id" not in rows[0] else GED
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        if hxl:
            writer.writerow(HXL)
        writer.writerows([row.get(name, "") for name in header] for row in rows)
    return path.name


def ged(path: Path, *rows: Mapping[str, str]) -> str:
    """A file of GED, each row with what it has beside the usual one."""
    return table(path, [{**GED_ROW, **row} for row in rows], hxl=True)


def own(path: Path, text: str, mapping: str = MAPPING) -> tuple[str, ...]:
    """Arguments that import a table of an own list; both files are written."""
    path.write_text(text, encoding="utf-8")
    path.with_name("mapping.yml").write_text(mapping, encoding="utf-8")
    return ("import", "csv", "--mapping", "mapping.yml", path.name)


def records(site: Path) -> dict[str, dict[str, Any]]:
    """Every record as plain data, by its id."""
    found = {}
    for path in sorted((site / "briefings").rglob("*.yml")):
        if "registry" not in path.parts:
            found[path.stem] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return found


def only_record(site: Path) -> dict[str, Any]:
    """The one record of the site."""
    ((_, data),) = records(site).items()
    return data


def statement(site: Path) -> dict[str, Any]:
    """The one statement of the one record."""
    (found,) = only_record(site)["statements"]
    return dict(found)


def registry(site: Path, name: str, data_set: str = "ucdp-ged") -> dict[str, dict[str, Any]]:
    """The entries that import wrote into one registry."""
    path = site / "briefings" / "registry" / name / f"{data_set}.yml"
    found: dict[str, dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return found


def report(site: Path, data_set: str = "ucdp-ged") -> str:
    """The report of the last import."""
    return (site / "briefings" / "imports" / f"{data_set}-report.txt").read_text("utf-8")


def checks(exit_code: int = 0) -> str:
    """What `onrecord check` says of the site in the current folder."""
    result = run("check")
    assert result.exit_code == exit_code, result.output
    return result.output
