"""What we change of Material, and what a site's own theme keeps."""

from __future__ import annotations

from pathlib import Path

import material
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from onrecord.engine.theme import MENDS, TEMPLATES

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
