"""The map of a site for search engines, which MkDocs writes."""

from __future__ import annotations

import html
import re
from collections.abc import Set

_ENTRY = re.compile(r"\s*<url>.*?<loc>(?P<address>[^<]*)</loc>.*?</url>", re.DOTALL)


def without_pages(sitemap: str, urls: Set[str]) -> str:
    """``sitemap`` without the pages at ``urls``, which are relative to the site: ``briefings/x/``."""

    def kept(found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        # The site may lie below any number of folders.
        ends = {address[at + 1 :] for at, sign in enumerate(address) if sign == "/"}
        return found[0] if urls.isdisjoint(ends) else ""

    return _ENTRY.sub(kept, sitemap) if urls else sitemap
