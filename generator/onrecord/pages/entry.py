"""One incident in a list: where, when, what in one line; figures and responsibility, each in a short cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from onrecord import phrases
from onrecord.library.derive import Account, Row, Toll, account, spread, stance_actors
from onrecord.library.library import Incident, Library
from onrecord.library.memory import kept
from onrecord.pages.cells import as_many_as_fit, longest, words
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    figure,
    joined,
    listed,
    owner,
    say,
    say_many,
    semicolons,
    small,
    stance,
)
from onrecord.record.statement import Statement
from onrecord.terms import PUBLISH
from onrecord.terms.facts import FACTS, People, covering, people

#: Words of a description that stands for the name of somebody unnamed, where there is little room.
_MOST_OF_OWNER = 4

Said = tuple[Toll, Row]
"""A figure with the toll that it belongs to."""
NameSpeaker = Callable[[Names, Incident | None, Statement], Phrase]
"""How a list names who says it: `phrases.owner` in short, `phrases.speaker_name` in full."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident in a list. Only its title is a link; each cell has at most `cells.MOST_WORDS` words."""

    id: str
    date: str
    dates: str
    """The days that its date may mean, for lists by months: "some day of 2024"."""
    title: str
    link: Phrase
    """The title, which leads to the briefing."""
    place: Phrase
    figures: tuple[tuple[str, Phrase], ...]
    """(heading, words) of the figures that every entry has; "not reported" where nobody gives any."""
    others: tuple[Phrase, ...]
    """Figures of people besides: "Held: civilians: 30 (Police)"."""
    responsibility: Phrase
    line: Phrase
    """The figures that are reported, in one line: "Killed: US forces: 3 (CENTCOM) · Injured: …"."""
    withheld: str
    """Why no build has it; empty where it is published."""


@kept
def entry(library: Library, incident: Incident) -> Entry:
    """The entry of an incident of a library; made once in a language, for all lists."""
    names = Names(library)
    told = account(names.library, incident)
    record = incident.record
    figures = {fact: _figures(names, told, fact) for fact in people() if fact.silence}
    others = tuple(
        say("{fact}: {figures}", fact=fact.title, figures=_cell(names, told, told.toll(fact.id)))
        for fact in people()
        if not (fact.silence or fact.covers) and told.toll(fact.id)
    )
    reported = [
        say("{fact}: {figures}", fact=fact.title, figures=said) for fact, said in figures.items() if said
    ]
    silent = say("Deaths and injuries: not reported in the sources cited")
    return Entry(
        id=incident.id,
        date=record.date.words(),
        dates=record.when,
        title=record.title,
        link=names.incident(incident.id),
        place=_place(names, incident) or say("place not reported"),
        figures=tuple((fact.title, said or say("not reported")) for fact, said in figures.items()),
        others=others,
        responsibility=responsibility(names, told, owner),
        line=joined([*reported, *others] or [silent], " · "),
        withheld=PUBLISH[record.publish].label if record.publish != "published" else "",
    )


def _place(names: Names, incident: Incident) -> Phrase:
    place_id = incident.record.place
    return names.place(place_id) if place_id and place_id in names.library.registries.places else NOTHING


def _figures(names: Names, told: Account, fact: People) -> Phrase:
    """Figures of one fact; with those of the dead stand those that do not tell them from the injured."""
    together = (
        toll for other in covering(fact.id) if other.covers[0] == fact.id for toll in told.toll(other.id)
    )
    return _cell(names, told, (*told.toll(fact.id), *together), fact)


def _cell(names: Names, told: Account, tolls: Sequence[Toll], fact: People | None = None) -> Phrase:
    """As many figures as fit, by party and owner, and the number of the others; empty without any.

    Every party's first figure comes before the second of another, so that a long list of one party leaves
    none out. Where there is room for one party alone, what rivals say of it stands side by side.
    """
    in_turns, rivals = turns(tolls), [(toll, row) for toll in tolls for row in toll.spread]

    def way(said: Sequence[Said], short: bool) -> Callable[[int], Phrase]:
        return lambda shown: _shown(names, told, fact, said, shown, short=short)

    several = as_many_as_fit(len(in_turns), way(in_turns, False), way(in_turns, True), least=2)
    return several or as_many_as_fit(len(rivals), way(rivals, False), way(rivals, True))


def turns(tolls: Iterable[Toll]) -> list[Said]:
    """The current figures of several tolls, in turns: the first of each, then the second of each."""
    rounds = zip_longest(*([(toll, row) for row in toll.spread] for toll in tolls))
    return [said for said in chain.from_iterable(rounds) if said]


def _shown(
    names: Names, told: Account, fact: People | None, said: Sequence[Said], shown: int, *, short: bool
) -> Phrase:
    """The first ``shown`` of the figures, those of a party together, and how many more there are."""
    by_toll: dict[tuple[str, tuple[str, ...], str], list[Said]] = {}
    for toll, row in said[:shown]:
        by_toll.setdefault((toll.harm, toll.parties, toll.unit), []).append((toll, row))
    parts = [_of_toll(names, told, fact, figures, short=short) for figures in by_toll.values()]
    left = len(said) - shown
    if not parts:
        return say_many("{number} figure", "{number} figures", left) if left else NOTHING
    return semicolons([*parts, say_many("{number} more", "{number} more", left) if left else NOTHING])


