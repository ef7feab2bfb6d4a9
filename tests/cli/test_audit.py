"""`onrecord audit`: what a reader types, what it answers, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.editions.site import LIST
from tests.cli.sites import run
from tests.editions.archives import HARBOUR, POST, Editions, copy, made


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Four editions of a small archive. No test changes them."""
    return made(tmp_path_factory.mktemp("editions"))


def test_it_tells_what_changed_and_that_all_is_whole(editions: Editions) -> None:
    """Edition by edition, incident by incident, with the notes that tell of it and where none does."""
    result = run("audit", str(editions.newest), "--since", "1")
    assert result.exit_code == 0
    text = result.output
    assert f"Changed in edition 2:\n  {POST}\n    changed    statement s-figure  (correction)\n" in text
    assert f"  {HARBOUR}\n    changed    a statement whose name is gone (2/statement/6)  NO NOTE\n" in text
    assert "    withdrawn  a statement whose name is gone (1/statement/5)  (removal)\n" in text
    assert "1 change without a note.\n" in text
    assert "Whole: 4 editions, 7 entries, " in text
    assert "not that it is true" in text


def test_without_since_it_tells_of_the_newest_edition(editions: Editions) -> None:
    """What a reader who comes each day wants to know."""
    result = run("audit", str(editions.newest))
    assert "Changed in edition 4:" in result.output
    assert "Changed in edition 3:" not in result.output


def test_a_changed_file_is_named(editions: Editions, tmp_path: Path) -> None:
    """Exit status 1."""
    site = copy(editions.newest, tmp_path / "site")
    (site / "index.html").write_bytes((site / "index.html").read_bytes() + b" ")
    result = run("audit", str(site))
    assert result.exit_code == 1
    assert result.output.endswith("NOT WHOLE: 1 fault.\n  index.html is not the file of edition 4\n")


def test_a_changed_list_is_a_fault_and_a_missing_one_is_not(editions: Editions, tmp_path: Path) -> None:
    """Exit status 1 where the site is not what was published, 2 where there is nothing to check."""
    site = copy(editions.newest, tmp_path / "site")
    (site / LIST).write_bytes((site / LIST).read_bytes() + b"\n")
    result = run("audit", str(site))
    assert (result.exit_code, result.output) == (
        1,
        "\nNOT WHOLE: 1 fault.\n  data/editions.json is not as it was written: it was changed since\n",
    )
    (site / LIST).unlink()
    result = run("audit", str(site))
    assert result.exit_code == 2
    assert "no edition was published here, or the copy lacks the file" in result.output


@pytest.mark.parametrize(("options", "status"), [((), 1), (("--partial",), 0)])
def test_missing_files_are_named_and_may_be_allowed(
    editions: Editions, tmp_path: Path, options: tuple[str, ...], status: int
) -> None:
    """A mirror has only what pages link to."""
    site = copy(editions.newest, tmp_path / "site")
    (site / "404.html").unlink()
    result = run("audit", str(site), *options)
    assert result.exit_code == status
    assert "1 file of the newest edition that this copy lacks:\n  404.html\n" in result.output


def test_strict_fails_where_nothing_tells_of_a_change(editions: Editions) -> None:
    """For those who hold an archive to its word."""
    assert run("audit", str(editions.newest), "--since", "1", "--strict").exit_code == 1
    assert run("audit", str(editions.newest), "--since", "2", "--strict").exit_code == 0


def test_a_sum_that_a_reader_kept_is_compared(editions: Editions) -> None:
    """The whole sum, or its first 16 digits as the page Editions has them."""
    listed = json.loads((editions.newest / LIST).read_bytes())["editions"]
    good = run("audit", str(editions.newest), "--trust", f"2:{listed[1]['sha256'][:16]}")
    assert good.exit_code == 0
    assert "Edition 2 is the one that you know, and so is each before it." in good.output
    bad = run("audit", str(editions.newest), "--trust", f"2:{'0' * 16}")
    assert bad.exit_code == 1
    assert "data/editions/2.json is not the edition 2 that you know: it was written anew" in bad.output


def test_another_copy_names_what_was_withdrawn(editions: Editions) -> None:
    """And says whether this site goes on from it."""
    result = run("audit", str(editions.newest), "--since", "2", "--against", str(editions.site(2)))
    assert result.exit_code == 0
    assert "withdrawn  statement s-named  (removal)" in result.output
    assert f"Editions 1 to 2 are those of {editions.site(2)}." in result.output


def test_json_has_all_of_it(editions: Editions, tmp_path: Path) -> None:
    """For programs: the same findings, and nothing but JSON."""
    site = copy(editions.newest, tmp_path / "site")
    (site / "404.html").unlink()
    result = run("audit", str(site), "--since", "1", "--json")
    found = json.loads(result.output)
    assert (result.exit_code, found["whole"], found["missing"]) == (1, False, ["404.html"])
    assert [one["edition"] for one in found["changes"]] == [2, 2, 2, 3, 3, 3, 3, 4, 4]
    [silent] = [one for one in found["changes"] if one["silent"]]
    assert (silent["what"], silent["kind"], silent["incident"]) == ("changed", "statement", HARBOUR)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--trust", "2"), "write the number of an edition and 16 to 64 digits of its sum"),
        (("--trust", "2:abc"), "write the number of an edition and 16 to 64 digits of its sum"),
        (("--check", "tsr"), "write the ending of the proofs and a command line"),
        (("--check", "tsr=openssl 'ts"), "cannot be taken apart: No closing quotation"),
        (("--since", "5"), "has no edition 5: the newest is 4"),
        (("--since", "-1"), "has no edition -1: the newest is 4"),
    ],
)
def test_what_cannot_be_meant_is_told(editions: Editions, options: tuple[str, ...], expected: str) -> None:
    """Exit status 2, with what to write."""
    result = run("audit", str(editions.newest), *options)
    assert result.exit_code == 2
    assert expected in result.output


def test_names_of_files_cannot_steer_a_terminal(editions: Editions, tmp_path: Path) -> None:
    """They are somebody else's words."""
    site = copy(editions.newest, tmp_path / "site")
    (site / "\x1b[2J.html").write_text("x")
    assert "\x1b" not in run("audit", str(site)).output
