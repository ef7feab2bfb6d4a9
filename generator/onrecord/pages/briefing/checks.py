"""How the wording of a page was checked: a line below each quotation, and every result near the page's end.

A result is the program's and derived: it says what a comparison with our copy of a source gave, never that
words were spoken or that a figure is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import quote, urldefrag

from onrecord import phrases
from onrecord.language import gettext as _
from onrecord.language import language
from onrecord.library.anchors import anchor
from onrecord.library.library import Incident
from onrecord.phrases import NOTHING, Link, Names, Phrase, Quoted, joined, phrase, say, say_many
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

    what: Phrase
    result: Phrase
    links: Phrase


@dataclass(frozen=True, slots=True)
class Copy:
    """A source of which we keep a copy."""

    marker: Phrase
    taken: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """What a page says of how its wording was checked."""

    summary: Phrase
    """How much was compared, in sentences; empty where there is nothing to compare."""
    short: Phrase
    """How many quotations match, in a sentence for the foot; empty where there is none."""
    rows: tuple[Row, ...]
    """Every quotation, and every figure that was looked for in a passage."""
    copies: tuple[Copy, ...]
    """The copies that were compared, in the order of first use."""


class Checks:
    """What the lock says of one incident's quotations, excerpts and figures."""

    def __init__(self, names: Names, incident: Incident, lock: Lock) -> None:
        self.names, self.incident, self.lock = names, incident, lock
        self.library = library = names.library
        self._items = {(item.anchor, item.field): item for item in items(library, incident.id)}

    def view(self) -> CheckView:
        """All of it, as the page prints it."""
        return CheckView(self._summary(), self._short(), tuple(self._rows()), self._copies())

    def quotation(self, statement: Statement, index: int) -> Phrase:
        """What stands beside a quotation, without a full stop: "not checked", or the result in full."""
        item = self._items[anchor(statement), f"quote/{index}"]
        if not compared(self.library, self.lock, item):
            return say("Not checked")
        said, quote = self._said(item), item.quote
        if quote is None or not quote.original_lang:
            return said
        if quote.original is not None:
            tongue = language(quote.original_lang)
            return say(
                "{result} (compared were the words in {language}, not the translation)",
                result=said,
                language=tongue,
            )
        return say("{result} (compared was the translation, as it is printed)", result=said)

    def _said(self, item: Item) -> Phrase:
        worst = result(self.library, self.lock, item)
        if worst == CONFIDENTIAL:
            return phrase(_(NOT_TOLD))
        terms = FIGURE_RESULTS if item.count is not None and worst != MISSING.id else VERDICTS
        return phrase(terms[worst].readers)

    def _rows(self) -> Iterator[Row]:
        for item in sorted(self._items.values(), key=lambda item: item.kind == "figure"):
            speaker = phrases.speaker(self.names, self.incident, item.statement)
            if item.kind == "quote":
                quote = item.quote
                words = Quoted(item.words)
                if quote and quote.original:
                    words = Quoted(quote.original, quote.original_lang or "")
                what = say("{quotation}, {speaker}", quotation=words, speaker=speaker)
                yield Row(what, self._said(item), self._links(item))
            elif item.kind == "figure" and compared(self.library, self.lock, item):
                title = FACTS[item.field.split("/")[0]].title
                fact = say("{fact}, of which", fact=title) if item.subject.part else phrase(title)
                figure = phrases.grouped(item.words)
                what = say("{fact}: {figure}, {speaker}", fact=fact, figure=figure, speaker=speaker)
                yield Row(what, self._said(item), self._links(item))

    def _links(self, item: Item) -> Phrase:
        incident = self.incident
        parts = []
        for source_id in item.statement.source:
            source = self.library.source(incident, source_id)
            marks = [self.names.markers(incident, [source_id])]
            if not source.confidential:
                if address := original(source, self._exact(item, source_id)):
                    marks.append(phrase(Link(phrases.plain(say("original")), address, follow=False)))
                if source.archive:
                    copy = phrases.plain(say("archived copy"))
                    marks.append(phrase(Link(copy, source.archive, follow=False)))
            parts.append(joined(marks, " "))
        return joined(parts, " ")

    def _exact(self, item: Item, source_id: str) -> str:
        """The words of a quotation, where they are known to stand in the source; excerpts stay with us."""
        at = key(self.library, self.incident.id, source_id)
        if item.kind != "quote":
            return ""
        checks = held(self.library, self.lock, item)
        passed = any(check.source == at and VERDICTS[check.verdict].passed for check in checks)
        return max(re.split(r"\[[^\]]*\]", item.words), key=len).strip() if passed else ""

    def _copies(self) -> tuple[Copy, ...]:
        copies: dict[str, Copy] = {}
        for item in self._items.values():
            for source_id in item.statement.source:
                at = key(self.library, self.incident.id, source_id)
                locked = self.lock.sources.get(at)
                if locked and at not in copies and not self._source(source_id).confidential:
                    marker = self.names.markers(self.incident, [source_id])
                    copies[at] = Copy(marker, day_taken(locked.taken), locked.sha256)
        return tuple(copies.values())

    def _source(self, source_id: str) -> Source:
        return self.library.source(self.incident, source_id)

    def _summary(self) -> Phrase:
        quotations, quoted = self._compared("quote")
        figures, looked = self._compared("figure")
        parts = []
        if quotations and quoted:
            matched = sum(map(self._passed, quoted))
            parts.append(
                say_many(
                    "Of {quotations}, {number} was compared with a copy of the source that we keep; "
                    "{matched} matched.",
                    "Of {quotations}, {number} were compared with a copy of the source that we keep; "
                    "{matched} matched.",
                    len(quoted),
                    quotations=_quotations(quotations),
                    matched=matched,
                )
            )
        elif quotations:
            parts.append(
                say(
                    "Of {quotations}, none was compared with a copy of the source that we keep.",
                    quotations=_quotations(quotations),
                )
            )
        if looked:
            parts.append(self._of_figures(figures, looked))
        return joined(parts, " ")

    def _of_figures(self, figures: int, looked: list[Item]) -> Phrase:
        digits = sum(self._verdicts(item) == ["digits"] for item in looked)
        stand = sum(map(self._passed, looked)) - digits
        bare = sum(self._verdicts(item) == ["no-number"] for item in looked)
        unread = sum(self._verdicts(item) == ["other-language"] for item in looked)
        parts = [
            say_many(
                "Of {figures}, {number} was looked for in a passage of the source",
                "Of {figures}, {number} were looked for in a passage of the source",
                len(looked),
                figures=say_many("{number} figure", "{number} figures", figures),
            ),
            say_many("{number} stands there", "{number} stand there", stand),
        ]
        if bare:
            parts.append(
                say_many("{number} has no number to look for", "{number} have no number to look for", bare)
            )
        if digits:
            parts.append(
                say("of {number} the digits stand there, the rest was not checked: language", number=digits)
            )
        if unread:
            parts.append(say("{number} not checked: language", number=unread))
        return phrases.stopped(phrases.semicolons(parts))

    def _short(self) -> Phrase:
        quotations, seen = self._compared("quote")
        if not quotations:
            return NOTHING
        matched = sum(map(self._passed, seen))
        total = _quotations(quotations)
        if len(seen) == quotations:
            return say_many(
                "{matched} of {quotations} matches the source.",
                "{matched} of {quotations} match the source.",
                quotations,
                matched=matched,
                quotations=total,
            )
        if seen:
            return say(
                "{seen} of {quotations} compared with a source, {matched} matched.",
                seen=len(seen),
                quotations=total,
                matched=matched,
            )
        return say("{seen} of {quotations} compared with a source.", seen=0, quotations=total)

    def _compared(self, kind: str) -> tuple[int, list[Item]]:
        """How many items of a kind there are, and those that were compared."""
        found = [item for item in self._items.values() if item.kind == kind]
        return len(found), [item for item in found if compared(self.library, self.lock, item)]

    def _verdicts(self, item: Item) -> list[str]:
        return [check.verdict for check in compared(self.library, self.lock, item)]

    def _passed(self, item: Item) -> bool:
        terms = VERDICTS if item.count is None else FIGURE_RESULTS
        return all(terms[verdict].passed for verdict in self._verdicts(item))

    def of_source(self, source_id: str) -> Phrase:
        """What a source's line says: our copy, and how many of its passages were compared; or nothing."""
        at = key(self.library, self.incident.id, source_id)
        locked = self.lock.sources.get(at)
        if locked is None or self._source(source_id).confidential:
            return NOTHING
        checks = [
            check
            for item in self._items.values()
            for check in compared(self.library, self.lock, item)
            if check.source == at
        ]
        matched = sum(VERDICTS[check.verdict].passed for check in checks)
        return say_many(
            "Copy kept since {day}: {number} passage compared, {matched} matched.",
            "Copy kept since {day}: {number} passages compared, {matched} matched.",
            len(checks),
            day=day_taken(locked.taken),
            matched=matched,
        )


def _quotations(number: int) -> Phrase:
    return say_many("{number} quotation", "{number} quotations", number)


def original(source: Source, quotation: str = "") -> str:
    """The address of a source, at the words of ``quotation``; empty where we do not link to it."""
    if not source.url or not source.link or source.confidential:
        return ""
    address, fragment = urldefrag(source.url)
    parts = _ends(quotation.split())
    if not parts:
        return source.url
    # A hyphen has a meaning of its own in a text fragment, beside the comma and the ampersand.
    text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{address}#{fragment}:~:text={text}"


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


def day_taken(taken: str) -> str:
    """The day of a snapshot in words."""
    try:
        day = datetime.fromisoformat(taken).date().isoformat()
    except ValueError:
        return taken
    return Day.parse(day).words()
