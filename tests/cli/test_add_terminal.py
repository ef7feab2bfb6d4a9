"""`onrecord add` on a terminal: completion, corrections, and interviews that are broken off."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.cli.sites import run
from tests.cli.terminal import CTRL_C, CTRL_D, ENTER, TAB, Terminal
from tests.cli.test_add import HEADER, WRITTEN, site
from tests.draft.measure import made
from tests.helpers import read_files

__all__ = ["site"]

KEPT = ".onrecord-add.json"


def answers(root: Path) -> list[list[list[str]]]:
    """The kept answers of each interview that waits."""
    drafts = json.loads((root / KEPT).read_text("utf-8"))["drafts"]
    return [draft["answers"] for draft in drafts]


def to_the_end(terminal: Terminal) -> None:
    """Answers from the source on, up to the question whether to write."""
    for question, answer in (
        ("source:", "US forces injured"),
        ("publisher:", ""),
        ("url:", ""),
        ("published:", ""),
        ("lang:", ""),
        ("by:", "CENTCOM"),
        ("paraphrase:", "Rockets were fired."),
        ("quote:", ""),
        ("more:", ""),
        ("another:", ""),
    ):
        terminal.answer(question, answer)
    terminal.wait_for("write:", last=True)


def test_from_the_first_question_to_the_file(site: Path) -> None:
    """Names are completed with Tab, the record is shown, and Enter writes it."""
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", HEADER[0])
        terminal.wait_for("place:", last=True)
        terminal.type("asad")
        terminal.wait_for("ain-al-asad  Ain al-Asad")
        terminal.type(TAB)
        terminal.wait_for("place: ain-al-asad", last=True)
        terminal.type(ENTER)
        terminal.answer("title:", HEADER[2])
        terminal.answer("event", HEADER[3])
        to_the_end(terminal)
        assert "by: us-central-command" in terminal.text
        assert not WRITTEN.exists()
        terminal.type(ENTER)
        assert terminal.wait() == 0
        assert f"Wrote {WRITTEN}." in terminal.text
    assert run("check", "--strict").exit_code == 0
    assert not (site / KEPT).exists()


def test_a_wrong_answer_is_told_at_once_and_can_be_mended(site: Path) -> None:
    """What is meant stands above the same question, which still has the answer."""
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", "20/1/2024")
        terminal.wait_for("“20/1/2024” is not a date; write 2024-01-20")
        terminal.wait_for("date: 20/1/2024", last=True)


def test_one_can_go_back(site: Path) -> None:
    """`<` puts the question before once more, with its answer; at the first one it says so."""
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", "<")
        terminal.wait_for("This is the first question.")
        terminal.answer("date:", "2024-01-19")
        terminal.answer("place:", "<")
        terminal.wait_for("date: 2024-01-19", last=True)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_what_is_broken_off_is_kept_and_gone_on_with(site: Path, key: str) -> None:
    """No record is written; the next run offers the answers, asks where it ended, and lets go of them."""
    before = read_files(site)
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", HEADER[0])
        terminal.answer("place:", HEADER[1])
        terminal.answer("title:", HEADER[2])
        terminal.wait_for("event", last=True)
        terminal.type(key)
        assert terminal.wait() == 130
        assert f"Nothing was written. 3 answers kept in {KEPT}" in terminal.text
    assert {name: text for name, text in read_files(site).items() if name != KEPT} == before
    with Terminal(site, "add") as terminal:
        terminal.wait_for("you broke off “Attack on Ain al-Asad air base” after 3 answers. Go on?")
        terminal.type(ENTER)
        terminal.answer("event", "")
        to_the_end(terminal)
        terminal.type(ENTER)
        assert terminal.wait() == 0
    assert made(WRITTEN).record.event == "other"
    assert not (site / KEPT).exists()


def test_a_closed_terminal_keeps_the_answers(site: Path) -> None:
    """Somebody closes the window, or the connection is lost."""
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", HEADER[0])
        terminal.wait_for("place:", last=True)
        terminal.close()
        terminal.process.wait(60)
    assert answers(site) == [[["date", "2024-01-20"]]]


def test_several_may_wait(site: Path) -> None:
    """The newest is offered first; one that is left stays, one that is deleted goes."""
    for day in ("2024-01-18", "2024-01-19"):
        with Terminal(site, "add") as terminal:
            terminal.wait_for(":", last=True)
            if day == "2024-01-19":
                terminal.type(f"no{ENTER}")
            terminal.answer("date:", day)
            terminal.wait_for("place:", last=True)
            terminal.type(CTRL_C)
            assert terminal.wait() == 130
    assert answers(site) == [[["date", "2024-01-18"]], [["date", "2024-01-19"]]]
    with Terminal(site, "add") as terminal:
        terminal.wait_for("you broke off “2024-01-19”")
        terminal.answer("go on", "delete")
        terminal.wait_for("you broke off “2024-01-18”")
        terminal.answer("go on", "no")
        terminal.wait_for("date:", last=True)
        terminal.type(CTRL_C)
        assert terminal.wait() == 130
    assert answers(site) == [[["date", "2024-01-18"]]]


def test_an_answer_that_holds_no_more_is_asked_again(site: Path) -> None:
    """Where a registry has lost an entry meanwhile, the interview goes on from there."""
    with Terminal(site, "add") as terminal:
        terminal.answer("date:", HEADER[0])
        terminal.answer("place:", HEADER[1])
        terminal.wait_for("title:", last=True)
        terminal.type(CTRL_C)
        assert terminal.wait() == 130
    (site / "briefings/registry/places.yml").write_text("harn:\n  name: Harn\n  precision: exact\n", "utf-8")
    with Terminal(site, "add") as terminal:
        terminal.wait_for("Go on?")
        terminal.type(ENTER)
        terminal.wait_for("place: Ain al-Asad", last=True)


def test_answers_are_kept_where_the_record_cannot_be_written(site: Path) -> None:
    """The message says why, and nobody has to answer everything once more."""
    (site / "briefings/2024").write_text("a file where a folder should be", "utf-8")
    with Terminal(site, "add") as terminal:
        for question, answer in zip(("date:", "place:", "title:", "event"), HEADER, strict=True):
            terminal.answer(question, answer)
        to_the_end(terminal)
        terminal.type(ENTER)
        assert terminal.wait() == 2
        assert "briefings/2024 cannot be made: File exists" in terminal.text
    assert answers(site)[0][-1] == ["another", ""]


def test_a_damaged_file_of_answers_is_named(site: Path) -> None:
    """Nothing is asked that could not be kept."""
    (site / KEPT).write_text("{", "utf-8")
    with Terminal(site, "add") as terminal:
        assert terminal.wait() == 2
        assert f"{KEPT}: it is damaged" in terminal.text.replace("\n", "")


def test_a_terminal_that_moves_no_cursor_is_enough(site: Path) -> None:
    """Without colours and cursor keys the questions are plain lines."""
    with Terminal(site, "add", TERM="dumb", NO_COLOR="1") as terminal:
        terminal.answer("date:", "20/1/2024")
        terminal.wait_for("write 2024-01-20")
