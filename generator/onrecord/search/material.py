"""The index of Material's own search, made fit for what readers of an archive look for.

Material writes it; what is changed here is the file alone, so that a site without this search, or with
another one, loses nothing. Where a site has options of its own for the search, those stay.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.search.spellings import of_names, of_word
from onrecord.search.words import SEPARATOR

INDEX = "search/search_index.json"
"""Where it lies in a site."""

#: What Material sets where the site does not, and what is set instead. Its list of words that are left out
#: has "least" and "us" in it.
_DEFAULTS: tuple[tuple[str, object, object], ...] = (
    ("separator", r"[\s\-]+", SEPARATOR),
    ("pipeline", ["stopWordFilter"], []),
)
_TITLE = ({"boost": 1000.0}, {"boost": 5.0})
#: The field that is searched and never shown.
_HIDDEN = "words"
#: Of pages that match alike, the one that tells more comes first: by a tenth at most.
_LONG = 1_000_000
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h1[^>]*\bid=\"([^\"]*)\"")
_NOTES = re.compile("<sup>\\d+</sup>|\\s*\u21a9\ufe0e?")

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of ours tells the search."""

    heading: str = ""
    """The id of its first heading."""
    date: str = ""
    """As readers see it beside the title."""
    words: tuple[str, ...] = ()
    """Dates and names by which it is found too; the names of one thing on one line."""

    @classmethod
    def of(cls, meta: Mapping[str, Any], content: str) -> Found:
        """From the front matter of a page, and its content as HTML."""
        search, heading = meta.get("search") or {}, _HEADING.search(content)
        words = tuple(str(one) for one in search.get("words", ()))
        return cls(heading[1] if heading else "", str(search.get("date", "")), words)


def improved(index: str, pages: Mapping[str, Found]) -> str:
    """The index with our ``pages`` (by address, as the index has it) as readers look for them.

    Each begins with its text and not with an empty entry, shows its date, and is found by all its words at
    once, in other spellings too. What is no index of Material's is given back as it is.
    """
    try:
        data = json.loads(index)
        config, entries = data["config"], data["docs"]
        fields = config["fields"]
    except (ValueError, TypeError, KeyError):
        return index
    for key, theirs, ours in _DEFAULTS:
        if config.get(key) == theirs:
            config[key] = ours
    if fields.get("title") == _TITLE[0]:
        fields["title"] = _TITLE[1]
    fields[_HIDDEN] = {"boost": 1.0}
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry["location"].partition("#")[0], []).append(entry)
    data["docs"] = [
        entry
        for address, group in grouped.items()
        for entry in (_page(group, pages[address]) if address in pages else group)
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _page(entries: list[Entry], found: Found) -> list[Entry]:
    """The entries of one page: itself, then its sections that have a text."""
    first, *rest = entries
    for entry in entries:
        # The way from a text to its notes and back is nothing to read in a result.
        entry["text"] = _NOTES.sub("", entry["text"])
    if found.heading and rest and rest[0]["location"].partition("#")[2] == found.heading:
        # What stands before the heading, and is not for the search, leaves an entry without a text.
        heading = rest.pop(0)
        first["title"], first["text"] = heading["title"], heading["text"]
    rest = [entry for entry in rest if entry["text"]]
    if rest and not first["text"]:
        first["text"] = rest[0]["text"]
    length = sum(len(entry["text"]) for entry in (first, *rest))
    for entry in (first, *rest):
        if "boost" in entry:
            entry["boost"] = round(entry["boost"] * (1 + min(length / _LONG, 0.1)), 4)
    if words := _hidden(first, rest, found):
        first[_HIDDEN] = words
    if found.date:
        first["title"] += f" <small>{html.escape(found.date)}</small>"
    return [first, *rest]


def _hidden(first: Entry, rest: list[Entry], found: Found) -> str:
    """The words of the sections, other spellings of all words and names; not what is found anyway."""
    own = _words(first["title"], first["text"])
    every = own | _words(*(entry[part] for entry in rest for part in ("title", "text")))
    every |= _words(*found.words, *(name for line in found.words for name in of_names(line)))
    every |= {other.lower(): None for word in every for other in of_word(word)}
    return " ".join(word for word in every if word not in own)


def _words(*texts: str) -> dict[str, None]:
    """The words of texts in HTML, each once, as the search takes them apart."""
    parts = (part for text in texts for part in re.split(SEPARATOR, _plain(text)))
    return dict.fromkeys(part.lower() for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
