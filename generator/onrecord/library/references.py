"""References: what a record or a registry names by its id is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.library.files import Read
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.problems import Problem, Severity, did_you_mean
from onrecord.record.external import ExternalId
from onrecord.record.reader import Located, Path
from onrecord.record.registry import is_country
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import ID_SCHEMES, PARTIES
from onrecord.terms.facts import people
from onrecord.values.prose import Prose

#: No measure has this id: its page would be that of the force levels.
FORCES = "forces"


@dataclass
class FileProblems:
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
        """A problem at ``path``: at its value, or at its ``key``."""
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
        """Each source that the text cites must be in ``sources``."""
        for one in dict.fromkeys(prose.cited if prose else ()):
            if one not in sources:
                hint = (
                    did_you_mean(one, sources)
                    or "name a source of this record, or one of registry/sources.yml"
                )
                place = self.located.at(path, f"@{one}")
                what = f"there is no source `{one}`, which the text cites"
                self.problems.append(Problem("unknown-id", place, what, hint))


class _Either(Collection[str]):
    """The ids of two mappings, looked up in one and then in the other: a registry may have thousands."""

    def __init__(self, own: Mapping[str, object], shared: Mapping[str, object]) -> None:
        self.own, self.shared = own, shared

    def __contains__(self, one: object) -> bool:
        return one in self.own or one in self.shared

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from self.shared

    def __len__(self) -> int:
        return len(self.own) + len(self.shared)


def incidents_named(incident: Incident) -> list[str]:
    """The ids of other incidents that a record names."""
    named = [related.incident for related in incident.record.related]
    for _, _, statement in incident.statements():
        named += statement.in_response_to or ()
    return named


def former_ids(file: FileProblems, incident: Incident, ids: Collection[str], former: dict[str, str]) -> None:
    """An old id of a record is that of no other; ``former`` holds who has which."""
    for index, old in enumerate(incident.record.formerly or ()):
        if old in ids or old in former:
            owner = old if old in ids else former[old]
            file.add(
                "duplicate-id",
                ("formerly", index),
                f"`{old}` is an id of {owner} already",
                "an old id has one successor",
            )
        former[old] = incident.id


def header(file: FileProblems, incident: Incident, library: Library, ids: Collection[str]) -> None:
    """What the record names outside its statements."""
    record, registries = incident.record, library.registries
    sources = _Either(record.sources, registries.sources)
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
    for key in ("summary", "background", "note", "date_basis"):
        file.cited(getattr(record, key), sources, (key,))
    for name in ("updates", "corrections"):
        for index, entry in enumerate(getattr(record, name)):
            prose = entry.text if name == "updates" else entry.note
            file.cited(prose, sources, (name, index, "text" if name == "updates" else "note"))


def sources_of(file: FileProblems, incident: Incident, library: Library) -> None:
    """The sources of a record: what they name, and whether anything names them."""
    record, registries = incident.record, library.registries
    known = _Either(record.sources, registries.sources)
    named = cited(incident)
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
        private(file, path, source)
        # Where a citation is misspelt, the source that it means is not the problem.
        if source_id not in named and all(one in known for one in named):
            file.add(
                "unused",
                path,
                f"nothing cites the source `{source_id}`",
                "cite it, or delete it",
                key=True,
                severity=Severity.WARNING,
            )


def private(file: FileProblems, path: Path, source: Source) -> None:
    """Of a confidential source no copy is published, whatever its licence."""
    if source.confidential and source.snapshot_public:
        file.add(
            "wrong-shape",
            (*path, "snapshot_public"),
            "nothing of a source that is `confidential` is published, and no snapshot of it",
            "delete `snapshot_public`",
        )


def cited(incident: Incident) -> set[str]:
    """Ids of the sources that a record's statements and prose cite, shared ones too."""
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


