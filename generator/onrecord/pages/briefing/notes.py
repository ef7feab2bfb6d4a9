"""The end of a page: its sources, how dates were worked out, what is open, updates and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.library.editions import LATER
from onrecord.library.library import Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape, url
from onrecord.markdown.prose import Marker, footnote, prose_line
from onrecord.record.source import Source
from onrecord.terms import INTERESTS


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as a footnote."""

    id: str
    text: Markdown


def source_text(library: Library, source: Source, marker: Marker = footnote) -> Markdown:
    """A source as a note.

    Title, who published it and when, whose report it carries, interest, address, what was read.
    """
    if source.confidential:
        return Markdown("Confidential source, known to the desk. Nothing about it is published.")
    credit = ", ".join(escape(one) for one in (source.author, source.publisher) if one)
    published = (
        f"published {escape(source.published.words())}"
        if source.published
        else "date of publication not given"
    )
    parts = [
        f"“{words.stop(escape(source.title))}”",
        words.stop(words.capital(f"{credit}, {published}" if credit else published)),
    ]
    if source.published_basis:
        parts.append(words.stop(f"Date: {prose_line(source.published_basis, marker)}"))
    if source.origin:
        parts.append(words.stop(f"Carries a report of {words.names(library, source.origin)}"))
    if source.origin_note:
        parts.append(words.stop(f"Origin: {escape(source.origin_note)}"))
    interest = INTERESTS[source.interest].label if source.interest and source.interest != "none" else ""
    aside = words.no_stop(escape(source.interest_note or ""))
    if interest:
        parts.append(f"Interest: {escape(interest)}{f' ({aside})' if aside else ''}.")
    elif aside:
        parts.append(words.stop(words.capital(aside)))
    parts.append(address(source))
    if source.seen:
        parts.append(words.stop(f"Read: {escape(source.seen)}"))
    if source.admiralty:
        grade = f"{source.admiralty.reliability}{source.admiralty.credibility}"
        parts.append(words.stop(f"Admiralty grade {grade}: {escape(source.admiralty.reason)}"))
    return Markdown(" ".join(part for part in parts if part))


def address(source: Source) -> Markdown:
    """Its address as a link, or as text where we do not link it, with an archived copy."""
    parts = []
    if source.url and source.link:
        warn = f" (before you follow it: {escape(source.warn)})" if source.warn else ""
        host = (urlsplit(source.url).hostname or source.url).removeprefix("www.")
        parts.append(f'[{escape(host)}]({url(source.url)}){{ rel="noopener nofollow" }}{warn}')
    elif source.url:
        parts.append(f"Address, not linked by us: {escape(source.url)}")
    elif source.title != LATER:
        parts.append("No address given.")
    if source.archive:
        parts.append(f"[archived copy]({url(source.archive)})")
    return Markdown(" · ".join(parts))
