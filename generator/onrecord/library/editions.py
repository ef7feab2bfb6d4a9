"""The library as of a day or an instant: what had been said by then, and nothing of what was said later.

The rules, in the order in which they are applied:

* **Statements** stay that were known by then (``voices.known_from``). Undated ones are in the latest edition
  only.
* **Records** appear with their first known statement about the incident; context never brings one. A
  relation to an incident that does not appear goes, and so does the reason given for any.
* **Sources** that had not appeared by then go. Where a statement was public before anything that we cite had
  printed it, the first of its sources stays, without title, address and notes.
* **Prose** stays, sentence by sentence, where everything it cites had appeared. A sentence that cites nothing
  is ours and undated, and goes: we cannot tell what it rests on. How a date was worked out becomes a fixed
  text, so that the page still says that the date is ours.
* **Notes on a statement or a quotation** live as long as what they qualify: a sentence of ours stays, and of
  one that rests on a later source the page says that it is there.
* **The date** of an incident of several days ends with the edition's own day while it still went on.
* **Titles** name nobody as the one who did it before a statement does: until then the kind of event and the
  place stand there.
* **Our own entries**: updates and corrections stay from the day we dated them. Of a later correction the
  entry goes; the statement it mended stays as it is now, because that is what its source had said all along.
  Who was asked, grades of sources and our dates of work go; the status of every story is open.
* **Registries** keep what the rest still refers to. Names and filing (title but for that, date, place,
  kind) are those of today.

Today's removals hold for the past too: the library that is cut is the one that readers may see today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from onrecord.language import N_, gettext
from onrecord.library.anchors import anchor
from onrecord.library.header import placed, unsupported
from onrecord.library.index import index
from onrecord.library.library import Incident, Library, Registries
from onrecord.library.references import cited
from onrecord.library.voices import known_from, published_by
from onrecord.record.record import Record
from onrecord.record.registry import Actor, Place, Vessel
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import EVENTS
from onrecord.values.prose import Prose, ProseError
from onrecord.values.sentences import sentences, without
from onrecord.values.when import Day, Said, known_by

#: What stands where a text told how a date was worked out.
BASIS = N_("Worked out by us; the latest edition says how.")
#: The title of a source that carried a known statement only later.
LATER = N_("[Carried these words later: its title and address are left out]")
#: What stands where a note on a statement or a quotation rests on a source that had not appeared.
CAVEAT = N_("A reservation of ours that rests on a later source is left out; the latest edition has it.")
_Entry = TypeVar("_Entry", Actor, Place, Vessel)


def as_of(library: Library, moment: Said) -> Library:
    """What had been said by ``moment``: an instant, or a day, which ends in the library's zone.

    Linear in the statements. The result's ``as_of`` is ``moment``.
    """
    cut = _Cut(library, moment, known_by(moment, library.zone))
    kept = [one for one in library.incidents if cut.appears(one)]
    appearing = {one.id for one in kept}
    incidents = tuple(cut.incident(one, appearing) for one in kept)
    tallies = tuple(
        cut.statement(None, one, appearing) for one in library.registries.tallies if cut.knows(None, one)
    )
    return Library(incidents, cut.registries(incidents, tallies), library.zone, moment)


def without_disputed_places(edition: Library) -> Library:
    """An edition without the places on which statements differ, and which nobody had yet named.

    Not a part of `as_of`: a place that is in dispute later was not before the first who gave another one.
    """
    incidents = tuple(
        one if placed(one.record) else replace(one, record=_placeless(one.record, edition))
        for one in edition.incidents
    )
    found = index(Library(incidents, edition.registries, edition.zone)).places
    kept = {
        key: one
        for key, one in edition.registries.places.items()
        if key in found or one.precision == "country"
    }
    return replace(edition, incidents=incidents, registries=replace(edition.registries, places=kept))


def _placeless(record: Record, library: Library) -> Record:
    place = library.registries.places.get(record.place or "")
    names = place.every_name if place else ()
    told = any(name.casefold() in record.title.casefold() for name in names)
    return record.model_copy(update={"place": None, "title": _event(record) if told else record.title})


def _event(record: Record) -> str:
    label = EVENTS[record.event].label
    return label[:1].upper() + label[1:]


def left_out(source: Source) -> bool:
    """Whether the title of a source is left out, because it carried a known statement only later."""
    return source.title == gettext(LATER)


def _ours(message: str) -> Prose:
    """A sentence of ours in the language of the site; in English where a catalogue's has a broken markup."""
    try:
        return Prose.parse(gettext(message))
    except ProseError:
        return Prose.parse(message)


