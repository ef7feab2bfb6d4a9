"""Writes generated files: only where their content changed, and nothing is left over from before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

_MARK = ".onrecord"


class ForeignFolderError(Exception):
    """The folder holds files that we did not write."""


def write_pages(folder: Path, pages: Mapping[str, str | bytes]) -> int:
    """Makes ``folder`` hold exactly ``pages`` (text, or bytes, by path); returns how many files were written.

    A file is replaced in one step, so that a reader never sees half of it. Files that no page stands for any
    more are deleted; a folder that we did not make is refused with ForeignFolderError rather than emptied.
    """
    prepare_folder(folder)
    written = 0
    for address, text in pages.items():
        written += write_file(folder / address, text.encode() if isinstance(text, str) else text)
    remove_others(folder, pages)
    return written


def prepare_folder(folder: Path) -> None:
    """Marks a folder as ours. Raises ForeignFolderError for one with files that we did not write."""
    mark = folder / _MARK
    if mark.exists():
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise ForeignFolderError(
            f"{folder} is not empty and was not written by onrecord; name a folder of its own"
        )
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("Written by onrecord; everything here is made anew.\n", "utf-8")


def remove_others(folder: Path, addresses: Iterable[str]) -> None:
    """Deletes every file below one of our folders that is at none of the ``addresses``."""
    keep = {_MARK, *addresses}
    for parent, _, names in os.walk(folder, topdown=False):
        below = "" if Path(parent) == folder else f"{Path(parent).relative_to(folder).as_posix()}/"
        for name in names:
            if f"{below}{name}" not in keep:
                Path(parent, name).unlink()
        if Path(parent) != folder and not any(Path(parent).iterdir()):
            Path(parent).rmdir()


def write_file(path: Path, data: bytes) -> bool:
    """Replaces a file in one step, if its content is another; says whether it did."""
    try:
        # Most files are new, or have another size: they need not be read.
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return True
