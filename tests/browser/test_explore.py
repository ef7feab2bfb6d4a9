"""Explore in a browser: filters by keyboard, the address that keeps them, and what is taken away."""

from __future__ import annotations

import csv
import functools
import http.server
import io
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Open
from tests.helpers import PUBLISHED, REGISTRY, build_site

pytestmark = pytest.mark.browser
SHOWN = ".or-explore__table tbody tr:not([hidden])"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
NASTY = "\"><img src=x onerror=alert(1)> =1+1 & 'a' {{ 7*7 }} *b* </select><script>alert(2)</script>"


def ids(page: Page) -> list[str]:
    """The incidents of the rows that are seen, from top to bottom."""
    found: list[str] = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.dataset.id)")
    return found


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the control of that name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"Tab does not reach {name}")


def test_an_actor_in_a_role_is_found_by_keyboard_alone(open_page: Open) -> None:
    """Tab and letters choose an actor and its role; rows, marks, the count and the address follow."""
    opened = open_page("explore/")
    page, before = opened.page, len(ids(opened.page))
    tab_to(page, "actor")
    page.keyboard.type("Islamic Resistance in Iraq")
    tab_to(page, "role")
    page.keyboard.type("said to have cl")
    expect(page.locator(".or-explore__status")).to_have_text(
        re.compile(rf"^\d+ of {before} incidents shown\.$")
    )
    found = ids(page)
    assert "2024-01-20-ain-al-asad" in found
    assert len(found) < before
    roles = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.dataset.claimant)")
    assert all("islamic-resistance-in-iraq" in role.split() for role in roles)
    assert page.url.endswith("explore/?actor=islamic-resistance-in-iraq&role=claimant")
    shown = page.locator(".or-time--wide .or-moment:not(.or-off)")
    assert sorted(shown.evaluate_all("all => all.map(one => one.dataset.incidents)")) == sorted(found)
    reached = page.evaluate(
        """() => [...document.querySelectorAll('.or-map .or-off, .or-time .or-off')].filter(mark => {
            mark.focus();
            return document.activeElement === mark;
        }).length"""
    )
    assert reached == 0
    assert opened.complaints == []


def test_the_address_restores_what_was_chosen(open_page: Open) -> None:
    """Reload, and back from a briefing, show the same rows with the same filters; clearing shows all."""
    page = open_page("explore/?country=SY&from=2023-11-01&sort=oldest").page
    found = ids(page)
    assert found == sorted(found)
    assert all(one >= "2023-11-01" for one in found)
    page.reload()
    assert ids(page) == found
    page.locator(SHOWN).first.locator("a").click()
    page.wait_for_url("**/briefings/**")
    page.go_back()
    expect(page.locator("select[name=country]")).to_have_value("SY")
    assert ids(page) == found
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(SHOWN)).to_have_count(page.locator(".or-explore__table tbody tr").count())
    assert page.url.endswith("explore/")


def test_what_the_address_asks_for_in_vain_is_told(open_page: Open) -> None:
    """A value that the page does not have is ignored, and a note says so; the other filters hold."""
    page = open_page("explore/?actor=nobody-knows&from=2024-02-30&country=SY&h=word").page
    note = page.locator(".or-explore__note")
    expect(note).to_be_visible()
    expect(note).to_contain_text("actor “nobody-knows”")
    expect(note).to_contain_text("from “2024-02-30”")
    assert set(ids(page)) == set(ids(open_page("explore/?country=SY").page))


def test_every_filter_narrows_by_what_rows_say(open_page: Open) -> None:
    """Each option of each list shows the rows that have it, and no others."""
    page = open_page("explore/").page
    differing = page.evaluate(
        """() => {
            const form = document.querySelector('.or-explore form'), wrong = [];
            const rows = [...document.querySelectorAll('.or-explore__table tbody tr')];
            const roles = ['claimant', 'blamed', 'speaker', 'target', 'harmed'];
            for (const key of ['place', 'country', 'actor', 'role', 'weapon', 'kind', 'story'])
                for (const {value} of [...form.elements[key].options].slice(1)) {
                    form.reset();
                    form.elements[key].value = value;
                    form.dispatchEvent(new Event('input'));
                    const of = name => (row => (row.dataset[name] ?? '').split(' ').includes(value));
                    const wanted = key === 'role' ? row => value in row.dataset
                        : key === 'actor' ? row => roles.some(role => of(role)(row)) : of(key);
                    const fitting = rows.filter(wanted);
                    if (!fitting.length || rows.some(row => row.hidden === fitting.includes(row)))
                        wrong.push(`${key}=${value}`);
                }
            return wrong;
        }"""
    )
    assert differing == []


