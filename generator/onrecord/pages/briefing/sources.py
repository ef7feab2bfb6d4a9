"""The sources of a page: one line each, and what else is known of them, folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord import phrases
from onrecord.library.citations import cited
from onrecord.library.editions import left_out
from onrecord.library.library import Incident
from onrecord.phrases import NOTHING, Link, Name, Names, Phrase, joined, phrase, say, sentence
from onrecord.record.source import Source
from onrecord.terms import INTERESTS


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the page cites it."""

    id: str
    """The name of its footnote: its published id."""
    text: Phrase
    """Publisher, title, date, interest, address."""
    title: Phrase
    more: Phrase
    """How it was dated, what it carries, what was read, its grade, our copy."""


def source_lines(names: Names, incident: Incident, check: Callable[[str], Phrase]) -> Iterator[SourceLine]:
    """Every source that a page cites, in order of first citation.

    ``check`` says what was compared with our copy of a source, by its id.
    """
    for source_id in cited(names.library, incident):
        source = names.library.source(incident, source_id)
        yield SourceLine(
            names.published_id(incident, source_id),
            line(source),
            title(source),
            joined([*more(names, incident, source_id), check(source_id)], " "),
        )


def title(source: Source) -> Phrase:
    """A source by its title and publisher; nothing of a confidential one is published."""
    if source.confidential:
        return phrases.confidential()
    return joined([quoted_title(source), sentence(source.publisher or "")], " ")


def quoted_title(source: Source) -> str:
    """A title in quotation marks, with its full stop inside: "“Three killed.”"."""
    return f"“{phrases.plain(phrases.stopped(source.title))}”"


def line(source: Source) -> Phrase:
    """A source in a line: "“Three killed.” Reuters, 28 January 2024. Interest: state-owned."."""
    if source.confidential:
        return say("Confidential source, known to the desk. Nothing about it is published.")
    day = source.published.words() if source.published else say("date of publication not given")
    credit = joined([source.author or "", source.publisher or "", day])
    return joined([linked_title(source), sentence(credit), interest(source), _archived(source)], " ")


def linked_title(source: Source) -> Phrase:
    """A source's title, which leads to it where we link to it: with a warning where one is needed."""
    quoted = quoted_title(source)
    if not (source.url and source.link):
        return phrase(quoted)
    link = phrase(Link(quoted, source.url, follow=False))
    if source.warn:
        return say("{link} (before you follow it: {warning})", link=link, warning=source.warn)
    return link


def _archived(source: Source) -> Phrase:
    return (
        phrase(Link(phrases.plain(say("archived copy")), source.archive, follow=False))
        if source.archive
        else NOTHING
    )


def interest(source: Source) -> Phrase:
    """What interest a source has in the matter: "Interest: state-owned (paper of the state agency)."."""
    label = INTERESTS[source.interest].label if source.interest and source.interest != "none" else ""
    note = phrases.unstopped(source.interest_note or "")
    if label:
        return phrases.stopped(say("Interest: {interest}", interest=phrases.aside(label, note)))
    return sentence(note) if note else NOTHING


def more(names: Names, incident: Incident | None, source_id: str) -> Iterator[Phrase]:
    """What else is known of a source, as ``incident`` (or the registry) means the id; a sentence each."""
    source = names.library.source(incident, source_id)
    if source.confidential:
        return
    if source.url and not source.link:
        yield phrases.stopped(say("Address, not linked by us: {address}", address=source.url))
    elif not source.url and not left_out(source):
        yield say("No address given.")
    if source.published_basis:
        basis = phrases.on_one_line(names, incident, source.published_basis)
        yield phrases.stopped(say("Date: {basis}", basis=basis))
    if source.origin:
        yield phrases.stopped(say("Carries a report of {agencies}", agencies=names.actors(source.origin)))
    if source.origin_note:
        yield phrases.stopped(say("Origin: {origin}", origin=source.origin_note))
    if source.seen:
        yield phrases.stopped(say("Read: {what}", what=source.seen))
    if source.admiralty:
        grade = f"{source.admiralty.reliability}{source.admiralty.credibility}"
        yield phrases.stopped(
            say("Admiralty grade {grade}: {reason}", grade=grade, reason=source.admiralty.reason)
        )
    if page := names.source_page(incident, source_id):
        text = phrases.plain(say("All statements from this source"))
        yield phrases.stopped(phrase(Name("source", source_id, text, page)))
