"""A source in words: a line for a note, and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.language import gettext
from onrecord.library.editions import left_out
from onrecord.library.library import Incident
from onrecord.phrases.lists import sentence, stopped, unstopped
from onrecord.phrases.names import Names, aside, confidential
from onrecord.phrases.prose import on_one_line
from onrecord.phrases.spans import NOTHING, Link, Name, Phrase, joined, phrase, plain, say
from onrecord.record.source import Source
from onrecord.terms import INTERESTS


def source_note(names: Names, incident: Incident | None, source_id: str) -> Phrase:
    """A source with all that is known of it, for a page that folds nothing."""
    source = names.library.source(incident, source_id)
    return joined([source_line(source), *source_details(names, incident, source_id)], " ")


def source_line(source: Source) -> Phrase:
    """A source in a line: "“Three killed.” Reuters, 28 January 2024. Interest: state-owned."."""
    if source.confidential:
        return untold()
    day = source.published.words() if source.published else say("date of publication not given")
    credit = joined([source.author or "", source.publisher or "", day])
    return joined([_linked_title(source), sentence(credit), interest(source), _archived(source)], " ")


def untold() -> Phrase:
    """The note of a confidential source."""
    return say("Confidential source, known to the desk. Nothing about it is published.")


def source_details(names: Names, incident: Incident | None, source_id: str) -> Iterator[Phrase]:
    """What else is known of a source, as ``incident`` (or the registry) means the id; a sentence each."""
    source = names.library.source(incident, source_id)
    if source.confidential:
        return
    if source.url and not source.link:
        yield stopped(say("Address, not linked by us: {address}", address=source.url))
    elif not source.url and not left_out(source):
        yield say("No address given.")
    if source.published_basis:
        yield stopped(say("Date: {basis}", basis=on_one_line(names, incident, source.published_basis)))
    if source.origin:
        yield stopped(say("Carries a report of {agencies}", agencies=names.actors(source.origin)))
    if source.origin_note:
        yield stopped(say("Origin: {origin}", origin=source.origin_note))
    if source.seen:
        yield stopped(say("Read: {what}", what=source.seen))
    if grade := source.admiralty:
        letters = f"{grade.reliability}{grade.credibility}"
        yield stopped(say("Admiralty grade {grade}: {reason}", grade=letters, reason=grade.reason))
    if page := names.source_page(incident, source_id):
        text = plain(say("All statements from this source"))
        yield stopped(phrase(Name("source", source_id, text, page)))


def source_title(source: Source) -> Phrase:
    """A source by its title and publisher; nothing of a confidential one is published."""
    if source.confidential:
        return confidential()
    return joined([_quoted_title(source), sentence(source.publisher or "")], " ")


def interest(source: Source) -> Phrase:
    """What interest a source has in the matter: "Interest: state-owned (paper of the state agency)."."""
    label = INTERESTS[source.interest].label if source.interest and source.interest != "none" else ""
    note = unstopped(source.interest_note or "")
    if label:
        return stopped(say("Interest: {interest}", interest=aside(label, note)))
    return sentence(note) if note else NOTHING


def source_address(source: Source) -> Phrase:
    """Its address as a link, or as text where we do not link it, with an archived copy."""
    return joined([_address(source), _archived(source)], " · ")


def _quoted_title(source: Source) -> str:
    """A title in quotation marks, with its full stop inside: "“Three killed.”"."""
    return f"“{plain(stopped(source.title))}”"


def _linked_title(source: Source) -> Phrase:
    """A source's title, which leads to it where we link to it: with a warning where one is needed."""
    title = _quoted_title(source)
    return _link(source, title, source.url) if source.url and source.link else phrase(title)


def _address(source: Source) -> Phrase:
    if source.url and source.link:
        host = str(urlsplit(source.url).hostname or source.url).removeprefix("www.")
        return _link(source, host, source.url)
    if source.url:
        return say("Address, not linked by us: {address}", address=source.url)
    return NOTHING if left_out(source) else say("No address given.")


def _link(source: Source, text: str, url: str) -> Phrase:
    link = phrase(Link(text, url, follow=False))
    if not source.warn:
        return link
    return say("{link} (before you follow it: {warning})", link=link, warning=source.warn)


def _archived(source: Source) -> Phrase:
    return phrase(Link(gettext("archived copy"), source.archive, follow=False)) if source.archive else NOTHING
