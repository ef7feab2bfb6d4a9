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
    if path[-1] == 0 and not isinstance(parent, yaml.SequenceNode) and len(path) > 1:
        return without(text, path[:-1])  # one item stands for a list of one
    if getattr(parent, "flow_style", False):
        raise EditError(f"line {parent.start_mark.line + 1} is written in braces or brackets")
    if len(parent.value) == 1 and len(path) > 1:
        return without(text, path[:-1])
    lines = text.splitlines(keepends=True)
    if isinstance(parent, yaml.SequenceNode):
        item = parent.value[int(path[-1])]
        first = item.start_mark.line
        # `-` may stand on a line of its own, above the item.
        while first > 0 and not lines[first].lstrip().startswith("-"):
            first -= 1
        column = _column(lines[first])
        end = _behind(lines, _end(item), column)
        return "".join(lines[: _comment_above(lines, first, column)] + lines[end:])
    found = next((at for at, pair in enumerate(parent.value) if pair[0].value == path[-1]), None)
    if found is None:
        raise EditError(f"line {parent.start_mark.line + 1} has no `{path[-1]}`")
    place, (key, value) = found, parent.value[found]
    if place == 0 and "-" in lines[key.start_mark.line][: key.start_mark.column]:
        # The first key of a list item stands behind the hyphen, which the next one inherits.
        following = parent.value[1][0].start_mark
        head = lines[key.start_mark.line][: key.start_mark.column]
        rest = lines[following.line][following.column :]
        return "".join([*lines[: key.start_mark.line], head + rest, *lines[following.line + 1 :]])
    column = key.start_mark.column
    first = _comment_above(lines, key.start_mark.line, column)
    end = _behind(lines, max(_end(value), key.start_mark.line + 1), column)
    return "".join(lines[:first] + lines[end:])


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


def with_block(text: str, key: str, block: str) -> str:
    """``text`` with ``block`` behind what the top-level list or mapping ``key`` has; made if need be.

    The block is lines of items or entries, indented by two: ``  - source: article``. Comments that end what
    is there stay with it. Raises EditError where the key holds something that lines cannot be added to.
    """
    root = _node(text, ())
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    found = next(((name, value) for name, value in root.value if name.value == key), None)
    if found is None:
        at = len(lines)
        # Comments at the end of the file stay there.
        while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
            at -= 1
        return "".join([*lines[:at], f"{key}:\n{block}", *lines[at:]])
    name, value = found
    listed = block.lstrip().partition("\n")[0].startswith("- ") or "\n  - " in f"\n{block}"
    kind = yaml.SequenceNode if listed else yaml.MappingNode
    if not isinstance(value, kind) or value.flow_style or not value.value:
        raise EditError(
            f"`{key}` in line {name.start_mark.line + 1} is written in a way that nothing can be added to; "
            f"write it as {'a list with hyphens' if listed else 'keys on lines of their own'}"
        )
    column = value.start_mark.column
    last = value.value[-1] if isinstance(value, yaml.SequenceNode) else value.value[-1][1]
    at = _behind(lines, _end(last), column)
    return "".join([*lines[:at], _moved(block, column - 2), *lines[at:]])


def _moved(block: str, by: int) -> str:
    """The lines of a block, further in or out by so many blanks."""
    if by >= 0:
        return re.sub(r"^(?=[^\n])", " " * by, block, flags=re.MULTILINE)
    return re.sub(rf"^ {{{-by}}}", "", block, flags=re.MULTILINE)


def replaced(text: str, pattern: re.Pattern[str], by: str) -> str:
    """``text`` with every match of ``pattern`` replaced, in values, keys and comments.

    A value in quotation marks is looked at as it reads, without their escapes, and written anew; one that
    would begin with a bracket, or stands among brackets, is put in quotation marks.
    """
    parts, last = [], 0
    for node, flow in _scalars(_node(text, ())):
        if (found := pattern.search(node.value)) and (
            node.style in ("'", '"') or (node.style is None and (flow or not found.start()))
        ):
            parts += [pattern.sub(by, text[last : node.start_mark.index])]
            parts += [json.dumps(pattern.sub(by, node.value), ensure_ascii=False)]
            last = node.end_mark.index
    return "".join([*parts, pattern.sub(by, text[last:])])


def with_value(text: str, path: Path, value: str) -> str:
    """``text`` with ``value`` in the place of the one at ``path``, which is one word. Raises EditError."""
    node = _node(text, path)
    return text[: node.start_mark.index] + value + text[node.end_mark.index :]


def places(text: str, keys: Sequence[str], pattern: re.Pattern[str]) -> list[Path]:
    """Where one of ``keys`` has a value that holds a match of ``pattern``. Raises EditError."""
    return [
        path
        for path, node in _paths(_node(text, ()), ())
        if path and path[-1] in keys and pattern.search(node.value)
    ]


def _paths(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[Path, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _paths(item, (*path, index))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _paths(value, (*path, str(key.value)))


def _scalars(node: yaml.Node, flow: bool = False) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    """Every text below ``node``, keys too, in the order of the file; and whether it stands among brackets."""
    if isinstance(node, yaml.ScalarNode):
        yield node, flow
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, flow or bool(node.flow_style))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key, flow or bool(node.flow_style))
            yield from _scalars(value, flow or bool(node.flow_style))


def _node(text: str, path: Path) -> yaml.Node:
    # Python's own loader: its marks count characters of the text, whatever the text holds.
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EditError(f"the file is not valid YAML: {' '.join(str(error).split())[:120]}") from None
    if node is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    for part in path:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[part]
        elif isinstance(part, str) and isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == part), None)
            if found is None:
                raise EditError(f"line {node.start_mark.line + 1} has no `{part}`")
            node = found
        elif part != 0:  # one item may stand for a list of one
            raise EditError(f"line {node.start_mark.line + 1} is not what was read")
    return node


def _end(node: yaml.Node) -> int:
    """The number of lines up to the end of ``node``: the index of the first line behind it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1] if isinstance(node, yaml.SequenceNode) else node.value[-1][1]
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) + (0 if block and node.end_mark.column == 0 else 1)


def _comment_above(lines: Sequence[str], first: int, column: int) -> int:
    """Where the comment above a part in that column begins; one further in is about what stands before it."""
    while first and lines[first - 1].lstrip().startswith("#") and _column(lines[first - 1]) <= column:
        first -= 1
    return first


def _behind(lines: Sequence[str], end: int, column: int) -> int:
    """The index behind the comments that belong to a part in that column: further in, right below it."""
    while end < len(lines) and lines[end].lstrip().startswith("#") and _column(lines[end]) > column:
        end += 1
    return end


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
