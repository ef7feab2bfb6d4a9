"""``onrecord snapshot``: which source is meant, where copies may lie, what is told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from onrecord.proof.snapshots import Store
from tests.cli.sites import ID, RECORD, SITE, run, write

ARTICLE = "\x0bThe ministry said that no one was hurt when rockets fell near the base on Saturday night.\n"
SHARED = "wire:\n  title: A report\n  url: https://example.org/report\n"
FILES = {
    **SITE,
    "mkdocs.yml": "site_name: Test\nplugins:\n  - onrecord\n",
    "briefings/registry/sources.yml": SHARED,
    "article.txt": ARTICLE,
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one record, whose source is `article`, and a shared source, `wire`; one stands in it."""
    root = write(tmp_path / "site", FILES)
    monkeypatch.chdir(root)
    # No repository above the tests' folder counts.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return root


def git(root: Path, *arguments: str) -> None:
    """Runs git in the site, with nobody's settings."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=env)


def test_it_keeps_a_copy_and_tells_what_it_is(site: Path) -> None:
    """Hash, type, time, words and the first of them; the address is the source's own."""
    result = run("snapshot", "article.txt", "--source", "wire", "--taken", "2024-01-24T18:00Z")
    assert result.exit_code == 0, result.output
    kept = Store(site / "snapshots").get("sources/wire")
    assert kept is not None
    assert result.output == (
        "Snapshot of sources/wire\n"
        f"  type     text/plain, {len(ARTICLE)} bytes\n"
        f"  SHA-256  {kept.sha256}\n"
        "  taken    2024-01-24T18:00:00Z\n"
        "  address  https://example.org/report\n"
        f"  text     17 words, {len(ARTICLE)} characters, by onrecord text 1\n"
        "  begins   The ministry said that no one was hurt when rockets fell near…\n"
    )


def test_a_source_of_one_record_needs_no_record(site: Path) -> None:
    """The key is the record's; an address can be given."""
    result = run("snapshot", "article.txt", "--source", "article", "--address", "https://example.org/a")
    assert result.exit_code == 0, result.output
    kept = Store(site / "snapshots").get(f"{ID}/article")
    assert kept is not None
    assert kept.address == "https://example.org/a"


def test_a_source_of_several_records_needs_one(site: Path) -> None:
    """The records are listed; with one of them it works."""
    write(site, {"briefings/2024/2024-02-01-other.yml": RECORD})
    result = run("snapshot", "article.txt", "--source", "article")
    assert result.exit_code == 2
    assert (
        f"2 sources are called `article`; name the record with --record: {ID}, 2024-02-01-other"
        in result.output
    )
    assert (
        run("snapshot", "article.txt", "--source", "article", "--record", "2024-02-01-other").exit_code == 0
    )
    assert Store(site / "snapshots").get("2024-02-01-other/article") is not None
    assert run("snapshot", "article.txt", "--source", "wire", "--record", ID).exit_code == 0
    assert Store(site / "snapshots").get("sources/wire") is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["article.txt", "--source", "artcle"], "there is no source `artcle`; did you mean `article`?"),
        (["article.txt", "--source", "article", "--record", f"{ID}d"], f"did you mean `{ID}`?"),
        (["article.txt"], "onrecord snapshot FILE --source ID"),
        (["--source", "wire"], "onrecord snapshot FILE --source ID"),
        (["article.txt", "--source", "wire", "--taken", "2024-01-24 18:00"], "--taken: "),
        (["article.txt", "--source", "wire", "--taken", "2199-01-24T18:00Z"], "has not come yet"),
        (["article.txt", "--source", "wire", "--address", "file:///home/me/a"], "--address: "),
        (["mkdocs.yml", "--source", "wire"], "mkdocs.yml: .yml files cannot be compared with; supported are"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_nothing_is_kept(
    site: Path, arguments: list[str], message: str
) -> None:
    """Exit status 2, what is wrong, and what to write."""
    result = run("snapshot", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not (site / "snapshots").exists()


def test_another_copy_is_refused_without_replace(site: Path) -> None:
    """The first stays until the editor says otherwise."""
    assert run("snapshot", "article.txt", "--source", "wire").exit_code == 0
    write(site, {"article.txt": ARTICLE + "More."})
    result = run("snapshot", "article.txt", "--source", "wire")
    assert (result.exit_code, "--replace puts this one in its place" in result.output) == (2, True)
    assert run("snapshot", "article.txt", "--source", "wire", "--replace").exit_code == 0


@pytest.mark.parametrize(
    ("folder", "setting"),
    [
        ("docs/snapshots", "docs_dir"),
        ("site/x", "site_dir"),
        ("briefings/x", "briefings"),
        (".", "own folder"),
    ],
)
def test_a_folder_that_is_published_is_refused(site: Path, folder: str, setting: str) -> None:
    """Copies of sources never lie where a build, or a reader, would find them."""
    write(site, {"mkdocs.yml": f"site_name: T\nplugins:\n  - onrecord:\n      snapshots: {folder}\n"})
    before = sorted(site.rglob("*"))
    result = run("snapshot", "article.txt", "--source", "wire")
    assert (result.exit_code, setting in result.output) == (2, True)
    assert sorted(site.rglob("*")) == before


def test_a_folder_that_git_would_publish_is_refused(site: Path) -> None:
    """Git must ignore it, and track nothing in it."""
    git(site, "init", "-q")
    result = run("snapshot", "article.txt", "--source", "wire")
    assert result.exit_code == 2
    assert (
        "git does not ignore the snapshots folder snapshots; add /snapshots/ to .gitignore" in result.output
    )
    write(site, {".gitignore": "/snapshots/\n"})
    assert run("snapshot", "article.txt", "--source", "wire").exit_code == 0
    git(site, "add", "-f", "snapshots")
    result = run("snapshot", "article.txt", "--source", "article")
    assert (result.exit_code, "git rm -r --cached snapshots" in result.output) == (2, True)


def test_the_list_shows_which_sources_have_one(site: Path) -> None:
    """Missing, kept, damaged, and kept for a source that is no longer there."""
    run("snapshot", "article.txt", "--source", "wire", "--taken", "2024-01-24T18:00Z")
    result = run("snapshot", "--list")
    assert result.exit_code == 0
    assert f"{ID}/article  no snapshot\n" in result.output
    assert "sources/wire  2024-01-24T18:00:00Z  text/plain  " in result.output
    assert result.output.endswith("1 of 2 sources have a snapshot.\n")
    for path in (site / "snapshots/files").iterdir():
        path.write_text("changed")
    assert "damaged: the file is not the one that was taken" in run("snapshot", "--list").output
    (site / "briefings/registry/sources.yml").unlink()
    result = run("snapshot", "--list")
    assert "and there is no such source" in result.output
    assert result.output.endswith("0 of 1 sources have a snapshot.\n")
