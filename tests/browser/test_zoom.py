"""The map that zooms, in a browser: by each input, with names at every scale, under a strict policy."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ROOT, Open
from tests.browser.test_labels import WRONG

pytestmark = pytest.mark.browser

#: The policy of a strict host, without the hashes by which it lets the theme's own inline scripts through.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
MAP = ".or-map-frame svg.or-map"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def ready(page: Page) -> Locator:
    """The map, when it has its outlines and has come to rest."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".or-map-status")).to_contain_text("in view")
    return page.locator(MAP)


def apart(page: Page) -> float:
    """How far two marks lie from each other, in pixels: what a zoom changes."""
    return float(
        page.evaluate(
            f"""() => {{
                const at = place => {{
                    const circle = document.querySelector(`{MAP} [data-place=${{place}}] circle`);
                    return [+circle.getAttribute('cx'), +circle.getAttribute('cy')];
                }};
                const [a, b] = [at('tower-22'), at('erbil')];
                return Math.hypot(a[0] - b[0], a[1] - b[1]);
            }}"""
        )
    )


def moves_to(page: Page, before: float, factor: float) -> None:
    """Waits until the marks lie ``factor`` times as far apart as before."""
    for _ in range(40):
        if apart(page) == pytest.approx(before * factor, rel=0.02):
            return
        page.wait_for_timeout(50)
    assert apart(page) == pytest.approx(before * factor, rel=0.02)


def middle(page: Page) -> tuple[float, float]:
    """The middle of the map in the window."""
    page.locator(MAP).scroll_into_view_if_needed()
    box = page.locator(MAP).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_script_and_outlines_are_small(site: Path) -> None:
    """The script has 15 kB at most when compressed, the outlines 100 kB; neither names another host."""
    script = (site / "assets/onrecord/map.js").read_bytes()
    outlines = (site / "assets/onrecord/maps/outlines.json").read_bytes()
    assert len(gzip.compress(script)) <= 15_000
    assert len(outlines) <= 100_000
    hosts = set(re.findall(rb"https?://[^\s\"']+", script + outlines))
    assert hosts == {b"http://www.w3.org/2000/svg"}


def test_buttons_zoom_and_lead_back(open_page: Open) -> None:
    """Plus doubles, minus halves, and the whole map comes back; each is 44 pixels high at least."""
    page = open_page("map/").page
    ready(page)
    whole = apart(page)
    for name in ("in", "out", "whole"):
        box = page.locator(f"[data-zoom={name}]").bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
    page.get_by_role("button", name="Zoom in").click()
    moves_to(page, whole, 2)
    expect(page.get_by_role("status").filter(has_text="in view")).to_have_text(
        re.compile(r"Enlarged 2 times: \d+ of 11 places in view\.")
    )
    page.get_by_role("button", name="Zoom out").click()
    moves_to(page, whole, 1)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Whole map").click()
    moves_to(page, whole, 1)
    expect(page.get_by_role("button", name="Whole map")).to_be_disabled()


def test_the_wheel_scrolls_the_page_until_the_map_is_meant(open_page: Open) -> None:
    """A wheel over the map scrolls the page and says how to zoom; with Ctrl, or after a click, it zooms."""
    page = open_page("map/").page
    ready(page)
    x, y = middle(page)
    whole, before = apart(page), page.evaluate("scrollY")
    page.mouse.move(x, y)
    page.mouse.wheel(0, 120)
    page.wait_for_function("before => scrollY > before", arg=before)
    expect(page.locator(".or-map-hint")).to_be_visible()
    assert apart(page) == whole
    x, y = middle(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_timeout(100)
    nearer = apart(page)
    assert nearer > whole * 1.3
    page.mouse.click(x, y)
    stays = page.evaluate("scrollY")
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(100)
    assert apart(page) > nearer * 1.2
    assert page.evaluate("scrollY") == stays


def test_a_mouse_moves_the_map_and_opens_nothing(open_page: Open) -> None:
    """Dragging moves the map under the pointer, and where it ends on a mark, the mark stays closed."""
    page = open_page("map/").page
    ready(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(100)
    x, y = middle(page)
    circle = page.locator(f"{MAP} [data-place=ain-al-asad] circle")
    before = circle.bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    after = circle.bounding_box()
    assert before and after
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, 40), abs=3)
    expect(page.locator(".or-map-panel")).to_be_hidden()


