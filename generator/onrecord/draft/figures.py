"""What a sentence counts: people by party, projectiles, running counts, forces; all only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.draft import arabic, english
from onrecord.draft.parties import forces_of, forces_of_country, is_state, who_of
from onrecord.draft.people import Names, country_words, tokens
from onrecord.proof.figures import counts_in
from onrecord.proof.matters import WHOSE, Subject, counted_by, misfit
from onrecord.proof.text import fold
from onrecord.terms.facts import people
from onrecord.values.count import Count

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people: the field it may go into, of whom, and what else each may be."""

    fact: str
    who: str
    count: str
    other_facts: tuple[str, ...] = ()
    other_who: tuple[str, ...] = ()
    nature: str = ""
    of_which: tuple[tuple[str, str], ...] = ()
    """(who, count) of parts that the sentence names."""
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Scoped:
    """A running count or a force level: counts by country, or ``total``."""

    who: str
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """All that a sentence counts."""

    people: tuple[Figure, ...] = ()
    projectiles: str = ""
    intercepted: str = ""
    tally: Scoped | None = None
    force: Scoped | None = None

    def __bool__(self) -> bool:
        return bool(self.people or self.projectiles or self.intercepted or self.tally or self.force)


def counts(text: str, names: Names, lang: str = "en") -> Counts:
    """What a sentence counts."""
    if lang == "ar":
        return Counts(people=tuple(_arabic(text)))
    if lang != "en":
        return Counts()
    plain = fold(text).text
    found = counts_in(text)
    tally = _tally(plain, found)
    force = None if tally else _force(plain, found, names)
    taken = tally or force
    figures = [] if taken else _with_parts(list(_people(plain, found, names)))
    figures += [] if taken else list(_without_number(plain, figures, names))
    return Counts(
        tuple(sorted(figures, key=lambda one: one.span)),
        "" if taken else _things("projectiles", plain, found),
        "" if taken else _things("intercepted", plain, found),
        tally,
        force,
    )


def _people(text: str, found: tuple[tuple[Count, Span], ...], names: Names) -> Iterator[Figure]:
    last = ""
    for count, span in found:
        by = counted_by(text, span)
        whose = frozenset([by.kind]) if by.kind in WHOSE else frozenset[str]()
        facts = [
            fact.id
            for fact in people()
            if fact.words and not misfit(text, span, Subject(fact.id, whose, part=by.part))
        ]
        if not facts or not (by.kind or _NO_NOUN.match(text, span[1])):
            continue
        if {"escaped", "displaced"} <= set(facts) and "escap" not in text.lower():
            facts.sort(key=lambda fact: fact != "displaced")
        who, others = who_of(text, span, by.noun, by.kind, names)
        if by.noun in ("others", "other", "more") and last and not by.part:
            # "two soldiers were killed and five others wounded": perhaps others of them.
            who, others = last, (who, *(one for one in others if one != last))
        last = last if by.part else who
        figure = Figure(facts[0], who, str(count), tuple(facts[1:]), others, span=span)
        figure = replace(figure, nature=_nature(text, span) if facts[0] == "injured" else "")
        yield replace(figure, of_which=((who, str(count)),)) if by.part else figure


#: Behind a number whose noun no list has, the word for the matter itself, or none.
_NO_NOUN = re.compile(
    r"(?: (?:of (?:them|whom|those)|were|was|have|had|has|are|is|and|in|at|on|by|from|dead|killed|wounded"
    r"|injured|missing|hurt"
    r"|abducted|deaths?|injuries|fatalities|casualties|died|fled|escaped|surrendered)\b|[,.;:)\"']|$)"
)


def _with_parts(found: list[Figure]) -> list[Figure]:
    """Parts go to the figure before of which they are parts; one without a whole is no figure of ours."""
    whole: list[Figure] = []
    for one in found:
        if not one.of_which:
            whole.append(one)
            continue
        for at in range(len(whole) - 1, -1, -1):
            if whole[at].fact == one.fact and whole[at].span < one.span:
                whole[at] = replace(whole[at], of_which=(*whole[at].of_which, *one.of_which))
                break
        else:
            if not any(other.span > one.span for other in found):
                whole.append(replace(one, of_which=()))
    return whole


