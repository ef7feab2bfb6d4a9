"""The feed of one incident: the account first, then an entry for each thing that we changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest

from onrecord.export.about import About
from onrecord.export.feeds import MOST
from tests.export.archives import ABOUT, demonstration, files, parsed
from tests.helpers import ID, library, record

BODY = "  - source: article\n    damage: none\n"
CREATED = "created: 2024-03-01\n"
FIRST = "  - on: 2024-04-01\n    text: First news. [@article]\n"
SECOND = "  - on: 2024-05-01\n    text: Second news. [@article]\n"
CORRECTION = "corrections:\n  - on: 2024-04-15\n    was: two\n    now: three\n"


def feed(root: Path, header: str, about: About = ABOUT, incident_id: str = ID) -> dict[str, Any]:
    """The JSON Feed of an archive's only incident, whose Atom twin has the same entries."""
    written = files(library(root, record(BODY, header=CREATED + header)), about)
    found: dict[str, Any] = parsed(written[f"feeds/incidents/{incident_id}.json"])
    read = feedparser.parse(written[f"feeds/incidents/{incident_id}.xml"])
    assert not read.bozo
    assert [(one.id, one.updated, one.title) for one in read.entries] == [
        (one["id"], one["date_modified"], one["title"]) for one in found["items"]
    ]
    return found


def ids(found: dict[str, Any]) -> list[str]:
    """The ids of its entries, without what all of them begin with."""
    return [one["id"].removeprefix("tag:archive.example,2026:") for one in found["items"]]


def test_the_incident_comes_first_then_each_change_newest_first(tmp_path: Path) -> None:
    """Updates and corrections are entries of their own, dated by their day, and lead to their list."""
    found = feed(tmp_path, f"updates:\n{FIRST}{SECOND}{CORRECTION}")
    titles = [one["title"] for one in found["items"]]
    name = "Attack on the border post, 20 January 2024"
    assert titles == [name, f"Update: {name}", f"Corrected: {name}", f"Update: {name}"]
    assert [one["content_text"] for one in found["items"]][1:] == [
        "Second news.",
        "We said: two Right is: three",
        "First news.",
    ]
    assert [one["date_modified"][:10] for one in found["items"]][1:] == [
        "2024-05-01",
        "2024-04-15",
        "2024-04-01",
    ]
    page = f"https://archive.example/briefings/{ID}/"
    assert found["home_page_url"] == found["items"][0]["url"] == page
    assert {one["url"] for one in found["items"][1:]} == {f"{page}#updates-and-corrections"}


def test_an_incident_without_changes_has_a_feed_to_follow(tmp_path: Path) -> None:
    """There is something to subscribe to before anything changed: the incident as it was published."""
    found = feed(tmp_path, "")
    assert ids(found) == [f"incident/{ID}"]
    assert found["items"][0]["date_published"] == "2024-03-01T00:00:00Z"


def test_the_entry_of_the_incident_is_that_of_all_feeds() -> None:
    """Who follows the site and an incident sees one entry, not two that differ."""
    written = files(demonstration(), ABOUT)
    every = {one["id"]: one for one in parsed(written["feeds/all.json"])["items"]}
    for incident in demonstration().incidents:
        found = parsed(written[f"feeds/incidents/{incident.id}.json"])
        first, *changes = found["items"]
        record = incident.record
        # Addresses are absolute, so that they are the same in every file.
        assert first == every[f"tag:archive.example,2026:incident/{incident.id}"]
        assert len(changes) == len(record.updates) + len(record.corrections)
        assert found["_onrecord"]["updated"] == max(one["date_modified"] for one in found["items"])


def test_an_update_moves_the_feed_and_leaves_the_ids_of_others(tmp_path: Path) -> None:
    """Written above or below the older one, a new update is a new entry; all that were there stay."""
    before = feed(tmp_path / "before", f"updates:\n{FIRST}{CORRECTION}")
    for name, updates in (("below", FIRST + SECOND), ("above", SECOND + FIRST)):
        after = feed(tmp_path / name, f"updates:\n{updates}{CORRECTION}")
        assert set(ids(after)) - set(ids(before)) == {f"update/{ID}/2024-05-01"}
        assert set(ids(before)) <= set(ids(after))
        assert before["_onrecord"]["updated"] < after["_onrecord"]["updated"]
        assert before["_onrecord"]["id"] == after["_onrecord"]["id"]


