"""Which roles an actor has, in one incident and in how many; a role is what somebody says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.library.library import Library
from onrecord.library.mentions import ROLES, Mention, mentions
from onrecord.phrases import NOTHING, Names, Phrase, listed, once, owner, say, say_many, semicolons

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


#: Speakers that a line of roles names; of more it has the number.
_MOST_NAMED = 3


def in_incident(names: Names, actor_id: str, mentioned: Iterable[Mention]) -> Phrase:
    """The roles of an actor in one incident, each once: "spoke; blamed or suspected by Blue Command"."""
    by_role: dict[str, list[Mention]] = {}
    for mention in mentioned:
        statement = mention.statement
        reported = mention.role == "relay" and statement is not None and statement.by is None
        by_role.setdefault("report" if reported else mention.role, []).append(mention)
    parts = [
        part
        for role in dict.fromkeys(("speaker", "report", *ROLES, "force", "asked"))
        if role in by_role
        for part in _role(names, actor_id, role, by_role[role])
    ]
    person = names.library.registries.actors[actor_id].kind == "person"
    # That a person spoke goes without saying on his or her own page.
    return NOTHING if person and by_role.keys() <= {"speaker", "tally"} else semicolons(parts)


def _role(names: Names, actor_id: str, role: str, mentioned: list[Mention]) -> Iterator[Phrase]:
    own = [mention for mention in mentioned if _by_itself(mention, actor_id)]
    others = [mention for mention in mentioned if not _by_itself(mention, actor_id)]
    if own and (text := _of_itself(role)):
        yield text
    elif own:
        others = mentioned
    if others:
        yield _of_others(names, role, others)


def _by_itself(mention: Mention, actor_id: str) -> bool:
    by = mention.statement.by if mention.statement else None
    return by is not None and by.actor == actor_id


def _of_itself(role: str) -> Phrase:
    match role:
        case "claimant":
            return say("claimed responsibility")
        case "denies":
            return say("denied it")
        case "declines":
            return say("declined to say who did it")
        case "speaker":
            return say("spoke")
        case "force":
            return say("gave force levels of its own")
        case _:
            return NOTHING


def _of_others(names: Names, role: str, mentioned: list[Mention]) -> Phrase:
    speakers = _speakers(names, mentioned)
    match role:
        case "claimant":
            return say("said by {speakers} to have done it", speakers=speakers)
        case "blamed":
            return say("blamed or suspected by {speakers}", speakers=speakers)
        case "denies":
            return say("part in it denied by {speakers}", speakers=speakers)
        case "declines":
            return say("not blamed by {speakers}, who declined to say who did it", speakers=speakers)
        case "target":
            return say("named as a target by {speakers}", speakers=speakers)
        case "harmed":
            return say("casualties given by {speakers}", speakers=speakers)
        case "counted":
            return say("other figures of its people given by {speakers}", speakers=speakers)
        case "side":
            return say("unnamed speakers of this side spoke")
        case "report":
            return say("reported in its own words")
        case "relay":
            return say("relayed what {speakers} said", speakers=speakers)
        case "force":
            return say("force levels given by {speakers}", speakers=speakers)
        case "asked":
            return say("asked by us")
        case _:
            raise AssertionError(role)


def _speakers(names: Names, mentioned: list[Mention]) -> Phrase:
    """Who speaks, by short names: "CENTCOM, the White House and 3 others"."""
    speakers = once(
        owner(names, mention.incident, mention.statement) for mention in mentioned if mention.statement
    )
    more = len(speakers) - _MOST_NAMED
    if more > 1:
        rest = say_many("{number} other", "{number} others", more)
        return listed([*speakers[:_MOST_NAMED], rest])
    return listed(speakers)
