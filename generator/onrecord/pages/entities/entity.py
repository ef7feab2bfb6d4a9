"""What the pages of actors, places, weapons, kinds of event and sources share: incidents, then facts.

A page with more mentions than ``MOST`` gives those of each year on a page of their own, below its address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from onrecord.language import gettext as _
from onrecord.library.mentions import Mention
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.entities.about import Fact, Sources
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Phrase, lists, plain, say, say_many, to_page
from onrecord.reads import Read, note_all, recorded

#: Mentions that one page holds; more are parted by year.
MOST = 400
#: Incidents of a section that stand open, and lines of one incident; the rest is folded.
MOST_OPEN, MOST_LINES = 8, 5


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: who makes it, which leads to it, and what it says."""

    who: Phrase
    what: Phrase
    ids: tuple[str, ...] = ()
    """The fragments of the roles that stand here first on the page: "claims"; they do not change."""


@dataclass(frozen=True, slots=True)
class Group:
    """One incident, or one thing that is counted, with what was said there."""

    id: str
    """Its fragment."""
    year: str
    title: Phrase
    """Its name, which leads to it."""
    date: Phrase
    roles: Phrase
    """In which roles the thing of the page stands there, in one line: "spoke; blamed by Iran"."""
    lines: tuple[Line, ...] = ()

    @property
    def open(self) -> tuple[Line, ...]:
        """The first lines; one more stands with them rather than alone in a fold."""
        return self.lines if len(self.lines) <= MOST_LINES + 1 else self.lines[:MOST_LINES]

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines that are folded."""
        return self.lines[len(self.open) :]


@dataclass(frozen=True, slots=True)
class Section:
    """Incidents with what was said there, or a list of links."""

    id: str
    title: str
    groups: tuple[Group, ...] = ()
    links: tuple[Phrase, ...] = ()
    """What stands in place of incidents."""
    note: str = ""
    """A sentence of ours."""

    @property
    def open(self) -> tuple[Group, ...]:
        """The first incidents; one more stands with them rather than alone in a fold."""
        return self.groups if len(self.groups) <= MOST_OPEN + 1 else self.groups[:MOST_OPEN]

    @property
    def rest(self) -> tuple[Group, ...]:
        """The incidents that are folded."""
        return self.groups[len(self.open) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A page about one thing: what it is, and where it is mentioned."""

    name: str
    crumbs: tuple[Phrase, ...]
    kind: tuple[Phrase, ...] = ()
    """What sort of thing it is, in phrases for one line."""
    described: tuple[Phrase, ...] = ()
    """Paragraphs."""
    roles: Phrase = NOTHING
    """In how many incidents it has which role, counted by us."""
    facts: tuple[Fact, ...] = ()
    figure: Markdown = field(default_factory=Markdown)
    """A picture beside the facts, as HTML for the page's first address."""
    derived: Phrase = NOTHING
    """What the page is and what it does not say; ours."""
    sections: tuple[Section, ...] = ()
    sources: Sources = field(default_factory=Sources)
    """Those that the description cites."""
    names: tuple[str, ...] = ()
    """The names by which the site's search finds it, those of one thing on one line."""


Make = Callable[[], Entity]


def entity_pages(
    edition: Edition, address: str, mentioned: Sequence[Mention], make: Make, *, search: bool = True
) -> Iterator[Page]:
    """The page at ``address`` and, where it would be endless, one for each year of what is ``mentioned``.

    ``make`` gives the whole of it.
    """
    years = sorted({year_of(mention) for mention in mentioned}) if len(mentioned) > MOST else []
    if len(years) < 2:
        context = partial(_whole, edition, make, address)
        yield page(edition, address, "entity.md.j2", context, search=search)
        return
    whole = _Once(make)
    yield page(edition, address, "entity.md.j2", partial(_by_year, edition, whole, address), search=search)
    for year in years:
        context = partial(_of_year, edition, whole, address, year)
        # Search finds the page above: of these it would only have headings.
        yield page(edition, _year_page(address, year), "entity.md.j2", context, search=False)


@dataclass
class _Once:
    """An entity that is made when a page first asks for it."""

    make: Make

    @property
    def entity(self) -> Entity:
        """The entity; each page that asks for it has read what it was made of."""
        entity, reads = self._made
        note_all(reads)
        return entity

    @cached_property
    def _made(self) -> tuple[Entity, set[Read]]:
        with recorded() as reads:
            return self.make(), reads

    def __getstate__(self) -> dict[str, Make]:
        """What it will be made of, so that it is the same before and after."""
        return {"make": self.make}


def year_of(mention: Mention) -> str:
    """The year under which a mention stands: that of its incident, else of the statement; or nothing."""
    return f"{mention.incident.record.date.earliest.year:04}" if mention.incident else mention.day[:4]


def _year_page(address: str, year: str) -> str:
    return f"{address.removesuffix('.md')}/{year or 'undated'}.md"


def _whole(edition: Edition, make: Make, address: str) -> dict[str, Any]:
    return _context(edition, make(), address)


def _by_year(edition: Edition, whole: _Once, address: str) -> dict[str, Any]:
    """The page with the years of each section in place of its incidents."""
    entity = whole.entity
    sections = tuple(
        replace(section, groups=(), links=(*_years(section, address), *section.links))
        for section in entity.sections
    )
    return _context(edition, replace(entity, sections=sections), address)


def _years(section: Section, address: str) -> Iterator[Phrase]:
    numbers = Counter(group.year for group in section.groups)
    for year, number in numbers.items():
        link = to_page(year or _("No date"), f"{_year_page(address, year)}#{section.id}")
        yield say_many("{year}: {number} entry", "{year}: {number} entries", number, year=link)


def _of_year(edition: Edition, whole: _Once, address: str, year: str) -> dict[str, Any]:
    """The incidents of one year, with a way back."""
    entity = whole.entity
    sections = (
        replace(section, groups=tuple(group for group in section.groups if group.year == year), links=())
        for section in entity.sections
    )
    part = Entity(
        name=plain(say("{name}: {year}", name=entity.name, year=year or _("no date"))),
        crumbs=(*entity.crumbs, to_page(entity.name, address)),
        derived=entity.derived,
        sections=filled(sections),
    )
    return _context(edition, part, _year_page(address, year))


def _context(edition: Edition, entity: Entity, address: str) -> dict[str, Any]:
    return {
        "title": entity.name,
        "e": entity,
        "note": entity.sources,
        "names": entity.names,
        "folds": Markdown(href(address, f"{ASSETS}/folds.js", directory_urls=edition.directory_urls)),
    }


def by_name(ids: Iterable[str], name: Callable[[str], str]) -> list[str]:
    """Ids in the order of the names that ``name`` gives them."""
    return sorted(ids, key=lambda an_id: lists.order(name(an_id), an_id))


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that hold something."""
    return tuple(section for section in sections if section.groups or section.links)
