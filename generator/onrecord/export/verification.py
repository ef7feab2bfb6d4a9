"""The verification report as JSON.

``schema_version`` is the version of its shape: the first number moves when a key goes or changes its meaning.
"""

from __future__ import annotations

from dataclasses import asdict

from onrecord import __version__
from onrecord.export.about import SCHEMA_VERSION, About
from onrecord.export.batch import Files
from onrecord.export.json_data import dumps
from onrecord.proof.lock import VERSION
from onrecord.proof.report import Count, Report

ADDRESS = "data/verification.json"
REPORT_VERSION = "1.0"
MEANS = (
    "A match says that the wording matches a copy that we keep; not that the words were spoken. "
    "A figure that is found was given by the source; whether it is right is another question."
)


def report_files(report: Report | None, about: About) -> Files:
    """The file by its address; none where the site has no report.

    Results are lists of ``result``, ``readers``, ``number`` and ``passed``, those with the number 0 too.
    ``findings`` and ``hashes`` are null in an edition as of a day.
    """
    if report is None:
        return {}
    now = not report.as_of
    sources = asdict(report.sources)
    content = {
        "title": "Verification report",
        "description": MEANS,
        **about.identity,
        "as_of": about.as_of or None,
        "edition_note": about.edition_note or None,
        "schema_version": REPORT_VERSION,
        "built": report.day.isoformat(),
        "versions": {
            "onrecord": __version__,
            "tables": SCHEMA_VERSION,
            "lock": VERSION,
            "extractors": list(report.extractors),
        },
        "quotations": _counts(report.quotations),
        "excerpts": _counts(report.excerpts),
        "figures": _counts(report.figures),
        "sentences": {
            "all": report.coverage.sentences,
            "with_source": report.coverage.sourced,
            "ours": report.coverage.ours,
            "without": report.coverage.unsourced,
        },
        "sources": {
            "open": sources["open"],
            "with_copy": len(report.sources.copies),
            "with_archive_link": sources["archived"],
            "confidential": sources["confidential"],
            "copies": [
                {**copy, "page": about.incident(copy["record"], at=ADDRESS) if copy["record"] else None}
                for copy in sources["copies"]
            ],
        },
        "findings": [asdict(rule) for rule in report.rules] if now else None,
        "hashes": [
            {**asdict(one), "page": about.incident(one.record, at=ADDRESS) if one.record else None}
            for one in report.hashes
        ]
        if now
        else None,
    }
    return {ADDRESS: dumps(content)}


def _counts(counts: tuple[Count, ...]) -> list[dict[str, object]]:
    return [asdict(count) for count in counts]
