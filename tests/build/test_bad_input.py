"""What can befall a cache, a site's folder or a build: it is noticed or told, and no site is mixed."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from onrecord.build import build as builds
from onrecord.build import site as sites
from onrecord.build.ledger import FILE, Ledger
from onrecord.build.work import Builder
from onrecord.engine import run as runs
from onrecord.engine.finish import FinishPages
from tests.build.harm import emptied, no_database, of_others
from tests.helpers import ID, REGISTRY, new_process, read_files, record, write_site

RECORD = f"briefings/{ID}.yml"
PAGE = f"briefings/{ID}/index.html"
STATEMENT = "  - source: article\n    by: red-wing\n    paraphrase: A post was attacked.\n"
CONFIG = """\
site_name: Test
site_url: https://watch.example/
theme:
  name: material
  font: false
plugins:
  - search
  - onrecord:
      search: material
      cards: false
      map: false
      explore: false
"""
FILES = {
    **REGISTRY,
    RECORD: record(STATEMENT),
    "mkdocs.yml": CONFIG,
    "docs/by-hand.md": f"# By hand\n\n[There](briefings/{ID}.md#sources)\n",
}
EDITED = record(STATEMENT.replace("was attacked", "was shelled"))
CACHE = ".cache/onrecord/build"


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


def made(root: Path) -> dict[str, bytes]:
    """The files of the site below ``root``, which is built as ``mkdocs build`` does."""
    new_process()
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return read_files(root / "site")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built once; tests work on copies of it."""
    root = write_site(tmp_path_factory.mktemp("built") / "site", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795348800")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        made(root)
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of that site, with its cache."""
    return shutil.copytree(built, tmp_path / "site")


@pytest.fixture(scope="module")
def first(built: Path) -> dict[str, bytes]:
    """The files of that site."""
    return read_files(built / "site")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site after an edit of its record."""
    root = write_site(tmp_path_factory.mktemp("second") / "site", {**FILES, RECORD: EDITED})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795348800")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        return made(root)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that two sites do not have alike."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def truncated(path: Path) -> None:
    """Cuts a file in half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbled(path: Path) -> None:
    """Turns all bits in a part of a file."""
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 600):
        if at < len(data):
            data[at] ^= 255
    path.write_bytes(data)


def a_folder(path: Path) -> None:
    """A folder with something in it."""
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x", "utf-8")


def deleted(path: Path) -> None:
    """No file."""
    path.unlink()


@pytest.mark.parametrize("harm", [truncated, garbled, emptied, of_others, no_database, deleted])
def test_a_ledger_that_is_none_is_noticed(
    site: Path, first: dict[str, bytes], caplog: pytest.LogCaptureFixture, harm: Callable[[Path], None]
) -> None:
    """It is begun anew, as the log says, or what of it is damaged is left; and the site is right."""
    harm(site / CACHE / FILE)
    with caplog.at_level(logging.INFO):
        assert differing(made(site), first) == []
    if harm in (truncated, of_others, no_database):
        assert "the cache is made anew: " in caplog.text
    caplog.clear()
    with caplog.at_level(logging.INFO):
        assert differing(made(site), first) == []
    assert "the cache is made anew: " not in caplog.text
    assert "; 0 files written" in caplog.text


def test_a_folder_in_the_place_of_the_ledger_is_told(
    site: Path, first: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    """What is in it is somebody's: the build stops and names it."""
    a_folder(site / CACHE / FILE)
    with pytest.raises(Abort):
        made(site)
    assert FILE in caplog.text
    assert "`cache:` in mkdocs.yml" in caplog.text
    assert differing(read_files(site / "site"), first) == []


CACHED = {
    "a page": f"{CACHE}/pages/{PAGE}",
    "facts": f"{CACHE}/facts/briefings/{ID}.md",
    "a data file": f"{CACHE}/files/data/incidents.csv",
    "Markdown": f"build/pages/briefings/{ID}.md",
}


@pytest.mark.parametrize("harm", [truncated, garbled, emptied, deleted])
@pytest.mark.parametrize("file", CACHED.values(), ids=CACHED)
def test_a_damaged_file_of_the_cache_is_made_anew(
    site: Path, first: dict[str, bytes], second: dict[str, bytes], file: str, harm: Callable[[Path], None]
) -> None:
    """It never reaches a site: not this one, for which it may not be read, and not that of the next edit."""
    before = (site / file).read_bytes()
    harm(site / file)
    assert differing(made(site), first) == []
    write_site(site, {**FILES, RECORD: EDITED})
    assert differing(made(site), second) == []
    write_site(site, FILES)
    assert differing(made(site), first) == []
    assert (site / file).read_bytes() == before


def test_facts_that_changed_unseen_are_told(
    site: Path, second: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    """A file whose size and time are as they were, and not its content, is no traceback."""
    path = site / CACHED["facts"]
    stat = path.stat()
    path.write_bytes(b"x" * stat.st_size)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    write_site(
        site, {"mkdocs.yml": CONFIG, "docs/by-hand.md": f"# By hand\n\n[There](briefings/{ID}.md#x)\n"}
    )
    with pytest.raises(Abort):
        made(site)
    assert "is damaged; delete " in caplog.text
    shutil.rmtree(site / CACHE)
    write_site(site, {**FILES, RECORD: EDITED})
    assert differing(made(site), second) == []


def changed_by_hand(folder: Path) -> None:
    """A page with another text."""
    (folder / PAGE).write_text("Mine.", "utf-8")


def without_a_page(folder: Path) -> None:
    """A page less."""
    (folder / PAGE).unlink()


def with_more(folder: Path) -> None:
    """Files and folders of somebody else, deep and empty ones among them."""
    (folder / "x/y/z").mkdir(parents=True)
    (folder / "x/a.html").write_text("a", "utf-8")
    (folder / "briefings/b.txt").write_text("b", "utf-8")


def all_gone(folder: Path) -> None:
    """No folder at all."""
    shutil.rmtree(folder)


def a_folder_for_a_page(folder: Path) -> None:
    """A folder where a file is to be."""
    a_folder(folder / PAGE)


def a_page_for_a_folder(folder: Path) -> None:
    """A file where a folder is to be."""
    shutil.rmtree(folder / "briefings")
    (folder / "briefings").write_text("x", "utf-8")


@pytest.mark.parametrize(
    "harm", [changed_by_hand, without_a_page, with_more, all_gone, a_folder_for_a_page, a_page_for_a_folder]
)
def test_whatever_is_in_the_folder_of_the_site_it_is_that_site_again(
    site: Path, first: dict[str, bytes], harm: Callable[[Path], None]
) -> None:
    """Exactly: what is no part of it is gone, except hidden files at the top, which MkDocs leaves."""
    (site / "site/.nojekyll").write_text("", "utf-8")
    harm(site / "site")
    again = made(site)
    again.pop(".nojekyll", None)
    assert differing(again, first) == []
    assert all(any(path.iterdir()) for path in (site / "site").rglob("*") if path.is_dir())
    assert (site / "site/.nojekyll").exists() is (harm is not all_gone)


def test_a_page_that_is_edited_in_the_site_is_not_edited_in_the_cache(
    site: Path, first: dict[str, bytes]
) -> None:
    """The two may be links to one file."""
    made(site)
    with (site / "site" / PAGE).open("ab") as file:
        file.write(b"More.")
    assert differing(made(site), first) == []


def test_a_foreign_folder_is_no_cache(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What somebody else has there stays, and the build stops and says how to go on."""
    root = write_site(tmp_path, {**FILES, f"{CACHE}/letters.txt": "Mine."})
    with pytest.raises(Abort):
        made(root)
    assert "is not empty and was not written by onrecord" in caplog.text
    assert "`cache:` in mkdocs.yml" in caplog.text
    assert read_files(root / CACHE) == {"letters.txt": b"Mine."}
    assert not (root / "site").exists()


def test_files_that_were_put_into_the_cache_reach_no_site(site: Path, first: dict[str, bytes]) -> None:
    """Wherever they lie in it."""
    for name in ("x.html", "pages/x.html", "files/data/x.csv", "facts/x.md", "mkdocs/x.html"):
        (site / CACHE / name).write_text("Mine.", "utf-8")
    assert differing(made(site), first) == []


def test_a_second_build_at_the_same_time_is_refused(
    site: Path, first: dict[str, bytes], second: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what to do, and disturbs neither the first build nor the site."""
    write_site(site, {**FILES, RECORD: EDITED})
    finish = runs.Run.finish
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(site / "mkdocs.yml")]
    seen: list[subprocess.CompletedProcess[str]] = []

    def meanwhile(self: runs.Run, *arguments: Any) -> None:
        seen.append(subprocess.run(command, capture_output=True, text=True, check=False))
        assert differing(read_files(site / "site"), first) == []
        finish(self, *arguments)

    monkeypatch.setattr(runs.Run, "finish", meanwhile)
    assert differing(made(site), second) == []
    assert seen[0].returncode == 1
    assert "another build is using" in seen[0].stderr
    assert "wait for it, or name another folder (`cache:` in mkdocs.yml)" in seen[0].stderr


def _after(number: int, function: Any, end: Callable[[], None]) -> Any:
    """A function that ends everything when it is called for the ``number``th time."""
    calls: list[int] = []

    def called(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) == number:
            end()
        return function(*arguments, **named)

    return called


MOMENTS: dict[str, tuple[Any, str, int]] = {
    "at the first page's Markdown": (Builder, "pages", 1),
    "before the files": (Builder, "files", 1),
    "at the first page": (FinishPages, "__call__", 1),
    "at the third page": (FinishPages, "__call__", 3),
    "when MkDocs has built": (runs.Run, "take_up", 1),
    "before the site is put in place": (builds, "sync", 1),
}
LATER: dict[str, tuple[Any, str, int]] = {
    "while the site is put in place": (sites, "put_file", 3),
    "before the ledger is kept": (Ledger, "save", 1),
    "while it is": (Ledger, "close", 1),
}


@pytest.mark.parametrize("moment", [*MOMENTS, *LATER])
def test_a_build_that_is_killed_leaves_the_site_and_the_next_build_is_right(
    site: Path,
    first: dict[str, bytes],
    second: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    """Until files are put in place, which is the last step, the site is the one of before; afterwards each
    file is whole. The next build makes the site of its own records, whether these are the new or the old.
    """
    write_site(site, {**FILES, RECORD: EDITED})
    monkeypatch.setenv("ONRECORD_JOBS", "1")
    owner, name, number = {**MOMENTS, **LATER}[moment]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _after(number, getattr(owner, name), lambda: os._exit(9)))
        process = multiprocessing.get_context("fork").Process(target=made, args=(site,))
        process.start()
        process.join()
    assert process.exitcode == 9
    left = read_files(site / "site")
    if moment in MOMENTS:
        assert differing(left, first) == []
    assert all(data in (first.get(path), second.get(path)) for path, data in left.items())
    copy = shutil.copytree(site, site.with_name("copy"))
    assert differing(made(copy), second) == []
    write_site(site, FILES)
    assert differing(made(site), first) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_interrupted_ends(
    site: Path, first: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """By Ctrl-C: the site stays, and a build in the same process can follow."""
    write_site(site, {**FILES, RECORD: EDITED})
    owner, name, number = MOMENTS[moment]

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("ONRECORD_JOBS", "1")
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _after(number, getattr(owner, name), interrupt))
        with pytest.raises(KeyboardInterrupt):
            made(site)
    assert differing(read_files(site / "site"), first) == []
    write_site(site, FILES)
    assert differing(made(site), first) == []


def full(path: object) -> None:
    """A disk without room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


FULL: dict[str, tuple[Any, str]] = {
    "Markdown or files": (builds.Build, "render"),
    "pages": (builds.Build, "finish"),
    "the site": (sites, "put_file"),
}


@pytest.mark.parametrize("where", FULL)
def test_a_full_disk_is_told(
    site: Path,
    first: dict[str, bytes],
    second: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    """With the place and what can be done; the site and the cache are as they were."""
    write_site(site, {**FILES, RECORD: EDITED})
    owner, name = FULL[where]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, lambda *_: full("/somewhere/x"))
        with pytest.raises(Abort):
            made(site)
    assert "/somewhere/x: No space left on device" in caplog.text
    assert "in mkdocs.yml names another" in caplog.text
    assert differing(read_files(site / "site"), first) == []
    assert differing(made(site), second) == []


def test_a_full_disk_is_told_of_the_ledger_too(
    site: Path, second: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite has errors of its own."""
    write_site(site, {**FILES, RECORD: EDITED})

    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "save", refuse)
        with pytest.raises(Abort):
            made(site)
    assert "database or disk is full" in caplog.text
    assert "`cache:` in mkdocs.yml names another" in caplog.text
    assert differing(made(site), second) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_is_told(
    site: Path, first: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    """With its place, and how to name another."""
    (site / CACHE / FILE).chmod(0o400)
    (site / CACHE).chmod(0o500)
    try:
        with pytest.raises(Abort):
            made(site)
    finally:
        (site / CACHE).chmod(0o700)
    assert "`cache:` in mkdocs.yml names another" in caplog.text
    assert differing(read_files(site / "site"), first) == []


def test_a_cache_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a disk that can only be read."""
    root = write_site(tmp_path, FILES)

    def refuse(folder: Path) -> None:
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(folder))

    monkeypatch.setattr("onrecord.build.cache.prepare_folder", refuse)
    with pytest.raises(Abort):
        made(root)
    assert f"{CACHE}: Read-only file system" in caplog.text
    assert "`cache:` in mkdocs.yml names another" in caplog.text
    assert not (root / "site").exists()


def test_a_disk_without_hard_links_does(
    tmp_path: Path,
    first: dict[str, bytes],
    second: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Files are copied, and one that did not change is not copied again."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    root = write_site(tmp_path, FILES)
    assert differing(made(root), first) == []
    with caplog.at_level(logging.INFO):
        assert differing(made(root), first) == []
    assert "; 0 files written" in caplog.text
    write_site(root, {**FILES, RECORD: EDITED})
    assert differing(made(root), second) == []


@pytest.mark.parametrize("how", ["variable", "setting"])
def test_without_a_cache_the_site_is_the_same_and_no_folder_is_left(
    tmp_path: Path, first: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Neither beside the site nor among temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    root = write_site(tmp_path / "site", FILES)
    if how == "variable":
        monkeypatch.setenv("ONRECORD_NO_CACHE", "1")
    else:
        write_site(root, {"mkdocs.yml": CONFIG.replace("      map:", '      cache: ""\n      map:')})
    assert differing(made(root), first) == []
    assert not (root / ".cache").exists()
    assert list(temporary.iterdir()) == []


def test_no_byte_of_a_ledger_gives_another_result(tmp_path: Path) -> None:
    """Wherever it is damaged, what was kept is given as it was, or not at all; and it can be used again."""
    inputs = {f"page {number}.md": bytes([number]) * 16 for number in range(40)}
    reads = {("published", "actors", f"actor-{number}") for number in range(30)}

    def print_of(read: object) -> bytes:
        return str(read).encode()[:16]

    ledger = Ledger(tmp_path, b"program")
    for name, value in inputs.items():
        ledger.put(name, value, reads, b"result of " + name.encode(), print_of)
        ledger.keep_record(name, value, b"record of " + name.encode())
    ledger.note_down("pages", [*inputs])
    ledger.keep_site("site", {name: (value, (1, 2)) for name, value in inputs.items()})
    ledger.save(inputs.keys())
    ledger.close()
    whole = (tmp_path / FILE).read_bytes()
    right = damaged = 0
    for at in range(0, len(whole), 89):
        (tmp_path / FILE).write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        ledger = Ledger(tmp_path, b"program")
        ledger.load()
        changed = ledger.changed(print_of, lambda label: True)
        results = [ledger.fresh(name, value, changed) for name, value in inputs.items()]
        records = [ledger.record(name, value) for name, value in inputs.items()]
        assert all(
            one in (None, b"result of " + name.encode()) for name, one in zip(inputs, results, strict=True)
        )
        assert all(
            one in (None, b"record of " + name.encode()) for name, one in zip(inputs, records, strict=True)
        )
        ledger.noted("pages", [])
        ledger.keep_site("site", {name: (value, (1, 3)) for name, value in inputs.items()})
        ledger.forget_records([*inputs][:10])
        ledger.put("more", b"", reads, b"", print_of)
        ledger.save(inputs.keys())
        ledger.close()
        right += None not in results
        damaged += bool(ledger.damage or ledger.note)
        again = Ledger(tmp_path, b"program")
        again.load()
        again.close()
    assert right
    assert damaged
