"""Ids made of names in any script: one that people can read and type is worth more than an exact one."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_NO_LETTERS = re.compile("[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")


def slug(name: str) -> str:
    """``name`` as an id, transliterated: ``al-fallujah`` for Al Fallūjah; empty without a letter or digit."""
    return _NO_LETTERS.sub("-", _in_ascii(name).lower()).strip("-")


def shortened(text: str, most: int) -> str:
    """The id ``text``, cut at a word's end where it is longer than ``most``, unless its first word is."""
    return text if len(text) <= most else text[: most + 1].rpartition("-")[0] or text[:most]


def _in_ascii(text: str) -> str:
    parts = []
    for character in unicodedata.normalize("NFC", text):
        found = anyascii(character) if character.isalnum() else character
        # Scripts without spaces between words: each character is a syllable or a word, with a capital.
        apart = not character.isascii() and not character.isupper() and found[:1].isupper()
        parts.append(f" {found}" if apart else found)
    return _APOSTROPHES.sub("", "".join(parts))
