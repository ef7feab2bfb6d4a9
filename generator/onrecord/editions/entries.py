"""What an edition is made of: the entries that a site published, read from its own data files.

An entry is an incident as we file it, a statement with its figures and words, an update, a correction, or a
removal. What we derive, the names of the registries, and codes of standards are no part of it: they may
change without anybody having said something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from onrecord.editions.site import SiteError, read_json

Kind: TypeAlias = Literal["incident", "statement", "update", "correction", "removal"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOTES: tuple[Kind, ...] = ("update", "correction", "removal")
"""The kinds that tell of a change."""
Row: TypeAlias = dict[str, Any]

_HEADER = ("id", "title", "date", "date_lasted", "place_id", "other_places", "event")
_DETAILS = ("responsibility", "casualties", "losses", "quotes", "tallies", "forces")
_ADDRESS = ("incident_id", "statement", "url")
_DERIVED = ("house", "known_from", "speaker_id")
#: In the tables of details these say again what the table of statements says.
_ATTRIBUTION = (
    *(*_ADDRESS, *_DERIVED, "part", "speaker", "speaker_named", "speaker_of", "anonymity", "role"),
    *("channel", "via", "source_ids", "said", "said_derived"),
)
_LEFT_OUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "statements": frozenset((*_ADDRESS, *_DERIVED, "quotes")),
        "responsibility": frozenset((*_ATTRIBUTION, "about")),
        "casualties": frozenset((*_ATTRIBUTION, "parties", "killed", "injured", "current", "confirmation")),
        "losses": frozenset(_ATTRIBUTION),
        "quotes": frozenset(_ATTRIBUTION),
        "tallies": frozenset((*_ATTRIBUTION, "measure_name", "unit", "measure_coverage")),
        "forces": frozenset((*_ATTRIBUTION, "force")),
        "changes": frozenset(("incident_id", "url")),
    }
)
_CODES = ("gtd_", "ucdp_", "acled_", "airwars_")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a site published."""

    kind: Kind
    incident: str
    """The id of its incident; empty for a statement that belongs to none."""
    name: str
    """What tells it from others of its kind in the incident: a statement's anchor, a note's day."""
    content: Row


@dataclass(frozen=True, slots=True)
class Published:
    """What a site's data files say it published."""

    entries: tuple[Entry, ...]
    former: Mapping[str, tuple[str, ...]]
    """The ids that an incident had before, by its id."""
    archive: str
    schema_version: str
    generator: str


def published(site: Path) -> Published:
    """What a built site publishes. Raises SiteError where its data files are not there or not ours."""
    incidents, head = _table(site, "incidents")
    entries = [
        Entry("incident", _text(row, "id", "incidents"), "", _content(row, only=_HEADER)) for row in incidents
    ]
    entries += _statements(site)
    entries += _notes(_table(site, "changes")[0])
    keys = Counter((entry.kind, entry.incident, entry.name) for entry in entries)
    if twice := next((key for key, number in keys.items() if number > 1), None):
        raise SiteError("data/", f"has two entries of one name: {' '.join(twice)}")
    former = {row["id"]: tuple(map(str, row.get("formerly") or ())) for row in incidents}
    return Published(
        tuple(entries),
        former,
        *(str(head.get(key, "")) for key in ("archive", "schema_version", "generator")),
    )


def _statements(site: Path) -> Iterator[Entry]:
    details: dict[tuple[str, str], Row] = defaultdict(dict)
    for table in _DETAILS:
        for row in _table(site, table)[0]:
            details[_statement(row, table)].setdefault(table, []).append(_content(row, table))
    for row in _table(site, "statements")[0]:
        key = _statement(row, "statements")
        yield Entry("statement", *key, {**_content(row, "statements"), **details.pop(key, {})})
    if details:
        incident, name = next(iter(details))
        raise SiteError("data/statements.json", f"lacks the statement {incident}#{name} of another table")


def _notes(rows: list[Row]) -> Iterator[Entry]:
    """Updates, corrections and removals, each named by its day, and by its number among those of a day.

    A record may have them newest first or last: they are numbered from the oldest, so that another one of a
    day renames none.
    """
    lists: dict[tuple[str, Kind], list[tuple[str, Row]]] = defaultdict(list)
    for row in rows:
        kind = _text(row, "kind", "changes")
        # The kinds of correction are terms of the codebook; here all are one.
        note: Kind = "update" if kind == "update" else "removal" if kind == "removal" else "correction"
        lists[_text(row, "incident_id", "changes"), note].append((_text(row, "on", "changes"), row))
    for (incident, note), notes in lists.items():
        numbers = Counter[str]()
        for on, row in reversed(notes) if notes[0][0] > notes[-1][0] else notes:
            numbers[on] += 1
            name = on if numbers[on] == 1 else f"{on}/{numbers[on]}"
            yield Entry(note, incident, name, _content(row, "changes"))


def _table(site: Path, name: str) -> tuple[list[Row], Row]:
    path = f"data/{name}.json"
    value = read_json(site, path)
    rows = value.get("rows") if isinstance(value, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SiteError(path, "is no table of an archive: it has no `rows`")
    return rows, value


def _statement(row: Row, table: str) -> tuple[str, str]:
    return _text(row, "incident_id", table), _text(row, "statement", table)


def _text(row: Row, column: str, table: str) -> str:
    value = row.get(column)
    if not isinstance(value, str):
        raise SiteError(f"data/{table}.json", f"has a row without `{column}`")
    return value


def _content(row: Row, table: str = "", only: tuple[str, ...] = ()) -> Row:
    """The cells that say something. Blank ones are left out: a column that is new has changed no entry."""
    left_out = _LEFT_OUT.get(table, frozenset())
    return {
        column: value
        for column, value in row.items()
        if value not in ("", None, [])
        and value is not False
        and (column in only if only else column not in left_out and not column.startswith(_CODES))
    }
