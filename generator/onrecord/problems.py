"""Problems: what is wrong, where, and how to mend it; and the ways in which they print.

A problem is a value, never an exception: a run gathers the problems of every file and prints them together.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

MOST_ALIKE = 5
"""Warnings with one code and one way out that are printed in full; of more, the first is, with all places."""
MOST_PLACES = 200
"""Places of warnings of one kind that are listed; imported drafts have thousands of one question."""
WIDEST_LINE = 160
"""Characters of a record's line that are shown at most; a longer line is cut to a window round the caret."""


class Severity(StrEnum):
    """How bad a problem is: an error stops a build; a warning stops it only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


# Codes are stable: they stand in people's CI configuration and in tests/sites/. One sorted table, one line a
# code; a code never gets a second meaning, and a problem with a code that is not here is a programmer's slip.
CODES: Mapping[str, str] = MappingProxyType(
    {
        "address-gone": "A published address leads nowhere: that of an incident, or of a statement.",
        "alias": "A YAML alias (`*name`) repeats another part of the file, out of the reader's sight.",
        "anchor": "A YAML anchor (`&name`) marks a part of the file for repetition.",
        "bad-character": "A character cannot be part of a record: a control character or half a character.",
        "bad-count": "A number of people or things is not written in the grammar of counts.",
        "bad-date": "A date is not written as an EDTF date, or does not exist.",
        "bad-id": "An id is not made of lower-case letters, digits and hyphens, or cannot be a file's name.",
        "bad-indent": "A line starts in a column that fits no line above it.",
        "bad-key": "A key is not a word: it is missing, a list, a mapping or a text of several lines.",
        "bad-prose": "Prose uses its small markup (emphasis, links, source markers) wrongly.",
        "bad-time": "A time is not written as the format asks, lacks its zone, or does not exist.",
        "bad-url": "An address is not a plain http(s) address.",
        "bad-yaml": "The file breaks the rules of YAML.",
        "catalogue-broken": "The catalogue of our words in the site's language cannot be read.",
        "catalogue-incomplete": "Words of ours have no translation, and will be English.",
        "catalogue-parts": "A translation lacks a named part of its message, or has another one.",
        "catalogue-plurals": "A translation lacks a plural form that the language needs.",
        "claim-as-fact": "A sentence tells as a fact, in our voice, what only one side says.",
        "comment-in-value": "What follows ` #` is read as a comment, though it looks like part of the text.",
        "context-fact": "A statement in `context` dates, places or counts the incident.",
        "directive": "A YAML directive (`%YAML`, `%TAG`) changes how the file is read.",
        "duplicate-id": "Two things have one id, or ids that a file system cannot tell apart.",
        "empty-file": "The file is empty.",
        "empty-value": "A key is present and its value is empty.",
        "equal-keys": "A mapping has one key twice; all but one value would be lost.",
        "figure-bound": "A figure is bounded in another way than in its passage: 58 for at least 58.",
        "figure-in-title": "A title holds a figure, which is somebody's and may change.",
        "figure-not-found": "A figure does not stand in the passage that is given for it.",
        "figure-of-another-matter": "A passage gives a figure for something else, or does not say for what.",
        "future-date": "Something is said to have happened after the time of the build.",
        "hidden-character": "A character that nobody sees changes a text or the order in which it is shown.",
        "likelihood-confidence": "A sentence mixes a word of likelihood with a level of confidence.",
        "loaded-term": "A word that takes a side stands in our own voice.",
        "lock-broken": "The lock is edited by hand, merged with conflicts, or of another version.",
        "lock-stale": "A quotation, an excerpt or a figure was edited after it was verified.",
        "lock-unused": "The lock holds results of something that is gone.",
        "lost-at-comma": "Inside braces, a comma ends a value: the words after it are no longer part of it.",
        "marker-as-noun": "A sentence needs a source marker as a word, and it prints as a small number.",
        "measure-matches-nothing": "A measure of complete coverage does not say which incidents match.",
        "merge-key": "A YAML merge key (`<<`) copies another mapping into this one.",
        "missing-key": "A key that the format requires is missing.",
        "needs-quotes": "A text must stand in quotes, because YAML reads one of its characters as a sign.",
        "no-fact": "A statement has an attribution and says nothing.",
        "no-folder": "The records folder is not there.",
        "not-read": "A file or folder looks like records and is not read.",
        "not-utf-8": "The file is not UTF-8 text.",
        "open-question": "A question that `onrecord draft` left stands unanswered.",
        "order": "Two values contradict each other's order: an end before its start, a low above a high.",
        "out-of-range": "A number or date lies outside what is possible.",
        "overlap": "A folder lies in another one, so that something private would be published, or deleted.",
        "paraphrase-quoted": "A paraphrase holds quotation marks, or the words of the quotation beside it.",
        "place-unsupported": "Statements give another place than the header, and none gives the header's.",
        "same-anchor": "Two statements of a record would have one address.",
        "second-reader": "Deaths, blame or a named person, and nobody has reviewed the record.",
        "sentence-coverage": "Fewer sentences than the site asks for have a source or are marked as ours.",
        "several-documents": "The file holds several YAML documents; a record is one.",
        "silent-change": "A published fact, quotation or figure changed without an update or a correction.",
        "snapshot-changed": "The copy of a source is not the file that was taken.",
        "tab-indent": "A line is indented with a tab.",
        "tag": "A YAML tag (`!name`) changes the type of a value; in a record all values are text.",
        "tally-falls": "A running total is lower than an earlier one of the same counter and scope.",
        "tally-parts": "The parts of a count cannot add up to the total that is stated with them.",
        "tally-undated": "Nothing says of which day a count is: no date of its own, and no dated source.",
        "tally-windows": "Two periods of one counter overlap, though neither lies within the other.",
        "title-unsupported": "A title names somebody as the one who did it, and no statement says so.",
        "todo": "A text that the skeleton left to be written is still there, and the record is no draft.",
        "too-deep": "The file is nested more deeply than any record is.",
        "too-large": "The file, a text in it, or the number of its parts is larger than any record is.",
        "too-many": "The file has more problems than are listed.",
        "unclosed": "A quotation mark or bracket is opened and never closed.",
        "unknown-column": "A mapping names a column that the table does not have.",
        "unknown-id": "A reference names something that is not there.",
        "unknown-key": "The format has no such key.",
        "unknown-registry": "A file in the registry folder is none of the registries.",
        "unknown-term": "The vocabulary has no such term.",
        "unreadable": "The file cannot be opened.",
        "unsourced-sentence": "A sentence of prose has no source marker and is not marked as ours.",
        "unused": "A source that nothing cites.",
        "wording-ambiguous": "A quotation or an excerpt stands in its source more than once.",
        "wording-differs": "A quotation or an excerpt does not stand in its source as it is written.",
        "wording-elsewhere": "A quotation or an excerpt stands in another source than the one cited.",
        "wording-negation": "What a quotation leaves out at `[…]` holds a negation.",
        "wording-reversed": (
            "The copy of a source holds Arabic or Hebrew letters in reverse order, so that nothing can be "
            "compared with it."
        ),
        "wording-struck": "A quotation or an excerpt stands in its source only in text that is struck out.",
        "wording-translated": "A quotation is a translation of ours, and its original is not given.",
        "wrong-shape": "A value is of another shape than the format asks: a text, a list or a mapping.",
    }
)

#: Codes of what a record says, not of how it is written: such a record can be read, and the preview shows it.
OF_PROOF = frozenset(code for code in CODES if code.startswith(("figure-", "lock-", "snapshot-", "wording-")))


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file, within one line.

    `line` and `column` count from 1, `length` and `column` in characters; line 0 is the whole file.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `what` states it in a sentence, `hint` how to mend it, in one or more lines.

    Raises:
        ValueError: `code` is not in `CODES`.
    """

    code: str
    place: Place
    what: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Refuse a code that the table does not hold."""
        if self.code not in CODES:
            raise ValueError(f"{self.code!r} is not in problems.CODES")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line, column and code, the same order every time."""
    return sorted(problems, key=_rank)


