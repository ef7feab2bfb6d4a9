"""What a reader does: search, switch the palette, look at a source, use the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KINDS, Open
from tests.helpers import Built

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("traumatic brain injury", "briefings/2024-01-20-ain-al-asad/", id="fact"),
        pytest.param("directly hit their targets", "briefings/2024-01-20-ain-al-asad/", id="quote"),
        pytest.param("Nasser Kanaani", "briefings/2024-01-28-tower-22/", id="person"),
        pytest.param("Harir", "briefings/2023-10-18-harir/", id="place"),
    ],
)
def test_search_finds(open_page: Open, words: str, found: str) -> None:
    """Search finds a briefing by a fact, words of a quotation, a person and a place; a key opens it."""
    page = open_page("").page
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(f'.md-search-result__item a[href*="{found}"]').first).to_be_visible()


def test_search_shows_no_navigation(site: Path) -> None:
    """What stands in "Previous" or in the demonstration's notice is not text that search could find."""
    texts = Built(site.parent).searched().values()
    assert len(texts) > 100
    assert not [text for text in texts if "Previous: " in text or "Demonstration." in text]


def test_home_leads_into_search(open_page: Open) -> None:
    """The search line of the home page is a link that opens search."""
    opened = open_page("", "phone")
    opened.page.locator(".or-search").click()
    expect(opened.page.locator(".md-search__input")).to_be_focused()
    assert opened.complaints == []


def test_the_palette_switch_works_and_is_remembered(open_page: Open) -> None:
    """The switch turns the page dark, and it stays dark on the next page."""
    page = open_page("").page
    body = page.locator("body")
    assert body.get_attribute("data-md-color-scheme") == "default"
    page.locator('label[title="Switch to dark mode"]').click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(page.url + KINDS["briefing"])
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_source_shows_where_it_is_cited(open_page: Open, way: str) -> None:
    """Hovering over a source marker, or reaching it by keyboard, shows the source beside it."""
    page = open_page(KINDS["briefing"]).page
    marker = page.locator(".or-lead .footnote-ref").first
    if way == "hover":
        marker.hover()
    else:
        marker.focus()
    expect(page.locator(".md-tooltip2--active")).to_contain_text("FOX 10 Phoenix")


def test_the_first_tab_skips_to_the_text(open_page: Open) -> None:
    """The first press of Tab shows a link that skips to the headline; Escape closes the search."""
    page = open_page(KINDS["briefing"]).page
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    expect(page.locator(".md-skip")).to_be_visible()
    page.keyboard.press("Enter")
    headline = page.locator("h1").get_attribute("id")
    assert headline
    assert page.url.endswith(f"#{headline}")
    page.keyboard.press("/")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_keyboard_reaches_all_first_pages_on_a_phone(open_page: Open) -> None:
    """At phone width, and so at 400 % zoom, the site's first pages are links that the keyboard reaches."""
    page = open_page(KINDS["briefing"], "phone").page
    links = page.locator(".or-foot a")
    assert links.count() >= 3
    links.first.focus()
    expect(links.first).to_be_focused()


def test_the_menu_of_a_phone_has_every_page_of_it(open_page: Open) -> None:
    """From a briefing, which is in no menu, the menu opens, and a section of it; its pages are links."""
    page = open_page(KINDS["briefing"], "phone").page
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Places")
    expect(link).not_to_be_in_viewport()
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary label.md-nav__link", has_text="Actors").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(re.compile("/places/$"))


def test_a_page_outside_of_the_menu_has_no_column_for_it(open_page: Open) -> None:
    """On a wide screen a briefing begins where the header does; a page of a section has that beside it."""
    for kind, shown in (("briefing", False), ("places", True)):
        page = open_page(KINDS[kind]).page
        expect(page.locator(".md-sidebar--primary")).to_be_visible(visible=shown)
        left = page.locator(".md-header .md-logo").bounding_box()
        text = page.locator("h1").bounding_box()
        assert left and text
        assert (text["x"] - left["x"] > 100) == shown


def test_a_statement_that_was_asked_for_is_marked(open_page: Open) -> None:
    """The address of a statement leads to its line, below the header, and marks it."""
    page = open_page(KINDS["briefing"] + "#s-kirby").page
    line = page.locator("li:has(> #s-kirby)")
    expect(line).to_be_in_viewport()
    assert line.evaluate("line => getComputedStyle(line).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert line.evaluate("line => line.getBoundingClientRect().top") >= 48


def test_right_to_left_text_keeps_its_direction(open_page: Open) -> None:
    """A quotation in Arabic runs from right to left, in a page that does not."""
    page = open_page(KINDS["briefing"]).page
    quote = page.locator(".or-quote blockquote").first
    quote.evaluate("quote => { quote.firstElementChild.textContent = '“هذا بيان رسمي”' }")
    assert quote.evaluate("quote => getComputedStyle(quote).direction") == "rtl"
    assert (
        page.locator(".or-quote figcaption").first.evaluate("it => getComputedStyle(it).direction") == "ltr"
    )


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_what_a_reader_takes_along_opens_by_keyboard(open_page: Open, script: bool) -> None:
    """Flash and citation are folded, and open with a key, with JavaScript or without."""
    page = open_page(KINDS["briefing"], script=script).page
    for name, inside in (("Flash version", "Filed as air or drone strike."), ("Cite this page", "@misc{")):
        fold = page.locator("details.or-more", has_text=name)
        text = fold.get_by_text(inside)
        expect(text).to_be_hidden()
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(text).to_be_visible()
