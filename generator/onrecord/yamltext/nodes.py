"""What YAML text becomes: texts, lists and mappings that know their line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.problems import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as it was typed; `plain` if without quotes and no block. `key:` alone has an empty one."""

    place: Place
    value: str
    plain: bool
    typed: str = ""
    """Its characters in the file where those are not the value's: in quotes, in blocks, on several lines."""

    def at(self, offset: int, length: int) -> Place:
        """The place of so many characters of the value; the whole text's where that cannot be told.

        A place ends with its line.
        """
        typed = self.typed or self.value
        found = _typed_at(typed, self.value, offset) if length > 0 else None
        if found is None:
            return self.place
        line = typed.rfind("\n", 0, found)
        end = typed.find("\n", found)
        column = self.place.column + found if line < 0 else found - line
        rest = (len(typed.rstrip()) if end < 0 else end) - found
        return Place(
            self.place.file, self.place.line + typed.count("\n", 0, found), column, min(length, rest)
        )


def _typed_at(typed: str, value: str, offset: int) -> int | None:
    """Where the character `offset` of `value` stands in `typed`; None where escapes hide it."""
    at = typed.find("\n") + 1 if typed.startswith(("|", ">")) else int(typed.startswith(("'", '"')))
    for char in (c for c in value[:offset] if not c.isspace()):
        at = typed.find(char, at) + 1
        if not at:
            return None
    found = typed.find(value[offset : offset + 1], at)
    return found if found >= 0 else None


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping in the order of the file; no two keys are equal, even ignoring case and Unicode form."""

    place: Place
    entries: tuple[tuple[Text, Node], ...]

    def get(self, name: str) -> Node | None:
        """The value under the key `name`, or None."""
        for key, value in self.entries:
            if key.value == name:
                return value
        return None

    def key(self, name: str) -> Text | None:
        """The key `name` itself, for its place, or None."""
        for key, _ in self.entries:
            if key.value == name:
                return key
        return None


Node: TypeAlias = Text | Items | Keys
