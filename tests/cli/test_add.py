"""`onrecord add`: from answers to the file of a record, through lines of input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.cli.filling import filled
from onrecord.cli.skeleton import skeleton
from onrecord.interview.details import details
from onrecord.interview.told import Told
from onrecord.values.when import Day
from tests.cli.sites import SITE, process, run, write
from tests.cli.test_new import TODAY, problems_of
from tests.draft.measure import made
from tests.helpers import read_files

ACTORS = """\
# Kept by the desk.
us-forces:
  name: US forces
  kind: armed-forces
us-central-command:
  name: US Central Command
  kind: armed-forces
  aliases: CENTCOM
"""
REGISTERED = "wire:\n  title: A wire report\n"
EMPTY = {name: text for name, text in SITE.items() if not name.startswith("briefings/2024")}
HEADER = ["2024-01-20", "Ain al-Asad", "Attack on Ain al-Asad air base", "attack"]
SOURCE = ["US forces injured", "Iran Daily", "https://example.org/a", "2024-01-21", "en"]
SAYS = ["a US official", "us-forces", "US personnel suffered injuries.", ""]
WRITTEN = Path("briefings/2024/2024-01-20-attack-on-ain-al-asad-air-base.yml")


def lines(*parts: list[str]) -> str:
    """Answers as the lines of a file."""
    return "".join(f"{answer}\n" for part in parts for answer in part)


#: The shortest record: header, source, a statement, nothing more, and yes.
SHORTEST = lines(HEADER, SOURCE, SAYS, ["", "", "y"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a place, two actors and a source, which is the current folder."""
    registries = {"briefings/registry/actors.yml": ACTORS, "briefings/registry/sources.yml": REGISTERED}
    monkeypatch.chdir(write(tmp_path, EMPTY | registries))
    return tmp_path


def test_answers_become_the_file_that_new_writes(site: Path) -> None:
    """The same explanations, with what was told in their places; the check finds nothing."""
    result = run("add", lines=SHORTEST)
    assert result.exit_code == 0, result.output
    assert f"Wrote {WRITTEN}." in result.stdout
    text = WRITTEN.read_text("utf-8")
    new = skeleton(
        title="Attack on Ain al-Asad air base",
        date=Day.parse("2024-01-20"),
        place="ain-al-asad",
        event="attack",
        today=TODAY,
    )
    explained = re.compile(r"^ *# \S.*$", re.MULTILINE)
    assert explained.findall(text) == explained.findall(new)
    assert not [line for line in text.splitlines() if "TODO" in line and not line.startswith("#")]
    assert run("check", "--strict").stdout == "1 record and 3 registries checked: no problems.\n"
    record = made(WRITTEN).record
    source, (statement,) = record.sources["article"], record.statements
    assert (source.title, source.publisher, source.lang) == ("US forces injured", "Iran Daily", "en")
    assert (str(source.url), str(source.published)) == ("https://example.org/a", "2024-01-21")
    assert statement.by is not None
    assert (statement.by.role, statement.by.of) == ("a US official", "us-forces")
    assert statement.paraphrase == ("US personnel suffered injuries.",)


def test_a_second_statement_keeps_its_source(site: Path) -> None:
    """Empty is the source before, a title another one; and each statement has its own address."""
    again = ["y", "", "CENTCOM", "Rockets were fired.", "", "", "y", "wire", "CENTCOM", "More.", "", "", "y"]
    third = ["Second article", "", "", "", "", "", "It reports more.", "", "", "n", "y"]
    result = run("add", lines=lines(HEADER, SOURCE, SAYS, [""], again, third))
    assert result.exit_code == 0, result.output
    record = made(WRITTEN).record
    assert [one.source for one in record.statements] == [
        ("article",),
        ("article",),
        ("wire",),
        ("article-2",),
    ]
    assert [one.id for one in record.statements] == [None, None, "us-central-command-2", None]
    assert record.statements[3].by is None
    assert set(record.sources) == {"article", "article-2"}
    assert run("check").exit_code == 0


def test_new_places_and_actors_go_into_their_registries(site: Path) -> None:
    """Each at the end of its file, with what the registry needs; the rest of the file stays."""
    answers = lines(
        ["2024-01-20", "+ Harn bridge", "IQ", "", "Attack on a bridge", ""],
        SOURCE,
        ["+ Harn Guards", "armed-group", "They did it.", "", "killed", "civilians, + Bo Li", "person", "3"],
        ["", "n", "y"],
    )
    result = run("add", lines=answers)
    assert result.exit_code == 0, result.output
    places = Path("briefings/registry/places.yml").read_text("utf-8")
    assert places.endswith("\nharn-bridge:\n  name: Harn bridge\n  country: IQ\n  precision: exact\n")
    actors = Path("briefings/registry/actors.yml").read_text("utf-8")
    assert actors == (
        f"{ACTORS}\nharn-guards:\n  name: Harn Guards\n  kind: armed-group\n"
        "\nbo-li:\n  name: Bo Li\n  kind: person\n"
    )
    assert run("check", "--strict").exit_code == 0


