"""The store of snapshots: private, by hash, and never half written."""

from __future__ import annotations

import getpass
import hashlib
import json
import socket
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from onrecord.proof.extract import ExtractError
from onrecord.proof.snapshots import DifferentSnapshotError, SnapshotError, Store, own_key, shared_key
from onrecord.values.instant import Instant
from tests.helpers import read_files

TAKEN = datetime(2024, 1, 24, 21, 0, 5, 999, tzinfo=timezone(timedelta(hours=3)))
KEY = own_key("2024-01-20-border-post", "article")
DATA = b"<html><body>He said no."


def store(tmp_path: Path) -> Store:
    """An empty store in a folder that is not there yet."""
    return Store(tmp_path / "private" / "snapshots")


def test_a_snapshot_is_kept_with_its_hashes_and_comes_back(tmp_path: Path) -> None:
    """Bytes, text, type, size, address, time in universal time, and what made the text."""
    one = store(tmp_path)
    kept = one.add(DATA, KEY, name="saved page.html", address="https://example.org/a", taken=TAKEN)
    assert (kept.key, kept.sha256, kept.size) == (KEY, hashlib.sha256(DATA).hexdigest(), len(DATA))
    assert (kept.media_type, kept.address, kept.taken) == (
        "text/html",
        "https://example.org/a",
        "2024-01-24T18:00:05Z",
    )
    assert kept.text_sha256 == hashlib.sha256(b"He said no.\n").hexdigest()
    again = Store(one.folder)
    assert again.get(KEY) == kept
    assert again.text(kept) == "He said no.\n"
    assert (again.intact(kept), again.text_intact(kept)) == (True, True)
    assert list(again.all()) == [kept]
    assert one.add(DATA, shared_key("a"), name="a.html", taken=Instant.parse("2024-01-24T18:00Z")).taken == (
        "2024-01-24T18:00:00Z"
    )


def test_without_a_folder_there_are_no_snapshots(tmp_path: Path) -> None:
    """A checkout on a server has none, and reading makes none."""
    one = store(tmp_path)
    assert (one.get(KEY), list(one.all())) == (None, [])
    assert list(tmp_path.iterdir()) == []


def test_nothing_names_the_editor_s_machine(tmp_path: Path) -> None:
    """No path, file name, user or host stands in the store, in its files' names or contents."""
    one = store(tmp_path)
    one.add(b"He said no.", KEY, name="/home/canary-editor/canary notes.txt", taken=TAKEN)
    everything = b"".join(name.encode() + data for name, data in read_files(one.folder).items())
    for secret in ("canary", str(tmp_path), f"/{getpass.getuser()}/", socket.gethostname()):
        assert secret.encode() not in everything
    assert one.folder.stat().st_mode & 0o077 == 0


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    """Of the file and of its text, each by its own hash; a missing file is not intact."""
    one = store(tmp_path)
    kept = one.add(DATA, KEY, name="a.html", taken=TAKEN)
    files = one.folder / "files"
    raw, text = files / f"{kept.sha256}.html", files / f"{kept.text_sha256}.txt"
    raw.write_bytes(DATA.replace(b"no", b"on"))
    assert (one.intact(kept), one.text_intact(kept)) == (False, True)
    text.write_bytes(b"He said on.\n")
    assert one.text_intact(kept) is False
    with pytest.raises(SnapshotError, match="has been changed; take it again"):
        one.text(kept)
    raw.unlink()
    text.unlink()
    assert (one.intact(kept), one.text_intact(kept)) == (False, False)
    with pytest.raises(SnapshotError, match="is missing; take it again"):
        one.text(kept)
    assert one.add(DATA, KEY, name="a.html", taken=TAKEN) == kept
    assert (one.intact(kept), one.text_intact(kept)) == (True, True)


def test_another_snapshot_needs_leave_and_the_old_files_stay(tmp_path: Path) -> None:
    """The same bytes are the same snapshot; other bytes are refused, and with leave nothing is lost."""
    one = store(tmp_path)
    first = one.add(DATA, KEY, name="a.html", taken=TAKEN)
    later = datetime(2025, 1, 1, tzinfo=UTC)
    assert one.add(DATA, KEY, name="a.html", taken=later) == first
    before = read_files(one.folder)
    with pytest.raises(DifferentSnapshotError, match="--replace"):
        one.add(DATA + b" Then yes.", KEY, name="a.html", taken=later)
    assert read_files(one.folder) == before
    second = one.add(DATA + b" Then yes.", KEY, name="a.html", taken=later, replace=True)
    assert one.get(KEY) == second != first
    assert (one.intact(first), one.text(first)) == (True, "He said no.\n")
    (earlier,) = (one.folder / "earlier").iterdir()
    assert json.loads(earlier.read_bytes())["sha256"] == first.sha256


def test_a_file_without_text_leaves_nothing_behind(tmp_path: Path) -> None:
    """What cannot be compared with is not kept."""
    one = store(tmp_path)
    with pytest.raises(ExtractError):
        one.add(b"", KEY, name="a.html", taken=TAKEN)
    assert not one.folder.exists()


def test_a_crash_while_writing_leaves_the_old_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry moves into its place last; until then the earlier one holds, and no half file is read."""
    one = store(tmp_path)
    first = one.add(DATA, KEY, name="a.html", taken=TAKEN)
    before = read_files(one.folder)

    def crash(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="no space"):
        one.add(b"Other words.", KEY, name="a.txt", taken=TAKEN, replace=True)
    assert one.get(KEY) == first
    assert read_files(one.folder) == before


@pytest.mark.parametrize(
    "entry", ["", "[]", "{}", "{", '{"key": "a/b"}', "null", '{"sha256": "../../x"}', "[" * 100_000]
)
def test_an_entry_that_is_damaged_is_told(entry: str, tmp_path: Path) -> None:
    """No traceback, and no path made of what it says."""
    one = store(tmp_path)
    one.add(DATA, KEY, name="a.html", taken=TAKEN)
    (path,) = (one.folder / "keys").iterdir()
    path.write_text(entry)
    with pytest.raises(SnapshotError, match=f"damaged; take the snapshot of {KEY} again"):
        one.get(KEY)


@pytest.mark.parametrize("hash", ["../../../etc/passwd", "A" * 64, "", 3, None])
def test_a_hash_that_is_none_is_not_made_a_path(hash: object, tmp_path: Path) -> None:
    """An entry that was written by hand cannot lead out of the store."""
    one = store(tmp_path)
    one.add(DATA, KEY, name="a.html", taken=TAKEN)
    (path,) = (one.folder / "keys").iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | {"sha256": hash}))
    with pytest.raises(SnapshotError, match="damaged"):
        one.get(KEY)


@pytest.mark.parametrize("key", ["", "a", "a/b/c", "../b", "a/..", "/a", "a/", "a@b/c", "a\\b/c"])
def test_a_key_cannot_lead_out_of_the_store(key: str, tmp_path: Path) -> None:
    """Only `<scope>/<id>` is a key."""
    with pytest.raises(SnapshotError, match="is no key"):
        store(tmp_path).get(key)
