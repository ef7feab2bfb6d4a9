"""The home page: what this is, what is new, which accounts moved, the newest counts, and the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.export.jsonld import website
from onrecord.library.diary import moves
from onrecord.library.library import Incident, Library
from onrecord.library.tallies import Reported, newest
from onrecord.render import words
from onrecord.render.counts import counter
from onrecord.render.entry import entry, move
from onrecord.render.escape import Markdown, escape
from onrecord.render.machines import element
from onrecord.render.page import Edition, Page, page
from onrecord.settings import Settings

LATEST = 5


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The home page, unless the site has one of its own."""
    if edition.settings.home and not edition.own_home:
        home = Home(library, edition.withheld, edition.settings)
        yield page(
            edition,
            "index.md",
            "home.md.j2",
            lambda: {"h": home, "machines": element(website(edition.about))},
            listed=True,
        )


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    library: Library
    withheld: int
    settings: Settings

    @property
    def latest(self) -> tuple[dict[str, Any], ...]:
        """The last incidents, newest first."""
        return tuple(entry(self.library, incident, "") for incident in self.library.incidents[::-1][:LATEST])

    @property
    def span(self) -> Markdown:
        """The days the archive covers."""
        if not self.library.incidents:
            return Markdown()
        first = min(self.library.incidents, key=lambda i: i.record.date.earliest).record.date
        last = max(self.library.incidents, key=lambda i: i.record.date.latest).record.date
        return (
            escape(first.words())
            if str(first) == str(last)
            else Markdown(f"{escape(first.words())} to {escape(last.words())}")
        )

    @property
    def moved(self) -> tuple[dict[str, Any], ...]:
        """Figures that their own speakers changed, newest incident first."""
        return tuple(
            {
                "link": Markdown(f"[{escape(one.incident.record.title)}](briefings/{one.incident.id}.md)"),
                "date": escape(one.incident.record.date.words()),
                **move(self.library, one),
            }
            for one in sorted(moves(self.library), key=lambda one: one.incident.sort_key, reverse=True)
        )

    @property
    def tallies(self) -> tuple[dict[str, Any], ...]:
        """The newest count of each measure by each house that counts, with its date, scope and source."""
        return tuple(self._tally(one) for one in newest(self.library))

    def _tally(self, one: Reported) -> dict[str, Any]:
        tally = one.tally
        source = self.library.source(one.incident, one.statement.source[0])
        parts = [(where, count) for where, count in tally.count.items() if where != "total"]
        counts = [f"**{words.figure(str(tally.total))}**"] if tally.total else []
        counts += [f"{words.figure(str(count))} {words.scope(self.library, where)}" for where, count in parts]
        return {
            "measure": escape(self.library.registries.measures[tally.measure].name),
            "count": Markdown(", ".join(counts)),
            "counter": counter(self.library, one.incident, one.statement),
            "when": escape(tally.as_of.words()) if tally.as_of else Markdown("undated"),
            "scope": words.no_stop(escape(tally.scope or "")),
            "source": words.publication(source),
        }

    @property
    def places(self) -> tuple[dict[str, Any], ...]:
        """Places with their incidents, by country and name."""
        found: dict[str, list[Incident]] = {}
        for incident in self.library.incidents:
            for place_id in (incident.record.place, *(incident.record.other_places or ())):
                if place_id:
                    found.setdefault(place_id, []).append(incident)
        rows = []
        for place_id, incidents in found.items():
            place = self.library.registries.places[place_id]
            country = words.country(self.library, place.country) if place.country else ""
            rows.append(
                {
                    "name": escape(place.name),
                    "country": escape(country),
                    "incidents": [
                        Markdown(f"[{escape(i.record.date.words())}](briefings/{i.id}.md)") for i in incidents
                    ],
                }
            )
        return tuple(sorted(rows, key=lambda row: (str(row["country"]), str(row["name"]))))
