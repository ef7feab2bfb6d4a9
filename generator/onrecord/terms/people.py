"""Who speaks and acts: the kinds of actor."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

SCHEMA_ORG = "schema.org type"


@dataclass(frozen=True, kw_only=True)
class ActorKind(Term):
    """A kind of actor.

    `may_fight` is whether actors of this kind can be a party to the fighting, so that what they say about it
    prints as the claim of a party. `publishes` is whether they can be the voice of a publication. `answers`
    is whether an act that such an actor calls its own leaves nobody asking who did it: a state answers for
    its forces, while a name that several groups use together does not tell who acted.
    """

    may_fight: bool = False
    answers: bool = False
    publishes: bool = False


ACTOR_KINDS: Vocabulary[ActorKind] = Vocabulary(
    name="actor-kinds",
    title="Kinds of actor",
    introduction=(
        "What an actor of the registry is. The kind says nothing about right or wrong; whether a body "
        "belongs to a state or to an armed group is often the very thing in dispute, and then its "
        "description says so, with a source."
    ),
    standard="schema.org",
    terms=(
        ActorKind(
            "state",
            "state",
            "A state or its government as a whole.",
            "states",
            codes={SCHEMA_ORG: "GovernmentOrganization"},
            may_fight=True,
            answers=True,
        ),
        ActorKind(
            "state-organ",
            "state organ",
            "A ministry, office, mission or command of a state.",
            "state organs",
            codes={SCHEMA_ORG: "GovernmentOrganization"},
            may_fight=True,
            answers=True,
        ),
        ActorKind(
            "armed-forces",
            "armed forces",
            "Forces or troops of a state.",
            codes={SCHEMA_ORG: "GovernmentOrganization"},
            may_fight=True,
            answers=True,
        ),
        ActorKind(
            "police",
            "police",
            "Police of a state, or of a part of it.",
            codes={SCHEMA_ORG: "GovernmentOrganization"},
            may_fight=True,
            answers=True,
        ),
        ActorKind(
            "coalition",
            "coalition",
            "States or groups that act together under one name.",
            "coalitions",
            codes={SCHEMA_ORG: "Organization"},
            may_fight=True,
            answers=True,
        ),
        ActorKind(
            "armed-group",
            "armed group",
            "An armed organisation, or the name that several use together.",
            "armed groups",
            codes={SCHEMA_ORG: "Organization"},
            may_fight=True,
        ),
        ActorKind(
            "intergovernmental-organisation",
            "intergovernmental organisation",
            "A body whose members are states.",
            "intergovernmental organisations",
            codes={SCHEMA_ORG: "Organization"},
        ),
        ActorKind(
            "political-party",
            "political party",
            "A party or movement that takes part in politics.",
            "political parties",
            codes={SCHEMA_ORG: "Organization"},
        ),
        ActorKind(
            "organisation",
            "organisation",
            "An organisation without arms: a monitor, a relief body, an institute.",
            "organisations",
            codes={SCHEMA_ORG: "Organization"},
        ),
        ActorKind(
            "hospital",
            "hospital",
            "A hospital, clinic or ambulance service.",
            "hospitals",
            codes={SCHEMA_ORG: "Organization"},
        ),
        ActorKind(
            "religious-body",
            "religious body",
            "A church, mosque, temple or their association.",
            "religious bodies",
            codes={SCHEMA_ORG: "Organization"},
        ),
        ActorKind("company", "company", "A business.", "companies", codes={SCHEMA_ORG: "Corporation"}),
        ActorKind(
            "news-agency",
            "news agency",
            "An agency whose reports others print.",
            "news agencies",
            codes={SCHEMA_ORG: "NewsMediaOrganization"},
            publishes=True,
        ),
        ActorKind(
            "publisher",
            "publisher",
            "A newspaper, broadcaster or news site.",
            "publishers",
            codes={SCHEMA_ORG: "NewsMediaOrganization"},
            publishes=True,
        ),
        ActorKind(
            "person",
            "person",
            "One person, who has a page only for a public role.",
            "people",
            codes={SCHEMA_ORG: "Person"},
        ),
    ),
)
