"""Renderers of Markdown other than the one that MkDocs has: CommonMark with tables and footnotes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import comrak
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

_MARKDOWN_IT = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
_EXTENSIONS, _RENDERING = comrak.ExtensionOptions(), comrak.RenderOptions()
_EXTENSIONS.table = _EXTENSIONS.footnotes = True
_RENDERING.unsafe_ = True

RENDERERS: Mapping[str, Callable[[str], str]] = {
    "markdown-it": _MARKDOWN_IT.render,
    "comrak": lambda text: comrak.render_markdown(
        text, extension_options=_EXTENSIONS, render_options=_RENDERING
    ),
}
"""Those that are Python packages, by the name of what they render with."""
HUGO = shutil.which("hugo")
_HUGO = {
    "baseURL": "https://example.org/",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "section", "home", "404"],
    "uglyURLs": True,
    "markup": {
        "goldmark": {
            "renderer": {"unsafe": True},
            "parser": {"autoHeadingID": False, "attribute": {"block": False, "title": False}},
            "extensions": {
                **dict.fromkeys(
                    ("definitionList", "linkify", "strikethrough", "taskList", "typographer"), False
                ),
                **dict.fromkeys(("footnote", "table"), True),
            },
        }
    },
}


def with_goldmark(texts: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What Goldmark makes of each text: Hugo renders them all at once, in an empty ``folder``."""
    assert HUGO
    (folder / "content").mkdir(parents=True)
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text("{{ .Content }}", "utf-8")
    (folder / "config.json").write_text(json.dumps(_HUGO), "utf-8")
    names = {address: f"p{number}" for number, address in enumerate(texts)}
    for address, name in names.items():
        (folder / "content" / f"{name}.md").write_text(f"---\ntitle: x\n---\n{texts[address]}", "utf-8")
    subprocess.run((HUGO, "--quiet", "--source", str(folder)), check=True)
    return {
        address: (folder / "public" / f"{name}.html").read_text("utf-8") for address, name in names.items()
    }
