"""`onrecord import csv`: a table of one's own, its mapping, and input that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.importers.sites import HEAD, MAPPING, ROW, checks, only_record, own, records, report, statement


def written(site: Path) -> list[str]:
    """Every file below the records folder, but for the registry of one's own."""
    files = (path.relative_to(site / "briefings").as_posix() for path in (site / "briefings").rglob("*"))
    return sorted(file for file in files if file != "registry" and file != "registry/actors.yml")


def refused(site: Path, *rows: str, mapping: str = MAPPING) -> str:
    """What the report says of the rows, behind one that is good."""
    text = HEAD + ROW + "".join(f"{row}\n" for row in rows)
    assert run(*own(site / "list.csv", text, mapping)).exit_code == 1
    return report(site, "our-list")


def test_a_mapping_makes_records_of_any_table(site: Path) -> None:
    """Without a speaker the source speaks in its own voice; the kind of event is left to the editor."""
    result = run(*own(site / "list.csv", HEAD + ROW))
    assert result.exit_code == 0, result.output
    # Elsewhere than on a terminal progress is lines.
    assert "1 rows read, 50%\n1 records filed, 100%\n" in result.stderr
    assert list(records(site)) == ["2024-01-02-ramadi-1"]
    assert statement(site) == {
        "id": "our-list",
        "source": "our-list",
        "killed": {"who": "unspecified", "count": "3"},
    }
    assert "# ? the data set's codes do not say" in next((site / "briefings/2024").iterdir()).read_text()
    checks()


def test_rows_are_refused_each_with_its_reason(site: Path) -> None:
    """A row without a date, with impossible coordinates or numbers, is told; the others are written."""
    text = refused(
        site,
        "2,,Ramadi,33.42,43.30,3",
        "3,2024-01-02,Ramadi,0,0,3",
        "4,2024-01-02,Ramadi,43.30,33.42,3",
        "5,2024-01-02,Ramadi,143.30,33.42,3",
        '6,2024-01-02,Ramadi,33.42,43.30,"1,234"',
        "7,2024-01-02,Ramadi",
        "1,2024-01-02,Ramadi,33.42,43.30,3",
        "8,2099-01-01,Ramadi,33.42,43.30,3",
        "9,2024-02-30,Ramadi,33.42,43.30,3",
        '10,2024-02-03,Ramadi,"33,42",43.30,3',
        "11,03/02/2024,Ramadi,33.42,43.30,3",
        ",2024-02-03,Ramadi,33.42,43.30,3",
        "12,2024-02-03,,33.42,43.30,3",
        "13,2024-02-03,Ramadi,33.42,,3",
    )
    for line in (
        "row 3 (2): `Day` is empty [no-date]",
        "row 4 (3): latitude and longitude are both 0, a point in the sea",
        "row 5 (4): latitude 43.3 and longitude 33.42 lie outside the country; swapped, they lie in it",
        "row 6 (5): `Lat` holds 143.30, and degrees there go from -90 to 90 (are latitude and longitude",
        "row 7 (6): `Killed` holds “1,234”: “1,234” is not a count; write 1234 [bad-count]",
        "row 8 (7): the row has 3 cells, and the table 6 columns [cells]",
        "row 9 (1): an earlier row has the id 1 already [same-id]",
        "row 10 (8): 1 January 2099 has not come yet [future-date]",
        "row 11 (9): `Day`: February 2024 has 29 days [bad-date]",
        "row 12 (10): `Lat` holds “33,42”, and decimals are said to stand behind `.` [bad-coordinates]",
        "row 13 (11): `Day` holds “03/02/2024”: nobody says which number is the month [bad-date]",
        "row 14: `Id` is empty [no-id]",
        "row 15 (12): `Town` is empty [no-place]",
        "row 16 (13): of latitude and longitude only one is there [bad-coordinates]",
    ):
        assert line in text
    assert list(records(site)) == ["2024-01-02-ramadi-1"]
    checks()


