"""What was checked of what is published, counted once for the page and the file that tell it.

Of records that are not published nothing is counted, nor of entries of the registries to which only these
refer. Of confidential sources there is a number, and no passage, hash or finding.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from onrecord.language import gettext
from onrecord.library.index import Index, index
from onrecord.library.library import Incident, Library
from onrecord.library.load import Loaded
from onrecord.problems import CODES
from onrecord.proof.coverage import Coverage, coverage
from onrecord.proof.held import CONFIDENTIAL, result
from onrecord.proof.held import compared as compared_of
from onrecord.proof.items import Item, items, key
from onrecord.proof.lock import Lock, LockedSource
from onrecord.record.source import Source
from onrecord.rulebook import DEFAULTS
from onrecord.settings import Settings
from onrecord.terms import FIGURE_RESULTS, VERDICTS

MISSING = VERDICTS["snapshot-missing"]
#: What a reader sees where the only sources of a passage are confidential.
NOT_TOLD = "The source is confidential; nothing is published about a check"


@dataclass(frozen=True, slots=True)
class Count:
    """How many passages of one kind had one result."""

    result: str
    """An id of `VERDICTS`, of a figure one of `FIGURE_RESULTS`; or `CONFIDENTIAL`."""
    readers: str
    """What a briefing says of it."""
    number: int
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A published source of which a copy is kept."""

    record: str
    """The incident whose own source it is; empty for a shared one."""
    id: str
    title: str
    sha256: str
    taken: str
    """ISO 8601."""
    compared: int
    """Results of quotations and excerpts in it."""
    matched: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that published records cite."""

    open: int = 0
    confidential: int = 0
    """Counted in each record that cites one, as the pages show them: nobody sees which records share one."""
    archived: int = 0
    """Those with a link to an archived copy."""
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What the check finds under one code."""

    code: str
    means: str
    force: str
    """``off``, ``warning`` or ``error``; empty where a site cannot choose."""
    number: int


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file as it was when the site was built."""

    file: str
    record: str
    """The incident; empty for a registry."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page and the file say."""

    day: date
    """The day of the build, UTC."""
    as_of: str = ""
    quotations: tuple[Count, ...] = ()
    excerpts: tuple[Count, ...] = ()
    figures: tuple[Count, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    sources: Sources = field(default_factory=Sources)
    extractors: tuple[str, ...] = ()
    """What took the text out of the copies, with versions."""
    rules: tuple[Rule, ...] = ()
    """Empty in an edition as of a day, as `hashes` are: records and findings are those of today."""
    hashes: tuple[Hashed, ...] = ()


def report(
    library: Library, loaded: Loaded, lock: Lock, root: Path, settings: Settings, now: datetime
) -> Report | None:
    """The report of ``library``, which is what a build publishes at ``now``; None where the site has none."""
    if not settings.verification:
        return None
    found = of_library(library, lock, settings, now)
    if settings.moment is not None:
        return found
    return replace(
        found, rules=_rules(library, loaded, settings), hashes=tuple(_hashes(library, loaded, root))
    )


def of_library(library: Library, lock: Lock, settings: Settings, now: datetime) -> Report:
    """What can be said without the files: results, sentences, sources."""
    every = list(items(library))
    counted = {kind: Counter[str]() for kind in ("quote", "excerpt", "figure")}
    for item in every:
        counted[item.kind][result(library, lock, item)] += 1
    sources, extractors = _sources(library, lock, every)
    return Report(
        day=now.date(),
        as_of=settings.moment.words() if settings.moment else "",
        quotations=_counts(counted["quote"]),
        # How many passages of a confidential source we copied is nobody's business.
        excerpts=_counts(counted["excerpt"])[:-1],
        figures=_counts(counted["figure"], figures=True),
        coverage=coverage(library, partial(_shown, index(library))),
        sources=sources,
        extractors=extractors,
    )


def _counts(counted: Counter[str], *, figures: bool = False) -> tuple[Count, ...]:
    terms = (*FIGURE_RESULTS.terms, MISSING) if figures else VERDICTS.terms
    found = [Count(term.id, term.readers, counted[term.id], term.passed) for term in terms]
    return (*found, Count(CONFIDENTIAL, NOT_TOLD, counted[CONFIDENTIAL]))


def _sources(library: Library, lock: Lock, every: list[Item]) -> tuple[Sources, tuple[str, ...]]:
    compared, matched = Counter[str](), Counter[str]()
    for item in every:
        for check in compared_of(library, lock, item):
            compared[check.source] += 1
            matched[check.source] += item.count is None and VERDICTS[check.verdict].passed
    open_ = [one for one in _cited(library) if not one[2].confidential]
    copies, extractors = [], set[str]()
    for incident, source_id, source in open_:
        record = incident.id if incident else ""
        at = key(library, record, source_id)
        locked: LockedSource | None = lock.sources.get(at)
        if locked is not None:
            extractors.add(locked.extractor)
            numbers = compared[at], matched[at]
            copies.append(
                Copy(record, source_id, source.title, locked.sha256, locked.taken, *numbers),
            )
    archived = sum(source.archive is not None for _, _, source in open_)
    return Sources(len(open_), _confidential(library), archived, tuple(copies)), tuple(sorted(extractors))


def _cited(library: Library) -> Iterator[tuple[Incident | None, str, Source]]:
    """The sources that are cited: those of the registry once, and the records' own."""
    for source_id in sorted(index(library).sources):
        yield None, source_id, library.registries.sources[source_id]
    for incident in library.incidents:
        for source_id in incident.sources:
            if own := incident.record.sources.get(source_id):
                yield incident, source_id, own


def _confidential(library: Library) -> int:
    tallied = {one for statement in library.registries.tallies for one in statement.source}
    number = sum(library.source(None, one).confidential for one in tallied)
    return number + sum(
        library.source(incident, one).confidential
        for incident in library.incidents
        for one in incident.sources
    )


def _shown(found: Index, registry: str, entry: str) -> bool:
    """Whether something published refers to an entry of a registry, which is not confidential."""
    if registry == "tallies":
        return True
    source = found.library.registries.sources.get(entry) if registry == "sources" else None
    return entry in getattr(found, registry) and not (source and source.confidential)


def _rules(library: Library, loaded: Loaded, settings: Settings) -> tuple[Rule, ...]:
    """The rules of the house, and every other code under which something published has a finding."""
    records = {incident.located.file for incident in library.incidents}
    registries = loaded.read.registry_files
    starts = {
        name: sorted(
            (place.file, place.line, entry)
            for entry in _entries(library, name)
            for place in [located.place((entry,), key=True)]
        )
        for name, located in loaded.read.located.items()
    }
    number = Counter[str]()
    for problem in loaded.problems:
        place = problem.place
        name = registries.get(place.file, "")
        if name and name != "tallies":
            at = bisect_right(starts[name], (place.file, place.line), key=lambda start: start[:2]) - 1
            number[problem.code] += (
                at >= 0
                and starts[name][at][0] == place.file
                and _shown(index(library), name, starts[name][at][2])
            )
        else:
            # A finding about all of them has the folder for its place.
            number[problem.code] += bool(name) or place.file in records or place.file == settings.briefings
    codes = sorted({*DEFAULTS, *(code for code in number if number[code])})
    return tuple(Rule(code, gettext(CODES[code]), _force(code, settings), number[code]) for code in codes)


def _entries(library: Library, registry: str) -> tuple[str, ...]:
    return () if registry == "tallies" else tuple(getattr(library.registries, registry))


def _force(code: str, settings: Settings) -> str:
    return str(settings.rulebook.severity(code) or "off") if code in DEFAULTS else ""


def _hashes(library: Library, loaded: Loaded, root: Path) -> Iterator[Hashed]:
    """The published files. One that tells of a confidential source has none: a hash can confirm a guess."""
    for file, name in sorted(loaded.read.registry_files.items(), key=lambda one: (one[1], one[0])):
        secret = name == "sources" and any(one.confidential for one in library.registries.sources.values())
        if not secret and (digest := _sha256(root / file)):
            yield Hashed(file, "", digest)
    for incident in library.incidents:
        cited = (*incident.sources, *incident.record.sources)
        secret = any(library.source(incident, one).confidential for one in cited)
        if not secret and (digest := _sha256(root / incident.located.file)):
            yield Hashed(incident.located.file, incident.id, digest)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
