"""`onrecord edit`: which editor is started, how, and at which line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onrecord.cli.editors import chosen, command, knows_lines
from tests.cli.sites import ID, RECORD, SITE, run, write

FILE = Path(f"briefings/2024/{ID}.yml")
ASKED = RECORD.replace("date: 2024-01-20\n", "date: 2024-01-20?  # ? or the day before\n# ? lasted: no\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one record, which is the current folder; no editor is set."""
    monkeypatch.chdir(write(tmp_path, SITE))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def editor(site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called `nano` that takes the first question away; it writes down what it was given."""
    path = tmp_path_factory.mktemp("bin") / "nano"
    path.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "pathlib.Path('given').write_text('\\n'.join(sys.argv[1:]))\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        "file.write_text(file.read_text().replace('?  # ? or the day before', ''))\n"
    )
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(path))
    return path


def given(site: Path) -> list[str]:
    """The arguments of the editor."""
    return (site / "given").read_text().splitlines()


def test_it_opens_at_the_first_question(site: Path, editor: Path) -> None:
    """The editor is told file and line; afterwards the questions that are left are counted."""
    write(site, {FILE.as_posix(): ASKED})
    result = run("edit", ID)
    assert (result.exit_code, result.stdout) == (0, "1 question left.\n")
    assert given(site) == ["+2", str(site / FILE)]


@pytest.mark.parametrize("name", [ID, f"{ID}.yml", FILE.as_posix()])
def test_without_a_question_it_opens_at_the_first_line(site: Path, editor: Path, name: str) -> None:
    """The id, the file's name and its path all mean the record; nothing is said of a file left alone."""
    result = run("edit", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert given(site) == ["+1", str(site / FILE)]


def test_a_record_that_is_broken_opens_too(site: Path, editor: Path) -> None:
    """That is when an editor is needed most."""
    write(site, {FILE.as_posix(): "title: [\n# ? place: x\n"})
    assert run("edit", ID).exit_code == 0
    assert given(site)[0] == "+2"


def test_visual_comes_before_editor(site: Path, editor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does everywhere; an empty one counts as not set."""
    monkeypatch.setenv("VISUAL", f"{editor} --wait")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert run("edit", ID).exit_code == 0
    assert given(site) == ["--wait", "+1", str(site / FILE)]
    monkeypatch.setenv("VISUAL", " ")
    assert "`no-such-editor` cannot be run" in run("edit", ID).stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2024-01-20-ain-al-asat", f"did you mean `{ID}`?"),
        ("ain-al-asad", f"did you mean `{ID}`?"),
        ("xyz", "its id is the name of its file"),
        ("an-older-id", f"the record `an-older-id` is called `{ID}` now"),
    ],
)
def test_a_record_that_is_not_there_is_named(site: Path, editor: Path, name: str, said: str) -> None:
    """With the one that may be meant; no editor is started."""
    write(site, {FILE.as_posix(): RECORD + "formerly: an-older-id\n"})
    result = run("edit", name)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not (site / "given").exists()


def test_without_an_editor_it_says_what_to_set(site: Path) -> None:
    """And where the question stands, so that it can be opened by hand."""
    write(site, {FILE.as_posix(): ASKED})
    result = run("edit", ID)
    assert result.exit_code == 2
    assert "no editor is set; set one, for example `export EDITOR=nano`" in result.stderr
    assert f"{FILE}, line 2" in result.stderr


def test_an_editor_that_fails_is_named(site: Path, editor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its status is told; an open quotation mark in the variable is no crash."""
    editor.write_text(f"#!{sys.executable}\nraise SystemExit(3)\n")
    result = run("edit", ID)
    assert (result.exit_code, "ended with status 3" in result.stderr) == (2, True)
    monkeypatch.setenv("EDITOR", "'nano")
    result = run("edit", ID)
    assert (result.exit_code, "open quotation mark" in result.stderr) == (2, True)


def test_an_unknown_editor_is_told_the_file(
    site: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which line to go to is printed instead."""
    other = editor.rename(editor.with_name("my-editor"))
    monkeypatch.setenv("EDITOR", str(other))
    write(site, {FILE.as_posix(): ASKED})
    result = run("edit", ID)
    assert "How `" in result.stdout and "go to line 2" in result.stdout
    assert given(site) == [str(site / FILE)]


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        (["vi"], ["vi", "+7", "x.yml"]),
        (["/usr/bin/vim.basic"], ["/usr/bin/vim.basic", "+7", "x.yml"]),
        (["emacsclient", "-t"], ["emacsclient", "-t", "+7", "x.yml"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "x.yml:7:3"]),
        (["C:\\Tools\\Code.exe"], ["C:\\Tools\\Code.exe", "--goto", "x.yml:7:3"]),
        (["subl", "-w"], ["subl", "-w", "x.yml:7:3"]),
        (["hx"], ["hx", "x.yml:7:3"]),
        (["kate", "-b"], ["kate", "-b", "--line", "7", "--column", "3", "x.yml"]),
        (["pycharm", "--wait"], ["pycharm", "--wait", "--line", "7", "x.yml"]),
        (["notepad++"], ["notepad++", "-n7", "x.yml"]),
        (["ed"], ["ed", "x.yml"]),
    ],
)
def test_each_editor_is_told_a_line_in_its_own_way(editor: list[str], expected: list[str]) -> None:
    """Its own arguments stay in front; folder, ending and version of its name do not matter."""
    assert command(editor, Path("x.yml"), 7, 3) == expected
    assert knows_lines(editor) == (editor != ["ed"])


def test_a_file_with_braces_in_its_name_is_that_file() -> None:
    """The marks of our table are not looked for in it."""
    assert command(["vi"], Path("{line}.yml"), 7) == ["vi", "+7", "{line}.yml"]


@pytest.mark.skipif(os.name == "nt", reason="quotation marks are read otherwise there")
def test_an_editor_may_have_blanks_in_its_path() -> None:
    """In quotation marks, as a shell reads them."""
    assert chosen({"EDITOR": "'/opt/my editor/vim' -u NONE"}) == ["/opt/my editor/vim", "-u", "NONE"]
    assert chosen({}) == []
