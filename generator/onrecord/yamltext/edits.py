"""Taking parts out of YAML text: the lines of a list item or of a key, and nothing else of the file.

What stays keeps its comments, its quotation marks and its order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import yaml

#: A part of a file: keys of mappings and positions in lists, from the top.
Path = Sequence[str | int]


class EditError(Exception):
    """The text is written in a way that cannot be edited line by line; the message says which line."""


def without(text: str, path: Path) -> str:
    """``text`` without the list item or the key at ``path``, and without the comment right above it.

    A list or mapping that would be left empty goes with it. Raises EditError where the part stands in braces
    or brackets, or is not there.
    """
    parent = _node(text, path[:-1])
    if getattr(parent, "flow_style", False):
        raise EditError(f"line {parent.start_mark.line + 1} is written in braces or brackets")
    if len(parent.value) == 1 and len(path) > 1:
        return without(text, path[:-1])
    lines = text.splitlines(keepends=True)
    if isinstance(parent, yaml.SequenceNode):
        item = parent.value[int(path[-1])]
        first = item.start_mark.line
        # `-` may stand on a line of its own, above the item.
        while not lines[first].lstrip().startswith("-"):
            first -= 1
        return "".join(lines[: _comment_above(lines, first)] + lines[_end(item) :])
    place, (key, value) = next(
        (place, pair) for place, pair in enumerate(parent.value) if pair[0].value == path[-1]
    )
    if place == 0 and "-" in lines[key.start_mark.line][: key.start_mark.column]:
        # The first key of a list item stands behind the hyphen, which the next one inherits.
        following = parent.value[1][0].start_mark
        head = lines[key.start_mark.line][: key.start_mark.column]
        rest = lines[following.line][following.column :]
        return "".join([*lines[: key.start_mark.line], head + rest, *lines[following.line + 1 :]])
    first = _comment_above(lines, key.start_mark.line)
    return "".join(lines[:first] + lines[max(_end(value), key.start_mark.line + 1) :])


def with_item(text: str, key: str, entry: dict[str, str]) -> str:
    """``text`` with ``entry`` as the last item of the top-level list ``key``, which is made if need be.

    Raises EditError where something else than a list of lines stands there.
    """
    root = _node(text, ())
    item = "".join(
        f"{lead}{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for lead, (name, value) in zip(("  - ", *["    "] * len(entry)), entry.items(), strict=False)
    )
    found = next((value for name, value in root.value if name.value == key), None)
    if found is None:
        return f"{text.rstrip()}\n{key}:\n{item}" if text.strip() else f"{key}:\n{item}"
    if not isinstance(found, yaml.SequenceNode) or found.flow_style:
        raise EditError(f"`{key}` in line {found.start_mark.line + 1} is no list of lines")
    lines = text.splitlines(keepends=True)
    at = _end(found.value[-1])
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    indent = found.start_mark.column
    item = item.replace("  - ", " " * indent + "- ").replace("\n    ", "\n" + " " * (indent + 2))
    return "".join([*lines[:at], item, *lines[at:]])


def replaced(text: str, pattern: re.Pattern[str], by: str) -> str:
    """``text`` with every match of ``pattern`` replaced, in values, keys and comments.

    A value that would begin with a bracket then is put in quotes.
    """
    parts, last = [], 0
    for node in scalars(_node(text, ())):
        if node.style is None and (found := pattern.match(node.value)) and by[0] in "[{":
            parts += [pattern.sub(by, text[last : node.start_mark.index])]
            parts += [json.dumps(by + pattern.sub(by, node.value[found.end() :]), ensure_ascii=False)]
            last = node.end_mark.index
    return "".join([*parts, pattern.sub(by, text[last:])])


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every text below ``node``, keys too, in the order of the file."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(key)
            yield from scalars(value)


def _node(text: str, path: Path) -> yaml.Node:
    # Python's own loader: its marks count characters of the text, whatever the text holds.
    node = yaml.compose(text, yaml.SafeLoader)
    if node is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    for part in path:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[part]
        elif isinstance(part, str) and isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == part)
        elif part != 0:  # one item may stand for a list of one
            raise EditError(f"line {node.start_mark.line + 1} is not what was read")
    return node


def _end(node: yaml.Node) -> int:
    """The number of lines up to the end of ``node``: the index of the first line behind it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1] if isinstance(node, yaml.SequenceNode) else node.value[-1][1]
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) + (0 if block and node.end_mark.column == 0 else 1)


def _comment_above(lines: Sequence[str], first: int) -> int:
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return first