#: For each detail, the answers to its questions; what they come to is read by the format's own reader.
DETAILS: dict[str, list[str]] = {
    **{
        key: ["civilians", "at least 3"] for key in ("killed", "injured", "missing", "casualties", "abducted")
    },
    **{key: ["civilians, us-forces", "some"] for key in ("held", "released", "escaped", "rescued")},
    **{key: ["unspecified", "none"] for key in ("detained", "surrendered", "displaced")},
    "time": ["about 18:30"],
    "weapons": ["rocket, missile"],
    "responsibility": ["blames", "us-forces"],
    "as": ["spokesman"],
    "in": ["telegram"],
    "via": ["us-forces"],
    "said": ["2024-01-20T18:00Z"],
    "excerpt": ["US personnel suffered injuries, a US official said."],
    "date": ["2024-01-19"],
    "duration": ["about 6 hours"],
    "place": ["ain-al-asad"],
    "attackers": ["about 40"],
    "projectiles": ["multiple"],
    "intercepted": ["most"],
    "launched_from": ["inside the country"],
    "targets": ["an air base", "us-forces"],
    "vessels": ["MV Example"],
    "units": ["1st Battalion"],
    "damage": ["none"],
    "losses": ["vehicles", "24", "burnt"],
    "in_response_to": ["2024-01-01-earlier"],
}


def test_every_detail_can_be_answered(site: Path) -> None:
    """One statement with every detail there is reads, checks, and holds each of them."""
    assert {choice.id for choice in details().all} == set(DETAILS)
    vessels = "mv-example:\n  name: MV Example\n  kind: tanker\n"
    record = SITE["briefings/2024/2024-01-20-ain-al-asad.yml"].replace("2024-01-20", "2024-01-01")
    write(site, {"briefings/registry/vessels.yml": vessels, "briefings/2024/2024-01-01-earlier.yml": record})
    asked = [line for key, answers in DETAILS.items() for line in (key, *answers)]
    result = run("add", lines=lines(HEADER, SOURCE, SAYS, asked, ["", "n", "y"]))
    assert result.exit_code == 0, result.output
    (statement,) = made(WRITTEN).record.statements
    given = statement.model_dump(by_alias=True, exclude_none=True)
    assert set(DETAILS) <= set(given)
    check = run("check")
    assert check.exit_code == 0, check.stdout


def test_a_detail_that_comes_twice_is_a_list(site: Path) -> None:
    """Two figures of the dead stand side by side; of details that are one value the last one counts."""
    more = ["killed", "civilians", "3", "killed", "us-forces", "some", "time", "evening", "time", "night"]
    assert run("add", lines=lines(HEADER, SOURCE, SAYS, more, ["", "n", "y"])).exit_code == 0
    (statement,) = made(WRITTEN).record.statements
    assert [(one.who, str(one.count)) for one in statement.figures("killed")] == [
        (("civilians",), "3"),
        (("us-forces",), "some"),
    ]
    assert str(statement.time) == "night"


def test_an_accusation_may_name_nobody(site: Path) -> None:
    """In quotation marks stands how the speaker describes them."""
    more = ["responsibility", "suspects", '"a cell of smugglers"', "", "n", "y"]
    assert run("add", lines=lines(HEADER, SOURCE, SAYS, more)).exit_code == 0
    (statement,) = made(WRITTEN).record.statements
    (stance,) = statement.responsibility or ()
    assert (stance.stance, stance.described) == ("suspects", "a cell of smugglers")


def test_a_statement_has_to_say_something(site: Path) -> None:
    """One without words, quotation and facts is asked for its words once more."""
    empty = ["CENTCOM", "", "", "said", "2024-01-20", "", "It happened.", "n", "y"]
    assert run("add", lines=lines(HEADER, SOURCE, empty)).exit_code == 0
    assert made(WRITTEN).record.statements[0].paraphrase == ("It happened.",)


def test_an_incident_over_several_days_is_asked_for(site: Path) -> None:
    """Where it was on one of the days and nobody knows which, the record says so."""
    header = ["2024-01-20/2024-01-22", "n", *HEADER[1:]]
    assert run("add", lines=lines(header, SOURCE, SAYS, ["", "", "y"])).exit_code == 0
    assert made(WRITTEN).record.lasted is False
    assert run("check").exit_code == 0


