"""Reading the records folder: every file, every problem, in one run."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from onrecord.library.library import Incident, Registries
from onrecord.problems import Place as At
from onrecord.problems import Problem, Severity, did_you_mean, visible
from onrecord.record.reader import Located, read
from onrecord.record.record import Record
from onrecord.record.registry import Actors, Measures, Places, SharedSources, Tallies, Vessels
from onrecord.record.scalars import check_id
from onrecord.yamltext import MAX_BYTES, Keys, Node, Text
from onrecord.yamltext import read as read_yaml
from onrecord.yamltext.questions import MARK as QUESTION
from onrecord.yamltext.questions import Question, questions

SUFFIXES = (".yml", ".yaml")
REGISTRY = "registry"

_KINDS: dict[str, Any] = {
    "actors": Actors,
    "places": Places,
    "vessels": Vessels,
    "measures": Measures,
    "sources": SharedSources,
    "tallies": Annotated[Tallies, BeforeValidator(lambda value: [] if value is None else value)],
}
REGISTRIES: tuple[str, ...] = tuple(_KINDS)
#: Registries that may stand in several files: ``actors.yml``, and all that a folder ``actors/`` holds. What
#: `onrecord import` writes has files of its own, beside those that people write.
PARTED = ("actors", "places", "sources")
_ADAPTERS = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
_RECORD = TypeAdapter(Record)


@dataclass
class Read:
    """What was read from a records folder, and what is wrong with it."""

    folder: str = ""
    """What problems call the folder."""
    incidents: list[Incident] = field(default_factory=list)
    registries: Registries = field(default_factory=Registries)
    located: dict[str, Located] = field(default_factory=dict)
    """Node trees by registry name; each node knows the file in which it stands."""
    registry_files: dict[str, str] = field(default_factory=dict)
    """The registry of each of its files: a registry may have several."""
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Records that could not be read: incident id by file."""


def in_registry(file: str, folder: str) -> bool:
    """Whether ``file`` lies in the registry of the records folder that problems call ``folder``."""
    return file.startswith(f"{folder}/{REGISTRY}/")


def is_record(name: str) -> bool:
    """Whether a file of this name is read: ``x.yml`` and ``x.yaml``, without a dot in front."""
    return name.endswith(SUFFIXES) and not name.startswith(".")


def record_files(folder: Path) -> list[Path]:
    """Every record file below ``folder``, by path; hidden files and the registry are left out."""
    return survey(folder, "")[0]


