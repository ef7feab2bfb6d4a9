"""Readers get the same pages whatever builds them: not one character of the demonstration differs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Quiet, opener
from tests.browser.test_pages import RULES
from tests.engines.conftest import Sites, needs
from tests.engines.readers import Article, articles, menu_of
from tests.helpers import read_files

Contexts = Callable[[str, bool], BrowserContext]
#: Pages that have most of what pages have; all kinds were looked at when this was written.
KINDS = ("", "briefings/2024-01-20-ain-al-asad/", "explore/", "404.html", "guide/counts/")
ENGINES = ("properdocs", "zensical")
_TITLE = re.compile(r"<title>(.*?)</title>")
#: What each engine has of its own: its theme's files with their hashes, and the index of its search.
_THEIRS = re.compile(r"assets/(?:javascripts|stylesheets|images)/|sitemap|search\.json|_headers|headers/")


@pytest.fixture(scope="session")
def mkdocs(built: Sites) -> dict[str, Article]:
    """The pages by MkDocs."""
    return articles(built("mkdocs"))


@pytest.fixture(scope="session", params=ENGINES)
def site(request: pytest.FixtureRequest, built: Sites) -> Path:
    """The site by another engine."""
    needs(request.param)
    return built(request.param)


def test_readers_see_the_same(site: Path, mkdocs: dict[str, Article]) -> None:
    """Every page has the same text, ids, headings with their levels, and addresses to which links lead."""
    theirs = articles(site)
    assert theirs.keys() == mkdocs.keys()
    assert len(mkdocs) > 250
    different = {path: page.differs(theirs[path]) for path, page in mkdocs.items()}
    assert {path: number for path, number in different.items() if number} == {}
    for part in ("text", "ids", "headings", "links"):
        others = [path for path, page in mkdocs.items() if getattr(page, part) != getattr(theirs[path], part)]
        assert others == [], part


def test_titles_and_files_are_the_same(site: Path, built: Sites) -> None:
    """Windows are called the same; data, feeds, pictures, style sheet and scripts are the same bytes."""
    mkdocs = built("mkdocs")
    for path in mkdocs.rglob("*.html"):
        other = (site / path.relative_to(mkdocs)).read_text("utf-8")
        assert _title(other) == _title(path.read_text("utf-8")), path
    files = {name: data for name, data in read_files(mkdocs).items() if _is_ours(name)}
    found = {name: data for name, data in read_files(site).items() if _is_ours(name)}
    assert found.keys() == files.keys()
    assert len(files) > 200
    assert [name for name in files if files[name] != found[name]] == []


def test_menus_are_the_same(site: Path, built: Sites) -> None:
    """The same names in the same order, which lead to the same pages."""
    for path in ("index.html", "guide/counts/index.html", "actors/iran/index.html"):
        mkdocs, other = ((folder / path).read_text("utf-8") for folder in (built("mkdocs"), site))
        menu = menu_of(mkdocs, path)
        assert len(menu) > 40
        assert menu_of(other, path) == menu


def test_heads_say_the_same_to_machines(site: Path, built: Sites) -> None:
    """Feeds, what is shown where somebody links to a page, and JSON-LD."""
    path = "briefings/2024-01-20-ain-al-asad/index.html"
    mkdocs, other = ((folder / path).read_text("utf-8") for folder in (built("mkdocs"), site))
    for pattern in (
        r'<link rel="alternate "[^>]*>',
        r'<meta (?:property|name)="(?:og|article|twitter|robots)[^>]*>',
        r'<script type="application/ld\+json">.*?</script>',
        r'<link rel="canonical"[^>]*>',
    ):
        told = re.findall(pattern, mkdocs, re.DOTALL)
        assert told, pattern
        assert re.findall(pattern, other, re.DOTALL) == told


def test_the_map_for_search_engines_has_the_same_pages(site: Path, built: Sites) -> None:
    """Pages that only keep an address are on neither."""

    def listed(folder: Path) -> list[str]:
        top = ElementTree.fromstring((folder / "sitemap.xml").read_text("utf-8").strip())
        return sorted(one.text or "" for one in top.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"))

    assert listed(site) == listed(built("mkdocs"))


def test_the_page_search_has_its_index(site: Path, built: Sites) -> None:
    """It finds the same pages: its table of shards and the values of its filters are the same."""
    names = ("search/shards.json", "search/filters.json")
    if not (built("mkdocs") / names[0]).exists():
        pytest.skip("Pagefind is not installed")
    for name in names:
        mine, other = (json.loads((folder / name).read_bytes()) for folder in (built("mkdocs"), site))
        assert other == mine


def _title(page: str) -> str:
    found = _TITLE.search(page)
    return found[1] if found else ""


def _is_ours(name: str) -> bool:
    return not name.endswith(".html") and not name.startswith("search/") and not _THEIRS.match(name)


@pytest.mark.browser
def test_a_site_by_zensical_opens_cleanly_and_is_accessible(built: Sites, contexts: Contexts) -> None:
    """Under its policy, without complaint or request to another host; axe finds nothing (WCAG 2.2 AA)."""
    needs("zensical")
    with _served(built("zensical")) as address, opener(contexts, address) as open_page:
        for kind in KINDS:
            for screen in ("wide", "phone, dark"):
                opened = open_page(kind, screen)
                if kind == "" and screen == "wide":
                    opened.page.locator(".md-search__button").first.click()
                    opened.page.keyboard.press("Escape")
                found = Axe().run(opened.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
                assert [one["id"] for one in found.response["violations"]] == [], (kind, screen)
                assert opened.complaints == [], (kind, screen)
                assert opened.elsewhere == [], (kind, screen)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
