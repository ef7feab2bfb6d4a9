"""`onrecord serve` is MkDocs' preview, or that of another engine."""

from __future__ import annotations

import socket
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.sites import ID, SITE, UNKNOWN_PLACE, run, write

MATERIAL = "site_name: Test\ntheme:\n  name: material\n  font: false\nplugins:\n  - onrecord\n"
#: The modules; in their package the names are those of commands.
command, building = import_module("onrecord.cli.serve"), import_module("onrecord.cli.build")
engines, program = import_module("onrecord.cli.engines"), import_module("onrecord.sidecar.program")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one record, in which we are."""
    (tmp_path / "docs").mkdir()
    write(tmp_path, {**SITE, "mkdocs.yml": MATERIAL})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def free() -> str:
    """An address at which nobody serves anything."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def started(monkeypatch: pytest.MonkeyPatch, *args: str) -> list[str]:
    """The command line with which the preview would go on."""
    found: list[list[str]] = []
    monkeypatch.setattr(command, "run", lambda program, environment: found.append(program))
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    result = run("serve", *args)
    assert result.exit_code == 0, result.output
    [line] = found
    return line


@pytest.mark.parametrize(("engine", "options"), [("mkdocs", ["--livereload"]), ("properdocs", [])])
def test_it_goes_on_as_the_engine(
    site: Path, monkeypatch: pytest.MonkeyPatch, free: str, engine: str, options: list[str]
) -> None:
    """Which reloads pages on every change."""
    line = started(monkeypatch, "--engine", engine, "-a", free)
    settings = ["--config-file", str(site / "mkdocs.yml"), "--dev-addr", free]
    assert line == [sys.executable, "-m", engine, "serve", *options, *settings]


def test_the_settings_say_where(site: Path, monkeypatch: pytest.MonkeyPatch, free: str) -> None:
    """`dev_addr` of MkDocs."""
    write(site, {"mkdocs.yml": f"{MATERIAL}dev_addr: {free}\n"})
    assert started(monkeypatch)[-1] == free


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_an_address_in_use_is_told_before_anything_is_done(
    site: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """With another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--engine", engine, "-a", f"127.0.0.1:{port}")
    assert result.exit_code == 2
    assert (
        f"127.0.0.1:{port}: Address already in use; another address: -a 127.0.0.1:{port + 1}" in result.output
    )
    assert not (site / ".cache").exists()


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:99999", "127.0.0.1:", ":80:"])
def test_what_is_no_address_is_told(site: Path, address: str) -> None:
    """With one that is."""
    result = run("serve", "-a", address)
    assert result.exit_code == 2
    assert f"`{address}` is no address for a preview; write host and port: 127.0.0.1:8000" in result.output


@pytest.mark.parametrize("what", ["serve", "build"])
def test_zensical_is_an_extra(site: Path, monkeypatch: pytest.MonkeyPatch, what: str, free: str) -> None:
    """Where it is missing, the message says how it is installed."""
    write(site, {"mkdocs.yml": f"{MATERIAL}dev_addr: {free}\n"})
    monkeypatch.setattr(program, "find_spec", lambda name: None)
    result = run(what, "--engine", "zensical")
    assert result.exit_code == 2
    assert 'Zensical is not installed here: pip install "onrecord[zensical]"' in result.output


def test_another_version_of_zensical_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has compared its pages."""
    monkeypatch.setattr(program.metadata, "version", lambda name: "0.1.3")
    assert program.other().startswith("Zensical 0.1.3 is installed; our pages were compared")
    monkeypatch.setattr(program.metadata, "version", lambda name: program.VERSION)
    assert program.other() == ""


def test_zensical_has_one_theme(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with another cannot be built by it."""
    write(site, {"mkdocs.yml": "site_name: Test\nplugins:\n  - onrecord\n"})
    monkeypatch.setattr(program, "find_spec", lambda name: object())
    result = run("build", "--engine", "zensical")
    assert result.exit_code == 2
    assert "Zensical has no theme `mkdocs`" in result.output


def test_wrong_records_stop_a_build_by_zensical(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Zensical is started; the site is as it was."""
    write(site, {f"briefings/2024/{ID}.yml": UNKNOWN_PLACE, "site/index.html": "as it was"})
    monkeypatch.setattr(program, "find_spec", lambda name: object())
    result = run("build", "--engine", "zensical")
    assert result.exit_code == 1
    assert "there is no place `ain-al-asat`" in result.output
    assert "the records have problems; nothing was written" in result.output
    assert (site / "site/index.html").read_text("utf-8") == "as it was"


def test_a_zensical_that_stops_leaves_the_site_as_it_was(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has said why itself."""
    write(site, {"site/index.html": "as it was"})
    monkeypatch.setattr(program, "find_spec", lambda name: object())
    stopped = [sys.executable, "-c", "import sys; sys.exit(3)"]
    monkeypatch.setattr(import_module("onrecord.sidecar.build"), "command", lambda *options: stopped)
    result = run("build", "--engine", "zensical")
    assert result.exit_code == 1
    assert "Zensical stopped with exit status 3; the site is as it was" in result.output
    assert (site / "site/index.html").read_text("utf-8") == "as it was"
