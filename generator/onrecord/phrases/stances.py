"""What somebody says of responsibility: "denied that Iran was responsible"."""

from __future__ import annotations

from onrecord.phrases.lists import listed, unstopped
from onrecord.phrases.names import Names
from onrecord.phrases.spans import NOTHING, Phrase, Sayable, joined, phrase, say, say_many
from onrecord.record.statement import Responsibility
from onrecord.terms import STANCES


def stance(names: Names, value: Responsibility, *, bare: bool = False) -> Phrase:
    """What is said of responsibility, without the speaker, with reservation and evidence unless ``bare``.

    "denied that Iran was responsible", "suspected Kataib Hezbollah; no final assessment has been made".
    """
    whom = accused(names, value)
    verb = phrase(STANCES[value.stance].verb)
    match value.stance:
        case "claims":
            text = say("said that {whom} did it", whom=whom) if whom else say("claimed responsibility")
        case "denies":
            text = say("denied {what}", what=denied(names, value) or say("responsibility"))
        case "unclaimed":
            text = say("said that nobody had claimed it")
        case "declines":
            text = say("declined to say who did it")
        case "blames" if whom:
            text = say("blamed {whom}", whom=whom)
        case "suspects" if whom:
            text = say("suspected {whom}", whom=whom)
        case _:
            text = verb
    return text if bare else with_reserve(text, value)


def denied(names: Names, value: Responsibility) -> Phrase:
    """What a denial denies: "that Iran was responsible"; empty for the speaker's own part."""
    whom = accused(names, value)
    if value.stance != "denies" or not whom:
        return NOTHING
    number = max(len(value.actors or ()), 1)
    return say_many("that {whom} was responsible", "that {whom} were responsible", number, whom=whom)


def accused(names: Names, value: Responsibility) -> Phrase:
    """Whom a stance is about: actors, and how the speaker describes them."""
    return joined(
        [listed(names.short(actor) for actor in value.actors or ()), unstopped(value.described or "")]
    )


def with_reserve(text: Sayable, value: Responsibility) -> Phrase:
    """A phrase with the speaker's reservation and evidence: "…; named no group"."""
    return joined([text, *(unstopped(part) for part in (value.hedge, value.evidence) if part)], "; ")
