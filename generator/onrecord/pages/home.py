"""The home page: what this is, what is new, which accounts moved, the newest counts, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord import phrases
from onrecord.export.jsonld import website
from onrecord.library.changes import moves
from onrecord.library.library import Library
from onrecord.library.tallies import Reported, newest
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.entry import entry
from onrecord.pages.machines import element
from onrecord.pages.page import REPORT, Edition, Page, page
from onrecord.settings import Settings

LATEST = 5
MOST_MOVED = 8


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The home page, unless the site has one of its own."""
    if edition.settings.home and not edition.own_home:
        home = Home(
            library,
            edition.withheld,
            edition.settings,
            edition.exports is not None,
            edition.report is not None,
        )
        yield page(
            edition,
            "index.md",
            "home.md.j2",
            partial(_context, home, edition),
            listed=True,
        )


def _context(home: Home, edition: Edition) -> dict[str, Any]:
    return {"h": home, "machines": element(website(edition.about))}


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    library: Library
    withheld: int
    settings: Settings
    exported: bool = False
    """Whether the site has data files."""
    verified: bool = False
    """Whether it has a verification report."""

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
        """Figures that their own speakers changed, of the incidents whose accounts moved last."""
        last = {
            incident.id: max((rows[-1].span[1] for rows in moved if rows[-1].span), default=None)
            for incident in self.library.incidents
            if (moved := moves(self.library, incident))
        }
        newest = sorted((at, one) for one, at in last.items() if at)[: -MOST_MOVED - 1 : -1]
        return tuple(
            {
                "link": Markdown(f"[{escape(incident.record.title)}](briefings/{incident.id}.md)"),
                "date": escape(incident.record.date.words()),
                "what": what,
                "steps": steps,
                "who": who,
            }
            for _, incident_id in newest
            for incident in (self.library.by_id[incident_id],)
            for rows in moves(self.library, incident)
            for what, steps, who in (phrases.steps(phrases.Names(self.library), incident, rows),)
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
            "measure": Links(self.library, self.settings).measure(tally.measure),
            "count": Markdown(", ".join(counts)),
            "counter": phrases.counter(phrases.Names(self.library), one.incident, one.statement),
            "when": escape(tally.as_of.words()) if tally.as_of else Markdown("undated"),
            "scope": words.no_stop(escape(tally.scope or "")),
            "source": words.publication(source),
        }

    @property
    def ways(self) -> tuple[Markdown, ...]:
        """Links to the other pages that the site has."""
        settings = self.settings
        counted = any(one.tally or one.force for _, one in self.library.statements())
        pages = (
            ("By date", "archive/index.md", settings.archive),
            ("Explore", "explore.md", settings.explore),
            ("Map", "map.md", settings.map),
            ("Tallies", "tallies/index.md", settings.tallies and counted),
            ("Actors", "actors/index.md", settings.entities),
            ("People", "people/index.md", settings.entities),
            ("Places", "places/index.md", settings.entities),
            ("Weapons", "weapons/index.md", settings.entities),
            ("Kinds of event", "events/index.md", settings.entities),
            ("Quotes", "quotes/index.md", settings.entities),
            ("Sources", "sources/index.md", settings.entities),
            ("Updates", "updates.md", settings.archive),
            ("Corrections", "corrections.md", settings.archive),
            ("Codebook", "codebook.md", settings.codebook),
            ("Data", "data.md", self.exported),
            ("Verification", REPORT, self.verified),
        )
        return tuple(Markdown(f"[{title}]({address})") for title, address, there in pages if there)
