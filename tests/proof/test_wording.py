"""Wording: when words stand in a source, and when they do not."""

from __future__ import annotations

import pytest

from onrecord.proof.text import fold
from onrecord.proof.wording import compare
from onrecord.terms import VERDICTS

SOURCE = """\
The ministry said on Saturday that fighters had “directly hit their targets,” and that at least
43,000 people (143 of them wounded) didn’t leave. He did not attack the air base at Ain al-Asad on
Sunday morning, two officials said, although rocke\xadts fell nearby. It was non-fatal. About 143 000 liv-
ing there saw prices rise 43%, to $58. The U.S. base was hit. The base was hit on Monday. He can't say.
"""
PASSAGE = fold(SOURCE)


def verdict(words: str, source: str = SOURCE) -> str:
    """The verdict on ``words``, which is a term of the vocabulary."""
    found = compare(words, fold(source)).verdict
    assert found in VERDICTS
    return found


@pytest.mark.parametrize(
    "words",
    [
        "directly hit their targets",
        "directly hit their targets,",
        '"directly hit their targets,"',
        "at least 43,000 people (143 of them wounded) didn't leave.",
        "the air base at Ain al-Asad on Sunday morning",
        "rockets fell nearby",
        "non-fatal",
        "prices rise 43%",
        "143 000",
        "U.S. base",
    ],
)
def test_one_contiguous_passage_is_verbatim(words: str) -> None:
    """Whole words and numbers in one piece, whatever the typography."""
    match = compare(words, PASSAGE)
    assert match.verdict == "verbatim"
    assert [fold(SOURCE[start:end]).text for start, end in match.spans] == [fold(words).text]


@pytest.mark.parametrize(
    "words",
    [
        "43",
        "43,",
        "000 people",
        "rise 43",
        "58",
        "About 143",
        "fatal",
        "non",
        "non-",
        "ing there",
        "living there",
        "He can",
        "al-Asa",
        "Asad on Sunday",
        "directly hit their targets.",
        "Directly hit their targets",
        "did attack the air base",
    ],
)
def test_a_part_of_a_word_or_number_is_not_the_word(words: str) -> None:
    """Neither a figure inside a larger one, nor a word without its prefix, its ending or its "not"."""
    assert verdict(words) in ("near", "not-found")


@pytest.mark.parametrize("words", ["", " ", "...", "…", "“”", "[…]", "[the base]", "\u200b", "—", "[]"])
def test_what_holds_no_word_is_never_found(words: str) -> None:
    """Punctuation alone stands in every text and proves nothing."""
    assert verdict(words, SOURCE + "... — [the base] “” […]") == "not-found"


def test_several_places_are_ambiguous_until_an_excerpt_names_one() -> None:
    """All places are given; within the excerpt's there is no doubt."""
    source = "The base was hit. Later the base was hit again."
    passage = fold(source)
    match = compare("base was hit", passage)
    assert match.verdict == "ambiguous"
    assert [source[start:end] for start, end in match.spans] == ["base was hit"] * 2
    later = source.index("Later")
    match = compare("base was hit", passage, within=(later, len(source)))
    assert (match.verdict, match.spans[0][0] > later) == ("verbatim", True)
    assert compare("base was hit", passage, within=(0, 10)).verdict != "verbatim"


def test_near_shows_the_difference_word_by_word() -> None:
    """What both have, what only we have, what only the source has, and where that is."""
    match = compare("He did attack the airbase at Ain al-Asad on Sunday morning", PASSAGE)
    assert match.verdict == "near"
    assert [(step.kind, step.words) for step in match.difference] == [
        ("same", "He did"),
        ("theirs", "not"),
        ("same", "attack the"),
        ("ours", "airbase"),
        ("theirs", "air base"),
        ("same", "at Ain al-Asad on Sunday morning"),
    ]
    (place,) = match.spans
    assert fold(SOURCE[slice(*place)]).text.startswith("He did not attack")


def test_near_shows_the_whole_number_of_which_ours_is_a_part() -> None:
    """Where only more follows directly, the difference is the whole word."""
    match = compare("prices rise 43", PASSAGE)
    assert [(step.kind, step.words) for step in match.difference] == [
        ("ours", "prices rise 43"),
        ("theirs", "prices rise 43%,"),
    ]
    assert compare("prices rise 43", PASSAGE, near=False).verdict == "not-found"
