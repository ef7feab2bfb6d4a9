"""One import: the whole table is read first, and only then is anything written."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date as date_type
from pathlib import Path

from onrecord.importers import entries, writing
from onrecord.importers.conditions import holds
from onrecord.importers.events import Event, Reader
from onrecord.importers.filing import Filing
from onrecord.importers.ledger import FOLDER, Ledger, read_ledger, write_ledger
from onrecord.importers.mapping import Mapping
from onrecord.importers.outcome import Outcome, Wishes
from onrecord.importers.refusals import RowRefusedError, TableError
from onrecord.importers.registers import Entry, Key, Register, by_name
from onrecord.importers.tables import Progress, Table
from onrecord.importers.working import Working
from onrecord.library.files import REGISTRY, Read, read_folder
from onrecord.record.slugs import slug
from onrecord.yamltext import Keys
from onrecord.yamltext.writing import Data

STEP = 5_000
"""Rows between two reports of progress."""


def run(
    table: Table, mapping: Mapping, wishes: Wishes, today: date_type, working: Working, progress: Progress
) -> Outcome:
    """Imports a table. Raises TableError where it cannot be imported, and then nothing was written.

    What the report says besides the outcome is noted in ``working``.
    """
    ledger_file = wishes.briefings / FOLDER / f"{mapping.data_set.id}.jsonl"
    ledger = read_ledger(ledger_file, working)
    reader = _reader(table, mapping, wishes, ledger, today)
    outcome = Outcome()
    # Reading is the first half, writing the second.
    _read(table, reader, wishes, working, outcome, lambda rows, share: progress(rows, share / 2))
    _refuse_useless(outcome, working)
    outcome.cleaned, outcome.used_own = reader.row.cleaned, tuple(sorted(reader.parties.used_own))
    _registries(reader, wishes, ledger, outcome)
    try:
        filing = Filing(mapping, wishes, today, working, outcome)
        total = max(1, working.count("events"))
        for done, (key, events) in enumerate(working.groups(several=mapping.group_by is not None), 1):
            if done % STEP == 0:
                progress(done, 0.5 + done / total / 2)
            filing.file(key, events)
        progress(total, 1.0)
    finally:
        # Also where it was stopped half-way: what was written is known, and the next import goes on.
        if not wishes.dry:
            write_ledger(ledger_file, ledger, working)
    return outcome


def _reader(table: Table, mapping: Mapping, wishes: Wishes, ledger: Ledger, today: date_type) -> Reader:
    data_set = mapping.data_set
    found = read_folder(wishes.briefings, wishes.briefings.name, files=())
    broken = [problem for problem in found.problems if problem.code != "not-read"]
    if broken:
        raise TableError("a registry of the site has mistakes; `onrecord check` shows them. Mend these first")
    actors, places = found.registries.actors, found.registries.places
    mine = {name: _written(found, name, data_set.id) for name in ("actors", "places")}
    version = slug(data_set.version or "")
    return Reader(
        mapping,
        table.header,
        f"{data_set.id}-{version}" if version else data_set.id,
        today,
        Register("actor", data_set.id, set(actors) - mine["actors"], ledger.ids["actors"].copy()),
        Register("place", data_set.id, set(places) - mine["places"], ledger.ids["places"].copy()),
        {
            **by_name({one: actor.every_name for one, actor in actors.items()}, mine["actors"]),
            **{
                str(id): one
                for one, actor in actors.items()
                if one not in mine["actors"]
                for id in actor.ids or ()
            },
        },
    )


def _written(found: Read, registry: str, data_set: str) -> set[str]:
    """Ids in the files that this import writes, also those of one that was stopped before it noted them."""
    located = found.located.get(registry)
    root = located.root if located else None
    own = re.compile(rf"/{registry}/{re.escape(data_set)}(?:-[0-9]+)?\.yml")
    return (
        {key.value for key, _ in root.entries if own.search(key.place.file)}
        if isinstance(root, Keys)
        else set()
    )


def _read(
    table: Table, reader: Reader, wishes: Wishes, working: Working, outcome: Outcome, progress: Progress
) -> None:
    with _refused_rows(wishes.refused, table.header) as refused:
        for row in table.rows():
            if wishes.limit is not None and outcome.read >= wishes.limit:
                outcome.complete = False
                break
            outcome.read += 1
            if outcome.read % STEP == 0:
                progress(outcome.read, table.read)
            cell = _cells(row.cells, table.header)
            key = _key(reader, cell)
            try:
                if wishes.where and not holds(wishes.where, cell):
                    outcome.left_out += 1
                    working.see(key)
                    continue
                event = reader.event(row)
                if not _within(event, wishes):
                    outcome.left_out += 1
                    working.see(key)
                    continue
                if not working.add(event):
                    raise RowRefusedError("same-id", f"an earlier row has the id {event.id} already")
            except RowRefusedError as error:
                working.see(key)
                working.note("refused", row.number, key, error.name, error.what)
                if error.ask:
                    working.note("ask", row.number, key, error.ask, error.what)
                refused(row.cells)
    progress(outcome.read, 1.0)


@contextmanager
def _refused_rows(path: Path | None, header: tuple[str, ...]) -> Iterator[Callable[[tuple[str, ...]], None]]:
    """Keeps refused rows as a table, where somebody asked for that."""
    if path is None:
        yield lambda cells: None
        return
    with writing.replaced_file(path) as stream:
        table = csv.writer(stream)
        table.writerow(header)
        yield table.writerow


def _cells(cells: tuple[str, ...], header: tuple[str, ...]) -> Callable[[str], str]:
    def cell(name: str) -> str:
        at = header.index(name)
        return cells[at].strip() if at < len(cells) else ""

    return cell


def _key(reader: Reader, cell: Callable[[str], str]) -> str:
    names = [*(reader.mapping.group_by or ()), *reader.mapping.row]
    return next((text for name in names if name in reader.row.header and (text := cell(name))), "")


def _within(event: Event, wishes: Wishes) -> bool:
    return not (
        (wishes.since and event.date.latest < wishes.since.earliest)
        or (wishes.until and event.date.earliest > wishes.until.latest)
    )


def _refuse_useless(outcome: Outcome, working: Working) -> None:
    """Stops where the mapping, and not some rows, is what is wrong."""
    asked = working.tally("ask")
    if asked and asked[0][1] * 2 > outcome.read:
        option, rows = asked[0]
        row, _, _, what = next(one for one in working.notes("ask") if one[2] == option)
        many = f", and so it is in {rows:,} rows" if rows > 1 else ""
        raise TableError(
            f"row {row}: {what}{many}. Say how the table is written: {option}. Nothing was written"
        )
    refused = working.tally("refused")
    if outcome.read and sum(rows for _, rows in refused) == outcome.read:
        row, _, name, what = next(working.notes("refused"))
        raise TableError(
            f"every row was refused, the first in row {row}: {what} [{name}]. Is this the right mapping "
            "for the table? Nothing was written"
        )


def _registries(reader: Reader, wishes: Wishes, ledger: Ledger, outcome: Outcome) -> None:
    mapping, folder = reader.mapping, wishes.briefings / REGISTRY
    data_set = mapping.data_set
    actors = list(reader.actors.entries.items())
    speaker = data_set.speaker
    if speaker is not None and speaker.id not in reader.actors.taken:
        data: dict[str, Data] = {"name": speaker.name or speaker.id, "kind": speaker.kind}
        data |= {"short": speaker.short} if speaker.short else {}
        actors.append((("speaker", speaker.id), Entry(speaker.id, data)))
    head = (
        f"# From {data_set.name}, by `onrecord import`. What you change or add here stays when the data is "
        "imported\n# again. Entries of your own belong into the file of the registry beside this folder.\n"
    )
    listed: dict[str, list[tuple[Key, Entry]]] = {
        "actors": actors,
        "places": list(reader.places.entries.items()),
        "sources": [(("source", reader.source), Entry(reader.source, _source(mapping)))],
    }
    for name, found in listed.items():
        outcome.registries[name] = entries.write_entries(
            folder / name, data_set.id, head, found, ledger, dry=wishes.dry
        )


def _source(mapping: Mapping) -> dict[str, Data]:
    data_set = mapping.data_set
    found: dict[str, Data] = {
        "title": f"{data_set.title}, version {data_set.version}" if data_set.version else data_set.title
    }
    for name in ("publisher", "url", "published", "lang", "interest", "rights"):
        if (value := getattr(data_set, name)) is not None:
            found[name] = str(value)
    found["seen"] = (
        "the row of each incident" if data_set.version else "the row of each incident; no version is stated"
    )
    return found
