"""Updates and corrections of the whole site: two lists, newest first, each entry linked to its briefing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.pages.changes import change_pages
from onrecord.settings import Settings
from tests.helpers import ID, library, record, rendered

STATEMENT = "  - source: article\n    damage: none\n"


def changed(day: str, what: str = "two", update: str = "News.") -> str:
    """A record with an update and a correction of that day."""
    header = (
        f"updates:\n  on: {day}\n  text: {update} [@article]\n"
        f"corrections:\n  on: {day}\n  was: {what}\n  now: three\n  note: A slip. [@article]"
    )
    return record(STATEMENT, header=header)


def test_lists_that_are_empty_say_so(tmp_path: Path) -> None:
    """Without an update or a correction the pages are there and say that there is none."""
    found = rendered(library(tmp_path, record(STATEMENT)))
    for address in ("updates.md", "corrections.md"):
        assert "None so far." in found[address]


def test_the_newest_comes_first_with_its_briefing(tmp_path: Path) -> None:
    """Entries are sorted by their own day, and say what was wrong, what is right and where."""
    found = rendered(library(tmp_path, changed("2026-03-01", "old"), b_post=changed("2026-04-01", "new")))
    text = found["corrections.md"]
    assert text.index("1 April 2026") < text.index("1 March 2026")
    assert f"[Attack on the border post](briefings/{ID}.md#updates-and-corrections), 20 January 2024" in text
    assert "We said: new.<br>Right is: three.<br>A slip." in text
    assert "News." in found["updates.md"] and "We said" not in found["updates.md"]
    assert "[^" not in text + found["updates.md"]


def test_text_of_a_correction_stays_text(tmp_path: Path) -> None:
    """What was typed is shown as it was typed."""
    page = rendered(library(tmp_path, changed("2026-03-01", "a <b> *c*")))["corrections.md"]
    assert "<b>" not in page and "*c*" not in page


def test_a_long_list_has_a_page_for_each_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more than a page holds, the newest are on it, and each year has all of its own."""
    monkeypatch.setattr(change_pages, "MOST", 2)
    days = ("2025-01-05", "2025-02-05", "2026-01-05")
    found = rendered(library(tmp_path, **{f"r_{i}": changed(day) for i, day in enumerate(days)}))
    assert (
        "The newest 2 of 3. All of a year: [2026](updates/2026.md) · [2025](updates/2025.md)."
        in found["updates.md"]
    )
    assert len(re.findall("(?m)^- ", found["updates.md"])) == 2
    assert len(re.findall("(?m)^- ", found["updates/2025.md"])) == 2
    assert "](../briefings/r-0.md#" in found["updates/2025.md"]


def test_they_belong_to_the_archive(tmp_path: Path) -> None:
    """A site without an archive has no such lists, and its home page does not link to them."""
    found = rendered(library(tmp_path, record(STATEMENT)), Settings(archive=False))
    assert "updates.md" not in found and "corrections.md" not in found
    assert "corrections.md" not in found["index.md"]
    assert "(corrections.md)" in rendered(library(tmp_path, record(STATEMENT)))["index.md"]


def test_withdrawn_and_withheld_records_are_in_neither(tmp_path: Path) -> None:
    """What is not published has no entry."""
    for state in ("draft", "in-review", "withdrawn"):
        text = changed("2026-03-01", "SECRET").replace("publish: published", f"publish: {state}")
        found = rendered(library(tmp_path / state, text, open_post=record(STATEMENT)))
        assert not [address for address, page in found.items() if "SECRET" in page]
