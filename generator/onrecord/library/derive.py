"""What follows from the statements of one incident. Everything here is ours, and pages mark it so.

The rules, in the order of this module:

* **What replaces what.** A value becomes an earlier one where the same speaker gave another one of the same
  matter at a later time, or in a statement that `corrects` the first. Everything else stands side by side:
  values of one statement, of two speakers of one side, of one speaker at times that cannot be told apart. A
  word without a number does not replace a number that it agrees with.
* **Not reported.** No statement gives it. It is not zero.
* **Confirmation** and **disputes** stand in `confirmation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from onrecord.library.anchors import anchor
from onrecord.library.confirmation import Confirmation, confirmation
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered, remembered
from onrecord.library.voices import Span, Voice, said_within, voice
from onrecord.record.statement import Casualties, Responsibility, Statement
from onrecord.record.things import Loss
from onrecord.terms import ACTOR_KINDS, WEAPONS
from onrecord.terms.facts import FACTS, counted, covering, people
from onrecord.values.count import Count, Kind
from onrecord.values.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one fact, as one statement gives it."""

    fact: str
    value: Any
    statement: Statement
    anchor: str
    voice: Voice
    span: Span | None = field(compare=False)
    """Between which moments it was said or, failing that, published; None where no date is known."""
    order: int = field(compare=False)
    """The place of the statement in the record: breaks ties."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What is said about one harm of one party."""

    harm: str
    parties: tuple[str, ...]
    all: tuple[Row, ...]
    """Every figure, in the order of the record."""
    rows: tuple[Row, ...]
    """The figures that their speakers have not replaced or repeated, in the order of the record."""
    earlier: tuple[Row, ...]
    """The figures that their own speakers replaced."""
    confirmation: Confirmation | None
    """Who stands behind the current figures; None where there is nothing to compare."""
    own: frozenset[str] = frozenset()
    """The houses of the parties."""
    unit: str = ""
    """What the figures count where it is not people one by one: "households"."""

    @property
    def spread(self) -> tuple[Row, ...]:
        """The current rows: the party's own, then the newest of each house, then the others.

        A list that is cut short cuts no side out. A statement that gives one figure both bare and with its
        nature gives it once.
        """
        told = {(row.order, row.value.count) for row in self.rows if row.value.nature}
        return spread(
            (row for row in self.rows if row.value.nature or (row.order, row.value.count) not in told),
            self.own,
        )

    @property
    def newest(self) -> tuple[Row, ...]:
        """Of these rows those after which their house gave no other for certain.

        Of two figures that came out on one day, or without any, nobody knows which is the newer: both are.
        """
        rows = self.spread
        return tuple(
            row
            for row in rows
            if not any(later(other, row) for other in rows if other.voice.house == row.voice.house)
        )

    @property
    def moved(self) -> bool:
        """Whether a speaker changed a figure."""
        return bool(self.earlier)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that the sources cited leave open."""

    kind: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One incident with everything that is derived from its statements."""

    incident: Incident
    rows: tuple[Row, ...]
    tolls: tuple[Toll, ...]
    unknowns: tuple[Unknown, ...]
    sides: int
    """Houses of those who speak about the incident; context and a publication's own words do not count."""
    sources: tuple[str, ...]
    """Ids of the sources cited, in order of first citation."""
    replaced: tuple[Row, ...] = ()
    """Rows that their own speakers replaced; figures of harm are in ``tolls``."""
    disputes: tuple[Unknown, ...] = ()
    """What speakers of different sides say differently."""

    def of(self, fact: str) -> tuple[Row, ...]:
        """All rows of a fact about the incident, replaced ones left out."""
        return tuple(row for row in self.rows if row.fact == fact)

    def toll(self, harm: str) -> tuple[Toll, ...]:
        """The tolls of one harm, by party in order of first mention."""
        return tuple(toll for toll in self.tolls if toll.harm == harm)

    def stance(self, *stances: str) -> tuple[Row, ...]:
        """Rows of responsibility with one of ``stances``."""
        return tuple(row for row in self.of("responsibility") if row.value.stance in stances)

    def verified(self, statement: Statement) -> tuple[Row, ...]:
        """What was said of whether this statement could be confirmed independently."""
        if not statement.id:
            return ()
        return tuple(row for row in self.of("verification") if statement.id in (row.value.of or ()))

    def reported(self, fact: str) -> bool:
        """Whether any statement gives the fact.

        ``casualties`` that are not told apart count for killed and injured.
        """
        return any(self.of(one) for one in (fact, *(other.id for other in covering(fact))))

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Ids by facet, each always "according to" somebody.

        The facets are weapons, speaker, claimant, blamed, target, harmed, counted and place.
        """
        found: dict[str, dict[str, None]] = {}

        def add(facet: str, ids: Iterable[str]) -> None:
            found.setdefault(facet, {}).update(dict.fromkeys(ids))

        record = self.incident.record
        add("place", [*([record.place] if record.place else []), *(record.other_places or ())])
        for row in self.rows:
            value = row.value
            match row.fact:
                case "weapons":
                    add("weapons", value)
                case "place":
                    add("place", [value])
                case "targets" | "losses":
                    add("target", value.whose or ())
                case "responsibility":
                    own = [row.voice.speaker] if row.voice.named else []
                    if value.stance == "claims":
                        add("claimant", value.actors or own)
                    elif value.stance in ("blames", "suspects"):
                        add("blamed", value.actors or ())
                case fact if count := counted(fact):
                    add("harmed" if count.casualty else "counted", value.who)
            if row.voice.named:
                add("speaker", [row.voice.speaker])
        return {facet: tuple(ids) for facet, ids in found.items() if ids}


def spread(rows: Iterable[Row], own: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """Newest first, those of the houses ``own`` before the newest of each other house, then the rest."""
    seen: set[str] = set()
    ranked: list[tuple[int, int, Row]] = []
    for place, row in enumerate(newest_first(rows)):
        rank = 2 if row.voice.house in seen else 0 if row.voice.house in own else 1
        seen.add(row.voice.house)
        ranked.append((rank, place, row))
    return tuple(row for _, _, row in sorted(ranked, key=lambda one: one[:2]))


def newest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """By the first moment at which they can have been said, last first; undated ones at the end.

    What is known only by an interval of publication does not pass for news of its last day.
    """
    return tuple(
        sorted(rows, key=lambda row: (row.span is None, -row.span[0].timestamp() if row.span else 0.0))
    )


@remembered
def account(library: Library, incident: Incident) -> Account:
    """Derives everything a page says about one incident; once for an incident of a library."""
    rows = tuple(rows_of(library, incident))
    replaced, repeated = settled(rows)
    live = tuple(row for row in rows if id(row) not in replaced)
    tolls = tuple(_tolls(library, rows, replaced, repeated))
    houses = {row.voice.house for row in rows if row.statement.by is not None}
    earlier = tuple(row for row in rows if id(row) in replaced and not counted(row.fact))
    shell = Account(incident, live, tolls, (), len(houses), incident.sources, earlier)
    return replace(
        shell, unknowns=tuple(_unknowns(library, shell)), disputes=tuple(_disputes(library, shell))
    )


def rows_of(library: Library, incident: Incident) -> Iterator[Row]:
    """Every value of the statements about an incident, superseded ones too, in the order of the record."""
    for order, statement in enumerate(incident.record.statements):
        yield from statement_rows(library, incident, statement, order)


def statement_rows(
    library: Library, incident: Incident, statement: Statement, order: int = 0
) -> Iterator[Row]:
    """Every value of one statement, which is the one at ``order`` in its record."""
    who = voice(library, incident, statement, order)
    span = said_within(library, incident, statement)
    fragment = anchor(statement)
    for fact in statement.facts:
        value = getattr(statement, fact)
        # Weapons are one phrase; every other fact that can be a list is several values.
        values = value if isinstance(value, tuple) and fact != "weapons" else (value,)
        for one in values:
            yield Row(fact, one, statement, fragment, who, span, order)


def core(row: Row) -> object:
    """The part of a value that can move; two are the same where they print the same."""
    value = row.value
    if isinstance(value, Responsibility):
        return value.stance, value.actors, value.described
    # A span of time is its count with its unit: 6 hours and 6 days are two values.
    if isinstance(value, Quantity):
        return value
    return value.count if isinstance(getattr(value, "count", None), Count) else value


def same(row: Row, other: Row) -> bool:
    """Whether two rows give the same value."""
    return str(core(row)) == str(core(other))


def matter(row: Row) -> tuple[object, ...]:
    """What a row is about, without who says so: rows that differ in it never replace each other.

    A figure of one nature of harm, of one part of the incident or of further people is a matter of its own,
    and so are what a speaker says of its own side and what it says of others.
    """
    value = row.value
    if isinstance(value, Casualties):
        apart = frozenset(value.nature or ()), value.where, "further" in (value.qualifier or ()), value.unit
        return (row.fact, frozenset(value.who), *apart)
    if isinstance(value, Loss):
        limits = value.where, "further" in (value.qualifier or ())
        return (row.fact, value.what, value.state, frozenset(value.whose or ()), *limits)
    if isinstance(value, Responsibility):
        accuses = value.stance in ("blames", "suspects")
        return row.fact, "accusation" if accuses else "unclaimed" if value.stance == "unclaimed" else "own"
    return (row.fact,)


def replaces(new: Row, old: Row) -> bool:
    """Whether ``new`` takes the place of ``old``, or says it again: the rule at the top of this module."""
    if new.order == old.order or new.fact != old.fact:
        return False
    if old.statement.id and old.statement.id in (new.statement.corrects or ()):
        return not isinstance(new.value, Casualties | Loss) or _whom(new) == _whom(old)
    return (
        new.voice.speaker == old.voice.speaker
        and matter(new) == matter(old)
        and later(new, old)
        and not _vaguer(new, old)
    )


def _whom(row: Row) -> tuple[object, ...]:
    """Of whom or of what a figure is, and in which unit."""
    value = row.value
    return (value.what,) if isinstance(value, Loss) else (frozenset(value.who), value.unit)


def later(new: Row, old: Row) -> bool:
    """Whether ``new`` was said after ``old`` for certain: their times are known and do not overlap."""
    return new.span is not None and old.span is not None and old.span[1] < new.span[0]


def _vaguer(new: Row, old: Row) -> bool:
    """Whether a word stands where a number that it agrees with stood: "dozens" after "at least 34"."""
    word, number = core(new), core(old)
    return (
        isinstance(word, Count)
        and isinstance(number, Count)
        and number.numeric
        and not word.numeric
        and word.compatible(number)
    )


def settled(rows: Iterable[Row]) -> tuple[frozenset[int], frozenset[int]]:
    """(replaced, repeated): identities of rows of which the same speaker later gave another, or the same."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if FACTS[row.fact].series:
            groups.setdefault(row.fact, []).append(row)
    replaced: set[int] = set()
    repeated: set[int] = set()
    for group in groups.values():
        for old in group:
            newer = [new for new in group if replaces(new, old)]
            if newer:
                (repeated if all(same(new, old) for new in newer) else replaced).add(id(old))
    return frozenset(replaced), frozenset(repeated)


