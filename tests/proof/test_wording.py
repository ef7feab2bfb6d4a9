"""Wording: when words stand in a source, and when they do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.proof import wording
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


ELIDED = """\
The minister said on Monday that the army had not opened fire at the crossing, and that two of its
posts were hit by rockets shortly after dawn. The base was closed. He told reporters that it would
stay closed until further notice, because of the damage to the gate and the road."""


@pytest.mark.parametrize(
    ("words", "expected", "negation"),
    [
        ("said on Monday that the army […] opened fire at the crossing", "verbatim-elided", True),
        ("opened fire at the crossing […] hit by rockets shortly after dawn", "verbatim-elided", False),
        ("[…] two of its posts were hit by rockets [...]", "verbatim-elided", False),
        ("[T]he army had not opened fire", "verbatim-bracketed", False),
        ("the army had not [then] opened fire at the crossing", "verbatim-bracketed", False),
        ("[the minister] told reporters that it would stay closed", "verbatim-bracketed", False),
        ("told reporters that [the base] would stay closed until", "verbatim-bracketed", False),
        ("The base was closed. […] [I]t would stay closed until further notice", "verbatim-bracketed", False),
        # Too few words beside the mark; the wrong order; too far apart.
        ("the army had […] opened fire at the crossing", "near", False),
        ("opened fire at the […] rockets", "near", False),
        ("hit by rockets shortly after dawn […] opened fire at the crossing", "near", False),
        # In place of a negation, a number, a sentence's end, too many words; too few of the source's.
        ("the army had [soon] opened fire at the crossing", "near", False),
        ("and that [many] of its posts were hit", "near", False),
        ("shortly after dawn [when] base was closed", "near", False),
        ("the army [x] at the crossing, and", "near", False),
        ("The [base] was [hit]", "near", False),
        ("the army had opened [not] fire at", "near", False),
        ("stay clos[ing] until further notice, because", "near", False),
        ("[W]he army had not opened fire", "near", False),
        ("the army had not opened fire ... two of its posts", "near", False),
    ],
)
def test_what_marks_of_the_editor_may_stand_for(words: str, expected: str, negation: bool) -> None:
    """Words left out and words put in are marked, bounded, and never hide a "not" in silence."""
    match = compare(words, fold(ELIDED))
    assert (match.verdict, match.negation) == (expected, negation) or (
        expected == "near" and match.verdict == "not-found"
    )


def test_words_left_out_are_at_most_sixty() -> None:
    """Two ends of a long text do not make a quotation."""
    for number, expected in ((60, "verbatim-elided"), (61, "not-found")):
        source = " ".join(["the first four words", *["more"] * number, "the last four words"])
        assert compare("the first four words […] the last four words", fold(source)).verdict == expected


def test_a_mark_of_the_source_s_own_is_verbatim() -> None:
    """What the source itself has in brackets is the source's."""
    source = "He wrote: “We [the army] left […] at dawn [sic].”"
    assert compare("We [the army] left […] at dawn [sic]", fold(source)).verdict == "verbatim"


