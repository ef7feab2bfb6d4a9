"""All quotations: by speaker in an index, and in full by date, a page for each year.

A year with more than ``MOST`` of them has a page for each month.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.library.anchors import anchor
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.page import Edition, Page, page
from onrecord.pages.quotes import Original, direction, is_party, language_attribute, original, translation
from onrecord.values.prose import Prose

#: Quotations that one page holds.
MOST = 200


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with all that belongs to it."""

    text: str
    lang: str
    dir: str
    original: Original | None
    who: Markdown
    attribution: Markdown
    """Office, subject, channel and source, to follow the speaker."""
    incident: Markdown
    remarks: Markdown


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The index of quotations, and those of each year, where the site has such pages."""
    if not edition.settings.entities:
        return
    months: dict[str, dict[str, list[Mention]]] = {}
    for mention in sorted(mentions(library).quotes, key=lambda mention: mention.day):
        if mention.incident is not None:
            months.setdefault(mention.day[:4], {}).setdefault(mention.day[5:7], []).append(mention)
    counts = {year: sum(map(len, found.values())) for year, found in months.items()}
    yield page(
        edition, "quotes/index.md", "quotes.md.j2", partial(_index, library, edition, counts), listed=True
    )
    for year, found in months.items():
        whole = counts[year] <= MOST
        address = f"quotes/{year}.md"
        yield page(
            edition, address, "quotes-year.md.j2", partial(_year, library, edition, year, found, whole)
        )
        for month, some in () if whole else found.items():
            address = f"quotes/{year}/{month}.md"
            one = {month: some}
            yield page(
                edition, address, "quotes-year.md.j2", partial(_year, library, edition, year, one, True, 2)
            )


def _index(library: Library, edition: Edition, counts: dict[str, int]) -> dict[str, Any]:
    links = Links(library, edition.settings, "../")
    named: dict[str, int] = {}
    sides: dict[str, int] = {}
    others = 0
    for mention in mentions(library).quotes:
        if mention.statement is None or mention.incident is None:
            continue
        by = mention.statement.by
        if by and by.actor and links.actor_page(by.actor):
            named[by.actor] = named.get(by.actor, 0) + 1
        elif by and by.of:
            sides[by.of] = sides.get(by.of, 0) + 1
        else:
            # Nobody can be looked up by name who has no page.
            others += 1
    return {
        "title": "Quotes",
        "named": [(_quotes_of(links, one), named[one]) for one in _by_name(library, named)],
        "sides": [(links.actor(one), sides[one]) for one in _by_name(library, sides)],
        "others": others,
        "years": [(year, Markdown(f"{year}.md"), number) for year, number in counts.items()],
    }


def _quotes_of(links: Links, actor_id: str) -> Markdown:
    address = links.actor_page(actor_id)
    return Markdown(f"[{words.name(links.library, actor_id)}]({links.up}{address}#quotes)")


def _by_name(library: Library, ids: dict[str, int]) -> list[str]:
    return sorted(ids, key=lambda one: words.order(words.name(library, one), one))


def _year(
    library: Library,
    edition: Edition,
    year: str,
    months: dict[str, list[Mention]],
    whole: bool,
    depth: int = 1,
) -> dict[str, Any]:
    links = Links(library, edition.settings, "../" * depth)
    title = year if depth == 1 else f"{calendar.month_name[int(next(iter(months)))]} {year}"
    crumbs = [Markdown(f"[Quotes]({'../' * (depth - 1)}index.md)")]
    crumbs += [Markdown(f"[{year}](../{year}.md)")] if depth > 1 else []
    return {
        "title": f"Quotes: {title}",
        "crumbs": crumbs,
        "months": [
            {
                "name": calendar.month_name[int(month)],
                "address": Markdown() if whole else Markdown(f"{year}/{month}.md"),
                "number": len(found),
                "quotes": [quoted(links, mention) for mention in found] if whole else [],
            }
            for month, found in months.items()
        ],
        "single": depth > 1,
    }


def quoted(links: Links, mention: Mention) -> Quoted:
    """A quotation with speaker, office, subject, channel, source and incident."""
    library, statement, incident, quote = links.library, mention.statement, mention.incident, mention.value
    assert statement is not None
    assert incident is not None
    by = statement.by
    who = links.actor(by.actor) if by and by.actor else words.speaker(library, incident, statement)
    about = f", on {words.no_stop(escape(quote.about))}" if quote.about else ""
    read = words.both([_publication(links, mention, one) for one in statement.source])
    chain = words.chain(library, incident, statement)
    fragment = anchor(statement)
    remarks = []
    if not mention.context and is_party(library, incident, statement):
        remarks.append("A claim by a party to the fighting; not independently confirmed.")
    remarks += [str(translation(quote)), _plain(quote.note)]
    return Quoted(
        quote.text,
        language_attribute(quote.lang),
        direction(quote.lang),
        original(quote),
        words.capital(who),
        Markdown(f"{words.office(statement)}{about}{chain}, as printed by {read}"),
        Markdown(f"{links.incident(incident.id, fragment=fragment)}, {escape(incident.record.date.words())}"),
        Markdown(" ".join(one for one in remarks if one)),
    )


def _publication(links: Links, mention: Mention, source_id: str) -> Markdown:
    name = words.publication(links.library.source(mention.incident, source_id))
    return links.source(mention.incident, source_id, name)


def _plain(note: Prose | None) -> str:
    """A note without its markers: the sources stand on the briefing."""
    return escape(note.plain()) if note else ""
