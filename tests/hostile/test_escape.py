"""The escape in every place of a page: any text comes back as it was, and ordinary prose stays readable."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.markdown.escape import Markdown, escape, url
from onrecord.markdown.front_matter import front_matter
from onrecord.markdown.html import html
from onrecord.markdown.printer import inline
from onrecord.markdown.prose import prose, prose_line
from onrecord.phrases import Phrase, Text, emphasis, phrase, sentence, stopped, strong
from onrecord.values.prose import Emphasis, Link, Paragraph, Prose, Words
from tests.hostile.oracle import MOST, PLAIN, Page, convert, read, spaced
from tests.hostile.strings import REFUSED, STRINGS
from tests.renderers import RENDERERS

_HARMLESS = "plain words"
#: Every place in which a template of ours prints a value; a letter's place in the page tells them apart.
_PLACES = """\
Start.

{0}

Before {0} after.

{0} after. {0}, {0}

- {0}
- **{0}**: *{0}, {0}*, “{0}” ({0}) [^note]

    {0}

1. {0}

| {0} | x |
|---|---|
| {0} | **{0}** |
| <span id="s-x"></span>{0} | <b hidden>{0}</b> {0} |

# <a id="title"></a>{0}

### <a id="other"></a>{0} x

<div class="or-lead" markdown>

{0}

</div>

<p class="x"><strong>Note.</strong> {0}</p>

<blockquote markdown>

“{0}”

</blockquote>

