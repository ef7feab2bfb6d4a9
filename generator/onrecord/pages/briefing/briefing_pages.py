"""The pages below ``briefings/``: one for each incident, and what is left where one has moved or gone."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import tzinfo
from functools import partial
from typing import Any

from onrecord.draw.account import picture
from onrecord.draw.maps.marks import places_of
from onrecord.export.all_feeds import feed_address
from onrecord.export.cite import cite
from onrecord.export.entries import first_published
from onrecord.export.jsonld import iso
from onrecord.language import gettext, month_name
from onrecord.library.derive import account
from onrecord.library.diary import months_of
from onrecord.library.library import Incident, Library
from onrecord.library.names import incident_names
from onrecord.markdown.addresses import href
from onrecord.markdown.escape import Markdown, code_block, escape
from onrecord.markdown.front_matter import front_matter
from onrecord.pages import machines
from onrecord.pages.assets import ADDRESS as ASSETS
from onrecord.pages.briefing.account import account_picture
from onrecord.pages.briefing.view import briefing
from onrecord.pages.facets import search_filters
from onrecord.pages.findings import body
from onrecord.pages.map.locator import locator
from onrecord.pages.page import Edition, Kept, Page, site_context
from onrecord.phrases import Names
from onrecord.record.record import Record
from onrecord.short.files import short_address
from onrecord.short.flash import count_words, flash
from onrecord.short.salute import salute
from onrecord.terms import PUBLISH
from onrecord.values.when import Day

#: In the site's search incidents come before months, actors and lists, whose titles may have the words.
_BOOST = 20


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The briefings, and stubs for addresses that were one."""
    for incident in library.incidents:
        yield briefing_page(library, incident, edition)
        for old in incident.record.formerly or ():
            yield _moved(edition, incident, f"briefings/{old}.md")
    for incident_id in edition.withdrawn:
        yield _withdrawn(edition, incident_id)


def unread(edition: Edition, addresses: Set[str]) -> Iterator[Page]:
    """For each record that cannot be used its last good page, marked, or one that says that there is none.

    ``addresses`` are those of all pages, for the links on them.
    """
    for incident_id, kept in edition.broken.items():
        yield _unread(edition, incident_id, kept, addresses)


def briefing_page(library: Library, incident: Incident, edition: Edition) -> Page:
    """The briefing of an incident."""
    address = f"briefings/{incident.id}.md"
    context = partial(_of_briefing, library, incident, edition, address)
    return Page(address, "briefing.md.j2", context, incident.located.file)


def _of_briefing(library: Library, incident: Incident, edition: Edition, address: str) -> dict[str, Any]:
    record, settings = incident.record, edition.settings
    names = Names(library, settings)
    moved = account_picture(names, account(library, incident))
    view = briefing(names, incident, edition.lock, codebook=settings.codebook)
    before, after = library.neighbours(incident)
    description = record.summary.plain().split("\n\n")[0] if record.summary else record.title
    return {
        **site_context(edition, address),
        "marker": _marker(incident, edition),
        "findings": edition.findings.get(incident.located.file, ()),
        "b": view,
        "links_once": True,
        "picture": picture(moved) if moved else None,
        "folds": Markdown(href(address, f"{ASSETS}/folds.js", directory_urls=edition.directory_urls)),
        "locator": locator(library, edition, places_of(incident), address),
        "interests": view.interests,
        **_leaving(library, incident, edition),
        "crumbs": _crumbs(record.date) if settings.archive else (),
        "before": names.incident_and_date(before.id) if before else None,
        "after": names.incident_and_date(after.id) if after else None,
        "front_matter": front_matter(
            title=record.title,
            description=description,
            robots=edition.robots,
            article=True,
            boost=_BOOST,
            date=record.date.words(),
            words=incident_names(library, incident),
            filters=search_filters(library, incident),
            published=_published(record, library.zone),
        ),
    }


