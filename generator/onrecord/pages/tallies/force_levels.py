"""Force levels by date and source, as a table: what somebody reported, never a series of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.library.library import Incident, Library
from onrecord.library.tallies import days
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.prose import prose_line
from onrecord.pages.briefing.notes import SourceNote
from onrecord.pages.footnotes import Footnotes
from onrecord.pages.tallies.tally_rows import column, counter
from onrecord.record.statement import Force, Statement

Level = tuple[Incident | None, Statement, Force]


def forces(library: Library) -> tuple[Level, ...]:
    """Every force level with its statement: dated ones by day, then the others as recorded."""
    found = [
        (incident, statement, force)
        for incident, statement in library.statements()
        for force in statement.force or ()
    ]
    return tuple(sorted(found, key=_by_day))


def _by_day(level: Level) -> tuple[bool, date]:
    _, statement, force = level
    stated = force.as_of or statement.said
    return (False, days(stated)[1]) if stated else (True, date.min)


@dataclass(frozen=True)
class Forces:
    """What the page of force levels shows; footnotes come last."""

    links: Links
    levels: tuple[Level, ...]
    footnotes: Footnotes

    @property
    def rows(self) -> Iterator[dict[str, Markdown]]:
        """A row for each number."""
        for incident, statement, force in self.levels:
            for where, count in force.count.items():
                yield {
                    "when": self._when(statement, force),
                    "who": self.links.actor(force.who),
                    "where": column(self.links.library, where),
                    "count": words.figure(str(count)),
                    "by": self._by(incident, statement),
                    "remarks": self._remarks(incident, statement, force),
                }

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """What the page cites; the last thing to ask for."""
        return tuple(self.footnotes.notes())

    def _when(self, statement: Statement, force: Force) -> Markdown:
        stated = force.as_of or statement.said
        text = escape(stated.words()) if stated else Markdown("undated")
        ours = stated is not None and statement.said_basis and str(stated) == str(statement.said)
        return Markdown(f"{text} (date ours)" if ours else text)

    def _by(self, incident: Incident | None, statement: Statement) -> Markdown:
        library = self.links.library
        source = library.source(incident, statement.source[0])
        relay = words.relayed(library, incident, statement)
        if statement.by:
            said = words.capital(counter(self.links, statement)) + words.office(statement)
            said = Markdown(f"{said}, via {self.links.actors(relay)}" if relay else said)
        else:
            said = self.links.actors(relay) if relay else words.capital(words.publication(source))
        marks = "".join(self.footnotes.mark(incident, source_id) for source_id in statement.source)
        where = f"<br>Recorded in: {self.links.incident(incident.id)}" if incident else ""
        return Markdown(f"{said}{marks}{where}")

    def _remarks(self, incident: Incident | None, statement: Statement, force: Force) -> Markdown:
        parts = [f"Stated mission: {words.stop(escape(force.mission))}"] if force.mission else []
        if statement.note:
            parts.append(prose_line(statement.note, self.footnotes.marker(incident)))
        return Markdown(" ".join(parts) or "–")
