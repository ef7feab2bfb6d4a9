"""Characters: which ones a record may hold, and the text of a file made from its bytes.

Refused are those that nobody sees and that change an id, a search or the order of a line: control characters,
bidirectional controls (see "Trojan Source", CVE-2021-42574) and zero-width characters. The joiners U+200C and
U+200D belong to the spelling of Persian, Hindi and other languages, so they may stand inside their words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from onrecord.problems import Place, Problem

JOINERS = "\u200c\u200d"

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_HIDDEN = "\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_REFUSED = re.compile(f"[{_CONTROL}{_HIDDEN}]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Bytes of Windows-1252 that are not UTF-8, which `surrogateescape` has parked in U+DC80 to U+DCFF.
_AS_WINDOWS_1252 = {0xDC00 + b: bytes([b]).decode("cp1252", "replace") for b in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with `\\n` at line ends and without what was refused; and the problems of that."""

    text: str
    problems: tuple[Problem, ...]


def decode(data: bytes, file: str, most: int = 100) -> Source | None:
    """The text of a file.

    Args:
        data: the bytes; a UTF-8 byte-order mark at their start is dropped.
        file: the name for places.
        most: problems that are listed at most.

    Returns:
        The text as far as it can be had, so that the search for problems can go on; None where it is UTF-16.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > max(3, len(data[:200]) // 4):
        return None
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "surrogateescape")
        problems.append(_not_utf_8(text, file))
        text = text.translate(_AS_WINDOWS_1252)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\n" not in text:
            text = text.replace("\r", "\n")
    if _REFUSED.search(text):
        lines = text.split("\n")
        problems += _refusals(lines, file, most)
        text = "\n".join(cleaned(line) for line in lines)
    return Source(text, tuple(problems))


def utf_16(file: str) -> Problem:
    """The problem of a file for which `decode` gives None."""
    return Problem(
        "not-utf-8",
        Place(file, 1, 1),
        "the file is not UTF-8 text; it looks like UTF-16",
        'save it as UTF-8 (in Notepad: "Save as", encoding "UTF-8")',
    )


def refused(text: str) -> str:
    """The first character of `text` that a record may not hold, or nothing."""
    for match in _REFUSED.finditer(text):
        if match[0] not in JOINERS or not _joins(text, match.start()):
            return match[0]
    return ""


def cleaned(text: str) -> str:
    """`text` without the characters that a record may not hold."""
    if not _REFUSED.search(text):
        return text
    return _REFUSED.sub(lambda m: m[0] if m[0] in JOINERS and _joins(text, m.start()) else "", text)


def described(c: str) -> str:
    """What a refused character is and does, as the predicate of a sentence's beginning."""
    name = f"U+{ord(c):04X}" + (f" ({unicodedata.name(c).lower()})" if unicodedata.name(c, "") else "")
    if "\ud800" <= c <= "\udfff":
        return f"{name} is half a character (a lone surrogate)"
    if _IS_CONTROL.match(c):
        return f"{name} is a control character"
    if c in _BIDIRECTIONAL:
        return f"{name} cannot be seen and changes the order in which the text around it is shown"
    if c in JOINERS:
        return f"{name} cannot be seen; it has a meaning only inside words of scripts that join their letters"
    return f"{name} cannot be seen"


def code_of(c: str) -> str:
    """The problem's code for a refused character."""
    return "bad-character" if _IS_CONTROL.match(c) else "hidden-character"


def _joins(text: str, at: int) -> bool:
    """Whether the joiner at `at` stands inside a word that is not in the Latin script, or ends one."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return _joinable(before) and (_joinable(after) or unicodedata.combining(before) == 9)


def _joinable(c: str) -> bool:
    if not c or c.isascii() or unicodedata.category(c)[0] not in "LM":
        return False
    return not unicodedata.name(c, "LATIN").startswith("LATIN")


def _refusals(lines: list[str], file: str, most: int) -> list[Problem]:
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        seen: set[str] = set()
        for match in _REFUSED.finditer(line):
            c = match[0]
            if c in seen or (c in JOINERS and _joins(line, match.start())):
                continue
            seen.add(c)
            hint = f"delete it, so that the line reads `{excerpt(cleaned(line), match.start())}`"
            problems.append(Problem(code_of(c), Place(file, number, match.start() + 1), described(c), hint))
            if len(problems) >= most:
                return problems
    return problems


def _not_utf_8(text: str, file: str) -> Problem:
    bad = _ESCAPED_BYTE.findall(text)
    at = text.index(bad[0])
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].rstrip("\r").translate(_AS_WINDOWS_1252)
    more = f" (one of {len(bad)} such bytes)" if len(bad) > 1 else ""
    return Problem(
        "not-utf-8",
        Place(file, text.count("\n", 0, at) + 1, at - start + 1),
        f"the byte 0x{ord(bad[0]) - 0xDC00:02X} is not UTF-8 text{more}",
        f"save the file as UTF-8; read as Latin-1 (Windows-1252) the line is `{excerpt(line, at - start)}`",
    )


def excerpt(line: str, at: int = 0) -> str:
    """A line without its indentation, for a hint; of a long one the part round the offset `at`."""
    if len(line) > 160:
        first = max(0, min(at - 40, len(line) - 150))
        line = f"{'…' if first else ''}{line[first : first + 150]}{'…' if first + 150 < len(line) else ''}"
    return line.strip()
