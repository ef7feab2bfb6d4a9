"""The JSON Schema: it accepts what the reader accepts, and refuses what the format does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import TypeAdapter

from onrecord.export.schema import NAMES, as_json, record_schema, registry_schema, schema
from onrecord.library.files import REGISTRIES, record_files
from onrecord.record.reader import Located, read
from onrecord.record.record import Asked, Correction, Desk, Record, Related, Removed, Update
from onrecord.record.registry import Actors, Measures, Places, SharedSources, Tallies, Vessels
from onrecord.record.shapes import DAY_SCHEMA, INSTANT_SCHEMA, SAID_SCHEMA
from onrecord.record.source import Admiralty, Source
from onrecord.record.statement import (
    Casualties,
    Force,
    Intercepted,
    Quote,
    Responsibility,
    Statement,
    Tally,
    Target,
)
from onrecord.record.things import Attackers, Loss, Position, Verification
from onrecord.terms import EVENTS, WEAPONS
from onrecord.values.count import WORDS
from onrecord.yamltext import read as read_yaml
from tests.schema import core_yaml

ROOT = Path(__file__).parents[2]
KINDS: dict[str, Any] = {
    "record": Record,
    "actors": Actors,
    "places": Places,
    "vessels": Vessels,
    "measures": Measures,
    "sources": SharedSources,
    "tallies": Tallies,
}


@cache
def validator(name: str) -> Draft202012Validator:
    """A validator of the schema with this name."""
    return Draft202012Validator(schema(name))


@cache
def adapter(name: str) -> TypeAdapter[Any]:
    """The reader's adapter for the same."""
    return TypeAdapter(KINDS[name])


def reader_accepts(name: str, text: str) -> bool:
    """Whether our reader finds nothing wrong with the shapes of ``text``."""
    root, problems = read_yaml(text.encode(), "test.yml")
    if root is None:
        return not problems and name != "record"
    return not [*problems, *read(adapter(name), Located("test.yml", root), KINDS[name])[1]]


def schema_accepts(name: str, text: str) -> bool:
    """Whether the schema accepts ``text`` as a language server loads it."""
    return bool(validator(name).is_valid(core_yaml.load(text)))


# ---------------------------------------------------------------- one field after the other

SCALARS = """
3 | 0 | -1 | 0123 | 0x1F | 0o17 | 1.10 | 33.5 | 1e3 | 1e-3 | 2024 | 99999 | 1000000000000 | .inf
true | TRUE | no | NO | yes | "no" | "3" | " 3 " | "" | " " | "33.5" | "2024"
settled | corrected | telegram | party | sample | other | rocket | claims | draft | minor | blames | exact
allegedly
{on: 2024, what: quote} | quote | person | a | b-2 | con | x y | IQ | A | "1"
at least 58 | some | 3 to 14 | about 18:30 | 18:30 | 22:22 | evening | 20:45-05:00 | more than 40
2024-01-20 | 2024-01-20~ | 2024-01 | 2024-01-20/2024-01-22 | 2024-01-24T18:00Z | 2024-01-24T18:00
https://example.org/a | "  HTTPS://example.org/\\u0623 " | javascript:alert(1) | "[@a] *b*"
[a, b] | [3] | [] | {} | [[a]] | {a: b} | {IQ: 3, total: at least 4} | {total: 1e3} | [{a: b}] | "[@"
{actor: a} | {role: x, of: a} | {of: a} | {actor: a, role: x} | {blames: a} | {blames: [a, b], hedge: x}
{blames: a, claims: b} | {stance: blames, actors: a} | {blames: a, actors: b} | {hedge: x} | {claims: 2024}
{text: 3} | {text: x, about: y} | {what: x, whose: [a]} | {count: 3} | {count: some, note: x} | {incident: a}
{who: a, count: 3} | [{who: [a, 2], count: none}] | {who: a} | {who: a, count: 3, deaths: 3}
{incident: a, why: x} | {measure: a, count: 66} | {measure: a, since: 2024, count: {IQ: 3}}
{measure: a, count: {}} | {who: a, count: {IQ: 1}} | {on: 2024, text: x} | {on: 2024-01-20, was: x, now: 1.10}
{whom: a, on: 2024-01, outcome: no} | {written_by: NO} | {reliability: B, credibility: 2, reason: x}
{reliability: B, credibility: "2", reason: x} | {reliability: b} | {a: {title: x}} | {A B: {title: x}}
{2024: {title: x}} | {source: a, damage: x} | [{source: [a, 3], killed: {who: a, count: 3}}]
6 hours | 1 hour | about 20 minutes | 15 nautical miles | 1 hours | households | south-west
not-independently-confirmed
{distance: 15 nautical miles, of: a} | {distance: far, of: a} | {what: houses, count: 3, state: burnt}
{what: houses, count: 3} | {result: independently-confirmed, of: [a]} | {scheme: wikidata, id: Q207}
{scheme: imo, id: 9074729} | destroyed | houses | imo | Q207 | {source: a, vessels: a} | overnight
shortly after midnight | 18:30 zone not stated
{no: Norsk, ar: 3} | Asia/Baghdad | Nowhere | 90.1 | -180
"""
TOKENS = [token.strip() for line in SCALARS.strip().splitlines() for token in line.split(" | ")]

