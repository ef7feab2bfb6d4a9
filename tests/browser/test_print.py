"""Paper: nothing but the text, with the addresses of its sources."""

from __future__ import annotations

import io
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import KINDS, Open, Opened

pytestmark = pytest.mark.browser

#: Width of the text on A4 and on Letter, in CSS pixels, margins of 16 mm taken off.
PAPER = {"A4": 673, "Letter": 695}


def on_paper(page: Page) -> None:
    """Lays a page out for A4."""
    page.set_viewport_size({"width": PAPER["A4"], "height": 900})
    page.emulate_media(media="print")


def test_paper_has_only_the_text(kind: Opened) -> None:
    """On paper there is no header, menu, footer or search; all of the text is there, black on white."""
    page = kind.page
    # The dark palette, which is not to be printed.
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    on_paper(page)
    shown = page.evaluate(
        """() => ['.md-header', '.md-sidebar', '.md-footer', '.md-tabs', '.or-turn', '.or-search']
            .flatMap(chrome => [...document.querySelectorAll(chrome)])
            .filter(element => element.checkVisibility()).map(element => element.className)"""
    )
    # A drawing is cut by its own frame, on purpose: land goes beyond it.
    cut = page.evaluate(
        """() => [...document.querySelectorAll('article *:not(svg *)')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    colours = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('h1')).color]"""
    )
    assert (shown, cut, colours) == ([], [], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"])


#: Words of up to 16 letters that stand on more than one line.
PARTED = """() => {
    const found = [], range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.parentElement.closest('svg, code, a[href^="http"]')) continue;
        for (const word of text.data.matchAll(/(?<![^\\s(“])[A-Za-z]{2,16}(?![^\\s,.;:)”])/g)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = [...range.getClientRects()].filter(box => box.width).map(box => box.top);
            if (new Set(lines).size > 1) found.push(word[0]);
        }
    }
    return found;
}"""


def test_ordinary_words_stay_whole(kind: Opened) -> None:
    """Columns are wide enough for words of up to 16 letters, on paper and on a phone: none is parted."""
    page = kind.page
    on_paper(page)
    assert page.evaluate(PARTED) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 360, "height": 844})
    assert page.evaluate(PARTED) == []


def test_sources_print_their_addresses(open_page: Open) -> None:
    """Every link of a source is followed by its whole address on paper, and by nothing on a screen."""
    page = open_page(KINDS["briefing"]).page
    after = """() => [...document.querySelectorAll('.footnote li a[href^="http"]')]
        .map(link => [link.getAttribute('href'), getComputedStyle(link, '::after').content])"""
    on_screen = page.evaluate(after)
    page.emulate_media(media="print")
    printed = page.evaluate(after)
    assert len(printed) > 5
    assert {content for _, content in on_screen} == {"none"}
    # Chromium gives the rule back with the attribute resolved.
    assert [href for href, content in printed if href not in content and "attr(href)" not in content] == []


@pytest.mark.parametrize("paper", PAPER)
def test_the_printed_file_has_the_addresses(open_page: Open, paper: str) -> None:
    """The PDF's text has the address of each source, the last number of the list, and, unfolded, a table with
    its header.
    """
    page = open_page(KINDS["briefing"]).page
    addresses = page.evaluate(
        """() => [...document.querySelectorAll('.footnote li a[href^="http"]')]
            .map(link => link.getAttribute('href'))"""
    )
    numbers = page.locator(".footnote li").count()
    text = "\n".join(_printed(page, paper))
    joined = "".join(text.split())
    assert [one for one in addresses if one not in joined] == []
    assert f"{numbers}." in text
    assert "Passage Result Where" in text


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("kind", ["briefing", "month", "explore"])
def test_pages_break_where_it_makes_sense(open_page: Open, kind: str, paper: str) -> None:
    """No heading is alone at the foot of a sheet; a table that goes on has its header again."""
    page = open_page(KINDS[kind]).page
    pages = _printed(page, paper)
    headings = set(page.locator("article :is(h1, h2, h3)").all_inner_texts())
    headings = {" ".join(text.replace("\xb6", "").split()) for text in headings}
    assert len(pages) > 1 and headings
    feet = [" ".join(lines[-1].split()) for text in pages if (lines := text.strip().splitlines())]
    assert not headings & set(feet)
    if kind == "explore":
        rows = [text for text in pages if "CENTCOM said" in text]
        assert len(rows) > 1 and all("Killed" in text and "Responsibility" in text for text in rows)


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("kind", ["briefing", "month"])
def test_a_sheet_says_where_it_comes_from(open_page: Open, kind: str, paper: str) -> None:
    """The citation with the page's address stands open on paper; what only repeats the page does not."""
    text = "".join("".join(_printed(open_page(KINDS[kind]).page, paper)).split())
    assert f"https://onrecord.example/{KINDS[kind]}" in text
    assert "Flashversion" not in text and "SALUTE" not in text and "@misc" not in text


def _printed(page: Page, paper: str) -> list[str]:
    """The text of each sheet."""
    sheets = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    return [text for sheet in sheets if (text := unicodedata.normalize("NFKC", sheet.extract_text())).strip()]
