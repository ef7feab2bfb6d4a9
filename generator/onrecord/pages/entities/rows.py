"""Rows of mentions: when, in which incident, what is said, and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.library.anchors import anchor
from onrecord.library.mentions import Mention
from onrecord.pages.entities.entity import Row
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    Sayable,
    capital,
    chain,
    joined,
    listed,
    office,
    phrase,
    say,
    speaker,
    way,
)
from onrecord.record.statement import Statement
from onrecord.terms.facts import FACTS


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows of mentions.

    ``names`` know which pages there are; ``unlinked`` are the same names without them: the title of a row
    leads to the statement, and a second link in each would be half of the work of a long page.
    """

    names: Names
    unlinked: Names

    @classmethod
    def of(cls, names: Names) -> Rows:
        """The rows in which these names stand."""
        return cls(names, Names(names.library))

    def row(self, mention: Mention, what: Sayable = NOTHING) -> Row:
        """A mention with what is said, and by whom, with office, channel and relay."""
        who = self._who(mention.statement, mention) if mention.statement else NOTHING
        return Row(mention.day[:4], date(mention), self.link(mention), phrase(what), who)

    def incident_row(self, mention: Mention, what: Sayable) -> Row:
        """Statements of one incident, of which ``mention`` is the first: the link leads to the page."""
        link = self.names.incident(mention.incident.id) if mention.incident else self.link(mention)
        return Row(mention.day[:4], date(mention), link, phrase(what))

    def own_row(self, mention: Mention, what: Sayable) -> Row:
        """A statement of the page's own speaker: office, channel and relay without the name."""
        statement = mention.statement
        assert statement is not None
        who = joined([statement.as_ or "", way(self.unlinked, mention.incident, statement)])
        return Row(mention.day[:4], date(mention), self.link(mention), phrase(what), who)

    def link(self, mention: Mention) -> Phrase:
        """The incident's title, which leads to the statement."""
        if mention.incident is None:
            return self.counted(mention.statement)
        link = self.names.incident(
            mention.incident.id, anchor(mention.statement) if mention.statement else ""
        )
        return say("{incident} (surroundings, not this incident)", incident=link) if mention.context else link

    def counted(self, statement: Statement | None) -> Phrase:
        """The measure that a statement of no incident counts: its page has all counts."""
        tallies = (statement.tally if statement else None) or ()
        return self.names.measure(tallies[0].measure) if tallies else say("Among the reported counts")

    def _who(self, statement: Statement, mention: Mention) -> Phrase:
        who = capital(speaker(self.unlinked, mention.incident, statement))
        return who + office(statement) + chain(self.unlinked, mention.incident, statement)


def date(mention: Mention) -> Phrase:
    """The day of the incident; that of the statement where it belongs to none."""
    if mention.incident:
        return phrase(mention.incident.record.date.words())
    said = mention.statement.said if mention.statement else None
    return phrase(said.words()) if said else say("no date")


def subjects(statement: Statement, without: Sequence[str] = ()) -> Phrase:
    """What a statement is about: "weapons, the injured and damage"."""
    return listed(FACTS[fact].topic for fact in statement.facts if fact not in without)