RECORD = {"title": "x", "date": "2024-01-20", "event": "other"}
STATEMENT = {"source": "a"}
SOURCE = {"title": "x"}
ENTRIES: dict[str, dict[str, str]] = {
    "actors": {"name": "x", "kind": "person"},
    "places": {"name": "x", "precision": "exact"},
    "vessels": {"name": "x"},
    "measures": {"name": "x", "unit": "x"},
    "sources": SOURCE,
}

IN_STATEMENT = "statements:\n  source: a\n"
NESTED: list[tuple[Any, dict[str, str], str]] = [
    (Casualties, {"who": "a", "count": "3"}, f"{IN_STATEMENT}  killed:\n"),
    (Intercepted, {"count": "3"}, f"{IN_STATEMENT}  intercepted:\n"),
    (Loss, {"what": "houses", "count": "3", "state": "burnt"}, f"{IN_STATEMENT}  losses:\n"),
    (Attackers, {"count": "3"}, f"{IN_STATEMENT}  attackers:\n"),
    (Position, {"distance": "3 miles", "of": "a"}, f"{IN_STATEMENT}  position:\n"),
    (Verification, {"result": "independently-confirmed"}, f"{IN_STATEMENT}  verification:\n"),
    (Target, {"what": "x"}, f"{IN_STATEMENT}  targets:\n"),
    (Quote, {"text": "x", "original_lang": "ar"}, f"{IN_STATEMENT}  quote:\n"),
    (Tally, {"measure": "a", "count": "3"}, f"{IN_STATEMENT}  tally:\n"),
    (Force, {"who": "a", "count": "3"}, f"{IN_STATEMENT}  force:\n"),
    (Responsibility, {"stance": "blames"}, f"{IN_STATEMENT}  responsibility:\n"),
    (
        Admiralty,
        {"reliability": "B", "credibility": "2", "reason": "x"},
        "sources:\n  a:\n    title: x\n    admiralty:\n",
    ),
    (Related, {"incident": "a"}, "related:\n"),
    (Update, {"on": "2024", "text": "x"}, "updates:\n"),
    (Correction, {"on": "2024", "was": "x", "now": "y"}, "corrections:\n"),
    (Removed, {"on": "2024", "what": "name"}, "removed:\n"),
    (Asked, {"whom": "a", "on": "2024", "outcome": "x"}, "asked:\n"),
    (Desk, {"written_by": "x"}, "desk:\n"),
]


@dataclass(frozen=True)
class Field:
    """A field of the format: its schema, its name, its type, a file with ``@`` for its value, and how many
    fields before it have the same type.
    """

    name: str
    key: str
    type: str
    template: str
    before: int

    def text(self, token: str) -> str:
        """The file with this value."""
        return self.template.replace("@", token, 1)


def lines(entries: dict[str, str], indent: int = 0) -> str:
    """The entries as lines of a block mapping."""
    return "".join(f"{' ' * indent}{key}: {value}\n" for key, value in entries.items())


def places() -> Iterator[tuple[str, str, Any, dict[str, str], int, str]]:
    """Where a model stands: schema, prefix of its fields, model, what it must have, indent, what precedes."""
    yield "record", "", Record, RECORD, 0, ""
    yield "record", "", Statement, STATEMENT, 2, lines(RECORD) + "statements:\n"
    yield "tallies", "", Statement, STATEMENT, 2, "-\n"
    yield "record", "", Source, SOURCE, 4, lines(RECORD) + "sources:\n  a:\n"
    for model, entry, start in NESTED:
        last = start.splitlines()[-1]
        indent = len(last) - len(last.lstrip()) + 2
        yield "record", f"{model.__name__}.", model, entry, indent, lines(RECORD) + start
    for name, entry in ENTRIES.items():
        yield name, "", KINDS[name].__args__[1], entry, 2, "a:\n"


def fields() -> Iterator[Field]:
    """Every field of the format, wherever it may stand."""
    seen: Counter[str] = Counter()
    for name, prefix, model, entry, indent, start in places():
        for attribute, field in model.model_fields.items():
            key = field.alias or attribute
            kind = f"{field.annotation!r} {field.metadata!r}"
            template = start + lines({**entry, key: "@"}, indent)
            yield Field(name, f"{prefix}{key}", kind, template, seen[kind])
            seen[kind] += 1


