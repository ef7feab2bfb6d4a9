"""The folder in which work is kept from build to build; or one that is gone at the end."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.output import prepare_folder


@dataclass(frozen=True)
class Cache:
    """A folder that only we write."""

    folder: Path
    temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def of(cls, root: Path, named: str) -> Cache:
        """The folder ``named``, relative to ``root``; a temporary one for an empty name.

        Raises ForeignFolderError for a folder with files that we did not write, and OSError.
        """
        temporary = None if named else tempfile.TemporaryDirectory(prefix="onrecord-")
        folder = Path(temporary.name) if temporary else root / named
        prepare_folder(folder)
        return cls(folder, temporary)

    def close(self) -> None:
        """Removes a temporary folder."""
        if self.temporary:
            self.temporary.cleanup()
