"""Golden pages of the demonstration: a strike, those whom it hit, and their month, line by line.

The seed has its own in ``test_seed.py``. To renew them after a change of templates, words or records, run
this file with ``ONRECORD_RENEW=1`` and read the difference beside the record.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.library.load import publishable
from onrecord.pages.page import Edition
from onrecord.pages.plan import Renderer, plan
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.settings import read_site
from tests.helpers import NOW

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "strike.md": "briefings/2024-02-03-al-qaim-akashat.md",
    "actor.md": "actors/popular-mobilization-forces.md",
    "month.md": "archive/2024/02.md",
}


@pytest.fixture(scope="module")
def markdown() -> dict[str, str]:
    """The Markdown of these pages by address, from the demonstration's records and settings."""
    settings = read_site(ROOT / "mkdocs.yml").settings
    loaded, lock = checked(load(ROOT, settings, NOW), ROOT, settings)
    shown = publishable(loaded.library, NOW, preview=False)
    render = Renderer(ROOT, settings)
    pages = plan(shown.library, Edition(settings, lock=lock))
    return {page.address: render(page) for page in pages if page.address in PAGES.values()}


@pytest.mark.parametrize(("file", "address"), PAGES.items(), ids=PAGES)
def test_a_page_reads_as_it_was_agreed(markdown: dict[str, str], file: str, address: str) -> None:
    """Every line of the page is the one that was read beside the records."""
    if os.environ.get("ONRECORD_RENEW"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / file).write_text(markdown[address], "utf-8")
    assert markdown[address] == (GOLDEN / file).read_text("utf-8")
