"""What a feed tells of an incident or a correction: an id that never moves, a time that does."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from urllib.parse import quote

from onrecord import phrases
from onrecord.export import sentences
from onrecord.export.about import About
from onrecord.export.attribution import Published, plain, stamp
from onrecord.export.sentences import correction_text
from onrecord.language import gettext
from onrecord.library.citations import cited
from onrecord.library.derive import Account
from onrecord.library.library import Incident
from onrecord.record.record import Record
from onrecord.terms import CORRECTION_KINDS, EVENTS
from onrecord.values.when import Instant, Said


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. Texts are plain; times are in universal time, as RFC 3339 has them."""

    id: str
    path: str
    """The incident's id: where the page is."""
    title: str
    updated: str
    published: str
    """When we first published it; empty where the record does not say."""
    summary: str
    text: str
    kind: tuple[str, str]
    """(term, label) of the kind of event."""
    fragment: str = ""
    """Where on that page it stands; empty for the whole of it."""


def incident_entry(published: Published, about: About, account: Account) -> Entry:
    """The entry of one incident: summary, figures and claims with their speakers, what changed, sources."""
    incident, record, names = account.incident, account.incident.record, published.names
    lead = sentences.lead(names, account)
    paragraphs = [plain(record.summary) or lead]
    paragraphs.append("\n".join(sentences.casualties(names, account)))
    paragraphs.append("\n".join(sentences.others(names, account)))
    rows = account.of("responsibility")
    paragraphs.append("\n".join(sentences.responsibility(names, incident, row) for row in rows))
    paragraphs += [
        gettext("Update, {day}: {text}").format(day=update.on.words(), text=plain(update.text))
        for update in record.updates
    ]
    paragraphs += [
        gettext("Correction, {day}: {text}").format(
            day=correction.on.words(), text=correction_text(correction)
        )
        for correction in record.corrections
    ]
    paragraphs.append(gettext("Sources: {sources}").format(sources="; ".join(_sources(published, incident))))
    return Entry(
        id=about.permanent(f"incident/{incident.id}"),
        path=incident.id,
        title=phrases.plain(names.incident_and_date(incident.id)),
        updated=stamp(_dated(published, about, incident)),
        published=stamp(first_published(record, published.library.zone)),
        summary=lead,
        text="\n\n".join(filter(None, paragraphs)),
        kind=(record.event, EVENTS[record.event].label),
    )


def correction_entries(published: Published, about: About, incident: Incident) -> Iterator[Entry]:
    """An entry for each correction of an incident.

    The id is made of the day, the kind and the words that were wrong, so that it stays when others are added.
    """
    for correction in incident.record.corrections:
        words = "\n".join((str(correction.on), correction.kind, correction.was))
        key = hashlib.sha256(words.encode()).hexdigest()[:12]
        yield _change(
            *(published, about, incident, correction.on),
            name=f"correction/{incident.id}/{key}",
            text=correction_text(correction),
            kind=(correction.kind, CORRECTION_KINDS[correction.kind].label),
        )


def update_entries(published: Published, about: About, incident: Incident) -> Iterator[Entry]:
    """An entry for each update of an incident.

    The id is made of the day, and of the update's number where there are several of one day, and never of
    its words: what was mended or removed in them takes the place of what a reader has. ``updates`` may be
    written newest first or last.
    """
    updates = incident.record.updates
    if updates and _moment(updates[0].on, UTC) > _moment(updates[-1].on, UTC):
        updates = updates[::-1]
    numbers = Counter[str]()
    for update in updates:
        day = quote(str(update.on), safe=":+")
        numbers[day] += 1
        text = plain(update.text)
        yield _change(
            *(published, about, incident, update.on),
            name="/".join(("update", incident.id, day, *([str(numbers[day])] if numbers[day] > 1 else []))),
            text=text,
            kind=("update", gettext("update")),
        )


def _change(
    published: Published,
    about: About,
    incident: Incident,
    on: Said,
    *,
    name: str,
    text: str,
    kind: tuple[str, str],
) -> Entry:
    """The entry of something that we changed on a day."""
    label = phrases.capital(kind[1])
    title = published.names.incident_and_date(incident.id)
    at = stamp(_not_before(_moment(on, published.library.zone), incident.record))
    return Entry(
        id=about.permanent(name),
        path=incident.id,
        title=phrases.plain(phrases.say("{kind}: {incident}", kind=label, incident=title)),
        updated=at,
        published=at,
        summary=text,
        text=text,
        kind=kind,
        fragment="updates-and-corrections",
    )


def first_published(record: Record, zone: tzinfo) -> datetime | None:
    """When we first published it: when it was created, or when its embargo ended, where that was later.

    None where the record has neither: no date of a source, and no later one of ours, tells it.
    """
    if record.created is None:
        return record.embargo.utc if record.embargo else None
    return _not_before(_moment(record.created, zone).astimezone(UTC), record)


def updated(published: Published, incident: Incident) -> datetime | None:
    """When the account last changed: the newest of our own dates and of those its statements are known from.

    A day counts from its beginning, so that no entry is dated into the future; each update and correction
    of that day moves the time on by a second, so that the second one of a day is news too. None where the
    record has no date of ours: its sources do not tell when we published. An edition as of a day is made of
    their dates alone.
    """
    record, zone = incident.record, published.library.zone
    own = [*(one.on for one in record.updates), *(one.on for one in record.corrections)]
    moments = [_moment(one, zone) for one in (record.created, record.changed, *own) if one]
    if not moments and record.embargo is None and published.library.as_of is None:
        return None
    for _, _, statement in incident.statements():
        if known := published.known(incident, statement):
            # A bare day is known by its very last moment; no other time is so exact.
            day = known.astimezone(zone)
            whole = day.time() == time.max
            moments.append(datetime.combine(day.date(), time.min, zone) if whole else known)
    newest = max(moments, default=datetime.combine(record.date.latest, time.min, zone))
    day_of = newest.astimezone(zone).date()
    later = sum(not isinstance(one, Instant) and one.latest == day_of for one in own)
    return _not_before(newest.astimezone(UTC) + timedelta(seconds=later), record)


def _dated(published: Published, about: About, incident: Incident) -> datetime:
    """`updated`; of a record without a date of ours the day of the build, at which it is there for sure."""
    found = updated(published, incident)
    if found is None:
        if about.built is None:
            raise ValueError("a feed is made at a time: About.built")
        zone = published.library.zone
        # The day's beginning: all builds of a day say the same.
        found = datetime.combine(about.built.astimezone(zone).date(), time.min, zone).astimezone(UTC)
    return found


def _not_before(at: datetime, record: Record) -> datetime:
    """Nothing was published while its embargo held."""
    return max(at, record.embargo.utc) if record.embargo else at


def _moment(said: Said, zone: tzinfo) -> datetime:
    return said.utc if isinstance(said, Instant) else datetime.combine(said.latest, time.min, zone)


def _sources(published: Published, incident: Incident) -> Iterator[str]:
    for source_id in cited(published.library, incident):
        source = published.library.source(incident, source_id)
        if source.confidential:
            yield phrases.plain(phrases.confidential())
        else:
            yield ", ".join(part for part in (source.title, source.publisher) if part)
