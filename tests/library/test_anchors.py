"""The address of a statement stays while the record around it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.anchors import anchor
from tests.helpers import incident, record

FIRST = """\
  - by: blue-command
    in: press-release
    source: article
    said: 2024-01-20
    injured:
      who: civilians
      count: 3
"""
OTHER = """\
  - by: red-front
    source: article
    responsibility: claims
"""


def anchors(root: Path, statements: str, context: str = "") -> list[str]:
    """The addresses of a record's statements, in its order."""
    _, one = incident(root, record(statements, context=context))
    return [anchor(statement) for _, _, statement in one.statements()]


def test_an_address_does_not_move_when_statements_are_added(tmp_path: Path) -> None:
    """Statements before it, after it and in the context leave a statement's address alone."""
    alone = anchors(tmp_path, FIRST)[0]
    around = anchors(
        tmp_path, OTHER + FIRST + OTHER.replace("claims", "denies").replace("- by", "- id: x\n    by")
    )
    assert around[1] == alone
    context = "  - source: article\n    paraphrase: Something else.\n"
    assert anchors(tmp_path, FIRST, context)[0] == alone


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("count: 3", "count: at least 58"),
        ("who: civilians", "who: mixed"),
        ("count: 3", "count: 3\n      nature: minor"),
    ],
)
def test_an_address_does_not_move_when_a_fact_is_corrected(tmp_path: Path, old: str, new: str) -> None:
    """The values of facts are no part of the address: a corrected figure keeps its links."""
    assert anchors(tmp_path, FIRST.replace(old, new)) == anchors(tmp_path, FIRST)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("blue-command", "red-front"),
        ("press-release", "telegram"),
        ("2024-01-20", "2024-01-21"),
        ("injured", "killed"),
    ],
)
def test_statements_that_differ_have_different_addresses(tmp_path: Path, old: str, new: str) -> None:
    """Another speaker, channel, day or kind of fact is another statement."""
    assert anchors(tmp_path, FIRST.replace(old, new)) != anchors(tmp_path, FIRST)


def test_an_id_is_the_address(tmp_path: Path) -> None:
    """A statement's own id keeps the address even where its attribution is corrected."""
    named = FIRST.replace("- by", "- id: first-release\n    by")
    assert anchors(tmp_path, named) == ["s-first-release"]
    assert anchors(tmp_path, named.replace("blue-command", "blue-ministry")) == ["s-first-release"]


def test_an_address_is_a_readable_word(tmp_path: Path) -> None:
    """The address names the speaker, or the side of an unnamed one, in letters that need no escape in a
    link.
    """
    unnamed = (
        "  - by:\n      role: an official\n      of: blue-land\n    source: article\n    damage: a gate\n"
    )
    report = "  - source: article\n    damage: a wall\n"
    found = anchors(tmp_path, FIRST + unnamed + report)
    assert [one.rpartition("-")[0] for one in found] == ["s-blue-command", "s-blue-land", "s-report"]
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in found)
