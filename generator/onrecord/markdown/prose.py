"""Prose of ours as Markdown: paragraphs, emphasis, links, and source markers as footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.markdown.escape import Markdown, escape
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
# What stands in the front matter is no Markdown, and may look like a marker.
_MARKER = re.compile(r"\A---\n.*?\n---\n|\[\^([a-z0-9-]+)\]", re.DOTALL)
Marker = Callable[[str], Markdown]
"""Turns a source id into its marker on the page."""


def footnote(source_id: str) -> Markdown:
    """The marker of a source: a reference to the footnote that ``sources.md.j2`` writes."""
    return Markdown(f"[^{source_id}]")


def with_aliases(page: Markdown, aliases: Mapping[str, str]) -> Markdown:
    """The page with other ids in its markers and notes; nothing else has their form: brackets are escaped."""
    if not aliases:
        return page
    return Markdown(
        _MARKER.sub(lambda found: f"[^{aliases[found[1]]}]" if found[1] in aliases else found[0], page)
    )


def with_interests(page: Markdown, interests: Mapping[str, str]) -> Markdown:
    """The page with a source's interest beside the first of its markers: "[^daily] (state-owned)".

    Notes at the end of the page begin with a marker, too, and say it themselves.
    """
    waiting = dict(interests)

    def told(found: re.Match[str]) -> str:
        note = found.start() == 0 or (page[found.start() - 1] == "\n" and page[found.end() :].startswith(":"))
        interest = None if note or not found[1] else waiting.pop(found[1], None)
        return f'{found[0]} <small class="or-interest">({escape(interest)})</small>' if interest else found[0]

    return Markdown(_MARKER.sub(told, page)) if waiting else page


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
