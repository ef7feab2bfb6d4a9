"""Prose of ours as Markdown: paragraphs, emphasis, links, and source markers as footnotes."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.markdown.escape import Markdown
from onrecord.markdown.printer import Printer
from onrecord.phrases import Emphasis as EmphasisSpan
from onrecord.phrases import Link as LinkSpan
from onrecord.phrases import Marker as MarkerSpan
from onrecord.phrases import Ours as OursSpan
from onrecord.phrases import Phrase, Text, phrase
from onrecord.phrases.spans import Span
from onrecord.values.prose import Cite, Emphasis, Link, Ours, Paragraph, Prose, Words

OURS = Markdown('<small class="or-ours">(ours)</small>')
"""What a sentence of ours carries where others carry their source."""
Marker = Callable[[str], Markdown]
"""Turns a source id into its marker on the page."""


def footnote(source_id: str) -> Markdown:
    """The marker of a source: a reference to the footnote that ``sources.md.j2`` writes."""
    return Markdown(f"[^{source_id}]")


def prose(text: Prose, marker: Marker = footnote) -> Markdown:
    """All paragraphs, separated by blank lines."""
    return Markdown("\n\n".join(paragraph(one, marker) for one in text.paragraphs))


def prose_line(text: Prose, marker: Marker = footnote) -> Markdown:
    """All paragraphs on one line, for table cells, list items and footnotes."""
    return Markdown(" ".join(paragraph(one, marker) for one in text.paragraphs))


def paragraph(parts: Paragraph, marker: Marker = footnote) -> Markdown:
    """One paragraph on one line."""
    spans: list[Span] = []
    for part in parts:
        match part:
            case Words(text):
                spans.append(Text(text))
            case Emphasis(text):
                spans.append(EmphasisSpan(phrase(text)))
            case Link(text, target):
                spans.append(LinkSpan(text, target))
            case Cite(ids):
                spans += [MarkerSpan(one) for one in ids]
            case Ours():
                spans.append(OursSpan())
    return Printer(note=lambda one: marker(one.source)[2:-1])(Phrase(tuple(spans)))
