"""Checks across records: every reference resolves, and the rules of the house hold."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from onrecord.library import references, rules, tally_checks
from onrecord.library.files import Read
from onrecord.library.keeper import Keeper
from onrecord.library.library import Incident, Library
from onrecord.library.references import FileProblems
from onrecord.library.rules import Rules
from onrecord.problems import Problem

__all__ = ["Rules", "check"]


def check(read: Read, library: Library, house: Rules, keeper: Keeper | None = None) -> list[Problem]:
    """Every problem between records and registries, and within records, that a single value does not show."""
    found = [
        *references.registries_of(read, library),
        *rules.registries(read, library),
        *rules.of_registries(read, library),
    ]
    keeper = keeper or Keeper()
    former: dict[str, str] = {}
    others: dict[str, str] = {}
    ids = frozenset({incident.id for incident in library.incidents} | set(read.unread.values()))
    keeper.told("checking records", 0, len(library.incidents))
    for number, incident in enumerate(library.incidents, 1):
        keeper.told("checking records", number, len(library.incidents))
        file = FileProblems(incident.located)
        references.former_ids(file, incident, ids, former)
        references.external_ids(file, ("ids",), incident.record.ids, others)
        found += file.problems
        make = partial(of_incident, library, incident, ids, house)
        # What is said of one that is not there rests on all that are.
        lacking = not all(one in ids for one in references.incidents_named(incident))
        found += keeper.keep("check", incident, make, keeper.print(ids) if lacking else b"")
    found += tally_checks.problems(read, library)
    return found


def of_incident(library: Library, incident: Incident, ids: Collection[str], house: Rules) -> list[Problem]:
    """Every problem of one record that none of the other records is in."""
    file = FileProblems(incident.located)
    references.header(file, incident, library, ids)
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
    return file.problems
