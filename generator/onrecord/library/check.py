"""Checks across records: every reference resolves, and the rules of the house hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from onrecord.library.anchors import anchor
from onrecord.library.files import Read
from onrecord.library.library import Incident, Library
from onrecord.problems import Problem, Severity, did_you_mean
from onrecord.record.reader import Located, Path
from onrecord.record.registry import is_country
from onrecord.record.statement import CONTEXT_FACTS, HARMS, Statement
from onrecord.terms import PARTIES, STANCES
from onrecord.values.prose import Prose
from onrecord.values.when import known_by


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules of the house are on, and the time against which dates are checked."""

    now: datetime
    second_reader: bool = True


@dataclass
class _File:
    """Gathers the problems of one file."""

    located: Located
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        path: Path,
        what: str,
        hint: str = "",
        *,
        key: bool = False,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.problems.append(Problem(code, self.located.place(path, key=key), what, hint, severity))

    def known(
        self, ids: Iterable[str] | None, among: Collection[str], path: Path, kind: str, where: str
    ) -> None:
        """Each of ``ids`` must be in ``among``; ``path`` is that of the value or list."""
        for index, one in enumerate(ids or ()):
            if one not in among:
                hint = did_you_mean(one, among) or f"add `{one}:` to {where}"
                self.add("unknown-id", (*path, index), f"there is no {kind} `{one}`", hint)

    def loop(self, start: str, above: Mapping[str, str | None], key: str) -> None:
        """Following ``key`` from ``start`` must not lead back to it."""
        chain = [start]
        while (top := above.get(chain[-1])) is not None and top not in chain:
            chain.append(top)
        if top == start:
            way = " → ".join(f"`{one}`" for one in (*chain, start))
            self.add(
                "order",
                (start, key),
                f"`{start}` is a part of itself: {way}",
                f"one `{key}` in this chain is wrong",
            )

    def incident(self, one: str, among: Collection[str], path: Path) -> None:
        """The incident ``one`` must be in ``among``; the record's own id is not what was meant."""
        if one not in among:
            own = self.located.file.rpartition("/")[2].rpartition(".")[0]
            hint = (
                did_you_mean(one, set(among) - {own})
                or "an incident's id is the name of its file, without .yml"
            )
            self.add("unknown-id", path, f"there is no incident `{one}`", hint)

    def cited(self, prose: Prose | None, sources: Collection[str], path: Path) -> None:
        for one in dict.fromkeys(prose.cited if prose else ()):
            if one not in sources:
                hint = (
                    did_you_mean(one, sources)
                    or "name a source of this record, or one of registry/sources.yml"
                )
                place = self.located.at(path, f"@{one}")
                what = f"there is no source `{one}`, which the text cites"
                self.problems.append(Problem("unknown-id", place, what, hint))


def check(read: Read, library: Library, rules: Rules) -> list[Problem]:
    """Every problem between records and registries, and within records, that a single value does not show."""
    found: list[Problem] = []
    found += _registries(read, library)
    former: dict[str, str] = {}
    ids = {incident.id for incident in library.incidents} | set(read.unread.values())
    for incident in library.incidents:
        file = _File(incident.located)
        _header(file, incident, library, ids, former)
        _sources(file, incident, library)
        for part, index, statement in incident.statements():
            _statement(file, (part, index), incident, statement, library, ids)
            if part == "context":
                _context(file, index, statement)
        _anchors(file, incident)
        _desk(file, incident, library, rules)
        _unwritten(file, incident)
        _dates(file, incident, library, rules)
        found += file.problems
    return found


def _header(
    file: _File, incident: Incident, library: Library, ids: Collection[str], former: dict[str, str]
) -> None:
    record, registries = incident.record, library.registries
    sources = {*record.sources, *registries.sources}
    file.known(
        [record.place] if record.place else (), registries.places, ("place",), "place", "registry/places.yml"
    )
    file.known(record.other_places, registries.places, ("other_places",), "place", "registry/places.yml")
    for index, related in enumerate(record.related):
        file.incident(related.incident, ids, ("related", index, "incident"))
    for index, asked in enumerate(record.asked):
        if asked.whom not in registries.actors:
            hint = did_you_mean(asked.whom, registries.actors) or "add it to registry/actors.yml"
            file.add("unknown-id", ("asked", index, "whom"), f"there is no actor `{asked.whom}`", hint)
    for index, old in enumerate(record.formerly or ()):
        if old in ids or old in former:
            owner = old if old in ids else former[old]
            file.add(
                "duplicate-id",
                ("formerly", index),
                f"`{old}` is an id of {owner} already",
                "an old id has one successor",
            )
        former[old] = incident.id
    for key in ("summary", "background", "note", "date_basis"):
        file.cited(getattr(record, key), sources, (key,))
    for name in ("updates", "corrections"):
        for index, entry in enumerate(getattr(record, name)):
            prose = entry.text if name == "updates" else entry.note
            file.cited(prose, sources, (name, index, "text" if name == "updates" else "note"))


