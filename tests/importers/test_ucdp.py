"""`onrecord import ucdp-ged`: what becomes of a row, and of the defects that the real file has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.importers.sites import checks, ged, only_record, records, registry, report, statement


def test_a_row_is_one_draft_that_checks(site: Path) -> None:
    """The header is ours and says nothing of figures or sides; the figures are UCDP's, with its parts."""
    version = ("--data-version", "19.1", "--published", "2019-06")
    result = run("import", "ucdp-ged", ged(site / "ged.csv", {}), *version)
    assert result.exit_code == 0, result.output
    assert list(records(site)) == ["2014-01-24-al-mithal-town-501"]
    assert only_record(site) == {
        "title": "Incident in Al Mithāl town",
        "date": "2014-01-24",
        "place": "al-mithal-town",
        "event": "unspecified",
        "story": "settled",
        "publish": "draft",
        "created": "2026-11-30",
        "ids": {"scheme": "ucdp", "id": "501"},
        "statements": [
            {
                "id": "ucdp-ged",
                "by": "ucdp",
                "in": "database",
                "source": "ucdp-ged-19-1",
                "killed": {
                    "who": "mixed",
                    "count": "8",
                    "of_which": [
                        {"who": "civilians", "count": "1"},
                        {"who": "unspecified", "count": "7"},
                    ],
                },
                "paraphrase": [
                    "Codes the event as state-based violence between Government of Iraq and Example Front.",
                    "Cites Example Press.",
                    "Gives as the origin of the report: Doctor.",
                ],
                "note_internal": (
                    'source_article: "Example Press,2014-01-25,Violence kills 14" · source_original: Doctor'
                ),
            }
        ],
    }
    # The kind of event is asked, as in any draft: that is a warning, and nothing else is found.
    assert "1 warning in 1 file\n1 record and 3 registries checked.\n" in checks()
    assert "warning[open-question]: a question is open: the data set's codes do not say" in checks()
    source = registry(site, "sources")["ucdp-ged-19-1"]
    assert source["title"] == "UCDP Georeferenced Event Dataset (GED), version 19.1"
    assert source["published"] == "2019-06"


def test_registries_get_files_of_their_own(site: Path) -> None:
    """Places lie in their province, actors have their codes, and one that you have is not written again."""
    run("import", "ucdp-ged", ged(site / "ged.csv", {}))
    assert registry(site, "places") == {
        "al-anbar-province": {"name": "Al Anbār province", "country": "IQ", "precision": "region"},
        "al-mithal-town": {
            "name": "Al Mithāl town",
            "country": "IQ",
            "within": "qada-al-mithal",
            "lat": "33.355813",
            "lon": "43.786124",
            "precision": "exact",
            "origin": "UCDP GED",
        },
        "qada-al-mithal": {
            "name": "Qaḑā’ al Mithāl",
            "country": "IQ",
            "within": "al-anbar-province",
            "precision": "district",
        },
    }
    assert list(registry(site, "actors")) == ["government-of-iraq", "ucdp"]
    assert registry(site, "actors")["government-of-iraq"]["ids"] == {"scheme": "ucdp", "id": "116"}
    assert "example-front: an actor of your own registry, by its name" in report(site)
    assert registry(site, "sources")["ucdp-ged"]["seen"].endswith("no version is stated")


def test_bounds_and_parts_stay_what_they_are(site: Path) -> None:
    """Low, best and high are one count; a single part that is the whole is not said twice."""
    run(
        *("import", "ucdp-ged"),
        ged(
            site / "ged.csv",
            {"low": "5", "high": "12"},
            {"id": "502", "deaths_civilians": "8", "deaths_unknown": "0"},
            {
                "id": "503",
                "deaths_civilians": "0",
                "deaths_unknown": "0",
                "low": "0",
                "best": "0",
                "high": "3",
            },
            {
                "id": "504",
                "deaths_civilians": "0",
                "deaths_unknown": "0",
                "low": "0",
                "best": "0",
                "high": "0",
            },
            {"id": "505", "deaths_a": "3", "deaths_b": "5", "deaths_civilians": "0", "deaths_unknown": "0"},
        ),
    )
    figures = [one["statements"][0].get("killed") for one in records(site).values()]
    parts = [{"who": "civilians", "count": "1"}, {"who": "unspecified", "count": "7"}]
    sides = [{"who": "government-of-iraq", "count": "3"}, {"who": "example-front", "count": "5"}]
    assert figures == [
        {"who": "mixed", "count": "5 to 12, best 8", "of_which": parts},
        {"who": "civilians", "count": "8"},
        {"who": "unspecified", "count": "0 to 3, best 0"},
        None,  # a zero that nobody may have coded is no figure
        {"who": "mixed", "count": "8", "of_which": sides},
    ]
    checks()


