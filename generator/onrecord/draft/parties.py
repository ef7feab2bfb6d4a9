"""Of whom a count is: an actor whom the words beside it name, the forces of a state, or a party."""

from __future__ import annotations

import re

from onrecord.draft.people import Names, country_words
from onrecord.proof.matters import WHOSE

Span = tuple[int, int]
_PARTY = {"armed": "security-forces", "anybody": "unspecified", "": "unspecified"}
_FIGHTERS = re.compile(
    r"fighters?|militants?|militiam[ae]n|gunm[ae]n|rebels?|insurgents?|terrorists?|operatives?"
)
_ARMED = ("armed-forces", "police")


def who_of(text: str, span: Span, noun: str, kind: str, names: Names) -> tuple[str, tuple[str, ...]]:
    """Of whom a count is: a registered actor whom its words name, else a party; and what else it may be."""
    end = text.lower().find(noun, span[0]) + len(noun) if noun else span[1]
    phrase = text[span[0] : max(end, span[1])]
    behind = re.match(
        r"(?: officers?| members?)?(?:,? (?:of|from|belonging to|with) (?:the )?[^,.;]{2,50}?)(?= (?:was"
        r"|were|and|in|at|on|had|who|by|from)\b|[,.;]|$)",
        text[max(end, span[1]) :],
    )
    words = phrase + (behind[0] if behind else "")
    if kind == "armed" and _FIGHTERS.fullmatch(noun):
        party = "fighters"
    elif noun.startswith("attacker"):
        party = "attackers"
    else:
        party = _PARTY.get(kind, kind if kind in WHOSE else "unspecified")
    named = [one.id for one in names.find(words) if not one.place]
    bare = re.sub(r"^(?:[\w-]+ )?(?:members?|soldiers?|officers?) (?:of|from) (?:the )?", "", words)
    near = [ids[0] for one in (words, bare) for ids in names.near(one)]
    forces = []
    if kind == "armed" or noun == "personnel":
        forces = [id for code in names.countries(words) for id in forces_of_country(names, code)]
        forces += [id for one in named if is_state(names, one) for id in forces_of(names, one)]
    chosen = [one for one in dict.fromkeys([*named, *near, *forces]) if _may_be_harmed(names, one, kind)]
    # A state is named with its forces and is not they: "a member of Iraq's security forces".
    chosen.sort(key=lambda one: is_state(names, one))
    if not chosen and (kind == "armed" or noun == "personnel"):
        before = [code for _, _, code in country_words(text[: span[0]])]
        forces = [id for code in before[::-1][:1] for id in forces_of_country(names, code)]
        if forces:
            return forces[0], (*forces[1:], party)
    if chosen:
        return chosen[0], (*chosen[1:], party)
    return party, tuple(forces)


def _may_be_harmed(names: Names, id: str, kind: str) -> bool:
    actor = names.actor(id)
    if actor is None or actor.kind in ("person", "news-agency", "publisher"):
        return False
    return actor.kind != "state" or kind not in ("armed", "")


def forces_of(names: Names, state: str) -> list[str]:
    """Armed forces that belong to a state."""
    found = []
    for id, actor in names.registries.actors.items():
        seen, above = {id}, actor.part_of
        while above and above not in seen and above != state:
            seen.add(above)
            parent = names.actor(above)
            above = parent.part_of if parent else None
        if above == state and actor.kind in _ARMED:
            found.append(id)
    return sorted(found, key=lambda id: names.registries.actors[id].kind != "armed-forces")


def is_state(names: Names, id: str) -> bool:
    """Whether an actor is a state as a whole."""
    actor = names.actor(id)
    return actor is not None and actor.kind == "state"


def forces_of_country(names: Names, code: str) -> list[str]:
    """Armed forces whose name has a word for the country: US forces for American soldiers."""
    found = []
    for id, actor in names.registries.actors.items():
        if actor.kind in _ARMED and any(
            code in {one for _, _, one in country_words(name)} for name in actor.every_name
        ):
            found.append(id)
    return sorted(found, key=lambda id: (names.registries.actors[id].kind != "armed-forces", len(id)))
