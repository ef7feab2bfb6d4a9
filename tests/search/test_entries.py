"""What the search knows of a page: its parts with their anchors, and the words by which it is found."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.search.entries import Entry, entry
from onrecord.search.words import folded, words

BRIEFING = """
<nav data-search-exclude><p>Archive <a href="..">2024</a></p></nav>
<h1 id="title">Attack<a class="headerlink" href="#title">¶</a></h1>
<p>A post came under attack.<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p>
<h2 id="casualties">Casualties</h2>
<p>Nobody adds them.</p>
<ul>
<li><span class="or-day">20 January</span> <strong>2</strong> <span id="s-army"></span><em>The army</em></li>
<li>none <em>The group</em></li>
<li><p>three</p><p>It may grow.</p><span id="s-group"></span></li>
</ul>
<h2 id="nothing">Nothing</h2>
<svg><text>a picture</text></svg>
<h2 id="sources">Sources</h2>
<div class="footnote"><ol>
<li id="fn:a"><p>“Post attacked” <a class="footnote-backref" href="#fnref:a">↩</a></p></li>
</ol></div>
"""


def made(content: str = BRIEFING, **search: Any) -> Entry:
    """The entry of a page with this content and these words in its front matter."""
    found = entry("briefings/a/", "Attack", content, {"search": search} if search else {})
    assert found is not None
    return found


def test_each_statement_and_source_is_a_part_of_its_own() -> None:
    """A hit leads to whoever said it: the anchor may stand anywhere in the line of the statement."""
    assert made().sections == (
        ("", "", "A post came under attack."),
        ("casualties", "Casualties", "Nobody adds them. none The group"),
        ("s-army", "Casualties", "20 January 2 The army"),
        ("s-group", "Casualties", "three It may grow."),
        ("fn:a", "Sources", "“Post attacked”"),
    )


def test_what_is_not_for_the_search_is_left_out() -> None:
    """What the page marks, pictures, arrows, numbers of notes, and headings without a text below."""
    found = " ".join(text for part in made().sections for text in part)
    assert not any(word in found for word in ("Archive", "picture", "↩", "¶", "Nothing", "attack.1"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text only",
        "<p>never closed",
        "</p></li></ul>",
        "<h2>without an id</h2><p>text</p>",
        "<div data-search-exclude><div>a</div>",
        '<li><span id="s-a"><h2 id="b">c</h2></li>d',
        "a < b & c > d <",
        "<!-- <h2 id='x'>no</h2> -->",
        "<img data-search-exclude alt='x'>after",
    ],
)
def test_any_html_is_read(content: str) -> None:
    """A page written by hand may hold anything; the page's own part is always the first."""
    assert made(content).sections[0][:2] == ("", "")


def test_a_picture_that_is_left_out_takes_nothing_with_it() -> None:
    """An element that has no end leaves out itself alone."""
    assert made("<img data-search-exclude alt='x'>after").sections == (("", "", "after"),)


def test_entities_are_the_letters_that_they_stand_for() -> None:
    """What a page shows is what is found."""
    assert made("<p>P&eacute;rez &lt;b&gt; &#42;</p>").sections[0][2] == "Pérez <b> *"


def test_front_matter_tells_date_filters_and_weight() -> None:
    """The year comes from the first day among the names; a filter that the search does not have is none."""
    found = made(
        date="20 January 2024",
        boost=20,
        words=["2024-01-20", "2024-01-21", "Tower 22"],
        filters={"weapon": ["Rocket"], "colour": ["red"]},
    )
    assert (found.date, found.day, found.boost) == ("20 January 2024", "2024-01-20", 20)
    assert found.filters == {"weapon": ("Rocket",), "year": ("2024",)}


@pytest.mark.parametrize(
    "search",
    [None, "no", {"boost": "much"}, {"boost": 0}, {"filters": ["x"]}, {"filters": {"year": 1}}, {"words": 7}],
)
def test_front_matter_of_others_is_no_mistake(search: object) -> None:
    """A page written by hand may use the key for something else."""
    found = entry("a/", "A", "<p>x</p>", {"search": search})
    assert found is not None and found.boost == 1 and found.filters == {}


def test_a_page_that_is_left_out_has_none() -> None:
    """`search: {exclude: true}`, as Material has it."""
    assert entry("a/", "A", "<p>x</p>", {"search": {"exclude": True}}) is None


def test_other_spellings_find_a_page_and_stand_apart() -> None:
    """Names in other scripts and spellings, and other forms of its words, but none that it shows."""
    found = made("<p>Pérez fired 2,500 rockets at Tower 22.</p>", words=["Tower 22, البرج ٢٢", "Kata'ib"])
    assert {"kataib", "tower22", "البرج", "برج"} <= set(found.hidden)
    assert not set(found.hidden) & {*found.shown, *found.titled}
    assert {"perez", "2500"} <= set(found.shown)


def test_a_word_counts_up_to_three_times() -> None:
    """More of it tells nothing more, and takes room."""
    assert made("<p>" + "rocket " * 9 + "</p>").bag == "rocket rocket rocket"


@pytest.mark.parametrize(
    ("word", "found"),
    [("Pérez", "perez"), ("2,500", "2500"), ("U.S", "us"), ("الأَسد", "الاسد"), ("_x_", "x"), ("…", "")],
)
def test_words_are_folded(word: str, found: str) -> None:
    """Without capitals, marks and signs."""
    assert folded(word) == found


def test_small_words_go_with_the_marks() -> None:
    """What every page has is no word."""
    assert list(words("At the base of al-Asad")) == ["base", "Asad"]
