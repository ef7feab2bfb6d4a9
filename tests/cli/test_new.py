"""`onrecord new`: the file it writes, and what it refuses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from onrecord.cli.new import record_id
from onrecord.cli.skeleton import skeleton
from onrecord.record.reader import Located, read
from onrecord.record.record import Record
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.values.when import Day
from onrecord.yamltext import Keys, Text
from onrecord.yamltext import read as read_yaml
from onrecord.yamltext.writing import scalar
from tests.cli.sites import PLACES, SITE, process, run, write
from tests.schema import core_yaml

TODAY = date(2026, 11, 22)
EMPTY = {name: text for name, text in SITE.items() if not name.startswith("briefings/2024")}
ASKED = ("new", "Attack on Ain al-Asad", "--date", "2024-01-20", "--place", "ain-al-asad")
WRITTEN = "briefings/2024/2024-01-20-attack-on-ain-al-asad.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one place and no record, which is the current folder."""
    monkeypatch.chdir(write(tmp_path, EMPTY))
    return tmp_path


def problems_of(text: str) -> list[str]:
    """What the reader finds wrong with a record's text."""
    root, problems = read_yaml(text.encode(), "x.yml")
    return [p.what for p in [*problems, *read(TypeAdapter(Record), Located("x.yml", root), Record)[1]]]


def test_the_new_record_is_clean_at_once(site: Path) -> None:
    """The file is named by day and title, lies in its year's folder, and has not even a warning."""
    result = run(*ASKED, "--event", "attack")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Wrote {WRITTEN}.\nFill it in, then run `onrecord check`.\n",
    )
    check = run("check", "--strict")
    assert (check.exit_code, check.stdout) == (0, "1 record and 1 registry checked: no problems.\n")
    text = (site / WRITTEN).read_text(encoding="utf-8")
    for line in (
        "title: Attack on Ain al-Asad",
        "date: 2024-01-20",
        "place: ain-al-asad",
        "event: attack",
        "publish: draft",
    ):
        assert f"\n{line}\n" in text


def test_a_place_that_is_not_there_comes_with_the_lines_to_add(site: Path) -> None:
    """The file is written all the same; the lines that the command prints make it clean."""
    result = run("new", "Attack", "--date", "2024-01-20", "--place", "tower-22")
    assert result.exit_code == 0
    assert "There is no place `tower-22` yet. To add it, in briefings/registry/places.yml:\n" in result.stdout
    assert run("check").exit_code == 1
    entry = result.stdout.partition("places.yml:\n\n")[2]
    write(site, {"briefings/registry/places.yml": PLACES + entry})
    assert run("check", "--strict").exit_code == 0


def test_nothing_is_overwritten(site: Path) -> None:
    """A second incident of one day and title is refused, wherever the first one lies."""
    write(site, {WRITTEN: "mine\n"})
    result = run(*ASKED)
    assert result.exit_code == 2
    assert f"{WRITTEN} is there already" in result.stderr
    assert (site / WRITTEN).read_text(encoding="utf-8") == "mine\n"
    (site / WRITTEN).rename(site / "briefings" / Path(WRITTEN).name)
    assert run(*ASKED).exit_code == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--date", "20/1/2024", "--place", "x"), "write 2024-01-20"),
        (("--date", "2024-02-30", "--place", "x"), "February 2024 has 29 days"),
        (("--date", "2199-01-01", "--place", "x"), "in the future"),
        (("--date", "2024-01-20", "--place", "Ain al-Asad"), "for example `ain-al-asad`"),
        (("--date", "2024-01-20", "--place", "x", "--event", "atack"), "did you mean `attack`?"),
        (("--date", "2024-01-20"), "--place"),
    ],
)
def test_a_header_that_cannot_be_is_refused_with_a_hint(site: Path, args: tuple[str, ...], said: str) -> None:
    """Nothing is written, the status is 2, and the answer says what to write."""
    result = run("new", "Attack", *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (site / "briefings" / "2024").exists()


@pytest.mark.parametrize("title", ["", "  ", "a\u202eb", "a\x00b"])
def test_a_title_that_no_record_can_have_is_refused(site: Path, title: str) -> None:
    """An empty title, or one with characters that nobody sees, is not written."""
    result = run("new", title, "--date", "2024-01-20", "--place", "ain-al-asad")
    assert result.exit_code == 2
    assert "the title cannot be used" in result.stderr
    assert not (site / "briefings" / "2024").exists()


TITLES = [
    "Attack: three drones # and a rocket",
    "“Quoted” and 'quoted' and \"quoted\"",
    "no",
    "1.10",
    "- a list?",
    "{a: b}",
    "& * ! | > % @ `",
    "back\\slash",
    "Angriff auf Ölhafen",
    "هجوم على قاعدة",
    "<TITLE> <PLACE>",
    "null",
    "trailing colon:",
    "2024-01-20",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_as_it_was_typed(title: str) -> None:
    """Whatever the title, our reader and a YAML 1.2 parser read it as that text, and the record is valid."""
    text = skeleton(title=title, date=Day.parse("2024-01-20"), place="x", event="other", today=TODAY)
    root, _ = read_yaml(text.encode(), "x.yml")
    assert isinstance(root, Keys)
    written = root.get("title")
    assert isinstance(written, Text)
    assert written.value == core_yaml.load(text)["title"] == title
    assert problems_of(text) == []


def test_plain_titles_stay_plain() -> None:
    """Quotation marks appear only where YAML needs them."""
    assert (
        scalar("Attack on Ain al-Asad's air base (Iraq), 2024")
        == "Attack on Ain al-Asad's air base (Iraq), 2024"
    )
    assert scalar("Attack: one") == '"Attack: one"'


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("Attack on Ain al-Asad", "2024-01-20", "2024-01-20-attack-on-ain-al-asad"),
        ("Öl – Hafen  & 'Café's", "2024-01-20~", "2024-01-20-ol-hafen-cafes"),
        ("هجوم", "2024-01", "2024-01-hjwm"),
        ("هجوم على قاعدة عين الأسد", "2024-01-20", "2024-01-20-hjwm-la-qdh-yn-lsd"),
        ("Нападение на базу", "2024-01-20", "2024-01-20-napadenie-na-bazu"),
        ("袭击空军基地", "2024-01-20", "2024-01-20-xi-ji-kong-jun-ji-de"),
        ("Ataque em Łódź", "2024-01-20", "2024-01-20-ataque-em-lodz"),
        ("Cafe\u0301 ʿAyn", "2024-01-20", "2024-01-20-cafe-ayn"),
        ("– … –", "2024-01-20", "2024-01-20-the-place"),
        ("Two days", "2024-02-02/2024-02-03", "2024-02-02-two-days"),
        ("a" * 200, "2024", "2024-" + "a" * 75),
        ("word " * 40, "2024-01-20", "2024-01-20-" + "-".join(["word"] * 13) + "-word"),
    ],
)
def test_the_id_is_the_first_day_and_the_title_in_ascii(title: str, date: str, expected: str) -> None:
    """At most 80 characters, cut at a word; other scripts are transliterated, and without a letter the
    place stands in for the title.
    """
    made = record_id(title, Day.parse(date), "the-place")
    assert made == expected
    assert len(made) <= 80


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Attack on Ain al-Asad", "Attack on ‘Ain al Asad’"),
        ("هجوم على قاعدة", "هجوم على قاعدة؟"),
        ("– … –", "…"),
        ("x " * 60 + "one", "x " * 60 + "two"),
    ],
)
def test_a_second_title_of_a_day_with_the_same_ascii_is_numbered(site: Path, first: str, second: str) -> None:
    """Titles that differ in what ASCII does not have are both filed; none of them is refused or lost."""
    for title in (first, second, f"{second}!"):
        result = run("new", title, "--date", "2024-01-20", "--place", "ain-al-asad")
        assert result.exit_code == 0, result.output
    ends = sorted(path.stem[-2:] for path in (site / "briefings/2024").iterdir())
    assert len(ends) == 3 and ends[:2] == ["-2", "-3"]
    assert run("new", first, "--date", "2024-01-20", "--place", "ain-al-asad").exit_code == 2
    assert run("check").exit_code == 0


