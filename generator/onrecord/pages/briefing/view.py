"""What a briefing page says, as plain data, in its order. The templates decide how that looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.library.citations import cited
from onrecord.library.derive import Account, account
from onrecord.library.library import Incident
from onrecord.pages.briefing import counts, figures, key_facts, statements
from onrecord.pages.briefing.checks import Checks, CheckView
from onrecord.pages.briefing.lines import Group, Line, Lines, Voice
from onrecord.pages.briefing.sources import SourceLine, source_lines
from onrecord.pages.changes.change_lines import correction_line, update_line
from onrecord.phrases import Emphasis, Names, Phrase, capital, joined, phrase, say, stopped
from onrecord.proof.lock import Lock
from onrecord.terms import EVENTS, INTERESTS, STORY


@dataclass(frozen=True, slots=True)
class Briefing:
    """One incident's page: each field is what one section of the template prints."""

    title: str
    opening: tuple[Phrase, ...]
    """The summary's paragraphs, or a phrase of ours made of the header."""
    status: tuple[Phrase, ...]
    """How many sources and sides, the state of the story, and the limits of what we know."""
    facts: tuple[tuple[Phrase, Phrase], ...]
    figures_heading: str
    figures: tuple[figures.FigureBlock, ...]
    groups: tuple[Group, ...]
    quotes: tuple[Voice, ...]
    quoted_above: Phrase
    """Links to the quotations that stand in lines above; empty where there are none."""
    others: tuple[Group, ...]
    other_others: tuple[Group, ...]
    """What is folded."""
    tallies: tuple[Line, ...]
    forces: tuple[Line, ...]
    background: tuple[Phrase, ...]
    related: tuple[tuple[Phrase, Phrase], ...]
    """(incident, why)"""
    note: tuple[Phrase, ...]
    sources: tuple[SourceLine, ...]
    interests: dict[str, str]
    """The interest of each open source that has one, for its first marker: "party"."""
    dating: tuple[tuple[Phrase, Phrase], ...]
    """(what, how) of every date that we worked out."""
    checks: CheckView
    updates: tuple[object, ...]
    corrections: tuple[object, ...]
    removals: tuple[str, ...]
    """The days on which something was taken out; what and why is not said."""
    kind: Phrase
    dates: tuple[tuple[str, str], ...]
    """(label, day) of when the record was created, changed and reviewed."""
    asked: tuple[Phrase, ...]
    """The right of reply."""
    external_ids: Phrase
    """Ids under which others file the incident: "Wikidata Q207"."""

    @property
    def folded_number(self) -> int:
        """How many statements of others are folded."""
        return sum(len(group.lines) for group in self.other_others)

    @property
    def changed(self) -> bool:
        """Whether the page has news or corrections."""
        return bool(self.updates or self.corrections or self.removals)


def briefing(names: Names, incident: Incident, lock: Lock, *, codebook: bool) -> Briefing:
    """The page of one incident, made in its order: a statement's address stands at its first line."""
    record, library = incident.record, names.library
    told = account(library, incident)
    checks = Checks(names, incident, lock)
    lines = Lines(names, incident, checks, codebook=codebook)
    blocks = tuple(figures.blocks(lines, told))
    groups = tuple(statements.groups(lines, told))
    quotes = tuple(statements.quotes(lines))
    open_, folded = statements.others(lines)
    return Briefing(
        title=record.title,
        opening=_opening(names, told),
        status=tuple(_status(lines, told)),
        facts=tuple(key_facts.key_facts(names, told)),
        figures_heading=figures.heading(told),
        figures=blocks,
        groups=groups,
        quotes=quotes,
        quoted_above=statements.quoted_above(groups),
        others=open_,
        other_others=folded,
        tallies=tuple(counts.tallies(lines)),
        forces=tuple(counts.forces(lines)),
        background=phrases.paragraphs(names, incident, record.background),
        related=tuple(_related(names, incident)),
        note=phrases.paragraphs(names, incident, record.note),
        sources=tuple(source_lines(names, incident, checks.of_source)),
        interests=_interests(names, incident),
        dating=tuple(_dating(names, incident)),
        checks=checks.view(),
        updates=tuple(update_line(names, incident, update) for update in record.updates),
        corrections=tuple(correction_line(names, incident, correction) for correction in record.corrections),
        removals=tuple(removal.on.words() for removal in record.removed),
        kind=_kind(lines, record.event),
        dates=tuple(_dates(incident)),
        asked=tuple(_asked(names, incident)),
        external_ids=phrases.external_ids(record.ids),
    )


