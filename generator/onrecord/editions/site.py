"""A published site as its readers have it: a folder with files, of which any may be missing or wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

LIST = "data/editions.json"
"""The chain."""
FOLDER = "data/editions"
"""What belongs to the chain besides: each edition, what it changed, its proofs."""
ENTRIES = f"{FOLDER}/entries.json"
"""The entries of the newest edition: their keys, and what each is."""
FILES = f"{FOLDER}/files.json"
"""The files of the newest edition with their sums."""


class SiteError(Exception):
    """A file of a site is not there, or not as it should be; the message is a sentence that names it."""

    def __init__(self, path: str, what: str, *, absent: bool = False) -> None:
        super().__init__(f"{path} {what}")
        self.path = path
        self.what = what
        self.absent = absent


def read_bytes(site: Path, path: str) -> bytes:
    """The content of a file of the site. Raises SiteError."""
    try:
        return (site / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SiteError(path, "is not there", absent=True) from None
    except OSError as error:
        raise SiteError(path, f"cannot be read: {error.strerror}") from None


def read_json(site: Path, path: str) -> Any:
    """The value of a JSON file of the site. Raises SiteError."""
    return parse_json(path, read_bytes(site, path))


def parse_json(path: str, data: bytes) -> Any:
    """The value of JSON in UTF-8. Raises SiteError where it is none, or is too deep to be ours."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SiteError(path, "is not JSON") from None


def within(path: str) -> bool:
    """Whether a path that a file of a site names stays in the site: no ``..``, no ``/etc``."""
    parts = PurePosixPath(path).parts
    outside = path.startswith("/") or PureWindowsPath(path).drive or set("\\\0") & set(path)
    return bool(parts) and ".." not in parts and not outside


def files_below(site: Path) -> Iterator[str]:
    """The paths of all files of a site in order, but for those of the chain and hidden ones at the top.

    What is hidden there is not made by us: ``.git``, ``.well-known``.
    """
    for parent, folders, names in os.walk(site):
        top = Path(parent) == site
        folders[:] = sorted(name for name in folders if not (top and name.startswith(".")))
        below = "" if top else f"{Path(parent).relative_to(site).as_posix()}/"
        for name in sorted(names):
            path = f"{below}{name}"
            if not (top and name.startswith(".")) and (path == ENTRIES or not of_chain(path)):
                yield path


def of_chain(path: str) -> bool:
    """Whether a file is part of the chain, which is checked in its own way."""
    return path == LIST or path.startswith(f"{FOLDER}/")
