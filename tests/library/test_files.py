"""What lies in the records folder: read, or told as not read, with a way out. Nothing vanishes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.library.files import read_folder, record_files
from onrecord.problems import Severity
from tests.helpers import ID, REGISTRY, minimal_record, write_site

ACTORS = REGISTRY["briefings/registry/actors.yml"]


def told(root: Path, files: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """File, code and hint of each problem of a folder with one sound record and these files."""
    record = minimal_record()
    write_site(
        root, {f"briefings/{ID}.yml": record, **{f"briefings/{n}": t for n, t in (files or {}).items()}}
    )
    read = read_folder(root / "briefings", "briefings")
    assert [one.id for one in read.incidents] == [ID]
    return [(one.place.file.removeprefix("briefings/"), one.code, one.hint) for one in read.problems]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("2024/2024-01-21-x.YML", "rename it `2024-01-21-x.yml`"),
        ("2024-01-21-x.Yaml", "rename it `2024-01-21-x.yaml`"),
        ("2024-01-21-x.yml.txt", "rename it `2024-01-21-x.yml`; if it is a copy"),
        ("2024-01-21-x.yml~", "rename it `2024-01-21-x.yml`; if it is a copy"),
        (".yml", "give it a name before the ending, or move it"),
        ("2024-01-21-x.yaml.bak", "rename it `2024-01-21-x.yaml`; if it is a copy"),
        ("2024-01-21-x.yml (1)", "rename it `2024-01-21-x.yml`; if it is a copy"),
        ("2024-01-21-x.yml ", "rename it `2024-01-21-x.yml`; if it is a copy"),
        (".2024-01-21-x.yml", "rename it `2024-01-21-x.yml`, or move it"),
        ("2024-01-21-x", "rename it `2024-01-21-x.yml`"),
        ("2024-01-21-x.txt", "rename it `2024-01-21-x.yml`"),
        ("2024-01-21-x.ymal", "rename it `2024-01-21-x.yml`"),
        (".old/2024-01-21-x.yml", "rename it, or move it"),
        ("Registry/actors.yml", "rename it"),
        ("registrys/actors.yml", "rename it"),
        ("registry/actors.YML", "rename it `actors.yml`"),
        ("registry/actors.yml.txt", "rename it `actors.yml`; if it is a copy"),
        ("registry/.actors.yml", "rename it `actors.yml`, or move it"),
        ("registry/Places.txt", "rename it `places.yml`"),
        ("registry/actors", "rename it `actors.yml`"),
        ("registry/blue/blue.yml", "move what it holds into one of them, or into actors.yml"),
        ("registry/actors/more/blue.yml", "move its files one folder up"),
    ],
)
def test_what_looks_like_a_record_and_is_not_read_is_told(tmp_path: Path, name: str, hint: str) -> None:
    """Another ending, a copy, a hidden file, a folder that is not looked into: each says what to do."""
    [(file, code, way_out)] = told(tmp_path, {name: ACTORS})
    assert name.startswith(file) and code == "not-read" and way_out.startswith(hint)


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "notes.txt",
        "2024/map.png",
        ".gitkeep",
        ".DS_Store",
        ".2024-01-20-border-post.yml.swp",
        ".#2024-01-20-border-post.yml",
        ".git/config.yml",
        "2024/2024-01-20-map.pdf",
        "registry/README.md",
        "registry/spreadsheet.ods",
        "onrecord.lock",
    ],
)
def test_what_is_no_record_is_left_alone(tmp_path: Path, name: str) -> None:
    """Notes, pictures, and what editors and git keep beside the records are nobody's mistake."""
    assert told(tmp_path, {name: "x\n"}) == []


def test_of_two_registries_of_one_name_none_vanishes_silently(tmp_path: Path) -> None:
    """`actors.yaml` beside `actors.yml` is an error at the file that is not read."""
    files = {"registry/actors.yml": ACTORS, "registry/actors.yaml": "other:\n  name: Other\n  kind: state\n"}
    [(file, code, hint)] = told(tmp_path, files)
    assert (file, code) == ("registry/actors.yml", "not-read")
    assert "bring both together" in hint


