"""Explore: its rows agree with what is derived and exported; large archives are split by year."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from onrecord.draw.dates import month_ticks
from onrecord.export.about import About
from onrecord.export.tables import Tables
from onrecord.language import Language, use
from onrecord.library.derive import account
from onrecord.library.library import Library
from onrecord.library.load import load, publishable
from onrecord.pages import explore
from onrecord.pages.facets import ROLES
from onrecord.settings import Settings
from tests.helpers import NOW, REGISTRY, build_site, library, record, rendered

ROOT = Path(__file__).parents[2]
STATEMENT = "  - source: article\n    paraphrase: A post was attacked.\n"
_ATTRIBUTE = re.compile(r' data-([a-z]+)="([^"]*)"')


@pytest.fixture(scope="module")
def demonstration() -> Library:
    """The demonstration's records, as readers may see them."""
    return publishable(load(ROOT, Settings(), NOW).library, NOW, preview=False).library


def rows(page: str) -> list[dict[str, str]]:
    """The attributes of each row of the table, from top to bottom."""
    return [dict(_ATTRIBUTE.findall(unescape(row))) for row in re.findall(r"<tr( data-id=[^>]*)>", page)]


def drawings(page: str) -> list[ET.Element]:
    """The two drawings of the timeline."""
    return [ET.fromstring(one) for one in re.findall(r'<svg class="or-time .*?</svg>', page, re.DOTALL)]


def moments(drawing: ET.Element) -> list[ET.Element]:
    """The marks of a drawing."""
    return [one for one in drawing.iter("a") if "or-moment" in one.get("class", "")]


def dated(*days: str) -> tuple[str, ...]:
    """A record for each day."""
    return tuple(record(STATEMENT).replace("date: 2024-01-20", f"date: {day}", 1) for day in days)


def test_every_incident_is_a_row_once(demonstration: Library) -> None:
    """Rows, marks of the timeline and the exported table name the same incidents, each once."""
    page = rendered(demonstration)["explore.md"]
    exported = [row.id for row in Tables(demonstration, About(name="x")).all[0].rows]
    assert [row["id"] for row in rows(page)] == exported[::-1]
    assert len(set(exported)) == len(exported) > 10
    for drawing in drawings(page):
        assert sorted(one.get("data-incidents", "") for one in moments(drawing)) == sorted(exported)


def test_a_row_says_what_is_derived_and_exported(demonstration: Library) -> None:
    """Roles, weapons, places, kind, state and dates of a row are those of its facets and of its CSV line."""
    said = {row["id"]: row for row in rows(rendered(demonstration)["explore.md"])}
    columns = dict(
        zip(ROLES, ("claimed_by", "blamed", "speakers", "targets", "harmed", "counted"), strict=True)
    )
    for line in Tables(demonstration, About(name="x")).all[0].rows:
        row = said[line.id]
        for role, column in columns.items():
            assert tuple(row.get(role, "").split()) == getattr(line, column)
        assert tuple(row.get("weapon", "").split()) == line.weapons
        assert (row["from"], row.get("to", row["from"])) == (line.date_start, line.date_end)
        assert (row["kind"], row["story"]) == (line.event, line.story)
        facets = account(demonstration, demonstration.by_id[line.id]).facets()
        assert tuple(row.get("place", "").split()) == facets.get("place", ())
        assert line.country in row.get("country", "").split() or not line.country


def test_what_a_filter_offers_is_in_a_row(demonstration: Library) -> None:
    """Every option of a filter is the value of some row, and every value of a row is an option."""
    page = rendered(demonstration)["explore.md"]
    found = rows(page)
    for name in ("place", "country", "weapon", "kind", "story", "actor"):
        select = re.search(rf'<select name="{name}">(.*?)</select>', page)
        assert select
        offered = set(re.findall(r'<option value="([^"]+)">', select[1]))
        keys = ROLES if name == "actor" else (name,)
        assert offered == {one for row in found for key in keys for one in row.get(key, "").split()}


def test_a_person_without_a_role_is_no_filter(tmp_path: Path) -> None:
    """Who has no public role is in no attribute and in no list, as in no address."""
    text = record("  - by: blue-spokesman\n    source: article\n    responsibility: {blames: red-front}\n")
    page = rendered(library(tmp_path, text))["explore.md"]
    assert "blue-spokesman" not in page
    assert rows(page)[0]["blamed"] == "red-front"


def test_an_unsure_date_is_another_mark(tmp_path: Path) -> None:
    """A certain day is a round mark, several days are a bar, and a date that is not certain is open."""
    found = library(tmp_path, *dated("2024-01-20", "2024-01-05/2024-01-12", "2024-02-02~"))
    for drawing in drawings(rendered(found)["explore.md"]):
        day, bar, about = (
            next(one for one in moments(drawing) if (one.get("aria-label") or "").startswith(name))
            for name in ("20 January", "5–12 January", "about 2 February")
        )
        assert float(bar[1].get("width", 0)) > 3 * float(day[1].get("width", 0))
        assert float(day[1].get("rx", 0)) * 2 == float(day[1].get("width", 0))
        assert "open" in about.get("class", "")
        assert "open" not in day.get("class", "") + bar.get("class", "")
        assert (day.get("href") or "").startswith("../briefings/")


