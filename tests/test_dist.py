"""What `make dist` builds: the wheel has all that the program reads, the source archive what tests it."""

from __future__ import annotations

import email
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "onrecord"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: Made by working in the folder, or of nobody's concern.
WASTE = re.compile(
    r"__pycache__|\.pyc$|\.so$|(?:^|/)\.(?!gitkeep)|(?:^|/)(?:site|\.cache|node_modules|snapshots)/"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, as `make dist` builds them, and without a warning."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-W", "error", "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> dict[str, bytes]:
    """The files of the wheel, by name."""
    with ZipFile(next(built.glob("*.whl"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_has_the_whole_package(wheel: dict[str, bytes]) -> None:
    """Every file of the package that git knows, and of others none: templates, styles, fonts, outlines,
    messages, the files of a new site.
    """
    known = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "generator/onrecord"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if known.returncode:
        pytest.skip("not a clone: nothing says which files there are")
    wanted = {
        name.removeprefix("generator/")
        for name in known.stdout.split("\n")
        if name and (ROOT / name).exists()
    }
    there = {name for name in wheel if name.startswith("onrecord/")}
    assert there == wanted
    for needed in (".md.j2", ".css", ".js", ".pot", ".yml", "publish.sh", "py.typed", "gitlab-ci.yml"):
        assert any(name.endswith(needed) for name in there), needed


def test_the_wheel_says_what_it_is(wheel: dict[str, bytes]) -> None:
    """Version, licence with its text, commands and the plugin; nothing lies beside the package."""
    (info,) = {name.partition("/")[0] for name in wheel if ".dist-info/" in name}
    assert {name.partition("/")[0] for name in wheel} == {"onrecord", info}
    about = email.message_from_bytes(wheel[f"{info}/METADATA"])
    assert about["Version"] == PROJECT["version"]
    assert about["License-Expression"] == "MIT"
    assert wheel[f"{info}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    entries = wheel[f"{info}/entry_points.txt"].decode()
    assert "onrecord = onrecord.cli:main" in entries
    assert "onrecord = onrecord.engine.plugin:OnRecordPlugin" in entries


def test_no_file_is_waste(built: Path, wheel: dict[str, bytes]) -> None:
    """No caches, no built sites, nothing hidden, in either."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        inside = [name.partition("/")[2] for name in archive.getnames()]
    # hatchling adds `.gitignore`, so that a build of the archive leaves out the same; tests have some.
    hidden = re.compile(r"^\.gitignore$|^tests/")
    assert [
        name for name in (*wheel, *(one for one in inside if not hidden.match(one))) if WASTE.search(name)
    ] == []
    assert [name for name in inside if "__pycache__" in name or name.endswith(".pyc")] == []
    for needed in (
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "pyproject.toml",
        "generator/onrecord/cli/__init__.py",
    ):
        assert needed in inside


def test_the_changelog_has_the_version() -> None:
    """It has a heading of its own, or is the one that is being worked on."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    base, development, _ = PROJECT["version"].partition(".dev")
    heading = "## Unreleased" if development else f"## {base}"
    assert heading in changelog
    assert f"This will be {base}" in changelog or not development
