"""Words and addresses that are longer than any line: a phone and a sheet of paper show all of them."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Quiet
from tests.helpers import Built, build_site
from tests.hostile.archive import MAIN, files

pytestmark = pytest.mark.browser

WORD = "Donaudampfschiff" * 15
ADDRESS = "https://www.example.org/" + "a1b2c3d4e5f6" * 23
#: The width of the text on A4 and of two phones, in CSS pixels.
PAPER, PHONES = 673, (320, 360)
CONFIG = """
site_name: A site
site_url: https://onrecord.example/sub/
theme: {name: material, font: false, palette: {primary: PALETTE}, features: [navigation.footer]}
plugins:
  - search
  - onrecord:
      short_forms: [flash, salute]
      report_errors: errors@onrecord.example
      rules: {figure-in-title: off, loaded-term: off, unsourced-sentence: off}
"""


@pytest.fixture(scope="module", params=["onrecord", "indigo"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site that has both in every field of its records, with our palette and with one of the theme's."""
    assert (len(WORD), len(ADDRESS)) == (240, 300)
    data = files(lambda _: f"{WORD} {ADDRESS}")
    data[f"2024/{MAIN}.yml"]["sources"]["article"]["url"] = ADDRESS
    records = {f"briefings/{path}": json.dumps(content) for path, content in data.items()}
    settings = CONFIG.replace("PALETTE", request.param)
    root = tmp_path_factory.mktemp("long")
    return build_site(
        root, {"mkdocs.yml": settings, **records}, strict=False, expect="these words are the quotation"
    )


@pytest.fixture(scope="module")
def page(built: Built, browser: Browser) -> Iterator[Page]:
    """A window at the front of that site."""
    handler = functools.partial(Quiet, directory=str(built.root / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}/", reduced_motion="reduce")
    yield made
    made.close()
    server.shutdown()
    server.server_close()
    thread.join()


def addresses(built: Built) -> list[str]:
    """Every page of the site; in the theme's palette one of each folder and depth."""
    folder: Path = built.root / "site"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    kinds = {one.partition("/")[0] for one in found}
    assert {"briefings", "archive", "explore", "actors", "places", "sources", "quotes", "tallies"} <= kinds
    assert {"index.html", "map", "data", "verification", "updates", "corrections"} <= kinds
    if "indigo" in (built.root / "mkdocs.yml").read_text("utf-8"):
        # The theme's palettes differ from ours in colours and frames, not in what a page holds.
        return list({(one.partition("/")[0], one.count("/")): one for one in found}.values())
    return found


#: What reaches beyond the page, or is cut by what holds it. A drawing is cut by its own frame.
BEYOND = """() => [...document.querySelectorAll('body *:not(svg *):not(.md-sidebar *):not(.md-search *)')]
    .filter(element => element.checkVisibility() && element.getClientRects().length)
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .map(element => element.outerHTML.slice(0, 160))"""


#: What is in a box that would have to be scrolled, which paper cannot.
CUT = """() => [...document.querySelectorAll('article *:not(svg *)')]
    .filter(element => element.checkVisibility() && element.clientWidth)
    .filter(element => getComputedStyle(element).overflowX !== 'visible')
    .filter(element => element.scrollWidth > element.clientWidth + 1)
    .map(element => element.outerHTML.slice(0, 160))"""


def test_no_page_is_wider_than_a_phone_or_paper(page: Page, built: Built) -> None:
    """At 320 and 360 pixels, and on A4, nothing lies beyond the edge; on paper no box would scroll."""
    wrong = []
    for address in addresses(built):
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": PHONES[0], "height": 700})
        page.goto(address)
        for width in (*PHONES, PAPER):
            page.emulate_media(media="print" if width == PAPER else "screen")
            page.set_viewport_size({"width": width, "height": 700})
            over = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
            beyond = page.evaluate(BEYOND) + (page.evaluate(CUT) if width == PAPER else [])
            if over > 0 or beyond:
                wrong.append((width, address, over, beyond[:1]))
    assert wrong == []
