"""What everything with an id is called, and the page where it leads: never a page that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord import language
from onrecord.library.citations import published_id
from onrecord.library.index import Index, index
from onrecord.library.library import Incident, Library
from onrecord.library.memory import gathered
from onrecord.phrases.lists import listed
from onrecord.phrases.spans import Marker, Name, Phrase, Sayable, phrase, say
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.settings import Settings
from onrecord.terms import EVENTS, PARTIES, PLACE_PRECISIONS, WEAPONS


@gathered
def _countries(library: Library) -> Mapping[str, str]:
    """The names of the places of the registry that stand for countries, by the countries' codes."""
    found: dict[str, str] = {}
    for place in library.registries.places.values():
        if place.precision == "country" and place.country:
            found.setdefault(place.country, place.name)
    return found


@dataclass(frozen=True)
class Names:
    """The names of one library. With the ``settings`` of a site they know which pages there are."""

    library: Library
    settings: Settings | None = None

    @property
    def index(self) -> Index:
        """What records refer to, which decides what has a page."""
        return index(self.library)

    def actor(self, actor_id: str, text: str = "") -> Phrase:
        """An actor's one spelling (or ``text``), or the label of a party of the vocabulary."""
        return phrase(Name("actor", actor_id, text or self.actor_text(actor_id), self.actor_page(actor_id)))

    def actor_text(self, actor_id: str) -> str:
        """An actor's one spelling as plain text."""
        if (actor := self.library.actor(actor_id)) is not None:
            return actor.name
        return term.label if (term := PARTIES.get(actor_id)) else actor_id

    def short(self, actor_id: str) -> Phrase:
        """An actor's short name where the registry has one, else its one spelling."""
        actor = self.library.actor(actor_id)
        return self.actor(actor_id, (actor.short or "") if actor else "")

    def actors(self, ids: Iterable[str]) -> Phrase:
        """Several actors: a, b and c."""
        return listed(self.actor(actor_id) for actor_id in ids)

    def side(self, house: str) -> Phrase:
        """A house of speakers by its short name; "a speaker whose side is not stated" for one without."""
        return self.short(house) if self.library.actor(house) else say("a speaker whose side is not stated")

    def place(self, place_id: str) -> Phrase:
        """A place's one spelling."""
        name = self.library.registries.places[place_id].name
        return phrase(Name("place", place_id, name, self.place_page(place_id)))

    def place_and_country(self, place_id: str) -> Phrase:
        """A place with its country and, where it is no more than an area, that: "Anbar, Iraq (province)"."""
        place = self.library.registries.places[place_id]
        country = self.country(place.country) if place.country else ""
        name = self.place(place_id)
        if country and country not in place.name:
            name = say("{place}, {country}", place=name, country=country)
        precision = PLACE_PRECISIONS[place.precision]
        return name if precision.pin else aside(name, precision.label)

    def country(self, code: str) -> str:
        """A country's name: that of the place of the registry that stands for it, else that of CLDR."""
        return _countries(self.library).get(code) or language.country(code)

    def scope(self, key: str) -> Phrase:
        """The words for a country code, a place id or ``total``."""
        if key == "total":
            return say("Total, as stated")
        return self.place(key) if key in self.library.registries.places else phrase(self.country(key))

    def weapon(self, weapon: str, text: str = "") -> Phrase:
        """A weapon's label, or ``text``."""
        return phrase(Name("weapon", weapon, text or WEAPONS[weapon].label, self.weapon_page(weapon)))

    def event(self, event: str, text: str = "") -> Phrase:
        """The label of a kind of event, or ``text``."""
        return phrase(Name("event", event, text or EVENTS[event].label, self.event_page(event)))

    def measure(self, measure: str) -> Phrase:
        """The name of what tallies count."""
        name = self.library.registries.measures[measure].name
        return phrase(Name("measure", measure, name, self.measure_page(measure)))

    def incident(self, incident_id: str, fragment: str = "", text: str = "") -> Phrase:
        """An incident's title, or ``text``; no name where it is not published."""
        incident = self.library.by_id.get(incident_id)
        if incident is None:
            return say("an incident that is not published here")
        address = f"briefings/{incident_id}.md" + (f"#{fragment}" if fragment else "")
        return phrase(Name("incident", incident_id, text or incident.record.title, address))

    def incident_and_date(self, incident_id: str) -> Phrase:
        """An incident's title with its date, which tells incidents of one title apart."""
        incident = self.library.by_id.get(incident_id)
        title = self.incident(incident_id)
        return joined_date(title, incident) if incident else title

    def source(self, incident: Incident | None, source_id: str, text: str = "") -> Phrase:
        """A source's title, or ``text``; nothing of a confidential one is printed."""
        source = self.library.source(incident, source_id)
        if source.confidential:
            return confidential()
        return phrase(Name("source", source_id, text or source.title, self.source_page(incident, source_id)))

    def markers(self, incident: Incident | None, ids: Iterable[str]) -> Phrase:
        """The markers of sources, as ``incident`` (or the registry) means their ids."""
        return Phrase(tuple(self._markers(incident, ids)))

    def _markers(self, incident: Incident | None, ids: Iterable[str]) -> Iterator[Marker]:
        for source_id in ids:
            published = self.published_id(incident, source_id)
            # The number of a confidential source is that of the record which cites it.
            own = incident is not None and (source_id in incident.record.sources or published != source_id)
            yield Marker(published, incident.id if incident and own else "")

    def marked(self, marker: Marker) -> Source | None:
        """The source to which a marker leads; None for a confidential one, of which nothing is told."""
        incident = self.library.by_id.get(marker.incident)
        own = incident.record.sources if incident else {}
        source = own.get(marker.source) or self.library.registries.sources.get(marker.source)
        return None if source is None or source.confidential else source

    def published_id(self, incident: Incident | None, source_id: str) -> str:
        """The id under which a cited source is published; of a confidential one, a number."""
        return published_id(self.library, incident, source_id)

    def actor_page(self, actor_id: str) -> str:
        """The address of an actor's page; empty where it has none.

        A person has one only with a public role.
        """
        actor = self.library.actor(actor_id)
        if actor is None or not actor.public or not self._has(actor_id, "actors"):
            return ""
        return f"{'people' if actor.kind == 'person' else 'actors'}/{actor_id}.md"

    def place_page(self, place_id: str) -> str:
        """The address of a place's page; empty where it has none."""
        return f"places/{place_id}.md" if self._has(place_id, "places") else ""

    def weapon_page(self, weapon: str) -> str:
        """The address of a weapon's page; empty where it has none."""
        return f"weapons/{weapon}.md" if self._has(weapon, "weapons") else ""

    def event_page(self, event: str) -> str:
        """The address of the page of a kind of event; empty where it has none."""
        return f"events/{event}.md" if self._has(event, "events") else ""

    def measure_page(self, measure: str) -> str:
        """The address of the page of what tallies count; empty where it has none."""
        has = self.settings is not None and self.settings.tallies and measure in self.index.measures
        return f"tallies/{measure}.md" if has else ""

    def source_page(self, incident: Incident | None, source_id: str) -> str:
        """The address of a shared source's page; a record's own is described on its briefing."""
        own = incident is not None and source_id in incident.record.sources
        if own or not self._has(source_id, "sources"):
            return ""
        confidential = self.library.registries.sources[source_id].confidential
        return "" if confidential else f"sources/{source_id}.md"

    def _has(self, an_id: str, kind: str) -> bool:
        return self.settings is not None and self.settings.entities and an_id in getattr(self.index, kind)


def confidential() -> Phrase:
    """What is said of a confidential source."""
    return say("a confidential source")


def aside(text: Sayable, remark: Sayable | None) -> Phrase:
    """A phrase with a remark in brackets: "most (others hit the base)"."""
    return say("{text} ({remark})", text=text, remark=remark) if remark else phrase(text)


def joined_date(title: Phrase, incident: Incident) -> Phrase:
    """A title with the incident's date behind it."""
    return say("{title}, {date}", title=title, date=incident.record.date.words())


def relayed(library: Library, incident: Incident | None, statement: Statement) -> tuple[str, ...]:
    """Who relayed a statement, nearest the speaker first: as it says, else the origin of its first source.

    Whose report a confidential source carries is not told.
    """
    if statement.via:
        return statement.via
    source = library.source(incident, statement.source[0])
    return () if source.confidential else source.origin or ()
