"""What holds for every kind of page, in both palettes, wide and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from onrecord.library.load import publishable
from onrecord.pages.page import Edition
from onrecord.pages.plan import plan
from onrecord.proof.load import load
from onrecord.settings import read_site
from tests.browser.conftest import KINDS, ROOT, Open, Opened
from tests.chromium import SCREENS
from tests.helpers import NOW

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules whose result depends on the palette; all others need no second look in the other one.
COLOURS = ["color-contrast", "link-in-text-block"]
#: What is looked at on each screen: everything wide and light, and on a phone in the dark.
LOOKS = {"wide": RULES, "wide, dark": COLOURS, "phone, dark": RULES, "phone": COLOURS}


def test_every_kind_of_page_is_opened() -> None:
    """Each template from which the demonstration has a page has one among those that are opened here."""
    site = read_site(ROOT / "mkdocs.yml")
    shown = publishable(load(ROOT, site.settings, NOW).library, NOW, preview=False).library
    templates = {page.address: page.template for page in plan(shown, Edition(site.settings)) if not page.stub}
    opened = {f"{path}index.md" for path in KINDS.values()} | {f"{path[:-1]}.md" for path in KINDS.values()}
    assert len(opened & templates.keys()) > 20
    assert set(templates.values()) - {templates.get(address) for address in opened} == set()


def test_opens_cleanly_and_is_accessible(kind: Opened) -> None:
    """A page opens without complaint or request to another host, and axe finds nothing (WCAG 2.2 AA)."""
    page, broken = kind.page, []
    # The codebook has dozens of tables from one template; some of them stand for all.
    many = "[...document.querySelectorAll('.or-table')].slice(6)"
    page.evaluate(f"{many}.forEach(table => table.style.display = 'none')")
    for screen, rules in LOOKS.items():
        wide, high, palette = SCREENS[screen]
        page.set_viewport_size({"width": wide, "height": high})
        turn_to(page, palette)
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        for one in found.response["violations"]:
            broken += [(screen, one["id"], node["html"][:120]) for node in one["nodes"][:3]]
    turn_to(page, "light")
    page.evaluate(f"{many}.forEach(table => table.style.display = '')")
    assert broken == []
    assert kind.complaints == []
    assert kind.elsewhere == []


def turn_to(page: Page, palette: str) -> None:
    """Turns a page to the light or dark palette, by the theme's own switch."""
    scheme = {"light": "default", "dark": "slate"}[palette]
    if page.evaluate("document.body.dataset.mdColorScheme") != scheme:
        page.locator("label.md-header__button[for^=__palette]:visible").click()
    expect(page.locator(f"body[data-md-color-scheme={scheme}]")).to_be_attached()


def test_nothing_is_cut_off(kind: Opened) -> None:
    """No page is wider than its window, at 400 % zoom (320 px) neither, and nothing in it sticks out."""
    page = kind.page
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        sticking_out = page.evaluate(
            """() => [...document.querySelectorAll('article *')].filter(element => {
                const box = element.getBoundingClientRect();
                const visible = box.width > 1 && box.height > 1;
                // A map that zooms clips what lies beyond its edge.
                const clipped = element.matches('.or-map-frame svg *');
                return visible && !clipped && (box.right > innerWidth + 1 || box.left < -1);
            }).map(element => element.outerHTML.slice(0, 120))"""
        )
        assert (width, wider, sticking_out) == (width, False, [])


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
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
        document.querySelector('#wording').open = true;
        const label = document.querySelector('#wording .or-table td > b');
        const share = label.parentElement.getBoundingClientRect().width / innerWidth;
        return [label.innerText, label.getClientRects().length > 0, share > 0.8];
    }"""
    assert open_page(KINDS["briefing"], "phone").page.evaluate(label) == ["Result", True, True]
    assert open_page(KINDS["briefing"], "wide").page.evaluate(label) == ["Result", False, False]


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
