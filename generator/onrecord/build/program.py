"""What made a cache: the fingerprint of the program, of what it is made with, and of a site's settings."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import onrecord
from onrecord.build.fingerprint import digest
from onrecord.settings import Site

#: What a page's bytes depend on besides ourselves.
_MADE_WITH = (
    *("babel", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pillow", "pyarrow"),
    *("pydantic", "pyromark", "pyyaml", "tzdata"),
)
_AT = re.compile(r" at 0x[0-9a-f]+")


def program(site: Site, language: str, *more: object, preview: bool) -> bytes:
    """The fingerprint under which work for a site may be used again, in a language.

    ``more`` is what else pages depend on, as text without addresses in memory: the theme's settings.
    """
    settings = site.settings

    def said(value: object) -> bytes:
        """Says nothing of where the site lies: a cache may be taken to another folder, or machine."""
        return _AT.sub("", repr(value).replace(str(site.root), "")).encode()

    parts = [
        made_with(sys.version),
        settings.model_dump_json().encode(),
        said((site.name, site.site_url, site.docs_dir, site.use_directory_urls, preview)),
        language.encode(),
        *_contents(site.root, settings.templates, settings.catalogue, settings.card_font, settings.wording),
        *(said(one) for one in more),
    ]
    return digest(*parts)


def made_with(python: str) -> bytes:
    """The fingerprint of our code, and of what pages are made with besides ``python``."""
    return digest(_package(), *(f"{name} {_version(name)}".encode() for name in _MADE_WITH), python.encode())


@cache
def _package() -> bytes:
    """The fingerprint of our own code, templates and data."""
    folder = Path(onrecord.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return digest(*(part for path in files for part in (path.name.encode(), path.read_bytes())))


@cache
def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"


def _contents(root: Path, *names: str | None) -> Iterator[bytes]:
    """The contents of files, or of all files in folders, as far as they are there."""
    for name in filter(None, names):
        path = root / name
        paths = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in paths:
            if one.is_file():
                yield one.relative_to(root).as_posix().encode() if one.is_relative_to(root) else b""
                yield one.read_bytes()
