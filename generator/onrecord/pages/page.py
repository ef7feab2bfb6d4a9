"""A page to be, and what every page knows of the build it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

from onrecord.editions.history import PastEdition
from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.library.library import Library
from onrecord.markdown.escape import Markdown, url
from onrecord.markdown.front_matter import front_matter
from onrecord.pages.findings import Finding
from onrecord.proof.lock import Lock
from onrecord.proof.report import Report
from onrecord.reads import Noted
from onrecord.settings import Settings

REPORT = "verification.md"
"""Where the verification report lies: every page leads to it."""
Context = Callable[[], dict[str, Any]]
"""Makes what a template prints: a function of a module, or a `partial` of one, which can be pickled."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: where it lies in the site's sources, and what makes it."""

    address: str
    """Its path below the documentation folder: ``briefings/2024-01-20-ain-al-asad.md``."""
    template: str
    context: Context
    record: str = ""
    """The record file from which it is made, as problems name it."""
    stub: bool = False
    """A page that only keeps an address: out of navigation, search and lists."""
    listed: bool = False
    """Whether a site's automatic navigation may show it; one of many of its kind stays out."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that cannot be used, and the last page that was made of it."""

    file: str
    page: str
    """Markdown as it was written then; empty where there was none."""


@dataclass(frozen=True)
class Edition:
    """What pages need to know about the build besides the library."""

    settings: Settings
    preview: bool = False
    withheld: int = 0
    """How many incidents are not published: drafts, in review, under embargo."""
    withdrawn: tuple[str, ...] = ()
    """Ids of which only a note is left."""
    directory_urls: bool = True
    """Whether a page is a folder of the site, as MkDocs' `use_directory_urls` says."""
    own_home: bool = False
    """Whether the site has an ``index.md`` of its own."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What the checks say, by record file; for the preview."""
    broken: Mapping[str, Kept] = field(default_factory=dict)
    """Incidents of the preview whose records cannot be used, by id."""
    about: About = field(default_factory=lambda: About(name="On Record"))
    """What the site is called, where it lies, and what it says of itself: for citations and machines."""
    exports: Exports | None = None
    """The files about which the data page tells; none where the site has no exports."""
    lock: Lock = field(default_factory=Lock)
    """What was found when the records were last compared with the copies of their sources."""
    report: Report | None = None
    """What was checked of what is published; none where the site has no verification report."""
    history: tuple[PastEdition, ...] = ()
    """The editions that were published so far, newest first."""
    search: bool = False
    """Whether Pagefind answers the site's search: the page Search needs its index."""
    today: Library | None = None
    """Where the site is one as of a day, the library of the latest edition: pages of it that are not there
    yet keep their addresses."""

    @property
    def reports(self) -> bool:
        """Whether there is a verification report, whatever it says."""
        return vars(self)["report"] is not None

    @property
    def robots(self) -> str:
        """What search engines are told on every page."""
        return "noindex" if self.settings.demonstration or self.settings.as_of else ""


#: What may differ from build to build under the same settings: a page that reads it notes that.
NOTED = ("withheld", "withdrawn", "broken", "about", "report")
for _field in NOTED:
    setattr(Edition, _field, Noted(_field, lambda _: "edition"))


def site_context(
    edition: Edition, address: str, title: str = "", *, search: bool = True, names: Iterable[str] = ()
) -> dict[str, Any]:
    """What every template may use. ``title`` is for pages that do not begin with their heading.

    Without ``search`` the site's search leaves the page out; with ``names`` it finds the page by them too.
    """
    settings = edition.settings
    return {
        "demonstration": settings.demonstration,
        "as_of": settings.moment.words() if settings.moment else "",
        "by_hand": False,
        "marker": None,
        "findings": (),
        "report_errors": _report(settings, address),
        "report_page": Markdown("../" * address.count("/") + REPORT) if edition.reports else None,
        "settings": settings,
        "site_name": edition.about.name,
        "front_matter": front_matter(title=title, search=search, words=names, robots=edition.robots),
        "up": Markdown("../" * address.count("/")),
    }


def page(
    edition: Edition,
    address: str,
    template: str,
    context: Context,
    *,
    listed: bool = False,
    stub: bool = False,
    search: bool = True,
) -> Page:
    """A page whose context is that of the site and its own.

    A ``title`` in it is the page's name, and ``names`` are others by which the site's search finds it.
    """
    whole = partial(_whole, edition, address, context, search)
    return Page(address, template, whole, listed=listed, stub=stub)


def _whole(edition: Edition, address: str, context: Context, search: bool) -> dict[str, Any]:
    found = context()
    title, names = found.get("title", ""), found.get("names", ())
    return {**site_context(edition, address, title, search=search, names=names), **found}


def _report(settings: Settings, address: str) -> Markdown | None:
    """The address for error reports, naming the page."""
    target = settings.report_errors
    if not target:
        return None
    name = quote(address.removesuffix(".md"), safe="")
    if target.startswith("mailto:"):
        join = "&" if "?" in target else "?"
        return url(f"{target}{join}subject=Error%20on%20{name}")
    if "{page}" in target:
        return url(target.replace("{page}", name))
    return url(f"{target}{'&' if '?' in target else '?'}page={name}")
