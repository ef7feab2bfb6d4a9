"""What a page says to machines: JSON-LD, in the page's own Markdown, so that it needs no plugin."""

from __future__ import annotations

from typing import Any

from onrecord.export.attribution import Published
from onrecord.export.jsonld import article, script
from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown
from onrecord.pages.page import Edition


def element(data: dict[str, Any]) -> Markdown:
    """JSON-LD as an element on a line of its own; what it holds cannot end it."""
    return Markdown(f'<script type="application/ld+json">{script(data)}</script>')


def briefing(library: Library, incident: Incident, edition: Edition) -> Markdown:
    """The article about one incident."""
    return element(article(Published(library), edition.about, account(library, incident)))