def statement_of(
    file: FileProblems,
    path: Path,
    incident: Incident | None,
    statement: Statement,
    library: Library,
    ids: Collection[str],
) -> None:
    """What a statement of an incident, or of the tallies, names."""
    actors, places = library.registries.actors, library.registries.places
    sources = _Either(incident.record.sources if incident else {}, library.registries.sources)
    add_actor, add_place = "registry/actors.yml", "registry/places.yml"
    file.known(statement.source, sources, (*path, "source"), "source", "`sources:` of this record")
    file.known(statement.via, actors, (*path, "via"), "actor", add_actor)
    if statement.by is not None:
        for key in ("actor", "of"):
            one = getattr(statement.by, key)
            file.known([one] if one else (), actors, (*path, "by", key), "actor", add_actor)
    file.known([statement.place] if statement.place else (), places, (*path, "place"), "place", add_place)
    if statement.corrects:
        ids = [one.id for one in incident.record.statements if one.id] if incident else []
        own = [one for one in ids if one != statement.id]
        for index, one in enumerate(statement.corrects):
            if one not in own:
                hint = did_you_mean(one, own) or f"give the statement that it takes back `id: {one}`"
                file.add(
                    "unknown-id",
                    (*path, "corrects", index),
                    f"no other statement here has the id `{one}`",
                    hint,
                )
    for fact in people():
        for index, toll in enumerate(statement.figures(fact.id)):
            file.known(
                toll.who,
                actors_or_parties(library),
                (*path, fact.id, index, "who"),
                "actor or party",
                add_actor,
            )
            for number, share in enumerate(toll.of_which or ()):
                share_path = (*path, fact.id, index, "of_which", number, "who")
                file.known(share.who, actors_or_parties(library), share_path, "actor or party", add_actor)
            where = (*path, fact.id, index, "where")
            file.known([toll.where] if toll.where else (), places, where, "place", add_place)
            if toll.unit and fact.casualty:
                file.add(
                    "wrong-shape",
                    (*path, fact.id, index, "unit"),
                    f"`{fact.id}` counts people one by one, and this figure counts {toll.unit}",
                    "households may be displaced, held or freed; leave the figure in a `note` here",
                )
    things_of(file, path, incident, statement, library)
    for index, target in enumerate(statement.targets or ()):
        file.known(
            target.whose,
            actors_or_parties(library),
            (*path, "targets", index, "whose"),
            "actor or party",
            add_actor,
        )
    for index, stance in enumerate(statement.responsibility or ()):
        file.known(stance.actors, actors, (*path, "responsibility", index, "actors"), "actor", add_actor)
    for index, one in enumerate(statement.in_response_to or ()):
        file.incident(one, ids, (*path, "in_response_to", index))
    for index, tally in enumerate(statement.tally or ()):
        measures = library.registries.measures
        file.known(
            [tally.measure], measures, (*path, "tally", index, "measure"), "measure", "registry/measures.yml"
        )
        _scopes(file, (*path, "tally", index, "count"), tally.count, library)
    for index, force in enumerate(statement.force or ()):
        file.known([force.who], actors, (*path, "force", index, "who"), "actor", add_actor)
        _scopes(file, (*path, "force", index, "count"), force.count, library)
    for key in ("note", "said_basis"):
        file.cited(getattr(statement, key), sources, (*path, key))
    for index, quote in enumerate(statement.quote or ()):
        file.cited(quote.note, sources, (*path, "quote", index, "note"))


def things_of(
    file: FileProblems, path: Path, incident: Incident | None, statement: Statement, library: Library
) -> None:
    """What facts about vessels, things lost, positions and confirmation name."""
    actors, places = library.registries.actors, library.registries.places
    add_place = "registry/places.yml"
    file.known(
        statement.vessels, library.registries.vessels, (*path, "vessels"), "vessel", "registry/vessels.yml"
    )
    if statement.position:
        file.known([statement.position.of], places, (*path, "position", "of"), "place", add_place)
    for index, loss in enumerate(statement.losses or ()):
        here = (*path, "losses", index)
        whose = {*actors, *PARTIES.ids}
        file.known(loss.whose, whose, (*here, "whose"), "actor or party", "registry/actors.yml")
        file.known([loss.where] if loss.where else (), places, (*here, "where"), "place", add_place)
    ids = (
        [one.id for one in incident.record.statements if one.id and one is not statement] if incident else []
    )
    for index, verification in enumerate(statement.verification or ()):
        for number, one in enumerate(verification.of or ()):
            if one not in ids:
                hint = did_you_mean(one, ids) or f"give the statement that is meant `id: {one}`"
                where = (*path, "verification", index, "of", number)
                file.add("unknown-id", where, f"no other statement here has the id `{one}`", hint)


