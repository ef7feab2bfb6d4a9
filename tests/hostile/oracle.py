"""What a page is made of: the sequence of its tags with their attributes, and the text that a reader sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

import markdown

from onrecord.engine.content import EXTENSIONS
from onrecord.markdown.headings import named

Tag = tuple[str, tuple[tuple[str, str], ...]]

#: What MkDocs adds to every site, and what the plugin adds to that.
PLAIN: tuple[str, ...] = ("toc", "tables", "fenced_code", *EXTENSIONS)
#: What sites of Material enable beyond that, and nearly all that there is besides; `meta` and `nl2br` too.
MOST: tuple[str, ...] = (
    *dict.fromkeys((*PLAIN, "abbr", "def_list", "meta", "nl2br", "sane_lists", "wikilinks")),
    "pymdownx.arithmatex",
    "pymdownx.b64",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.caption",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.escapeall",
    "pymdownx.fancylists",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.quotes",
    "pymdownx.saneheaders",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
_MOST_OPTIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.magiclink": {
        "user": "someone",
        "repo": "something",
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "repo_url_shortener": True,
        "social_url_shortener": True,
        "normalize_issue_symbols": True,
    },
    # A site that wants 1st with a raised "st" gets that, in quotes too: letters and digits stay as they are.
    "pymdownx.smartsymbols": {"ordinal_numbers": False},
    "pymdownx.superfences": {"disable_indented_code_blocks": False},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}

_VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "col", "wbr", "area", "base", "embed", "source", "track"}
)
#: The lettering of a map: which words have room depends on them, and each mark has them as its name, too.
_LETTERING = frozenset({"text", "tspan"})
#: What else depends on how much room words have: a line to one that stands apart, and how many have none.
_PLACING = re.compile(r'<path [^>]*class="or-leader"[^>]*/>|<p class="or-map__unnamed[^>]*>.*?</p>')
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Page(NamedTuple):
    """An HTML page as a browser has it."""

    tags: tuple[Tag, ...]
    text: str


def _strings(value: Any) -> Iterator[str]:
    """The texts of JSON, in order."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.text: list[str] = []
        self.lettering = 0
        self.machines = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LETTERING:
            self.lettering += 1
            return
        self.tags.append((tag, tuple((name, value or "") for name, value in attrs)))
        self.machines = ("type", "application/ld+json") in attrs
        # Blocks part words, inline elements do not: it does not matter where all pages are read alike.
        self.text.append("\x1f")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LETTERING:
            self.lettering -= 1
            return
        if tag not in _VOID:
            self.tags.append((f"/{tag}", ()))
        self.text.append("\x1f")

    def handle_data(self, data: str) -> None:
        if self.lettering:
            return
        if self.machines:
            data = " ".join(_strings(json.loads(data)))
            self.machines = False
        # TeX has an escape of its own, and its own tests.
        self.text.append("" if data.startswith("@misc{") else data)

    def handle_comment(self, data: str) -> None:
        self.tags.append((f"!--{data}", ()))

    def handle_decl(self, decl: str) -> None:
        self.tags.append((f"!{decl}", ()))

    def handle_pi(self, data: str) -> None:
        self.tags.append((f"?{data}", ()))

    def unknown_decl(self, data: str) -> None:
        self.tags.append((f"![{data}", ()))


def spaced(text: str) -> str:
    """The text with its white space normalised."""
    return " ".join(text.split())


def read(html: str) -> Page:
    """The page's tags, and its text with white space normalised; every tag counts as a white space."""
    reader = _Reader()
    reader.feed(_PLACING.sub("", html))
    reader.close()
    return Page(tuple(reader.tags), spaced("".join(reader.text).replace("\x1f", " ")))


@cache
def _converter(extensions: tuple[str, ...]) -> markdown.Markdown:
    options = {
        name: options for name, options in _MOST_OPTIONS.items() if name in extensions and extensions is MOST
    }
    return markdown.Markdown(extensions=list(extensions), extension_configs=options)


def convert(page: str, extensions: tuple[str, ...] = PLAIN) -> str:
    """The HTML that Python-Markdown makes of a page without its front matter, with our ids of headings."""
    return named(_converter(extensions).reset().convert(_FRONT_MATTER.sub("", page))).content
