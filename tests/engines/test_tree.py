"""The tree that Zensical builds: pages, files and templates, and only what readers may see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page

from onrecord.assemble import RefusedError
from onrecord.settings import read_site
from onrecord.sidecar.navigation import automatic
from onrecord.sidecar.pages import HEAD, own_text, pairs_of, text_of
from onrecord.sidecar.tree import Tree
from tests.helpers import ID, RECORD, REGISTRY, read_files, record, write_site

CONFIG = """\
site_name: Test
site_url: https://site.example/
theme:
  name: material
plugins:
  - search
  - onrecord:
      search: material
"""
GOOD = record("  - source: article\n    paraphrase: The post was attacked at night.")
PAGE = f"docs/briefings/{ID}.md"
FILES = {**REGISTRY, RECORD: GOOD, "mkdocs.yml": CONFIG}


@pytest.fixture
def trees(tmp_path: Path) -> Iterator[Any]:
    """Makes the tree of a site of these files, beside those that it has."""
    opened: list[Tree] = []

    def tree(files: Mapping[str, str] = FILES, *, preview: bool = False) -> Tree:
        root = write_site(tmp_path, {**FILES, **files})
        opened.append(Tree(read_site(root / "mkdocs.yml"), {}, preview=preview))
        opened[-1].make()
        return opened[-1]

    yield tree
    for one in opened:
        one.close()


def test_a_page_has_what_plugin_and_theme_do_in_mkdocs() -> None:
    """Ids are attributes of headings, notes are HTML at their place, JSON-LD is in the head."""
    page = (
        '---\ntitle: A page\n---\n\n# <a id="title"></a>A page\n\nSaid.[^a]\n\n'
        '## <a id="b" data-search-exclude></a>Notes\n\n<div class="or-notes"></div>\n\n[^a]: A *source*.\n\n'
        '<script type="application/ld+json">{"a": 1}</script>\n'
    )
    made = text_of(page, "<link>", "Back to {}", stub=True)
    head, _, text = made.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(head) == {"title": "A page", HEAD: "<link>", "onrecord_stub": True}
    assert "# A page {#title}" in text
    assert "## Notes {#b data-search-exclude}" in text
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in text
    assert '<li id="fn:a" markdown="block">\n\nA *source*.' in text
    assert 'title="Back to 1"' in text
    assert "ld+json" not in text


@pytest.mark.parametrize(
    "front", ["title: By hand\nauthor: Us\n\n", "---\ntitle: By hand\nauthor: Us\n---\n\n"]
)
def test_front_matter_of_both_kinds_is_kept(front: str) -> None:
    """MkDocs reads pairs of names and values too, which Zensical does not."""
    made = own_text(f"{front}# A page\n", "<link>")
    head, _, text = made.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(head) == {"title": "By hand", "author": "Us", HEAD: "<link>"}
    assert text.strip() == "# A page"


def test_pairs_may_go_on_on_the_next_line() -> None:
    """What is indented belongs to the name above it."""
    assert pairs_of("Title: A\n    longer one\nauthor: Us\n") == {"title": "A\nlonger one", "author": "Us"}


def test_the_tree_has_all_files_of_the_site(trees: Any) -> None:
    """Pages, data, feeds, style sheet, the site's own files; settings and templates beside them."""
    tree = trees({"docs/method.md": "# Method\n", "docs/images/a.svg": "<svg/>", "docs/.hidden": "x"})
    found = read_files(tree.project)
    names = (
        "data/incidents.csv",
        "feeds/all.xml",
        "assets/onrecord/onrecord.css",
        "images/a.svg",
        "method.md",
    )
    assert {f"docs/{name}" for name in names} | {PAGE, "mkdocs.yml", "theme/404.html"} <= found.keys()
    assert "docs/.hidden" not in found
    assert b"{#title}" in found[PAGE]
    assert b"og:title" in found[PAGE]
    assert b"og:title" in found["docs/method.md"]


