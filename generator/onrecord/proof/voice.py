"""Every text that we write in our own voice, with where it stands.

What others said stays out: quotations, excerpts, names of actors and units, titles and publishers of sources,
how a source describes a speaker it does not name, and the speaker's words in ``described``, ``hedge`` and
``evidence``. A paraphrase is ours. ``was`` and ``now`` of a correction stay out too: they repeat what a page
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.library.library import Registries
from onrecord.record.reader import Path
from onrecord.record.record import Record
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms.facts import people
from onrecord.values.prose import Prose

Kind: TypeAlias = Literal["title", "told", "remark", "words", "paraphrase"]


_KEYS = {
    **{fact.id: "note" for fact in people()},
    "targets": "what",
    "losses": "note",
    "tally": "scope",
    "force": "mission",
}
_TEXTS = (
    *("said_basis", "note", "paraphrase", "damage", "launched_from", "intercepted", "attackers", "position"),
    *("verification", "quote"),
    *_KEYS,
)


@dataclass(frozen=True, slots=True)
class Own:
    """A text of ours.

    ``kind`` is ``title``; ``told`` for prose of which each sentence has its source; ``remark`` for prose that
    is ours by what it is for (notes, and how we know); ``paraphrase``; and ``words`` for all the rest.
    """

    kind: Kind
    path: Path
    text: str
    """As it was read; of prose with its markup."""
    prose: Prose | None = None


def of_record(record: Record) -> Iterator[Own]:
    """The texts of one record, in the order of the format."""
    yield Own("title", ("title",), record.title)
    yield from _prose("remark", ("date_basis",), record.date_basis)
    for source_id, source in record.sources.items():
        yield from _of_source(("sources", source_id), source)
    for name, statements in (("statements", record.statements), ("context", record.context)):
        for index, statement in enumerate(statements):
            yield from of_statement((name, index), statement)
    yield from _prose("told", ("summary",), record.summary)
    yield from _prose("told", ("background",), record.background)
    yield from _prose("remark", ("note",), record.note)
    yield from _lines(("related",), "why", (one.why for one in record.related))
    for index, update in enumerate(record.updates):
        yield from _prose("told", ("updates", index, "text"), update.text)
    for index, correction in enumerate(record.corrections):
        yield from _prose("remark", ("corrections", index, "note"), correction.note)
    yield from _lines(("asked",), "outcome", (one.outcome for one in record.asked))


def of_statement(path: Path, statement: Statement) -> Iterator[Own]:
    """The texts of one statement."""
    given = statement.model_fields_set
    for name in _TEXTS:
        value = getattr(statement, name) if name in given else None
        if value is None:
            continue
        here = (*path, name)
        match name:
            case "said_basis" | "note":
                yield Own("remark", here, value.source, value)
            case "paraphrase" | "damage":
                kind: Kind = "paraphrase" if name == "paraphrase" else "words"
                for index, text in enumerate(value):
                    yield Own(kind, (*here, index), text)
            case "launched_from":
                yield Own("words", here, value)
            case "intercepted" | "attackers" | "position":
                yield from _line((*here, "note"), value.note)
            case "verification":
                for index, one in enumerate(value):
                    yield from _line((*here, index, "what"), one.what)
                    yield from _line((*here, index, "note"), one.note)
            case "quote":
                for index, quote in enumerate(value):
                    yield from _line((*here, index, "about"), quote.about)
                    yield from _prose("remark", (*here, index, "note"), quote.note)
            case _:
                key = _KEYS[name]
                yield from _lines(here, key, (getattr(one, key) for one in value))


def of_registries(registries: Registries) -> Iterator[tuple[str, Own]]:
    """(registry, text) of all registries."""
    for actor_id, actor in registries.actors.items():
        for own in _prose("told", (actor_id, "described"), actor.described):
            yield "actors", own
    for place_id, place in registries.places.items():
        for own in _prose("told", (place_id, "described"), place.described):
            yield "places", own
    for vessel_id, vessel in registries.vessels.items():
        for key in ("described", "crew"):
            for own in _prose("told", (vessel_id, key), getattr(vessel, key)):
                yield "vessels", own
    for measure_id, measure in registries.measures.items():
        yield "measures", Own("title", (measure_id, "name"), measure.name)
        for own in _prose("remark", (measure_id, "note"), measure.note):
            yield "measures", own
    for source_id, source in registries.sources.items():
        for own in _of_source((source_id,), source):
            yield "sources", own
    for index, statement in enumerate(registries.tallies):
        for own in of_statement((index,), statement):
            yield "tallies", own


def names(registries: Registries) -> set[str]:
    """Every registered name of an actor, a place or a vessel: its words are not ours."""
    found = {
        name
        for one in registries.actors.values()
        for name in (one.name, one.short or "", *(one.aliases or ()))
    }
    found |= {name for one in registries.places.values() for name in (one.name, *(one.aliases or ()))}
    return found | {name for one in registries.vessels.values() for name in (one.name, *(one.aliases or ()))}


def _of_source(path: Path, source: Source) -> Iterator[Own]:
    yield from _prose("remark", (*path, "published_basis"), source.published_basis)
    yield from _line((*path, "origin_note"), source.origin_note)
    yield from _line((*path, "interest_note"), source.interest_note)


def _prose(kind: Kind, path: Path, prose: Prose | None) -> Iterator[Own]:
    if prose is not None:
        yield Own(kind, path, prose.source, prose)


def _line(path: Path, text: str | None) -> Iterator[Own]:
    if text is not None:
        yield Own("words", path, text)


def _lines(path: Path, key: str, texts: Iterable[str | None]) -> Iterator[Own]:
    for index, text in enumerate(texts):
        if text is not None:
            yield Own("words", (*path, index, key), text)
