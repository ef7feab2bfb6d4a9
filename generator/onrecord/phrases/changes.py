"""How an account changed, in words: the values of one matter, as its own speaker changed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident
from onrecord.phrases.figures import count, figure
from onrecord.phrases.lists import capital, listed, once
from onrecord.phrases.names import Names
from onrecord.phrases.spans import Phrase, joined, phrase, say
from onrecord.phrases.speakers import owner, time_of_day
from onrecord.phrases.stances import stance
from onrecord.terms.facts import FACTS, counted


@dataclass(frozen=True, slots=True)
class Step:
    """A value that moved."""

    what: Phrase
    """"US forces, injured"."""
    values: Phrase
    """"25 → at least 34": oldest first."""
    who: Phrase


def step(names: Names, incident: Incident, rows: Sequence[Row]) -> Step:
    """One value as its own speaker changed it; ``rows`` are its values, oldest first."""
    found = account(names.library, incident)
    values = joined((value(names, found, row) for row in rows), " → ")
    return Step(
        matter(names, rows[0]), values, listed(once(owner(names, incident, r.statement) for r in rows))
    )


def matter(names: Names, row: Row) -> Phrase:
    """What a row is about: "US forces, injured", "Responsibility"."""
    title = FACTS[row.fact].title
    if counted(row.fact):
        return capital(say("{people}, {fact}", people=names.actors(row.value.who), fact=title.lower()))
    return phrase(title)


def value(names: Names, found: Account, row: Row) -> Phrase:
    """What a row gives, without who says so: "at least 34", "blamed Iran"."""
    match row.fact:
        case "responsibility":
            return stance(names, row.value)
        case "place":
            return names.place_and_country(row.value)
        case "time":
            return time_of_day(names, found, row)
        case "date":
            return phrase(row.value.words())
        case "projectiles":
            return count(row.value)
        case "intercepted":
            return count(row.value.count)
        case _:
            return figure(names, row.value)
