"""JSON Schema for the YAML language server of an editor: what a record and each registry may hold.

It is made from the shapes that read the files, so that neither can drift from the other. It accepts
whatever the reader accepts, after a YAML 1.2 parser has made numbers and booleans of some texts; beyond a
schema's reach stay references, the calendar, and the rules of the house, which `onrecord check` knows. No
keyword is used whose meaning differs between draft-07 and draft 2020-12, because language servers lag
behind.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from onrecord.record import scalars, shapes
from onrecord.record.record import Record
from onrecord.record.registry import Actors, Measures, Places, SharedSources, Tallies, Vessels
from onrecord.terms import ALL, Term, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORD = "record"
#: File by file of ``briefings/registry/``: what it holds, and what its description says.
_REGISTRIES: dict[str, tuple[Any, str]] = {
    "actors": (Actors, "People and organisations, by id."),
    "places": (Places, "Places, by id."),
    "vessels": (Vessels, "Ships and boats, by id."),
    "measures": (Measures, "What running counts count, by id."),
    "sources": (SharedSources, "Sources that several records cite, by id."),
    "tallies": (Tallies, "Statements with counts that belong to no single incident."),
}
NAMES: tuple[str, ...] = (RECORD, *_REGISTRIES)
"""What there is a schema for."""

#: Parts that stand in a hundred places, by the name of their definition.
_SHARED: dict[str, tuple[dict[str, Any], str]] = {
    "text": (shapes.TEXT_SCHEMA, "Text."),
    "id": (shapes.ID_SCHEMA, "An id: small letters a to z, digits, single hyphens between them."),
    "count": (shapes.COUNT_SCHEMA, "A count in words: 3, at least 58, more than 40, 3 to 14, some, none."),
    "day": (shapes.DAY_SCHEMA, "A date in EDTF: 2024-01-20, 2024-01-20~, 2024-01, 2024-02-02/2024-02-03."),
    "instant": (shapes.INSTANT_SCHEMA, "A time with its zone: 2024-01-24T18:00Z."),
    "said": (shapes.SAID_SCHEMA, "A day, or a time with its zone: 2024-01-24, 2024-01-24T18:00Z."),
    "clock": (shapes.CLOCK_SCHEMA, "A time of day: 18:30, about 18:30, 18:30 to 19:00, evening."),
    "yes-or-no": (shapes.FLAG_SCHEMA, "yes or no."),
    "address": (shapes.URL_SCHEMA, "An http or https address."),
}

_ID_AS_KEY = {key: rule for key, rule in shapes.ID_SCHEMA.items() if key in ("pattern", "maxLength", "not")}


def record_schema() -> dict[str, Any]:
    """The schema of a record file, as a new JSON object in draft 2020-12."""
    return _document(RECORD, Record, "One incident: a header of ours, and statements of theirs.")


def registry_schema(name: str) -> dict[str, Any]:
    """The schema of ``registry/<name>.yml``; KeyError where there is no such registry."""
    kind, description = _REGISTRIES[name]
    schema = _document(name, kind, description)
    # A registry without entries is a file without contents.
    schema["type"] = [schema["type"], "null"]
    return schema


def schema(name: str) -> dict[str, Any]:
    """The schema of one of `NAMES`; KeyError for another name."""
    return record_schema() if name == RECORD else registry_schema(name)


def as_json(schema: dict[str, Any]) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _document(name: str, kind: Any, description: str) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(by_alias=True, mode="validation")
    definitions = {key: _plain(part) for key, part in made.pop("$defs", {}).items()}
    body = _plain(made)
    used: dict[str, dict[str, Any]] = {}
    body, definitions = _referring(body, used), _referring(definitions, used)
    return {
        "$schema": DIALECT,
        # A name and no address: nothing is fetched, and nothing is served under it.
        "$id": f"urn:onrecord:schema:{name}",
        "title": f"On Record: {name}",
        **body,
        "description": description,
        "$defs": dict(sorted({**definitions, **used}.items())),
    }


def _plain(part: Any) -> Any:
    """``part`` without what pydantic says of Python: titles made of names, and null for a key left out."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {}
    for key, value in part.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key == "description":
            kept[key] = " ".join(value.replace("``", "`").split())
        elif key == "title" or (key == "default" and not isinstance(value, str | bool)):
            continue
        elif key == "patternProperties":
            ((pattern, rule),) = value.items()
            # Keys are always text; what is no id is to be refused, which `patternProperties` does not do.
            kept["propertyNames"] = _ID_AS_KEY if pattern == scalars.ID_PATTERN else {"pattern": pattern}
            kept["additionalProperties"] = _plain(rule)
        else:
            kept[key] = _plain(value)
    # To the reader an empty value is a mistake, never null.
    branches = [branch for branch in kept.get("anyOf", ()) if branch != {"type": "null"}]
    if len(branches) == 1:
        del kept["anyOf"]
        return {**branches[0], **kept}
    if branches:
        kept["anyOf"] = branches
    return kept


def _referring(part: Any, used: dict[str, dict[str, Any]]) -> Any:
    """``part`` with references in place of the shared parts; the definitions they need go into ``used``."""
    if isinstance(part, list):
        return [_referring(item, used) for item in part]
    if not isinstance(part, dict):
        return part
    said = {key: part[key] for key in ("description", "default") if isinstance(part.get(key), str | bool)}
    found = _definitions().get(_key({key: value for key, value in part.items() if key not in said}))
    if found is not None:
        name, definition = found
        used[name] = definition
        return {"$ref": f"#/$defs/{name}", **said}
    return {key: _referring(value, used) for key, value in part.items()}


@cache
def _definitions() -> dict[str, tuple[str, dict[str, Any]]]:
    """(name, definition) of each shared part and vocabulary, by the part itself as text."""
    found = {_key(part): (name, {"description": words, **part}) for name, (part, words) in _SHARED.items()}
    for vocabulary in ALL:
        part = shapes.one_of_schema(vocabulary)
        found[_key(part)] = (vocabulary.name, _terms(vocabulary, part))
    return found


def _terms(vocabulary: Vocabulary[Term], part: dict[str, Any]) -> dict[str, Any]:
    # Editors show `enumDescriptions` beside each word; other readers of the schema pass over it.
    said = [vocabulary[str(term)].definition for term in part["enum"]]
    return {
        "title": vocabulary.title,
        "description": vocabulary.introduction,
        **part,
        "enumDescriptions": said,
    }


def _key(part: dict[str, Any]) -> str:
    return json.dumps(part, sort_keys=True)
