"""How the wording of a page was checked: a line below each quotation, and every result near the page's end.

A result is the program's and derived: it says what a comparison with our copy of a source gave, never that
words were spoken or that a figure is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from urllib.parse import quote, urldefrag

from onrecord.library.anchors import anchor
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape, url
from onrecord.markdown.prose import footnote
from onrecord.pages.quotes import inline
from onrecord.proof.held import CONFIDENTIAL, compared, held, result
from onrecord.proof.items import Item, items, key
from onrecord.proof.lock import Lock
from onrecord.proof.report import MISSING, NOT_TOLD
from onrecord.proof.text import is_sure
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import FIGURE_RESULTS, VERDICTS
from onrecord.terms.facts import FACTS
from onrecord.values.day import Day

#: Words at each end of a text fragment; a browser finds what lies between them.
_ENDS = 5
#: Words of a part of a passage that is told from others, at least.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One result: what was compared, what came of it, and where a reader can look."""

    what: Markdown
    result: Markdown
    links: Markdown


@dataclass(frozen=True, slots=True)
class Copy:
    """A source of which we keep a copy."""

    marker: Markdown
    taken: Markdown
    sha256: str


class Checks:
    """What the lock says of one incident's quotations, excerpts and figures."""

    def __init__(self, library: Library, incident: Incident, lock: Lock) -> None:
        self.library, self.incident, self.lock = library, incident, lock
        self._items = {(item.anchor, item.field): item for item in items(library, incident.id)}

    def quotation(self, statement: Statement, index: int) -> Markdown:
        """What stands below a quotation, without a full stop."""
        item = self._items[anchor(statement), f"quote/{index}"]
        said = self._said(item)
        quote = item.quote
        if quote is None or not quote.original_lang or not compared(self.library, self.lock, item):
            return said
        if quote.original is not None:
            language = words.language(quote.original_lang)
            return Markdown(f"{said} (compared were the words in {language}, not the translation)")
        return Markdown(f"{said} (compared was the translation, as it is printed)")

    def _said(self, item: Item) -> Markdown:
        worst = result(self.library, self.lock, item)
        if worst == CONFIDENTIAL:
            return escape(NOT_TOLD)
        terms = FIGURE_RESULTS if item.count is not None and worst != MISSING.id else VERDICTS
        return escape(terms[worst].readers)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every quotation, and every figure that was looked for in a passage."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        for item in sorted(self._items.values(), key=lambda item: item.kind == "figure"):
            who = words.speaker(self.library, self.incident, item.statement)
            if item.kind == "quote":
                said = (item.quote and inline(item.quote)) or Markdown(f"“{escape(item.words)}”")
                yield Row(Markdown(f"{said}, {who}"), self._said(item), self._links(item))
            elif item.kind == "figure" and compared(self.library, self.lock, item):
                fact = FACTS[item.field.split("/")[0]].title + (", of which" if item.subject.part else "")
                yield Row(
                    Markdown(f"{fact}: {words.figure(item.words)}, {who}"),
                    self._said(item),
                    self._links(item),
                )

    def _links(self, item: Item) -> Markdown:
        incident = self.incident
        found = []
        for source_id in item.statement.source:
            source = self.library.source(incident, source_id)
            parts = [footnote(source_id)]
            if not source.confidential:
                if address := original(source, self._exact(item, source_id)):
                    parts.append(Markdown(f' [original]({address}){{ rel="noopener nofollow" }}'))
                if source.archive:
                    parts.append(Markdown(f" [archived copy]({url(source.archive)})"))
            found.append("".join(parts))
        return Markdown(" ".join(found))

    def _exact(self, item: Item, source_id: str) -> str:
        """The words of a quotation, where they are known to stand in the source; excerpts stay with us."""
        at = key(self.library, self.incident.id, source_id)
        if item.kind != "quote":
            return ""
        checks = held(self.library, self.lock, item)
        passed = any(check.source == at and VERDICTS[check.verdict].passed for check in checks)
        return max(re.split(r"\[[^\]]*\]", item.words), key=len).strip() if passed else ""

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The copies that were compared, in the order of first use."""
        found: dict[str, Copy] = {}
        for item in self._items.values():
            for source_id in item.statement.source:
                at = key(self.library, self.incident.id, source_id)
                locked = self.lock.sources.get(at)
                if locked and at not in found and not self._source(source_id).confidential:
                    found[at] = Copy(footnote(source_id), day_taken(locked.taken), locked.sha256)
        return tuple(found.values())

    def _source(self, source_id: str) -> Source:
        return self.library.source(self.incident, source_id)

    @cached_property
    def summary(self) -> Markdown:
        """How much was compared, in sentences; empty where there is nothing to compare."""
        quotations, quoted = self._compared("quote")
        figures, looked = self._compared("figure")
        parts = []
        if quotations:
            matched = sum(map(self._passed, quoted))
            total = words.plural(quotations, "quotation")
            how_many = f"Of {total}, {_were(len(quoted))}" if quoted else f"Of {total}, none was"
            parts.append(
                f"{how_many} compared with a copy of the source that we keep"
                f"{f'; {matched} matched' if quoted else ''}."
            )
        if looked:
            digits = sum(self._verdicts(item) == ["digits"] for item in looked)
            found = sum(map(self._passed, looked)) - digits
            bare = sum(self._verdicts(item) == ["no-number"] for item in looked)
            unread = sum(self._verdicts(item) == ["other-language"] for item in looked)
            parts.append(
                f"Of {words.plural(figures, 'figure')}, {_were(len(looked))} looked for in a passage of the "
                f"source; {found} {'stands' if found == 1 else 'stand'} there"
                + (f", and {bare} {'has' if bare == 1 else 'have'} no number to look for" if bare else "")
                + (
                    f"; of {digits} the digits stand there, the rest was not checked: language"
                    if digits
                    else ""
                )
                + (f"; {unread} not checked: language." if unread else ".")
            )
        return Markdown(" ".join(parts))

    @cached_property
    def short(self) -> str:
        """How many quotations match, in a sentence for the foot; empty where there is none."""
        quotations, seen = self._compared("quote")
        if not quotations:
            return ""
        matched = sum(map(self._passed, seen))
        if len(seen) == quotations:
            verb = "matches" if quotations == 1 else "match"
            return f"{matched} of {words.plural(quotations, 'quotation')} {verb} the source."
        told = f", {matched} matched" if seen else ""
        return f"{len(seen)} of {words.plural(quotations, 'quotation')} compared with a source{told}."

    def _compared(self, kind: str) -> tuple[int, list[Item]]:
        """How many items of a kind there are, and those that were compared."""
        found = [item for item in self._items.values() if item.kind == kind]
        return len(found), [item for item in found if compared(self.library, self.lock, item)]

    def _verdicts(self, item: Item) -> list[str]:
        return [check.verdict for check in compared(self.library, self.lock, item)]

    def _passed(self, item: Item) -> bool:
        terms = VERDICTS if item.count is None else FIGURE_RESULTS
        return all(terms[verdict].passed for verdict in self._verdicts(item))

    def of_source(self, source_id: str) -> Markdown:
        """What a source's note says: our copy, and how many of its passages were compared; or nothing."""
        at = key(self.library, self.incident.id, source_id)
        locked = self.lock.sources.get(at)
        if locked is None or self._source(source_id).confidential:
            return Markdown()
        checks = [
            check
            for item in self._items.values()
            for check in compared(self.library, self.lock, item)
            if check.source == at
        ]
        matched = sum(VERDICTS[check.verdict].passed for check in checks)
        return Markdown(
            f"Copy kept since {day_taken(locked.taken)}: {words.plural(len(checks), 'passage')} compared, "
            f"{matched} matched."
        )


