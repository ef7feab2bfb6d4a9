"""Who a few words of a sentence name as its speaker: an actor, somebody unnamed, a new name, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.draft import english
from onrecord.draft.people import Names, tokens

NAMED, UNNAMED, NEW, ASKED = "named", "unnamed", "new", "asked"
AGENCIES = ("news-agency", "publisher")
_GENERIC = frozenset(
    [
        "the",
        "state",
        "news",
        "agency",
        "official",
        "newspaper",
        "television",
        "tv",
        "channel",
        "broadcaster",
        "military",
        "network",
        "daily",
        "group",
        "movement",
        "ministry",
        "government",
        "army",
        "site",
        "website",
        "radio",
        "local",
    ]
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as a sentence names it.

    ``named``: the actor of the registry; ``unnamed``: a role, with actors that may be its side; ``new``: a
    name that no registry has; ``asked``: a pronoun, a surname or another description, with who it may be.
    """

    kind: str
    words: str
    actor: str = ""
    name: str = ""
    """A name that is new."""
    new_kind: str = ""
    office: str = ""
    anonymous: str = ""
    candidates: tuple[str, ...] = ()
    """Actors who it may be; of somebody unnamed those for whom it may speak."""
    role: bool = False
    """Of one who is asked: whether it may also be somebody unnamed, described by ``words``."""

    @property
    def key(self) -> str:
        """What tells two speakers apart."""
        return self.actor or self.name or self.words.lower()


def voice(words: str, names: Names) -> Voice | None:
    """The speaker that ``words`` name; None where they are no speaker."""
    words = " ".join(words.split()).strip(" ,–—-")
    words = re.sub(r"^(?:both|all) ", "", words)
    if not words or len(words.split()) > 16 or english.NOBODY.match(words):
        return None
    if english.PRONOUN.fullmatch(words):
        return Voice(ASKED, words)
    if re.fullmatch(english._DAYS, words):
        return None
    if len(words.split()) < 10 and english.DOCUMENT.search(
        re.split(r" (?:by|of|from|on|issued|published|released|to)\b", words)[0]
    ):
        return Voice(ASKED, words)
    return (
        _registered(words, names)
        or _near(words, names)
        or (_unnamed(words, names) or _new(words, names) or _described(words, names))
    )


def _registered(words: str, names: Names) -> Voice | None:
    found = [one for one in names.find(words) if not one.place]
    if not found:
        return None
    last = found[-1]
    actor = names.actor(last.id)
    if len(last.ids) > 1 and words[last.span[1] :].strip() == "":
        return Voice(ASKED, words, candidates=last.ids)
    if actor is None:
        return None
    before, after = words[: last.span[0]].strip(), words[last.span[1] :].strip()
    if actor.kind == "person":
        if after or english.CLAUSE.search(before) or re.match(r"an? ", before):
            return None
        if english.OF_A_PERSON.search(before):
            return Voice(ASKED, words)
        return Voice(NAMED, words, last.id, office=_office(before))
    left = {word for word, _ in tokens(f"{before} {after}")}
    if left <= _GENERIC and len(found) == 1 and not re.match(r"an? ", words):
        return Voice(NAMED, words, last.id)
    return None


def _office(before: str) -> str:
    """The office that stands before a name, without the article that only leads to the name."""
    plain = re.sub(r"^(?:an?|the|its|his|her|their) ", "", before, flags=re.IGNORECASE)
    return english.HONORIFIC.sub("", plain.strip(" ,")).strip(" ,")


#: "Doctors at Harbour Hospital": people of a place or a body, and not that body.
_OF_SOMEBODY = re.compile(
    rf"(?:[\w’'-]+ ){{0,4}}?(?:{english._ROLE_NOUNS}) (?:at|of|for|from|in|with|on) ", re.IGNORECASE
)


def _near(words: str, names: Names) -> Voice | None:
    """A description of somebody in the registry that is not quite the name."""
    if re.match(r"(?:an?|one|two|three|several|some|another|other|many) ", words, re.IGNORECASE):
        return None
    of_somebody = english.UNNAMED.fullmatch(words) and _OF_SOMEBODY.match(words)
    found = [] if of_somebody else [ids[0] for ids in names.near(words)]
    found = found or list(names.office(words))
    single = re.fullmatch(r"(?:Mr\.? |Gen\.? |Mrs\.? |Ms\.? |General |Colonel )?([A-Z][\w’'-]+)", words)
    if not found and single and not english.ROLE_NOUN.fullmatch(single[1]):
        # Somebody who was named before, or whom the registry has by that name.
        return Voice(ASKED, words, candidates=names.surname(single[1]))
    if not found and english.ORGANISATION.search(words) and not english.CLAUSE.search(words):
        own = {word for word, _ in tokens(words)}
        found = [
            id
            for id, actor in names.registries.actors.items()
            if len(own) > 1 and any(own <= {word for word, _ in tokens(name)} for name in actor.every_name)
        ]
    return Voice(ASKED, words, candidates=tuple(dict.fromkeys(found))) if found else None


def _unnamed(words: str, names: Names) -> Voice | None:
    if not english.UNNAMED.fullmatch(words) or english.CLAUSE.search(_without_place(words)):
        return None
    proper = english.ORGANISATION.search(words) and _is_proper(words)
    if proper or (words[0].isupper() and _person(words)):
        return None
    lower = words if _begins_with_name(words) else words[0].lower() + words[1:]
    return Voice(UNNAMED, lower, candidates=names.sides(words))


