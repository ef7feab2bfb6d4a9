"""What speaks for or against a source: its interest, the Admiralty scale, and how far others bear it out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message
from onrecord.terms.model import Term, Vocabulary

RELIABILITY = "Admiralty reliability"
CREDIBILITY = "Admiralty credibility"


@dataclass(frozen=True, kw_only=True)
class Interest(Term):
    """What a publication is besides a publication. `short` is the word beside the source's marker."""

    short: Message = Message("")


INTERESTS: Vocabulary[Interest] = Vocabulary(
    name="interests",
    title="Interest of a source",
    introduction=(
        "What a reader should know about whose source it is. It describes the publication, not the truth of "
        "what it printed; `interest_note` says more."
    ),
    standard="",
    terms=(
        Interest(
            "state-owned", "state-owned", "A state owns or directs the publication.", short="state-owned"
        ),
        Interest(
            "party",
            "a party to the conflict",
            "The publication belongs to a party to the fighting.",
            short="party",
        ),
        Interest("advocacy", "advocacy", "The publication exists to argue for a cause.", short="advocacy"),
        Interest(
            "copy",
            "a copy",
            "The text is somebody else's, and the first publication was not seen.",
            short="copy",
        ),
        Interest(
            "none", "no such interest known", "None of the other terms applies, as far as the editor knows."
        ),
    ),
)


def _grade(standard: str, grade: str, code: str) -> Term:
    label = code[0].lower() + code[1:]
    return Term(grade, label, f"{_MEANING[grade]}.", codes={standard: f"{grade} {code}"})


_MEANING = {
    "A": "Nothing it reported before is known to have been wrong",
    "B": "Few of its reports turned out wrong",
    "C": "Some of its reports turned out wrong, and more of them right",
    "D": "Many of its reports turned out wrong",
    "E": "Its reports are known to be false or made up",
    "F": "Too little is known of it to say",
    "1": "Others, who do not depend on it, say the same",
    "2": "It fits what is known and makes sense, and nobody else has confirmed it",
    "3": "It makes sense and fits some of what is known",
    "4": "It could be, and there is nothing that speaks for it",
    "5": "It makes no sense, or what is known speaks against it",
    "6": "There is nothing to compare it with",
}

ADMIRALTY_RELIABILITY: Vocabulary[Term] = Vocabulary(
    name="admiralty-reliability",
    title="Reliability of a source (Admiralty scale)",
    introduction=(
        "The letter of a grade such as B2. Grades are optional, are an editor's judgement, and need a "
        "reason in words. They stand with the source, never in a reader's first sight of a page."
    ),
    standard="Admiralty scale",
    terms=tuple(
        _grade(RELIABILITY, grade, code)
        for grade, code in (
            ("A", "Completely reliable"),
            ("B", "Usually reliable"),
            ("C", "Fairly reliable"),
            ("D", "Not usually reliable"),
            ("E", "Unreliable"),
            ("F", "Reliability cannot be judged"),
        )
    ),
)

ADMIRALTY_CREDIBILITY: Vocabulary[Term] = Vocabulary(
    name="admiralty-credibility",
    title="Credibility of what it says (Admiralty scale)",
    introduction="The digit of a grade such as B2. It is about this report and independent of the letter.",
    standard="Admiralty scale",
    terms=tuple(
        _grade(CREDIBILITY, grade, code)
        for grade, code in (
            ("1", "Confirmed by other sources"),
            ("2", "Probably true"),
            ("3", "Possibly true"),
            ("4", "Doubtful"),
            ("5", "Improbable"),
            ("6", "Truth cannot be judged"),
        )
    ),
)

CONFIRMATIONS: Vocabulary[Term] = Vocabulary(
    name="confirmations",
    title="Confirmation",
    introduction=(
        "Derived, never written by an editor: how many houses of speakers stand behind a fact, and whether "
        "they agree. Speakers are counted, not publications: three reprints of one agency's story are one "
        "speaker."
    ),
    standard="",
    terms=(
        Term(
            "reports-only",
            "publications only",
            "Publications give the figure in their own words, and no speaker does.",
        ),
        Term(
            "one-side",
            "one side only",
            "All who give the figure speak for one side, however many they are.",
        ),
        Term(
            "compatible",
            "not contradicted",
            "Speakers of different sides give figures that can all be true, and not the same exact number.",
        ),
        Term(
            "corroborated",
            "corroborated",
            "Speakers of different sides give the same exact number, in different publications.",
        ),
        Term(
            "contested",
            "contested",
            "Speakers of different sides, or a speaker and a publication, give figures that cannot all "
            "be true.",
        ),
    ),
)

VERIFICATIONS: Vocabulary[Term] = Vocabulary(
    name="verifications",
    title="Independent confirmation",
    introduction=(
        "What a speaker, most often a publication, says of its own attempt to confirm what others said. It "
        "is that speaker's statement and not a finding of ours."
    ),
    standard="",
    terms=(
        Term(
            "not-independently-confirmed",
            "could not independently confirm",
            "The speaker says that it could not confirm it independently, or had not.",
        ),
        Term(
            "independently-confirmed",
            "independently confirmed",
            "The speaker says that it confirmed it by its own means.",
        ),
        Term(
            "partly-confirmed",
            "confirmed only a part of",
            "The speaker says that it confirmed a part of it, for example where a video was taken.",
        ),
    ),
)


def admiralty(grade: str) -> tuple[Term, Term] | None:
    """The (reliability, credibility) of a grade such as "B2", or None where it is not one."""
    reliability = ADMIRALTY_RELIABILITY.get(grade[:1])
    credibility = ADMIRALTY_CREDIBILITY.get(grade[1:])
    return (reliability, credibility) if reliability and credibility else None