def test_a_registry_may_stand_in_several_files(tmp_path: Path) -> None:
    """All files of `registry/actors/` are read beside `actors.yml`; a mistake has its own file."""
    files = {
        "registry/actors.yml": ACTORS,
        "registry/actors/data.yml": "other:\n  name: Other\n  kind: stat\n",
    }
    assert told(tmp_path, files) == [("registry/actors/data.yml", "unknown-term", "did you mean `state`?")]
    (tmp_path / "briefings/registry/actors/data.yml").write_text(ACTORS, "utf-8")
    twice = ("registry/actors/data.yml", "duplicate-id", "give one of them another id")
    assert set(told(tmp_path)) == {twice}


def test_a_misspelt_registry_says_which_was_meant(tmp_path: Path) -> None:
    """`actor.yml` is the most frequent slip."""
    assert told(tmp_path, {"registry/actor.yml": ACTORS}) == [
        ("registry/actor.yml", "unknown-registry", "did you mean `actors`?")
    ]


def test_a_linked_folder_is_told(tmp_path: Path) -> None:
    """Records behind a linked folder are not read, and that is an error; a loop of links is one too."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/2024-01-21-x.yml").write_text(minimal_record(), "utf-8")
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/2023").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "briefings/loop").symlink_to(tmp_path / "briefings")
    assert [(file, code) for file, code, _ in told(tmp_path)] == [("2023", "not-read"), ("loop", "not-read")]


def test_a_linked_file_is_read_and_a_broken_link_is_told(tmp_path: Path) -> None:
    """A link to a file is the file; one that leads nowhere, or to itself, cannot be read."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "shared.yml").write_text(minimal_record(), "utf-8")
    (tmp_path / "briefings/2024-01-21-x.yml").symlink_to(tmp_path / "shared.yml")
    (tmp_path / "briefings/2024-01-22-x.yml").symlink_to("nowhere.yml")
    (tmp_path / "briefings/2024-01-23-x.yml").symlink_to("2024-01-23-x.yml")
    read = read_folder(tmp_path / "briefings", "briefings")
    assert [one.id for one in read.incidents] == ["2024-01-21-x"]
    assert [(one.place.file[-16:], one.code) for one in read.problems] == [
        ("2024-01-22-x.yml", "unreadable"),
        ("2024-01-23-x.yml", "unreadable"),
    ]


def test_a_folder_with_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    """`x.yml` that is a folder is looked into, and told, in the registry too."""
    (tmp_path / "briefings/2024-01-22-x.yml").mkdir(parents=True)
    (tmp_path / "briefings/registry/actors.yml").mkdir(parents=True)
    assert [(file, code) for file, code, _ in told(tmp_path)] == [
        ("registry/actors.yml", "not-read"),
        ("2024-01-22-x.yml", "not-read"),
    ]


def test_a_registry_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Without its folder every reference would be unknown, and nobody would say why."""
    assert [(file, code) for file, code, _ in told(tmp_path, {"registry": "x\n"})] == [
        ("registry", "not-read")
    ]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system does not let us see is an error, not an empty folder."""
    (tmp_path / "briefings/2023").mkdir(parents=True)
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("2023"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    [(file, code, _)] = told(tmp_path)
    assert (file, code) == ("2023", "unreadable")


def test_copies_warn_and_records_stop(tmp_path: Path) -> None:
    """A backup that an editor left is no reason to stop a build; a record that would vanish is one."""
    (tmp_path / "briefings").mkdir()
    for name in ("2024-01-21-x.yml~", "2024-01-21-x.YML"):
        (tmp_path / "briefings" / name).write_text(minimal_record(), "utf-8")
    found = {one.place.file[-4:]: one.severity for one in read_folder(tmp_path / "briefings", "b").problems}
    assert found == {"yml~": Severity.WARNING, ".YML": Severity.ERROR}
    assert record_files(tmp_path / "briefings") == []
