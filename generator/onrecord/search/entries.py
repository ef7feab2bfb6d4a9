"""What the search knows of a page: its texts with the anchors to which a hit leads, and its other names.

An entry is made from the content of a page as HTML and from its front matter alone, so that it changes only
with the page.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from onrecord.search.spellings import of_names, of_word
from onrecord.search.words import counted, folded, words

FILTERS = ("actor", "place", "country", "weapon", "event", "year")
"""By what results can be narrowed, as front matter names it."""

_VALUE = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
#: (end, tag, attributes, text); all are empty for a comment.
_PIECE = re.compile(rf"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)({_VALUE})>|([^<]+|<)", re.S)
_ID = re.compile(r"""(?<![\w-])id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
#: Nothing to read in a result: the way to a note and back, links to a heading, what a page leaves out.
_LEFT_OUT = re.compile(
    r"""data-search-exclude|\bclass\s*=\s*["']?(?:headerlink|footnote-backref)|(?<![\w-])id\s*=\s*["']fnref"""
)
_SILENT = {"svg", "script", "style", "template"}
_EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: Elements that can be what a statement or a note says: an anchor within one is an anchor of all of it.
_HOLDERS = {"li", "figure", "tr", "dd", "blockquote"}
#: Inside a line: all other elements part words.
_INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: Of statements, quotations and sources.
_ANCHOR = re.compile(r"s-|q\d+-|fn:")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: How often a word of a page counts: more of it tells nothing more.
_MOST = 3
_MOST_BOOST = 100


@dataclass(slots=True)
class Section:
    """A part of a page that has an address of its own."""

    anchor: str
    """Empty for the page itself."""
    heading: str
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, on one line."""
        return " ".join("".join(self.parts).split())


@dataclass(frozen=True)
class Entry:
    """A page as the search has it."""

    address: str
    """As links of the site have it, from its top: ``briefings/2024-01-20-ain-al-asad/``."""
    title: str
    date: str
    """As readers see it beside the title."""
    day: str
    """The first of it in ISO form, by which results are put in order; empty for a page without a date."""
    sections: tuple[tuple[str, str, str], ...]
    """Anchor, heading and text, the page's own first."""
    names: tuple[str, ...] = ()
    """Dates and names by which it is found too; the names of one thing on one line."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boost: int = 1
    """How much more it counts than a page without one."""

    @cached_property
    def typed(self) -> Counter[str]:
        """The words of its texts as they are typed, and how often each stands there."""
        return counted(" ".join(f"{heading} {text}" for _, heading, text in self.sections))

    @cached_property
    def shown(self) -> Counter[str]:
        """The same as they are looked up."""
        found: Counter[str] = Counter()
        for word, times in self.typed.items():
            found[folded(word)] += times
        return found

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """The words of title and date."""
        return tuple(dict.fromkeys(map(folded, words(f"{self.title} {self.date}"))))

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Words that stand nowhere on the page and find it: names, and other spellings of all words."""
        names = dict.fromkeys(word for line in (self.title, self.date, *self.names) for word in words(line))
        found = dict.fromkeys(other for word in (*self.typed, *names) for other in _others(word))
        found |= dict.fromkeys(folded(name) for line in self.names for name in of_names(line))
        return tuple(word for word in found if word and word not in self.shown and word not in self.titled)

    @property
    def bag(self) -> str:
        """The words of its texts for the index, each as often as it counts."""
        return " ".join(word for word, times in self.shown.items() if word for _ in range(min(times, _MOST)))


