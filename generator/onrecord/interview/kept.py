"""Interviews that were broken off: their answers, in a file of the site, until a record is made of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.interview.session import Typed

NAME = ".onrecord-add.json"
"""The file, beside mkdocs.yml; it is there only while an interview waits."""
_VERSION = 1


class KeptError(Exception):
    """The file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The answers of one interview, and when it was broken off."""

    at: str
    typed: tuple[Typed, ...]

    @property
    def title(self) -> str:
        """What to call it: the title as far as it was told, else the place or the day."""
        told = dict(reversed(self.typed))
        return told.get("title") or told.get("place") or told.get("date") or ""


def read(root: Path) -> tuple[Kept, ...]:
    """The interviews that wait, the oldest first. Raises KeptError."""
    path = root / NAME
    if not path.exists():
        return ()
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != _VERSION:
            raise KeptError(f"version {data['version']} is of another release")
        return tuple(
            Kept(str(one["at"]), tuple((str(key), str(text)) for key, text in one["answers"]))
            for one in data["drafts"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeptError(f"it is damaged ({error})") from None


def add(root: Path, typed: Sequence[Typed], at: datetime, before: Kept | None = None) -> None:
    """Keeps one more interview, in place of what was kept of it ``before``."""
    others = tuple(one for one in read(root) if one != before)
    _write(root, (*others, Kept(at.strftime("%Y-%m-%dT%H:%M%z"), tuple(typed))))


def drop(root: Path, kept: Kept) -> None:
    """Lets go of one interview; with the last one the file goes."""
    _write(root, tuple(one for one in read(root) if one != kept))


def _write(root: Path, drafts: tuple[Kept, ...]) -> None:
    path = root / NAME
    if not drafts:
        path.unlink(missing_ok=True)
        return
    data = {
        "version": _VERSION,
        "drafts": [{"at": one.at, "answers": [list(pair) for pair in one.typed]} for one in drafts],
    }
    # Beside it first, so that a full disk takes nothing that is kept.
    beside = path.with_name(f"{NAME}.new")
    beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(path)