def test_refused_rows_can_be_kept_as_a_table(site: Path) -> None:
    """They can be mended there and imported."""
    arguments = own(site / "list.csv", HEAD + ROW + '2,,"Ramadi, west",33.42,43.30,3\n')
    run(*arguments, "--refused", "refused.csv")
    assert (site / "refused.csv").read_text().splitlines() == [
        HEAD.strip(),
        '2,,"Ramadi, west",33.42,43.30,3',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + '1,2024-01-02,"Ram"adi,33.42,43.30,3\n', "line 2: a quotation mark is opened and not closed"),
        (HEAD + '1,2024-01-02,"Ramadi,33.42,43.30,3\n' + ROW, "lines 2 to 3: a quotation mark is opened"),
        (HEAD.replace(",", ";") + ROW.replace(",", ";"), "say what parts them: --separator ';'"),
        ("", "the file has no header"),
        ("Id,Day,,Lat\n", "column 3 has no name"),
        ("Id,Day,Id\n", "two columns of the header are called `Id`"),
        (
            HEAD + ROW.replace("2024-01-02", "02.01.2024"),
            "say how the table is written: --dates day-month-year",
        ),
        (HEAD + '1,2024-01-02,Ramadi,"33,42","43,30",3\n', "--decimal ,"),
        (HEAD + "1,,Ramadi,33.42,43.30,3\n", "every row was refused, the first in row 2: `Day` is empty"),
    ],
)
def test_a_table_that_cannot_be_read_leaves_nothing(site: Path, text: str, message: str) -> None:
    """The message says where and what to do, and no file is written."""
    result = run(*own(site / "list.csv", text))
    assert result.exit_code == 2
    assert message.lower() in result.output.lower()
    assert written(site) == []


def test_encodings_are_asked_for(site: Path) -> None:
    """A byte that is no UTF-8 names its line and the option; nothing is guessed."""
    arguments = own(site / "list.csv", "")
    (site / "list.csv").write_bytes((HEAD + ROW.replace("Ramadi", "Rutbé")).encode("cp1252"))
    result = run(*arguments)
    assert result.exit_code == 2
    assert "line 2 is not utf-8; say how the file is encoded" in result.output
    assert written(site) == []
    assert run(*arguments, "--encoding", "nonsense").exit_code == 2
    assert run(*arguments, "--encoding", "windows-1252").exit_code == 0
    assert only_record(site)["title"] == "Incident in Rutbé"


def test_utf_16_is_told_and_read(site: Path) -> None:
    """The mark at its start tells what it is, and the option is still yours to give."""
    arguments = own(site / "list.csv", "")
    (site / "list.csv").write_bytes((HEAD + ROW).encode("utf-16"))
    assert "--encoding utf-16" in run(*arguments).output
    assert run(*arguments, "--encoding", "utf-16").exit_code == 0
    assert list(records(site)) == ["2024-01-02-ramadi-1"]


def test_the_options_answer_what_is_asked(site: Path) -> None:
    """Semicolons, decimal commas and days before months, as spreadsheets of many countries write them."""
    text = HEAD.replace(",", ";") + "1;02.01.2024;Ramadi;33,42;43,30;3\n"
    arguments = own(site / "list.csv", text)
    result = run(*arguments, *("--separator", ";", "--decimal", ",", "--dates", "day-month-year"))
    assert result.exit_code == 0, result.output
    assert only_record(site)["date"] == "2024-01-02"
    assert "lat: 33.42" in (site / "briefings/registry/places/our-list.yml").read_text()


