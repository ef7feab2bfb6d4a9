"""What follows from the statements of one incident. Everything here is ours, and pages mark it so.

The rules, in the order of this module:

* **Series.** Rows of one house about one fact, party, nature and place are a series: the newest is current,
  the others are its history. Facts that can add to each other (weapons, damage, targets …) are all current.
* **Not reported.** No statement gives it. It is not zero.
* **Confirmation.** Counted in houses, not in publications.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onrecord.library.anchors import anchor
from onrecord.library.library import Incident, Library
from onrecord.library.voices import Voice, known_from, voice
from onrecord.record.statement import HARMS, Casualties, Responsibility, Statement
from onrecord.values.count import Count, Kind
from onrecord.values.when import known_by

#: Facts of which one house gives one value at a time, so that a later value takes the place of an earlier
#: one.
ONE_VALUE = frozenset({"date", "time", "place", "projectiles", "intercepted", *HARMS})


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one fact, as one statement gives it."""

    fact: str
    value: Any
    statement: Statement
    anchor: str
    voice: Voice
    at: datetime | None = field(compare=False)
    """When it was said or, failing that, could first be read; None where no date is known."""
    order: int = field(compare=False)
    """The place of the statement in the record: breaks ties."""


@dataclass(frozen=True, slots=True)
class Series:
    """Rows of one voice about one thing, oldest first."""

    rows: tuple[Row, ...]

    @property
    def current(self) -> Row:
        """The newest row."""
        return self.rows[-1]

    @property
    def history(self) -> tuple[Row, ...]:
        """The earlier rows whose value differs from the next one's."""
        return tuple(
            a for a, b in zip(self.rows, self.rows[1:], strict=False) if str(core(a)) != str(core(b))
        )


@dataclass(frozen=True, slots=True)
class Toll:
    """What is said about one harm of one party."""

    harm: str
    parties: tuple[str, ...]
    series: tuple[Series, ...]
    confirmation: str
    """``single-source``, ``corroborated``, ``contested``; empty where there is nothing to compare."""
    compared: tuple[Row, ...] = ()
    """The current rows that the confirmation is about."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The current rows, in the order in which they first appear in the record."""
        return tuple(series.current for series in self.series)

    @property
    def spread(self) -> tuple[Row, ...]:
        """The current rows, one of each house first: a list that is cut short cuts no side out.

        A statement that gives one figure both bare and with its nature gives it once.
        """
        told = {(row.order, row.value.count) for row in self.rows if row.value.nature}
        return spread(
            row for row in self.rows if row.value.nature or (row.order, row.value.count) not in told
        )

    @property
    def moved(self) -> bool:
        """Whether a house changed its figure."""
        return any(series.history for series in self.series)


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
    speakers: int
    """Houses that speak about the incident (context does not count)."""
    sources: tuple[str, ...]
    """Ids of the sources cited, in order of first citation."""
    replaced: tuple[Row, ...] = ()
    """Rows of which the same house gave a later one; figures of harm are in ``tolls``, with their history."""

    def of(self, fact: str) -> tuple[Row, ...]:
        """All rows of a fact about the incident, superseded ones left out."""
        return tuple(row for row in self.rows if row.fact == fact)

    def toll(self, harm: str) -> tuple[Toll, ...]:
        """The tolls of one harm, by party in order of first mention."""
        return tuple(toll for toll in self.tolls if toll.harm == harm)

    def stance(self, *stances: str) -> tuple[Row, ...]:
        """Rows of responsibility with one of ``stances``."""
        return tuple(row for row in self.of("responsibility") if row.value.stance in stances)

    def reported(self, fact: str) -> bool:
        """Whether any statement gives the fact.

        ``casualties`` that are not told apart count for killed and injured.
        """
        return bool(self.of(fact)) or (fact in ("killed", "injured") and bool(self.toll("casualties")))

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Ids by facet, each always "according to" somebody.

        The facets are weapons, speaker, claimant, blamed, target, harmed and place.
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
                case "targets":
                    add("target", value.whose or ())
                case "responsibility":
                    own = [row.voice.speaker] if row.voice.named else []
                    if value.stance == "claims":
                        add("claimant", value.actors or own)
                    elif value.stance in ("blames", "suspects"):
                        add("blamed", value.actors or ())
                case harm if harm in HARMS:
                    add("harmed", value.who)
            if row.voice.named:
                add("speaker", [row.voice.speaker])
        return {facet: tuple(ids) for facet, ids in found.items() if ids}


