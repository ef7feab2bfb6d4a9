"""Which sources a page cites, in statements and in prose of ours; under which ids they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.library.aliases import aliases
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered, remembered
from onrecord.library.vessels import vessel_texts
from onrecord.record.statement import Statement
from onrecord.values.prose import Prose


def published_id(library: Library, incident: Incident | None, source_id: str) -> str:
    """The id under which a source that ``incident`` cites is published; of a confidential one, a number."""
    if not library.source(incident, source_id).confidential:
        return source_id
    return (_published(library, incident) if incident else _published_by_none(library))[source_id]


@remembered
def _published(library: Library, incident: Incident) -> dict[str, str]:
    return aliases((one, library.source(incident, one)) for one in cited(library, incident))


@gathered
def _published_by_none(library: Library) -> Mapping[str, str]:
    # What the registry says of an actor or a place may cite what no count does.
    sources = dict.fromkeys((*cited(library, None), *library.registries.sources))
    return aliases((one, library.source(None, one)) for one in sources)


def cited(library: Library, incident: Incident | None) -> tuple[str, ...]:
    """Ids of the sources of a record's page, confidential ones too, in order of first citation.

    For None: those of the counts that belong to no incident, and of the notes on what they count.
    """
    return _cited_by(library, incident) if incident else _cited_by_none(library)


@remembered
def _cited_by(library: Library, incident: Incident) -> tuple[str, ...]:
    return _cited(library, incident)


@gathered
def _cited_by_none(library: Library) -> tuple[str, ...]:
    return _cited(library, None)


def _cited(library: Library, incident: Incident | None) -> tuple[str, ...]:
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
