"""Whether the links of a site lead somewhere: to a file of it, and there to the place that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from onrecord.publish.look import Look


def broken(
    looks: Mapping[str, Look], files: Collection[str], site_url: str, unchecked: Collection[str] = ()
) -> Iterator[str]:
    """A sentence for each link of the pages in ``looks`` that leads nowhere; ``files`` are all of the site.

    Links to other hosts are not followed, nor what lies beside a site that has only a part of its host.
    """
    base = urlsplit(site_url).path or "/"
    host = urlsplit(site_url).netloc
    for page, seen in looks.items():
        for link in seen.links:
            if any(fnmatchcase(link, pattern) for pattern in unchecked):
                continue
            target = _target(page, link, base, host)
            if target is None:
                continue
            path, fragment = target
            file = _file(path, files)
            if file is None:
                yield f"{page}: the link {link} leads to nothing"
            elif fragment and file in looks and file.endswith(".html") and fragment not in looks[file].ids:
                yield f"{page}: the link {link} leads to {file}, which has no #{fragment}"


def _target(page: str, link: str, base: str, host: str) -> tuple[str, str] | None:
    """(path below the site, fragment) of a link; None where it leads elsewhere."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.netloc:
        if parts.netloc != host or parts.scheme not in ("http", "https", ""):
            return None
    elif parts.scheme:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment).partition(":~:")[0]
    if not path and not parts.netloc:
        return page, fragment
    # Seen from the host, as a browser sees it: nothing lies above the root.
    whole = path if parts.netloc or path.startswith("/") else f"{base}{dirname(page)}/{path}"
    slash = "/" if whole.endswith(("/", "/.", "/..")) or not whole else ""
    whole = normpath(f"/{whole}").replace("//", "/").rstrip("/") + slash
    if not f"{whole}/".startswith(base):
        return None
    return whole[len(base) :], fragment


def _file(path: str, files: Collection[str]) -> str | None:
    """The file that a server gives for a path."""
    if path in files:
        return path
    folder = path.rstrip("/")
    for index in (f"{folder}/index.html" if folder else "index.html", f"{folder}.html"):
        if index in files:
            return index
    return None
