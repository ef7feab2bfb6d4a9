"""The preview shows the page of a saved record before the site is built."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from onrecord.engine import preview as module
from onrecord.engine.plugin import OnRecordPlugin
from onrecord.engine.preview import Preview, at_once, serve_from
from tests.helpers import ID, PREVIEWED, RECORD, REGISTRY, record, write_site

PAGE = f"briefings/{ID}/index.html"
OTHER = "briefings/2024/2024-01-21-other-post.yml"
GOOD = record("  - source: article\n    paraphrase: The post was attacked at night.")
CONFIG = """\
site_name: Test
theme:
  name: material
plugins:
  - search
  - onrecord:
      search: material
"""


class Served:
    """A site as `mkdocs serve` keeps it: one process, whose plugin stays from build to build."""

    def __init__(self, root: Path) -> None:
        self.root = write_site(root, {**REGISTRY, RECORD: GOOD, OTHER: GOOD, "mkdocs.yml": CONFIG})
        self.site = root / PREVIEWED
        self.plugin: OnRecordPlugin
        self.build()

    def build(self) -> None:
        """Builds the site, as the server does after a change."""
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "site"))
        plugin = config.plugins["onrecord"]
        assert isinstance(plugin, OnRecordPlugin)
        plugin.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        self.plugin = plugin

    @property
    def preview(self) -> Preview:
        """What makes pages at once since the last build."""
        assert self.plugin._preview is not None
        return self.plugin._preview

    def page(self, address: str = PAGE) -> str:
        """A page as a browser gets it."""
        return (self.site / address).read_text("utf-8")

    def save(self, text: str, path: str = RECORD) -> None:
        """Saves a record, as an editor does."""
        (self.root / path).write_text(text, "utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """A site of two records."""
    return Served(tmp_path)


def test_the_server_serves_what_lies_in_the_cache(served: Served) -> None:
    """And for what is not there the site's own page, of which a server of another folder has none."""
    server = cast(LiveReloadServer, SimpleNamespace(root="elsewhere"))
    serve_from(server, served.site)
    assert Path(server.root) == served.site
    assert server.error_handler(404) == (served.site / "404.html").read_bytes()
    assert server.error_handler(500) is None


def test_a_saved_record_has_its_page_at_once(served: Served) -> None:
    """The words are on its page without a build, and no other page was touched."""
    before = {path: path.stat().st_mtime_ns for path in served.site.rglob("*.html")}
    served.save(GOOD.replace("at night", "at dawn"))
    assert served.preview.refresh() == [f"briefings/{ID}.md"]
    assert "attacked at dawn" in served.page() and "at night" not in served.page()
    touched = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert touched == {served.site / PAGE}


def test_the_page_made_at_once_is_that_of_the_build_after_it(served: Served) -> None:
    """The whole build finds nothing to mend on it."""
    served.save(GOOD.replace("at night", "at dawn"))
    served.preview.refresh()
    early = served.page()
    served.build()
    assert served.page() == early


def test_a_finding_comes_and_goes_with_its_mistake(served: Served) -> None:
    """What the check says of the record stands on the page that is made at once, and goes with it."""
    served.save(GOOD.replace("sources:\n", "sources:\n  spare:\n    title: Never cited\n"))
    served.preview.refresh()
    assert "nothing cites the source" in served.page()
    served.save(GOOD)
    served.preview.refresh()
    assert "nothing cites the source" not in served.page()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (RECORD, GOOD.replace("paraphrase:", "paraphrse:")),
        (RECORD, GOOD.replace("source: article", "source: no-such-source")),
        ("briefings/2024/2024-01-22-new.yml", GOOD),
        ("briefings/registry/actors.yml", "new:\n  name: New\n  kind: state\n"),
    ],
    ids=["unreadable", "with an error", "new", "a registry"],
)
def test_what_concerns_more_than_a_page_waits_for_the_build(served: Served, path: str, text: str) -> None:
    """A record that cannot be used, one that was not there, and a registry: the whole site is built."""
    before = served.page()
    served.save(text, path)
    assert served.preview.refresh() == []
    assert served.page() == before


def test_a_deleted_record_waits_for_the_build(served: Served) -> None:
    """Its page goes with the build."""
    (served.root / OTHER).unlink()
    assert served.preview.refresh() == []


def test_browsers_reload_before_the_build_and_after_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is there while the build runs, for which no browser waits; then there is a newer state."""
    monkeypatch.setattr(module, "_QUIET", 0.0)
    lock = threading.Condition()
    server: Any = SimpleNamespace(
        _rebuild_cond=lock,
        _want_rebuild=False,
        _epoch_cond=threading.Condition(),
        _wanted_epoch=2,
        _visible_epoch=1,
    )
    seen = []

    def whole() -> None:
        seen.append((server._wanted_epoch == server._visible_epoch > 2, "at dawn" in served.page()))

    served.save(GOOD.replace("at night", "at dawn"))
    at_once(cast(LiveReloadServer, server), whole, lambda: served.preview)()
    assert seen == [(True, True)]
    assert server._wanted_epoch >= server._visible_epoch


def test_without_a_saved_record_the_site_is_built_as_always(served: Served) -> None:
    """A change of the settings is the build's alone: browsers wait for it."""
    server: Any = SimpleNamespace(_wanted_epoch=2, _visible_epoch=1)
    built = []
    at_once(cast(LiveReloadServer, server), lambda: built.append(1), lambda: served.preview)()
    assert built == [1] and (server._wanted_epoch, server._visible_epoch) == (2, 1)
