"""What a sentence tells of things: what was hit, what was damaged, units named, what it was an answer to."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.draft import english
from onrecord.draft.attribution import MASK
from onrecord.draft.people import Names


@dataclass(frozen=True, slots=True)
class Things:
    """Words of a sentence, none of them sure: each is only asked."""

    targets: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    response: str = ""
    """The words by which it calls the incident an answer: "in retaliation for the killing of a commander"."""

    def __bool__(self) -> bool:
        return bool(self.targets or self.damage or self.units or self.response)

    def with_more(self, other: Things) -> Things:
        """Both, of two sentences of one statement."""
        return Things(
            tuple(dict.fromkeys((*self.targets, *other.targets))),
            tuple(dict.fromkeys((*self.damage, *other.damage))),
            tuple(dict.fromkeys((*self.units, *other.units))),
            self.response or other.response,
        )


def things(text: str, names: Names) -> Things:
    """What a sentence of English tells of things; words in quotation marks are masked in it.

    For example the target "a base" of "A drone struck a base near Harn".
    """
    damage = [found["what"] + " " + found["how"] for found in english.WAS_DAMAGED.finditer(text)]
    damage += [found["what"] + " " + _done(found["how"]) for found in english.DAMAGES.finditer(text)]
    targets = [found["what"] for found in english.WAS_HIT.finditer(text)]
    targets += [found["what"] for found in english.HITS.finditer(text)]
    response = english.ANSWERS.search(text)
    return Things(
        _plain(targets),
        _plain(damage),
        tuple(dict.fromkeys(_units(text, names))),
        response[0].strip() if response and MASK not in response[0] else "",
    )


def _plain(found: list[str]) -> tuple[str, ...]:
    kept = (english.FIRST_WORD.sub(lambda first: first[0].lower(), one) for one in found if MASK not in one)
    return tuple(dict.fromkeys(one for one in kept if not english.NO_THING.match(one)))


def _done(verb: str) -> str:
    """The form behind a thing: "damaged" for "damaging"."""
    return {"damaging": "damaged", "destroying": "destroyed", "burned down": "burned down"}.get(verb, verb)


def _units(text: str, names: Names) -> list[str]:
    """Units that are named, but for those that are actors of the registry."""
    actors = [one.span for one in names.find(text) if not one.place]
    return [
        found[0]
        for found in english.UNIT.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in actors)
    ]
