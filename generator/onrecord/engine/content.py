"""What stands in our pages: our renderer makes it, or Python-Markdown where a site asks for more of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from onrecord.engine.known import extensions
from onrecord.engine.policy import held
from onrecord.markdown.extensions import EXTENSIONS as EXTENSIONS
from onrecord.markdown.headings import Heading, named
from onrecord.markdown.html import for_search, html, searched, without_machines
from onrecord.markdown.notes import moved
from onrecord.settings import Settings


def obstacle(config: MkDocsConfig, settings: Settings, root: Path) -> str:
    """Why our pages have to go through Python-Markdown on this site; empty where they need not."""
    if settings.templates and (root / settings.templates).is_dir():
        return f"templates of its own (`templates: {settings.templates}`)"
    return next(extensions(config), "")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page of ours shows, what a search index reads of it, and what its head has for machines."""

    shown: str
    searched: str
    """Empty where the site has no search."""
    machines: str


def content(page: Page, made: str, back: str, config: MkDocsConfig, *, ours: bool) -> Content:
    """The content of a page of ours, whose table of contents and ids become those of it.

    ``made`` is what Python-Markdown made; with ``ours`` our own renderer makes it anew from the Markdown.
    """
    text = page.markdown or ""
    indexed = any(name.rpartition("/")[2] == "search" for name in config.plugins)
    if ours:
        found = html(text, page.file.src_uri, back=back, directory_urls=config.use_directory_urls)
        held(page.file.src_uri, found)
        shown, machines, contents, ids = found.content, found.machines, found.contents, found.ids
        index = searched(text, back=back) if indexed else ""
        # MkDocs has its name as Python-Markdown writes it, with other references for characters.
        page._title_from_render = found.title
    else:
        made, machines = without_machines(made)
        headed = named(moved(made))
        shown, contents, ids = (
            headed.content,
            headed.contents,
            headed.ids | (page.present_anchor_ids or set()),
        )
        index = for_search(shown) if indexed else ""
    page.toc = TableOfContents(_anchors(contents))
    for first in page.toc.items[:1]:
        first.active = True  # type: ignore[attr-defined]  # as MkDocs does, whose templates ask for it
    page.present_anchor_ids = set(ids)
    return Content(shown, index, machines)


def _anchors(headings: Iterable[Heading]) -> list[AnchorLink]:
    out = []
    for heading in headings:
        anchor = AnchorLink(heading.title, heading.id, heading.level)
        anchor.children = _anchors(heading.children)
        out.append(anchor)
    return out
