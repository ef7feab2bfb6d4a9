"""The first screen: when, where, who was harmed, who claims it, who is blamed and by whom, and what nobody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from onrecord.library.derive import Account, Row, Toll, stance_actors
from onrecord.library.library import Library
from onrecord.render import words
from onrecord.render.escape import Markdown, escape
from onrecord.terms import PLACE_PRECISIONS
from onrecord.values.count import Count, Kind

#: Accounts of one figure that fit into a line; where there are more, a range of ours stands for them.
MOST_IN_LINE = 3
NOT_REPORTED = Markdown("**Not reported** in the sources cited")
HARM_TITLES = {
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "casualties": "Killed or injured",
}


def key_facts(library: Library, account: Account) -> Iterator[tuple[str, Markdown]]:
    """(label, value) pairs in the order of the first screen; the value of what nobody reports says so."""
    yield "When", when(library, account)
    yield "Where", where(library, account)
    for harm, label in HARM_TITLES.items():
        tolls = account.toll(harm)
        if not tolls and harm in ("killed", "injured"):
            apart = bool(account.toll("casualties"))
            yield (
                label,
                Markdown("**Not reported** apart: see *Killed or injured*") if apart else NOT_REPORTED,
            )
        for toll in tolls:
            yield Markdown(f"{label}: {words.names(library, toll.parties)}"), figures(library, account, toll)
    yield from _responsibility(library, account)
    yield "Damage", _damage(library, account)


def when(library: Library, account: Account) -> Markdown:
    """The date with its weekday, what of it is ours, and what is said about the time of day."""
    record = account.incident.record
    weekday = f"{record.date.weekday()} " if record.date.weekday() else ""
    derived = " (date worked out by us)" if record.date_basis else ""
    parts = [f"{weekday}{escape(record.date.words())}{derived}"]
    place = library.registries.places.get(record.place or "")
    for row in account.of("time"):
        time = escape(row.value.words())
        local = row.value.local(ZoneInfo(place.zone), record.date) if place and place.zone else None
        if local:
            time = Markdown(f"{time} ({escape(local)} at the place, converted by us)")
        parts.append(f"{time}, according to {owner(library, account, row)}")
    if len(parts) == 1:
        parts.append("time of day not reported")
    return Markdown("; ".join(parts))


def where(library: Library, account: Account) -> Markdown:
    """The places with their country, and how sure a place is where it is less than the site itself."""
    record = account.incident.record
    places = [one for one in (record.place, *(record.other_places or ())) if one]
    return words.both([place_name(library, one) for one in places]) if places else NOT_REPORTED


def place_name(library: Library, place_id: str) -> Markdown:
    """A place with its country and, where it is no more than an area, that."""
    place = library.registries.places[place_id]
    country = words.country(library, place.country) if place.country else ""
    text = escape(place.name) + (f", {escape(country)}" if country and country not in place.name else "")
    precision = PLACE_PRECISIONS[place.precision]
    return Markdown(text if precision.pin else f"{text} ({escape(precision.label)})")


def owner(library: Library, account: Account, row: Row) -> Markdown:
    """Who gives a row, in as few words as name them."""
    return words.speaker(library, account.incident, row.statement)


def figures(library: Library, account: Account, toll: Toll) -> Markdown:
    """The current figures of a toll with their owners, or a range of ours where there are many."""
    rows = toll.rows
    if len(rows) <= MOST_IN_LINE:
        parts = [
            f"**{words.casualty(r.value, library, brief=True)}**, according to {owner(library, account, r)}"
            for r in rows
        ]
        return Markdown("; ".join(parts))
    counts = [row.value.count for row in rows if row.value.count.numeric]
    span = count_range(counts) if counts else Markdown("number not given")
    return Markdown(f"**{span}**, in {len(rows)} accounts (range worked out by us; see *Casualties*)")


def count_range(counts: Sequence[Count]) -> Markdown:
    """The least and the most of several counts: "from none to at least 4". Nothing is added or averaged."""
    bounds = [count.bounds for count in counts]
    least = min(low for low, _ in bounds)
    most = max(low if high is None else high for low, high in bounds)
    open_ended = any(high is None for _, high in bounds)
    first = "none" if any(count.kind is Kind.ZERO for count in counts) else f"{least:,}"
    if least == most:
        return Markdown(f"at least {most:,}" if open_ended else first)
    return Markdown(f"from {first} to {'at least ' if open_ended else ''}{most:,}")


def _damage(library: Library, account: Account) -> Markdown:
    rows = account.of("damage")
    if not rows:
        return NOT_REPORTED
    parts = [
        f"{words.no_stop(escape(row.value))}, according to {owner(library, account, row)}" for row in rows[:2]
    ]
    more = [f"{words.plural(len(rows) - 2, 'more account')} below"] if len(rows) > 2 else []
    return words.capital(". ".join([*parts, *more]))


def _responsibility(library: Library, account: Account) -> Iterator[tuple[str, Markdown]]:
    claims = account.stance("claims")
    who = dict.fromkeys(actor for row in claims for actor in stance_actors(row))
    nameless = [row for row in claims if not stance_actors(row)]
    claimants = [words.name(library, one) for one in who]
    claimants += [
        escape(row.value.described) if row.value.described else owner(library, account, row)
        for row in nameless
    ]
    yield (
        "Claimed by",
        words.capital(words.both(claimants)) if claims else Markdown("No claim in the sources cited"),
    )
    blames = account.stance("blames", "suspects")
    accused = words.capital("; ".join(_blame(library, account, row) for row in blames))
    yield "Blamed on", accused if blames else Markdown("Nobody is accused in the sources cited")
    denials = dict.fromkeys(owner(library, account, row) for row in account.stance("denies"))
    if denials:
        yield "Denied by", words.capital(words.both(list(denials)))


def _blame(library: Library, account: Account, row: Row) -> Markdown:
    about = words.names(library, row.value.actors or ())
    if row.value.described:
        described = words.no_stop(escape(row.value.described))
        about = Markdown(f"{about}, {described}" if about else described)
    verb = "suspected by" if row.value.stance == "suspects" else "by"
    return Markdown(f"{about} ({verb} {owner(library, account, row)})")