def test_one_sided_violence_is_ucdps_accusation(site: Path) -> None:
    """Only there the data set says who did it; civilians are a party and no actor."""
    run(
        *("import", "ucdp-ged"),
        ged(
            site / "ged.csv",
            {"type_of_violence": "3", "side_a": "EF", "side_a_new_id": "9001", "side_b": "Civilians"},
        ),
    )
    assert statement(site)["responsibility"] == {"blames": "example-front"}
    assert list(registry(site, "actors")) == ["ucdp"]
    checks()


@pytest.mark.parametrize(
    ("prec", "start", "end", "date", "words"),
    [
        ("1", "2014-01-24", "2014-01-24", "2014-01-24", None),
        ("1", "2014-01-24 00:00:00.000", "2014-01-24 00:00:00.000", "2014-01-24", None),
        ("2", "2014-01-24", "2014-01-25", "2014-01-24/2014-01-25", "within a few days"),
        ("2", "2014-01-24", "2014-01-24", "2014-01-24~", "within a few days"),
        ("3", "2014-01-20", "2014-01-26", "2014-01-20/2014-01-26", "within a week"),
        ("4", "2014-02-01", "2014-02-28", "2014-02", "within a month"),
        ("5", "2014-01-01", "2014-12-31", "2014", "within a year"),
        ("5", "2014-01-10", "2014-05-31", "2014-01-10/2014-05-31", "within a year"),
    ],
)
def test_dates_keep_their_precision(
    site: Path, prec: str, start: str, end: str, date: str, words: str | None
) -> None:
    """A span is as short as it can be; how sure it is the data set says, or we do where we widen a day."""
    run(
        "import", "ucdp-ged", ged(site / "ged.csv", {"date_prec": prec, "date_start": start, "date_end": end})
    )
    record = only_record(site)
    assert record["date"] == date
    # One of these days, or all of them: the code says that nobody knows.
    assert record.get("lasted") == ("no" if "/" in date else None)
    widened = "~" in date
    assert record.get("date_basis") == (f"UCDP GED gives the date {words}. [@ucdp-ged]" if widened else None)
    said = f"Codes the date as known {words}." in statement(site)["paraphrase"]
    assert said == (words is not None and not widened)
    checks()


def test_places_keep_their_precision(site: Path) -> None:
    """Near a town is another place than the town; a province's own coordinates are the province's."""
    province = {"where_prec": "4", "where_coordinates": "Al Anbār province", "adm_2": ""}
    run(
        *("import", "ucdp-ged"),
        ged(
            site / "ged.csv",
            {},
            {"id": "502", "where_prec": "2"},
            {"id": "503", **province, "latitude": "33"},
        ),
    )
    places = registry(site, "places")
    assert places["surroundings-of-al-mithal-town"]["precision"] == "near"
    assert places["al-anbar-province"]["lat"] == "33"
    titles = [record["title"] for record in records(site).values()]
    assert titles == [
        "Incident in Al Anbār province",
        "Incident in Al Mithāl town",
        "Incident near Al Mithāl town",
    ]
    checks()