@dataclass(frozen=True, slots=True)
class _Cut:
    library: Library
    moment: Said
    instant: datetime

    def knows(self, incident: Incident | None, statement: Statement) -> bool:
        known = known_from(self.library, incident, statement)
        return known is not None and known <= self.instant

    def appears(self, incident: Incident) -> bool:
        return any(self.knows(incident, statement) for statement in incident.record.statements)

    def appeared(self, source: Source) -> bool:
        """Whether a source had appeared by then."""
        known = None if source.confidential else published_by(self.library, source)
        return known is not None and known <= self.instant

    def cites(self, incident: Incident | None, source_id: str) -> bool:
        return self.appeared(self.library.source(incident, source_id))

    def incident(self, incident: Incident, appearing: set[str]) -> Incident:
        record = incident.record

        def kept(statements: Iterable[Statement]) -> tuple[Statement, ...]:
            return tuple(
                self.statement(incident, one, appearing) for one in statements if self.knows(incident, one)
            )

        def said(prose: Prose | None) -> Prose | None:
            return self.prose(incident, prose)

        changes = {
            "statements": kept(record.statements),
            "context": kept(record.context),
            "summary": said(record.summary),
            "background": said(record.background),
            "note": said(record.note),
            "date_basis": self.basis(incident, record.date_basis),
            "date": self.date(record),
            "story": "developing",
            "cutoff": self.moment,
            "created": None,
            "changed": None,
            "reviewed": None,
            "asked": (),
            "related": tuple(
                one.model_copy(update={"why": None}) for one in record.related if one.incident in appearing
            ),
            "updates": tuple(
                one.model_copy(update={"text": text})
                for one in record.updates
                if self.passed(one.on) and (text := self.prose(incident, one.text, ours=True))
            ),
            "corrections": tuple(
                one.model_copy(update={"note": self.prose(incident, one.note, ours=True)})
                for one in record.corrections
                if self.passed(one.on)
            ),
        }
        changes["title"] = self.title(record, kept(record.statements))
        found = Incident(incident.id, record.model_copy(update=changes), incident.located)
        named = cited(found)
        own = {one: self.source(source) for one, source in record.sources.items() if one in named}
        return replace(found, record=found.record.model_copy(update={"sources": own}))

    def date(self, record: Record) -> Day:
        """The date; of an incident of several days those that had come by then."""
        day = self.instant.astimezone(self.library.zone).date()
        if not record.several_days or not record.date.earliest <= day < record.date.latest:
            return record.date
        first = record.date.earliest.isoformat()
        return Day.parse(first if day.isoformat() == first else f"{first}/{day.isoformat()}")

    def passed(self, on: Said) -> bool:
        return known_by(on, self.library.zone) <= self.instant

    def statement(self, incident: Incident | None, statement: Statement, appearing: set[str]) -> Statement:
        changes: dict[str, object] = {}
        sources = tuple(one for one in statement.source if self.cites(incident, one)) or (
            self.first(incident, statement.source),
        )
        if sources != statement.source:
            changes["source"] = sources
        if statement.in_response_to:
            responses = tuple(one for one in statement.in_response_to if one in appearing)
            if responses != statement.in_response_to:
                changes["in_response_to"] = responses or None
        if changes:
            # Its address is made of its sources and facts, and does not move.
            changes["id"] = anchor(statement).removeprefix("s-")
        if statement.note:
            changes["note"] = self.caveat(incident, statement.note)
        if statement.said_basis:
            changes["said_basis"] = self.basis(incident, statement.said_basis)
        if statement.quote and any(quote.note for quote in statement.quote):
            changes["quote"] = tuple(
                quote.model_copy(update={"note": self.caveat(incident, quote.note)})
                for quote in statement.quote
            )
        return statement.model_copy(update=changes) if changes else statement

    def first(self, incident: Incident | None, sources: Iterable[str]) -> str:
        """The source that appeared first, undated ones last."""
        latest = datetime.max.replace(tzinfo=UTC)

        def known(source_id: str) -> datetime:
            source = self.library.source(incident, source_id)
            return latest if source.confidential else published_by(self.library, source) or latest

        return min(sources, key=known)

    def prose(self, incident: Incident | None, prose: Prose | None, *, ours: bool = False) -> Prose | None:
        """The sentences whose sources had all appeared, and those that cite none where ``ours`` is dated."""
        if prose is None:
            return None
        later = {one for one in prose.cited if not self.cites(incident, one)}
        if not ours and len(later) == len(prose.cited):
            return None
        return without(prose, lambda one: not (one.cited or ours) or not later.isdisjoint(one.cited))

    def caveat(self, incident: Incident | None, prose: Prose | None) -> Prose | None:
        """A note on a statement: what it reserves must not vanish while the statement stands."""
        if prose is None:
            return None
        later = {one for one in prose.cited if not self.cites(incident, one)}
        if all(later.isdisjoint(one.cited) for one in sentences(prose)):
            return prose
        kept = without(prose, lambda one: not later.isdisjoint(one.cited))
        caveat = _ours(CAVEAT)
        return Prose.parse(f"{kept.source} {caveat.source}") if kept else caveat

    def title(self, record: Record, statements: tuple[Statement, ...]) -> str:
        """The title, or the event and the place where nobody had yet said who did it."""
        if not unsupported(record.title, statements, self.library):
            return record.title
        place = self.library.registries.places.get(record.place or "")
        return f"{_event(record)}, {place.name}" if place else _event(record)

    def basis(self, incident: Incident | None, prose: Prose | None) -> Prose | None:
        return (self.prose(incident, prose) or _ours(BASIS)) if prose else None

    def source(self, source: Source) -> Source:
        if source.confidential:
            return source
        basis = _ours(BASIS) if source.published_basis else None
        if self.appeared(source):
            return source.model_copy(update={"published_basis": basis, "accessed": None, "admiralty": None})
        return Source.model_construct(
            title=gettext(LATER),
            publisher=source.publisher,
            published=source.published,
            published_basis=basis,
            lang=source.lang,
            origin=source.origin,
            interest=source.interest,
        )

    def registries(self, incidents: tuple[Incident, ...], tallies: tuple[Statement, ...]) -> Registries:
        """What the kept incidents and tallies refer to, as the index has it, and what pages name besides."""
        old = self.library.registries
        actors = {key: self.about(one) for key, one in old.actors.items()}
        places = {key: self.about(one) for key, one in old.places.items()}
        vessels = {
            key: self.about(one).model_copy(update={"crew": self.prose(None, one.crew)})
            for key, one in old.vessels.items()
        }
        measures = {
            key: one.model_copy(update={"note": self.prose(None, one.note)})
            for key, one in old.measures.items()
        }
        whole = Registries(actors, places, measures, old.sources, tallies, vessels)
        found = index(Library(incidents, whole, self.library.zone))
        sources = {key: self.source(one) for key, one in old.sources.items() if key in found.sources}
        measures = {key: one for key, one in measures.items() if key in found.measures}
        # A source's origin and a measure's targets are named beside them, and so are those above them.
        named = {one for source in sources.values() for one in source.origin or ()}
        named |= {
            one for incident in incidents for s in incident.record.sources.values() for one in s.origin or ()
        }
        named |= {one for measure in measures.values() for one in measure.targets or ()}
        named.update(found.actors)
        for one in tuple(named):
            while (actor := actors.get(one)) and (one := actor.part_of or "") and one not in named:
                named.add(one)
        return Registries(
            # The state whose silence a page tells, and the place that names a country, are found by a code.
            {key: one for key, one in actors.items() if key in named or one.kind == "state"},
            {key: one for key, one in places.items() if key in found.places or one.precision == "country"},
            measures,
            sources,
            tallies,
            {key: one for key, one in vessels.items() if key in found.vessels},
        )

    def about(self, entry: _Entry) -> _Entry:
        """An actor, a place or a vessel, with what was said of it."""
        if entry.described is None:
            return entry
        return entry.model_copy(update={"described": self.prose(None, entry.described)})
