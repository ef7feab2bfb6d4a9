"""The page of quotations in a browser: filters that a script offers, and everything without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SHOWN = ".or-spoken li:visible"


def test_filters_leave_the_quotations_of_a_speaker(open_page: Open) -> None:
    """A speaker and a year leave the quotations of both, say how many, and stand in the address."""
    page = open_page("quotes/").page
    every = page.locator(SHOWN).count()
    expect(page.locator("form.or-filter [role=status]")).to_have_text(f"{every} of {every} shown")
    page.locator("select[name=speaker]").select_option(label="Pat Ryder")
    expect(page.locator(SHOWN)).to_have_count(3)
    expect(page.locator(".or-spoken > h3:visible")).to_have_text(["Pat Ryder"])
    page.locator("select[name=year]").select_option("2023")
    expect(page.locator(SHOWN)).to_have_count(1)
    assert page.url.endswith("quotes/?speaker=pat-ryder&year=2023")
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(1)
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(SHOWN)).to_have_count(every)


def test_quotes_are_complete_without_a_script(open_page: Open) -> None:
    """Every quotation is there, filters that would do nothing are not; links lead to speakers and years."""
    page = open_page("quotes/", script=False).page
    assert page.locator(SHOWN).count() >= 20
    expect(page.locator("form.or-filter")).to_be_hidden()
    links = page.locator("details.or-more a")
    assert {"2024/", "#pat-ryder"} <= {links.nth(at).get_attribute("href") for at in range(links.count())}
