"""The rows of sources: those that a published page cites, once each, and nothing of a confidential one."""

from __future__ import annotations

from onrecord.export.attribution import Published, first_and_last
from onrecord.export.rows import SourceRow
from onrecord.library.citations import cited, published_id
from onrecord.library.library import Library
from onrecord.record.source import Source

#: An empty source in the place of a confidential one: a column added later cannot leak by being forgotten.
_NOTHING = Source.model_construct(title="")


def source_rows(library: Library, published: Published) -> tuple[SourceRow, ...]:
    """Sources in order of first citation; a confidential one has a row in each record that cites it."""
    found: dict[tuple[str, str], Source] = {}
    cites: dict[tuple[str, str], int] = {}
    for incident in (*library.incidents, None):
        own = incident.record.sources if incident else {}
        for source_id in cited(library, incident):
            source = library.source(incident, source_id)
            scope = incident.id if incident and (source_id in own or source.confidential) else ""
            key = (scope, published_id(library, incident, source_id))
            found.setdefault(key, source)
            cites[key] = cites.get(key, 0) + (incident is not None)
    return tuple(_row(published, *key, source, cites[key]) for key, source in found.items())


def _row(published: Published, scope: str, key: str, source: Source, cites: int) -> SourceRow:
    open_ = _NOTHING if source.confidential else source
    start, end = first_and_last(open_.published)
    grade = open_.admiralty
    return SourceRow(
        id=key,
        incident_id=scope,
        title=open_.title,
        publisher=open_.publisher or "",
        author=open_.author or "",
        url=open_.url or "",
        link=open_.link and open_.url is not None,
        warning=open_.warn or "",
        archive_url=open_.archive or "",
        published=str(open_.published or ""),
        published_start=start,
        published_end=end,
        published_derived=open_.published is not None and open_.published_basis is not None,
        accessed=str(open_.accessed or ""),
        lang=open_.lang or "",
        origin=published.ids(open_.origin),
        origin_note=open_.origin_note or "",
        interest=open_.interest or "",
        interest_note=open_.interest_note or "",
        admiralty=f"{grade.reliability}{grade.credibility}" if grade else "",
        admiralty_reason=grade.reason if grade else "",
        seen=open_.seen or "",
        confidential=source.confidential,
        incidents=cites,
    )
