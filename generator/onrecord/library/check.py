"""Checks across records: every reference resolves, and the rules of the house hold."""

from __future__ import annotations

from onrecord.library import references, rules, tally_checks
from onrecord.library.files import Read
from onrecord.library.library import Library
from onrecord.library.references import FileProblems
from onrecord.library.rules import Rules
from onrecord.problems import Problem

__all__ = ["Rules", "check"]


def check(read: Read, library: Library, house: Rules) -> list[Problem]:
    """Every problem between records and registries, and within records, that a single value does not show."""
    found = [
        *references.registries_of(read, library),
        *rules.registries(read, library),
        *rules.of_registries(read, library),
    ]
    former: dict[str, str] = {}
    others: dict[str, str] = {}
    ids = {incident.id for incident in library.incidents} | set(read.unread.values())
    for incident in library.incidents:
        file = FileProblems(incident.located)
        references.header(file, incident, library, ids, former)
        references.external_ids(file, ("ids",), incident.record.ids, others)
        references.sources_of(file, incident, library)
        for part, index, statement in incident.statements():
            references.statement_of(file, (part, index), incident, statement, library, ids)
            rules.complete(file, (part, index), statement)
            if part == "context":
                rules.context(file, index, statement)
        rules.anchors(file, incident)
        rules.desk(file, incident, library, house)
        rules.unwritten(file, incident)
        rules.answered(file, incident)
        rules.title(file, incident, library, house)
        rules.place(file, incident, house)
        rules.lasted(file, incident)
        rules.dates(file, incident, library, house)
        found += file.problems
    found += tally_checks.problems(read, library)
    return found
