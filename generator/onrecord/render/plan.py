"""Which pages there are, at which address, from which template: the one list that every way of building uses.

Addresses never change: ``briefings/<id>.md``, ``archive/2024/01.md``. A page's context is made when it is
rendered, from the library alone, so that pages can be rendered in any order and, later, only where their
inputs changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.export.files import Exports
from onrecord.library.aliases import aliases
from onrecord.library.library import Incident, Library
from onrecord.render import codebook, data, home, months
from onrecord.render.briefing import Briefing
from onrecord.render.environment import environment, render
from onrecord.render.escape import Markdown, url
from onrecord.render.findings import Finding, body
from onrecord.render.front_matter import front_matter
from onrecord.render.prose import with_aliases
from onrecord.settings import Settings
from onrecord.terms import PUBLISH


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: where it lies in the site's sources, and what makes it."""

    address: str
    """Its path below the documentation folder: ``briefings/2024-01-20-ain-al-asad.md``."""
    template: str
    context: Callable[[], dict[str, Any]]
    record: str = ""
    """The record file from which it is made, as problems name it."""
    stub: bool = False
    """A page that only keeps an address: out of navigation, search and lists."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that cannot be used, and the last page that was made of it."""

    file: str
    page: str
    """Markdown as it was written then; empty where there was none."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What pages need to know about the build besides the library."""

    settings: Settings
    preview: bool = False
    withheld: int = 0
    """How many incidents are not published: drafts, in review, under embargo."""
    withdrawn: tuple[str, ...] = ()
    """Ids of which only a note is left."""
    own_home: bool = False
    """Whether the site has an ``index.md`` of its own."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What the checks say, by record file; for the preview."""
    broken: Mapping[str, Kept] = field(default_factory=dict)
    """Incidents of the preview whose records cannot be used, by id."""
    exports: Exports | None = None
    """The files about which the data page tells; none where the site has no exports."""


def plan(library: Library, edition: Edition) -> tuple[Page, ...]:
    """Every page, in the order of their addresses. Two pages never have one address: ids are unique."""
    pages = sorted(_pages(library, edition), key=lambda page: page.address)
    addresses = {page.address for page in pages} | {f"briefings/{one}.md" for one in edition.broken}
    pages += (_unread(edition, incident_id, kept, addresses) for incident_id, kept in edition.broken.items())
    return tuple(sorted(pages, key=lambda page: page.address))


def _pages(library: Library, edition: Edition) -> Iterator[Page]:
    settings = edition.settings
    for incident in library.incidents:
        yield _briefing(library, incident, edition)
        for old in incident.record.formerly or ():
            yield Page(f"briefings/{old}.md", "moved.md.j2", _moved(incident), stub=True)
    for incident_id in edition.withdrawn:
        yield _withdrawn(edition, incident_id)
    if edition.preview:
        every = tuple(finding for found in edition.findings.values() for finding in found)
        yield Page(
            "findings.md",
            "findings.md.j2",
            lambda: {**_site(edition, "findings.md"), "findings": every},
            stub=True,
        )
    if settings.home and not edition.own_home:
        yield Page(
            "index.md",
            "home.md.j2",
            lambda: {**_site(edition, "index.md"), "h": home.Home(library, edition.withheld, settings)},
        )
    if settings.archive:
        for address, template, context in months.pages(library, settings):
            yield Page(address, template, _with_site(edition, address, context))
    if settings.codebook:
        yield Page(
            "codebook.md", "codebook.md.j2", lambda: {**_site(edition, "codebook.md"), **codebook.context()}
        )
    if exports := edition.exports:
        yield Page(
            data.ADDRESS,
            "data.md.j2",
            lambda: {**_site(edition, data.ADDRESS), "d": data.Data(exports)},
        )


def _with_site(
    edition: Edition, address: str, context: Callable[[], dict[str, Any]]
) -> Callable[[], dict[str, Any]]:
    def whole() -> dict[str, Any]:
        found = context()
        return {**_site(edition, address, title=found.get("title", "")), **found}

    return whole


