"""`onrecord import acled`: kinds of event, actors and precisions by ACLED's own codes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import run
from tests.importers.sites import ACLED_ROW, checks, only_record, registry, statement, table


def test_a_row_has_the_kind_that_the_code_says(site: Path) -> None:
    """A fatality count of 0 may mean that nobody knows, so that it is left out; notes are never published."""
    result = run("import", "acled", table(site / "acled.csv", [ACLED_ROW]))
    assert result.exit_code == 0, result.output
    record = only_record(site)
    assert record["title"] == "Shelling, artillery or missile attack in Example Base"
    assert (record["date"], record["event"]) == ("2024-01-20", "shelling-artillery-missile-attack")
    assert statement(site) == {
        "id": "acled",
        "by": "acled",
        "in": "database",
        "source": "acled",
        "excerpt": "On 20 January 2024, rockets hit Example Base.",
        "paraphrase": [
            "Codes the event as Explosions/Remote violence, Shelling/artillery/missile attack.",
            "Names as actors Unidentified Armed Group (Iraq) and Military Forces of Exampleland (2020-).",
            "Cites Example Press and Example Monitor.",
        ],
    }
    assert registry(site, "actors", "acled")["military-forces-of-exampleland-2020"]["kind"] == "armed-forces"
    checks()


def test_precisions_widen_dates_and_places(site: Path) -> None:
    """A week is about the day, a month the month; 3 is a region and no pin."""
    week = {**ACLED_ROW, "time_precision": "2", "geo_precision": "3", "fatalities": "4"}
    run("import", "acled", table(site / "acled.csv", [week]))
    assert only_record(site)["date"] == "2024-01-20~"
    assert statement(site)["killed"] == {"who": "unspecified", "count": "4"}
    assert registry(site, "places", "acled")["example-base"]["precision"] == "region"
    checks()
    run("import", "acled", table(site / "acled.csv", [{**week, "time_precision": "3"}]))
    assert only_record(site)["date"] == "2024-01"


def test_a_code_that_nobody_knows_is_refused(site: Path) -> None:
    """A sub-event that the vocabulary does not have is told, and not taken for another."""
    rows = [ACLED_ROW, {**ACLED_ROW, "event_id_cnty": "IRQ99002", "sub_event_type": "Cyber attack"}]
    result = run("import", "acled", table(site / "acled.csv", rows))
    assert result.exit_code == 1
    assert "1  bad-code" in result.output
