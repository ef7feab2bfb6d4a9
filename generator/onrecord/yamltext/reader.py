"""YAML text to nodes that know their line and column, within limits, with every scalar left as it was typed.

The tree is built from libyaml's events, which takes no longer than its composer. That one recurses in C and
crashes on 200,000 brackets; events come one by one, so that reading stops at the first level too deep. Of
YAML only mappings, lists and texts are read: what would repeat, retype or silently drop something is a
problem, and nothing is ever resolved, so that `NO`, `22:22` and `0123` stay text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from onrecord.problems import Place, Problem, Severity, in_order
from onrecord.yamltext import characters, syntax, traps
from onrecord.yamltext.characters import excerpt
from onrecord.yamltext.lines import quoted_line
from onrecord.yamltext.nodes import Items, Keys, Node, Text

MAX_BYTES = 2_000_000
"""Largest file, in bytes; the seed record has 3,000."""
MAX_SCALAR = 200_000
"""Longest text in a file, in characters."""
MAX_NODES = 200_000
"""Most texts, lists and mappings in a file, keys included."""
MAX_PROBLEMS = 100
"""Most problems that are listed for one file."""
MAX_READINGS = 30
"""How often a file with broken syntax is read, each time with one more line mended, to find the rest."""

# libyaml's loader is some fifteen times faster; an installation without it reads the same, more slowly.
_Loader: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _BeyondLimitError(Exception):
    """A limit is passed; what follows is not read."""


def read(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The nodes of one YAML file, and everything that is wrong with it as YAML. Never raises.

    Args:
        data: the file's bytes.
        file: its name, for places.

    Returns:
        The tree and the problems, by place. The tree is None for an empty file, and where a limit or mistake
        leaves no reading of the whole. A tree that comes with errors is the likeliest reading of the file,
        with its mistakes mended: good for finding further problems, and for nothing else.
    """
    if len(data) > MAX_BYTES:
        what = f"the file has {len(data):,} bytes, and {MAX_BYTES:,} is the most that is read"
        return None, [Problem("too-large", Place(file), what, "split it: one file holds one incident")]
    source = characters.decode(data, file, MAX_PROBLEMS)
    if source is None:
        return None, [characters.utf_16(file)]
    node, problems = _parsed(source.text, file)
    return node, _listed([*source.problems, *problems], file)


def _listed(problems: list[Problem], file: str) -> list[Problem]:
    """The problems in order; of very many the first errors, and then the first warnings."""
    problems = in_order(problems)
    if len(problems) <= MAX_PROBLEMS:
        return problems
    worst_first = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    what = f"the file has more than {MAX_PROBLEMS} problems; {MAX_PROBLEMS} are listed"
    more = Problem("too-many", Place(file), what, "mend those first", worst_first[0].severity)
    return in_order([more, *worst_first[:MAX_PROBLEMS]])


