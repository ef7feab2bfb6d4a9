"""Statements in words: the one place in which a figure, a stance and a speaker are worded.

Plain text, for every output. Pages escape it, feeds and JSON-LD print it as it is, so that all say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from onrecord.record.statement import Casualties, Responsibility, Share, Speaker
from onrecord.record.things import Attackers, Loss, Position, Verification
from onrecord.terms import LOSSES, NATURES, PARTIES, QUALIFIERS, STANCES, THINGS, UNITS, VERIFICATIONS
from onrecord.values.count import NEED_OF, Count, Form, Kind

Name = Callable[[str], str]
"""The name of an actor, a party or a place, by its id."""

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Several phrases in a sentence: "a, b and c"."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def spelled(number: int) -> str:
    """A number of ours in words up to twelve: "six", "13"."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, noun: str, many: str = "s") -> str:
    """A number of ours with its noun: "one speaker", "13 publications"."""
    return f"{spelled(number)} {noun}{'' if number == 1 else many}"


def grouped(text: str) -> str:
    """A count with its thousands parted: "2,500"."""
    return re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", text)


def amount(count: Count) -> str:
    """A count as it stands before a noun: "15", "a large number of"."""
    return grouped(f"{count} of" if count.state in NEED_OF else str(count))


def precedes(count: Count) -> bool:
    """Whether a count can stand before a noun: "none" and "under evaluation" cannot."""
    return count.form is not Form.WORD or count.kind is Kind.SOME


def figure(value: Casualties, place: Name | None = None, party: Name | None = None) -> str:
    """How many, with all that limits it: "allegedly 11 further", "at least 12, among them 5 children".

    The note of the figure is left out; `noted` has it.
    """
    # "2 wounded, wounded" would say it twice: the heading says injured.
    count, natures = value.count, [NATURES[one] for one in value.nature or () if one != "wounds"]
    kinds = listed([term.plural or term.label for term in natures])
    unit = UNITS[value.unit].words(1 if is_one(count) else 2) if value.unit else ""
    noun = " ".join(
        part for part in (unit, f"of {value.described}" if unit and value.described else "") if part
    )
    called = f" {noun or value.described}" if (noun or value.described) and precedes(count) else ""
    if count.kind is Kind.ZERO:
        text = "none"
    elif count.state == "under evaluation":
        label = listed([term.label for term in natures])
        text = f"being evaluated for {label}" if label else "being evaluated"
    elif count.state == "not confirmed":
        text = f"{kinds}: number not confirmed" if kinds else "number not confirmed"
    elif count.state in ("some", "a number") and not called:
        text = f"{kinds}, number not given" if kinds else "number not given"
    else:
        text = (amount(count) if called else grouped(str(count))) if precedes(count) else str(count)
    text = qualified(text, value.qualifier) + called
    if unit and not precedes(count):
        text = f"{text} ({unit})"
    if precedes(count) and (called or count.state not in ("some", "a number")):
        after = kinds if count.kind is Kind.SOME else ", ".join(term.phrase for term in natures)
        text = f"{text}, {after}" if after else text
    if value.of_which:
        shares = [one for one in value.of_which if one.count.state != HALF]
        halves = [one for one in value.of_which if one.count.state == HALF]
        text = f"{text}, among them {listed([share(one, party) for one in shares])}" if shares else text
        text = ", ".join([text, *(share(one, party) for one in halves)])
    return f"{text}, at {place(value.where)}" if value.where and place else text


#: The count word that itself says that it is a part.
HALF = "half of them"


def is_one(count: Count) -> bool:
    """Whether a noun behind a count is in the singular: "1 soldier"."""
    return str(count) == "1"


def qualified(text: str, qualifiers: Iterable[str] | None) -> str:
    """A count with what limits it: "allegedly 11 further"."""
    given = frozenset(qualifiers or ())
    for one in QUALIFIERS:
        if one.id in given:
            text = one.phrase.format(text)
    return text


def _of_things(count: Count, one: str, many: str, qualifiers: Iterable[str] | None = None) -> str:
    """A count with its noun: "about 40 attackers", "vehicles, number not given", "no vehicles"."""
    if count.kind is Kind.ZERO or str(count) == "0":
        return f"no {many}"
    if count.state in ("some", "a number"):
        return qualified(f"{many}, number not given", qualifiers)
    if not precedes(count):
        state = {"under evaluation": "being evaluated", "not confirmed": "number not confirmed"}
        return f"{many}: {state.get(count.state, count.state)}"
    return f"{qualified(amount(count), qualifiers)} {one if is_one(count) else many}"


def attackers(value: Attackers) -> str:
    """How many attacked: "about 40 attackers", "several gunmen on motorcycles"."""
    called = value.described
    return noted(_of_things(value.count, called or "attacker", called or "attackers"), value.note)


