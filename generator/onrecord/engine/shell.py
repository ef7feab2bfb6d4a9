"""A whole page without the theme's templates: what is the same on many pages is made once, the rest put in.

A `Shell` is what Material makes of one kind of page, cut where pages differ. It can be pickled, and needs
neither MkDocs nor Jinja. `Shells` of `shells.py` makes them; `known` of `known.py` says for which sites
that is right.

    reason = known(config, env)                     # a sentence where a site needs MkDocs for all, or None
    shells = Shells(config, env, nav, files, head)  # once for a build
    page = PageParts(address="briefings/x.md", url="briefings/x/", title="X", content="<h1>X</h1>…")
    shell = shells.shell(page)                      # made for the first page of its kind
    shell.key                                       # another where the theme gives another page
    fill(shell, page)                               # the page that MkDocs would write; in any process

`content` and `machines` are what the plugin's `on_page_content` leaves: the text without its JSON-LD, and
that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, Protocol
from urllib.parse import quote, urljoin

from markupsafe import Markup

from onrecord.guard.asked import Asked, asked
from onrecord.pages.head import PageHead, SiteHead, with_head

# What a search that reads HTML is told, and takes out again: as Material's does.
_FOR_SEARCH = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")

#: Front matter that the theme prints, and what it never reads.
_PRINTED = ("title", "description")
_UNREAD = ("search", "robots", "og_type", "published")


class Entry(Protocol):
    """An entry of a table of contents, as `markdown/headings.py` has it."""

    @property
    def level(self) -> int:
        """That of its heading: 1 to 6."""

    @property
    def id(self) -> str:
        """That of its heading."""

    @property
    def title(self) -> str:
        """HTML."""

    @property
    def children(self) -> Sequence[Entry]:
        """The entries below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What a page has of its own."""

    address: str
    """The file in the site's sources: ``briefings/x.md``."""
    url: str
    """The page below the site's address, as MkDocs has it: ``briefings/x/``; empty for the home page."""
    title: str
    """HTML."""
    content: str
    """HTML, without what is for machines."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter."""
    contents: Sequence[Entry] = ()
    """The table of contents."""
    machines: str = ""
    """JSON-LD, as an element."""
    edit: str = ""
    """Where the page's source can be edited; empty where nowhere."""
    card: str | None = None
    """The text of a briefing's picture; None where it has no picture."""
    feed: bool = False
    """Whether the site has a feed of this incident alone."""


class UnknownShellError(Exception):
    """A page cannot be made without the theme's templates; the message says why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages have in common that the theme makes alike."""

    place: str
    """The address of the one page, or of the folder in which it lies."""
    alone: bool
    """Whether it is the address of one page: of one in the navigation."""
    rest: str
    """The front matter that has no place of its own in a shell, as JSON."""
    named: bool
    """Whether it has a name at all."""
    titled: bool
    """Whether the front matter names it."""
    described: bool
    dated: bool
    edited: bool
    """Whether its source can be edited."""
    headed: bool
    """Whether its content has a heading of the first level."""
    topped: bool
    """Whether its table of contents begins with that."""
    entries: bool
    """Whether the table of contents has any."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a page has something of its own, and how the template writes that."""

    name: str
    form: str
    """One of :data:`FORMS`; for the table of contents, what stands between two entries."""


Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class ContentsForm:
    """How the theme writes an entry of a table of contents."""

    leaf: Pieces
    """One with none below it."""
    head: Pieces
    """One with others, up to the first of these."""
    between: str
    tail: str


@dataclass(frozen=True)
class Shell:
    """What the theme makes of one kind of page, cut where pages differ."""

    pieces: Pieces
    entry: ContentsForm
    site: SiteHead
    searched: bool = False
    """Whether Material's search reads the pages, and takes out what is said to it alone."""

    @cached_property
    def key(self) -> str:
        """A digest of all that is in it."""
        said = repr((self.pieces, self.entry, self.site, self.searched))
        return blake2b(said.encode(), digest_size=16).hexdigest()

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """What every page of it has a browser run and load, besides what stands in its content."""
        # The sign stands for what differs: a script with it is known to nobody.
        text = "".join(piece if isinstance(piece, str) else "\ue000" for piece in self.pieces)
        return asked(text, self.site.url)


def _escaped(value: str) -> str:
    # Not `html.escape`: the two write quotation marks in different ways.
    return str(Markup.escape(value))


