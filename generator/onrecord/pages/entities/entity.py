"""What the pages of actors, places, weapons, kinds of event and sources share: facts, and rows of mentions.

A page with more rows than ``MOST`` gives the rows of each year on a page of their own, below its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from onrecord.library.aliases import aliases
from onrecord.library.anchors import anchor
from onrecord.library.library import Incident, Library
from onrecord.library.mentions import Mention
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.briefing.notes import SourceNote, source_text
from onrecord.pages.page import Edition, Page, page
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms.facts import FACTS
from onrecord.values.prose import Prose

#: Rows that one page holds; more are parted by year.
MOST = 400
_NOTHING = Markdown()


@dataclass(frozen=True, slots=True)
class Row:
    """One mention: when, in which incident, what is said, and who says it."""

    year: str
    date: Markdown
    link: Markdown
    what: Markdown
    who: Markdown = _NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """Mentions in one role."""

    id: str
    """Its fragment, which does not change."""
    title: str
    rows: tuple[Row, ...]
    what: str = ""
    """The heading of the column that says what is said; without one the section is a list."""
    note: Markdown = _NOTHING
    """A sentence of ours about the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A page about one thing: what it is, and where it is mentioned."""

    name: str
    crumbs: tuple[Markdown, ...]
    kind: tuple[Markdown, ...] = ()
    """What sort of thing it is, in phrases for one line."""
    described: Markdown = _NOTHING
    facts: tuple[tuple[str, Markdown], ...] = ()
    figure: Markdown = _NOTHING
    """A picture beside the facts, as HTML for the page's first address."""
    derived: Markdown = _NOTHING
    """What the page is and what it does not say; ours."""
    sections: tuple[Section, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    aliases: dict[str, str] | None = None
    names: tuple[str, ...] = ()
    """The names by which the site's search finds it, those of one thing on one line."""


Make = Callable[[Links], Entity]


def entity_pages(
    library: Library,
    edition: Edition,
    address: str,
    found: Sequence[Mention],
    make: Make,
    *,
    search: bool = True,
) -> Iterator[Page]:
    """The page at ``address`` and, where it would be endless, one for each year of what is ``found``.

    ``make`` gives the whole of it, with the links of a page that lies where the address says.
    """

    links = Links(library, edition.settings, "../" * address.count("/"))
    years = sorted({mention.day[:4] for mention in found}) if len(found) > MOST else []
    if len(years) < 2:
        yield _page(edition, address, partial(make, links), search)
        return
    folder = address.removesuffix(".md")
    stem = folder.rpartition("/")[2]
    yield _page(edition, address, partial(_by_year, make, links, stem), search)
    # The pages of the years lie side by side: the links of one are those of all.
    whole = _Once(make, replace(links, up=f"../{links.up}"))
    for year in years:
        below = f"{folder}/{year or 'undated'}.md"
        # Search finds the page above: of these it would only have headings.
        yield _page(edition, below, partial(_of_year, whole, stem, year), search=False)


@dataclass
class _Once:
    """An entity that is made when a page first asks for it."""

    make: Make
    links: Links

    @cached_property
    def entity(self) -> Entity:
        return self.make(self.links)


def _by_year(make: Make, links: Links, stem: str) -> Entity:
    """The page with the years of each role in place of its rows."""
    whole = make(links)
    sections = []
    for section in whole.sections:
        rows = []
        for year in dict.fromkeys(row.year for row in section.rows):
            number = words.plural(sum(row.year == year for row in section.rows), "entr", "y", "ies")
            link = f"[{year or 'No date'}]({stem}/{year or 'undated'}.md#{section.id})"
            rows.append(Row(year, _NOTHING, Markdown(link), Markdown(number)))
        sections.append(replace(section, rows=tuple(rows), what=""))
    return replace(whole, sections=tuple(sections))


def _of_year(made: _Once, stem: str, year: str) -> Entity:
    whole = made.entity
    sections = [
        replace(section, rows=tuple(row for row in section.rows if row.year == year))
        for section in whole.sections
    ]
    back = Markdown(f"[{escape(whole.name)}](../{stem}.md)")
    return Entity(
        name=f"{whole.name}: {year or 'no date'}",
        crumbs=(*(Markdown(crumb.replace("](", "](../")) for crumb in whole.crumbs), back),
        derived=whole.derived,
        sections=tuple(section for section in sections if section.rows),
    )


def _page(edition: Edition, address: str, make: Callable[[], Entity], search: bool) -> Page:
    return page(edition, address, "entity.md.j2", partial(_context, make), search=search)


def _context(make: Callable[[], Entity]) -> dict[str, Any]:
    entity = make()
    return {"title": entity.name, "e": entity, "aliases": entity.aliases or {}, "names": entity.names}


class Rows:
    """Makes rows of mentions, for one page."""

    def __init__(self, links: Links) -> None:
        self.links, self.library = links, links.library

    def row(self, mention: Mention, what: str = "") -> Row:
        """A mention with what is said, and by whom."""
        said = self.who(mention.incident, mention.statement) if mention.statement else _NOTHING
        return Row(mention.day[:4], self.date(mention), self.link(mention), Markdown(what), said)

    def incident_row(self, mention: Mention, what: str) -> Row:
        """Statements of one incident, of which ``mention`` is the first: the link leads to the page."""
        link = self.links.incident(mention.incident.id) if mention.incident else self.link(mention)
        return Row(mention.day[:4], self.date(mention), link, Markdown(what))

    def own_row(self, mention: Mention, what: str) -> Row:
        """A statement of the page's own speaker: office, channel and relay without the name."""
        statement = mention.statement
        assert statement is not None
        chain = f"{words.office(statement)}{words.chain(self.library, mention.incident, statement)}"
        said = Markdown(chain.removeprefix(", "))
        return Row(mention.day[:4], self.date(mention), self.link(mention), Markdown(what), said)

    def date(self, mention: Mention) -> Markdown:
        """The day of the incident; that of the statement where it belongs to none."""
        if mention.incident:
            return escape(mention.incident.record.date.words())
        said = mention.statement.said if mention.statement else None
        return escape(said.words()) if said else Markdown("no date")

    def link(self, mention: Mention) -> Markdown:
        """The incident's title, which leads to the statement."""
        if mention.incident is None:
            return self.counted(mention.statement)
        fragment = anchor(mention.statement) if mention.statement else ""
        link = self.links.incident(mention.incident.id, fragment=fragment)
        return Markdown(f"{link} (surroundings, not this incident)") if mention.context else link

    def counted(self, statement: Statement | None) -> Markdown:
        """The measure that a statement of no incident counts: its page has all counts."""
        tallies = (statement.tally if statement else None) or ()
        return self.links.measure(tallies[0].measure) if tallies else Markdown("Among the reported counts")

    def who(self, incident: Incident | None, statement: Statement) -> Markdown:
        """Who says it, with office, channel and relay.

        No link: the title leads to the statement, and a second link in each row would be half of the work
        of a long page.
        """
        speaker = words.capital(words.speaker(self.library, incident, statement))
        chain = words.chain(self.library, incident, statement)
        return Markdown(f"{speaker}{words.office(statement)}{chain}")


def subjects(statement: Statement, without: Sequence[str] = ()) -> Markdown:
    """What a statement is about: "weapons, the injured and damage"."""
    return words.both([FACTS[one].topic for one in statement.facts if one not in without])


def by_date(found: Iterable[Mention]) -> list[Mention]:
    """Mentions in the order of their incidents; those that belong to none stand where their day is."""

    def day(mention: Mention) -> str:
        return mention.incident.record.date.earliest.isoformat() if mention.incident else mention.day

    return sorted(found, key=day)


def unique(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows in order, equal ones once."""
    return tuple(dict.fromkeys(rows))


def notes_of(links: Links, texts: Iterable[Prose | None]) -> tuple[tuple[SourceNote, ...], dict[str, str]]:
    """The notes of the sources that registry texts cite, and the ids that confidential ones have there."""
    library = links.library
    cited = dict.fromkeys(one for text in texts if text is not None for one in text.cited)
    waiting = list(cited)
    while waiting:
        source = library.source(None, waiting.pop(0))
        if source.published_basis is not None and not source.confidential:
            new = [one for one in source.published_basis.cited if one not in cited]
            cited.update(dict.fromkeys(new))
            waiting += new
    sources = {one: library.source(None, one) for one in cited}
    notes = tuple(SourceNote(one, _note(links, one, source)) for one, source in sources.items())
    return notes, aliases(sources.items())


def _note(links: Links, source_id: str, source: Source) -> Markdown:
    text = source_text(links.library, source)
    page = links.source_page(None, source_id)
    return Markdown(f"{text} [All statements read here]({links.up}{page}).") if page else text
