"""Drafts of pages and of PDF files: metadata, what stands beside an article, lines that a program broke."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.draft.metadata import metadata
from onrecord.proof.html import visible_text
from tests.cli.sites import run
from tests.draft.measure import SITE, Made, made
from tests.proof.files import pdf


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented region's registries, in the current folder."""
    shutil.copytree(SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def draft(site: Path, name: str, data: bytes, *options: str) -> Made:
    """The draft of a file."""
    (site / name).write_bytes(data)
    result = run("draft", name, "--source", "article", *options)
    assert result.exit_code == 0, result.output
    return made(next((site / "briefings").glob("2*/*.yml")), result.output)


def test_lines_of_a_pdf_are_joined(site: Path) -> None:
    """A sentence over two lines is one, and stands in the copy word for word."""
    lines = [
        "Post attacked near Harn",
        "",
        "Two Norlandic soldiers were killed in an attack on a post near the village",
        "of Harn on Tuesday, the Norland Army said in a statement on Wednesday, the",
        "sixth of March.",
    ]
    one = draft(site, "copy.pdf", pdf([lines]), "--published", "2024-03-06")
    assert [statement.by and statement.by.actor for statement, _ in one.statements] == ["norland-army"]
    assert run("verify").stdout.startswith("1  passages verbatim")


def test_a_sentence_over_two_pages_is_one(site: Path) -> None:
    """The page's end parts nothing."""
    first = [
        "Post attacked near Harn",
        "",
        "Two Norlandic soldiers were killed in an attack on a post near the village",
    ]
    one = draft(
        site, "copy.pdf", pdf([first, ["of Harn, the Norland Army said."]]), "--published", "2024-03-06"
    )
    assert (one.statements[0][0].excerpt or "").endswith("near the village of Harn, the Norland Army said.")
    assert run("verify").stdout.startswith("1  passages verbatim")


def test_a_page_is_read_where_it_marks_its_article(site: Path) -> None:
    """Menus and teasers around it are listed, and are no statements."""
    page = (
        '<html><head><meta property="article:published_time" content="2024-03-06T10:00:00Z"></head><body>'
        "<nav>The Norland Army said yesterday that it was ready.</nav><article><h1>Post attacked</h1>"
        "<p>The post was attacked on Tuesday, the Norland Police said.</p></article>"
        "<aside>Ana Keller said on Monday that she would resign.</aside></body></html>"
    )
    one = draft(site, "copy.html", page.encode())
    assert [statement.by and statement.by.actor for statement, _ in one.statements] == ["norland-police"]
    rest = one.text.partition("Nothing was made of these")[2]
    assert "The Norland Army said yesterday" in rest
    assert "Ana Keller said on Monday" in rest
    assert str(one.record.sources["article"].published) == "2024-03-06T10:00Z"


def test_a_registered_source_is_cited_and_not_described_again(site: Path) -> None:
    """Its date counts, and its copy is kept under the registry's key."""
    (site / "briefings/registry/sources.yml").write_text(
        "herald-0306:\n  title: Post attacked\n  published: 2024-03-06\n", "utf-8"
    )
    (site / "copy.txt").write_text(
        "Post attacked\n\nTwo died on Tuesday, the Norland Police said.\n", "utf-8"
    )
    result = run("draft", "copy.txt", "--source", "herald-0306")
    assert result.exit_code == 0, result.output
    one = made(next((site / "briefings").glob("2*/*.yml")))
    assert one.record.sources == {}
    assert "2024-03-05?" in one.text
    assert "1 of 1 sources have a snapshot." in run("snapshot", "--list").stdout


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ('<meta name="DC.date.issued" content="2024-03-06">', "Dublin Core, dc.date.issued"),
        (
            '<meta property="article:published_time" content="2024-03-06">',
            "Open Graph, article:published_time",
        ),
        ('<meta name="date" content="2024-03-06">', "a meta element, date"),
        ('<time datetime="2024-03-06">6 March</time>', "the page's <time> element"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], '
            '"datePublished": "2024-03-06"}]}</script>',
            "JSON-LD, datePublished",
        ),
    ],
)
def test_where_a_page_gives_its_date(head: str, where: str) -> None:
    """Each standard is read, and named in the basis."""
    (told,) = metadata(f"<html><head>{head}</head><body><p>Text.</p></body></html>", visible_text).published
    assert (told.value, told.where) == ("2024-03-06", where)


@pytest.mark.parametrize("script", ["{", "[1, null]", '{"@type": 3}', '"x"', "{}" * 10, "[" * 5_000])
def test_broken_metadata_are_passed_over(script: str) -> None:
    """A page's own mistakes are no reason to refuse it."""
    page = f'<script type="application/ld+json">{script}</script><p>Text.</p>'
    assert metadata(page, visible_text).published == ()


def test_metadata_that_differ_are_asked(site: Path) -> None:
    """Where two places of the page give different days, the second is a question."""
    page = (
        '<html><head><meta property="article:published_time" content="2024-03-06"></head><body>'
        "<article>"
        '<time datetime="2024-03-04">4 March</time>'
        "<p>The post was attacked, the Norland Police said.</p></article>"
    )
    one = draft(site, "copy.html", page.encode())
    assert "# ? published: 2024-03-04  # so says the page's <time> element" in one.text