_NATURES: tuple[tuple[str, str], ...] = (
    ("traumatic-brain-injury", r"traumatic brain injur\w+|\btbis?\b"),
    ("possible-concussion", r"possible concussion"),
    ("concussion", r"concussion"),
    ("critical", r"critical(?:ly)?"),
    ("serious", r"serious(?:ly)?|severe(?:ly)?"),
    ("minor", r"minor|slight(?:ly)?|light(?:ly)?"),
    ("gunshot", r"gunshot|bullet wound"),
    ("fragments", r"shrapnel"),
    ("burns", r"\bburns\b"),
    ("smoke-inhalation", r"smoke inhalation"),
    ("wounds", r"wound(?:ed|ing|s)"),
)


def _nature(text: str, span: Span) -> str:
    """The nature of an injury, as the clause of a figure tells it."""
    start = max(text.rfind(", ", 0, span[0]), text.rfind(" and ", 0, span[0]), 0)
    ends = [at for at in (text.find(", ", span[1]), text.find(" and ", span[1])) if at >= 0]
    clause = text[start : min([*ends, len(text)])].lower()
    return next((nature for nature, words in _NATURES if re.search(words, clause)), "")


_PLURAL = (
    r"(?P<who>(?:[A-Z][\w.'-]* ){0,3}(?:[a-z]+ ){0,2}?(?:personnel|troops|soldiers|service members|forces"
    r"|officers|guards"
    r"|police|fighters|militants|civilians|people|children|women|residents|workers|villagers|passengers|worshippers))"
)
_SUFFERED = re.compile(
    rf"\b{_PLURAL} (?:had )?(?:suffered|sustained|received) (?P<how>[a-z ]{{0,30}})(?:injuries|wounds)\b"
)
_WERE = re.compile(
    rf"\b{_PLURAL} (?:were|have been|had been) (?:also )?(?:[a-z]+ly )?(?P<verb>killed|wounded|injured"
    rf"|hurt|abducted|kidnapped|displaced)\b"
)
_EVALUATED = re.compile(
    rf"\b{_PLURAL} (?:were|are|is|was) (?:still )?(?:being )?(?:evaluated|assessed|examined"
    rf"|under evaluation) for (?P<how>[a-z ]{{3,40}})"
)
_OF = {"wounded": "injured", "hurt": "injured", "kidnapped": "abducted"}


def _without_number(text: str, found: list[Figure], names: Names) -> Iterator[Figure]:
    """ "US personnel suffered minor injuries": some, where the sentence gives no number for them."""
    for pattern in (_SUFFERED, _WERE, _EVALUATED):
        for match in pattern.finditer(text):
            before = text[max(0, match.start("who") - 30) : match.end("who")]
            if re.search(
                r"[0-9]|\b(?:no|some|several|one|two|three|four|five|six|seven|eight|nine|ten|dozens|many|most)\b",
                before,
            ):
                continue
            if any(one.span[0] < match.end() and match.start() < one.span[1] for one in found):
                continue
            verb = match.groupdict().get("verb") or ""
            fact = _OF.get(verb, verb) or "injured"
            kind = "" if match["who"].endswith("people") else "armed"
            noun = tokens(match["who"])[-1][0] if tokens(match["who"]) else ""
            by = counted_by(f"some {match['who'].lower()}", (0, 4))
            who, others = who_of(text, (match.start("who"), match.start("who")), noun, by.kind or kind, names)
            count = "under evaluation" if pattern is _EVALUATED else "some"
            how = match.groupdict().get("how") or verb
            nature = (
                next((one for one, words in _NATURES if re.search(words, how)), "")
                if fact == "injured"
                else ""
            )
            yield Figure(fact, who, count, (), others, nature, span=match.span())


