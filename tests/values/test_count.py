"""Counts: the words an editor may write, what they mean, and how they add up."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.values.count import PATTERN, WORDS, Count, CountError, Form, Kind, Total, total

NUMBERS = st.one_of(st.integers(0, 200), st.integers(0, 10**12 - 1))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Any count that can be written."""
    form = draw(st.sampled_from(Form))
    if form is Form.WORD:
        return Count(form, word=draw(st.sampled_from(sorted(WORDS))))
    number = draw(NUMBERS)
    if form in (Form.AT_LEAST, Form.MORE_THAN):
        return Count(form, low=number)
    if form in (Form.AT_MOST, Form.UP_TO, Form.FEWER_THAN):
        return Count(form, high=max(number, 2))
    if form is Form.RANGE:
        low, high = sorted((number, draw(NUMBERS)))
        assume(low < high)
        best = draw(st.none() | st.integers(low, high))
        return Count(form, low, high, best)
    number = number if form is Form.EXACT else max(number, 1)
    return Count(form, number, number)


@given(counts())
def test_parsing_is_the_inverse_of_printing(count: Count) -> None:
    """Every count prints as text that parses to the same count, and the schema's pattern accepts it."""
    assert Count.parse(str(count)) == count
    assert re.search(PATTERN, str(count))


@given(st.one_of(st.text(max_size=30), st.from_regex(PATTERN, fullmatch=True)))
def test_printing_is_the_inverse_of_parsing(text: str) -> None:
    """Text either is refused or comes out as it was typed."""
    try:
        count = Count.parse(text)
    except CountError as error:
        assert error.what
    else:
        assert str(count) == text


@pytest.mark.parametrize(
    ("text", "bounds", "approximate"),
    [
        ("0", (0, 0), False),
        ("3", (3, 3), False),
        ("at least 58", (58, None), False),
        ("more than 40", (41, None), False),
        ("at most 5", (0, 5), False),
        ("up to 3", (0, 3), False),
        ("fewer than 10", (0, 9), False),
        ("about 7", (7, 7), True),
        ("nearly 70", (70, 70), True),
        ("3 to 14", (3, 14), False),
        ("34 to 45, best 39", (34, 45), False),
        ("none", (0, 0), False),
    ],
)
def test_bounds(text: str, bounds: tuple[int, int | None], approximate: bool) -> None:
    """A number has a least and a greatest value; "none" is a statement of zero."""
    count = Count.parse(text)
    assert (count.numeric, count.bounds, count.approximate) == (True, bounds, approximate)
    assert count.state == ("none" if text == "none" else "")


