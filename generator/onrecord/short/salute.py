"""SALUTE: size, activity, location, unit, time, equipment; each line with its owners, made of statements."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import phrases
from onrecord.export.incident_rows import coordinates
from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.phrases import NOTHING, Names, Phrase, plain, say, say_many, semicolons
from onrecord.short.common import CHANGES, NOT_REPORTED, Voices, cutoff, day, standing
from onrecord.terms import EVENTS
from onrecord.terms.facts import people

LINES = (N_("Size"), N_("Activity"), N_("Location"), N_("Unit"), N_("Time"), N_("Equipment"))


def salute(library: Library, incident: Incident) -> tuple[tuple[str, str], ...]:
    """(heading, text) of the six lines. What no statement gives is said to be not reported."""
    found = account(library, incident)
    voices = Voices(Names(library), found)
    parts = (_size, _activity, _location, _unit, _time, _equipment)
    return tuple(
        (_(title), plain(semicolons(make(voices, found))) or _(NOT_REPORTED))
        for title, make in zip(LINES, parts, strict=True)
    )


def salute_text(library: Library, incident: Incident) -> str:
    """The six lines as text, with the title before and what they rest on behind."""
    found = account(library, incident)
    title = say("SALUTE: {title}", title=incident.record.title)
    lines = [say("{heading}: {text}.", heading=name, text=text) for name, text in salute(library, incident)]
    rest = phrases.joined([standing(found), cutoff(found), _(CHANGES)], " ")
    return "\n".join(map(plain, (title, *lines, rest)))


def _size(voices: Voices, found: Account) -> Iterator[Phrase]:
    """How many attacked, how many projectiles there were, and how many of them were stopped."""
    yield voices.said(found.of("attackers"), lambda row: phrases.thing(voices.names, row.value))
    yield voices.said(found.of("projectiles"), _projectiles)
    yield _named(_("intercepted"), voices.said(found.of("intercepted"), _intercepted))


def _projectiles(row: Row) -> Phrase:
    if not phrases.precedes(row.value):
        return say("projectiles: {count}", count=phrases.count(row.value))
    number, form = phrases.amount(row.value), phrases.plural_of(row.value)
    return say_many("{count} projectile", "{count} projectiles", form, count=number)


def _intercepted(row: Row) -> Phrase:
    return phrases.aside(phrases.count(row.value.count), phrases.unstopped(row.value.note or ""))


def _activity(voices: Voices, found: Account) -> Iterator[Phrase]:
    event = EVENTS[found.incident.record.event].label
    yield say("{event} (as we file it)", event=event)
    yield _named(_("aimed at or hit"), voices.said(found.of("targets"), lambda row: _told(row.value.what)))
    for fact in people():
        for toll in found.toll(fact.id):
            yield say(
                "{fact}, {people}: {figures}",
                fact=phrases.small(fact.title),
                people=voices.names.actors(toll.parties),
                figures=voices.said(toll.spread, lambda row: phrases.figure(voices.names, row.value)),
            )
    for fact in people():
        if fact.silence and not found.reported(fact.id):
            yield say("{facts}: not reported in the sources cited", facts=fact.silence)
    losses = (*found.of("losses"), *found.of("damage"))
    yield _named(_("damage"), voices.said(losses, lambda row: phrases.value(voices.names, found, row)))
    for row in found.of("verification"):
        yield voices.confirmed(row)


def _location(voices: Voices, found: Account) -> Iterator[Phrase]:
    names, record = voices.names, found.incident.record
    for place_id in (record.place, *(record.other_places or ())):
        if place_id:
            latitude, longitude, _why = coordinates(names.library.registries.places[place_id])
            place = names.place_and_country(place_id)
            yield place if latitude is None else phrases.aside(place, f"{latitude:g}, {longitude:g}")
    given = voices.said(found.of("place"), lambda row: names.place_and_country(row.value))
    yield _named(_("place as given"), given)
    positions = voices.said(found.of("position"), lambda row: phrases.thing(names, row.value))
    yield _named(_("position"), positions)
    fired = voices.said(found.of("launched_from"), lambda row: _told(row.value))
    yield _named(_("fired from"), fired)


def _unit(voices: Voices, found: Account) -> Iterator[Phrase]:
    """Who did it, by whose account; units that are named."""
    yield _named(_("claimed by"), voices.claims())
    yield voices.accusations()
    yield _named(_("denied by"), voices.denials())
    yield voices.silences()
    vessels = voices.said(found.of("vessels"), lambda row: phrases.vessel(voices.names, row.value))
    yield _named(_("vessels named"), vessels)
    units = voices.said(found.of("units"), lambda row: phrases.phrase(row.value))
    yield _named(_("units named"), units)


def _time(voices: Voices, found: Account) -> Iterator[Phrase]:
    yield day(found)
    dates = voices.said(found.of("date"), lambda row: phrases.phrase(row.value.words()))
    yield _named(_("date as given"), dates)
    times = voices.said(found.of("time"), lambda row: phrases.time_of_day(voices.names, found, row))
    lasted = voices.said(found.of("duration"), lambda row: phrases.thing(voices.names, row.value))
    yield _named(_("lasted"), lasted)
    yield times or say("time of day not reported in the sources cited")


def _equipment(voices: Voices, found: Account) -> Iterator[Phrase]:
    yield voices.weapons()


def _told(text: str) -> Phrase:
    return phrases.phrase(phrases.unstopped(text))


def _named(heading: str, said: Phrase) -> Phrase:
    return say("{heading}: {text}", heading=heading, text=said) if said else NOTHING
