"""Arabic and Hebrew text that is stored in the order in which it is seen."""

from __future__ import annotations

import pytest

from onrecord.proof.direction import has_visual_order, in_visual_order, is_rtl, mirrored
from onrecord.proof.extract import extract
from tests.proof.corpus import ENGLISH, OTHERS
from tests.proof.files import pdf

READ = ("قالت وزارة الدفاع يوم الثلاثاء إن 43 شخصا قتلوا", "نقلت إلى مستشفيين قبل منتصف الليل")


def reversed_lines(text: str) -> str:
    """``text`` with the letters of each line the other way round."""
    return "\n".join(line[::-1] for line in text.split("\n"))


@pytest.mark.parametrize("article", OTHERS)
def test_a_text_that_is_reversed_is_told_from_one_that_is_not(article: str) -> None:
    """Each line of it is enough, and the text as it is read has no such line."""
    assert not has_visual_order(article)
    assert not any(map(in_visual_order, article.split("\n")))
    assert has_visual_order(reversed_lines(article))
    assert all(map(in_visual_order, reversed_lines(article).split("\n")))


@pytest.mark.parametrize("article", ENGLISH)
def test_other_scripts_have_no_such_order(article: str) -> None:
    """Latin text is as it is, read from either end."""
    assert not has_visual_order(article)
    assert not has_visual_order(reversed_lines(article))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        # Shapes of letters: the final one first, the initial one last; then in the order of reading.
        ("ﻝﺎﻗ ﺙﺪﺤﺘﻤﻟﺍ", True),
        ("ﻗﺎﻝ ﺍﻟﻤﺘﺤﺪﺙ", False),
        # Letters that only end a word.
        ("ةرازو ىلع", True),
        ("وزارة على", False),
        ("םולש ןיא", True),
        ("שלום אין", False),
        # Persian words that end as reversed Arabic articles do.
        ("بالا حالا کالا والا مثلا", False),
        # One word, or as many for as against, say nothing.
        ("ةرازو", False),
        ("ةرازو ىلع وزارة على", False),
        ("", False),
        ("43", False),
    ],
)
def test_what_speaks_for_the_order_in_which_a_text_is_seen(text: str, seen: bool) -> None:
    """Shapes, final letters and common words; where they are few or differ, the text is as it should be."""
    assert in_visual_order(text) is seen


def test_one_page_is_enough() -> None:
    """A page in the wrong order is found among others."""
    page = "\n".join(READ)
    assert has_visual_order("\f".join([page] * 5 + [reversed_lines(page)]))


@pytest.mark.parametrize(
    ("words", "line"),
    [("قتل 43 شخصا", "اصخش 43 لتق"), ("قال BBC أمس", "سمأ BBC لاق"), ("نعم.", ".معن")],
)
def test_numbers_and_latin_words_are_not_mirrored(words: str, line: str) -> None:
    """They run from the left in a line that runs from the right."""
    assert mirrored(words) == line


@pytest.mark.parametrize(
    ("words", "expected"),
    [("قال المتحدث", True), ("قال BBC", False), ("the word قال", False), ("43", False), ("לא ירינו", True)],
)
def test_words_from_the_right(words: str, expected: bool) -> None:
    """Most letters decide."""
    assert is_rtl(words) is expected


def test_a_pdf_says_that_its_letters_are_reversed() -> None:
    """Where the text layer comes out in the wrong order, the editor is told at once; and only there."""
    texts = {}
    for lines in (READ, tuple(line[::-1] for line in READ)):
        found = extract(pdf([lines]), "a.pdf")
        texts["منتصف الليل" in found.text] = found.note
    assert texts[True] == ""
    assert texts[False].startswith("Arabic or Hebrew letters stand in reverse order")
    assert "into a .txt file" in texts[False]