def test_an_incident_that_you_have_is_not_filed_twice(site: Path) -> None:
    """A record of yours with the id of the row stands for it, and an actor with the code is the actor."""
    actors = site / "briefings/registry/actors.yml"
    iraq = "iraq:\n  name: Iraq\n  kind: state\n  ids:\n    scheme: ucdp\n    id: 116\n"
    actors.write_text(actors.read_text() + iraq)
    mine = (
        "title: Mine\ndate: 2014-01-24\nevent: attack\nids:\n  - scheme: ucdp\n    id: 501\n"
        "sources:\n  a:\n    title: A\nstatements:\n  source: a\n  damage: a wall\n"
    )
    (site / "briefings/mine.yml").write_text(mine)
    other = {"id": "502", "deaths_a": "1", "best": "9", "high": "9"}
    result = run("import", "ucdp-ged", ged(site / "ged.csv", {}, other))
    assert "1  rows that a record of yours has already, by its `ids`" in result.output
    assert list(records(site)) == ["2014-01-24-al-mithal-town-502", "mine"]
    assert (site / "briefings/mine.yml").read_text() == mine
    said = records(site)["2014-01-24-al-mithal-town-502"]["statements"][0]
    assert {"who": "iraq", "count": "1"} in said["killed"]["of_which"]
    checks()


def test_equal_names_get_ids_of_their_own(site: Path) -> None:
    """Two places of one name, and one that you have already, are never one id."""
    (site / "briefings/registry/places.yml").write_text("al-mithal-town:\n  name: Mine\n  precision: exact\n")
    other = {"id": "502", "adm_1": "Other province", "adm_2": ""}
    run("import", "ucdp-ged", ged(site / "ged.csv", {}, other))
    ids = [record["place"] for record in records(site).values()]
    assert ids == ["al-mithal-town-other-province", "al-mithal-town-qada-al-mithal"]
    checks()


def test_defects_are_refused_by_name_and_never_repaired(site: Path) -> None:
    """Estimates that contradict each other are listed with their row; all others go through."""
    result = run(
        *("import", "ucdp-ged"),
        ged(
            site / "ged.csv",
            {"low": "7", "best": "7", "high": "6"},
            {"id": "502", "low": "9", "best": "8", "high": "10"},
            {"id": "503", "number_of_sources": "-1", "source_article": "r 10/9", "source_office": ""},
        ),
    )
    assert result.exit_code == 1
    assert list(records(site)) == ["2014-01-24-al-mithal-town-503"]
    text = report(site)
    assert "row 3 (501): the low estimate is 7, the high one 6 (the best 7) [low-above-high]" in text
    assert "row 4 (502): the best estimate 8 lies outside 9 to 10 [best-outside]" in text
    assert statement(site)["note_internal"] == "source_article: r 10/9 · source_original: Doctor"


def test_somebody_elses_words_are_not_put_into_our_sentences(site: Path) -> None:
    """A cell that holds a passage or a quotation is kept where it is never published."""
    run("import", "ucdp-ged", ged(site / "ged.csv", {"source_original": 'an unnamed "reliable source"'}))
    assert statement(site)["paraphrase"] == [
        "Codes the event as state-based violence between Government of Iraq and Example Front.",
        "Cites Example Press.",
    ]
    assert 'source_original: an unnamed "reliable source"' in str(statement(site)["note_internal"])


def test_lists_in_a_cell_name_each_once(site: Path) -> None:
    """`A;B;A` is A and B."""
    run("import", "ucdp-ged", ged(site / "ged.csv", {"source_office": "Example Press;Other;Example Press"}))
    assert "Cites Example Press and Other." in str(statement(site)["paraphrase"])


@pytest.mark.skipif("ONRECORD_UCDP_GED" not in os.environ, reason="ONRECORD_UCDP_GED names no file of GED")
def test_the_whole_file_goes_through_or_is_refused_by_name(site: Path) -> None:
    """Iraq 1989 to 2018: 7,473 rows, of which 69 have estimates that contradict each other."""
    result = run("import", "ucdp-ged", os.environ["ONRECORD_UCDP_GED"])
    assert "7,473  rows read" in result.output
    assert "7,404  records written" in result.output
    assert "48  low-above-high" in result.output
    assert "21  best-outside" in result.output
