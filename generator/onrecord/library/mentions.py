"""Who and what the statements speak of, and in which role: gathered once for a library.

A role is what somebody says. Whoever is blamed is blamed by somebody: the statement of a mention says by
whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.library.library import Incident, Library
from onrecord.library.memory import GATHERED, gathered
from onrecord.reads import Watched
from onrecord.record.statement import Responsibility, Statement
from onrecord.terms.facts import people
from onrecord.values.prose import Prose
from onrecord.values.when import Day, Instant

#: The roles of an actor in an incident, in the order in which its page has them.
ROLES = (
    *("claimant", "blamed", "denies", "declines"),
    *("target", "harmed", "counted", "speaker", "side", "relay"),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing of which one statement speaks, in one role."""

    role: str
    """One of ``ROLES``, or the kind of fact or page that speaks of it."""
    incident: Incident | None
    """None where the statement stands in the registry of tallies."""
    statement: Statement | None
    """None where it is no statement that speaks of it but the record's header or its prose."""
    value: Any = None
    """The fact that speaks of it: ``Responsibility``, ``Casualties``, ``Target``, ``Tally`` or ``Force``."""
    fact: str = ""
    context: bool = False
    """Whether the statement is about the incident's surroundings."""

    @property
    def day(self) -> str:
        """When it was said or, failing that, when the incident was, in ISO form; empty if not known."""
        if self.statement is not None and self.statement.said is not None:
            return day_of(self.statement.said)
        return self.incident.record.date.earliest.isoformat() if self.incident else ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every mention by the id of what is mentioned, in the order of time of the incidents."""

    actors: dict[str, list[Mention]] = field(default_factory=dict)
    places: dict[str, list[Mention]] = field(default_factory=dict)
    vessels: dict[str, list[Mention]] = field(default_factory=dict)
    weapons: dict[str, list[Mention]] = field(default_factory=dict)
    events: dict[str, list[Mention]] = field(default_factory=dict)
    measures: dict[str, list[Mention]] = field(default_factory=dict)
    sources: dict[str, list[Mention]] = field(default_factory=dict)
    """Shared sources only: a record's own are described on its briefing."""
    quotes: dict[str, list[Mention]] = field(default_factory=dict)
    """By the id of the incident; the key is empty for the registry of tallies."""


class Mentioned:
    """The `Mentions` of a library, with what is looked up of them noted."""

    watches = True

    def __init__(self, found: Mentions, label: str) -> None:
        def watched(kind: str) -> Mapping[str, list[Mention]]:
            return Watched(getattr(found, kind), label, f"{_MENTIONS}{kind}")

        self.actors, self.places, self.vessels = watched("actors"), watched("places"), watched("vessels")
        self.weapons, self.events = watched("weapons"), watched("events")
        self.measures, self.sources = watched("measures"), watched("sources")
        self.quotes = watched("quotes")


_MENTIONS = "mentions."


@gathered
def mentions(library: Library) -> Mentioned:
    """The mentions of a library, gathered once."""
    return Mentioned(_gather(library), library.label)


def _of_kind(kind: str) -> Callable[[Library], Any]:
    return lambda library: getattr(mentions(library), kind)


GATHERED.update({f"{_MENTIONS}{one.name}": _of_kind(one.name) for one in fields(Mentions)})


def relays(library: Library, incident: Incident | None, statement: Statement) -> Iterator[str]:
    """Who relayed a statement, by its own account or its sources'; a confidential source tells nothing."""
    if statement.via:
        yield from statement.via
        return
    for source_id in statement.source:
        source = library.source(incident, source_id)
        if not source.confidential:
            yield from source.origin or ()


def day_of(said: Day | Instant) -> str:
    """The first day that ``said`` can mean, as it was typed, in ISO form."""
    return said.earliest.isoformat() if isinstance(said, Day) else said.local.date().isoformat()


def _gather(library: Library) -> Mentions:
    found = Mentions()
    for statement in library.registries.tallies:
        _statement(library, found, None, statement, context=True)
    for incident in library.incidents:
        _header(library, found, incident)
        for part, _, statement in incident.statements():
            _statement(library, found, incident, statement, context=part == "context")
    _registries(library, found)
    return found


def _add(where: dict[str, list[Mention]], one: str, mention: Mention) -> None:
    where.setdefault(one, []).append(mention)


def _header(library: Library, found: Mentions, incident: Incident) -> None:
    record = incident.record
    _add(found.events, record.event, Mention("event", incident, None))
    for place in dict.fromkeys(one for one in (record.place, *(record.other_places or ())) if one):
        _add(found.places, place, Mention("header", incident, None))
    for asked in record.asked:
        _add(found.actors, asked.whom, Mention("asked", incident, None, asked))
    texts = [record.summary, record.background, record.date_basis, record.note]
    texts += [update.text for update in record.updates]
    texts += [correction.note for correction in record.corrections]
    # A confidential source's basis is published nowhere.
    texts += [source.published_basis for source in record.sources.values() if not source.confidential]
    _cite(library, found, incident, texts)


