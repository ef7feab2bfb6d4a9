"""Which pages there are, at which address, from which template: the one list that every way of building uses.

Addresses never change: ``briefings/<id>.md``, ``archive/2024/01.md``. A page's context is made when it is
rendered, from the library alone, so that pages can be rendered in any order and, later, only where their
inputs changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.language import ENGLISH, Language, use
from onrecord.library.library import Library
from onrecord.markdown.front_matter import front_matter
from onrecord.markdown.printer import Printer, own_note
from onrecord.pages import (
    codebook,
    data,
    edition_pages,
    explore,
    home,
    quote_pages,
    search_page,
    verification,
)
from onrecord.pages.briefing import briefing_pages
from onrecord.pages.changes import change_pages
from onrecord.pages.entities import actor_pages, index_pages, place_pages, source_pages, term_pages
from onrecord.pages.environment import environment, render
from onrecord.pages.map import map_page
from onrecord.pages.months import months
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.tallies import tally_pages
from onrecord.settings import Settings


def _findings(_: Library, edition: Edition) -> Iterator[Page]:
    """What the checks say of all records, in the preview only."""
    if edition.preview:
        every = tuple(finding for found in edition.findings.values() for finding in found)
        yield page(edition, "findings.md", "findings.md.j2", partial(dict, findings=every), stub=True)


#: The kinds of page: each gives its pages, or none where the site's settings have it off.
KINDS: tuple[Callable[[Library, Edition], Iterator[Page]], ...] = (
    home.pages,
    briefing_pages.pages,
    months.pages,
    change_pages.pages,
    explore.pages,
    actor_pages.pages,
    place_pages.pages,
    term_pages.pages,
    source_pages.pages,
    quote_pages.pages,
    index_pages.pages,
    map_page.pages,
    tally_pages.pages,
    codebook.pages,
    data.pages,
    verification.pages,
    edition_pages.pages,
    search_page.pages,
    _findings,
)


def plan(library: Library, edition: Edition) -> tuple[Page, ...]:
    """Every page, in the order of their addresses. Two pages never have one address: ids are unique."""
    pages = [page for kind in KINDS for page in kind(library, edition)]
    addresses = {page.address for page in pages} | {f"briefings/{one}.md" for one in edition.broken}
    pages += briefing_pages.unread(edition, addresses)
    pages += _not_yet(edition, addresses)
    return tuple(sorted(pages, key=lambda page: page.address))


def _not_yet(edition: Edition, addresses: Set[str]) -> Iterator[Page]:
    """For each page of today that an edition as of a day does not have a stub, so that links to it hold."""
    if edition.today is not None:
        later = (one.address for kind in KINDS for one in kind(edition.today, edition))
        for address in dict.fromkeys(later):
            if address not in addresses:
                yield page(edition, address, "not-yet.md.j2", _hidden, stub=True)


def _hidden() -> dict[str, Any]:
    return {"front_matter": front_matter(search=False, robots="noindex")}


class Renderer:
    """Renders pages with the site's own templates before ours, in the language of the site."""

    def __init__(self, root: Path, settings: Settings, language: Language = ENGLISH) -> None:
        self.language = language
        self.templates = root / settings.templates if settings.templates else None
        """The folder of the site's own."""
        self.env = environment(self.templates)

    @classmethod
    def of(cls, language: Language, templates: Mapping[str, bytes]) -> Renderer:
        """One on another machine, with the site's own templates by their paths in their folder."""
        renderer = cls.__new__(cls)
        renderer.language, renderer.templates = language, None
        renderer.env = environment(templates)
        return renderer

    def __call__(self, page: Page) -> str:
        """The page's Markdown."""
        with use(self.language):
            return self._rendered(page)

    def _rendered(self, page: Page) -> str:
        context = page.context()
        up = "../" * page.address.count("/")
        context["printer"] = Printer(
            up,
            context.get("note", own_note),
            context.get("interests", {}),
            once=context.get("links_once", False),
        )
        return render(self.env, page.template, context)
