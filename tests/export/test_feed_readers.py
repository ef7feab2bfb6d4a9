"""Feeds as readers see them: an outside parser, the rules of RFC 4287 and of JSON Feed 1.1."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest

from onrecord.export.feeds import ATOM
from tests.export.archives import ABOUT, demonstration, files, parsed
from tests.helpers import ID, library, record

BARE = replace(ABOUT, site_url="", namespace="", licence="", licence_url="", rights_holder="")
ABOUTS = pytest.mark.parametrize(
    "about", [ABOUT, BARE, replace(ABOUT, lists=True)], ids=["full", "bare", "lists"]
)
#: https://www.jsonfeed.org/version/1.1/, as a schema: what is required, and of what type everything is.
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_AUTHORS: dict[str, Any] = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": _TEXT}, "minProperties": 1},
}
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _TEXT,
        "feed_url": _TEXT,
        "description": _TEXT,
        "language": _TEXT,
        "authors": _AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "properties": {
                    **dict.fromkeys(("id", "url", "title", "summary", "content_text"), _TEXT),
                    "date_published": {"type": "string"},
                    "date_modified": {"type": "string"},
                    "tags": {"type": "array", "items": _TEXT},
                },
                "additionalProperties": False,
            },
        },
    },
    # Names of our own begin with an underscore and are objects.
    "patternProperties": {"^_[a-z]": {"type": "object"}},
    "additionalProperties": False,
}
#: RFC 4287, 4.1.1 and 4.1.2: element, least and most.
_FEED = {"author": (1, 9), "id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1)}
_FEED |= {"rights": (0, 1), "generator": (0, 1), "link": (1, 9), "entry": (0, 10_000)}
_ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "summary": (0, 1)}
_ENTRY |= {"content": (0, 1), "link": (1, 9), "category": (0, 9)}


def feeds(about: Any, ending: str) -> dict[str, bytes]:
    """The feeds of the demonstration."""
    return {
        name: data
        for name, data in files(demonstration(), about).items()
        if name.startswith("feeds/") and name.endswith(ending)
    }


@ABOUTS
def test_a_feed_reader_finds_every_entry(about: Any) -> None:
    """feedparser reads each Atom feed without complaint: ids, titles, times and texts as in its twin."""
    twins = feeds(about, ".json")
    for name, data in feeds(about, ".xml").items():
        read = feedparser.parse(data)
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == "atom10"
        items = parsed(twins[name.replace(".xml", ".json")])["items"]
        assert [(one.id, one.title, one.updated, one.content[0].value) for one in read.entries] == [
            (item["id"], item["title"], item["date_modified"], item["content_text"]) for item in items
        ]
        assert all(one.updated_parsed and one.link for one in read.entries)


@ABOUTS
def test_atom_keeps_the_rules_of_rfc_4287(about: Any) -> None:
    """Elements stand as often as the RFC allows; ids are whole IRIs; times are RFC 3339; links differ."""
    for data in feeds(about, ".xml").values():
        root = ET.fromstring(data)
        _count(root, _FEED)
        for entry in root.findall(f"{{{ATOM}}}entry"):
            _count(entry, _ENTRY)
        for one in root.iter(f"{{{ATOM}}}id"):
            assert urlsplit(one.text or "").scheme in ("tag", "urn")
        for name in ("updated", "published"):
            for one in root.iter(f"{{{ATOM}}}{name}"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.text or "")
                datetime.fromisoformat(one.text or "")
        for parent in (root, *root.findall(f"{{{ATOM}}}entry")):
            links = [(link.get("rel"), link.get("type")) for link in parent.findall(f"{{{ATOM}}}link")]
            assert len(set(links)) == len(links)
        assert len(root.findall(f"{{{ATOM}}}link[@rel='self']")) == 1
        for one in root.iter(f"{{{ATOM}}}category"):
            assert one.get("term")


def _count(parent: ET.Element, allowed: dict[str, tuple[int, int]]) -> None:
    names = [child.tag.removeprefix(f"{{{ATOM}}}") for child in parent]
    assert set(names) <= set(allowed)
    for name, (least, most) in allowed.items():
        assert least <= names.count(name) <= most, name


@ABOUTS
def test_json_feed_keeps_the_rules_of_its_version(about: Any) -> None:
    """Each has what version 1.1 requires, of the types it requires; names of our own begin with a line."""
    for data in feeds(about, ".json").values():
        found = parsed(data)
        jsonschema.validate(found, JSON_FEED)
        for item in found["items"]:
            assert datetime.fromisoformat(item["date_modified"]).tzinfo


def test_an_update_moves_the_entry_up_and_keeps_its_id(tmp_path: Path) -> None:
    """A reader that has seen an entry sees it again, under its id, as updated; both ids stay for ever."""
    created = "created: 2024-03-01"
    quiet = record("  - source: article\n    damage: none\n", header=created)
    news = record(
        "  - source: article\n    damage: none\n",
        header=f"{created}\nupdates:\n  on: 2024-05-01\n  text: News. [@article]",
    )
    other = quiet.replace("date: 2024-01-20", "date: 2024-02-01")
    before, after = (
        feedparser.parse(files(library(tmp_path / name, text, z_post=other), ABOUT)["feeds/all.xml"])
        for name, text in (("before", quiet), ("after", news))
    )
    assert {one.id for one in before.entries} == {one.id for one in after.entries}
    assert after.entries[0].id.endswith(ID)
    assert before.feed.updated < after.feed.updated == after.entries[0].updated
    assert before.feed.id == after.feed.id


def test_the_feed_of_corrections_leads_to_their_page() -> None:
    """Where the site has the page that lists them, the feed names it as its own page."""
    data = feeds(replace(ABOUT, lists=True), ".xml")["feeds/corrections.xml"]
    assert feedparser.parse(data).feed.link == "https://archive.example/corrections/"