def spread(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with one of each house first, otherwise in their order."""
    seen: set[str] = set()
    first: list[Row] = []
    others: list[Row] = []
    for row in rows:
        (others if row.voice.house in seen else first).append(row)
        seen.add(row.voice.house)
    return (*first, *others)


def account(library: Library, incident: Incident) -> Account:
    """Derives everything a page says about one incident; once for an incident of a library."""
    known: Account | None = library.accounts.get(incident.id)
    if known is None or known.incident is not incident:
        known = library.accounts[incident.id] = _account(library, incident)
    return known


def _account(library: Library, incident: Incident) -> Account:
    rows = tuple(rows_of(library, incident))
    series = _series(rows)
    current = {id(row) for one in series for row in (one.current,)} | {
        id(row) for row in rows if row.fact not in ONE_VALUE
    }
    live = tuple(row for row in rows if id(row) in current)
    tolls = tuple(_tolls(series))
    houses = dict.fromkeys(row.voice.house for row in rows)
    cited: dict[str, None] = {}
    for _, _, statement in incident.statements():
        cited.update(dict.fromkeys(statement.source))
    shell = Account(incident, live, tolls, (), len(houses), tuple(cited))
    unknowns = tuple(_unknowns(library, shell))
    replaced = tuple(row for row in rows if id(row) not in current and row.fact not in HARMS)
    return Account(incident, live, tolls, unknowns, len(houses), tuple(cited), replaced)


def rows_of(library: Library, incident: Incident) -> Iterator[Row]:
    """Every value of the statements about an incident, superseded ones too, in the order of the record."""
    for order, statement in enumerate(incident.record.statements):
        who = voice(library, incident, statement, order)
        at = (
            known_by(statement.said, library.zone)
            if statement.said
            else known_from(library, incident, statement)
        )
        fragment = anchor(statement)
        for fact in statement.facts:
            value = getattr(statement, fact)
            # Weapons are one phrase; every other fact that can be a list is several values.
            values = value if isinstance(value, tuple) and fact != "weapons" else (value,)
            for one in values:
                yield Row(fact, one, statement, fragment, who, at, order)


def core(row: Row) -> object:
    """The part of a value that can move; two are the same where they print the same."""
    return (
        row.value.count if hasattr(row.value, "count") and isinstance(row.value.count, Count) else row.value
    )


def series_key(row: Row) -> tuple[object, ...]:
    """(fact, voice, what it is about): rows of ``ONE_VALUE`` that agree in it are a series."""
    # Unnamed speakers share a house but never a series.
    who = row.voice.house if row.voice.named else row.voice.speaker
    about: tuple[object, ...] = ()
    if isinstance(row.value, Casualties):
        about = (frozenset(row.value.who), frozenset(row.value.nature or ()), row.value.where)
    return row.fact, who, about


def series_of(rows: Iterable[Row]) -> Series:
    """The series that rows with one key are; rows in the order of the record."""
    return Series(tuple(_by_time(list(rows))))


def _series(rows: Iterable[Row]) -> tuple[Series, ...]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.fact in ONE_VALUE:
            groups.setdefault(series_key(row), []).append(row)
    return tuple(map(series_of, groups.values()))


def _by_time(rows: list[Row]) -> list[Row]:
    """Oldest first; a row without a date keeps its place in the record, after the dated row before it."""
    dated: list[tuple[datetime | None, Row]] = []
    last: datetime | None = None
    for row in rows:
        last = row.at or last
        dated.append((row.at or last, row))
    first = min((at for at, _ in dated if at is not None), default=None)
    return [
        row
        for _, row in sorted(
            dated,
            key=lambda pair: (
                (pair[0] or first or datetime.min).timestamp() if pair[0] or first else 0.0,
                pair[1].order,
            ),
        )
    ]


def _tolls(series: Iterable[Series]) -> Iterator[Toll]:
    groups: dict[tuple[str, tuple[str, ...]], list[Series]] = {}
    for one in series:
        value = one.current.value
        if isinstance(value, Casualties):
            groups.setdefault((one.current.fact, tuple(sorted(value.who))), []).append(one)
    for (harm, _), group in groups.items():
        parties = group[0].current.value.who
        compared = _comparable([one.current for one in group], parties)
        yield Toll(harm, parties, tuple(group), _confirmation(compared), compared)


def _comparable(rows: list[Row], parties: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows that say how many, or that there were some, of the same people.

    Left out: open states, and figures for a part of the incident or for one nature of harm where others are
    for the whole. Figures that cover several parties at once may each cover others.
    """
    if len(parties) > 1 or parties == ("mixed",):
        return ()
    said = [row for row in rows if row.value.count.kind is not Kind.OPEN]
    return tuple(row for row in said if row.value.where is None and not row.value.nature) or tuple(said)


def _confirmation(rows: tuple[Row, ...]) -> str:
    """Whether different houses agree, in different publications.

    One page that quotes two sides is one source.
    """
    if not rows:
        return ""
    if len({row.voice.house for row in rows}) == 1:
        return "single-source"
    pairs = ((a, b) for i, a in enumerate(rows) for b in rows[i + 1 :] if a.voice.house != b.voice.house)
    if not all(a.value.count.compatible(b.value.count) for a, b in pairs):
        return "contested"
    publications = {source for row in rows for source in row.statement.source}
    return "corroborated" if len(publications) > 1 else "single-source"


def _unknowns(library: Library, account: Account) -> Iterator[Unknown]:
    if not account.reported("killed"):
        yield Unknown("deaths")
    if not account.reported("injured"):
        yield Unknown("injuries")
    for toll in account.tolls:
        counts = [row.value.count for row in toll.rows]
        if not any(count.numeric or count.state.startswith(("none", "no ")) for count in counts):
            yield Unknown(f"number-{toll.harm}", toll.parties)
        if any(count.state == "under evaluation" for count in counts):
            yield Unknown("examinations" if toll.harm == "injured" else "assessment", toll.parties)
    if not account.of("time"):
        yield Unknown("time")
    if account.of("weapons") and not any(row.value.numeric for row in account.of("projectiles")):
        yield Unknown("projectiles")
    if not account.of("damage"):
        yield Unknown("damage")
    accused = account.stance("blames", "suspects", "claims")
    if not accused:
        yield Unknown("responsibility")
    elif not account.stance("blames", "suspects"):
        yield Unknown("beyond-claim")
    silent = _silent_state(library, account)
    if silent:
        yield Unknown("account-of", (silent,))


def _silent_state(library: Library, account: Account) -> str:
    """The state at the place, where none of its organs is quoted on the incident."""
    place = library.registries.places.get(account.incident.record.place or "")
    if place is None or not place.country:
        return ""
    states = [
        actor_id
        for actor_id, actor in library.registries.actors.items()
        if actor.kind == "state" and actor.country == place.country
    ]
    houses = {row.voice.house for row in account.rows}
    return states[0] if states and not any(library.house(state) in houses for state in states) else ""


def stance_actors(row: Row) -> tuple[str, ...]:
    """Whom a responsibility row is about: the actors it names, or the speaker for its own claim or denial."""
    value: Responsibility = row.value
    own = value.stance in ("claims", "denies", "declines") and row.voice.named
    return value.actors or ((row.voice.speaker,) if own else ())