def test_mended_words_take_the_place_of_what_a_reader_has(tmp_path: Path) -> None:
    """A name that was taken out of an update does not stay with those who follow the incident."""
    before = feed(tmp_path / "before", f"updates:\n{FIRST}")
    after = feed(tmp_path / "after", f"updates:\n{FIRST.replace('First news', 'News')}")
    assert ids(before) == ids(after)
    assert after["items"][1]["content_text"] == "News."


def test_updates_of_one_day_are_entries_of_their_own(tmp_path: Path) -> None:
    """A second one of a day gets a number, and the first keeps its id."""
    day = FIRST + FIRST.replace("First", "More")
    found = feed(tmp_path, f"updates:\n{day}")
    assert ids(found)[1:] == [f"update/{ID}/2024-04-01/2", f"update/{ID}/2024-04-01"]


def test_nothing_is_dated_before_the_embargo_ended(tmp_path: Path) -> None:
    """Updates that were written under the embargo came out with it, behind the incident itself."""
    found = feed(tmp_path, f"embargo: 2026-11-01T06:00Z\nupdates:\n{FIRST}{CORRECTION}")
    assert {one["date_modified"] for one in found["items"]} == {"2026-11-01T06:00:00Z"}
    assert ids(found)[0] == f"incident/{ID}"


def test_a_feed_stays_at_an_address_that_the_incident_had(tmp_path: Path) -> None:
    """Who followed it under its earlier id goes on doing so."""
    found = feed(tmp_path, f"formerly: old-post\nupdates:\n{FIRST}", incident_id="old-post")
    assert found["_onrecord"]["id"] == "tag:archive.example,2026:feeds/incidents/old-post"
    assert ids(found) == [f"incident/{ID}", f"update/{ID}/2024-04-01"]


def test_a_long_feed_keeps_the_incident(tmp_path: Path) -> None:
    """Of more changes than a feed holds the newest stay, and so does the account."""
    many = "".join(
        f"  - on: 2024-{4 + number // 28:02}-{1 + number % 28:02}\n    text: News {number}. [@article]\n"
        for number in range(MOST + 5)
    )
    found = feed(tmp_path, f"updates:\n{many}")
    assert len(found["items"]) == MOST and ids(found)[0] == f"incident/{ID}"
    assert found["items"][1]["content_text"] == f"News {MOST + 4}."
    assert found["_onrecord"]["total"] == MOST + 6


def test_nothing_of_a_confidential_source_is_in_it(tmp_path: Path) -> None:
    """An update that rests on a confidential source says what we wrote, and names neither source nor day."""
    sources = "  leak:\n    title: Secret paper\n    publisher: Deep\n    published: 2024-02-02\n"
    sources += "    confidential: yes\n"
    body = record(BODY, header=f"{CREATED}updates:\n  on: 2024-04-01\n  text: News. [@leak]", sources=sources)
    written = files(library(tmp_path, body), ABOUT)
    for ending in ("xml", "json"):
        text = written[f"feeds/incidents/{ID}.{ending}"].decode()
        assert "News." in text and not any(word in text for word in ("Secret", "Deep", "leak", "2024-02-02"))


@pytest.mark.parametrize("status", ["draft", "in-review", "withdrawn"])
def test_what_is_not_published_has_no_feed(tmp_path: Path, status: str) -> None:
    """No address tells that there is such a record."""
    body = record(BODY, header=f"{CREATED}updates:\n{FIRST}")
    found = library(tmp_path, body, z_post=body.replace("publish: published", f"publish: {status}"))
    assert [name for name in files(found, ABOUT) if "z-post" in name] == []


def test_a_site_may_have_none() -> None:
    """An archive of ten thousand incidents may leave out twenty thousand files."""
    names = files(demonstration(), replace(ABOUT, incident_feeds=False))
    assert not [name for name in names if name.startswith("feeds/incidents/")]
    assert "feeds/all.xml" in names
