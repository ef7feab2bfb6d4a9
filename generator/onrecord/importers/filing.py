"""Records into the records folder: new ones, changes of the data set, and a person's words left alone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Lookup
from datetime import date as date_type
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.importers import writing
from onrecord.importers.events import Event
from onrecord.importers.mapping import Mapping
from onrecord.importers.merging import Field, fields_of, fingerprint, merged
from onrecord.importers.outcome import Outcome, Wishes
from onrecord.importers.records import data_of, id_of, text_of
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.working import Working
from onrecord.library.files import REGISTRY, is_record
from onrecord.record.scalars import ID_MOST
from onrecord.record.slugs import shortened
from onrecord.terms.events import UNSPECIFIED
from onrecord.yamltext.edits import EditError
from onrecord.yamltext.entries import plain
from onrecord.yamltext.writing import Data

_CREATED = re.compile(r"(?m)^created: (\S+)$")
_PUBLISHED = re.compile(r"(?m)^publish: *published\b")
_TELL = "; it is published: tell readers in `updates` or `corrections`"
MOST_SHOWN = 80
"""Characters of a value that the report shows."""


class Filing:
    """Files the records of one import."""

    def __init__(
        self, mapping: Mapping, wishes: Wishes, today: date_type, working: Working, outcome: Outcome
    ) -> None:
        """What it did goes into ``working`` and ``outcome``."""
        self._mapping, self._wishes, self._today = mapping, wishes, today
        self._working, self._outcome = working, outcome

    def file(self, key: str, events: Sequence[Event]) -> None:
        """Files one record, of one row or of several; its rows are refused where it would not be valid."""
        try:
            before = self._working.before(key) or self._unnoted(events, key)
            data = data_of(events, self._mapping, before["created"] if before else self._today)
        except RowRefusedError as error:
            for event in events:
                self._working.note("refused", event.number, event.id, error.name, error.what)
            return
        text = text_of(data, self._mapping, key)
        line = {
            "record": before["record"] if before else "",
            "text": fingerprint(text),
            "created": str(data["created"]),
            "fields": {name: fingerprint(value) for name, value in fields_of(data).items()},
        }
        if before is None:
            if own := self._own(data):
                self._working.note("own", events[0].number, key, own, "")
                return
            line["record"] = self._new(events[0], key, text)
            self._outcome.undecided += data["event"] == UNSPECIFIED
        elif (path := self._found(str(before["record"]))) is None:
            self._working.note("gone", events[0].number, key, str(before["record"]), "")
        else:
            line["record"] = self._name(path)
            if line["text"] == before["text"]:
                self._outcome.unchanged += 1
            else:
                self._update(path, text, before, fields_of(data), key, events[0].number)
        self._working.wrote(key, line)

    def _new(self, event: Event, key: str, text: str) -> str:
        """Writes a new record, whose name is no other file's."""
        path = wanted = self._path(event, key)
        number = 1
        while path.exists():
            number += 1
            path = wanted.with_stem(f"{shortened(wanted.stem, ID_MOST - len(str(number)) - 1)}-{number}")
        self._outcome.written += 1
        if not self._wishes.dry:
            writing.write(path, text)
        return self._name(path)

    def _path(self, event: Event, key: str) -> Path:
        folder = self._wishes.briefings / self._wishes.below / f"{event.date.earliest.year:04}"
        return folder / f"{id_of(event, key, event.place)}.yml"

    def _unnoted(self, events: Sequence[Event], key: str) -> dict[str, Any] | None:
        """What an import wrote of this record that was stopped before it noted so; None where none did."""
        path = self._path(events[0], key)
        try:
            there = writing.read(path) if path.is_file() else None
        except UnicodeDecodeError:
            return None
        created = _CREATED.search(there) if there else None
        if not there or not created:
            return None
        data = data_of(events, self._mapping, created[1])
        if text_of(data, self._mapping, key) != there:
            return None  # it is a person's
        prints = {name: fingerprint(value) for name, value in fields_of(data).items()}
        return {
            "record": self._name(path),
            "text": fingerprint(there),
            "created": created[1],
            "fields": prints,
        }

    def _own(self, data: Lookup[str, Data]) -> str:
        """A record of people's own that has an id of this one; empty where there is none."""
        return next((self._own_ids[one] for one in _ids(data) if one in self._own_ids), "")

    def _update(
        self,
        path: Path,
        text: str,
        before: Lookup[str, Any],
        fields: Lookup[Field, Data],
        key: str,
        number: int,
    ) -> None:
        was: dict[Field, str] = before["fields"]
        kept: list[Field] = []
        try:
            there = writing.read(path) or ""
            if fingerprint(there) == before["text"]:
                # Nobody has touched it.
                now = {name: fingerprint(value) for name, value in fields.items()}
                changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
            else:
                ends = "\r\n" if "\r\n" in there else "\n"
                found = merged(there.replace("\r\n", "\n"), was, fields)
                text, changed, kept = found.text.replace("\n", ends), found.updated, found.kept
        except (EditError, UnicodeDecodeError) as error:
            self._keep(path, key, number, f"all of it, because it cannot be changed line by line: {error}")
            return
        if kept:
            self._keep(path, key, number, "; ".join(f"{name} ({_said(fields.get(name))})" for name in kept))
        elif not changed:
            self._outcome.unchanged += 1
        if changed:
            self._outcome.updated += 1
            shown = f"{', '.join(changed)}{_TELL if _PUBLISHED.search(text) else ''}"
            self._working.note("updated", number, key, self._name(path), shown)
            if not self._wishes.dry:
                writing.write(path, text)

    def _keep(self, path: Path, key: str, number: int, what: str) -> None:
        self._outcome.kept += 1
        self._working.note("kept", number, key, self._name(path), what)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._wishes.briefings).as_posix()

    def _found(self, record: str) -> Path | None:
        """The file of a record that import wrote, wherever a person moved it, or under its newer name."""
        path = self._wishes.briefings / record
        return path if path.is_file() else self._moved.get(path.stem)

    @cached_property
    def _own_ids(self) -> dict[str, str]:
        """Records of people's own by the ids of the data set that they have: ``ucdp:501``."""
        found: dict[str, str] = {}
        if self._mapping.data_set.scheme is None:
            return found
        for path in walked(self._wishes.briefings):
            if not self._working.wrote_file(self._name(path)):
                try:
                    text = writing.read(path) or ""
                    data = plain(text) if "\nids:" in text else {}
                except (EditError, UnicodeDecodeError):
                    continue
                found |= dict.fromkeys(_ids(data) if isinstance(data, Lookup) else (), self._name(path))
        return found

    @cached_property
    def _moved(self) -> dict[str, Path]:
        """All records by their ids and by those they had before; looked up only where a file is missing."""
        found: dict[str, Path] = {}
        for path in walked(self._wishes.briefings):
            found[path.stem] = path
            try:
                text = writing.read(path) or ""
                data = plain(text) if "formerly" in text else {}
            except (EditError, UnicodeDecodeError):
                continue
            former = data.get("formerly", ()) if isinstance(data, Lookup) else ()
            for one in [former] if isinstance(former, str) else former:
                found.setdefault(str(one), path)
        return found


def walked(folder: Path) -> Iterator[Path]:
    """Every record file below ``folder``, without a list of all of them."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != REGISTRY]
        yield from (Path(parent) / name for name in names if is_record(name))


def _ids(record: Lookup[str, Data]) -> Iterator[str]:
    """The ids of others that a record has: ``ucdp:501``."""
    ids = record.get("ids", ())
    for one in [ids] if isinstance(ids, Lookup) else ids:
        if isinstance(one, Lookup):
            yield f"{one.get('scheme')}:{one.get('id')}"


def _said(value: Data | None) -> str:
    if value is None:
        return "the data set says nothing of it any more"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"the data set says {text[:MOST_SHOWN]}{'…' if len(text) > MOST_SHOWN else ''}"
