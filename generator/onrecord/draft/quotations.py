"""What stands between quotation marks of any language: nested, unbalanced, going on over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]
#: Marks that open, and those that close each. „…“ closes with what opens “…”.
PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    '"': '"',
    "‚": "‘’",
}
#: Marks of a paragraph from which on no quotations are looked for in it.
_MOST_MARKS = 300
_OPENERS = frozenset(PAIRS)
_CLOSERS = frozenset("".join(PAIRS.values()))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: ``start`` and ``end`` are those of the words, without the marks.

    ``pieces`` are the words of each paragraph, where a quotation goes on over several: each begins with a
    mark, and only the last one ends with one.
    """

    start: int
    end: int
    pieces: tuple[Span, ...]
    sure: bool = True
    """Whether the marks leave no doubt where it ends."""

    def words(self, text: str) -> str:
        """The words on one line, without the marks with which each paragraph begins again."""
        return " ".join(" ".join(text[a:b] for a, b in self.pieces).split())


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotations of a text, and the places of marks that have no partner."""

    quotations: tuple[Quotation, ...] = ()
    unbalanced: tuple[int, ...] = ()


def marks(text: str, paragraphs: Sequence[Span]) -> Marks:
    """The outermost quotations of the paragraphs of a text, in order."""
    found: list[Quotation] = []
    lonely: list[int] = []
    waiting: tuple[str, list[Span], int] | None = None
    for number, (start, end) in enumerate(paragraphs):
        if sum(text.count(mark, start, end) for mark in PAIRS) > _MOST_MARKS:
            # Nobody's writing: what is quoted in it cannot be told.
            lonely += [waiting[2]] if waiting else []
            lonely.append(next(at for at in range(start, end) if text[at] in _OPENERS))
            waiting = None
            continue
        at = start
        if waiting is not None:
            mark, pieces, opened = waiting
            head = re.compile(rf"\s*{re.escape(mark)}").match(text, start, end)
            if head is None:
                lonely.append(opened)
                waiting = None
            else:
                at = head.end()
                close = _close(text, at, end, mark)
                if close is None:
                    if _may_go_on(text, at, end) and _opens_again(text, paragraphs, number, mark):
                        waiting = (mark, [*pieces, (at, end)], opened)
                    else:
                        waiting, lonely = None, [*lonely, opened]
                    continue
                pieces = [*pieces, (at, close)]
                found.append(Quotation(pieces[0][0], close, tuple(pieces)))
                waiting, at = None, close + 1
        while (opened_at := _next_open(text, at, end)) is not None:
            mark = text[opened_at]
            close = _close(text, opened_at + 1, end, mark)
            if close is None:
                if _may_go_on(text, opened_at, end) and _opens_again(text, paragraphs, number, mark):
                    waiting = (mark, [(opened_at + 1, end)], opened_at)
                    break
                lonely.append(opened_at)
                at = opened_at + 1
                continue
            sure = mark != "‘" or _only_end(text, close, end)
            found.append(Quotation(opened_at + 1, close, ((opened_at + 1, close),), sure))
            at = close + 1
    if waiting is not None:
        lonely.append(waiting[2])
    return Marks(tuple(_of_words(text, found)), tuple(lonely + _stray(text, paragraphs, found, lonely)))


def _of_words(text: str, found: list[Quotation]) -> list[Quotation]:
    return [one for one in found if re.search(r"\w", text[one.start : one.end])]


def _stray(text: str, paragraphs: Sequence[Span], found: list[Quotation], lonely: list[int]) -> list[int]:
    """Closing marks outside every quotation."""
    inside = {at for one in found for at in range(one.start - 1, one.end + 1)} | set(lonely)
    return [
        at for start, end in paragraphs for at in range(start, end) if text[at] in "”»" and at not in inside
    ]


def _next_open(text: str, at: int, end: int) -> int | None:
    for place in range(at, end):
        if text[place] in _OPENERS and _may_open(text, place, end):
            return place
    return None


def _may_open(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or at + 1 >= end or (after.isspace() and text[at] not in "«‹"):
        return False
    if text[at] in '"‘‚':
        return not (before.isalnum() or before in (",", "."))
    return True


def _close(text: str, at: int, end: int, mark: str) -> int | None:
    """Where the quotation that ``mark`` has opened is closed; nested ones are passed over."""
    closers, depth, nested = PAIRS[mark], 0, ""
    for place in range(at, end):
        char = text[place]
        if not depth and char in closers and _may_close(text, place, mark):
            return place
        if char == mark and mark not in closers:
            depth += 1
        elif depth and char in closers:
            depth -= 1
        elif char in "“«„" and char != mark and char not in closers:
            nested = char
        elif nested and char in PAIRS[nested]:
            nested = ""
    if depth:  # one that was opened twice is closed by its last mark
        last = max((text.rfind(one, at, end) for one in closers), default=-1)
        return last if last >= at else None
    return None


def _may_close(text: str, at: int, mark: str) -> bool:
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if mark in "‘‚":
        return not after.isalnum()
    if mark == '"':
        return not before.isspace() and not after.isalnum()
    return True


def _only_end(text: str, close: int, end: int) -> bool:
    """Whether no later ’ before the next ‘ may be the end as well: "the soldiers’ base’"."""
    stop = text.find("‘", close, end)
    rest = text[close + 1 : stop if stop >= 0 else end]
    return re.search(r"’(?!\w)", rest) is None


#: A verb of saying in words that no mark closes: the mark is missing, and they do not go on.
_SAID = re.compile(
    r",[^,“”\"]{2,60}? (?:said|says|told|added|wrote)\b|(?:said|says|added) (?:on [A-Z]\w+)?\.?$"
)


def _may_go_on(text: str, start: int, end: int) -> bool:
    return _SAID.search(text[start:end]) is None


def _opens_again(text: str, paragraphs: Sequence[Span], number: int, mark: str) -> bool:
    """Whether the next paragraph begins with the same mark, as a quotation that goes on does."""
    if number + 1 >= len(paragraphs):
        return False
    start, end = paragraphs[number + 1]
    return text[start:end].lstrip().startswith(mark)
