"""How somebody was harmed: the nature of harm, what limits a figure, and Airwars' grades."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message
from onrecord.terms.model import Term, Vocabulary


@dataclass(frozen=True, kw_only=True)
class Nature(Term):
    """What somebody suffered, or what became of them.

    `phrase` follows a count of people and fits every number: "3 with minor injuries", "some back on duty".
    `label` and `plural` name the harm itself: "under evaluation for traumatic brain injury".
    """

    phrase: Message = Message()


@dataclass(frozen=True, kw_only=True)
class Qualifier(Term):
    """What limits a figure. `phrase` holds the count at ``{count}``: "allegedly 11", "11 further"."""

    phrase: Message = Message()


def _severity(id: str, label: str, plural: str, phrase: str, definition: str) -> Nature:
    return Nature(id, label, definition, plural, group="How bad", phrase=phrase)


def _kind(id: str, label: str, plural: str, phrase: str, definition: str) -> Nature:
    return Nature(id, label, definition, plural, group="What it was", phrase=phrase)


def _after(id: str, label: str, phrase: str, definition: str) -> Nature:
    return Nature(id, label, definition, group="What became of them", phrase=phrase)


NATURES: Vocabulary[Nature] = Vocabulary(
    name="natures",
    title="Nature of harm",
    introduction=(
        "What a speaker says about the injuries or the deaths, in the speaker's own degree. A fact may have "
        "several. An injury that is only being examined has the count “under evaluation”, and the nature "
        "says for what."
    ),
    standard="",
    terms=(
        _severity(
            "minor",
            "minor injury",
            "minor injuries",
            "with minor injuries",
            "The speaker calls the injuries minor or light.",
        ),
        _severity(
            "not-serious",
            "injury that is not serious",
            "injuries that are not serious",
            "with injuries that are not serious",
            "The speaker says only that they are not serious.",
        ),
        _severity(
            "serious",
            "serious injury",
            "serious injuries",
            "with serious injuries",
            "The speaker calls the injuries serious, severe or grave.",
        ),
        _severity(
            "critical",
            "critical injury",
            "critical injuries",
            "in critical condition",
            "The speaker says that lives are in danger.",
        ),
        _kind("wounds", "wound", "wounds", "wounded", "The speaker says wounded and nothing more exact."),
        _kind(
            "cuts", "cut or bruise", "cuts and bruises", "with cuts and bruises", "Cuts, bruises, scrapes."
        ),
        _kind(
            "fragments",
            "fragment wound",
            "fragment wounds",
            "wounded by fragments",
            "Wounds from shrapnel, debris or glass.",
        ),
        _kind("gunshot", "gunshot wound", "gunshot wounds", "with gunshot wounds", "Wounds from a bullet."),
        _kind(
            "blast",
            "blast injury",
            "blast injuries",
            "with blast injuries",
            "Harm by the pressure of an explosion.",
        ),
        _kind("burns", "burn", "burns", "with burns", "Harm by heat, flame or a caustic substance."),
        _kind(
            "crush",
            "crush injury",
            "crush injuries",
            "with crush injuries",
            "Harm by something that fell or collapsed.",
        ),
        _kind(
            "traumatic-brain-injury",
            "traumatic brain injury",
            "traumatic brain injuries",
            "with traumatic brain injury",
            "A brain injury by a blow or a blast, of any degree.",
        ),
        _kind("concussion", "concussion", "concussions", "with concussion", "The speaker says concussion."),
        _kind(
            "possible-concussion",
            "possible concussion",
            "possible concussions",
            "with possible concussion",
            "The speaker says that it may be concussion.",
        ),
        _kind(
            "smoke-inhalation",
            "smoke inhalation",
            "",
            "with smoke inhalation",
            "Harm by breathing smoke or fumes.",
        ),
        _kind(
            "chemical-exposure",
            "exposure to a chemical",
            "exposures to a chemical",
            "exposed to a chemical",
            "Harm by a poisonous substance.",
        ),
        _kind(
            "cardiac-incident",
            "cardiac incident",
            "cardiac incidents",
            "after a cardiac incident",
            "Heart failure that the speaker puts beside the attack or the alarm.",
        ),
        _kind(
            "psychological",
            "psychological harm",
            "",
            "with psychological harm",
            "Shock or another harm without a wound.",
        ),
        _after("returned-to-duty", "return to duty", "back on duty", "They went back to their work."),
        _after("hospitalised", "stay in hospital", "in hospital", "They were taken to a hospital."),
        _after("evacuated", "evacuation", "evacuated", "They were taken away for treatment elsewhere."),
        _after(
            "died-of-wounds",
            "death from wounds",
            "who died later of wounds",
            "They lived through the event and died of it later.",
        ),
    ),
)

QUALIFIERS: Vocabulary[Qualifier] = Vocabulary(
    name="qualifiers",
    title="Qualifiers of a figure",
    introduction=(
        "What a speaker says of a figure itself. It goes wherever the figure goes: on pages, in lists, feeds "
        "and tables."
    ),
    standard="",
    terms=(
        Qualifier(
            "allegedly",
            "allegedly",
            "The speaker passes the figure on and does not vouch for it.",
            phrase="allegedly {count}",
        ),
        Qualifier(
            "further",
            "further",
            "The speaker counts these besides those whom other figures cover: neither a rival nor a later "
            "value of them.",
            phrase="{count} further",
        ),
        Qualifier(
            "estimated",
            "estimated",
            "The speaker calls the figure an estimate.",
            phrase="an estimated {count}",
        ),
    ),
)

CIVILIAN_HARM_GRADES: Vocabulary[Term] = Vocabulary(
    name="civilian-harm-grades",
    title="Grades of civilian harm",
    introduction=(
        "Airwars' grades for a report of harm to civilians. They are Airwars' judgement and are defined for "
        "civilians only; we print one where Airwars gave it, as its statement."
    ),
    standard="Airwars",
    terms=(
        Term(
            "confirmed",
            "confirmed",
            "The party held to be the cause has accepted it.",
            codes={"Airwars grade": "Confirmed"},
        ),
        Term(
            "fair",
            "fair",
            "Two or more credible sources report it, and a party was at work there.",
            codes={"Airwars grade": "Fair"},
        ),
        Term("weak", "weak", "One source reports it.", codes={"Airwars grade": "Weak"}),
        Term(
            "contested",
            "contested",
            "Sources report it and name different causes.",
            codes={"Airwars grade": "Contested"},
        ),
        Term(
            "discounted",
            "discounted",
            "Later evidence shows that no civilian was harmed, or in another way.",
            codes={"Airwars grade": "Discounted"},
        ),
    ),
)
