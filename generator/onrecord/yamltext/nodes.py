"""What YAML text becomes: texts, lists and mappings that know their line and column."""

from __future__ import annotations

import unicodedata
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
    """Its characters in the file where those are not the value's: in quotes, in blocks, on several lines, or
    letters whose accents were typed as characters of their own.
    """

    def at(self, offset: int, length: int) -> Place:
        """The place of so many characters of the value; the whole text's where that cannot be told.

        A place ends with its line.
        """
        typed = self.typed or self.value
        pieces = None if typed.isascii() or unicodedata.is_normalized("NFC", typed) else _pieces(typed)
        seen = typed if pieces is None else "".join(composed for _, composed in pieces)
        found = _typed_at(seen, self.value, offset) if length > 0 else None
        if found is None:
            return self.place
        if pieces is not None:
            found, length = _uncomposed(pieces, found, length)
        line = typed.rfind("\n", 0, found)
        end = typed.find("\n", found)
        column = self.place.column + found if line < 0 else found - line
        rest = (len(typed.rstrip()) if end < 0 else end) - found
        return Place(
            self.place.file, self.place.line + typed.count("\n", 0, found), column, min(length, rest)
        )


def _pieces(typed: str) -> list[tuple[str, str]]:
    """Each letter with its accents as it was typed, and composed; joined they are the text and its NFC."""
    pieces: list[tuple[str, str]] = []
    for char in typed:
        before = pieces[-1] if pieces else ("", "")
        both = unicodedata.normalize("NFC", before[0] + char)
        apart = before[1] + unicodedata.normalize("NFC", char)
        if before[0] and (unicodedata.combining(char) or both != apart):
            pieces[-1] = (before[0] + char, both)
        else:
            pieces.append((char, unicodedata.normalize("NFC", char)))
    return pieces


def _uncomposed(pieces: list[tuple[str, str]], start: int, length: int) -> tuple[int, int]:
    """The part of the typed text that so many characters of the composed one stand for."""
    first = last = None
    at = typed_at = 0
    for typed, composed in pieces:
        if first is None and at + len(composed) > start:
            first = typed_at
        typed_at += len(typed)
        at += len(composed)
        if at >= start + length:
            last = typed_at
            break
    first = 0 if first is None else first
    return first, (typed_at if last is None else last) - first


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
