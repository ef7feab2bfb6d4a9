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
    """What draft and verify count stands on the page, and the parts of the draft that it shows are in it."""
    shutil.copytree(SEED_SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    commands = [line.split()[1:] for line in _blocks("sh")]
    assert [command[0] for command in commands] == ["draft", "edit", "check", "verify", "draft", "add"]
    drafting, editing, checking, verifying, *_ = commands
    printed = run(*drafting).stdout
    assert Path(printed.split()[1].rstrip(".")).stem == editing[1]
    assert run(*checking).exit_code == 0
    printed += run(*verifying).stdout
    # The pictures show the rest of it; their words are for those who do not see them.
    words = " ".join(re.findall(r"!\[([^\]]+)\]", GUIDE))
    assert [
        line
        for line in re.findall(r"^ *(\d+ +\w+)", printed, re.MULTILINE)
        if " ".join(line.split()) not in words
    ] == []
    draft = next(Path("briefings/2024").glob("*.yml")).read_text("utf-8")
    parts = re.findall(r"<!-- part: draft -->\n\n```text\n(.*?)```", GUIDE, re.DOTALL)
    assert len(parts) == 4
    assert [part for part in parts if part not in draft] == []
