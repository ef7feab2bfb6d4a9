"""Sources as notes of pages that join Markdown themselves."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord import phrases
from onrecord.library.library import Library
from onrecord.markdown.escape import Markdown
from onrecord.markdown.printer import inline
from onrecord.record.source import Source


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as a footnote."""

    id: str
    text: Markdown


def source_text(library: Library, source: Source) -> Markdown:
    """A source of the registry as a note, as `phrases.source_text` has it."""
    return inline(phrases.source_text(phrases.Names(library), None, source))


def address(source: Source) -> Markdown:
    """Its address, as `phrases.source_address` has it."""
    return inline(phrases.source_address(source))
