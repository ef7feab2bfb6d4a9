"""The program itself: whether it is installed, and how it is started."""

from __future__ import annotations

import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

VERSION = "0.0.73"
"""The version that we know: our pages were compared with those of MkDocs in it."""


def missing() -> str:
    """What to do where Zensical is not installed; empty where it is."""
    if find_spec("zensical") is not None:
        return ""
    return f'Zensical is not installed here: pip install "onrecord[zensical]", which is version {VERSION}'


def other() -> str:
    """What is to be known of another version than ours; empty for ours."""
    try:
        installed = metadata.version("zensical")
    except metadata.PackageNotFoundError:
        return ""
    if installed == VERSION:
        return ""
    return f"Zensical {installed} is installed; our pages were compared with MkDocs' in {VERSION} only"


def command(what: str, config: Path, *options: str) -> list[str]:
    """The command line that has Zensical do ``what``: build or serve."""
    return [sys.executable, "-m", "zensical", what, "--config-file", str(config), *options]
