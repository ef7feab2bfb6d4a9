"""How long and how far: a count in words with its unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.quantity import Distance, Duration, Quantity, QuantityError

NUMBERS = st.builds(
    "{}{}".format, st.sampled_from(["", "about ", "at least ", "more than ", "up to "]), st.integers(2, 10**6)
)


@given(NUMBERS, st.sampled_from([*Duration.singular]))
def test_a_duration_prints_as_typed(number: str, unit: str) -> None:
    """Printing is the inverse of parsing."""
    assert str(Duration.parse(f"{number} {unit}")) == f"{number} {unit}"


@pytest.mark.parametrize(
    "text", ["1 hour", "several hours", "a couple of days", "3 to 5 weeks", "more than 1 hour", "1 night"]
)
def test_forms_of_a_duration(text: str) -> None:
    """One is in the singular; words take "of" where English does."""
    assert str(Duration.parse(text)) == text


@pytest.mark.parametrize(
    ("shape", "typed", "hint"),
    [
        (Duration, "for six hours", "write 6 hours"),
        (Duration, "over the last four days", "write 4 days"),
        (Duration, "six-hour", "write 6 hours"),
        (Duration, "an hour", "write 1 hour"),
        (Duration, "1 hours", "write 1 hour"),
        (Duration, "more than an hour", "write more than 1 hour"),
        (Duration, "half an hour", "write 30 minutes"),
        (Duration, "20min", "write 20 minutes"),
        (Duration, "a couple days", "write a couple of days"),
        (Duration, "six", "for example 6 hours"),
        (Duration, "overnight", "write it as `time:`, for example `time: overnight`"),
        (Duration, "none hours", "delete the key"),
        (Duration, "most hours", "delete the key"),
        (Duration, "long", "for example 6 hours, about 20 minutes, more than 3 days, several hours"),
        (Duration, "5 to 3 hours", "write 3 to 5 hours"),
        (Duration, "about 0 days", "delete the key"),
        (Duration, "no days", "for example 6 hours, about 20 minutes, more than 3 days, several hours"),
        (Distance, "half km", "for example 15 nautical miles, about 3 kilometres, 200 metres"),
        (Distance, "15nm", "write 15 nautical miles"),
        (Distance, "some 60 nautical miles", "write about 60 nautical miles"),
        (Distance, "3 km away", "write 3 kilometres"),
        (Distance, "15", "for example 15 kilometres"),
        (
            Distance,
            "",
            "for example 15 nautical miles, about 3 kilometres, 200 metres; or delete the key",
        ),
    ],
)
def test_what_is_no_quantity_has_a_way_out(shape: type[Quantity], typed: str, hint: str) -> None:
    """A phrase that the grammar does not know is refused with the form that was meant."""
    with pytest.raises(QuantityError) as caught:
        shape.parse(typed)
    assert caught.value.hint == hint


@given(st.text("0123456789 abdehmnorstuy-", max_size=20))
def test_any_text_is_taken_as_typed_or_refused(text: str) -> None:
    """Nothing is changed on the way in, and nothing else is raised."""
    for shape in (Duration, Distance):
        try:
            assert str(shape.parse(text)) == text
        except QuantityError as error:
            assert error.what


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [
        ("15 nautical miles", "28 kilometres"),
        ("about 50 nautical miles", "about 93 kilometres"),
        ("2 to 3 miles", "3 to 5 kilometres"),
        ("3 kilometres", ""),
        ("several miles", ""),
    ],
)
def test_our_conversion_keeps_the_bound(text: str, kilometres: str) -> None:
    """Miles convert to kilometres with the words around them; metric units and words do not."""
    assert str(Distance.parse(text).converted() or "") == kilometres


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("6 hours", "360 minutes", True),
        ("more than 3 hours", "5 hours", True),
        ("6 hours", "3 days", False),
        ("about 6 hours", "370 minutes", True),
        ("2 nights", "3 days", True),
        ("several hours", "2 days", True),
    ],
)
def test_whether_two_durations_can_both_be_true(one: str, other: str, both: bool) -> None:
    """Units with a fixed length are compared; a night and a month have none."""
    assert Duration.parse(one).compatible(Duration.parse(other)) is both
    assert Duration.parse(other).compatible(Duration.parse(one)) is both
