"""The file of `onrecord new` with what was told filled in: the same explanations, and no TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.interview.told import Block, Told
from onrecord.yamltext.writing import Data, block, entry, value

_SOURCES = "sources:"
_STATEMENTS = "statements:"
_BEHIND_SOURCES = "# What was said about the incident"
_BEHIND_STATEMENTS = "# What was said about the surroundings"


def filled(skeleton: str, told: Told) -> str:
    """``skeleton`` with the sources and statements that were told.

    The first source and the first statement stand in the lines of the skeleton, where each field is
    explained; further ones follow in short.
    """
    lines = skeleton.split("\n")
    if not told.lasted:
        lines = _with_key(lines, "lasted", "no", 0)
    sources = _part(lines, _SOURCES, _BEHIND_SOURCES)
    statements = _part(lines, _STATEMENTS, _BEHIND_STATEMENTS)
    before = lines[: sources.start]
    # The comment above the sources is about them.
    between = lines[sources.stop : statements.start]
    after = lines[statements.stop :]
    return "\n".join(
        [
            *before,
            *_sources(lines[sources.start : sources.stop], told.sources),
            *between,
            *_statements(lines[statements.start : statements.stop], told.statements),
            *after,
        ]
    )


def _part(lines: list[str], first: str, behind: str) -> range:
    """The lines of a part, from its key to the one before the comment that begins the next."""
    start = lines.index(first)
    return range(start, next(at for at in range(start, len(lines)) if lines[at].startswith(behind)))


def _sources(lines: list[str], sources: Mapping[str, Block]) -> list[str]:
    if not sources:
        return ["# All that this record rests on stands in registry/sources.yml.", "#sources:", ""]
    (id, first), *others = sources.items()
    lines = [*lines[:1], f"  {id}:", *lines[2:]]
    for key, data in first.items():
        lines = _with_key(lines, key, data, 4)
    return [*_stripped(lines), *(line for name, one in others for line in entry(name, dict(one), 2)), ""]


def _statements(lines: list[str], statements: tuple[Block, ...]) -> list[str]:
    first, *others = statements
    at = next(at for at, line in enumerate(lines) if line.startswith("  - source:"))
    lines = [*lines[:at], f"  - source: {value(str(first['source']))}", *lines[at + 1 :]]
    for key, data in first.items():
        if key != "source":
            lines = _with_key(lines, key, data, 4)
    if "paraphrase" not in first:
        lines = [re.sub("^    paraphrase: TODO ", "    #paraphrase: ", line) for line in lines]
    more = [line for one in others for line in ("", *_item(one))]
    return [*_stripped(lines), *more, ""]


def _item(statement: Block) -> Iterator[str]:
    yield from block([dict(statement)], 2)


def _stripped(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _with_key(lines: list[str], key: str, data: Data, indent: int) -> list[str]:
    """The lines with ``key: data`` where the skeleton explains that key; another form of it stays unused."""
    lead = " " * indent
    found = [
        range(at, _end(lines, at, lead))
        for at, line in enumerate(lines)
        if re.match(rf"{lead}#?{key}:", line)
    ]
    # Of two forms the one that is told: `by: an-actor`, or a role below `by:`.
    mapped = isinstance(data, Mapping)
    span = next((one for one in found if (len(one) > 1) == mapped), found[0])
    return [*lines[: span.start], *entry(key, data, indent), *lines[span.stop :]]


def _end(lines: list[str], at: int, lead: str) -> int:
    end = at + 1
    while end < len(lines) and re.match(rf"{lead}#  +\S", lines[end]):
        end += 1
    return end