@pytest.mark.parametrize("word", [word for word, kind in WORDS.items() if kind is not Kind.ZERO])
def test_a_word_is_a_value_of_its_own(word: str) -> None:
    """A word without a number has no bounds, least of all zero; it is its own state."""
    count = Count.parse(word)
    assert (count.numeric, count.state, str(count), count.kind) == (False, word, word, WORDS[word])
    with pytest.raises(ValueError, match="has no bounds"):
        _ = count.bounds


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,234", "write 1234"),
        ("1 234", "write 1234"),
        ("007", "write 7"),
        ("٣", "write 3"),
        ("~7", "write about 7"),
        ("around 7", "write about 7"),
        ("7+", "write at least 7"),
        ("7 or more", "write at least 7"),
        ("no fewer than 7", "write at least 7"),
        (">40", "write more than 40"),
        ("over 40", "write more than 40"),
        ("<5", "write fewer than 5"),
        ("less than 5", "write fewer than 5"),
        ("no more than 5", "write at most 5"),
        ("as many as 3", "write up to 3"),
        ("almost 70", "write nearly 70"),
        ("58-60", "write 58 to 60"),
        ("58\N{EN DASH}60", "write 58 to 60"),
        ("between 58 and 60", "write 58 to 60"),
        ("60-58", "write 58 to 60"),
        ("34-45 (best 39)", "write 34 to 45, best 39"),
        ("three", "write 3"),
        ("a dozen", "write 12"),
        ("at least two hundred and five", "write at least 205"),
        ("At Least 58", "write at least 58"),
        ("at  least 58", "write at least 58"),
        ("None", "write none"),
        ("zero", "write none"),
        ("a few", "write a small number"),
        ("being evaluated", "write under evaluation"),
        ("servral", "did you mean “several”?"),
        ("3 soldiers", "write 3; who or what they are has a key of its own"),
        ("dozens of people", "write dozens; who or what they are has a key of its own"),
        ("not reported", "delete the key where nothing is said: the page then says “not reported”"),
        ("", "write a number or a word, or delete the key"),
    ],
)
def test_what_editors_type_instead(typed: str, hint: str) -> None:
    """What is no count is refused with the form that was meant."""
    with pytest.raises(CountError) as caught:
        Count.parse(typed)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2 million", "2000000"),
        ("2.5 million", "2500000"),
        ("2,5 million", "2500000"),
        ("1.234 million", "1234000"),
        ("2 thousand", "2000"),
        ("2k", "2000"),
        ("3 hundred", "300"),
        ("3 dozen", "36"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("one and a half million", "1500000"),
        ("a million and a half", "1500000"),
        ("2 lakh", "200000"),
        ("1.5 lakh", "150000"),
        ("1,50,000", "150000"),
        ("20,00,000", "2000000"),
        ("2 crore 30 lakh", "23000000"),
        ("three hundred and fifty thousand", "350000"),
        ("one thousand two hundred and five", "1205"),
        ("1.5 to 2 million", "1500000 to 2000000"),
        ("between 1.5 and 2 million", "1500000 to 2000000"),
        ("2-3 lakh", "200000 to 300000"),
        ("two to three dozen", "24 to 36"),
        ("two or three hundred", "200 to 300"),
        ("500 to 2 thousand", "500 to 2000"),
        ("1 million to 2 million", "1000000 to 2000000"),
        ("between two and three", "2 to 3"),
        ("between two hundred and three hundred", "200 to 300"),
        ("over 2 million", "more than 2000000"),
        ("2 million+", "at least 2000000"),
        ("nearly half a million", "nearly 500000"),
        ("a hundred or so", "about 100"),
        ("some hundred", "about 100"),
        ("north of 40", "more than 40"),
        ("just shy of 40", "nearly 40"),
        ("in the region of 40", "about 40"),
        ("40ish", "about 40"),
        ("just over 40", "more than 40"),
        ("just under 40", "nearly 40"),
        ("well under 40", "fewer than 40"),
        ("30-plus", "at least 30"),
        ("7 or 8", "7 to 8"),
        ("seven or eight", "7 to 8"),
        ("several hundred", "hundreds"),
        ("a few dozen", "dozens"),
        ("a couple of hundred", "hundreds"),
        ("couple", "a couple"),
        ("handful", "a handful"),
    ],
)
def test_scales_are_multiplied_in_every_form(typed: str, meant: str) -> None:
    """ "2 million" is 2000000, both ends of "1.5 to 2 million" are millions; with a noun it is the same."""
    for text, after in ((typed, ""), (f"{typed} people", "; who or what they are has a key of its own")):
        with pytest.raises(CountError) as caught:
            Count.parse(text)
        assert caught.value.hint == f"write {meant}{after}"
        assert str(Count.parse(meant)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "2 percent",
        "20%",
        "20 per cent of them",
        "2 pairs",
        "two pairs of soldiers",
        "2 to 3 percent",
        "12 families",
        "30 km",
        "30 hours",
        "2 million tonnes",
        "2 gazillion",
        "tens of millions",
        "dozens of thousands",
        "a dozen or two",
        "half",
        "two thirds",
        "3 out of 5",
        "3 of 5 soldiers",
        "3 in 10",
        "3/4",
        "9/11",
        "2 m",
        "1.2345 thousand",
        "100s",
        "at least half",
        "2 trillion",
        "1 lakh and 2 crore",
        "2 hundred and 3 hundred",
    ],
)
def test_no_number_is_proposed_where_another_thing_is_counted(typed: str) -> None:
    """Shares, pairs, measures and words that nobody knows get a way out, and never a number."""
    with pytest.raises(CountError) as caught:
        Count.parse(typed)
    assert not re.search("write [a-z ]*[0-9]", caught.value.hint)
    assert not caught.value.hint.startswith("did you mean")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("30-odd", "write about 30, or more than 30, as the source means it"),
        (
            "30-odd people",
            "write about 30, or more than 30, as the source means it; who or what they are has a key of its "
            "own",
        ),
        ("a third of them", "write the figure that the source gives, or leave the share in a `note`"),
        ("half", "write half of them"),
        ("20%", "write the figure that the source gives, or leave the share in a `note`"),
        ("2 pairs", "write how many people or things; what counts something else belongs into a `note`"),
        ("a couple of soldiers", "write a couple; who or what they are has a key of its own"),
        ("3 US soldiers", "write 3; who or what they are has a key of its own"),
    ],
)
def test_phrases_have_a_way_out(typed: str, hint: str) -> None:
    """What only the source can tell is left to the editor, with the choice."""
    with pytest.raises(CountError) as caught:
        Count.parse(typed)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    "text",
    ["scores", "tens of thousands", "hundreds of thousands", "a couple", "a handful", "tens", "millions"],
)
def test_round_words_are_counts(text: str) -> None:
    """What was said as "scores" stays so."""
    assert str(Count.parse(text)) == text


