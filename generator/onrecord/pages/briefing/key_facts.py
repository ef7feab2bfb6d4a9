"""The first screen: when, where, who was harmed, who claims it, who blames whom, what nobody says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row, Toll, spread, stance_actors
from onrecord.library.voices import Voice
from onrecord.pages.briefing import questions
from onrecord.phrases import (
    Emphasis,
    Names,
    Phrase,
    Strong,
    joined,
    listed,
    phrase,
    say,
    say_many,
    semicolons,
)
from onrecord.phrases.values import value
from onrecord.terms import CHANNELS, UNITS
from onrecord.terms.facts import People, covering, people

#: Accounts that fit into a line: those of each side, the party's own first. The others are announced.
MOST_IN_LINE = 3
Fact = tuple[Phrase, Phrase]
"""(label, value)"""


def key_facts(names: Names, account: Account) -> Iterator[Fact]:
    """The lines of the first screen, in their order. What nobody reports is said once, at the end."""
    yield say("When"), when(names, account)
    yield say("Where"), where(names, account)
    if rows := account.of("vessels"):
        yield say("Vessels"), _by_value(names, account, rows)
    if rows := spread(account.of("attackers")):
        yield say("Attackers"), _by_value(names, account, rows, strong=True)
    for fact in people():
        for toll in account.toll(fact.id):
            label = say("{what}: {people}", what=fact.title, people=names.actors(toll.parties))
            label = phrases.aside(label, UNITS[toll.unit].words(2) if toll.unit else None)
            yield label, figures(names, account, toll)
    yield from _responsibility(names, account)
    if rows := account.of("verification"):
        yield say("Independent confirmation"), phrases.capital(semicolons(_confirmed(names, account, rows)))
    if rows := spread((*account.of("losses"), *account.of("damage"))):
        told = [_according(names, account, value(names, account, row), [row]) for row in rows[:2]]
        yield say("Damage"), joined(map(phrases.capital, [*told, *_more(len(rows) - 2)]), " · ")
    silent = list(silences(account))
    if disputes := list(questions.disputes(names, account)):
        yield say("Disputed"), _derived(disputes)
    if unknowns := list(questions.unknowns(names, account, told=silent)):
        yield say("Not known"), _derived(unknowns)
    if left_out := list(_left_out(account, silent)):
        yield say("Not reported"), joined(map(phrases.capital, left_out), ". ")


def silences(account: Account) -> Iterator[str]:
    """What readers look for and nobody speaks of: "deaths", "injuries"."""
    for fact in people():
        if fact.silence and not account.toll(fact.id) and not _together(account, fact):
            yield fact.silence


def _together(account: Account, fact: People) -> People | None:
    """The fact in whose figures those of another one are included, where somebody gives such a figure."""
    return next((other for other in covering(fact.id) if account.toll(other.id)), None)


def _left_out(account: Account, silent: list[str]) -> Iterator[Phrase]:
    """What nobody speaks of, and what is told only together with something else."""
    if silent:
        yield say("{topics}, which does not say that there were none", topics=listed(silent))
    apart: dict[str, list[str]] = {}
    for fact in people():
        other = _together(account, fact)
        if fact.silence and not account.toll(fact.id) and other:
            apart.setdefault(other.topic, []).append(fact.silence)
    for people_together, topics in apart.items():
        yield say(
            "{topics} by themselves: only figures for {people} together",
            topics=listed(topics),
            people=people_together,
        )


def _derived(parts: Iterable[Phrase]) -> Phrase:
    return joined([joined(parts, " · "), Emphasis(say("(derived)"))], " ")


def when(names: Names, account: Account) -> Phrase:
    """The date with its weekday, what of it is ours, and what is said about the time of day."""
    record = account.incident.record
    day = record.date.words()
    if weekday := record.date.weekday():
        day = _("{weekday} {day}").format(weekday=weekday, day=day)
    date = say("{day} (date worked out by us)", day=day) if record.date_basis else phrase(day)
    times = [
        _according(names, account, phrases.time_of_day(names, account, row), [row])
        for row in account.of("time")
    ]
    lasted = [
        say("it lasted {duration}", duration=_according(names, account, value(names, account, row), [row]))
        for row in account.of("duration")
    ]
    return semicolons([date, *times, *lasted])


def where(names: Names, account: Account) -> Phrase:
    """The places with their country, and how sure a place is where it is less than the site itself."""
    record = account.incident.record
    places = [place for place in (record.place, *(record.other_places or ())) if place]
    if places:
        positions = [
            _according(names, account, value(names, account, row), [row]) for row in account.of("position")
        ]
        return semicolons([listed(names.place_and_country(place) for place in places), *positions])
    # An edition, in which nobody had yet named the place that the header has today.
    given = [
        _according(names, account, names.place_and_country(row.value), [row]) for row in account.of("place")
    ]
    return semicolons(given) or say("Not reported in the sources cited")


def figures(names: Names, account: Account, toll: Toll) -> Phrase:
    """The newest figures of each side with their owners and sources, and where that side began.

    Equal figures are said once; nothing is added, averaged or ranged. Where one side alone gives figures,
    that stands at the end.
    """
    said: dict[Phrase, list[Row]] = {}
    told, left = set[tuple[Phrase, Voice]](), 0
    for row in toll.newest:
        figure = phrases.figure(names, row.value)
        # One who gives the same figure again only adds a source.
        if len(told) < MOST_IN_LINE or (figure, row.voice) in told:
            told.add((figure, row.voice))
            said.setdefault(figure, []).append(row)
        else:
            left += 1
    parts, begun = [], set[str]()
    for figure, rows in said.items():
        text = _according(names, account, phrase(Strong(figure)), rows)
        doubts = phrases.once(phrases.verified(names, account, row.statement) for row in rows)
        text = phrases.aside(text, semicolons(doubts))
        first = _first(toll, rows[0])
        if first is not None and len({row.voice for row in rows}) == 1 and first.voice.house not in begun:
            begun.add(first.voice.house)
            text = say(
                "{newest}; at first {figure} ({owner})",
                newest=text,
                figure=phrases.figure(names, first.value),
                owner=phrases.owner(names, account.incident, first.statement)
                + names.markers(account.incident, first.statement.source),
            )
        parts.append(text)
    text = semicolons([*parts, *_more(left)])
    confirmed = toll.confirmation
    if confirmed and confirmed.kind == "one-side" and len(confirmed.rows) == len(toll.rows):
        side = confirmed.sides[0]
        only = (
            say("({side} side only)", side=names.side(side))
            if names.library.actor(side)
            else say("(one speaker only, side not stated)")
        )
        text = joined([text, Emphasis(only)], " ")
    return text


def _by_value(names: Names, account: Account, rows: Iterable[Row], *, strong: bool = False) -> Phrase:
    """Values of one fact with their owners, equal ones once: "About 40 gunmen, according to the police"."""
    said: dict[Phrase, list[Row]] = {}
    for row in rows:
        said.setdefault(value(names, account, row), []).append(row)
    parts = [
        _according(names, account, phrase(Strong(what)) if strong else what, owners)
        for what, owners in list(said.items())[:MOST_IN_LINE]
    ]
    return phrases.capital(semicolons([*parts, *_more(len(said) - MOST_IN_LINE)]))


def _confirmed(names: Names, account: Account, rows: Iterable[Row]) -> Iterator[Phrase]:
    """Who could confirm what: "The Daily could not independently confirm what the Army said"."""
    for row in rows:
        owner = phrases.owner(names, account.incident, row.statement)
        marks = names.markers(account.incident, row.statement.source)
        yield joined([owner + marks, phrases.noted_value(names, account, row)], " ")


def _first(toll: Toll, newest: Row) -> Row | None:
    """The first figure of the side that gives ``newest``, where it is another one and was said before."""
    dated = [row for row in toll.all if row.voice.house == newest.voice.house and row.span]
    first = min(dated, key=lambda row: (row.span, row.order), default=None)
    if first is None or newest.span is None or first.span is None or first.span[0] >= newest.span[0]:
        return None
    return first if first.value.count != newest.value.count else None


def _according(names: Names, account: Account, what: Phrase, rows: Iterable[Row]) -> Phrase:
    owners = phrases.owners(names, account.incident, rows)
    return say("{what}, according to {owners}", what=what, owners=owners)


def _more(left: int) -> list[Phrase]:
    return [say_many("{number} more below", "{number} more below", left)] if left > 0 else []


def _responsibility(names: Names, account: Account) -> Iterator[Fact]:
    yield say("Claimed"), _claimed(names, account)
    blames = sorted(spread(account.stance("blames", "suspects")), key=lambda row: not row.value.actors)
    accused = [_blame(names, account, row) for row in blames[:MOST_IN_LINE]]
    nobody = say("No accusation is recorded from the sources cited")
    yield say("Blamed"), phrases.capital(semicolons([*accused, *_more(len(blames) - MOST_IN_LINE)])) or nobody
    others = (
        ("denies", say("Denied")),
        ("accident", say("Called an accident")),
        ("declines", say("Declined to say")),
    )
    for stance, label in others:
        if rows := account.stance(stance):
            yield label, phrases.capital(_by_whom(names, account, rows))


def _claimed(names: Names, account: Account) -> Phrase:
    """Who claims it, each once; an act that may be this one; that nobody does, or that it was said."""
    claims: dict[tuple[str, ...], Row] = {}
    for row in account.stance("claims"):
        # Of several claims of one claimant the first that names a channel says most.
        key = stance_actors(row) or (str(row.order),)
        if key not in claims or (row.statement.in_ and not claims[key].statement.in_):
            claims[key] = row
    parts = [semicolons(_claim(names, account, row) for row in claims.values())]
    parts += [
        say(
            "{speaker} {stance}",
            speaker=phrases.owners(names, account.incident, [row]),
            stance=phrases.stance(names, row.value),
        )
        for row in account.stance("may-claim")
    ]
    if unclaimed := account.stance("unclaimed"):
        owners = phrases.owners(names, account.incident, unclaimed)
        parts.append(say("reported as unclaimed, {owners}", owners=owners))
    told = [part for part in parts if part]
    if not told:
        return say("No claim is recorded from the sources cited")
    return joined(map(phrases.capital, told), ". ")


def _claim(names: Names, account: Account, row: Row) -> Phrase:
    """Who claims, for whom where that is somebody else, and through which channel."""
    actors, incident = stance_actors(row), account.incident
    marks = names.markers(incident, row.statement.source)
    if actors == (row.voice.speaker,):
        channel = row.statement.in_
        via = CHANNELS[channel].phrase if channel else ""
        return joined([names.actors(actors), via]) + marks
    who = names.actors(actors) or phrase(row.value.described or "")
    speaker = phrases.speaker(names, incident, row.statement)
    told = say("{speaker} said that {whom} did it", speaker=speaker, whom=who) if who else speaker
    return told + marks


def _blame(names: Names, account: Account, row: Row) -> Phrase:
    """Whom somebody accuses, with the accuser and the reservation."""
    whom = names.actors(row.value.actors or ()) or phrase(phrases.unstopped(row.value.described or ""))
    owners = phrases.owners(names, account.incident, [row])
    hedge = phrases.unstopped(row.value.hedge or "")
    by = (
        say("suspected by {owners}", owners=owners)
        if row.value.stance == "suspects"
        else say("by {owners}", owners=owners)
    )
    return say("{whom} ({by})", whom=whom, by=semicolons([by, hedge]))


def _by_whom(names: Names, account: Account, rows: Iterable[Row]) -> Phrase:
    """Stances with who takes them, those alike once: "that Iran was responsible: Nasser Kanaani"."""
    alike: dict[Phrase, list[Row]] = {}
    for row in rows:
        alike.setdefault(phrases.denied(names, row.value), []).append(row)
    parts = []
    for about, who in alike.items():
        owners = phrases.owners(names, account.incident, who)
        parts.append(say("{what}: {owners}", what=about, owners=owners) if about else owners)
    return semicolons(parts)
