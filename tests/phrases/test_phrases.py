"""Phrases: spans that know no format, and what each printer makes of them."""

from __future__ import annotations

import pickle

import pytest
from markdown import markdown

from onrecord.language import Language, use
from onrecord.markdown.escape import Markdown
from onrecord.markdown.printer import Printer
from onrecord.phrases import (
    Link,
    Marker,
    Name,
    Phrase,
    Quoted,
    Strong,
    capital,
    joined,
    listed,
    phrase,
    plain,
    say,
    say_many,
    sentence,
    stopped,
)
from tests.helpers import visible

NAMES = [
    "US Central Command",
    "Smith, Jones and others",
    "البرج 22",
    "*bold* [x](y) `code` <b> & {#id} | cell",
    "1. first",
    "A " + "very " * 58 + "long name",
    "",
]


@pytest.mark.parametrize("address", ["", "actors/x.md"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_prints_as_it_is(name: str, address: str) -> None:
    """Whatever an actor is called, a comma, Markdown or nothing: text and page have these letters."""
    said = say("denied that {whom} was responsible", whom=Name("actor", "x", name, address))
    words = " ".join(f"denied that {name} was responsible".split())
    assert " ".join(plain(said).split()) == words
    html = markdown(Printer("../")(said), extensions=["attr_list", "tables", "footnotes"])
    assert visible(html) == words
    assert ("<a href" in html) == bool(address)


def test_a_phrase_is_never_printed_without_a_printer() -> None:
    """Its words would reach an output without that output's escape."""
    said = say("{what}, according to {owners}", what="3", owners="CENTCOM")
    for spill in (str, "{}".format, lambda one: f"{one}"):
        with pytest.raises(TypeError, match="printer"):
            spill(said)


def test_markdown_in_a_part_is_text() -> None:
    """What is Markdown already is text like any other: a phrase holds no format."""
    assert visible(markdown(Printer()(say("{a} said it", a=Markdown("**x**"))))) == "**x** said it"


def test_phrases_of_the_same_words_are_equal_and_can_be_kept() -> None:
    """However they came about; and they are plain data."""
    one = joined(["a", "b"], " ") + "."
    assert one == phrase("a b.") and pickle.loads(pickle.dumps(one)) == one


def test_a_marker_stands_at_the_word_and_tells_an_interest_once() -> None:
    """The first marker of a source has its interest beside it, the second has not; text has no markers."""
    marked = phrase("Said ") + phrase(Marker("daily")) + " and again" + phrase(Marker("daily"))
    printed = Printer(interests={"daily": "party"})(marked)
    assert printed == 'Said[^daily] <small class="or-interest">(party)</small> and again[^daily]'
    assert plain(marked) == "Said  and again"


def test_a_name_is_a_link_where_it_stands_first() -> None:
    """On a page that names the same people often; an incident leads on from everywhere."""
    actor, incident = Name("actor", "x", "X", "actors/x.md"), Name("incident", "y", "Y", "briefings/y.md")
    printer = Printer("../", once=True)
    assert [printer(phrase(actor)) for _ in range(2)] == ["[X](../actors/x.md)", "X"]
    assert [printer(phrase(incident)) for _ in range(2)] == ["[Y](../briefings/y.md)"] * 2


def test_a_link_to_a_source_gives_it_no_credit() -> None:
    """Neither search engines nor the page there learn from us; an address that is none leads nowhere."""
    assert 'rel="noopener nofollow"' in Printer()(phrase(Link("x", "https://a.example/?q=(1)", follow=False)))
    assert 'href="#"' in Printer()(phrase(Link("x", "javascript:alert(1)", follow=False)))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed(["a", "", "c"]), "a and c"),
        (listed([]), ""),
        (sentence("at least 34"), "At least 34."),
        (stopped("and so on…"), "and so on…"),
        (capital(phrase(Strong(phrase("more than 40")))), "More than 40"),
        (say_many("{number} side", "{number} sides", 1), "1 side"),
        (say_many("{number} side", "{number} sides", 2500), "2,500 sides"),
        (phrase(Quoted("we did it")), "“we did it”"),
        (Phrase(), ""),
    ],
)
def test_small_words_of_phrases(made: Phrase, expected: str) -> None:
    """Lists, capitals, stops, plural forms, quotation marks."""
    assert plain(made) == expected


def test_another_language_has_its_own_lists_and_digits() -> None:
    """Without a catalogue too: these come from CLDR."""
    with use(Language.of("de")):
        assert plain(listed(["a", "b", "c"])) == "a, b und c"
        assert plain(say_many("{number} side", "{number} sides", 2500)) == "2.500 sides"
