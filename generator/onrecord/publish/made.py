"""What a build made, held against what it noted down: whether each file is the one that was made."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from onrecord.build.fingerprint import digest
from onrecord.build.ledger import FILE
from onrecord.publish.manifest import NAME, files_in


def noted(cache: Path, folder: Path) -> dict[str, bytes]:
    """The fingerprints of a site's files as the build in ``cache`` noted them; none without a cache."""
    path = cache / FILE
    if not path.is_file():
        return {}
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        try:
            return dict(db.execute("select name, sum from site where folder = ?", (str(folder.resolve()),)))
        except sqlite3.Error:
            return {}


def copied(
    source: Path, names: Iterable[str], target: Path, old: Path, had: Mapping[str, str]
) -> dict[str, tuple[str, bytes]]:
    """Copies files of a site; gives the SHA-256 of each by its path, and the fingerprint that builds note.

    A file that is the same in the folder ``old``, whose hashes are ``had``, keeps its time of change: servers
    and rsync see that it is no new one. Never links: who writes into a published file writes into no other.
    """
    found = {}
    for name in names:
        content = (source / name).read_bytes()
        there = target / name
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
        total = sha256(content).hexdigest()
        found[name] = (total, digest(content))
        if had.get(name) == total and (old / name).is_file():
            stat = (old / name).stat()
            os.utime(there, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return found


def built_files(folder: Path) -> list[str]:
    """The files that a build left in a folder."""
    return sorted(name for name in files_in(folder) if not name.endswith("/") and name != NAME)
