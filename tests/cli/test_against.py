"""`onrecord check --against`: the records of a git revision beside those of today."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.sites import ID, SITE, run, write
from tests.helpers import PUBLISHED

FILE = f"briefings/2024/{ID}.yml"
RECORD = SITE[FILE].replace("event:", PUBLISHED + "event:")


def git(*args: str) -> None:
    """Runs git in the current folder, with an identity."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a folder of a repository, with one published record in its first commit."""
    root = write(tmp_path / "news" / "site", {**SITE, FILE: RECORD})
    monkeypatch.chdir(tmp_path / "news")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    monkeypatch.chdir(root)
    return root


def test_a_silent_change_is_refused_with_its_line(site: Path) -> None:
    """A figure that was published and changed fails the check; without `--against` nobody knows."""
    write(site, {FILE: RECORD.replace("count: some", "count: 3")})
    assert run("check").exit_code == 0
    result = run("check", "--against", "HEAD")
    assert result.exit_code == 1
    assert f"{FILE}:15:5: error[silent-change]: `injured` was published as" in result.stdout
    assert "15 |     injured:" in result.stdout


def test_nothing_changed_is_no_problem(site: Path) -> None:
    """The records of the revision itself pass; a draft of that day may change as it likes."""
    assert run("check", "--against", "HEAD").exit_code == 0
    write(site, {FILE: RECORD.replace("publish: published", "publish: draft")})
    git("commit", "-qam", "draft")
    write(site, {FILE: RECORD.replace("count: some", "count: 3")})
    assert run("check", "--against", "HEAD").exit_code == 0


def test_a_record_that_could_not_be_read_then_is_told(site: Path) -> None:
    """What cannot be compared is not passed over in silence."""
    write(site, {FILE: "title: [\n"})
    git("commit", "-qam", "broken")
    write(site, {FILE: RECORD})
    result = run("check", "--against", "HEAD")
    assert (result.exit_code, result.stderr) == (0, "1 record of HEAD cannot be read: not compared\n")


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:site", ""])
def test_a_revision_that_git_does_not_know_is_told(site: Path, revision: str) -> None:
    """Exit status 2, and nothing that looks like an option reaches git as one."""
    result = run("check", "--against", revision)
    assert result.exit_code == 2
    assert "git knows no revision" in result.output
    assert not (site / "x").exists()


def test_without_a_repository_or_records_the_message_says_so(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to compare with: exit status 2, in one line."""
    git("rm", "-rq", "--cached", "briefings")
    git("commit", "-qm", "without")
    result = run("check", "--against", "HEAD")
    assert (result.exit_code, "has no folder briefings/" in result.output) == (2, True)
    alone = write(tmp_path / "alone", SITE)
    monkeypatch.chdir(alone)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = run("check", "--against", "HEAD")
    assert (result.exit_code, "no git repository" in result.output) == (2, True)
