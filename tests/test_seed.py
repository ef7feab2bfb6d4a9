"""The seed record, as a site of its own: its briefing is the golden page.

To renew it after a change of templates or words, run this file with ``ONRECORD_RENEW=1`` and read the
difference beside the article.
"""

from __future__ import annotations

import os
import re

import pytest

from onrecord.library.load import publishable
from onrecord.pages.page import Edition
from onrecord.pages.plan import Renderer, plan
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.settings import Settings
from tests.helpers import NOW, SITES

SEED = SITES / "seed"
ID = "2024-01-20-ain-al-asad"
EXPECTED = SEED / "expected.md"


@pytest.fixture(scope="module")
def markdown() -> str:
    """The Markdown of the seed's briefing."""
    settings = Settings()
    loaded, lock = checked(load(SEED, settings, NOW), SEED, settings)
    assert not loaded.problems
    shown = publishable(loaded.library, NOW, preview=False)
    render = Renderer(SEED, settings)
    pages = plan(shown.library, Edition(settings, lock=lock))
    return next(render(page) for page in pages if page.address == f"briefings/{ID}.md")


def test_the_briefing_reads_as_it_was_agreed(markdown: str) -> None:
    """Every line of the page is the one that was read beside the article."""
    if os.environ.get("ONRECORD_RENEW"):
        EXPECTED.write_text(markdown, "utf-8")
    assert markdown == EXPECTED.read_text("utf-8")


def test_of_the_article_s_words_two_passages_are_quoted(markdown: str) -> None:
    """The page has two quotations, and neither is a paraphrase in quotation marks."""
    assert re.findall(r"<blockquote[^>]*>\s+“(.*?)”\s+</blockquote>", markdown) == [
        "directly hit their targets",
        "It is also a necessity for preserving constructive bilateral relations between Iraq and the "
        "coalition countries",
    ]
    assert len(re.findall(r"<blockquote|or-words", markdown)) == 2


def test_nobody_was_reported_killed(markdown: str) -> None:
    """The article says nothing of deaths, and the page says just that."""
    assert "\n| **Not reported** | Deaths, which does not say that there were none |\n" in markdown
    assert "Killed" not in markdown.partition("\n## Key facts")[2].partition("\n## ")[0]
    assert not re.search(r"\b0 killed|killed: 0", markdown, re.IGNORECASE)


def test_every_source_that_is_cited_has_its_note(markdown: str) -> None:
    """Each marker has a footnote, and each footnote a marker."""
    notes = set(re.findall(r"(?m)^\[\^([a-z0-9-]+)\]:", markdown))
    markers = set(re.findall(r"\[\^([a-z0-9-]+)\](?!:)", markdown))
    assert notes == markers
