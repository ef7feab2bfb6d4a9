"""The page Editions: what was published when, in words. Where the site has no edition yet, there is none.

It tells of the editions before the one that it is part of: the sum of that covers the page. Those that
changed no entry are left out: else each publication would change the page, and so be followed by another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.editions.chain import SHORTEST
from onrecord.editions.history import PastEdition, PastIncident
from onrecord.editions.site import LIST
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import Names, Phrase, capital, joined, say, say_many, to_page
from onrecord.values.when import Instant

ADDRESS = "editions.md"
#: Editions on the page, and incidents of one: the files have all.
MOST, MOST_INCIDENTS = 100, 20
_MINUTE = "2026-11-30T18:05"


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition."""

    name: Phrase
    time: str
    sha256: str
    """Its first digits."""
    proofs: tuple[str, ...]
    lines: tuple[Phrase, ...]
    """What it changed, an incident a line."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, once an edition was published."""
    if told := tuple(one for one in edition.history if one.incidents):
        context = partial(_context, library, edition, told[:MOST], len(told))
        yield page(edition, ADDRESS, "editions.md.j2", context, listed=True)


def _context(
    library: Library, edition: Edition, shown: tuple[PastEdition, ...], total: int
) -> dict[str, Any]:
    names = Names(library, edition.settings)
    return {
        "title": _("Editions"),
        "editions": tuple(_edition(names, edition.withdrawn, one) for one in shown),
        "total": total,
        # Only publishing writes the list: a build alone has none to which a relative link could lead.
        "list_url": edition.about.url(LIST) if edition.about.site_url else "",
    }


def _edition(names: Names, withdrawn: Container[str], one: PastEdition) -> EditionLine:
    lines = [_incident(names, withdrawn, incident) for incident in one.incidents[:MOST_INCIDENTS]]
    if more := len(one.incidents) - len(lines):
        lines.append(say_many("And {number} more incident.", "And {number} more incidents.", more))
    return EditionLine(
        say("Edition {number}", number=one.number),
        Instant.parse(f"{one.time[: len(_MINUTE)]}Z").words(),
        one.sha256[:SHORTEST],
        one.proofs,
        tuple(lines),
    )


def _incident(names: Names, withdrawn: Container[str], one: PastIncident) -> Phrase:
    """What an edition changed of an incident: "Attack on a base, 20 January 2024: 1 correction."."""
    who = names.incident_and_date(one.incident)
    if one.registry:
        who = say("Statements that belong to no incident")
    elif one.incident in withdrawn:
        # Its page is there, and has no title any more.
        who = to_page(one.incident, f"briefings/{one.incident}.md")
    if one.withdrawn:
        return say("{incident}: withdrawn as a whole; its page says so.", incident=capital(who))
    parts = [_count(what, kind, number) for what, kind, number in one.counts]
    if one.silent:
        parts.append(
            say_many("{number} change without a note", "{number} changes without a note", one.silent)
        )
    return say("{incident}: {changes}.", incident=capital(who), changes=joined(parts))


def _count(what: str, kind: str, number: int) -> Phrase:
    match what, kind:
        case "added", "incident":
            return say("a new incident")
        case "added", "statement":
            return say_many("{number} statement added", "{number} statements added", number)
        case "added", "update":
            return say_many("{number} update", "{number} updates", number)
        case "added", "correction":
            return say_many("{number} correction", "{number} corrections", number)
        case "added", _:
            return say_many("{number} note of a removal", "{number} notes of a removal", number)
        case "changed", "incident":
            return say("its title, date, place or kind changed")
        case "changed", "statement":
            return say_many("{number} statement changed", "{number} statements changed", number)
        case "changed", _:
            return say_many("{number} note changed", "{number} notes changed", number)
        case _, "incident":
            return say("the incident withdrawn")
        case _, "statement":
            return say_many("{number} statement withdrawn", "{number} statements withdrawn", number)
        case _:
            return say_many("{number} note withdrawn", "{number} notes withdrawn", number)
