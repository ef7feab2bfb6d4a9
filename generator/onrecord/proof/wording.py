"""Whether words stand in a passage: exactly, around what an editor left out or put in, or not.

Exact is the folded text of `proof.text`, whole words and numbers, in one piece. `[…]` stands for words left
out: the pieces beside it have at least four words each and stand in this order, at most sixty words apart.
Other square brackets hold words of the editor's: put in, or in place of at most four of the source's, which
hold neither a negation nor a number. `[T]he` for "the" changes a capital.

How similar two texts are is asked only to find the place that a reader should look at, never for the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from onrecord.proof.boundaries import whole
from onrecord.proof.difference import Step, nearest
from onrecord.proof.text import NO_SPACES, Folded, fold

#: The fewest words of a piece beside `[…]`, and of all exact words of a text with brackets.
LEAST_WORDS = 4
#: The most words of the source that one `[…]` leaves out, and that other brackets take the place of.
MOST_LEFT_OUT, MOST_REPLACED = 60, 4
#: Places of a text that stands in many that are listed.
_MOST_PLACES = 100
#: How often a place of one piece is held against one of the next, at most. Of a piece that stands in
#: more places than that allows the first ones count: only the same words again and again are so many.
MOST_STEPS = 200_000

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_ELLIPSIS = re.compile(r" ?\.{3,4} ?")
_WORD = re.compile(r"\w")
_PARTS = re.compile(rf"[^\s{NO_SPACES.pattern[1:-1]}]+|{NO_SPACES.pattern}")
#: Characters of the longest word: what is longer than so many words as may be left out is not counted.
_LONGEST_WORD = 200
_SENTENCE_END = re.compile(r"[.!?](?: |\Z)")
_DIGIT = re.compile(r"[\d〇零一二三四五六七八九十百千万两]")
_NEGATION = re.compile(
    r"(?<!\w)(?:not?|never|none|nobody|nothing|nor|neither|nowhere|cannot|without|hardly|barely|scarcely|"
    r"denie[sd]|deny|denying|refus(?:e[sd]?|ing)|fail(?:s|ed|ing)?|unable|except|unless|"
    r"\w+n't|pas|jamais|aucune?|rien|sans|nicht|keine?[mnrs]?|nie|niemals|ohne|nunca|sin|não|sem|non|"
    r"не|нет|ни|никогда|без|"
    r"لا|لم|لن|ليس|ليست|لیس|غير|غیر|دون|بدون|ما|ولا|ولم|ولن|نه|نیست|نبود|هیچ|هرگز|değil|yok|hiç|"
    r"לא|אין|אינו|אינה|בלי|ללא|מעולם|אף)(?!\w)|[不没沒無无未非]|(?<!\w)ن(?:می|خواه|کرد|شد)",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"(?<!\w)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|scores?|half)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """What comparing gave.

    `verdict` is an id of `terms.VERDICTS`: verbatim, verbatim-elided, verbatim-bracketed, ambiguous, near or
    not-found. `spans` are half-open offsets into the original: the exact pieces in order; every place of an
    ambiguous text; the place of a similar one. `difference` is there for a similar one alone. `negation`:
    words left out at `[…]` hold a negation.
    """

    verdict: str
    spans: tuple[tuple[int, int], ...] = ()
    difference: tuple[Step, ...] = ()
    negation: bool = False


def compare(
    words: str, passage: Folded, within: tuple[int, int] | None = None, *, near: bool = True
) -> Match:
    """Whether ``words`` stand in ``passage``.

    Args:
        words: the quotation or excerpt, as the record has it.
        passage: the folded text of the source.
        within: offsets into its original that the words must lie between: the excerpt's place. It also
            settles which of several places is meant: the first one there.
        near: look for a similar place where the words do not stand. It takes longer; `near=False` is for
            asking many passages whether they hold the words.
    """
    pieces = _pieces(words)
    if not any(_WORD.search(piece) for piece in pieces.exact):
        return Match("not-found")
    low, high = passage.folded(*within) if within else (0, len(passage.text))
    places = list(_places(pieces.text, passage, low, high, 1 if within else _MOST_PLACES))
    if places:
        return _exact("verbatim", [(place,) for place in places], passage, False)
    if pieces.marks:
        chains = _chains(pieces, passage, low, high)
        if chains:
            verdict = "verbatim-elided" if set(pieces.marks) <= {"…"} else "verbatim-bracketed"
            negation = any(_leaves_out_negation(pieces, chain, passage) for chain in chains)
            return _exact(verdict, chains[:1] if within else chains, passage, negation)
    if near and (found := nearest(pieces.text, passage, low, high)):
        return Match("near", (passage.span(*found.place),), found.steps)
    return Match("not-found")


def _exact(verdict: str, chains: list[tuple[tuple[int, int], ...]], passage: Folded, negation: bool) -> Match:
    if len(chains) > 1:
        whole_places = tuple(passage.span(chain[0][0], chain[-1][1]) for chain in chains)
        return Match("ambiguous", whole_places, negation=negation)
    return Match(verdict, tuple(passage.span(*place) for place in chains[0]), negation=negation)


_Chain: TypeAlias = tuple[tuple[int, int], "_Chain | None"]
"""The place of a piece, and the chain of those before it."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text taken apart at its brackets: `exact` has one piece more than `marks`.

    A mark is "…", or the words in the brackets; `capitals` says of each exact piece whether its first letter
    may have the other case.
    """

    text: str
    exact: tuple[str, ...]
    marks: tuple[str, ...] = ()
    capitals: tuple[bool, ...] = ()


@lru_cache(maxsize=4096)
def _pieces(words: str) -> _Pieces:
    text = fold(words).text.strip(" ")
    exact, marks, capitals = [""], list[str](), [False]
    at = 0
    for found in _BRACKET.finditer(text):
        exact[-1] += text[at : found.start()]
        at = found.end()
        inner = found[1]
        letter = len(inner) == 1 and inner.isalpha() and text[at : at + 1].isalpha()
        if letter and not (exact[-1] and _WORD.match(exact[-1][-1])):
            # The capital belongs to the piece that it begins.
            marks.append("")
            exact.append(inner)
            capitals.append(True)
        else:
            marks.append("…" if _ELLIPSIS.fullmatch(inner) else inner or " ")
            exact.append("")
            capitals.append(False)
    exact[-1] += text[at:]
    return _Pieces(text, tuple(exact), tuple(marks), tuple(capitals))


def _places(words: str, passage: Folded, low: int, high: int, most: int = 0) -> Iterator[tuple[int, int]]:
    """Where ``words`` stand as whole words between ``low`` and ``high``; the first ``most``, if given."""
    at = passage.text.find(words, low, high) if words else -1
    found = 0
    while at >= 0:
        if whole(passage, at, at + len(words)):
            yield at, at + len(words)
            found += 1
            if found == most:
                return
        at = passage.text.find(words, at + 1, high)


def _chains(pieces: _Pieces, passage: Folded, low: int, high: int) -> list[tuple[tuple[int, int], ...]]:
    """The ways in which all exact pieces stand in the passage in order, each with the nearest next one.

    The first ones, where there are very many.
    """
    links = list(_links(pieces)) if _enough(pieces) else []
    most = MOST_STEPS // max(1, len(links))
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for _, forms in links:
        if forms not in places:
            standing = (place for form in forms for place in _places(form, passage, low, high, most))
            places[forms] = sorted(standing)[:most]
            # Nothing is put together where one piece stands nowhere.
            if not places[forms]:
                return []
    chains: list[_Chain] = []
    for index, (mark, forms) in enumerate(links):
        if index:
            chains = _continued(chains, places[forms], mark, passage)
        else:
            chains = [(place, None) for place in places[forms]]
    return [_unrolled(chain) for chain in chains[:_MOST_PLACES]]


def _links(pieces: _Pieces) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each piece that has words: what parts it from the one before, and the forms that it may have."""
    between: list[str] = []
    for index, piece in enumerate(pieces.exact):
        if index:
            between.append(pieces.marks[index - 1])
        if words := piece.strip(" "):
            mark = "…" if "…" in between else " ".join(filter(None, between))
            yield mark, _forms(words, pieces.capitals[index])
            between.clear()


