"""One reported count as a row of its measure's table; plain texts for the chart, links for the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord import phrases
from onrecord.library.anchors import anchor
from onrecord.library.library import Incident, Library
from onrecord.library.own_counts import OwnCount
from onrecord.library.tallies import Reported
from onrecord.library.tally_checks import Finding
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.printer import inline
from onrecord.markdown.prose import prose_line
from onrecord.pages.footnotes import Footnotes
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    report: Reported
    anchor: str
    when: Markdown
    cells: tuple[tuple[Markdown, Markdown], ...]
    """(heading, count) for each column of counts."""
    who: Markdown
    covers: Markdown
    remarks: tuple[Markdown, ...]
    """Notes of ours: the editor's, and what is derived."""


class Rows:
    """Makes the rows of one page."""

    def __init__(
        self, links: Links, footnotes: Footnotes, findings: Iterable[Finding], own: OwnCount | None
    ) -> None:
        self.links, self.library, self.footnotes, self.own = links, links.library, footnotes, own
        self._found: dict[int, list[Finding]] = {}
        for finding in findings:
            self._found.setdefault(id(finding.at.tally), []).append(finding)
        self._anchors: dict[str, int] = {}

    def row(self, one: Reported, scopes: tuple[str, ...]) -> Row:
        """The row of a count, with a column for each of ``scopes`` or, where there are none, one for all."""
        cells = (
            tuple((column(self.library, where), self._cell(one, (where,))) for where in scopes)
            if scopes
            else ((Markdown("Count, as given"), self._cell(one, tuple(one.tally.count))),)
        )
        return Row(
            one, self._anchor(one), self._when(one), cells, self._who(one), covers(one), self._remarks(one)
        )

    def _cell(self, one: Reported, scopes: tuple[str, ...]) -> Markdown:
        named = [
            (f"{words.figure(str(one.tally.count[where]))}", place(self.library, where))
            for where in scopes
            if where in one.tally.count
        ]
        if not named:
            return Markdown('<span class="or-blank">not stated</span>')
        if len(scopes) == 1:
            return Markdown(named[0][0])
        return Markdown("<br>".join(f"{count} {escape(where)}" for count, where in named))

    def _anchor(self, one: Reported) -> str:
        """A fragment that does not move, made from the record's id and the statement's address."""
        name = f"{one.incident.id}-{anchor(one.statement)}" if one.incident else anchor(one.statement)
        number = self._anchors[name] = self._anchors.get(name, 0) + 1
        return name if number == 1 else f"{name}-{number}"

    def _when(self, one: Reported) -> Markdown:
        stated, said = one.stated, one.statement.said
        if stated is None:
            source = self.library.source(one.incident, one.statement.source[0])
            printed = "" if source.confidential or not source.published else source.published.words()
            return Markdown(f"undated{f'; in a source published {escape(printed)}' if printed else ''}")
        text = escape(stated.words())
        if one.tally.as_of is None:
            text = Markdown(f"{text}, the day it was said")
        ours = one.statement.said_basis is not None and str(said) == str(stated)
        return Markdown(f"{text} (date ours)" if ours else text)

    def _who(self, one: Reported) -> Markdown:
        """Who counted, through whom, where it was read: each a link where there is such a page."""
        statement = one.statement
        parts = [words.capital(counter(self.links, statement)) + words.office(statement)]
        if statement.in_:
            parts.append(escape(CHANNELS[statement.in_].phrase))
        source = self.library.source(one.incident, statement.source[0])
        if relay := words.relayed(self.library, one.incident, statement):
            parts.append(f"{'via' if statement.by else 'given by'} {self.links.actors(relay)}")
        elif statement.by is None:
            parts.append(f"given by {words.publication(source)}")
        if one.tally.as_of and statement.said and str(statement.said) != str(one.tally.as_of):
            derived = " (date ours)" if statement.said_basis else ""
            parts.append(f"{escape(statement.said.words())}{derived}")
        marks = "".join(self.footnotes.mark(one.incident, source_id) for source_id in statement.source)
        where = f"<br>Recorded in: {self.links.incident(one.incident.id)}" if one.incident else ""
        return Markdown(f"{', '.join(parts)}{marks}{where}")

    def _remarks(self, one: Reported) -> tuple[Markdown, ...]:
        found = []
        marker = self.footnotes.marker(one.incident)
        if one.statement.note:
            found.append(prose_line(one.statement.note, marker))
        if one.tally.checked:
            found.append(Markdown(f"Checked: {words.stop(escape(one.tally.checked))}"))
        for finding in self._found.get(id(one.tally), ()):
            found.append(Markdown(f"*Derived:* {said(self.library, finding)}"))
        if self.own and one.days:
            found += self._beside(self.own, one)
        return tuple(found)

    def _beside(self, own: OwnCount, one: Reported) -> Iterator[Markdown]:
        until = one.days[1] if one.days else None
        for where in one.tally.count:
            if until:
                ours, differs = own.beside(one.tally, where, until)
                label = f"{escape(place(self.library, where))}, our count of the same days"
                yield Markdown(f"*Derived:* {label}: {ours:,}; the reported one: {escape(differs)}.")


