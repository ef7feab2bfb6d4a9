"""Under which ids confidential sources are published: an editor's id for one may name it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from onrecord.record.source import Source


def aliases(cited: Iterable[tuple[str, Source]]) -> dict[str, str]:
    """A number in place of the id of each confidential source of a record, by id, in the order of citation.

    Numbers begin at 1 in every record, so that nobody sees which records share a source. A number that an
    open source has for its id is left out.
    """
    sources = dict(cited)
    taken = {one for one, source in sources.items() if not source.confidential}
    free = (alias for number in count(1) if (alias := f"confidential-{number}") not in taken)
    return {one: next(free) for one, source in sources.items() if source.confidential}