def test_the_new_record_says_when_it_was_filed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`created` is the day in the site's zone, so that feeds date the record by us and not by its source."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert run(*ASKED).exit_code == 0
    assert "\ncreated: 2026-09-21\n" in (site / WRITTEN).read_text(encoding="utf-8")


def test_the_schema_is_named_where_the_site_keeps_one(site: Path) -> None:
    """The first line tells the language server of the schema, by a relative path, if there is one."""
    run(*ASKED)
    assert not (site / WRITTEN).read_text(encoding="utf-8").startswith("# yaml-language-server")
    (site / WRITTEN).unlink()
    assert run("schema", "-o", "schema/record.schema.json").exit_code == 0
    run(*ASKED)
    first = (site / WRITTEN).read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../../schema/record.schema.json"


def test_it_works_in_a_process_of_its_own(site: Path) -> None:
    """The real command writes the file from a folder inside the site."""
    result = process(site / "briefings", *ASKED)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(b"Wrote 2024/2024-01-20-attack-on-ain-al-asad.yml.")


# ---------------------------------------------------------------- the skeleton's fields

SKELETON = skeleton(title="x", date=Day.parse("2024-01-20~"), place="ain-al-asad", event="other", today=TODAY)


def unused() -> list[tuple[int, int]]:
    """(first, last) line of each field that the skeleton holds and does not use."""
    rows = SKELETON.split("\n")
    found = []
    for number, row in enumerate(rows):
        if re.match(r"\s*#[a-z_]+:", row):
            indent = row.index("#")
            last = number
            while rows[last + 1].startswith(" " * indent + "# ") and re.match(
                r"#  +\S", rows[last + 1][indent:]
            ):
                last += 1
            found.append((number, last))
    return found


@pytest.mark.parametrize(
    ("first", "last"), [pytest.param(*span, id=f"line-{span[0] + 1}") for span in unused()]
)
def test_a_field_without_its_sign_is_valid(first: int, last: int) -> None:
    """Deleting the `#` in front of any field that is not in use leaves a valid record."""
    rows = SKELETON.split("\n")
    for number in range(first, last + 1):
        rows[number] = rows[number].replace("#", "", 1)
    # Where the skeleton shows a short and a long form of a field in use, the new one takes its place.
    assert problems_of("\n".join(rows)) == []


@pytest.mark.parametrize("model", [Record, Statement, Source])
def test_no_field_of_the_format_is_missing(model: type[Record] | type[Statement] | type[Source]) -> None:
    """Every key of a record, a statement and a source is in the skeleton, used or not."""
    present = set(re.findall(r"^[\s#-]*([a-z_]+):", SKELETON, re.MULTILINE))
    assert {field.alias or name for name, field in model.model_fields.items()} <= present
