"""Puts the files of a site in place: only those that changed, each in one step, and none is left over."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.build.fingerprint import digest
from onrecord.build.ledger import Ledger

Stat = tuple[int, int]
"""Size of a file, and time of its last change in nanoseconds."""
GONE: Stat = (-1, -1)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a site: its content, or where that lies."""

    sum: bytes
    """The fingerprint of its content."""
    content: bytes | str

    @classmethod
    def of(cls, content: bytes) -> Part:
        """One whose content is at hand."""
        return cls(digest(content), content)


@dataclass(slots=True)
class Synced:
    """What was done to a folder."""

    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def stat_of(path: Path | str) -> Stat:
    """Size and time of change of a file; `GONE` where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  # of thousands of files, whose paths are texts
    except OSError:
        return GONE
    return found.st_size, found.st_mtime_ns


def sync(folder: Path, parts: Mapping[str, Part], ledger: Ledger, kept: tuple[str, ...] = ()) -> Synced:
    """Makes ``folder`` hold exactly ``parts``, by their paths in it, and hidden files, which MkDocs leaves.

    A file that the ledger knows, and that nobody changed since, is not even read. Links are made where the
    content lies on the same disk, and copies elsewhere. What lies below ``kept`` is somebody else's.
    """
    known = ledger.site(str(folder.resolve()))
    done = Synced()
    now: dict[str, tuple[bytes, Stat]] = {}
    for name, part in parts.items():
        stat = stat_of(f"{folder}/{name}")
        if stat != GONE and known.get(name) == (part.sum, stat):
            now[name] = (part.sum, stat)
            continue
        path = folder / name
        if stat == GONE or not _same(path, part):
            put_file(path, part)
            done.written.append(name)
        now[name] = (part.sum, stat_of(path))
    done.deleted = _without_others(folder, parts, kept)
    ledger.keep_site(str(folder.resolve()), now)
    return done


def holds(folder: Path, ledger: Ledger, kept: tuple[str, ...] = ()) -> bool:
    """Whether a folder has all files that `sync` left there, as they were; others lie only below ``kept``."""
    known = ledger.site(str(folder.resolve()))
    return (
        bool(known)
        and all(stat_of(f"{folder}/{name}") == stat for name, (_, stat) in known.items())
        and not any(_others(folder, known, kept))
    )


def put_again(folder: Path, ledger: Ledger, sources: Sequence[Path]) -> Synced | None:
    """Makes ``folder`` hold the files of the one that `sync` filled last; does nothing where one is lost.

    They lie below ``sources``, each in one of them.
    """
    parts = {}
    for name, (total, _) in ledger.last_site().items():
        path = next((one for source in sources if (one := source / name).is_file()), None)
        if path is None or digest(path.read_bytes()) != total:
            return None
        parts[name] = Part(total, str(path))
    return sync(folder, parts, ledger) if parts else None


def _same(path: Path, part: Part) -> bool:
    try:
        return digest(path.read_bytes()) == part.sum
    except OSError:
        return False


def put_file(path: Path, part: Part) -> None:
    """Puts a file in place in one step, whatever is there."""
    beside = path.with_name(f".{path.name}.new")
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        # A page became a folder: `x` was a file.
        _remove_files_above(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if isinstance(part.content, bytes):
            beside.write_bytes(part.content)
        else:
            _link(part.content, beside)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _link(source: str, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        # Another disk, or one that knows no links.
        shutil.copyfile(source, target)


def _remove_files_above(path: Path) -> None:
    for above in path.parents:
        if above.is_file():
            above.unlink()
            return


def _without_others(folder: Path, parts: Collection[str], kept: tuple[str, ...]) -> list[str]:
    """Deletes what is no part."""
    gone = list(_others(folder, parts, kept))
    for name in gone:
        Path(folder, name).unlink()
    for parent, _, _ in os.walk(folder, topdown=False):
        if Path(parent) != folder:
            with contextlib.suppress(OSError):
                Path(parent).rmdir()
    return gone


def _others(folder: Path, parts: Collection[str], kept: tuple[str, ...] = ()) -> Iterator[str]:
    """What is no part; of hidden files and folders MkDocs leaves those at the top."""
    for parent, folders, names in os.walk(folder):
        top = parent == str(folder)
        if top:
            folders[:] = [name for name in folders if not name.startswith(".")]
        below = "" if top else f"{Path(parent).relative_to(folder).as_posix()}/"
        for name in names:
            relative = f"{below}{name}"
            hidden = top and name.startswith(".")
            if relative not in parts and not hidden and not relative.startswith(kept or "/"):
                yield relative
