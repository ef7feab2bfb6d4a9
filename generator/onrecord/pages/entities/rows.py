"""Mentions by incident: in which roles, and what each statement says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.library.anchors import anchor
from onrecord.library.derive import account
from onrecord.library.library import Incident
from onrecord.library.mentions import Mention
from onrecord.pages.entities.entity import Group, Line, year_of
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    capital,
    chain,
    joined,
    office,
    once,
    owner,
    phrase,
    plain,
    say,
    semicolons,
    sentence,
    speaker,
    told,
    way,
)
from onrecord.phrases.spans import Name
from onrecord.record.statement import Statement

Words = Callable[[Mention], Phrase]
"""What a statement says of the thing of a page, by one of its mentions."""
Roles = Callable[[list[Mention]], Phrase]
"""In which roles the thing of a page stands in an incident, in one line."""


@dataclass
class Groups:
    """Makes the groups of one page. A role's fragment stands at its first line on the page."""

    names: Names
    """They know which pages there are: for the names of incidents and what is counted."""
    unlinked: Names = field(init=False)
    """The same without pages: a line leads to its statement, and nowhere else."""
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.unlinked = Names(self.names.library)

    def groups(
        self,
        mentioned: Iterable[Mention],
        words: Words,
        roles: Roles,
        fragment: Callable[[Mention], str] = lambda _mention: "",
        own: frozenset[str] = frozenset(),
        *,
        news: bool = False,
    ) -> tuple[Group, ...]:
        """A group for each incident, the newest first; counts that belong to none stand last.

        Statements in a role of ``own`` are those of the page's own speaker, whose name goes without saying.
        With ``news`` each begins with what was said of the incident last.
        """
        by_incident: dict[str, list[Mention]] = {}
        for mention in mentioned:
            by_incident.setdefault(_key(mention), []).append(mention)
        ordered = sorted(by_incident.values(), key=_day, reverse=True)
        return tuple(
            self._group(group, words, roles, fragment, own, news=news)
            for group in sorted(ordered, key=lambda group: group[0].incident is None)
        )

    def _group(
        self,
        mentioned: list[Mention],
        words: Words,
        roles: Roles,
        fragment: Callable[[Mention], str],
        own: frozenset[str],
        *,
        news: bool,
    ) -> Group:
        first = mentioned[0]
        by_statement: dict[str, list[Mention]] = {}
        for mention in mentioned:
            if mention.statement is not None:
                by_statement.setdefault(anchor(mention.statement), []).append(mention)
        incident = first.incident
        lines = list(self.news(incident)) if news and incident else []
        for about in by_statement.values():
            if what := joined(once(filter(None, map(words, about))), " "):
                ids = tuple(self._new(map(fragment, about)))
                lines.append(Line(self.who(about, own=own), _placed(about[0], what), ids))
        lines += [
            Line(NOTHING, what, tuple(self._new([fragment(mention)])))
            for mention in mentioned
            if mention.statement is None and (what := words(mention))
        ]
        return Group(
            id=_key(first),
            year=year_of(first),
            title=self.title(first),
            date=phrase(incident.record.date.words()) if incident else NOTHING,
            roles=sentence(roles(mentioned)),
            lines=tuple(dict.fromkeys(lines)),
        )

    def _new(self, fragments: Iterable[str]) -> Iterator[str]:
        for fragment in fragments:
            if fragment and fragment not in self._told:
                self._told.add(fragment)
                yield fragment

    def title(self, mention: Mention) -> Phrase:
        """The incident, which leads to its page; what is counted, for a count that belongs to none."""
        if mention.incident:
            return self.names.incident(mention.incident.id)
        tallies = (mention.statement.tally if mention.statement else None) or ()
        return self.names.measure(tallies[0].measure) if tallies else say("Among the reported counts")

    def who(self, about: list[Mention], *, own: frozenset[str] = frozenset()) -> Phrase:
        """Who makes a statement, with office, channel, relay and day, as the way to it."""
        statement, incident = about[0].statement, about[0].incident
        assert statement is not None
        if own and any(mention.role in own for mention in about):
            text = joined([statement.as_ or "", way(self.unlinked, incident, statement)])
        else:
            text = speaker(self.unlinked, incident, statement) + office(statement)
            text += chain(self.unlinked, incident, statement)
        return self.statement(
            incident, statement, capital(text or speaker(self.unlinked, incident, statement))
        )

    def statement(self, incident: Incident | None, statement: Statement, text: Phrase) -> Phrase:
        """The way to a statement; the text alone where its count belongs to no incident."""
        if incident is None:
            return text
        address = f"briefings/{incident.id}.md#{anchor(statement)}"
        return phrase(Name("incident", incident.id, plain(text), address))

    def news(self, incident: Incident) -> Iterator[Line]:
        """What was said last of the dead, the injured and who did it: a line for each statement."""
        found = account(self.names.library, incident)
        rows = [row for toll in found.tolls if toll.harm in ("killed", "injured") for row in toll.newest]
        by_order: dict[int, list[int]] = {}
        rows += found.of("responsibility")
        for number, row in enumerate(rows):
            by_order.setdefault(row.order, []).append(number)
        for numbers in by_order.values():
            statement = rows[numbers[0]].statement
            what = semicolons(told(self.unlinked, found, [rows[number] for number in numbers]))
            who = capital(owner(self.unlinked, incident, statement))
            yield Line(self.statement(incident, statement, who), sentence(what))


def _key(mention: Mention) -> str:
    if mention.incident:
        # An extension of Markdown takes "#2024" for the number of an issue.
        return f"i-{mention.incident.id}"
    tallies = (mention.statement.tally if mention.statement else None) or ()
    return f"count-{tallies[0].measure}" if tallies else "counts-of-none"


def _day(mentioned: list[Mention]) -> tuple[str, str]:
    incident = mentioned[0].incident
    return (incident.record.date.earliest.isoformat(), incident.id) if incident else ("", "")


def _placed(mention: Mention, what: Phrase) -> Phrase:
    """What is said; of the surroundings of an incident it says so."""
    if mention.context and mention.incident:
        return say("{what} Said of the surroundings, not of this incident.", what=what)
    return what
