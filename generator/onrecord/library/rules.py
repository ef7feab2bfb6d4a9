"""The rules of the house: desk, second reader, dates, context, addresses, what a fact needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from onrecord.library.anchors import anchor
from onrecord.library.files import Read
from onrecord.library.header import placed, unsupported
from onrecord.library.library import Incident, Library
from onrecord.library.references import FileProblems
from onrecord.problems import Place, Problem, Severity
from onrecord.record.reader import Located, Path
from onrecord.record.statement import Statement
from onrecord.rulebook import Rulebook
from onrecord.terms import STANCES
from onrecord.terms.facts import FACTS, people
from onrecord.values.when import known_by
from onrecord.yamltext import Keys


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules of the house are on, and the time against which dates are checked."""

    now: datetime
    book: Rulebook = field(default_factory=Rulebook)


def complete(file: FileProblems, path: Path, statement: Statement) -> None:
    """A statement says something, and says what its facts cannot stand without."""
    for index, stance in enumerate(statement.responsibility or ()):
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
    for index, tally in enumerate(statement.tally or ()):
        if tally.since and tally.until and tally.since.earliest > tally.until.latest:
            file.add(
                "order",
                (*path, "tally", index, "until"),
                "the tally ends before it starts",
                "`since` is the first day, `until` the last",
            )
    if not statement.facts:
        file.add(
            "no-fact",
            path,
            "the statement says nothing",
            "add a fact, for example `paraphrase:` or `injured:`",
        )


def context(file: FileProblems, index: int, statement: Statement) -> None:
    """Context never dates, places or counts the incident."""
    for fact in statement.facts:
        if not FACTS[fact].context:
            file.add(
                "context-fact",
                ("context", index, fact),
                f"`{fact}` does not go into `context`, which never dates, places or counts the incident",
                "move the statement to `statements`, or say it as a `paraphrase`",
                key=True,
            )


def anchors(file: FileProblems, incident: Incident) -> None:
    """No two statements of a record have one address."""
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


def desk(file: FileProblems, incident: Incident, library: Library, rules: Rules) -> None:
    """A record that readers see says who wrote it, up to when, and where it is grave who read it."""
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
    severity = rules.book.severity("second-reader")
    if (
        severity
        and record.publish == "published"
        and not record.desk.reviewed_by
        and (why := _grave(incident, library))
    ):
        file.add(
            "second-reader",
            ("desk",),
            f"{why}: a second pair of eyes is needed before it is published",
            "add `reviewed_by:` below `desk:`, or set `rules:` with `second-reader: off` in mkdocs.yml",
            key=True,
            severity=severity,
        )


def title(file: FileProblems, incident: Incident, library: Library, rules: Rules) -> None:
    """Nobody is named in a title as the one who did it unless a statement says so."""
    severity = rules.book.severity("title-unsupported")
    if severity is None or incident.record.publish in ("draft", "withdrawn"):
        return
    for actor_id in unsupported(incident.record.title, incident.record.statements, library):
        actor = library.actor(actor_id)
        file.add(
            "title-unsupported",
            ("title",),
            f"the title says that {actor.name if actor else actor_id} did it, and no statement does",
            "record who claims, blames or suspects them, or name the event and the place alone",
            severity=severity,
        )


def place(file: FileProblems, incident: Incident, rules: Rules) -> None:
    """Where statements differ on the place, one of them gives the header's."""
    record, severity = incident.record, rules.book.severity("place-unsupported")
    if severity is None or record.publish in ("draft", "withdrawn") or not record.place:
        return
    if not placed(record):
        file.add(
            "place-unsupported",
            ("place",),
            "a statement gives another place, and none gives this one",
            f"write `place: {record.place}` in the statement that gives it, or take a place that all share",
            severity=severity,
        )


