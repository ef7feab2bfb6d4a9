"""The headings of a page in HTML: their ids, and the table of contents.

An empty anchor at the start of a heading, ``## <a id="account"></a>How the account moved``, names it in every
dialect of Markdown. In our pages it becomes the heading's id; a heading without one is named after its words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ANCHOR = re.compile(r'\s*<a id="([^"]*)"([^>]*)></a>')
_ID = re.compile(r' id="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
# What stands in a heading and is none of its words: references to notes, and a theme's link to the heading.
_MARK = re.compile(r'<sup id="fnref.*?</sup>|<a class="headerlink".*?</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a table of contents."""

    level: int
    id: str
    title: str
    """HTML without tags: ``Who says &quot;no&quot;?``."""
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A page whose headings have their ids."""

    content: str
    contents: tuple[Heading, ...]
    """The headings, each with those below it."""
    ids: frozenset[str]
    """All ids of the page."""


def named(content: str) -> Named:
    """The ``content`` of a page as HTML, each heading with an id of its own, and its table of contents.

    ``<h2><a id="x"></a>A</h2><h2>B c</h2>`` becomes ``<h2 id="x">A</h2><h2 id="b-c">B c</h2>``. An id that is
    there already stays, unless it was made of the heading's words: these are told apart anew.
    """
    found = list(_HEADING.finditer(content))
    if not found:
        return Named(content, (), frozenset(_ID.findall(content)))
    read = [_Heading.of(match) for match in found]
    used = set(_ID.findall(content)).difference(heading.was for heading in read)
    used.update(heading.id for heading in read if not heading.made_of_words)
    out: list[str] = []
    flat: list[Heading] = []
    at = 0
    for match, heading in zip(found, read, strict=True):
        name = unique(heading.slug, used) if heading.made_of_words else heading.id
        out += (content[at : match.start()], heading.written(name))
        flat.append(Heading(heading.level, name, heading.title))
        at = match.end()
    out.append(content[at:])
    return Named("".join(out), tuple(_nested(flat)), frozenset(used))


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as it stands in the HTML."""

    level: int
    attributes: str
    inner: str
    was: str
    """The id that it has as an attribute; empty for none."""
    id: str
    """The id that is asked for, or else the one that it has."""
    slug: str
    title: str
    made_of_words: bool
    """Whether its id is one that we or the extension made of its words."""

    @classmethod
    def of(cls, match: re.Match[str]) -> _Heading:
        attributes, inner = match[2], match[3]
        own = _ID.search(attributes) if attributes else None
        was = own[1] if own else ""
        anchor = _ANCHOR.match(inner)
        if anchor:
            # What else stands in the anchor is said of the heading, too.
            attributes, inner = f"{attributes}{anchor[2]}", inner[anchor.end() :]
        title = " ".join(
            _TAG.sub("", _MARK.sub("", inner) if "<sup" in inner or "<a c" in inner else inner).split()
        )
        # Themes print it in attributes as it is.
        title = title.replace('"', "&quot;")
        slug = "" if anchor else slugify(html.unescape(title), "-")
        name = anchor[1] if anchor else was
        made = not anchor and (not name or re.fullmatch(re.escape(slug) + r"(_\d+)?", name) is not None)
        return cls(int(match[1]), attributes, inner, was, name, slug, title, made)

    def written(self, name: str) -> str:
        """The heading with this id."""
        attributes, inner = self.attributes, self.inner
        if self.was:
            attributes = _ID.sub("", attributes)
            link = 'class="headerlink" href="#'
            inner = inner.replace(f'{link}{self.was}"', f'{link}{name}"')
        return f'<h{self.level} id="{name}"{attributes}>{inner}</h{self.level}>'


def _nested(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Each heading with those of a lower level that follow it."""
    waiting = list(headings)
    while waiting:
        first = waiting.pop(0)
        below = 0
        while below < len(waiting) and waiting[below].level > first.level:
            below += 1
        children, waiting = waiting[:below], waiting[below:]
        yield Heading(first.level, first.id, first.title, tuple(_nested(children)))