def _opening(names: Names, told: Account) -> tuple[Phrase, ...]:
    record = told.incident.record
    if record.summary and record.summary.paragraphs:
        return phrases.paragraphs(names, told.incident, record.summary)
    made = say(
        "{event}, {day}, {place}.",
        event=capital(EVENTS[record.event].label),
        day=record.date.words(),
        place=key_facts.where(names, told) if record.place else say("place not reported"),
    )
    return (joined([made, Emphasis(say("(Made from the record’s header.)"))], " "),)


def _status(lines: Lines, told: Account) -> Iterator[Phrase]:
    record = told.incident.record
    sources = phrases.spelled_many("{number} publication", "{number} publications", len(told.sources))
    if len(told.sources) > 1:
        sources = joined([sources, phrases.spelled_many("{number} side", "{number} sides", told.sides)])
    # What became of the story is of today.
    if not lines.library.as_of:
        yield lines.term(STORY, record.story)
        yield sources
    else:
        yield capital(sources)
    yield say("not confirmed by us")
    if record.cutoff:
        yield say("information up to {time}", time=record.cutoff.words())


def _kind(lines: Lines, event: str) -> Phrase:
    """The kind of event under which we file it, with its page or else its place in the codebook."""
    if lines.names.event_page(event):
        return capital(lines.names.event(event))
    return lines.term(EVENTS, event)


def _related(names: Names, incident: Incident) -> Iterator[tuple[Phrase, Phrase]]:
    """Incidents that we relate, and those said to be a response to this one."""
    library = names.library
    responses = {other.id: other for other in library.responses.get(incident.id, ())}
    for incident_id, why in library.related.get(incident.id, ()):
        if incident_id not in responses:
            yield names.incident_and_date(incident_id), phrase(why)
    for other in responses.values():
        calling = [s for s in other.record.statements if incident.id in (s.in_response_to or ())]
        speakers = phrases.once(phrases.speaker(names, other, statement) for statement in calling)
        called = say("called a response to this one by {speakers}", speakers=phrases.listed(speakers))
        yield names.incident_and_date(other.id), called


def _interests(names: Names, incident: Incident) -> dict[str, str]:
    interests = {}
    for source_id in cited(names.library, incident):
        source = names.library.source(incident, source_id)
        if source.interest and not source.confidential and (word := INTERESTS[source.interest].short):
            # One word: the source's own line says it in full.
            interests[source_id] = word
    return interests


def _dating(names: Names, incident: Incident) -> Iterator[tuple[Phrase, Phrase]]:
    """Statements of one speaker and day that we dated alike are one."""
    record = incident.record
    if record.date_basis:
        yield say("The incident"), phrases.on_one_line(names, incident, record.date_basis)
    told: dict[tuple[Phrase, Phrase], None] = {}
    for _part, _index, statement in incident.statements():
        if statement.said_basis and statement.said:
            speaker = phrases.speaker(names, incident, statement)
            what = say("Statement of {speaker}, {day}", speaker=speaker, day=statement.said.words())
            told[what, phrases.on_one_line(names, incident, statement.said_basis)] = None
    yield from told


def _dates(incident: Incident) -> Iterator[tuple[str, str]]:
    record = incident.record
    pairs = (
        (_("Created"), record.created),
        (_("Changed"), record.changed),
        (_("Reviewed"), record.reviewed),
    )
    for label, value in pairs:
        if value:
            yield label, value.words()


def _asked(names: Names, incident: Incident) -> Iterator[Phrase]:
    for question in incident.record.asked:
        yield say(
            "{whom}, {day}: {outcome}",
            whom=names.actor(question.whom),
            day=question.on.words(),
            outcome=stopped(question.outcome),
        )
