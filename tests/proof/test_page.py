"""What a briefing says of the check: below each quotation, in a section of its own, on each source."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.record.source import Source
from onrecord.render.checks import original
from tests.helpers import ID, build_site, record, section
from tests.proof.sites import ARTICLE, OTHER, SOURCES, STATEMENT, ProofSite

URL = "https://news.example/a?b=1"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProofSite:
    """A site in which one of two quotations is verified, in a source with an address and an archived copy."""
    sources = f"    url: {URL}\n    archive: https://archive.example/a\n{SOURCES}"
    found = ProofSite(tmp_path, monkeypatch, record(STATEMENT, sources=sources))
    found.keep(article=ARTICLE)
    assert found.run("verify")[0] == 0
    return found


def test_each_quotation_says_what_the_comparison_gave(site: ProofSite) -> None:
    """The line below a quotation is the result in plain words, and leads to the section."""
    quotes = section(build_site(site.root).markdown(f"briefings/{ID}.md"), "Quotes")
    assert re.findall(r"or-check\">\[(.*?)\]\(#wording\)", quotes) == [
        "The wording matches the source; the original was not seen",
        "Not checked: no snapshot of the source",
    ]


def test_the_section_gives_result_hash_and_ways_to_the_original(site: ProofSite) -> None:
    """Each quotation and figure has its result, its links and the copy's date and SHA-256, folded away."""
    built = build_site(site.root)
    text = section(
        built.markdown(f"briefings/{ID}.md"), "How the wording was checked { #wording data-search-exclude }"
    )
    assert "Of 2 quotations, 1 was compared with a copy of the source that we keep; 1 matched." in text
    assert "Of 2 figures, 2 were looked for in a passage of the source; 2 stand there." in text
    assert f"({URL}#:~:text=We%20do%20not%20accept%20this%20attack)" in unescape(text)
    assert "[archived copy](https://archive.example/a)" in text
    assert re.search(r"taken on 22 November 2026: `[0-9a-f]{64}`", text)
    html = built.html(f"briefings/{ID}/index.html")
    assert re.search(r'<details class="or-checks">\s*<summary>', html)
    assert 'id="wording"' in html


def test_a_figure_in_another_language_never_simply_stands_there(site: ProofSite) -> None:
    """The summary tells digits that stand there, and figures that were not checked, from those found."""
    site.edit(
        {
            "Three soldiers were killed and at least 12 people were wounded at the post": "Drei und 12",
            "    title: Post attacked\n": "    title: Post attacked\n    lang: de\n",
        }
    )
    site.keep_again(article="Drei und 12. “We do not accept this attack,” said its spokesman.")
    assert site.run("verify")[0] == 0
    text = build_site(site.root).markdown(f"briefings/{ID}.md")
    assert "; 0 stand there; of 1 the digits stand there, the rest was not checked: language; 1 not" in text
    assert "Not checked: language" in text


def test_a_figure_of_another_matter_never_stands_there(site: ProofSite) -> None:
    """Its result says that the passage gives the number for something else; the summary does not count it."""
    site.edit({"count: 3\n": "count: at least 12\n"})
    assert site.run("verify")[0] == 0
    text = build_site(site.root, strict=False, expect="the passage gives").markdown(f"briefings/{ID}.md")
    assert "2 were looked for in a passage of the source; 1 stands there." in text
    assert "The passage gives the number for something else, or does not say for what" in text


def test_a_source_says_how_many_of_its_passages_matched(site: ProofSite) -> None:
    """The note of a source of which we keep a copy says so; others are silent about it."""
    text = build_site(site.root).markdown(f"briefings/{ID}.md")
    notes = dict(re.findall(r"(?m)^\[\^(\S+)\]: (.*)$", text))
    assert "Copy kept since 22 November 2026: 2 passages compared, 2 matched." in notes["article"]
    assert "Copy kept" not in notes["other"]


def test_excerpts_are_never_published(site: ProofSite) -> None:
    """The passage that a figure was looked for in is in no file of the site."""
    excerpt = b"12 people hurt", b"at least 12 people were wounded", b"12%20people"
    files = build_site(site.root).files
    assert [name for name, data in files.items() if any(one in data for one in excerpt)] == []


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("we fired, twice & more", "we%20fired%2C%20twice%20%26%20more"),
        ("the anti-tank unit", "the%20anti%2Dtank%20unit"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
    ],
)
def test_a_text_fragment_finds_the_words(words: str, fragment: str) -> None:
    """Signs that mean something in a fragment are encoded, and long words are given by their two ends."""
    source = Source(title="A report", url="https://news.example/a#top")
    assert unescape(original(source, words) or "") == f"https://news.example/a#top:~:text={fragment}"


def test_what_is_not_linked_stays_so() -> None:
    """A source with `link: no`, a confidential one and one without an address get no link."""
    url = "https://news.example/a"
    for source in (
        Source.model_validate({"title": "A", "url": url, "link": "no"}),
        Source.model_validate({"title": "A", "url": url, "confidential": "yes"}),
        Source(title="A"),
    ):
        assert original(source, "words that stand there") is None


def test_without_a_lock_every_quotation_says_that_it_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that was never verified builds, and claims nothing."""
    site = ProofSite(tmp_path, monkeypatch)
    text = build_site(site.root).text(f"briefings/{ID}/index.html")
    assert text.count("Not checked: no snapshot of the source.") == 2
    assert "Of 2 quotations, none was compared" in text
    assert OTHER.strip() not in text
