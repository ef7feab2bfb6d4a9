"""The page Search: filters, orders of the reader's choice, and an address for each search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.language import current, pgettext, plural_forms
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.markdown.addresses import href
from onrecord.markdown.front_matter import front_matter
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.page import Edition, Page, page

ADDRESS = "search.md"


@dataclass(frozen=True, slots=True)
class Search:
    """What the page says."""

    filters: tuple[tuple[str, str, str], ...]
    """Name, label, and what it says where nothing is chosen."""
    script: str
    worker: str
    top: str
    """The way to the top of the site."""
    language: str
    words: tuple[tuple[str, str], ...]
    """(attribute, message) of what the script says, in this language."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, where Pagefind answers the search."""
    if edition.search:
        # Search engines are told to keep out, so that it is not on their map either.
        yield page(edition, ADDRESS, "search.md.j2", partial(_context, edition), stub=True)


def _context(edition: Edition) -> dict[str, Any]:
    return {
        "s": search(edition),
        "ways": edition.settings.archive,
        "front_matter": front_matter(title=_("Search"), search=False, robots="noindex", contents=False),
    }


def search(edition: Edition) -> Search:
    """The page of an edition."""

    def to(target: str) -> str:
        return href(ADDRESS, target, directory_urls=edition.directory_urls)

    forms = plural_forms("{number} page found.", "{number} pages found.")
    return Search(
        filters=(
            ("actor", _("Actor"), _("any actor")),
            ("place", _("Place"), _("any place")),
            ("country", _("Country"), _("any country")),
            ("weapon", _("Weapon named"), _("any weapon")),
            ("event", _("Kind of event"), _("any kind")),
            ("year", pgettext("dates", "Year"), pgettext("dates", "any year")),
        ),
        script=to(f"{ASSETS}/search-page.js"),
        worker=to(f"{ASSETS}/search-worker.js"),
        top=to("index.md").removesuffix("index.html") or "./",
        language=current().tag,
        words=(
            ("found", json.dumps(forms, ensure_ascii=False)),
            ("none", _("Nothing found.")),
            ("failed", _("The index cannot be read now; a moment later it may be there.")),
            ("option", _("{name} ({number})")),
        ),
    )
