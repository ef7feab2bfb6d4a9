from __future__ import annotations

from pathlib import Path

from benchmarks.archive import site
from onrecord.proof.load import load
from onrecord.settings import read_site


def _bytes(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_synthetic_archive_has_as_many_records_as_asked_for_and_no_problems(tmp_path: Path) -> None:
    """A generation and a part of the next: what the part does not hold is not referred to."""
    site(tmp_path, 23)
    loaded = load(tmp_path, read_site(tmp_path / "mkdocs.yml").settings)
    assert len(loaded.library.incidents) == 23
    assert not loaded.problems


def test_the_synthetic_archive_is_the_same_each_time_and_its_beginning_that_of_a_longer_one(
    tmp_path: Path,
) -> None:
    """Records of 20 are records of 40; only registries grow."""
    for name, number in (("first", 20), ("again", 20), ("longer", 40)):
        site(tmp_path / name, number)
    first, longer = _bytes(tmp_path / "first"), _bytes(tmp_path / "longer")
    assert first == _bytes(tmp_path / "again")
    # Of a generation that is cut off, records lack their relations to those that are not there.
    whole = [name for name in first if name.startswith("briefings/20") and "-lufuki" in name]
    assert len(whole) == 18
    assert all(first[name] == longer[name] for name in whole)


def test_the_synthetic_archive_has_nobody_of_the_demonstration(tmp_path: Path) -> None:
    """Names of people, groups and places are made up."""
    site(tmp_path, 36)
    text = b"".join(_bytes(tmp_path / "briefings").values()).decode()
    for name in ("Biden", "Kataib", "Ain al-Asad", "CENTCOM"):
        assert name not in text
