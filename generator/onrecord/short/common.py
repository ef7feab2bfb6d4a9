"""What the short forms share: statements as plain phrases, each with its owner, equal ones said once.

Short forms are made of statements, never of prose, and leave the site as text.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord import phrases
from onrecord.export.about import About
from onrecord.library.derive import Account, Row, stance_actors
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.terms import CHANNELS, PUBLISH, STANCES

NOT_REPORTED = "not reported in the sources cited"
CHANGES = "First reports often change."


def plain(phrase: str) -> str:
    """A phrase of `render.words` as text: there an entity is the only mark that can stand in one."""
    return html.unescape(phrase)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what in one incident, in full or in as few words as name the owner."""

    library: Library
    account: Account
    brief: bool = False

    @property
    def incident(self) -> Incident:
        """The incident that the account is about."""
        return self.account.incident

    def owner(self, row: Row) -> str:
        """Who says it: "a US official, not named"; in few words "CENTCOM"."""
        if self.brief:
            return plain(words.owner(self.library, self.incident, row))
        return plain(words.speaker(self.library, self.incident, row.statement))

    def confirmed(self, row: Row) -> str:
        """Who could confirm what: "The Daily could not independently confirm what the Army said"."""
        who = plain(words.owner(self.library, self.incident, row))
        return f"{who} {plain(words.noted_value(self.library, self.account, row))}"

    def said(self, rows: Iterable[Row], what: Callable[[Row], str]) -> str:
        """What is said, with its owners: "3, according to the Pentagon"; in few words "3 (Pentagon)"."""
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(what(row), []).append(self.owner(row))
        if self.brief:
            return "; ".join(f"{text} ({'; '.join(dict.fromkeys(who))})" for text, who in found.items())
        return "; ".join(f"{text}, according to {_list(who)}" for text, who in found.items())

    def weapons(self) -> str:
        """What was used, with the number where the same statement gives it."""
        return self.said(
            self.account.of("weapons"),
            lambda row: plain(words.weapons(phrases.Names(self.library), row.statement)),
        )

    def claims(self) -> str:
        """Who claims it and through which channel; who is said by somebody else to have claimed it."""
        found: dict[str, str] = {}
        for row in self.account.stance("claims"):
            actors = stance_actors(row)
            who = plain(words.names(self.library, actors)) or row.value.described or ""
            if row.voice.house in {self.library.house(one) for one in actors}:
                channel = row.statement.in_
                phrase = f"{who}, {CHANNELS[channel].phrase}" if channel and not self.brief else who
                # Of one claimant's claims the first that names a channel says most.
                found[who] = phrase if found.get(who, who) == who else found[who]
            else:
                told = f"{who}, according to {self.owner(row)}" if who else self.owner(row)
                found.setdefault(told, told)
        return "; ".join(found.values())

    def accusations(self) -> str:
        """Whom somebody blames or suspects, each with the accuser and the reservation."""
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.account.stance("blames", "suspects"):
            named = plain(words.names(self.library, row.value.actors or ()))
            described = row.value.described or ""
            whom = named if named and self.brief else ", ".join(part for part in (named, described) if part)
            verb = "suspected" if row.value.stance == "suspects" else "blamed"
            hedge = f"; {phrases.unstopped(row.value.hedge)}" if row.value.hedge else ""
            found.setdefault((f"{whom}, {verb} by", "" if self.brief else hedge), []).append(self.owner(row))
        return "; ".join(f"{what} {_list(who)}{hedge}" for (what, hedge), who in found.items())

    def denials(self) -> str:
        """Who denies it."""
        return _list([self.owner(row) for row in self.account.stance("denies")])

    def silences(self) -> str:
        """Who declined to say, or said that nobody had claimed it, an accident, or an act near this one."""
        declined = _list([self.owner(row) for row in self.account.stance("declines")])
        unclaimed = _list([self.owner(row) for row in self.account.stance("unclaimed")])
        parts = [f"{declined} declined to say"] if declined else []
        parts += [f"nobody had claimed it, according to {unclaimed}"] if unclaimed else []
        for stance in ("may-claim", "accident"):
            found: dict[str, list[str]] = {}
            for row in self.account.stance(stance):
                said = (
                    STANCES[stance].verb
                    if self.brief
                    else phrases.plain(phrases.stance(phrases.Names(self.library), row.value))
                )
                found.setdefault(said, []).append(self.owner(row))
            parts += [f"{_list(who)} {said}" for said, who in found.items()]
        return "; ".join(parts)


def day(account: Account) -> str:
    """The local date with its weekday; one that we worked out says so."""
    record = account.incident.record
    weekday = f"{record.date.weekday()} " if record.date.weekday() else ""
    return f"{weekday}{record.date.words()}{' (date ours)' if record.date_basis else ''}"


def standing(account: Account, *, brief: bool = False) -> str:
    """How many sources and speakers there are, and that we confirm nothing."""
    sources = _many("{number} publication", "{number} publications", len(account.sources))
    if brief:
        return sentence(f"{sources}; unconfirmed by us.")
    return sentence(
        f"{sources}, {_many('{number} side', '{number} sides', account.sides)}; not confirmed by us."
    )


def _many(one: str, many: str, number: int) -> str:
    return phrases.plain(phrases.spelled_many(one, many, number))


def cutoff(account: Account) -> str:
    """Up to when the record was informed; empty where it does not say."""
    until = account.incident.record.cutoff
    return f"Information up to {until.words()}." if until else ""


def sentence(text: str) -> str:
    """A phrase as a sentence; empty stays empty."""
    if not text:
        return ""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"


def with_origin(text: str, about: About, incident: Incident) -> str:
    """A short form as it leaves the site: with its state, the archive, its notice, and the page's address."""
    record = incident.record
    state = "" if record.publish == "published" else f"NOT PUBLISHED: {PUBLISH[record.publish].label}."
    address = about.incident(incident.id) if about.site_url else ""
    origin = " ".join(part for part in (f"{about.name}.", about.demonstration, address) if part)
    return "\n\n".join(part for part in (state, text, origin) if part) + "\n"


def _list(parts: list[str]) -> str:
    once = list(dict.fromkeys(parts))
    return " and ".join(part for part in (", ".join(once[:-1]), *once[-1:]) if part)
