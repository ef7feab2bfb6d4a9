"""The README shows what becomes of twelve lines of a record; this builds a site of them and looks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, examples
from tests.helpers import SITES, build_site, read_files

HEADER = """\
title: Attack on Ain al-Asad air base
date: 2024-01-20
place: ain-al-asad
event: shelling-artillery-missile-attack
publish: published
cutoff: 2024-01-24T18:00Z
desk:
  written_by: A. Editor
sources:
  article:
    title: "US forces injured in attack on base in Iraq: Official"
statements:
"""
README = (ROOT / "README.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (?!Where|---)(.+?) \| (.+?) \|$",
    README.partition("<!-- from the record -->")[2].partition("<!-- end -->")[0],
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The visible text of the page made of the README's example, with the registries of the seed incident."""
    (example,) = (one for one in examples() if one.kind == "readme")
    record = HEADER + "".join(f"  {line}\n" for line in example.text.splitlines())
    registry = read_files(SITES / "seed" / "briefings" / "registry")
    files: dict[str, str | bytes] = {f"briefings/registry/{name}": data for name, data in registry.items()}
    root = tmp_path_factory.mktemp("readme")
    return build_site(root, {**files, "briefings/2024-01-20-x.yml": record}).text(
        "briefings/2024-01-20-x/index.html"
    )


@pytest.mark.parametrize(("where", "says"), ROWS)
def test_the_page_says_what_the_readme_promises(page: str, where: str, says: str) -> None:
    """Each row of the README's table stands on the page, under the heading that it names."""
    section, _, label = where.partition(", ")
    text = page.partition("Key facts")[2] if section == "Key facts" else page
    assert f"{label} {says}" in text if section == "Key facts" else says in text


def test_the_readme_shows_both_sides() -> None:
    """The table is there, and tells what is not reported too."""
    assert len(ROWS) > 5
    assert any("Not reported" in where for where, _ in ROWS)


def test_links_of_the_top_pages_lead_somewhere() -> None:
    """README, CONTRIBUTING and CHANGELOG link to files that exist; the picture is taken at the end."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"(?<!!)\[[^\]]*\]\((?!https?://|#)([^)#]+)", text):
            assert Path(ROOT, target).exists(), f"{name}: {target}"
