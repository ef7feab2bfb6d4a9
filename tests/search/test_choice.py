"""What answers the search box: Pagefind where it is there and asked for, else the theme's own search."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from onrecord.search.choice import choose
from onrecord.search.pagefind import PagefindError
from onrecord.settings import Settings, Site, no_search_box


def site(search: str = "auto", box: str = "", language: str = "en") -> Site:
    """A site with this setting, whose theme has a search box unless ``box`` says why not."""
    settings = Settings.model_validate({"search": search, "language": language})
    return Site(root=Path(), settings=settings, no_search_box=box)


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the version of Pagefind that is installed; an empty one for none."""

    def chosen(number: str) -> None:
        def found(name: str) -> str:
            if not number:
                raise metadata.PackageNotFoundError(name)
            return number

        monkeypatch.setattr(metadata, "version", found)
        module = type(metadata)("pagefind_bin")
        module.get_executable = lambda: Path("pagefind")  # type: ignore[attr-defined]  # of the extra, made here
        monkeypatch.setitem(sys.modules, "pagefind_bin", module if number else None)

    return chosen


def test_pagefind_answers_where_it_is_installed(version: Any) -> None:
    """Without a word in the settings."""
    version("1.5.2")
    assert choose(site()).pagefind and choose(site("pagefind")).pagefind


def test_a_site_may_keep_the_search_of_its_theme(version: Any) -> None:
    """Although Pagefind is installed."""
    version("1.5.2")
    found = choose(site("material"))
    assert not found.pagefind and "material" in found.reason


@pytest.mark.parametrize("number", ["", "1.5.0", "1.4.9", "1.6.0", "2.0.0"])
def test_without_a_version_that_we_know_the_theme_answers(version: Any, number: str) -> None:
    """The reason says what to do; where Pagefind was asked for, the build stops with it."""
    version(number)
    found = choose(site())
    assert not found.pagefind
    assert ("onrecord[search]" if not number else "1.5.2 or a later 1.5") in found.reason
    with pytest.raises(PagefindError):
        choose(site("pagefind"))


def test_without_a_box_nothing_is_indexed(version: Any) -> None:
    """Another theme, a site without search: the reason is told."""
    version("1.5.2")
    assert choose(site(box="the theme is not Material")).reason == "the theme is not Material"
    with pytest.raises(PagefindError, match="needs the search of Material"):
        choose(site("pagefind", "the theme is not Material"))


def test_words_without_spaces_are_left_to_the_theme(version: Any) -> None:
    """Unless the site asks for Pagefind."""
    version("1.5.2")
    assert not choose(site(language="zh-TW")).pagefind and choose(site("pagefind", language="ja")).pagefind
    assert choose(site(language="ar")).pagefind


@pytest.mark.parametrize(
    ("theme", "plugins", "why"),
    [
        ("material", {"search": None, "onrecord": None}, ""),
        ("material", {"material/search": {}, "onrecord": {}}, ""),
        ("mkdocs", {"search": None}, "theme"),
        ("material", {"onrecord": None}, "not on"),
        ("material", {"search": {"enabled": False}}, "not on"),
        ("material", {"search": None, "offline": None}, "without a server"),
        ("material", {"search": None, "material/offline": {}}, "without a server"),
    ],
)
def test_a_box_is_needed(theme: str, plugins: Mapping[str, Any], why: str) -> None:
    """Material with its search, read from a server."""
    assert why in no_search_box(theme, plugins) and bool(why) == bool(no_search_box(theme, plugins))