def original(source: Source, quotation: str = "") -> Markdown | None:
    """The address of a source, at the words of ``quotation``; None where we do not link to it."""
    if not source.url or not source.link or source.confidential:
        return None
    address, fragment = urldefrag(source.url)
    parts = _ends(quotation.split())
    if not parts:
        return url(source.url)
    # A hyphen has a meaning of its own in a text fragment, beside the comma and the ampersand.
    text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return url(f"{address}#{fragment}:~:text={text}")


def _ends(said: list[str]) -> list[list[str]]:
    """The words by which a browser finds a passage: all of a short one, else its first and last ones.

    A browser does not know that “don’t” is "don't": words that may have another mark or dash on the page are
    left out at the ends, and passed over between them.
    """
    runs = [list(run) for sure, run in groupby(said, is_sure) if sure]
    runs = [run for run in runs if len(run) >= _FEWEST] or [said]
    first, last = runs[0], runs[-1]
    if len(runs) == 1 and len(first) <= 2 * _ENDS:
        return [first] if len(first) > 1 else []
    return [first[:_ENDS], last[-_ENDS:]]


def _were(number: int) -> str:
    return f"{number} {'was' if number == 1 else 'were'}"


def day_taken(taken: str) -> Markdown:
    """The day of a snapshot in words."""
    try:
        day = datetime.fromisoformat(taken).date().isoformat()
    except ValueError:
        return escape(taken)
    return escape(Day.parse(day).words())
