"""Prose of ours as phrases: paragraphs with emphasis, links, source markers and the mark of what is ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.library.library import Incident
from onrecord.phrases.names import Names
from onrecord.phrases.spans import Emphasis, Link, Ours, Phrase, Span, Text, joined, phrase
from onrecord.values import prose as values
from onrecord.values.prose import Paragraph, Prose


def paragraphs(names: Names, incident: Incident | None, text: Prose | None) -> tuple[Phrase, ...]:
    """The paragraphs of a text; source ids mean what they mean in ``incident``, or in the registry."""
    return tuple(paragraph(names, incident, one) for one in text.paragraphs) if text else ()


def on_one_line(names: Names, incident: Incident | None, text: Prose | None) -> Phrase:
    """All paragraphs in a row, for table cells, list items and notes."""
    return joined(paragraphs(names, incident, text), " ")


def paragraph(names: Names, incident: Incident | None, parts: Paragraph) -> Phrase:
    """One paragraph."""
    return Phrase(tuple(spans(parts, lambda ids: names.markers(incident, ids).spans)))


def spans(parts: Paragraph, cite: Callable[[tuple[str, ...]], Iterable[Span]]) -> Iterator[Span]:
    """The spans of a paragraph; ``cite`` gives the markers of source ids."""
    for part in parts:
        match part:
            case values.Words(text):
                yield Text(text)
            case values.Emphasis(text):
                yield Emphasis(phrase(text))
            case values.Link(text, target):
                yield Link(text, target)
            case values.Cite(ids):
                yield from cite(ids)
            case values.Ours():
                yield Ours()
