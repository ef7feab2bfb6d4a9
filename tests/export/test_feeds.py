"""Feeds: what RFC 4287 and JSON Feed require, ids that stay, times that move, texts that come back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.about import About
from onrecord.export.entries import Entry
from onrecord.export.feeds import ATOM, MOST, Feed, clean, to_atom, to_json_feed
from tests.export.archives import ABOUT, HOSTILE, demonstration, files, parsed, quoted
from tests.helpers import ID, NOW, library, record

CREATED = "created: 2024-01-19"
STATEMENT = """\
  - by: blue-command
    in: press-statement
    source: article
    said: {}
    paraphrase: It burned.
"""
ENTRY = Entry(
    id="tag:archive.example,2026:incident/x",
    path="x",
    title="Title",
    updated="2024-01-20T00:00:00Z",
    published="",
    summary="Summary",
    text="Text",
    kind=("attack", "attack"),
)


def atom(data: bytes) -> ET.Element:
    """The root of an Atom file."""
    return ET.fromstring(data)


def text(element: ET.Element, name: str) -> str:
    """The text of the only child of that name."""
    found = element.findall(f"{{{ATOM}}}{name}")
    assert len(found) == 1
    return found[0].text or ""


def items(root: Path, body: str, about: About = ABOUT, feed: str = "all") -> list[dict[str, Any]]:
    """The items of a feed of an archive of one record."""
    found: list[dict[str, Any]] = parsed(files(library(root, body), about)[f"feeds/{feed}.json"])["items"]
    return found


def test_every_feed_has_what_atom_requires() -> None:
    """Each feed and each entry has one id, title and updated; entries link to pages; ids are unique."""
    for address, data in files(demonstration(), ABOUT).items():
        if address.startswith("feeds/") and address.endswith(".xml"):
            root = atom(data)
            assert root.tag == f"{{{ATOM}}}feed" and text(root, "author") is not None
            links = {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")}
            assert links["self"] == f"https://archive.example/{address}"
            entries = root.findall(f"{{{ATOM}}}entry")
            ids = [text(one, "id") for one in (root, *entries)]
            assert len(ids) == len(set(ids)) and all(
                one.startswith("tag:archive.example,2026:") for one in ids
            )
            for one in entries:
                assert text(one, "title") and text(one, "summary") and text(one, "content")
                [link] = one.findall(f"{{{ATOM}}}link")
                assert link.get("rel") == "alternate"
                assert str(link.get("href")).startswith("https://archive.example/briefings/")
            assert text(root, "updated") == max(
                [text(one, "updated") for one in entries] or ["1970-01-01T00:00:00Z"]
            )


def test_every_feed_has_what_json_feed_requires() -> None:
    """Each has the version, a title, items with id and content, and says the same as its Atom twin."""
    written = files(demonstration(), ABOUT)
    for address, data in written.items():
        if address.startswith("feeds/") and address.endswith(".json"):
            found = parsed(data)
            assert found["version"] == "https://jsonfeed.org/version/1.1" and found["title"]
            twin = atom(written[address.replace(".json", ".xml")])
            entries = twin.findall(f"{{{ATOM}}}entry")
            assert [item["id"] for item in found["items"]] == [text(one, "id") for one in entries]
            assert [item["content_text"] for item in found["items"]] == [
                text(one, "content") for one in entries
            ]


@pytest.mark.parametrize(
    "header",
    [
        "changed: 2024-03-01",
        "updates:\n  - on: 2024-03-01\n    text: More is known.",
        "corrections:\n  - on: 2024-03-01T10:00Z\n    was: two\n    now: three",
    ],
)
def test_a_change_moves_updated_and_not_the_id(tmp_path: Path, header: str) -> None:
    """A changed record, an update and a correction each move the time of the entry; its id stays."""
    body = STATEMENT.format("2024-01-20")
    [before], [after] = (
        items(tmp_path / "a", record(body, header=CREATED)),
        items(tmp_path / "b", record(body, header=f"{CREATED}\n{header}")),
    )
    assert before["id"] == after["id"] and before["date_modified"] < after["date_modified"]


def test_a_new_statement_moves_updated(tmp_path: Path) -> None:
    """A later statement moves the time of the entry to when the public could know it."""
    [item] = items(tmp_path, record(STATEMENT.format("2024-01-25T18:30Z"), header=CREATED))
    assert item["date_modified"] == "2024-01-25T18:30:00Z"


def test_no_entry_is_dated_into_the_future(tmp_path: Path) -> None:
    """A statement dated by its day alone moves the time to the beginning of that day, in the site's zone."""
    [item] = items(tmp_path, record(STATEMENT.format("2024-01-25"), header=CREATED))
    assert item["date_modified"] == "2024-01-25T00:00:00Z"


