"""The rules of the house that a site may switch off, or make a warning or an error.

What a record cannot be read without, or what would print a falsehood, is no such rule: it is always an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from onrecord.problems import Severity, did_you_mean

Force: TypeAlias = Literal["off", "warning", "error"]
FORCES: tuple[Force, ...] = ("off", "warning", "error")

#: The problem code of each rule, and what holds where a site says nothing.
DEFAULTS: Mapping[str, Force] = MappingProxyType(
    {
        "claim-as-fact": "warning",
        "figure-in-title": "warning",
        "likelihood-confidence": "warning",
        "loaded-term": "warning",
        "marker-as-noun": "warning",
        "paraphrase-quoted": "warning",
        "place-unsupported": "warning",
        "second-reader": "error",
        "sentence-coverage": "error",
        "title-unsupported": "warning",
        "unsourced-sentence": "warning",
    }
)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What holds in one site."""

    chosen: Mapping[str, Force] = field(default_factory=dict)

    def severity(self, rule: str) -> Severity | None:
        """How bad it is to break the rule; None where the rule is off."""
        force = self.chosen.get(rule, DEFAULTS[rule])
        return None if force == "off" else Severity(force)


def fault(rule: object, force: object) -> str:
    """Why a site cannot set ``rule`` to ``force``, with what it can; empty where it can."""
    if rule not in DEFAULTS:
        return f"there is no rule `{rule}`; " + (
            did_you_mean(str(rule), DEFAULTS) or f"rules: {', '.join(DEFAULTS)}"
        )
    return "" if force in FORCES else f"`{rule}` is `{force}`; write off, warning or error"
