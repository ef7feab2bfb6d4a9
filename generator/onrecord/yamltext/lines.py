"""A line of YAML taken apart and put together again, for finding what is wrong with it and mending that."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from onrecord.yamltext.characters import excerpt

LONGEST = 2_000
"""Characters of a line that is taken apart; a longer one is nobody's typing, and would only cost time."""
LOOK_BACK = 60
"""Lines above a mistake that are searched for its cause."""
QUOTATIONS = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
"""A quoted scalar from its first quotation mark to its last, by that mark."""

_LEAD = re.compile(r"[ ]*(?:-[ ]+)*")
_COLON = re.compile(r":(?=[ \t]|$)")
_CLEARLY_A_COMMENT = re.compile(r"[ \t]{2,}#")


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: `lead` is indentation and dashes, `key` is empty where there is none.

    `value` is what follows, without a comment two spaces away; `start` is the offset at which it starts.
    """

    lead: str
    key: str
    value: str
    start: int

    @property
    def indent(self) -> int:
        """Spaces before the first dash, key or text."""
        return len(self.lead) - len(self.lead.lstrip(" "))


def taken_apart(line: str) -> Line:
    """The parts of a line; a long line counts as text without a key."""
    match = _LEAD.match(line)
    lead = match[0] if match else ""
    rest = line[len(lead) :].rstrip()
    if len(rest) > LONGEST or rest[:1] in ("#", "[", "{"):
        return Line(lead, "", rest, len(lead))
    closing = QUOTATIONS[rest[0]].match(rest) if rest[:1] in QUOTATIONS else None
    colon = _COLON.search(rest, closing.end() if closing else 0)
    if colon is None or (closing and rest[closing.end() : colon.start()].strip()):
        return Line(lead, "", rest, len(lead))
    value = rest[colon.end() :].lstrip(" \t")
    return Line(
        lead,
        rest[: colon.start()],
        _CLEARLY_A_COMMENT.split(value, maxsplit=1)[0],
        len(lead) + len(rest) - len(value),
    )


def quoted(text: str) -> str:
    """`text` as a YAML scalar in quotes: double ones, or single ones where those need no escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def quoted_line(line: str, start: int, end: int | None = None) -> str:
    """The line for a hint, with the text between two offsets (by default to its end) in quotes."""
    end = len(line) if end is None else end
    # Only the neighbourhood is put together: a hint shows no more, and lines may be megabytes long.
    before, after = line[max(0, start - LONGEST) : start], line[end : end + LONGEST]
    return excerpt(f"{before}{quoted(line[start : min(end, start + LONGEST)].strip())}{after}", len(before))


def parses(text: str) -> bool:
    """Whether a YAML parser reads the text to its end; what it holds does not matter."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        while loader.check_event():
            loader.get_event()
    except (yaml.YAMLError, ValueError):
        return False
    return True


def content_above(lines: list[str], at: int) -> int | None:
    """The nearest line above that is neither blank nor a comment."""
    for i in range(at - 1, max(-1, at - LOOK_BACK), -1):
        if lines[i].strip() and not lines[i].lstrip().startswith("#"):
            return i
    return None


def levels_above(lines: list[str], at: int) -> set[int]:
    """The offsets at which the lines of the blocks start that are open above a line."""
    levels: set[int] = set()
    lowest = LONGEST
    for i in range(at - 1, max(-1, at - LOOK_BACK), -1):
        parts = taken_apart(lines[i])
        if lines[i].strip() and not lines[i].lstrip().startswith("#") and parts.indent < lowest:
            lowest = parts.indent
            levels |= {lowest, len(parts.lead)} if parts.key else {lowest}
        if lowest == 0:
            break
    return levels
