"""Who speaks in a statement, and from when the public could know it. Both are derived.

* **Voice.** A named speaker speaks for its house (the top of ``part_of``). Two unnamed speakers are never
  merged; their house is that of the side they are described with. Without a speaker the report speaks: the
  agency it came from, or its publisher.
* **Known from.** When the public could know it: ``said`` where the channel is public, else the latest
  possible ``published``. A confidential source dates nothing: nobody must learn when it appeared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from onrecord.library.library import Incident, Library
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS
from onrecord.values.when import Instant, Said, known_by


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a statement.

    ``speaker`` identifies the one who speaks, ``house`` the side it speaks for: both are ids that mean
    nothing outside the incident where they are not actors' ids.
    """

    speaker: str
    house: str
    named: bool


def voice(library: Library, incident: Incident | None, statement: Statement, order: int) -> Voice:
    """Who speaks in ``statement``; ``order`` tells unnamed speakers of one record apart."""
    by = statement.by
    if by is not None and by.actor:
        return Voice(by.actor, library.house(by.actor), named=True)
    if by is not None:
        unnamed = f"unnamed {order}"
        return Voice(unnamed, library.house(by.of) if by.of else unnamed, named=False)
    source = library.source(incident, statement.source[0])
    relay = statement.via or source.origin
    who = library.house(relay[0]) if relay else f"report {source.publisher or statement.source[0]}"
    return Voice(who, who, named=False)


def published_by(library: Library, source: Source) -> datetime | None:
    """The latest instant at which the source can have appeared; None where it is undated."""
    return known_by(source.published, library.zone) if source.published else None


Span = tuple[datetime, datetime]
"""The first and the last moment at which something can have been said, in universal time."""


def said_within(library: Library, incident: Incident | None, statement: Statement) -> Span | None:
    """When it was said; where nobody says so, when the first source that carries it was published.

    A bare day is the whole day in the site's zone. None where nothing is dated.
    """
    if statement.said is not None:
        return _span(library, statement.said)
    sources = (library.source(incident, source) for source in statement.source)
    spans = [_span(library, one.published) for one in sources if one.published and not one.confidential]
    return min(spans, key=lambda span: (span[1], span[0]), default=None)


def _span(library: Library, said: Said) -> Span:
    if isinstance(said, Instant):
        return said.utc, said.utc
    first = datetime.combine(said.earliest, time.min, library.zone)
    return first.astimezone(UTC), known_by(said, library.zone).astimezone(UTC)


def known_from(library: Library, incident: Incident | None, statement: Statement) -> datetime | None:
    """From when the public could know the statement; None where nothing cited is dated."""
    if statement.said is not None and statement.in_ is not None and CHANNELS[statement.in_].public:
        return known_by(statement.said, library.zone)
    sources = (library.source(incident, source) for source in statement.source)
    dates = [published_by(library, source) for source in sources if not source.confidential]
    return min((date for date in dates if date is not None), default=None)
