"""Broken YAML in plain English: what the editor probably wrote, and the line as it should be written.

A parser says where it gave up, which is often a line below the mistake. So the line to blame is looked for
first, and then the usual mending is tried on it; a mended line that is shown has been parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from onrecord.problems import Place, Problem
from onrecord.yamltext.characters import excerpt
from onrecord.yamltext.lines import (
    LONGEST,
    LOOK_BACK,
    QUOTATIONS,
    content_above,
    levels_above,
    parses,
    quoted,
    taken_apart,
)

MAX_DEPTH = 24
"""Deepest nesting of lists and mappings; a record needs 8."""

_WORD = re.compile(r"[\w-]+")
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem, and its line mended so that reading can go on; None where nobody can tell how."""

    problem: Problem
    mended: str | None = None


def mend_line_starts(lines: list[str], file: str, most: int) -> list[Problem]:
    """Find the lines that start with a tab or are a directive, and mend them in place; `most` are listed."""
    problems: list[Problem] = []
    for i, line in enumerate(lines):
        if not line.startswith(("\t", "%")):
            continue
        listed = len(problems) < most
        if line[0] == "\t" and line.strip():
            lines[i] = _untabbed(line)
            if listed:
                problems.append(_tab(line, i, 0, file).problem)
        elif re.match(r"%[A-Z]", line):
            lines[i] = "#" + line[1:]
            if listed:
                what = f"`{excerpt(line)}` is a YAML directive, and a record has none"
                problems.append(
                    Problem("directive", Place(file, i + 1, 1, len(line)), what, "delete the line")
                )
    return problems


def too_deep(place: Place) -> Problem:
    """Lists and mappings in each other, deeper than any record needs."""
    what = f"this is nested too deeply: {MAX_DEPTH} lists or mappings in each other are the most"
    return Problem("too-deep", place, what, "put text that starts with brackets in quotes")


def second_document(place: Place) -> Problem:
    """A `---` that starts a second document."""
    what = "a second YAML document starts here, and a file holds one record"
    hint = "move what follows into a file of its own, or delete the line `---` or `...` before it"
    return Problem("several-documents", place, what, hint)


def explain(lines: list[str], error: yaml.MarkedYAMLError, file: str) -> Mistake:
    """The mistake behind a parser's error.

    Args:
        lines: the text that was parsed.
        error: libyaml's or PyYAML's, which name lines and columns alike.
        file: its name, for places.
    """
    said, context = error.problem or "", error.context or ""
    at, column = _position(error.problem_mark or error.context_mark, lines)
    begun, begun_column = _position(error.context_mark or error.problem_mark, lines)
    if "nesting depth" in said:
        # libyaml gives up before we have counted; PyYAML's own parser has no such bound.
        return Mistake(too_deep(Place(file, at + 1, column + 1)))
    if " tab " in said or lines[at][column : column + 1] == "\t":
        return _tab(lines[at], at, column, file)
    if "escape" in said:
        return _escape(lines[at], at, column, file)
    if "end of stream" in said and "quoted" in context:
        return _unclosed_quotation(lines[begun], begun, begun_column, file)
    if "<document start>" in said:
        return Mistake(second_document(Place(file, at + 1, column + 1)))
    if opened := _quotation_above(lines, at, column):
        return _unclosed_quotation(lines[opened[0]], *opened, file)
    if "simple key" in context:
        at, column = begun, begun_column
    mistake = None
    if max(len(lines[at]), len(lines[begun])) <= LONGEST:
        if " flow " in context:
            mistake = _between_brackets(lines, at, column, begun, begun_column, file)
        mistake = mistake or _value(lines, at, file)
        if not mistake and ("simple key" in context or "mapping values" in said):
            mistake = _colon(lines, at, file)
        mistake = mistake or _indent(lines, at, file)
    if mistake:
        return mistake
    what = f"YAML cannot read on here: {said}"
    hint = "text that holds any of : # [ ] { } , & * ! | > % @ or quotation marks is safe in quotes"
    return Mistake(Problem("bad-yaml", Place(file, at + 1, column + 1), what, hint))


