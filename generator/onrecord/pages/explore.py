"""Explore: every incident as a row with what can be asked of it, beside a map and a timeline of the same.

The page is complete without a script. The script hides rows and marks; what it needs stands in the
attributes of the rows. What somebody is to an incident is always somebody's statement, as in
`derive.Account.facets`.

Up to ``MOST`` incidents stand on one page. A larger archive has its newest years there, as many as fit, and
a page below it for each earlier year, at an address that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from onrecord.draw.timeline import Moment, kinds_of_mark, timeline
from onrecord.export.attribution import Names
from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.front_matter import front_matter
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.entry import entry
from onrecord.pages.map.incident_map import MapView, incident_map
from onrecord.pages.page import Edition, Page, page
from onrecord.terms import EVENTS, STORY, WEAPONS

ADDRESS = "explore.md"
#: Incidents on one page, beyond which its earlier years get pages of their own.
MOST = 500
#: What somebody may be to an incident, as a facet, and in the words of the filter.
ROLES = {
    "claimant": "said to have claimed it",
    "blamed": "blamed or suspected",
    "speaker": "speaks",
    "target": "said to have been a target",
    "harmed": "said to have been harmed",
    "counted": "figures of its people",
}

Options = tuple[tuple[Markdown, Markdown], ...]
"""(value, name) of what a filter offers."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, and one for each year that does not fit on it, unless the site has it off."""
    if not edition.settings.explore:
        return
    newest, earlier = _split(library)
    for year, incidents in ((0, newest), *earlier.items()):
        address = f"explore/{year}.md" if year else ADDRESS
        explore = Explore(library, edition, address, incidents, tuple(earlier), year)
        yield page(edition, address, "explore.md.j2", partial(_context, explore), listed=not year)


