"""Addresses for HTML of ours, which MkDocs leaves as it is; a link in Markdown names the page's file."""

from __future__ import annotations

from posixpath import dirname, relpath


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
    if not address.endswith(".md"):
        return address
    stem = address.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    folder, _, name = stem.rpartition("/")
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"