def _sources(file: _File, incident: Incident, library: Library) -> None:
    record, registries = incident.record, library.registries
    known = {*record.sources, *registries.sources}
    cited = _cited(incident)
    for source_id, source in record.sources.items():
        path: Path = ("sources", source_id)
        if source_id in registries.sources:
            file.add(
                "duplicate-id",
                path,
                f"`{source_id}` is a source of registry/sources.yml too",
                "give one of them another id",
                key=True,
            )
        file.known(source.origin, registries.actors, (*path, "origin"), "actor", "registry/actors.yml")
        file.cited(source.published_basis, known, (*path, "published_basis"))
        # Where a citation is misspelt, the source that it means is not the problem.
        if source_id not in cited and cited <= known:
            file.add(
                "unused",
                path,
                f"nothing cites the source `{source_id}`",
                "cite it, or delete it",
                key=True,
                severity=Severity.WARNING,
            )


def _cited(incident: Incident) -> set[str]:
    record = incident.record
    prose = [record.summary, record.background, record.note, record.date_basis]
    prose += [update.text for update in record.updates] + [
        correction.note for correction in record.corrections
    ]
    prose += [source.published_basis for source in record.sources.values()]
    found = {one for text in prose if text for one in text.cited}
    for _, _, statement in incident.statements():
        found.update(statement.source)
        notes = [statement.note, statement.said_basis, *(quote.note for quote in statement.quote or ())]
        found.update(one for text in notes if text for one in text.cited)
    return found


def _statement(
    file: _File,
    path: Path,
    incident: Incident | None,
    statement: Statement,
    library: Library,
    ids: Collection[str],
) -> None:
    actors, places = library.registries.actors, library.registries.places
    sources = {*(incident.record.sources if incident else ()), *library.registries.sources}
    add_actor, add_place = "registry/actors.yml", "registry/places.yml"
    file.known(statement.source, sources, (*path, "source"), "source", "`sources:` of this record")
    file.known(statement.via, actors, (*path, "via"), "actor", add_actor)
    if statement.by is not None:
        for key in ("actor", "of"):
            one = getattr(statement.by, key)
            file.known([one] if one else (), actors, (*path, "by", key), "actor", add_actor)
    file.known([statement.place] if statement.place else (), places, (*path, "place"), "place", add_place)
    for harm in HARMS:
        for index, toll in enumerate(getattr(statement, harm) or ()):
            file.known(
                toll.who, {*actors, *PARTIES.ids}, (*path, harm, index, "who"), "actor or party", add_actor
            )
            file.known(
                [toll.where] if toll.where else (), places, (*path, harm, index, "where"), "place", add_place
            )
    for index, target in enumerate(statement.targets or ()):
        file.known(
            target.whose,
            {*actors, *PARTIES.ids},
            (*path, "targets", index, "whose"),
            "actor or party",
            add_actor,
        )
    for index, stance in enumerate(statement.responsibility or ()):
        file.known(stance.actors, actors, (*path, "responsibility", index, "actors"), "actor", add_actor)
        if stance.stance in ("blames", "suspects") and not (stance.actors or stance.described):
            file.add(
                "missing-key",
                (*path, "responsibility", index),
                f"`{stance.stance}` needs whom: actors, or `described` with the speaker's words",
                f"{stance.stance}: actor-id",
            )
        if statement.by is None and stance.stance in ("claims", "denies", "declines") and not stance.actors:
            file.add(
                "missing-key",
                (*path, "responsibility", index),
                f"who {STANCES[stance.stance].id}? The statement has no speaker",
                "add `by:`, or name the actor: `claims: actor-id`",
            )
    for index, one in enumerate(statement.in_response_to or ()):
        file.incident(one, ids, (*path, "in_response_to", index))
    for index, tally in enumerate(statement.tally or ()):
        measures = library.registries.measures
        file.known(
            [tally.measure], measures, (*path, "tally", index, "measure"), "measure", "registry/measures.yml"
        )
        _scopes(file, (*path, "tally", index, "count"), tally.count, library)
        if tally.since and tally.until and tally.since.earliest > tally.until.latest:
            file.add(
                "order",
                (*path, "tally", index, "until"),
                "the tally ends before it starts",
                "`since` is the first day, `until` the last",
            )
    for index, force in enumerate(statement.force or ()):
        file.known([force.who], actors, (*path, "force", index, "who"), "actor", add_actor)
        _scopes(file, (*path, "force", index, "count"), force.count, library)
    for key in ("note", "said_basis"):
        file.cited(getattr(statement, key), sources, (*path, key))
    for index, quote in enumerate(statement.quote or ()):
        file.cited(quote.note, sources, (*path, "quote", index, "note"))
    if not statement.facts:
        file.add(
            "no-fact",
            path,
            "the statement says nothing",
            "add a fact, for example `paraphrase:` or `injured:`",
        )