@lru_cache(maxsize=10_000)
def _plain(value: str) -> str:
    return str(Markup.escape(Markup(value).striptags()))


def _viewed(value: str) -> str:
    """Material's way from where a source is edited to where it can be read."""
    return value.replace("blob" if "/blob/" in value else "edit", "raw")


#: What templates do with a text, by a name: as it is, escaped, without its tags, within an address.
FORMS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "escaped": _escaped,
    "plain": _plain,
    "quoted": quote,
    "to view": _viewed,
}


def listed(contents: Sequence[Entry]) -> Sequence[Entry]:
    """The entries that Material lists: those below the first, where that is the page's own heading."""
    return contents[0].children if contents and contents[0].level == 1 else contents


def date_of(meta: Mapping[str, Any]) -> str:
    """The date by which incidents of one title are told apart; empty where the front matter has none."""
    search = meta.get("search")
    return str(search.get("date") or "") if isinstance(search, dict) else ""


def kind_of(page: PageParts, alone: bool) -> Kind:
    """The kind of a page; ``alone`` says that it is in the navigation, or has pages of it below itself."""
    rest = {key: value for key, value in page.meta.items() if key not in (*_PRINTED, *_UNREAD)}
    try:
        text = json.dumps(rest, sort_keys=True)
    except TypeError:
        raise UnknownShellError(f"{page.address} has front matter that is no plain text or number") from None
    folder = page.url.rstrip("/").rpartition("/")[0]
    return Kind(
        place=page.url if alone else f"{folder}/" if folder else "",
        alone=alone,
        rest=text,
        named=bool(page.title),
        titled=bool(page.meta.get("title")),
        described=bool(page.meta.get("description")),
        dated=bool(date_of(page.meta)),
        edited=bool(page.edit),
        headed="<h1" in page.content,
        topped=bool(page.contents) and page.contents[0].level == 1,
        entries=bool(listed(page.contents)),
    )


def fill(shell: Shell, page: PageParts) -> str:
    """The page as MkDocs would write it with the theme and our plugin."""
    return with_head(body(shell, page), head_of(page, shell.site), shell.site)


def head_of(page: PageParts, site: SiteHead) -> PageHead:
    """What of a page its head is made of."""
    return PageHead(
        address=page.address,
        url=page.url,
        title=page.title,
        meta=page.meta,
        canonical=canonical(page.url, site),
        machines=page.machines,
        card=page.card,
        feed=page.feed,
    )


def canonical(url: str, site: SiteHead) -> str:
    """The whole address of the page at ``url``; empty where the site has no address."""
    return urljoin(site.url if site.url.endswith("/") else f"{site.url}/", url) if site.url else ""


def body(shell: Shell, page: PageParts) -> str:
    """The page as the theme's templates write it, before our plugin fills its head."""
    meta = page.meta
    own = {
        "title": page.title,
        "name": meta.get("title") or "",
        "date": date_of(meta),
        "description": meta.get("description") or "",
        "canonical": canonical(page.url, shell.site),
        "source": page.edit,
        "first": page.contents[0].id if page.contents else "",
        "content": unsearched(page.content) if shell.searched else page.content,
        "file": _file(page.url),
    }
    out: list[str] = []
    for piece in shell.pieces:
        if isinstance(piece, str):
            out.append(piece)
        elif piece.name == "contents":
            out.append(piece.form.join(_entry(shell.entry, entry) for entry in listed(page.contents)))
        else:
            out.append(FORMS[piece.form](own[piece.name]))
    return "".join(out)


def unsearched(content: str) -> str:
    """HTML without what is said to a search that reads it."""
    return _FOR_SEARCH.sub("", content) if "data-search-" in content else content


def _file(url: str) -> str:
    name = url.rstrip("/").rpartition("/")[2]
    return name if url.endswith("/") else name.removesuffix(".html")


def _entry(form: ContentsForm, entry: Entry) -> str:
    own = {"id": entry.id, "title": entry.title}
    pieces = form.head if entry.children else form.leaf
    text = "".join(
        piece if isinstance(piece, str) else FORMS[piece.form](own[piece.name]) for piece in pieces
    )
    if not entry.children:
        return text
    return f"{text}{form.between.join(_entry(form, child) for child in entry.children)}{form.tail}"
