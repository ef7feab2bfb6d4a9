"""A figure is found where its passage gives the number with the same bound, and nowhere else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.proof.figures import supports
from onrecord.proof.matters import Subject
from onrecord.proof.numbers import Of, numbers
from onrecord.terms import FIGURE_RESULTS
from onrecord.terms.facts import FACTS, people
from onrecord.values.count import WORDS, Count, CountError

ARTICLE = (
    "Since the war began in October, the US military has come under attack at least 58 times in Iraq and "
    "another 83 times in Syria, usually with a mix of rockets and one-way attack drones."
)
TROOPS = "The US has 900 troops in Syria and 2,500 in Iraq, parts of which in 2014 were seized."


def result(count: str, passage: str, lang: str | None = None) -> str:
    """The result for a count as a record has it."""
    return supports(Count.parse(count), passage, lang).result


@pytest.mark.parametrize(
    ("count", "passage"),
    [
        ("3", "3 soldiers were killed"),
        ("3", "Three soldiers were killed"),
        ("23", "twenty-three were hurt"),
        ("23", "twenty-\nthree were hurt"),
        ("153", "one hundred and fifty-three people"),
        ("1000", "1,000 people"),
        ("1000", "1 000 people"),
        ("1000", "1\u202f000 people"),
        ("2500000", "2.5 million people"),
        ("2500", "two thousand five hundred troops"),
        ("24", "two dozen people"),
        ("12", "a dozen people"),
        ("100", "a hundred people"),
        ("1", "a member of the security forces was wounded"),
        ("1", "an Iraqi soldier was wounded"),
        ("2", "both soldiers died"),
        ("2", "a pair of rockets"),
        ("5", "٥ soldiers"),
        ("at least 58", ARTICLE),
        ("at least 58", "58 or more attacks"),
        ("at least 58", "no fewer than 58 attacks"),
        ("83", ARTICLE),
        ("at least 1", "At least one service member was wounded"),
        ("more than 40", "over forty were hurt"),
        ("up to 12", "as many as 12 were hurt"),
        ("at most 5", "no more than five"),
        ("fewer than 10", "less than ten"),
        ("about 20", "some 20 rockets"),
        ("nearly 70", "almost 70 were hurt"),
        ("3 to 14", "between three and 14 drones"),
        ("3 to 14", "3–14 drones"),
        ("34 to 45, best 39", "34 to 45, most likely 39"),
        ("2500", TROOPS),
        ("none", "No casualties were reported"),
        ("0", "there were no injuries"),
        ("some", "some were hurt"),
        ("multiple", "hit by multiple ballistic missiles"),
        ("a large number", "a large number of rockets"),
        ("under evaluation", "personnel were being evaluated for injuries"),
        ("not confirmed", "the statement did not confirm the extent"),
    ],
)
def test_a_figure_is_found_in_numerals_and_in_words(count: str, passage: str) -> None:
    """Numerals with any grouping, number words, "a soldier" and the words of the grammar give a figure."""
    assert result(count, passage) == "found"


@pytest.mark.parametrize(
    ("count", "passage", "detail"),
    [
        ("58", ARTICLE, "the passage says “at least 58”, not “58”"),
        ("at least 83", ARTICLE, "“at least” is not in the passage, which says 83"),
        ("more than 40", "at least 40", "the passage says “at least 40”, not “more than 40”"),
        ("3", "3 to 14 drones", "the passage says “3 to 14”, not “3”"),
        ("34 to 45, best 39", "34 to 45", "the best estimate, 39, is not in the passage"),
        ("1", "at least a soldier", "the passage says “at least 1”, not “1”"),
    ],
)
def test_another_bound_is_a_finding_of_its_own(count: str, passage: str, detail: str) -> None:
    """A bound that is dropped, added or changed is told apart from a number that is not there."""
    found = supports(Count.parse(count), passage)
    assert (found.result, found.detail) == ("bound-differs", detail)


@pytest.mark.parametrize(
    ("count", "passage"),
    [
        ("1", "one-way attack drones"),
        ("1", "no one was hurt"),
        ("1", "a US official said"),
        ("1", "a soldier said it was quiet"),
        ("1", "a rocket attack"),
        ("1", "a number of rockets"),
        ("2", "both countries"),
        ("2", "the second rocket"),
        ("20", "the twenty-first attack"),
        ("20", "on 20 January"),
        ("20", "on January 20, 2024"),
        ("2014", TROOPS),
        ("18", "at 18:30"),
        ("9", "at 9:59 p.m."),
        ("6", "at six o'clock"),
        ("100", "160 kilometers (100 miles) west"),
        ("46", "Sgt. William Rivers, 46, of Carrollton"),
        ("20", "a 20-year-old soldier"),
        ("3", "three days later"),
        ("5", "5 percent of them"),
        ("3000000", "$3 million"),
        ("22", "at Tower 22"),
        ("130", "a C-130 landed"),
        ("29", "the 29th Brigade"),
        ("107", "107mm rockets"),
        ("2", "2.5 of them"),
        ("58", "another 158 times"),
        ("58", "58,000 times"),
        ("40", "forty-three"),
        ("200", "two hundred and three"),
        ("several", "three rockets"),
        ("none", "the statement did not confirm the extent"),
    ],
)
def test_other_numbers_are_no_counts(count: str, passage: str) -> None:
    """Dates, times, distances, ages, shares, money, names, ordinals and parts of a number give no figure."""
    assert result(count, passage) in ("not-found", "no-number")


def test_what_is_found_is_shown_and_what_is_missing_is_said() -> None:
    """The span is that of the number in the passage as typed; a missing figure names the numbers there."""
    found = supports(Count.parse("2500"), "The\u00a0 US has 2,500 troops")
    assert found.span and "The\u00a0 US has 2,500 troops"[slice(*found.span)] == "2,500"
    assert (
        supports(Count.parse("59"), ARTICLE).detail == "59 is not in the passage; its numbers are “58”, “83”"
    )
    assert supports(Count.parse("59"), "Many died").detail == (
        "59 is not in the passage, which gives no number"
    )


@pytest.mark.parametrize(
    ("count", "passage", "lang", "expected"),
    [
        ("58", "au moins 58 attaques", "fr", "digits"),
        ("at least 58", "au moins 58 attaques", "fr", "digits"),
        ("1500", "1.500 Menschen", "de", "digits"),
        ("1500", "1 500 personnes", "fr", "digits"),
        ("150000", "1,50,000 लोग", "hi", "digits"),
        ("58", "٥٨ هجوما", "ar", "digits"),
        ("3 to 14", "entre 3 et 14 drones", "fr", "digits"),
        ("3 to 14", "entre trois et 14 drones", "fr", "other-language"),
        ("58", "cinquante-huit attaques", "fr", "other-language"),
        ("58", "158 attaques, 58.3 km, 58,4", "fr", "other-language"),
        ("several", "plusieurs", "fr", "other-language"),
        ("58", "58 attacks", "en-GB", "found"),
    ],
)
def test_of_another_language_digits_are_compared(count: str, passage: str, lang: str, expected: str) -> None:
    """The digits stand there or not; bounds and words are not read, and the result says so."""
    assert result(count, passage, lang) == expected


def test_numbers_in_a_text_say_what_they_measure() -> None:
    """Digits that are no count are still seen, with what they are."""
    found = {str(one.of): one for one in numbers("at 18:30 on 20 January 2024, 160 km from Tower 22, 3 died")}
    assert found.keys() == {str(of) for of in Of}


def test_every_word_of_the_grammar_can_be_found() -> None:
    """No word for a count is left without words that say it."""
    assert {word: result(word, f"There were {word} of them") for word in WORDS} == dict.fromkeys(
        WORDS, "found"
    )


def test_every_result_is_a_term() -> None:
    """What the check answers is in the vocabulary that readers see."""
    answers = {result("58", text) for text in (ARTICLE, "58 died", "none")} | {result("some", "none")}
    answers |= {result("58", "58", "fr"), result("58", "rien", "fr")}
    answers.add(supports(Count.parse("58"), "58 fled", None, Subject("killed")).result)
    assert answers == set(FIGURE_RESULTS.ids) - {"no-passage", "derived"}


PASSAGES = (
    ("at least 58", ARTICLE),
    ("83", ARTICLE),
    ("900", TROOPS),
    ("2500", TROOPS),
    ("3", "The strike killed three soldiers and wounded 34 others, two of them seriously."),
    ("34", "The strike killed three soldiers and wounded 34 others, two of them seriously."),
    (
        "more than 40",
        "The number of injured rose to more than 40, the command said, including eight evacuated.",
    ),
    ("about 20", "A source spoke of about twenty rockets, most of which were shot down."),
    ("1", "A soldier was wounded, and 29 rockets were found."),
    ("3 to 14", "Between three and 14 drones were seen over the base at 18:30 on 20 January 2024."),
)
_FORMS = ("", "at least ", "more than ", "at most ", "up to ", "fewer than ", "about ", "nearly ")
_OTHER_WORDS = ("four", "seventeen", "sixty-one", "two hundred and eleven", "a dozen", "five thousand")


def is_count(text: str) -> bool:
    """Whether a record could have this figure."""
    try:
        Count.parse(text)
    except CountError:
        return False
    return True


def of_the_figure(count: str, passage: str) -> set[str]:
    """The figure with a digit changed or put in, or with another bound.

    Other numbers of the passage are left out: a changed figure that does stand there is found rightly.
    """
    digits = [place for place, sign in enumerate(count) if sign.isdigit()]
    made = {count[:at] + digit + count[at + 1 :] for at in digits for digit in "0123456789"}
    made |= {count[:at] + digit + count[at:] for at in digits for digit in "123456789"}
    if " to " not in count:
        made |= {form + re.sub(r"^\D+", "", count) for form in _FORMS}
    given = {str(one) for one in numbers(passage)} | {"1"}
    return {one for one in made - given - {count} if is_count(one)}


def of_the_passage(count: str, passage: str, chance: random.Random) -> Iterator[str]:
    """The passage with another number, in numerals or words, in the place of the figure's, or bounded."""
    span = supports(Count.parse(count), passage).span
    assert span
    before, number, after = passage[: span[0]], passage[slice(*span)], passage[span[1] :]
    for word in _OTHER_WORDS:
        yield f"{before}{word}{after}"
    for other in chance.sample(range(5_001, 9_999), 80):
        yield before + chance.choice((str(other), f"{other:,}", f"{other} or more")) + after
    if " to " not in count and not number.startswith("A "):
        yield from (f"{before}{bound} {number}{after}" for bound in ("up to", "fewer than", "almost"))


def test_no_mutation_of_a_figure_is_found() -> None:
    """Over a thousand figures with a changed digit, another number word or another bound: none is found."""
    chance = random.Random(20240120)
    made = [(one, passage) for count, passage in PASSAGES for one in sorted(of_the_figure(count, passage))]
    made += [(count, one) for count, passage in PASSAGES for one in of_the_passage(count, passage, chance)]
    assert len(made) > 1_000
    assert [pair for pair in made if result(*pair) == "found"] == []
    assert {result(*pair) for pair in PASSAGES} == {"found"}


def test_of_a_fact_without_words_the_number_alone_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count of people whose words the table does not have is found by its number."""
    stranded = replace(people()[0], id="stranded", words="")
    monkeypatch.setitem(FACTS, "stranded", stranded)
    assert supports(Count.parse("17"), "17 people are stranded.", None, Subject("stranded")).result == "found"
