"""What the lock says of an item as it stands now."""

from __future__ import annotations

from onrecord.library.library import Library
from onrecord.proof.items import Item, sources
from onrecord.proof.lock import Check, Key, Lock
from onrecord.terms import FIGURE_RESULTS, VERDICTS

#: The result of what rests on confidential sources alone: nothing is published about a check.
CONFIDENTIAL = "confidential"


def key_of(item: Item, source: str) -> Key:
    """Under which key the lock holds the result of an item in a source; a figure's has none."""
    return item.record, item.anchor, item.field, source


def locked_of(library: Library, lock: Lock, item: Item) -> tuple[Check, ...]:
    """The results that the lock has of an item, whether they still hold or not."""
    cited = ("",) if item.count is not None else sources(library, item)
    found = (lock.checks.get(key_of(item, source)) for source in cited)
    return tuple(check for check in found if check is not None)


def holds(lock: Lock, item: Item, check: Check) -> bool:
    """Whether a result is about the item's words as they are, and the copy of the source that is known."""
    return check.words == item.digest and lock.current(check)


def held(library: Library, lock: Lock, item: Item) -> tuple[Check, ...]:
    """The results that hold: at most one a source, in the order in which the statement cites them."""
    return tuple(check for check in locked_of(library, lock, item) if holds(lock, item, check))


def compared(library: Library, lock: Lock, item: Item) -> tuple[Check, ...]:
    """The results that hold and say what a comparison gave; not those that say why there was none."""
    terms = VERDICTS if item.count is None else FIGURE_RESULTS
    return tuple(check for check in held(library, lock, item) if terms[check.verdict].compared)


def result(library: Library, lock: Lock, item: Item) -> str:
    """The result of an item over all its sources, the worst one: an id of `VERDICTS` or `FIGURE_RESULTS`.

    Where something was compared, that is the result, whatever could not be.

    What was not compared is `snapshot-missing`, a figure without a passage `no-passage`; what no open source
    carries is `CONFIDENTIAL`, and so is a figure of which one source is confidential.
    """
    secret = [one.confidential for one in sources(library, item).values()]
    if all(secret) or (item.count is not None and any(secret)):
        return CONFIDENTIAL
    found = [check.verdict for check in compared(library, lock, item) or held(library, lock, item)]
    if not found:
        return "no-passage" if item.count is not None and not item.statement.excerpt else "snapshot-missing"
    terms = VERDICTS if item.count is None else FIGURE_RESULTS
    return max(found, key=terms.ids.index)