[{0}](https://example.org/) · {0} <a href="https://example.org/">{0}</a> <span lang="{0}">x</span>

<div class="admonition warning" markdown>
<p class="admonition-title">{0}</p>

{0}

</div>

[^note]: “{0}.” {0}

<div class="or-notes"></div>

{0}
"""

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
_MARKUP = st.sampled_from(
    [
        *"*_`~^=+-#[](){}<>!|\\&;:/.'\"$@%?, 1a",
        "  ",
        "\n",
        "\n\n",
        "    ",
        "![",
        "](",
        "--8<--",
        "{:",
        ":smile:",
        "&lt;",
    ]
)
_TEXTS = st.one_of(
    st.text(_CHARACTERS, min_size=1, max_size=20),
    st.lists(_MARKUP, min_size=1, max_size=12).map("".join),
    st.tuples(st.sampled_from(STRINGS), _MARKUP, st.sampled_from(STRINGS)).map(
        lambda parts: "".join(parts)[:200]
    ),
).filter(lambda text: bool(spaced(text)))


@cache
def _plain(extensions: tuple[str, ...]) -> Page:
    return read(convert(_PLACES.format(_HARMLESS), extensions))


def check(text: str, extensions: tuple[str, ...]) -> None:
    """Asserts that the page of all places with ``text`` is that of harmless words but for the text."""
    page, plain = read(convert(_PLACES.format(escape(text)), extensions)), _plain(extensions)
    shown = spaced(text)
    assert page.tags == tuple(
        (tag, tuple((name, shown if value == _HARMLESS else value) for name, value in pairs))
        for tag, pairs in plain.tags
    )
    assert page.text == spaced(plain.text.replace(_HARMLESS, shown))


def test_our_strings_in_every_place() -> None:
    """Each of our hostile strings, in each place, shows as typed and changes no tag."""
    for text in STRINGS:
        check(text, MOST)


@pytest.mark.parametrize("renderer", [*RENDERERS, "ours"])
def test_our_strings_in_every_place_of_commonmark(renderer: str) -> None:
    """The same under other renderers, and under the one that makes our pages."""
    render = RENDERERS.get(renderer) or (lambda text: html(text, "a/b.md", back="Back to {}").content)
    plain = read(render(_PLACES.format(_HARMLESS)))
    for text in STRINGS:
        shown = spaced(text)
        page = read(render(_PLACES.format(escape(text))))
        assert page.tags == tuple(
            (tag, tuple((name, shown if value == _HARMLESS else value) for name, value in pairs))
            for tag, pairs in plain.tags
        )
        assert page.text == spaced(plain.text.replace(_HARMLESS, shown))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
def test_any_text_in_every_place(text: str) -> None:
    """Any text, in each place, shows as typed and changes no tag."""
    check(text, PLAIN)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
def test_any_text_under_every_extension(text: str) -> None:
    """The same under nearly every extension there is."""
    check(text, MOST)


@settings(deadline=None)
@given(st.text())
def test_one_line_of_known_characters(text: str) -> None:
    """What the escape gives is one line without control characters, and escaping it again changes nothing."""
    escaped = escape(text)
    assert escaped == escaped.strip() and "  " not in escaped
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029<>`*_\[\]{}|\\]", escaped)
    assert escape(escaped) is escaped


@pytest.mark.parametrize("text", REFUSED)
def test_characters_that_no_record_holds(text: str) -> None:
    """Should one arrive by another way, through a setting, the page's structure is still the template's."""
    page = read(convert(_PLACES.format(escape(f"{text}x")), MOST))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in _plain(MOST).tags]


def test_signs_behind_a_control_character_are_at_the_start() -> None:
    """A control character that is dropped does not hide that the sign behind it begins the line."""
    assert escape("\x01??? note") == escape("??? note") == "&#63;&#63;&#63; note"


@pytest.mark.parametrize(
    "text",
    [
        "160 km (100 miles) west of Baghdad",
        "U.S. forces; the U.S.",
        "don't",
        "18:30, about 20:45-05:00",
        "a, b; c: d",
        "2.5% of 1,500",
        "Why? Who says so? “Why?” he said.",
        "Popular Mobilization Forces (PMF)",
        "deputy Pentagon press secretary, e.g. this (that).",
        "al-Asad’s “base” – near Hit",
        "Iran Daily, no. 7491",
        "قاعدة عين الأسد الجوية",
    ],
)
def test_ordinary_prose_stays_as_it_is(text: str) -> None:
    """A person can read the generated Markdown: ordinary prose has its punctuation, not entities."""
    assert escape(text) == text


def test_typography_that_a_site_may_want() -> None:
    """Letters and digits stay: where a site asks for raised ordinals, it gets them, and no text changes."""
    page = read(convert(str(escape("the 1st of 3")), ("pymdownx.smartsymbols",)))
    assert page.text == "the 1 st of 3" and [tag for tag, _ in page.tags] == ["p", "sup", "/sup", "/p"]
    assert read(convert(str(escape('don\'t -- "x"...')), ("smarty",))).text == 'don’t -- "x"...'


def test_sentences_that_are_only_a_number() -> None:
    """A value that numbers a list with the full stop of its sentence does not begin one."""
    for text in ("3", "a", "IV", "2024", "C"):
        page = read(
            convert(f"- {inline(stopped(text))} *Somebody*\n- {inline(sentence(text))} *Somebody*", MOST)
        )
        assert [tag for tag, _ in page.tags if tag[0] != "/"] == ["ul", "li", "em", "li", "em"]
        assert page.text == f"{text}. Somebody {text.upper()}. Somebody"


_ADDRESSES = (
    "https://example.org/a_b/c*d*e?x=1&y=~z~#f:g",
    "https://example.org/$a$/(b)/[c]/'d'/!e/@f/+g+/;h,i",
    "https://en.example/wiki/Foo_(bar)_(baz)",
    "https://example.org:8080/:smile:?a==b&amp;c&lt;d",
    "HTTPS://EXAMPLE.ORG/**x**__y__",
    "https://example.org/?q=%22%3Cscript%3E&lang=ar#:~:text=a,-b",
    "https://пример.example/путь",
    "mailto:errors@onrecord.example?subject=a%20b&body=c",
)


@pytest.mark.parametrize("address", _ADDRESSES)
@pytest.mark.parametrize("extensions", [PLAIN, MOST], ids=["plain", "most"])
def test_addresses_come_back(address: str, extensions: tuple[str, ...]) -> None:
    """An address that may be linked arrives in `href` character for character, in Markdown and in HTML."""
    to = url(address)
    text = f'- *x* [a]({to}) and [b]({to}){{ rel="nofollow" }} <a href="{to}">c</a> *y*'
    page = read(convert(text, extensions))
    links = [dict(pairs) for tag, pairs in page.tags if tag == "a"]
    assert [link["href"] for link in links] == [address] * 3
    assert page.text == "x a and b c y"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "\x01https://x",
        "",
    ],
)
def test_addresses_that_nobody_should_follow(address: str) -> None:
    """Whatever is no web or mail address becomes an empty fragment."""
    assert url(address) == "#"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_an_address_never_ends_early(rest: str) -> None:
    """Whatever stands in an address, it stays inside its link and its attribute."""
    for text in (
        f"[x]({url('https://example.org/' + rest)}) end",
        f'<a href="{url("https://example.org/" + rest)}">x</a> end',
    ):
        page = read(convert(text))
        assert [tag for tag, _ in page.tags] == ["p", "a", "/a", "/p"]
        assert page.tags[1][1][0][1].startswith("https://example.org/") and page.text == "x end"


_WORDS = st.text(_CHARACTERS, min_size=1, max_size=12).filter(
    lambda text: bool(spaced(text)) and text == text.strip()
)
_PARTS = st.one_of(
    _WORDS.map(lambda text: (Words(f" {text} "), Words(f" {_HARMLESS} "))),
    st.sampled_from(STRINGS).map(lambda text: (Words(f" {spaced(text)} "), Words(f" {_HARMLESS} "))),
    _WORDS.map(lambda text: (Emphasis(text), Emphasis(_HARMLESS))),
    _WORDS.map(lambda text: (Link(text, "https://example.org/"), Link(_HARMLESS, "https://example.org/"))),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=5))
def test_prose_has_its_own_markup_and_no_other(
    parts: list[tuple[Words | Emphasis | Link, Words | Emphasis | Link]],
) -> None:
    """Emphasis and links are those of our prose, whatever their texts and what stands between them."""
    typed: list[Words | Emphasis | Link] = []
    plain: list[Words | Emphasis | Link] = []
    for one, other in parts:
        typed += [Words(" "), one]
        plain += [Words(" "), other]
    made, wanted = Prose((tuple(typed), tuple(typed))), Prose((tuple(plain), tuple(plain)))
    page, template = read(convert(prose(made))), read(convert(prose(wanted)))
    assert page.tags == template.tags
    assert page.text == spaced(made.plain())
    assert read(convert(f"- {prose_line(made)}")).text == page.text


@pytest.mark.parametrize("renderer", [*RENDERERS, "python-markdown"])
@pytest.mark.parametrize("text", ["b", "(b)", "“b”", "b.", "-b", "b!", "3", "错误：", "ب", "*", "b c)"])
def test_emphasis_between_letters(text: str, renderer: str) -> None:
    """Whatever begins and ends the words, and whatever stands beside them, they are emphasised."""
    paragraph: Paragraph = (
        Words("a"),
        Emphasis(text),
        Words("c"),
        Emphasis(text),
        Words(". "),
        Emphasis(text),
    )
    page = read(RENDERERS.get(renderer, convert)(prose(Prose((paragraph,)))))
    assert [tag for tag, _ in page.tags] == ["p", *["em", "/em"] * 3, "/p"]
    assert page.text == f"a {text} c {text} . {text}"


@pytest.mark.parametrize("renderer", [*RENDERERS, "python-markdown"])
def test_emphasis_within_and_beside_emphasis(renderer: str) -> None:
    """Words may be emphasised twice, and emphasised words may stand beside each other."""
    nested = emphasis(Phrase((Text("a "), *emphasis("(b)").spans, *strong("c.").spans)))
    parts = (nested, strong("d"), strong("e"), emphasis("f!"), phrase("g"))
    line = inline(Phrase(tuple(span for part in parts for span in part.spans)))
    page = read(RENDERERS.get(renderer, convert)(line))
    tags = [tag for tag, _ in page.tags]
    assert tags[1:-1] == [
        *("em", "em", "/em", "strong", "/strong", "/em"),
        *["strong", "/strong"] * 2,
        "em",
        "/em",
    ]
    assert page.text == "a (b) c. d e f! g"


def test_prose_that_is_empty() -> None:
    """Parts of which nothing is left leave no stars and no double spaces behind."""
    paragraph: Paragraph = (Words("a"), Words(" "), Words(" "), Emphasis("\x01"), Words("b"))
    assert prose(Prose((paragraph,))) == "a b"


@settings(deadline=None)
@given(st.text(_CHARACTERS, max_size=80) | st.sampled_from(STRINGS).map(lambda text: text * 30))
@example(" ")
def test_front_matter_says_what_was_given(text: str) -> None:
    """A description is YAML with one key, and safe in an attribute that a theme prints as it is."""
    block = front_matter(description=text)
    if not spaced(text):
        assert block in ("", Markdown())
        return
    lines = block.split("\n")
    assert lines[0] == lines[-1] == "---" and not any(line.startswith(("---", "...")) for line in lines[1:-1])
    ((key, value),) = yaml.safe_load("\n".join(lines[1:-1])).items()
    page = read(f'<meta name="description" content="{value}">')
    assert key == "description" and [tag for tag, _ in page.tags] == ["meta"]
    assert dict(page.tags[0][1])["content"] == spaced(text)


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\xa0", "\u2003", "\u2028", "\u3000", " \n "])
def test_front_matter_of_blanks(blank: str) -> None:
    """A title or description of blanks alone is none: no key without a value, and no block for it."""
    assert front_matter(title=blank, description=blank) == ""
    assert front_matter(title=blank, description="a") == "---\ndescription: a\n---"


@pytest.mark.parametrize(("sign", "number"), [("[", 20_000), ("*", 5_000), ("&", 5_000), ("\\", 5_000)])
def test_very_long_runs(sign: str, number: int) -> None:
    """Twenty thousand brackets take a moment, not minutes, and show as twenty thousand brackets."""
    began = time.process_time()
    page = read(convert(f"- {escape(sign * number)}"))
    assert time.process_time() - began < 20
    assert [tag for tag, _ in page.tags] == ["ul", "li", "/li", "/ul"] and page.text == sign * number
