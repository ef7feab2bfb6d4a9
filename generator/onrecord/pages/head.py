"""The head of a page: what machines read, and what is shown where somebody elsewhere links to the page.

Nothing here needs MkDocs: a page is known by its parts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.draw.card import SIZE
from onrecord.export.all_feeds import feed_address
from onrecord.pages.briefing.cards import card_address

FEED = "feeds/all.xml"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHead:
    """What the heads of all pages of a site share."""

    name: str
    description: str = ""
    url: str = ""
    """The site's address; empty where it has none."""
    feeds: str = ""
    """What its feeds are called; empty where it has none."""
    robots: str = ""
    """What search engines are told on every page, whatever a page says itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What the head of one page is made of."""

    address: str
    """The file in the site's sources: ``briefings/x.md``."""
    url: str
    """The page below the site's address: ``briefings/x/``; empty for the home page."""
    title: str
    """HTML, as MkDocs has it."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    canonical: str = ""
    """The whole address; empty where the site has none."""
    machines: str = ""
    """JSON-LD, as an element."""
    card: str | None = None
    """The text of a briefing's picture; None where it has no picture."""
    feed: bool = False
    """Whether the site has a feed of this incident alone."""


def with_head(output: str, page: PageHead, site: SiteHead) -> str:
    """The page with all that this module says of it."""
    machines = page.machines
    if site.feeds and page.feed and (incident_id := _incident_id(page.address, page.meta)):
        address = f"{feed_address(incident_id)}.xml"
        machines += _feed(page.url, address, f"{site.feeds}: {_text(page.title)}")
    output = output.replace("</head>", f"{machines}{_open_graph(output, page, site)}</head>", 1)
    first = '<meta name="robots" content="noindex">' if _hidden(page, site) else ""
    if site.feeds:
        first += _feed(page.url, FEED, site.feeds)
    return output.replace("<head>", f"<head>{first}", 1) if first else output


def _hidden(page: PageHead, site: SiteHead) -> bool:
    return "noindex" in (site.robots, page.meta.get("robots"))


def _feed(page_url: str, feed: str, title: str) -> str:
    title, address = html.escape(title), html.escape("../" * page_url.count("/") + feed)
    # The space keeps the element from Material's script, which takes every `[rel=alternate]` for another
    # language of the site and asks for its sitemap. To HTML the token is the same.
    return f'<link rel="alternate " type="application/atom+xml" title="{title}" href="{address}">'


def _open_graph(output: str, page: PageHead, site: SiteHead) -> str:
    """Nothing for a page that only keeps an address, or that has Open Graph from elsewhere."""
    if _stub(page.meta) or 'property="og:title"' in output:
        return ""
    found = {
        "og:title": _text(page.title) or site.name,
        "og:description": _text(page.meta.get("description")) or site.description,
        "og:type": "article" if page.meta.get("og_type") == "article" else "website",
        "og:url": page.canonical,
        "og:site_name": site.name,
        "article:published_time": page.meta.get("published"),
    }
    found |= _picture(page, site)
    given = ((name, html.escape(str(value))) for name, value in found.items() if value)
    # X calls its own names names, and takes the rest from Open Graph.
    kinds = {"twitter:card": "name"}
    return "".join(
        f'<meta {kinds.get(name, "property")}="{name}" content="{value}">' for name, value in given
    )


def _picture(page: PageHead, site: SiteHead) -> dict[str, str]:
    """What is said of the picture of a briefing; of a page without one nothing."""
    if page.card is None:
        return {}
    width, height = SIZE
    incident_id = _incident_id(page.address, page.meta)
    return {
        "og:image": f"{site.url.rstrip('/')}/{card_address(incident_id)}",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": page.card,
        "twitter:card": "summary_large_image",
    }


def _incident_id(address: str, meta: Mapping[str, Any]) -> str:
    """The incident that a page is about; empty for all but briefings."""
    folder, _, name = address.rpartition("/")
    return name.removesuffix(".md") if folder == "briefings" and not _stub(meta) else ""


def _stub(meta: Mapping[str, Any]) -> bool:
    search = meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def _text(value: object) -> str:
    """Title or description as typed: MkDocs has both as HTML."""
    return html.unescape(_TAG.sub("", str(value))) if value else ""