def _statement(
    library: Library, found: Mentions, incident: Incident | None, statement: Statement, *, context: bool
) -> None:
    def mention(role: str, value: object = None, fact: str = "") -> Mention:
        return Mention(role, incident, statement, value, fact, context)

    by = statement.by
    counter = (by.actor or by.of) if by else None
    if by and by.actor:
        _add(found.actors, by.actor, mention("speaker"))
    elif by and by.of:
        _add(found.actors, by.of, mention("side"))
    for actor in dict.fromkeys(relays(library, incident, statement)):
        _add(found.actors, actor, mention("relay"))
    for stance in statement.responsibility or ():
        role = "blamed" if stance.stance in ("blames", "suspects") else _OWN.get(stance.stance, "")
        for actor in _about(stance, statement) if role else ():
            _add(found.actors, actor, mention(role, stance, "responsibility"))
    for target in statement.targets or ():
        for actor in target.whose or ():
            _add(found.actors, actor, mention("target", target, "targets"))
    for fact in people():
        role = "harmed" if fact.casualty else "counted"
        for casualty in statement.figures(fact.id):
            shares = (one for share in casualty.of_which or () for one in share.who)
            for actor in dict.fromkeys((*casualty.who, *shares)):
                _add(found.actors, actor, mention(role, casualty, fact.id))
            if casualty.where:
                _add(found.places, casualty.where, mention("count", casualty, fact.id))
    if statement.place:
        _add(found.places, statement.place, mention("place", fact="place"))
    if statement.position:
        _add(found.places, statement.position.of, mention("place", statement.position, "position"))
    for vessel in statement.vessels or ():
        _add(found.vessels, vessel, mention("vessel", fact="vessels"))
    for loss in statement.losses or ():
        for actor in loss.whose or ():
            _add(found.actors, actor, mention("target", loss, "losses"))
        if loss.where:
            _add(found.places, loss.where, mention("count", loss, "losses"))
    for weapon in statement.weapons or ():
        _add(found.weapons, weapon, mention("weapon", fact="weapons"))
    for tally in statement.tally or ():
        _add(found.measures, tally.measure, mention("tally", tally, "tally"))
        if counter:
            _add(found.actors, counter, mention("tally", tally, "tally"))
        for scope in tally.count:
            _add(found.places, scope, mention("count", tally, "tally"))
    for force in statement.force or ():
        _add(found.actors, force.who, mention("force", force, "force"))
        for scope in force.count:
            _add(found.places, scope, mention("count", force, "force"))
    for quote in statement.quote or ():
        _add(found.quotes, incident.id if incident else "", mention("quote", quote, "quote"))
    own = incident.record.sources if incident else {}
    for source in dict.fromkeys(statement.source):
        if source not in own:
            _add(found.sources, source, mention("read"))
    notes = [statement.said_basis, statement.note, *(quote.note for quote in statement.quote or ())]
    _cite(library, found, incident, notes)


_OWN = {"claims": "claimant", "denies": "denies", "declines": "declines"}


def _about(stance: Responsibility, statement: Statement) -> tuple[str, ...]:
    """Whom a stance is about: the actors it names, or the named speaker where it is the speaker's own."""
    by = statement.by
    own = (by.actor,) if by and by.actor and stance.stance in _OWN else ()
    return stance.actors or own


def _cite(library: Library, found: Mentions, incident: Incident | None, texts: list[Prose | None]) -> None:
    """Shared sources that only prose cites; one mention for each incident."""
    own = incident.record.sources if incident else {}
    for one in dict.fromkeys(one for text in texts if text is not None for one in text.cited):
        if one not in own and one in library.registries.sources:
            _add(found.sources, one, Mention("cited", incident, None))


def _registries(library: Library, found: Mentions) -> None:
    """What the registry itself cites about what the records mention, and the bases of dates of all these."""
    registries = library.registries
    for actor in with_parents(found.actors, {one: actor.part_of for one, actor in registries.actors.items()}):
        if actor in registries.actors:
            _cite(library, found, None, [registries.actors[actor].described])
    for place in with_parents(found.places, {one: place.within for one, place in registries.places.items()}):
        if place in registries.places:
            _cite(library, found, None, [registries.places[place].described])
    for one in found.vessels:
        if vessel := registries.vessels.get(one):
            _cite(library, found, None, [vessel.described, vessel.crew])
            if vessel.owner:
                _add(found.actors, vessel.owner, Mention("owner", None, None, one))
    for measure in found.measures:
        if measure in registries.measures:
            _cite(library, found, None, [registries.measures[measure].note])
    waiting = list(found.sources)
    while waiting:
        source = registries.sources.get(waiting.pop())
        if source is not None and source.published_basis is not None and not source.confidential:
            new = [one for one in source.published_basis.cited if one not in found.sources]
            _cite(library, found, None, [source.published_basis])
            waiting += new
    for one in found.sources:
        source = registries.sources[one]
        for actor in () if source.confidential else source.origin or ():
            _add(found.actors, actor, Mention("origin", None, None, one))


def with_parents(found: Iterable[str], above: Mapping[str, str | None]) -> list[str]:
    """The ids of ``found`` and of everything above them, each once; a loop ends where it began."""
    every = dict.fromkeys(found)
    for one in tuple(every):
        parent = above.get(one)
        while parent and parent not in every:
            every[parent] = None
            parent = above.get(parent)
    return list(every)