def test_a_header_sorts(open_page: Open) -> None:
    """The buttons of the header turn the order by date, title or place; the header says which it is."""
    page = open_page("explore/").page
    date = page.locator("th[data-sort=date]")
    expect(date).to_have_attribute("aria-sort", "descending")
    date.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(date).to_have_attribute("aria-sort", "ascending")
    assert ids(page) == sorted(ids(page))
    page.locator("th[data-sort=title] button").click()
    expect(page.locator("th[data-sort=title]")).to_have_attribute("aria-sort", "ascending")
    expect(date).to_have_attribute("aria-sort", "none")
    titles = page.locator(f"{SHOWN} td:nth-child(3) a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    assert page.url.endswith("?sort=title")


@pytest.mark.parametrize(("screen", "width"), [("wide", 0), ("wide", 720), ("phone", 360)])
def test_the_timeline_is_legible(open_page: Open, screen: str, width: int) -> None:
    """One of the two drawings is seen; its letters are at least ten pixels high, and none is cut off."""
    page = open_page("explore/", screen, width=width, script=False).page
    assert page.locator(".or-time:visible").count() == 1
    texts = page.locator(".or-time:visible text")
    heights = texts.evaluate_all(
        "all => all.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert heights
    assert min(heights) >= 10
    assert texts.evaluate_all(
        """all => all.every(text => {
            const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
            return box.left >= frame.left && box.right <= frame.right && box.bottom <= frame.bottom + 1;
        })"""
    )


def test_without_script_everything_is_there(open_page: Open, site: Path) -> None:
    """With JavaScript off the table has every incident of the data file; the filters are not there."""
    page = open_page("explore/", script=False).page
    with (site / "data/incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[1:]
    seen = page.locator(".or-explore__table tbody tr:visible")
    assert seen.count() == len(rows)
    assert page.locator(".or-explore__table a").count() == len(rows)
    assert page.locator(".or-time--wide .or-moment:visible").count() == len(rows)
    assert page.locator(".or-map--wide .or-mark:visible").count() > 0
    page.locator(".or-explore summary").click()
    expect(page.locator(".or-explore form")).to_be_hidden()
    expect(page.locator(".or-explore__plain")).to_be_visible()


def test_what_is_taken_away_is_what_is_shown(open_page: Open, site: Path) -> None:
    """CSV and GeoJSON hold the incidents of the screen in its order, each as in the site's own file."""
    page = open_page("explore/?role=blamed&sort=title").page
    shown = ids(page)
    assert 1 < len(shown) < page.locator(".or-explore__table tbody tr").count()

    def saved(name: str) -> bytes:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"incidents-shown.{name.lower()}"
        return Path(waiting.value.path()).read_bytes()

    text = saved("CSV").decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    whole = (site / "data/incidents.csv").read_bytes().decode("utf-8")
    every = list(csv.reader(io.StringIO(whole, newline="")))
    assert rows[:2] == every[:2]
    assert [row[0] for row in rows[2:]] == shown
    assert all(row in every for row in rows)
    assert "\r\n" in text
    found = json.loads(saved("GeoJSON"))
    source = json.loads((site / "data/incidents.geojson").read_text("utf-8"))
    assert [one["id"] for one in found["features"]] == shown
    assert all(one in source["features"] for one in found["features"])
    assert found["licence"] == source["licence"]
    assert found["coverage_note"] == source["coverage_note"]
    assert found["part"]["shown"] == len(shown)
    expect(page.locator(".or-explore__note")).to_have_text(f"Saved: {len(shown)} of {len(shown)} shown.")


def test_on_a_phone_results_come_first(open_page: Open) -> None:
    """Filters are folded and the first incident is on the first screen; on a wide screen they are open."""
    page = open_page("explore/?role=claimant&country=IQ", "phone").page
    expect(page.locator(".or-explore form")).to_be_hidden()
    first = page.locator(SHOWN).first.bounding_box()
    assert first and first["y"] + first["height"] < page.evaluate("innerHeight")
    page.locator(".or-explore summary").click()
    expect(page.locator("select[name=actor]")).to_be_visible()
    expect(open_page("explore/").page.locator("select[name=actor]")).to_be_visible()


def test_a_filter_that_is_on_can_be_taken_off(open_page: Open) -> None:
    """Each filter that is on is a button with its name; pressed, it is off, and the focus stays near."""
    page = open_page("explore/?role=claimant&country=IQ&sort=title", "phone").page
    chips = page.locator(".or-explore__chips button")
    assert [text.removesuffix(" ×") for text in chips.all_inner_texts()] == [
        "Country: Iraq",
        "Its role, by the sources: said to have claimed it",
    ]
    page.get_by_role("button", name="Remove the filter Country: Iraq").focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    assert page.url.endswith("?role=claimant&sort=title")
    page.keyboard.press("Enter")
    expect(page.locator(".or-explore summary")).to_be_focused()
    expect(page.locator(".or-explore__chips")).to_be_hidden()
    assert len(ids(page)) == page.locator(".or-explore__table tbody tr").count()


def test_each_choice_says_how_many_match(open_page: Open) -> None:
    """The number beside a choice is that of the incidents shown when it is chosen with the other filters."""
    page = open_page("explore/?country=IQ").page
    offered = page.locator("select[name=actor] option[value]:not([value=''])")
    told = {
        option.get_attribute("value") or "": int((option.inner_text().rsplit("(")[-1]).rstrip(")"))
        for option in offered.all()
    }
    assert len(set(told.values())) > 2
    for actor in list(told)[::9]:
        page.locator("select[name=actor]").select_option(actor)
        assert len(ids(page)) == told[actor], actor


def test_explore_leaves_no_sheet_half_empty(open_page: Open) -> None:
    """On paper the table goes on from sheet to sheet: none but the last has less than half of the fullest."""
    paper = PdfReader(io.BytesIO(open_page("explore/").page.pdf(format="A4"))).pages
    letters = [len(sheet.extract_text()) for sheet in paper]
    assert len(letters) <= 5
    assert min(letters[:-1]) > max(letters) / 2


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose names try to break out, served under a policy that lets only its own files through."""
    quoted = json.dumps(NASTY)
    records = {
        f"briefings/2024-01-{day}-post.yml": f"title: {quoted}\ndate: 2024-01-{day}\nevent: attack\n"
        f"place: border-post\n{PUBLISHED}sources:\n  article:\n    title: {quoted}\n"
        f"statements:\n  - by: red-front\n    source: article\n    responsibility: claims\n"
        for day in (20, 21)
    }
    registry = {
        name: text.replace("name: Red Front", f"name: {quoted}").replace(
            "name: Border post", f"name: {quoted}"
        )
        for name, text in REGISTRY.items()
    }
    root = tmp_path_factory.mktemp("hostile")
    site = build_site(root, {**registry, **records}).root / "site"

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the terminal."""

    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_hostile_names_are_names(browser: Browser, hostile: str) -> None:
    """Names full of markup are shown as typed, filter, and are saved; nothing runs, nothing is refused."""
    page = browser.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(f"{hostile}explore/?actor=red-front&place=%3Cimg%20src=x%20onerror=alert(3)%3E")
    expect(page.locator(".or-explore__status")).to_have_text("2 of 2 incidents shown.")
    expect(page.locator(".or-explore__note")).to_contain_text("“<img src=x onerror=alert(3)>”")
    assert page.locator("select[name=actor] option:checked").inner_text() == f"{NASTY} (2)"
    assert page.locator(f"{SHOWN} a").first.inner_text() == NASTY
    assert (page.locator(".or-moment").first.get_attribute("aria-label") or "").endswith(NASTY)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"), newline="")))
    assert [row["title"] for row in rows[1:]] == [NASTY, NASTY]
    assert page.locator("article img, main img, .or-explore img").count() == 0
    assert dialogs == []
    page.close()