def _position(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    return (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)


def _tab(line: str, at: int, column: int, file: str) -> Mistake:
    if line[:column].strip():
        mended = line[:column] + line[column:].replace("\t", " ", 1)
        what = "there is a tab where YAML wants a space"
        return Mistake(Problem("tab-indent", Place(file, at + 1, column + 1), what, _write(mended)), mended)
    leading = line[: len(line) - len(line.lstrip())]
    first = max(leading.find("\t"), 0)
    what = "the line is indented with a tab, which YAML does not allow"
    hint = f"indent it with spaces, two for each level: `{'  ' * leading.count(chr(9))}{excerpt(line)}`"
    place = Place(file, at + 1, first + 1, max(1, len(leading) - first))
    return Mistake(Problem("tab-indent", place, what, hint), _untabbed(line))


def _untabbed(line: str) -> str:
    body = line.lstrip()
    return line[: len(line) - len(body)].replace("\t", "  ") + body


def _escape(line: str, at: int, column: int, file: str) -> Mistake:
    column = max(line.rfind("\\", 0, column + 1), 0)
    if half := _HALF.match(line, column):
        # JSON writes a character beyond U+FFFF as two halves; YAML takes neither.
        pair = _PAIR.match(line, column)
        code = 0x10000 + (int(pair[1], 16) - 0xD800) * 0x400 + int(pair[2], 16) - 0xDC00 if pair else 0
        mended = line[:column] + (chr(code) if pair else "") + line[(pair or half).end() :]
        what = f"the escape `{half[0]}` is half a character (a lone surrogate)"
        place = Place(file, at + 1, column + 1, 6)
        return Mistake(Problem("bad-character", place, what, _write(mended)), mended)
    what = f"in double quotes `\\` starts an escape, and YAML knows none `{line[column : column + 2]}`"
    place = Place(file, at + 1, column + 1, 2)
    parts = taken_apart(line)
    if len(parts.value) > 1 and parts.value[0] == parts.value[-1] == '"':
        mended = line[: parts.start] + quoted(parts.value[1:-1])
        if parses(mended.lstrip()):
            hint = f"put the text in single quotes: `{excerpt(mended)}`"
            return Mistake(Problem("bad-yaml", place, what, hint), mended)
    return Mistake(
        Problem("bad-yaml", place, what, "write `\\\\` for a `\\`, or put the text in single quotes")
    )


def _unclosed_quotation(line: str, at: int, column: int, file: str) -> Mistake:
    mark, text = line[column : column + 1], line[column + 1 :].strip()
    closed = line[:column] + (f'"{text}"' if mark == '"' and "\\" not in text else quoted(text))
    what = f"the quotation mark {mark} that is opened here is never closed"
    hint = f"close it: `{excerpt(closed, column)}`"
    return Mistake(Problem("unclosed", Place(file, at + 1, column + 1), what, hint), closed)


def _quotation_above(lines: list[str], at: int, column: int) -> tuple[int, int] | None:
    """Where a quotation is opened that swallowed lines until a mark just before the error closed it."""
    for i in range(at - 1, max(-1, at - LOOK_BACK), -1):
        if len(lines[i]) > LONGEST:
            return None
        parts = taken_apart(lines[i])
        quotation = QUOTATIONS.get(parts.value[:1])
        if quotation and not quotation.match(lines[i], parts.start):
            swallowed = "\n".join([lines[i][parts.start :], *lines[i + 1 : at], lines[at][:column]])
            if quotation.fullmatch(swallowed.rstrip()):
                return i, parts.start
    return None


def _between_brackets(
    lines: list[str], at: int, column: int, begun: int, begun_column: int, file: str
) -> Mistake | None:
    """Text that must be quoted between brackets, a comma too many, or a bracket that is not closed."""
    line = lines[at]
    if line[column : column + 1] == ",":
        mended = line[:column] + line[column + 1 :]
        place = Place(file, at + 1, column + 1)
        return _if_it_parses(Problem("bad-yaml", place, "there is a comma too many", _write(mended)), mended)
    start = max(line.rfind(sign, 0, column) for sign in "[{,") + 1
    if ": " in line[start:column]:
        start = line.index(": ", start) + 2
    start += len(line[start:]) - len(line[start:].lstrip())
    end = min((i for sign in ",]}" if (i := line.find(sign, column)) >= 0), default=len(line))
    if at == begun and 0 < start < end:
        mended = line[:start] + quoted(line[start:end].strip()) + line[end:]
        if parses(mended.lstrip()):
            what = "this text between brackets holds a sign that has a meaning in YAML"
            return _needs_quotes(Place(file, at + 1, start + 1, end - start), what, mended)
    sign = lines[begun][begun_column : begun_column + 1]
    closed = lines[begun].rstrip() + {"[": "]", "{": "}"}.get(sign, sign)
    if sign in ("[", "{") and at != begun and parses(closed.lstrip()):
        what = f"the bracket `{sign}` that is opened here is never closed"
        return Mistake(
            Problem("unclosed", Place(file, begun + 1, begun_column + 1), what, _write(closed)), closed
        )
    return _value(lines, begun, file)


_SIGNS = {
    "*": "at the start of a text means a YAML alias",
    "&": "at the start of a text means a YAML anchor",
    "!": "at the start of a text means a YAML tag",
    "[": "at the start of a text opens a list",
    "{": "at the start of a text opens a mapping",
    "?": "and a space at the start of a text mean a key",
    "-": "and a space at the start of a text mean an item of a list",
    **dict.fromkeys("|>", "at the start of a text means that the text stands in the lines below"),
    **dict.fromkeys("@`%]},", "cannot start a text"),
    **dict.fromkeys(QUOTATIONS, "ends the quotation before the end of the text"),
}


def _value(lines: list[str], at: int, file: str) -> Mistake | None:
    """A value that YAML cannot read by itself, and can in quotes."""
    line = lines[at]
    parts = taken_apart(line)
    value, first, end = parts.value, parts.value[:1], parts.start + len(parts.value)
    if not value or parses("x: " + value if parts.key else "- " + value):
        return None
    place = Place(file, at + 1, parts.start + 1, len(value))
    if not parts.key and first in QUOTATIONS and re.search(r":( |$)", value):
        return Mistake(
            Problem("bad-key", place, "quotation marks stand inside a key", "write a key without them")
        )
    # Whoever quotes a text that holds the same quotation marks has meant the outer pair.
    outer = len(value) > 2 and first == value[-1] and first in QUOTATIONS
    mended = line[: parts.start] + quoted(value[1:-1] if outer else value) + line[end:]
    if not parses(mended.lstrip()):
        return None
    if first in _SIGNS and not (first in QUOTATIONS and not QUOTATIONS[first].match(value)):
        what = f"the sign {first if first == '`' else f'`{first}`'} {_SIGNS[first]}"
    elif ": " in value or value.endswith(":"):
        what = "inside a text, a colon before a space or at the end reads as the end of a key"
    else:
        what = "YAML cannot read this text without quotes"
    if first == "-":
        hint = f"write each item on a line of its own; if it is text, in quotes: `{excerpt(mended)}`"
        return Mistake(Problem("needs-quotes", place, what, hint), mended)
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if first in ("|", ">") and len(below) - len(below.lstrip()) > len(parts.lead):
        hint = f"start the text on the next line; if the sign is part of it, in quotes: `{excerpt(mended)}`"
        return Mistake(Problem("needs-quotes", place, what, hint), line[: parts.start] + first)
    return _needs_quotes(place, what, mended)


def _colon(lines: list[str], at: int, file: str) -> Mistake | None:
    """A line that lacks a key's colon or the space after it; the line above, if the line itself is whole."""
    above = content_above(lines, at)
    if taken_apart(lines[at]).key and above is not None:
        at = above
    line = lines[at]
    parts = taken_apart(line)
    if parts.key:
        return None
    rest = line[len(parts.lead) :].rstrip()
    place = Place(file, at + 1, len(parts.lead) + 1, max(1, len(rest)))
    if re.match(r"-[^\s-]", rest):
        mended = f"{parts.lead}- {rest[1:]}"
        problem = Problem("bad-yaml", place, "a list item needs a space after its dash", _write(mended))
        return _if_it_parses(problem, mended)
    word = _WORD.match(rest)
    if not word:
        return None
    after = rest[word.end() :]
    if after.startswith(":"):
        mended = f"{parts.lead}{word[0]}: {after[1:].strip()}"
        problem = Problem("bad-yaml", place, "a key needs an ordinary space after its colon", _write(mended))
        return _if_it_parses(problem, mended)
    mended = f"{parts.lead}{word[0]}:{after}"
    what = "the line is neither a key with its colon nor a part of the text above"
    hint = f"if it starts with a key: `{excerpt(mended)}`; if the text above goes on here, indent it further"
    return _if_it_parses(Problem("bad-yaml", place, what, hint), mended)


def _indent(lines: list[str], at: int, file: str) -> Mistake | None:
    """A line whose indentation fits no line above it, or makes it part of the text above."""
    line, above = lines[at], content_above(lines, at)
    parts, text = taken_apart(line), line.strip()
    place = Place(file, at + 1, parts.indent + 1, max(1, len(text)))
    if text.startswith(":"):
        what = "the key before the colon is missing"
        return Mistake(Problem("bad-key", place, what, "write it as `key: value`"))
    if above is None or not text:
        return None
    over = taken_apart(lines[above])
    if over.key and over.value and parts.indent > over.indent:
        if not parts.key and re.search(r"\s#", lines[above][over.start :]):
            what = f"the text that starts on line {above + 1} is cut off by ` #` there, and cannot go on here"
            hint = f"put the whole text in quotes, or under `{excerpt(over.key)}: >-`"
            return Mistake(Problem("bad-indent", place, what, hint))
        level = len(over.lead)
        what = f"the line is indented below `{excerpt(over.key)}`, which has its value on line {above + 1}"
        hint = f"start it in column {level + 1}; if it is text, put all under `{excerpt(over.key)}: >-`"
        return Mistake(Problem("bad-indent", place, what, hint), " " * level + text)
    levels = levels_above(lines, at)
    if not levels:
        return None
    if parts.indent in levels:
        what = (
            "a list item stands among keys"
            if text.startswith("- ")
            else "a key stands among the items of a list"
        )
        hint = "start it in the column of the lines it belongs with"
        return Mistake(Problem("bad-indent", place, what, hint))
    nearest = min(levels, key=lambda level: (abs(level - parts.indent), -level))
    mended = " " * nearest + text
    columns = " or ".join(str(level + 1) for level in sorted(levels))
    what = "the line starts in a column in which no line above it starts"
    hint = f"start it in column {columns}, under the lines it belongs with: `{' ' * nearest}{excerpt(text)}`"
    return Mistake(Problem("bad-indent", place, what, hint), mended)


def _needs_quotes(place: Place, what: str, mended: str) -> Mistake:
    hint = f"put the text in quotes: `{excerpt(mended, place.column)}`"
    return Mistake(Problem("needs-quotes", place, what, hint), mended)


def _if_it_parses(problem: Problem, mended: str) -> Mistake:
    return Mistake(problem, mended if parses(mended.lstrip()) else None)


def _write(mended: str) -> str:
    return f"write `{excerpt(mended)}`"
