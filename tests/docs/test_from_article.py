"""The guide's page on drafts, made as the page says: its commands, in its order, print what it shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.docs.pages import DOCS
from tests.draft.seed import SEED_SITE

GUIDE = (DOCS / "guide" / "from-article.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def test_the_page_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draft and verify print the page's blocks; the parts of the draft on the page stand in it."""
    shutil.copytree(SEED_SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    drafting, checking, verifying, _ = (line.split()[1:] for line in _blocks("sh"))
    printed = [run(*drafting).stdout]
    assert run(*checking).exit_code == 0
    printed.append(run(*verifying).stdout)
    shown = re.findall(r"(?<!-->)\n\n```text\n(.*?)```", GUIDE, re.DOTALL)
    assert printed == shown
    draft = next(Path("briefings/2024").glob("*.yml")).read_text("utf-8")
    parts = re.findall(r"<!-- part: draft -->\n\n```text\n(.*?)```", GUIDE, re.DOTALL)
    assert len(parts) == 4
    assert [part for part in parts if part not in draft] == []
