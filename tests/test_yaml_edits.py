"""Taking parts out of YAML text: what goes, and that nothing else of the file changes."""

from __future__ import annotations

import re

import pytest
import yaml

from onrecord.yamltext.edits import EditError, replaced, with_block, with_item, without

RECORD = """\
# The header.
title: Attack
statements:
  # About the first.
  - by: a
    quote: words
    note: |
      Two lines
      of a block.

  - quote: other words  # said so
    by: b
    injured:
      - who: x
        count: 3
  -
    by: c
    paraphrase: last
context: []
"""


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (
            ("statements", 0),
            "  # About the first.\n  - by: a\n    quote: words\n"
            "    note: |\n      Two lines\n      of a block.\n\n",
        ),
        (("statements", 0, "quote"), "    quote: words\n"),
        (("statements", 0, "note"), "    note: |\n      Two lines\n      of a block.\n\n"),
        (("statements", 1, "injured"), "    injured:\n      - who: x\n        count: 3\n"),
        (("statements", 1, "injured", 0), "    injured:\n      - who: x\n        count: 3\n"),
        (("statements", 2), "  -\n    by: c\n    paraphrase: last\n"),
    ],
)
def test_exactly_the_lines_of_a_part_go(path: tuple[str | int, ...], gone: str) -> None:
    """An item goes with its hyphen and the comment above it, a key with its value, a list of one whole."""
    before, _, after = RECORD.partition(gone)
    left = without(RECORD, path)
    # The blank line behind a block may go with it or stay.
    assert left.replace("\n\n", "\n") == (before + after).replace("\n\n", "\n")
    yaml.safe_load(left)


def test_the_key_behind_a_hyphen_leaves_its_hyphen_to_the_next() -> None:
    """Without its first key a list item is still a list item."""
    left = without(RECORD, ("statements", 1, "quote"))
    assert "  - by: b\n    injured:\n" in left
    assert "other words" not in left


def test_what_is_written_in_braces_is_refused_with_its_line() -> None:
    """A part of a line cannot be taken out line by line, and the message says where it stands."""
    with pytest.raises(EditError, match="line 2 is written in braces"):
        without("title: x\nstatements: [{by: a, quote: b}, {by: c}]\n", ("statements", 0))


def test_an_entry_is_added_to_a_list_or_begins_one() -> None:
    """The list is made at the end of the file; its items keep the indentation that they have."""
    entry = {"day": "2026-01-02", "reason": 'She said "no": # stop'}
    once = with_item("title: x", "removed", entry)
    twice = with_item(once + "note: y\n", "removed", {"day": "2026-01-03"})
    assert yaml.safe_load(twice)["removed"] == [entry, {"day": "2026-01-03"}]
    assert yaml.safe_load(twice)["note"] == "y"
    flush = with_item("removed:\n- day: a\n  what: b\nnote: y\n", "removed", {"day": "c", "what": "d"})
    assert yaml.safe_load(flush) == {
        "removed": [{"day": "a", "what": "b"}, {"day": "c", "what": "d"}],
        "note": "y",
    }


@pytest.mark.parametrize(
    "text",
    [
        "by: Adam Blue",
        "by: Adam Blue, twice Adam Blue",
        'by: "Adam Blue said"',
        "by: said Adam Blue",
        "by: |\n  Adam Blue said\n  no\n",
        "by:\n  - Adam Blue\n  - other\n",
        "Adam Blue: value",
        "by: Adam Blue\n  went on\n",
        "# Adam Blue\nby: x",
    ],
)
def test_a_replacement_in_brackets_stays_text(text: str) -> None:
    """A value that would begin with a bracket is put in quotes, so that it is no list."""
    pattern = re.compile(r"Adam\s+Blue")
    was, now = yaml.safe_load(text), yaml.safe_load(replaced(text, pattern, "[gone]"))
    gone = [" ".join(pattern.sub("[gone]", one).split()) for one in texts(was)]
    assert [" ".join(one.split()) for one in texts(now)] == gone


def texts(value: object) -> list[str]:
    """Every text of a value, keys too."""
    if isinstance(value, dict):
        return [one for pair in value.items() for part in pair for one in texts(part)]
    if isinstance(value, list):
        return [one for item in value for one in texts(item)]
    return [str(value)]


COMMENTED = """\
statements:
  - by: a
    quote: words
    # ? injured:
    # ?   - who: x

  # About the second.
  - by: b
    quote: other words
    # ? said: 2024-01-18

# The end.
"""


def test_comments_of_a_part_go_with_it_and_those_of_its_neighbours_stay() -> None:
    """What is further in than the hyphen belongs to the item above it; what stands above the hyphen to it."""
    left = without(COMMENTED, ("statements", 1))
    assert left == COMMENTED.partition("  # About the second.")[0] + "\n# The end.\n"
    assert (
        without(COMMENTED, ("statements", 0)) == "statements:\n\n" + COMMENTED[COMMENTED.index("  # About") :]
    )


def test_a_key_takes_no_comment_of_the_value_above_it() -> None:
    """A question below a list stays with that list."""
    text = "a:\n  - b: c\n    # ? d: e\nf: g\nh: i\n"
    assert without(text, ("f",)) == "a:\n  - b: c\n    # ? d: e\nh: i\n"


@pytest.mark.parametrize(
    ("text", "key", "block", "after"),
    [
        ("a: b\n", "c", "  - d\n", "a: b\nc:\n  - d\n"),
        ("a: b\n\n# End.\n", "c", "  - d\n", "a: b\nc:\n  - d\n\n# End.\n"),
        (
            "c:\n- x: y\n  # ? z: 1\na: b",
            "c",
            "  - d: e\n    f: g\n",
            "c:\n- x: y\n  # ? z: 1\n- d: e\n  f: g\na: b\n",
        ),
        ("c:\n    x: y\n", "c", "  d:\n    e: f\n", "c:\n    x: y\n    d:\n      e: f\n"),
    ],
)
def test_a_block_goes_behind_what_is_there(text: str, key: str, block: str, after: str) -> None:
    """Indented as the lines before it, behind their comments; a key that is not there is made."""
    assert with_block(text, key, block) == after


@pytest.mark.parametrize("text", ["c: {x: y}\n", "c: [x]\n", "c: x\n", "c:\n  x: y\n"])
def test_what_no_item_can_be_added_to_is_refused(text: str) -> None:
    """Braces, brackets, a text, and a mapping where a list is meant."""
    with pytest.raises(EditError, match="write it as a list with hyphens"):
        with_block(text, "c", "  - d\n")
