"""Maps in a browser: the shared ground is drawn, in both palettes, on paper and under a strict policy."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
BRIEFING = "briefings/2024-01-28-tower-22/"
STRICT = "default-src 'none'; img-src 'self'; style-src 'self'"


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The site, served with a policy that lets nothing through but its own pictures and styles."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the terminal."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("screen", ["wide", "wide, dark", "phone"])
def test_a_locator_shows_land_and_names(open_page: Open, screen: str) -> None:
    """The ground comes from the shared file: land differs from sea, and names of countries stand on it."""
    page = open_page(BRIEFING, screen, script=False).page
    page.locator(".or-locator").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    locator = page.locator(".or-locator svg")
    whole = locator.screenshot()
    page.evaluate("document.querySelector('.or-locator use').remove()")
    # A picture of one colour with a dot and a name packs into far fewer bytes.
    assert len(whole) > 1.3 * len(locator.screenshot())


def test_a_strict_policy_lets_the_ground_through(browser: Browser, strict: str) -> None:
    """Where only the site's own pictures and styles are allowed, the locator is not blank."""
    page = browser.new_page()
    page.goto(strict + BRIEFING)
    page.wait_for_load_state("networkidle")
    box = page.locator(".or-locator use").bounding_box()
    assert box and box["width"] > 100 and box["height"] > 80
    page.close()


@pytest.mark.parametrize(("screen", "shown"), [("wide", "wide"), ("phone", "narrow")])
def test_one_of_the_two_drawings_is_seen(open_page: Open, screen: str, shown: str) -> None:
    """A screen shows the drawing made for its width, whose letters are at least ten pixels high."""
    page = open_page("map/", screen, width=360 if screen == "phone" else 0, script=False).page
    seen = page.locator(":is(.or-map--wide, .or-map--narrow):visible")
    assert seen.count() == 1
    assert f"or-map--{shown}" in (seen.get_attribute("class") or "")
    heights = page.locator(f".or-map--{shown} text").evaluate_all(
        "all => all.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert heights and min(heights) >= 10


def test_a_mark_is_reached_and_seen_by_keyboard(open_page: Open) -> None:
    """Marks are links in the order of the page; the one in focus has a strong outline and a name."""
    page = open_page("map/").page
    mark = page.locator(".or-map--wide .or-mark--point").first
    before = mark.locator("circle").evaluate("one => getComputedStyle(one).strokeWidth")
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == mark.get_attribute("aria-label") != ""
    after = page.locator(".or-mark:focus circle").evaluate("one => getComputedStyle(one).strokeWidth")
    assert float(after.removesuffix("px")) > float(before.removesuffix("px"))
