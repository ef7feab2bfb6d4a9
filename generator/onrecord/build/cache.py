"""The folder in which work is kept from build to build; or one that is gone at the end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.output import prepare_folder


@dataclass(frozen=True)
class Cache:
    """A folder that only we write."""

    folder: Path
    missing: tuple[Path, ...] = ()
    """It and the folders above it that were not there before, the innermost first."""
    temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def of(cls, root: Path, named: str) -> Cache:
        """The folder ``named``, relative to ``root``; a temporary one for an empty name.

        Raises ForeignFolderError for a folder with files that we did not write, and OSError.
        """
        temporary = None if named else tempfile.TemporaryDirectory(prefix="onrecord-")
        folder = Path(temporary.name) if temporary else root / named
        missing = tuple(one for one in (folder, *folder.parents) if not one.exists())
        prepare_folder(folder)
        return cls(folder, missing, temporary)

    def close(self, error: BaseException | None = None) -> None:
        """Removes a temporary folder; after an error one that a build has begun, and kept nothing in."""
        if self.temporary:
            self.temporary.cleanup()
        elif error is not None and self.missing:
            shutil.rmtree(self.folder, ignore_errors=True)
            for one in self.missing[1:]:
                with suppress(OSError):
                    one.rmdir()
