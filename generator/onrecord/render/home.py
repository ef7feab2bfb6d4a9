"""The home page: what this is, what is new, which accounts moved, the newest counts by counter, and the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.library.derive import account, known_from
from onrecord.library.library import Incident, Library
from onrecord.record.statement import Statement, Tally
from onrecord.render import words
from onrecord.render.escape import Markdown, escape
from onrecord.render.months import entry
from onrecord.settings import Settings

LATEST = 5


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    library: Library
    withheld: int
    settings: Settings

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents that have a page of their own, withdrawn ones left out."""
        return tuple(
            incident for incident in self.library.incidents if incident.record.publish != "withdrawn"
        )

    @property
    def latest(self) -> tuple[dict[str, Any], ...]:
        """The last incidents, newest first."""
        return tuple(entry(self.library, incident, "") for incident in self.incidents[::-1][:LATEST])

    @property
    def span(self) -> Markdown:
        """The days the archive covers."""
        if not self.incidents:
            return Markdown()
        first = min(self.incidents, key=lambda i: i.record.date.earliest).record.date
        last = max(self.incidents, key=lambda i: i.record.date.latest).record.date
        return (
            escape(first.words())
            if str(first) == str(last)
            else Markdown(f"{escape(first.words())} to {escape(last.words())}")
        )

    @property
    def moved(self) -> tuple[dict[str, Any], ...]:
        """Figures that their own speakers changed, newest incident first."""
        found = []
        for incident in self.incidents[::-1]:
            for toll in account(self.library, incident).tolls:
                for series in toll.series:
                    if series.history:
                        rows = [*series.history, series.current]
                        found.append(
                            {
                                "link": Markdown(
                                    f"[{escape(incident.record.title)}](briefings/{incident.id}.md)"
                                ),
                                "date": escape(incident.record.date.words()),
                                "what": Markdown(f"{words.names(self.library, toll.parties)}, {toll.harm}"),
                                "steps": Markdown(" → ".join(words.casualty(row.value) for row in rows)),
                                "who": words.name(self.library, series.current.voice.house)
                                if series.current.voice.named
                                else words.speaker(self.library, incident, series.current.statement),
                            }
                        )
        return tuple(found)

    @property
    def tallies(self) -> tuple[dict[str, Any], ...]:
        """The newest count of each measure by each counter, with its date, scope and source."""
        newest: dict[tuple[str, str, str], tuple[str, int, Incident | None, Statement, Tally]] = {}
        for order, (incident, statement, tally) in enumerate(self._tallies()):
            by = statement.by
            counter = self.library.house(by.actor) if by and by.actor else f"unnamed {order}" if by else ""
            known = known_from(self.library, incident, statement)
            # `as_of` says which day is counted; without it the count is as old as the publication.
            stamp = (str(tally.as_of) if tally.as_of else known.date().isoformat() if known else "", order)
            key = (tally.measure, counter, tally.scope or "")
            if key not in newest or newest[key][:2] <= stamp:
                newest[key] = (*stamp, incident, statement, tally)
        rows = sorted(newest.items(), key=lambda item: (item[0][0], item[1][0], item[1][1]), reverse=True)
        return tuple(self._tally(*value) for _, value in rows)

    def _tallies(self) -> Iterator[tuple[Incident | None, Statement, Tally]]:
        for statement in self.library.registries.tallies:
            for tally in statement.tally or ():
                yield None, statement, tally
        for incident in self.incidents:
            for _, _, statement in incident.statements():
                for tally in statement.tally or ():
                    yield incident, statement, tally

    def _tally(
        self, stamp: str, order: int, incident: Incident | None, statement: Statement, tally: Tally
    ) -> dict[str, Any]:
        measure = self.library.registries.measures[tally.measure]
        source = self.library.source(incident, statement.source[0])
        counts = [
            f"{escape(count)} ({words.scope(self.library, key)})"
            if key != "total"
            else f"**{escape(count)}**"
            for key, count in tally.count.items()
        ]
        counts.sort(key=lambda text: not text.startswith("**"))
        return {
            "measure": escape(measure.name),
            "count": Markdown(", ".join(counts)),
            "counter": Markdown("counter not stated")
            if statement.by is None
            else words.speaker(self.library, incident, statement),
            "when": escape(tally.as_of.words()) if tally.as_of else Markdown("undated"),
            "scope": tally.scope,
            "source": escape(source.publisher or source.title),
        }

    @property
    def places(self) -> tuple[dict[str, Any], ...]:
        """Places with their incidents, by country and name."""
        found: dict[str, list[Incident]] = {}
        for incident in self.incidents:
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
