"""What the theme gets wrong for text that anybody may have typed, and what we override of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import markupsafe
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

TEMPLATES = Path(__file__).parent / "theme"

#: What Material 9.8 gets wrong in HTML: template, its text, ours. A site's template with other
#: text stays as it is.
MENDS = (
    # HTML has no `autocomplete` for check boxes.
    ("base.html", 'id="__drawer" autocomplete="off"', 'id="__drawer"'),
    ("base.html", 'id="__search" autocomplete="off"', 'id="__search"'),
    # A dialog needs a name.
    ("partials/search.html", 'role="dialog">', """role="dialog" aria-label="{{ lang.t('search') }}">"""),
    # A title is HTML already: escaped once more, a screen reader says "&amp;" aloud.
    ("partials/footer.html", "page.previous_page.title | e", "page.previous_page.title | striptags"),
    ("partials/footer.html", "page.next_page.title | e", "page.next_page.title | striptags"),
    # An attribute without a value is no number.
    (
        "partials/nav-item.html",
        'tabindex="{{ tabindex }}"',
        '{% if tabindex %}tabindex="{{ tabindex }}"{% endif %}',
    ),
    # A page outside the navigation has no `__toc` that a label could be for.
    (
        "partials/toc.html",
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title" {% if page in nav.pages %}for="__toc"{% endif %}>',
    ),
)


def escape_titles(env: jinja2.Environment) -> jinja2.Environment:
    """Makes ``striptags`` safe to print.

    Material prints ``{{ page.title | striptags }}`` into ``<title>`` without escaping, and the filter turns
    entities back into characters: a heading that shows ``<script>`` correctly would execute.
    """
    strip = env.filters["striptags"]

    def escaped(value: object) -> Markup:
        # Markup, because the table of contents has `striptags | e`, which would escape it again.
        return markupsafe.escape(strip(value))

    env.filters["striptags"] = escaped
    return env


class _Mended(jinja2.BaseLoader):
    """Loads what another loader does, with :data:`MENDS` applied."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_current = self.loader.get_source(environment, template)
        for name, theirs, ours in MENDS:
            if name == template:
                source = source.replace(theirs, ours)
        return source, path, is_current

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


def mend_templates(env: jinja2.Environment) -> jinja2.Environment:
    """Mends Material's templates as they are read, so that none has to be copied for a word of it."""
    if env.loader is not None:
        env.loader = _Mended(env.loader)
    return env


def prepare_theme(config: MkDocsConfig) -> None:
    """Puts our partials behind the site's own and before Material's."""
    if config.theme.name != "material" or not TEMPLATES.is_dir():
        return
    custom = 1 if config.theme.custom_dir else 0
    if str(TEMPLATES) not in config.theme.dirs:
        config.theme.dirs.insert(custom, str(TEMPLATES))
