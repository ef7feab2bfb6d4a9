"""Zensical's configuration is that of the site, with what our plugin sets in MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.language import Language
from onrecord.settings import SettingsError
from onrecord.sidecar.configuration import adapted, menu_titles
from tests.cli.sites import write

BACK = "Back to {}"
MENU = [{"Home": "index.md"}]


def made(root: Path, text: str, language: str = "en", search: str = "", **files: str) -> dict[str, Any]:
    """The configuration made of an ``mkdocs.yml``, as plain data."""
    write(root, {"mkdocs.yml": text, **{name.replace("_", "."): body for name, body in files.items()}})
    found = adapted(
        root / "mkdocs.yml",
        Language.of(language),
        back=BACK,
        navigation=MENU,
        search=search,
        languages=["en", "de", "ar", "zh"],
    )
    data = yaml.safe_load(found.text)
    assert isinstance(data, dict)
    return data


def test_a_small_site_gets_what_mkdocs_and_our_plugin_would_add(tmp_path: Path) -> None:
    """No extension is on that a site has not asked for: ordinals stand as typed."""
    found = made(tmp_path, "site_name: Test\nplugins:\n  - search\n  - onrecord:\n      coverage: sample\n")
    assert found["plugins"] == ["search"]
    assert found["nav"] == MENU
    assert (found["docs_dir"], found["site_dir"]) == ("docs", "site")
    assert found["theme"] == {"custom_dir": "theme", "variant": "classic", "language": "en"}
    assert found["extra_css"] == ["assets/onrecord/onrecord.css"]
    assert found["markdown_extensions"] == [
        *("toc", "tables", "fenced_code", "attr_list", "md_in_html"),
        {"footnotes": {"BACKLINK_TITLE": BACK}},
        "admonition",
    ]


def test_what_a_site_sets_stays(tmp_path: Path) -> None:
    """Its menu, theme, style sheets and the options of its extensions."""
    text = """\
site_name: Test
docs_dir: words
site_dir: out
nav:
  - First: index.md
theme:
  name: material
  variant: modern
  custom_dir: overrides
extra_css: [own.css]
plugins:
  search: {}
  onrecord: {}
markdown_extensions:
  - toc:
      permalink: true
  - footnotes:
      SEPARATOR: "-"
"""
    found = made(tmp_path, text, search="search/")
    assert found["nav"] == [{"First": "index.md"}]
    assert found["plugins"] == {"search": {}}
    theme = {"name": "material", "variant": "modern", "custom_dir": "theme", "language": "en"}
    assert found["theme"] == theme
    assert found["extra_css"] == ["assets/onrecord/onrecord.css", "own.css"]
    assert found["extra"] == {"onrecord_search": "search/"}
    assert found["markdown_extensions"][:2] == [
        {"toc": {"permalink": True}},
        {"footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": BACK}},
    ]


def test_extensions_may_be_written_as_a_mapping(tmp_path: Path) -> None:
    """Each with its options or without."""
    text = "site_name: Test\nmarkdown_extensions:\n  toc:\n    permalink: true\n  footnotes:\n"
    found = made(tmp_path, text)["markdown_extensions"]
    assert found[0] == {"toc": {"permalink": True}}
    assert {"footnotes": {"BACKLINK_TITLE": BACK}} in found


def test_what_is_of_no_use_to_zensical_is_left_out(tmp_path: Path) -> None:
    """Hooks, which it does not run, and buttons that would lead to pages that nobody can edit."""
    text = """\
site_name: Test
theme: material
repo_url: https://code.example/a
edit_uri: blob/main/docs/
hooks: [hook.py]
exclude_docs: private/
dev_addr: 127.0.0.1:9000
"""
    found = made(tmp_path, text)
    assert not {"hooks", "exclude_docs", "dev_addr"} & found.keys()
    assert found["edit_uri"] == ""
    assert found["theme"]["name"] == "material"


def test_tags_stay_as_they_are_written(tmp_path: Path) -> None:
    """Names of Python objects are Zensical's to read, and variables of its environment."""
    text = """\
site_name: !ENV [NAME, Test]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
    write(tmp_path, {"mkdocs.yml": text})
    file = tmp_path / "mkdocs.yml"
    found = adapted(file, Language.of("en"), back=BACK, navigation=[], search="", languages=[]).text
    assert "!ENV [NAME, Test]" in found
    assert "!!python/name:material.extensions.emoji.twemoji" in found


def test_inherited_settings_are_merged(tmp_path: Path) -> None:
    """As MkDocs does: settings within settings are joined, lists are replaced."""
    parent = "site_name: Parent\ntheme:\n  name: material\n  font: false\nextra_css: [a.css]\n"
    text = "INHERIT: base.yml\nsite_name: Child\ntheme:\n  logo: x.svg\nextra_css: [b.css]\n"
    found = made(tmp_path, text, base_yml=parent)
    assert found["site_name"] == "Child"
    assert found["theme"]["font"] is False
    assert found["theme"]["logo"] == "x.svg"
    assert found["extra_css"][1:] == ["b.css"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("INHERIT: mkdocs.yml\n", "leads back to itself"),
        ("INHERIT: none.yml\n", "none.yml cannot be read"),
        ("- a\n", "holds no settings"),
        ("a: [\n", "is not valid YAML"),
    ],
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, text: str, what: str) -> None:
    """In the words of the other commands."""
    with pytest.raises(SettingsError, match=what):
        made(tmp_path, text)


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("de-AT", {"language": "de"}),
        ("ar", {"language": "ar", "direction": "rtl"}),
        ("dv", {"direction": "rtl"}),
    ],
)
def test_the_theme_speaks_the_language_of_the_site(
    tmp_path: Path, language: str, theme: dict[str, str]
) -> None:
    """As far as it has words for it; one that it has no words for has its direction."""
    found = made(tmp_path, "site_name: Test\ntheme:\n  name: material\n", language)["theme"]
    assert {name: found[name] for name in ("language", "direction") if name in found} == theme


def test_a_menu_names_pages() -> None:
    """In sections too; a page without a name of its own has an empty one."""
    menu = ["a.md", {"B": "b.md"}, {"More": [{"C": "c.md"}, "d.md"]}, {"Out": "https://other.example/"}]
    assert menu_titles(menu) == {
        "a.md": "",
        "b.md": "B",
        "c.md": "C",
        "d.md": "",
        "https://other.example/": "Out",
    }
