"""YAML as an editor's language server loads it: the core schema of YAML 1.2, with keys as text."""

from __future__ import annotations

import re
from typing import Any

import yaml

_CORE = (
    ("null", r"(?:~|null|Null|NULL|)"),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)"),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
    ("float", r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"),
)


class _Loader(yaml.SafeLoader):
    """Resolves scalars by `_CORE` alone."""


_Loader.yaml_implicit_resolvers = {}
for _name, _pattern in _CORE:
    # `None` stands for any first character; the order of the table decides.
    _Loader.yaml_implicit_resolvers.setdefault(None, []).append(
        (f"tag:yaml.org,2002:{_name}", re.compile(f"^{_pattern}$"))
    )


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = node.value
    base = {"0o": 8, "0x": 16}.get(text[:2])
    return int(text[2:], base) if base else int(text)


def _float(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    return {str(key.value): loader.construct_object(value, deep=True) for key, value in node.value}


_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
_Loader.add_constructor("tag:yaml.org,2002:float", _float)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str | bytes) -> Any:
    """What a YAML 1.2 parser makes of one document."""
    return yaml.load(text, _Loader)
