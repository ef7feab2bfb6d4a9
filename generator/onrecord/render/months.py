"""The date archive: all years, one year, one month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Any

from onrecord.export.cite import cite_page
from onrecord.export.jsonld import collection
from onrecord.library.diary import Month
from onrecord.library.library import Incident, Library
from onrecord.render.entry import entry
from onrecord.render.escape import Markdown
from onrecord.render.machines import element
from onrecord.render.month_report import MonthReport
from onrecord.render.page import Context, Edition, Page, page
from onrecord.values.when import Day


def month_key(date: Day) -> Month:
    """The month under which an incident is filed: that of its first possible day."""
    return date.earliest.year, date.earliest.month


def crumbs(date: Day) -> tuple[Markdown, ...]:
    """Archive › 2024 › January, as links from a briefing."""
    year, month = month_key(date)
    return (
        Markdown("[Archive](../archive/index.md)"),
        Markdown(f"[{year}](../archive/{year}/index.md)"),
        Markdown(f"[{calendar.month_name[month]}](../archive/{year}/{month:02}.md)"),
    )


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every archive page, where the site has an archive.

    Months without incidents, between others, have pages too.
    """
    if not edition.settings.archive:
        return
    by_month: dict[tuple[int, int], list[Incident]] = {}
    for incident in library.incidents:
        by_month.setdefault(month_key(incident.record.date), []).append(incident)
    months = _span(sorted(by_month))
    years: dict[int, list[tuple[int, int]]] = {}
    for year, month in months:
        years.setdefault(year, []).append((year, month))

    def index() -> dict[str, Any]:
        return {
            "years": [
                (year, [(m, len(by_month.get((year, m), ()))) for _, m in found])
                for year, found in years.items()
            ],
            "month_name": calendar.month_name,
            "total": sum(map(len, by_month.values())),
        }

    yield page(edition, "archive/index.md", "archive.md.j2", index, listed=True)
    for year, found in years.items():
        context = _year(library, year, found, by_month)
        yield page(edition, f"archive/{year}/index.md", "year.md.j2", context)
        for key in found:
            position = months.index(key)
            before = months[position - 1] if position else None
            after = months[position + 1] if position + 1 < len(months) else None
            report = MonthReport(library, edition, key, tuple(by_month.get(key, ())))
            context = _month(report, before, after)
            yield page(edition, f"archive/{year}/{key[1]:02}.md", "month.md.j2", context)


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


def _year(
    library: Library,
    year: int,
    months: list[tuple[int, int]],
    by_month: dict[tuple[int, int], list[Incident]],
) -> Context:
    def context() -> dict[str, Any]:
        return {
            "title": str(year),
            "year": year,
            "months": [
                {
                    "name": calendar.month_name[month],
                    "file": Markdown(f"{month:02}.md"),
                    "incidents": [entry(library, i, "../../") for i in by_month.get((year, month), [])],
                }
                for _, month in months
            ],
        }

    return context


def _month(report: MonthReport, before: Month | None, after: Month | None) -> Context:
    year, _ = report.month

    def turn(other: Month | None) -> Markdown | None:
        if other is None:
            return None
        folder = "" if other[0] == year else f"../{other[0]}/"
        return Markdown(f"[{calendar.month_name[other[1]]} {other[0]}]({folder}{other[1]:02}.md)")

    def context() -> dict[str, Any]:
        return {
            "title": report.name,
            "r": report,
            "year": year,
            "before": turn(before),
            "after": turn(after),
            "not_covered": report.edition.settings.not_covered,
            "withheld": report.edition.withheld,
            "machines": _machines(report),
            "citation": cite_page(report.edition.about, *_named(report)),
        }

    return context


def _named(report: MonthReport) -> tuple[str, str]:
    """(path, title) of the page."""
    year, month = report.month
    return f"archive/{year}/{month:02}", f"Monthly report: {report.name}"


def _machines(report: MonthReport) -> Markdown:
    year, month = report.month
    path, title = _named(report)
    return element(collection(report.edition.about, path, title, f"{year}-{month:02}", report.incidents))
