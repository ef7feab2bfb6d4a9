from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.archive import site
from benchmarks.compare import main
from benchmarks.measure import Cost, FailedError, ratio, run
from benchmarks.tables import computed, growth_table, ratios, table
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


def test_the_comparison_builds_ours_in_every_state_and_keeps_what_it_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cold, unchanged, after an edit that is on the page then, and as a copy; as tables, JSON and a plot."""
    results, plot = tmp_path / "results.json", tmp_path / "plot.svg"
    options = [
        "--no-peers",
        "--folder",
        str(tmp_path / "bench"),
        "--results",
        str(results),
        "--plot",
        str(plot),
    ]
    main(["4", "1", *options])
    found = json.loads(results.read_text("utf-8"))
    names = ["On Record, cold", "On Record, unchanged", "On Record, one edit", "Copying our site"]
    assert list(found["runs"]) == names
    assert all(run["processor"] > 0 and run["memory"] > 0 for runs in found["runs"].values() for run in runs)
    assert found["pages"] > 4
    said = capsys.readouterr().out
    for part in (table(found), ratios(found)):
        assert part in said
    assert growth_table(found) == ""
    assert "1,000,000, computed" in computed(found)
    texts = [one.text for one in ElementTree.parse(plot).iter("{http://www.w3.org/2000/svg}text")]
    assert set(names) <= set(texts)


def test_a_command_that_fails_says_so_and_one_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """With the last line that it printed."""
    with pytest.raises(FailedError, match="there is no such site"):
        run(["sh", "-c", "echo begun; echo there is no such site >&2; exit 3"], tmp_path)
    with pytest.raises(FailedError, match="not finished after 0 s"):
        run(["sleep", "60"], tmp_path, limit=0.05)


def test_a_ratio_is_the_median_of_those_of_the_turns() -> None:
    """A turn in which all was slow counts no more than another."""
    ours = [Cost(2, 1, 0), Cost(40, 30, 0), Cost(2, 1, 0)]
    theirs = [Cost(4, 4, 0), Cost(40, 60, 0), Cost(8, 4, 0)]
    assert ratio(ours, theirs) == (0.25, 0.5)
