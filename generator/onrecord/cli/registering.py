"""What commands that make records need of the registries: sound ones, and new entries at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.new import rewrite
from onrecord.cli.sites import Stop, shown
from onrecord.library.files import REGISTRY, SUFFIXES, Read, in_registry
from onrecord.problems import Severity
from onrecord.yamltext import read as read_yaml
from onrecord.yamltext.edits import EditError


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added to a registry: the file, its whole new text, and the lines and ids that are new."""

    path: Path
    text: str
    lines: str
    ids: tuple[str, ...]

    def write(self) -> None:
        """Writes the file. Raises `Stop`."""
        rewrite(self.path, self.text)


def sound(read: Read) -> Read:
    """What was read, where the registries have no errors: names are looked up in them. Raises `Stop`."""
    for problem in read.problems:
        wrong = problem.severity is Severity.ERROR
        if problem.code == "no-folder" or (wrong and in_registry(problem.place.file, read.folder)):
            raise Stop(f"{problem.place.file}: {problem.what}; `onrecord check` shows how to mend it")
    return read


def addition(folder: Path, registry: str, lines: str, ids: Sequence[str]) -> Addition:
    """``lines``, entries as YAML, behind what the registry ``actors`` or ``places`` of a records folder has.

    Raises EditError where the file is written in a way that nothing can be added to, for example in braces.
    """
    paths = [folder / REGISTRY / f"{registry}{suffix}" for suffix in SUFFIXES]
    path = next((one for one in paths if one.is_file()), paths[0])
    old = path.read_bytes().decode("utf-8") if path.is_file() else ""
    text = old + ("\n" if old and not old.endswith("\n") else "") + lines
    root, problems = read_yaml(text.encode(), path.name)
    if root is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise EditError(f"{shown(path)} is written in a way that nothing can be added to")
    return Addition(path, text if old else text.lstrip("\n"), lines, tuple(ids))
