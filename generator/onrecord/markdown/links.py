"""Links to the pages of what records refer to: the name where there is no such page, never a dead link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.library.index import Index, index
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.settings import Settings
from onrecord.terms import EVENTS, PLACE_PRECISIONS, WEAPONS


@dataclass(frozen=True)
class Links:
    """Names as links, for a page that lies ``up`` (``../``, or empty) from the top of the site."""

    library: Library
    settings: Settings
    up: str = ""

    @property
    def index(self) -> Index:
        """What has a page."""
        return index(self.library)

    def actor(self, actor_id: str, label: Markdown | None = None) -> Markdown:
        """An actor's name, or ``label``."""
        return self._link(label or words.name(self.library, actor_id), self.actor_page(actor_id))

    def actors(self, ids: Iterable[str]) -> Markdown:
        """Several names: a, b and c."""
        return words.both([self.actor(one) for one in ids])

    def place(self, place_id: str, label: Markdown | None = None) -> Markdown:
        """A place's name, or ``label``."""
        place = self.library.registries.places[place_id]
        return self._link(label or escape(place.name), self.place_page(place_id))

    def weapon(self, weapon: str, label: Markdown | None = None) -> Markdown:
        """A weapon's label."""
        return self._link(label or escape(WEAPONS[weapon].label), self.weapon_page(weapon))

    def event(self, event: str, label: Markdown | None = None) -> Markdown:
        """The label of a kind of event."""
        return self._link(label or escape(EVENTS[event].label), self.event_page(event))

    def measure(self, measure: str, label: Markdown | None = None) -> Markdown:
        """A measure's name."""
        name = label or escape(self.library.registries.measures[measure].name)
        return self._link(name, self.measure_page(measure))

    def source(self, incident: Incident | None, source_id: str, label: Markdown | None = None) -> Markdown:
        """A source's title; that of a confidential one is not printed at all."""
        source = self.library.source(incident, source_id)
        if source.confidential:
            return Markdown("a confidential source")
        return self._link(label or escape(source.title), self.source_page(incident, source_id))

    def incident(self, incident_id: str, label: Markdown | None = None, fragment: str = "") -> Markdown:
        """An incident's title; no name where it is not published."""
        found = self.library.by_id.get(incident_id)
        if found is None:
            return Markdown("an incident that is not published here")
        address = f"briefings/{incident_id}.md" + (f"#{fragment}" if fragment else "")
        return self._link(label or escape(found.record.title), address)

    def actor_page(self, actor_id: str) -> str:
        """The address of an actor's page from the top of the site; empty where it has none.

        A person has one only with a public role.
        """
        actor = self.library.actor(actor_id)
        if actor is None or not actor.public or not self._has(actor_id, self.index.actors):
            return ""
        return f"{'people' if actor.kind == 'person' else 'actors'}/{actor_id}.md"

    def place_page(self, place_id: str) -> str:
        """The address of a place's page; empty where it has none."""
        return f"places/{place_id}.md" if self._has(place_id, self.index.places) else ""

    def weapon_page(self, weapon: str) -> str:
        """The address of a weapon's page; empty where it has none."""
        return f"weapons/{weapon}.md" if self._has(weapon, self.index.weapons) else ""

    def event_page(self, event: str) -> str:
        """The address of the page of a kind of event; empty where it has none."""
        return f"events/{event}.md" if self._has(event, self.index.events) else ""

    def measure_page(self, measure: str) -> str:
        """The address of the page of what tallies count; empty where it has none."""
        has = self.settings.tallies and measure in self.index.measures
        return f"tallies/{measure}.md" if has else ""

    def source_page(self, incident: Incident | None, source_id: str) -> str:
        """The address of a shared source's page; a record's own is described on its briefing."""
        own = incident is not None and source_id in incident.record.sources
        if own or not self._has(source_id, self.index.sources):
            return ""
        confidential = self.library.registries.sources[source_id].confidential
        return "" if confidential else f"sources/{source_id}.md"

    def _has(self, one: str, among: frozenset[str]) -> bool:
        return self.settings.entities and one in among

    def _link(self, label: str, address: str) -> Markdown:
        return Markdown(f"[{label}]({self.up}{address})" if address else label)


def place_name(library: Library, place_id: str, links: Links | None = None) -> Markdown:
    """A place with its country and, where it is no more than an area, that."""
    place = library.registries.places[place_id]
    country = words.country(library, place.country) if place.country else ""
    name = links.place(place_id) if links else escape(place.name)
    text = name + (f", {escape(country)}" if country and country not in place.name else "")
    precision = PLACE_PRECISIONS[place.precision]
    return Markdown(text if precision.pin else f"{text} ({escape(precision.label)})")
