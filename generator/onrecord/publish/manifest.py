"""What a publish made: each file with its hash. It lies in the published folder, and gets there with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from onrecord import __version__
from onrecord.publish.errors import PublishError

NAME = ".onrecord-publish.json"
"""The file of the manifest; it does not list itself."""


@dataclass(frozen=True)
class Manifest:
    """One edition of a published folder.

    Manifest.of(time, {"index.html": "9f86d0…"}).write(folder)
    """

    time: str
    files: Mapping[str, str]
    """SHA-256 of each file that is ours, by its path; files of others are in no manifest."""
    built: Mapping[str, str]
    """The same of what the build made: without what publishing added, which is another each time."""
    id: str

    @classmethod
    def of(cls, time: datetime, files: Mapping[str, str], built: Mapping[str, str]) -> Manifest:
        """The edition that was made at a time. Another time or another byte makes another id."""
        when, ours = time.isoformat(), dict(sorted(files.items()))
        return cls(when, ours, built, sha256(json.dumps([when, ours]).encode()).hexdigest())

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """That of a folder; None where there is none. Raises PublishError for one that cannot be read."""
        path = folder / NAME
        try:
            found = json.loads(path.read_bytes())
            time = datetime.fromisoformat(found["time"])
            files = {str(name): str(total) for name, total in found["files"].items()}
            # Only what is another than in `files` is written down.
            built = {**files, **{str(name): str(total) for name, total in found["built"].items()}}
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise PublishError(
                f"{path} is damaged, so that nobody can tell which files are ours; delete it, and publish "
                "with --adopt"
            ) from None
        return cls.of(time, files, {name: total for name, total in built.items() if total})

    def write(self, folder: Path) -> None:
        """Puts it into a folder."""
        names = self.files.keys() | self.built.keys()
        differ = {name for name in names if self.files.get(name) != self.built.get(name)}
        content = {
            "made_by": f"onrecord {__version__}",
            "time": self.time,
            "built": {name: self.built.get(name, "") for name in sorted(differ)},
            "files": self.files,
        }
        text = json.dumps(content, indent=0)
        (folder / NAME).write_text(f"{text}\n", "utf-8")


@dataclass(frozen=True)
class Difference:
    """What a new edition has otherwise than the old: paths, sorted."""

    added: list[str]
    changed: list[str]
    gone: list[str]

    @classmethod
    def between(cls, old: Manifest | None, new: Mapping[str, str]) -> Difference:
        """What is another in ``new``, hashes by path; all of it is added where there was no edition."""
        had = old.built if old else {}
        return cls(
            sorted(new.keys() - had.keys()),
            sorted(name for name in new.keys() & had.keys() if new[name] != had[name]),
            sorted(had.keys() - new.keys()),
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)

    @property
    def pages(self) -> Difference:
        """Of it only the pages."""
        added, changed, gone = (
            [name for name in names if name.endswith(".html")]
            for names in (self.added, self.changed, self.gone)
        )
        return Difference(added, changed, gone)


def files_in(folder: Path) -> Iterator[str]:
    """Paths of all files below a folder, links and odd ones too, and of empty folders, with a slash."""
    for parent, folders, names in os.walk(folder):
        below = "" if Path(parent) == folder else f"{Path(parent).relative_to(folder).as_posix()}/"
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (f"{below}{name}" for name in (*names, *linked))
        folders[:] = [name for name in folders if name not in linked]
        if below and not names and not linked and not folders:
            yield below


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's content."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
