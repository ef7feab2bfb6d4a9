"""Who says who did it: a claim is a claim, an accusation has an accuser, and neither is a finding of ours."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message
from onrecord.terms.model import Term, Vocabulary

CLAIMED = "GTD claimed"
UNCERTAIN = "GTD guncertain"
COMPETING = "GTD compclaim"


@dataclass(frozen=True, kw_only=True)
class Stance(Term):
    """What a speaker says about responsibility.

    `verb` is the past tense that follows the speaker's name, and the only verb that may print for this
    stance. `names_actors` is whether the stance may name whom it is about: actors, or a description of them.
    """

    verb: Message = Message()
    names_actors: bool


STANCES: Vocabulary[Stance] = Vocabulary(
    name="stances",
    title="Responsibility",
    introduction=(
        "What somebody says about who did it. The verb printed is the one listed here: a claim prints as "
        "“claimed”, whoever makes it, and never as “carried out”. Nobody's silence is a stance; it is "
        "derived and says so."
    ),
    standard="GTD",
    terms=(
        Stance(
            "claims",
            "claim of responsibility",
            "The speaker says that they, or those they speak for, did it.",
            "claims of responsibility",
            codes={CLAIMED: "1", UNCERTAIN: "0"},
            verb="claimed",
            names_actors=True,
        ),
        Stance(
            "may-claim",
            "claim that may mean this incident",
            "The speaker claims an act that may be this one, and names neither it nor its place as others "
            "do. The reservation says what is named.",
            "claims that may mean this incident",
            verb="claimed an act that may be this one",
            names_actors=False,
        ),
        Stance(
            "denies",
            "denial",
            "The speaker says that they, or those they speak for, did not do it or had no part in it.",
            "denials",
            verb="denied",
            names_actors=True,
        ),
        Stance(
            "declines",
            "refusal to say",
            "The speaker was asked who did it and would not say.",
            "refusals to say",
            verb="declined to say",
            names_actors=False,
        ),
        Stance(
            "unclaimed",
            "report of no claim",
            "The speaker says that nobody had claimed it by then.",
            "reports of no claim",
            codes={CLAIMED: "0"},
            verb="reported no claim",
            names_actors=False,
        ),
        Stance(
            "accident",
            "report of an accident",
            "The speaker says that nobody did it on purpose: an accident, a fault, nature.",
            "reports of an accident",
            verb="said that it was an accident",
            names_actors=False,
        ),
        Stance(
            "blames",
            "accusation",
            "The speaker says that somebody else did it or answers for it.",
            "accusations",
            codes={UNCERTAIN: "1"},
            verb="blamed",
            names_actors=True,
        ),
        Stance(
            "suspects",
            "suspicion",
            "The speaker says that somebody else may have done it, and keeps the question open.",
            "suspicions",
            codes={UNCERTAIN: "1"},
            verb="suspected",
            names_actors=True,
        ),
    ),
)

CLAIM_STATES: Vocabulary[Term] = Vocabulary(
    name="claim-states",
    title="Claims about an incident",
    introduction=(
        "Derived from all statements about an incident: whether anybody claimed it, and whether the claims "
        "compete."
    ),
    standard="GTD",
    terms=(
        Term("claimed", "claimed", "One house claimed responsibility.", codes={CLAIMED: "1", COMPETING: "0"}),
        Term(
            "competing-claims",
            "claimed by more than one",
            "Two or more houses claimed responsibility, each for itself.",
            codes={CLAIMED: "1", COMPETING: "1"},
        ),
        Term(
            "unclaimed",
            "reported as unclaimed",
            "A source says that nobody claimed it.",
            codes={CLAIMED: "0"},
        ),
        Term(
            "not-reported",
            "no claim in the sources cited",
            "No source speaks of a claim, either way.",
            codes={CLAIMED: "-9"},
        ),
    ),
)
