"""Every quotation, excerpt and figure of a library against the snapshots of the sources that it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.library.library import Library
from onrecord.proof.copies import Copies
from onrecord.proof.difference import Step
from onrecord.proof.direction import in_visual_order, is_rtl, mirrored
from onrecord.proof.figures import supports
from onrecord.proof.items import Item, items, sources, translated
from onrecord.proof.items import key as key_of
from onrecord.proof.snapshots import Snapshot, Store
from onrecord.proof.text import Folded, fold
from onrecord.proof.wording import Match, compare
from onrecord.record.source import Source
from onrecord.terms import VERDICTS

#: Characters on both sides of a passage in which its order is looked for.
_AROUND = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What comparing one item gave: a quotation or excerpt in one source, a figure in its excerpt."""

    item: Item
    verdict: str
    """An id of `VERDICTS`, for a figure one of `FIGURE_RESULTS`."""
    source: str = ""
    """The key of the source; empty for a figure."""
    snapshot: Snapshot | None = None
    spans: tuple[tuple[int, int], ...] = ()
    """Offsets into the snapshot's text; those of a figure into the excerpt."""
    difference: tuple[Step, ...] = ()
    negation: bool = False
    """Whether what an elision leaves out holds a negation."""
    elsewhere: str = ""
    """The key of the source in which the words stand, where they are misattributed."""
    detail: str = ""
    """What is missing or differs, as a phrase without a full stop."""
    confidential: bool = False
    """Whether it rests on a confidential source, of which nothing may be kept or published."""


def verify(library: Library, store: Store) -> tuple[Result, ...]:
    """The results of every item: of all records, drafts too, and of the registry of tallies."""
    copies = Copies(store)
    return tuple(result for item in items(library) for result in _results(library, copies, item))


def _results(library: Library, copies: Copies, item: Item) -> Iterator[Result]:
    cited = sources(library, item)
    if item.count is not None:
        yield _figure(copies, item, cited)
        return
    for key, source in cited.items():
        snapshot = copies.get(key)
        if snapshot is None:
            yield Result(item, "snapshot-missing", key, confidential=source.confidential)
        elif not copies.intact(snapshot):
            yield Result(item, "hash-mismatch", key, snapshot, confidential=source.confidential)
        else:
            yield _wording(library, copies, item, key, snapshot, source)


def _wording(
    library: Library, copies: Copies, item: Item, key: str, snapshot: Snapshot, source: Source
) -> Result:
    passage = copies.folded(snapshot)
    within = _excerpt(item, passage)
    match = compare(item.words, passage, within)
    verdict, elsewhere, detail = match.verdict, "", ""
    if _in_visual_order(copies, snapshot, item.words, match):
        verdict = "visual-order"
    elif verdict in ("near", "not-found"):
        full = copies.with_struck(snapshot)
        struck = compare(item.words, full, near=False) if full else None
        if struck and _stands(struck):
            verdict, match = "struck-out", replace(struck, verdict="struck-out")
        elif within and _stands(compare(item.words, passage, near=False)):
            verdict, detail = "not-found", "the words stand in the source, outside the statement’s excerpt"
        elif other := _elsewhere(library, copies, item, key):
            verdict, elsewhere = "misattributed", other
        elif item.ours or translated(item, source):
            verdict = "no-original"
    return Result(
        item,
        verdict,
        key,
        snapshot,
        match.spans if match.verdict == verdict else (),
        match.difference if match.verdict == verdict else (),
        match.negation,
        elsewhere,
        detail,
        source.confidential,
    )


def _excerpt(item: Item, passage: Folded) -> tuple[int, int] | None:
    """Where the excerpt stands to which a quotation belongs; None where it has none, or it is not found."""
    excerpt = item.statement.excerpt
    if excerpt is None or item.kind == "excerpt":
        return None
    match = compare(excerpt, passage, near=False)
    return (match.spans[0][0], match.spans[-1][1]) if VERDICTS[match.verdict].passed else None


def _in_visual_order(copies: Copies, snapshot: Snapshot, words: str, match: Match) -> bool:
    """Whether the copy has ``words``, if it has them, in the order in which they are seen."""
    if not is_rtl(words):
        return False
    passage = copies.folded(snapshot)
    if _stands(match):
        start, end = match.spans[0][0], match.spans[-1][1]
        return in_visual_order(passage.original[max(0, start - _AROUND) : end + _AROUND])
    if copies.in_visual_order(snapshot):
        return True
    reverse = mirrored(fold(words).text)
    return len(words.split()) > 1 and _stands(compare(reverse, passage, near=False))


def _stands(match: Match) -> bool:
    return VERDICTS[match.verdict].passed or match.verdict == "ambiguous"


def _elsewhere(library: Library, copies: Copies, item: Item, key: str) -> str:
    """Another source of the same record in which the words stand, or the empty text."""
    for other, source in _of_record(library, item.record).items():
        if other == key or source.confidential:
            continue
        snapshot = copies.get(other)
        if snapshot is None or not copies.intact(snapshot):
            continue
        if _stands(compare(item.words, copies.folded(snapshot), near=False)):
            return other
    return ""


def _of_record(library: Library, record: str) -> dict[str, Source]:
    """Every source of a record, or of the registry of tallies, by the key of its snapshot."""
    incident = library.by_id.get(record)
    statements = (
        incident.record.statements + incident.record.context if incident else library.registries.tallies
    )
    ids = dict.fromkeys(one for statement in statements for one in statement.source)
    ids |= dict.fromkeys(incident.record.sources if incident else ())
    return {key_of(library, record, one): library.source(incident, one) for one in ids}


def _figure(copies: Copies, item: Item, cited: dict[str, Source]) -> Result:
    assert item.count is not None
    confidential = any(source.confidential for source in cited.values())
    if item.statement.excerpt is None:
        kept = any(copies.get(key) for key in cited)
        detail = "no passage is named: add `excerpt`" if kept else "there is no excerpt and no snapshot"
        return Result(item, "no-passage", detail=detail, confidential=confidential)
    langs = {source.lang for source in cited.values()}
    lang = langs.pop() if len(langs) == 1 else None
    support = supports(item.count, item.statement.excerpt, lang, item.subject)
    spans = (support.span,) if support.span else ()
    return Result(item, support.result, spans=spans, detail=support.detail, confidential=confidential)