def _unrolled(chain: _Chain | None) -> tuple[tuple[int, int], ...]:
    found = []
    while chain:
        found.append(chain[0])
        chain = chain[1]
    return tuple(reversed(found))


def _forms(words: str, capital: bool) -> tuple[str, ...]:
    if not capital:
        return (words,)
    return tuple(dict.fromkeys(first + words[1:] for first in (words[0].lower(), words[0].upper())))


def _continued(
    chains: list[_Chain], places: list[tuple[int, int]], mark: str, passage: Folded
) -> list[_Chain]:
    """Each chain with the first place behind it; of chains that share a place, the nearest one."""
    found: dict[tuple[int, int], _Chain] = {}
    index = 0
    for chain in sorted(chains, key=lambda chain: chain[0][1]):
        end = chain[0][1]
        while index < len(places) and places[index][0] < end:
            index += 1
        if index == len(places):
            break
        if _may_lie_between(mark, passage.text, end, places[index][0]):
            found[places[index]] = (places[index], chain)
    return list(found.values())


def _may_lie_between(mark: str, text: str, start: int, end: int) -> bool:
    """Whether a mark may stand for the source's words between two places of its text."""
    if mark == "…":
        return _has_at_most(MOST_LEFT_OUT, text, start, end)
    if not mark:
        return text[start:end] in ("", " ")
    if not _has_at_most(MOST_REPLACED, text, start, end):
        return False
    gap = text[start:end]
    return not (
        _SENTENCE_END.search(gap)
        or _NEGATION.search(gap)
        or _NEGATION.search(mark)
        or _DIGIT.search(gap)
        or _NUMBER_WORD.search(gap)
    )


