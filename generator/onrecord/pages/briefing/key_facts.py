"""The first screen: when, where, who was harmed, who claims it, who blames whom, what nobody says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord import phrases
from onrecord.library.derive import Account, Row, Toll, spread, stance_actors
from onrecord.library.library import Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links, place_name
from onrecord.markdown.prose import footnote
from onrecord.markdown.words import time_words
from onrecord.terms import CHANNELS
from onrecord.terms.facts import People, covering, people

#: Accounts that fit into a line; one of each house comes first, and the others are announced.
MOST_IN_LINE = 4
NOT_REPORTED = Markdown("**Not reported** in the sources cited")


def key_facts(links: Links, account: Account) -> Iterator[tuple[str, Markdown]]:
    """(label, value) pairs in the order of the first screen; the value of what nobody reports says so."""
    library = links.library
    yield "When", when(library, account)
    yield "Where", where(library, account, links)
    for fact in people():
        tolls = account.toll(fact.id)
        if not tolls and fact.silence:
            yield fact.title, _silence(account, fact)
        for toll in tolls:
            yield Markdown(f"{fact.title}: {links.actors(toll.parties)}"), figures(library, account, toll)
    yield from _responsibility(links, account)
    yield "Damage", _damage(library, account)


def _silence(account: Account, fact: People) -> Markdown:
    """What stands in the place of a figure that nobody gives by itself."""
    together = next((one for one in covering(fact.id) if account.toll(one.id)), None)
    if together:
        return Markdown(f"Only one figure, for {together.topic} together: see *{together.title}*")
    return Markdown(f"{NOT_REPORTED}, which does not say that there were none") if fact.zero else NOT_REPORTED


def casualties(account: Account) -> bool:
    """Whether somebody speaks of casualties."""
    return any(fact.casualty and account.reported(fact.id) for fact in people())


def figures_heading(account: Account) -> str:
    """What the table of figures is called: without casualties not *Casualties*."""
    return "Figures of people" if account.tolls and not casualties(account) else "Casualties"


def when(library: Library, account: Account) -> Markdown:
    """The date with its weekday, what of it is ours, and what is said about the time of day."""
    record = account.incident.record
    weekday = f"{record.date.weekday()} " if record.date.weekday() else ""
    derived = " (date worked out by us)" if record.date_basis else ""
    parts = [f"{weekday}{escape(record.date.words())}{derived}"]
    parts += [
        f"{time_words(library, account, row)}, according to {owners(library, account, [row])}"
        for row in account.of("time")
    ]
    if len(parts) == 1:
        parts.append("time of day not reported")
    return Markdown("; ".join(parts))


def where(library: Library, account: Account, links: Links | None = None) -> Markdown:
    """The places with their country, and how sure a place is where it is less than the site itself.

    With ``links`` each name leads to the place's page.
    """
    record = account.incident.record
    places = [one for one in (record.place, *(record.other_places or ())) if one]
    if not places and (rows := account.of("place")):
        # An edition, in which nobody had yet named the place that the header has today.
        given = (
            f"{place_name(library, row.value, links)}, according to {owners(library, account, [row])}"
            for row in rows
        )
        return Markdown("; ".join(given))
    return words.both([place_name(library, one, links) for one in places]) if places else NOT_REPORTED


def owner(library: Library, account: Account, row: Row) -> Markdown:
    """Who gives a row, in full: "US Central Command"; "a US official, not named"."""
    return words.speaker(library, account.incident, row.statement)


def figures(library: Library, account: Account, toll: Toll) -> Markdown:
    """The current figures of a toll with their owners and sources; equal ones are said once.

    Nothing is added, averaged or ranged. Where one side alone gives figures, that stands at the end.
    """
    said: dict[Markdown, list[Row]] = {}
    rows = toll.spread
    for row in rows[:MOST_IN_LINE]:
        said.setdefault(words.casualty(row.value, library, brief=True), []).append(row)
    parts = [f"**{figure}**, according to {owners(library, account, who)}" for figure, who in said.items()]
    text = "; ".join([*parts, *_more(len(rows), f"see *{figures_heading(account)}*")])
    found = toll.confirmation
    if found and found.kind == "one-side" and len(found.rows) == len(toll.rows):
        text += f" *({words.side(library, found.sides[0])} side only)*"
    return Markdown(text)


def owners(library: Library, account: Account, rows: Iterable[Row]) -> Markdown:
    """Who gives rows, each with the markers of its sources: "US Central Command[^abc]"."""
    found: dict[Markdown, dict[str, None]] = {}
    for row in rows:
        sources = found.setdefault(owner(library, account, row), {})
        sources.update(dict.fromkeys(row.statement.source))
    return words.both([f"{who}{''.join(map(footnote, sources))}" for who, sources in found.items()])


def _more(number: int, where: str) -> list[str]:
    left = number - MOST_IN_LINE
    return [f"{words.plural(left, 'more account')}: {where}"] if left > 0 else []


def _damage(library: Library, account: Account) -> Markdown:
    rows = spread(account.of("damage"))
    if not rows:
        return NOT_REPORTED
    parts = [
        f"{words.no_stop(escape(row.value))}, according to {owners(library, account, [row])}"
        for row in rows[:MOST_IN_LINE]
    ]
    return words.capital(
        ". ".join([*parts, *(words.capital(one) for one in _more(len(rows), "see *Damage*"))])
    )


def _responsibility(links: Links, account: Account) -> Iterator[tuple[str, Markdown]]:
    library = links.library
    claims: dict[tuple[str, ...], Row] = {}
    for row in account.stance("claims"):
        # Of several claims of one claimant the first that names a channel says most.
        key = stance_actors(row) or (str(row.order),)
        if key not in claims or (row.statement.in_ and not claims[key].statement.in_):
            claims[key] = row
    unclaimed = account.stance("unclaimed")
    none = (
        f"Reported as unclaimed, {owners(library, account, unclaimed)}"
        if unclaimed
        else "No claim is recorded from the sources cited"
    )
    claimed = ["; ".join(_claim(links, account, row) for row in claims.values())] if claims else []
    claimed += [_may_claim(links, account, row) for row in account.stance("may-claim")]
    claimed += [none] if unclaimed or not claimed else []
    yield "Claimed", Markdown(". ".join(map(words.capital, claimed)))
    blames = spread(account.stance("blames", "suspects"))
    accused = [_blame(links, account, row) for row in blames[:MOST_IN_LINE]]
    accused += map(Markdown, _more(len(blames), "see *Responsibility*"))
    nobody = Markdown("No accusation is recorded from the sources cited")
    yield "Blamed", words.capital("; ".join(accused)) if blames else nobody
    others = (("denies", "Denied"), ("accident", "Called an accident"), ("declines", "Declined to say"))
    for stance, label in others:
        if rows := account.stance(stance):
            yield label, words.capital(_by_whom(library, account, rows))


def _by_whom(library: Library, account: Account, rows: Iterable[Row]) -> Markdown:
    """Stances with who takes them, those alike once: "that Iran was responsible: Nasser Kanaani"."""
    found: dict[Markdown, list[Row]] = {}
    for row in rows:
        about = escape(phrases.denied(row.value, lambda one: words.short_name(library, one)))
        found.setdefault(about, []).append(row)
    return Markdown(
        "; ".join(
            f"{about}: {owners(library, account, who)}" if about else owners(library, account, who)
            for about, who in found.items()
        )
    )


def _claim(links: Links, account: Account, row: Row) -> Markdown:
    """Who claims, for whom where that is somebody else, and through which channel."""
    library, actors = links.library, stance_actors(row)
    speaker, marks = owner(library, account, row), "".join(map(footnote, row.statement.source))
    if actors == (row.voice.speaker,):
        channel = row.statement.in_
        via = f", {escape(CHANNELS[channel].phrase)}" if channel else ""
        return Markdown(f"{links.actors(actors)}{via}{marks}")
    who = links.actors(actors) or escape(row.value.described or "")
    return Markdown(f"{speaker} said that {who} did it{marks}" if who else f"{speaker}{marks}")


def _may_claim(links: Links, account: Account, row: Row) -> Markdown:
    """A claim of something that may be this incident, with what it names instead."""
    verb = escape(phrases.stance(row.value, str))
    return Markdown(f"{owners(links.library, account, [row])} {verb}")


def _blame(links: Links, account: Account, row: Row) -> Markdown:
    about = links.actors(row.value.actors or ())
    if row.value.described:
        described = words.no_stop(escape(row.value.described))
        about = Markdown(f"{about}, {described}" if about else described)
    verb = "suspected by" if row.value.stance == "suspects" else "by"
    hedge = f"; {words.no_stop(escape(row.value.hedge))}" if row.value.hedge else ""
    return Markdown(f"{about} ({verb} {owners(links.library, account, [row])}{hedge})")
