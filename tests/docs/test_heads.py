"""Heads of the tables in our documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_HEAD = re.compile(r"^(\|.*\|)\n\|(?: *:?-+:? *\|)+$", re.MULTILINE)


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.stem)
def test_every_column_has_a_name(path: Path) -> None:
    """A screen reader says the name of a column before each cell: none is empty."""
    heads = _HEAD.findall(path.read_text("utf-8"))
    unnamed = [head for head in heads if not all(cell.strip() for cell in head[1:-1].split("|"))]
    assert unnamed == []
