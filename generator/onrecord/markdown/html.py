"""A page of ours from Markdown to HTML, as fast as it goes.

The generated Markdown is CommonMark with tables and footnotes, and means in every dialect what
Python-Markdown makes of it: tests hold that. So a renderer in Rust can make it, and what stays to do is what
MkDocs and its extensions add: front matter, notes, ids of headings, the table of contents, and addresses of
pages in the place of their files.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

import pyromark
import yaml

from onrecord.markdown.addresses import MARKDOWN, built
from onrecord.markdown.headings import Heading, Named, named
from onrecord.markdown.notes import with_notes

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n+", re.DOTALL)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What we write into such an element has no `<`.
_SCRIPT = '<script type="application/ld+json">'
_MACHINES = re.compile(rf"{re.escape(_SCRIPT)}[^<]*</script>\n?")
# A sign that means something to Markdown only, as `script` of export/jsonld.py writes it; or another escape.
_ESCAPE = re.compile(r"\\(?:u(00(?:2[134a-b]|3d|5[bdef]|60|7[b-e]))|.)")
# What ends a tag of ours and is for other renderers, or for a search index. No value has a `>`.
_FOR_RENDERERS, _FOR_INDEXES = " markdown>", " data-search-exclude>"
# A label that repeats the head of its column, for phones.
_LABEL = re.compile(r"<b hidden>[^<]*</b> ?")
_BREAK = re.compile(r"<br ?/?>(?=\S)")
# A link that leads to the page itself, or to a file of the site; neither has a scheme.
_LINK = re.compile(r'<a href="(?:#([^"]*)|([^"#?:/][^":]*))"')
#: How an anchor is written in HTML of ours, whose address is one already, and how it is marked meanwhile.
_OURS, _MARKED = '<a href="', '<a  href="'


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page to another file of the site, or to itself."""

    written: str
    """As it stands in the Markdown: ``../codebook.md#story``."""
    target: str
    """The file's path in the site's sources: ``codebook.md``."""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Html:
    """A page of ours as HTML, and what is known of it."""

    meta: Mapping[str, Any]
    """The front matter."""
    title: str
    """The page's name as HTML: of the front matter, else the heading that it begins with, else of its file.
    A menu may give it another."""
    content: str
    """What stands in the page."""
    machines: str
    """What its head has for machines: JSON-LD."""
    contents: tuple[Heading, ...] = ()
    """The table of contents."""
    ids: frozenset[str] = frozenset()
    """All ids of the content: where links may lead."""
    links: tuple[Link, ...] = ()
    """Links to files of the site, each once, whether or not the file is there."""


@dataclass
class _Addresses:
    """Addresses of a site's files, seen from one page."""

    at: str
    directory_urls: bool
    links: dict[str, tuple[Link, str]] = field(default_factory=dict)
    _folder: str = ""
    _parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._folder = posixpath.dirname(self.at)
        self._parts = _url(self.at, directory_urls=self.directory_urls).split("/")[:-1]

    def __call__(self, match: re.Match[str]) -> str:
        """A link with the address that a browser follows in place of the file's."""
        if match[1] is not None:
            written = f"#{match[1]}"
            if written not in self.links:
                self.links[written] = (Link(written, self.at, match[1]), written)
            return match[0]
        written = match[2]
        if written not in self.links:
            self.links[written] = self._resolved(written)
        return f'<a href="{self.links[written][1]}"'

    def _resolved(self, written: str) -> tuple[Link, str]:
        path, mark, fragment = written.partition("#")
        if "%" in path:
            path = unquote(path)
        target = posixpath.normpath(f"{self._folder}/{path}" if self._folder else path)
        link = Link(written, target, fragment)
        if "." not in posixpath.basename(path):
            # No file has such a name: MkDocs leaves the address as it is, too.
            return link, written
        url = _url(target, directory_urls=self.directory_urls)
        return link, f"{self._relative(url)}{mark}{fragment}"

    def _relative(self, url: str) -> str:
        *folders, name = url.split("/")
        same = 0
        for here, there in zip(self._parts, folders, strict=False):
            if here != there:
                break
            same += 1
        up = "../" * (len(self._parts) - same)
        return f"{up}{'/'.join((*folders[same:], name))}" or "./"


@lru_cache(maxsize=20_000)
def _url(target: str, *, directory_urls: bool) -> str:
    """The address of a file below the site's root, as a browser asks for it."""
    url = built(target, directory_urls=directory_urls)
    if directory_urls and target.endswith(MARKDOWN):
        url = url.removesuffix("index.html")
    return url if url.isascii() else quote(url)


def html(text: str, at: str, *, back: str, directory_urls: bool = True) -> Html:
    """The page that lies at ``at`` in the site's sources, and whose Markdown with front matter is ``text``.

    ``back`` is what a screen reader says of the way back from a note, with ``{}`` for its number;
    ``directory_urls`` whether a page is a folder of the site. ``"# A b\\n\\n[c](c.md)"`` at ``x/y.md`` gives
    ``<h1 id="a-b">A b</h1>`` and ``<p><a href="../c/">c</a></p>``.
    """
    meta: dict[str, Any] = {}
    if found := _FRONT_MATTER.match(text):
        meta, text = yaml.load(found[1], _Loader), text[found.end() :]  # a safe loader, see above
    text, machines = without_machines(text)
    addresses = _Addresses(at, directory_urls)
    text = text.replace(_FOR_RENDERERS, ">").replace(_FOR_INDEXES, ">")
    linked = _LINK.sub(addresses, _rendered(text.replace(_OURS, _MARKED), back))
    page = named(linked.replace(_MARKED, _OURS))
    return Html(
        meta,
        meta.get("title") or _title(page, at),
        page.content,
        machines,
        page.contents,
        page.ids,
        tuple(link for link, _ in addresses.links.values()),
    )


def searched(text: str, *, back: str) -> str:
    """The page as an index that reads HTML should see it: what is to be left out is marked, without labels.

    ``<br>`` has a space behind it, because such an index joins the words on both sides of it.
    """
    text, _ = without_machines(_FRONT_MATTER.sub("", text))
    return for_search(named(_rendered(text.replace(_FOR_RENDERERS, ">"), back)).content)


def for_search(content: str) -> str:
    """HTML of a page without labels, and with a space after each break of a line."""
    return _BREAK.sub("\\g<0>\n", _LABEL.sub("", content))


def without_machines(text: str) -> tuple[str, str]:
    """A page, in Markdown or HTML, without its JSON-LD, and that: an index would take it for text.

    In the head it meets no Markdown, so that what was escaped for that alone is written plainly there.
    """
    if _SCRIPT not in text:
        return text, ""
    machines = "".join(found.rstrip("\n") for found in _MACHINES.findall(text))
    return _MACHINES.sub("", text), _ESCAPE.sub(_plain, machines)


def _plain(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[0]


def _rendered(source: str, back: str) -> str:
    made = pyromark.html(with_notes(source, back), options=pyromark.Options.ENABLE_TABLES)
    # Without a space between them the words of two cells would be one to whatever reads the text alone.
    return made.replace("</td><td>", "</td>\n<td>").replace("</th><th>", "</th>\n<th>")


def _title(page: Named, at: str) -> str:
    """The heading that the page begins with, or what MkDocs makes of the name of its file."""
    if page.content.startswith("<h1"):
        return page.contents[0].title
    if at in ("index.md", "README.md"):
        return "Home"
    name = posixpath.splitext(posixpath.basename(at))[0]
    words = ("index" if name == "README" else name).replace("-", " ").replace("_", " ")
    return words if words.lower() != words else words.capitalize()