def _scopes(file: _File, path: Path, counts: Iterable[str], library: Library) -> None:
    places = library.registries.places
    for scope in counts:
        if scope != "total" and not is_country(scope) and scope not in places:
            hint = (
                did_you_mean(scope, places)
                or "a country code such as IQ, a place of registry/places.yml, or `total`"
            )
            file.add(
                "unknown-id",
                (*path, scope),
                f"`{scope}` is neither a country code nor a place",
                hint,
                key=True,
            )


def _context(file: _File, index: int, statement: Statement) -> None:
    for fact in statement.facts:
        if fact not in CONTEXT_FACTS:
            file.add(
                "context-fact",
                ("context", index, fact),
                f"`{fact}` does not go into `context`, which never dates, places or counts the incident",
                "move the statement to `statements`, or say it as a `paraphrase`",
                key=True,
            )


def _anchors(file: _File, incident: Incident) -> None:
    seen: dict[str, Path] = {}
    for part, index, statement in incident.statements():
        one = anchor(statement)
        if one in seen:
            first = file.located.place(seen[one]).line
            what = f"the statement on line {first} has the id `{statement.id}` already"
            if not statement.id:
                alike = "the same speaker, source and kinds of facts"
                what = (
                    f"this statement and the one on line {first} have {alike}: their addresses would be one"
                )
            hint = "give the newer one an `id:` of its own, for example `id: second-briefing`"
            file.add("same-anchor", (part, index, "id") if statement.id else (part, index), what, hint)
        seen.setdefault(one, (part, index))


def _desk(file: _File, incident: Incident, library: Library, rules: Rules) -> None:
    record = incident.record
    if record.publish in ("draft", "withdrawn"):
        return
    if record.cutoff is None and record.publish == "published":
        file.add(
            "missing-key",
            ("publish",),
            "a published record needs `cutoff`",
            "cutoff: 2024-01-24T18:00Z (information up to)",
        )
    if record.desk is None:
        file.add(
            "missing-key",
            ("publish",),
            f"a record that is {record.publish} needs `desk`",
            "desk: with `written_by:` (it is never published)",
        )
        return
    if (
        rules.second_reader
        and record.publish == "published"
        and not record.desk.reviewed_by
        and (why := _grave(incident, library))
    ):
        file.add(
            "second-reader",
            ("desk",),
            f"{why}: a second pair of eyes is needed before it is published",
            "add `reviewed_by:` below `desk:`, or set `second_reader: false` in mkdocs.yml",
            key=True,
        )


def _unwritten(file: _File, incident: Incident) -> None:
    """What ``onrecord new`` leaves to be written must be written before anybody reads it."""
    if incident.record.publish == "draft":
        return
    for text in file.located.texts():
        if text.value.startswith("TODO"):
            file.problems.append(
                Problem(
                    "todo",
                    text.place,
                    "this text is still to be written",
                    "write it, or set `publish: draft`",
                )
            )


def _grave(incident: Incident, library: Library) -> str:
    for statement in incident.record.statements:
        if statement.killed:
            return "the record speaks of deaths"
        if any(stance.stance in ("blames", "suspects") for stance in statement.responsibility or ()):
            return "the record carries an accusation"
    for one in _named(incident):
        actor = library.actor(one)
        if actor is not None and actor.kind == "person":
            return f"the record names a person, {actor.name}"
    return ""


