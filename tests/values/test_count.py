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
