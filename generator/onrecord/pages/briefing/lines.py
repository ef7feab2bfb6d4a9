"""Statements as lines of a page: what is said, who says it, through whom, where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord import phrases
from onrecord.library.anchors import anchor
from onrecord.library.derive import account
from onrecord.library.library import Incident
from onrecord.markdown.direction import direction
from onrecord.pages.briefing.checks import Checks
from onrecord.pages.quotes import Original, is_party, language_attribute, original
from onrecord.phrases import NOTHING, Name, Names, Phrase, joined, phrase, say
from onrecord.record.statement import Statement
from onrecord.terms import Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said, with all that has to stand beside them."""

    text: str
    lang: str
    dir: str
    original: Original | None
    """The words of the source, where the text is a translation of ours."""
    about: str
    remarks: Phrase
    """Whether it is a party's claim; who translated it; our note."""
    id: str
    """Its own address on the page."""
    check: Phrase
    """What comparing the words with the source gave, without a full stop: "Not checked"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who says it, with the way on which it reached us."""

    speaker: Phrase
    """"Pat Ryder"."""
    chain: Phrase
    """", Pentagon press secretary, at a briefing, 30 January 2024"."""
    marks: Phrase
    anchor: str = ""
    """The statement's address, at its first line on the page; empty at the others."""
    note: Phrase = NOTHING
    verified: Phrase = NOTHING
    """"The Daily could not independently confirm this", or empty."""
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, once, with all who say it in the same words."""

    what: Phrase
    voices: tuple[Voice, ...]
    earlier: bool = False
    """Whether its own speaker said something else later."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements about one question, side by side."""

    title: str
    lines: tuple[Line, ...]
    standing: Phrase = NOTHING
    """Behind how many publications and speakers they stand; empty where it is one of each."""


class Lines:
    """Makes the lines of one page, in the order of the page.

    A statement's address, its note and its quotations stand at the first of its lines that asks for them.
    """

    def __init__(self, names: Names, incident: Incident, checks: Checks, *, codebook: bool = False) -> None:
        """``codebook`` says whether the site has that page."""
        self.names, self.incident, self.checks, self.codebook = names, incident, checks, codebook
        self.library = names.library
        self._anchored: set[str] = set()
        self._quoted: set[str] = set()
        self._described: set[str] = set()

    def voice(self, statement: Statement, *, quoted: bool = False, dated: bool = True) -> Voice:
        """Who makes ``statement``, with its words where they are to be ``quoted``."""
        address = anchor(statement)
        first = address not in self._anchored
        self._anchored.add(address)
        note = phrases.on_one_line(self.names, self.incident, statement.note) if first else NOTHING
        return Voice(
            *self.who(statement, dated=dated),
            self.names.markers(self.incident, statement.source),
            address if first else "",
            note,
            # Beside each figure, and once among the other lines.
            self.verified(statement) if first or not dated else NOTHING,
            self.quotations(statement) if quoted else (),
        )

    def verified(self, statement: Statement) -> Phrase:
        """Whether others could confirm ``statement``."""
        return phrases.verified(self.names, account(self.library, self.incident), statement)

    def who(self, statement: Statement, *, dated: bool = True) -> tuple[Phrase, Phrase]:
        """Who says it, and what follows the name: the office of that day, and how it reached us."""
        names, incident = self.names, self.incident
        said = phrases.speaker(names, incident, statement, full=True)
        chain = phrases.chain(names, incident, statement, dated=dated)
        return phrases.capital(said), phrases.office(statement) + chain

    def vessel(self, vessel_id: str) -> Phrase:
        """What the registry says of a vessel, once on a page: owner, crew, and what else, with sources."""
        if vessel_id in self._described:
            return NOTHING
        self._described.add(vessel_id)
        found = self.library.registries.vessels[vessel_id]
        parts = [say("Owner: {owner}.", owner=self.names.actor(found.owner))] if found.owner else []
        if found.crew:
            crew = phrases.on_one_line(self.names, self.incident, found.crew)
            parts.append(say("Crew: {crew}", crew=crew))
        return joined([*parts, phrases.on_one_line(self.names, self.incident, found.described)], " ")

    def quotations(self, statement: Statement) -> tuple[Quotation, ...]:
        """The words of a statement, once on a page."""
        address = anchor(statement)
        if address in self._quoted:
            return ()
        self._quoted.add(address)
        party = statement in self.incident.record.statements and is_party(
            self.library, self.incident, statement
        )
        claim = say("A claim by a party to the fighting; not independently confirmed.") if party else NOTHING
        return tuple(
            Quotation(
                quote.text,
                language_attribute(quote.lang),
                direction(quote.lang),
                original(quote),
                phrases.unstopped(quote.about or ""),
                joined(
                    [
                        claim,
                        phrases.translated(quote),
                        phrases.on_one_line(self.names, self.incident, quote.note),
                    ],
                    " ",
                ),
                f"q{index + 1}-{address.removeprefix('s-')}",
                self.checks.quotation(statement, index),
            )
            for index, quote in enumerate(statement.quote or ())
        )

    def term(self, vocabulary: Vocabulary[Term], term_id: str) -> Phrase:
        """A term's label, which leads to the codebook: that names the standard."""
        label = vocabulary[term_id].label
        address = f"codebook.md#{vocabulary.name}" if self.codebook else ""
        return phrases.capital(phrase(Name("term", term_id, label, address)))


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with those that say the same as one; of one speaker that names each publication once."""
    alike: dict[tuple[Phrase, bool], list[Voice]] = {}
    for line in lines:
        alike.setdefault((line.what, line.earlier), []).extend(line.voices)
    return tuple(Line(what, tuple(voices), earlier) for (what, earlier), voices in alike.items())