def test_marks_of_the_timeline_do_not_cover_one_another(tmp_path: Path) -> None:
    """Incidents of one day, and of days close together, are stacked within the drawing."""
    days = ["2024-01-20"] * 5 + ["2024-01-21", "2024-01-01/2024-02-10", "2024-01-25", "2020-05"]
    for drawing in drawings(rendered(library(tmp_path, *dated(*days)))["explore.md"]):
        _, _, width, height = map(float, drawing.get("viewBox", "").split())
        boxes = [
            (x, y, x + w, y + h)
            for one in moments(drawing)
            for x, y, w, h in [[float(one[1].get(key, 0)) for key in ("x", "y", "width", "height")]]
        ]
        assert len(boxes) == len(days)
        assert all(left >= 0 and top >= 0 and r <= width and b <= height for left, top, r, b in boxes)
        for at, (left, top, right, bottom) in enumerate(boxes):
            for x, y, to_x, to_y in boxes[at + 1 :]:
                assert right <= x or to_x <= left or bottom <= y or to_y <= top


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2024-01-01", "2024-01-31", ["Jan 2024"]),
        ("2023-11-01", "2024-02-29", ["Nov 2023", "Dec", "Jan 2024", "Feb"]),
        ("2001-03-01", "2024-02-29", ["2002", "2007", "2012", "2017", "2022"]),
        (
            "1800-01-01",
            "2200-12-31",
            ["1800", "1850", "1900", "1950", "2000", "2050", "2100", "2150", "2200"],
        ),
    ],
)
def test_ticks_are_round_and_few(first: str, last: str, wanted: list[str]) -> None:
    """Ticks stand on first days of months or years, with the year where it changes."""
    found = month_ticks(date.fromisoformat(first), date.fromisoformat(last), 9)
    assert all(day.day == 1 for day, _ in found)
    assert 0 < len(found) <= 9
    if len(wanted) < 5:
        assert [name for _, name in found] == wanted


def test_a_large_archive_has_a_page_for_each_earlier_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit, years that do not fit have pages of their own; together they have every incident."""
    monkeypatch.setattr(explore, "MOST", 3)
    days = ["2021-03-01", "2022-01-01", "2022-02-01", "2023-05-05", "2024-01-01", "2024-01-02"]
    found = library(tmp_path, *dated(*days))
    pages = {name: text for name, text in rendered(found).items() if name.startswith("explore")}
    assert list(pages) == ["explore.md", "explore/2021.md", "explore/2022.md"]
    assert [row["from"] for row in rows(pages["explore.md"])] == ["2024-01-02", "2024-01-01", "2023-05-05"]
    every = [row["id"] for text in pages.values() for row in rows(text)]
    assert sorted(every) == sorted(one.id for one in found.incidents)
    assert '<a href="2022/">2022</a> <a href="2021/">2021</a>' in pages["explore.md"]
    assert '<a href="../">newest</a>' in pages["explore/2022.md"]
    assert 'href="../../briefings/' in pages["explore/2022.md"]
    assert "# Explore 2022" in pages["explore/2022.md"]


def test_the_words_of_the_script_are_on_the_page(tmp_path: Path) -> None:
    """It says what the page says in the language of the site, in as many forms as that has for numbers."""
    found = library(tmp_path, record(STATEMENT))
    with use(Language.of("pl")):
        page = rendered(found)["explore.md"]
    said = dict(re.findall(r'data-say-([a-z-]+)="([^"]*)"', page))
    assert json.loads(unescape(said["shown"])).keys() == {"one", "few", "many"}
    assert unescape(said["unpublished"]) == "{number} not published."
    script = (ROOT / "generator/onrecord/pages/scripts/explore.js").read_text("utf-8")
    used = {f"say-{name}".replace("-", "") for name in said}
    assert {name.lower() for name in re.findall(r"words\.(say\w+)", script)} == used


def test_a_site_without_incidents_says_so(tmp_path: Path) -> None:
    """The page is there, without filters, drawings or an empty table."""
    page = rendered(library(tmp_path))["explore.md"]
    assert "There are no incidents yet." in page
    assert "<form" not in page
    assert "<table" not in page


def test_a_draft_is_seen_in_the_preview_only(tmp_path: Path) -> None:
    """A build has no trace of a draft; the preview marks it."""
    draft = record(STATEMENT).replace("publish: published", "publish: draft")
    found = library(tmp_path, record(STATEMENT), draft)
    assert len(rows(rendered(found)["explore.md"])) == 1
    page = rendered(found, preview=True)["explore.md"]
    assert len(rows(page)) == 2
    assert page.count("(not published: ") == 1


def test_what_the_site_has_off_is_not_linked(tmp_path: Path) -> None:
    """Without maps there is no map, without data files no download, and the page itself can be off."""
    found = library(tmp_path, record(STATEMENT))
    page = rendered(found, Settings(map=False, exports=False))["explore.md"]
    assert "map.md" not in page
    assert "Download" not in page
    assert "data-csv" not in page
    assert "explore.md" not in rendered(found, Settings(explore=False))


def test_addresses_hold_without_directory_urls(tmp_path: Path) -> None:
    """Where pages are files, every address on the page leads to a file of the site."""
    config = "site_name: Test\nuse_directory_urls: false\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord\n"
    built = build_site(
        tmp_path, {**REGISTRY, "mkdocs.yml": config, "briefings/2024-01-20-post.yml": record(STATEMENT)}
    )
    page = built.html("explore.html")
    main = page[page.index("or-explore") :]
    addresses = re.findall(r'(?:href|src|data-csv|data-geojson)="([^"#:]+)"', main)
    ours = [one for one in addresses if one.startswith(("briefings", "data/", "assets/onrecord"))]
    assert {"briefings/2024-01-20-post.html", "data/incidents.csv", "assets/onrecord/explore.js"} <= set(ours)
    assert all(one in built for one in ours)
