"""The sources of a page: one line each, and what else is known of them, folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.library.citations import cited
from onrecord.library.library import Incident
from onrecord.phrases import Names, Phrase, joined, source_details, source_line, source_title


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the page cites it."""

    id: str
    """The name of its footnote: its published id."""
    text: Phrase
    """Publisher, title, date, interest, address."""
    title: Phrase
    more: Phrase
    """How it was dated, what it carries, what was read, its grade, our copy."""


def source_lines(names: Names, incident: Incident, check: Callable[[str], Phrase]) -> Iterator[SourceLine]:
    """Every source that a page cites, in order of first citation.

    ``check`` says what was compared with our copy of a source, by its id.
    """
    for source_id in cited(names.library, incident):
        source = names.library.source(incident, source_id)
        yield SourceLine(
            names.published_id(incident, source_id),
            source_line(source),
            source_title(source),
            joined([*source_details(names, incident, source_id), check(source_id)], " "),
        )
