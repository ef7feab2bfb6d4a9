"""The verification report: how what is printed was checked, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from onrecord import __version__
from onrecord.export.about import SCHEMA_VERSION
from onrecord.export.verification import ADDRESS
from onrecord.language import decimal
from onrecord.language import gettext as _
from onrecord.library.library import Library
from onrecord.pages.briefing.checks import day_taken
from onrecord.pages.page import REPORT, Edition, Page, page
from onrecord.phrases import NOTHING, Code, Names, Phrase, joined, phrase, say, say_many, to_page
from onrecord.proof.held import CONFIDENTIAL
from onrecord.proof.lock import VERSION
from onrecord.proof.report import Copy, Count, Hashed, Report, Rule
from onrecord.terms import FIGURE_RESULTS, VERDICTS
from onrecord.values.day import Day

#: Results of what was compared with nothing: no copy, no passage, no number, another language.
_NOT_COMPARED = frozenset({CONFIDENTIAL, "no-number", "derived", "other-language"}) | {
    term.id for term in (*VERDICTS, *FIGURE_RESULTS) if not term.compared
}
#: Rows of a table on the page; of a longer list the file has the rest.
MOST = 200


@dataclass(frozen=True, slots=True)
class Results:
    """How many passages of one kind had each result."""

    title: str
    id: str
    """Its fragment."""
    about: Phrase
    rows: tuple[tuple[str, int], ...]
    """(result, number) of those that occurred; that of having no copy is always among them."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """How many sentences of ours say whose they are."""

    sourced: int
    ours: int
    unsourced: int
    all: int


@dataclass(frozen=True, slots=True)
class Sources:
    """How many of the sources cited are kept, and how."""

    kept: int
    archived: int
    named: int
    confidential: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A source of which a copy is kept."""

    source: Phrase
    record: Phrase
    """The record whose own source it is; empty for one of the registry."""
    taken: Phrase
    compared: int
    matched: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file from which pages were made."""

    file: str
    record: Phrase
    sha256: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What the check finds under one code."""

    code: str
    means: Phrase
    force: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the page says."""

    compared: tuple[Phrase, ...]
    """How much was compared at all: "2 of 26 quotations were compared with a copy of their source."."""
    day: str
    """The day of the build."""
    file: Phrase
    """The way to the JSON file; empty where the site has no data files."""
    results: tuple[Results, ...]
    sentences: Sentences
    sources: Sources
    copies: tuple[CopyRow, ...]
    more_copies: Phrase
    """That these are not all, and where the others are; empty where they are."""
    rules: tuple[RuleRow, ...]
    off: bool
    """Whether a rule is off."""
    files: tuple[FileRow, ...]
    more_files: Phrase
    versions: tuple[tuple[str, str], ...]
    """(what, version) of what made this."""


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The report, where the site has one."""
    if edition.reports:
        context = partial(_context, library, edition)
        yield page(edition, REPORT, "verification.md.j2", context, listed=True)


def _context(library: Library, edition: Edition) -> dict[str, Any]:
    settings, report = edition.settings, edition.report
    if report is None:
        raise ValueError("a verification report is made of a report: Edition.report")
    return {"v": verification(Names(library, settings), report, exports=settings.exports)}


def verification(names: Names, report: Report, *, exports: bool) -> Verification:
    """What a report says to readers; ``exports`` is whether the site has its JSON file."""
    coverage, sources = report.coverage, report.sources
    file = ADDRESS if exports else ""
    return Verification(
        compared=tuple(_compared(report)),
        day=Day.parse(report.day.isoformat()).words(),
        file=to_page(_("The same as JSON"), file) if file else NOTHING,
        results=tuple(_results(report)),
        sentences=Sentences(coverage.sourced, coverage.ours, coverage.unsourced, coverage.sentences),
        sources=Sources(len(sources.copies), sources.archived, sources.open, sources.confidential),
        copies=tuple(_copy(names, copy) for copy in sources.copies[:MOST]),
        more_copies=_more(len(sources.copies), file),
        rules=tuple(map(_rule, report.rules)),
        off=any(rule.force == "off" for rule in report.rules),
        files=tuple(_file(names, hashed) for hashed in report.hashes[:MOST]),
        more_files=_more(len(report.hashes), file),
        versions=tuple(_versions(report)),
    )


