"""The guide's own table and mapping, imported as the page says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.sites import run
from tests.docs.pages import DOCS, examples
from tests.importers.sites import checks, records

PAGE = "docs/guide/spreadsheet.md"


def test_the_table_of_the_guide_becomes_records_that_check(site: Path) -> None:
    """Two rows, two drafts; each cites its own source, and what is empty is not there."""
    (mapping,) = (one.text for one in examples() if one.page == PAGE and one.kind == "mapping")
    (table,) = re.findall(r"```csv\n(.*?)```", (DOCS / "guide/spreadsheet.md").read_text("utf-8"), re.DOTALL)
    (site / "mapping.yml").write_text(mapping, "utf-8")
    (site / "list.csv").write_text(table, "utf-8")
    result = run("import", "csv", "--mapping", "mapping.yml", "list.csv")
    assert result.exit_code == 0, result.output
    first, second = records(site).values()
    assert first["title"] == "Incident in Example Town"
    assert first["sources"]["row"]["title"] == "Rockets near Example Town"
    (said,) = first["statements"]
    assert (said["killed"]["count"], said["injured"]["count"]) == ("2", "about 7")
    assert said["responsibility"] == {"blames": "example-group"}
    (said,) = second["statements"]
    assert "killed" not in said and "responsibility" not in said
    checks()


def test_the_proposal_for_the_table_of_the_guide_imports(site: Path) -> None:
    """What cannot be known is a comment, so that the first mapping can be tried at once."""
    (table,) = re.findall(r"```csv\n(.*?)```", (DOCS / "guide/spreadsheet.md").read_text("utf-8"), re.DOTALL)
    (site / "list.csv").write_text(table, "utf-8")
    asked = ("--separator", ";", "--decimal", ",", "--dates", "day-month-year")
    result = run("import", "csv", "--propose", "list.csv", *asked)
    (site / "mapping.yml").write_text(result.output, "utf-8")
    result = run("import", "csv", "--mapping", "mapping.yml", "list.csv")
    assert result.exit_code == 0, result.output
    assert len(records(site)) == 2
    checks()