def _described(words: str, names: Names) -> Voice | None:
    if not english.DESCRIBED.fullmatch(words) or english.CLAUSE.search(words):
        return None
    if english.DOCUMENT.search(words):
        return Voice(ASKED, words)
    return Voice(UNNAMED, words[0].lower() + words[1:], candidates=names.sides(words))


def _without_place(words: str) -> str:
    return re.sub(r"\bwho (?:was|were) (?:there|present)\b|\bwith knowledge of\b", "", words)


def _begins_with_name(words: str) -> bool:
    first = words.split()[0]
    return (
        (first.isupper() and len(first) > 1)
        or first.lower() in english.DEMONYMS
        or re.match(r"[A-Z]\w+[’']s\b", words) is not None
    )


def _is_proper(words: str) -> bool:
    """Whether a few words are one name: "the Interior Ministry", not "a spokesman for the ministry"."""
    plain = re.sub(r"^[Tt]he ", "", words)
    parts = plain.split()
    small = ("of", "for", "and", "the", "in")
    return (
        len(parts) > 1
        and all(part[0].isupper() or part in small for part in parts)
        and parts[-1][0].isupper()
    )


def _person(words: str) -> str:
    """The name of a person at the end of words that may begin with an office."""
    rest = words
    while found := english.TITLE.match(rest):
        rest = rest[found.end() :]
    named = english.NAME.fullmatch(rest) and not english.PLACE.search(rest)
    return rest if named and not english.NO_NAME.search(rest) else ""


def _new(words: str, names: Names) -> Voice | None:
    bare = re.sub(r"^[Tt]he ", "", words)
    if english.CLAUSE.search(words) or not bare[:1].isupper():
        return _new_behind_office(words)
    office = words[: -len(name)] if (name := _person(words)) else ""
    if english.ORGANISATION.search(words) and not english.HUMAN.search(office):
        return _organisation(words)
    if name:
        return Voice(NEW, words, name=name, new_kind="person", office=_office(office))
    return _new_behind_office(words)


def _organisation(words: str) -> Voice | None:
    name = re.sub(r"^[Tt]he ", "", words)
    if not _is_proper(words) or len(name.split()) > 8 or re.search(r"[’']s\b", name):
        return Voice(ASKED, words)
    kind = next((kind for kind, pattern in english.KINDS if pattern.search(name)), "organisation")
    return Voice(NEW, words, name=name, new_kind=kind)


def _new_behind_office(words: str) -> Voice | None:
    """ "police spokesman Ali Hassan": an office in small letters, and a name."""
    found = re.fullmatch(rf"(?P<office>.*\b[a-z][\w’'-]*) (?P<name>{english.NAME.pattern})", words)
    if found is None or english.CLAUSE.search(found["office"]):
        return None
    if not english.ROLE_NOUN.search(found["office"]) or english.ORGANISATION.search(found["name"]):
        return None
    if re.search(r"\b(?:of|for|to|in|at|from|and|by)$", found["office"]) or english.PLACE.search(
        found["name"]
    ):
        return None
    return Voice(NEW, words, name=found["name"], new_kind="person", office=_office(found["office"]))


def heard_before(one: Voice, before: Sequence[Voice]) -> Voice:
    """``one``, asked where it may be somebody who has spoken before: "the group", "the harbour master".

    "The" leads to somebody who is known. Only one with a complement of its own ("the head of the clinic")
    stands for itself, unless an earlier speaker is called by the same noun.
    """
    if one.kind != UNNAMED or not one.words.startswith("the "):
        return one
    complement = re.search(r" (?:of|for|at|in|from|with|close to) ", one.words)
    noun = _noun(one.words)
    same = any(noun in f"{other.words} {other.office}".lower().split() for other in before)
    return one if complement and not same else replace(one, kind=ASKED, role=True)


def _noun(words: str) -> str:
    """The noun of a description: "master" of "the harbour master", "head" of "the head of the clinic"."""
    plain = re.split(r" (?:of|for|at|in|from|with|close to) ", words)[0].split()
    return plain[-1].lower() if plain else ""


def first_heard(one: Voice, before: Sequence[Voice]) -> list[Voice]:
    """Those who spoke before whom ``one`` may mean, the likeliest first: by surname, by noun, then last."""
    last, noun = one.words.split()[-1:], _noun(one.words)
    surname = [other for other in before if last and other.name.split()[-1:] == last]
    same = [other for other in before if noun and noun in f"{other.words} {other.office}".lower().split()]
    return list({other.key: other for other in (*surname, *same, *before)}.values())


def with_office(one: Voice, office: str, names: Names) -> Voice:
    """``one`` with the office that stands beside a person's name, between commas; a rank stands behind it."""
    plain = " ".join(office.split()).strip(" ,")
    if (
        one.new_kind == "person"
        and not english.HUMAN.search(f"{plain} {one.office}")
        and english.BODY.search(plain)
    ):
        return replace(one, new_kind="organisation", office="")
    known = english.HUMAN.search(plain) and not re.search(r"\b(?:who|which|was|is|were)\b", plain)
    actor = names.actor(one.actor) if one.actor else None
    person = one.new_kind == "person" or (actor is not None and actor.kind == "person")
    if not person or not known or len(plain.split()) > 14:
        return one
    told = _office(plain)
    return replace(one, office=f"{told}, {one.office}" if one.office else told)
