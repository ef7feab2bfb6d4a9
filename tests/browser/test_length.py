"""A briefing is read in a minute: how long it is, and how often it tells one thing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Open

TOWER_22 = "briefings/2024-01-28-tower-22/"
AIN_AL_ASAD = "briefings/2024-01-20-ain-al-asad/"


@pytest.mark.parametrize(
    ("path", "width", "most"),
    [(TOWER_22, 1360, 4500), (TOWER_22, 390, 7000), (AIN_AL_ASAD, 1360, 5200), (AIN_AL_ASAD, 390, 9000)],
)
def test_a_briefing_is_no_longer_than_its_budget(open_page: Open, path: str, width: int, most: int) -> None:
    """The whole page, with header and foot, in pixels: what is folded is closed."""
    page = open_page(path).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_a_briefing_has_five_sheets(open_page: Open) -> None:
    """On paper everything but the short forms is open, and no sheet is half empty but the last."""
    sheets = PdfReader(io.BytesIO(open_page(TOWER_22).page.pdf(format="A4"))).pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(texts) <= 5
    assert all(len(text) > 900 for text in texts[:-1])
    # How we dated this, and what others said, are folded on the screen.
    assert "Thetranscriptsaysof28January" in "".join(texts)
    assert "Thetalks" in "".join(texts)


@pytest.mark.parametrize(
    "value", ["more than 40", "at least 34", "dozens", "Permanent Mission of Iran", "John Kirby"]
)
def test_a_value_is_told_in_three_places(open_page: Open, value: str) -> None:
    """Key facts, the picture, its statement: below the story nothing stands in a fourth section."""
    told = open_page(TOWER_22).page.evaluate(
        """value => {
            const sections = new Map();
            let title = '';
            const walk = document.createTreeWalker(
                document.querySelector('article'), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                if (node.nodeName === 'H2') title = node.innerText;
                if (node.nodeName !== '#text' || !node.data.includes(value)) continue;
                const at = node.parentElement;
                if (at.closest('details, .or-story, .or-lead, .footnote, title, script')) continue;
                if (at.checkVisibility()) sections.set(title, true);
            }
            return [...sections.keys()];
        }""",
        value,
    )
    assert 1 <= len(told) <= 3, told


def test_a_link_into_a_fold_opens_it(open_page: Open) -> None:
    """An address of something that is folded shows it."""
    page = open_page(f"{TOWER_22}#wording").page
    assert page.evaluate("document.getElementById('wording').open")
    page.goto(f"{page.url.partition('#')[0]}#s-awadi")
    assert page.locator("#s-awadi").evaluate("span => span.closest('details').open")


def test_the_picture_leads_to_every_statement_that_it_shows(open_page: Open) -> None:
    """Each mark is a link with words of its own to a statement of the page."""
    marks = open_page(TOWER_22).page.locator(".or-account .or-chart__wide a.or-point")
    assert marks.count() >= 9
    for at in range(marks.count()):
        mark = marks.nth(at)
        target = mark.get_attribute("href") or ""
        assert target.startswith("#s-") and mark.page.locator(target).count() == 1
        assert len(mark.get_attribute("aria-label") or "") > 10
