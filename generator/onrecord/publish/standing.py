"""What stands in the folder to publish into: ours, changed by somebody, and what others put there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.publish.errors import PublishError, printable
from onrecord.publish.manifest import NAME, Manifest, files_in, hash_of

_NAMED = 10
"""How many files a message names."""


@dataclass(frozen=True)
class Standing:
    """A published folder as it is found."""

    folder: Path
    manifest: Manifest | None
    """That of the last publish; None where nothing was published, or by somebody else."""
    foreign: tuple[str, ...] = ()
    """Files that are not ours, and empty folders."""
    changed: tuple[str, ...] = ()
    """Files of ours that are not as we left them."""
    marks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By which each file, if another comes to its place, is known to be another."""

    @classmethod
    def of(cls, folder: Path, *, adopt: bool) -> Standing:
        """Looks at a folder, and reads all of it. Raises PublishError where it is not ours to write into."""
        if not folder.exists():
            return cls(folder, None)
        manifest = Manifest.read(folder)
        ours = manifest.files if manifest else {}
        present = sorted(name for name in files_in(folder) if name != NAME)
        foreign = tuple(name for name in present if name not in ours)
        changed = tuple(name for name in present if name in ours and not _same(folder / name, ours[name]))
        if manifest is None and foreign and not adopt:
            raise PublishError(
                f"{folder} is not empty and was not published by onrecord; name a folder of its own, or take "
                "it over with --adopt: what is there stays, and what lies at an address of ours is put aside"
            )
        if changed and not adopt:
            raise PublishError(
                f"{named(changed)} in {folder} changed since it was published; take the change over into the "
                "site and put the file back as it was, or publish with --adopt, which puts it aside"
            )
        return cls(folder, manifest, foreign, changed, _marks(folder, present, ours))

    def moved(self) -> list[str]:
        """Files that came, went or changed since: what is there now would be lost with the old folder.

        Of files that are not ours we have the very same, so that what is written into them stays.
        """
        if not self.folder.exists():
            return []
        ours = self.manifest.files if self.manifest else {}
        now = _marks(self.folder, [name for name in files_in(self.folder) if name != NAME], ours)
        names = now.keys() | self.marks.keys()
        return sorted(name for name in names if now.get(name) != self.marks.get(name))

    def carried(self, made: Mapping[str, str], *, adopt: bool) -> tuple[list[str], list[str]]:
        """The files of others that stay, and all that has to be put aside: ours take their places.

        Raises PublishError where a file of somebody else lies at the address of one of ours, unless it is
        the same or the folder is to be taken over.
        """
        folders = {parent.as_posix() for name in made for parent in Path(name).parents}
        stay, in_the_way = [], []
        for name in self.foreign:
            bare = name.rstrip("/")
            if name.endswith("/"):
                if bare not in folders and not _below(bare, made):
                    stay.append(name)
            elif name in made and _same(self.folder / name, made[name]):
                continue
            elif name in made or bare in folders or _below(bare, made):
                in_the_way.append(name)
            else:
                stay.append(name)
        if in_the_way and not adopt:
            raise PublishError(
                f"{named(in_the_way)} in {self.folder}: not ours, and the site now has a file "
                "there; take it away, or publish with --adopt, which puts it aside"
            )
        return stay, [*in_the_way, *self.changed]


def _marks(folder: Path, names: Iterable[str], ours: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        if name.endswith("/"):
            found[name] = ()
            continue
        with contextlib.suppress(FileNotFoundError):
            stat = (folder / name).lstat()
            found[name] = (stat.st_ino, stat.st_size, stat.st_mtime_ns) if name in ours else (stat.st_ino,)
    return found


def named(names: Iterable[str]) -> str:
    """Files in a message: the first ones, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - _NAMED:,} more" if len(listed) > _NAMED else ""
    return printable(", ".join(listed[:_NAMED])) + more


def bring(name: str, source: Path, target: Path) -> None:
    """Has a file of somebody else in another folder too: the same file, or else a copy of it."""
    there = target / name
    if name.endswith("/"):
        there.mkdir(parents=True, exist_ok=True)
        return
    _make_parents(name, source, target)
    path = source / name
    if path.is_symlink():
        there.symlink_to(os.readlink(path))  # noqa: PTH115  # the text of the link, whatever it is
        return
    if not path.is_file():
        raise PublishError(f"{path} is neither a file nor a folder, so it cannot be kept; take it away")
    try:
        # What is written into it meanwhile is not lost.
        there.hardlink_to(path)
    except OSError:
        shutil.copy2(path, there)


def _make_parents(name: str, source: Path, target: Path) -> None:
    for parent in reversed(Path(name).parents[:-1]):
        if not (target / parent).exists():
            (target / parent).mkdir(parents=True)
            shutil.copymode(source / parent, target / parent)


def _below(name: str, made: Mapping[str, str]) -> bool:
    """Whether a path lies below one that is to be a file."""
    return any(parent.as_posix() in made for parent in Path(name).parents)


def _same(path: Path, known: str) -> bool:
    try:
        return not path.is_symlink() and hash_of(path) == known
    except IsADirectoryError:
        return False
