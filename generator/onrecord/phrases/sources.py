"""A source as a note: what it is, who published it and when, whose report it carries, where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.language import gettext
from onrecord.library.editions import left_out
from onrecord.library.library import Incident
from onrecord.phrases.lists import sentence, stopped, unstopped
from onrecord.phrases.names import Names, aside
from onrecord.phrases.prose import on_one_line
from onrecord.phrases.spans import NOTHING, Link, Phrase, joined, phrase, say
from onrecord.record.source import Source
from onrecord.terms import INTERESTS


def source_text(names: Names, incident: Incident | None, source: Source) -> Phrase:
    """A source of ``incident`` (or of the registry) in sentences: “Post attacked.” The Daily, published …"""
    if source.confidential:
        return say("Confidential source, known to the desk. Nothing about it is published.")
    return joined(_sentences(names, incident, source), " ")


def _sentences(names: Names, incident: Incident | None, source: Source) -> Iterator[Phrase]:
    yield say("“{words}”", words=stopped(source.title))
    yield sentence(joined([source.author or "", source.publisher or "", _published(source)]))
    if source.published_basis:
        yield stopped(say("Date: {basis}", basis=on_one_line(names, incident, source.published_basis)))
    if source.origin:
        yield stopped(say("Carries a report of {agencies}", agencies=names.actors(source.origin)))
    if source.origin_note:
        yield stopped(say("Origin: {note}", note=source.origin_note))
    yield _interest(source)
    yield source_address(source)
    if source.seen:
        yield stopped(say("Read: {part}", part=source.seen))
    if grade := source.admiralty:
        letters = f"{grade.reliability}{grade.credibility}"
        yield stopped(say("Admiralty grade {grade}: {reason}", grade=letters, reason=grade.reason))


def _published(source: Source) -> Phrase:
    if source.published:
        return say("published {day}", day=source.published.words())
    return say("date of publication not given")


def _interest(source: Source) -> Phrase:
    """What interest the publisher has; nothing where it has none."""
    note = unstopped(source.interest_note or "")
    if source.interest and source.interest != "none":
        return stopped(say("Interest: {interest}", interest=aside(INTERESTS[source.interest].label, note)))
    return sentence(note)


def source_address(source: Source) -> Phrase:
    """Its address as a link, or as text where we do not link it, with an archived copy."""
    parts = [_address(source)]
    if source.archive:
        parts.append(phrase(Link(gettext("archived copy"), source.archive)))
    return joined(parts, " · ")


def _address(source: Source) -> Phrase:
    if source.url and source.link:
        host = (urlsplit(source.url).hostname or source.url).removeprefix("www.")
        link = phrase(Link(host, source.url, follow=False))
        return aside(
            link, say("before you follow it: {warning}", warning=source.warn) if source.warn else None
        )
    if source.url:
        return say("Address, not linked by us: {address}", address=source.url)
    return NOTHING if left_out(source) else say("No address given.")
