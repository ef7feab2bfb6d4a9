"""The flash: one incident in at most 120 words, made of its statements."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord import phrases
from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.library.memory import remembered
from onrecord.phrases import NOTHING, Names, Phrase, listed, plain, say, say_many, sentence
from onrecord.short.common import CHANGES, Voices, cutoff, day, standing
from onrecord.terms import EVENTS
from onrecord.terms.facts import FACTS, People, people

MOST_WORDS = 120
MORE = N_("More in the briefing.")


@dataclass(frozen=True, slots=True)
class _Part:
    """A phrase in its forms, the fullest first. Each form has every side or none."""

    forms: tuple[Phrase, ...]


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


@remembered
def flash(library: Library, incident: Incident) -> str:
    """The flash of an incident: place and date, what and by whose account, casualties, who claims and denies.

    Where it would have more than `MOST_WORDS`, whole phrases go in a fixed order and it says that there is
    more. Rival accounts go together: a claim is never left without its denial.
    """
    return _flash(Names(library), incident)


def _flash(names: Names, incident: Incident) -> str:
    parts = _parts(names, account(names.library, incident))
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
    sentences = [plain(parts[name].forms[form]) for name, form in chosen.items()]
    return " ".join(filter(None, (*sentences, _(CHANGES), _(MORE) if shortened else "")))


def _parts(names: Names, found: Account) -> dict[str, _Part]:
    full, brief = Voices(names, found), Voices(names, found, brief=True)
    record = found.incident.record
    places = [place for place in (record.place, *(record.other_places or ())) if place]
    where = listed(map(names.place_and_country, places)) or say("Place not reported in the sources cited")
    parts = {
        "where": _Part((sentence(say("{place}, {day}", place=where, day=day(found))), sentence(day(found)))),
        "event": _Part((say("Filed as {event}.", event=EVENTS[record.event].label),)),
        "weapons": _Part((sentence(full.weapons()), sentence(brief.weapons()), NOTHING)),
        "fired from": _Part((_fired(full), NOTHING)),
        "time": _Part((_timed(full), NOTHING)),
    }
    parts["attackers"] = _Part((_thing(full, "attackers"), _thing(brief, "attackers"), NOTHING))
    for fact in people():
        parts[fact.id] = _Part((_tolls(full, fact), _tolls(brief, fact), _counted(found, fact)))
    for name in ("losses", "verification"):
        parts[name] = _Part((_thing(full, name), _thing(brief, name), NOTHING))
    parts["not reported"] = _Part((_silence(found), _silence(found, brief=True)))
    parts["responsibility"] = _Part((_responsibility(full), _responsibility(brief), _stances(found)))
    parts["sources"] = _Part((standing(found), standing(found, brief=True)))
    parts["cutoff"] = _Part((cutoff(found), NOTHING))
    return parts


def _fired(voices: Voices) -> Phrase:
    rows = voices.account.of("launched_from")
    said = voices.said(rows, lambda row: phrases.phrase(phrases.unstopped(row.value)))
    return sentence(say("Fired from: {places}", places=said)) if said else NOTHING


def _timed(voices: Voices) -> Phrase:
    rows = voices.account.of("time")
    said = voices.said(rows, lambda row: phrases.time_of_day(voices.names, voices.account, row))
    return sentence(say("Time: {times}", times=said)) if said else NOTHING


def _tolls(voices: Voices, fact: People) -> Phrase:
    """Every party's figures with their owners, one of each house first; nothing is added up."""

    def figure(row: Row) -> Phrase:
        return phrases.figure(voices.names, row.value)

    return phrases.joined(
        [
            sentence(
                say(
                    "{fact}, {people}: {figures}",
                    fact=fact.title,
                    people=voices.names.actors(toll.parties),
                    figures=voices.said(toll.spread, figure),
                )
            )
            for toll in voices.account.toll(fact.id)
        ],
        " ",
    )


def _thing(voices: Voices, fact: str) -> Phrase:
    """How many attacked, what was lost, or what could be confirmed, with owners."""
    rows = voices.account.of(fact)
    if fact == "verification":
        return phrases.joined([sentence(voices.confirmed(row)) for row in rows], " ")
    said = voices.said(rows, lambda row: phrases.thing(voices.names, row.value))
    return sentence(say("{fact}: {what}", fact=FACTS[fact].title, what=said)) if said else NOTHING


def _counted(found: Account, fact: People) -> Phrase:
    """That there are figures, where there is no room for all of them: then for none."""
    number = sum(len(toll.spread) for toll in found.toll(fact.id))
    if not number:
        return NOTHING
    accounts = say_many("{number} account", "{number} accounts", number)
    return say("{fact}: {accounts}, in the briefing.", fact=fact.title, accounts=accounts)


def _silence(found: Account, *, brief: bool = False) -> Phrase:
    silent = [fact.silence for fact in people() if fact.silence and not found.reported(fact.id)]
    if not silent:
        return NOTHING
    if brief:
        return sentence(say("{facts}: not reported", facts=listed(silent)))
    return sentence(say("{facts}: not reported in the sources cited", facts=listed(silent)))


def _responsibility(voices: Voices) -> Phrase:
    claims, denials = voices.claims(), voices.denials()
    claimed = say("Claimed by {claimants}", claimants=claims) if claims else NOTHING
    if not claims and not voices.account.stance("unclaimed", "may-claim"):
        claimed = say("Claims: not reported in the sources cited")
    parts = (
        claimed,
        voices.accusations(),
        say("Denied by {speakers}", speakers=denials) if denials else NOTHING,
        voices.silences(),
    )
    return phrases.joined(map(sentence, parts), " ")


def _stances(found: Account) -> Phrase:
    """How many claims, accusations and denials there are: all sides or none have room."""
    claims, denials = len(found.stance("claims")), len(found.stance("denies"))
    accusations = len(found.stance("blames", "suspects"))
    others = len(found.stance("declines", "unclaimed", "may-claim", "accident"))
    given = [
        say_many("{number} claim", "{number} claims", claims) if claims else NOTHING,
        say_many("{number} accusation", "{number} accusations", accusations) if accusations else NOTHING,
        say_many("{number} denial", "{number} denials", denials) if denials else NOTHING,
        say_many("{number} other statement", "{number} other statements", others) if others else NOTHING,
    ]
    if any(given):
        return say("Responsibility: {statements}, in the briefing.", statements=listed(given))
    return say("Responsibility: not reported in the sources cited.")