def _tolls(
    library: Library, rows: Iterable[Row], replaced: frozenset[int], repeated: frozenset[int]
) -> Iterator[Toll]:
    groups: dict[tuple[str, tuple[str, ...], str], list[Row]] = {}
    for row in rows:
        if isinstance(row.value, Casualties):
            # Households are no people: their figures are a series of their own.
            key = row.fact, tuple(sorted(row.value.who)), row.value.unit or ""
            groups.setdefault(key, []).append(row)
    for (harm, _, unit), group in groups.items():
        parties = group[0].value.who
        current = tuple(row for row in group if id(row) not in replaced | repeated)
        yield Toll(
            harm,
            parties,
            tuple(group),
            current,
            tuple(row for row in group if id(row) in replaced),
            confirmation(current, parties),
            frozenset(library.house(party) for party in parties),
            unit,
        )


def _unknowns(library: Library, account: Account) -> Iterator[Unknown]:
    table = {fact.id: fact for fact in people()}
    for fact in table.values():
        if fact.silence and not account.reported(fact.id):
            yield Unknown(fact.silence)
    for toll in account.tolls:
        counts = [row.value.count for row in toll.rows]
        if not any(count.numeric or count.state.startswith(("none", "no ")) for count in counts):
            yield Unknown(f"number-{toll.harm}", toll.parties)
        if any(count.state == "under evaluation" for count in counts):
            yield Unknown(table[toll.harm].pending, toll.parties)
    if not account.of("time"):
        yield Unknown("time")
    countable = any(WEAPONS[one].countable for row in account.of("weapons") for one in row.value)
    if countable and not any(row.value.numeric for row in account.of("projectiles")):
        yield Unknown("projectiles")
    attackers = account.of("attackers")
    if attackers and not any(row.value.count.numeric for row in attackers):
        yield Unknown("attackers")
    if not account.of("damage") and not account.of("losses"):
        yield Unknown("damage")
    claims = account.stance("claims")
    if not claims:
        accused = account.stance("blames", "suspects")
        yield Unknown("responsibility" if accused else "responsibility-silent")
    elif not any(acknowledged(library, account, row) for row in claims):
        yield Unknown("claim-true")
    silent = _silent_state(library, account)
    if silent:
        yield Unknown("account-of", (silent,))