def _has_at_most(most: int, text: str, start: int, end: int) -> bool:
    """Whether there are at most so many words between two places, without reading on to a far one."""
    if end - start <= most:
        return True
    if end - start > most * _LONGEST_WORD:
        return False
    words = others = 0
    for found in _PARTS.finditer(text, start, end):
        if NO_SPACES.match(found[0]):
            others += 1
        else:
            words += _WORD.search(found[0]) is not None
        if words + (others + 1) // 2 > most:
            return False
    return True


def _enough(pieces: _Pieces) -> bool:
    """Whether there are enough exact words for the marks beside them, and none that brackets touch."""
    for index, mark in enumerate(pieces.marks):
        before, after = pieces.exact[index], pieces.exact[index + 1]
        # "attack[ed]" would leave open where the source's word ends.
        if (before and _WORD.match(before[-1])) or (after and mark and _WORD.match(after[0])):
            return False
    counts = [_count(piece) for piece in pieces.exact]
    if sum(counts) < LEAST_WORDS or _count(" ".join(set(pieces.marks) - {"…"})) > sum(counts):
        return False
    if "…" not in pieces.marks:
        return True
    # What stands between two elisions is one piece, whatever brackets of ours it has.
    groups = [0]
    for count, mark in zip(counts, (*pieces.marks, ""), strict=True):
        groups[-1] += count
        if mark == "…":
            groups.append(0)
    if not pieces.exact[0]:
        groups = groups[1:] if pieces.marks[0] == "…" else groups
    if not pieces.exact[-1]:
        groups = groups[:-1] if pieces.marks[-1] == "…" else groups
    return all(group >= LEAST_WORDS for group in groups)


def _count(text: str) -> int:
    """How many words; where they are written without spaces, two characters are taken for one."""
    spaced, others = NO_SPACES.subn(" ", text)
    return sum(1 for word in spaced.split() if _WORD.search(word)) + (others + 1) // 2


def _leaves_out_negation(pieces: _Pieces, chain: tuple[tuple[int, int], ...], passage: Folded) -> bool:
    if "…" not in pieces.marks:
        return False
    return any(_NEGATION.search(passage.text, one[1], other[0]) for one, other in pairwise(chain))