def _site(
    edition: Edition, address: str, incident: Incident | None = None, title: str = ""
) -> dict[str, Any]:
    """What every template may use."""
    settings = edition.settings
    return {
        "demonstration": settings.demonstration,
        "marker": _marker(incident, edition) if incident else None,
        "findings": edition.findings.get(incident.located.file, ()) if incident else (),
        "report_errors": _report(settings, address),
        "settings": settings,
        "front_matter": front_matter(title=title, robots="noindex" if settings.demonstration else ""),
        "up": Markdown("../" * address.count("/")),
    }


def _briefing(library: Library, incident: Incident, edition: Edition) -> Page:
    address = f"briefings/{incident.id}.md"
    record, settings = incident.record, edition.settings
    robots = "noindex" if settings.demonstration else ""

    def context() -> dict[str, Any]:
        briefing = Briefing(library, incident, "../codebook.md" if settings.codebook else "")
        before, after = library.neighbours(incident)
        description = record.summary.plain().split("\n\n")[0] if record.summary else record.title
        return {
            **_site(edition, address, incident),
            "b": briefing,
            "aliases": aliases((one.id, library.source(incident, one.id)) for one in briefing.sources),
            "crumbs": months.crumbs(incident.record.date) if settings.archive else (),
            "before": briefing.lines.link(before.id) if before else None,
            "after": briefing.lines.link(after.id) if after else None,
            "front_matter": front_matter(title=record.title, description=description, robots=robots),
        }

    return Page(address, "briefing.md.j2", context, incident.located.file)


def _withdrawn(edition: Edition, incident_id: str) -> Page:
    """The note that stays at the address of a withdrawn record; nothing of the record is on it."""
    address = f"briefings/{incident_id}.md"

    def context() -> dict[str, Any]:
        title = "Withdrawn briefing"
        return {
            **_site(edition, address),
            "title": title,
            "front_matter": front_matter(title=title, search=False, robots="noindex"),
        }

    return Page(address, "withdrawn.md.j2", context, stub=True)


def _marker(incident: Incident, edition: Edition) -> dict[str, str] | None:
    """What the preview says of a record that a build would withhold."""
    record = incident.record
    if not edition.preview:
        return None
    if record.publish != "published":
        label = PUBLISH[record.publish].label
        return {
            "title": f"Not published: {label}",
            "text": "This page is in the preview only. No build contains it.",
        }
    if record.embargo is not None:
        return {"title": "Embargo", "text": f"No build before {record.embargo.words()} contains this page."}
    return None


def _unread(edition: Edition, incident_id: str, kept: Kept, addresses: Set[str]) -> Page:
    """The last good page of a record that cannot be used, marked; or a page that says that there is none."""
    address = f"briefings/{incident_id}.md"
    text = "This is the last page that could be made of it." if kept.page else "No page was made of it yet."
    return Page(
        address,
        "unread.md.j2",
        lambda: {
            **_site(edition, address),
            "marker": {"title": "This record cannot be used", "text": text},
            "findings": edition.findings.get(kept.file, ()),
            "incident_id": incident_id,
            "kept": Markdown(body(kept.page, address, addresses)),
            "front_matter": front_matter(search=False, robots="noindex"),
        },
        kept.file,
    )


def _moved(incident: Incident) -> Callable[[], dict[str, Any]]:
    return lambda: {
        "title": "Moved",
        "to": Markdown(f"{incident.id}.md"),
        "to_title": incident.record.title,
        "front_matter": front_matter(search=False, robots="noindex"),
    }


def _report(settings: Settings, address: str) -> Markdown | None:
    """The address for error reports, naming the page."""
    target = settings.report_errors
    if not target:
        return None
    page = quote(address.removesuffix(".md"), safe="")
    if target.startswith("mailto:"):
        join = "&" if "?" in target else "?"
        return url(f"{target}{join}subject=Error%20on%20{page}")
    if "{page}" in target:
        return url(target.replace("{page}", page))
    return url(f"{target}{'&' if '?' in target else '?'}page={page}")


class Renderer:
    """Renders pages with the site's own templates before ours."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.env = environment(root / settings.templates if settings.templates else None)

    def __call__(self, page: Page) -> str:
        """The page's Markdown."""
        context = page.context()
        text = render(self.env, page.template, context)
        return with_aliases(text, context.get("aliases", {}))
