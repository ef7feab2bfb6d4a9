"""Going live: the workflows that `onrecord init` writes, and the script that publishes, run with real git."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from onrecord.cli import main
from onrecord.cli.init import HOSTS
from tests.cli.sites import run
from tests.helpers import read_files

WORKFLOWS = {
    "github": (".github/workflows/briefings.yml", ".github/workflows/publish.yml"),
    "gitlab": (".gitlab-ci.yml",),
    "other": (),
}
RECORD = "briefings/2026/2026-01-05-example-town.yml"


def strings(value: Any) -> Iterator[str]:
    """Every text in a workflow, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def commands(path: Path) -> list[list[str]]:
    """Each `onrecord …` of a workflow or a script, as words; of a shell's signs none."""
    text = path.read_text("utf-8")
    lines = text.splitlines() if path.suffix == ".sh" else list(strings(yaml.safe_load(text)))
    found = [match for line in lines for match in re.findall(r"(?:^\s*|\|\| )onrecord ([^|>&\n]*)", line)]
    return [shlex.split(match) for match in found]


@pytest.fixture
def mine(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The site that `onrecord init` writes for a host."""
    assert run("init", str(tmp_path / "mine"), "--host", request.param).exit_code == 0
    return tmp_path / "mine"


@pytest.mark.parametrize("mine", HOSTS, indirect=True)
def test_each_host_gets_its_own_workflows(mine: Path, request: pytest.FixtureRequest) -> None:
    """They are YAML; those of another host are not there, and every site has the script that publishes."""
    host = request.node.callspec.params["mine"]
    names = set(read_files(mine))
    assert "publish.sh" in names
    there = {name for names_of in WORKFLOWS.values() for name in names_of} & names
    assert there == set(WORKFLOWS[host])
    assert all(yaml.safe_load((mine / name).read_text("utf-8")) for name in there)


@pytest.mark.parametrize("mine", HOSTS, indirect=True)
def test_workflows_name_commands_and_options_that_exist(mine: Path, request: pytest.FixtureRequest) -> None:
    """Each command line is taken by the command's own parser."""
    host = request.node.callspec.params["mine"]
    found = [line for name in ("publish.sh", *WORKFLOWS[host]) for line in commands(mine / name)]
    assert {"publish"} | ({"check", "build"} if WORKFLOWS[host] else set()) == {words[0] for words in found}
    for name, *words in found:
        command = main.commands[name]
        # What is only known there stands for a word.
        given = [re.sub(r"\$\{.*\}", "", word) or "--dry-run" for word in words]
        assert isinstance(command.make_context(name, given), click.Context)


@pytest.mark.parametrize("mine", ["github", "gitlab"], indirect=True)
def test_what_the_workflows_are_for(mine: Path) -> None:
    """Changes are checked with annotations and against what is published; cache and chain are kept; a
    schedule ends embargoes.
    """
    text = "".join(
        (mine / name).read_text("utf-8") for name in sum(WORKFLOWS.values(), ()) if (mine / name).is_file()
    )
    for needed in (
        "--format git",
        "--against",
        ".cache/",
        "build/pages",
        "sh publish.sh public published",
        "chedule",
    ):
        assert needed in text
    # Two publications at once would be two chains.
    assert "concurrency:" in text or "resource_group:" in text


def test_the_schedule_of_github_is_daily_or_oftener(tmp_path: Path) -> None:
    """A `cron` line with a minute and an hour, and each day."""
    run("init", str(tmp_path / "mine"))
    workflow = yaml.safe_load((tmp_path / "mine/.github/workflows/publish.yml").read_text("utf-8"))
    # To YAML an unquoted `on` is a word for true.
    (schedule,) = workflow[True]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


class Host:
    """A repository at a host, of which each run takes a fresh copy."""

    def __init__(self, root: Path) -> None:
        self.root, self.runs = root, 0
        (root / "bin").mkdir()
        program = f"#!/bin/sh\nexec {sys.executable} -c 'from onrecord.cli import main; main()' \"$@\"\n"
        (root / "bin/onrecord").write_text(program)
        (root / "bin/onrecord").chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parents[2] / "generator"),
            "HOME": str(root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "SOURCE_DATE_EPOCH": "1795348800",
            "ONRECORD_JOBS": "1",
        }
        assert run("init", str(root / "site"), "--host", "other").exit_code == 0
        site = root / "site"
        settings = (site / "mkdocs.yml").read_text("utf-8")
        # A theme that is built fast.
        fast = re.sub(r"theme:\n(?:  .*\n|\n)+", "theme:\n  name: mkdocs\n\n", settings)
        (site / "mkdocs.yml").write_text(fast, "utf-8")
        (site / ".gitattributes").write_text("* text eol=crlf\n*.sh eol=lf\n", "utf-8")
        self.git("init", "-q", "--bare", "-b", "main", "origin.git", at=root)
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", str(root / "origin.git"))
        self.save("First")

    def git(self, *args: str, at: Path | None = None) -> str:
        """What git prints."""
        names = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
        return self.run("git", *names, *args, at=at or self.root / "site").stdout

    def run(self, *command: str, at: Path, status: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs a command, which ends with this status."""
        done = subprocess.run(
            command, cwd=at, env={**self.environment, **more}, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done

    def save(self, message: str) -> None:
        """Commits what is in the site, and pushes it."""
        self.git("add", "--all")
        self.git("commit", "-q", "-m", message)
        self.git("push", "-q", "-u", "origin", "main")

    def workflow(self, status: int = 0, **more: str) -> tuple[Path, str]:
        """A run of `sh publish.sh public published` in a fresh copy: where it ran, and what it printed."""
        self.runs += 1
        clone = self.root / f"run-{self.runs}"
        self.git("clone", "-q", "--depth", "1", (self.root / "origin.git").as_uri(), str(clone), at=self.root)
        done = self.run("sh", "publish.sh", "public", "published", at=clone, status=status, **more)
        return clone, done.stdout + done.stderr

    def branches(self) -> dict[str, int]:
        """How many commits each branch at the host has."""
        at = self.root / "origin.git"
        names = self.git("for-each-ref", "--format=%(refname:short)", at=at).split()
        return {name: int(self.git("rev-list", "--count", name, at=at)) for name in names}


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A site of `onrecord init` in a repository."""
    return Host(tmp_path)


def test_a_workflow_publishes_from_run_to_run(host: Host) -> None:
    """Each run goes on from the one before, in a fresh copy: one chain, one commit, every byte. A table that
    shrinks stops it, and what is published stays.
    """
    site = host.root / "site"
    others = [site / RECORD.replace("-05-", f"-0{day}-") for day in (6, 7)]
    for other in others:
        text = (site / RECORD).read_text("utf-8")
        other.write_text(text.replace("title: Example", f"title: Other {other.stem[9]}"), "utf-8")
    host.save("Two more")
    clone, told = host.workflow()
    assert "Edition 1 " in told
    assert host.branches() == {"main": 2, "published": 1}
    first = read_files(clone / "public")
    # The first edition has its page in the second; then nothing changes.
    clone, told = host.workflow()
    assert "Edition 2 " in told and "entries 0 added" in told
    assert "pages 1 added, 1 changed, 0 gone" in told
    clone, told = host.workflow()
    assert "Nothing changed" in told
    published = read_files(clone / "public")
    assert first.keys() < published.keys()
    assert run("audit", str(clone / "public")).exit_code == 0

    before = host.git("rev-parse", "published", at=host.root / "origin.git")
    for other in others:
        other.unlink()
    host.save("Lose two records")
    clone, told = host.workflow(status=1)
    assert "--expect" in told
    assert host.git("rev-parse", "published", at=host.root / "origin.git") == before
    clone, told = host.workflow(PUBLISH_OPTIONS="--expect")
    assert "Edition 3 " in told and "withdrawn" in told
    # Of what was published before nothing is kept but the chain.
    assert host.branches() == {"main": 3, "published": 1}
    assert not (clone / "public/briefings" / others[0].stem).exists()


def test_a_server_keeps_the_folder_and_pushes_the_chain(host: Host) -> None:
    """The folder lies elsewhere; the chain is committed, beside what an editor pushed meanwhile."""
    site, public = host.root / "site", host.root / "www/public"
    public.parent.mkdir()
    server = host.root / "server"
    host.git("clone", "-q", str(host.root / "origin.git"), str(server), at=host.root)
    method = site / "docs/method.md"
    method.write_text(method.read_text("utf-8") + "\nMore.\n", "utf-8")
    host.save("Say more")
    host.run("sh", "publish.sh", str(public), at=server)
    assert "More." in (public / "method/index.html").read_text("utf-8")
    log = host.git("log", "--format=%an: %s", "main", at=host.root / "origin.git").splitlines()
    assert log == ["onrecord publish: Edition [skip ci]", "An editor: Say more", "An editor: First"]
    assert host.git("status", "--short", at=server) == ""
    assert (server / "editions/editions.json").is_file()


def test_a_host_that_does_not_answer_begins_no_new_chain(host: Host) -> None:
    """What is published cannot be fetched: nothing is built, and nothing pushed."""
    host.workflow()
    clone = host.root / "run-1"
    host.git("remote", "set-url", "origin", str(host.root / "nowhere.git"), at=clone)
    done = host.run("sh", "publish.sh", "public", "published", at=clone, status=128)
    assert "Published" not in done.stdout


@pytest.mark.parametrize("folder", ["/srv/www/public", "../public"])
def test_a_branch_keeps_no_folder_elsewhere(host: Host, folder: str) -> None:
    """With a branch, the folder has to lie in the repository; the script says so before it does anything."""
    done = host.run("sh", "publish.sh", folder, "published", at=host.root / "site", status=2)
    assert "sh publish.sh public published" in done.stderr
