"""What a briefing says of the check: beside each quotation, in a fold of its own, on each source."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote as quoted

import pytest

from onrecord.pages.briefing.checks import original
from onrecord.record.source import Source
from tests.helpers import ID, build_site, folded, record, section, unlabelled
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
    """What stands beside a quotation is the result in plain words, and leads to the fold: there is the reason
    why one was not checked.
    """
    markdown = build_site(site.root).markdown(f"briefings/{ID}.md")
    assert re.findall(r"or-check\">\[(.*?)\]\(#wording\)", section(markdown, "Quotes")) == [
        "The wording matches the source; the original was not seen",
        "Not checked",
    ]
    checks = unlabelled(folded(markdown, "How the wording was checked"))
    rows = re.findall(r"(?m)^\| “.*?” *,.*?\| (.*?) \|", checks)
    assert rows == [
        "The wording matches the source; the original was not seen",
        "Not checked: no snapshot of the source",
    ]


def test_the_section_gives_result_hash_and_ways_to_the_original(site: ProofSite) -> None:
    """Each quotation and figure has its result, its links and the copy's date and SHA-256, folded away."""
    built = build_site(site.root)
    text = folded(built.markdown(f"briefings/{ID}.md"), "How the wording was checked")
    assert "Of 2 quotations, 1 was compared with a copy of the source that we keep; 1 matched." in text
    assert "Of 2 figures, 2 were looked for in a passage of the source; 2 stand there." in text
    assert f'href="{URL}#:~:text=We%20do%20not%20accept%20this%20attack"' in unescape(text)
    assert '<a href="https://archive.example/a" rel="noopener nofollow">archived copy</a>' in text
    assert re.search(r"taken on 22 November 2026: `[0-9a-f]{64}`", text)
    html = built.html(f"briefings/{ID}/index.html")
    assert re.search(r'<details class="or-more or-checks"[^>]* id="wording">\s*<summary>', html)


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
    """What is folded of a source of which we keep a copy says so; others are silent about it."""
    text = build_site(site.root).markdown(f"briefings/{ID}.md")
    (line,) = [line for line in text.splitlines() if "Copy kept" in line]
    assert line in folded(text, "How each source was dated and read")
    assert line.startswith("- “Post attacked.” The Daily.")
    assert "Copy kept since 22 November 2026: 2 passages compared, 2 matched." in line


def test_an_original_stands_wherever_its_translation_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Briefing, quotes and month say whose the translation is and print the words of the source; so do the
    data, and the link leads to these words.
    """
    quote = (
        "    quote:\n      text: We hit the post\n      lang: en\n      original_lang: fa\n"
        "      original: ما آن پاسگاه را زدیم\n"
    )
    sources = f"    url: {URL}\n    lang: fa\n"
    statement = f"  - by: blue-command\n    source: article\n    said: 2024-01-20\n{quote}"
    site = ProofSite(tmp_path, monkeypatch, record(statement, sources=sources))
    site.keep(article="سخنگو گفت: «ما آن پاسگاه را زدیم».")
    assert site.run("verify")[0] == 0
    built = build_site(site.root)
    for page in (f"briefings/{ID}", "quotes/2024", "archive/2024/01"):
        html = built.html(f"{page}/index.html")
        assert "Our translation from Persian." in html, page
        shown = re.findall(r"<(?:blockquote|bdi|span)([^>]*)>\s*(?:<p>)?“ما آن پاسگاه را زدیم”", html)
        assert shown and all('lang="fa"' in one and 'dir="rtl"' in one for one in shown), page
    actor = built.text("actors/blue-command/index.html")
    assert "“We hit the post” (our translation)" in actor
    assert f":~:text={quoted('ما آن پاسگاه را زدیم')}" in unescape(built.html(f"briefings/{ID}/index.html"))
    ((row,),) = [json.loads(built.files["data/quotes.json"])["rows"]]
    assert (row["text"], row["original"], row["original_lang"], row["translator"]) == (
        "We hit the post",
        "ما آن پاسگاه را زدیم",
        "fa",
        "ours",
    )
    assert "ما آن پاسگاه را زدیم" in built.files["data/quotes.csv"].decode()


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
        # Words that a page may set with another mark are left out at the ends, and passed over between them.
        (
            "we did not cross — they did cross the line",
            "we%20did%20not%20cross,they%20did%20cross%20the%20line",
        ),
        (
            "we did not cross - they did cross the line",
            "we%20did%20not%20cross,they%20did%20cross%20the%20line",
        ),
        ("we did not cross\u2013they did cross the line", "we%20did%20not,did%20cross%20the%20line"),
        ("we did not re-enter the old town", "we%20did%20not,the%20old%20town"),
        ("we did not re\u2011enter it", "we%20did%20not"),
        ("it’s not what we said", "not%20what%20we%20said"),
        ("it's not what we said", "not%20what%20we%20said"),
        ("Kyʼiv is not what we meant", "is%20not%20what%20we%20meant"),
        ("the men said «no» to it all", "the%20men%20said,to%20it%20all"),
        ("they called it “a war” and left at dawn", "they%20called%20it,and%20left%20at%20dawn"),
        ("we will wait… and then we strike", "and%20then%20we%20strike"),
        ("we will wait . . . and then we strike", "we%20will%20wait,and%20then%20we%20strike"),
        (
            "one two three four five six — seven — eight nine ten eleven twelve thirteen",
            "one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
        ),
        # Where nothing else is left, all words are a better guess than none.
        ("it’s “no”", "it%E2%80%99s%20%E2%80%9Cno%E2%80%9D"),
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
        assert original(source, "words that stand there") == ""


def test_without_a_lock_every_quotation_says_that_it_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that was never verified builds, and claims nothing."""
    site = ProofSite(tmp_path, monkeypatch)
    text = build_site(site.root).text(f"briefings/{ID}/index.html")
    assert text.count("Not checked.") == 2
    assert text.count("Not checked: no snapshot of the source") == 2
    assert "Of 2 quotations, none was compared" in text
    assert OTHER.strip() not in text