def _named(incident: Incident) -> Iterator[str]:
    """Ids of all actors in a record; persons among them are named on its page."""
    yield from (asked.whom for asked in incident.record.asked)
    for _, _, statement in incident.statements():
        if statement.by is not None:
            yield from (one for one in (statement.by.actor, statement.by.of) if one)
        yield from statement.via or ()
        yield from (force.who for force in statement.force or ())
        for harm in HARMS:
            yield from (one for toll in getattr(statement, harm) or () for one in toll.who)
        yield from (one for target in statement.targets or () for one in target.whose or ())
        yield from (one for stance in statement.responsibility or () for one in stance.actors or ())


def _dates(file: _File, incident: Incident, library: Library, rules: Rules) -> None:
    record, zone = incident.record, library.zone
    today = rules.now.astimezone(zone).date()
    if record.date.earliest > today:
        file.add(
            "future-date",
            ("date",),
            f"{record.date.words()} is in the future",
            "check the year; an incident has happened when it is filed",
        )
    cutoff = known_by(record.cutoff, zone) if record.cutoff else None
    for part, index, statement in incident.statements():
        if statement.said is None:
            continue
        said = known_by(statement.said, zone)
        # A bare day is known at its end; it is in the future only when the day itself is.
        if said.astimezone(UTC).date() > today and (
            not hasattr(statement.said, "earliest") or statement.said.earliest > today
        ):
            file.add(
                "future-date",
                (part, index, "said"),
                "this is said to have been said in the future",
                "check the year and the month",
            )
        elif (
            cutoff is not None
            and said > cutoff
            and (not hasattr(statement.said, "earliest") or statement.said.earliest > cutoff.date())
        ):
            file.add(
                "order",
                (part, index, "said"),
                "this was said after the record's `cutoff`",
                "check the day, or move `cutoff` on",
                severity=Severity.WARNING,
            )


def _registries(read: Read, library: Library) -> Iterator[Problem]:
    registries = library.registries
    sources, actors, places = registries.sources, registries.actors, registries.places
    if "actors" in read.located:
        file = _File(read.located["actors"])
        houses = {one: actor.part_of for one, actor in actors.items()}
        for actor_id, actor in actors.items():
            file.known(
                [actor.part_of] if actor.part_of else (), actors, (actor_id, "part_of"), "actor", "this file"
            )
            file.cited(actor.described, sources, (actor_id, "described"))
            if actor_id in PARTIES:
                file.add(
                    "duplicate-id",
                    (actor_id,),
                    f"`{actor_id}` is a party of the vocabulary",
                    "choose another id",
                    key=True,
                )
            if actor.kind == "person" and actor.page and not actor.role:
                file.add(
                    "missing-key",
                    (actor_id, "page"),
                    "a page for a person needs the public role that is its reason",
                    "role: spokesman of …",
                    key=True,
                )
            file.loop(actor_id, houses, "part_of")
        yield from file.problems
    if "places" in read.located:
        file = _File(read.located["places"])
        regions = {one: place.within for one, place in places.items()}
        for place_id, place in places.items():
            file.known(
                [place.within] if place.within else (), places, (place_id, "within"), "place", "this file"
            )
            file.loop(place_id, regions, "within")
            file.cited(place.described, sources, (place_id, "described"))
            if (place.lat is None) != (place.lon is None):
                file.add(
                    "missing-key",
                    (place_id,),
                    "latitude and longitude go together",
                    "add the other one, or delete both",
                    key=True,
                )
            elif place.lat is not None and not place.origin:
                file.add(
                    "missing-key",
                    (place_id, "lat"),
                    "coordinates need their `origin`",
                    "origin: the gazetteer or source they come from",
                    key=True,
                )
        yield from file.problems
    if "measures" in read.located:
        file = _File(read.located["measures"])
        for measure_id, measure in registries.measures.items():
            file.known(
                measure.targets,
                {*actors, *PARTIES.ids},
                (measure_id, "targets"),
                "actor",
                "registry/actors.yml",
            )
            file.cited(measure.note, sources, (measure_id, "note"))
        yield from file.problems
    if "sources" in read.located:
        file = _File(read.located["sources"])
        for source_id, source in sources.items():
            file.known(source.origin, actors, (source_id, "origin"), "actor", "registry/actors.yml")
            file.cited(source.published_basis, sources, (source_id, "published_basis"))
        yield from file.problems
    if "tallies" in read.located:
        file = _File(read.located["tallies"])
        for index, statement in enumerate(registries.tallies):
            _statement(file, (index,), None, statement, library, ())
        yield from file.problems
