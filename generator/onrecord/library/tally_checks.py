"""What does not fit in reported counts: totals that fall, parts that do not add up, periods that overlap.

Each finding is about what somebody said, so the page tells readers of it too. An editor who has looked it
up says so in ``checked`` of the tally: that silences the warning, and readers see the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.library.files import Read
from onrecord.library.library import Library
from onrecord.library.references import FileProblems
from onrecord.library.tallies import Reported, by_measure
from onrecord.problems import Problem, Severity
from onrecord.record.statement import Tally
from onrecord.values.count import Count, reach


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: at ``at``, because of ``other`` where two counts are compared."""

    code: str
    at: Reported
    scope: str
    """The key of ``count`` that it is about."""
    other: Reported | None = None


def findings(library: Library, measure: str) -> tuple[Finding, ...]:
    """Everything that does not fit among the counts of a measure, explained or not."""
    counts = by_measure(library).get(measure, ())
    return (*_falls(counts), *_parts(library, counts), *_windows(counts))


def _falls(counts: Iterable[Reported]) -> Iterator[Finding]:
    """A running total of one counter, scope and first day that is lower on a later day.

    Each is compared with the highest before it. Only what cannot be true falls: "at least 100" after 127
    does not.
    """
    highest: dict[tuple[str, ...], list[Reported]] = {}
    for one in counts:
        if one.days is None:
            continue
        for where, count in one.tally.count.items():
            if not count.numeric:
                continue
            tally = one.tally
            key = (one.counter, one.reporter, tally.scope or "", str(tally.since or ""), where)
            before = highest.setdefault(key, [])
            # Two counts of one day are rivals, and neither is the later one.
            earlier = [other for other in before if other.days and other.days[1] < one.days[0]]
            top = max(earlier, key=lambda other: reach(other.tally.count[where])[0], default=None)
            if top is not None and _less(count, top.tally.count[where]):
                yield Finding("tally-falls", one, where, top)
            if top is not None:
                before[:] = [top, *(other for other in before if other not in earlier)]
            before.append(one)


def _less(count: Count, than: Count) -> bool:
    most = reach(count)[1]
    return most is not None and most < reach(than)[0]


def _parts(library: Library, counts: Iterable[Reported]) -> Iterator[Finding]:
    """Parts whose sum cannot be the total that is stated with them."""
    for one in counts:
        total, parts = one.tally.total, list(_disjoint(library, one.tally))
        if total is None or not parts:
            continue
        reaches = [reach(part) for part in parts]
        low = sum(least for least, _ in reaches)
        open_above = any(most is None for _, most in reaches)
        high = sum(most or 0 for _, most in reaches)
        least, most = reach(total)
        too_many = most is not None and low > most
        # One part alone need not be the whole.
        too_few = len(parts) > 1 and not open_above and high < least
        if too_many or too_few:
            yield Finding("tally-parts", one, "total")


def _disjoint(library: Library, tally: Tally) -> Iterator[Count]:
    """The counts of the parts, without those that lie in another one."""
    places = library.registries.places
    for where, count in tally.count.items():
        above: set[str] = set()
        place = places.get(where)
        while place is not None:
            above.add(place.country or "")
            if not place.within or place.within in above:
                break
            above.add(place.within)
            place = places.get(place.within)
        if where != "total" and not above & (tally.count.keys() - {where}):
            yield count


def _windows(counts: Iterable[Reported]) -> Iterator[Finding]:
    """Periods of one counter that share days though neither lies within the other."""
    groups: dict[tuple[str, ...], list[tuple[date, date, Reported]]] = {}
    for one in counts:
        if one.tally.since and one.tally.until:
            window = (one.tally.since.earliest, one.tally.until.latest, one)
            for where in one.tally.count:
                groups.setdefault((one.counter, one.reporter, where), []).append(window)
    seen: set[tuple[int, int]] = set()
    for (_, _, where), windows in groups.items():
        furthest: tuple[date, date, Reported] | None = None
        for window in sorted(windows, key=lambda one: one[:2]):
            start, end, one = window
            if furthest and furthest[0] < start <= furthest[1] < end:
                pair = (id(one.tally), id(furthest[2].tally))
                if pair not in seen:
                    yield Finding("tally-windows", one, where, furthest[2])
                seen.add(pair)
            if furthest is None or end > furthest[1]:
                furthest = window


def problems(read: Read, library: Library) -> Iterator[Problem]:
    """A warning for each finding that no editor has explained, for undated counts and for open measures."""
    files = {incident.id: FileProblems(incident.located) for incident in library.incidents}
    if "tallies" in read.located:
        files[""] = FileProblems(read.located["tallies"])
    for counts in by_measure(library).values():
        for one in counts:
            if not one.stated and not one.day:
                _warn(
                    files,
                    one,
                    ("measure",),
                    "tally-undated",
                    "nothing says of which day this count is",
                    "add `as_of:`, or `said:` to the statement, or a source that is dated",
                )
    for measure in by_measure(library):
        for found in findings(library, measure):
            if not found.at.tally.checked:
                _warn(files, found.at, ("count", found.scope), found.code, *_said(library, found))
    for file in files.values():
        yield from file.problems
    yield from _open_measures(read, library)


def _said(library: Library, found: Finding) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    tally, other = found.at.tally, found.other
    looked_up = "if the source says so, tell readers: `checked: what you found`"
    if found.code == "tally-parts":
        parts = ", ".join(f"{where} {count}" for where, count in tally.count.items() if where != "total")
        return f"{parts} cannot add up to {tally.count['total']}", looked_up
    assert other is not None
    if found.code == "tally-windows":
        window = f"{_day(other.tally.since)} to {_day(other.tally.until)}"
        return f"these days overlap with those of another count of the same counter, {window}", looked_up
    stated = other.stated.words() if other.stated else ""
    where = "" if found.scope == "total" else f" ({found.scope})"
    count, before = tally.count[found.scope], other.tally.count[found.scope]
    return f"{count}{where} is lower than the {before} of {stated}, by the same counter", looked_up


def _day(day: object) -> str:
    return getattr(day, "words", lambda: "")()


def _warn(
    files: Mapping[str, FileProblems],
    one: Reported,
    path: tuple[str | int, ...],
    code: str,
    what: str,
    hint: str,
) -> None:
    file = files.get(one.incident.id if one.incident else "")
    if file is not None:
        file.add(code, (*one.path, *path), what, hint, severity=Severity.WARNING)


def _open_measures(read: Read, library: Library) -> Iterator[Problem]:
    """A measure of which we claim to record all must say which incidents those are."""
    if "measures" not in read.located:
        return
    file = FileProblems(read.located["measures"])
    for measure_id, measure in library.registries.measures.items():
        if measure.coverage == "complete" and not (measure.events or measure.targets):
            file.add(
                "measure-matches-nothing",
                (measure_id, "coverage"),
                "coverage is complete, and nothing says which incidents match",
                "add `events:` or `targets:`, or write `coverage: sample`",
                severity=Severity.WARNING,
            )
    yield from file.problems
