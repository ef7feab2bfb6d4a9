"""Explore: every incident as a row with what can be asked of it, above a timeline and a map of the same.

The page is complete without a script. The script hides rows and marks; what it needs stands in the
attributes of the rows, and its words in those of the page.

Up to ``MOST`` incidents stand on one page. A larger archive has its newest years there, as many as fit, and
a page below it for each earlier year, at an address that stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from onrecord.draw.timeline import Moment, kinds_of_mark, timeline
from onrecord.language import current, pgettext, plural_forms
from onrecord.language import gettext as _
from onrecord.library.library import Incident, Library
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown
from onrecord.markdown.front_matter import front_matter
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.entry import Entry, entry
from onrecord.pages.facets import ROLES, Facets
from onrecord.pages.facets import facets as facets_of
from onrecord.pages.map.incident_map import MapView, incident_map
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import Names, lists
from onrecord.terms import EVENTS, STORY, WEAPONS

ADDRESS = "explore.md"
#: Incidents on one page, beyond which its earlier years get pages of their own.
MOST = 500
#: Weapons in a cell of the table.
MOST_WEAPONS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the table."""

    entry: Entry
    data: tuple[tuple[str, str], ...]
    """(name, value) of the attributes by which the script finds it."""
    first_day: str
    target: str
    kind: str
    story: str
    country: str
    """Empty where the name of the place is that of the country."""
    weapons: tuple[str, ...]
    """As many as fit into a cell."""
    other_weapons: int
    """How many do not."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A list of values of which one may be chosen."""

    name: str
    """Its name in the page's address."""
    label: str
    none: str
    """What it says where nothing is chosen: "any place"."""
    options: tuple[tuple[str, str], ...]
    """(value, name)."""


@dataclass(frozen=True, slots=True)
class Explore:
    """What a page of it says. ``year`` is 0 on the first one."""

    year: int
    rows: tuple[Row, ...]
    """A row for each incident, the newest first."""
    map: MapView | None
    """The map of the same incidents; None where the site has none."""
    timeline: Markdown
    has_bars: bool
    has_open_marks: bool
    """Whether the timeline has marks of dates that are not certain."""
    filters: tuple[Filter, ...]
    others: tuple[tuple[str, str], ...]
    """(name, address) of the other pages of it."""
    script: str
    files: tuple[tuple[str, str], ...]
    """(kind, address) of the data files of which the script gives a part; none where the site has none."""
    language: str
    words: tuple[tuple[str, str], ...]
    """(attribute, message) of what the script says, in this language."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, and one for each year that does not fit on it, unless the site has it off."""
    if not edition.settings.explore:
        return
    newest, earlier = _split(library)
    for year, incidents in ((0, newest), *earlier.items()):
        address = f"explore/{year}.md" if year else ADDRESS
        context = partial(_context, library, edition, address, incidents, tuple(earlier), year)
        yield page(edition, address, "explore.md.j2", context, listed=not year)


def _context(
    library: Library,
    edition: Edition,
    address: str,
    incidents: Sequence[Incident],
    earlier: tuple[int, ...],
    year: int,
) -> dict[str, Any]:
    title = _("Explore {year}").format(year=year) if year else _("Explore")
    return {
        "heading": title,
        "x": explore(library, edition, address, incidents, earlier, year),
        # The table takes the room of a table of contents; the page's first line has its links.
        "front_matter": front_matter(
            title=title if year else "",
            # Search has each incident from its briefing.
            search=not year,
            robots=edition.robots,
            contents=False,
        ),
    }


def _split(library: Library) -> tuple[tuple[Incident, ...], dict[int, tuple[Incident, ...]]]:
    """The incidents of the first page, and those of each earlier year; the newest first."""
    years: dict[int, list[Incident]] = {}
    for incident in reversed(library.incidents):
        years.setdefault(incident.record.date.earliest.year, []).append(incident)
    newest: list[Incident] = []
    earlier: dict[int, tuple[Incident, ...]] = {}
    for year, incidents in years.items():
        if not earlier and (not newest or len(newest) + len(incidents) <= MOST):
            newest += incidents
        else:
            earlier[year] = tuple(incidents)
    return tuple(newest), earlier


