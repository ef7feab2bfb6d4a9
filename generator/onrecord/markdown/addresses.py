"""Addresses for HTML of ours, which MkDocs leaves as it is; a link in Markdown names the page's file."""

from __future__ import annotations

import re
from posixpath import dirname, join, relpath, split, splitext

from onrecord.markdown.escape import Markdown, escape

#: What addresses of our own are made of: ids, and names of ours.
_OURS = re.compile(r"[A-Za-z0-9./_#-]*")
#: The endings of Markdown files, as MkDocs knows them.
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def own(address: str) -> Markdown:
    """An address of our own for ``href`` or a link, as it is; anything else goes through the escape."""
    return Markdown(address) if _OURS.fullmatch(address) else escape(address)


def href(at: str, to: str, *, directory_urls: bool = True) -> str:
    """The relative address of ``to`` on the page ``at``; both are paths in the site's sources.

    ``briefings/a.md`` to ``places/b.md#x``: ``../../places/b/#x``, or ``../places/b.html#x`` where the site
    has `use_directory_urls: false`.
    """
    to, mark, fragment = to.partition("#")
    here, there = _output(at, directory_urls), _output(to, directory_urls)
    if here == there and mark:
        return f"#{fragment}"
    path = relpath(there or ".", dirname(here) or ".")
    slash = "/" if there.endswith("/") or not there else ""
    return f"{path}{slash}{mark}{fragment}"


def _output(address: str, directory_urls: bool) -> str:
    """Where a file of the sources ends up, as a browser asks for it."""
    file = built(address, directory_urls=directory_urls)
    return file.removesuffix("index.html") if directory_urls and is_page(address) else file


def is_page(address: str) -> bool:
    """Whether MkDocs makes a page of a file of the sources, by the ending of its name."""
    return address.endswith(MARKDOWN)


def built(address: str, *, directory_urls: bool = True) -> str:
    """The file of the site that a file of the sources becomes: ``data.md`` and ``data/README.md`` become
    ``data/index.html``.
    """
    if not is_page(address):
        return address
    stem = splitext(address)[0]
    folder, name = split(stem)
    if name in ("index", "README"):
        return join(folder, "index.html")
    return join(stem, "index.html") if directory_urls else f"{stem}.html"
