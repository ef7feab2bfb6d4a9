"""The first screen: when, where, who was harmed, who claims it, who blames whom, what nobody says."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from onrecord.library.derive import Account, Row, Toll, spread, stance_actors
from onrecord.library.library import Library
from onrecord.render import words
from onrecord.render.escape import Markdown, escape
from onrecord.render.links import Links
from onrecord.terms import CHANNELS, PLACE_PRECISIONS

#: Accounts that fit into a line; one of each house comes first, and the others are announced.
MOST_IN_LINE = 4
NOT_REPORTED = Markdown("**Not reported** in the sources cited")
NO_DEATHS = Markdown(f"{NOT_REPORTED}, which does not say that there were none")
HARM_TITLES = {
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "casualties": "Killed or injured",
}


def key_facts(links: Links, account: Account) -> Iterator[tuple[str, Markdown]]:
    """(label, value) pairs in the order of the first screen; the value of what nobody reports says so."""
    library = links.library
    yield "When", when(library, account)
    yield "Where", where(library, account, links)
    for harm, label in HARM_TITLES.items():
        tolls = account.toll(harm)
        if not tolls and harm in ("killed", "injured"):
            if account.toll("casualties"):
                yield label, Markdown("**Not reported** separately; see *Killed or injured*")
            else:
                # Silence about deaths is the one that readers most easily take for a zero.
                yield label, NO_DEATHS if harm == "killed" else NOT_REPORTED
        for toll in tolls:
            yield Markdown(f"{label}: {links.actors(toll.parties)}"), figures(library, account, toll)
    yield from _responsibility(links, account)
    yield "Damage", _damage(library, account)


def when(library: Library, account: Account) -> Markdown:
    """The date with its weekday, what of it is ours, and what is said about the time of day."""
    record = account.incident.record
    weekday = f"{record.date.weekday()} " if record.date.weekday() else ""
    derived = " (date worked out by us)" if record.date_basis else ""
    parts = [f"{weekday}{escape(record.date.words())}{derived}"]
    parts += [
        f"{time_words(library, account, row)}, according to {owner(library, account, row)}"
        for row in account.of("time")
    ]
    if len(parts) == 1:
        parts.append("time of day not reported")
    return Markdown("; ".join(parts))


def time_words(library: Library, account: Account, row: Row) -> Markdown:
    """A time of day at the place; one given in another zone stands behind it, in brackets."""
    record = account.incident.record
    place = library.registries.places.get(record.place or "")
    given = escape(row.value.words())
    local = row.value.local(ZoneInfo(place.zone), record.date) if place and place.zone else None
    return Markdown(f"{escape(local)} at the place (given as {given}; converted by us)") if local else given


def where(library: Library, account: Account, links: Links | None = None) -> Markdown:
    """The places with their country, and how sure a place is where it is less than the site itself.

    With ``links`` each name leads to the place's page.
    """
    record = account.incident.record
    places = [one for one in (record.place, *(record.other_places or ())) if one]
    return words.both([place_name(library, one, links) for one in places]) if places else NOT_REPORTED


def place_name(library: Library, place_id: str, links: Links | None = None) -> Markdown:
    """A place with its country and, where it is no more than an area, that."""
    place = library.registries.places[place_id]
    country = words.country(library, place.country) if place.country else ""
    name = links.place(place_id) if links else escape(place.name)
    text = name + (f", {escape(country)}" if country and country not in place.name else "")
    precision = PLACE_PRECISIONS[place.precision]
    return Markdown(text if precision.pin else f"{text} ({escape(precision.label)})")


def owner(library: Library, account: Account, row: Row) -> Markdown:
    """Who gives a row, in full: "US Central Command"; "a US official (not named)"."""
    return words.speaker(library, account.incident, row.statement)


def figures(library: Library, account: Account, toll: Toll) -> Markdown:
    """The current figures of a toll with their owners; equal ones are said once.

    Nothing is added, averaged or ranged.
    """
    said: dict[Markdown, list[Markdown]] = {}
    rows = toll.spread
    for row in rows[:MOST_IN_LINE]:
        said.setdefault(words.casualty(row.value, library, brief=True), []).append(
            owner(library, account, row)
        )
    parts = [
        f"**{figure}**, according to {words.both(list(dict.fromkeys(who)))}" for figure, who in said.items()
    ]
    return Markdown("; ".join([*parts, *_more(len(rows), "see *Casualties*")]))


def _more(number: int, where: str) -> list[str]:
    left = number - MOST_IN_LINE
    return [f"{words.plural(left, 'more account')}: {where}"] if left > 0 else []


def _damage(library: Library, account: Account) -> Markdown:
    rows = spread(account.of("damage"))
    if not rows:
        return NOT_REPORTED
    parts = [
        f"{words.no_stop(escape(row.value))}, according to {owner(library, account, row)}"
        for row in rows[:MOST_IN_LINE]
    ]
    return words.capital(
        ". ".join([*parts, *(words.capital(one) for one in _more(len(rows), "see *Damage*"))])
    )


def _responsibility(links: Links, account: Account) -> Iterator[tuple[str, Markdown]]:
    library = links.library
    claims = account.stance("claims")
    claimants: dict[tuple[str, ...], Markdown] = {}
    bare: set[tuple[str, ...]] = set()
    for row in claims:
        # Of several claims of one claimant the first that names a channel says most.
        key = stance_actors(row) or (str(row.order),)
        own = row.voice.house in {library.house(actor) for actor in stance_actors(row)}
        if key not in claimants or (own and row.statement.in_ and key in bare):
            claimants[key] = _claim(links, account, row)
            bare = bare - {key} if row.statement.in_ or not own else bare | {key}
    none = Markdown("No claim in the sources cited")
    yield "Claimed by", words.capital(words.both(list(claimants.values()))) if claims else none
    blames = spread(account.stance("blames", "suspects"))
    accused = [_blame(links, account, row) for row in blames[:MOST_IN_LINE]]
    accused += map(Markdown, _more(len(blames), "see *Responsibility*"))
    nobody = Markdown("Nobody is accused in the sources cited")
    yield "Blamed on", words.capital("; ".join(accused)) if blames else nobody
    denials = dict.fromkeys(owner(library, account, row) for row in account.stance("denies"))
    if denials:
        yield "Denied by", words.capital(words.both(list(denials)))


def _claim(links: Links, account: Account, row: Row) -> Markdown:
    """Who claims, for whom where that is somebody else, and through which channel."""
    library, actors = links.library, stance_actors(row)
    who = links.actors(actors) or escape(row.value.described or "")
    speaker = owner(library, account, row)
    if row.voice.house in {library.house(actor) for actor in actors}:
        channel = row.statement.in_
        return Markdown(f"{who}, {escape(CHANNELS[channel].phrase)}") if channel else who
    return Markdown(f"{who}, according to {speaker}") if who else speaker


def _blame(links: Links, account: Account, row: Row) -> Markdown:
    about = links.actors(row.value.actors or ())
    if row.value.described:
        described = words.no_stop(escape(row.value.described))
        about = Markdown(f"{about}, {described}" if about else described)
    verb = "suspected by" if row.value.stance == "suspects" else "by"
    hedge = f"; reservation: {words.no_stop(escape(row.value.hedge))}" if row.value.hedge else ""
    return Markdown(f"{about} ({verb} {owner(links.library, account, row)}{hedge})")
