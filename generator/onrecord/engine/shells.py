"""Makes the shells of pages.

The theme's template is rendered once for each kind of page, with marks in place of what differs from page
to page, and the result is cut at the marks. Each mark has a text in it that templates may escape or strip,
by which the cut sees what they do to a value. The first page of each kind is rendered in both ways: where
they differ, the theme does something that is not understood here, and `UnknownShellError` says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from onrecord.engine.shell import (
    FORMS,
    ContentsForm,
    Entry,
    Kind,
    PageParts,
    Pieces,
    Shell,
    Slot,
    UnknownShellError,
    body,
    canonical,
    kind_of,
    unsearched,
)
from onrecord.pages.head import SiteHead

# A mark: its name, and a text by which the form of a value shows, between signs that no theme prints.
_MARK = re.compile("\ue000([a-z0-9-]+)\ue001(.*?)\ue002", re.DOTALL)
_LEFT = re.compile("[\ue000-\ue002]|\\\\ue00[0-2]")
_QUOTED = {sign: quote(sign) for sign in "\ue000\ue001\ue002"}
_PROBE = "a /edit/ <b>b</b> &amp; \"c\" 'd'"
#: The name of a page that stands for all of its folder.
_NAME = "on-record-0f2b7c1e"


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001{_PROBE}\ue002"


def _entry(name: str, level: int, *children: AnchorLink) -> AnchorLink:
    entry = AnchorLink(_mark(f"{name}-title"), _mark(f"{name}-id"), level)
    entry.children = list(children)
    return entry


def _links(entries: Sequence[Entry]) -> list[AnchorLink]:
    """A table of contents as MkDocs has it."""
    found = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, entry.level)
        link.children = _links(entry.children)
        found.append(link)
    return found


@dataclass
class Shells:
    """The shells of a site, each made when a page first needs it.

    ``nav`` is as the pages show it: each of its pages has its title already.
    """

    config: MkDocsConfig
    env: jinja2.Environment
    nav: Navigation
    files: Files
    site: SiteHead
    made: dict[Kind, Shell] = field(default_factory=dict)
    """Those that were made. They can be pickled, and used while settings, theme and ``nav`` are the same."""

    def __post_init__(self) -> None:
        self._documents = list(self.files.documentation_pages())
        self._own = {page.url: page for page in self.nav.pages}
        folders = (url[: found.end()] for url in self._own for found in re.finditer("/", url))
        self._alone = {"", "index.html", *self._own, *folders}
        self._searched = any(
            type(plugin).__module__.startswith("material.plugins.search") and plugin.config.enabled
            for plugin in self.config.plugins.values()
        )
        self._entry: ContentsForm | None = None

    def alone(self, page: PageParts) -> bool:
        """Whether the page has a shell of its own: as the site's first, in the navigation, or above such."""
        return page.url in self._alone

    def kind(self, page: PageParts) -> Kind:
        """The kind of the page."""
        return kind_of(page, self.alone(page))

    def shell(self, page: PageParts) -> Shell:
        """The shell of the page. Raises UnknownShellError where the theme's result cannot be understood."""
        kind = self.kind(page)
        if kind not in self.made:
            self.made[kind] = self._shell(kind, page)
        return self.made[kind]

    def _shell(self, kind: Kind, page: PageParts) -> Shell:
        if self._entry is None:
            self._entry = self._contents_form()
        stand_in, first = self._stand_in(kind, page)
        text = self._rendered(first, stand_in, _toc(kind))
        shell = Shell(self._cut(text), self._entry, self.site, self._searched)
        found, wanted = body(shell, page), self.rendered(page)
        if found != wanted:
            at = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), 0)
            raise UnknownShellError(
                f"the theme makes something of {page.address} that is not known, at "
                f"{' '.join(wanted[max(at - 40, 0) : at + 60].split())!r}"
            )
        return shell

    def rendered(self, page: PageParts) -> str:
        """The page as the theme's templates write it, before our plugin fills its head."""
        own = {
            "title": page.title,
            "meta": dict(page.meta),
            "content": unsearched(page.content) if self._searched else page.content,
            "canonical_url": canonical(page.url, self.site) or None,
            "edit_url": page.edit or None,
        }
        return self._rendered(self._page(page.address, page.url), own, _links(page.contents))

    def _stand_in(self, kind: Kind, page: PageParts) -> tuple[dict[str, Any], Page]:
        """What a page of the kind has, with marks; and the page of MkDocs that has it."""
        meta: dict[str, Any] = json.loads(kind.rest)
        if kind.titled:
            meta["title"] = _mark("name")
        if kind.described:
            meta["description"] = _mark("description")
        if kind.dated:
            meta["search"] = {"date": _mark("date")}
        own = {
            "title": _mark("title") if kind.named else "",
            "meta": meta,
            "content": f"\ue000content\ue001{_PROBE}{'<h1' if kind.headed else ''}\ue002",
            "canonical_url": _mark("canonical") if self.site.url else None,
            "edit_url": _mark("source") if kind.edited else None,
        }
        if kind.alone:
            return own, self._page(page.address, page.url)
        # Only the folder tells where links of the theme lead, and the ending whether it is a folder itself.
        return own, self._page(f"{kind.place}{_NAME}.md")

    def _page(self, address: str, url: str | None = None) -> Page:
        """The page of the navigation at ``url``, or one outside of it."""
        if url in self._own:
            return self._own[url]
        return Page(None, File.generated(self.config, address, content=""), self.config)

    def _rendered(self, page: Page, own: Mapping[str, Any], toc: list[AnchorLink]) -> str:
        with _as_if(page, {**own, "toc": TableOfContents(toc)}):
            template = self.env.get_template(str(page.meta.get("template", "main.html")))
            return template.render(get_context(self.nav, self._documents, self.config, page))

    def _contents_form(self) -> ContentsForm:
        """What the theme makes of an entry of a table of contents."""
        leaf, first, second = (self._entry_text(_entry(name, 2)) for name in ("entry", "one", "two"))
        branch = self._entry_text(_entry("entry", 2, _entry("one", 3), _entry("two", 3)))
        head, found, rest = branch.partition(first)
        between, found_too, tail = rest.partition(second)
        if not found or not found_too:
            raise UnknownShellError("the theme writes a table of contents in a way that is not known")
        return ContentsForm(_cut(leaf), _cut(head), between, tail)

    def _entry_text(self, entry: AnchorLink) -> str:
        template = self.env.get_template("partials/toc-item.html")
        return template.render(get_context(self.nav, [], self.config), toc_item=entry)

    def _cut(self, text: str) -> Pieces:
        """A page with marks, in pieces. Two entries stand for a whole table of contents."""
        first, second = (re.escape(self._entry_text(_entry(name, 2))) for name in ("one", "two"))
        between: list[str] = []

        def replaced(found: re.Match[str]) -> str:
            between.append(found[1])
            return f"\ue000contents\ue001{len(between) - 1}\ue002"

        text = re.sub(f"{first}([^\ue000]*){second}", replaced, text)
        return _cut(text, between)