def test_keys_zoom_move_and_lead_back(open_page: Open) -> None:
    """With the map in focus plus and minus zoom, arrows move, Escape shows the whole; the page stays."""
    page = open_page("map/").page
    ready(page)
    page.locator(".or-map-frame").focus()
    whole, top = apart(page), page.evaluate("scrollY")
    page.keyboard.press("+")
    moves_to(page, whole, 2)
    mark = page.locator(f"{MAP} [data-place=tower-22] circle")
    before = float(mark.get_attribute("cx") or 0)
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(100)
    assert float(mark.get_attribute("cx") or 0) > before + 50
    page.keyboard.press("-")
    moves_to(page, whole, 1)
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    moves_to(page, whole, 1)
    assert page.evaluate("scrollY") == top


def test_zooming_never_ends_in_nothing(open_page: Open) -> None:
    """However often a reader presses plus, a mark is in view: an open one, else that next to the middle."""
    page = open_page("map/", "phone").page
    ready(page)
    for _ in range(6):
        page.locator("[data-zoom=in]:not(:disabled)").click(timeout=2000, no_wait_after=True)
        page.wait_for_timeout(350)
        told = page.locator(".or-map-status").inner_text()
        assert not told.endswith("0 of 11 places in view."), told
        if page.locator("[data-zoom=in]").is_disabled():
            break
    page.get_by_role("button", name="Whole map").click()
    page.locator(f"{MAP} [data-place=erbil]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-zoom=in]").click()
    page.wait_for_timeout(100)
    x, y = middle(page)
    box = page.locator(f"{MAP} [data-place=erbil] circle").bounding_box()
    assert box and (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx((x, y), abs=3)


def test_two_fingers_zoom(browser: Browser, address: str) -> None:
    """A pinch enlarges the map; one finger then moves it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + "map/")
    ready(page)
    x, y = middle(page)
    whole = apart(page)
    fingers = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": left, "y": top, "id": number} for number, (left, top) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", (x - 30, y), (x + 30, y))
    for wide in (40, 50, 60):
        touch("touchMove", (x - wide, y), (x + wide, y))
    touch("touchEnd")
    moves_to(page, whole, 2)
    mark = page.locator(f"{MAP} [data-place=tower-22] circle")
    before = float(mark.get_attribute("cx") or 0)
    touch("touchStart", (x, y))
    for far in (15, 30, 45):
        touch("touchMove", (x + far, y))
    touch("touchEnd")
    page.wait_for_timeout(100)
    assert float(mark.get_attribute("cx") or 0) > before + 25
    context.close()


@pytest.mark.parametrize("path", ["map/", "explore/"])
def test_every_mark_is_reached_by_tab_with_its_incidents(open_page: Open, path: str) -> None:
    """Tab goes from mark to mark, in view or not, and shows date, title and link of each incident there."""
    page = open_page(path).page
    ready(page)
    page.locator(".or-map-frame").focus()
    for _ in range(2):
        page.keyboard.press("+")
    marks = page.locator(f"{MAP} a.or-mark")
    assert marks.count() == 11
    for number in range(marks.count()):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)
        focused = page.evaluate("document.activeElement.dataset.place")
        assert focused == marks.nth(number).get_attribute("data-place")
        seen = page.evaluate(
            f"""() => {{
                const map = document.querySelector('{MAP}').getBoundingClientRect();
                const box = document.activeElement.querySelector('circle').getBoundingClientRect();
                const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
                return x > map.left && x < map.right && y > map.top && y < map.bottom;
            }}"""
        )
        assert seen, focused
        ids = (marks.nth(number).get_attribute("data-incidents") or "").split()
        links = page.locator(".or-map-panel a").evaluate_all("all => all.map(link => link.href)")
        for incident in ids:
            assert any(f"/briefings/{incident}/" in link for link in links), (focused, incident)
        assert re.search(r"\d{4}", page.locator(".or-map-panel").inner_text())
    page.keyboard.press("Enter")
    expect(page.locator(".or-map-panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".or-map-panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('a.or-mark')")


@pytest.mark.parametrize(("screen", "width"), [("wide", 0), ("phone", 360), ("phone, dark", 320)])
def test_names_are_whole_and_apart_at_every_scale(open_page: Open, screen: str, width: int) -> None:
    """From far off to as near as can be, no name is cut or lies over another; the whole map has all."""
    page = open_page("map/", screen, width=width).page
    ready(page)
    names = page.locator(f"{MAP} a.or-mark > text")
    assert names.count() == 11
    page.locator(".or-map-frame").focus()
    for key in "--+++++++":
        page.keyboard.press(key)
        page.wait_for_timeout(80)
        assert page.evaluate(WRONG) == []
        sizes = names.evaluate_all("all => all.map(text => parseFloat(getComputedStyle(text).fontSize))")
        assert all(size >= 10 for size in sizes)
    page.keyboard.press("Escape")
    page.wait_for_timeout(80)
    assert names.count() == 11


def test_filters_of_explore_hide_marks_and_their_incidents(open_page: Open) -> None:
    """What is filtered out has no mark, no name and no line in the list of a mark."""
    page = open_page("explore/?place=tower-22").page
    ready(page)
    expect(page.locator(f"{MAP} a.or-mark:visible")).to_have_count(1)
    expect(page.locator(f"{MAP} a.or-mark > text")).to_have_count(1)
    expect(page.locator(".or-map-status")).to_have_text("1 of 1 place in view.")
    page.locator(f"{MAP} a.or-mark:visible").click()
    shown = page.locator(".or-map-panel li")
    assert shown.count() == page.locator(".or-explore__table tbody tr:not([hidden])").count()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(f"{MAP} a.or-mark > text")).to_have_count(11)


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The site below a path of its host, served with the strict policy."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below/a-path"))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the terminal."""

    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/below/a-path/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["map/", "explore/"])
