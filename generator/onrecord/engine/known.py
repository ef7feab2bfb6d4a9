"""For which sites our pages can be made round MkDocs: those of which all is known that has a say in a page.

Another plugin, a template of the site's own or an extension of Markdown may change pages in ways that only
MkDocs carries out. Then all pages are built by MkDocs, and the log says why.

    known(config, env)    # None, or "the plugin `material/tags` may change pages (`on_page_markdown`), so …"
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import mkdocs
from jinja2 import nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from onrecord.engine.theme import MATERIAL, TEMPLATES

#: Events of MkDocs in which a plugin sees or changes pages, their list, menu or templates, or the site.
EVENTS = (
    "files",
    "nav",
    "env",
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
    "post_build",
)
#: Those who may: we, and Material's search, which takes what is said to it out of a page, as `shell.py` does.
_OWNERS = ("onrecord.", "material.plugins.search.")
#: Extensions of Markdown that MkDocs or our plugin add, and those of their settings that are known.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "toc": ("title",),
    "tables": (),
    "fenced_code": (),
    "attr_list": (),
    "md_in_html": (),
    "footnotes": ("BACKLINK_TITLE",),
    "admonition": (),
    # Without settings these make nothing of our pages.
    **dict.fromkeys(("abbr", "extra", "wikilinks"), ()),
    **{f"pymdownx.{name}": () for name in ("betterem", "extra", "magiclink", "snippets")},
}
#: Extensions for what stands in no page of ours, however they are set: a test holds every page against them.
SILENT = frozenset(
    {
        "def_list",
        "meta",
        "sane_lists",
        "pymdownx.arithmatex",
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
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.saneheaders",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    }
)
#: How each reason ends.
THEN = "so all pages are built by MkDocs, which takes longer"


def known(config: MkDocsConfig, env: jinja2.Environment) -> str | None:
    """Why the pages of a site have to be built by MkDocs, in a sentence; None where they need not.

    Before the event ``env`` that of ``config.theme.get_env()`` does: it only reads templates.
    """
    reason = next(_reasons(config, env), None)
    return f"{reason}, {THEN}" if reason else None


def _reasons(config: MkDocsConfig, env: jinja2.Environment) -> Iterator[str]:
    if config.theme.name != "material":
        yield f"the theme is `{config.theme.name}` and not `material`"
        return
    yield from extensions(config)
    yield from _plugins(config)
    yield from _templates(config, env)


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    for event in EVENTS:
        for method in config.plugins.events[event]:
            plugin: Any = getattr(method, "__self__", None)
            owner = type(plugin).__module__
            if owner.startswith(_OWNERS) or (owner.startswith("material.") and not _enabled(plugin)):
                continue
            name = config.plugins._event_origins.get(method) or owner
            what = "plugin" if isinstance(plugin, BasePlugin) else "hook"
            yield f"the {what} `{name}` may change pages (`on_{event}`)"


def _enabled(plugin: object) -> bool:
    return not isinstance(plugin, BasePlugin) or bool(plugin.config.get("enabled", True))


def extensions(config: MkDocsConfig) -> Iterator[str]:
    """Why Markdown extensions of a site ask for Python-Markdown."""
    for name in config.markdown_extensions:
        short = str(name).removeprefix("markdown.extensions.")
        if short in SILENT:
            continue
        if short not in EXTENSIONS:
            yield f"what the Markdown extension `{name}` makes of pages is not known"
            continue
        for key, value in (config.mdx_configs.get(name) or {}).items():
            # All that can be switched off is off, unless a site switches it on.
            if value is not False and key not in EXTENSIONS[short]:
                yield f"the Markdown extension `{name}` is set to change pages (`{key}`)"


def _templates(config: MkDocsConfig, env: jinja2.Environment) -> Iterator[str]:
    """Templates that say something of the page; others say the same on all pages of a folder."""
    theirs = (TEMPLATES, MATERIAL, Path(mkdocs.__file__).parent / "templates")
    for folder in map(Path, config.theme.dirs):
        if folder in theirs:
            continue
        for path in sorted(folder.rglob("*.html")):
            template = path.relative_to(folder).as_posix()
            try:
                tree = env.parse(path.read_text("utf-8-sig"))
            except (jinja2.TemplateError, OSError, ValueError):
                yield f"the template `{template}` of the site cannot be read"
                continue
            if any(name.name == "page" for name in tree.find_all(nodes.Name)):
                yield f"the template `{template}` of the site says something of each page"
