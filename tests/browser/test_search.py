"""The search of the theme, as a reader uses it: what comes first, and what a result shows."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, Opened, Quiet, opener

pytestmark = pytest.mark.browser

ASAD = ("briefings/2024-01-20-ain-al-asad/", "Attack on Ain al-Asad air base", "20 January 2024")
TOWER = ("briefings/2024-01-28-tower-22/", "Attack on Tower 22", "28 January 2024")
HARIR = ("briefings/2023-10-18-harir/", "Attack on al-Harir air base", "18 October 2023")
QAIM = ("briefings/2024-02-03-al-qaim-akashat/", "US strikes on al-Qaim and Akashat", "3 February 2024")
#: What is typed, and the incident that must come first.
QUERIES = {
    "killed at tower 22": TOWER,
    "عين الأسد": ASAD,
    "Ain al Assad": ASAD,
    # One of the incidents in which it is named: of those that match alike the one that tells most.
    "Kataib Hizbullah": TOWER,
    "directly hit their targets": ASAD,
    "28 January 2024": TOWER,
    "2024-01-20": ASAD,
    "2500": ASAD,
    "at least 34": TOWER,
    "al asad": ASAD,
    "ballistic missile": ASAD,
    # One of those in which he speaks.
    "Sudani": ASAD,
    # The same in other forms.
    "عين الاسد": ASAD,
    "al assad airbase": ASAD,
    "al-Asad": ASAD,
    "20 January 2024": ASAD,
    "20 jan 2024": ASAD,
    "2024-01-28": TOWER,
    "2,500": ASAD,
    "2,500 troops": ASAD,
    "tower22": TOWER,
    "Tower": TOWER,
    "rasul": ASAD,
    "سوداني": ASAD,
    "السودانی": ASAD,
    "traumatic brain injury": ASAD,
    "Nasser Kanaani": QAIM,
    "harir": HARIR,
}
#: What is no incident is found by its name.
PAGES = {"tallies": "tallies/", "method": "method/", "explore": "explore/", "map": "map/"}


@pytest.fixture(scope="module")
def reader(contexts: Callable[[str, bool], BrowserContext], address: str) -> Iterator[Opened]:
    """One page for all that is typed: each that is opened would make the index of its own."""
    with opener(contexts, address) as opened:
        yield opened("codebook/")


def search(page: Page, words: str) -> None:
    """Types ``words`` into the search, in place of what stands there, and waits for an answer."""
    field, answer = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    if not field.evaluate("field => field === document.activeElement"):
        page.keyboard.press("/")
    expect(field).to_be_focused()
    if field.input_value():
        field.fill("")
        page.keyboard.press("End")
        expect(answer).to_have_text(re.compile("start searching"))
    field.fill(words)
    # The theme asks when a key goes up, which Arabic letters have not here.
    page.keyboard.press("End")
    expect(answer).to_have_text(re.compile("matching"))


def expect_first(page: Page, address: str) -> None:
    """The first result leads to ``address``, where the words that were typed are marked."""
    link = page.locator(".md-search-result__item .md-search-result__link").first
    expect(link).to_have_attribute("href", re.compile(f"^{re.escape(address)}"))


@pytest.mark.parametrize(("words", "wanted"), QUERIES.items(), ids=QUERIES)
def test_an_incident_comes_first(reader: Opened, words: str, wanted: tuple[str, str, str]) -> None:
    """Names in any script and spelling, words of a quotation, dates and numbers lead to the incident."""
    search(reader.page, words)
    address, title, date = wanted
    expect_first(reader.page, reader.host + address)
    expect(reader.page.locator(".md-search-result__item h1").first).to_have_text(f"{title} {date}")
    assert reader.complaints == []


@pytest.mark.parametrize(("words", "wanted"), PAGES.items(), ids=PAGES)
def test_other_pages_are_found_by_their_names(reader: Opened, words: str, wanted: str) -> None:
    """A page whose title was typed comes first where no incident has the word."""
    search(reader.page, words)
    expect_first(reader.page, reader.host + wanted)


@pytest.mark.parametrize("words", ["Erbil", "al asad", "Kataib Hizbullah", "Sudani", "January 2024"])
def test_incidents_come_before_all_other_pages(reader: Opened, words: str) -> None:
    """Below the incidents stand months, actors, people and places; each incident shows its date."""
    search(reader.page, words)
    expect_first(reader.page, f"{reader.host}briefings/")
    # Below a title may stand a statement that has the words, open.
    titles = reader.page.locator(".md-search-result__item > .md-search-result__link:first-child")
    kinds = [
        (link.get_attribute("href") or "").removeprefix(reader.host).startswith("briefings/")
        for link in titles.all()
    ]
    assert True in kinds and kinds[: kinds.count(True)] == [True] * kinds.count(True)
    for title in titles.all()[: kinds.count(True)]:
        expect(title.locator("h1 small")).to_contain_text("20")


@pytest.mark.parametrize("words", ["al", "at", "the", "a", "Al "])
def test_small_words_find_nothing(reader: Opened, words: str) -> None:
    """What every page has is no search: a reader who has typed it is about to type more."""
    search(reader.page, words)
    expect(reader.page.locator(".md-search-result__item")).to_have_count(0)


def test_a_result_shows_text_and_marks_it(open_page: Open) -> None:
    """Below the title stands a passage with the words that were typed, and no arrow of a footnote."""
    page = open_page("").page
    search(page, "claims responsibility")
    assert page.locator(".md-search-result__item mark").count() > 3
    every = page.locator(".md-search-result__list").inner_text()
    assert "↩" not in every and "Report an error" not in every
    assert "hizbullah" not in every


def test_search_works_below_a_folder(open_page: Open, below: str) -> None:
    """The same where the site lies below a folder of its host."""
    page = open_page("").page
    page.goto(f"{below}codebook/", wait_until="load")
    page.wait_for_selector("html.js", state="attached")
    search(page, "عين الأسد")
    expect_first(page, f"{below}{ASAD[0]}")


@pytest.fixture
def below(site: Path) -> Iterator[str]:
    """The address of the site as a folder of another one."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()
    thread.join()