def _of_toll(
    names: Names, told: Account, fact: People | None, said: Sequence[Said], *, short: bool
) -> Phrase:
    toll = said[0][0]
    figures = joined(
        say(
            "{figure} ({owner})",
            figure=few_words(names, row) if short else figure(names, row.value),
            owner=_owner(names, told.incident, row.statement)
            if short
            else owner(names, told.incident, row.statement),
        )
        for _, row in said
    )
    figures = say("{people}: {figures}", people=_party(names, toll, short=short), figures=figures)
    if fact is None or toll.harm == fact.id:
        return figures
    return say("{fact}: {figures}", fact=small(FACTS[toll.harm].title), figures=figures)


def _owner(names: Names, incident: Incident, statement: Statement) -> Phrase:
    """Who says it; of somebody without a name whose description is long, only that."""
    by, named = statement.by, owner(names, incident, statement)
    return say("a speaker not named") if by and not by.actor and words(named) > _MOST_OF_OWNER else named


def _party(names: Names, toll: Toll, *, short: bool) -> Phrase:
    if short and toll.parties == ("unspecified",):
        return say("side not stated")
    return listed(map(names.short, toll.parties)) if short else names.actors(toll.parties)


def few_words(names: Names, row: Row) -> Phrase:
    """A figure by its number and what limits it: "at least 4" of "at least 4, with burns"."""
    without = dict.fromkeys(("nature", "of_which", "where", "described"))
    return figure(names, row.value.model_copy(update=without))


def responsibility(names: Names, told: Account, name: NameSpeaker) -> Phrase:
    """Who claims, who accuses whom, who denies, as far as there is room; the others by their number."""
    stances = list(_stances(names, told, name))
    if not stances:
        return say("no claim and no accusation is recorded")

    def by_kind(shown: int) -> Phrase:
        return semicolons([*(text for _, text in stances[:shown]), *_left(stances, shown)])

    def together(shown: int) -> Phrase:
        # That somebody denies it stands beside an accusation, whatever has no room.
        left = [stance for stance in stances[shown:] if stance[0] == "denial"]
        more = len(stances) - shown - len(left)
        rest = say_many("{number} more statement", "{number} more statements", more) if more else NOTHING
        return semicolons(
            [*(text for _, text in stances[:shown]), *_left([*stances[:shown], *left], shown), rest]
        )

    text = as_many_as_fit(len(stances), by_kind, together, least=1)
    return capital(text or longest((by_kind(0), together(0))))


def _stances(names: Names, told: Account, name: NameSpeaker) -> Iterator[tuple[str, Phrase]]:
    """(kind, words) of each stance, each once: a claim, an accusation and a denial first."""
    claims = told.stance("claims")
    own = dict.fromkeys(
        actor for row in claims if stance_actors(row) == (row.voice.speaker,) for actor in stance_actors(row)
    )
    groups = {
        "claim": [say("claimed by {actors}", actors=names.actors(own))] if own else [],
        "accusation": _said(names, told, _named_first(told), name),
        "denial": _said(names, told, told.stance("denies"), name),
    }
    groups["claim"] += _said(
        names, told, [row for row in claims if stance_actors(row) != (row.voice.speaker,)], name
    )
    others = _said(names, told, told.stance("may-claim", "accident", "unclaimed", "declines"), name)
    yield from ((kind, texts[0]) for kind, texts in groups.items() if texts)
    yield from ((kind, text) for kind, texts in groups.items() for text in texts[1:])
    yield from (("other", text) for text in others)


def _named_first(told: Account) -> list[Row]:
    """The accusations, those of somebody who has a name first."""
    return sorted(spread(told.stance("blames", "suspects")), key=lambda row: not row.value.actors)


def _said(names: Names, told: Account, rows: Iterable[Row], name: NameSpeaker) -> list[Phrase]:
    """Stances with their speakers, without reservation and evidence: "CENTCOM said that US forces did it"."""
    return phrases.once(
        longest(
            say("{speaker} {stance}", speaker=name(names, told.incident, row.statement), stance=text)
            for text in _stance(names, row)
        )
        for row in rows
    )


def _stance(names: Names, row: Row) -> Iterator[Phrase]:
    """A stance in words, the longest first: whom it is about in the speaker's words, by name, by neither."""
    value = row.value
    yield stance(names, value, bare=True)
    whom = listed(map(names.short, value.actors or ())) or say("others, not named")
    match value.stance:
        case "blames":
            yield say("blamed {whom}", whom=whom)
        case "suspects":
            yield say("suspected {whom}", whom=whom)
        case "claims":
            yield say("said that {whom} did it", whom=whom)
        case "denies":
            yield say("denied a part")


def _left(stances: Sequence[tuple[str, Phrase]], shown: int) -> Iterator[Phrase]:
    """What has no room, by its kind: "2 more accusations", "1 denial"."""
    told = {kind for kind, _ in stances[:shown]}
    left = [kind for kind, _ in stances[shown:]]
    for kind, number in Counter(left).items():
        match kind:
            case "claim" if kind in told:
                yield say_many("{number} more claim", "{number} more claims", number)
            case "claim":
                yield say_many("{number} claim", "{number} claims", number)
            case "accusation" if kind in told:
                yield say_many("{number} more accusation", "{number} more accusations", number)
            case "accusation":
                yield say_many("{number} accusation", "{number} accusations", number)
            case "denial" if kind in told:
                yield say_many("{number} more denial", "{number} more denials", number)
            case "denial":
                yield say_many("{number} denial", "{number} denials", number)
            case _:
                yield say_many("{number} more statement", "{number} more statements", number)
