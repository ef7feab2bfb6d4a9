"""The demonstration as each engine builds it, once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = {"properdocs": "ProperDocs", "zensical": "Zensical"}
Sites = Callable[[str], Path]


def needs(engine: str) -> None:
    """Skips a test where an engine is not installed; with ONRECORD_ENGINES=required it fails."""
    if find_spec(engine) is not None:
        return
    reason = f"{NAMES[engine]} is not installed"
    if os.environ.get("ONRECORD_ENGINES") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def onrecord(folder: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a folder; ``before`` is code that runs before it."""
    code = f"{before}from onrecord.cli import main; main(prog_name='onrecord')"
    path = os.pathsep.join(filter(None, [str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's records, settings and pages."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("briefings", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def built(demonstration: Path) -> Sites:
    """The folder of the site that an engine builds."""

    @cache
    def site(engine: str) -> Path:
        done = onrecord(demonstration, "build", "--engine", engine, "-d", f"site-{engine}")
        assert done.returncode == 0, done.stderr
        return demonstration / f"site-{engine}"

    return site
