"""The map of incidents, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from onrecord.draw.maps.outlines import outlines
from onrecord.library.library import Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.map.incident_map import ADDRESS, MapView, incident_map
from onrecord.pages.page import Edition, Page, page
from onrecord.record.registry import Place
from onrecord.terms import PLACE_PRECISIONS

#: Incidents of a place that its row names, the newest first; its own page has all.
MOST_IN_ROW = 10
#: Decimals of a degree by precision: a thousandth is about 100 metres, which is a town's or a base's size.
_DIGITS = {
    "exact": 3,
    "near": 2,
    "district": 1,
    "region": 1,
    "large-region": 0,
    "country": 0,
    "sea-or-air": 1,
}


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The page, unless the site has maps off."""
    if edition.settings.map:
        yield page(edition, ADDRESS, "map.md.j2", partial(dict, m=MapPage(library, edition)), listed=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the table. Cells are Markdown; ``anchor`` is the id of its row."""

    anchor: Markdown
    place: Markdown
    country: Markdown
    coordinates: Markdown
    precision: Markdown
    origin: Markdown
    incidents: tuple[Markdown, ...]


@dataclass(frozen=True)
class MapPage:
    """What the page says."""

    library: Library
    edition: Edition

    @property
    def about(self) -> str:
        """Where the outlines come from."""
        return outlines().about

    @cached_property
    def view(self) -> MapView:
        """The map."""
        return incident_map(self.library, self.edition, ADDRESS)

    @property
    def shown(self) -> Markdown:
        """How many incidents are on the map, and at how many places."""
        found = {incident for mark in self.view.marks for incident in mark.incidents}
        places = words.plural(len(self.view.marks), "place")
        return Markdown(f"{words.plural(len(found), 'incident')} at {places}")

    @property
    def has_areas(self) -> bool:
        """Whether an area is on the map."""
        return any(not mark.pin for mark in self.view.marks)

    @property
    def has_several(self) -> bool:
        """Whether a place has several incidents."""
        return any(len(mark.incidents) > 1 for mark in self.view.marks)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The places on the map, those with the most incidents first."""
        places = self.library.registries.places
        found = sorted(self.view.marks, key=lambda mark: (-len(mark.incidents), mark.name, mark.place))
        return tuple(self._row(mark.place, places[mark.place], mark.incidents) for mark in found)

    @property
    def blanks(self) -> tuple[Row, ...]:
        """The places without coordinates, by name."""
        found = sorted(self.view.off_map, key=lambda one: (one[1].name, one[0]))
        return tuple(self._row(*one) for one in found)

    @property
    def placeless(self) -> tuple[Markdown, ...]:
        """Links to the incidents for which no place is recorded."""
        return tuple(self._incident(one.id) for one in self.view.placeless)

    @cached_property
    def _links(self) -> Links:
        return Links(self.library, self.edition.settings)

    def _row(self, place_id: str, place: Place, ids: tuple[str, ...]) -> Row:
        shown = [self._incident(one) for one in reversed(ids[-MOST_IN_ROW:])]
        if (left := len(ids) - MOST_IN_ROW) > 0:
            shown.append(Markdown(f"and {left:,} earlier"))
        return Row(
            anchor=escape(place_id),
            place=self._links.place(place_id),
            country=escape(words.country(self.library, place.country) if place.country else "not recorded"),
            coordinates=coordinates(place),
            precision=escape(PLACE_PRECISIONS[place.precision].label),
            origin=escape(place.origin or "not recorded"),
            incidents=tuple(shown),
        )

    def _incident(self, incident_id: str) -> Markdown:
        date = self.library.by_id[incident_id].record.date.words()
        return Markdown(f"{escape(date)}: {self._links.incident(incident_id)}")


def coordinates(place: Place) -> Markdown:
    """Latitude and longitude, in no more digits than the place's precision carries; empty without.

    The data files have them as recorded.
    """
    if place.lat is None or place.lon is None:
        return Markdown("")
    most = _DIGITS[place.precision]
    return Markdown(f"{_degrees(place.lat, most, 'N', 'S')}, {_degrees(place.lon, most, 'E', 'W')}")


def _degrees(value: float, most: int, above: str, below: str) -> str:
    # By way of its shortest text, which never has more digits than the registry.
    digits = f"{round(Decimal(repr(abs(value))), most).normalize():f}"
    return f"{digits}°&nbsp;{below if value < 0 else above}"
