"""Reading the records folder: every file, every problem, in one run."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from onrecord.library.library import Incident, Registries
from onrecord.problems import Place as At
from onrecord.problems import Problem
from onrecord.record.reader import Located, read
from onrecord.record.record import Record
from onrecord.record.registry import Actors, Measures, Places, SharedSources, Tallies
from onrecord.record.scalars import check_id
from onrecord.yamltext import MAX_BYTES
from onrecord.yamltext import read as read_yaml

SUFFIXES = (".yml", ".yaml")
REGISTRY = "registry"

_KINDS: dict[str, Any] = {
    "actors": Actors,
    "places": Places,
    "measures": Measures,
    "sources": SharedSources,
    "tallies": Annotated[Tallies, BeforeValidator(lambda value: [] if value is None else value)],
}
REGISTRIES: tuple[str, ...] = tuple(_KINDS)
_ADAPTERS = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
_RECORD = TypeAdapter(Record)


@dataclass
class Read:
    """What was read from a records folder, and what is wrong with it."""

    incidents: list[Incident] = field(default_factory=list)
    registries: Registries = field(default_factory=Registries)
    located: dict[str, Located] = field(default_factory=dict)
    """Node trees of the registry files, by registry name."""
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Records that could not be read: incident id by file."""


def record_files(folder: Path) -> list[Path]:
    """Every record file below ``folder``, by path; hidden files and the registry are left out."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if Path(parent) == folder and REGISTRY in folders:
            folders.remove(REGISTRY)
        found += [
            Path(parent, name) for name in names if name.endswith(SUFFIXES) and not name.startswith(".")
        ]
    return sorted(found)


def read_folder(folder: Path, shown_as: str = "", files: Iterable[Path] | None = None) -> Read:
    """Reads all records and registries below ``folder``.

    Args:
        folder: the records folder.
        shown_as: what problems call the folder; its own path where empty.
        files: the records to read, all where None; the registries are read in any case.
    """
    result = Read()
    shown = shown_as or folder.as_posix()
    if not folder.is_dir():
        result.problems.append(
            Problem(
                "no-folder",
                At(shown),
                "there is no such folder",
                "make it, or name another: `briefings:` in mkdocs.yml",
            )
        )
        return result
    _read_registries(folder / REGISTRY, f"{shown}/{REGISTRY}", result)
    for path in record_files(folder) if files is None else files:
        file = f"{shown}/{path.relative_to(folder).as_posix()}"
        incident_id = path.name.rsplit(".", 1)[0]
        try:
            check_id(incident_id)
        except PydanticCustomError as error:
            context = error.context or {}
            result.problems.append(
                Problem(
                    "bad-id", At(file), f"the file's name is the id: {context['what']}", str(context["hint"])
                )
            )
            continue
        located, record, problems = read_record(path, file)
        result.problems += problems
        if record is None:
            result.unread[file] = incident_id
        else:
            result.incidents.append(Incident(incident_id, record, located))
    result.problems += _duplicates(result.incidents, result.unread)
    result.incidents.sort(key=lambda incident: incident.sort_key)
    return result


def read_record(path: Path, file: str) -> tuple[Located, Record | None, list[Problem]]:
    """One record: its node tree, the record or None, and its problems."""
    located, problems = _nodes(path, file)
    if problems and located.root is None:
        return located, None, problems
    record, more = read(_RECORD, located, Record)
    # What braces have emptied is told already, with the way to mend it.
    lost = {problem.place for problem in problems if problem.code == "lost-at-comma"}
    problems += (problem for problem in more if problem.code != "empty-value" or problem.place not in lost)
    broken = any(problem.severity == "error" for problem in problems)
    return located, None if broken else record, problems


def _nodes(path: Path, file: str) -> tuple[Located, list[Problem]]:
    if path.exists() and not path.is_file():
        # Opening a pipe would wait for its other end for ever.
        return Located(file, None), [Problem("unreadable", At(file), "this is not a file")]
    try:
        # One byte more than the limit is enough to see that the file is too large.
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Located(file, None), [
            Problem("unreadable", At(file), f"the file cannot be read: {error.strerror}")
        ]
    root, problems = read_yaml(data, file)
    return Located(file, root), problems


def _read_registries(folder: Path, shown: str, result: Read) -> None:
    values: dict[str, Any] = {}
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        name, _, suffix = path.name.rpartition(".")
        file = f"{shown}/{path.name}"
        if path.name.startswith(".") or f".{suffix}" not in SUFFIXES:
            continue
        if name not in _ADAPTERS:
            result.problems.append(
                Problem(
                    "unknown-registry",
                    At(file),
                    f"there is no registry `{name}`",
                    "registries: " + ", ".join(_ADAPTERS),
                )
            )
            continue
        located, problems = _nodes(path, file)
        result.problems += problems
        result.located[name] = located
        if located.root is None:
            continue  # an empty registry is a registry without entries
        value, problems = read(_ADAPTERS[name], located, _KINDS[name])
        result.problems += problems
        if value is not None:
            values[name] = tuple(value) if name == "tallies" else value
    result.registries = Registries(**values)


def _duplicates(incidents: Iterable[Incident], unread: dict[str, str]) -> Sequence[Problem]:
    """Ids that are one id to a file system that folds case or normalises."""
    seen: dict[str, str] = {}
    problems = []
    files = sorted([(i.located.file, i.id) for i in incidents] + list(unread.items()))
    for file, incident_id in files:
        key = unicodedata.normalize("NFKC", incident_id).casefold()
        if key in seen:
            problems.append(
                Problem(
                    "duplicate-id",
                    At(file),
                    f"`{incident_id}` is the id of {seen[key]} too",
                    "rename one of the files",
                )
            )
        seen.setdefault(key, file)
    return problems