FIELDS = list(fields())
every_field = pytest.mark.parametrize(
    "field", [pytest.param(field, id=f"{field.name}-{field.key}") for field in FIELDS]
)


def tried(field: Field, tokens: list[str], others: int) -> list[str]:
    """All tokens at the first field of a type, and at the others ``others`` of them, by turns.

    Two fields of one type are read and described by the same code: what is left to see is that each has it.
    """
    step = max(1, len(tokens) // others)
    return tokens[(field.before - 1) % step :: step] if field.before else tokens


@cache
def taken(kind: str) -> str:
    """A value that the reader takes at the first field of this type."""
    first = next(field for field in FIELDS if field.type == kind)
    found = (token for token in TOKENS if reader_accepts(first.name, first.text(token)))
    token = next(found, "")
    assert token, f"no spelling at all was accepted: the test needs one for {first.key}"
    return token


@every_field
def test_whatever_the_reader_takes_as_a_value_the_schema_takes(field: Field) -> None:
    """No spelling of a value that the reader accepts, in any field, is marked as wrong by an editor."""
    texts = [field.text(token) for token in [taken(field.type), *tried(field, TOKENS, others=10)]]
    accepted = [text for text in texts if reader_accepts(field.name, text)]
    assert accepted[:1] == texts[:1]
    assert [text for text in accepted if not schema_accepts(field.name, text)] == []


@every_field
def test_a_value_of_the_wrong_shape_is_refused_by_both(field: Field) -> None:
    """Lists of lists, empty lists, unknown keys and empty texts are marked while somebody types."""
    for token in tried(field, ["[[a]]", "[]", "[{a: b}]", "{a: b}", '""', '" "'], others=1):
        text = field.text(token)
        assert (token, schema_accepts(field.name, text)) == (token, reader_accepts(field.name, text))


# ---------------------------------------------------------------- whole files


def files() -> Iterator[tuple[str, Path]]:
    """(schema, file) for every record and registry in the repository."""
    folders = [ROOT / "briefings", *sorted((ROOT / "tests").rglob("briefings"))]
    for folder in filter(Path.is_dir, folders):
        yield from (("record", path) for path in record_files(folder))
        yield from ((name, path) for name in REGISTRIES for path in folder.glob(f"registry/{name}.y*ml"))


def test_every_valid_file_of_the_repository_is_accepted() -> None:
    """The demonstration and the test sites: a file that the reader takes has no mark in an editor."""
    wrong, seen = [], 0
    for name, path in files():
        text = path.read_bytes().decode("utf-8", "replace")
        if reader_accepts(name, text):
            seen += 1
            wrong += [
                f"{path}: {error.json_path}: {error.message}"
                for error in validator(name).iter_errors(core_yaml.load(text))
            ]
    assert wrong == []
    assert seen > 0


INVALID = {
    "an unknown key": "casualtys: 3",
    "an unknown key in a statement": "statements:\n  - source: a\n    deaths: 3",
    "an unknown key in a source": "sources:\n  a:\n    title: x\n    link_to: y",
    "an unknown event": "event: war",
    "a term in capitals": "publish: Draft",
    "an unknown weapon in a list": "statements:\n  source: a\n  weapons: [rocket, catapult]",
    "an unknown channel": "statements:\n  source: a\n  in: pigeon",
    "an unknown stance": "statements:\n  source: a\n  responsibility: confesses",
    "two stances": "statements:\n  source: a\n  responsibility: {claims: a, blames: b}",
    "no source": "statements:\n  - damage: x",
    "an id with a blank": "place: Ain al-Asad",
    "an id that is a device": "place: con",
    "a source's id in capitals": "sources:\n  Article:\n    title: x",
    "a key with nothing": "summary:",
    "null": "summary: null",
    "a date the other way round": "date: 20/01/2024",
    "a year out of range": "date: 20240120",
    "a time without a zone": "embargo: 2024-01-24T18:00",
    "a clock with pm": "statements:\n  source: a\n  time: 6pm",
    "a count with a sign": "statements:\n  source: a\n  projectiles: -3",
    "a count with a fraction": "statements:\n  source: a\n  projectiles: 1.5",
    "a count with a plus": "statements:\n  source: a\n  projectiles: 7+",
    "a tally without a count": "statements:\n  source: a\n  tally: {measure: a, count: {}}",
    "a speaker without a role": "statements:\n  source: a\n  by: {of: a}",
    "a speaker named and not": "statements:\n  source: a\n  by: {actor: a, role: x}",
    "an address that runs": "sources:\n  a:\n    title: x\n    url: javascript:alert(1)",
    "a flag that is neither": "sources:\n  a:\n    title: x\n    link: maybe",
    "a list for a text": "summary: [a, b]",
    "statements as text": "statements: x",
    "a summary of blanks": 'summary: " "',
    "actors named twice": "statements:\n  source: a\n  responsibility: {blames: a, actors: b}",
}


@pytest.mark.parametrize("added", [pytest.param(text, id=name) for name, text in INVALID.items()])
def test_what_the_format_does_not_have_is_refused(added: str) -> None:
    """Each of these is marked by an editor, and refused by the reader as well."""
    key = added.partition(":")[0]
    text = lines({name: value for name, value in RECORD.items() if name != key}) + added + "\n"
    assert not reader_accepts("record", text)
    assert not schema_accepts("record", text)


@pytest.mark.parametrize("name", ["actors", "places", "measures", "sources", "tallies"])
def test_an_empty_registry_is_accepted(name: str) -> None:
    """A registry file with comments alone is a registry without entries."""
    assert reader_accepts(name, "# nothing yet\n")
    assert schema_accepts(name, "# nothing yet\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("places", "a:\n  name: x\n  precision: exact\n  country: A1\n", id="country"),
        pytest.param("places", "a:\n  name: x\n  precision: exact\n  lat: ٣٣\n  lon: ٤٤\n", id="degrees"),
    ],
)
def test_codes_and_degrees_are_ascii(name: str, text: str) -> None:
    """A country code is two letters, and degrees have the digits 0 to 9, to the reader as to the schema."""
    assert not reader_accepts(name, text)
    assert not schema_accepts(name, text)


