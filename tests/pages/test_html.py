"""A page from Markdown to HTML: front matter, addresses, notes, ids of headings, the table of contents."""

from __future__ import annotations

import pickle

import pytest

from onrecord.markdown.headings import Heading, named
from onrecord.markdown.html import Html, Link, html, searched, without_machines
from onrecord.markdown.notes import moved

BACK = "Back to {}"


def made(text: str, at: str = "briefings/a.md", *, directory_urls: bool = True) -> Html:
    """A page with the words of this test for the way back from a note."""
    return html(text, at, back=BACK, directory_urls=directory_urls)


@pytest.mark.parametrize(
    ("at", "written", "folders", "files"),
    [
        ("briefings/a.md", "../actors/b.md", "../../actors/b/", "../actors/b.html"),
        ("briefings/a.md", "b.md#x", "../b/#x", "b.html#x"),
        ("briefings/a.md", "a.md#x", "./#x", "a.html#x"),
        ("briefings/a.md", "../index.md", "../../", "../index.html"),
        ("briefings/a.md", "../tallies/index.md", "../../tallies/", "../tallies/index.html"),
        ("index.md", "explore.md", "explore/", "explore.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("archive/2024/01.md", "../index.md#y", "../../#y", "../index.html#y"),
        ("archive/2024/01.md", "02.md", "../02/", "02.html"),
        ("data.md", "data/incidents.csv", "incidents.csv", "data/incidents.csv"),
        ("data.md", "feeds/all.xml", "../feeds/all.xml", "feeds/all.xml"),
        ("briefings/a.md", "../Ünit.md", "../../%C3%9Cnit/", "../%C3%9Cnit.html"),
        # What names no file is left as it is.
        ("briefings/a.md", "../actors/", "../actors/", "../actors/"),
        ("briefings/a.md", "/x.md", "/x.md", "/x.md"),
        ("briefings/a.md", "https://a.example/b.md", "https://a.example/b.md", "https://a.example/b.md"),
        ("briefings/a.md", "mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"),
        ("briefings/a.md", "#x", "#x", "#x"),
    ],
)
def test_links_lead_to_pages_in_the_place_of_files(at: str, written: str, folders: str, files: str) -> None:
    """As MkDocs writes them, with folders for pages and without."""
    for address, directory_urls in ((folders, True), (files, False)):
        page = made(f"[x]({written})", at, directory_urls=directory_urls)
        assert page.content == f'<p><a href="{address}">x</a></p>\n'


def test_html_of_ours_has_addresses_already() -> None:
    """An anchor that is written as HTML is left as it is."""
    page = made('<p><a href="b.md">x</a> <a class="y" href="../c.csv">z</a></p>\n')
    assert page.content == '<p><a href="b.md">x</a> <a class="y" href="../c.csv">z</a></p>\n'
    assert page.links == ()


def test_links_are_told_with_their_targets() -> None:
    """Each link to a file of the site or within the page once, whether or not that is there."""
    page = made("[a](../x.md#y) [b](../x.md#y) [c](#d) [e](../data/f.csv) [g](https://h.example/)")
    assert page.links == (
        Link("../x.md#y", "x.md", "y"),
        Link("#d", "briefings/a.md", "d"),
        Link("../data/f.csv", "data/f.csv"),
    )


def test_an_anchor_at_the_start_of_a_heading_names_it() -> None:
    """Others are named after their words, and no two alike; all stand in the table of contents."""
    page = made(
        '# A & B\n\n## <a id="x"></a>One\n\n### Two *2*\n\n## One\n\n## X\n\n## <a id="z"></a>[L](b.md)\n'
    )
    assert page.content == (
        '<h1 id="a-b">A &amp; B</h1>\n<h2 id="x">One</h2>\n<h3 id="two-2">Two <em>2</em></h3>\n'
        '<h2 id="one">One</h2>\n<h2 id="x_1">X</h2>\n<h2 id="z"><a href="../b/">L</a></h2>\n'
    )
    one = Heading(2, "x", "One", (Heading(3, "two-2", "Two 2"),))
    assert page.contents == (
        Heading(
            1,
            "a-b",
            "A &amp; B",
            (one, Heading(2, "one", "One"), Heading(2, "x_1", "X"), Heading(2, "z", "L")),
        ),
    )
    assert page.ids == {"a-b", "x", "two-2", "one", "x_1", "z"}


def test_ids_of_elements_are_taken() -> None:
    """A heading does not take the id of an element, nor of a heading that follows."""
    page = made('<span id="a"></span>\n\n## A\n\n## <a id="b"></a>C\n\n## B\n')
    assert [heading.id for heading in page.contents] == ["a_1", "b", "b_1"]


def test_headings_that_have_ids_keep_them() -> None:
    """Unless these were made of their words, before ours were known; links of a theme lead to the new one."""
    page = named(
        '<h2 id="own">A</h2><h2 class="c" id="b_1">B<a class="headerlink" href="#b_1">¶</a></h2>'
        '<h2 id="d"><a id="e"></a>D</h2><h2 id="d_1">D</h2>'
    )
    assert page.content == (
        '<h2 id="own">A</h2><h2 id="b" class="c">B<a class="headerlink" href="#b">¶</a></h2>'
        '<h2 id="e">D</h2><h2 id="d">D</h2>'
    )
    assert [heading.title for heading in page.contents] == ["A", "B", "D", "D"]
    assert page.ids == {"own", "b", "e", "d"}


def test_contents_are_nested_by_level() -> None:
    """Also where a page begins below the top, or leaves a level out."""
    page = made("### C\n\n## B\n\n#### D\n\n### E\n")
    assert page.contents == (
        Heading(3, "c", "C"),
        Heading(2, "b", "B", (Heading(4, "d", "D"), Heading(3, "e", "E"))),
    )


def test_notes_stand_at_their_place_with_the_ways_back() -> None:
    """Numbers are those of the definitions; each reference has an id of its own, also within a note."""
    page = made(
        "A[^x] b[^y] c[^x].\n\n## Sources\n\n"
        '[^y]: *Y*.\n\n[^x]: X, of[^y].\n\n<div class="or-notes"></div>\n\nEnd.\n'
    )
    ways = [
        [f'<a class="footnote-backref" href="#{to}" title="Back to {number}">↩</a>' for to in places]
        for number, places in ((1, ("fnref:y", "fnref2:y")), (2, ("fnref:x", "fnref2:x")))
    ]
    assert page.content == (
        '<p>A<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">2</a></sup> '
        'b<sup id="fnref:y"><a class="footnote-ref" href="#fn:y">1</a></sup> '
        'c<sup id="fnref2:x"><a class="footnote-ref" href="#fn:x">2</a></sup>.</p>\n'
        '<h2 id="sources">Sources</h2>\n'
        '<div class="footnote">\n<hr />\n<ol>\n'
        f'<li id="fn:y">\n<p><em>Y</em>.\xa0{"".join(ways[0])}</p>\n</li>\n'
        '<li id="fn:x">\n<p>X, of<sup id="fnref2:y"><a class="footnote-ref" href="#fn:y">1</a></sup>.'
        f"\xa0{''.join(ways[1])}</p>\n</li>\n"
        "</ol>\n</div>\n<p>End.</p>\n"
    )


def test_a_note_that_nobody_refers_to_and_a_reference_to_none() -> None:
    """The first stands in the list, the second is text; without a place the list stands at the end."""
    page = made("A[^b].\n\n[^a]: B.\n")
    assert "<p>A[^b].</p>" in page.content and '<li id="fn:a">\n<p>B.' in page.content
    assert '"#fnref:a"' in page.content


def test_notes_of_python_markdown_are_moved_to_their_place() -> None:
    """It puts them at the end of the page."""
    notes = '<div class="footnote">\n<hr />\n<ol>\n<li id="fn:a"></li>\n</ol>\n</div>'
    place = '<div class="or-notes"></div>'
    assert moved(f"<p>A</p>\n{place}\n<p>B</p>\n{notes}") == f"<p>A</p>\n{notes}\n<p>B</p>\n"
    for page in (f"<p>A</p>\n{notes}", f"<p>A</p>\n{place}\n<p>B</p>"):
        assert moved(page) == page


def test_front_matter_and_the_title() -> None:
    """A title in front matter goes before the heading; without both the file names the page."""
    page = made("---\ntitle: A &lt; B\nhide: [toc]\n---\n\n# C\n")
    assert (page.title, dict(page.meta)) == ("A &lt; B", {"title": "A &lt; B", "hide": ["toc"]})
    assert made("# C *d* <small>e</small>\n").title == "C d e"
    for at, title in (("briefings/a-b_c.md", "A b c"), ("index.md", "Home"), ("x/index.md", "Index")):
        assert made("Text.\n\n# C\n", at).title == title


def test_what_is_for_machines_is_apart() -> None:
    """JSON-LD is no text of the page, whatever stands in it."""
    machines = '<script type="application/ld+json">{"a": "[^x] ](y.md) \\u003c/div markdown>"}</script>'
    page = made(f"A[^x].\n\n[^x]: B.\n\n{machines}\n")
    assert page.machines == machines and "script" not in page.content
    assert without_machines(f"<p>A</p>\n{machines}\n") == ("<p>A</p>\n", machines)


def test_what_a_search_index_reads() -> None:
    """What is to be left out is marked for it, and has no mark on the page; labels are left out."""
    text = (
        '<div class="a" data-search-exclude markdown>\n\nx<br>y\n\n</div>\n\n'
        '## <a id="b" data-search-exclude></a>B\n\n| C | D |\n|---|---|\n| e | <b hidden>D</b> f |\n'
    )
    shown, read = made(text).content, searched(text, back=BACK)
    assert "data-search-exclude" not in shown and "<td><b hidden>D</b> f</td>" in shown
    assert '<div class="a" data-search-exclude>\n<p>x<br>\ny</p>' in read
    assert '<h2 id="b" data-search-exclude>B</h2>' in read and "<td>f</td>" in read


def test_cells_and_words_are_apart() -> None:
    """White space stands between the cells of a row, for readers of the text alone."""
    assert "<td>a</td>\n<td>b</td>" in made("| c | d |\n|---|---|\n| a | b |\n").content


def test_a_page_can_be_pickled() -> None:
    """It goes from one process to another, and into a cache."""
    page = made("# A\n\n[b](b.md)[^c]\n\n[^c]: D.\n")
    assert pickle.loads(pickle.dumps(page)) == page


def test_text_of_values_is_no_syntax_of_ours() -> None:
    """What looks like a tag, a mark or an anchor of ours in a text that was typed stays text."""
    typed = "x markdown&#62; data-search-exclude&#62; &#60;a href&#61;&#34;b.md&#34;&#62; &#91;^c&#93;"
    page = made(f"{typed}[^c]\n\n[^c]: D.\n")
    assert 'x markdown&gt; data-search-exclude&gt; &lt;a href="b.md"&gt; [^c]<sup' in page.content
