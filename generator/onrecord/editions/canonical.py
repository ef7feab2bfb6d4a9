"""JSON as RFC 8785 has it (JCS), so that one value has one text; of texts, whole numbers, lists and maps."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

_GREATEST = 2**53 - 1


def canonical(value: Any) -> bytes:
    """The canonical JSON of ``value``: ``{"a":1,"b":"ö"}``.

    Raises ValueError for what RFC 8785 cannot write exactly, and for fractions, whose text would be that of
    another language.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    """The same with all keys in the order of their UTF-16 code units."""
    match value:
        case None | str():
            return value
        case int():  # and true and false
            if abs(value) > _GREATEST:
                raise ValueError(f"{value} has more digits than every reader of JSON keeps")
            return value
        case list() | tuple():
            return [_ordered(item) for item in value]
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise ValueError("keys of JSON are texts")
            return {key: _ordered(value[key]) for key in sorted(value, key=_code_units)}
        case _:
            raise ValueError(f"{type(value).__name__} has no canonical JSON here")


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def sha256_of(data: bytes) -> str:
    """The SHA-256 of ``data`` as 64 hexadecimal digits, as ``sha256sum`` prints it."""
    return sha256(data).hexdigest()