def _parsed(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    lines = text.split("\n")
    found = syntax.mend_line_starts(lines, file, MAX_PROBLEMS + 1)
    if found:
        text = "\n".join(lines)
    tabs = any(problem.code == "tab-indent" for problem in found)
    mended = -1
    # A large file gets fewer readings, so that the time stays bounded.
    for _ in range(max(1, min(MAX_READINGS, 2 * MAX_BYTES // (len(text) + 1)))):
        tree = _Tree(text, lines, file)
        try:
            return tree.document(), found + tree.problems
        except _BeyondLimitError:
            return None, found + tree.problems
        except yaml.MarkedYAMLError as error:
            mistake = syntax.explain(lines, error, file)
            # Up to the line mended last, and after tabs of unknown width, an error may be of our own making.
            if mistake.problem.place.line <= mended or tabs:
                return None, found + tree.problems
            found.append(mistake.problem)
            if mistake.mended is None:
                return None, found + tree.problems
            mended = mistake.problem.place.line
            lines[mended - 1] = mistake.mended
            text = "\n".join(lines)
        except (yaml.YAMLError, ValueError) as error:
            return None, [*found, Problem("bad-yaml", Place(file), f"YAML cannot read the file: {error}")]
    return None, found


class _Tree:
    """One reading of a text: its events become nodes, and what a record may not hold becomes problems."""

    def __init__(self, text: str, lines: list[str], file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._lines = lines
        self._next: Callable[[], Any] = _Loader(text).get_event
        self._count = 0
        self._added = dict.fromkeys(Severity, 0)
        self._commented = {i for i, line in enumerate(lines) if "#" in line} if "#" in text else set()
        self._joiners = any(joiner in text for joiner in characters.JOINERS)

    def document(self) -> Node | None:
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            return None
        if event.version or event.tags:
            self._report("directive", self._place(event), "a record has no YAML directive", "delete the line")
        event = self._next()
        node = self._text(event) if type(event) is ScalarEvent else self._node(event, 1)
        self._next()
        event = self._next()
        if type(event) is not StreamEndEvent:
            self._add(syntax.second_document(self._place(event)))
        return None if isinstance(node, Text) and node.plain and not node.value else node

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        place = self._place(event)
        if kind is AliasEvent:
            as_text = quoted_line(self._lines[place.line - 1], place.column - 1)
            self._add(traps.alias(place, event.anchor, as_text))
            return Text(place, f"*{event.anchor}", True)
        if depth > syntax.MAX_DEPTH:
            self._add(syntax.too_deep(place))
            raise _BeyondLimitError
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, place)
        if kind is MappingStartEvent:
            return self._keys(place, event.flow_style, depth)
        items: list[Node] = []
        following = self._next
        while type(item := following()) is not SequenceEndEvent:
            items.append(self._text(item) if type(item) is ScalarEvent else self._node(item, depth + 1))
        return Items(place, tuple(items))

    def _text(self, event: Any) -> Text:
        value: str = event.value
        style = event.style
        place = self._place(event)
        if len(value) > MAX_SCALAR:
            what = f"this text has {len(value):,} characters, and {MAX_SCALAR:,} is the most that is read"
            self._beyond("too-large", place, what, "shorten it to the passage that is needed")
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, place)
        if not style:
            end = event.end_mark
            if end.line in self._commented:
                at = Place(self._file, end.line + 1, end.column + 1)
                start = place.column - 1 if at.line == place.line else None
                lost = traps.comment(at, self._lines[end.line], start)
                if lost:
                    self._add(lost)
            typed = self._typed(event) if end.line != place.line - 1 else ""
            value, typed = self._composed(value, typed)
            return Text(place, value, True, typed)
        # Only here can a character come from an escape; all others were seen in the text.
        if style == '"' and (bad := characters.refused(value)):
            code = characters.code_of(bad)
            self._report(
                code, place, f"{characters.described(bad)}, written as an escape", "delete the escape"
            )
            value = characters.cleaned(value)
        value, typed = self._composed(value, self._typed(event))
        return Text(place, value, False, typed)

    @staticmethod
    def _composed(value: str, typed: str) -> tuple[str, str]:
        """The value with composed letters (NFC), and its characters in the file if they are not the same.

        One text has one form from here on: a search finds it however it was typed, and equal texts are equal.
        """
        if value.isascii() or unicodedata.is_normalized("NFC", value):
            return value, typed
        return unicodedata.normalize("NFC", value), typed or value

    def _typed(self, event: Any) -> str:
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            line: str = self._lines[start.line]
            return line[start.column : end.column]
        lines = self._lines[start.line : end.line + 1]
        return "\n".join([lines[0][start.column :], *lines[1:]])

    def _keys(self, place: Place, braces: bool, depth: int) -> Keys:
        entries: list[tuple[Text, Node]] = []
        first_lines: dict[str, int] = {}
        following = self._next
        while type(event := following()) is not MappingEndEvent:
            is_block = event.style in ("|", ">") if type(event) is ScalarEvent else True
            key = self._text(event) if type(event) is ScalarEvent else self._node(event, depth + 1)
            event = following()
            value = self._text(event) if type(event) is ScalarEvent else self._node(event, depth + 1)
            if is_block or not isinstance(key, Text) or not key.value or "\n" in key.value:
                missing = isinstance(key, Text) and not key.value
                what = (
                    "a key is missing here" if missing else "a key is a word, not a text, a list or a mapping"
                )
                self._report("bad-key", key.place, what, "write `key: value`")
            elif key.value == "<<" and key.plain:
                what = "`<<` is a YAML merge key, and a record has none"
                self._report("merge-key", key.place, what, "write out the keys that it would copy")
            else:
                first = first_lines.setdefault(self._same(key), key.place.line)
                if len(first_lines) > len(entries):
                    entries.append((key, value))
                else:
                    what = f"this mapping has the key `{excerpt(key.value)}` already, on line {first}"
                    self._report(
                        "equal-keys", key.place, what, "keep one; several values of a key are a list"
                    )
        if braces:
            return Keys(place, tuple(self._in_braces(entries)))
        # The first key says more under a caret than the column in which the block starts.
        return Keys(entries[0][0].place if entries else place, tuple(entries))

    def _same(self, key: Text) -> str:
        """The key in a form that is the same for keys a reader would not tell apart."""
        name = key.value
        if name.isascii():
            return name.lower()
        if self._joiners and (joiner := next((c for c in characters.JOINERS if c in name), "")):
            what = f"{characters.described(joiner)}, and never in a key"
            self._report("hidden-character", key.place, what, "delete it")
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

    def _in_braces(self, entries: list[tuple[Text, Node]]) -> list[tuple[Text, Node]]:
        """The entries of a flow mapping without the keys that are the ends of values cut at a comma."""
        kept: list[tuple[Text, Node]] = []
        lost: list[Text] = []
        for key, value in entries:
            if not (isinstance(value, Text) and value.plain and not value.value):
                self._lost(kept, lost)
                lost = []
                kept.append((key, value))
            elif self._has_colon(value.place):
                kept.append((key, value))
                self._add(traps.empty_in_braces(key.place, key.value, ""))
            elif key.plain and ":" in key.value:
                mended = key.value.replace(":", ": ", 1)
                self._add(traps.empty_in_braces(key.place, key.value, mended))
            else:
                lost.append(key)
        self._lost(kept, lost)
        return kept

    def _has_colon(self, value: Place) -> bool:
        before = self._lines[value.line - 1][max(0, value.column - 20) : value.column - 1]
        return before.rstrip().endswith(":")

    def _lost(self, kept: list[tuple[Text, Node]], lost: list[Text]) -> None:
        if not lost:
            return
        first, last = lost[0].place, lost[-1].place
        mended = ""
        cut = kept[-1][1] if kept else None
        if isinstance(cut, Text) and cut.plain and cut.place.line == first.line == last.line:
            line = self._lines[first.line - 1]
            mended = quoted_line(line, cut.place.column - 1, last.column - 1 + last.length)
        self._add(traps.lost_at_comma(first, [key.value for key in lost], mended))

    def _refuse_marks(self, event: Any, place: Place) -> None:
        end = event.end_mark
        line = self._lines[place.line - 1]
        as_text = ""
        if type(event) is ScalarEvent and not event.style and event.value and end.line == place.line - 1:
            as_text = quoted_line(line, place.column - 1, end.column)
        if event.anchor is not None:
            self._add(traps.anchor(place, event.anchor, as_text))
        if event.tag is not None:
            written = (
                line[place.column - 1 : place.column + 80].split(" ", 1)[0]
                if event.anchor is None
                else event.tag
            )
            self._add(traps.tag(place, written, as_text))

    def _place(self, event: Any) -> Place:
        """The place of an event, which also counts it: every node has one place."""
        self._count += 1
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        length = (end.column if end.line == line else len(self._lines[line])) - column
        place = Place(self._file, line + 1, column + 1, length if length > 1 else 1)
        if self._count > MAX_NODES:
            self._beyond("too-large", place, f"the file has more than {MAX_NODES:,} values", "split it")
        return place

    def _report(self, code: str, place: Place, what: str, hint: str) -> None:
        self._add(Problem(code, place, what, hint))

    def _add(self, problem: Problem) -> None:
        # A file of two megabytes can hold a hundred thousand. Warnings must not crowd out the errors.
        self._added[problem.severity] += 1
        if self._added[problem.severity] <= MAX_PROBLEMS + 1:
            self.problems.append(problem)

    def _beyond(self, code: str, place: Place, what: str, hint: str) -> None:
        self._report(code, place, what, hint)
        raise _BeyondLimitError
