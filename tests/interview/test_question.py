"""Questions: what an answer may be, and what is said of one that cannot be taken."""

from __future__ import annotations

import pytest

from onrecord.interview.choices import AnswerError, Choice, Choices
from onrecord.interview.details import IN_AN_EDITOR, details
from onrecord.interview.question import Question, kind
from onrecord.record.shapes import CountText, DayText, Url
from onrecord.record.statement import Statement

PLACES = Choices(
    "place",
    (
        Choice("ain-al-asad", "Ain al-Asad air base", ("عين الأسد", "Al Asad")),
        Choice("baghdad", "Baghdad"),
        Choice("baghdad-province", "Baghdad Governorate", ("Baghdad",)),
    ),
)
PLACE = Question("place", "Where?", choices=PLACES, new=True)
SPEAKER = Question("by", "Who?", choices=Choices("actor", (Choice("a-company", "A Company"),)), unnamed=True)


@pytest.mark.parametrize(
    "text", ["ain-al-asad", "Ain al-Asad Air Base", "ʿAin al-Asad air base", "عين الأسد", "al asad"]
)
def test_an_entry_is_found_by_each_of_its_names(text: str) -> None:
    """By id, name, another spelling, or in its own script; capitals and accents do not matter."""
    assert PLACE.answer(text) == ("ain-al-asad",)


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (PLACE, "ain-al-asat", "there is no place `ain-al-asat`; did you mean `ain-al-asad`?"),
        (PLACE, "Ain al-Asad air baze", "did you mean `ain-al-asad`?"),
        (PLACE, "Harn", "to add it to the registry, write `+ Harn`"),
        (PLACE, "Baghdad", "`Baghdad` may be `baghdad` or `baghdad-province`; write one of these"),
        (PLACE, "+ Al Asad", "there is one of that name already, `ain-al-asad`"),
        (PLACE, "+ …", "no id can be made of `…`"),
        (PLACE, "", "an answer is needed here"),
        (PLACE, "a\u202eb", "U+202E"),
        (SPEAKER, "residents", 'if the source does not name them, write "residents" in quotation marks'),
        (Question("d", "When?", read=kind(DayText)), "20/1/2024", "write 2024-01-20"),
        (Question("c", "How many?", read=kind(CountText)), "about three dozen-ish", "is not a count"),
        (Question("u", "Address?", read=kind(Url)), "www.example.org", "write https://www.example.org"),
        (
            Question("w", "Who?", choices=PLACES, several=True),
            "ain-al-asad,",
            "a comma with nothing beside it",
        ),
    ],
)
def test_a_wrong_answer_is_told_with_what_is_meant(question: Question, text: str, said: str) -> None:
    """The parsers of the format say it, and the nearest entry is named."""
    with pytest.raises(AnswerError) as refused:
        question.answer(text)
    assert said in str(refused.value)


def test_an_exact_id_is_never_ambiguous() -> None:
    """`baghdad` is an id, though another place has that name too."""
    assert PLACE.answer("baghdad") == ("baghdad",)


def test_several_answers_stand_behind_one_another() -> None:
    """With commas, each of them looked up, none of them twice."""
    question = Question("who", "Who?", choices=PLACES, several=True)
    assert question.answer("Al Asad, baghdad, ain-al-asad") == ("ain-al-asad", "baghdad")


def test_somebody_unnamed_is_described() -> None:
    """In quotation marks, or with "a" in front; an actor whose name begins with it comes first."""
    assert SPEAKER.answer("“two witnesses”") == ('"two witnesses',)
    assert SPEAKER.answer("a US official") == ('"a US official',)
    assert SPEAKER.answer("A Company") == ("a-company",)


def test_an_empty_answer_is_the_default_or_nothing() -> None:
    """Where neither is possible it is wrong."""
    assert Question("x", "X?", needed=False).answer("  ") == ()
    assert Question("x", "X?", default="other").answer("") == ("other",)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["ain-al-asad", "baghdad", "baghdad-province"]),
        ("asad air", ["ain-al-asad"]),
        ("bag", ["baghdad", "baghdad-province"]),
        ("gov", ["baghdad-province"]),
        ("عين", ["ain-al-asad"]),
        ("xyz", []),
    ],
)
def test_candidates_are_offered_while_one_types(typed: str, offered: list[str]) -> None:
    """Each word typed begins a word of the id, the name or another spelling."""
    assert [choice.id for choice in PLACES.near(typed)] == offered


def test_every_detail_of_a_statement_is_asked_or_left_to_the_editor() -> None:
    """A new key of a statement cannot be forgotten: it is a detail, or has a reason why not."""
    keys = {field.alias or name for name, field in Statement.model_fields.items()}
    asked = {choice.id for choice in details().all}
    assert asked | IN_AN_EDITOR.keys() == keys
    assert not asked & IN_AN_EDITOR.keys()
