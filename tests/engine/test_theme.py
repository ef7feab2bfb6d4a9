"""What we change of Material, and what a site's own theme keeps."""

from __future__ import annotations

from pathlib import Path

import jinja2
import material
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from onrecord.engine.theme import MENDS, TEMPLATES, add_words, set_language
from onrecord.language import Language

MATERIAL = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize(("template", "theirs"), [(name, theirs) for name, theirs, _ in MENDS])
def test_what_is_mended_is_there(template: str, theirs: str) -> None:
    """The text that a mend replaces stands in the installed Material; else the mend has become idle."""
    assert theirs in (MATERIAL / template).read_text("utf-8")


def test_overridden_templates_exist_in_material() -> None:
    """Each template of ours takes the place of one of Material's."""
    ours = [path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html")]
    assert ours
    assert [path for path in ours if not (MATERIAL / path).is_file()] == []


def test_a_sites_own_templates_win(tmp_path: Path) -> None:
    """A site's `custom_dir` goes before our templates, and its page has no error that the mends are for."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "briefings").mkdir()
    (tmp_path / "mine" / "partials").mkdir(parents=True)
    (tmp_path / "mine" / "partials" / "copyright.html").write_text("<p>All mine</p>", "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    theme = "theme: {name: material, font: false, custom_dir: mine}"
    settings = f"site_name: Mine\n{theme}\nplugins: [search, onrecord]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "All mine" in html
    assert "or-foot" not in html
    assert 'type="checkbox" id="__drawer">' in html
    assert 'role="dialog" aria-label="Search"' in html


@pytest.mark.parametrize(
    ("given", "language", "theme", "page"),
    [
        ("", "ar", ("ar", "rtl"), "ar"),
        ("", "pt-PT", ("pt", None), "pt-PT"),
        ("", "zh-hant", ("zh-Hant", None), "zh-hant"),
        ("", "ckb", ("en", "rtl"), "ckb"),
        ("", "en", ("en", None), "en"),
        ("  language: de\n", "ar", ("de", None), "de"),
        ("  direction: ltr\n", "ckb", ("en", "ltr"), "ckb"),
    ],
)
def test_the_theme_is_in_the_language_of_the_site(
    tmp_path: Path, given: str, language: str, theme: tuple[str, str | None], page: str
) -> None:
    """Where Material has words for it, by its tag or its main part; what the site sets itself stays.

    From right to left a page is also in a language that Material has no words for.
    """
    file = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    file.write_text(f"site_name: Test\ntheme:\n  name: material\n{given}", "utf-8")
    config = load_config(str(file))
    set_language(config, Language.of(language))
    env = add_words(jinja2.Environment(), config, Language.of(language))
    assert (config.theme["language"], config.theme["direction"]) == theme
    assert env.globals["site_language"] == page


def test_another_theme_keeps_its_language(tmp_path: Path) -> None:
    """Only Material has a setting `language`; other themes have settings of their own."""
    file = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    file.write_text("site_name: Test\ntheme:\n  name: mkdocs\n", "utf-8")
    config = load_config(str(file))
    set_language(config, Language.of("ar"))
    assert "language" not in config.theme
