"""What a saved page says of itself: title, publisher, author, date, address, and where it says so.

JSON-LD goes before Open Graph, that before Dublin Core, these before what readers see (``<h1>``, ``<time>``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # An extra that few installations have, and without which the command has to start.
    from bs4 import BeautifulSoup

_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|WebPage)")
_BETTER = re.compile(r"(?:\w*Article|\w*Posting|Report)")
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """A value of the page, and where it stands: "Open Graph, article:published_time"."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that a page says of itself, the best place first in each."""

    title: tuple[Told, ...] = ()
    publisher: tuple[Told, ...] = ()
    author: tuple[Told, ...] = ()
    published: tuple[Told, ...] = ()
    url: tuple[Told, ...] = ()
    lang: tuple[Told, ...] = ()
    body: tuple[str, ...] = field(default=(), repr=False)
    """The lines of the part of the page that is marked as the article; none where no part is."""
    paid: bool = False
    """Whether the page says that it is not free to read."""


def metadata(page: str, visible_text: Callable[[str], str]) -> Metadata:
    """What the HTML of ``page`` says of itself; ``visible_text`` makes text of a part of it."""
    from bs4 import BeautifulSoup  # of the extra: who has a page of it has the library

    soup = BeautifulSoup(page, "html.parser")
    told: dict[str, list[Told]] = {name: [] for name in Metadata.__dataclass_fields__}
    paid = False
    for node in sorted(_nodes(soup), key=lambda node: not _BETTER.fullmatch(_kind(node))):
        _linked_data(node, told)
        paid = paid or str(node.get("isAccessibleForFree", "")).lower() == "false"
    _tags(soup, told)
    _seen(soup, told)
    values = {name: _once(told[name]) for name in told if name not in ("body", "paid")}
    return Metadata(**values, body=_body(soup, visible_text), paid=paid)


def _once(told: list[Told]) -> tuple[Told, ...]:
    """Each value once, in order, without blanks around it."""
    found: dict[str, Told] = {}
    for one in told:
        value = " ".join(one.value.split())
        if value and value not in found:
            found[value] = Told(value, one.where)
    return tuple(found.values())


def _nodes(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in the page's JSON-LD."""
    left = _MOST_NODES
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            waiting: list[Any] = [json.loads(script.get_text())]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            node, left = waiting.pop(0), left - 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                if _ARTICLE.fullmatch(_kind(node)):
                    yield node
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _linked_data(node: dict[str, Any], told: dict[str, list[Told]]) -> None:
    for name, key in (
        ("title", "headline"),
        ("publisher", "publisher"),
        ("author", "author"),
        ("published", "datePublished"),
        ("url", "url"),
        ("url", "mainEntityOfPage"),
        ("lang", "inLanguage"),
    ):
        if value := ", ".join(_names(node.get(key))):
            told[name].append(Told(value, f"JSON-LD, {key}"))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        yield from _names(next((value[key] for key in ("name", "@id", "url") if key in value), None))


_NAMES = {
    "title": ("og:title", "dc.title", "dcterms.title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher"),
    "author": ("article:author", "author", "dc.creator", "dcterms.creator"),
    "published": (
        *("article:published_time", "og:article:published_time", "dc.date.issued", "dcterms.issued"),
        *("dcterms.created", "dc.date", "dcterms.date", "date", "pubdate"),
    ),
    "url": ("og:url",),
    "lang": ("dc.language", "dcterms.language", "og:locale"),
}


def _tags(soup: BeautifulSoup, told: dict[str, list[Told]]) -> None:
    from bs4.element import Tag  # of the extra

    tags: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or "").strip().lower()
        tags.setdefault(name, str(tag.get("content") or ""))
    for field_name, names in _NAMES.items():
        for name in names:
            address = field_name == "author" and tags.get(name, "").startswith("http")
            if tags.get(name) and not address:
                told[field_name].append(Told(tags[name], f"{_standard(name)}, {name}"))
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag) and link.get("href"):
        told["url"].append(Told(str(link["href"]), "the page's canonical address"))
    html = soup.find("html")
    if isinstance(html, Tag) and html.get("lang"):
        told["lang"].append(Told(str(html["lang"]), "the page's lang attribute"))


def _standard(name: str) -> str:
    if name.startswith(("og:", "article:")):
        return "Open Graph"
    return "Dublin Core" if name.startswith("dc") else "a meta element"


def _seen(soup: BeautifulSoup, told: dict[str, list[Told]]) -> None:
    """What readers of the page see, where the page says it nowhere else."""
    from bs4.element import Tag  # of the extra

    for tag in soup.find_all("time")[:3]:
        if tag.get("datetime"):
            told["published"].append(Told(str(tag["datetime"]), "the page's <time> element"))
    for name, where in (("h1", "the page's heading"), ("title", "the page's <title>")):
        heading = soup.find(name)
        if isinstance(heading, Tag):
            told["title"].append(Told(heading.get_text(" "), where))


def _body(soup: BeautifulSoup, visible_text: Callable[[str], str]) -> tuple[str, ...]:
    from bs4.element import Tag  # of the extra

    found = soup.find(None, {"itemprop": "articleBody"}) or soup.find("article") or soup.find("main")
    if not isinstance(found, Tag):
        return ()
    return tuple(line for line in visible_text(str(found)).splitlines() if line.strip())
