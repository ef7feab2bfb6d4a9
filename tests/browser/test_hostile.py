"""Hostile text in every text field, in a browser: it is shown as typed, runs nothing, and asks nobody."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect

from onrecord.yamltext.characters import refused
from tests.browser.conftest import Quiet
from tests.hostile.archive import MAIN, files, names
from tests.hostile.oracle import spaced
from tests.hostile.strings import ATTRIBUTES, BLOCKS, CODE, FOREIGN, HTML, INLINE, LINES, PROSE, VALUES

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: A site
site_url: https://onrecord.example/
theme: {name: material, font: false, features: [content.footnote.tooltips, search.highlight, search.suggest]}
plugins:
  - search
  - onrecord:
      cards: false
      short_forms: [salute]
"""
#: In how many sites each field has had each string.
TURNS = 3
STRINGS = tuple(
    text
    for text in (*HTML, *CODE, *ATTRIBUTES, *INLINE, *BLOCKS, *LINES, *FOREIGN, *PROSE, *VALUES)
    if not refused(text)
)
#: Every third string, so that each text has some of each kind.
TEXTS = tuple(" ".join(STRINGS[turn::TURNS]) for turn in range(TURNS))
#: What a page of ours never has, nor a result of its search.
RUNS = (
    "img, script:not([src]), style, iframe, object, embed, base, meta, link, form, video, math, template, "
    "[style]"
)
#: Before a page runs anything: what its policy refused is remembered.
REMEMBER = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
#: The elements of a page's article, by name; drawings leave out names that find no room, and say how many.
ELEMENTS = """() => [...document.querySelectorAll(".md-content article *")]
  .filter((one) => !one.closest("svg, .or-map__unnamed")).map((one) => one.localName)"""


@dataclass
class Reader:
    """A browser's page in a site, with what it complained of."""

    page: Page
    address: str
    root: Path
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(REMEMBER)
        self.page.on("dialog", self._dismiss)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("popup", lambda other: self.wrong.append(other.url))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.wrong.append(said.text)

    def _watch(self, sent: Request) -> None:
        if not sent.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(sent.url)

    def open(self, path: str) -> Page:
        """A page of the site, once its scripts have run."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html.js", state="attached")
        return self.page

    def complaints(self) -> list[str]:
        """What was wrong on the pages since the last time."""
        found = [*self.wrong, *self.page.evaluate("window.refused ?? []")]
        self.wrong.clear()
        return found

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages."""
        paths = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))
        return sorted(path.removesuffix("index.html") for path in paths)


def made(root: Path, text: Callable[[str], str]) -> Path:
    """The archive with ``text(name)`` in each field, built."""
    for path, content in files(text).items():
        target = root / "briefings" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    return root / "site"


def turned(turn: int) -> Callable[[str], str]:
    """Each field's text after ``turn`` turns; no two fields have the same."""

    def text(name: str) -> str:
        number = names().index(name)
        return f"{TEXTS[(number + turn) % TURNS]} {number}".replace("\r", "\n")

    return text