def test_an_entry_is_dated_by_its_publication_and_not_by_its_source(tmp_path: Path) -> None:
    """A record that was filed years after its sources is news of the day on which it was filed."""
    [item] = items(tmp_path, record(STATEMENT.format("2024-01-20"), header="created: 2026-11-20"))
    assert item["date_published"] == item["date_modified"] == "2026-11-20T00:00:00Z"


def test_without_a_date_of_ours_an_entry_has_the_day_of_the_build(tmp_path: Path) -> None:
    """No source tells when we published; all builds of a day say the same, and none invents a first day."""
    body = record(STATEMENT.format("2024-01-20"))
    later = replace(ABOUT, built=NOW + timedelta(hours=3))
    [item], [again] = items(tmp_path, body), items(tmp_path, body, later)
    assert item == again and item["date_modified"] == "2026-11-22T00:00:00Z"
    assert "date_published" not in item


@pytest.mark.parametrize(
    "header",
    [
        "",
        "created: 2024-01-22",
        "changed: 2024-01-23",
        "created: 2024-01-22T08:00Z\nupdates:\n  - on: 2024-01-23\n    text: More is known.",
        "corrections:\n  - on: 2024-01-23\n    was: two\n    now: three",
    ],
)
@pytest.mark.parametrize("feed", ["all", "corrections", "places/border-post"])
def test_no_entry_is_dated_before_its_embargo_ended(tmp_path: Path, header: str, feed: str) -> None:
    """Whatever a record says of itself: while its embargo held, nothing of it was published."""
    body = record(STATEMENT.format("2024-01-20"), header=f"embargo: 2026-11-01T06:00Z\n{header}".strip())
    for item in items(tmp_path, body, feed=feed):
        assert item["date_modified"] >= item["date_published"] >= "2026-11-01T06:00:00Z"


def test_an_embargo_that_ended_before_the_record_was_filed_dates_nothing(tmp_path: Path) -> None:
    """The later of the two counts."""
    header = "created: 2024-03-01\nembargo: 2024-02-01T06:00Z"
    [item] = items(tmp_path, record(STATEMENT.format("2024-01-20"), header=header))
    assert item["date_published"] == "2024-03-01T00:00:00Z"


def test_a_second_correction_of_a_day_is_news(tmp_path: Path) -> None:
    """Two corrections of one day give two times, and neither is dated into the next day."""
    one = "corrections:\n  - on: 2024-03-01\n    was: two\n    now: three"
    two = f"{one}\n  - on: 2024-03-01\n    was: red\n    now: blue"
    body = STATEMENT.format("2024-01-20")
    [first], [second] = (items(tmp_path / str(i), record(body, header=h)) for i, h in enumerate((one, two)))
    assert first["date_modified"] < second["date_modified"] < "2024-03-01T00:01:00Z"


def test_ids_do_not_depend_on_the_address(tmp_path: Path) -> None:
    """When the site moves, the ids stay; without a namespace they are made of the archive's name."""
    body = record(STATEMENT.format("2024-01-20"))
    moved = replace(ABOUT, site_url="https://elsewhere.example/")
    assert items(tmp_path, body, moved)[0]["id"] == items(tmp_path, body)[0]["id"]
    assert items(tmp_path, body)[0]["id"] == f"tag:archive.example,2026:incident/{ID}"
    plain = [items(tmp_path, body, replace(one, namespace=""))[0]["id"] for one in (ABOUT, moved)]
    assert plain[0] == plain[1] and plain[0].startswith("urn:uuid:")