def _context(explore: Explore) -> dict[str, Any]:
    year = explore.year
    return {
        "x": explore,
        # The table takes the room of a table of contents; the page's first line has its links.
        "front_matter": front_matter(
            title=f"Explore {year}" if year else "",
            # Search has each incident from its briefing.
            search=not year,
            robots=explore.edition.robots,
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


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the table. Cells are escaped; ``data`` are the attributes of the row."""

    incident: str
    data: Markdown
    date: Markdown
    first_day: str
    title: Markdown
    target: str
    kind: Markdown
    story: Markdown
    place: Markdown
    country: Markdown
    figures: tuple[tuple[str, Markdown], ...]
    """(heading, words) of the figures that every row has a cell for."""
    others: tuple[Markdown, ...]
    responsibility: Markdown
    weapons: Markdown
    withheld: str


@dataclass(frozen=True)
class Explore:
    """What a page of it says. ``year`` is 0 on the first one."""

    library: Library
    edition: Edition
    address: str
    incidents: tuple[Incident, ...]
    earlier: tuple[int, ...]
    year: int = 0

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A row for each incident, the newest first."""
        return tuple(self._row(one) for one in self.incidents)

    @cached_property
    def map(self) -> MapView | None:
        """The map of the incidents on this page; None where the site has none."""
        if not self.edition.settings.map:
            return None
        shown = self.library
        if len(self.incidents) != len(shown.incidents):
            shown = replace(shown, incidents=tuple(reversed(self.incidents)))
        found = incident_map(shown, self.edition, self.address)
        return found if found.marks else None

    @property
    def timeline(self) -> Markdown:
        """The incidents of this page in time."""
        return timeline(self.moments, complete=self.edition.settings.coverage == "complete")

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The incidents of this page, in order of time."""
        return tuple(
            Moment(one.id, one.record.date, one.record.title, self._href(f"briefings/{one.id}.md"))
            for one in sorted(self.incidents, key=lambda one: one.sort_key)
        )

    @property
    def marks(self) -> tuple[bool, bool]:
        """Whether the timeline has bars, and open marks."""
        return kinds_of_mark(self.moments)

    @property
    def number(self) -> str:
        """How many incidents are on this page."""
        return words.plural(len(self.incidents), "incident")

    @property
    def others(self) -> tuple[tuple[str, Markdown], ...]:
        """(name, address) of the other pages of it."""
        if not self.earlier:
            return ()
        found = [("newest", ADDRESS), *((str(year), f"explore/{year}.md") for year in self.earlier)]
        return tuple((name, self._href(to)) for name, to in found if to != self.address)

    @property
    def script(self) -> Markdown:
        """Where the script lies."""
        return self._href(f"{ASSETS}/explore.js")

    @property
    def data(self) -> Markdown:
        """Where the data files lie, as attributes; nothing where the site has none."""
        if not self.edition.settings.exports:
            return Markdown("")
        csv, geojson = (self._href(f"data/incidents.{kind}") for kind in ("csv", "geojson"))
        return Markdown(f' data-csv="{csv}" data-geojson="{geojson}"')

    @cached_property
    def filters(self) -> tuple[tuple[str, str, str, Options], ...]:
        """(name in the address, label, what it is called where nothing is chosen, options) of each filter."""
        found = self._found
        registry = self.library.registries
        return (
            (
                "place",
                "Place",
                "any place",
                _named((one, registry.places[one].name) for one in found["place"]),
            ),
            (
                "country",
                "Country",
                "any country",
                _named((one, words.country(self.library, one)) for one in found["country"]),
            ),
            ("actor", "Actor", "any actor", _named((one, self._names.actor(one)) for one in found["actor"])),
            (
                "role",
                "Its role, by the sources",
                "any role",
                tuple((escape(role), escape(name)) for role, name in ROLES.items() if found[role]),
            ),
            (
                "weapon",
                "Weapon named",
                "any weapon",
                _named((one, WEAPONS[one].label) for one in found["weapon"]),
            ),
            ("kind", "Kind of event", "any kind", _named((one, EVENTS[one].label) for one in found["kind"])),
            ("story", "State", "any state", _named((one, STORY[one].label) for one in found["story"])),
        )

    @cached_property
    def _names(self) -> Names:
        return Names(self.library)

    @cached_property
    def _found(self) -> dict[str, frozenset[str]]:
        """Ids by filter, over all rows."""
        found: dict[str, set[str]] = {
            name: set() for name in ("place", "country", "actor", "weapon", "kind", "story", *ROLES)
        }
        for incident in self.incidents:
            for name, ids in self.facets(incident).items():
                found[name].update(ids)
                if name in ROLES:
                    found["actor"].update(ids)
        return {name: frozenset(ids) for name, ids in found.items()}

    def facets(self, incident: Incident) -> dict[str, tuple[str, ...]]:
        """Ids by what the filters ask for. A person without a public role is in none of them."""
        told, record = account(self.library, incident).facets(), incident.record
        places = told.get("place", ())
        countries = (self.library.registries.places[one].country for one in places)
        return {
            "place": places,
            "country": tuple(dict.fromkeys(one for one in countries if one)),
            **{role: self._names.ids(told.get(role)) for role in ROLES},
            "weapon": told.get("weapons", ()),
            "kind": (record.event,),
            "story": (record.story,) if record.story else (),
        }

    def _row(self, incident: Incident) -> Row:
        record, facets = incident.record, self.facets(incident)
        said = entry(self.library, incident, "")
        first, last = record.date.earliest.isoformat(), record.date.latest.isoformat()
        given = {
            "id": incident.id,
            "from": first,
            "to": last if last != first else "",
            **{name: " ".join(ids) for name, ids in facets.items()},
        }
        place = self.library.registries.places.get(record.place or "")
        country = words.country(self.library, place.country) if place and place.country else ""
        return Row(
            incident=incident.id,
            data=Markdown("".join(f' data-{name}="{escape(text)}"' for name, text in given.items() if text)),
            date=words.capital(said["date"]),
            first_day=first,
            title=escape(record.title),
            target=self._href(f"briefings/{incident.id}.md"),
            kind=escape(EVENTS[record.event].label),
            story=escape(STORY[record.story].label) if record.story else Markdown(""),
            place=said["place"],
            country=escape(country if place and country != place.name else ""),
            figures=said["figures"],
            others=said["others"],
            responsibility=said["responsibility"],
            weapons=_weapons(facets["weapon"]),
            withheld=said["withheld"],
        )

    def _href(self, to: str) -> Markdown:
        """An address that is made of ids and of our own names."""
        return Markdown(href(self.address, to, directory_urls=self.edition.directory_urls))


def _weapons(ids: Iterable[str]) -> Markdown:
    return Markdown("; ".join(escape(WEAPONS[one].label) for one in ids)) or Markdown("not reported")


def _named(found: Iterable[tuple[str, str]]) -> Options:
    ordered = sorted(found, key=lambda one: words.order(one[1], one[0]))
    return tuple((escape(one), escape(name)) for one, name in ordered)
