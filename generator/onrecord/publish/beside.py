"""The folder beside the published one: what is being made, what was there before, and who is at work.

It is a sibling, so that both lie on one file system and a folder gets from one to the other by its name
alone. Nobody but the owner may read it: what was taken out of the records stands in the edition before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from onrecord.publish.errors import PublishError


@dataclass(frozen=True)
class Beside:
    """The folder beside ``site``: ``/var/www/.public.onrecord`` beside ``/var/www/public``."""

    site: Path

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return self.site.with_name(f".{self.site.name}.onrecord")

    @property
    def build(self) -> Path:
        """The site as MkDocs built it last; it stays, so that the next build writes only what changed."""
        return self.folder / "build"

    @property
    def new(self) -> Path:
        """The folder that is about to be published."""
        return self.folder / "new"

    @property
    def replaced(self) -> Path:
        """The folder that was published until just now, while it gets its place."""
        return self.folder / "replaced"

    @property
    def before(self) -> Path:
        """The edition before."""
        return self.folder / "before"

    @property
    def aside(self) -> Path:
        """Files that somebody changed in the published folder, by the time at which ours took their place."""
        return self.folder / "aside"

    @property
    def journal(self) -> Path:
        """Which edition is being put in place; there from before the swap until all is in its place."""
        return self.folder / "swap.json"

    def make(self) -> None:
        """Makes the folder, where it is not there. Raises PublishError."""
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            ignored = self.folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", "utf-8")
        except OSError as error:
            raise PublishError(
                f"{self.folder} cannot be written: {error.strerror}; a site is built beside the published "
                f"folder, so {self.site.parent} has to be a folder in which you may write"
            ) from None

    @contextmanager
    def held(self) -> Iterator[int | None]:
        """Keeps every other publish away; gives the open file that does, for processes that work for us.

        The system lets go of it when the last process that has it ends, however it ends. Raises PublishError.
        """
        with (self.folder / "lock").open("a+b") as file:
            if not _locked(file):
                raise PublishError(
                    f"another publish is at work on {self.site}; wait until it has ended, and run this again"
                )
            yield file.fileno() if os.name == "posix" else None

    def discard(self, folder: Path) -> None:
        """Deletes one of these folders: first its name, so that no half of it is ever taken for a whole."""
        doomed = self.folder / "doomed"
        _delete(doomed)
        if folder.is_dir() and not folder.is_symlink():
            folder.rename(doomed)
            _delete(doomed)


def _delete(folder: Path) -> None:
    if folder.exists():
        # A folder without leave to write came along with files that are not ours.
        for parent, _, _ in os.walk(folder):
            with contextlib.suppress(OSError):
                Path(parent).chmod(0o700)
        shutil.rmtree(folder)


if os.name == "posix":
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

else:
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
        except OSError:
            return False
        return True
