"""The records of an earlier git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from onrecord.cli.sites import Stop
from onrecord.library.files import SUFFIXES, read_folder
from onrecord.library.library import Library
from onrecord.library.load import publishable
from onrecord.settings import Settings


def published_at(root: Path, settings: Settings, revision: str) -> tuple[Library, int]:
    """What was published by the records of ``revision``, at the time of that commit.

    With it the number of its records that cannot be read, and so not be compared.

    Raises Stop where ``root`` is in no git repository, or git does not know the revision.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        if _git(root, "rev-parse", "--git-dir") is None:
            raise Stop("--against: the site is in no git repository, so there is no earlier revision")
        hint = "`git log --oneline` lists them"
        if (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
            hint = "this clone is shallow: `git fetch --unshallow` gets the others"
        raise Stop(f"--against: git knows no revision `{revision}`; {hint}")
    name = commit.decode().strip()
    when = _git(root, "show", "--no-patch", "--format=%ct", name)
    tar = _git(root, "archive", "--format=tar", name, "--", settings.briefings)
    if tar is None or when is None:
        raise Stop(f"--against: revision `{revision}` has no folder {settings.briefings}/")
    with tempfile.TemporaryDirectory() as folder:
        _unpack(tar, Path(folder))
        read = read_folder(Path(folder) / settings.briefings, settings.briefings)
    library = Library(tuple(read.incidents), read.registries, settings.zone)
    then = datetime.fromtimestamp(int(when), UTC)
    return publishable(library, then, preview=False).library, len(read.unread)


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails."""
    try:
        found = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise Stop("--against needs git, and there is no `git` on this computer") from None
    return found.stdout if found.returncode == 0 else None


def _unpack(tar: bytes, folder: Path) -> None:
    """The record files of the archive; links and whatever else a repository may hold are left out."""
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            file = archive.extractfile(member) if member.isreg() else None
            if file is None or path.suffix not in SUFFIXES or path.is_absolute() or ".." in path.parts:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read())
