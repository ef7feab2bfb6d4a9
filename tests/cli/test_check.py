"""`onrecord check`: what it reads, what it says, and its exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.sites import ID, PLACES, RECORD, SITE, UNKNOWN_PLACE, UNUSED_SOURCE, process, run, write

FILE = f"briefings/2024/{ID}.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean site, which is the current folder."""
    monkeypatch.chdir(write(tmp_path, SITE))
    return tmp_path


def test_a_clean_site_is_told_so_with_the_number_of_records(site: Path) -> None:
    """Exit status 0, and a line that says how much was checked."""
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "1 record and 1 registry checked: no problems.\n")


def test_a_problem_is_shown_with_its_line_and_a_way_to_mend_it(site: Path) -> None:
    """Exit status 1, file:line:column, the line with a caret, the hint, and the counts."""
    write(site, {FILE: UNKNOWN_PLACE})
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        f"{FILE}:3:8: error[unknown-id]: there is no place `ain-al-asat`\n"
        "   3 | place: ain-al-asat\n"
        "     |        ^^^^^^^^^^^\n"
        "   = did you mean `ain-al-asad`?\n"
        "1 error in 1 file\n"
        "1 record and 1 registry checked.\n"
    )


def test_all_problems_of_all_files_come_in_one_run(site: Path) -> None:
    """A file that is no YAML does not hide what is wrong with another one, or with a registry."""
    write(
        site,
        {
            "briefings/2024/2024-01-21-one.yml": "title: [\n",
            "briefings/2024/2024-01-22-two.yml": RECORD + "casualtys: 3\n",
            "briefings/2024/2024-01-23-three.yml": "",
            "briefings/registry/weapons.yml": "",
        },
    )
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    codes = {
        (problem["file"].rpartition("/")[2], problem["code"])
        for problem in json.loads(result.stdout)["problems"]
    }
    assert codes >= {
        ("2024-01-22-two.yml", "unknown-key"),
        ("2024-01-23-three.yml", "empty-file"),
        ("weapons.yml", "unknown-registry"),
    }
    assert "2024-01-21-one.yml" in {file for file, _ in codes}


def test_warnings_alone_are_no_failure_unless_asked_for(site: Path) -> None:
    """A source that nothing cites is a warning: status 0, and 1 with --strict."""
    write(site, {FILE: UNUSED_SOURCE})
    assert run("check").exit_code == 0
    assert "warning[unused]" in run("check").stdout
    assert run("check", "--strict").exit_code == 1


def test_the_site_is_found_from_a_folder_inside_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From below the site's root, mkdocs.yml is looked for upwards; files are named from the folder."""
    write(site, {FILE: UNKNOWN_PLACE})
    monkeypatch.chdir(site / "briefings" / "2024")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{ID}.yml:3:8: ")