def _things(fact: str, text: str, found: tuple[tuple[Count, Span], ...]) -> str:
    """The one count of projectiles, or of those that were stopped; none where there are several."""
    given = []
    for count, span in found:
        by = counted_by(text, span)
        single = str(count) == "1" and text[span[0] : span[1]].lower().startswith("a")
        if by.kind == "projectile" and not by.part and not single and not misfit(text, span, Subject(fact)):
            given.append(str(count))
    return given[0] if len(given) == 1 else ""


_RUNNING = re.compile(
    r"\b(?:since|so far|to date|in total|altogether|this year|in the past|in recent|over the past"
    r"|total of)\b",
    re.IGNORECASE,
)
_EVENTS = re.compile(r"(?:[a-z-]+ ){0,2}?(?:times|attacks|strikes|airstrikes|raids|incidents|sorties)\b")
_TROOPS = re.compile(
    r"(?:[a-zA-Z.]+ ){0,3}?(?:troops|soldiers|personnel|service members|servicemen|peacekeepers)\b"
)
_STATIONED = re.compile(
    r"\b(?:has|have|had|maintains?|keeps?|stationed|deployed|deploys?|are based|remain|there are)\b",
    re.IGNORECASE,
)


def _tally(text: str, found: tuple[tuple[Count, Span], ...]) -> Scoped | None:
    if not _RUNNING.search(text):
        return None
    counted = [one for one in found if _EVENTS.match(text, one[1][1] + 1)]
    if not counted:
        return None
    scoped = _scoped(text, counted)
    return Scoped("", scoped) if scoped else None


def _force(text: str, found: tuple[tuple[Count, Span], ...], names: Names) -> Scoped | None:
    counted = [one for one in found if _TROOPS.match(text, one[1][1] + 1)]
    if not counted or not _STATIONED.search(text) or _HARM.search(text):
        return None
    more = [
        one for one in found if one[1][0] > counted[0][1][1] and re.match(r" in [A-Z]", text[one[1][1] :])
    ]
    codes = names.countries(text[: counted[0][1][1] + 30])
    forces = [id for code in codes for id in forces_of_country(names, code)]
    named = [one.id for one in names.find(text[: counted[0][1][1] + 30]) if not one.place]
    forces += [id for one in named for id in (forces_of(names, one) if is_state(names, one) else [one])]
    scoped = _scoped(text, sorted({*counted, *more}, key=lambda one: one[1]))
    return Scoped(forces[0] if forces else "", scoped) if scoped else None


_HARM = re.compile(
    r"\b(?:kill|wound|injur|hurt|died|dead|abduct|kidnap|captur|arrest|detain|rescu|releas|missing|evacuat|displac)\w*",
    re.IGNORECASE,
)


def _scoped(text: str, counted: list[tuple[Count, Span]]) -> tuple[tuple[str, str], ...]:
    """Counts by the country that stands behind each, before the next count; none where two have one scope."""
    found: dict[str, str] = {}
    for at, (count, span) in enumerate(counted):
        end = counted[at + 1][1][0] if at + 1 < len(counted) else len(text)
        codes = [
            code
            for start, _, code in country_words(text)
            if span[1] <= start < end and _is_scope(text, start)
        ]
        scope = codes[0] if len(set(codes)) == 1 else "total"
        if scope in found:
            return ()
        found[scope] = str(count)
    return tuple(found.items())


def _is_scope(text: str, start: int) -> bool:
    return re.search(r"\b(?:in|across|inside|within) (?:the )?(?:[A-Z]\w+ and )?$", text[:start]) is not None


def _arabic(text: str) -> Iterator[Figure]:
    for fact, pattern in arabic.FIGURES:
        for match in pattern.finditer(text):
            number = match["number"] or match["other"]
            yield Figure(fact, "unspecified", str(arabic.digits(number)), span=match.span())


def weapons(text: str) -> tuple[str, ...]:
    """Weapons of the vocabulary that a sentence names, the most exact term for each word."""
    found: list[tuple[int, str]] = []
    plain = fold(text).text.lower()
    for term, pattern in english.WEAPONS:
        for match in re.finditer(rf"\b(?:{pattern})\b", plain):
            found.append((match.start(), term))
            plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    return tuple(dict.fromkeys(term for _, term in sorted(found)))