def test_an_id_ends_with_its_last_letter() -> None:
    """An id written as a block, which ends in a line break, is no id."""
    assert not reader_accepts("record", lines(RECORD) + "place: |\n  ain-al-asad\n")


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_registry_entry_needs_an_id_for_a_key(name: str) -> None:
    """An entry whose key is no id is refused by both."""
    entry = lines(ENTRIES[name], 2)
    assert schema_accepts(name, f"b-2:\n{entry}")
    assert not schema_accepts(name, f"B 2:\n{entry}")
    assert not reader_accepts(name, f"B 2:\n{entry}")


# ---------------------------------------------------------------- the schema itself


def parts(part: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a schema, itself included."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one_in_both_dialects(name: str) -> None:
    """It is JSON Schema in draft 2020-12, which it names, and in draft-07, which many servers speak."""
    made = schema(name)
    Draft202012Validator.check_schema(made)
    Draft7Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:onrecord:schema:{name}"
    assert made["title"] and made["description"]


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_has_its_definition_and_every_definition_its_use(name: str) -> None:
    """Nothing points to another file, and nothing is there for nobody."""
    made = schema(name)
    used = {str(part["$ref"]).removeprefix("#/$defs/") for part in parts(made) if "$ref" in part}
    assert used == set(made["$defs"])


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained_in_plain_text(name: str) -> None:
    """An editor shows a sentence at each key, without markup; nothing may be null."""
    made = schema(name)
    for part in parts(made):
        assert "markdownDescription" not in part
        assert part.get("type") != "null" and part.get("default", "") is not None
        for key, value in part.get("properties", {}).items():
            if isinstance(value, dict) and key != "properties":
                assert value.get("description"), key
                assert "``" not in value["description"]


def test_terms_are_offered_with_their_definitions() -> None:
    """The vocabulary's terms are lists in the schema, each term with its definition beside it."""
    definitions = record_schema()["$defs"]
    assert definitions["events"]["enum"] == list(EVENTS.ids)
    assert definitions["weapons"]["enumDescriptions"] == [term.definition for term in WEAPONS]
    assert {"enum": list(WORDS)} in definitions["count"]["anyOf"]


def test_a_grade_written_without_quotes_is_a_number_to_an_editor() -> None:
    """``credibility: 2`` reaches a language server as a number, and is one of the grades all the same."""
    assert record_schema()["$defs"]["admiralty-credibility"]["enum"] == [*"123456", *range(1, 7)]


def test_the_schema_of_no_registry_is_asked_for_in_vain() -> None:
    """An unknown name is a KeyError."""
    with pytest.raises(KeyError):
        registry_schema("weapons")


def test_the_text_is_the_same_every_time() -> None:
    """Two runs give the same bytes, so that a committed schema changes only with the format."""
    assert as_json(record_schema()) == as_json(record_schema())
    assert as_json(record_schema()).endswith("}\n")


def test_an_editor_says_how_a_date_is_written() -> None:
    """One schema for text and years, so that a wrong date is told as a date and not as a missing integer."""
    for one in (DAY_SCHEMA, SAID_SCHEMA, INSTANT_SCHEMA):
        [error] = Draft202012Validator(one).iter_errors("20.1.2024")
        assert error.validator == "pattern" and "2024" in one["patternErrorMessage"]
    assert not list(Draft202012Validator(DAY_SCHEMA).iter_errors(2024))
