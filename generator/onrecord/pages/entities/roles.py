"""In how many incidents an actor has which role; a role is what somebody says."""

from __future__ import annotations

from onrecord.library.library import Library
from onrecord.library.mentions import mentions
from onrecord.phrases import Phrase, say_many, semicolons

#: The roles that are counted, in the order in which a line has them.
_COUNTED = ("claimant", "blamed", "denies", "target", "harmed", "counted", "speaker", "side", "relay")


def numbers(library: Library, actor_id: str) -> Phrase:
    """In how many incidents an actor has which role: "blamed or suspected in 6 incidents; denials in 2"."""
    incidents: dict[str, set[str]] = {}
    for mention in mentions(library).actors.get(actor_id, ()):
        if mention.incident and not (mention.context and mention.role != "speaker"):
            incidents.setdefault(mention.role, set()).add(mention.incident.id)
    return semicolons(_in_role(role, len(incidents[role])) for role in _COUNTED if role in incidents)


def _in_role(role: str, number: int) -> Phrase:
    match role:
        case "claimant":
            return say_many(
                "claims of responsibility in {number} incident",
                "claims of responsibility in {number} incidents",
                number,
            )
        case "blamed":
            return say_many(
                "blamed or suspected in {number} incident",
                "blamed or suspected in {number} incidents",
                number,
            )
        case "denies":
            return say_many("denials in {number} incident", "denials in {number} incidents", number)
        case "target":
            return say_many(
                "named as a target in {number} incident", "named as a target in {number} incidents", number
            )
        case "harmed":
            return say_many(
                "casualties given in {number} incident", "casualties given in {number} incidents", number
            )
        case "counted":
            return say_many(
                "other figures of its people in {number} incident",
                "other figures of its people in {number} incidents",
                number,
            )
        case "speaker":
            return say_many("speaks in {number} incident", "speaks in {number} incidents", number)
        case "side":
            return say_many(
                "unnamed speakers in {number} incident", "unnamed speakers in {number} incidents", number
            )
        case "relay":
            return say_many(
                "relays statements in {number} incident", "relays statements in {number} incidents", number
            )
        case _:
            raise AssertionError(role)