def explore(
    library: Library,
    edition: Edition,
    address: str,
    incidents: Sequence[Incident],
    earlier: tuple[int, ...] = (),
    year: int = 0,
) -> Explore:
    """The page of these incidents at ``address``, the newest first; ``earlier`` years have their own."""

    def to(target: str) -> str:
        return href(address, target, directory_urls=edition.directory_urls)

    facets = {incident.id: facets_of(library, incident) for incident in incidents}
    moments = tuple(
        Moment(incident.id, incident.record.date, incident.record.title, to(f"briefings/{incident.id}.md"))
        for incident in sorted(incidents, key=lambda moment: moment.sort_key)
    )
    bars, open_marks = kinds_of_mark(moments)
    others = [(pgettext("incidents", "newest"), ADDRESS), *((str(of), f"explore/{of}.md") for of in earlier)]
    return Explore(
        year=year,
        rows=tuple(
            _row(library, incident, facets[incident.id], to(f"briefings/{incident.id}.md"))
            for incident in incidents
        ),
        map=_map(library, edition, address, incidents),
        timeline=timeline(moments, complete=edition.settings.coverage == "complete"),
        has_bars=bars,
        has_open_marks=open_marks,
        filters=tuple(_filters(library, facets.values())),
        others=tuple((name, to(there)) for name, there in others if earlier and there != address),
        script=to(f"{ASSETS}/explore.js"),
        files=tuple((kind, to(f"data/incidents.{kind}")) for kind in ("csv", "geojson"))
        if edition.settings.exports
        else (),
        language=current().tag,
        words=tuple(_words()),
    )


def _map(library: Library, edition: Edition, address: str, incidents: Sequence[Incident]) -> MapView | None:
    if not edition.settings.map:
        return None
    if len(incidents) != len(library.incidents):
        library = replace(library, incidents=tuple(reversed(incidents)))
    view = incident_map(library, edition, address)
    return view if view.marks else None


def _row(library: Library, incident: Incident, facets: Facets, target: str) -> Row:
    record = incident.record
    first, last = record.date.earliest.isoformat(), record.date.latest.isoformat()
    data = {
        "id": incident.id,
        "from": first,
        "to": last if last != first else "",
        **{name: " ".join(ids) for name, ids in facets.items()},
    }
    place = library.registries.places.get(record.place or "")
    country = Names(library).country(place.country) if place and place.country else ""
    weapons = tuple(WEAPONS[weapon].label for weapon in facets["weapon"])
    return Row(
        entry=entry(library, incident),
        data=tuple((name, text) for name, text in data.items() if text),
        first_day=first,
        target=target,
        kind=EVENTS[record.event].label,
        story=STORY[record.story].label if record.story else "",
        country=country if place and country != place.name else "",
        weapons=weapons[:MOST_WEAPONS],
        other_weapons=len(weapons[MOST_WEAPONS:]),
    )


def _filters(library: Library, rows: Iterable[Facets]) -> Iterator[Filter]:
    """The filters, each with the values that some row has."""
    values: dict[str, set[str]] = {}
    for facets in rows:
        for name, ids in facets.items():
            values.setdefault(name, set()).update(ids)
            if name in ROLES:
                values.setdefault("actor", set()).update(ids)

    def options(facet: str, name: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
        named = {an_id: name(an_id) for an_id in values.get(facet, ())}
        return tuple(sorted(named.items(), key=lambda option: lists.order(option[1], option[0])))

    places, names = library.registries.places, Names(library)
    yield Filter("place", _("Place"), _("any place"), options("place", lambda place: places[place].name))
    yield Filter("country", _("Country"), _("any country"), options("country", names.country))
    yield Filter("actor", _("Actor"), _("any actor"), options("actor", names.actor_text))
    roles = tuple((role, _(name)) for role, name in ROLES.items() if values.get(role))
    yield Filter("role", _("Its role, by the sources"), _("any role"), roles)
    weapons = options("weapon", lambda weapon: WEAPONS[weapon].label)
    yield Filter("weapon", _("Weapon named"), _("any weapon"), weapons)
    yield Filter(
        "kind", _("Kind of event"), _("any kind"), options("kind", lambda event: EVENTS[event].label)
    )
    yield Filter(
        "story",
        pgettext("of an incident", "State"),
        pgettext("of an incident", "any state"),
        options("story", lambda state: STORY[state].label),
    )


def _words() -> Iterator[tuple[str, str]]:
    """What the script says, by attribute; it fills in the parts, and chooses the form for a number."""
    shown = plural_forms("{shown} of {total} incident shown.", "{shown} of {total} incidents shown.")
    at_place = plural_forms("{place}: {number} incident", "{place}: {number} incidents")
    yield "shown", json.dumps(shown, ensure_ascii=False)
    yield "at-place", json.dumps(at_place, ensure_ascii=False)
    yield "counted", _("{name} ({number})")
    yield "chip", _("{filter}: {value}")
    yield "remove", _("Remove the filter {filter}: {value}")
    yield "backwards", _("The period ends before it begins.")
    yield "ignored", _("Ignored, because this page has no such value: {values}.")
    yield "value", _("{filter} “{value}”")
    yield "saved", _("Saved: {number} of {total} shown.")
    yield "unpublished", _("{number} not published.")
    yield "unread", _("The data file could not be read.")
