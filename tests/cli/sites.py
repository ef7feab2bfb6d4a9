"""Small sites for the tests of the command, and ways to run it in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from onrecord.cli import main

PLACES = "ain-al-asad:\n  name: Ain al-Asad\n  precision: exact\n"
RECORD = """\
title: Attack on Ain al-Asad air base
date: 2024-01-20
place: ain-al-asad
event: shelling-artillery-missile-attack
sources:
  article:
    title: US forces injured
statements:
  - source: article
    injured:
      who: civilians
      count: some
"""
ID = "2024-01-20-ain-al-asad"
UNKNOWN_PLACE = RECORD.replace("place: ain-al-asad", "place: ain-al-asat")
UNUSED_SOURCE = RECORD.replace("statements:", "  other:\n    title: Another article\nstatements:")
SITE = {
    "mkdocs.yml": "site_name: Test\nplugins:\n  - onrecord\n",
    "briefings/registry/places.yml": PLACES,
    f"briefings/2024/{ID}.yml": RECORD,
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Writes the files below ``root``, which it returns."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(*args: str, lines: str | None = None) -> Result:
    """The command's result, with ``lines`` as its input; an exception that it lets through is raised here."""
    result = CliRunner().invoke(main, args, prog_name="onrecord", input=lines)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(cwd: Path, *args: str, code: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command (or ``code``) in a process of its own, with ``cwd`` as its folder."""
    program = code or "from onrecord.cli import main; main(prog_name='onrecord')"
    return subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=cwd,
        env={**environment(), **env},
        capture_output=True,
        check=False,
        timeout=60,
    )


def environment() -> dict[str, str]:
    """The variables of a process of its own, which finds our package."""
    path = [str(Path(__file__).parents[2] / "generator"), os.environ.get("PYTHONPATH")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
