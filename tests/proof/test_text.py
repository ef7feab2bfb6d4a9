"""Folding: what it makes equal, what it leaves, and that each place leads back to the original."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.proof.text import fold

# What folding has to do with, more often than chance would bring it.
CHARACTERS = st.one_of(
    st.sampled_from(
        " \t\n\r\f\xa0\u2009\u202f\u3000\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff"
    ),
    st.sampled_from("…‘’‚‛“”„‟‹›«»ʻʼ‐‑‒–—―−-.'\""),
    st.sampled_from("ﬀﬁﬂﬃﬄﬅﬆﬓﬡﬨ﬩ﭏﭑﮢﯼﱞﷲﷺ﴾ﹰﹱﺔﻵﻼـ\u0336"),
    st.just(". . ."),
    st.sampled_from(
        "aeZ09e\u0301\u0308\u0323\u0338A\u030a\u212b\u1100\u1161\u11a8\uac00\u0627\u0653\u05d0\u05b8\u09c7\u09be⁵½ﬁ"
    ),
    st.characters(codec="utf-8"),
)
TEXTS = st.lists(CHARACTERS, max_size=60).map("".join)
# What is folded to several characters, or several to one.
WHOLE = re.compile(r"[…\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]|\.\s*\.")


@given(TEXTS)
@example("a\xad\nb")
@example("e\xad\u0301")
@example("\u200b\xad\n \n")
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded is plain already."""
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
@example("\u212be\u0301  x")
@example("a\u0301\u200b\u0301 \u2026\u2026")
@example("\ufb01\u0301")
@example("\ufb03\u0301 \ufb01\u0301\u0301")
def test_offsets_rise_and_end_where_the_texts_end(text: str) -> None:
    """Every place of the folded text lies in the original, none before the one to its left."""
    folded = fold(text)
    ends = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(ends))
    assert list(folded.offsets) == sorted(folded.offsets)


@given(TEXTS, st.data())
def test_a_span_holds_what_its_part_was_made_from(text: str, data: st.DataObject) -> None:
    """The original between the offsets of a part folds to that part, or to one that holds it: an ellipsis is
    whole or not there, and so are spaced dots and signs for several letters.
    """
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    low, high = folded.span(start, end)
    part, made = folded.text[start:end], fold(text[low:high]).text
    assert part in made
    if not WHOLE.search(text[low:high]):
        assert made == part
    if part:
        again = folded.folded(low, high)
        assert again[0] <= start <= end <= again[1]