def _rank(p: Problem) -> tuple[str, int, int, str, str, str, str]:
    return (p.place.file, p.place.line, p.place.column, p.code, p.what, p.hint, p.severity)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``did you mean `casualties`?`` for the choice nearest to `word`, or nothing where none is near."""
    if not 0 < len(word) <= 100:
        return ""
    target = _folded(word)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(target)
    best, best_score = "", 0.65
    for choice in sorted(choices):
        folded = _folded(choice)
        if folded == target:
            return f"did you mean `{choice}`?"
        matcher.set_seq1(folded)
        if matcher.real_quick_ratio() > best_score and matcher.quick_ratio() > best_score:
            score = matcher.ratio()
            if score > best_score:
                best, best_score = choice, score
        # Ids are often shortened to the part one remembers: `al-asad` for `ain-al-asad`.
        if len(target) >= 4 and best_score < 0.8 and f"-{target}-" in f"-{folded}-":
            best, best_score = choice, 0.8
    return f"did you mean `{best}`?" if best else ""


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("_", "-").replace(" ", "-")


def visible(text: str) -> str:
    """`text` with control, formatting and unpaired surrogate characters shown as escapes (`\\u202e`)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in " \t" else _escape(c) for c in text)


def _escape(c: str) -> str:
    # isprintable() is false for joiners and wide spaces too, which belong to the text of many languages.
    if c in "\u200c\u200d" or unicodedata.category(c) == "Zs":
        return c
    return c.encode("unicode_escape").decode("ascii")


def _columns(text: str) -> int:
    """Terminal columns that `text` takes up; combining and joining characters take none."""
    return sum(_width(c) for c in text)


