"""The date archive: all years, one year, one month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord.export.cite import cite_page
from onrecord.export.jsonld import collection
from onrecord.library.diary import MOST_MONTHS, Month, months_of
from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages.entry import entry
from onrecord.pages.machines import element
from onrecord.pages.months.month_report import MonthReport
from onrecord.pages.page import Edition, Page, page


@dataclass(frozen=True)
class Filed:
    """The incidents by month: those that lie in it for sure, and those that may."""

    sure: Mapping[Month, tuple[Incident, ...]]
    open: tuple[tuple[Incident, frozenset[Month]], ...]
    """Incidents of which the month is not sure, each with the months in which it may lie."""

    @classmethod
    def of(cls, library: Library) -> Filed:
        """Those of a library, each list in order of time."""
        sure: dict[Month, list[Incident]] = {}
        open_ = []
        for incident in library.incidents:
            months = months_of(incident.record.date)
            # An incident of several days lies in each month over which it went on.
            if len(months) == 1 or (incident.record.several_days and len(months) <= MOST_MONTHS):
                for month in months:
                    sure.setdefault(month, []).append(incident)
            else:
                open_.append((incident, frozenset(months)))
        return cls({month: tuple(found) for month, found in sure.items()}, tuple(open_))

    @property
    def months(self) -> list[Month]:
        """The months that have a page: from the first to the last in which something lies or may lie.

        A date that covers more than a year opens the months of its ends, and none between.
        """
        found = set(self.sure)
        for _, months in self.open:
            found |= months if len(months) <= MOST_MONTHS else {min(months), max(months)}
        return _span(sorted(found))

    def perhaps(self, month: Month) -> tuple[Incident, ...]:
        """Those that may lie in a month, or in another one."""
        return tuple(one for one, months in self.open if month in months)

    def month_open(self, year: int) -> tuple[Incident, ...]:
        """Those that may lie in a year, in a month that is not sure."""
        return tuple(one for one, months in self.open if any(at == year for at, _ in months))


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every archive page, where the site has an archive.

    Months without incidents, between others, have pages too.
    """
    if not edition.settings.archive:
        return
    filed = Filed.of(library)
    months = filed.months
    years: dict[int, list[tuple[int, int]]] = {}
    for year, month in months:
        years.setdefault(year, []).append((year, month))
    index = partial(_index, years, filed, len(library.incidents))
    yield page(edition, "archive/index.md", "archive.md.j2", index, listed=True)
    for year, found in years.items():
        context = partial(_year, library, year, found, filed)
        yield page(edition, f"archive/{year}/index.md", "year.md.j2", context)
        for key in found:
            position = months.index(key)
            before = months[position - 1] if position else None
            after = months[position + 1] if position + 1 < len(months) else None
            report = MonthReport(library, edition, key, filed.sure.get(key, ()), filed.perhaps(key))
            context = partial(_month, report, before, after)
            yield page(edition, f"archive/{year}/{key[1]:02}.md", "month.md.j2", context)


def _index(years: dict[int, list[Month]], filed: Filed, total: int) -> dict[str, Any]:
    counted = [
        (year, [(m, len(filed.sure.get((year, m), ())), len(filed.perhaps((year, m)))) for _, m in found])
        for year, found in years.items()
    ]
    return {"years": counted, "month_name": calendar.month_name, "total": total}


def _span(months: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not months:
        return []
    (year, month), last = months[0], months[-1]
    # An archive that spans centuries by one old record would be mostly empty months.
    if (last[0] - year) * 12 + last[1] - month > 600:
        return months
    found = []
    while (year, month) <= last:
        found.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _year(library: Library, year: int, months: list[Month], filed: Filed) -> dict[str, Any]:
    return {
        "title": str(year),
        "year": year,
        "months": [
            {
                "name": calendar.month_name[month],
                "file": Markdown(f"{month:02}.md"),
                "incidents": [entry(library, i, "../../") for i in filed.sure.get((year, month), ())],
            }
            for _, month in months
        ],
        "perhaps": [
            {**entry(library, i, "../../"), "date": escape(i.record.when)} for i in filed.month_open(year)
        ],
    }


def _month(report: MonthReport, before: Month | None, after: Month | None) -> dict[str, Any]:
    year, _ = report.month
    return {
        "title": report.name,
        "r": report,
        "year": year,
        "before": _turn(year, before),
        "after": _turn(year, after),
        "not_covered": report.edition.settings.not_covered,
        "withheld": report.edition.withheld,
        "machines": _machines(report),
        "citation": cite_page(report.edition.about, *_named(report)),
    }


def _turn(year: int, other: Month | None) -> Markdown | None:
    """A link from a month of ``year`` to another."""
    if other is None:
        return None
    folder = "" if other[0] == year else f"../{other[0]}/"
    return Markdown(f"[{calendar.month_name[other[1]]} {other[0]}]({folder}{other[1]:02}.md)")


def _named(report: MonthReport) -> tuple[str, str]:
    """(path, title) of the page."""
    year, month = report.month
    return f"archive/{year}/{month:02}", f"Monthly report: {report.name}"


def _machines(report: MonthReport) -> Markdown:
    year, month = report.month
    path, title = _named(report)
    return element(collection(report.edition.about, path, title, f"{year}-{month:02}", report.incidents))
