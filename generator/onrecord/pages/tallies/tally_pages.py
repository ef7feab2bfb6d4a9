"""The pages below ``tallies/``: one for each measure that somebody counts, their index, and force levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.library.own_counts import own_count
from onrecord.library.references import FORCES
from onrecord.library.tallies import Reported, by_measure, newest_of
from onrecord.library.tally_checks import findings
from onrecord.markdown.escape import Markdown
from onrecord.pages.footnotes import SourceNote, footnotes
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.tallies import tally_words
from onrecord.pages.tallies.force_levels import force_notes, force_rows, forces
from onrecord.pages.tallies.tally_charts import charts, scopes
from onrecord.pages.tallies.tally_rows import Row, heading, rows
from onrecord.phrases import Names, Phrase, count, counter, covered, joined, phrase, say, scope
from onrecord.phrases.prose import paragraphs

#: More places than this share one column.
MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest count of a counter."""

    who: Phrase
    count: Phrase
    when: Phrase
    covers: Phrase


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in the index, with the newest count of each counter."""

    id: str
    link: Phrase
    counted: Phrase
    newest: tuple[Newest, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What the index of tallies shows."""

    measures: tuple[MeasureLine, ...]
    forces: int
    """How many statements there are on force levels."""


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of one measure shows."""

    name: str
    note: tuple[Phrase, ...]
    """The paragraphs of the registry's note."""
    counted: Phrase
    """How many counts by how many counters."""
    sample: bool
    """Whether our incidents are a selection, for the site or for this measure."""
    matchable: bool
    """Whether the registry says which incidents match."""
    matching: int
    """How many incidents match, under complete coverage."""
    see: tuple[Phrase, ...]
    """What to see in the counts, rivals of one day last."""
    chart: Markdown
    key: Phrase
    """What the marks of the charts mean."""
    columns: tuple[Phrase, ...]
    dated: tuple[Row, ...]
    undated: tuple[Row, ...]
    sources: tuple[SourceNote, ...]


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every page of tallies, where the site has them and somebody counts."""
    if not edition.settings.tallies:
        return
    measures, levels = by_measure(library), forces(library)
    if measures or levels:
        index = partial(_index, library, edition)
        yield page(edition, "tallies/index.md", "tallies-index.md.j2", index, listed=True)
    for measure_id in measures:
        context = partial(_measure, library, edition, measure_id)
        yield page(edition, f"tallies/{measure_id}.md", "measure.md.j2", context)
    if levels:
        yield page(edition, f"tallies/{FORCES}.md", "forces.md.j2", partial(_forces, library, edition))


def _index(library: Library, edition: Edition) -> dict[str, Any]:
    names = Names(library, edition.settings)
    measures = tuple(
        MeasureLine(
            id=measure_id,
            link=names.measure(measure_id),
            counted=tally_words.counters(reports),
            newest=tuple(_newest(names, report) for report in newest_of(reports)),
        )
        for measure_id, reports in by_measure(library).items()
    )
    return {"t": Index(measures, len(forces(library)))}


def _newest(names: Names, report: Reported) -> Newest:
    bare = Names(names.library)
    return Newest(
        who=counter(names, report.incident, report.statement),
        count=joined(
            say("{count} {scope}", count=count(number), scope=scope(bare, where))
            for where, number in report.tally.count.items()
        ),
        when=phrase(report.stated.words()) if report.stated else say("undated"),
        covers=covered(report.tally),
    )


def _measure(library: Library, edition: Edition, measure_id: str) -> dict[str, Any]:
    names, bare = Names(library, edition.settings), Names(library)
    measure = library.registries.measures[measure_id]
    reports = by_measure(library)[measure_id]
    coverage = edition.settings.coverage
    own = own_count(library, measure_id, coverage)
    places = scopes(bare, reports)
    columns = places if len(places) <= MOST_COLUMNS else ()
    lines = list(rows(names, reports, columns, findings(library, measure_id), own))
    note = paragraphs(names, None, measure.note)
    dated = tuple(line for line, report in zip(lines, reports, strict=True) if report.days)
    undated = tuple(line for line, report in zip(lines, reports, strict=True) if not report.days)
    notes = footnotes(
        names, (*note, *(part for row in (*dated, *undated) for part in (row.who, *row.remarks)))
    )
    drawn = charts(bare, measure, reports, own)
    view = MeasurePage(
        name=measure.name,
        note=note,
        counted=tally_words.counters(reports),
        sample="sample" in (measure.coverage, coverage),
        matchable=bool(measure.events or measure.targets),
        matching=len(own.incidents) if own else 0,
        see=(*tally_words.first_to_newest(bare, reports), *tally_words.rivals(bare, reports)),
        chart=drawn.figures,
        key=drawn.key,
        columns=tuple(heading(bare, where) for where in columns) or (heading(bare),),
        dated=dated,
        undated=undated,
        sources=notes.notes,
    )
    return {"title": measure.name, "m": view, "data": edition.exports is not None, "note": notes}


def _forces(library: Library, edition: Edition) -> dict[str, Any]:
    names = Names(library, edition.settings)
    levels = force_rows(names)
    notes = force_notes(names, levels)
    return {"title": _("Force levels"), "rows": levels, "sources": notes.notes, "note": notes}
