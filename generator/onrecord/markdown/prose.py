"""Prose of ours as Markdown where no page is known: the filter ``prose`` of a site's own templates."""

from __future__ import annotations

from onrecord.markdown.escape import Markdown
from onrecord.markdown.printer import inline
from onrecord.phrases import Marker, Phrase
from onrecord.phrases.prose import spans
from onrecord.values.prose import Paragraph, Prose


def prose(text: Prose) -> Markdown:
    """All paragraphs, separated by blank lines."""
    return Markdown("\n\n".join(map(_paragraph, text.paragraphs)))


def prose_line(text: Prose) -> Markdown:
    """All paragraphs on one line, for table cells, list items and footnotes."""
    return Markdown(" ".join(map(_paragraph, text.paragraphs)))


def _paragraph(parts: Paragraph) -> Markdown:
    return inline(Phrase(tuple(spans(parts, lambda ids: map(Marker, ids)))))
