"""The rows of what we changed: updates, corrections, and that something was removed, but not what or why."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.about import About
from onrecord.export.attribution import plain
from onrecord.export.rows import ChangeRow
from onrecord.library.library import Incident

UPDATE, REMOVAL = "update", "removal"
_FRAGMENT = "updates-and-corrections"


def change_rows(incident: Incident, about: About, at: str) -> Iterator[ChangeRow]:
    """Those of an incident, in the order of its record; addresses are seen from the file ``at``."""
    url, record = about.incident(incident.id, _FRAGMENT, at), incident.record
    for update in record.updates:
        yield _row(incident.id, url, UPDATE, str(update.on), text=plain(update.text))
    for correction in record.corrections:
        yield _row(
            *(incident.id, url, correction.kind, str(correction.on)),
            was=correction.was,
            now=correction.now,
            note=plain(correction.note),
        )
    for removed in record.removed:
        yield _row(incident.id, url, REMOVAL, str(removed.on))


def _row(
    incident_id: str,
    url: str,
    kind: str,
    on: str,
    *,
    text: str = "",
    was: str = "",
    now: str = "",
    note: str = "",
) -> ChangeRow:
    return ChangeRow(
        incident_id=incident_id, url=url, kind=kind, on=on, text=text, was=was, now=now, note=note
    )
