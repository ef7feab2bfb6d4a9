"""The words of every drawing of the demonstration: none is cut at an edge, and none lies over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

#: What is wrong with the words of the drawings that are seen; lines of one text may share their leading.
WRONG = """() => [...document.querySelectorAll('article svg')]
    .filter(svg => svg.checkVisibility() && svg.querySelector('text'))
    .flatMap(svg => {
        const edge = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].filter(text => text.checkVisibility())
            .map(text => [text.textContent, text.getBoundingClientRect()]);
        const cut = texts.filter(([, box]) => box.left < edge.left - .5 || box.right > edge.right + .5
            || box.top < edge.top - .5 || box.bottom > edge.bottom + .5).map(([text]) => `cut: ${text}`);
        const over = texts.flatMap(([text, a], at) => texts.slice(at + 1)
            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
                && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
            .map(([other]) => `over: ${text} / ${other}`));
        return [...cut, ...over];
    })"""


#: Another font than the site's own: a wide one, of other systems.
FONT = ":root { --or-sans: 'DejaVu Sans' !important }"


#: Adds a style sheet as the site's policy allows it: no element of the page.
ADD = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
}"""


def test_no_word_of_a_drawing_is_cut_or_covers_another(open_page: Open, site: Path) -> None:
    """On every page with a drawing, on a wide screen and two phones, in a wide font of other systems too."""
    found = {}
    page = open_page("").page
    host = page.url
    pages = [path for path in sorted(site.rglob("*.html")) if "<text" in path.read_text("utf-8")]
    assert len(pages) > 15
    for path in pages:
        address = path.relative_to(site).as_posix()
        page.goto(host + address, wait_until="domcontentloaded")
        for font in ("", FONT):
            if font:
                page.evaluate(ADD, font)
            for width in (1360, 390, 360):
                page.set_viewport_size({"width": width, "height": 900})
                if wrong := page.evaluate(WRONG):
                    found[address, width, font] = wrong
    assert found == {}


def test_a_phone_has_every_name(open_page: Open) -> None:
    """On the demonstration's map each mark has its name, on a phone as on a wide screen."""
    page = open_page("map/", "phone", width=360, script=False).page
    for drawing in page.locator("svg.or-map:not(.or-map--region)").all():
        assert drawing.locator("a.or-mark").count() == drawing.locator("a.or-mark > text").count()
