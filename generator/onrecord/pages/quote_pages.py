"""All quotations: by speaker in an index, and in full by date, a page for each year.

A year with more than ``MOST`` of them has a page for each month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from onrecord.language import gettext as _
from onrecord.language import month_name
from onrecord.library.anchors import anchor
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown.direction import direction
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.quotes import Original, is_party, language_attribute, original
from onrecord.phrases import (
    NOTHING,
    Name,
    Names,
    Phrase,
    capital,
    joined,
    listed,
    lists,
    phrase,
    plain,
    publication,
    say,
    speaker,
    to_page,
    translated,
    unstopped,
    way,
)
from onrecord.values.day import Day

#: Quotations that one page holds.
MOST = 200

Months = Mapping[str, list[Mention]]
"""Quotations by the number of their month; those without one under the empty text."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with all that belongs to it."""

    text: str
    lang: str
    dir: str
    original: Original | None
    who: Phrase
    attribution: Phrase
    """Office, subject, channel and source, to follow the speaker."""
    incident: Phrase
    remarks: Phrase


@dataclass(frozen=True, slots=True)
class Month:
    """The quotations of a month, or the way to them."""

    name: Phrase
    number: int
    quotes: tuple[Quoted, ...] = ()


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The index of quotations, and those of each year, where the site has such pages."""
    if not edition.settings.entities:
        return
    names = Names(library, edition.settings)
    years: dict[str, dict[str, list[Mention]]] = {}
    for mention in sorted(mentions(library).quotes, key=lambda mention: mention.day):
        if mention.incident is not None:
            years.setdefault(mention.day[:4], {}).setdefault(mention.day[5:7], []).append(mention)
    counts = {year: sum(map(len, months.values())) for year, months in years.items()}
    yield page(edition, "quotes/index.md", "quotes.md.j2", partial(_index, names, counts), listed=True)
    for year, months in years.items():
        whole = counts[year] <= MOST
        context = partial(_year if whole else _parted, names, year, months)
        yield page(edition, f"quotes/{year}.md", "quotes-year.md.j2", context)
        for month in () if whole else months:
            context = partial(_month, names, year, month, months[month])
            yield page(edition, f"quotes/{year}/{month}.md", "quotes-year.md.j2", context)


def _index(names: Names, counts: Mapping[str, int]) -> dict[str, Any]:
    named: dict[str, int] = {}
    sides: dict[str, int] = {}
    others = 0
    for mention in mentions(names.library).quotes:
        if mention.statement is None or mention.incident is None:
            continue
        by = mention.statement.by
        if by and by.actor and names.actor_page(by.actor):
            named[by.actor] = named.get(by.actor, 0) + 1
        elif by and by.of:
            sides[by.of] = sides.get(by.of, 0) + 1
        else:
            # Nobody can be looked up by name who has no page.
            others += 1
    return {
        "title": _("Quotes"),
        "named": [(_quotes_of(names, actor), number) for actor, number in _by_name(names, named)],
        "sides": [(names.actor(actor), number) for actor, number in _by_name(names, sides)],
        "others": others,
        "years": [(to_page(_words(year), f"quotes/{year}.md"), number) for year, number in counts.items()],
    }


def _words(day: str) -> str:
    return Day.parse(day).words()


def _quotes_of(names: Names, actor_id: str) -> Phrase:
    address = f"{names.actor_page(actor_id)}#quotes"
    return phrase(Name("actor", actor_id, names.actor_text(actor_id), address))


def _by_name(names: Names, numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda pair: lists.order(names.actor_text(pair[0]), pair[0]))


def _year(names: Names, year: str, months: Months) -> dict[str, Any]:
    """All quotations of a year."""
    shown = [
        Month(phrase(_month_name(year, month)), len(of), _quotes(names, of)) for month, of in months.items()
    ]
    return _context(_words(year), shown)


def _parted(_names: Names, year: str, months: Months) -> dict[str, Any]:
    """The year whose months have pages of their own."""
    links = (to_page(_month_name(year, month), f"quotes/{year}/{month}.md") for month in months)
    numbers = map(len, months.values())
    return _context(_words(year), list(map(Month, links, numbers)))


def _month(names: Names, year: str, month: str, quotations: list[Mention]) -> dict[str, Any]:
    shown = Month(NOTHING, len(quotations), _quotes(names, quotations))
    return _context(_words(f"{year}-{month}"), [shown], to_page(_words(year), f"quotes/{year}.md"))


def _month_name(year: str, month: str) -> str:
    return month_name(date(int(year), int(month), 1))


def _context(time: str, months: list[Month], above: Phrase = NOTHING) -> dict[str, Any]:
    crumbs = [to_page(_("Quotes"), "quotes/index.md"), *([above] if above else [])]
    return {"title": plain(say("Quotes: {time}", time=time)), "crumbs": crumbs, "months": months}


def _quotes(names: Names, quotations: list[Mention]) -> tuple[Quoted, ...]:
    return tuple(quoted(names, mention) for mention in quotations)


def quoted(names: Names, mention: Mention) -> Quoted:
    """A quotation with speaker, office, subject, channel, source and incident."""
    statement, incident, quote = mention.statement, mention.incident, mention.value
    assert statement is not None
    assert incident is not None
    party = not mention.context and is_party(names.library, incident, statement)
    claim = say("A claim by a party to the fighting; not independently confirmed.") if party else NOTHING
    note = quote.note.plain() if quote.note else ""
    return Quoted(
        quote.text,
        language_attribute(quote.lang),
        direction(quote.lang),
        original(quote),
        capital(speaker(names, incident, statement)),
        _attribution(names, mention),
        say(
            "{incident}, {date}",
            incident=names.incident(incident.id, anchor(statement)),
            date=incident.record.date.words(),
        ),
        # The sources of a note stand on the briefing.
        joined([claim, translated(quote), note], " "),
    )


def _attribution(names: Names, mention: Mention) -> Phrase:
    statement, incident, about = mention.statement, mention.incident, mention.value.about
    assert statement is not None
    printed = listed(_publication(names, mention, source_id) for source_id in statement.source)
    # Only the speaker and the publications are links.
    unlinked = Names(names.library)
    return joined(
        [
            statement.as_ or "",
            say("on {subject}", subject=unstopped(about)) if about else NOTHING,
            way(unlinked, incident, statement),
            say("as printed by {publications}", publications=printed),
        ]
    )


def _publication(names: Names, mention: Mention, source_id: str) -> Phrase:
    source = names.library.source(mention.incident, source_id)
    return names.source(mention.incident, source_id, plain(publication(source)))
