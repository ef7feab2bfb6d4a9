"""Finished pages: Markdown to HTML, HTML into the theme's shell, in any process."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.work import Made, write
from onrecord.engine.facts import FACTS, HTML, Facts, facts_of
from onrecord.engine.policy import held, same_scripts
from onrecord.engine.shell import PageParts, Shell, fill
from onrecord.engine.shells import Shells
from onrecord.language import Language, use
from onrecord.markdown.html import html, searched
from onrecord.pages.briefing.cards import Cards
from onrecord.reads import Read, recorded


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be finished."""

    address: str
    url: str
    path: str
    """That of its file in the site."""
    named: str = ""
    """What the menu calls it, as HTML; empty where the page says it itself."""
    edit: str = ""
    incident: str = ""
    """The id of the incident that it is the briefing of."""
    feed: bool = False
    """Whether the incident has a feed of its own."""


@dataclass(frozen=True)
class FinishPages:
    """Finishes pages; their Markdown lies in ``folder``, and what is made goes below ``cache``."""

    pages: Mapping[str, PlannedPage]
    folder: Path
    cache: Path
    shells: Shells
    cards: Cards
    language: Language
    back: str
    directory_urls: bool
    take: Callable[[Facts], object]
    """Takes a page up for the search."""

    def __call__(self, address: str) -> tuple[str, set[Read], Made]:
        """Finishes the page at an address."""
        text = (self.folder / address).read_text("utf-8")
        with recorded() as reads:
            output, facts = self.finished(address, text)
        before = facts_of(self.cache, address)
        files = {}
        changed = []
        for path, content in (
            (f"{HTML}/{self.pages[address].path}", output),
            (f"{FACTS}/{address}", pickle.dumps(facts)),
        ):
            files[path], new = write(self.cache, path, content)
            if new:
                changed.append(path)
        gone = before.ids - facts.ids if before else frozenset()
        return address, reads, Made(files, self.take(facts), tuple(changed), gone)

    def finished(self, address: str, text: str) -> tuple[bytes, Facts]:
        """The page whose Markdown is ``text``, and what is known of it."""
        page = self.pages[address]
        made = html(text, address, back=self.back, directory_urls=self.directory_urls)
        held(address, made)
        title = page.named or made.title
        with use(self.language):
            card = self.cards.text(page.incident) if page.incident else ""
        parts = PageParts(
            address=address,
            url=page.url,
            title=title,
            content=made.content,
            meta=made.meta,
            contents=made.contents,
            machines=made.machines,
            edit=page.edit,
            card=card or None,
            feed=page.feed,
        )
        shell = self.shells.shell(parts)
        same_scripts(address, shell, self.bare(address))
        output = fill(shell, parts)
        facts = Facts(page.url, title, made.meta, made.ids, made.links, searched(text, back=self.back))
        return output.encode("utf-8", "xmlcharrefreplace"), facts

    def key(self, address: str) -> bytes:
        """What of a page the theme gives: another where the menu or the theme changed."""
        return repr((self.bare(address).key, self.pages[address], self.back)).encode()

    def bare(self, address: str) -> Shell:
        """The shell of a page at an address of which nothing else is known."""
        url = self.pages[address].url
        return self.shells.shell(PageParts(address=address, url=url, title="x", content=""))