def acknowledged(library: Library, account: Account, claim: Row) -> bool:
    """Whether a claim leaves nobody asking who did it.

    So it is where a state or its forces say it of themselves, and where another house says the same of the
    claimant. Nobody denies it.
    """
    claimants = {library.house(one) for one in stance_actors(claim)}
    if not claimants or claim.voice.house not in claimants:
        return False
    denied = (one for row in account.stance("denies") for one in stance_actors(row))
    if not claimants.isdisjoint(map(library.house, denied)):
        return False
    kinds = [actor.kind for one in claimants if (actor := library.actor(one))]
    if kinds and all(ACTOR_KINDS[kind].answers for kind in kinds):
        return True
    accused = {
        library.house(one)
        for row in account.stance("blames")
        if row.voice.house not in claimants
        for one in row.value.actors or ()
    }
    return claimants <= accused


def _disputes(library: Library, account: Account) -> Iterator[Unknown]:
    """What is disputed, in the order of the page: sides differ, or one differs from the header."""
    record = account.incident.record
    if any(row.value != record.date for row in account.of("date")):
        yield Unknown("date")
    if any(row.value not in (record.place, *(record.other_places or ())) for row in account.of("place")):
        yield Unknown("place")
    zone, day = library.zone, record.date
    if _differ(account.of("time"), lambda a, b: not a.value.compatible(b.value, zone, day)):
        yield Unknown("time")
    armed = [row for row in account.of("weapons") if not _report(row)]
    if _differ(armed, lambda a, b: not _same_weapons(a.value, b.value)):
        yield Unknown("weapons")
    for fact in ("attackers", "projectiles", "intercepted"):
        if _differ(account.of(fact), _apart):
            yield Unknown(fact)
    if _differ(account.of("duration"), lambda a, b: not a.value.compatible(b.value)):
        yield Unknown("duration")
    if _differ(account.of("losses"), lambda a, b: matter(a) == matter(b) and _apart(a, b)):
        yield Unknown("losses")
    for toll in account.tolls:
        if toll.confirmation and toll.confirmation.differs:
            rows = toll.confirmation.rows
            none = any(row.value.count.kind is Kind.ZERO for row in rows)
            yield Unknown(f"{'whether' if none else 'number'}-{toll.harm}", toll.parties)
    if account.stance("accident") and account.stance("claims", "blames", "suspects"):
        yield Unknown("cause")
    denied = {library.house(one) for row in account.stance("denies") for one in stance_actors(row)}
    named = [
        one
        for row in account.stance("claims", "blames", "suspects")
        for one in stance_actors(row)
        if library.house(one) in denied
    ]
    for one in dict.fromkeys(map(library.house, named)):
        yield Unknown("responsibility", (one,))


