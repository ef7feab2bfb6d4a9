"""Feeds as Atom (RFC 4287) and as JSON Feed 1.1, both made of the same entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from onrecord.export.about import About
from onrecord.export.entries import Entry
from onrecord.export.json_data import dumps, row_of
from onrecord.language import decimal
from onrecord.language import gettext as _

ATOM = "http://www.w3.org/2005/Atom"
#: Entries that a feed holds at most, the newest; the data files hold everything.
MOST = 100
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written; ``address`` is that of its files without ``.xml`` or ``.json``."""

    address: str
    title: str
    about: str
    entries: tuple[Entry, ...]
    total: int
    page: str = ""
    """The page about the same thing, ``actors/x``; empty for the home page."""

    @classmethod
    def of(cls, address: str, title: str, about: str, entries: Iterable[Entry], page: str = "") -> Feed:
        """The feed of the newest of ``entries``, newest first."""
        # Ids of incidents begin with their day, so that of entries of one time the newest incident is first.
        found = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)
        if len(found) > MOST:
            newest = _("The newest {number} of {all}.").format(number=decimal(MOST), all=decimal(len(found)))
            about = f"{about} {newest}"
        return cls(address, title, about, tuple(found[:MOST]), len(found), page)

    @property
    def updated(self) -> str:
        """The time of the newest entry; for a feed without entries the beginning of Unix time."""
        return max((entry.updated for entry in self.entries), default="1970-01-01T00:00:00Z")


def to_atom(feed: Feed, about: About) -> bytes:
    """The feed as Atom."""
    at = f"{feed.address}.xml"
    root = ET.Element("feed", {"xmlns": ATOM, _LANG: about.language})
    _text(root, "title", title(feed, about))
    _text(root, "subtitle", subtitle(feed, about))
    _text(root, "id", about.permanent(feed.address))
    _text(root, "updated", feed.updated)
    _text(ET.SubElement(root, "author"), "name", about.name)
    _link(root, "self", about.url(at, at), "application/atom+xml")
    _link(root, "alternate", about.page(feed.page, at=at), "text/html")
    if about.rights:
        _text(root, "rights", about.rights)
    _text(root, "generator", "On Record")
    for entry in feed.entries:
        element = ET.SubElement(root, "entry")
        _text(element, "title", entry.title)
        _text(element, "id", entry.id)
        _text(element, "updated", entry.updated)
        if entry.published:
            _text(element, "published", entry.published)
        _link(element, "alternate", about.incident(entry.path, entry.fragment, at), "text/html")
        ET.SubElement(element, "category", {"term": entry.kind[0], "label": entry.kind[1]})
        _text(element, "summary", entry.summary)
        _text(element, "content", entry.text, {"type": "text"})
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def to_json_feed(feed: Feed, about: About) -> bytes:
    """The feed as JSON Feed."""
    at = f"{feed.address}.json"
    return dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title(feed, about),
            "home_page_url": about.page(feed.page, at=at),
            "feed_url": about.url(at, at),
            "description": subtitle(feed, about),
            "language": about.language,
            "authors": [{"name": about.name}],
            "_onrecord": {
                "id": about.permanent(feed.address),
                "updated": feed.updated,
                "total": feed.total,
                "rights": about.rights,
            },
        },
        "items",
        (row_of(_item(entry, about, at)) for entry in feed.entries),
    )


def title(feed: Feed, about: About) -> str:
    """The feed's name; a reader who takes two editions sees them apart."""
    if not about.as_of:
        return feed.title
    return _("{title} (as of {day})").format(title=feed.title, day=about.as_of)


def subtitle(feed: Feed, about: About) -> str:
    """What the feed holds, of when, how it was chosen, and that it is a demonstration where it is one."""
    ids = _("Its entries have the ids of the latest edition’s.")
    edition = f"{about.edition_note} {ids}" if about.as_of else ""
    parts: Sequence[str] = (feed.about, edition, about.demonstration, about.selection, about.coverage_note)
    return " ".join(part for part in parts if part)


def clean(text: str) -> str:
    """The text as XML can hold it: forbidden characters become U+FFFD, every line break is a line feed."""
    return _NOT_XML.sub("\ufffd", re.sub("\r\n?", "\n", text))


def _item(entry: Entry, about: About, at: str) -> dict[str, Any]:
    dates = {"date_published": entry.published} if entry.published else {}
    return {
        "id": entry.id,
        "url": about.incident(entry.path, entry.fragment, at),
        "title": entry.title,
        "summary": entry.summary,
        "content_text": entry.text,
        **dates,
        "date_modified": entry.updated,
        "tags": [entry.kind[1]],
    }


def _text(parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    ET.SubElement(parent, name, attributes or {}).text = clean(text)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": clean(href), "type": kind})
