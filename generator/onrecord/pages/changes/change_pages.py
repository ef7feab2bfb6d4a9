"""Updates and corrections of the whole site, newest first: two lists, because news is no error of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.library.diary import month_of
from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.changes.change_lines import correction_line, update_line
from onrecord.pages.page import Edition, Page, page
from onrecord.record.record import Correction, Update
from onrecord.values.when import known_by

#: Entries on the first page; where there are more, each year has a page with all of its own.
MOST = 100


@dataclass(frozen=True, slots=True)
class _Entry:
    incident: Incident
    what: Update | Correction


_Say = Callable[[Any, Markdown], dict[str, Markdown]]
_KINDS: tuple[tuple[str, str, _Say], ...] = (
    ("updates", "Updates", update_line),
    ("corrections", "Corrections", correction_line),
)


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Both lists, where the site has an archive."""
    if not edition.settings.archive:
        return
    for kind, title, say in _KINDS:
        entries = _newest_first(library, kind)
        years: dict[int, list[_Entry]] = {}
        if len(entries) > MOST:
            for entry in entries:
                years.setdefault(month_of(entry.what.on, library)[0], []).append(entry)
        yield _page(edition, f"{kind}.md", kind, title, say, entries[:MOST], len(entries), tuple(years))
        for year, found in years.items():
            yield _page(edition, f"{kind}/{year}.md", kind, f"{title} {year}", say, found, len(found), ())


def _newest_first(library: Library, kind: str) -> list[_Entry]:
    found = [_Entry(one, what) for one in library.incidents for what in getattr(one.record, kind)]
    return sorted(found, key=lambda one: (known_by(one.what.on, library.zone), one.incident.id), reverse=True)


def _page(
    edition: Edition,
    address: str,
    kind: str,
    title: str,
    say: _Say,
    entries: list[_Entry],
    total: int,
    years: tuple[int, ...],
) -> Page:
    up = "../" * address.count("/")
    context = partial(_context, kind, title, say, entries, total, years, up)
    return page(edition, address, "change-list.md.j2", context)


def _context(
    kind: str, title: str, say: _Say, entries: list[_Entry], total: int, years: tuple[int, ...], up: str
) -> dict[str, Any]:
    return {
        "title": title,
        "kind": kind,
        "lines": [say(one.what, _link(one.incident, up)) for one in entries],
        "total": total,
        "years": [(str(year), Markdown(f"{kind}/{year}.md")) for year in years],
    }


def _link(incident: Incident, up: str) -> Markdown:
    title = escape(incident.record.title)
    return Markdown(
        f"[{title}]({up}briefings/{incident.id}.md#updates-and-corrections), "
        f"{escape(incident.record.date.words())}"
    )
