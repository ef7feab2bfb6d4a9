"""What has to stand beside a quotation wherever it is printed."""

from __future__ import annotations

from onrecord.library.derive import Account
from onrecord.library.library import Library
from onrecord.record.statement import Statement
from onrecord.values.count import Kind


def language_attribute(tag: str | None) -> str:
    """The language of the words as an HTML attribute may hold it; else empty."""
    return tag if tag and tag.replace("-", "").isalnum() else ""


def speaks_as_party(library: Library, account: Account, statement: Statement) -> bool:
    """Whether the speaker's house claims the incident, is blamed for it, or was harmed by it."""
    by = statement.by
    actor = by.actor or by.of if by else None
    if actor is None:
        return False
    facets = account.facets()
    involved = {one for facet in ("claimant", "blamed") for one in facets.get(facet, ())}
    for toll in account.tolls:
        # Somebody of whom it is said that they were not harmed is no party by that.
        if any(row.value.count.kind in (None, Kind.SOME) for row in toll.rows):
            involved.update(toll.parties)
    return library.house(actor) in {library.house(one) for one in involved}
