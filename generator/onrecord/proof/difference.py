"""The place of a passage that resembles words which do not stand there, and the difference word by word.

It shows a reader where to look and decides nothing: "43 killed" and "48 killed" resemble each other well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.proof.boundaries import inside
from onrecord.proof.text import Folded

#: The part of our words that a similar place must share, whatever their case and punctuation.
LEAST_SHARE = 0.6
#: A word that stands in more places than this says nothing about where to look.
_COMMON = 50
#: Places that are asked of one word, and of all words together: long texts ask fewer of each.
_MOST_ASKED, _MOST_VOTES = 1_000, 200_000
#: More words than this are not aligned, only set side by side.
_MOST_ALIGNED = 1_500


@dataclass(frozen=True, slots=True)
class Step:
    """Words of a comparison: in both texts, or only in `ours` (the quotation) or `theirs` (the source)."""

    kind: Literal["same", "ours", "theirs"]
    words: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """A similar place, as positions in the folded text, and how our words differ from it."""

    place: tuple[int, int]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """Consecutive words of a folded text: `spans` are their places in it."""

    text: str
    spans: Sequence[tuple[int, int]]

    def __getitem__(self, part: slice) -> _Words:
        return _Words(self.text, self.spans[part])

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def exact(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]

    @property
    def loose(self) -> list[str]:
        """The words without case; only for finding a place."""
        return [word.casefold() for word in self.exact]

    def __str__(self) -> str:
        return self.text[self.spans[0][0] : self.spans[-1][1]] if self.spans else ""


def nearest(words: str, passage: Folded, low: int, high: int) -> Nearest | None:
    """The place between ``low`` and ``high`` that most resembles the folded ``words``, if it does enough."""
    first = bisect_left(passage.words, (low, low))
    last = bisect_right(passage.words, high, key=lambda span: span[1])
    theirs = _Words(passage.text, passage.words[first:last])
    ours = _Words(words, Folded(words, words, ((0, 0),)).words)
    if not ours or not theirs:
        return None
    window = _window(ours.loose, theirs.loose)
    if window is None:
        return None
    found = theirs[slice(*window)]
    blocks = list(_same(ours.loose, found.loose))
    words_of_ours = [any(map(str.isalnum, word)) for word in ours.exact]
    shared = sum(sum(words_of_ours[at : at + size]) for at, _, size in blocks)
    if not shared or shared < LEAST_SHARE * sum(words_of_ours):
        return None
    # What of ours stands before the first common word and after the last stands for as many of theirs.
    start = window[0] + max(0, blocks[0][1] - blocks[0][0])
    at, there, size = blocks[-1]
    found = theirs[start : window[0] + there + size + len(ours) - at - size]
    steps = tuple(_steps(ours, found))
    if any(step.kind != "same" for step in steps):
        return Nearest((found.spans[0][0], found.spans[-1][1]), steps)
    return _whole_words(ours, found, passage)


def _whole_words(ours: _Words, theirs: _Words, passage: Folded) -> Nearest:
    """The difference where the source has our words with more at an end: "43" and "43%"."""
    start, end = theirs.spans[0][0], theirs.spans[-1][1]
    while inside(passage, start):
        start = passage.text.rfind(" ", 0, start - 1) + 1
    while inside(passage, end):
        after = passage.text.find(" ", end + 1)
        end = after if after >= 0 else len(passage.text)
    return Nearest((start, end), (Step("ours", ours.text), Step("theirs", passage.text[start:end])))


def _window(ours: list[str], theirs: list[str]) -> tuple[int, int] | None:
    """A stretch of ``theirs`` in which the rarest words of ``ours`` stand together."""
    places: dict[str, list[int]] = {word: [] for word in ours if word[0].isalnum()}
    for at, word in enumerate(theirs):
        if word in places:
            places[word].append(at)
    if not any(places.values()):
        return None
    common = max(_COMMON, min(map(len, filter(None, places.values()))))
    width = max(8, len(ours) // 2)
    most = max(1, min(_MOST_ASKED, _MOST_VOTES // len(ours)))
    votes: dict[int, float] = {}
    for index, word in enumerate(ours):
        standing = places.get(word, ())
        if len(standing) > common:
            continue
        for at in standing[:most]:
            bucket = (at - index) // width
            for one in (bucket, bucket + 1):
                votes[one] = votes.get(one, 0) + 1 / len(standing)
    if not votes:
        return None
    best = max(votes, key=lambda one: (votes[one], -one))
    start = max(0, (best - 1) * width)
    return start, min(len(theirs), (best + 1) * width + len(ours))


def _same(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int]]:
    """(position in ours, position in theirs, number) of equal words in order; ends are matched first."""
    if max(len(ours), len(theirs)) > _MOST_ALIGNED:
        size = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), 0)
        if size:
            yield 0, 0, size
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    yield from (block for block in matcher.get_matching_blocks() if block.size)


def _steps(ours: _Words, theirs: _Words) -> Iterator[Step]:
    at = there = 0
    for start, other, size in (*_same(ours.exact, theirs.exact), (len(ours), len(theirs), 0)):
        if start > at:
            yield Step("ours", str(ours[at:start]))
        if other > there:
            yield Step("theirs", str(theirs[there:other]))
        if size:
            yield Step("same", str(ours[start : start + size]))
        at, there = start + size, other + size