def test_a_registered_source_is_not_described_again(site: Path) -> None:
    """The record has no sources of its own, and is valid."""
    assert run("add", lines=lines(HEADER, ["wire"], SAYS, ["", "n", "y"])).exit_code == 0
    record = made(WRITTEN).record
    assert (record.sources, record.statements[0].source) == ({}, ("wire",))
    assert run("check", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["20/1/2024"], "line 1 of the answers: “20/1/2024” is not a date; write 2024-01-20"),
        (["2199-01-01"], "is in the future"),
        (["2024-01-20", "ain-al-asat"], "did you mean `ain-al-asad`?"),
        (["2024-01-20", "ain-al-asad", ""], "an answer is needed here"),
        ([*HEADER[:3], "atack"], "did you mean `attack`?"),
        ([*HEADER, *SOURCE[:2], "example.org/a"], "write https://example.org/a"),
        ([*HEADER, *SOURCE, "centcon"], "there is no actor `centcon`"),
        ([*HEADER, *SOURCE, "CENTCOM", "", '"They hit."'], "write They hit."),
        ([*HEADER, *SOURCE, *SAYS, "killed", "civilians", "minus 3"], "a count is never negative"),
        ([*HEADER, *SOURCE, *SAYS, "time", "half past six"], "is not a clock time; write it as 18:30"),
        ([*HEADER, *SOURCE, *SAYS, "killd"], "did you mean `killed`?"),
        ([*HEADER, *SOURCE, *SAYS, "", "perhaps"], "`perhaps` is neither yes nor no"),
        (HEADER, "the answers end where `source` is asked"),
    ],
)
def test_a_wrong_line_ends_it(site: Path, answers: list[str], said: str) -> None:
    """The status is 2, the answer says what is meant, and no file changes."""
    before = read_files(site)
    result = run("add", lines=lines(answers))
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert "othing was written" in result.stderr
    assert read_files(site) == before


def test_lines_may_go_back_and_ask(site: Path) -> None:
    """`<` answers the question before once more, and `?` explains, also in a script."""
    answers = lines(["2024-01-19", "<", "2024-01-20", "?"], HEADER[1:], SOURCE, SAYS, ["", "", "y"])
    result = run("add", lines=answers)
    assert result.exit_code == 0, result.output
    assert "ain-al-asad  Ain al-Asad" in result.stdout
    assert made(WRITTEN).record.date == Day.parse("2024-01-20")


def test_no_at_the_end_writes_nothing(site: Path) -> None:
    """Neither record nor registries; a script keeps no answers either."""
    before = read_files(site)
    answers = lines(["2024-01-20", "+ Harn", "IQ", ""], HEADER[2:], SOURCE, SAYS, ["", "n", "n"])
    result = run("add", lines=answers)
    assert (result.exit_code, "Nothing was written" in result.stdout) == (0, True)
    assert read_files(site) == before


def test_an_incident_that_is_filed_is_refused(site: Path) -> None:
    """A record of that title and day is never overwritten."""
    assert run("add", lines=SHORTEST).exit_code == 0
    before = read_files(site)
    result = run("add", lines=SHORTEST)
    assert (result.exit_code, "is there already" in result.stderr) == (2, True)
    assert read_files(site) == before


def test_a_registry_in_braces_is_refused_before_anything_is_written(site: Path) -> None:
    """Lines cannot be added to it, so that the record is not written either."""
    write(site, {"briefings/registry/places.yml": "{harn: {name: Harn, precision: exact}}\n"})
    before = read_files(site)
    answers = lines(["2024-01-20", "+ Hill", "IQ", ""], HEADER[2:], SOURCE, SAYS, ["", "n", "y"])
    result = run("add", lines=answers)
    assert (result.exit_code, "nothing can be added to" in result.stderr) == (2, True)
    assert read_files(site) == before


def test_it_works_in_a_process_of_its_own(site: Path) -> None:
    """The real command reads its answers through a pipe."""
    Path("answers.txt").write_text(SHORTEST, "utf-8")
    code = "import sys; sys.stdin = open('answers.txt'); from onrecord.cli import main; main(['add'])"
    result = process(site, code=code)
    assert result.returncode == 0, result.stderr
    assert WRITTEN.is_file()


def test_what_was_told_comes_back_as_it_was_typed() -> None:
    """Whatever stands in a text, YAML's own signs included, the record is valid."""
    texts = ["no", "a: b # c", "- x", "“q”", "1.10", "{x}", "هجوم"]
    header = skeleton(title="x", date=Day.parse("2024-01-20"), place="x", event="other", today=TODAY)
    for text in texts:
        told = Told(
            "x",
            Day.parse("2024-01-20"),
            "x",
            "other",
            sources={"article": {"title": text, "publisher": text}},
            statements=({"source": "article", "paraphrase": text, "damage": [text, text]},),
        )
        assert problems_of(filled(header, told)) == []
