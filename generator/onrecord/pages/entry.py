"""One incident in a list: key facts with their owners, in one line each."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language import current
from onrecord.library.derive import Account, Row, Toll, account, spread, stance_actors
from onrecord.library.library import Incident, Library
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    figure,
    joined,
    once,
    owner,
    say,
    say_many,
    semicolons,
    stance,
)
from onrecord.terms import PUBLISH
from onrecord.terms.facts import People, covering, people

#: What fits into one line of a list; the briefing has the rest.
MOST_PARTIES, MOST_ACCOUNTS, MOST_ACCUSATIONS = 4, 3, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident in a list. Only its title is a link."""

    id: str
    date: str
    dates: str
    """The days that its date may mean, for lists by months: "some day of 2024"."""
    title: str
    link: Phrase
    """The title, which leads to the briefing."""
    place: Phrase
    figures: tuple[tuple[str, Phrase], ...]
    """(heading, words) of the figures that every entry has."""
    others: tuple[Phrase, ...]
    """Figures of people besides: "Held: civilians: 30 (Police)"."""
    responsibility: Phrase
    withheld: str
    """Why no build has it; empty where it is published."""


def entry(library: Library, incident: Incident) -> Entry:
    """The entry of an incident of a library; made once in a language, for all lists."""
    known: dict[str, tuple[Incident, Entry]]
    known = library.memo.setdefault(f"entries {current().tag}", {})
    made = known.get(incident.id)
    if made is None or made[0] is not incident:
        made = known[incident.id] = incident, _entry(Names(library), incident)
    return made[1]


def _entry(names: Names, incident: Incident) -> Entry:
    told = account(names.library, incident)
    record = incident.record
    return Entry(
        id=incident.id,
        date=record.date.words(),
        dates=record.when,
        title=record.title,
        link=names.incident(incident.id),
        place=_place(names, incident) or say("place not reported"),
        figures=tuple((fact.title, _figures(names, told, fact)) for fact in people() if fact.silence),
        others=tuple(
            say("{fact}: {figures}", fact=fact.title, figures=_tolls(names, told, fact))
            for fact in people()
            if not (fact.silence or fact.covers) and told.toll(fact.id)
        ),
        responsibility=_responsibility(names, told),
        withheld=PUBLISH[record.publish].label if record.publish != "published" else "",
    )


def _place(names: Names, incident: Incident) -> Phrase:
    place_id = incident.record.place
    return names.place(place_id) if place_id and place_id in names.library.registries.places else NOTHING


def _figures(names: Names, told: Account, fact: People) -> Phrase:
    """Figures of one fact; with those of the dead stand those that do not tell them from the injured."""
    apart = [other for other in covering(fact.id) if other.covers[0] == fact.id and told.toll(other.id)]
    parts = [_tolls(names, told, fact)] if told.toll(fact.id) or not apart else []
    parts += [
        say("{fact}: {figures}", fact=other.title.lower(), figures=_tolls(names, told, other))
        for other in apart
    ]
    return semicolons(parts)


def _tolls(names: Names, told: Account, fact: People) -> Phrase:
    """Current figures of one fact, by party and owner, in one line."""
    tolls = told.toll(fact.id)
    if not tolls:
        return say("not reported")
    parts = [_toll(names, told, toll) for toll in tolls[:MOST_PARTIES]]
    if (left := len(tolls) - MOST_PARTIES) > 0:
        parts.append(say_many("{number} more entry", "{number} more entries", left))
    return semicolons(parts)


def _toll(names: Names, told: Account, toll: Toll) -> Phrase:
    rows = toll.spread
    # What a party says of itself is never among those left out.
    shown = max(MOST_ACCOUNTS, sum(row.voice.house in toll.own for row in rows))
    figures = [_figure(names, told, row) for row in rows[:shown]]
    if (left := len(rows) - shown) > 0:
        figures.append(say_many("{number} more account", "{number} more accounts", left))
    return say("{people}: {figures}", people=names.actors(toll.parties), figures=joined(figures))


def _figure(names: Names, told: Account, row: Row) -> Phrase:
    """A figure with its owner: "at least 34 (CENTCOM)"."""
    said_by = owner(names, told.incident, row.statement)
    return say("{figure} ({owner})", figure=figure(names, row.value), owner=said_by)


def _responsibility(names: Names, told: Account) -> Phrase:
    """Who claims, who accuses whom, who denies: each accusation with its accuser, none left out."""
    parts: list[Phrase] = []
    own: dict[str, None] = {}
    for row in told.stance("claims"):
        actors = stance_actors(row)
        if actors == (row.voice.speaker,):
            own.update(dict.fromkeys(actors))
        else:
            parts.append(_said(names, told, row))
    if own:
        parts.insert(0, say("Claimed by {actors}", actors=names.actors(own)))
    blames = spread(told.stance("blames", "suspects"))
    parts += [_said(names, told, row) for row in blames[:MOST_ACCUSATIONS]]
    if (left := len(blames) - MOST_ACCUSATIONS) > 0:
        parts.append(say_many("{number} more accusation", "{number} more accusations", left))
    others = told.stance("may-claim", "denies", "accident", "unclaimed", "declines")
    parts += once(_said(names, told, row) for row in others)
    return joined(parts, ". ") or say("no claim and no accusation is recorded")


def _said(names: Names, told: Account, row: Row) -> Phrase:
    """A stance with its speaker, without reservation and evidence: "CENTCOM said that US forces did it"."""
    speaker = owner(names, told.incident, row.statement)
    return capital(say("{speaker} {stance}", speaker=speaker, stance=stance(names, row.value, bare=True)))
