"""What the short forms share: statements with their owners, equal ones said once.

Short forms are made of statements, never of prose, and leave the site as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord import phrases
from onrecord.export.about import About
from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row, stance_actors
from onrecord.library.library import Incident
from onrecord.phrases import NOTHING, Names, Phrase, listed, once, say, semicolons, sentence
from onrecord.terms import CHANNELS, PUBLISH, STANCES

NOT_REPORTED = N_("not reported in the sources cited")
CHANGES = N_("First reports often change.")


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what in one incident, in full or in as few words as name the owner."""

    names: Names
    account: Account
    brief: bool = False

    @property
    def incident(self) -> Incident:
        """The incident that the account is about."""
        return self.account.incident

    def owner(self, row: Row) -> Phrase:
        """Who says it: "a US official, not named"; in few words "CENTCOM"."""
        owner = phrases.owner if self.brief else phrases.speaker
        return owner(self.names, self.incident, row.statement)

    def owners(self, rows: Iterable[Row]) -> Phrase:
        """Who says them, each once: "CENTCOM and a US official"."""
        return listed(once(map(self.owner, rows)))

    def confirmed(self, row: Row) -> Phrase:
        """Who could confirm what: "The Daily could not independently confirm what the Army said"."""
        who = phrases.owner(self.names, self.incident, row.statement)
        what = phrases.noted_value(self.names, self.account, row)
        return say("{speaker} {what}", speaker=who, what=what)

    def said(self, rows: Iterable[Row], what: Callable[[Row], Phrase]) -> Phrase:
        """What is said, with its owners: "3, according to the Pentagon"; in few words "3 (Pentagon)"."""
        given: dict[Phrase, list[Phrase]] = {}
        for row in rows:
            given.setdefault(what(row), []).append(self.owner(row))
        if self.brief:
            return semicolons(
                say("{what} ({owners})", what=text, owners=semicolons(once(owners)))
                for text, owners in given.items()
            )
        return semicolons(
            say("{what}, according to {owners}", what=text, owners=listed(once(owners)))
            for text, owners in given.items()
        )

    def weapons(self) -> Phrase:
        """What was used, with the number where the same statement gives it."""
        rows = self.account.of("weapons")
        return self.said(rows, lambda row: phrases.weapons(self.names, row.statement))

    def claims(self) -> Phrase:
        """Who claims it and through which channel; who is said by somebody else to have claimed it."""
        claims: dict[Phrase, Phrase] = {}
        for row in self.account.stance("claims"):
            actors = stance_actors(row)
            who = self.names.actors(actors) or phrases.phrase(row.value.described or "")
            if row.voice.house in {self.names.library.house(actor) for actor in actors}:
                channel = row.statement.in_
                claim = who
                if channel and not self.brief:
                    claim = say("{claimant}, {channel}", claimant=who, channel=CHANNELS[channel].phrase)
                # Of one claimant's claims the first that names a channel says most.
                claims[who] = claim if claims.get(who, who) == who else claims[who]
            else:
                owner = self.owner(row)
                told = say("{what}, according to {owners}", what=who, owners=owner) if who else owner
                claims.setdefault(told, told)
        return semicolons(claims.values())

    def accusations(self) -> Phrase:
        """Whom somebody blames or suspects, each with the accuser and the reservation."""
        accusers: dict[tuple[bool, Phrase, str], list[Row]] = {}
        for row in self.account.stance("blames", "suspects"):
            named, described = self.names.actors(row.value.actors or ()), row.value.described or ""
            whom = named if named and self.brief else phrases.joined([named, described])
            hedge = "" if self.brief else phrases.unstopped(row.value.hedge or "")
            accusers.setdefault((row.value.stance == "suspects", whom, hedge), []).append(row)
        return semicolons(
            phrases.joined([_accused(whom, self.owners(rows), suspected=suspected), hedge], "; ")
            for (suspected, whom, hedge), rows in accusers.items()
        )

    def denials(self) -> Phrase:
        """Who denies it."""
        return self.owners(self.account.stance("denies"))

    def silences(self) -> Phrase:
        """Who declined to say, or said that nobody had claimed it, an accident, or an act near this one."""
        parts = []
        if declined := self.account.stance("declines"):
            parts.append(say("{speakers} declined to say", speakers=self.owners(declined)))
        if unclaimed := self.account.stance("unclaimed"):
            owners = self.owners(unclaimed)
            parts.append(say("nobody had claimed it, according to {owners}", owners=owners))
        for stance in ("may-claim", "accident"):
            told: dict[Phrase, list[Row]] = {}
            for row in self.account.stance(stance):
                brief = phrases.phrase(STANCES[stance].verb)
                what = brief if self.brief else phrases.stance(self.names, row.value)
                told.setdefault(what, []).append(row)
            for what, rows in told.items():
                parts.append(say("{speakers} {what}", speakers=self.owners(rows), what=what))
        return semicolons(parts)


def _accused(whom: Phrase, accusers: Phrase, *, suspected: bool) -> Phrase:
    if suspected:
        return say("{whom}, suspected by {accusers}", whom=whom, accusers=accusers)
    return say("{whom}, blamed by {accusers}", whom=whom, accusers=accusers)


def day(account: Account) -> Phrase:
    """The local date with its weekday; one that we worked out says so."""
    record = account.incident.record
    date, weekday = phrases.phrase(record.date.words()), record.date.weekday()
    if weekday:
        date = say("{weekday} {date}", weekday=weekday, date=date)
    return say("{day} (date ours)", day=date) if record.date_basis else date


def standing(account: Account, *, brief: bool = False) -> Phrase:
    """How many sources and speakers there are, and that we confirm nothing."""
    sources = phrases.spelled_many("{number} publication", "{number} publications", len(account.sources))
    if brief:
        return sentence(say("{publications}; unconfirmed by us", publications=sources))
    sides = phrases.spelled_many("{number} side", "{number} sides", account.sides)
    said = say("{publications}, {sides}; not confirmed by us", publications=sources, sides=sides)
    return sentence(said)


def cutoff(account: Account) -> Phrase:
    """Up to when the record was informed; empty where it does not say."""
    until = account.incident.record.cutoff
    return sentence(say("Information up to {time}", time=until.words())) if until else NOTHING


def with_origin(text: str, about: About, incident: Incident) -> str:
    """A short form as it leaves the site: with its state, the archive, its notice, and the page's address."""
    record = incident.record
    state = ""
    if record.publish != "published":
        state = _("NOT PUBLISHED: {state}.").format(state=PUBLISH[record.publish].label)
    address = about.incident(incident.id) if about.site_url else ""
    origin = " ".join(part for part in (f"{about.name}.", about.demonstration, address) if part)
    return "\n\n".join(part for part in (state, text, origin) if part) + "\n"
