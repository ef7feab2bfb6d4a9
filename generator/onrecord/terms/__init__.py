"""The controlled vocabulary, with the codes of the standards, in one place.

The JSON Schema, the checks, the exports and the codebook are made from these tables. Values (counts, times)
have their own small languages in `onrecord.values`.
"""

from __future__ import annotations

from onrecord.terms.attribution import CHANNELS, Channel
from onrecord.terms.events import EVENT_TYPES, EVENTS
from onrecord.terms.figures import FIGURE_RESULTS
from onrecord.terms.harm import CIVILIAN_HARM_GRADES, NATURES, QUALIFIERS, Nature, Qualifier
from onrecord.terms.hxl import COLUMNS
from onrecord.terms.identifiers import ID_SCHEMES, IdScheme
from onrecord.terms.likelihood import CONFIDENCES, LIKELIHOODS, Likelihood
from onrecord.terms.losses import DIRECTIONS, LOSSES, THINGS, UNITS
from onrecord.terms.model import Term, Vocabulary
from onrecord.terms.parties import PARTIES
from onrecord.terms.people import ACTOR_KINDS, ActorKind
from onrecord.terms.places import PLACE_PRECISIONS, TIME_PRECISIONS, TIME_TYPES, PlacePrecision
from onrecord.terms.proof import VERDICTS, Verdict
from onrecord.terms.publishing import (
    CORRECTION_KINDS,
    COVERAGE,
    PUBLISH,
    REMOVALS,
    STORY,
    TLP,
    CorrectionKind,
    Publication,
)
from onrecord.terms.responsibility import CLAIM_STATES, STANCES, Stance
from onrecord.terms.sources import (
    ADMIRALTY_CREDIBILITY,
    ADMIRALTY_RELIABILITY,
    CONFIRMATIONS,
    INTERESTS,
    VERIFICATIONS,
    admiralty,
)
from onrecord.terms.weapons import WEAPONS

ALL: tuple[Vocabulary[Term], ...] = (
    EVENT_TYPES,
    EVENTS,
    WEAPONS,
    STANCES,
    CLAIM_STATES,
    PARTIES,
    NATURES,
    QUALIFIERS,
    UNITS,
    THINGS,
    LOSSES,
    CIVILIAN_HARM_GRADES,
    PLACE_PRECISIONS,
    DIRECTIONS,
    TIME_PRECISIONS,
    TIME_TYPES,
    ACTOR_KINDS,
    CHANNELS,
    CONFIRMATIONS,
    VERIFICATIONS,
    INTERESTS,
    ADMIRALTY_RELIABILITY,
    ADMIRALTY_CREDIBILITY,
    LIKELIHOODS,
    CONFIDENCES,
    STORY,
    PUBLISH,
    COVERAGE,
    CORRECTION_KINDS,
    REMOVALS,
    TLP,
    VERDICTS,
    FIGURE_RESULTS,
    ID_SCHEMES,
    COLUMNS,
)
"""Every vocabulary, in codebook order."""

__all__ = [
    "ACTOR_KINDS",
    "ADMIRALTY_CREDIBILITY",
    "ADMIRALTY_RELIABILITY",
    "ALL",
    "CHANNELS",
    "CIVILIAN_HARM_GRADES",
    "CLAIM_STATES",
    "COLUMNS",
    "CONFIDENCES",
    "CONFIRMATIONS",
    "CORRECTION_KINDS",
    "COVERAGE",
    "DIRECTIONS",
    "EVENTS",
    "EVENT_TYPES",
    "FIGURE_RESULTS",
    "ID_SCHEMES",
    "INTERESTS",
    "LIKELIHOODS",
    "LOSSES",
    "NATURES",
    "PARTIES",
    "PLACE_PRECISIONS",
    "PUBLISH",
    "QUALIFIERS",
    "REMOVALS",
    "STANCES",
    "STORY",
    "THINGS",
    "TIME_PRECISIONS",
    "TIME_TYPES",
    "TLP",
    "UNITS",
    "VERDICTS",
    "VERIFICATIONS",
    "WEAPONS",
    "ActorKind",
    "Channel",
    "CorrectionKind",
    "IdScheme",
    "Likelihood",
    "Nature",
    "PlacePrecision",
    "Publication",
    "Qualifier",
    "Stance",
    "Term",
    "Verdict",
    "Vocabulary",
    "admiralty",
]