def external_ids(
    file: FileProblems, path: Path, ids: Iterable[ExternalId] | None, seen: dict[str, str]
) -> None:
    """An id of others belongs to one incident, one actor or one vessel; ``seen`` holds who has which."""
    owner = f"{file.located.file}, `{path[0]}`" if len(path) > 1 else file.located.file
    for index, one in enumerate(ids or ()):
        if (other := seen.setdefault(str(one), owner)) != owner or any(
            str(one) == str(before) for before in list(ids or ())[:index]
        ):
            file.add(
                "duplicate-id",
                (*path, index, "id"),
                f"`{one.id}` of {ID_SCHEMES[one.scheme].label} stands in {other} too",
                "one of them means something else, or both are one: keep the id where it belongs",
            )


def _scopes(file: FileProblems, path: Path, counts: Iterable[str], library: Library) -> None:
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


@gathered
def actors_or_parties(library: Library) -> Collection[str]:
    """Ids that may stand for people, put together once: an archive may have thousands of actors."""
    return frozenset({*library.registries.actors, *PARTIES.ids})


def registries_of(read: Read, library: Library) -> Iterator[Problem]:
    """What the registries name, and no id stands above itself."""
    registries = library.registries
    sources, actors, places = registries.sources, registries.actors, registries.places
    if "actors" in read.located:
        file = FileProblems(read.located["actors"])
        houses = {one: actor.part_of for one, actor in actors.items()}
        known_ids: dict[str, str] = {}
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
            file.loop(actor_id, houses, "part_of")
            external_ids(file, (actor_id, "ids"), actor.ids, known_ids)
        yield from file.problems
    if "places" in read.located:
        file = FileProblems(read.located["places"])
        regions = {one: place.within for one, place in places.items()}
        for place_id, place in places.items():
            file.known(
                [place.within] if place.within else (), places, (place_id, "within"), "place", "this file"
            )
            file.loop(place_id, regions, "within")
            file.cited(place.described, sources, (place_id, "described"))
        yield from file.problems
    if "vessels" in read.located:
        file = FileProblems(read.located["vessels"])
        seen: dict[str, str] = {}
        for vessel_id, vessel in registries.vessels.items():
            owner = [vessel.owner] if vessel.owner else ()
            file.known(owner, actors, (vessel_id, "owner"), "actor", "registry/actors.yml")
            file.cited(vessel.described, sources, (vessel_id, "described"))
            file.cited(vessel.crew, sources, (vessel_id, "crew"))
            external_ids(file, (vessel_id, "ids"), vessel.ids, seen)
        yield from file.problems
    if "measures" in read.located:
        file = FileProblems(read.located["measures"])
        for measure_id, measure in registries.measures.items():
            if measure_id == FORCES:
                file.add(
                    "bad-id",
                    (measure_id,),
                    f"`{FORCES}` is the address of the page of force levels",
                    "choose another id",
                    key=True,
                )
            file.known(
                measure.targets,
                actors_or_parties(library),
                (measure_id, "targets"),
                "actor",
                "registry/actors.yml",
            )
            file.cited(measure.note, sources, (measure_id, "note"))
        yield from file.problems
    if "sources" in read.located:
        file = FileProblems(read.located["sources"])
        for source_id, source in sources.items():
            file.known(source.origin, actors, (source_id, "origin"), "actor", "registry/actors.yml")
            file.cited(source.published_basis, sources, (source_id, "published_basis"))
            private(file, (source_id,), source)
        yield from file.problems
    if "tallies" in read.located:
        file = FileProblems(read.located["tallies"])
        for index, statement in enumerate(registries.tallies):
            statement_of(file, (index,), None, statement, library, ())
        yield from file.problems