def harmless(name: str) -> str:
    """A text as long as the hostile ones, of words alone."""
    return " ".join([f"plain{names().index(name)}words"] * (len(TEXTS[0]) // 12))


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Reader]]:
    """Makes a site whose fields are filled in one of the ways, once, and opens a browser on it."""
    found: dict[str, Reader] = {}
    servers: list[tuple[http.server.ThreadingHTTPServer, threading.Thread]] = []

    def opened(way: str) -> Reader:
        if way not in found:
            text = turned(int(way)) if way.isdigit() else harmless
            root = made(tmp_path_factory.mktemp("hostile"), text)
            server = http.server.ThreadingHTTPServer(
                ("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))
            )
            servers.append((server, threading.Thread(target=server.serve_forever, daemon=True)))
            servers[-1][1].start()
            page = browser.new_page(reduced_motion="reduce")
            found[way] = Reader(page, f"http://127.0.0.1:{server.server_port}/", root)
        return found[way]

    yield opened
    for one in found.values():
        one.page.close()
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def elements(reader: Callable[[str], Reader]) -> dict[str, Counter[str]]:
    """The elements of each page where the text is harmless."""
    plain = reader("harmless")
    found = {path: Counter(plain.open(path).evaluate(ELEMENTS)) for path in plain.pages}
    assert plain.complaints() == [] and len(found) > 30
    return found


@pytest.mark.parametrize("turn", range(TURNS))
def test_every_page(reader: Callable[[str], Reader], elements: dict[str, Counter[str]], turn: int) -> None:
    """No dialog, no request, no error, nothing that the policy refuses; elements are the template's."""
    hostile = reader(str(turn))
    assert hostile.pages == sorted(elements)
    for path, wanted in elements.items():
        found = Counter(hostile.open(path).evaluate(ELEMENTS))
        assert hostile.complaints() == [], path
        assert found == wanted, path


def title(reader: Reader) -> str:
    """The title of the incident as its page shows it."""
    return spaced(reader.open(f"briefings/{MAIN}/").locator("h1").inner_text())


def test_the_search_box(reader: Callable[[str], Reader]) -> None:
    """Results and suggestions hold text alone, also where it is what was asked for."""
    hostile = reader("0")
    shown = title(hostile)
    assert "<script>" in shown
    for words in (
        "alert",
        "script",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "evil.example",
        "[x](y)",
        "{{7*7}}",
    ):
        page = hostile.open("codebook/")
        page.keyboard.press("/")
        page.keyboard.type(words)
        if words in ("alert", "script"):
            results = page.locator(".md-search-result__item")
            expect(results.first).to_be_visible()
            texts = [spaced(text) for text in page.locator(".md-search-result__item h1").all_inner_texts()]
            assert any(text.startswith(shown) for text in texts)
        else:
            page.wait_for_timeout(300)
        assert page.locator(f".md-search__output :is({RUNS})").count() == 0
        assert page.locator(f".md-search__suggest :is({RUNS})").count() == 0
        assert hostile.complaints() == [], words


def test_the_page_search(reader: Callable[[str], Reader]) -> None:
    """Links, passages and filters of the page Search are texts; so is what its address asks for."""
    hostile = reader("0")
    shown = title(hostile)
    page = hostile.open("search/?words=alert")
    expect(page.locator(".or-find__results a").first).to_be_visible()
    assert shown in [spaced(text) for text in page.locator(".or-find__results li > a").all_inner_texts()]
    assert page.locator(f".or-find__results :is({RUNS})").count() == 0
    names_of_places = page.locator("select[name=place] option").all_inner_texts()
    assert any("<" in name for name in names_of_places)
    for address in (
        "words=<img src=x onerror=alert(1)>",
        "place=<script>alert(1)</script>",
        "order=javascript:alert(1)",
    ):
        hostile.open(f"search/?{address}#<img src=x onerror=alert(1)>")
        assert hostile.page.locator(".or-find :is(img, script:not([src]), style, iframe)").count() == 0
    assert hostile.complaints() == []


def test_explore(reader: Callable[[str], Reader]) -> None:
    """Filters, chips and what is saved hold the texts; an address that is no choice is told as text."""
    hostile = reader("1")
    page = hostile.open("explore/")
    form = page.locator(".or-explore__form")
    expect(form).to_be_visible()
    for name in ("place", "actor", "kind"):
        values = form.locator(f"select[name={name}] option").evaluate_all(
            "all => all.map((one) => one.value)"
        )
        for value in [one for one in values if one][:4]:
            form.locator(f"select[name={name}]").select_option(value)
            expect(page.locator(".or-explore__chips button")).to_have_count(1)
            assert page.locator(f".or-explore__chips :is({RUNS})").count() == 0
            page.locator(".or-explore__chips button").click()
    with page.expect_download() as saved:
        form.locator("button[value=geojson]").click()
    kept = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert any("<" in one["properties"]["title"] for one in kept["features"])
    page = hostile.open("explore/?place=<img src=x onerror=alert(1)>&actor=javascript:alert(1)&from=<script>")
    expect(page.locator(".or-explore__note")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(f".or-explore__note :is({RUNS})").count() == 0
    assert hostile.complaints() == []


@pytest.mark.parametrize("path", ["map/", "explore/"])
def test_the_map(reader: Callable[[str], Reader], path: str) -> None:
    """Names on the map, and what a mark opens, are texts; the map zooms as ever."""
    hostile = reader("2")
    page = hostile.open(path)
    page.wait_for_selector("[data-zoom=in]")
    page.locator("[data-zoom=in]").click()
    page.locator("[data-zoom=out]").click()
    marks = page.locator(".or-map--wide a.or-mark:visible")
    assert marks.count() > 0
    for at in range(marks.count()):
        marks.nth(at).focus()
        page.keyboard.press("Enter")
        panel = page.locator(".or-map-panel")
        expect(panel).to_be_visible()
        assert re.search(r"[<*\[{]", panel.inner_text())
        assert panel.locator(RUNS).count() == 0
        page.keyboard.press("Escape")
    assert page.locator(f".or-map-figure :is({RUNS})").count() == 0
    assert hostile.complaints() == []


def test_notes_and_folds(reader: Callable[[str], Reader]) -> None:
    """A source that shows beside its marker, and the folds of a briefing, hold what was typed."""
    hostile = reader("1")
    page = hostile.open(f"briefings/{MAIN}/#<img src=x onerror=alert(1)>")
    page.locator(".footnote-ref").first.hover()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()
    assert page.locator(f".md-tooltip2 :is({RUNS})").count() == 0
    for fold in page.locator("details summary").all():
        if fold.is_visible():
            fold.click()
    assert hostile.complaints() == []


def test_what_runs_would_be_seen(reader: Callable[[str], Reader], tmp_path: Path) -> None:
    """The tests above would notice: what a page has within itself is refused, and said."""
    hostile = reader("0")
    page = hostile.root / "by-hand.html"
    page.write_text(
        '<html class="js"><body><img src="//evil.example/x" onerror="alert(1)"><script>alert(2)</script>',
        "utf-8",
    )
    hostile.open("by-hand.html")
    page.unlink()
    said = " ".join(hostile.complaints())
    assert "script-src-elem inline" in said and "img-src" in said and "dialog" not in said