def unwritten(file: FileProblems, incident: Incident) -> None:
    """What ``onrecord new`` leaves to be written must be written before anybody reads it."""
    if incident.record.publish == "draft":
        return
    what, hint = "this text is still to be written", "write it, or set `publish: draft`"
    file.problems += (Problem("todo", place, what, hint) for place in file.located.unwritten)


def answered(file: FileProblems, incident: Incident) -> None:
    """What ``onrecord draft`` asks is answered before anybody reads the record; in a draft a warning."""
    unread = incident.record.publish in ("draft", "withdrawn")
    file.problems += asked(file.located, Severity.WARNING if unread else Severity.ERROR)


def asked(located: Located, severity: Severity) -> Iterator[Problem]:
    """The questions of a file, as problems."""
    for one in located.questions:
        words = f": {one.words[:60]}" if one.words else ""
        yield Problem(
            "open-question",
            Place(one.file or located.file, one.line, one.column, 3),
            f"a question is open{words}",
            "take away the mark `# ?` where it is right, or delete the line",
            severity,
        )


def of_registries(read: Read, library: Library) -> Iterator[Problem]:
    """The questions of registries: errors where a record that readers see refers to the entry."""
    shown = [one for one in library.incidents if one.record.publish not in ("draft", "withdrawn")]
    for name, located in read.located.items():
        if not located.questions:
            continue
        used = {one for incident in shown for one in _named(incident)}
        used |= {one for incident in shown for one in _places(incident)}
        for one in asked(located, Severity.WARNING):
            entry = _entry(located, one.place)
            yield replace(one, severity=Severity.ERROR) if entry in used or name == "tallies" else one


def _places(incident: Incident) -> Iterator[str]:
    record = incident.record
    yield from (one for one in (record.place, *(record.other_places or ())) if one)
    yield from (statement.place for statement in record.statements if statement.place)


def _entry(located: Located, place: Place) -> str:
    """The key of the entry of a registry in which a place lies."""
    keys = [key for key, _ in located.root.entries] if isinstance(located.root, Keys) else []
    above = [key.value for key in keys if key.place.file == place.file and key.place.line <= place.line]
    return above[-1] if above else ""


def _grave(incident: Incident, library: Library) -> str:
    for statement in incident.record.statements:
        if statement.figures("killed"):
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
        for fact in people():
            for toll in statement.figures(fact.id):
                yield from toll.who
                yield from (one for share in toll.of_which or () for one in share.who)
        yield from (one for target in statement.targets or () for one in target.whose or ())
        yield from (one for loss in statement.losses or () for one in loss.whose or ())
        yield from (one for stance in statement.responsibility or () for one in stance.actors or ())


def lasted(file: FileProblems, incident: Incident) -> None:
    """Only a date with two ends can be one of several days."""
    if not incident.record.lasted and incident.record.date.precision != "interval":
        file.add(
            "order",
            ("lasted",),
            f"`lasted: no` says that it was one of several days, and the date is {incident.record.date}",
            "delete `lasted`, or give the date its two ends: 2024-01-20/2024-01-22",
        )


def dates(file: FileProblems, incident: Incident, library: Library, rules: Rules) -> None:
    """Nothing happens or is said in the future, nor after the cutoff."""
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


def registries(read: Read, library: Library) -> Iterator[Problem]:
    """What an actor, a place or a tally of the registries cannot stand without."""
    if "actors" in read.located:
        file = FileProblems(read.located["actors"])
        for actor_id, actor in library.registries.actors.items():
            if actor.kind == "person" and actor.page and not actor.role:
                file.add(
                    "missing-key",
                    (actor_id, "page"),
                    "a page for a person needs the public role that is its reason",
                    "role: spokesman of …",
                    key=True,
                )
        yield from file.problems
    if "places" in read.located:
        file = FileProblems(read.located["places"])
        for place_id, place in library.registries.places.items():
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
    if "tallies" in read.located:
        file = FileProblems(read.located["tallies"])
        for index, statement in enumerate(library.registries.tallies):
            complete(file, (index,), statement)
        yield from file.problems
