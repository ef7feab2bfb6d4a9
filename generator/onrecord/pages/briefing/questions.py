"""What the sources cited leave open, and what speakers of different sides say differently."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Unknown
from onrecord.phrases import Names, Phrase, capital, phrase, say
from onrecord.terms.facts import FACTS, people

#: What is open or disputed besides what the table of facts asks.
_QUESTIONS = {
    "responsibility-silent": N_("who did it; no claim and no accusation is recorded"),
    "claim-true": N_("whether the claim is true"),
    "account-of": N_("the account of the authorities"),
    "cause": N_("whether it was an attack or an accident"),
}


def unknowns(names: Names, account: Account, told: Collection[str] = ()) -> Iterator[Phrase]:
    """What the sources cited leave open: "The time of day". Topics that are ``told`` already are left out."""
    questions = _questions()
    for unknown in account.unknowns:
        if unknown.kind not in told:
            yield _open(names, unknown, questions)


def disputes(names: Names, account: Account) -> Iterator[Phrase]:
    """What speakers say differently: "Whether any were injured: Iraqi security forces"."""
    questions = _questions()
    for dispute in account.disputes:
        if dispute.kind == "responsibility":
            yield say("Responsibility of {whom}", whom=names.actors(dispute.about))
        else:
            yield _open(names, dispute, questions)


def _open(names: Names, unknown: Unknown, questions: Mapping[str, str]) -> Phrase:
    question = questions[unknown.kind]
    if not unknown.about:
        return capital(phrase(question))
    return capital(say("{question}: {whom}", question=question, whom=names.actors(unknown.about)))


def _questions() -> dict[str, str]:
    """What is open, by the kind of an `Unknown`."""
    questions = {fact.id: fact.question for fact in FACTS.values()}
    for fact in people():
        questions |= {f"number-{fact.id}": fact.question, f"whether-{fact.id}": fact.whether}
        questions[fact.silence] = _("{topic}, if any").format(topic=fact.silence)
        questions[fact.pending] = _("the result of the {examination}").format(examination=fact.pending)
    return {**questions, **{kind: _(question) for kind, question in _QUESTIONS.items()}}
