"""Numbers in our prose: each stands in what its sentence cites, or is a figure of a statement from there.

Years, dates, clock times, ordinals and numbers in names are left out. A sentence without a marker is asked
for its source elsewhere; in one that is marked as ours the numbers are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from onrecord.library.library import Incident, Library
from onrecord.proof.copies import Copies
from onrecord.proof.figures import BOUND_DIFFERS, FOUND, NOT_FOUND
from onrecord.proof.items import Item, items, key
from onrecord.proof.numbers import Number, Of, numbers
from onrecord.proof.snapshots import Store
from onrecord.proof.text import fold
from onrecord.record.reader import Path
from onrecord.values.count import Count, Form
from onrecord.values.prose import Prose
from onrecord.values.sentences import Sentence, sentences

_CHECKED = (Of.COUNT, Of.MEASURE)


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A number of a sentence, and what was found of it."""

    record: str
    path: Path
    offset: int
    """Where its sentence begins in the text, in characters from 0."""
    words: str
    """The number as it is written."""
    cited: tuple[str, ...]
    verdict: str
    """An id of `FIGURE_RESULTS`."""


def prose_figures(library: Library, store: Store) -> Iterator[ProseFigure]:
    """Every number in summary, background and note of all records, in the order of the records."""
    copies = Copies(store)
    for incident in library.incidents:
        own = list(items(library, incident.id))
        for field in ("summary", "background", "note"):
            text: Prose | None = getattr(incident.record, field)
            for sentence in sentences(text) if text else ():
                yield from _of_sentence(_Cited(library, incident, own, copies, sentence), (field,))


def _of_sentence(cited: _Cited, path: Path) -> Iterator[ProseFigure]:
    sentence = cited.sentence
    if not sentence.cited and not sentence.ours:
        return
    text = fold(sentence.text).text
    for one in numbers(text):
        if one.of in _CHECKED:
            verdict = "derived" if sentence.ours else cited.verdict(one)
            words = text[one.start : one.end]
            yield ProseFigure(cited.incident.id, path, sentence.offset, words, sentence.cited, verdict)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a sentence cites: the statements of its record from these sources, and the copies of them."""

    library: Library
    incident: Incident
    own: list[Item]
    copies: Copies
    sentence: Sentence

    def verdict(self, one: Number) -> str:
        """Whether a number stands there, with its bound."""
        results = {_compared(one, other) for other in self._given()}
        if FOUND not in results:
            whole = True
            for source_id in self.sentence.cited:
                snapshot = self.copies.get(key(self.library, self.incident.id, source_id))
                if snapshot is None or not self.copies.intact(snapshot):
                    whole = False
                    continue
                results |= {_compared(one, other) for other in numbers(self.copies.folded(snapshot).text)}
            if not results & {FOUND, BOUND_DIFFERS}:
                return NOT_FOUND if whole else "no-passage"
        return FOUND if FOUND in results else BOUND_DIFFERS

    def _given(self) -> Iterable[Number]:
        """The figures of the statements, and the numbers of their excerpts."""
        for item in self.own:
            if not set(item.statement.source) & set(self.sentence.cited):
                continue
            if item.kind != "figure":
                yield from numbers(fold(item.words).text)
            elif item.count is not None and item.count.kind is None:
                yield _number(item.count)


def _number(count: Count) -> Number:
    low = count.high if count.low is None else count.low
    high = count.high if count.form is Form.RANGE else None
    return Number(0, 0, Fraction(low or 0), form=count.form, high=None if high is None else Fraction(high))


def _compared(one: Number, other: Number) -> str:
    """Found, found with another bound, or not found; how a measure is bounded is not asked."""
    if other.of not in _CHECKED or one.value != other.value:
        return NOT_FOUND
    if Of.MEASURE in (one.of, other.of) or (one.form, one.high) == (other.form, other.high):
        return FOUND
    return BOUND_DIFFERS
