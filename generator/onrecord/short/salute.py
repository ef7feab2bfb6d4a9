"""SALUTE: size, activity, location, unit, time, equipment; each line with its owners, made of statements."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import phrases
from onrecord.export.incident_rows import coordinates
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import escape
from onrecord.markdown.links import place_name
from onrecord.markdown.words import time_words
from onrecord.phrases import unstopped
from onrecord.short.common import CHANGES, NOT_REPORTED, Voices, cutoff, day, plain, standing
from onrecord.terms import EVENTS
from onrecord.terms.facts import people

LINES = ("Size", "Activity", "Location", "Unit", "Time", "Equipment")


def salute(library: Library, incident: Incident) -> tuple[tuple[str, str], ...]:
    """(heading, text) of the six lines. What no statement gives is said to be not reported."""
    found = account(library, incident)
    voices = Voices(library, found)
    parts = (_size, _activity, _location, _unit, _time, _equipment)
    return tuple(
        (title, "; ".join(part for part in make(voices, found) if part) or NOT_REPORTED)
        for title, make in zip(LINES, parts, strict=True)
    )


def salute_text(library: Library, incident: Incident) -> str:
    """The six lines as text, with the title before and what they rest on behind."""
    found = account(library, incident)
    lines = [f"{title}: {text}." for title, text in salute(library, incident)]
    rest = " ".join(part for part in (standing(found), cutoff(found), CHANGES) if part)
    return "\n".join([f"SALUTE: {incident.record.title}", *lines, rest])


def _size(voices: Voices, found: Account) -> Iterator[str]:
    """How many attacked, how many projectiles there were, and how many of them were stopped."""
    yield voices.said(found.of("attackers"), lambda row: plain(words.thing(row.value, voices.library)))
    yield voices.said(found.of("projectiles"), _projectiles)
    yield _named("intercepted", voices.said(found.of("intercepted"), _intercepted))


def _projectiles(row: Row) -> str:
    phrase = escape(phrases.plain(phrases.amount(row.value))) if phrases.precedes(row.value) else None
    one = str(row.value) == "1"
    return f"{plain(phrase)} projectile{'' if one else 's'}" if phrase else f"projectiles: {row.value}"


def _intercepted(row: Row) -> str:
    return plain(words.aside(words.figure(str(row.value.count)), row.value.note))


def _activity(voices: Voices, found: Account) -> Iterator[str]:
    library = voices.library
    yield f"{EVENTS[found.incident.record.event].label} (as we file it)"
    yield _named("aimed at or hit", voices.said(found.of("targets"), lambda row: unstopped(row.value.what)))
    for fact in people():
        for toll in found.toll(fact.id):
            figures = voices.said(
                toll.spread, lambda row: plain(words.casualty(row.value, library, brief=True))
            )
            yield f"{fact.title.lower()}, {plain(words.names(library, toll.parties))}: {figures}"
    for fact in people():
        if fact.silence and not found.reported(fact.id):
            yield f"{fact.silence}: {NOT_REPORTED}"
    losses = (*found.of("losses"), *found.of("damage"))
    yield _named(
        "damage",
        voices.said(losses, lambda row: phrases.plain(phrases.value(phrases.Names(library), found, row))),
    )
    for row in found.of("verification"):
        yield voices.confirmed(row)


def _location(voices: Voices, found: Account) -> Iterator[str]:
    library, record = voices.library, found.incident.record
    for place_id in (record.place, *(record.other_places or ())):
        if place_id:
            latitude, longitude, _ = coordinates(library.registries.places[place_id])
            point = f" ({latitude:g}, {longitude:g})" if latitude is not None else ""
            yield plain(place_name(library, place_id)) + point
    yield _named(
        "place as given", voices.said(found.of("place"), lambda row: plain(place_name(library, row.value)))
    )
    yield _named(
        "position", voices.said(found.of("position"), lambda row: plain(words.thing(row.value, library)))
    )
    yield _named("fired from", voices.said(found.of("launched_from"), lambda row: unstopped(row.value)))


def _unit(voices: Voices, found: Account) -> Iterator[str]:
    """Who did it, by whose account; units that are named."""
    yield _named("claimed by", voices.claims())
    yield voices.accusations()
    yield _named("denied by", voices.denials())
    yield voices.silences()
    vessels = voices.said(found.of("vessels"), lambda row: plain(words.vessel(voices.library, row.value)))
    yield _named("vessels named", vessels)
    yield _named("units named", voices.said(found.of("units"), lambda row: row.value))


def _time(voices: Voices, found: Account) -> Iterator[str]:
    yield day(found)
    yield _named("date as given", voices.said(found.of("date"), lambda row: str(row.value.words())))
    times = voices.said(found.of("time"), lambda row: plain(time_words(voices.library, found, row)))
    lasted = voices.said(found.of("duration"), lambda row: plain(words.thing(row.value, voices.library)))
    yield _named("lasted", lasted)
    yield times or f"time of day {NOT_REPORTED}"


def _equipment(voices: Voices, found: Account) -> Iterator[str]:
    yield voices.weapons()


def _named(title: str, said: str) -> str:
    return f"{title}: {said}" if said else ""
