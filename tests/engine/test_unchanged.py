"""A build of a site of which nothing changed reads no record, and says what the last one said."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from onrecord.engine.plugin import OnRecordPlugin
from onrecord.engine.preview import Preview
from tests.helpers import PREVIEWED, RECORD, REGISTRY, new_process, read_files, record, write_site

GOOD = record("  - source: article\n    paraphrase: The post was attacked at night.")
HAND = "docs/by-hand.md"
CONFIG = """\
site_name: Test
theme:
  name: material
  font: false
  custom_dir: theirs
plugins:
  - search
  - onrecord:
      search: material
      cards: false
      map: false
      explore: false
      demonstration: {}
""".format("Made up for tests. " * 20)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Watch:
    """A small site, and the time of its next build."""

    def __init__(self, root: Path) -> None:
        files = {**REGISTRY, RECORD: GOOD, "mkdocs.yml": CONFIG, HAND: "# By hand\n", "theirs/x.txt": "x"}
        self.root, self.now = write_site(root, files), NOON
        self.read = 0

    def write(self, files: dict[str, str]) -> None:
        """Writes files, by their paths."""
        for name, text in files.items():
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).write_text(text, "utf-8")

    def build(
        self, patch: pytest.MonkeyPatch, *, preview: bool = False, site: str = "site", again: bool = False
    ) -> bool:
        """Builds it in a new process, or ``again`` in the same one; says whether any record was read."""
        patch.setenv("SOURCE_DATE_EPOCH", str(int(self.now.timestamp())))
        if not again:
            new_process()
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / site))
        plugin = config.plugins["onrecord"]
        assert isinstance(plugin, OnRecordPlugin)
        config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/" if preview else None)
        self.plugin = plugin
        config.plugins.on_shutdown()
        return hasattr(plugin, "_run")

    def served(self) -> Preview | None:
        """What has all in memory, and makes the page of a saved record."""
        return self.plugin._preview


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """A site that was not built yet."""
    return Watch(tmp_path)


def test_nothing_is_read_as_long_as_nothing_changed(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever kind the file is that did; the site stays as it is, to the time of each file's change."""
    assert watch.build(monkeypatch)
    site = watch.root / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert not watch.build(monkeypatch)
    assert before == {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    for name, text in {
        RECORD: GOOD.replace("at night", "by night"),
        "briefings/registry/actors.yml": REGISTRY["briefings/registry/actors.yml"] + "\n# A comment.\n",
        HAND: "# Made by hand\n",
        "docs/data.bin": "00",
        "theirs/x.txt": "y",
        "mkdocs.yml": CONFIG.replace("Test", "Other"),
        "briefings/onrecord.lock": "onrecord lock 1\n",
        "editions/1.json": "{}",
    }.items():
        watch.write({name: text})
        assert watch.build(monkeypatch), name
        assert not watch.build(monkeypatch), name
    (watch.root / "docs/data.bin").unlink()
    assert watch.build(monkeypatch)
    assert not (site / "data.bin").exists()


@pytest.mark.parametrize(
    "harm",
    [
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "new.html").write_text("x") and (site / "new.html").replace(site / "index.html"),
        lambda site: (site / "more.html").write_text("x"),
        shutil.rmtree,
    ],
    ids=["deleted", "changed", "added", "all of it"],
)
def test_a_site_that_somebody_changed_is_put_right(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], object]
) -> None:
    """From what is kept, without reading a record; and by a whole build where that is lost too."""
    watch.build(monkeypatch)
    right = read_files(watch.root / "site")
    harm(watch.root / "site")
    assert not watch.build(monkeypatch)
    assert read_files(watch.root / "site") == right
    kept = next((watch.root / ".cache/onrecord/build/pages").rglob("index.html"))
    kept.unlink()
    harm(watch.root / "site")
    assert watch.build(monkeypatch)
    assert read_files(watch.root / "site") == right


def test_a_result_holds_until_a_day_or_an_embargo_ends(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for a clock that went back."""
    text = GOOD.replace("publish: published", "publish: published\nembargo: 2026-11-25T18:00Z")
    watch.write({RECORD: text})
    assert watch.build(monkeypatch)
    watch.now += timedelta(hours=5)
    assert not watch.build(monkeypatch)
    watch.now += timedelta(hours=1)
    assert watch.build(monkeypatch)
    assert (watch.root / "site/briefings").is_dir()
    watch.now += timedelta(hours=5)
    assert not watch.build(monkeypatch)
    watch.now += timedelta(hours=1)
    assert watch.build(monkeypatch)
    watch.now -= timedelta(minutes=1)
    assert watch.build(monkeypatch)


def test_warnings_come_with_every_build(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Of records and of MkDocs; a strict build fails each time."""
    watch.write({HAND: "# By hand\n\n[nowhere](gone.md)\n"})
    found = []
    for _ in range(3):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs"):
            watch.build(monkeypatch)
        found.append([(one.name, one.getMessage()) for one in caplog.records])
    assert any("gone.md" in message for _, message in found[0])
    assert found[0] == found[1] == found[2]


def test_the_log_tells_of_the_site_and_of_what_was_done(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not of the folder in which it is made, and not of what was done in a former build."""

    def told() -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.INFO, "mkdocs"):
            watch.build(monkeypatch)
        messages = [one.getMessage() for one in caplog.records]
        return [one for one in messages if "search" not in one and "Documentation built in" not in one]

    (watch.root / ".cache/onrecord/build").mkdir(parents=True)
    (watch.root / ".cache/onrecord/build/.onrecord").touch()
    (watch.root / ".cache/onrecord/build/ledger.sqlite").write_text("x" * 4096)
    first, again = told(), told()
    site = watch.root / "site"
    building = f"Building documentation to directory: {site}"
    assert building in first
    assert any("the cache is made anew" in one for one in first)
    pages = int(next(one for one in first if "made again" in one).split()[1])
    assert first[-1].startswith(f"onrecord: {pages} of {pages} pages made again; ")
    assert again[-1] == f"onrecord: 0 of {pages} pages made again; 0 files written to {site}, 0 deleted"
    assert again[:-1] == ["Cleaning site directory", building]


def test_a_preview_begins_with_the_site_of_the_last_one(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which lies in its cache; its second build reads the records, which it then has in memory."""
    site = watch.root / PREVIEWED
    assert watch.build(monkeypatch, preview=True)
    first, lie = read_files(site), {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    assert not watch.build(monkeypatch, preview=True)
    assert (read_files(site), watch.served()) == (first, None)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*.html")} == lie
    assert not (watch.root / "site").exists()
    assert watch.build(monkeypatch, preview=True, again=True)
    assert isinstance(watch.served(), Preview)
    (site / "index.html").unlink()
    assert not watch.build(monkeypatch, preview=True)
    assert read_files(site) == first
    next((watch.root / ".cache/onrecord/preview/pages").rglob("index.html")).unlink()
    (site / "index.html").unlink()
    assert watch.build(monkeypatch, preview=True)
    assert read_files(site) == first


def test_a_site_that_takes_in_other_files_is_read_each_time(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of snippets nobody knows before where they lie."""
    watch.write({"mkdocs.yml": CONFIG + "markdown_extensions:\n  - pymdownx.snippets\n"})
    assert watch.build(monkeypatch)
    assert watch.build(monkeypatch)
