r"""Prose: four kinds of markup, and everything else as typed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.prose import Cite, Emphasis, Inline, Link, Ours, Prose, ProseError, Words, escape

ARTICLE = Cite(("article",))
TEXT = st.one_of(
    st.text(max_size=60),
    st.text("*[]\\()@; \nab-1", max_size=60),
    st.lists(
        st.sampled_from(
            [
                "*",
                "**",
                "\\",
                "[",
                "](",
                "]",
                ")",
                "[@a]",
                "[@",
                "https://x.org/",
                " ",
                "\n",
                "\n\n",
                "a",
                "[b](https://x.org)",
            ]
        ),
        max_size=20,
    ).map("".join),
)


def inlines(text: str) -> tuple[Inline, ...]:
    """The parts of the only paragraph of ``text``."""
    (paragraph,) = Prose.parse(text).paragraphs
    return paragraph


@given(TEXT)
def test_printing_and_parsing_are_inverse(text: str) -> None:
    """Any text is refused by our own error, or prints as canonical text that parses to the same prose."""
    try:
        prose = Prose.parse(text)
    except ProseError as error:
        assert error.what
        assert 0 <= error.offset < len(text)
        return
    assert Prose.parse(str(prose)) == prose
    assert str(Prose.parse(str(prose))) == str(prose)


@given(TEXT)
def test_escaped_text_is_text(text: str) -> None:
    """Any text, escaped, is prose that says that text and nothing else, its blanks aside."""
    prose = Prose.parse(escape(text))
    assert all(isinstance(part, Words) for paragraph in prose.paragraphs for part in paragraph)
    assert re.sub(r"[ \t\r\n]+", " ", prose.plain()) == re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


@given(
    st.lists(
        st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True), min_size=1, max_size=4
    ).filter(lambda ids: "ours" not in ids)
)
def test_markers_print_as_they_are_written(ids: list[str]) -> None:
    """A source marker of any ids parses to these ids in their order."""
    marker = "[" + "; ".join("@" + name for name in ids) + "]"
    assert inlines(marker) == (Cite(tuple(ids)),)
    assert str(Prose.parse(marker)) == marker


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It was hit. [@article]", (Words("It was hit. "), ARTICLE)),
        ("[@article; @reuters]", (Cite(("article", "reuters")),)),
        ("So we think. [@ours]", (Words("So we think. "), Ours())),
        ("[@article;@reuters]", (Cite(("article", "reuters")),)),
        ("a *late* report", (Words("a "), Emphasis("late"), Words(" report"))),
        ("(*late*)", (Words("("), Emphasis("late"), Words(")"))),
        ("*so [sic] late*", (Emphasis("so [sic] late"),)),
        ("[the page](https://x.org/a_(b))", (Link("the page", "https://x.org/a_(b)"),)),
        ("one\nline", (Words("one line"),)),
        (r"5 \* 3, \[@article], C:\temp", (Words(r"5 * 3, [@article], C:\temp"),)),
    ],
)
def test_what_is_markup(text: str, parts: tuple[Inline, ...]) -> None:
    """Emphasis, links and source markers are markup, and a backslash makes their characters plain."""
    assert inlines(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "**x**",
        "***x***",
        "# h",
        "<b>x</b>",
        "`x`",
        "_x_",
        "2*3*4",
        "5 * 3 * 2",
        "* a lone star",
        "*unclosed",
        "x*a*",
        "*a*b",
        "[sic]",
        "[a] (b)",
        "[see @article]",
        "![x",
        "&lt;b&gt;",
        "{: onclick=x }",
        "{{ 7*7 }}",
        "---",
        "me@example.org",
        "https://example.org",
    ],
)
def test_what_is_not_markup(text: str) -> None:
    """Everything else comes out as it was typed."""
    assert inlines(text) == (Words(text),)
    assert Prose.parse(text).plain() == text


def test_paragraphs() -> None:
    """Empty lines part paragraphs, however lines end; what is left of a paragraph is one line."""
    prose = Prose.parse("\n One\r\n two.\r\n \t\r\n\nThree.\n\n")
    assert prose.paragraphs == ((Words("One two."),), (Words("Three."),))
    assert str(prose) == "One two.\n\nThree."
    assert Prose.parse(" \n\n ").paragraphs == ()


def test_sources_cited() -> None:
    """Each source is listed once, in the order of first mention."""
    assert Prose.parse("A [@b; @a]. B [@a].\n\nC [@c].").cited == ("b", "a", "c")


def test_what_is_ours_has_no_source() -> None:
    """The marker of a sentence of ours cites nothing, is no text, and stands in no marker of sources."""
    prose = Prose.parse("We think so. [@ours] They do not. [@a]")
    assert prose.cited == ("a",)
    assert prose.plain() == "We think so. They do not."
    assert str(prose) == "We think so. [@ours] They do not. [@a]"
    with pytest.raises(ProseError, match="stands in a marker of its own"):
        Prose.parse("[@a; @ours]")


def test_parts_know_where_they_were_typed() -> None:
    """Each part has its offset in the text; parts that say the same are equal wherever they stand."""
    text = " A  *b* [@c]\n\nD [e](https://x.org)"
    prose = Prose.parse(text)
    assert [part.at for paragraph in prose.paragraphs for part in paragraph] == [1, 4, 7, 8, 14, 16]
    assert prose == Prose.parse(text.lstrip())


def test_plain_text() -> None:
    """Plain text has no stars, addresses and markers, and no gap where a marker stood."""
    prose = Prose.parse(
        "A *late* report [@a], [here](https://x.org) [@b]. It [@c] went. [@d]\n\n[@e]\n\nEnd."
    )
    assert prose.plain() == "A late report, here. It went.\n\nEnd."


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//host/path",
        "/path",
        "mailto:a@b.org",
        "ftp://x.org",
        "https:x.org",
        "https:///x",
        "https://",
        "https://user@x.org",
        "https://user:password@x.org",
        "https://x.org\\@evil.org",
        "https://x.org/a b",
        'https://x.org "title"',
        "https://x.org/<b>",
        "https://x.org/\N{RIGHT-TO-LEFT OVERRIDE}gpj",
        "https://x%2eorg",
        "https://x.org:99999",
        "https://[x",
        "",
    ],
)
def test_addresses_refused(address: str) -> None:
    """Only http and https addresses are linked to, and none with a password or a disguise."""
    with pytest.raises(ProseError) as caught:
        Prose.parse(f"see [text]({address})")
    assert caught.value.offset == 4
    with pytest.raises(ProseError):
        Link("text", address)


@pytest.mark.parametrize(
    ("text", "what", "offset"),
    [
        ("It was hit [@article", "this source marker is not closed", 11),
        ("One.\n\nTwo [@Article].", "“Article” is not a source id", 10),
        ("[@]", "“” is not a source id", 0),
        ("[@a--b]", "“a--b” is not a source id", 0),
        ("[@a, @b]", "“a, @b” is not a source id", 0),
        ("[@a; b]", "“b” lacks its @", 0),
        ("[@" + "a" * 81 + "]", "“" + "a" * 40 + "” is not a source id", 0),
        ("[text](https://x.org", "this link is not closed", 0),
        ("[ ](https://x.org)", "this link has no text", 0),
        ("[@article\n\n]", "this source marker is not closed", 0),
    ],
)
def test_broken_markup(text: str, what: str, offset: int) -> None:
    """A broken source marker or link is refused with its position: a source must not be lost silently."""
    with pytest.raises(ProseError) as caught:
        Prose.parse(text)
    assert (caught.value.what, caught.value.offset) == (what, offset)


@pytest.mark.parametrize("unit", ["[", " *a", "[a", "*[a] ", "\\", "[a](https://x.org/(", "*[", "\n ", "]("])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Twenty thousand opening brackets, stars or backslashes are read in a moment."""
    started = time.process_time()
    try:
        assert Prose.parse(unit * 20_000) is not None
    except ProseError as error:
        assert error.what
    assert time.process_time() - started < 10
