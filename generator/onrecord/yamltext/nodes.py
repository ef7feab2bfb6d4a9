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
