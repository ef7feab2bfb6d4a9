"""The head of a page: what machines read, and what is shown where somebody elsewhere links to the page."""

from __future__ import annotations

import html
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from onrecord.draw.card import SIZE
from onrecord.export.all_feeds import feed_address
from onrecord.export.files import Exports
from onrecord.pages.briefing.cards import NONE, Cards, card_address

FEED = "feeds/all.xml"
_TAG = re.compile(r"<[^>]*>")


def feed_link(page_url: str, exports: Exports) -> str:
    """The element that names the site's feed in the head of the page at ``page_url``."""
    return _feed(page_url, FEED, exports.tables.about.name)


def incident_feed_link(page: Page, exports: Exports) -> str:
    """The element that names the feed of one incident in the head of its briefing; elsewhere nothing."""
    incident_id = _incident_id(page)
    address = f"{feed_address(incident_id)}.xml"
    if not incident_id or address not in exports.addresses:
        return ""
    return _feed(page.url, address, f"{exports.tables.about.name}: {_text(page.title)}")


def _feed(page_url: str, feed: str, title: str) -> str:
    title, address = html.escape(title), html.escape(get_relative_url(feed, page_url))
    # The space keeps the element from Material's script, which takes every `[rel=alternate]` for another
    # language of the site and asks for its sitemap. To HTML the token is the same.
    return f'<link rel="alternate " type="application/atom+xml" title="{title}" href="{address}">'


def with_machines(output: str, page: Page, config: MkDocsConfig, machines: str, cards: Cards = NONE) -> str:
    """The page with JSON-LD and Open Graph at the end of its head; a briefing's with its picture.

    Before it the head names the encoding, which has to stand among the first bytes.
    """
    return output.replace("</head>", f"{machines}{_open_graph(output, page, config, cards)}</head>", 1)


def _open_graph(output: str, page: Page, config: MkDocsConfig, cards: Cards) -> str:
    """Nothing for a page that only keeps an address, or that has Open Graph from elsewhere."""
    if _stub(page) or 'property="og:title"' in output:
        return ""
    found = {
        "og:title": _text(page.title) or config.site_name,
        "og:description": _text(page.meta.get("description")) or config.site_description,
        "og:type": "article" if page.meta.get("og_type") == "article" else "website",
        "og:url": page.canonical_url,
        "og:site_name": config.site_name,
        "article:published_time": page.meta.get("published"),
    }
    found |= _picture(page, config, cards)
    given = ((name, html.escape(str(value))) for name, value in found.items() if value)
    # X calls its own names names, and takes the rest from Open Graph.
    kinds = {"twitter:card": "name"}
    return "".join(
        f'<meta {kinds.get(name, "property")}="{name}" content="{value}">' for name, value in given
    )


def _picture(page: Page, config: MkDocsConfig, cards: Cards) -> dict[str, str]:
    """What is said of the picture of a briefing; of a page without one nothing."""
    incident_id = _incident_id(page)
    said = cards.text(incident_id) if incident_id else ""
    if not said:
        return {}
    width, height = SIZE
    return {
        "og:image": f"{(config.site_url or '').rstrip('/')}/{card_address(incident_id)}",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": said,
        "twitter:card": "summary_large_image",
    }


def _incident_id(page: Page) -> str:
    """The incident that the page is about; empty for all but briefings."""
    folder, _, name = page.file.src_uri.rpartition("/")
    return name.removesuffix(".md") if folder == "briefings" and not _stub(page) else ""


def _stub(page: Page) -> bool:
    search = page.meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def _text(value: object) -> str:
    """Title or description as typed: MkDocs has both as HTML."""
    return html.unescape(_TAG.sub("", str(value))) if value else ""
