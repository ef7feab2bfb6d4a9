"""The flash: one incident in at most 120 words, made of its statements."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.links import place_name
from onrecord.markdown.words import time_words
from onrecord.phrases import unstopped
from onrecord.short.common import CHANGES, NOT_REPORTED, Voices, cutoff, day, plain, sentence, standing
from onrecord.terms import EVENTS
from onrecord.terms.facts import FACTS, People, people

MOST_WORDS = 120
MORE = "More in the briefing."


@dataclass(frozen=True, slots=True)
class _Part:
    """A phrase in its forms, the fullest first. Each form has every side or none."""

    forms: tuple[str, ...]


def _steps() -> tuple[tuple[str, int], ...]:
    """What gives way, the least important first: the part, and the form that it then has."""
    figures = [fact.id for fact in people()]
    return (
        *(("cutoff", 1), ("fired from", 1), ("time", 1), ("responsibility", 1)),
        *((fact, 1) for fact in (*figures, "attackers", "losses", "verification")),
        *(("weapons", 1), ("weapons", 2), ("not reported", 1), ("sources", 1)),
        *((fact, 2) for fact in ("losses", "verification", "attackers", *reversed(figures))),
        *(("responsibility", 2), ("where", 1)),
    )


def flash(library: Library, incident: Incident) -> str:
    """The flash of an incident: place and date, what and by whose account, casualties, who claims and denies.

    Where it would have more than `MOST_WORDS`, whole phrases go in a fixed order and it says that there is
    more. Rival accounts go together: a claim is never left without its denial.
    """
    memo: dict[str, tuple[Incident, str]] = library.memo.setdefault("flash", {})
    known = memo.get(incident.id)
    if known is None or known[0] is not incident:
        known = memo[incident.id] = (incident, _flash(library, incident))
    return known[1]


def _flash(library: Library, incident: Incident) -> str:
    parts = _parts(library, account(library, incident))
    chosen = dict.fromkeys(parts, 0)
    text = _text(parts, chosen, shortened=False)
    for name, form in _steps():
        if count_words(text) <= MOST_WORDS:
            break
        if parts[name].forms[form] != parts[name].forms[chosen[name]]:
            chosen[name] = form
            text = _text(parts, chosen, shortened=True)
    return text


def count_words(text: str) -> int:
    """How many words a text has: what blanks part."""
    return len(text.split())


def _text(parts: dict[str, _Part], chosen: dict[str, int], *, shortened: bool) -> str:
    found = [parts[name].forms[form] for name, form in chosen.items()]
    return " ".join(one for one in (*found, CHANGES, MORE if shortened else "") if one)


def _parts(library: Library, found: Account) -> dict[str, _Part]:
    full, brief = Voices(library, found), Voices(library, found, brief=True)
    record = found.incident.record
    event = EVENTS[record.event].label
    places = [one for one in (record.place, *(record.other_places or ())) if one]
    where = plain(words.both([place_name(library, one) for one in places])) or f"Place {NOT_REPORTED}"
    parts = {
        "where": _Part((sentence(f"{where}, {day(found)}"), sentence(day(found)))),
        "event": _Part((f"Filed as {event}.",)),
        "weapons": _Part((sentence(full.weapons()), sentence(brief.weapons()), "")),
        "fired from": _Part((_fired(full), "")),
        "time": _Part((_timed(full), "")),
    }
    parts["attackers"] = _Part((_thing(full, "attackers"), _thing(brief, "attackers"), ""))
    for fact in people():
        parts[fact.id] = _Part((_tolls(full, fact), _tolls(brief, fact), _counted(found, fact)))
    for name in ("losses", "verification"):
        parts[name] = _Part((_thing(full, name), _thing(brief, name), ""))
    parts["not reported"] = _Part((_silence(found, NOT_REPORTED), _silence(found, "not reported")))
    parts["responsibility"] = _Part((_responsibility(full), _responsibility(brief), _stances(found)))
    parts["sources"] = _Part((standing(found), standing(found, brief=True)))
    parts["cutoff"] = _Part((cutoff(found), ""))
    return parts


def _fired(voices: Voices) -> str:
    said = voices.said(voices.account.of("launched_from"), lambda row: unstopped(str(row.value)))
    return sentence(f"Fired from: {said}") if said else ""


def _timed(voices: Voices) -> str:
    library, found = voices.library, voices.account
    said = voices.said(found.of("time"), lambda row: plain(time_words(library, found, row)))
    return sentence(f"Time: {said}") if said else ""


def _tolls(voices: Voices, fact: People) -> str:
    """Every party's figures with their owners, one of each house first; nothing is added up."""

    def figure(row: Row) -> str:
        return plain(words.casualty(row.value, voices.library, brief=True))

    return " ".join(
        sentence(
            f"{fact.title}, {plain(words.names(voices.library, toll.parties))}: "
            + voices.said(toll.spread, figure)
        )
        for toll in voices.account.toll(fact.id)
    )


def _thing(voices: Voices, fact: str) -> str:
    """How many attacked, what was lost, or what could be confirmed, with owners."""
    library, found = voices.library, voices.account
    if fact == "verification":
        return " ".join(sentence(voices.confirmed(row)) for row in found.of(fact))
    said = voices.said(found.of(fact), lambda row: plain(words.thing(row.value, library)))
    return sentence(f"{FACTS[fact].title}: {said}") if said else ""


def _counted(found: Account, fact: People) -> str:
    """That there are figures, where there is no room for all of them: then for none."""
    number = sum(len(toll.spread) for toll in found.toll(fact.id))
    return f"{fact.title}: {words.plural(number, 'account')}, in the briefing." if number else ""


def _silence(found: Account, words_for_it: str) -> str:
    silent = [fact.silence for fact in people() if fact.silence and not found.reported(fact.id)]
    return sentence(f"{' and '.join(silent)}: {words_for_it}") if silent else ""


def _responsibility(voices: Voices) -> str:
    claims, denials = voices.claims(), voices.denials()
    nobody = "" if voices.account.stance("unclaimed", "may-claim") else f"Claims: {NOT_REPORTED}"
    parts = (
        f"Claimed by {claims}" if claims else nobody,
        voices.accusations(),
        f"Denied by {denials}" if denials else "",
        voices.silences(),
    )
    return " ".join(sentence(part) for part in parts if part)


def _stances(found: Account) -> str:
    """How many claims, accusations and denials there are: all sides or none have room."""
    numbers = (
        (len(found.stance("claims")), "claim"),
        (len(found.stance("blames", "suspects")), "accusation"),
        (len(found.stance("denies")), "denial"),
        (len(found.stance("declines", "unclaimed", "may-claim", "accident")), "other statement"),
    )
    given = [words.plural(number, noun) for number, noun in numbers if number]
    counted = plain(words.both(given)) if given else NOT_REPORTED
    return f"Responsibility: {counted}{', in the briefing' if given else ''}."