def _published(record: Record, zone: tzinfo) -> str:
    """As links from elsewhere show it: the day of `created`, or the end of an embargo that came later."""
    if record.embargo and first_published(record, zone) == record.embargo.utc:
        return iso(record.embargo)
    return iso(record.created)


def _leaving(library: Library, incident: Incident, edition: Edition) -> dict[str, Any]:
    """What a reader may take along: short forms, the citation, and the page for machines."""
    about, up = edition.about, Markdown("../")
    forms = []
    if "flash" in edition.settings.short_forms:
        text = flash(library, incident)
        forms.append({"form": "flash", "words": count_words(text), "lines": (("", text),)})
    if "salute" in edition.settings.short_forms:
        forms.append({"form": "salute", "words": 0, "lines": salute(library, incident)})
    # The preview shows drafts, of which there is no file.
    published = edition.exports is not None and edition.exports.has(incident.id)
    for one in forms:
        address = short_address(str(one["form"]), incident.id)
        one["file"] = Markdown(f"{up}{address}") if published else None
    citation = cite(about, incident)
    return {
        "machines": machines.briefing(library, incident, edition),
        "short_forms": forms,
        "citation": citation.text,
        "bibtex": code_block(citation.bibtex),
        "data_page": Markdown(f"{up}data.md") if edition.exports else None,
        "feed": Markdown(f"{up}{feed_address(incident.id)}.xml")
        if published and edition.settings.incident_feeds
        else None,
    }


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


def _withdrawn(edition: Edition, incident_id: str) -> Page:
    """The note that stays at the address of a withdrawn record; nothing of the record is on it."""
    address = f"briefings/{incident_id}.md"
    return Page(address, "withdrawn.md.j2", partial(_of_withdrawn, edition, address), stub=True)


def _of_withdrawn(edition: Edition, address: str) -> dict[str, Any]:
    title = "Withdrawn briefing"
    return {
        **site_context(edition, address),
        "title": title,
        "front_matter": front_matter(title=title, search=False, robots="noindex"),
    }


def _moved(edition: Edition, incident: Incident, address: str) -> Page:
    return Page(address, "moved.md.j2", partial(_of_moved, edition, incident, address), stub=True)


def _of_moved(edition: Edition, incident: Incident, address: str) -> dict[str, Any]:
    return {
        **site_context(edition, address),
        "title": "Moved",
        "to": Markdown(f"{incident.id}.md"),
        "to_title": incident.record.title,
        "front_matter": front_matter(search=False, robots="noindex"),
    }


def _unread(edition: Edition, incident_id: str, kept: Kept, addresses: Set[str]) -> Page:
    address = f"briefings/{incident_id}.md"
    context = partial(_of_unread, edition, incident_id, kept, address, addresses)
    return Page(address, "unread.md.j2", context, kept.file)


def _of_unread(
    edition: Edition, incident_id: str, kept: Kept, address: str, addresses: Set[str]
) -> dict[str, Any]:
    text = "This is the last page that could be made of it." if kept.page else "No page was made of it yet."
    return {
        **site_context(edition, address),
        "marker": {"title": "This record cannot be used", "text": text},
        "findings": edition.findings.get(kept.file, ()),
        "incident_id": incident_id,
        "kept": Markdown(body(kept.page, address, addresses)),
        "front_matter": front_matter(search=False, robots="noindex"),
    }


def _crumbs(date: Day) -> tuple[Markdown, ...]:
    """Archive › 2024 › January, as links from a briefing: as far as year and month are sure."""
    months = months_of(date)
    found = [Markdown(f"[{escape(gettext('Archive'))}](../archive/index.md)")]
    year, month = months[0]
    if year == months[-1][0]:
        found.append(Markdown(f"[{year}](../archive/{year}/index.md)"))
    if len(months) == 1:
        name = escape(month_name(date.earliest))
        found.append(Markdown(f"[{name}](../archive/{year}/{month:02}.md)"))
    return tuple(found)