@given(st.text("0123456789 .,-andhmilorteukcs", max_size=60))
def test_numbers_in_words_are_read_without_fault(text: str) -> None:
    """Whatever is typed ends in a count or a hint."""
    try:
        Count.parse(text)
    except CountError as error:
        assert error.what


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("-3", "a count is never negative"),
        ("\N{MINUS SIGN}3", "a count is never negative"),
        ("14 to 3", "the low end, 14, is above the high end, 3"),
        ("3 to 3", "both ends of the range are the same"),
        ("3 to 14, best 20", "the best estimate, 20, is outside 3 to 14"),
        ("3.5", "“3.5” is not a whole number"),
        ("9" * 13, "a number has at most 12 digits"),
        ("nearly 0", "“nearly 0” cannot be told from none"),
        ("fewer than 1", "“fewer than 1” says zero, or nothing"),
    ],
)
def test_counts_that_cannot_be(typed: str, what: str) -> None:
    """A count that cannot be true of anything is refused with the reason."""
    with pytest.raises(CountError) as caught:
        Count.parse(typed)
    assert caught.value.what == what


def test_a_very_long_number_is_refused_at_once() -> None:
    """Five thousand digits are an error, not a number."""
    with pytest.raises(CountError):
        Count.parse("9" * 5000)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("at least 34", "more than 40", True),
        ("25", "at least 34", False),
        ("3", "3 to 14", True),
        ("about 70", "77", True),
        ("about 70", "78", False),
        ("nearly 70", "66", True),
        ("nearly 70", "71", False),
        ("some", "1", True),
        ("some", "several", True),
        ("several", "0", False),
        ("several", "none", False),
        ("none", "0", True),
        ("none", "at most 5", True),
        ("none", "1", False),
        ("none reported", "3", True),
        ("under evaluation", "none", True),
        ("not confirmed", "dozens", True),
    ],
)
def test_whether_two_counts_can_both_be_true(one: str, other: str, agree: bool) -> None:
    """Counts agree where their bounds meet; estimates reach a tenth; open states agree with everything."""
    assert Count.parse(one).compatible(Count.parse(other)) is agree


@given(counts(), counts())
def test_agreement_is_mutual(one: Count, other: Count) -> None:
    """A count agrees with itself, and two counts agree both ways or not at all."""
    assert one.compatible(one)
    assert one.compatible(other) == other.compatible(one)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["at least 58", "83"], "at least 141"),
        (["58", "83"], "141"),
        (["1", "2 to 13"], "3 to 14"),
        (["more than 40"], "at least 41"),
        (["up to 3", "none"], "at most 3"),
        (["about 7", "1"], "about 8"),
        (["about 7", "at least 1"], "at least about 8"),
        (["none"], "0"),
        (["at least 58", "83", "some", "under evaluation"], "at least 141 and 2 without a number"),
        (["some", "not confirmed"], "2 without a number"),
        ([], "no figure"),
    ],
)
def test_totals_in_words(texts: list[str], words: str) -> None:
    """A total keeps its bound, says how many had no number, and never shows a zero that nobody stated."""
    assert str(total(map(Count.parse, texts))) == words


@given(st.lists(counts(), max_size=6), st.lists(counts(), max_size=6), st.randoms())
def test_totals_in_any_order_and_grouping(ones: list[Count], others: list[Count], rng: random.Random) -> None:
    """Adding up is associative and commutative."""
    together = ones + others
    shuffled = rng.sample(together, len(together))
    assert total(together) == total(ones) + total(others) == total(others) + total(ones) == total(shuffled)
    assert total(ones) + Total() == total(ones)


@given(st.lists(counts(), min_size=1, max_size=8))
def test_totals_keep_bounds(several: list[Count]) -> None:
    """A total is as bounded as its parts: the least adds up, and one open end leaves the total open."""
    result = total(several)
    bounds = [count.bounds for count in several if count.numeric]
    assert result.low == sum(low for low, _ in bounds)
    highs = [high for _, high in bounds]
    assert result.high == (None if None in highs else sum(high for high in highs if high is not None))
    assert result.unnumbered == len(several) - len(bounds)
    assert result.approximate == any(count.approximate for count in several)
