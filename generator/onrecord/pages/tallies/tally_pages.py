"""The pages below ``tallies/``: one for each measure that somebody counts, their index, and force levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from onrecord.library.library import Library
from onrecord.library.own_counts import OwnCount, own_count
from onrecord.library.references import FORCES
from onrecord.library.tallies import Reported, by_measure, newest_of
from onrecord.library.tally_checks import findings
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.prose import prose
from onrecord.pages.briefing.notes import SourceNote
from onrecord.pages.footnotes import Footnotes
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.tallies import tally_words
from onrecord.pages.tallies.force_levels import Forces, Level, forces
from onrecord.pages.tallies.tally_charts import Charts, scopes
from onrecord.pages.tallies.tally_rows import Row, Rows, column, counter, covers, place
from onrecord.record.registry import Measure
from onrecord.settings import Settings

#: More places than this share one column.
MOST_COLUMNS = 4


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every page of tallies, where the site has them and somebody counts."""
    if not edition.settings.tallies:
        return
    links = Links(library, edition.settings, "../")
    measures = by_measure(library)
    levels = forces(library)
    if measures or levels:
        index = Index(links, measures, len(levels))
        yield page(edition, "tallies/index.md", "tallies-index.md.j2", partial(dict, t=index), listed=True)
    for measure_id, counts in measures.items():
        yield _measure(links, edition, measure_id, counts)
    if levels:
        yield page(
            edition,
            f"tallies/{FORCES}.md",
            "forces.md.j2",
            partial(_forces, links, levels),
        )


def _measure(links: Links, edition: Edition, measure_id: str, counts: Sequence[Reported]) -> Page:
    context = partial(_counts, links, edition, measure_id, counts)
    return page(edition, f"tallies/{measure_id}.md", "measure.md.j2", context)


def _counts(links: Links, edition: Edition, measure_id: str, counts: Sequence[Reported]) -> dict[str, Any]:
    found = MeasurePage(links, edition.settings, measure_id, counts)
    return {"title": found.measure.name, "m": found, "data": edition.exports is not None}


def _forces(links: Links, levels: tuple[Level, ...]) -> dict[str, Any]:
    return {"title": "Force levels", "f": Forces(links, levels, Footnotes(links.library))}


@dataclass(frozen=True)
class Index:
    """What the index of tallies shows."""

    links: Links
    counts: Any
    forces: int

    @property
    def measures(self) -> Iterator[dict[str, Any]]:
        """Each measure with the newest count of each counter."""
        for measure_id, counts in self.counts.items():
            yield {
                "id": Markdown(measure_id),
                "link": self.links.measure(measure_id),
                "counted": tally_words.counters(self.links.library, counts),
                "newest": [self._newest(one) for one in newest_of(counts)],
            }

    def _newest(self, one: Reported) -> dict[str, Markdown]:
        library = self.links.library
        said = [
            f"{words.figure(str(count))} {escape(place(library, where))}"
            for where, count in one.tally.count.items()
        ]
        return {
            "who": Markdown(words.capital(counter(self.links, one.statement)) + words.office(one.statement)),
            "count": Markdown(", ".join(said)),
            "when": escape(one.stated.words()) if one.stated else Markdown("undated"),
            "covers": covers(one),
        }


class MeasurePage:
    """What the page of one measure shows, in the order in which it is read: footnotes come last."""

    def __init__(self, links: Links, settings: Settings, measure_id: str, counts: Sequence[Reported]) -> None:
        self.links, self.library, self.settings = links, links.library, settings
        self.measure: Measure = self.library.registries.measures[measure_id]
        self.counts = counts
        self.footnotes = Footnotes(self.library)
        self.own: OwnCount | None = own_count(self.library, measure_id, settings.coverage)
        self._rows = Rows(links, self.footnotes, findings(self.library, measure_id), self.own)
        self._charts = Charts(self.library, self.measure.name, self.measure.unit, counts, self.own)
        found = scopes(self.library, counts)
        self._columns = found if len(found) <= MOST_COLUMNS else ()

    @cached_property
    def note(self) -> Markdown:
        """The registry's note on the measure."""
        return prose(self.measure.note, self.footnotes.marker(None)) if self.measure.note else Markdown()

    @property
    def counted(self) -> Markdown:
        """How many counts by how many counters."""
        return tally_words.counters(self.library, self.counts)

    @property
    def see(self) -> tuple[Markdown, ...]:
        """What to see, in sentences."""
        return tuple(tally_words.first_to_newest(self.library, self.counts))

    @property
    def rivals(self) -> tuple[Markdown, ...]:
        """Counts of one day that differ."""
        return tuple(tally_words.rivals(self.library, self.counts))

    @property
    def sample(self) -> bool:
        """Whether our incidents are a selection, for the site or for this measure."""
        return "sample" in (self.measure.coverage, self.settings.coverage)

    @property
    def matching(self) -> int:
        """How many incidents match, under complete coverage."""
        return len(self.own.incidents) if self.own else 0

    @cached_property
    def chart(self) -> Markdown:
        """The charts, as HTML."""
        return self._charts.figures()

    @property
    def key(self) -> Markdown:
        """What the marks mean."""
        return self._charts.key()

    @property
    def columns(self) -> tuple[Markdown, ...]:
        """The headings of the columns of counts."""
        return tuple(column(self.library, where) for where in self._columns) or (Markdown("Count, as given"),)

    @cached_property
    def dated(self) -> tuple[Row, ...]:
        """The rows of dated counts, by day."""
        return tuple(self._rows.row(one, self._columns) for one in self.counts if one.days)

    @cached_property
    def undated(self) -> tuple[Row, ...]:
        """The rows of the others."""
        return tuple(self._rows.row(one, self._columns) for one in self.counts if not one.days)

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """What the page cites; the last thing to ask for."""
        return tuple(self.footnotes.notes())
