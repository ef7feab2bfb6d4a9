"""Questions in the text of a record: which comments are one, and where they stand."""

from __future__ import annotations

import pytest

from onrecord.yamltext import read
from onrecord.yamltext.questions import Question, questions


def found(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words of each question of a file."""
    root, problems = read(text.encode(), "x.yml")
    assert not problems
    return [(one.line, one.column, one.words) for one in questions(text, root)]


def test_a_question_stands_on_a_line_or_behind_a_value() -> None:
    """Both are found, with the column of the mark."""
    assert found("a: b  # ? or c\n# ? d: e\n") == [(1, 7, "or c"), (2, 1, "d: e")]


def test_lines_of_one_question_are_one() -> None:
    """What is further in goes on with the line above; what is not is another question."""
    text = "a:\n  # ? killed:\n  # ?   - who: x\n  # ?     count: 3\n  # ? time: evening\n  b: c\n"
    assert found(text) == [(2, 3, "killed:"), (5, 3, "time: evening")]


def test_what_is_left_of_an_accepted_question_is_one() -> None:
    """Where only its first line was accepted, the rest is still asked."""
    assert found("killed:\n# ?   - who: x\n  - count: 3\n") == [(2, 1, "- who: x")]


@pytest.mark.parametrize(
    "text",
    [
        'a: "b  # ? c"\n',
        "a: 'b # ? c'\n",
        "a: |\n  b\n  # ? c\nd: e\n",
        'a: "b\n  # ? c\n  d"\n',
        "# This comment tells of `# ?` and asks nothing.\na: b\n",
        "a: b#?\n",
    ],
)
def test_the_mark_in_a_text_asks_nothing(text: str) -> None:
    """In quotation marks, in a block, or named in a comment it is part of the text."""
    assert found(text) == []


def test_without_the_tree_every_mark_counts() -> None:
    """A text that was just written holds no mark in a value."""
    assert questions("a: b  # ? c\n") == (Question(1, 7, "c"),)
