"""Counts of people and of things in words: "allegedly 11 further", "at least 12, among them 5 children"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.language import decimal, gettext
from onrecord.language import gettext as _
from onrecord.phrases.lists import listed, spelled_many, unstopped
from onrecord.phrases.names import Names, aside
from onrecord.phrases.spans import NOTHING, Number, Phrase, filled, joined, phrase, say, say_many
from onrecord.record.statement import Casualties, Share, Statement
from onrecord.terms import NATURES, PARTIES, QUALIFIERS, UNITS, WEAPONS, Nature
from onrecord.values.count import NEED_OF, Count, Form, Kind

#: Words that say that there were some, and give no number.
_SOME = ("some", "a number")
#: The count word that itself says that it is a part.
HALF = "half of them"


def count(value: Count) -> Phrase:
    """A count with its thousands parted: "at least 2,500"."""
    return phrase(Number(value, count_words(value)))


def count_words(value: Count) -> str:
    """A count as readers of the language have it: "at least 2,500", "34 to 45, best 39", "dozens"."""
    match value.form:
        case Form.WORD:
            return gettext(value.word)
        case Form.EXACT:
            return decimal(value.bounds[0])
        case Form.RANGE:
            low, high, best = (decimal(part or 0) for part in (value.low, value.high, value.best))
            text = _("{low} to {high}, best {best}") if value.best is not None else _("{low} to {high}")
            return text.format(low=low, high=high, best=best)
        case form:
            bound = value.high if value.low is None else value.low
            message = f"{form} {{number}}"
            return gettext(message).format(number=decimal(bound or 0))


def grouped(text: str) -> str:
    """A count's text with its thousands parted: "2,500"."""
    return re.sub(r"\d{4,}", lambda digits: f"{int(digits[0]):,}", text)


def amount(value: Count) -> Phrase:
    """A count as it stands before a noun: "15", "a large number of"."""
    before_noun = f"{value.state} of"
    return phrase(Number(value, gettext(before_noun) if value.state in NEED_OF else count_words(value)))


def plural_of(value: Count) -> int:
    """The number by which what is counted has its plural form: 1 for "1", 2 or more for all others."""
    number = next((part for part in (value.best, value.high, value.low) if part is not None), 2)
    return number if value.form is Form.EXACT else max(number, 2)


def precedes(value: Count) -> bool:
    """Whether a count can stand before a noun: "none" and "under evaluation" cannot."""
    return value.form is not Form.WORD or value.kind is Kind.SOME


def figure(names: Names, value: Casualties) -> Phrase:
    """How many, with all that limits it, without its note: "some minor injuries", "3, at Tower 22"."""
    # "2 wounded, wounded" would say it twice: the heading says injured.
    natures = [NATURES[nature] for nature in value.nature or () if nature != "wounds"]
    unit = UNITS[value.unit].words(plural_of(value.count)) if value.unit else ""
    called = _people(value, unit) if precedes(value.count) else NOTHING
    text = qualified(_counted(value.count, natures, called), value.qualifier)
    if called:
        text = say("{count} {people}", count=text, people=called)
    elif unit:
        text = aside(text, unit)
    if natures and precedes(value.count) and (called or value.count.state not in _SOME):
        some = value.count.kind is Kind.SOME
        text = joined([text, _kinds(natures) if some else joined(nature.phrase for nature in natures)])
    if value.of_which:
        parts = listed(share(names, part) for part in value.of_which if part.count.state != HALF)
        text = say("{figure}, among them {parts}", figure=text, parts=parts) if parts else text
        text = joined([text, *(share(names, part) for part in value.of_which if part.count.state == HALF)])
    return say("{figure}, at {place}", figure=text, place=names.place(value.where)) if value.where else text


def _people(value: Casualties, unit: str) -> Phrase:
    """What is counted, in the speaker's words or by its unit: "villagers", "households of farmers"."""
    if unit and value.described:
        return say("{unit} of {people}", unit=unit, people=value.described)
    return phrase(unit or value.described or "")


def qualified(text: Phrase, qualifiers: Iterable[str] | None) -> Phrase:
    """A count with what limits it: "allegedly 11 further"."""
    given = frozenset(qualifiers or ())
    for qualifier in QUALIFIERS:
        if qualifier.id in given:
            text = filled(qualifier.phrase, {"count": text})
    return text


def _counted(value: Count, natures: list[Nature], called: Phrase) -> Phrase:
    """The count itself, as it stands before what the people are called."""
    if value.kind is Kind.ZERO:
        return phrase(Number(value, _("none")))
    if value.state == "under evaluation":
        kinds = listed(nature.label for nature in natures)
        return say("being evaluated for {harm}", harm=kinds) if kinds else say("being evaluated")
    if value.state == "not confirmed":
        kinds = _kinds(natures)
        return say("{harm}: number not confirmed", harm=kinds) if kinds else say("number not confirmed")
    if value.state in _SOME and not called:
        kinds = _kinds(natures)
        return say("{harm}, number not given", harm=kinds) if kinds else say("number not given")
    return amount(value) if called else count(value)


def _kinds(natures: list[Nature]) -> Phrase:
    return listed(nature.plural or nature.label for nature in natures)


def noted(names: Names, value: Casualties) -> Phrase:
    """A figure with what its speaker adds, in brackets: "most (others hit the base)"."""
    return aside(figure(names, value), unstopped(value.note or ""))


def share(names: Names, value: Share) -> Phrase:
    """A part of a figure: "5 children", "1 child", "3 of US forces"."""
    number = amount(value.count) if precedes(value.count) else count(value.count) + ":"
    terms = [PARTIES.get(party) for party in value.who]
    if value.count.state == HALF and not {"unspecified", "mixed"}.isdisjoint(value.who):
        return count(value.count)
    if all(terms):
        people = listed(term.words(plural_of(value.count)) for term in terms if term)
        return say("{count} {people}", count=number, people=people)
    return say("{count} of {people}", count=number, people=names.actors(value.who))


def weapons(names: Names, statement: Statement) -> Phrase:
    """What was used, with the number where the same statement gives it: "a large number of rockets".

    Without a number it stays open whether there was one or several, so the kind alone is named.
    """
    terms = [WEAPONS[weapon] for weapon in statement.weapons or ()]
    number = statement.projectiles
    if number is None or not precedes(number):
        return listed(names.weapon(term.id) for term in terms) or say("projectiles")
    form = plural_of(number)
    labels = listed(names.weapon(term.id, term.words(form)) for term in terms)
    if len(terms) > 1 and number.form is not Form.WORD:
        return say("{count} in all: {weapons}", count=amount(number), weapons=labels)
    kinds = labels or say_many("projectile", "projectiles", form)
    return say("{count} {weapons}", count=amount(number), weapons=kinds)


def standing(publications: int, speakers: int, sides: int, reports: int = 0) -> Phrase:
    """What stands behind statements: "six speakers from four sides, in three publications".

    Publications that speak in their own words are ``reports`` and no side: "one speaker and a report in its
    own words, in two publications".
    """
    who = []
    if speakers:
        spoken = spelled_many("{number} speaker", "{number} speakers", speakers)
        if speakers > 1:
            behind = spelled_many("{number} side", "{number} sides", sides)
            spoken = say("{speakers} from {sides}", speakers=spoken, sides=behind)
        who.append(spoken)
    if reports:
        who.append(spelled_many("a report in its own words", "{number} reports in their own words", reports))
    read = spelled_many("{number} publication", "{number} publications", publications)
    return say("{speakers}, in {publications}", speakers=listed(who) or NOTHING, publications=read)
