"""Plain data as YAML text in block style, one key a line, as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data]"
"""What a record is made of: texts, lists and mappings."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w ().,/-]|'(?=\w)|:(?=\w))*")
_NUMBER = re.compile(
    r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:/[0-9]{4}(?:-[0-9]{2}){1,2})?"
)
_COUNT = re.compile(r"[0-9]+ to [0-9]+(?:, best [0-9]+)?")
_NOT_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def scalar(text: str) -> str:
    """``text`` as YAML: as it is where every YAML reader takes it for that text, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def value(text: str) -> str:
    """``text`` as `scalar` has it, but numbers, dates, counts, yes and no as people write them."""
    return (
        text if text in ("yes", "no") or _NUMBER.fullmatch(text) or _COUNT.fullmatch(text) else scalar(text)
    )


def block(data: Data, indent: int = 0) -> Iterator[str]:
    """The lines of a list or a mapping, without line ends: ``killed:``, ``  who: civilians``."""
    lead = " " * indent
    if isinstance(data, Mapping):
        for key, item in data.items():
            yield from entry(key, item, indent)
    elif isinstance(data, str):
        yield lead + value(data)
    else:
        for item in data:
            first, *rest = block(item, indent + 2)
            yield f"{lead}- {first[indent + 2 :]}"
            yield from rest


def entry(key: str, data: Data, indent: int = 0) -> Iterator[str]:
    """The lines of one key and what belongs to it."""
    lead = " " * indent
    if isinstance(data, str):
        yield f"{lead}{key}: {value(data)}"
    else:
        yield f"{lead}{key}:"
        yield from block(data, indent + 2)
