"""A library with the findings about its wording: what a build, a check and the preview start from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from onrecord.library import load as library
from onrecord.library.keeper import Keeper
from onrecord.library.load import Loaded
from onrecord.problems import in_order
from onrecord.proof.check import check
from onrecord.proof.wordlist import site_wordlist
from onrecord.settings import Settings


def load(
    root: Path,
    settings: Settings,
    now: datetime | None = None,
    files: Iterable[Path] | None = None,
    keeper: Keeper | None = None,
) -> Loaded:
    """What ``library.load`` reads and checks, with the findings about its wording among its problems."""
    keeper = keeper or Keeper()
    loaded = library.load(root, settings, now, files, keeper)
    words, problems = site_wordlist(root, settings.wording)
    with library.collector_paused():
        problems += check(loaded.read, loaded.library, settings, words, keeper)
    return replace(loaded, problems=tuple(in_order([*loaded.problems, *problems])))