@given(TEXTS)
def test_nothing_but_typography_is_folded(text: str) -> None:
    """Letters, digits, accents and signs stay, in their order and in their case."""
    # A ligature is its letters; an apostrophe is none, though Unicode has two that are.
    text = re.sub("[ﬀ-ﬆﬓ-ﬗﬠ-ﬨﭏ-﷿ﹰ-ﻼ]", lambda found: unicodedata.normalize("NFKC", found[0]), text)
    kept = "".join(filter(str.isalnum, unicodedata.normalize("NFC", fold(text).text)))
    hidden = str.maketrans(
        "",
        "",
        "ʻʼ\u0640\xad\u061c\u180e\ufeff"
        + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))),
    )
    assert kept == "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.translate(hidden))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We hit it,” he said…", '"We hit it," he said...'),
        ("the base’s\n   ‘east’ gate", "the base's 'east' gate"),
        ("10–15 rockets — or −5\N{NO-BREAK SPACE}°C", "10-15 rockets - or -5 °C"),
        ("rocke\xadts, rock\xad\nets, rock-\nets", "rockets, rockets, rock- ets"),
        ("cafe\u0301 \u212b", "café Å"),
        ("10⁵ ½ Ⅳ №", "10⁵ ½ Ⅳ №"),
        ("oﬃcers ﬁred oﬀ ﬂares, ﬅ ﬆ ﬄ", "officers fired off flares, st st ffl"),
        ("ﬓ ﬡ ﭏ שׁ ﬩", "մն א אל שׁ ﬩"),
        ("ﻗﺎﻝ ﺍﻟﻤﺘﺤﺪﺙ ﻻ ﻵ ﷲ ﷼", "قال المتحدث لا لآ الله ریال"),
        ("ﯾﮏ ﮔﺰﺍﺭﺵ ﮐﻮﺗﺎﻩ", "یک گزارش کوتاه"),
        ("قـــال المتحـدث كتبـ", "قال المتحدث كتب"),
        ("ﺐﹶ ﹷ ﱠ ﳲ", "بَ َ َّ َّ"),
        ("Kyʼiv, Hawaiʻi, the base’s", "Ky'iv, Hawai'i, the base's"),
        ("«nous» »wir« ‹ils› „wir“", '"nous" "wir" \'ils\' "wir"'),
        ("we . . . left. . . . Then .\xa0.\xa0. ok", "we ... left.... Then ... ok"),
        ("one. . two . three", "one. . two . three"),
        ("4\u03363\u0336 killed", "43 killed"),
        ("ALL all İi 43 ٤٣", "ALL all İi 43 ٤٣"),
        ("\u200fمی\u200cخواهم\u200e", "میخواهم"),
        ("one\ftwo\r\nthree\u2028four", "one two three four"),
        ("a\u200b \u200bb", "a b"),
    ],
)
def test_what_folding_makes_of_a_text(text: str, expected: str) -> None:
    """Quotes, dashes, ellipsis, white space and invisible characters; no digits, letters, accents or case."""
    assert fold(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4\u03363\u033648 killed", "48 killed"),
        ("said t\u0336h\u0336e\u0336 \u0336d\u0336e\u0336a\u0336d\u0336 the wounded", "said the wounded"),
        ("o\u0336l\u0336d\u0336 \n n\u0336e\u0336w\u0336 end", " end"),
        ("e\u0301\u0336", ""),
        ("all stands", "all stands"),
    ],
)
def test_what_is_struck_can_be_left_out(text: str, expected: str) -> None:
    """What has a line through it goes with the white space in it; every place still leads back."""
    folded = fold(text, struck=False)
    assert folded.text == expected
    for at, character in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert character in fold(text[start:end]).text


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("the oﬃcers ﬁred", "fired", "ﬁred"),
        ("the oﬃcers ﬁred", "officers", "oﬃcers"),
        ("ثم ﻗـﺎﻝ ﻻ نعم", "قال لا", "ﻗـﺎﻝ ﻻ"),
        ("we . . . left at dawn", "left at", "left at"),
        ("we . . . left at dawn", "we ...", "we . . ."),
        ("ﬁ e\u0301 . . . ﬂ x", "x", "x"),
        ("n\u0336o\u0336t\u0336 we le\xadft", "left", "le\xadft"),
    ],
)
def test_offsets_lead_through_every_step(text: str, words: str, original: str) -> None:
    """A place in the folded text is the place in the original, whatever was folded before it."""
    folded = fold(text, struck=False)
    at = folded.text.index(words)
    low, high = folded.span(at, at + len(words))
    assert text[low:high] == original
    assert folded.folded(low, high) == (at, at + len(words))


def test_a_soft_hyphen_before_an_empty_line_does_not_join_paragraphs() -> None:
    """It joins the two lines of a word, not two paragraphs."""
    assert fold("end\xad\n\nStart").text == "end Start"


def test_a_composed_letter_leads_back_to_its_parts() -> None:
    """Offsets hold before, in and behind letters that were written as base and accent."""
    text = "  «Cafe\u0301  noir» e\u0301t"
    folded = fold(text)
    at = folded.text.index("noir")
    assert text[slice(*folded.span(at, at + 4))] == "noir"
    at = folded.text.index("ét")
    assert text[slice(*folded.span(at, at + 1))] == "e\u0301"
    at = folded.text.index("é ")
    assert text[slice(*folded.span(at, at + 2))] == "e\u0301  "


def test_an_accent_that_stays_is_no_part_of_what_composes() -> None:
    """A with ring composes; the diaeresis behind a hidden hyphen keeps a place of its own."""
    folded = fold("A\u030a\xad\u0308")
    assert folded.text == "\xc5\u0308"
    assert (folded.span(0, 1), folded.span(1, 2)) == ((0, 3), (3, 4))