def test_a_strict_policy_and_a_sub_path_change_nothing(browser: Browser, strict: str, path: str) -> None:
    """The map zooms and opens a mark, and nothing of it is refused: only inline scripts of the theme are."""
    page = browser.new_page(reduced_motion="reduce")
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', event => "
        "refused.push([event.effectiveDirective, event.blockedURI, event.sourceFile]))"
    )
    page.goto(strict + path)
    ready(page)
    page.locator("[data-zoom=in]").click()
    page.locator(f"{MAP} a.or-mark:visible").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".or-map-panel")).to_be_visible()
    assert (
        "IRAN" in (page.locator(MAP).text_content() or "")
        or page.locator(f"{MAP} .or-map__ground text").count()
    )
    refused = page.evaluate("refused")
    ours = [
        one for one in refused if one[:2] != ["script-src-elem", "inline"] and "/assets/onrecord/" in str(one)
    ]
    assert ours == []
    assert not [
        one for one in refused if one[0] in ("connect-src", "style-src-attr", "style-src-elem", "img-src")
    ]
    page.close()


def test_from_a_folder_of_files_the_map_keeps_its_ground(browser: Browser, site: Path) -> None:
    """Opened as a file, where browsers read no other file, the map zooms on the ground of the page."""
    page = browser.new_page(reduced_motion="reduce")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"{error} {error.stack}"))
    page.goto((site / "map/index.html").as_uri())
    expect(page.locator(".or-map-status")).to_contain_text("in view")
    whole = apart(page)
    page.locator("[data-zoom=in]").click()
    moves_to(page, whole, 2)
    assert (page.locator(f"{MAP} .or-map__borders").get_attribute("transform") or "").startswith("matrix(2")
    # The theme's search cannot read its index there either.
    assert [told for told in complaints if "search_index" not in told] == []
    page.close()


@pytest.mark.parametrize("screen", ["wide", "phone, dark"])
def test_an_enlarged_map_with_an_open_mark_is_accessible(open_page: Open, screen: str) -> None:
    """Axe finds nothing while a mark's list is open, and nothing sticks out at 320 pixels."""
    page = open_page("map/", screen, width=320 if screen != "wide" else 0).page
    ready(page)
    page.locator("[data-zoom=in]").click()
    page.locator(f"{MAP} [data-place=al-qaim]").focus()
    page.keyboard.press("Enter")
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_without_a_script_the_map_is_there_at_three_scales(open_page: Open) -> None:
    """Region, map, and each crowd from near, Baghdad for one; every mark of the map is a link with a name."""
    page = open_page("map/", script=False).page
    assert page.locator(".or-map--region:visible").count() == 1
    near = page.locator(".or-map--near:visible")
    assert near.count() >= 3
    assert "Baghdad" in (near.first.text_content() or "")
    for drawing in [page.locator(".or-map--wide"), *near.all()]:
        assert drawing.locator("a.or-mark").count() == drawing.locator("a.or-mark > text").count() > 1
    for svg in page.locator(".or-map-scales svg").all():
        assert svg.is_visible()
    assert page.locator(".or-map-bar").count() == 0


def test_the_script_has_no_words_of_its_own(site: Path) -> None:
    """What it says stands in the attributes of the drawing, so that it is in the language of the site."""
    script = (ROOT / "generator/onrecord/pages/scripts/map.js").read_text("utf-8")
    page = (site / "map/index.html").read_text("utf-8")
    names = set(re.findall(r"words\.say(\w+)", script))
    assert len(names) >= 10
    for name in names:
        attribute = re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()
        assert f'data-say-{attribute}="' in page
