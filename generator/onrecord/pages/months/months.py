"""The date archive: all years, one year, one month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from onrecord.export.cite import cite_page
from onrecord.export.jsonld import collection
from onrecord.language import gettext as _
from onrecord.language import month_name
from onrecord.library.diary import MOST_MONTHS, Month, months_of
from onrecord.library.library import Incident, Library
from onrecord.pages.entry import Entry, entry
from onrecord.pages.machines import element
from onrecord.pages.months.month_report import month_name_of, month_report
from onrecord.pages.page import Edition, Page, page
from onrecord.phrases import NOTHING, Names, Phrase, to_page


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
        return cls({month: tuple(incidents) for month, incidents in sure.items()}, tuple(open_))

    @property
    def months(self) -> list[Month]:
        """The months that have a page: from the first to the last in which something lies or may lie.

        A date that covers more than a year opens the months of its ends, and none between.
        """
        known = set(self.sure)
        for _incident, months in self.open:
            known |= months if len(months) <= MOST_MONTHS else {min(months), max(months)}
        return _span(sorted(known))

    def part(self, months: Iterable[Month]) -> Filed:
        """What of it lies, or may lie, in some months: a page is given no more than it shows."""
        those = set(months)
        sure = {month: self.sure[month] for month in sorted(those) if month in self.sure}
        return Filed(sure, tuple(one for one in self.open if not those.isdisjoint(one[1])))

    def perhaps(self, month: Month) -> tuple[Incident, ...]:
        """Those that may lie in a month, or in another one."""
        return tuple(incident for incident, months in self.open if month in months)

    def of_year(self, year: int) -> tuple[Incident, ...]:
        """Those that may lie in a year, in a month that is not sure."""
        return tuple(incident for incident, months in self.open if any(month[0] == year for month in months))


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the list of all months, or in the page of its year."""

    link: Phrase
    number: int
    """How many incidents lie in it for sure."""
    perhaps: int
    """How many more may lie in it."""
    entries: tuple[Entry, ...] = ()


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """Every archive page, where the site has an archive.

    Months without incidents, between others, have pages too.
    """
    if not edition.settings.archive:
        return
    filed = Filed.of(library)
    months = filed.months
    years: dict[int, list[Month]] = {}
    for month in months:
        years.setdefault(month[0], []).append(month)
    numbers = {
        year: tuple((month, len(filed.sure.get(month, ())), len(filed.perhaps(month))) for month in of_year)
        for year, of_year in years.items()
    }
    index = partial(_index, numbers, len(library.incidents))
    yield page(edition, "archive/index.md", "archive.md.j2", index, listed=True)
    for year, of_year in years.items():
        context = partial(_year, library, year, of_year, filed.part(_around(year, filed, of_year)))
        yield page(edition, f"archive/{year}/index.md", "year.md.j2", context)
        for month in of_year:
            position = months.index(month)
            before = months[position - 1] if position else None
            after = months[position + 1] if position + 1 < len(months) else None
            context = partial(_month, library, edition, month, filed.part([month]), before, after)
            yield page(edition, _address(month), "month.md.j2", context)


def _address(month: Month) -> str:
    return f"archive/{month[0]}/{month[1]:02}.md"


def _around(year: int, filed: Filed, months: Iterable[Month]) -> Iterator[Month]:
    """The months of a year that have pages, and those in which an incident of it may lie."""
    yield from months
    for _incident, possible in filed.open:
        yield from (month for month in possible if month[0] == year)


def _index(years: Mapping[int, tuple[tuple[Month, int, int], ...]], total: int) -> dict[str, Any]:
    listed = tuple(
        (to_page(str(year), f"archive/{year}/index.md"), tuple(_numbers(*month) for month in months))
        for year, months in years.items()
    )
    return {"years": listed, "total": total}


def _numbers(month: Month, number: int, perhaps: int) -> MonthLine:
    return MonthLine(to_page(month_name(date(*month, 1)), _address(month)), number, perhaps)


def _line(filed: Filed, month: Month) -> MonthLine:
    return _numbers(month, len(filed.sure.get(month, ())), len(filed.perhaps(month)))


def _span(months: list[Month]) -> list[Month]:
    if not months:
        return []
    (year, month), last = months[0], months[-1]
    # An archive that spans centuries by one old record would be mostly empty months.
    if (last[0] - year) * 12 + last[1] - month > 600:
        return months
    span = []
    while (year, month) <= last:
        span.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return span


def _year(library: Library, year: int, months: list[Month], filed: Filed) -> dict[str, Any]:
    def entries(incidents: Iterable[Incident]) -> tuple[Entry, ...]:
        return tuple(entry(library, incident) for incident in incidents)

    return {
        "title": str(year),
        "year": year,
        "months": tuple(
            replace(_line(filed, month), entries=entries(filed.sure.get(month, ()))) for month in months
        ),
        "perhaps": entries(filed.of_year(year)),
    }


def _month(
    library: Library, edition: Edition, month: Month, filed: Filed, before: Month | None, after: Month | None
) -> dict[str, Any]:
    incidents = filed.sure.get(month, ())
    names = Names(library, edition.settings)
    report = month_report(names, month, incidents, filed.perhaps(month))
    path, title = _address(month).removesuffix(".md"), _("Monthly report: {month}").format(month=report.name)
    return {
        "title": report.name,
        "heading": title,
        "r": report,
        "year": month[0],
        "before": _turn(before),
        "after": _turn(after),
        "not_covered": edition.settings.not_covered,
        "withheld": edition.withheld,
        "machines": element(collection(edition.about, path, title, f"{month[0]}-{month[1]:02}", incidents)),
        "citation": cite_page(edition.about, path, title),
    }


def _turn(month: Month | None) -> Phrase:
    """A link to another month."""
    return to_page(month_name_of(month), _address(month)) if month else NOTHING
