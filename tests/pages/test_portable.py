"""The generated Markdown means the same under Python-Markdown, markdown-it, comrak and Goldmark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import markdown
import pytest

from onrecord.assemble import assemble, own_files, read
from onrecord.engine.content import EXTENSIONS
from onrecord.settings import parse_settings, read_site
from tests.helpers import NOW, SITES
from tests.hostile import archive
from tests.hostile.test_pages import OURS, turned
from tests.renderers import HUGO, RENDERERS, with_goldmark
from tests.trees import difference, tree

ROOT = Path(__file__).parents[2]
#: Sites with mistakes of several kinds, whose previews tell of them above what is kept or left.
MISTAKES = (
    "bad-count",
    "bad-date",
    "bad-indent",
    "bad-prose-link",
    "actor-without-a-kind",
    "anchor-and-alias",
)
Pages = Mapping[str, str]
"""Markdown without front matter, by address."""


def without_front_matter(page: str) -> str:
    """The text below the block at the page's top."""
    return re.sub(r"\A---\n.*?\n---\n+", "", page, flags=re.DOTALL)


def of_site(root: Path, *, preview: bool = False, as_of: str = "") -> Pages:
    """The pages that are made of the records of a site."""
    site = read_site(root / "mkdocs.yml")
    if as_of:
        options = {**site.settings.model_dump(exclude_unset=True), "as_of": as_of}
        site = site.model_copy(update={"settings": parse_settings(options)})
    own = own_files(site) if (root / site.docs_dir).is_dir() else {}
    assembly = assemble(read(site, NOW, preview=preview), own)
    return {address: without_front_matter(text) for address, text in assembly.markdown.items()}


def of_sites(folder: Path, names: tuple[str, ...], *, preview: bool) -> Pages:
    """The pages of several small sites."""
    return {
        f"{name}/{address}": text
        for name in names
        for address, text in of_site(folder / name, preview=preview).items()
    }


def hostile() -> Pages:
    """The pages of the hostile archive, each field with every fifth string; now and then all kinds."""
    return {
        f"{turn}/{address}": without_front_matter(text)
        for turn in range(0, len(OURS), 5)
        for address, text in archive.pages(turned(OURS, turn), archive.MAIN if turn % 20 else "").items()
    }


CASES: dict[str, Callable[[], Pages]] = {
    "demonstration": lambda: of_site(ROOT),
    "as-of": lambda: of_site(ROOT, as_of="2024-01-29"),
    "valid": lambda: of_sites(
        SITES / "valid",
        tuple(sorted(path.parent.name for path in (SITES / "valid").glob("*/mkdocs.yml"))),
        preview=False,
    ),
    "previews": lambda: of_sites(SITES / "invalid", MISTAKES, preview=True),
    "hostile": hostile,
}


@cache
def pages(case: str) -> Pages:
    """The pages of a case; each is made once."""
    return CASES[case]()


@cache
def wanted(case: str) -> Mapping[str, object]:
    """The documents of Python-Markdown, with the extensions that the plugin adds."""
    converter = markdown.Markdown(extensions=list(EXTENSIONS))
    return {address: tree(converter.reset().convert(text)) for address, text in pages(case).items()}


def differences(case: str, made: Mapping[str, str]) -> Iterator[str]:
    """Where documents of another renderer differ from Python-Markdown's."""
    for address, document in made.items():
        if found := difference(wanted(case)[address], tree(document)):
            yield f"{address}: {found}"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_page_is_one_document_to_all_renderers(case: str, renderer: str) -> None:
    """Of the demonstration, editions, small sites, previews with their findings, and hostile text."""
    render = RENDERERS[renderer]
    assert len(pages(case)) > 20
    found = list(differences(case, {address: render(text) for address, text in pages(case).items()}))
    assert not found, "\n".join(found[:5])


@pytest.mark.skipif(HUGO is None, reason="Hugo, which carries Goldmark, is not installed")
@pytest.mark.parametrize("case", CASES)
def test_every_page_is_the_same_document_to_goldmark(case: str, tmp_path: Path) -> None:
    """The renderer of Hugo, where that is installed."""
    found = list(differences(case, with_goldmark(pages(case), tmp_path / "site")))
    assert not found, "\n".join(found[:5])


@pytest.mark.parametrize("case", CASES)
def test_no_page_has_the_syntax_of_one_renderer(case: str) -> None:
    """No attribute lists, no `markdown` on paragraphs and headings, and blocks of HTML begin a line."""
    for address, text in pages(case).items():
        plain = re.sub(r"<svg.*?</svg>|<script.*?</script>", "", text, flags=re.DOTALL)
        found = re.findall(r"\{:|\{ ?[#.]|markdown=|///|^!!! |^ +<(?:div|p|ul|table)\b", plain, re.MULTILINE)
        found += re.findall(r" data-search-exclude(?!>| markdown>)[^>]*", plain)
        found += re.findall(r"<(?:p|h[1-6]|li|td|span)\b[^>]* markdown>", plain)
        assert not found, address
