"""``onrecord short``: one incident in few words on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from tests.helpers import ID, RECORD, REGISTRY, record, write_site

STATEMENT = "  - by: red-wing\n    source: article\n    responsibility: claims\n    weapons: rocket\n"


def short(root: Path, monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> Result:
    """What the command says in a site of this record."""
    write_site(root, {**REGISTRY, RECORD: text})
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["short", *arguments])


def test_it_prints_the_flash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an option it is the flash, with what it comes from."""
    done = short(tmp_path, monkeypatch, record(STATEMENT), ID)
    assert done.exit_code == 0
    assert done.stdout.startswith("Border post, Iraq, Saturday 20 January 2024.")
    assert "Rocket, according to Red Wing." in done.stdout
    assert done.stdout.endswith("\n\nTest.\n")


def test_it_prints_salute_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --form salute there are the six lines."""
    done = short(tmp_path, monkeypatch, record(STATEMENT), ID, "--form", "salute")
    headings = [line.partition(":")[0] for line in done.stdout.splitlines() if ":" in line]
    assert headings[:7] == ["SALUTE", "Size", "Activity", "Location", "Unit", "Time", "Equipment"]


def test_a_draft_is_printed_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor may read a draft in short; nobody can take it for something published."""
    draft = record(STATEMENT).replace("publish: published", "publish: draft")
    done = short(tmp_path, monkeypatch, draft, ID)
    assert done.exit_code == 0 and done.stdout.startswith("NOT PUBLISHED: draft.")


def test_a_withdrawn_record_has_no_short_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a withdrawn record is printed."""
    gone = record(STATEMENT).replace("publish: published", "publish: withdrawn")
    done = short(tmp_path, monkeypatch, gone, ID)
    assert done.exit_code == 2 and "was withdrawn" in done.stderr and not done.stdout


def test_an_unknown_id_names_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in the id is answered with the id that was meant."""
    done = short(tmp_path, monkeypatch, record(STATEMENT), ID + "s")
    assert done.exit_code == 2
    assert f"there is no record `{ID}s`; did you mean `{ID}`?" in done.stderr


def test_a_record_with_problems_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that cannot be used has no short form; its problems are printed instead."""
    done = short(tmp_path, monkeypatch, record(STATEMENT.replace("red-wing", "nobody")), ID)
    assert done.exit_code == 1 and "error[unknown-id]" in done.stderr and not done.stdout
