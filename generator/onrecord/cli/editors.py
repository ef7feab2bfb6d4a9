"""Editors and how they are told a line: each common one has its own way."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

_LINE, _COLUMN, _FILE = "{line}", "{column}", "{file}"

#: What follows the editor's name, by the way in which it is told the line; each with the names of editors.
_WAYS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("+{line}", _FILE),
        (
            *("vi", "vim", "nvim", "gvim", "mvim", "view", "elvis", "vis"),
            *("nano", "pico", "ne", "joe", "mg", "mcedit", "micro", "kak", "ee", "zile"),
            *("emacs", "emacsclient", "gedit", "pluma", "xed", "geany", "bbedit"),
        ),
    ),
    (
        ("--goto", "{file}:{line}:{column}"),
        ("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"),
    ),
    (("{file}:{line}:{column}",), ("subl", "sublime_text", "hx", "helix", "zed", "zeditor", "atom")),
    (("--line", _LINE, "--column", _COLUMN, _FILE), ("kate", "kwrite")),
    (("--line", _LINE, _FILE), ("mate", "idea", "pycharm", "webstorm")),
    (("-n{line}", _FILE), ("notepad++",)),
    (("-l", _LINE, _FILE), ("mousepad",)),
)
_BY_NAME: Mapping[str, tuple[str, ...]] = {name: way for way, names in _WAYS for name in names}


def chosen(environ: Mapping[str, str]) -> list[str]:
    """The editor that the variables VISUAL or EDITOR name, with its own arguments; empty without one.

    For example ``["code", "--wait"]``. Raises ValueError where quotation marks are open.
    """
    named = next((environ[name] for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), "")
    if os.name == "nt":
        # A backslash there parts folders; quotation marks keep a path with blanks together.
        return [part.strip('"') for part in shlex.split(named, posix=False)]
    return shlex.split(named)


def knows_lines(editor: Sequence[str]) -> bool:
    """Whether we know how to tell this editor a line."""
    return _name(editor[0]) in _BY_NAME


def command(editor: Sequence[str], file: Path, line: int, column: int = 1) -> list[str]:
    """What to run to open a file at a line: ``["vim", "+12", "record.yml"]``.

    An editor that we do not know opens the file, at whatever line it likes.
    """
    way = _BY_NAME.get(_name(editor[0]), (_FILE,))
    places = {_FILE: str(file), _LINE: str(line), _COLUMN: str(column)}
    filled = (re.sub(r"\{\w+\}", lambda mark: places[mark[0]], argument) for argument in way)
    return [*editor, *filled]


def _name(program: str) -> str:
    """The name of an editor without folder, ending and version: ``vim`` of ``/usr/bin/vim.basic``."""
    name = PurePath(program.replace("\\", "/")).name.lower()
    for ending in (".exe", ".cmd", ".bat", ".sh", ".basic", ".tiny", ".nox", ".gtk3"):
        name = name.removesuffix(ending)
    return name
