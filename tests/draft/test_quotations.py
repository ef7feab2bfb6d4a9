"""Quotations: the marks of any language, nested, unbalanced, over paragraphs."""

from __future__ import annotations

import re

import pytest

from onrecord.draft.quotations import marks


def words(text: str) -> list[str]:
    """The words of every quotation of a text whose lines are its paragraphs."""
    return [one.words(text) for one in found(text).quotations]


def found(text: str):  # type: ignore[no-untyped-def]  # Marks, which no test needs by name
    """The marks of a text whose lines are its paragraphs."""
    return marks(text, [line.span() for line in re.finditer(r"[^\n]+", text)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it is over” today.", ["it is over"]),
        ("Er sagte: „Es ist vorbei.“", ["Es ist vorbei."]),
        ("Il a dit : « C’est fini. »", ["C’est fini."]),
        ("قال: «انتهى الأمر».", ["انتهى الأمر"]),
        ("彼は「終わった」と言った。", ["終わった"]),
        ('He said "it is over" and "go home".', ["it is over", "go home"]),
        ("He said ‘it’s over’ today.", ["it’s over"]),
        ("„A“, sagte sie. “B,” he said.", ["A", "B,"]),
    ],
)
def test_the_marks_of_any_language(text: str, expected: list[str]) -> None:
    """The words between them, without the marks."""
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“He shouted ‘get down’ twice,” she said.",
        "“He called it “a lie” twice,” she said.",
        "«He said “go” twice,» she said.",
    ],
)
def test_a_quotation_in_a_quotation_is_part_of_it(text: str) -> None:
    """The outermost marks count, of the same kind or another."""
    assert len(words(text)) == 1
    assert words(text)[0].endswith("twice,")


@pytest.mark.parametrize("text", ["It’s the soldiers’ base.", "The 1990’s and 6' 2\" men", "rock 'n' roll"])
def test_an_apostrophe_opens_nothing(text: str) -> None:
    """Nor do signs for feet and inches."""
    assert words(text) == []


def test_a_quotation_goes_on_where_the_next_paragraph_begins_with_its_mark() -> None:
    """Each paragraph begins with one, and only the last one ends with one."""
    text = "He said: “One.\n“Two.\n“Three.”\nThe end."
    assert words(text) == ["One. Two. Three."]
    assert found(text).unbalanced == ()


def test_a_mark_without_a_partner_is_told() -> None:
    """The words behind it are no quotation; the rest of the text is read as if it were not there."""
    text = "“We left, the commander said.\n“It is over,” he added.\nEmpty houses”, they said."
    assert words(text) == ["It is over,"]
    assert [text[at] for at in found(text).unbalanced] == ["“", "”"]


def test_where_an_end_may_be_an_apostrophe_it_is_not_sure() -> None:
    """With single marks, ’ behind a plural may be the end as well."""
    one, other = (
        found("He called it ‘the soldiers’ base’ and left.").quotations[0],
        found("‘Go home’ he said.").quotations[0],
    )
    assert (one.sure, other.sure) == (False, True)


def test_a_paragraph_of_marks_is_left_alone() -> None:
    """Thousands of marks are nobody's writing, and are told as one."""
    assert len(found("“ «a " * 5000).unbalanced) == 1
