"""`onrecord build` is MkDocs' build: its output, its exit status, and settings that only we know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.sites import ID, SITE, UNKNOWN_PLACE, process, run, write
from tests.helpers import RECORD as ONE
from tests.helpers import REGISTRY, heed_ctrl_c, read_files, record, write_site

FAST = {**SITE, "mkdocs.yml": "site_name: Test\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord\n"}
MATERIAL = "site_name: Test\ntheme:\n  name: material\n  font: false\nplugins:\n  - onrecord\n"
#: The module; in its package the name is that of the command.
command = import_module("onrecord.cli.build")
engines = import_module("onrecord.cli.engines")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one record."""
    (tmp_path / "docs").mkdir()
    return write(tmp_path, FAST)


def started(monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[list[str], dict[str, str]]:
    """The arguments of MkDocs, and our settings, with which a build would go on."""
    found: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(command, "run", lambda program, environment: found.append((program, environment)))
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    result = run("build", *args)
    assert result.exit_code == 0, result.output
    [(program, environment)] = found
    assert program[:4] == [sys.executable, "-m", "mkdocs", "build"]
    return program[4:], {name: value for name, value in environment.items() if name.startswith("ONRECORD_")}


def test_options_go_on_to_mkdocs_and_to_the_plugin(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are seen from here, as those of every command."""
    monkeypatch.setattr(command, "find_spec", lambda name: object())
    monkeypatch.chdir(site / "docs")
    arguments, settings = started(
        monkeypatch,
        *("--no-cache", "--jobs", "3", "--cluster", "tcp://10.0.0.5:8786", "--strict", "-d", "out"),
    )
    assert arguments == [
        *("--config-file", str(site / "mkdocs.yml"), "--strict", "--site-dir", str(site / "docs/out"))
    ]
    assert settings == {
        "ONRECORD_NO_CACHE": "1",
        "ONRECORD_JOBS": "3",
        "ONRECORD_CLUSTER": "tcp://10.0.0.5:8786",
    }
    assert started(monkeypatch, "-f", "../mkdocs.yml") == (
        ["--config-file", str(site / "docs/../mkdocs.yml")],
        {},
    )


def test_it_builds_the_site(site: Path) -> None:
    """With MkDocs' messages, and its exit status."""
    done = process(site, "build", "--no-cache", "--jobs", "1", "-d", "out")
    assert done.returncode == 0, done.stderr
    assert b"Documentation built" in done.stderr
    assert (site / "out/codebook/index.html").is_file()
    assert not (site / ".cache").exists()


def test_a_build_that_stops_has_mkdocs_exit_status(site: Path) -> None:
    """Its message too: the problems in the records."""
    write(site, {f"briefings/2024/{ID}.yml": UNKNOWN_PLACE})
    done = process(site, "build")
    assert done.returncode == 1
    assert b"ain-al-asat" in done.stderr
    assert not (site / "site").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--cluster", "nowhere"), "--cluster: `nowhere` is no address; `dask scheduler` prints that of"),
        (("--cluster", "tcp://10.0.0.5"), "--cluster: `tcp://10.0.0.5` is no address"),
        (("--jobs", "0"), "'--jobs': 0 is not in the range x>=1"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(
    site: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: str
) -> None:
    """In one line, with exit status 2."""
    monkeypatch.chdir(site)
    result = run("build", *args)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(
    ("missing", "args", "told"),
    [
        ("mkdocs", (), 'MkDocs is not installed here: pip install "mkdocs<2" mkdocs-material'),
        (
            "properdocs",
            ("--engine", "properdocs"),
            "ProperDocs is not installed here: pip install properdocs",
        ),
        (
            "distributed",
            ("--cluster", "localhost:8786"),
            'a cluster needs Dask: pip install "onrecord[cluster]"',
        ),
    ],
)
def test_what_is_not_installed_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, missing: str, args: tuple[str, ...], told: str
) -> None:
    """With the command that installs it."""
    monkeypatch.chdir(site)
    for module in (command, engines):
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == missing else object())
    result = run("build", *args)
    assert result.exit_code == 2
    assert told in result.output


def test_a_folder_without_settings_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs needs an mkdocs.yml."""
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 2
    assert "there is no mkdocs.yml here or above" in result.output


#: A build in which every page takes a minute.
_SLOW = """
import time
from mkdocs.__main__ import cli
from onrecord.build import work
from onrecord.build.executors import Workers
from onrecord.engine import run

run.workers = lambda environment: Workers(2, few=1)
work.RenderPages.__call__ = lambda job, address: time.sleep(60)
cli(["build"])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="another system tells of processes elsewhere")
@pytest.mark.parametrize("whole_group", [True, False], ids=["from a terminal", "by kill"])
def test_ctrl_c_ends_all_processes_and_leaves_everything_as_it_was(tmp_path: Path, whole_group: bool) -> None:
    """Whatever they are doing, without a traceback: the site, and what is kept for the next build."""
    text = record("  - source: article\n    paraphrase: The post was attacked at night.")
    site = write_site(tmp_path, {**REGISTRY, ONE: text, "mkdocs.yml": MATERIAL})
    assert process(site, "build").returncode == 0
    before = read_files(site)
    write(site, {ONE: text.replace("Attack on", "Another attack on")})
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW],
        cwd=site,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(str(command.__file__)).parents[2]),
        },
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    ) as build:
        workers = _children(build.pid)
        while len(workers) < 2 and build.poll() is None:
            time.sleep(0.05)
            workers = _children(build.pid)
        (os.killpg if whole_group else os.kill)(build.pid, signal.SIGINT)
        assert build.stderr is not None
        log = build.stderr.read()
    assert build.returncode == 1, log
    assert b"Traceback" not in log
    assert b"Aborted!" in log
    assert len(workers) == 2
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    write(site, {ONE: text})
    after = read_files(site)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    # MkDocs empties its own folder at the beginning of each build, and nothing of it is used again.
    assert not {name for name in changed if not name.startswith(".cache/onrecord/build/mkdocs/")}


def _children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
