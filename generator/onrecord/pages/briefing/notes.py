"""The end of a page: its sources, how dates were worked out, what is open, updates and corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.library.derive import Account, Unknown
from onrecord.library.editions import LATER
from onrecord.library.library import Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape, url
from onrecord.markdown.lines import Lines
from onrecord.markdown.links import Links
from onrecord.markdown.prose import Marker, footnote, prose_line
from onrecord.record.source import Source
from onrecord.terms import INTERESTS
from onrecord.terms.facts import FACTS, people
from onrecord.values.prose import Prose

#: What is open or disputed besides what the table of facts asks.
_QUESTIONS = {
    "responsibility-silent": "who did it; no claim and no accusation is recorded",
    "claim-true": "whether the claim is true",
    "account-of": "the account of the authorities",
    "cause": "whether it was an attack or an accident",
}


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as a footnote."""

    id: str
    text: Markdown


def unknowns(library: Library, account: Account) -> Iterator[Markdown]:
    """What the sources cited leave open, as phrases."""
    questions = _questions()
    for unknown in account.unknowns:
        yield _open(library, unknown, questions)


def _open(library: Library, unknown: Unknown, questions: Mapping[str, str]) -> Markdown:
    about, question = words.names(library, unknown.about), questions[unknown.kind]
    return words.capital(f"{question}: {about}" if about else question)


def _questions() -> dict[str, str]:
    """What is open, by the kind of an `Unknown`."""
    found = {fact.id: fact.question for fact in FACTS.values()}
    for fact in people():
        found |= {f"number-{fact.id}": fact.question, f"whether-{fact.id}": fact.whether}
        found |= {fact.silence: f"{fact.silence}, if any", fact.pending: f"the result of the {fact.pending}"}
    return {**found, **_QUESTIONS}


def disputes(library: Library, account: Account) -> Iterator[Markdown]:
    """What speakers say differently, as phrases: "whether any were injured: Iraqi security forces"."""
    questions = _questions()
    for dispute in account.disputes:
        if dispute.kind == "responsibility":
            yield Markdown(f"Responsibility of {words.names(library, dispute.about)}")
        else:
            yield _open(library, dispute, questions)


def dating(lines: Lines) -> Iterator[tuple[Markdown, Markdown]]:
    """(what, how) of every date that we worked out.

    Statements of one speaker and day that we dated alike are one.
    """
    record = lines.incident.record
    if record.date_basis:
        yield Markdown("The incident"), prose_line(record.date_basis)
    found: dict[tuple[Markdown, Markdown], None] = {}
    for _, _, statement in lines.incident.statements():
        if statement.said_basis and statement.said:
            who = words.speaker(lines.library, lines.incident, statement)
            what = Markdown(f"Statement of {who}, {escape(statement.said.words())}")
            found[what, prose_line(statement.said_basis)] = None
    yield from found


def sources(
    lines: Lines, account: Account, links: Links, check: Callable[[str], Markdown]
) -> Iterator[SourceNote]:
    """Every source that the page cites, in order of first citation.

    A basis may cite one that nothing else does. ``check`` says what was compared with our copy of a source.
    """
    record = lines.incident.record
    texts: list[Prose | None] = [record.summary, record.background, record.date_basis, record.note]
    texts += [update.text for update in record.updates]
    texts += [correction.note for correction in record.corrections]
    for _, _, statement in lines.incident.statements():
        texts += [statement.note, statement.said_basis, *(quote.note for quote in statement.quote or ())]
    waiting = [*account.sources, *(one for text in texts if text for one in text.cited)]
    seen: set[str] = set()
    while waiting:
        source_id = waiting.pop(0)
        if source_id in seen:
            continue
        seen.add(source_id)
        source = lines.library.source(lines.incident, source_id)
        said = [source_text(lines.library, source), check(source_id)]
        if page := links.source_page(lines.incident, source_id):
            said.append(Markdown(f"[All statements from this source]({links.up}{page})."))
        yield SourceNote(source_id, Markdown(" ".join(one for one in said if one)))
        if source.published_basis and not source.confidential:
            waiting += source.published_basis.cited


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
