"""What an import did, in words: a summary for the terminal, and all of it for a file."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.importers.outcome import Outcome
from onrecord.importers.refusals import REFUSALS
from onrecord.importers.working import Working

MOST_LISTED = 5
"""Lines of one kind that the terminal shows."""


def summary(outcome: Outcome, working: Working, *, dry: bool) -> Iterator[str]:
    """The lines for the terminal."""
    yield from _counts(outcome, working, dry=dry)
    refused = working.tally("refused")
    for name, rows in refused:
        yield f"  {rows:>9,}  {name}: {REFUSALS[name]}"


def report(outcome: Outcome, working: Working, *, command: str, file: str, dry: bool) -> Iterator[str]:
    """The lines of the report."""
    yield f"{command}"
    yield f"file: {file}"
    yield ""
    yield from _counts(outcome, working, dry=dry)
    yield from _refused(working)
    yield from _listed(
        working,
        "kept",
        "Kept as a person wrote it, though the data set now says something else",
        "{name}: {what}",
    )
    yield from _listed(working, "updated", "Updated", "{name}: {what}")
    yield from _listed(working, "gone", "Deleted or renamed by hand, and not written again", "{name}")
    yield from _listed(working, "own", "Not written, because a record of yours has the id already", "{name}")
    yield from _withdrawn(outcome, working)
    yield from _registries(outcome)


def _counts(outcome: Outcome, working: Working, *, dry: bool) -> Iterator[str]:
    refused = sum(rows for _, rows in working.tally("refused"))
    would = "would be " if dry else ""
    rows = [
        (outcome.read, "rows read" if outcome.complete else "rows read; the limit left out the others"),
        (outcome.left_out, "rows left out by your conditions"),
        (outcome.written, f"records {would}written"),
        (outcome.undecided, "of them with the kind of event left to you: `event: unspecified`"),
        (outcome.updated, f"records {would}updated"),
        (outcome.unchanged, "records unchanged"),
        (outcome.kept, "records with a field kept as a person wrote it"),
        (sum(1 for _ in working.notes("gone")), "records deleted or renamed by hand, not written again"),
        (sum(1 for _ in working.notes("own")), "rows that a record of yours has already, by its `ids`"),
        (
            sum(1 for _ in working.withdrawn()) if outcome.complete else 0,
            "records that the file has no row for: withdrawn, or outside of what it covers",
        ),
        (outcome.cleaned, "cells without the characters in them that nobody sees"),
        (refused, "rows refused"),
    ]
    for number, what in rows:
        if number or what in ("rows read", f"records {would}written", "rows refused"):
            yield f"{number:>11,}  {what}"


def _refused(working: Working) -> Iterator[str]:
    tally = working.tally("refused")
    if not tally:
        return
    yield ""
    yield "Rows refused, none of them repaired"
    for name, rows in tally:
        yield f"  {rows:,} {name}: {REFUSALS[name]}"
    yield ""
    for row, id, name, what in working.notes("refused"):
        yield f"  row {row:,}{f' ({id})' if id else ''}: {what} [{name}]"


def _listed(working: Working, kind: str, heading: str, form: str) -> Iterator[str]:
    for number, (_, _, name, what) in enumerate(working.notes(kind)):
        if not number:
            yield ""
            yield heading
        yield "  " + form.format(name=name, what=what)


def _withdrawn(outcome: Outcome, working: Working) -> Iterator[str]:
    if not outcome.complete:
        yield ""
        yield "Rows that the data set withdrew were not looked for, because the limit left out rows."
        return
    for number, (key, line) in enumerate(working.withdrawn()):
        if not number:
            yield ""
            yield "Not in this file: withdrawn by the data set, unless the file covers another time or area."
            yield "The records stay until you decide"
        yield f"  {key}: {line['record']}"


def _registries(outcome: Outcome) -> Iterator[str]:
    yield ""
    yield "Registries"
    for name, written in outcome.registries.items():
        yield f"  {name}: {written.added:,} added, {written.updated:,} updated"
        for id, fields in written.kept:
            yield f"    {id}: kept as a person wrote it: {fields}"
        for id in written.gone:
            yield f"    {id}: deleted by hand, and not written again"
    for id in outcome.used_own:
        yield f"  {id}: an actor of your own registry, by its name"