def loss(value: Loss, place: Name | None = None) -> str:
    """What was damaged or lost: "about 24 vehicles burnt", "houses destroyed, number not given"."""
    thing, state = THINGS[value.what], LOSSES[value.state].label
    one, many = (f"{value.described or thing.words(number)} {state}" for number in (1, 2))
    text = _of_things(value.count, one, many, value.qualifier)
    return f"{text}, at {place(value.where)}" if value.where and place else text


def position(value: Position, place: Name) -> str:
    """Where it lay: "15 nautical miles (28 kilometres, converted by us) south-west of Mokha"."""
    ours = value.distance.converted()
    aside = f" ({ours}, converted by us)" if ours else ""
    way = f"{value.direction} of" if value.direction else "from"
    return noted(f"{grouped(str(value.distance))}{aside} {way} {place(value.of)}", value.note)


def verification(value: Verification, statements: str = "") -> str:
    """What could be confirmed: "could not independently confirm the toll"; ``statements`` is whose it is."""
    whose = value.what or (f"what {statements} said" if statements else "the accounts of others")
    return noted(f"{VERIFICATIONS[value.result].label} {unstopped(whose)}", value.note)


def share(value: Share, party: Name | None = None) -> str:
    """A part of a figure: "5 children", "1 child", "3 of US forces"."""
    number = amount(value.count) if precedes(value.count) else f"{value.count}:"
    if value.count.state == HALF and len(value.who) == 1 and value.who[0] in ("unspecified", "mixed"):
        return HALF
    terms = [PARTIES.get(one) for one in value.who]
    if all(terms):
        who = listed([term.words(1 if is_one(value.count) else 2) for term in terms if term])
        return f"{number} {who}"
    return f"{number} of {listed([party(one) if party else one for one in value.who])}"


def unstopped(text: str) -> str:
    """The phrase without its own full stop, to stand inside a sentence; an ellipsis stays: "and so on..."."""
    return text[:-1] if text.endswith(".") and not text.endswith(("..", " .")) else text


def noted(text: str, note: str | None) -> str:
    """A phrase with what its speaker adds, in brackets: "most (others hit the base)"."""
    return f"{text} ({unstopped(note)})" if note else text


def stance(value: Responsibility, name: Name) -> str:
    """What is said of responsibility, without the speaker.

    "denied that Iran was responsible", "suspected Kataib Hezbollah; no final assessment has been made".
    """
    whom = _whom(value, name)
    match value.stance:
        case "claims":
            text = f"said that {whom} did it" if whom else "claimed responsibility"
        case "denies":
            text = f"denied {denied(value, name) or 'responsibility'}"
        case "unclaimed":
            text = "said that nobody had claimed it"
        case "declines":
            text = "declined to say who did it"
        case "blames" | "suspects":
            text = f"{STANCES[value.stance].verb} {whom}".rstrip()
        case _:
            text = STANCES[value.stance].verb
    return with_reserve(text, value)


def denied(value: Responsibility, name: Name) -> str:
    """What a denial denies: "that Iran was responsible"; empty for the speaker's own part."""
    whom = _whom(value, name)
    were = "were" if len(value.actors or ()) > 1 else "was"
    return f"that {whom} {were} responsible" if value.stance == "denies" and whom else ""


def _whom(value: Responsibility, name: Name) -> str:
    about = listed([name(one) for one in value.actors or ()])
    return ", ".join(part for part in (about, unstopped(value.described or "")) if part)


def with_reserve(text: str, value: Responsibility) -> str:
    """A phrase with the speaker's reservation and evidence: "…; named no group"."""
    return "; ".join([text, *(unstopped(part) for part in (value.hedge, value.evidence) if part)])


def unnamed(by: Speaker, *, full: bool = False) -> str:
    """Somebody whom the source does not name: "a US official, not named".

    In ``full`` with the anonymity that the source states: "a US official, on condition of anonymity, no
    reason stated".
    """
    if not full or not by.anonymous:
        return f"{by.role}, not named"
    reason = "no reason stated" if by.anonymous == "reason not stated" else unstopped(by.anonymous)
    return f"{by.role}, on condition of anonymity, {reason}"


def standing(publications: int, speakers: int, sides: int, reports: int = 0) -> str:
    """What stands behind statements: "six speakers from four sides, in three publications".

    Publications that speak in their own words are ``reports`` and no side: "one speaker and a report in its
    own words, in two publications".
    """
    of = f" from {counted(sides, 'side')}" if speakers > 1 else ""
    own = "a report in its own words" if reports == 1 else f"{spelled(reports)} reports in their own words"
    who = [f"{counted(speakers, 'speaker')}{of}"] if speakers else []
    return f"{listed([*who, own] if reports else who)}, in {counted(publications, 'publication')}"


def once(parts: Iterable[str]) -> list[str]:
    """Each phrase once, in their order."""
    return list(dict.fromkeys(parts))