def test_only_what_changed_is_written_again(trees: Any, tmp_path: Path) -> None:
    """Zensical makes again whatever is newer."""
    tree = trees()
    (tmp_path / RECORD).write_text(GOOD.replace("at night", "at dawn"), "utf-8")
    written = tree.make().written
    assert f"briefings/{ID}.md" in written
    assert "codebook.md" not in written
    assert tree.make().written == []


def test_what_is_gone_is_gone(trees: Any, tmp_path: Path) -> None:
    """No page of a withdrawn record, and no page by hand that was deleted."""
    tree = trees({"docs/method.md": "# Method\n"})
    (tmp_path / "docs/method.md").unlink()
    (tmp_path / RECORD).unlink()
    tree.make()
    assert not {PAGE, "docs/method.md"} & read_files(tree.project).keys()


def test_drafts_are_in_the_preview_only(trees: Any) -> None:
    """It has a folder of its own, from which no build takes anything."""
    files = {RECORD: GOOD.replace("publish: published", "publish: draft")}
    preview, built = trees(files, preview=True), trees(files)
    assert PAGE in read_files(preview.project)
    assert not [name for name, data in read_files(built.project).items() if ID.encode() in data or ID in name]
    assert preview.project != built.project


def test_wrong_records_leave_the_tree_as_it_was(trees: Any, tmp_path: Path) -> None:
    """The next build begins with what is there."""
    tree = trees()
    before = read_files(tree.project)
    (tmp_path / RECORD).write_text(GOOD.replace("place: border-post", "place: nowhere"), "utf-8")
    with pytest.raises(RefusedError, match="the records have problems"):
        tree.make()
    assert read_files(tree.project) == before


def test_templates_of_the_site_come_before_ours(trees: Any) -> None:
    """They keep what ours adds to the head; files that are no templates are taken as they are."""
    config = CONFIG.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    own = '{% extends "base.html" %}\n{% block announce %}News{% endblock %}\n'
    tree = trees({"mkdocs.yml": config, "overrides/main.html": own, "overrides/img/a.svg": "<svg/>"})
    theme = read_files(tree.project / "theme")
    assert theme["main.html"].decode() == own.replace("base.html", "onrecord.html")
    assert {"onrecord.html", "404.html", "img/a.svg"} <= theme.keys()


def test_a_site_that_keeps_nothing_leaves_nothing(trees: Any, tmp_path: Path) -> None:
    """Its tree is gone with the build."""
    tree = trees({"mkdocs.yml": f"{CONFIG}      cache: ''\n"})
    project = tree.project
    assert project.is_dir()
    tree.close()
    assert not project.exists()
    assert not (tmp_path / ".cache").exists()


def test_the_menu_of_a_site_that_names_none_is_that_of_mkdocs(tmp_path: Path) -> None:
    """The same pages in the same order, below the same names."""
    names = [
        "index.md",
        "b.md",
        "a-page.md",
        "z/x.md",
        "z/index.md",
        "actors/index.md",
        "Deep/er/one.md",
        "a/b.md",
    ]
    write_site(tmp_path, {f"docs/{name}": "# A\n" for name in names})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert automatic(names) == _listed(get_navigation(get_files(config), config))


def _listed(nav: Navigation | Section) -> list[Any]:
    items = nav.items if isinstance(nav, Navigation) else nav.children
    return [
        {item.title: _listed(item)} if isinstance(item, Section) else item.file.src_uri
        for item in items
        if isinstance(item, Section | Page)
    ]


def test_the_index_of_the_page_search_lies_in_the_tree(trees: Any) -> None:
    """With the settings by which our worker finds it."""
    pytest.importorskip("pagefind_bin")
    tree = trees({"mkdocs.yml": CONFIG.replace("search: material", "search: pagefind")})
    config = json.loads((tree.docs / "search/search_index.json").read_bytes())["config"]
    assert config["index"] == "../../search/"
    assert (tree.docs / "search/shards.json").is_file()
    assert (tree.docs / "search.md").is_file()
    tree.make()
    assert (tree.docs / "search/shards.json").is_file()
