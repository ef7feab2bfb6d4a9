"""Whether every sentence of prose carries its source, or is marked as ours.

Asked of ``summary``, ``background`` and ``updates`` of records and of ``described`` in the registries. Notes,
corrections and what ends in ``_basis`` are ours by what they are for, and no sentence of theirs is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.library.library import Library
from onrecord.proof import voice
from onrecord.values.sentences import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences there are, and how many say whose they are."""

    sentences: int = 0
    sourced: int = 0
    """Those with a source marker."""
    ours: int = 0
    """Those without one that are marked as ours."""

    @property
    def unsourced(self) -> int:
        """Those with neither."""
        return self.sentences - self.sourced - self.ours

    @property
    def percent(self) -> int:
        """Sentences with either in a hundred, rounded down: 100 means all. 100 where there are none."""
        return 100 * (self.sourced + self.ours) // self.sentences if self.sentences else 100

    def __add__(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(
            self.sentences + other.sentences, self.sourced + other.sourced, self.ours + other.ours
        )


def coverage(library: Library, shown: Callable[[str, str], bool] = lambda *_: True) -> Coverage:
    """The sentences of all records of ``library`` and of its registries.

    Of a registry only the entries that ``shown`` holds for: it is asked for the registry and the entry's id.
    """
    told = [own for incident in library.incidents for own in voice.of_record(incident.record)]
    told += [own for name, own in voice.of_registries(library.registries) if shown(name, str(own.path[0]))]
    total = Coverage()
    for own in told:
        if own.kind == "told" and own.prose:
            total += of_sentences(sentences(own.prose))
    return total


def of_sentences(found: Iterable[Sentence]) -> Coverage:
    """How many of these sentences say whose they are."""
    total = sourced = ours = 0
    for one in found:
        total += 1
        sourced += bool(one.cited)
        ours += one.ours and not one.cited
    return Coverage(total, sourced, ours)
