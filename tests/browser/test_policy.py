"""The policy that the site itself tells servers, in a browser: nothing of any page is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from onrecord.guard.asked import asked
from onrecord.guard.policy import STRICT
from tests.browser.conftest import KINDS

pytestmark = pytest.mark.browser

REMEMBER = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


def test_it_is_the_strict_one(site: Path) -> None:
    """Every directive is the strict one's, but for the hashes of the theme's scripts, which are all used."""
    text = (site / "_headers").read_text("utf-8").partition("Content-Security-Policy: ")[2].splitlines()[0]
    found = {
        name: tuple(sources.split()) for name, _, sources in (one.partition(" ") for one in text.split("; "))
    }
    scripts = found.pop("script-src")
    assert found == {name: sources for name, sources in STRICT.items() if name != "script-src"}
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    inline = {one.source for page in pages for one in asked(page) if one.inline}
    assert scripts[0] == "'self'" and set(scripts[1:]) == inline and len(pages) > 200


def test_every_kind_of_page(browser: Browser, address: str) -> None:
    """No kind of page has anything refused; the map zooms, Explore filters, and both searches answer."""
    page = browser.new_page(reduced_motion="reduce")
    page.add_init_script(REMEMBER)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in KINDS.values():
        answer = page.goto(address + path, wait_until="load")
        assert answer and "default-src 'none'" in answer.headers["content-security-policy"]
        page.wait_for_selector("html.js", state="attached")
        if path in ("map/", "explore/"):
            page.locator("[data-zoom=in]").click()
        if path == "explore/":
            page.locator("select[name=kind]").select_option(index=1)
        if path == "search/":
            page.locator(".or-find__form input").fill("rocket")
            expect(page.locator(".or-find__results a").first).to_be_visible()
        if path == KINDS["briefing"]:
            page.keyboard.press("/")
            page.keyboard.type("rocket")
            expect(page.locator(".md-search-result__item").first).to_be_visible()
        assert page.evaluate("refused") == [], path
    assert complaints == []
    page.close()


def test_columns_of_a_table_by_hand_keep_their_side(browser: Browser, address: str) -> None:
    """The side of a column is a class, and looks as a style would."""
    page = browser.new_page()
    page.goto(f"{address}reference/scale/")
    cell = page.locator("td.or-cell-end").first
    expect(cell).to_have_css("text-align", "end")
    page.close()