@pytest.mark.parametrize(
    ("words", "source", "stands"),
    [
        ("四十三人死亡", "共有一百四十三人死亡。", False),
        ("43人死亡", "共有143人死亡。", False),
        ("三人死亡", "共有四十三人死亡。", False),
        ("人死亡", "共有四十三人死亡。", True),
        ("死亡", "共有三人死亡。", True),
        ("3万人", "共有3万人。", True),
        ("共有3", "共有3万人。", False),
        ("قال", "وقال المتحدث", False),
        ("قال المتحدث", "ثم قال المتحدث", True),
        ("كتب", "كتبَ رسالة", False),
        ("דובר צה", "אמר דובר צה״ל", False),
        ("דובר צה״ל", "אמר דובר צה״ל לכתבים", True),
        ("٥٨ جثة", "إن ١٥٨ جثة", False),
        ("می‌خواهم", "نمی‌خواهم", False),
        ("Cafe", "Cafe\u0301", False),
        ("10", "10⁵ men", False),
        ("5 degrees", "-5 degrees", False),
        ("58 million", "$58 million", False),
        ("43 people", "43+ people", False),
        ("43", "43+ people", False),
        ("terror units", "anti\u2011terror units", False),
        ("the base", "the gate—the base—the road", True),
        ("nothing at all", "nothing, at all", False),
        ("attacked by", "attac-\nked by", False),
        ("ked by", "attac-\nked by", False),
        ("attacked by", "attac\xad\nked by", True),
        ("The attack ended.", "The attack ended.Then it rained.", True),
        ("US", "U.S.", False),
        ("Iraq", "Iraq’s army", False),
        ("officers' mess", "the officers’ mess", True),
    ],
)
def test_words_end_where_their_script_ends_them(words: str, source: str, stands: bool) -> None:
    """Scripts without spaces, prefixes, marks, signs of numbers, hyphens and apostrophes."""
    assert (compare(words, fold(source)).verdict == "verbatim") is stands


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        ("a a a a […] " * 50 + "b b b b", "a " * 100_000, {"near", "not-found"}),
        (" […] ".join(["we did not fire"] * 50), "we did not fire first and then " * 15_000, {"ambiguous"}),
        ("we [x] did [x] not [x] fire [x] " * 50, "we did not fire first and then " * 15_000, {"ambiguous"}),
        ("a " * 20_000 + "b", "a " * 100_000, {"near", "not-found"}),
    ],
    ids=["pieces, one missing", "pieces", "single words", "one long text"],
)
def test_the_work_of_comparing_is_bounded(
    words: str, source: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often words are repeated, in ours and in the source, so many places are asked and no more."""
    asked = Counter[str]()

    def counted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def one(*arguments: object) -> object:
            asked[name] += 1
            return work(*arguments)

        return one

    for name in ("_may_lie_between", "whole"):
        monkeypatch.setattr(wording, name, counted(name, getattr(wording, name)))
    match = compare(words, fold(source))
    assert match.verdict in expected
    assert len(match.spans) <= 100
    assert asked["_may_lie_between"] <= wording.MOST_STEPS
    assert asked["whole"] <= wording.MOST_STEPS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("army said that […] of its posts were hit", "not-found"),
        ("[T]he army said that [both] of its posts were hit", "not-found"),
        ("the [forces] said that [some] of its posts were hit", "not-found"),
        ("[T]he army said that […] of its posts were hit", "verbatim-bracketed"),
        ("[T]he [a] said that two of its posts were hit", "verbatim-bracketed"),
    ],
)
def test_a_rare_piece_behind_frequent_ones(
    words: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found at the end of a long text, and what lies between is not read for each of the others."""
    source = "the army said that it would wait. " * 15_000 + "The army said that two of its posts were hit."
    parts = wording._PARTS
    read = 0

    def counted(*arguments: Any) -> Iterator[re.Match[str]]:
        nonlocal read
        for found in parts.finditer(*arguments):
            read += 1
            yield found

    monkeypatch.setattr(wording, "_PARTS", SimpleNamespace(finditer=counted))
    match = compare(words, fold(source), near=False)
    assert match.verdict == expected
    assert all(start >= 500_000 for start, _ in match.spans)
    assert read < 2 * len(source.split())


def test_a_hostile_text_takes_no_longer_than_a_long_one() -> None:
    """The same word a hundred thousand times, in ours and theirs, has a verdict."""
    passage = fold("a " * 100_000)
    assert compare("a " * 20_000 + "b", passage).verdict in ("near", "not-found")
    assert compare("a", passage).verdict == "ambiguous"
    assert compare("a a a a […] " * 50 + "b b b b", passage).verdict in ("near", "not-found")
    assert compare("[" * 5_000 + "]" * 5_000, passage).verdict == "not-found"
