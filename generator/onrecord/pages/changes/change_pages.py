"""Updates and corrections of the whole site, newest first: two lists, because news is no error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from onrecord.language import gettext as _
from onrecord.library.diary import month_of
from onrecord.library.library import Incident, Library
from onrecord.pages.changes.change_lines import CorrectionLine, UpdateLine, correction_line, update_line
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import Names, joined, joined_date, to_page
from onrecord.record.record import Correction, Update
from onrecord.values.when import known_by

#: Entries on the first page; where there are more, each year has a page with all of its own.
MOST = 100

Kind = Literal["updates", "corrections"]
_KINDS: tuple[Kind, ...] = ("updates", "corrections")


@dataclass(frozen=True, slots=True)
class _Entry:
    incident: Incident
    what: Update | Correction


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Both lists, where the site has an archive."""
    if not edition.settings.archive:
        return
    for kind in _KINDS:
        years: dict[int, None] = {}
        entries = _newest_first(library, kind)
        if len(entries) > MOST:
            years = dict.fromkeys(month_of(entry.what.on, library)[0] for entry in entries)
        for year in (0, *years):
            address = f"{kind}/{year}.md" if year else f"{kind}.md"
            context = partial(_context, library, edition, kind, year, tuple(years))
            yield page(edition, address, "change-list.md.j2", context)


def _newest_first(library: Library, kind: Kind) -> list[_Entry]:
    entries = [
        _Entry(incident, what) for incident in library.incidents for what in getattr(incident.record, kind)
    ]
    return sorted(
        entries, key=lambda entry: (known_by(entry.what.on, library.zone), entry.incident.id), reverse=True
    )


def _context(
    library: Library, edition: Edition, kind: Kind, year: int, years: tuple[int, ...]
) -> dict[str, Any]:
    """The newest of all, or those of a year; the first page leads to those of the years."""
    entries = _newest_first(library, kind)
    of_year = [entry for entry in entries if month_of(entry.what.on, library)[0] == year]
    names = Names(library, edition.settings)
    return {
        "title": _title(kind, year),
        "kind": kind,
        "lines": tuple(_line(names, entry) for entry in (of_year if year else entries[:MOST])),
        "total": len(entries),
        "years": joined(
            (to_page(str(of), f"{kind}/{of}.md") for of in years if not year),
            " · ",
        ),
    }


def _title(kind: Kind, year: int) -> str:
    if kind == "updates":
        return _("Updates {year}").format(year=year) if year else _("Updates")
    return _("Corrections {year}").format(year=year) if year else _("Corrections")


def _line(names: Names, entry: _Entry) -> UpdateLine | CorrectionLine:
    incident, what = entry.incident, entry.what
    link = joined_date(names.incident(incident.id, "updates-and-corrections"), incident)
    if isinstance(what, Update):
        return update_line(names, incident, what, link)
    return correction_line(names, incident, what, link)
