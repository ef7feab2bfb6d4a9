"""The page about the data: which files and feeds there are, what is in them, and how they may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.export.about import QUOTATIONS, SCHEMA_VERSION, About
from onrecord.export.files import Exports
from onrecord.library.library import Library
from onrecord.markdown.escape import Markdown
from onrecord.markdown.links import Links
from onrecord.pages.page import Edition, Page, page

ADDRESS = "data.md"
"""Where the page lies; links to the files start there."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, where the site has exports."""
    if exports := edition.exports:
        yield page(
            edition,
            ADDRESS,
            "data.md.j2",
            partial(dict, d=Data(exports, Links(library, edition.settings))),
            listed=True,
        )


@dataclass(frozen=True)
class Data:
    """What the page says. Texts are plain, and the template escapes them; addresses are made of ids."""

    exports: Exports
    links: Links
    schema_version: str = SCHEMA_VERSION
    quotations: str = QUOTATIONS

    @property
    def about(self) -> About:
        """Licence, selection, coverage and the number withheld, as every file has them."""
        return self.exports.tables.about

    @property
    def tables(self) -> tuple[dict[str, Any], ...]:
        """Each table: name, title, what a row is, and the number of rows."""
        return tuple(
            {"name": table.name, "title": table.title, "about": table.about, "rows": len(table.rows)}
            for table in self.exports.tables.all
        )

    @property
    def actor_feeds(self) -> tuple[tuple[Markdown, Markdown], ...]:
        """(name, linked where there is a page; address without ending) of each actor with a feed, by id."""
        return self._feeds("feeds/actors/", self.links.actor)

    @property
    def place_feeds(self) -> tuple[tuple[Markdown, Markdown], ...]:
        """(name, linked where there is a page; address without ending) of each place with a feed, by id."""
        return self._feeds("feeds/places/", self.links.place)

    def _feeds(self, folder: str, name: Callable[[str], Markdown]) -> tuple[tuple[Markdown, Markdown], ...]:
        found = (
            (name(address.removeprefix(folder)), Markdown(address)) for address in self._addresses(folder)
        )
        return tuple(sorted(found, key=lambda feed: feed[1]))

    def _addresses(self, folder: str) -> Iterator[str]:
        for address in self.exports.files:
            if address.startswith(folder) and address.endswith(".xml"):
                yield address.removesuffix(".xml")
