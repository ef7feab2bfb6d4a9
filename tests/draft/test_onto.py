"""`onrecord draft --onto`: the statements of a second article, behind what the record has."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.draft.measure import SITE, made
from tests.helpers import read_files

ID = "2024-03-05-harn"
RECORD = """\
# Ours, with a remark that stays.
title: Attack at Harn
date: 2024-03-05
place: harn  # the village
event: attack
publish: draft

sources:
  herald:
    title: Post attacked

statements:
  - by: norland-police
    source: herald
    killed:
      who: civilians
      count: 3
    # ? injured: 4

  - by: tomas-brandt
    source: herald
    quote: We withdrew to spare its people

# The end.
"""
SECOND = """\
Village counts its dead

Three villagers were killed at Harn on Tuesday, the Norland Police said.
“We withdrew to spare its people,” Tomas Brandt said.
“We will return when the road is open,” Brandt said.
Harbour Hospital said it had treated 41 wounded people.
Eastmark has 600 soldiers in Norland.
"""
ASKED = ("draft", "second.txt", "--source", "second", "--published", "2024-03-06", "--onto", ID)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one record and a second article, in the current folder."""
    shutil.copytree(SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    record = tmp_path / f"site/briefings/2024/{ID}.yml"
    record.parent.mkdir()
    record.write_text(RECORD, "utf-8")
    Path("second.txt").write_text(SECOND, "utf-8")
    return record


def test_what_is_there_stays_as_it_was(site: Path) -> None:
    """Every line of the record is still there, in its order, comments too."""
    assert run(*ASKED).exit_code == 0
    lines = iter(site.read_text("utf-8").splitlines())
    assert all(line in lines for line in RECORD.splitlines())


def test_new_statements_stand_behind_the_old_ones(site: Path) -> None:
    """In the order of the article, with their source; a force level goes to a new context."""
    run(*ASKED)
    record = made(site).record
    assert [one.source for one in record.statements] == [("herald",), ("herald",), ("second",), ("second",)]
    assert [quote.text for one in record.statements[2:] for quote in one.quote or ()] == [
        "We will return when the road is open"
    ]
    assert [one.source for one in record.context] == [("second",)]
    assert record.sources["second"].title == "Village counts its dead"


def test_what_the_same_speaker_has_said_is_not_repeated(site: Path) -> None:
    """It is listed, so that the editor may add the source to the statement that is there."""
    run(*ASKED)
    text = site.read_text("utf-8")
    listed = text.partition("in the record from the same speaker")[2]
    assert "Three villagers were killed at Harn" in listed
    assert "“We withdrew to spare its people,”" in listed
    assert text.count("We withdrew to spare its people") == 2


def test_the_second_copy_is_kept_and_verified(site: Path) -> None:
    """The copy is the snapshot of the new source, and each new passage stands in it."""
    run(*ASKED)
    assert run("check").exit_code == 0
    verify = run("verify")
    assert verify.exit_code == 0
    assert "passages verbatim" in verify.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--onto", "2024-03-05-harm"), "did you mean `2024-03-05-harn`?"),
        (("--onto", ID, "--source", "herald"), "the record has a source `herald` already"),
        (("--onto", ID, "--title", "Another"), "with --onto leave these out"),
    ],
)
def test_what_cannot_be_added_is_refused(site: Path, options: tuple[str, ...], said: str) -> None:
    """One line says why, and no file changes."""
    before = read_files(site.parents[2])
    result = run("draft", "second.txt", "--source", "second", "--published", "2024-03-06", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert read_files(site.parents[2]) == before


def test_a_record_in_braces_is_not_changed(site: Path) -> None:
    """What lines cannot be added to is left alone, and the message says how to write it."""
    flow = re.sub(r"sources:\n.*\n.*\n", "sources: {herald: {title: Post attacked}}\n", RECORD)
    site.write_text(flow, "utf-8")
    result = run(*ASKED)
    assert result.exit_code == 2
    assert "`sources` in line 8 is written in a way that nothing can be added to" in result.stderr
    assert site.read_text("utf-8") == flow
