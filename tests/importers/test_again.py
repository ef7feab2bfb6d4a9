"""Importing again: the data set's changes come in, a person's stay, and what is gone is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.importers.sites import checks, ged, registry, report

NAME = "2014-01-24-al-mithal-town-501"


@pytest.fixture
def file(site: Path) -> Path:
    """The record of an import of one row."""
    run("import", "ucdp-ged", ged(site / "ged.csv", {}))
    return site / f"briefings/2014/{NAME}.yml"


def again(site: Path, *rows: dict[str, str]) -> str:
    """What importing these rows says."""
    return run("import", "ucdp-ged", ged(site / "ged.csv", *rows)).output


def test_the_same_file_changes_nothing(site: Path, file: Path) -> None:
    """No file is written twice, the one beside the records either."""
    ledger = site / "briefings/imports/ucdp-ged.jsonl"
    before = file.read_bytes(), file.stat().st_mtime_ns, ledger.read_bytes()
    assert "1  records unchanged" in again(site, {})
    assert (file.read_bytes(), file.stat().st_mtime_ns, ledger.read_bytes()) == before


def test_what_nobody_touched_follows_the_data(site: Path, file: Path) -> None:
    """The record has the new values; the day on which it was filed stays."""
    created = file.read_text().partition("created: ")[2][:10]
    assert "1  records updated" in again(site, {"best": "9", "high": "9", "deaths_unknown": "8"})
    text = file.read_text("utf-8")
    assert "count: 8 to 9, best 9" in text
    assert f"created: {created}" in text
    assert f"2014/{NAME}.yml: statements/ucdp-ged/killed" in report(site)
    checks()


def test_what_a_person_wrote_stays_with_comments_order_and_layout(site: Path, file: Path) -> None:
    """Only the lines of the field that changed in the data are other ones."""
    text = file.read_text("utf-8")
    mine = (
        text.replace("title: Incident in Al Mithāl town", "# seen\ntitle: Shelling of the market  # better")
        .replace("date: 2014-01-24", "date:   2014-01-24   # as in the paper")
        .replace(
            "event: unspecified  # ? the data set's codes",
            "event: shelling-artillery-missile-attack  # sure:",
        )
        .replace(
            "statements:\n",
            "sources:\n  mine: {title: Mine}\n\nstatements:\n  - source: mine\n    damage: a wall\n",
        )
    )
    file.write_text(mine, "utf-8")
    output = again(site, {"date_start": "2014-01-23", "best": "9", "high": "9", "deaths_unknown": "8"})
    assert "1  records updated" in output
    expected = mine.replace(
        "date:   2014-01-24   # as in the paper", "date:   2014-01-23/2014-01-24   # as in the paper"
    )
    expected = expected.replace("count: 8\n", "count: 8 to 9, best 9\n").replace("count: 7\n", "count: 8\n")
    assert file.read_text("utf-8") == expected
    checks()


def test_a_changed_field_is_never_overwritten(site: Path, file: Path) -> None:
    """What the data set says instead stands in the report, once."""
    file.write_text(file.read_text().replace("place: al-mithal-town", "place: al-anbar-province"))
    before = file.read_text()
    output = again(site, {"where_prec": "2"})
    assert "1  records with a field kept as a person wrote it" in output
    assert "place: al-anbar-province" in file.read_text()
    assert "place (the data set says surroundings-of-al-mithal-town)" in report(site)
    assert "kept as a person wrote it" not in again(site, {"where_prec": "2"})
    assert file.read_text() == before.replace("Incident in", "Incident near")


def test_a_comment_inside_a_value_stays(site: Path, file: Path) -> None:
    """Single numbers change beside it; where the shape is another one, the value stays and is told."""
    file.write_text(file.read_text().replace("who: mixed", "who: mixed  # sic"))
    again(site, {"best": "9", "high": "9", "low": "9", "deaths_unknown": "8"})
    text = file.read_text()
    assert "who: mixed  # sic\n      count: 9\n" in text
    output = again(
        site, {"best": "9", "high": "9", "low": "9", "deaths_unknown": "0", "deaths_civilians": "9"}
    )
    assert "1  records with a field kept" in output
    assert file.read_text() == text


def test_a_statement_that_was_deleted_does_not_come_back(site: Path, file: Path) -> None:
    """Whatever was taken out by hand, for example by `onrecord remove`, stays out."""
    head = file.read_text().partition("statements:")[0]
    file.write_text(
        f"{head}sources:\n  mine:\n    title: Mine\nstatements:\n  - source: mine\n    damage: none\n"
    )
    before = file.read_text()
    assert "kept as a person wrote it" in again(site, {"best": "9", "high": "9", "deaths_unknown": "8"})
    assert file.read_text() == before


def test_a_record_that_was_deleted_or_renamed(site: Path, file: Path) -> None:
    """A deleted one is not written again; a renamed one is found by the id that it had."""
    renamed = file.with_name("2014-01-24-market.yml")
    renamed.write_text(f"{file.read_text()}formerly: {NAME}\n")
    file.unlink()
    assert "1  records updated" in again(site, {"best": "9", "high": "9", "deaths_unknown": "8"})
    assert "best 9" in renamed.read_text()
    renamed.unlink()
    assert "not written again" in again(site, {})
    assert not list((site / "briefings/2014").iterdir())


def test_what_the_data_set_withdrew_is_listed_and_stays(site: Path, file: Path) -> None:
    """A row that is gone, but not one that was refused or left out, is withdrawn."""
    output = again(site, {"id": "502"})
    assert "1  records that the file has no row for" in output
    assert f"501: 2014/{NAME}.yml" in report(site)
    assert file.is_file()
    assert "no row for" not in again(site, {"low": "9"}, {"id": "502"})
    name = ged(site / "ged.csv", {"id": "502"}, {"id": "503"})
    assert "no row for" not in run("import", "ucdp-ged", name, "--limit", "1").output


def test_an_entry_of_a_registry_keeps_a_persons_changes(site: Path, file: Path) -> None:
    """A name that you mended stays, new coordinates come in, and an entry that you deleted stays away."""
    places = site / "briefings/registry/places/ucdp-ged.yml"
    places.write_text(
        places.read_text("utf-8").replace("name: Al Mithāl town", "name: Mithal  # the mayor's spelling"),
        "utf-8",
    )
    again(site, {"latitude": "33.4", "where_coordinates": "Al Mithāl town"})
    text = places.read_text("utf-8")
    assert (
        "name: Mithal  # the mayor's spelling\n  country: IQ\n  within: qada-al-mithal\n  lat: 33.4\n" in text
    )
    checks()
    places.write_text(text.partition("qada-al-mithal:\n")[0], "utf-8")
    again(site, {"latitude": "33.4"})
    assert "qada-al-mithal" not in registry(site, "places")
    assert "qada-al-mithal: deleted by hand, and not written again" in report(site)


def test_ids_stay_whatever_comes_before_them(site: Path, file: Path) -> None:
    """A new row of an equally named place does not take the id of the one that is there."""
    again(site, {"id": "400", "adm_1": "Other province", "adm_2": ""}, {})
    assert "place: al-mithal-town\n" in file.read_text()


def test_an_import_that_was_stopped_goes_on(site: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that were written and not noted are taken as they are, and not written beside themselves."""
    (site / "briefings/imports/ucdp-ged.jsonl").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # another day, which no record shows
    before = registry(site, "places")
    assert "1  records unchanged" in again(site, {})
    assert registry(site, "places") == before
    assert [path.name for path in (site / "briefings/2014").iterdir()] == [f"{NAME}.yml"]


def test_windows_line_ends_stay(site: Path, file: Path) -> None:
    """A file that a person saved with other line ends keeps them."""
    file.write_bytes(
        file.read_text("utf-8").replace("Incident in", "Shelling in").replace("\n", "\r\n").encode()
    )
    again(site, {"best": "9", "high": "9", "deaths_unknown": "8"})
    text = file.read_bytes().decode()
    assert "best 9\r\n" in text
    assert text.count("\n") == text.count("\r\n")


def test_a_broken_ledger_is_told(site: Path, file: Path) -> None:
    """Nobody knows then which changes are a person's, so that nothing is written."""
    ledger = site / "briefings/imports/ucdp-ged.jsonl"
    ledger.write_text("<<<<<<< HEAD\n")
    before = file.read_bytes()
    result = run("import", "ucdp-ged", "ged.csv")
    assert result.exit_code == 2
    assert "line 1 of ucdp-ged.jsonl is not what import wrote" in result.output
    assert file.read_bytes() == before
