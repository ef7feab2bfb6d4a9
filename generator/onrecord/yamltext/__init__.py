"""YAML text to nodes that know their line and column, with every scalar left as it was typed."""

from __future__ import annotations

from onrecord.yamltext.nodes import Items, Keys, Node, Text
from onrecord.yamltext.reader import (
    MAX_BYTES,
    MAX_NODES,
    MAX_PROBLEMS,
    MAX_READINGS,
    MAX_SCALAR,
    read,
)
from onrecord.yamltext.syntax import MAX_DEPTH

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "MAX_PROBLEMS",
    "MAX_READINGS",
    "MAX_SCALAR",
    "Items",
    "Keys",
    "Node",
    "Text",
    "read",
]
