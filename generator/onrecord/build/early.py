"""The page of a record that was saved just now, made before all else with what is known of all others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.assemble import Assembly, Records
from onrecord.library.check import Rules, of_incident
from onrecord.library.files import read_record
from onrecord.library.library import Incident, Library
from onrecord.library.load import lines_of
from onrecord.library.memory import KEEPS
from onrecord.pages.briefing.briefing_pages import briefing_page
from onrecord.pages.findings import findings
from onrecord.pages.page import Page
from onrecord.reads import Watched


def early_page(records: Records, assembly: Assembly, path: Path) -> Page | None:
    """The page of the record in a file of a site that was made before; None where it has none now."""
    settings = records.site.settings
    folder = records.site.root / settings.briefings
    file = f"{settings.briefings}/{path.relative_to(folder).as_posix()}"
    located, record, problems = read_record(path, file)
    incident_id = path.stem
    before = assembly.library.by_id.get(incident_id)
    if record is None or before is None:
        return None
    incident = Incident(incident_id, record, located)
    every = with_incident(records.loaded.library, incident)
    ids = frozenset(every.by_id) | frozenset(records.loaded.read.unread.values())
    problems += of_incident(every, incident, ids, Rules(records.now, settings.rulebook))
    if any(problem.severity == "error" for problem in problems):
        return None
    library = with_incident(assembly.library, incident)
    told = dict(assembly.edition.findings)
    told[file] = findings(problems, lines_of(records.site.root.__truediv__)).get(file, ())
    edition = replace(assembly.edition, findings=Watched(told, "edition", "findings"))
    return briefing_page(library, incident, edition)


def with_incident(library: Library, incident: Incident) -> Library:
    """A library with an incident in the place of that of its id; what was gathered of all of them stays."""
    kept = tuple(incident if one.id == incident.id else one for one in library.incidents)
    new = replace(library, incidents=tuple(sorted(kept, key=lambda one: one.sort_key)))
    # What is kept of former builds knows nothing of it.
    new.memo.update((key, known) for key, known in library.memo.items() if key != KEEPS)
    return new
