"""Hostile titles and descriptions in a built site with Material: everywhere text, nowhere markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.hostile.archive import MAIN, OLDER, files, names
from tests.hostile.oracle import Page, read, spaced
from tests.hostile.strings import ATTRIBUTES, FOREIGN, HTML

#: What a theme could take for HTML, for a template, for an icon or for the end of a script.
TITLES = (
    *HTML[:6],
    *(" ".join(HTML[at : at + 3]) for at in range(6, len(HTML), 3)),
    " ".join(ATTRIBUTES),
    *FOREIGN[:3],
    "**x** _y_ `z`",
    "[x](javascript:alert(1))",
    "{{ config.site_name }} {% raw %}",
    "</script><script>alert(1)</script>",
    '{"a": "</script>"}',
    '"__config"',
    ":material-home: (c)",
    "2024",
    "no",
    "---",
    "# x",
    "title: evil",
    "a\\u003cb",
    "%3Cscript%3E %s {0}",
    "x" * 300,
)
_CONFIG = """
site_name: A site
site_url: https://onrecord.example/sub/
theme: {name: material, font: false, features: [navigation.footer, navigation.path, toc.integrate]}
plugins:
  - search
  - onrecord:
      codebook: false
      # There is a picture where a font has the letters: tests/pages/test_cards.py.
      cards: false
      short_forms: [salute]
      rules:
        figure-in-title: off
        loaded-term: off
        paraphrase-quoted: off
        unsourced-sentence: off
nav:
  - index.md
  - Archive: archive/index.md
  - briefings/2024-01-20-main.md
  - briefings/2024-01-10-older.md
  - briefings/2024-03-00.md
"""
_HARMLESS = re.compile(r"plain(\d+)words", re.IGNORECASE)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")

Index = dict[str, tuple[Page, Page]]
Sites = tuple[tuple[dict[str, Page], Index], tuple[dict[str, Page], Index]]


def _site(root: Path, config: str, title: Callable[[int], str]) -> tuple[dict[str, Page], Index]:
    """Every HTML page of a built site, and its search index; ``title(n)`` is the n-th title."""

    def text(name: str) -> str:
        return title(names().index(name) % len(TITLES))

    data = files(text)
    older = data[f"2024/{OLDER}.yml"]
    for number in range(len(TITLES)):
        # A page without a summary has its title for a description.
        data[f"2024/2024-03-{number:02}.yml"] = {**older, "title": title(number), "date": "2024-03-01"}
    for path, content in data.items():
        target = root / "briefings" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(config, "utf-8")
    build(load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(root / "site")))
    site = root / "site"
    pages = {
        path.relative_to(site).as_posix(): read(path.read_text("utf-8")) for path in site.rglob("*.html")
    }
    entries = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    return pages, {entry["location"]: (read(entry["title"]), read(entry["text"])) for entry in entries}


def _expected(page: Page) -> Page:
    def put(text: str) -> str:
        return _HARMLESS.sub(lambda found: spaced(TITLES[int(found[1])]), text)

    tags = tuple((tag, tuple((key, put(value)) for key, value in pairs)) for tag, pairs in page.tags)
    return Page(tags, spaced(put(page.text)))


#: With our renderer, and, where a site asks for more, with Python-Markdown.
_EXTENSIONS = {"ours": "", "python-markdown": "markdown_extensions: [{toc: {permalink: true}}]\n"}


@pytest.fixture(scope="module", params=_EXTENSIONS)
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The site with hostile text, and the one with harmless text."""
    config = _CONFIG + _EXTENSIONS[request.param]
    hostile = _site(tmp_path_factory.mktemp("hostile"), config, lambda number: TITLES[number])
    harmless = _site(tmp_path_factory.mktemp("harmless"), config, lambda number: f"plain{number}words")
    return hostile, harmless


def _lowered(page: Page) -> Page:
    # Values may begin a sentence of ours, with a capital letter. Files with other words have other hashes.
    return Page(
        tuple((t, tuple((k, v.lower()) for k, v in pairs)) for t, pairs in page.tags),
        _DIGEST.sub("sha-256", page.text.lower()),
    )


def test_pages_of_the_theme(sites: Sites) -> None:
    """Head, navigation, table of contents, breadcrumbs and footer hold the text; no element is added."""
    (hostile, _), (harmless, _) = sites
    assert hostile.keys() == harmless.keys() and f"briefings/{MAIN}/index.html" in hostile
    for address, page in harmless.items():
        found, wanted = _lowered(hostile[address]), _lowered(_expected(page))
        differing = [(tag, want) for tag, want in zip(found.tags, wanted.tags, strict=False) if tag != want]
        assert not differing, f"{address}: {differing[:3]}"
        assert len(found.tags) == len(wanted.tags)
        assert found.text == wanted.text, address


def test_titles_and_descriptions(sites: Sites) -> None:
    """`<title>` and the description are what was typed."""
    (hostile, _), _ = sites
    for number, title in enumerate(TITLES):
        page = hostile[f"briefings/2024-03-{number:02}/index.html"]
        assert page.text.startswith(f"{spaced(title)}, 1 March 2024 - A site")
        described = [
            dict(pairs)["content"]
            for tag, pairs in page.tags
            if tag == "meta" and ("name", "description") in pairs
        ]
        assert described == [spaced(title)]
        heading = [dict(pairs) for tag, pairs in page.tags if tag == "h1"]
        assert heading == [{"id": "title"}]


def test_search_index(sites: Sites) -> None:
    """What Material's search shows as HTML has the elements of our pages, and the text that was typed."""
    (_, hostile), (_, harmless) = sites
    assert hostile.keys() == harmless.keys()
    for location, entry in harmless.items():
        for found, wanted in zip(hostile[location], entry, strict=True):
            assert _lowered(found) == _lowered(_expected(wanted)), location
