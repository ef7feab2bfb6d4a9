"""Plain data as YAML text; one key of a text put in, replaced or taken out, and all else left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.yamltext import Items, Keys, Node, Text, read
from onrecord.yamltext.edits import EditError
from onrecord.yamltext.entries import plain, with_entry, without_entry
from onrecord.yamltext.writing import Data, block

TEXT = """\
# A comment at the top.
title: A title   # why

date:  2024-01-20
statements:
  # the first one
  - id: one
    killed:
      who: civilians  # sic
      count: 3

    paraphrase:
      - A sentence.
      - Another.
  - by: somebody
    damage: 'a wall'
"""


def _data(node: Node) -> Data:
    match node:
        case Text():
            return node.value
        case Items():
            return [_data(item) for item in node.items]
        case Keys():
            return {key.value: _data(value) for key, value in node.entries}


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "3",
        "no",
        "2024-01-20",
        "3 to 14, best 5",
        "x: y",
        "# x",
        "- x",
        "a #b",
        "'",
        '"',
        "{a}",
        "\\",
        "٣",
        "~",
        "",
    ],
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Whatever YAML would take for something else stands in quotes."""
    data: Data = {"key": text, "list": [text, {"deep": text}]}
    root, problems = read("\n".join(block(data)).encode(), "x.yml")
    assert root is not None and not problems
    assert _data(root) == data


_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.lists(_WORDS, min_size=1), min_size=1)
)
def test_lists_of_any_texts_come_back(data: dict[str, list[str]]) -> None:
    """Printing is the inverse of reading, for all that a record may hold."""
    assert plain("\n".join(block(data))) == data


def test_one_line_changes_and_its_comment_stays() -> None:
    """The value alone is another one; what stands behind it is somebody's."""
    text = with_entry(TEXT, (), "title", "Another title")
    assert text == TEXT.replace("title: A title ", "title: Another title ")
    assert with_entry(text, (), "title", "A title") == TEXT


def test_a_value_of_several_lines_takes_the_place_of_another() -> None:
    """The lines around it, empty ones too, are the same."""
    text = with_entry(TEXT, ("statements", 0), "paraphrase", "One sentence.")
    assert text == TEXT.replace(
        "paraphrase:\n      - A sentence.\n      - Another.\n", "paraphrase: One sentence.\n"
    )
    text = with_entry(TEXT, ("statements", 1), "damage", ["a wall", "a gate"])
    assert text == TEXT.replace("damage: 'a wall'\n", "damage:\n      - a wall\n      - a gate\n")


def test_a_comment_inside_stays_where_the_shape_is_the_same() -> None:
    """Single values change beside it; where the shape is another one, nothing does."""
    text = with_entry(TEXT, ("statements", 0), "killed", {"who": "civilians", "count": "4"})
    assert text == TEXT.replace("count: 3", "count: 4")
    with pytest.raises(EditError, match="comment"):
        with_entry(TEXT, ("statements", 0), "killed", "none")


def test_a_new_key_goes_behind_those_that_come_before_it() -> None:
    """Of those that are there; at the end where none is."""
    text = with_entry(TEXT, (), "place", "a-place", after=("title", "date", "gone"))
    assert text == TEXT.replace("2024-01-20\n", "2024-01-20\nplace: a-place\n")
    text = with_entry(TEXT, ("statements", 1), "injured", {"who": "civilians", "count": "1"})
    assert text == f"{TEXT}    injured:\n      who: civilians\n      count: 1\n"
    assert with_entry("a: b", (), "c", "d") == "a: b\nc: d\n"


def test_a_key_goes_and_the_comment_above_it_stays() -> None:
    """The first key of a list item leaves its hyphen to the next one."""
    assert without_entry(TEXT, (), "date") == TEXT.replace("date:  2024-01-20\n", "")
    text = without_entry(TEXT, ("statements", 1), "by")
    assert text == TEXT.replace("  - by: somebody\n    damage", "  - damage")
    assert without_entry(TEXT, (), "nothing") == TEXT
    with pytest.raises(EditError, match="comment"):
        without_entry(TEXT, ("statements", 0), "killed")


@pytest.mark.parametrize("text", ["", "a: {b: c}", "a:\n  - b", "a: b", "a: [", "x: y"])
def test_what_cannot_be_edited_line_by_line_is_refused(text: str) -> None:
    """Braces, other shapes and broken YAML; the message names the line where there is one."""
    with pytest.raises(EditError):
        with_entry(text, ("a",), "b", "d")