def _compared(report: Report) -> Iterator[Phrase]:
    """The honest sentences at the top."""
    done, every = _numbers(report.quotations)
    yield say_many(
        "{done} of {number} quotation was compared with a copy of its source.",
        "{done} of {number} quotations were compared with a copy of their source.",
        every,
        done=decimal(done),
        number=decimal(every),
    )
    done, every = _numbers(report.figures)
    yield say_many(
        "{done} of {number} figure was looked for in a passage that we copied out of the source.",
        "{done} of {number} figures were looked for in passages that we copied out of the sources.",
        every,
        done=decimal(done),
        number=decimal(every),
    )


def _numbers(counts: tuple[Count, ...]) -> tuple[int, int]:
    """How many were compared, and how many there are."""
    every = sum(count.number for count in counts)
    return every - sum(count.number for count in counts if count.result in _NOT_COMPARED), every


def _results(report: Report) -> Iterator[Results]:
    number = sum(count.number for count in report.quotations)
    about = say("{number} in all. With several sources, the worst result counts.", number=number)
    yield Results(_("Quotations"), "quotations", about, _rows(report.quotations))
    about = say(
        "{number} in all, without those of confidential sources. An excerpt is the passage that we copied "
        "out of a source to check figures and quotations; it is not published.",
        number=sum(count.number for count in report.excerpts),
    )
    yield Results(_("Excerpts"), "excerpts", about, _rows(report.excerpts))
    about = say(
        "{number} in all: figures of people, projectiles, running counts and force levels. A figure is "
        "looked for in the excerpt of its statement.",
        number=sum(count.number for count in report.figures),
    )
    yield Results(_("Figures"), "figures", about, _rows(report.figures))


def _rows(counts: tuple[Count, ...]) -> tuple[tuple[str, int], ...]:
    shown = (count for count in counts if count.number or count.result == "snapshot-missing")
    return tuple((_(count.readers), count.number) for count in shown)


def _copy(names: Names, copy: Copy) -> CopyRow:
    return CopyRow(
        source=phrase(copy.title) if copy.record else names.source(None, copy.id),
        record=names.incident(copy.record) if copy.record in names.library.by_id else NOTHING,
        taken=phrase(day_taken(copy.taken)),
        compared=copy.compared,
        matched=copy.matched,
        sha256=copy.sha256,
    )


def _file(names: Names, hashed: Hashed) -> FileRow:
    record = names.incident(hashed.record) if hashed.record else NOTHING
    return FileRow(hashed.file, record, hashed.sha256)


def _more(number: int, file: str) -> Phrase:
    if number <= MOST:
        return NOTHING
    if not file:
        return say("The first {shown} of {number}.", shown=MOST, number=number)
    link = to_page(_("the file"), file)
    return say("The first {shown} of {number}; {file} has all.", shown=MOST, number=number, file=link)


def _rule(rule: Rule) -> RuleRow:
    return RuleRow(rule.code, _means(_(rule.means)), _force(rule), rule.number)


def _means(text: str) -> Phrase:
    """What a code means; what stands between backticks is code."""
    parts = enumerate(text.split("`"))
    return joined((Code(part) if odd % 2 else part for odd, part in parts), "")


def _force(rule: Rule) -> str:
    match rule.force:
        case "":
            return _("always on")
        case "off":
            return _("off")
        case "warning":
            return _("warning")
        case _:
            return _("error")


def _versions(report: Report) -> Iterator[tuple[str, str]]:
    yield _("On Record, with its record format"), __version__
    yield _("Tables"), SCHEMA_VERSION
    yield _("Lock"), str(VERSION)
    for extractor in report.extractors:
        yield _("Text taken from copies by"), extractor
