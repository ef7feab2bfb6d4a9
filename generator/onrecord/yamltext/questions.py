"""Questions in YAML text: comments that begin with ``# ?``, which an editor answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.yamltext.nodes import Items, Keys, Node, Text

MARK = "# ?"
"""How a question begins."""
_LINE = re.compile(r"[ \t]*(# \?)(.*)")
_BEHIND = re.compile(r"[ \t](# \?)(.*)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its line (from 1), the column of its mark, and its first words.

    Lines below one another with one question of several lines are one.
    """

    line: int
    column: int
    words: str
    file: str = ""
    """The file in which it stands, where that is known."""


def questions(text: str, root: Node | None = None) -> tuple[Question, ...]:
    """Every question of a text; with its tree ``root`` none that only stands in a value.

    For example one in ``date: 2024-01-20?  # ? or the day before``.
    """
    inside = _inside(root) if root is not None else {}
    found: list[Question] = []
    last = 0
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match is None and not line.lstrip().startswith("#"):
            match = next(
                (one for one in _BEHIND.finditer(line) if not _hidden(inside, number, one.start(1))), None
            )
        elif match is not None and _hidden(inside, number, match.start(1)):
            match = None
        if match is None:
            continue
        whole = _LINE.match(line) is not None
        # "# ?   count: 3" goes on with "# ? killed:" above it.
        goes_on = whole and last == number - 1 and re.match(r" {2,}", match[2])
        if not goes_on:
            found.append(Question(number, match.start(1) + 1, match[2].strip()))
        last = number if whole else 0
    return tuple(found)


def _hidden(inside: dict[int, list[tuple[int, int]]], number: int, at: int) -> bool:
    return any(start <= at < end for start, end in inside.get(number, ()))


def _inside(root: Node) -> dict[int, list[tuple[int, int]]]:
    """The columns of each line that belong to a text in quotes or in a block."""
    found: dict[int, list[tuple[int, int]]] = {}
    for text in _texts(root):
        if text.plain and "\n" not in text.typed:
            continue
        typed = (text.typed or text.value).split("\n")
        for offset, line in enumerate(typed):
            start = text.place.column - 1 if offset == 0 else 0
            block = typed[0][:1] in "|>"
            end = start + len(line) if offset == 0 or not block else 1_000_000
            if offset == 0 and block:
                continue
            found.setdefault(text.place.line + offset, []).append((start, end))
    return found


def _texts(node: Node) -> Iterator[Text]:
    waiting: list[Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Text):
            yield one
        elif isinstance(one, Items):
            waiting += one.items
        elif isinstance(one, Keys):
            for key, value in one.entries:
                waiting += (key, value)