def test_a_file_that_grows_is_not_imported(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whether its last row was whole."""
    arguments = own(site / "list.csv", HEAD + ROW)
    real = os.fstat
    calls = []

    def growing(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) == 2:
            with (site / "list.csv").open("a") as stream:
                stream.write(ROW.replace("1,", "2,", 1))
        return real(handle)

    monkeypatch.setattr("onrecord.importers.tables.os.fstat", growing)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "the file changed while it was read" in result.output
    assert written(site) == []


def test_a_mapping_for_other_columns_is_told_line_by_line(site: Path) -> None:
    """Every column that the table does not have stands with its line, and what may have been meant."""
    mapping = MAPPING.replace("Town", "Twon").replace("Killed", "Deaths")
    result = run(*own(site / "list.csv", HEAD + ROW, mapping))
    assert result.exit_code == 1
    assert "mapping.yml:8:9: error[unknown-column]: the table has no column `Twon`" in result.output
    assert "= did you mean `Town`?" in result.output
    assert "mapping.yml:14:11: error[unknown-column]" in result.output
    assert "= its columns are: Id, Day, Town, Lat, Lon, Killed" in result.output
    assert written(site) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("precision: exact", "precison: exact", "error[unknown-key]: there is no key `precison`"),
        ("precision: exact", "precision: exakt", "`exakt` is not a term of “Precision of places”"),
        ("killed: Killed", "kiled: Killed", "did you mean `killed`?"),
        ("row: Id\n", "", "error[missing-key]: this file needs `row`"),
        ("killed: Killed", "killed:\n    low: Killed", "a figure has one column, `count`, or three"),
        ("killed: Killed", "killed:\n    count: Killed\n    column: Town", "`Town` names actors"),
        (
            "date: Day",
            "date:\n  start: Day\n  precision:\n    column: Id",
            "what the cells of this column mean",
        ),
        ("date: Day", "date: Day\nevent:\n  column: Id\n  codes: ACLD", "has no codes of `ACLD`"),
        ("row: Id", "row: Id\nfile:\n  decimal: point", "`point` is no decimal sign; one of: ., ,"),
    ],
)
def test_a_mapping_is_checked_like_a_record(site: Path, old: str, new: str, message: str) -> None:
    """Unknown keys and terms, and what is missing, with line and hint."""
    result = run(*own(site / "list.csv", HEAD + ROW, MAPPING.replace(old, new)))
    assert result.exit_code == 1
    assert message.replace("; one of", "\n") in result.output or message.partition(";")[0] in result.output
    assert "mapping.yml:" in result.output
    assert written(site) == []


def test_several_rows_of_one_event(site: Path) -> None:
    """Figures stand beside each other in one statement; rows that say the same of the same are refused."""
    mapping = MAPPING.replace("row: Id", "row: Id\ngroup_by: Event").replace(
        "  killed: Killed", "  killed:\n    count: Killed\n    column: Who"
    )
    mapping = f"{mapping}actors:\n  - column: Who\n    kind: armed-group\nparties:\n  Civil*: civilians\n"
    head = HEAD.replace("Killed", "Killed,Event,Who")
    rows = [
        "1,2024-01-02,Ramadi,33.42,43.30,3,A,Civilians",
        "2,2024-01-05,Hit,33.64,42.83,1,B,Civilians",
        "3,2024-01-03,Ramadi,33.42,43.30,2,A,EF",
        "4,2024-01-03,Hit,33.64,42.83,4,A,Civilians",
        "5,2024-01-05,Hit,33.64,42.83,1,B,Civilians",
    ]
    result = run(*own(site / "list.csv", head + "\n".join(rows) + "\n", mapping))
    assert result.exit_code == 1
    (record,) = records(site).values()
    assert record["date"] == "2024-01-02/2024-01-03"
    assert (record["place"], record["other_places"]) == ("ramadi", ["hit"])
    (said,) = record["statements"]
    assert said["killed"] == [
        {"who": "civilians", "count": "3", "where": "ramadi"},
        {"who": "example-front", "count": "2"},
        {"who": "civilians", "count": "4", "where": "hit"},
    ]
    text = report(site, "our-list")
    assert "row 3 (2): two rows of the event say `killed` of `civilians` [same-figure]" in text
    assert "row 6 (5): two rows of the event" in text
    checks()


def test_rows_with_sources_of_their_own(site: Path) -> None:
    """Each is a source of its record; a row that says nothing leaves a TODO that keeps it a draft."""
    source = 'source:\n  title: "{Headline}"\n  publisher: "{Paper}"\n  url: Link\n  published: Out\n'
    mapping = MAPPING + source
    head = HEAD.replace("Killed", "Killed,Headline,Paper,Link,Out")
    row = "1,2024-01-02,Ramadi,33.42,43.30,,Rockets hit: three dead,Example Press,https://press.example/1,2024-01-03"
    run(*own(site / "list.csv", f"{head}{row}\n", mapping))
    record = only_record(site)
    assert record["sources"] == {
        "row": {
            "title": "Rockets hit: three dead",
            "publisher": "Example Press",
            "url": "https://press.example/1",
            "published": "2024-01-03",
        }
    }
    assert statement(site)["paraphrase"] == "TODO what the source says"
    checks()


def test_what_a_zero_means_is_the_mappings_to_say(site: Path) -> None:
    """Left out unless the mapping says that it is the data set's statement of none."""
    run(*own(site / "list.csv", HEAD + ROW.replace(",3\n", ",0\n")))
    assert statement(site)["paraphrase"] == "Lists the incident."
    mapping = MAPPING.replace("killed: Killed", "killed:\n    count: Killed\n    zero: none")
    run(*own(site / "list.csv", HEAD + ROW.replace(",3\n", ",0\n"), mapping))
    assert statement(site)["killed"] == {"who": "unspecified", "count": "none"}
    checks()


def test_counts_in_words_and_bounds_of_a_column(site: Path) -> None:
    """A cell may hold any count; a column of minimums says so once."""
    mapping = MAPPING.replace("killed: Killed", "killed:\n    count: Killed\n    bound: at least")
    rows = ROW + "2,2024-01-02,Ramadi,33.42,43.30,about 7\n3,2024-01-02,Ramadi,33.42,43.30,4.0\n"
    run(*own(site / "list.csv", HEAD + rows, mapping))
    counts = [one["statements"][0]["killed"]["count"] for one in records(site).values()]
    assert counts == ["at least 3", "about 7", "at least 4"]


def test_conditions_and_limits(site: Path) -> None:
    """Rows that were not asked for are counted, and neither refused nor withdrawn."""
    rows = "".join(ROW.replace("1,2024-01-02", f"{n},2024-01-0{n}") for n in range(1, 6))
    arguments = own(site / "list.csv", HEAD + rows)
    output = run(*arguments, "--since", "2024-01-02", "--until", "2024-01-04", "--where", "Town=Ram*").output
    assert list(records(site)) == ["2024-01-02-ramadi-2", "2024-01-03-ramadi-3", "2024-01-04-ramadi-4"]
    assert "2  rows left out by your conditions" in output
    assert "no row for" not in run(*arguments, "--where", "Id=2").output
    assert "the table has no column `Twon`" in run(*arguments, "--where", "Twon=x").output
    assert run(*arguments, "--where", "Town").exit_code == 2


def test_a_dry_run_writes_nothing(site: Path) -> None:
    """It says what would be written; a report is written only where one is named."""
    arguments = own(site / "list.csv", HEAD + ROW)
    output = run(*arguments, "--dry-run", "--report", "dry.txt").output
    assert "1  records would be written" in output
    assert written(site) == []
    assert "1  records would be written" in (site / "dry.txt").read_text()


def test_a_folder_for_the_records(site: Path) -> None:
    """Only below the briefings folder, and never where something else lies."""
    arguments = own(site / "list.csv", HEAD + ROW)
    for folder in ("../elsewhere", "/tmp", "registry", "imports/x"):
        assert run(*arguments, "--folder", folder).exit_code == 2
    run(*arguments, "--folder", "from-lists")
    assert (site / "briefings/from-lists/2024/2024-01-02-ramadi-1.yml").is_file()


def test_a_registry_with_mistakes_comes_first(site: Path) -> None:
    """What would refer into it could not be looked up."""
    (site / "briefings/registry/actors.yml").write_text("x:\n  nmae: X\n")
    result = run(*own(site / "list.csv", HEAD + ROW))
    assert result.exit_code == 2
    assert "a registry of the site has mistakes" in result.output
    assert written(site) == []


def test_your_own_names_for_what_a_table_has(site: Path) -> None:
    """`same` says which entries of your registries a table means."""
    (site / "briefings/registry/places.yml").write_text("our-ramadi:\n  name: Ramadi\n  precision: exact\n")
    run(*own(site / "list.csv", HEAD + ROW, f"{MAPPING}same:\n  places:\n    Ramadi: our-ramadi\n"))
    assert only_record(site)["place"] == "our-ramadi"
    checks()


def test_hidden_and_control_characters(site: Path) -> None:
    """What nobody sees is left out and counted; nothing of it reaches a record."""
    output = run(*own(site / "list.csv", HEAD + ROW.replace("Ramadi", "Ra\u200bma\x07di"))).output
    assert "1  cells without the characters in them that nobody sees" in output
    assert only_record(site)["title"] == "Incident in Ramadi"
    checks()


def test_names_that_attack_stay_text(site: Path) -> None:
    """Signs of YAML and of Markdown in cells come out as they were."""
    name = '""": {a: b} # <script>*x*[@y]"""'
    run(*own(site / "list.csv", HEAD + ROW.replace("Ramadi", name)))
    assert only_record(site)["title"] == 'Incident in ": {a: b} # <script>*x*[@y]"'
    checks()


def test_a_proposal_is_a_mapping_that_imports(site: Path) -> None:
    """Header and sample make a first mapping; its questions are comments."""
    own(site / "list.csv", HEAD + ROW + ROW.replace("1,2024-01-02", "2,2024-01-03"))
    result = run("import", "csv", "--propose", "list.csv")
    assert result.exit_code == 0
    assert "killed:\n    count: Killed\n    zero: not-coded  # ? or none" in result.output
    (site / "mapping.yml").write_text(result.output)
    assert run("import", "csv", "--mapping", "mapping.yml", "list.csv").exit_code == 0
    assert len(records(site)) == 2
    checks()


def test_a_proposal_reads_the_order_of_dates_only_where_the_rows_tell(site: Path) -> None:
    """25/1 can only be a day before a month; of 2/1 it asks."""
    own(site / "list.csv", HEAD + ROW.replace("2024-01-02", "25/01/2024"))
    assert "dates: day-month-year\n" in run("import", "csv", "--propose", "list.csv").output
    own(site / "list.csv", HEAD + ROW.replace("2024-01-02", "02/01/2024"))
    asked = run("import", "csv", "--propose", "list.csv").output
    assert "# ? 02/01/2024 is no date as it stands" in asked
    assert "day-month-year or month-day-year fits" in asked


def test_wrong_usage(site: Path) -> None:
    """What is missing is named."""
    own(site / "list.csv", HEAD + ROW)
    assert "`csv` needs --mapping" in run("import", "csv", "list.csv").output
    assert "name the file" in run("import", "ucdp-ged").output
    assert (
        "--mapping goes with `csv`" in run("import", "acled", "--mapping", "mapping.yml", "list.csv").output
    )
    assert "this is no table of ACLED" in run("import", "acled", "list.csv").output
    assert run("import", "acled", "--propose").output.startswith("# The mapping of ACLED")
