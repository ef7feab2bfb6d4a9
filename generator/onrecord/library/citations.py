"""Which sources a page cites: those of its statements, and those that only prose of ours names."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.library.library import Incident, Library
from onrecord.library.vessels import vessel_texts
from onrecord.record.statement import Statement
from onrecord.values.prose import Prose


def cited(library: Library, incident: Incident | None) -> tuple[str, ...]:
    """Ids of the sources of a record's page, confidential ones too, in order of first citation.

    For None: those of the counts that belong to no incident, and of the notes on what they count.
    """
    texts: list[Prose | None]
    if incident is None:
        statements: tuple[Statement, ...] = library.registries.tallies
        texts = [measure.note for measure in library.registries.measures.values()]
    else:
        record = incident.record
        statements = tuple(statement for _, _, statement in incident.statements())
        texts = [record.summary, record.background, record.note, record.date_basis]
        texts += [update.text for update in record.updates]
        texts += [correction.note for correction in record.corrections]
        texts += vessel_texts(library, incident)
    for statement in statements:
        texts += [statement.note, statement.said_basis, *(quote.note for quote in statement.quote or ())]
    waiting = [one for statement in statements for one in statement.source]
    waiting += [one for text in texts if text for one in text.cited]
    return tuple(_with_bases(library, incident, waiting))


def _with_bases(library: Library, incident: Incident | None, waiting: list[str]) -> Iterator[str]:
    """Each once; a source by which another is dated follows it."""
    seen: set[str] = set()
    while waiting:
        source_id = waiting.pop(0)
        if source_id in seen:
            continue
        seen.add(source_id)
        yield source_id
        source = library.source(incident, source_id)
        if source.published_basis and not source.confidential:
            waiting += source.published_basis.cited
