"""The home page in a browser: what is on the first screen, and what is seen at a glance."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_the_first_incident_is_on_the_first_screen_of_a_phone(open_page: Open) -> None:
    """Search, then an incident with its lead, figures, their owners and who is blamed, without scrolling."""
    page = open_page("", "phone").page
    page.set_viewport_size({"width": 390, "height": 844})
    tops = page.evaluate(
        """() => ['.or-search', '.or-headline h3', '.or-headline__lead', '.or-tiles li', '.or-headline__who']
            .map(name => document.querySelector(name).getBoundingClientRect())
            .map(box => [box.top, box.bottom])"""
    )
    assert tops == sorted(tops)
    assert tops[-1][1] <= 844


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_timeline_map_and_charts_are_seen_once(open_page: Open, screen: str) -> None:
    """One drawing of each is seen, without a script too, and its letters are at least ten pixels high."""
    page = open_page("", screen, script=False).page
    for name in (".or-home .or-time", ".or-home svg.or-map"):
        expect(page.locator(f"{name}:visible")).to_have_count(1)
    assert page.locator(".or-newest svg:visible").count() == page.locator(".or-newest svg").count() > 1
    small = page.locator(".or-home svg text, .or-newest svg text").evaluate_all(
        """all => all.filter(text => text.checkVisibility())
            .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
            .filter(height => height < 10)"""
    )
    assert small == []


def test_every_incident_of_the_timeline_is_reached_by_keyboard(open_page: Open) -> None:
    """A mark can have the focus, has a name with its date, and leads to its incident."""
    page = open_page("").page
    marks = page.locator(".or-home .or-time--narrow a")
    assert marks.count() > 10
    marks.nth(2).focus()
    expect(marks.nth(2)).to_be_focused()
    name = marks.nth(2).get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/**")
    assert page.locator("h1").inner_text().strip("\xb6 ") in name


def test_home_leaves_no_sheet_half_empty(open_page: Open) -> None:
    """On paper none but the last sheet has less than a third of the letters of the fullest."""
    paper = PdfReader(io.BytesIO(open_page("").page.pdf(format="A4"))).pages
    letters = [len(sheet.extract_text()) for sheet in paper]
    assert len(letters) <= 4
    assert min(letters[:-1]) > max(letters) / 3
