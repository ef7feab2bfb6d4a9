"""The private store of snapshots: the bytes that a source was read from, their hashes, and their text.

    snapshots/
      files/<SHA-256>.html      the bytes as they were saved
      files/<SHA-256>.txt       the text made of them, under its own hash
      keys/<scope>@<id>.json    which of these a source has
      earlier/…                 the same of snapshots that were replaced

A key is ``sources/<id>`` for a source of the registry and ``<incident id>/<source id>`` for a record's own.
Nothing in the store names the editor, the machine or the file that was given. Each file is written beside its
place and then moved there, and the key last, so that a crash leaves nothing half done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from onrecord.proof.extract import HTML, PDF, TEXT, Extracted, extract
from onrecord.values.instant import Instant

SHARED = "sources"
_ENDINGS = {HTML: ".html", PDF: ".pdf", TEXT: ".txt"}
_KEY = re.compile(r"[^/@\\\s.][^/@\\\s]*/[^/@\\\s.][^/@\\\s]*")
_HASH = re.compile(r"[0-9a-f]{64}")


class SnapshotError(Exception):
    """The store does not do what was asked; the message says why, and what to do."""


class DifferentSnapshotError(SnapshotError):
    """The source has a snapshot with other bytes or another text."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One source as it was kept.

    `sha256` is that of the bytes, of which there are `size`; `text_sha256` that of the text as UTF-8. `taken`
    is when the copy was made, ``2024-01-24T18:00:00Z``; `address` where it was read, or empty. `extractor` is
    the name and version of what made the text.
    """

    key: str
    sha256: str
    size: int
    media_type: str
    address: str
    taken: str
    extractor: str
    text_sha256: str


def shared_key(source_id: str) -> str:
    """The key of a source of the registry."""
    return f"{SHARED}/{source_id}"


def own_key(incident_id: str, source_id: str) -> str:
    """The key of a source that stands in a record."""
    return f"{incident_id}/{source_id}"


@dataclass(frozen=True, slots=True)
class Store:
    """The snapshots in a folder. A folder that is not there is an empty store."""

    folder: Path

    def add(
        self,
        data: bytes,
        key: str,
        *,
        media_type: str = "",
        name: str = "",
        extracted: Extracted | None = None,
        address: str = "",
        taken: Instant | datetime,
        replace: bool = False,
    ) -> Snapshot:
        """Keeps ``data`` as the snapshot of a source.

        Args:
            data: the file's bytes.
            key: the source's key.
            media_type: what it was served as, where that is known.
            name: the file's name; of it only the suffix is looked at, and nothing is kept.
            extracted: its text, where that has been made already.
            address: where it was read.
            taken: when, with a zone.
            replace: take the place of a snapshot with other bytes or another text, whose files stay in the
                store.

        Returns:
            The snapshot; the one that is there already, where it has the same bytes and the same text.

        Raises:
            ExtractError: no text can be had from it.
            DifferentSnapshotError: there is another one, and `replace` is not set.
            SnapshotError: what is there cannot be read.
        """
        found = extracted or extract(data, name, media_type)
        text = found.text.encode()
        moment = taken.utc if isinstance(taken, Instant) else taken.astimezone(UTC)
        snapshot = Snapshot(
            key=key,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type=found.media_type,
            address=address,
            taken=f"{moment:%Y-%m-%dT%H:%M:%S}Z",
            extractor=found.extractor,
            text_sha256=hashlib.sha256(text).hexdigest(),
        )
        there = self.get(key)
        if there and (there.sha256, there.text_sha256) == (snapshot.sha256, snapshot.text_sha256):
            snapshot = there
        elif there and not replace:
            raise DifferentSnapshotError(
                f"{key} has another snapshot, taken {there.taken}; --replace puts this one in its place"
            )
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written again where they are there already: they may be damaged.
        _write(self._bytes(snapshot), data)
        _write(self._text(snapshot), text)
        if there and there is not snapshot:
            _write(
                self.folder / "earlier" / f"{_name(key)}@{there.sha256[:16]}-{there.text_sha256[:16]}.json",
                _json(there),
            )
        _write(self._entry(key), _json(snapshot))
        return snapshot

    def get(self, key: str) -> Snapshot | None:
        """The snapshot of a source, or None. Raises SnapshotError where its entry cannot be read."""
        path = self._entry(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        return _snapshot(data, key, path)

    def all(self) -> Iterator[Snapshot]:
        """Every snapshot, by key. Raises SnapshotError."""
        for path in sorted((self.folder / "keys").glob("*@*.json")):
            yield _snapshot(path.read_bytes(), path.stem.replace("@", "/"), path)

    def text(self, snapshot: Snapshot) -> str:
        """The text of a snapshot. Raises SnapshotError where it is missing or not what was stored."""
        try:
            data = self._text(snapshot).read_bytes()
        except FileNotFoundError:
            raise SnapshotError(
                f"the text of the snapshot {snapshot.key} is missing; take it again"
            ) from None
        if hashlib.sha256(data).hexdigest() != snapshot.text_sha256:
            raise SnapshotError(f"the text of the snapshot {snapshot.key} has been changed; take it again")
        return data.decode()

    def intact(self, snapshot: Snapshot) -> bool:
        """Whether the bytes are there and have their hash."""
        return _sha256(self._bytes(snapshot)) == snapshot.sha256

    def text_intact(self, snapshot: Snapshot) -> bool:
        """Whether the text is there and has its hash."""
        return _sha256(self._text(snapshot)) == snapshot.text_sha256

    def _bytes(self, snapshot: Snapshot) -> Path:
        return self.folder / "files" / f"{snapshot.sha256}{_ENDINGS[snapshot.media_type]}"

    def _text(self, snapshot: Snapshot) -> Path:
        return self.folder / "files" / f"{snapshot.text_sha256}.txt"

    def _entry(self, key: str) -> Path:
        return self.folder / "keys" / f"{_name(key)}.json"


def _name(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise SnapshotError(f"`{key}` is no key of a snapshot")
    return key.replace("/", "@")


def _json(snapshot: Snapshot) -> bytes:
    return (json.dumps(asdict(snapshot), indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _snapshot(data: bytes, key: str, path: Path) -> Snapshot:
    broken = SnapshotError(f"{path.name} in the snapshots is damaged; take the snapshot of {key} again")
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError):
        raise broken from None
    kinds = {field.name: int if field.name == "size" else str for field in fields(Snapshot)}
    if not isinstance(entry, dict) or {name: type(value) for name, value in entry.items()} != kinds:
        raise broken
    snapshot = Snapshot(**entry)
    if (
        snapshot.key != key
        or snapshot.media_type not in _ENDINGS
        # They become names of files.
        or not (_HASH.fullmatch(snapshot.sha256) and _HASH.fullmatch(snapshot.text_sha256))
    ):
        raise broken
    return snapshot


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
