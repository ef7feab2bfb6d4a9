"""Ids made of names: any script in small ASCII letters."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii


def slug(text: str) -> str:
    """``text`` as an id, for example ``ain-al-asad`` for "ʿAin al-Asad"; empty without a letter or digit.

    Other scripts are transliterated: an address that people can read and type is worth more than an exact
    one.
    """
    return re.sub("[^a-z0-9]+", "-", _in_ascii(text).lower()).strip("-")


def _in_ascii(text: str) -> str:
    parts = []
    for character in unicodedata.normalize("NFC", text):
        found = anyascii(character) if character.isalnum() else character
        # Scripts without spaces between words: each character is a syllable or a word, with a capital.
        apart = not character.isascii() and not character.isupper() and found[:1].isupper()
        parts.append(f" {found}" if apart else found)
    return re.sub("['’‘ʼ`´]", "", "".join(parts))