def _cut(text: str, between: Sequence[str] = ()) -> Pieces:
    found: list[str | Slot] = []
    at = 0
    for sign, quoted in _QUOTED.items():
        text = text.replace(quoted, sign)
    text = text.replace(_NAME, "\ue000file\ue001\ue002")
    for match in _MARK.finditer(text):
        found += (text[at : match.start()], _slot(match[1], match[2], between))
        at = match.end()
    pieces = [piece for piece in (*found, text[at:]) if piece]
    if any(isinstance(piece, str) and _LEFT.search(piece) for piece in pieces):
        raise UnknownShellError("the theme prints something of a page in a way that is not known")
    return tuple(pieces)


#: Marks by what they stand for: `first` is where the link "Skip to content" leads.
_SLOTS = {"entry-title": "title", "entry-id": "id", "one-id": "first", "top-id": "first"}


def _slot(name: str, written: str, between: Sequence[str]) -> Slot:
    if name == "contents":
        return Slot(name, between[int(written)])
    name = _SLOTS.get(name, name)
    if name == "file":
        return Slot(name, "as it is")
    if name == "content":
        if written.removesuffix("<h1") == _PROBE:
            return Slot(name, "as it is")
    else:
        for form, function in FORMS.items():
            if function(_PROBE) == written:
                return Slot(name, form)
    raise UnknownShellError(f"the theme writes the {name} of a page in a way that is not known")


def _toc(kind: Kind) -> list[AnchorLink]:
    entries = [_entry("one", 2), _entry("two", 2)] if kind.entries else []
    return [_entry("top", 1, *entries)] if kind.topped else entries


@contextmanager
def _as_if(page: Page, own: Mapping[str, Any]) -> Iterator[None]:
    """The page of MkDocs with other attributes, and as the one that is shown."""
    before = {key: value for key, value in vars(page).items() if key in own}
    vars(page).update(own)
    page.active = True
    try:
        yield
    finally:
        page.active = False
        for key in own:
            vars(page).pop(key, None)
        vars(page).update(before)
