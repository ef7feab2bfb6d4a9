"""Sentences: where one ends, and which source markers are its own.

In the table a sentence stands on a line of its own, as it was typed, its markers included.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.prose import Prose, ProseError
from onrecord.values.sentences import Sentence, sentences, without

CASES = [
    # Plain stops.
    "The base was hit.| It was night.",
    "Who fired?| Nobody said.",
    "Nobody!| It was empty.",
    "One sentence without a stop",
    "Three people were hurt.| 25 were examined.",
    "They counted 3.| The base was closed.",
    "It began at 18:30.| It ended at 19:00.",
    "The answer was no.| It stayed no.",
    # Figures.
    "It flew 3.5 km and fell.| Nobody saw it.",
    "It cost $1.2 million.| That was all.",
    "Version 2.0.1 of the list counts 58.| The older one counts 57.",
    "It was no. 7491 of the paper.| It has eight pages.",
    "No. 7491 came out in January.",
    "See Nos. 12 and 13.| They differ.",
    "It stands on p. 7 of the paper.| No other page has it.",
    "Art. 51 was cited.| Art. 2 was not.",
    "It was on Jan. 20 in the evening.| Nobody knows more.",
    "It was in January.| The 20th is meant.",
    "It began in Oct. 2023 and went on.",
    # Titles and names.
    "Maj. Gen. Patrick Ryder spoke.| He gave no figure.",
    "Lt. Col. Smith and Sgt. Jones were there.",
    "Mr. Sudani called.| Mrs. Smith answered.",
    "Brig. Gen. Yahya Rasool said so.",
    "J. Smith said so.| R. J. Jones denied it.",
    "George W. Bush was not there.",
    "Prof. Smith of St. John's wrote it.",
    "It was annex B.| The others are short.",
    "Fox vs. Smith was cited.",
    # What can end a sentence.
    "The U.S. Central Command spoke.| It gave no figure.",
    "They left the U.S.| The others stayed.",
    "The U.N. envoy wrote to the U.S. president.",
    "He lives in Washington, D.C.| It is far away.",
    "It was hit at 6 p.m.| Nobody was hurt.",
    "It was hit at 6 p.m. local time.| Nobody was hurt.",
    "It was hit at 6 p.m. Baghdad time on Saturday.",
    "It was hit at 9:30 a.m. EST on Monday.",
    "It was hit at 9:30 a.m. Monday.| Nobody was hurt.",
    "It was hit at 6 p.m.| Iraqi police said so.",
    "It was hit at 6 p.m.",
    "Raytheon Co. built it.| Others sold it.",
    "Example Inc.| The firm is small.",
    "Smith et al.| In it nothing is said.",
    "Weapons, e.g. Rockets of the Grad type, were named.",
    "It was hit, i.e. Damaged.",
    # Ellipses.
    "They said … nothing.",
    "They said nothing …| The others spoke.",
    "It goes on... and on.",
    "It ended...| Nobody knew.",
    "“The base […] The forces left” was printed.",
    # Quotations.
    "“We hit it,” he said.| She denied it.",
    "He said: “We hit it. We left.”| He gave no proof.",
    "“We hit it.”| He left.",
    "“What for?” Smith asked.| Nobody answered.",
    "“Why?” he asked.",
    '"It was hit. It burned," he said.| She left.',
    "«It was hit. It burned», he said.| She left.",
    "„It was hit. It burned.“| She left.",
    "It is 5” wide.| It is long.",
    "“It was hit.| It burned and no mark closes this.| She left.",
    "The group’s claim came first.| The army’s came later.",
    # Brackets.
    "The base (it was hit. Nobody died.) was closed.| It was far.",
    "It was hit (at night).| It burned.",
    "(It was hit. It burned.)| She left.",
    "It was hit [sic].| It burned.",
    # Other scripts.
    "هل كان هناك هجوم؟| لا نعرف.",
    "وقع الهجوم مساء السبت.| لم يصب أحد.",
    "攻撃があった。| 誰も知らない。",
    "al-Asad was hit.| al-Tanf was not.",
    # Markers.
    "It was hit. [@a]| It burned. [@b]",
    "It was hit [@a].| It burned [@b].",
    "It was hit.[@a]| It burned.[@b]",
    "It was hit [@a], and it burned [@b].| She left.",
    "It was hit.| It burned. [@a]",
    "It was hit at 6 p.m. [@a]| Iraqi time is ours. [@ours]",
    "They left the U.S. [@a]| Forces stayed.",
    "It was hit. [@a] [@ours]| It burned.",
    "[@a] It was hit.| It burned.",
    "“It was hit.” [@a]| “It burned.” [@b]",
    "It was hit? [@a]| *It* burned.",
    "It is *so.*| It [burned](https://example.org/a.b).",
]


@pytest.mark.parametrize("case", CASES)
def test_where_sentences_end(case: str) -> None:
    """A sentence ends where a reader would say that it ends, and has the markers that are its own."""
    typed = case.split("| ")
    text = " ".join(typed)
    found = sentences(Prose.parse(text))
    assert len(found) == len(typed)
    for one, expected in zip(found, typed, strict=True):
        assert one.text == Prose.parse(expected).plain()
        assert one.cited == Prose.parse(expected).cited
        assert one.ours == ("[@ours]" in expected)


def of(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    """(words, sources, whether ours) of each sentence."""
    return [(one.text, one.cited, one.ours) for one in sentences(Prose.parse(text))]


def test_a_marker_covers_its_own_sentence() -> None:
    """A marker at a paragraph's end covers its last sentence alone."""
    assert of("One. Two. [@a]\n\nThree.\n\n[@b]") == [
        ("One.", (), False),
        ("Two.", ("a",), False),
        ("Three.", (), False),
    ]


