"""For every reader: from right to left, by keyboard, at 400 % zoom, without movement, over a slow line."""

from __future__ import annotations

import gzip
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import KINDS, Open, Opened, Quiet, opener
from tests.browser.test_pages import RULES, turn_to
from tests.editions.archives import made
from tests.helpers import build_site
from tests.test_pseudo_language import CONFIG, PAGES, written

pytestmark = pytest.mark.browser

PALETTE = """\
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: onrecord
      toggle: {icon: material/weather-night, name: a}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: onrecord
      toggle: {icon: material/weather-sunny, name: b}
"""
#: A window of 1280 × 1024 pixels at 400 % zoom.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
TYPES = (".css", ".html", ".js", ".json", ".svg")


class Zipped(Quiet):
    """Sends texts as servers do."""

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        """A file, texts compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TYPES or not path.is_file():
            return super().do_GET()
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None


def served(site: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Where a site is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def from_right(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration's records in a site that runs from right to left, with both palettes."""
    files = written("ar")
    config = CONFIG.format(language="ar").replace("  palette:\n    primary: onrecord\n", PALETTE)
    root = tmp_path_factory.mktemp("from-right")
    shutil.copytree(made(tmp_path_factory.mktemp("editions")).kept, root / "editions")
    built = build_site(root, {**files, "mkdocs.yml": config})
    yield from served(built.root / "site")


@pytest.mark.parametrize("kind", PAGES)
def test_from_right_to_left(
    contexts: Callable[[str, bool], BrowserContext], from_right: str, kind: str
) -> None:
    """Axe finds nothing, wide and dark on a phone; nothing is cut off, and headlines begin on the right."""
    with opener(contexts, from_right) as open_page:
        opened = open_page(KINDS[kind])
        page, broken = opened.page, []
        page.evaluate("[...document.querySelectorAll('.or-table')].slice(6).forEach(one => one.remove())")
        for palette, width in (("light", 1280), ("dark", 390)):
            page.set_viewport_size({"width": width, "height": 800})
            turn_to(page, palette)
            found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
            broken += [
                (one["id"], node["html"][:120])
                for one in found.response["violations"]
                for node in one["nodes"]
            ]
        assert (broken, opened.complaints) == ([], [])
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
            ends = page.evaluate(
                """['h1', 'article'].map(name => document.querySelector(name).getBoundingClientRect().right
                    - parseFloat(getComputedStyle(document.querySelector(name)).paddingRight))"""
            )
            assert abs(ends[0] - ends[1]) < 2


def test_nothing_moves_for_who_does_not_want_it(kind: Opened) -> None:
    """Where a system asks for reduced motion, nothing of a page has a transition or an animation."""
    moving = kind.page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after'].map(
            part => [element.outerHTML.slice(0, 80), part, getComputedStyle(element, part || null)]))
            .filter(([, , style]) => style.animationName !== 'none'
                || style.transitionDuration.split(', ').some(duration => parseFloat(duration) > 0))
            .map(([element, part]) => element + part)"""
    )
    assert moving == []


#: What has the focus, and whether its middle or a corner can be seen, as soon as the page has moved and the
#: note of the number before is gone.
FOCUSED = """async () => {
    const element = document.activeElement;
    if (element === document.body) return null;
    // The theme shows the focus of this one around the label behind it.
    const shown = element.matches('.md-option') ? element.nextElementSibling : element;
    const places = [[.5, .5], [0, 0], [1, 1], [0, 1], [1, 0]];
    const seen = () => [...shown.getClientRects()].some(box => places.some(
        ([x, y]) => {
            const at = document.elementFromPoint(
                box.left + 3 + x * (box.width - 6), box.top + 3 + y * (box.height - 6));
            return at && (shown.contains(at) || at.contains(shown) && at.closest('article, nav'));
        }));
    for (let frame = 0; frame < 60 && !seen(); frame++) await new Promise(requestAnimationFrame);
    return [element.outerHTML.slice(0, 120), seen()];
}"""


@pytest.mark.parametrize("zoomed", [False, True], ids=["wide", "at 400 %"])
@pytest.mark.parametrize("kind", ["briefing", "explore", "month", "search", "editions", "section"])
def test_the_keyboard_comes_to_nothing_that_is_hidden(open_page: Open, kind: str, *, zoomed: bool) -> None:
    """Forwards and backwards through a page: what has the focus is on the screen, with nothing over it."""
    if kind not in KINDS:
        pytest.skip("the extra `search` is not installed")
    page = open_page(KINDS[kind], width=ZOOMED["width"] if zoomed else 0).page
    if zoomed:
        page.set_viewport_size(ZOOMED)
    hidden, stops = [], 0
    for key in ("Tab", "Shift+Tab"):
        for _ in range(90):
            page.keyboard.press(key)
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            stops += 1
            if not focused[1]:
                hidden.append((key, focused[0]))
    assert stops > 15
    assert hidden == []


def test_the_keyboard_opens_the_menu_of_a_phone(open_page: Open) -> None:
    """Tab comes to the menu's button, Enter opens it, Tab goes into it, and what is shut is passed over."""
    page = open_page(KINDS["briefing"], "phone").page
    button = page.locator(".md-header label[for=__drawer]")
    archive = page.locator(".md-sidebar--primary").get_by_role("link", name="Archive")
    expect(archive).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    expect(archive).to_be_visible()
    assert _tabs_to(page, ".md-sidebar--primary a[href$='/archive/']")


def _tabs_to(page: Page, selector: str) -> bool:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return True
    return False


@pytest.fixture(scope="module")
def zipped(site: Path) -> Iterator[str]:
    """The demonstration, from a server that compresses."""
    yield from served(site, Zipped)


def test_a_briefing_is_light(browser: Browser, site: Path, zipped: str) -> None:
    """The largest briefings come in 200 kB and 15 requests at most, in a browser that has nothing yet."""
    pages = sorted((site / "briefings").glob("*/index.html"), key=lambda path: path.stat().st_size)[-3:]
    for path in pages:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        sizes: list[float] = []
        client.on("Network.loadingFinished", partial(_note, sizes))
        page.goto(f"{zipped}briefings/{path.parent.name}/", wait_until="networkidle")
        context.close()
        assert 5 < len(sizes) <= 15
        assert 20_000 < sum(sizes) <= 200_000


def _note(sizes: list[float], event: dict[str, Any]) -> None:
    sizes.append(event["encodedDataLength"])