def test_the_settings_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-f` names the site, whose `briefings` option is followed; paths are shown from the current folder."""
    settings = "site_name: Test\nplugins:\n  - onrecord:\n      briefings: records\n"
    write(tmp_path, {"a/site.yml": settings, "a/records/2024-01-20-x.yml": UNKNOWN_PLACE})
    monkeypatch.chdir(tmp_path)
    result = run("check", "-f", "a/site.yml")
    assert result.exit_code == 1
    assert result.stdout.startswith("a/records/2024-01-20-x.yml:3:8: ")


def test_a_path_limits_what_is_reported_and_not_what_is_known(site: Path) -> None:
    """With a record as PATH, only its problems are told; its references resolve against the whole site."""
    other = "briefings/2024/2024-01-21-other.yml"
    write(site, {other: UNKNOWN_PLACE, FILE: f"{RECORD}related: 2024-01-21-other\n"})
    result = run("check", FILE)
    assert (result.exit_code, result.stdout) == (0, "1 record checked: no problems.\n")
    assert run("check", other).exit_code == 1
    assert run("check", "briefings/2024").exit_code == 1
    assert run("check", FILE, other).stdout.endswith("2 records checked.\n")


def test_a_folder_above_the_records_is_the_site(site: Path) -> None:
    """`onrecord check .` in a site's root is `onrecord check`: mkdocs.yml is not taken for a record."""
    assert run("check", ".").stdout == run("check").stdout


def test_a_registry_can_be_a_path(site: Path) -> None:
    """A registry file is checked on its own like a record."""
    write(site, {"briefings/registry/places.yml": PLACES + "x:\n  name: X\n"})
    result = run("check", "briefings/registry/places.yml")
    assert result.exit_code == 1
    assert "briefings/registry/places.yml:4:1: error[missing-key]" in result.stdout


def test_a_broken_registry_is_told_even_where_one_record_is_asked_for(site: Path) -> None:
    """References cannot be looked up in a registry that is broken, so that the record is not called clean."""
    write(site, {"briefings/registry/places.yml": "ain-al-asad:\n  nam: x\n", FILE: UNKNOWN_PLACE})
    result = run("check", FILE)
    assert result.exit_code == 1
    assert "briefings/registry/places.yml:2:3: error[unknown-key]" in result.stdout


def test_records_without_a_site_find_the_registry_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of a site, the folder that holds registry/ is the records folder."""
    write(
        tmp_path,
        {
            "in/registry/places.yml": PLACES,
            "in/a/2024-01-20-x.yml": RECORD,
            "in/2024-01-21-y.yml": UNKNOWN_PLACE,
        },
    )
    monkeypatch.chdir(tmp_path)
    assert run("check", "in/a/2024-01-20-x.yml").stdout == "1 record checked: no problems.\n"
    assert run("check", "in/a").exit_code == 0
    assert run("check", "in").stdout.startswith("in/2024-01-21-y.yml:3:8: error[unknown-id]")


def test_a_record_without_any_registry_is_read_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single file elsewhere is read without its neighbours."""
    alone = RECORD.replace("place: ain-al-asad\n", "")
    write(tmp_path, {"2024-01-20-x.yml": alone, "notes.yml": "nothing: like a record\n"})
    monkeypatch.chdir(tmp_path)
    result = run("check", "2024-01-20-x.yml")
    assert (result.exit_code, result.stdout) == (0, "1 record checked: no problems.\n")


def test_json_is_alone_on_standard_output(site: Path) -> None:
    """A program reads the problems; the count of records goes to standard error."""
    write(site, {FILE: UNKNOWN_PLACE})
    result = run("check", "--format", "json")
    found = json.loads(result.stdout)
    assert found["version"] == 1
    assert [(p["code"], p["file"], p["line"], p["column"]) for p in found["problems"]] == [
        ("unknown-id", FILE, 3, 8)
    ]
    assert result.stderr == "1 record and 1 registry checked: 1 error in 1 file.\n"


def test_github_gets_annotations(site: Path) -> None:
    """Each problem is a workflow command with file, line and column; a clean site prints none."""
    assert run("check", "--format", "github").stdout == ""
    write(site, {FILE: UNKNOWN_PLACE})
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"::error file={FILE},line=3,col=8,title=unknown-id::there is no place")


def test_gitlab_gets_a_report_of_code_quality(site: Path) -> None:
    """Each problem has file, line, severity and a fingerprint that is its own and stays when lines move."""
    assert json.loads(run("check", "--format", "gitlab").stdout) == []
    both = UNKNOWN_PLACE.replace("  article:", "  first:\n    title: A\n  second:\n    title: B\n  article:")
    write(site, {FILE: both})
    result = run("check", "--format", "gitlab")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [(one["check_name"], one["severity"], one["location"]["lines"]["begin"]) for one in found] == [
        ("unknown-id", "major", 3),
        ("unused", "minor", 6),
        ("unused", "minor", 8),
    ]
    assert all(one["location"]["path"] == FILE and one["description"] for one in found)
    write(site, {FILE: f"# A comment.\n{both}"})
    moved = json.loads(run("check", "--format", "gitlab").stdout)
    assert moved[0]["location"]["lines"]["begin"] == 4
    fingerprints = [one["fingerprint"] for one in found]
    assert [one["fingerprint"] for one in moved] == fingerprints
    assert len(set(fingerprints)) == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("check", "nowhere"), "nowhere"),
        (("check", "notes.md"), "notes.md is no record"),
        (("check", "--format", "xml"), "xml"),
        (("check", "-f", "nowhere.yml"), "nowhere.yml"),
        (("chek",), "check"),
    ],
)
def test_wrong_usage_is_status_2(site: Path, args: tuple[str, ...], said: str) -> None:
    """What was asked for wrongly is said, and is no problem of the records."""
    write(site, {"notes.md": "x"})
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_a_site_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that is no site, and without PATH, the answer is one line and status 2."""
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: there is no mkdocs.yml here or above")


def test_a_folder_of_records_needs_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a briefings folder and no mkdocs.yml, the defaults hold."""
    monkeypatch.chdir(write(tmp_path, {name: text for name, text in SITE.items() if name != "mkdocs.yml"}))
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "settings",
    [
        "plugins:\n  - onrecord:\n      briefing: x\n",
        "plugins:\n  - onrecord:\n      time_zone: Nowhere\n",
        "site_name: [\n",
        "just text\n",
    ],
)
def test_settings_that_cannot_be_used_are_told_in_one_line(site: Path, settings: str) -> None:
    """A mistake in mkdocs.yml is status 2 and one line, without a traceback."""
    write(site, {"mkdocs.yml": settings})
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_a_missing_records_folder_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose records folder is not there is told which option names it."""
    monkeypatch.chdir(write(tmp_path, {"mkdocs.yml": SITE["mkdocs.yml"]}))
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("briefings: error[no-folder]")


HOSTILE = {
    "not-utf-8": b"title: caf\xe9\n",
    "utf-16": "title: x\n".encode("utf-16"),
    "deep": b"a: " + b"[" * 100_000,
    "large": b"a: " + b"x" * 2_500_000,
    "bidi": "title: \u202eabc\n".encode(),
    "nul": b"title: a\x00b\n",
    "list": b"- a\n- b\n",
    "numbers": b"title: " + b"9" * 5_000 + b"\ndate: 2026-02-30\nevent: other\nplace: NO\n",
    "arabic": "title: يوم\nday: 3\n".encode(),
}


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in HOSTILE.items()])
def test_a_hostile_file_is_a_problem_in_every_form(site: Path, data: bytes, form: str) -> None:
    """Whatever bytes a file has, the check tells them with the file's name, and ends with status 1."""
    (site / FILE).write_bytes(data)
    result = run("check", "--format", form)
    assert isinstance(result.exception, SystemExit) and result.exit_code == 1
    assert FILE in result.stdout.replace("%2C", ",")


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_hostile_files_never_lead_to_a_traceback(site: Path, form: str) -> None:
    """In a real process, with a terminal that knows ASCII only: status 1, and nothing of Python's."""
    names = [f"briefings/2024-01-{day}-hostile.yml" for day in range(10, 10 + len(HOSTILE))]
    for name, data in zip(names, HOSTILE.values(), strict=True):
        (site / name).write_bytes(data)
    result = process(site, "check", "--format", form, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 1, result.stderr
    assert b"Traceback" not in result.stderr + result.stdout
    assert [name for name in names if name.encode() not in result.stdout.replace(b"%2C", b",")] == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_among_the_records_is_not_waited_for(site: Path) -> None:
    """What is no file is a problem."""
    os.mkfifo(site / "briefings" / "2024-01-22-pipe.yml")
    result = process(site, "check")
    assert result.returncode == 1
    assert b"2024-01-22-pipe.yml: error[unreadable]" in result.stdout


def test_the_command_does_not_import_mkdocs(site: Path) -> None:
    """Checking is quick, and works where MkDocs is broken."""
    code = (
        "import sys\nfrom onrecord.cli import main\n"
        "try:\n    main(['check'])\nexcept SystemExit as end:\n    print(end.code, 'mkdocs' in sys.modules)\n"
    )
    assert process(site, code=code).stdout.endswith(b"0 False" + os.linesep.encode())