def survey(folder: Path, shown: str) -> tuple[list[Path], list[Problem]]:
    """The record files below ``folder``, by path, and what looks like records and is not read.

    ``shown`` is what problems call the folder. Linked files are read, linked folders are not: git, which
    keeps the records, does not look behind such a link either.
    """
    found: list[Path] = []
    unread: list[Problem] = []

    def unreadable(error: OSError) -> None:
        at = At(f"{shown}/{Path(error.filename).relative_to(folder).as_posix()}")
        what = f"the folder cannot be read: {error.strerror}"
        unread.append(Problem("unreadable", at, what, "let the program read it, or move it out of here"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        here = Path(parent)
        below = f"{shown}/{here.relative_to(folder).as_posix()}".removesuffix("/.")
        for name in sorted(folders):
            problem = _unread_folder(here / name, f"{below}/{name}", top=here == folder)
            if problem:
                unread.append(problem)
            if name.startswith(".") or (here == folder and name == REGISTRY) or (problem and _misnamed(name)):
                folders.remove(name)
        folders.sort()
        for name in names:
            if is_record(name):
                found.append(here / name)
            elif problem := _unread_file(name, f"{below}/{name}", _RECORD_NAMES):
                unread.append(problem)
            elif here == folder and name == REGISTRY:
                hint = "make a folder of that name, with one file for each registry"
                unread.append(
                    _not_read(f"{below}/{name}", "the registry is a folder, and this is a file", hint)
                )
    return sorted(found), unread


# Names of records whose ending is wrong or missing: they begin with a day, as ids do.
_RECORD_NAMES = re.compile(r"(?P<stem>\d{4}-\d\d(?:-\d\d)?-[^.]+)(?P<rest>|\.\w{1,8})")
_REGISTRY_NAMES = re.compile(r"(?P<stem>[a-z]+)(?P<rest>|\.\w{1,8})", re.IGNORECASE)
# `.yml` in any case and at any place: x.YML, x.yml.txt, x.yml~, x.yaml.bak, x.yml.orig
_YAML_NAME = re.compile(r"(?P<stem>.*?)\.(?P<suffix>ya?ml)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
# Editors write them beside a file while it is open, and take them away.
_OPEN = re.compile(r"\.#.*|\..*\.sw[a-p]")


def _unread_file(name: str, file: str, names: re.Pattern[str]) -> Problem | None:
    """Why a file is not read that looks like one of ours; None for all others."""
    if _OPEN.fullmatch(name):
        return None
    if found := _YAML_NAME.fullmatch(name):
        meant = f"{found['stem'].lstrip('.')}.{found['suffix'].lower()}"
        if name.startswith("."):
            what = "a file with a dot in front is hidden, and not read"
            rename = f"rename it `{meant}`" if meant[0] != "." else "give it a name before the ending"
            hint = f"{rename}, or move it out of the records folder"
            return _not_read(file, what, hint, Severity.WARNING)
        if found["rest"]:
            what = f"its name ends in `{visible(found['rest'])[-20:]}`, so that it is not read"
            hint = f"rename it `{meant}`; if it is a copy, move it out of the records folder"
            return _not_read(file, what, hint, Severity.WARNING)
        what = f"files are read whose names end in .yml or .yaml, and this one ends in .{found['suffix']}"
        return _not_read(file, what, f"rename it `{meant}`")
    found = names.fullmatch(name)
    if not found or (names is _REGISTRY_NAMES and found["stem"].lower() not in REGISTRIES):
        return None
    if found["rest"].lower() in ("", ".txt") or did_you_mean(found["rest"][1:], ("yml", "yaml")):
        what = "it has the name of a record or registry and not the ending, so that it is not read"
        return _not_read(file, what, f"rename it `{found['stem'].lower()}.yml`")
    return None


def _unread_folder(path: Path, file: str, *, top: bool) -> Problem | None:
    name = path.name
    if path.is_symlink():
        what = "this folder is a link, and records behind it are not read"
        hint = "move the records here; a link to a single file is read"
        if top and name == REGISTRY:
            return None
        return _not_read(file, what, hint)
    if top and name != REGISTRY and _misnamed(name):
        return _not_read(file, "the folder with what records refer to is called `registry`", "rename it")
    if name.endswith(SUFFIXES):
        what = "this is a folder, with the name of a file; what it holds is read as records"
        return _not_read(file, what, "give the folder another name", Severity.WARNING)
    if name.startswith(".") and name != ".git" and _holds_records(path):
        what = "a folder with a dot in front is hidden, and the records in it are not read"
        return _not_read(file, what, "rename it, or move it out of the records folder", Severity.WARNING)
    return None


def _misnamed(name: str) -> bool:
    return name != REGISTRY and bool(did_you_mean(name, (REGISTRY, "registries")))


def _holds_records(folder: Path) -> bool:
    return any(is_record(name) for _, _, names in os.walk(folder) for name in names)


def _not_read(file: str, what: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("not-read", At(file), what, hint, severity)


ReadRecord = Callable[[Path, str], tuple[Located, Record | None, list[Problem]]]
"""Reads a record from a file; problems call the file by the text."""


def read_folder(
    folder: Path,
    shown_as: str = "",
    files: Iterable[Path] | None = None,
    read_one: ReadRecord | None = None,
    told: Callable[[str, int, int], object] = lambda what, number, of: None,
) -> Read:
    """Reads all records and registries below ``folder``.

    Args:
        folder: the records folder.
        shown_as: what problems call the folder; its own path where empty.
        files: the records to read, all where None; the registries are read in any case.
        read_one: reads a record, instead of `read_record`.
        told: is told how far it has come.
    """
    shown = shown_as or folder.as_posix()
    result = Read(shown)
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
    if files is None:
        files, unread = survey(folder, shown)
        result.problems += unread
    files = list(files)
    told("reading records", 0, len(files))
    for number, path in enumerate(files, 1):
        told("reading records", number, len(files))
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
        located, record, problems = (read_one or read_record)(path, file)
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


def located_in(path: Path, file: str) -> Located:
    """The node tree of a file."""
    return _nodes(path, file)[0]


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
    return Located(file, root, _questions(data, root, file)), problems


def _questions(data: bytes, root: Node | None, file: str) -> tuple[Question, ...]:
    """What the file still asks; looked for only where the mark stands anywhere in it."""
    if root is None or QUESTION.encode() not in data:
        return ()
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return tuple(replace(one, file=file) for one in questions(text, root))


def _read_registries(folder: Path, shown: str, result: Read) -> None:
    values: dict[str, Any] = {}
    read_as: dict[str, str] = {}
    parts: dict[str, list[Path]] = {}
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        result.problems.append(
            Problem("unreadable", At(shown), f"the folder cannot be read: {error.strerror}")
        )
        return
    for path in paths:
        name, _, suffix = path.name.rpartition(".")
        file = f"{shown}/{path.name}"
        if path.is_dir():
            if path.name in PARTED:
                parts[path.name] = _parts(path, file, result)
            elif _holds_records(path) or path.name.endswith(SUFFIXES):
                what = f"of the folders in the registry only {_and(f'{one}/' for one in PARTED)} are read"
                result.problems.append(
                    _not_read(
                        file, what, "move what it holds into one of them, or into " + _listed(REGISTRIES)
                    )
                )
            continue
        if path.name.startswith(".") or f".{suffix}" not in SUFFIXES:
            if problem := _unread_file(path.name, file, _REGISTRY_NAMES):
                result.problems.append(problem)
            continue
        if name not in _ADAPTERS:
            result.problems.append(
                Problem(
                    "unknown-registry",
                    At(file),
                    f"there is no registry `{name}`",
                    did_you_mean(name, REGISTRIES) or "registries: " + ", ".join(REGISTRIES),
                )
            )
            continue
        if name in read_as:
            what = f"the registry `{name}` is read from {read_as[name]}, and this file is not read"
            hint = "bring both together in one file, and delete the other"
            result.problems.append(_not_read(file, what, hint))
            continue
        read_as[name] = path.name
        parts[name] = [path, *parts.get(name, ())]
    for name in sorted(parts):
        located, problems = _joined(parts[name], folder, shown)
        result.problems += problems
        result.registry_files |= {
            f"{shown}/{path.relative_to(folder).as_posix()}": name for path in parts[name]
        }
        if located is None:
            continue
        result.located[name] = located
        if located.root is None:
            continue  # an empty registry is a registry without entries
        value, problems = read(_ADAPTERS[name], located, _KINDS[name])
        result.problems += problems
        if value is not None:
            values[name] = tuple(value) if name == "tallies" else value
    result.registries = Registries(**values)


def _parts(folder: Path, shown: str, result: Read) -> list[Path]:
    """The files of a registry that lie in a folder of its name, by name."""
    found = []
    for path in sorted(folder.iterdir()):
        file = f"{shown}/{path.name}"
        if path.is_dir():
            if _holds_records(path):
                what = "folders in the folder of a registry are not read"
                result.problems.append(_not_read(file, what, "move its files one folder up"))
        elif is_record(path.name):
            found.append(path)
        elif problem := _unread_file(path.name, file, _RECORD_NAMES):
            result.problems.append(problem)
    return found


def _joined(paths: Sequence[Path], folder: Path, shown: str) -> tuple[Located | None, list[Problem]]:
    """One registry of all its files: each entry keeps the place at which it stands in its own file."""
    problems: list[Problem] = []
    trees: list[Located] = []
    for path in paths:
        tree, found = _nodes(path, f"{shown}/{path.relative_to(folder).as_posix()}")
        problems += found
        trees.append(tree)
    if len(trees) < 2:
        return (trees[0] if trees else None), problems
    entries: list[tuple[Text, Node]] = []
    first: dict[str, Text] = {}
    for tree in trees:
        if tree.root is None:
            continue
        if not isinstance(tree.root, Keys):
            what = "a registry takes names here, with keys and values below each"
            problems.append(Problem("wrong-shape", tree.root.place, what, "one `name:` a line"))
            continue
        for key, value in tree.root.entries:
            if (known := first.setdefault(key.value, key)) is not key and known.place.file != key.place.file:
                what = f"`{key.value}` stands in {known.place.file} too"
                problems.append(Problem("duplicate-id", key.place, what, "give one of them another id"))
                continue
            entries.append((key, value))
    file = trees[0].file
    asked = tuple(one for tree in trees for one in tree.questions)
    return Located(file, Keys(At(file, 1, 1), tuple(entries)) if entries else None, asked), problems


def _and(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{name}.yml" for name in names)


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