def _differ(rows: Iterable[Row], apart: Callable[[Row, Row], bool]) -> bool:
    """Whether rows of two houses are ``apart``."""
    return any(a.voice.house != b.voice.house and apart(a, b) for a, b in combinations(rows, 2))


def _apart(row: Row, other: Row) -> bool:
    one, two = core(row), core(other)
    return isinstance(one, Count) and isinstance(two, Count) and not one.compatible(two)


def _same_weapons(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two accounts can name the same weapons: each of one is one of the other, or broader."""
    return all(any(_kin(a, b) for b in others) for a in ones) and all(
        any(_kin(a, b) for a in ones) for b in others
    )


def _kin(one: str, other: str) -> bool:
    return one in _broader(other) or other in _broader(one)


def _broader(weapon: str) -> tuple[str, ...]:
    above = WEAPONS[weapon].broader
    return (weapon, *(_broader(above) if above else ()))


def _report(row: Row) -> bool:
    """Whether a publication speaks in its own words."""
    return row.statement.by is None


@gathered
def _states(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The states of the registry by their countries' codes."""
    found: dict[str, tuple[str, ...]] = {}
    for actor_id, actor in library.registries.actors.items():
        if actor.kind == "state" and actor.country:
            found[actor.country] = (*found.get(actor.country, ()), actor_id)
    return found


def _silent_state(library: Library, account: Account) -> str:
    """The state at the place, where none of its organs is quoted on the incident."""
    place = library.registries.places.get(account.incident.record.place or "")
    if place is None or not place.country:
        return ""
    states = _states(library).get(place.country) or ()
    houses = {row.voice.house for row in account.rows}
    return states[0] if states and not any(library.house(state) in houses for state in states) else ""


def stance_actors(row: Row) -> tuple[str, ...]:
    """Whom a responsibility row is about: the actors it names, or the speaker for its own claim or denial."""
    value: Responsibility = row.value
    own = value.stance in ("claims", "denies", "declines") and row.voice.named
    return value.actors or ((row.voice.speaker,) if own else ())
