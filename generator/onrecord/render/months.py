"""The date archive: all years, one year, one month, with their incidents and key facts."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Any

from onrecord.library.derive import Account, Toll, account, spread, stance_actors
from onrecord.library.library import Incident, Library
from onrecord.render import words
from onrecord.render.changed import news
from onrecord.render.escape import Markdown, escape
from onrecord.render.page import Context, Edition, Page, page
from onrecord.terms import PUBLISH, STANCES
from onrecord.values.when import Day

#: What fits into one line of a list; the briefing has the rest.
MOST_PARTIES, MOST_ACCOUNTS, MOST_ACCUSATIONS = 4, 3, 3


def month_key(date: Day) -> tuple[int, int]:
    """The month under which an incident is filed: that of its first possible day."""
    return date.earliest.year, date.earliest.month


def crumbs(date: Day) -> tuple[Markdown, ...]:
    """Archive › 2024 › January, as links from a briefing."""
    year, month = month_key(date)
    return (
        Markdown("[Archive](../archive/index.md)"),
        Markdown(f"[{year}](../archive/{year}/index.md)"),
        Markdown(f"[{calendar.month_name[month]}](../archive/{year}/{month:02}.md)"),
    )


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every archive page, where the site has an archive.

    Months without incidents, between others, have pages too.
    """
    if not edition.settings.archive:
        return
    by_month: dict[tuple[int, int], list[Incident]] = {}
    for incident in library.incidents:
        by_month.setdefault(month_key(incident.record.date), []).append(incident)
    months = _span(sorted(by_month))
    years: dict[int, list[tuple[int, int]]] = {}
    for year, month in months:
        years.setdefault(year, []).append((year, month))

    def index() -> dict[str, Any]:
        return {
            "years": [
                (year, [(m, len(by_month.get((year, m), ()))) for _, m in found])
                for year, found in years.items()
            ],
            "month_name": calendar.month_name,
            "total": sum(map(len, by_month.values())),
        }

    yield page(edition, "archive/index.md", "archive.md.j2", index, listed=True)
    for year, found in years.items():
        context = _year(library, year, found, by_month)
        yield page(edition, f"archive/{year}/index.md", "year.md.j2", context)
        for key in found:
            position = months.index(key)
            before = months[position - 1] if position else None
            after = months[position + 1] if position + 1 < len(months) else None
            context = _month(library, key, by_month.get(key, []), before, after)
            yield page(edition, f"archive/{year}/{key[1]:02}.md", "month.md.j2", context)


def _span(months: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not months:
        return []
    (year, month), last = months[0], months[-1]
    # An archive that spans centuries by one old record would be mostly empty months.
    if (last[0] - year) * 12 + last[1] - month > 600:
        return months
    found = []
    while (year, month) <= last:
        found.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _year(
    library: Library,
    year: int,
    months: list[tuple[int, int]],
    by_month: dict[tuple[int, int], list[Incident]],
) -> Context:
    def context() -> dict[str, Any]:
        return {
            "title": str(year),
            "year": year,
            "months": [
                {
                    "name": calendar.month_name[month],
                    "file": Markdown(f"{month:02}.md"),
                    "incidents": [entry(library, i, "../../") for i in by_month.get((year, month), [])],
                }
                for _, month in months
            ],
        }

    return context


def _month(
    library: Library,
    key: tuple[int, int],
    incidents: list[Incident],
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
) -> Context:
    year, month = key

    def turn(other: tuple[int, int] | None) -> Markdown | None:
        if other is None:
            return None
        folder = "" if other[0] == year else f"../{other[0]}/"
        return Markdown(f"[{calendar.month_name[other[1]]} {other[0]}]({folder}{other[1]:02}.md)")

    def context() -> dict[str, Any]:
        return {
            "title": f"{calendar.month_name[month]} {year}",
            "year": year,
            "month": calendar.month_name[month],
            "last_day": calendar.monthrange(year, month)[1],
            "incidents": [entry(library, incident, "../../") for incident in incidents],
            "moved": [
                {
                    "link": Markdown(f"[{escape(one.record.title)}](../../briefings/{one.id}.md)"),
                    "news": found,
                }
                for one in incidents
                if (found := list(news(library, one)))
            ],
            "before": turn(before),
            "after": turn(after),
        }

    return context


def entry(library: Library, incident: Incident, up: str) -> dict[str, Any]:
    """One incident in a list: date, linked title, place, kind, and its key facts with their owners."""
    found = account(library, incident)
    record = incident.record
    place = library.registries.places.get(record.place or "")
    return {
        "date": escape(record.date.words()),
        "link": Markdown(f"[{escape(record.title)}]({up}briefings/{incident.id}.md)"),
        "place": escape(place.name) if place else Markdown("place not reported"),
        "killed": _killed(library, found),
        "injured": _tolls(library, found, "injured"),
        "responsibility": _responsibility(library, found),
        "withheld": PUBLISH[record.publish].label if record.publish != "published" else "",
    }


def _killed(library: Library, found: Account) -> Markdown:
    """Figures of the dead, and those that do not tell the dead from the injured."""
    apart = found.toll("casualties")
    parts = [_tolls(library, found, "killed")] if found.toll("killed") or not apart else []
    if apart:
        parts.append(Markdown(f"killed or injured: {_tolls(library, found, 'casualties')}"))
    return Markdown("; ".join(parts))


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
    figures = [
        f"{words.casualty(row.value, brief=True)} ({words.owner(library, found.incident, row)})"
        for row in rows[:MOST_ACCOUNTS]
    ]
    if len(rows) > MOST_ACCOUNTS:
        figures.append(words.plural(len(rows) - MOST_ACCOUNTS, "more account"))
    return Markdown(f"{words.names(library, toll.parties)}: {', '.join(figures)}")


def _responsibility(library: Library, found: Account) -> Markdown:
    """Who claims, who accuses whom, who denies: each accusation with its accuser, none left out."""
    parts = []
    claimants = dict.fromkeys(actor for row in found.stance("claims") for actor in stance_actors(row))
    if claimants:
        parts.append(f"Claimed by {words.names(library, claimants)}")
    blames = spread(found.stance("blames", "suspects"))
    for row in blames[:MOST_ACCUSATIONS]:
        about = words.names(library, row.value.actors or ()) or words.no_stop(escape(row.value.described))
        verb = STANCES[row.value.stance].verb
        parts.append(f"{words.capital(words.owner(library, found.incident, row))} {verb} {about}")
    if len(blames) > MOST_ACCUSATIONS:
        parts.append(words.plural(len(blames) - MOST_ACCUSATIONS, "more accusation"))
    denials = [words.owner(library, found.incident, row) for row in found.stance("denies")]
    if denials:
        parts.append(f"Denied by {words.both(list(dict.fromkeys(denials)))}")
    nothing = Markdown("no claim and no accusation in the sources cited")
    return Markdown(". ".join(parts)) if parts else nothing
