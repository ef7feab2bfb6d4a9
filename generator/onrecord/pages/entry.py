"""One incident in a list: key facts with their owners, in one line each."""

from __future__ import annotations

from typing import Any

from onrecord.library.derive import Account, Row, Toll, account, spread, stance_actors
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.terms import PUBLISH
from onrecord.terms.facts import People, covering, people

#: What fits into one line of a list; the briefing has the rest.
MOST_PARTIES, MOST_ACCOUNTS, MOST_ACCUSATIONS = 4, 3, 3


def entry(library: Library, incident: Incident, up: str) -> dict[str, Any]:
    """One incident in a list: date, linked title, place, kind, and its key facts with their owners."""
    found = account(library, incident)
    record = incident.record
    place = library.registries.places.get(record.place or "")
    return {
        "date": escape(record.date.words()),
        "link": Markdown(f"[{escape(record.title)}]({up}briefings/{incident.id}.md)"),
        "place": escape(place.name) if place else Markdown("place not reported"),
        "figures": tuple((fact.title, _figures(library, found, fact)) for fact in people() if fact.silence),
        "others": _others(library, found),
        "responsibility": _responsibility(library, found),
        "withheld": PUBLISH[record.publish].label if record.publish != "published" else "",
    }


def _figures(library: Library, found: Account, fact: People) -> Markdown:
    """Figures of one fact; with those of the dead stand those that do not tell them from the injured."""
    apart = [one for one in covering(fact.id) if one.covers[0] == fact.id and found.toll(one.id)]
    parts = [_tolls(library, found, fact.id)] if found.toll(fact.id) or not apart else []
    parts += [Markdown(f"{one.title.lower()}: {_tolls(library, found, one.id)}") for one in apart]
    return Markdown("; ".join(parts))


def _others(library: Library, found: Account) -> tuple[Markdown, ...]:
    """Figures besides those of the killed and injured: "Held: civilians: 30 (Police)"."""
    given = (fact for fact in people() if not (fact.silence or fact.covers) and found.toll(fact.id))
    return tuple(Markdown(f"{fact.title}: {_tolls(library, found, fact.id)}") for fact in given)


def _tolls(library: Library, found: Account, harm: str) -> Markdown:
    """Current figures of one harm, by party and owner, in one line."""
    tolls = found.toll(harm)
    if not tolls:
        return Markdown("not reported")
    parts = [_toll(library, found, toll) for toll in tolls[:MOST_PARTIES]]
    if len(tolls) > MOST_PARTIES:
        parts.append(Markdown(words.plural(len(tolls) - MOST_PARTIES, "more entr", "y", "ies")))
    return Markdown("; ".join(parts))


def _toll(library: Library, found: Account, toll: Toll) -> Markdown:
    rows = toll.spread
    # What a party says of itself is never among those left out.
    shown = max(MOST_ACCOUNTS, sum(row.voice.house in toll.own for row in rows))
    figures = [
        f"{words.casualty(row.value, library, brief=True)} ({words.owner(library, found.incident, row)})"
        for row in rows[:shown]
    ]
    if len(rows) > shown:
        figures.append(words.plural(len(rows) - shown, "more account"))
    return Markdown(f"{words.names(library, toll.parties)}: {', '.join(figures)}")


def _responsibility(library: Library, found: Account) -> Markdown:
    """Who claims, who accuses whom, who denies: each accusation with its accuser, none left out."""
    parts: list[str] = []
    own: dict[str, None] = {}
    for row in found.stance("claims"):
        actors = stance_actors(row)
        if actors == (row.voice.speaker,):
            own.update(dict.fromkeys(actors))
        else:
            parts.append(_said(library, found, row))
    if own:
        parts.insert(0, f"Claimed by {words.names(library, own)}")
    blames = spread(found.stance("blames", "suspects"))
    parts += [_said(library, found, row) for row in blames[:MOST_ACCUSATIONS]]
    if len(blames) > MOST_ACCUSATIONS:
        parts.append(words.plural(len(blames) - MOST_ACCUSATIONS, "more accusation"))
    others = found.stance("may-claim", "denies", "accident", "unclaimed", "declines")
    parts += dict.fromkeys(_said(library, found, row) for row in others)
    nothing = Markdown("no claim and no accusation is recorded")
    return Markdown(". ".join(parts)) if parts else nothing


def _said(library: Library, found: Account, row: Row) -> Markdown:
    """A stance with its speaker, without reservation and evidence: "CENTCOM said that US forces did it"."""
    bare = row.value.model_copy(update={"hedge": None, "evidence": None})
    return words.capital(f"{words.owner(library, found.incident, row)} {words.stance(library, bare)}")