def test_a_sentence_can_be_ours_and_rest_on_a_source() -> None:
    """A sentence holds all the markers that stand in it and behind it, each source once."""
    assert of("One [@b; @a], two [@a]. [@ours]") == [("One, two.", ("b", "a"), True)]


def test_where_a_sentence_stands() -> None:
    """Offsets are those of the text as typed, with its line breaks, escapes and markup."""
    text = "One\n  two. [@a]\n\n\\*Three\\* \\[four\\].  *Five* [six](https://example.org). Seven"
    found = sentences(Prose.parse(text))
    assert [text[one.offset : one.offset + one.length] for one in found] == [
        "One\n  two.",
        "*Three\\* \\[four\\].",
        "Five* [six](https://example.org).",
        "Seven",
    ]
    assert [one.paragraph for one in found] == [0, 1, 1, 1]


@given(st.one_of(st.text(max_size=80), st.text('aA. ?“”"()[]*@;\\…\n1', max_size=60)))
def test_no_word_is_lost(text: str) -> None:
    """Whatever the text, its sentences lie one after another and hold all its letters and digits."""
    try:
        prose = Prose.parse(text)
    except ProseError:
        return
    found: tuple[Sentence, ...] = sentences(prose)
    letters = [c for c in prose.plain() if c.isalnum()]
    assert [c for one in found for c in one.text if c.isalnum()] == letters
    assert all(a.offset + a.length <= b.offset for a, b in pairwise(found))
    assert all(0 < one.length <= len(text) - one.offset for one in found)


def test_a_long_text_takes_no_longer_for_being_odd() -> None:
    """Two hundred thousand characters of stops, quotation marks and brackets are taken apart all the same."""
    assert sentences(Prose.parse("“(A. b " * 28_000))
    assert len(sentences(Prose.parse("A b. " * 40_000))) == 40_000


def left(text: str, *gone: str) -> str:
    """What is left of a text without the sentences that hold one of these words."""
    found = without(Prose.parse(text), lambda one: any(word in one.text for word in gone))
    return str(found) if found else ""


@pytest.mark.parametrize(
    ("text", "gone", "rest"),
    [
        ("One. [@a] Two. [@b] Three. [@c]", "Two", "One. [@a] Three. [@c]"),
        ("One [@a]. Two.", "One", "Two."),
        ("One.\n\nTwo. [@b]\n\nThree.", "Two", "One.\n\nThree."),
        ("One. *Two* is [three](https://example.org). \\*Four\\*.", "Four", None),
        ("One. *Two* is [three](https://example.org). \\*Four\\*.", "Two", "One. \\*Four\\*."),
        ("One *two. Three* four. Five.", "four", "Five."),
        ("One *two. Three* four. Five.", "One", "Five."),
        ("[@a] [@b]", "x", ""),
        ("One. [@a]", "One", ""),
    ],
)
def test_sentences_can_be_left_out(text: str, gone: str, rest: str | None) -> None:
    """The others stay as typed, with their markers; those that one markup joins go together."""
    expected = "One. *Two* is [three](https://example.org)." if rest is None else rest
    assert left(text, gone) == expected


_PIECES = st.sampled_from(
    [
        "Men came. [@a]",
        "*So* it was [@b].",
        "[Look](https://example.org) there! [@c; @a]",
        "\\[sic\\] They left.",
        "U.S. men.",
    ]
)


@given(
    st.lists(st.lists(_PIECES, min_size=1, max_size=5), min_size=1, max_size=3),
    st.sets(st.sampled_from("abc")),
)
def test_nothing_of_a_sentence_that_is_left_out_stays(paragraphs: list[list[str]], gone: set[str]) -> None:
    """What is left is what stood in the sentences that stay, in their order, and nothing else."""
    prose = Prose.parse("\n\n".join(" ".join(one) for one in paragraphs))
    stay = [one for one in sentences(prose) if not gone & set(one.cited)]
    found = without(prose, lambda one: bool(gone & set(one.cited)))
    assert [(one.text, one.cited) for one in (sentences(found) if found else ())] == [
        (one.text, one.cited) for one in stay
    ]
