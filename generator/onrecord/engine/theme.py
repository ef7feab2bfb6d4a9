"""What the theme gets wrong for text that anybody may have typed, and what we override of it."""

from __future__ import annotations

import html
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig

TEMPLATES = Path(__file__).parent / "theme"


def escape_titles(env: jinja2.Environment) -> jinja2.Environment:
    """Makes ``striptags`` safe to print.

    Material prints ``{{ page.title | striptags }}`` into ``<title>`` without escaping, and the filter turns entities back into
    characters: a heading that shows ``<script>`` correctly would execute.
    """
    strip = env.filters["striptags"]

    def escaped(value: object) -> str:
        return html.escape(strip(value), quote=True)

    env.filters["striptags"] = escaped
    return env


def prepare_theme(config: MkDocsConfig) -> None:
    """Puts our partials behind the site's own and before Material's."""
    if config.theme.name != "material" or not TEMPLATES.is_dir():
        return
    custom = 1 if config.theme.custom_dir else 0
    if str(TEMPLATES) not in config.theme.dirs:
        config.theme.dirs.insert(custom, str(TEMPLATES))
