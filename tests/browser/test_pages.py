"""What holds for every kind of page, in both palettes, wide and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import KINDS, SCREENS, Open

pytestmark = pytest.mark.browser

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
kinds = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
screens = pytest.mark.parametrize("screen", SCREENS)


@kinds
@screens
def test_opens_cleanly_and_is_accessible(open_page: Open, path: str, screen: str) -> None:
    """A page opens without complaint or request to another host, and axe finds nothing (WCAG 2.2 AA)."""
    opened = open_page(path, screen)
    # The codebook has dozens of tables from one template; some of them stand for all.
    opened.page.evaluate("[...document.querySelectorAll('.or-table')].slice(6).forEach(it => it.remove())")
    found = Axe().run(opened.page, options=AXE).response["violations"]
    broken = [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"][:3]]
    assert broken == []
    assert opened.complaints == []
    assert opened.elsewhere == []


@kinds
def test_nothing_is_cut_off(open_page: Open, path: str) -> None:
    """No page is wider than its window, at 400 % zoom (320 px) neither, and nothing in it sticks out."""
    page = open_page(path).page
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        sticking_out = page.evaluate(
            """() => [...document.querySelectorAll('article *')].filter(element => {
                const box = element.getBoundingClientRect();
                const visible = box.width > 1 && box.height > 1;
                return visible && (box.right > innerWidth + 1 || box.left < -1);
            }).map(element => element.outerHTML.slice(0, 120))"""
        )
        assert (width, wider, sticking_out) == (width, False, [])


@kinds
def test_all_text_is_there_without_script(open_page: Open, path: str) -> None:
    """With JavaScript off, every piece of text that the HTML has can be seen; what is folded unfolds."""
    page = open_page(path, script=False).page
    for fold in page.locator("article details > summary").all():
        fold.click()
    unseen = page.evaluate(
        """() => [...document.querySelectorAll('article :is(h1, h2, h3, p, li, td, blockquote, figcaption)')]
            .filter(element => element.textContent.trim() && !element.matches('p:has(> .or-search)'))
            .filter(element => !element.checkVisibility({visibilityProperty: true, opacityProperty: true})
                || element.getBoundingClientRect().height < 5)
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert unseen == []
    assert page.evaluate("document.querySelector('article h1').textContent.trim()")


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_the_first_screen_has_the_facts(open_page: Open, screen: str) -> None:
    """A first screen, a phone's too, has what happened, when, where, killed, injured and claims."""
    page = open_page(KINDS["briefing"], screen).page
    below = page.evaluate("() => innerHeight")
    first = page.evaluate(
        """() => [...document.querySelectorAll('h1, .or-lead, .or-status, .or-facts tr')]
            .map(row => [row.innerText.trim().split(/[:\\t\\n]/)[0], row.getBoundingClientRect().bottom])"""
    )
    seen = [text for text, bottom in first if bottom <= below]
    assert {"Attack on Tower 22", "When", "Where", "Killed", "Injured", "Claimed"} <= set(seen)


def test_a_table_becomes_labelled_cards_on_a_phone(open_page: Open) -> None:
    """On a phone each cell of a table says what it is, on a line of its own; else the header does."""
    label = """() => {
        const cell = document.querySelector('.or-table td[data-label]');
        const share = cell.getBoundingClientRect().width / innerWidth;
        return [getComputedStyle(cell, '::before').content, share > 0.8];
    }"""
    assert open_page(KINDS["briefing"], "phone").page.evaluate(label) == ['"Killed"', True]
    assert open_page(KINDS["briefing"], "wide").page.evaluate(label) == ["none", False]


@pytest.mark.parametrize(("screen", "width"), [("wide", 1280), ("wide", 780), ("phone", 360)])
def test_texts_of_a_chart_are_legible_and_apart(open_page: Open, screen: str, width: int) -> None:
    """In the browser's fonts too, no text covers another (but for leading); type is ten pixels or more."""
    page = open_page(KINDS["measure"], screen, width=width).page
    overlapping, sizes = page.evaluate(
        """() => {
            const drawings = [...document.querySelectorAll('.or-chart svg')]
                .filter(it => it.checkVisibility());
            const sizes = drawings.map(it => 12 * it.getScreenCTM().a);
            const overlapping = drawings.flatMap(drawing => {
                const texts = [...drawing.querySelectorAll('text')].map(it => [it, it.getBBox()]);
                return texts.flatMap(([one, a], index) => texts.slice(index + 1)
                    .filter(([, b]) => a.x < b.x + b.width && b.x < a.x + a.width
                        && a.y + 5 < b.y + b.height && b.y + 5 < a.y + a.height)
                    .map(([other]) => `${one.textContent} / ${other.textContent}`));
            });
            return [overlapping, sizes];
        }"""
    )
    assert overlapping == []
    assert len(sizes) == 3 and min(sizes) >= 10
