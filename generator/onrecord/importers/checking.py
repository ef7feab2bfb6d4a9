"""Mappings read and checked: the file like a record, its terms by the vocabulary, columns by the table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter

from onrecord.importers.mapping import (
    Accused,
    ActorsOf,
    Coded,
    Column,
    CountryOf,
    DateOf,
    Figure,
    Mapping,
    Part,
    PlaceOf,
    RowSource,
    StatementOf,
    When,
    Within,
    Words,
)
from onrecord.problems import Problem, did_you_mean, in_order
from onrecord.record.reader import Located, Path, read
from onrecord.terms import EVENTS, PARTIES, PLACE_PRECISIONS, TIME_PRECISIONS, WEAPONS, Vocabulary
from onrecord.yamltext import read as read_yaml

INSERT = re.compile(r"\{([^{}]+)\}")
"""A place in a sentence where something of the row is put in."""
WORDS = ("where", "place", "event")
"""What a title may insert besides columns."""

_ADAPTER = TypeAdapter(Mapping)
_COLUMNS: dict[type[BaseModel], tuple[str, ...]] = {
    Mapping: ("row", "group_by"),
    DateOf: ("start", "end"),
    Coded: ("column",),
    CountryOf: ("column",),
    Within: ("name",),
    PlaceOf: ("name", "lat", "lon"),
    ActorsOf: ("column", "code"),
    Part: ("count", "column"),
    Figure: ("count", "low", "best", "high", "column"),
    Accused: ("column",),
    RowSource: ("url", "published"),
    StatementOf: ("said", "excerpt"),
}
_SENTENCES: dict[type[BaseModel], tuple[str, ...]] = {
    Mapping: ("title",),
    Words: ("text",),
    RowSource: ("title", "publisher", "author"),
}


def read_mapping(data: bytes, file: str) -> tuple[Mapping | None, Located, list[Problem]]:
    """The mapping of a file, or None, and every problem of it that shows without a table."""
    root, problems = read_yaml(data, file)
    located = Located(file, root)
    mapping: Mapping | None = None
    if root is not None or not problems:
        mapping, more = read(_ADAPTER, located, Mapping)
        problems += more
    if mapping is not None:
        problems += _terms(mapping, located)
        problems += _actors(mapping, located)
    return (None if problems else mapping), located, in_order(problems)


def column_problems(mapping: Mapping, located: Located, header: Sequence[str]) -> list[Problem]:
    """Every column that the mapping names and the table does not have."""
    return in_order(_missing(mapping, located, header))


def resolved(column: Column | None, header: Collection[str]) -> str | None:
    """The first of a column's names that the table has."""
    return next((name for name in column or () if name in header), None)


def _missing(mapping: Mapping, located: Located, header: Sequence[str]) -> Iterator[Problem]:
    names = frozenset(header)
    for part, path in _parts(mapping, ()):
        for key in _COLUMNS.get(type(part), ()):
            column: Column | None = getattr(part, key)
            if column is not None and resolved(column, names) is None:
                yield _no_column(located, (*path, key), " / ".join(column), column[0], header)
        for key in _SENTENCES.get(type(part), ()):
            for insert in INSERT.finditer(getattr(part, key) or ""):
                if insert[1] not in names and not (isinstance(part, Mapping) and insert[1] in WORDS):
                    place = located.at((*path, key), insert[0])
                    yield _unknown(place, insert[1], header)
        when: When = getattr(part, "when", {})
        for name in when:
            if name not in names:
                yield _no_column(located, (*path, "when", name), name, name, header, key=True)
    for index, name in enumerate(mapping.statement.keep):
        if name not in names:
            yield _no_column(located, ("statement", "keep", index), name, name, header)


def _no_column(
    located: Located, path: Path, shown: str, name: str, header: Sequence[str], *, key: bool = False
) -> Problem:
    return _unknown(located.place(path, key=key), shown, header, name)


def _unknown(place: Any, shown: str, header: Sequence[str], name: str = "") -> Problem:
    listed = ", ".join(header[:12]) + (f" and {len(header) - 12} more" if len(header) > 12 else "")
    hint = did_you_mean(name or shown, header) or f"its columns are: {listed}"
    return Problem("unknown-column", place, f"the table has no column `{shown}`", hint)


def _parts(part: BaseModel, path: Path) -> Iterator[tuple[BaseModel, Path]]:
    """Every shape of the mapping, with where it stands."""
    yield part, path
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        here = (*path, field.alias or name)
        if isinstance(value, BaseModel):
            yield from _parts(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _parts(item, (*here, index))


def _terms(mapping: Mapping, located: Located) -> Iterator[Problem]:
    """Terms and standards that the vocabulary does not have."""
    coded: list[tuple[Path, Coded | None, Vocabulary[Any]]] = [
        (("event",), mapping.event, EVENTS),
        (("date", "precision"), mapping.date.precision, TIME_PRECISIONS),
        (("place", "precision"), mapping.place.precision if mapping.place else None, PLACE_PRECISIONS),
        (("statement", "weapons"), mapping.statement.weapons, WEAPONS),
    ]
    for path, one, vocabulary in coded:
        if one is None:
            continue
        for where, term in [
            ((*path, "is"), one.is_),
            *(((*path, "terms", k), v) for k, v in one.terms.items()),
        ]:
            if term is not None and term not in vocabulary:
                yield _no_term(located, where, term, vocabulary)
        if one.codes is not None and one.codes not in vocabulary.standards:
            what = f"“{vocabulary.title}” has no codes of `{one.codes}`"
            hint = did_you_mean(one.codes, vocabulary.standards)
            hint = hint or "codes there are: " + ", ".join(vocabulary.standards)
            yield Problem("unknown-term", located.place((*path, "codes")), what, hint)
    for index, around in enumerate(mapping.place.within if mapping.place else ()):
        if around.precision not in PLACE_PRECISIONS:
            path = ("place", "within", index, "precision")
            yield _no_term(located, path, around.precision, PLACE_PRECISIONS)
    for name, party in mapping.parties.items():
        if party not in PARTIES:
            yield _no_term(located, ("parties", name), party, PARTIES)


def _no_term(located: Located, path: Path, term: str, vocabulary: Vocabulary[Any]) -> Problem:
    hint = did_you_mean(term, vocabulary.ids) or f"one of: {', '.join(vocabulary.ids)}"
    what = f"`{term}` is not a term of “{vocabulary.title}”"
    return Problem("unknown-term", located.place(path), what, hint)


def _actors(mapping: Mapping, located: Located) -> Iterator[Problem]:
    """Columns that name actors, of which nobody says what kind of actor they are."""
    described = {name for actors in mapping.actors for name in actors.column}
    for part, path in _parts(mapping.statement, ("statement",)):
        if isinstance(part, Figure | Part | Accused) and part.column is not None:
            for name in part.column:
                if name not in described:
                    what = f"`{name}` names actors, and `actors` does not say of what kind they are"
                    hint = f"below `actors:` add `- column: {name}` with `kind: armed-group` or another"
                    yield Problem("missing-key", located.place((*path, "column")), what, hint)
