"""The files of an archive: they agree with the pages and with each other, and say what they are."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from onrecord.export.about import QUOTATIONS, About
from onrecord.library.derive import account
from onrecord.library.library import Library
from tests.export.archives import ABOUT, demonstration, files, parsed, rows_of
from tests.helpers import NOW, library, record

WRITTEN = files(demonstration(), ABOUT)


def test_counts_agree_with_the_account() -> None:
    """Incidents, statements, quotes, figures, claims and sources are as many as on the pages."""
    found = demonstration()
    accounts = [account(found, incident) for incident in found.incidents]
    own = [statement for incident in found.incidents for _, _, statement in incident.statements()]
    every = [*own, *found.registries.tallies]
    expected = {
        "incidents": len(accounts),
        "statements": len(every),
        "quotes": sum(len(statement.quote or ()) for statement in every),
        "casualties": sum(len(toll.all) for a in accounts for toll in a.tolls),
        "responsibility": sum(len(statement.responsibility or ()) for statement in own),
        "tallies": sum(len(tally.count) for statement in every for tally in statement.tally or ()),
        "forces": sum(len(force.count) for statement in every for force in statement.force or ()),
    }
    for name, number in expected.items():
        data = parsed(WRITTEN[f"data/{name}.json"])
        assert (
            len(rows_of(WRITTEN[f"data/{name}.csv"])) == len(data["rows"]) == data["counts"][name] == number
        )
    current = sum(row["current"] for row in parsed(WRITTEN["data/casualties.json"])["rows"])
    assert current == sum(len(toll.rows) for a in accounts for toll in a.tolls)
    for one, row in zip(accounts, parsed(WRITTEN["data/incidents.json"])["rows"], strict=True):
        assert (row["id"], row["houses"], tuple(row["source_ids"])) == (
            one.incident.id,
            one.sides,
            one.sources,
        )


def test_feeds_and_map_hold_every_incident() -> None:
    """The site's feed, the GeoJSON file and the bibliography have an entry for each incident."""
    number = len(demonstration().incidents)
    assert len(parsed(WRITTEN["feeds/all.json"])["items"]) == number
    assert WRITTEN["feeds/all.xml"].count(b"<entry>") == number
    assert len(parsed(WRITTEN["data/incidents.geojson"])["features"]) == number
    assert WRITTEN["data/incidents.bib"].count(b"@misc{") == number


def test_each_actor_and_place_with_incidents_has_a_feed_of_them() -> None:
    """A feed of an actor holds the incidents whose facets name it, a place's those that are placed there."""
    found = demonstration()
    for role, kind in (("blamed", "actors"), ("speaker", "actors"), ("place", "places")):
        for incident in found.incidents:
            for one in account(found, incident).facets().get(role, ()):
                items = parsed(WRITTEN[f"feeds/{kind}/{one}.json"])["items"]
                assert f"tag:archive.example,2026:incident/{incident.id}" in [item["id"] for item in items]


def test_references_between_tables_resolve() -> None:
    """Every row of a statement names an incident and sources that are rows themselves."""
    incidents = {row["id"] for row in parsed(WRITTEN["data/incidents.json"])["rows"]}
    sources = {(row["incident_id"], row["id"]) for row in parsed(WRITTEN["data/sources.json"])["rows"]}
    for name in ("statements", "responsibility", "casualties", "quotes", "tallies", "forces"):
        for row in parsed(WRITTEN[f"data/{name}.json"])["rows"]:
            assert row["incident_id"] in incidents or row["part"] == "registry"
            assert all(sources & {("", one), (row["incident_id"], one)} for one in row["source_ids"])


def test_each_file_says_under_what_it_may_be_used() -> None:
    """Licence, selection rule, coverage, number withheld, version and origin stand in each JSON file."""
    for address, data in WRITTEN.items():
        if address.startswith("data/") and address.endswith(("json",)) and "datapackage" not in address:
            found = parsed(data)
            assert found["licence"] == "CC BY 4.0" and found["selection"] == "What we chose."
            assert found["coverage"] == "sample" and found["withheld"] == 2
            assert found["schema_version"] == "1.0" and found["generated_from"].startswith("sha256:")


def test_the_licence_leaves_out_the_quotations() -> None:
    """The table of quotes says so in its own metadata, and so does the package for its CSV file."""
    assert parsed(WRITTEN["data/quotes.json"])["rights_of_this_table"] == QUOTATIONS
    assert "rights_of_this_table" not in parsed(WRITTEN["data/sources.json"])
    resources = parsed(WRITTEN["data/datapackage.json"])["resources"]
    assert QUOTATIONS in next(one["description"] for one in resources if one["name"] == "quotes")


def test_the_package_describes_the_csv_files() -> None:
    """Each resource names an existing file, its columns in order, its number of rows and its hash."""
    for one in parsed(WRITTEN["data/datapackage.json"])["resources"]:
        data = WRITTEN[f"data/{one['path']}"]
        header = next(csv.reader(io.StringIO(data.decode(), newline="")))
        assert [field["name"] for field in one["schema"]["fields"]] == header
        assert one["rows"] == len(rows_of(data))
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    """A second run writes what the first wrote; another site's address changes no hash of the data."""
    found = library(tmp_path, record("  - source: article\n    paraphrase: It burned.\n"))
    assert files(found, ABOUT) == files(found, ABOUT)
    moved = files(found, About(name="Test Archive", site_url="https://elsewhere.example/", built=NOW))
    there, here = (parsed(one["data/incidents.json"]) for one in (moved, files(found, ABOUT)))
    assert there["generated_from"] == here["generated_from"]
    assert there["rows"] != here["rows"]


def test_without_an_address_links_are_relative() -> None:
    """A site without an address of its own links from each file to its pages."""
    written = files(demonstration(), About(name="Test Archive", directory_urls=False, built=NOW))
    row = parsed(written["data/incidents.json"])["rows"][0]
    assert row["url"] == f"../briefings/{row['id']}.html"
    assert parsed(written["feeds/all.json"])["home_page_url"] == "../"


def test_an_empty_archive_has_all_files() -> None:
    """Without records each table has a header and no rows, and the feeds are valid and empty."""
    found = demonstration()
    written = files(Library((), type(found.registries)(), found.zone), ABOUT)
    assert rows_of(written["data/statements.csv"]) == []
    assert parsed(written["data/incidents.geojson"])["features"] == []
    assert parsed(written["feeds/all.json"])["items"] == []