def _width(c: str) -> int:
    if unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def as_text(problems: Iterable[Problem], line_of: Callable[[str, int], str | None]) -> str:
    """The problems as a compiler prints them, with the line and a caret, and a closing line that counts them.

    Many warnings of one kind are told once, with all places: ``as_json`` and ``as_github`` have each whole.

    Args:
        problems: in any order.
        line_of: the text of a file's line (from 1), or None where it cannot be had.

    Returns:
        Lines without a final line break; the empty string where there are no problems.
    """
    ordered = in_order(problems)
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in ordered:
        if problem.severity is Severity.WARNING:
            alike.setdefault((problem.code, problem.hint), []).append(problem)
    blocks = []
    for problem in ordered:
        group = alike.get((problem.code, problem.hint), [])
        if problem.severity is Severity.ERROR or len(group) <= MOST_ALIKE:
            blocks.append(_block(problem, line_of))
        elif problem is group[0]:
            blocks.append("\n".join([_block(problem, line_of), *_others(group)]))
    return "\n".join([*blocks, summary(ordered)]) if blocks else ""


def summary(problems: Iterable[Problem]) -> str:
    """``2 errors, 1 warning in 1 file``, or ``no problems``."""
    listed = list(problems)
    errors = sum(p.severity is Severity.ERROR for p in listed)
    counts = ((errors, "error"), (len(listed) - errors, "warning"))
    said = ", ".join(_number(n, noun) for n, noun in counts if n)
    return f"{said} in {_number(len({p.place.file for p in listed}), 'file')}" if said else "no problems"


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _others(group: list[Problem]) -> Iterator[str]:
    """The places of all but the first of a group, with what is wrong there if that is not the same."""
    first, *others = group
    yield f"   {len(others)} more of this kind:"
    for one in others[:MOST_PLACES]:
        differs = "" if one.what == first.what else f": {visible(one.what)}"
        yield f"   - {_position(one.place)}{differs}"
    if len(others) > MOST_PLACES:
        yield f"   - and {len(others) - MOST_PLACES:,} more; `--format json` has each"


def _position(place: Place) -> str:
    numbers = (place.line, place.column if place.line else 0)
    return visible(place.file) + "".join(f":{n}" for n in numbers if n)


def _block(problem: Problem, line_of: Callable[[str, int], str | None]) -> str:
    place = problem.place
    head = f"{_position(place)}: {problem.severity}[{problem.code}]: {visible(problem.what)}"
    lines = [head]
    line = line_of(place.file, place.line) if place.line else None
    if line is not None:
        shown, caret = _window(line.rstrip("\r\n"), place)
        number = f"   {place.line}"
        lines.append(f"{number} | {shown}".rstrip())
        if place.column:
            lines.append(f"{' ' * len(number)} | {caret}")
    for i, text in enumerate(problem.hint.splitlines()):
        lines.append(f"   {'=' if i == 0 else ' '} {visible(text)}".rstrip())
    return "\n".join(lines)


def _window(line: str, place: Place) -> tuple[str, str]:
    """The part of the line round the caret, as it is shown, and the carets under it."""
    start = min(max(place.column - 1, 0), len(line))
    first = 0
    if len(line) > WIDEST_LINE:
        first = max(0, min(start - WIDEST_LINE // 3, len(line) - WIDEST_LINE))
    last = min(len(line), first + WIDEST_LINE)
    before, marked = visible(line[first:start]), visible(line[start : min(start + place.length, last)])
    lead = "…" if first else ""
    tail = "…" if last < len(line) else ""
    # A tab is copied, so that the caret stands under its character whatever the terminal's tab stops are.
    pad = "".join("\t" if c == "\t" else " " * _columns(c) for c in lead + before)
    return f"{lead}{visible(line[first:last])}{tail}", pad + "^" * max(1, _columns(marked))


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as one JSON object, in ASCII: `{"version": 1, "problems": [{"code", "file", …}]}`."""
    rows = [
        {
            "code": p.code,
            "severity": str(p.severity),
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "length": p.place.length,
            "what": p.what,
            "hint": p.hint,
        }
        for p in in_order(problems)
    ]
    return json.dumps({"version": 1, "problems": rows}, indent=1)


def as_github(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands, which GitHub shows as annotations at the lines of a pull request.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of `@actions/core`.
    """
    rows = []
    for p in in_order(problems):
        fields = {"file": p.place.file, "line": p.place.line, "col": p.place.column, "title": p.code}
        said = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items() if value)
        text = "\n".join(visible(line) for line in [p.what, *p.hint.splitlines()])
        rows.append(f"::{p.severity} {said}::{_data(text)}")
    return "\n".join(rows)


def as_gitlab(problems: Iterable[Problem]) -> str:
    """The problems as a code quality report, which GitLab shows at the lines of a merge request, in ASCII.

    A fingerprint does not count lines: a problem that has only moved is the same one, and not a new one.

    Source: docs.gitlab.com, "Code Quality report format".
    """
    rows = []
    alike: dict[tuple[str, str, str], int] = {}
    for p in in_order(problems):
        key = (p.place.file, p.code, p.what)
        alike[key] = alike.get(key, 0) + 1
        rows.append(
            {
                "description": "\n".join(visible(line) for line in [p.what, *p.hint.splitlines()]),
                "check_name": p.code,
                "fingerprint": sha256(json.dumps([*key, alike[key]]).encode()).hexdigest(),
                "severity": "major" if p.severity is Severity.ERROR else "minor",
                "location": {"path": p.place.file, "lines": {"begin": max(1, p.place.line)}},
            }
        )
    return json.dumps(rows, indent=1)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
