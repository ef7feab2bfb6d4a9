"""Sites whose search Pagefind answers, as a build leaves them. Needs Pagefind, the extra `search`."""

from __future__ import annotations

import gzip
import json
import logging
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from onrecord.search import pagefind
from onrecord.settings import read_site
from tests.helpers import ID, RECORD, REGISTRY, Built, build_site, record

pytestmark = pytest.mark.skipif(not pagefind.installed(), reason="Pagefind is not installed")
STATEMENT = """
  - source: article
    by: red-front
    responsibility: claims
    paraphrase: It fired 2,500 rockets.
"""
SETTINGS = """\
site_name: Test
site_url: https://example.org/archive/
theme:
  name: material
  font: false
plugins:
  - search
  - onrecord
"""
FILES = {**REGISTRY, RECORD: record(STATEMENT), "mkdocs.yml": SETTINGS}


def tables(built: Built) -> list[dict[str, Any]]:
    """The shards of the site."""
    found: list[dict[str, Any]] = json.loads(built.files["search/shards.json"])
    return found


def test_the_box_asks_our_worker(tmp_path: Path) -> None:
    """On every page, from where it lies; and the worker is there."""
    built = build_site(tmp_path, FILES)
    for name, page in built.files.items():
        if name.endswith(".html"):
            found = re.findall(rb'"search": *"([^"]*)"', page)
            assert len(found) == 1 and found[0].endswith(b"assets/onrecord/search-worker.js"), name
    assert "assets/onrecord/search-worker.js" in built


def test_the_index_of_the_theme_holds_its_settings_only(tmp_path: Path) -> None:
    """No page is in it twice: it was the largest file of a site."""
    built = build_site(tmp_path, FILES)
    found = json.loads(built.files["search/search_index.json"])
    assert found["docs"] == [] and found["config"]["lang"] == ["en"]
    assert found["config"]["index"] == "../../search/" and found["config"]["page"] == "search/"
    assert [table["boost"] for table in tables(built)] == [20, 1]


def test_pages_are_the_same_with_either_search(tmp_path: Path) -> None:
    """But for the worker and what its results are called: marks for the theme's search are taken out too."""
    ours = build_site(tmp_path / "ours", FILES)
    material = SETTINGS.replace("- onrecord", "- onrecord: {search: material}")
    theirs = build_site(tmp_path / "theirs", {**FILES, "mkdocs.yml": material})
    page = f"briefings/{ID}/index.html"
    worker = re.compile(r'"search(?:\.result\.other)?": *"[^"]*"')
    # The theme's search joins words on both sides of a break, and gets a line's end there.
    assert worker.sub("", ours.html(page)).split() == worker.sub("", theirs.html(page)).split()
    assert "data-search-exclude" not in ours.html(page)


def test_files_of_pages_without_directories_are_named(tmp_path: Path) -> None:
    """`use_directory_urls: false`: results and the page Search are files."""
    built = build_site(tmp_path, {**FILES, "mkdocs.yml": f"{SETTINGS}use_directory_urls: false\n"})
    assert json.loads(built.files["search/search_index.json"])["config"]["page"] == "search.html"
    assert 'data-top="./"' in built.html("search.html")


def test_the_page_search_is_made_where_it_works(tmp_path: Path) -> None:
    """The command makes the same pages as the plugin."""
    assert "search/index.html" in build_site(tmp_path, FILES)
    assert read_site(tmp_path / "mkdocs.yml").no_search_box == ""
    kept = SETTINGS.replace("- onrecord", "- onrecord: {search: material}")
    assert "search/index.html" not in build_site(tmp_path, {**FILES, "mkdocs.yml": kept})


def test_the_log_says_who_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And why."""
    with caplog.at_level(logging.INFO):
        build_site(tmp_path, FILES)
        build_site(tmp_path, {"mkdocs.yml": SETTINGS.replace("- onrecord", "- onrecord: {search: material}")})
    assert "search: Pagefind answers (it is installed)" in caplog.text
    assert "search: the theme's own search answers (`search: material` says so)" in caplog.text


def test_without_pagefind_the_theme_answers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one line in the log, which is no warning: a strict build goes on."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with caplog.at_level(logging.INFO):
        built = build_site(tmp_path, FILES)
    assert "the theme's own search answers (Pagefind is not installed: `pip install" in caplog.text
    assert json.loads(built.files["search/search_index.json"])["docs"] and "search/index.html" not in built


def test_only_what_changed_is_indexed_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A second build asks nothing of Pagefind."""
    build_site(tmp_path, FILES)
    with caplog.at_level(logging.INFO):
        built = build_site(tmp_path)
    assert "search: 0 of 2 parts of the index made anew" in caplog.text
    assert len(tables(built)) == 2


def test_what_is_left_out_is_not_in_it(tmp_path: Path) -> None:
    """Pages that only hold an address, drafts, and the page Search itself."""
    draft = record(STATEMENT).replace("publish: published", "publish: draft").replace("2,500", "7,777")
    built = build_site(tmp_path, {**FILES, "briefings/2024-01-21-draft.yml": draft})
    pages = [name for name in built.files if name.startswith("search/") and name.endswith(".page")]
    assert len(pages) == sum(len(table["lengths"]) for table in tables(built))
    found = [
        gzip.decompress(text) for name, text in built.files.items() if name.endswith((".words", ".page"))
    ]
    assert pages and not [text for text in found if b"7777" in text or b"7,777" in text]


def test_the_preview_is_indexed_beside_its_server(tmp_path: Path) -> None:
    """With drafts, in a cache of its own; the build does not wait for it."""
    draft = record(STATEMENT).replace("publish: published", "publish: draft")
    built = build_site(tmp_path, {**FILES, "briefings/2024-01-21-draft.yml": draft}, command="serve")
    table = built.site / "search/shards.json"
    for _ in range(200):
        if table.is_file():
            break
        time.sleep(0.1)
    assert [len(one["lengths"]) for one in json.loads(table.read_bytes()) if one["boost"] == 20] == [2]
    assert (tmp_path / ".cache/onrecord/preview/search").is_dir()
    assert not (tmp_path / ".cache/onrecord/build").exists()


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With the way out: another cache, or the theme's search where only the index cannot be written."""
    (tmp_path / ".cache").write_text("a file, and no folder")
    with pytest.raises(Abort):
        build_site(tmp_path, FILES)
    told = "`cache:` in mkdocs.yml names another folder for what is kept from build to build"
    assert told in caplog.text
    (tmp_path / ".cache").unlink()
    build_site(tmp_path)
    shutil.rmtree(tmp_path / ".cache/onrecord/build/search")
    (tmp_path / ".cache/onrecord/build/search").write_text("a file, and no folder")
    (tmp_path / "docs/index.md").write_text("# New\n\nA page that is not in the index yet.\n")
    with pytest.raises(Abort):
        build_site(tmp_path)
    assert "`search: material` below `onrecord:` in mkdocs.yml" in caplog.text


def test_a_theme_that_hides_its_worker_keeps_its_search(tmp_path: Path) -> None:
    """A site may have a template in the place of the theme's outermost one: its box would find nothing."""
    own = SETTINGS.replace("  font: false", "  font: false\n  custom_dir: theme")
    built = build_site(tmp_path, {**FILES, "mkdocs.yml": own, "theme/base.html": "<html></html>"})
    assert json.loads(built.files["search/search_index.json"])["docs"] and "search/shards.json" not in built
