"""The home page: what happened lately, which accounts moved, the newest counts, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.draw.timeline import Moment, timeline
from onrecord.export.jsonld import website
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown
from onrecord.markdown.front_matter import front_matter
from onrecord.pages.headlines import Headline, Moved, headline, moved
from onrecord.pages.machines import element
from onrecord.pages.map.incident_map import incident_map
from onrecord.pages.newest_counts import NewestCounts, newest_counts
from onrecord.pages.page import REPORT, Edition, Page, page
from onrecord.phrases import NOTHING, Names, Phrase, joined, phrase, say, to_page

LATEST = 5


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows."""

    total: int
    """How many incidents the archive has."""
    days: Phrase
    """The days that it covers."""
    latest: tuple[Headline, ...]
    """The last incidents, newest first."""
    timeline: Markdown
    map: Markdown
    """All incidents on a map; nothing where the site has none, or no place has coordinates."""
    moved: tuple[Moved, ...]
    """Of the incidents whose accounts moved last."""
    tallies: tuple[NewestCounts, ...]
    ways: Phrase
    """Links to the other pages that the site has."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The home page, unless the site has one of its own."""
    if edition.settings.home and not edition.own_home:
        yield page(edition, "index.md", "home.md.j2", partial(_context, library, edition), listed=True)


def _context(library: Library, edition: Edition) -> dict[str, Any]:
    return {
        "h": home(library, edition),
        "machines": element(website(edition.about)),
        # What is at a glance beside the incidents takes the room of a table of contents.
        "front_matter": front_matter(robots=edition.robots, contents=not library.incidents),
    }


def home(library: Library, edition: Edition) -> Home:
    """The home page of a library."""
    names = Names(library, edition.settings)
    return Home(
        total=len(library.incidents),
        days=_days(library),
        latest=tuple(headline(library, incident) for incident in library.incidents[::-1][:LATEST]),
        timeline=_timeline(library, edition),
        map=incident_map(library, edition, "index.md").svg if edition.settings.map else Markdown(),
        moved=tuple(moved(library)),
        tallies=tuple(newest_counts(names)),
        ways=joined(
            (to_page(title, address) for title, address, there in _ways(library, edition) if there), " · "
        ),
    )


def _days(library: Library) -> Phrase:
    if not library.incidents:
        return NOTHING
    first = min(library.incidents, key=lambda incident: incident.record.date.earliest).record.date
    last = max(library.incidents, key=lambda incident: incident.record.date.latest).record.date
    if str(first) == str(last):
        return phrase(first.words())
    return say("{first} to {last}", first=first.words(), last=last.words())


def _timeline(library: Library, edition: Edition) -> Markdown:
    """All incidents on their dates; nothing for one, which has no course."""
    if len(library.incidents) < 2:
        return Markdown()
    moments = [
        Moment(
            incident.id,
            incident.record.date,
            incident.record.title,
            href("index.md", f"briefings/{incident.id}.md", directory_urls=edition.directory_urls),
        )
        for incident in library.incidents
    ]
    complete = edition.settings.coverage == "complete"
    return timeline(moments, complete=complete, title=_("Timeline of the incidents"))


def _ways(library: Library, edition: Edition) -> Iterator[tuple[str, str, bool]]:
    """(title, address, whether it is there) of the other pages."""
    settings = edition.settings
    counted = any(statement.tally or statement.force for _, statement in library.statements())
    yield _("By date"), "archive/index.md", settings.archive
    yield _("Explore"), "explore.md", settings.explore
    yield _("Map"), "map.md", settings.map
    yield _("Tallies"), "tallies/index.md", settings.tallies and counted
    yield _("Actors"), "actors/index.md", settings.entities
    yield _("People"), "people/index.md", settings.entities
    yield _("Places"), "places/index.md", settings.entities
    yield _("Weapons"), "weapons/index.md", settings.entities
    yield _("Kinds of event"), "events/index.md", settings.entities
    yield _("Quotes"), "quotes/index.md", settings.entities
    yield _("Sources"), "sources/index.md", settings.entities
    yield _("Updates"), "updates.md", settings.archive
    yield _("Corrections"), "corrections.md", settings.archive
    yield _("Codebook"), "codebook.md", settings.codebook
    yield _("Data"), "data.md", edition.exports is not None
    yield _("Verification"), REPORT, edition.reports
