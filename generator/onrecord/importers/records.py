"""The events of one record as its data and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as date_type
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.importers import cells
from onrecord.importers.events import Event
from onrecord.importers.mapping import Mapping
from onrecord.importers.refusals import RowRefusedError
from onrecord.record.record import Record
from onrecord.record.scalars import ID_MOST
from onrecord.record.slugs import shortened, slug
from onrecord.terms.events import UNSPECIFIED
from onrecord.terms.facts import people
from onrecord.values.when import Day
from onrecord.yamltext.writing import Data, entry

_RECORD = TypeAdapter(Record)
_LISTS = (*(fact.id for fact in people()), "responsibility", "paraphrase", "weapons")
"""Keys of a statement that gather what all rows of an event say."""


def data_of(events: Sequence[Event], mapping: Mapping, created: date_type | str) -> dict[str, Data]:
    """The record of one event. Raises RowRefusedError where it would not be valid."""
    first = events[0]
    header = dict(first.header)
    if len(events) > 1:
        header["date"] = str(_span([event.date for event in events]))
        others = dict.fromkeys(event.place for event in events if event.place not in ("", first.place))
        if others:
            header["other_places"] = list(others)
        ids = [event.header["ids"] for event in events if "ids" in event.header]
        if ids:
            header["ids"] = ids
    constants = mapping.header.model_dump(exclude_none=True, mode="json")
    header |= {key: _text(value) for key, value in constants.items()}
    header["created"] = str(created)
    if "ids" in header:
        header["ids"] = header.pop("ids")  # last of the header
    found: dict[str, Data] = dict(header)
    if first.source:
        names = ["row", *(f"row-{number}" for number in range(2, len(events) + 1))]
        found["sources"] = {
            name: event.source for name, event in zip(names, events, strict=True) if event.source
        }
        found["statements"] = [
            _apart(event, name, len(events) > 1, mapping) for name, event in zip(names, events, strict=True)
        ]
    else:
        found["statements"] = [_together(events)]
    try:
        _RECORD.validate_python(found)
    except ValidationError as error:
        item = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(part) for part in item["loc"])
        context = item.get("ctx", {})
        what = context.get("what") or item["msg"]
        name = "bad-text" if item["type"] in ("bad-url", "bad-character") else "invalid"
        raise RowRefusedError(name, f"{path}: {what}") from None
    return found


def text_of(data: dict[str, Data], mapping: Mapping, key: str) -> str:
    """The text of a record's file."""
    name = mapping.data_set.name
    of = f"{_comment(name)}, {mapping.row[0]} {_comment(key)}"
    lines = [
        f"# {of}. What you change or add here stays when the data is",
        "# imported again; what you leave alone follows the data.",
    ]
    for field, value in data.items():
        if field in ("sources", "statements"):
            lines.append("")
        made = list(entry(field, value))
        if field == "event" and value == UNSPECIFIED:
            made[0] += "  # ? the data set's codes do not say which kind of event this was"
        lines += made
    return "\n".join(lines) + "\n"


def id_of(event: Event, key: str, place: str) -> str:
    """The id of a new record: its first day, its place, and what names its row for good."""
    day = re.split("[/?~%]", str(event.date))[0]
    end = shortened(slug(key) or "row", 40)
    middle = shortened(place, ID_MOST - len(day) - len(end) - 2)
    return "-".join(part for part in (day, middle, end) if part)


def _span(days: Sequence[Day]) -> Day:
    if len(set(days)) == 1:
        return days[0]
    first, last = min(day.earliest for day in days), max(day.latest for day in days)
    return cells.span(Day.parse(first.isoformat()), Day.parse(last.isoformat()))


def _apart(event: Event, name: str, several: bool, mapping: Mapping) -> dict[str, Data]:
    """A row's own statement, where rows have sources of their own."""
    statement = dict(event.statement)
    if event.source:
        statement["source"] = name
    if several:
        end = shortened(slug(event.id) or str(event.number), 40)
        statement["id"] = f"{shortened(mapping.data_set.id, ID_MOST - 41)}-{end}"
    return statement


def _together(events: Sequence[Event]) -> dict[str, Data]:
    """One statement of all rows: they are parts of one account."""
    found = dict(events[0].statement)
    for event in events[1:]:
        for key, value in event.statement.items():
            if key in _LISTS:
                mine = _items(found.get(key))
                found[key] = _plain(
                    [*mine, *(item for item in _items(value) if item not in mine or key in _FIGURES)]
                )
            elif key == "note_internal" and value != found.get(key):
                found[key] = f"{found.get(key, '')} · {value}".strip(" ·")
            else:
                found.setdefault(key, value)
    for key in _FIGURES:
        if key in found:
            found[key] = _plain(_figures(key, events))
    return found


_FIGURES = tuple(fact.id for fact in people())


def _figures(key: str, events: Sequence[Event]) -> list[Data]:
    """The figures of all rows; of equal people at different places each says where."""
    listed = [(event, figure) for event in events for figure in _items(event.statement.get(key))]
    whos = [str(figure.get("who")) for _, figure in listed]
    made: list[Data] = []
    taken: set[tuple[str, str]] = set()
    for event, figure in listed:
        who = str(figure.get("who"))
        where = event.place if whos.count(who) > 1 else ""
        if (who, where) in taken:
            raise RowRefusedError("same-figure", f"two rows of the event say `{key}` of `{who}`")
        taken.add((who, where))
        made.append({**figure, "where": where} if where else figure)
    return made


def _items(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _plain(items: list[Any]) -> Data:
    single: Data = items[0] if len(items) == 1 else items
    return single


def _text(value: Any) -> Data:
    return {key: _text(item) for key, item in value.items()} if isinstance(value, dict) else str(value)


def _comment(text: str) -> str:
    return " ".join(text.split())[:80]