def test_corrections_have_a_feed_of_their_own(tmp_path: Path) -> None:
    """Each correction is an entry that says what was wrong and what is right; an older one keeps its id."""
    old = "  - on: 2024-03-01\n    was: two\n    now: three"
    new = "  - on: 2024-04-01\n    was: red\n    now: blue"
    body = STATEMENT.format("2024-01-20")
    [first] = items(tmp_path / "a", record(body, header=f"corrections:\n{old}"), feed="corrections")
    both = items(tmp_path / "b", record(body, header=f"corrections:\n{new}\n{old}"), feed="corrections")
    assert first["content_text"] == "We said: two Right is: three"
    assert [item["id"] for item in both][1] == first["id"] and len(both) == 2


def test_what_is_not_reported_is_said(tmp_path: Path) -> None:
    """An entry never says 0 for what no source speaks of."""
    [item] = items(tmp_path, record(STATEMENT.format("2024-01-20")))
    assert "Deaths: not reported in the sources cited" in item["content_text"]


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8")))
def test_texts_come_back_from_xml_and_json(any_text: str) -> None:
    """A parser reads every text back; in XML a forbidden character is U+FFFD, a line break a line feed."""
    entry = replace(ENTRY, title=any_text, text=any_text)
    feed = Feed.of("feeds/all", any_text, "", [entry])
    root = atom(to_atom(feed, ABOUT))
    [found] = root.findall(f"{{{ATOM}}}entry")
    assert text(root, "title") == text(found, "title") == text(found, "content") == clean(any_text)
    assert parsed(to_json_feed(feed, ABOUT))["items"][0]["content_text"] == any_text


@pytest.mark.parametrize("hostile", [*HOSTILE, "a ]]> b", "bell \x07 nul \x00 half \ufffe"])
def test_hostile_titles_come_back(hostile: str) -> None:
    """Markup in a title is text, and characters that XML forbids do not break the feed."""
    feed = Feed.of("feeds/all", "x", "", [replace(ENTRY, title=hostile)])
    [found] = atom(to_atom(feed, ABOUT)).findall(f"{{{ATOM}}}entry")
    assert text(found, "title") == clean(hostile)
    assert hostile.isprintable() is False or clean(hostile) == hostile


def test_a_hostile_record_makes_a_feed(tmp_path: Path) -> None:
    """A title of a record comes out of both feeds as it was typed."""
    body = record(STATEMENT.format("2024-01-20")).replace("Attack on the border post", quoted(HOSTILE[9]))
    written = files(library(tmp_path, body), ABOUT)
    [entry] = atom(written["feeds/all.xml"]).findall(f"{{{ATOM}}}entry")
    assert text(entry, "title") == f"{HOSTILE[9]}, 20 January 2024"


def test_a_long_feed_holds_the_newest_and_says_so() -> None:
    """Of more entries than a feed holds, the newest stay, and the feed names their number."""
    many = [
        replace(ENTRY, id=f"tag:x:{i}", updated=f"2024-01-20T00:{i // 60:02}:{i % 60:02}Z")
        for i in range(MOST + 5)
    ]
    feed = Feed.of("feeds/all", "x", "Incidents.", many)
    assert [entry.id for entry in feed.entries][:1] == [f"tag:x:{MOST + 4}"] and len(feed.entries) == MOST
    assert parsed(to_json_feed(feed, ABOUT))["_onrecord"]["total"] == MOST + 5
    assert f"The newest {MOST} of {MOST + 5}." in text(atom(to_atom(feed, ABOUT)), "subtitle")


def test_a_feed_leads_to_the_page_of_the_same_thing() -> None:
    """The feed of an actor or a place names its page; where the site has no such pages, the home page."""
    address = "feeds/actors/kataib-hezbollah.json"
    for entities, page in ((True, "actors/kataib-hezbollah/"), (False, "")):
        about = About(name="Test", site_url="https://watch.example/", entities=entities, built=NOW)
        feed = json.loads(files(demonstration(), about)[address])
        assert feed["home_page_url"] == f"https://watch.example/{page}"
