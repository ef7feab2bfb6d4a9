"""One key of a mapping put into YAML text, replaced or taken out; whatever a person wrote around it stays.

Comments, order, blank lines and quotation marks of all other lines are those of the text. Where a change
would take somebody's comment along, `EditError` says so and nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from onrecord.yamltext.edits import EditError
from onrecord.yamltext.writing import Data, entry, value

Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A key with its value; ``first`` and ``end`` are the lines that hold them, ``end`` the first behind."""

    key: yaml.Node
    value: yaml.Node
    first: int
    end: int


def plain(text: str) -> Data:
    """What the text holds, every scalar as text. Raises EditError where it is no YAML."""
    return _data(_root(text))


def with_entry(text: str, path: Path, key: str, data: Data, after: Sequence[str] = ()) -> str:
    """``text`` with ``key: data`` in the mapping at ``path``; a new key goes behind the last of ``after``."""
    mapping = _mapping(text, path)
    lines = text.splitlines(keepends=True)
    spots = _spots(mapping, lines)
    if key not in spots:
        indent = mapping.value[0][0].start_mark.column
        before = [name for name in after if name in spots]
        at = spots[before[-1]].end if before else max(spot.end for spot in spots.values())
        if at and not lines[at - 1].endswith("\n"):
            lines[at - 1] += "\n"
        return "".join([*lines[:at], *_made(key, data, indent), *lines[at:]])
    spot = spots[key]
    start, end = spot.value.start_mark, spot.value.end_mark
    if isinstance(data, str) and isinstance(spot.value, yaml.ScalarNode) and start.line == end.line:
        # What stands behind the value on its line is somebody's comment.
        return text[: start.index] + value(data) + text[end.index :]
    if _has_comments(spot, lines):
        return _with_leaves(text, spot.value, data)
    lead = lines[spot.first][: spot.key.start_mark.column]
    made = _made(key, data, len(lead))
    return "".join([*lines[: spot.first], lead + made[0][len(lead) :], *made[1:], *lines[spot.end :]])


def without_entry(text: str, path: Path, key: str) -> str:
    """``text`` without ``key`` of the mapping at ``path``; a comment above it stays."""
    mapping = _mapping(text, path)
    lines = text.splitlines(keepends=True)
    spots = _spots(mapping, lines)
    if key not in spots:
        return text
    spot = spots[key]
    _refuse_comments(spot, lines)
    lead = lines[spot.first][: spot.key.start_mark.column]
    rest = lines[spot.end :]
    if "-" in lead:
        # The first key of a list item stands behind the hyphen, which the next one inherits.
        if len(spots) == 1 or not rest or len(rest[0]) <= len(lead) or rest[0][: len(lead)].strip():
            raise EditError(f"line {spot.first + 1} holds the hyphen of a list item")
        rest = [lead + rest[0][len(lead) :], *rest[1:]]
    return "".join([*lines[: spot.first], *rest])


def _made(key: str, data: Data, indent: int) -> list[str]:
    return [f"{line}\n" for line in entry(key, data, indent)]


def _root(text: str) -> yaml.Node:
    # Python's own loader: its marks count characters of the text, whatever the text holds.
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EditError(f"the file is not valid YAML: {' '.join(str(error).split())[:120]}") from None
    if node is None:
        raise EditError("the file is empty")
    return node


def _mapping(text: str, path: Path) -> yaml.MappingNode:
    node = _root(text)
    for part in path:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode) and part < len(node.value):
            node = node.value[part]
        elif part == 0 and isinstance(node, yaml.MappingNode):
            continue  # one item may stand for a list of one
        elif isinstance(part, str) and isinstance(node, yaml.MappingNode):
            found = next((item for name, item in node.value if name.value == part), None)
            if found is None:
                raise EditError(f"line {node.start_mark.line + 1} has no `{part}`")
            node = found
        else:
            raise EditError(f"line {node.start_mark.line + 1} is not what was written")
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise EditError(f"line {node.start_mark.line + 1} holds no keys")
    if node.flow_style:
        raise EditError(f"line {node.start_mark.line + 1} is written in braces")
    return node


def _spots(mapping: yaml.MappingNode, lines: Sequence[str]) -> dict[str, _Spot]:
    return {
        str(key.value): _Spot(key, item, key.start_mark.line, max(_end(item, lines), key.start_mark.line + 1))
        for key, item in mapping.value
    }


def _end(node: yaml.Node, lines: Sequence[str]) -> int:
    """The first line behind the last one that ``node`` has words in."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1] if isinstance(node, yaml.SequenceNode) else node.value[-1][1]
    end = node.end_mark
    last = int(end.line) + (1 if end.column or not isinstance(node, yaml.ScalarNode) else 0)
    while last > node.start_mark.line + 1 and not lines[last - 1].strip():
        last -= 1
    return last


def _has_comments(spot: _Spot, lines: Sequence[str]) -> bool:
    held = sum(text.count("#") for node in (spot.key, spot.value) for text in _texts(node))
    return "".join(lines[spot.first : spot.end]).count("#") != held


def _refuse_comments(spot: _Spot, lines: Sequence[str]) -> None:
    if _has_comments(spot, lines):
        raise EditError(f"a comment stands in lines {spot.first + 1} to {spot.end}")


def _with_leaves(text: str, node: yaml.Node, data: Data) -> str:
    """The text with the values of ``node`` that differ from ``data``; the comments beside them stay."""
    for leaf, new in reversed(list(_leaves(node, data))):
        if leaf.value != new:
            start, end = leaf.start_mark, leaf.end_mark
            if start.line != end.line:
                raise EditError(f"the text in line {start.line + 1} goes over several lines")
            text = text[: start.index] + value(new) + text[end.index :]
    return text


def _leaves(node: yaml.Node, data: Data) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """The texts of ``node`` with what they are to be. Raises EditError where the two have other shapes."""
    if isinstance(node, yaml.ScalarNode) and isinstance(data, str):
        yield node, data
        return
    if isinstance(node, yaml.SequenceNode) and isinstance(data, list) and len(node.value) == len(data):
        pairs = zip(node.value, data, strict=True)
    elif isinstance(node, yaml.MappingNode) and isinstance(data, Mapping) and len(node.value) == len(data):
        if [key.value for key, _ in node.value] != list(data):
            raise EditError(
                f"line {node.start_mark.line + 1} holds a comment, and other keys are to come there"
            )
        pairs = zip((item for _, item in node.value), data.values(), strict=True)
    else:
        raise EditError(
            f"a comment stands near line {node.start_mark.line + 1}, and something else is to come there"
        )
    for item, new in pairs:
        yield from _leaves(item, new)


def _texts(node: yaml.Node) -> list[str]:
    if isinstance(node, yaml.ScalarNode):
        return [str(node.value)]
    if isinstance(node, yaml.SequenceNode):
        return [text for item in node.value for text in _texts(item)]
    return [text for pair in node.value for item in pair for text in _texts(item)]


def _data(node: yaml.Node) -> Data:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return {str(key.value): _data(item) for key, item in node.value}
