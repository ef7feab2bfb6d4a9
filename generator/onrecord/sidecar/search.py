"""The index of our search page, beside the search that Zensical has of its own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.language import Language, use
from onrecord.language import gettext as _
from onrecord.markdown.html import Html
from onrecord.pages import assets
from onrecord.search.entries import entry
from onrecord.search.shards import prepare, publish
from onrecord.search.store import Stored, store
from onrecord.search.words import SEPARATOR

FOLDER = "search"
"""Where the index lies in a site."""
_TAG = re.compile(r"<[^>]*>")


def taken(url: str, page: Html, title: str, content: str, cache: Path) -> Stored | None:
    """What the index needs to know of a page; None for one that it leaves out."""
    made = entry(url, html.unescape(_TAG.sub("", title)), content, page.meta)
    return store(made, cache) if made else None


def index(entries: Iterable[Stored], folder: Path, cache: Path, language: Language, page: str) -> None:
    """Makes the index in ``folder``; ``page`` is the address of the page Search.

    Raises PagefindError, CacheError and OSError.
    """
    made = prepare(entries, cache)
    publish(made, folder, cache)
    with use(language):
        more = _("All {number} pages found, with filters")
    config = {
        "separator": SEPARATOR,
        "index": f"{'../' * (assets.ADDRESS.count('/') + 1)}{FOLDER}/",
        "page": page,
        "more": more,
        "language": language.tag,
    }
    text = json.dumps({"config": config, "docs": []}, ensure_ascii=False, separators=(",", ":"))
    (folder / "search_index.json").write_text(text, "utf-8")
