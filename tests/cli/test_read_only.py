"""A checkout that cannot be written: every command says so in a line, and leaves nothing half done."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from tests.cli.sites import ID, RECORD, SITE, process, run, write
from tests.helpers import REGISTRY, build_site, read_files, record, write_site


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in the current folder in which the system refuses to write, as on a read-only file system."""
    quoted = RECORD.replace("    injured:", "    quote: one two three four\n    id: x\n    injured:")
    root = write(
        tmp_path / "site", {**SITE, f"briefings/2024/{ID}.yml": quoted, "article.txt": "one two three four\n"}
    )
    (root / "docs").mkdir()
    monkeypatch.chdir(root)
    assert run("snapshot", "article.txt", "--source", "article").exit_code == 0
    refuse(monkeypatch, root)
    return root


def refuse(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Opening a file to write it, and making a folder, fail below ``root``."""

    def refused(path: Any) -> None:
        if str(Path(str(path)).absolute()).startswith(str(root)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    opened, mkdir, system = Path.open, Path.mkdir, os.open

    def open_(self: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        if set(mode) & set("wxa+"):
            refused(self)
        return opened(self, mode, *args, **more)

    def mkdir_(self: Path, *args: Any, **more: Any) -> None:
        if not self.exists():
            refused(self)
        mkdir(self, *args, **more)

    def system_(path: Any, flags: int, *args: Any, **more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refused(path)
        return system(path, flags, *args, **more)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(Path, "mkdir", mkdir_)
    monkeypatch.setattr(os, "open", system_)


@pytest.mark.parametrize(
    "args",
    [
        ("init", "other"),
        ("new", "Another", "--date", "2024-01-20", "--place", "ain-al-asad"),
        ("snapshot", "article.txt", "--source", "article"),
        ("verify",),
        ("generate", "out"),
        ("remove", f"{ID}#x", "--reason", "Because."),
        ("schema", "-o", "schema/record.schema.json"),
    ],
    ids=lambda args: args[0],
)
def test_a_command_that_cannot_write_says_so(read_only: Path, args: tuple[str, ...]) -> None:
    """Exit status 2, one line with the file and the system's reason, and nothing is changed."""
    before = read_files(read_only)
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.strip().splitlines()[-1].startswith("Error: ")
    assert "Read-only file system" in result.stderr and "Traceback" not in result.output
    assert read_files(read_only) == before


def test_a_build_that_cannot_write_its_pages_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """MkDocs prints our sentence, with the setting that names another folder."""
    body = record("  - source: article\n    damage: none\n")
    root = write_site(tmp_path, {**REGISTRY, "briefings/2024-01-20-border-post.yml": body})
    refuse(monkeypatch, root / "build")
    with pytest.raises(Abort):
        build_site(root)
    assert "Read-only file system" in caplog.text and "`pages:` in mkdocs.yml" in caplog.text


def test_a_checkout_of_another_user_is_refused_by_the_system_itself(tmp_path: Path) -> None:
    """The same with the system's own refusal, where the tests do not run as its administrator."""
    root = write(tmp_path, SITE)
    blocked = root / "briefings" / "2025"
    blocked.write_text("a file where a folder is needed", "utf-8")
    done = process(root, "new", "X", "--date", "2025-01-20", "--place", "ain-al-asad")
    assert done.returncode == 2 and b"Traceback" not in done.stderr and b"2025" in done.stderr