def covers(one: Reported) -> Markdown:
    """The days and the scope of a count, as far as they are stated."""
    tally = one.tally
    pairs = (("since", tally.since), ("until", tally.until))
    period = words.capital(", ".join(f"{word} {escape(day.words())}" for word, day in pairs if day))
    parts = [words.stop(part) for part in (period, words.capital(escape(tally.scope or ""))) if part]
    return Markdown(" ".join(parts)) if parts else Markdown('<span class="or-blank">not stated</span>')


def said(library: Library, finding: Finding) -> Markdown:
    """A finding as a sentence for readers."""
    other = finding.other
    if finding.code == "tally-parts":
        return Markdown("the parts do not add up to the total that is stated with them.")
    if other is None or other.stated is None:
        return Markdown("its days overlap with those of another count of the same counter.")
    day = escape(other.stated.words())
    if finding.code == "tally-windows":
        return Markdown(f"its days overlap with those of the count of {day} by the same counter.")
    before = words.figure(str(other.tally.count[finding.scope]))
    what = escape(place(library, finding.scope))
    return Markdown(f"lower than an earlier count of the same counter, {before} on {day} ({what}).")


def counter(links: Links, statement: Statement) -> Markdown:
    """Who counted, linked.

    A publication that gives a count without saying whose has not said that it counted itself.
    """
    if statement.by is None:
        return Markdown("counter not stated")
    if statement.by.actor:
        return links.actor(statement.by.actor)
    return inline(phrases.unnamed(statement.by))


def column(library: Library, where: str) -> Markdown:
    """The heading of a column of counts."""
    return escape("Total, as stated" if where == TOTAL else place(library, where))


def place(library: Library, where: str) -> str:
    """The words for a key of a count, plain: a country, a place, ``total``."""
    found = library.registries.places.get(where)
    return TOTAL if where == TOTAL else found.name if found else words.country(library, where)


def counter_name(library: Library, incident: Incident | None, statement: Statement) -> str:
    """Who counted, plain and in full: "Pat Ryder, Pentagon press secretary"."""
    by = statement.by
    if by is None:
        source = library.source(incident, statement.source[0])
        relay = words.relayed(library, incident, statement)
        given = short(library, relay[0]) if relay else "" if source.confidential else source.publisher or ""
        return f"counter not stated, given by {given}" if given else "counter not stated"
    actor = library.actor(by.actor) if by.actor else None
    name = actor.name if actor else phrases.plain(phrases.unnamed(by))
    return f"{name}, {statement.as_}" if statement.as_ else name


def counter_short(library: Library, statement: Statement) -> str:
    """Who counted, plain and short: a person's organisation, an unnamed speaker's side."""
    by = statement.by
    if by is None:
        return "counter not stated"
    actor = library.actor(by.actor) if by.actor else None
    if actor and actor.kind == "person" and actor.part_of:
        return short(library, actor.part_of)
    return short(library, by.actor or by.of) if by.actor or by.of else by.role or ""


def short(library: Library, actor_id: str | None) -> str:
    """An actor's name for a small space, plain."""
    actor = library.actor(actor_id) if actor_id else None
    return (actor.short or actor.name) if actor else actor_id or ""
