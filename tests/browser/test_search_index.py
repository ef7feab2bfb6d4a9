"""The search that Pagefind answers, in a browser: one index and several give the same, links, filters."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from onrecord.search import pagefind, shards
from onrecord.search.entries import entry
from onrecord.search.shards import index
from onrecord.search.store import Stored, store
from tests.browser.conftest import Open, Quiet
from tests.browser.test_search import QUERIES, search
from tests.helpers import RECORD, REGISTRY, build_site, record

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not pagefind.installed(), reason="Pagefind is not installed"),
]
MORE = ("rocket", "no word of this", "troops zzzz", "كتائب", "Kata'ib", "Qaim", "US", "2,500 troops in Iraq")
#: Asks the worker of the site for all pages that answer, as the page Search does.
ASK = """async ([site, queries, folder]) => {
  const { config } = await (await fetch(`${site}search/search_index.json`)).json();
  if (folder) config.index = `../../${folder}/`;
  const worker = new Worker(`${site}assets/onrecord/search-worker.js`);
  const ask = (type, data, answer) => new Promise((done) => {
    worker.onmessage = (event) => event.data.type === answer && done(event.data.data);
    worker.postMessage({ type, data });
  });
  await ask(0, { config }, 1);
  const found = [];
  for (const query of queries) {
    const answer = await ask(4, { query, filters: {}, order: "relevance", from: 0, count: 500 }, 4);
    found.push(answer.results.map(({ address }) => address));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def many(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The pages of the demonstration once more, in one index and in many, below the site."""
    cache = tmp_path_factory.mktemp("cache")
    entries = list(_entries(site, cache))
    with pytest.MonkeyPatch.context() as patch:
        for folder, most in (("one", 100_000), ("several", 40)):
            patch.setattr(shards, "_PAGES", most)
            made = index(
                [Stored(one.address, one.digest, 1, one.size) for one in entries], site / folder, cache
            )
            assert (len(made.keys) > 4) == (folder == "several")
    yield {"one": "one", "several": "several"}


def _entries(site: Path, cache: Path) -> Iterator[Stored]:
    for path in sorted(site.rglob("index.html")):
        found = re.search(r"<article.*?</article>", path.read_text("utf-8"), re.S)
        address = path.relative_to(site).parent.as_posix() + "/"
        if found and (made := entry(address, address, found[0], {"search": {"words": ["Kata'ib, كتائب"]}})):
            yield store(made, cache)


def test_hits_are_the_same_in_one_index_and_in_several(open_page: Open, many: dict[str, str]) -> None:
    """Names, numbers, small words, words that only some shards have, and words that none has."""
    opened = open_page("codebook/")
    queries = [*QUERIES, *MORE]
    one, several = (opened.page.evaluate(ASK, [opened.host, queries, folder]) for folder in many.values())
    for query, hits, others in zip(queries, one, several, strict=True):
        assert sorted(hits) == sorted(others) and hits[:1] == others[:1], query
    assert sum(map(bool, one)) >= 30 and len({tuple(hits) for hits in one}) > 20
    assert opened.complaints == []


def test_a_word_that_stands_nowhere_finds_nothing(open_page: Open, many: dict[str, str]) -> None:
    """Also where a shard has its beginning: no word is cut short until something is found."""
    opened = open_page("codebook/")
    queries = ["rocketsx", "kanaanix nasserx"]
    for folder in many.values():
        assert opened.page.evaluate(ASK, [opened.host, queries, folder]) == [[], []]


def test_a_hit_leads_to_the_statement_that_has_it(open_page: Open) -> None:
    """The result shows who said it, marked; its link goes to the anchor, and the page marks it too."""
    page = open_page("").page
    search(page, "preserving constructive relations")
    link = page.locator(".md-search-result__item .md-search-result__link[href*='#s-']").first
    expect(link.locator("mark").first).to_be_visible()
    expect(link).to_have_attribute("href", re.compile(r"2024-01-20-ain-al-asad/.*#s-"))
    link.click()
    page.wait_for_url(re.compile("#s-"))
    anchor = page.url.rpartition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1
    expect(page.locator("mark[data-md-highlight]").first).to_be_attached()


def test_a_source_is_found_by_its_title(open_page: Open) -> None:
    """The result leads to the note about it."""
    page = open_page("").page
    search(page, "Spokesman-Review injured linked")
    expect(page.locator(".md-search-result__link[href*='#fn:nyt-spokesman-0120']").first).to_be_attached()


def test_the_box_is_used_by_keyboard(open_page: Open) -> None:
    """Slash opens it, escape closes it, down and enter follow a result."""
    page = open_page("codebook/").page
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    # The theme opens it a moment after the field has the focus; only then escape is a key of the box.
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()
    search(page, "harir")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("briefings/2023-10-18-harir/"))


def test_a_word_is_completed(open_page: Open) -> None:
    """The box suggests a word that begins as the last one does; the right arrow takes it."""
    page = open_page("codebook/").page
    search(page, "kanaan")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("kanaani")
    style = "one => [getComputedStyle(one).fontSize, getComputedStyle(one).paddingLeft]"
    written, suggested = (
        page.locator(f".md-search__{name}").evaluate(style) for name in ("input", "suggest")
    )
    assert written == suggested, "the completion lies beside the word"
    page.keyboard.press("ArrowRight")
    expect(page.locator(".md-search__input")).to_have_value("kanaani")


def test_more_results_stand_on_a_page_of_their_own(open_page: Open) -> None:
    """The box shows the best, and leads to all of them, with the words that were typed."""
    opened = open_page("")
    search(opened.page, "rocket")
    expect(opened.page.locator(".md-search-result__meta")).to_have_text("Best matching pages")
    last = opened.page.locator(".md-search-result__item").last
    expect(last).to_contain_text(re.compile(r"^All \d+ pages found"))
    last.locator("a").click()
    opened.page.wait_for_url(re.compile(r"search/\?words=rocket"))
    expect(opened.page.locator(".or-find__status")).to_have_text(re.compile(r"^\d+ pages found\.$"))
    expect(opened.page.locator(".or-find__results mark").first).to_be_visible()
    assert opened.complaints == [] and opened.elsewhere == []


def shown(page: Page) -> list[str]:
    """The titles of the results on the page Search."""
    expect(page.locator(".or-find__status")).to_have_text(re.compile("found"))
    return page.locator(".or-find__results a").all_inner_texts()


def test_filters_and_order_stand_in_the_address(open_page: Open) -> None:
    """A linked search shows what it was: words, an actor, a year, and the order."""
    query = f"words=attack&actor={quote('Pat Ryder')}&year=2023&order=oldest"
    page = open_page(f"search/?{query}").page
    found = shown(page)
    dates = page.locator(".or-find__results small").all_inner_texts()
    assert found and all("2023" in date for date in dates)
    assert page.locator("select[name=actor]").input_value() == "Pat Ryder"
    page.locator("select[name=order]").select_option("newest")
    page.wait_for_url(re.compile("order=newest"))
    expect(page.locator(".or-find__results a").first).to_have_text(found[-1])
    page.get_by_role("button", name="Clear all filters").click()
    page.wait_for_url(re.compile(r"search/$"))
    expect(page.locator(".or-find__results > li")).to_have_count(0)


def test_filters_alone_are_a_search(open_page: Open) -> None:
    """All incidents of one kind, the newest first, without a word."""
    page = open_page(f"search/?country={quote('Jordan')}").page
    assert "Attack on Tower 22" in shown(page)


def test_without_a_script_the_page_says_so(open_page: Open) -> None:
    """And leads to the archive."""
    page = open_page("search/", script=False).page
    expect(page.locator(".or-find__plain")).to_be_visible()
    expect(page.locator(".or-find__form")).to_be_hidden()


class Strict(Quiet):
    """Serves the site with the policy that a careful host would set, below a folder."""

    def end_headers(self) -> None:
        """Adds the policy; the theme's own inline scripts are known by their sums."""
        scripts: list[str] = []
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix == ".html" and path.is_file():
            for text in re.findall(r"<script>(.*?)</script>", path.read_text("utf-8"), re.S):
                scripts.append(
                    f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
                )
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'self' {' '.join(scripts)}; style-src 'self'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
            "form-action 'none'",
        )
        super().end_headers()


@pytest.fixture
def strict(site: Path) -> Iterator[str]:
    """The address of the site below a folder of a careful host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(site.parent)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own."""
    made = browser.new_context()
    yield made
    made.close()


def test_it_works_below_a_folder_under_a_strict_policy(context: BrowserContext, strict: str) -> None:
    """Box and page: no script from elsewhere, none inline that is not known, no WebAssembly."""
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{strict}codebook/")
    page.wait_for_selector("html.js", state="attached")
    search(page, "عين الأسد")
    link = page.locator(".md-search-result__item .md-search-result__link").first
    expect(link).to_have_attribute(
        "href", re.compile(re.escape(f"{strict}briefings/2024-01-20-ain-al-asad/"))
    )
    page.goto(f"{strict}search/?words=tower")
    assert "Attack on Tower 22" in shown(page)
    assert complaints == []


NASTY = "<img src=x onerror=alert(document)> & </title><script>alert(self)</script> 'quoted\""


def test_names_full_of_markup_are_shown_as_typed(context: BrowserContext, tmp_path: Path) -> None:
    """In the box, in its suggestion and on the page Search; nothing runs."""
    quoted = NASTY.replace("'", "''")
    text = record(f"  - source: article\n    by: red-front\n    quote: '{quoted}'\n").replace(
        "title: Attack on the border post", f"title: '{quoted}'"
    )
    settings = "site_name: Test\ntheme: {name: material, font: false}\nplugins: [search, onrecord]\n"
    built = build_site(tmp_path, {**REGISTRY, RECORD: text, "mkdocs.yml": settings}, expect="quote")
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(built.root / "site"))
    )
    Thread(target=server.serve_forever, daemon=True).start()
    page = context.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.wait_for_selector("html.js", state="attached")
    search(page, "onerror alert quoted")
    expect(page.locator(".md-search-result__item h1").first).to_contain_text(NASTY)
    page.goto(f"http://127.0.0.1:{server.server_port}/search/?words=onerror&actor={quote(NASTY)}")
    expect(page.locator(".or-find__status")).to_have_text("Nothing found.")
    page.locator("select[name=actor]").select_option("")
    expect(page.locator(".or-find__results a").first).to_have_text(NASTY)
    assert page.locator(".md-search-result img, article img, .or-find script").count() == 0
    assert dialogs == []
    server.shutdown()
    server.server_close()
