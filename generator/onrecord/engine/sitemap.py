"""The map of a site for search engines, which MkDocs writes."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterable, Set
from pathlib import Path

from markupsafe import escape
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

_ENTRY = re.compile(r"\s*<url>.*?<loc>(?P<address>[^<]*)</loc>.*?</url>", re.DOTALL)


def sitemap_with(sitemap: str, pages: Iterable[Page]) -> str:
    """``sitemap`` with more pages, as MkDocs writes them."""
    entries = []
    for page in pages:
        if address := page.canonical_url or page.abs_url:
            dated = f"<lastmod>{page.update_date}</lastmod>" if page.update_date else ""
            entries.append(
                f"    <url>\n         <loc>{escape(address)}</loc>\n         {dated}\n    </url>\n"
            )
    end = sitemap.rfind("</urlset>")
    return f"{sitemap[:end].rstrip()}\n{''.join(entries)}{sitemap[end:]}" if end >= 0 else sitemap


def without_pages(sitemap: str, urls: Set[str]) -> str:
    """``sitemap`` without the pages at ``urls``, which are relative to the site: ``briefings/x/``."""

    def kept(found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        # The site may lie below any number of folders.
        ends = {address[at + 1 :] for at, sign in enumerate(address) if sign == "/"}
        return found[0] if urls.isdisjoint(ends) else ""

    return _ENTRY.sub(kept, sitemap) if urls else sitemap


def zip_again(folder: Path, pages: Iterable[Page]) -> None:
    """Packs the map in a site's ``folder`` as MkDocs does, which dates it by the ``pages`` that it knows.

    Where it knows none, the file has the time of the build, and would be another each time.
    """
    path = folder / "sitemap.xml"
    packed = path.with_name(f"{path.name}.gz")
    if not packed.is_file():
        return
    with (
        packed.open("wb") as file,
        gzip.GzipFile(packed, "wb", fileobj=file, mtime=get_build_timestamp(pages=list(pages))) as out,
    ):
        out.write(path.read_bytes())
