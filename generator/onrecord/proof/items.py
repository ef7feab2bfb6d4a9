"""What can be checked against a source: quotations, excerpts and figures, each with its address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.anchors import anchor
from onrecord.library.library import Library
from onrecord.proof.matters import ANYTHING, WHOSE, Subject, people
from onrecord.proof.snapshots import own_key, shared_key
from onrecord.proof.text import fold
from onrecord.record.reader import Path
from onrecord.record.source import Source
from onrecord.record.statement import Casualties, Quote, Share, Statement
from onrecord.terms.facts import people as counts_of_people
from onrecord.values.count import Count

_ARMED = frozenset(("security-forces", "fighters", "attackers"))
"""Parties of the vocabulary who bear arms."""
TALLIES = "registry/tallies"
"""What stands in the place of a record's id for the registry of tallies."""


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation, an excerpt or a figure of one statement."""

    record: str
    """The id of its incident, or `TALLIES`."""
    anchor: str
    field: str
    """Where in the statement: ``quote/0``, ``excerpt``, ``injured/1``, ``tally/0/IQ``."""
    words: str
    """The words of the quotation or excerpt, those of its original where we translated it; of a figure its
    canonical text.
    """
    statement: Statement
    path: Path
    """Where it stands in the file."""
    count: Count | None = None
    """The figure, where it is one."""
    subject: Subject = ANYTHING
    """What the figure is about."""
    quote: Quote | None = None
    """The quotation, where it is one."""

    @property
    def ours(self) -> bool:
        """Whether the words are a translation of ours, of which the record has no original."""
        return self.quote is not None and self.quote.ours and self.quote.original is None

    @property
    def kind(self) -> str:
        """``quote``, ``excerpt`` or ``figure``."""
        return self.field.split("/")[0] if self.count is None else "figure"

    @property
    def digest(self) -> str:
        """SHA-256 of what was compared, folded; of a figure, with its passage and the people whose it is."""
        passage = "" if self.count is None else f"\n{self.statement.excerpt or ''}"
        whose = "".join(f"\n{one}" for one in sorted(self.subject.whose))
        whose += f"\n{self.subject.things}" if self.subject.things else ""
        return hashlib.sha256(fold(self.words + passage + whose).text.encode()).hexdigest()


def items(library: Library, record: str = "") -> Iterator[Item]:
    """Every item of all records and of the registry of tallies, in their order; or of one ``record``."""
    for incident in library.incidents if not record else filter(None, [library.by_id.get(record)]):
        for part, index, statement in incident.statements():
            yield from _of_statement(library, incident.id, statement, (part, index))
    if record in ("", TALLIES):
        for index, statement in enumerate(library.registries.tallies):
            yield from _of_statement(library, TALLIES, statement, (index,))


def _of_statement(library: Library, record: str, statement: Statement, path: Path) -> Iterator[Item]:
    address = anchor(statement)
    if statement.excerpt is not None:
        yield Item(record, address, "excerpt", statement.excerpt, statement, (*path, "excerpt"))
    for index, quote in enumerate(statement.quote or ()):
        where: Path = (*path, "quote", index, "text" if quote.original is None else "original")
        words = quote.original or quote.text
        yield Item(record, address, f"quote/{index}", words, statement, where, quote=quote)
    for field, where, count, subject in _figures(library, statement):
        yield Item(record, address, field, str(count), statement, (*path, *where), count, subject)


def _figures(library: Library, statement: Statement) -> Iterator[tuple[str, Path, Count, Subject]]:
    for fact in counts_of_people():
        for index, toll in enumerate(statement.figures(fact.id)):
            whole = _subject(library, fact.id, toll)
            yield f"{fact.id}/{index}", (fact.id, index, "count"), toll.count, whole
            for number, share in enumerate(toll.of_which or ()):
                where: Path = (fact.id, index, "of_which", number, "count")
                part = _subject(library, fact.id, share)
                yield f"{fact.id}/{index}/of_which/{number}", where, share.count, part
    if statement.duration is not None:
        subject = Subject("duration", things=statement.duration.unit)
        yield "duration", ("duration",), statement.duration.count, subject
    if statement.position is not None:
        distance = statement.position.distance
        yield "position", ("position", "distance"), distance.count, Subject("position", things=distance.unit)
    if statement.attackers is not None:
        whose = people(statement.attackers.described or "")
        subject = Subject("attackers", frozenset(whose))
        yield "attackers", ("attackers", "count"), statement.attackers.count, subject
    for index, loss in enumerate(statement.losses or ()):
        yield f"losses/{index}", ("losses", index, "count"), loss.count, Subject("losses", things=loss.what)
    if statement.projectiles is not None:
        yield "projectiles", ("projectiles",), statement.projectiles, Subject("projectiles")
    if statement.intercepted is not None:
        stopped = statement.intercepted.count
        yield "intercepted", ("intercepted", "count"), stopped, Subject("intercepted")
    for index, tally in enumerate(statement.tally or ()):
        measure = library.registries.measures.get(tally.measure)
        subject = Subject("tally", measure=f"{measure.name}, {measure.unit}" if measure else "")
        for scope, count in tally.count.items():
            yield f"tally/{index}/{scope}", ("tally", index, "count", scope), count, subject
    for index, force in enumerate(statement.force or ()):
        for scope, count in force.count.items():
            yield f"force/{index}/{scope}", ("force", index, "count", scope), count, Subject("force")


def _subject(library: Library, fact: str, toll: Casualties | Share) -> Subject:
    """Whose figure it is: a party by its term, armed actors by their kind, and what they are called."""
    whose = set[str]()
    named = False
    for one in toll.who:
        actor = library.actor(one)
        named = named or actor is not None
        if one in WHOSE:
            whose.add(one)
        elif one in _ARMED or (actor is not None and actor.kind in ("armed-forces", "armed-group")):
            whose.add("armed")
    if isinstance(toll, Casualties) and toll.described:
        whose |= people(toll.described)
    if "mixed" in toll.who or "unspecified" in toll.who:
        whose &= people(toll.described or "") if isinstance(toll, Casualties) else set()
    unit = (toll.unit or "") if isinstance(toll, Casualties) else ""
    return Subject(fact, frozenset(whose), isinstance(toll, Share), named, things=unit)


def key(library: Library, record: str, source_id: str) -> str:
    """Under which key the snapshot of a source is kept: a source of the registry is shared by all records."""
    incident = library.by_id.get(record)
    own = incident is not None and source_id in incident.record.sources
    return own_key(record, source_id) if own else shared_key(source_id)


def translated(item: Item, source: Source) -> bool:
    """Whether a quotation without an original is in another language than its source, which has the original.

    The source is in the language in which it was said, and the quotation in another: somebody translated it,
    and not the source.
    """
    quote = item.quote
    if quote is None or quote.original is not None or not (quote.original_lang and source.lang):
        return False
    return _language(quote.original_lang) == _language(source.lang) != _language(quote.lang or "")


def _language(tag: str) -> str:
    """The language of a tag: ``ar`` of ``ar-IQ``."""
    return tag.partition("-")[0].lower()


def sources(library: Library, item: Item) -> dict[str, Source]:
    """The sources that the statement of ``item`` cites, by the key of their snapshots."""
    incident = library.by_id.get(item.record)
    return {key(library, item.record, one): library.source(incident, one) for one in item.statement.source}
