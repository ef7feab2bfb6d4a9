"""What is in a file of a site: ids, links and JSON-LD of a page, the text that a reader or program gets."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong"),
        *("time", "u", "wbr"),
    )
)
"""Elements that part no words."""
_NO_TEXT = frozenset(("script", "style", "sup"))
"""What is for machines, and the numbers of notes within a sentence."""
_LINKS = frozenset(("href", "src"))
_WORDS = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_GZIP = b"\x1f\x8b"
TEXTS = (
    ".bib",
    ".css",
    ".csv",
    ".geojson",
    ".htm",
    ".html",
    ".js",
    ".json",
    ".md",
    ".ris",
    ".svg",
    ".txt",
    ".xml",
)
"""Files whose text is looked at, besides packed ones and databases."""


@dataclass(frozen=True, slots=True)
class Look:
    """One file, as it was looked at."""

    faults: tuple[str, ...] = ()
    """Why it cannot be read by those for whom it is made."""
    ids: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    words: str = ""
    """The words of its text, in small letters, each with a blank before and behind."""


def words_of(text: str) -> str:
    """The words of a text, as they are compared: "Two U.S. soldiers" is " two u s soldiers "."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).casefold()
    return f" {' '.join(_WORDS.findall(plain))} "


def look(path: Path, name: str, *, strictly: bool, words: bool) -> Look:
    """Looks at a file. ``strictly``: it has to parse, since we made it; ``words``: its text is asked for."""
    try:
        data = path.read_bytes()
        if name.endswith(".html"):
            return _page(
                data.decode(errors="strict" if strictly else "replace"), strictly=strictly, words=words
            )
        text, faults = "", []
        if strictly:
            faults = list(_faults(path, name, data))
        if words:
            text = words_of(_text(name, data))
        return Look(tuple(faults), words=text)
    except UnicodeDecodeError:
        return Look(("is not UTF-8",))


class _Page(HTMLParser):
    """Reads a page as a browser does, as far as it matters here."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.machines: list[str] = []
        self.texts: list[str] = []
        self._silent = ""
        self._linked_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses."""
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name in _LINKS:
                self.links.append(value)
            elif name in ("alt", "title", "content", "aria-label"):
                self.texts.append(f" {value} ")
        self._linked_data = tag == "script" and ("type", "application/ld+json") in attrs
        if self._linked_data:
            self.machines.append("")
        if tag in _NO_TEXT:
            self._silent = self._silent or tag
        elif tag not in _INLINE:
            self.texts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` of a drawing has no end of its own."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Parts words."""
        if tag == self._silent:
            self._silent = ""
            self._linked_data = False
        elif tag not in _INLINE:
            self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        """Takes text up."""
        if self._linked_data:
            self.machines[-1] += data
        elif not self._silent:
            self.texts.append(data)


def _page(text: str, *, strictly: bool, words: bool) -> Look:
    page = _Page()
    page.feed(text)
    page.close()
    faults = []
    for linked in page.machines:
        try:
            value = json.loads(linked)
        except ValueError as error:
            faults.append(f"has JSON-LD that does not parse: {error}")
            continue
        page.texts.extend(f" {one} " for one in _strings(value))
        if not isinstance(value, dict) or "@context" not in value:
            faults.append("has JSON-LD without @context")
    return Look(
        tuple(faults) if strictly else (),
        frozenset(page.ids),
        tuple(dict.fromkeys(page.links)),
        words_of("".join(page.texts)) if words else "",
    )


def _faults(path: Path, name: str, data: bytes) -> Iterator[str]:
    """What is wrong with a file for machines."""
    try:
        if name.endswith((".json", ".geojson")):
            json.loads(data, parse_constant=_no_number)
        elif name.endswith(".xml"):
            ElementTree.fromstring(data)
        elif name.endswith(".csv"):
            rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
            width = len(next(rows, ()))
            for row in rows:
                if len(row) != width:
                    yield f"does not parse: line {rows.line_num} has {len(row)} cells, and the first {width}"
                    return
        elif name.endswith(".sqlite"):
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
                [(found,)] = db.execute("pragma quick_check(1)").fetchall()
            if found != "ok":
                yield f"does not parse: {found}"
        elif data.startswith(_GZIP):
            gzip.decompress(data)
    except (ValueError, ElementTree.ParseError, csv.Error, sqlite3.Error, OSError, EOFError) as error:
        yield f"does not parse: {error}"


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def _text(name: str, data: bytes) -> str:
    if name.endswith((".json", ".geojson")):
        try:
            return "\n".join(_strings(json.loads(data)))
        except ValueError:
            return data.decode("utf-8", "ignore")
    if name.endswith((".xml", ".svg")):
        try:
            return "\n".join(_shown(text) for text in ElementTree.fromstring(data).itertext())
        except ElementTree.ParseError:
            return data.decode("utf-8", "ignore")
    if data.startswith(_GZIP):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError):
            return ""
    elif not name.endswith((*TEXTS, ".sqlite")):
        return ""
    return data.decode("utf-8", "ignore")


def _strings(value: Any) -> Iterator[str]:
    """All texts in a JSON value, as they show: those of feeds are HTML."""
    if isinstance(value, str):
        yield _shown(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _shown(text: str) -> str:
    if "<" not in text:
        return text
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.texts)
