"""What the theme gets wrong for text that anybody may have typed, and what we override of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
import markupsafe
import material
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from onrecord.language import Language

TEMPLATES = Path(__file__).parent / "theme"
"""Templates of ours, in the place of Material's."""
MATERIAL = Path(material.__file__).parent / "templates"

#: What Material 9.8 gets wrong in HTML: template, its text, ours. A site's template with other
#: text stays as it is.
MENDS = (
    # Theme and site may have two tags for one language: `pt` and `pt-PT`; some languages the theme has not.
    ("base.html", """<html lang="{{ lang.t('language') }}\"""", """<html lang="{{ site_language }}\""""),
    # Incidents of one title are told apart by their date in the names of windows and bookmarks too.
    (
        "base.html",
        "<title>{{ page.meta.title }} - {{ config.site_name }}</title>",
        "<title>{{ page.meta.title }}{% if page.meta.search and page.meta.search.date %}, "
        "{{ page.meta.search.date | e }}{% endif %} - {{ config.site_name }}</title>",
    ),
    # HTML has no `autocomplete` for check boxes.
    ("base.html", 'id="__drawer" autocomplete="off"', 'id="__drawer"'),
    ("base.html", 'id="__search" autocomplete="off"', 'id="__search"'),
    # The keyboard opens the menu of a phone and of a page at 400 % zoom; the theme's script hears Enter.
    (
        "partials/header.html",
        '<label class="md-header__button md-icon" for="__drawer">',
        '<label class="md-header__button md-icon" for="__drawer" tabindex="0" '
        """title="{{ lang.t('nav') }}">""",
    ),
    # Below tabs a wide screen shows only the section of the page: without one the column is empty. On a phone
    # the menu is there all the same.
    (
        "base.html",
        'data-md-type="navigation" {{ hidden }}>',
        'data-md-type="navigation" {{ hidden or ("hidden" if "navigation.tabs" in features'
        ' and not ("toc.integrate" in features and page in nav.pages)'
        ' and not (nav.items | selectattr("children") | selectattr("active") | first)) }}>',
    ),
    # The other column is for the table of contents alone: without one, or where it is hidden, there is none.
    (
        "base.html",
        '{% if "toc.integrate" not in features %}',
        "{% set first = page.toc | first %}"
        '{% if "toc.integrate" not in features and "toc" not in ((page.meta or {}).hide or [])'
        " and (first.children if first and first.level == 1 else page.toc) %}",
    ),
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


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# A line that only decides or names something, or calls a macro, whose own lines end as lines do. One that
# includes a template stays: that may end without.
_SILENT = re.compile(
    r"""^(\{%-?\ *(?:block|endblock|if|elif|else|endif|for|endfor|set|import|from|macro|endmacro)\b
    (?:(?!%\}).)*%\}
    |\{\{\ *(?:\w+\.)?render\w*\((?:(?!\}\}).)*\}\})\n""",
    re.MULTILINE | re.VERBOSE,
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


def squeezed(template: str) -> str:
    """A template without the spaces by which its lines are indented, and without lines that print nothing.

    They make up a third of a page. Where a page had any space it still has one: ``<p>\\n  {% if a %}\\n  b``
    becomes ``<p>\\n{% if a %}b``.
    """
    return _SILENT.sub(r"\1", _INDENT.sub("", template))


class _Mended(jinja2.BaseLoader):
    """Loads what another loader does, with :data:`MENDS` applied; Material's own and ours squeezed."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_current = self.loader.get_source(environment, template)
        for name, theirs, ours in MENDS:
            if name == template:
                source = source.replace(theirs, ours)
        if path and any(Path(path).is_relative_to(folder) for folder in (MATERIAL, TEMPLATES)):
            source = squeezed(source)
        return source, path, is_current

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


def mend_templates(env: jinja2.Environment) -> jinja2.Environment:
    """Mends Material's templates as they are read, so that none has to be copied for a word of it."""
    if env.loader is not None:
        env.loader = _Mended(env.loader)
    return env


def set_language(config: MkDocsConfig, language: Language) -> None:
    """Sets the theme to the language of the site, unless ``mkdocs.yml`` sets it to another than English.

    A language that Material has no words for has its direction at least.
    """
    if config.theme.name != "material" or config.theme.get("language") != "en":
        return
    known = {path.stem.lower(): path.stem for path in _words_of(config)}
    for tag in (language.tag, language.tag.split("-")[0]):
        if tag.lower() in known:
            config.theme["language"] = known[tag.lower()]
            break
    if language.direction == "rtl" and not config.theme.get("direction"):
        config.theme["direction"] = "rtl"


def _words_of(config: MkDocsConfig) -> Iterator[Path]:
    """The theme's files of words, one for each language."""
    for folder in config.theme.dirs:
        yield from Path(folder).glob("partials/languages/*.html")


def add_words(env: jinja2.Environment, config: MkDocsConfig, language: Language) -> jinja2.Environment:
    """Gives our partials the messages of the catalogue, and pages the language that they are in."""
    if config.theme.name != "material":
        return env
    theme = config.theme.get("language") or "en"
    # The page is in the language of most of its words, and the tag of the site says it more exactly.
    ours = theme == "en" or theme.split("-")[0] == language.tag.split("-")[0]
    env.globals["site_language"] = language.tag if ours else theme
    env.globals["_"] = language.messages.gettext
    return env


def prepare_theme(config: MkDocsConfig) -> None:
    """Puts our partials behind the site's own and before Material's."""
    if config.theme.name != "material" or not TEMPLATES.is_dir():
        return
    custom = 1 if config.theme.custom_dir else 0
    if str(TEMPLATES) not in config.theme.dirs:
        config.theme.dirs.insert(custom, str(TEMPLATES))
