"""All quotations: by speaker and day on the first page, and by date on a page for each year.

The first page has the newest ``MOST``; a year with more than these has a page for each month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from onrecord.language import gettext as _
from onrecord.language import month_name
from onrecord.library.anchors import anchor
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown.addresses import href
from onrecord.markdown.direction import direction
from onrecord.markdown.escape import Markdown
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.quotes import Original, is_party, language_attribute, original
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    joined,
    listed,
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
    """The incident with its date, which leads to the statement."""
    remarks: Phrase
    filters: tuple[tuple[str, str], ...] = ()
    """(filter, value) by which the script of the first page finds it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The quotations of one speaker, or of the unnamed speakers of one side, by day."""

    id: str
    """Its fragment, and its value in the filter."""
    name: Phrase
    text: str
    """The name as plain text."""
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice among the quotations of the first page, which a small script offers."""

    name: str
    label: str
    none: str
    """What is chosen where nothing is."""
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the first page shows."""

    number: int
    """How many quotations there are."""
    shown: int
    voices: tuple[Voice, ...]
    years: tuple[tuple[Phrase, int], ...]
    incidents: tuple[tuple[Phrase, int], ...]
    filters: tuple[Filter, ...]


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
    for mention in sorted(_every(library), key=lambda mention: mention.day):
        if mention.incident is not None:
            years.setdefault(mention.day[:4], {}).setdefault(mention.day[5:7], []).append(mention)
    counts = {year: sum(map(len, months.values())) for year, months in years.items()}
    yield page(
        edition, "quotes/index.md", "quotes.md.j2", partial(_index, names, counts, edition), listed=True
    )
    for year, months in years.items():
        whole = counts[year] <= MOST
        context = partial(_year if whole else _parted, names, year, months)
        yield page(edition, f"quotes/{year}.md", "quotes-year.md.j2", context)
        for month in () if whole else months:
            context = partial(_month, names, year, month, months[month])
            yield page(edition, f"quotes/{year}/{month}.md", "quotes-year.md.j2", context)


def _every(library: Library) -> Iterator[Mention]:
    """The quotations of all records, in their order."""
    return chain.from_iterable(mentions(library).quotes.values())


def _index(names: Names, counts: Mapping[str, int], edition: Edition) -> dict[str, Any]:
    every = [mention for mention in _every(names.library) if mention.incident is not None]
    newest = sorted(every, key=lambda mention: mention.day)[-MOST:]
    by_voice: dict[str, list[Mention]] = {}
    for mention in newest:
        by_voice.setdefault(_voice_id(names, mention), []).append(mention)
    # Who is named stands before the unnamed of a side, and those of no side come last.
    ordered = sorted(by_voice, key=lambda key: (key == "others", key.startswith("side-"), _text(names, key)))
    voices = tuple(_voice(names, key, by_voice[key]) for key in ordered)
    incidents = Counter(mention.incident.id for mention in newest if mention.incident)
    view = Index(
        number=len(every),
        shown=len(newest),
        voices=voices,
        years=tuple((to_page(_words(year), f"quotes/{year}.md"), number) for year, number in counts.items()),
        incidents=tuple((_incident(names, id_), number) for id_, number in incidents.items()),
        filters=tuple(_filters(names, voices, newest)),
    )
    to = partial(href, "quotes/index.md", directory_urls=edition.directory_urls)
    return {"title": _("Quotes"), "q": view, "script": Markdown(to(f"{ASSETS}/quotes.js"))}


def _voice_id(names: Names, mention: Mention) -> str:
    """Who is meant: somebody with a page, the unnamed of a side, or others, who get no address."""
    by = mention.statement.by if mention.statement else None
    if by and by.actor and names.actor_page(by.actor):
        return by.actor
    return f"side-{by.of}" if by and by.of else "others"


def _text(names: Names, key: str) -> str:
    """What a voice is called: "Pat Ryder"; "Unnamed, for the United States"."""
    if key == "others":
        return _("Others")
    if key.startswith("side-"):
        side = names.actor_text(key.removeprefix("side-"))
        return plain(say("Unnamed, speaking for {side}", side=side))
    return names.actor_text(key)


def _voice(names: Names, key: str, quotations: list[Mention]) -> Voice:
    named = key != "others" and not key.startswith("side-")
    name = names.actor(key) if named else phrase(_text(names, key))
    quotes = (_filtered(key, mention, quoted(names, mention)) for mention in quotations)
    if named:
        # The name stands above.
        quotes = (replace(quotation, who=NOTHING) for quotation in quotes)
    return Voice(key, name, _text(names, key), tuple(quotes))


def _filtered(key: str, mention: Mention, quotation: Quoted) -> Quoted:
    incident = mention.incident.id if mention.incident else ""
    values = (("speaker", key), ("year", mention.day[:4]), ("incident", incident))
    return replace(quotation, filters=values)


def _filters(names: Names, voices: tuple[Voice, ...], quotations: list[Mention]) -> Iterator[Filter]:
    yield Filter(
        "speaker", _("Speaker"), _("All speakers"), tuple((voice.id, voice.text) for voice in voices)
    )
    years = dict.fromkeys(mention.day[:4] for mention in quotations)
    yield Filter("year", _("Year"), _("All years"), tuple((year, _words(year)) for year in years))
    incidents = {mention.incident.id: mention.incident for mention in quotations if mention.incident}
    named = ((id_, plain(names.incident_and_date(id_))) for id_ in incidents)
    yield Filter("incident", _("Incident"), _("All incidents"), tuple(named))


def _incident(names: Names, incident_id: str) -> Phrase:
    """The quotations of an incident on its own page."""
    text = plain(names.incident_and_date(incident_id))
    return names.incident(incident_id, "quotes", text)


def _words(day: str) -> str:
    return Day.parse(day).words()


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
