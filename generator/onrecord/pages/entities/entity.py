"""What the pages of actors, places, weapons, kinds of event and sources share: facts, and rows of mentions.

A page with more rows than ``MOST`` gives the rows of each year on a page of their own, below its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from onrecord.language import gettext as _
from onrecord.library.mentions import Mention
from onrecord.markdown.escape import Markdown
from onrecord.pages.entities.about import Fact, Sources
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Phrase, lists, plain, say, say_many, to_page

#: Rows that one page holds; more are parted by year.
MOST = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One mention: when, in which incident, what is said, and who says it."""

    year: str
    date: Phrase
    link: Phrase
    what: Phrase
    who: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """Mentions in one role."""

    id: str
    """Its fragment, which does not change."""
    title: str
    rows: tuple[Row, ...]
    what: str = ""
    """The heading of the column that says what is said; without one the section is a list."""
    note: str = ""
    """A sentence of ours about the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A page about one thing: what it is, and where it is mentioned."""

    name: str
    crumbs: tuple[Phrase, ...]
    kind: tuple[Phrase, ...] = ()
    """What sort of thing it is, in phrases for one line."""
    described: tuple[Phrase, ...] = ()
    """Paragraphs."""
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
    years = sorted({mention.day[:4] for mention in mentioned}) if len(mentioned) > MOST else []
    if len(years) < 2:
        yield page(edition, address, "entity.md.j2", partial(_whole, make), search=search)
        return
    whole = _Once(make)
    yield page(edition, address, "entity.md.j2", partial(_by_year, whole, address), search=search)
    for year in years:
        context = partial(_of_year, whole, address, year)
        # Search finds the page above: of these it would only have headings.
        yield page(edition, _year_page(address, year), "entity.md.j2", context, search=False)


@dataclass
class _Once:
    """An entity that is made when a page first asks for it."""

    make: Make

    @cached_property
    def entity(self) -> Entity:
        return self.make()


def _year_page(address: str, year: str) -> str:
    return f"{address.removesuffix('.md')}/{year or 'undated'}.md"


def _whole(make: Make) -> dict[str, Any]:
    return _context(make())


def _by_year(whole: _Once, address: str) -> dict[str, Any]:
    """The page with the years of each role in place of its rows."""
    entity = whole.entity
    sections = tuple(
        replace(section, rows=tuple(_years(section, address)), what="") for section in entity.sections
    )
    return _context(replace(entity, sections=sections))


def _years(section: Section, address: str) -> Iterator[Row]:
    for year in dict.fromkeys(row.year for row in section.rows):
        number = sum(row.year == year for row in section.rows)
        link = to_page(year or _("No date"), f"{_year_page(address, year)}#{section.id}")
        yield Row(year, NOTHING, link, say_many("{number} entry", "{number} entries", number))


def _of_year(whole: _Once, address: str, year: str) -> dict[str, Any]:
    """The rows of one year, with a way back."""
    entity = whole.entity
    sections = (
        replace(section, rows=tuple(row for row in section.rows if row.year == year))
        for section in entity.sections
    )
    part = Entity(
        name=plain(say("{name}: {year}", name=entity.name, year=year or _("no date"))),
        crumbs=(*entity.crumbs, to_page(entity.name, address)),
        derived=entity.derived,
        sections=tuple(section for section in sections if section.rows),
    )
    return _context(part)


def _context(entity: Entity) -> dict[str, Any]:
    return {
        "title": entity.name,
        "e": entity,
        "note": entity.sources,
        "names": entity.names,
    }


def by_name(ids: Iterable[str], name: Callable[[str], str]) -> list[str]:
    """Ids in the order of the names that ``name`` gives them."""
    return sorted(ids, key=lambda an_id: lists.order(name(an_id), an_id))


def by_date(found: Iterable[Mention]) -> list[Mention]:
    """Mentions in the order of their incidents; those that belong to none stand where their day is."""

    def day(mention: Mention) -> str:
        return mention.incident.record.date.earliest.isoformat() if mention.incident else mention.day

    return sorted(found, key=day)


def unique(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows in order, equal ones once."""
    return tuple(dict.fromkeys(rows))


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that have rows."""
    return tuple(section for section in sections if section.rows)
