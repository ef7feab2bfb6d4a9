"""A language that shows what is not in the catalogue, and records without a Latin letter.

Every message of ours is written with accents and in brackets, so that a plain Latin word on a page is a word
that nobody can translate. Run as a script it prints the catalogue: ``python tests/pseudo.py ru > ru.po``.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from babel.messages import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from onrecord.language.check import TEMPLATE

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTS = str.maketrans(_PLAIN, "ÁƁÇÐÉƑĜĤÍĴĶĽḾÑÓÞɊŔŠŤÚṼŴẊÝŽáƀçðéƒĝĥíĵķľḿñóþɋŕšťúṽŵẋýž")
#: What is no word, in messages that have some markup or a name of a format: tags, entities, addresses, code.
_KEPT = re.compile(r"(<[^>]*>|&#?\w+;|\]\([^)]*\)|https?://\S+|`[^`]*`)")

_CYRILLIC = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстувв_ыз", strict=True)),
    "x": "кс",
}
#: What in records is text, and not an id, a word of the vocabulary or a number.
_TEXTS = frozenset(
    {
        *("about", "aliases", "anonymous", "as", "author", "background", "damage", "date_basis", "described"),
        *("evidence", "excerpt", "hedge", "interest_note", "launched_from", "mission", "name", "note", "now"),
        *("origin_note", "paraphrase", "published_basis", "publisher", "reason", "reviewed_by", "rights"),
        *("role", "said_basis", "scope", "seen", "short", "summary", "text", "title", "translator"),
        *("units", "warn", "was", "what", "why", "written_by"),
    }
)
#: The same in one registry alone.
_TEXTS_OF = {
    "measures.yml": frozenset({"unit"}),
    "places.yml": frozenset({"origin"}),
    "vessels.yml": frozenset({"crew", "kind"}),
}
_WORDS = frozenset({"reason not stated", "ours"})
#: Markers of sources and addresses of links, which stay.
_MARKS = re.compile(r"(\[@[^\]]*\]|\]\([^)]*\))")


def catalogue(tag: str, before: str = "") -> str:
    """A complete catalogue of ``tag`` in which each message is marked: "⟦{ñúḿƀéŕ} šóúŕçéš⟧".

    With words ``before`` each of them.
    """

    def translated(message: str) -> str:
        marked = accented(message)
        return marked if marked == message else before + marked

    plural = get_plural(tag)
    with TEMPLATE.open("rb") as template:
        messages = read_po(template)
    marked = Catalog(tag, charset="utf-8")
    for message in messages:
        if isinstance(message.id, str):
            if message.id:
                marked.add(message.id, translated(message.id), context=message.context)
        else:
            one, many = message.id
            forms = (translated(one), *(translated(many) for _ in range(plural.num_plurals - 1)))
            marked.add((one, many), forms, context=message.context)
    out = io.BytesIO()
    write_po(out, marked, omit_header=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )
    return header + out.getvalue().decode("utf-8")


def accented(message: str) -> str:
    """A message with accents, in brackets; its named parts, its markup and mere marks stay."""
    if not any(letter.isalpha() for text, _, _, _ in Formatter().parse(message) for letter in text):
        return message
    parts = []
    for text, name, _, _ in Formatter().parse(message):
        parts += [part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(text)]
        if name is not None:
            parts.append(f"{{{name}}}")
    return f"⟦{''.join(parts)}⟧"


def in_cyrillic(folder: Path) -> dict[str, str]:
    """The records below ``folder`` with all their texts in Cyrillic letters, by path from there."""
    files = (path for path in sorted(folder.rglob("*.yml")))
    return {path.relative_to(folder).as_posix(): _file(path) for path in files}


def _file(path: Path) -> str:
    content = yaml.load(path.read_bytes(), yaml.BaseLoader)
    rewritten = _rewritten(content, "", _TEXTS | _TEXTS_OF.get(path.name, frozenset()))
    return yaml.safe_dump(rewritten, allow_unicode=True, sort_keys=False, width=1000)


def _rewritten(value: Any, key: str, texts: frozenset[str]) -> Any:
    if isinstance(value, dict):
        # What was lost is a word of the vocabulary; what was aimed at is a text.
        here = texts - {"what"} if key == "losses" else texts
        return {name: _rewritten(part, name, here) for name, part in value.items()}
    if isinstance(value, list):
        return [_rewritten(part, key, texts) for part in value]
    return cyrillic(value) if key in texts and value not in _WORDS else value


def cyrillic(text: str) -> str:
    """A text in Cyrillic letters, letter by letter; source markers and addresses of links stay."""
    return "".join(part if _MARKS.fullmatch(part) else "".join(_letters(part)) for part in _MARKS.split(text))


def _letters(text: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKD", text):
        small = _CYRILLIC.get(letter.lower(), letter)
        if not (letter.isascii() and letter.isalpha()):
            small = "" if unicodedata.combining(letter) else letter
        yield small.upper() if letter.isupper() else small


if __name__ == "__main__":
    sys.stdout.write(catalogue(sys.argv[1]))