def entry(address: str, title: str, content: str, meta: Mapping[str, Any]) -> Entry | None:
    """The entry of the page at ``address``, from its content as HTML and its front matter.

    None for a page that the search leaves out: ``search: {exclude: true}``. ``title`` is plain text.
    """
    search = meta.get("search")
    search = search if isinstance(search, Mapping) else {}
    if search.get("exclude"):
        return None
    names, boost = _texts(search.get("words")), search.get("boost", 1)
    day = next(filter(_DAY.fullmatch, names), "")
    given = search.get("filters")
    filters = {"year": [day[:4]] if day else [], **(given if isinstance(given, Mapping) else {})}
    return Entry(
        address,
        title,
        str(search.get("date", "")),
        day,
        tuple(_sections(title, content)),
        names,
        {name: values for name in FILTERS if (values := _texts(filters.get(name)))},
        min(int(boost), _MOST_BOOST) if isinstance(boost, (int, float)) and boost >= 1 else 1,
    )


def _texts(value: object) -> tuple[str, ...]:
    """A list of front matter; of anything else nothing."""
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def _sections(title: str, content: str) -> Iterator[tuple[str, str, str]]:
    """The texts of a page: what stands before its first section, then each section, statement and source."""
    made = _Reader(title).read(content)
    first, *rest = made
    yield "", "", first.text
    for one in rest:
        if one.text:
            yield one.anchor, one.heading, one.text


class _Reader:
    """Takes HTML apart. It mends nothing: browsers show what it reads, or the page was broken before."""

    def __init__(self, title: str) -> None:
        self.here = Section("", title)
        self.made = [self.here]
        # Elements that are open and may turn out to be a statement: tag, section around it, where it begins.
        self.holders: list[tuple[str, Section, int]] = []
        self.heading: list[str] | None = None
        self.anchor = ""

    def read(self, content: str) -> list[Section]:
        skipped, depth = "", 0
        for end, name, attributes, text in _PIECE.findall(content):
            tag = name.lower()
            if skipped:
                if tag == skipped and not attributes.endswith("/"):
                    depth += -1 if end else 1
                    skipped = skipped if depth else ""
            elif text:
                self._text(html.unescape(text) if "&" in text else text)
            elif end:
                self._close(tag)
            elif (attributes and tag not in _EMPTY and _LEFT_OUT.search(attributes)) or tag in _SILENT:
                if not attributes.endswith("/"):
                    skipped, depth = tag, 1
            elif tag and (attributes or tag not in _INLINE):
                self._open(tag, attributes)
        return self.made

    def _text(self, text: str) -> None:
        (self.here.parts if self.heading is None else self.heading).append(text)

    def _open(self, tag: str, attributes: str) -> None:
        found = _ID.search(attributes) if "id" in attributes else None
        identity = html.unescape(found[1] or found[2] or found[3] or "") if found else ""
        if tag not in _INLINE:
            self._text(" ")
        if tag in _HEADINGS:
            self.heading, self.anchor = [], "" if tag == "h1" else identity
            return
        if tag in _HOLDERS:
            self.holders.append((tag, self.here, len(self.here.parts)))
        if identity and _ANCHOR.match(identity) and self.holders:
            self._statement(identity)

    def _statement(self, anchor: str) -> None:
        """What the innermost element that can hold a statement has so far goes to a section of its own."""
        _, around, begin = self.holders[-1]
        if self.here is around:
            self.here = Section(anchor, around.heading, around.parts[begin:])
            del around.parts[begin:]
            self.made.append(self.here)

    def _close(self, tag: str) -> None:
        if tag in _INLINE:
            return
        self._text(" ")
        if self.heading is not None and tag in _HEADINGS:
            text, self.heading = " ".join("".join(self.heading).split()), None
            if self.anchor:
                self.here = Section(self.anchor, text)
                self.made.append(self.here)
                self.holders.clear()
        elif tag in _HOLDERS and self.holders and self.holders[-1][0] == tag:
            self.here = self.holders.pop()[1]


@lru_cache(1 << 16)
def _others(word: str) -> tuple[str, ...]:
    """A word and its other spellings, as they are looked up: most pages of an archive have the same words."""
    return tuple(dict.fromkeys(folded(one) for one in (word, *of_word(word.lower()))))


def distinct(entry: Entry) -> int:
    """How many words the index has of it: what decides how much memory the indexer takes."""
    return len({*entry.shown, *entry.titled, *entry.hidden})
