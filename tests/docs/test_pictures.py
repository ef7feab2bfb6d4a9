"""The guide's pictures of the terminal show what the commands print."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.docs.pages import DOCS
from tests.docs.pictures import FOLDER, PICTURES, pictures, rows

GUIDE = (DOCS / "guide" / "from-article.md").read_text("utf-8")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each picture, drawn from runs of now; `ONRECORD_REWRITE=1` keeps them."""
    made = pictures(tmp_path_factory.mktemp("pictures"))
    if os.environ.get("ONRECORD_REWRITE"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, svg in made.items():
            (FOLDER / f"{name}.svg").write_text(svg, "utf-8")
    return made


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_command_prints(drawn: dict[str, str], name: str) -> None:
    """Each line of the kept picture is on the screen of the run, in its order, and no other."""
    assert rows((FOLDER / f"{name}.svg").read_text("utf-8")) == rows(drawn[name])
    assert len(rows(drawn[name])) > 2


def test_the_guide_shows_each_picture_with_its_words() -> None:
    """Each has a text for those who do not see it, and no file lies there that no page shows."""
    shown = re.findall(r"!\[([^\]]+)\]\(\.\./images/terminal/([a-z-]+)\.svg\)", GUIDE)
    assert sorted(name for _, name in shown) == sorted(PICTURES)
    assert all(len(words) > 60 for words, _ in shown)
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_for_nothing_from_elsewhere(name: str) -> None:
    """Neither a font nor a script nor a style: it is shown under the strictest policy."""
    svg = (FOLDER / f"{name}.svg").read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|@import|@font-face|<script|<style|style=|class=|url\((?!#)", svg)
    assert str(Path.home()) not in svg
