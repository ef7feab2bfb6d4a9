"""The verification report: how what is printed was checked, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord import __version__
from onrecord.export.about import SCHEMA_VERSION
from onrecord.export.verification import ADDRESS
from onrecord.library.library import Library
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.pages.briefing.checks import day_taken
from onrecord.pages.page import REPORT, Edition, Page, page
from onrecord.proof.lock import VERSION
from onrecord.proof.report import Count, Report, Rule
from onrecord.values.day import Day

#: Rows of a table on the page; of a longer list the file has the rest.
MOST = 200


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The report, where the site has one."""
    if found := edition.report:
        view = Verification(found, Links(library, edition.settings))
        yield page(edition, REPORT, "verification.md.j2", partial(dict, v=view), listed=True)


@dataclass(frozen=True)
class Verification:
    """What the page says."""

    report: Report
    links: Links
    most: int = MOST

    @property
    def file(self) -> Markdown:
        """Where the JSON file lies; empty where the site has no data files."""
        return Markdown(ADDRESS if self.links.settings.exports else "")

    @property
    def day(self) -> str:
        """The day of the build."""
        return Day.parse(self.report.day.isoformat()).words()

    @property
    def results(self) -> tuple[tuple[str, str, tuple[Count, ...], int], ...]:
        """(heading, id, results that occurred, sum); that of having no copy is always among them."""
        kinds = (
            ("Quotations", "quotations", self.report.quotations),
            ("Excerpts", "excerpts", self.report.excerpts),
            ("Figures", "figures", self.report.figures),
        )
        return tuple(
            (
                heading,
                anchor,
                tuple(one for one in counts if one.number or one.result == "snapshot-missing"),
                sum(one.number for one in counts),
            )
            for heading, anchor, counts in kinds
        )

    @property
    def copies(self) -> tuple[dict[str, Any], ...]:
        """The first sources of which we keep a copy: title, day, hash, passages."""
        by_id = self.links.library.by_id
        return tuple(
            {
                "title": self._title(copy.title, copy.id, copy.record),
                "record": self.links.incident(copy.record) if copy.record in by_id else "",
                "taken": day_taken(copy.taken),
                "sha256": copy.sha256,
                "compared": copy.compared,
                "matched": copy.matched,
            }
            for copy in self.report.sources.copies[:MOST]
        )

    def _title(self, title: str, source_id: str, record: str) -> Markdown:
        return escape(title) if record else self.links.source(None, source_id)

    @property
    def hashes(self) -> tuple[dict[str, Any], ...]:
        """The first files with their hashes, linked where they are records."""
        return tuple(
            {
                "file": one.file,
                "record": self.links.incident(one.record) if one.record else "",
                "sha256": one.sha256,
            }
            for one in self.report.hashes[:MOST]
        )

    @property
    def rules(self) -> tuple[tuple[Rule, Markdown], ...]:
        """Each code with what it means; what stands between backticks is code."""
        return tuple((rule, _code(rule.means)) for rule in self.report.rules)

    @property
    def off(self) -> tuple[str, ...]:
        """The rules that the site has off."""
        return tuple(rule.code for rule in self.report.rules if rule.force == "off")

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """(what, version) of what made this."""
        return (
            ("On Record, with its record format", __version__),
            ("Tables", SCHEMA_VERSION),
            ("Lock", str(VERSION)),
            *(("Text taken from copies by", one) for one in self.report.extractors),
        )


def _code(text: str) -> Markdown:
    parts = text.split("`")
    return Markdown(
        "".join(f"<code>{escape(part)}</code>" if odd % 2 else escape(part) for odd, part in enumerate(parts))
    )
