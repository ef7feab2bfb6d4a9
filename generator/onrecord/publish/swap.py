"""Puts a folder in the place of another, so that whoever looks sees one of the two.

Linux and macOS exchange two folders in one step. Where system or file system cannot, the old folder is
renamed away and the new one in: between the two, readers find nothing, and what dies there is mended by the
next start. A journal says which edition is being put in place, until everything is.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

from onrecord.publish.beside import Beside
from onrecord.publish.errors import PublishError
from onrecord.publish.manifest import Manifest

_HERE = -100
_EXCHANGE = 2
"""The flag of both systems: RENAME_EXCHANGE and RENAME_SWAP."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_MOUNTED = {errno.EXDEV, errno.EBUSY}


class _Exchange(Protocol):
    def __call__(self, one: bytes, other: bytes) -> int: ...


@cache
def _exchanger() -> _Exchange | None:
    """The call of the system that exchanges two names; None where it has none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        if swap is None:
            return None
        swap.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(swap(one, other, _EXCHANGE))
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return None
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: int(rename(_HERE, one, _HERE, other, _EXCHANGE))


def exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False, and nothing done, where that is not to be had here."""
    exchange = _exchanger()
    if exchange is None:
        return False
    if exchange(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def swap(beside: Beside, manifest: Manifest) -> None:
    """Publishes ``beside.new``, which holds the edition of ``manifest``. Raises PublishError, and OSError."""
    if hasattr(os, "sync"):
        # A crash of the machine must not find names of files whose content was never written.
        os.sync()
    with _undisturbed():
        _write_journal(beside, manifest.id)
        try:
            _put(beside)
        except OSError as error:
            recover(beside)
            if error.errno in _MOUNTED:
                raise PublishError(
                    f"{beside.site} cannot be renamed, because something is mounted there; publish into a "
                    "folder below it"
                ) from None
            raise
        recover(beside)


def _put(beside: Beside) -> None:
    site = beside.site
    if not site.exists():
        beside.new.rename(site)
    elif exchanged(beside.new, site):
        beside.new.rename(beside.replaced)
    else:
        site.rename(beside.replaced)
        beside.new.rename(site)


def recover(beside: Beside) -> None:
    """Brings to its end what a swap began, or takes it back: before the first rename there is none.

    Afterwards the old site is there, or the new one with the old as the edition before it.
    """
    site, replaced = beside.site, beside.replaced
    if beside.journal.exists():
        if not site.exists() and replaced.exists():
            # It died between two renames: the old site goes back.
            replaced.rename(site)
        published = Manifest.read(site)
        if published is not None and published.id == _read_journal(beside):
            if beside.new.exists():
                beside.new.rename(replaced)
            if replaced.exists():
                beside.discard(beside.before)
                replaced.rename(beside.before)
        beside.journal.unlink()
    beside.discard(beside.new)


def _write_journal(beside: Beside, edition: str) -> None:
    # In one step: half a journal would be one of another edition.
    draft = beside.journal.with_suffix(".new")
    draft.write_text(json.dumps({"edition": edition}), "utf-8")
    draft.replace(beside.journal)


def _read_journal(beside: Beside) -> str:
    try:
        return str(json.loads(beside.journal.read_text("utf-8"))["edition"])
    except (ValueError, KeyError, TypeError):
        return ""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Has Ctrl-C come too late for the few renames, so that what is told is what was done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C goes to another thread
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
