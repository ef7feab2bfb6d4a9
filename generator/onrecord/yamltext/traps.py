"""YAML that parses and loses words, or means more than a record may say: how to tell the editor."""

from __future__ import annotations

import re

from onrecord.problems import Place, Problem, Severity
from onrecord.yamltext.characters import excerpt
from onrecord.yamltext.lines import quoted_line

_COMMENT = re.compile(r"([ \t]+)#(.*)")


def comment(end: Place, line: str, start: int | None) -> Problem | None:
    """A warning where a plain text seems to go on in what YAML takes for a comment.

    Editors write comments behind values, so only those are pointed out that are hardly meant as one: after a
    single space and with a number (`killed # 12`) or a word at once (`#gaza`), or closing the text's bracket.

    Args:
        end: the place at which the text ends.
        line: that line.
        start: the offset at which the text starts, None where that is in an earlier line.
    """
    match = _COMMENT.match(line, end.column - 1)
    if not match:
        return None
    said = match[2].rstrip()
    value = line[start or 0 : end.column - 1]
    near = match[1] == " " and re.match(r"\w|[ \t]*\d", said) is not None
    closes = value.count("(") > value.count(")") and ")" in said
    if not (near or closes):
        return None
    place = Place(end.file, end.line, match.start(2), len(said) + 1)
    what = f"YAML takes `#{excerpt(said)}` for a comment, which is no part of the text"
    if said.startswith((" ", "\t")):
        what = what.replace("`#", "`# ", 1)
    whole = "put the text in quotes" if start is None else f"`{quoted_line(line.rstrip(), start)}`"
    hint = f"if it is part of the text: {whole}; a comment has two spaces before its `#`"
    return Problem("comment-in-value", place, what, hint, Severity.WARNING)


def anchor(place: Place, name: str, as_text: str) -> Problem:
    """`&name`, which marks a part of the file; `as_text` is the line with the text in quotes."""
    hint = f"delete `&{excerpt(name)}`{_or_quote(as_text)}"
    return Problem("anchor", place, f"`&{excerpt(name)}` is a YAML anchor, and a record has none", hint)


def alias(place: Place, name: str, as_text: str) -> Problem:
    """`*name`, which repeats the part marked `&name`."""
    hint = f"write the repeated part out{_or_quote(as_text)}"
    return Problem("alias", place, f"`*{excerpt(name)}` is a YAML alias, and a record has none", hint)


def tag(place: Place, name: str, as_text: str) -> Problem:
    """`!name`, which changes a value's type."""
    hint = f"delete `{excerpt(name)}`{_or_quote(as_text)}"
    return Problem(
        "tag", place, f"`{excerpt(name)}` is a YAML tag, and in a record every value is text", hint
    )


def _or_quote(as_text: str) -> str:
    return f"; if the sign is part of the text: `{as_text}`" if as_text else ""


def lost_at_comma(place: Place, words: list[str], mended: str) -> Problem:
    """Words that braces have made keys without a value; `mended` is the line as it was meant, if known."""
    listed = ", ".join(f"`{excerpt(word)}`" for word in words[:5]) + (" …" if len(words) > 5 else "")
    keys = "is a key" if len(words) == 1 else "are keys"
    what = f"inside braces a comma ends a value, so that {listed} {keys} without a value"
    hint = f"put the text in quotes: `{mended}`" if mended else "put text that holds a comma in quotes"
    return Problem("lost-at-comma", place, what, f"{hint}; or write one key a line")


def empty_in_braces(place: Place, key: str, mended: str) -> Problem:
    """A key inside braces that has a colon and no value, or no space after its colon."""
    hint = f"write a space after the colon: `{mended}`" if mended else "give it a value, or delete the key"
    return Problem("lost-at-comma", place, f"the key `{excerpt(key)}` inside braces has no value", hint)
