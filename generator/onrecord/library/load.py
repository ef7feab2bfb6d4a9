"""From a records folder to a checked library, or to the problems that stand in the way."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from onrecord.library.check import Rules, check
from onrecord.library.editions import as_of, without_disputed_places
from onrecord.library.files import Read, in_registry, read_folder
from onrecord.library.keeper import Keeper
from onrecord.library.library import Library
from onrecord.problems import OF_PROOF, Problem, Severity
from onrecord.settings import Settings
from onrecord.values.when import Said
from onrecord.yamltext import MAX_BYTES, characters


@dataclass(frozen=True)
class Loaded:
    """A library of every record that could be read, and every problem of the run.

    A build goes on only where ``errors`` is empty; the preview shows what it has.
    """

    library: Library
    read: Read
    problems: tuple[Problem, ...]
    unresolved: bool = False
    """Whether references were not looked up, because a registry has errors."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def registry_broken(self) -> bool:
        """Whether a registry has errors, so that references into it may not resolve."""
        return any(in_registry(problem.place.file, self.read.folder) for problem in self.errors)

    @property
    def sound(self) -> Library:
        """The incidents without errors, for the preview: every reference of theirs resolves.

        A registry of tallies with an error is left out whole.
        """
        wrong = {problem.place.file for problem in self.errors if problem.code not in OF_PROOF}
        kept = (
            () if self.unresolved else tuple(i for i in self.library.incidents if i.located.file not in wrong)
        )
        registries = self.library.registries
        tallies = self.read.located.get("tallies")
        if tallies is not None and tallies.file in wrong:
            registries = replace(registries, tallies=())
        return Library(kept, registries, self.library.zone)

    @property
    def broken(self) -> dict[str, str]:
        """The file of every incident that is not ``sound``, by id; files without a usable id are left out."""
        sound = self.sound.by_id
        files = {incident_id: file for file, incident_id in self.read.unread.items()}
        files |= {incident.id: incident.located.file for incident in self.library.incidents}
        return {incident_id: file for incident_id, file in sorted(files.items()) if incident_id not in sound}


def load(
    root: Path,
    settings: Settings,
    now: datetime | None = None,
    files: Iterable[Path] | None = None,
    keeper: Keeper | None = None,
) -> Loaded:
    """Reads and checks the records folder that ``settings`` names, relative to ``root``.

    Of it only ``files``, if they are given. What ``keeper`` has kept is not read and checked again.
    """
    keeper = keeper or Keeper()
    with collector_paused():
        read = read_folder(root / settings.briefings, settings.briefings, files, keeper.read, keeper.told)
    library = Library(tuple(read.incidents), read.registries, settings.zone, label="records")
    keeper.begin(library)
    found = check(read, library, Rules(now or build_time(), settings.rulebook), keeper)
    unresolved = any(
        problem.severity is Severity.ERROR and in_registry(problem.place.file, read.folder)
        for problem in read.problems
    )
    if unresolved:
        # References into a registry that could not be read would all be reported as unknown.
        found = [problem for problem in found if problem.code != "unknown-id"]
    return Loaded(library, read, tuple(sorted([*read.problems, *found], key=_order)), unresolved)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Stops the search for unreachable cycles: reading makes many objects and all of them stay.

    The collector would look at them again and again and find nothing, which costs a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def build_time() -> datetime:
    """The time of the build: that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def lines_of(path_of: Callable[[str], Path]) -> Callable[[str, int], str | None]:
    """Looks up the line of a file for printing a problem; None where there is none.

    ``path_of`` gives the path of a file as problems name it, or raises KeyError. Lines are those that the
    reader counted.
    """

    @cache
    def lines(file: str) -> list[str]:
        try:
            with path_of(file).open("rb") as stream:
                source = characters.decode(stream.read(MAX_BYTES), file, 0)
        except (OSError, KeyError):
            return []
        return source.text.split("\n") if source else []

    def line_of(file: str, number: int) -> str | None:
        found = lines(file)
        return found[number - 1] if 0 < number <= len(found) else None

    return line_of


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return (problem.place.file, problem.place.line, problem.place.column, problem.code)


@dataclass(frozen=True, slots=True)
class Publication:
    """What readers may see."""

    library: Library
    """The incidents that have a briefing."""
    withheld: int = 0
    """How many are held back: drafts, in review, under embargo."""
    withdrawn: tuple[str, ...] = ()
    """Ids, old ones too, of incidents of which only a note is left; nothing else of them reaches a page."""
    today: Library | None = None
    """Of an edition as of a day, the latest one: it tells which addresses are not there yet."""


def publishable(library: Library, now: datetime, *, preview: bool, moment: Said | None = None) -> Publication:
    """What a build publishes at ``now``; the preview shows drafts, records in review and embargoes too.

    With ``moment`` of it what had been said by then: what is withheld or withdrawn today is so in the past.
    """
    shown, withdrawn, withheld = [], [], 0
    for incident in library.incidents:
        record = incident.record
        embargoed = record.embargo is not None and record.embargo.utc > now
        if record.publish == "withdrawn":
            withdrawn += [incident.id, *(record.formerly or ())]
        elif preview or (record.publish == "published" and not embargoed):
            shown.append(incident)
        else:
            withheld += 1
    label = "shown" if preview else "published"
    today = Library(tuple(shown), library.registries, library.zone, label="today" if moment else label)
    found = today
    if moment:
        found = replace(without_disputed_places(as_of(today, moment)), label=label)
    return Publication(found, withheld, tuple(withdrawn), today if moment else None)
