"""Sources as footnotes of a page that cites those of several records: numbered, so that no ids collide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.phrases import Marker, Names, Phrase, markers, source_note, untold


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as a footnote."""

    id: str
    text: Phrase


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes of one page, in order of first citation. A number tells nothing of a source's id."""

    numbers: dict[Marker, str]
    """What each marker of the page is called: ``n1``."""
    notes: tuple[SourceNote, ...]

    def __call__(self, marker: Marker) -> str:
        """The name of the footnote to which a marker leads; a page's context has this as its ``note``."""
        return self.numbers[marker]


def footnotes(names: Names, cited: Iterable[Phrase]) -> Footnotes:
    """The footnotes for the markers of these phrases, which come in the order of the page.

    A note may cite another source, which then gets the next number.
    """
    waiting = [marker for phrase in cited for marker in markers(phrase)]
    numbers: dict[Marker, str] = {}
    notes: list[SourceNote] = []
    for marker in waiting:
        if marker not in numbers:
            numbers[marker] = f"n{len(numbers) + 1}"
            text = _text(names, marker)
            notes.append(SourceNote(numbers[marker], text))
            waiting.extend(markers(text))
    return Footnotes(numbers, tuple(notes))


def _text(names: Names, marker: Marker) -> Phrase:
    if names.marked(marker) is None:
        return untold()
    return source_note(names, names.library.by_id.get(marker.incident), marker.source)
