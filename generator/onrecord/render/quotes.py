"""What has to stand beside a quotation wherever it is printed."""

from __future__ import annotations

from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.record.statement import CONTEXT_FACTS, FACTS, Quote, Statement
from onrecord.render import words
from onrecord.render.escape import Markdown, escape
from onrecord.values.count import Kind


def language_attribute(tag: str | None) -> str:
    """The language of the words as an HTML attribute may hold it; else empty."""
    return tag if tag and tag.replace("-", "").isalnum() else ""


def translation(quote: Quote) -> Markdown:
    """From which language a quotation was translated, and by whom; empty where it was not."""
    if not quote.original_lang:
        return Markdown()
    by = f" by {escape(quote.translator)}" if quote.translator else ""
    return Markdown(f"Translated from {words.language(quote.original_lang)}{by}.")


#: What a statement says of the event itself; a threat, a condemnation or a call says nothing of it.
_OF_THE_EVENT = frozenset(FACTS) - CONTEXT_FACTS - {"in_response_to"}


def is_party(library: Library, incident: Incident, statement: Statement) -> bool:
    """Whether a statement is a claim of a party: about the event, by somebody who is said to have part in it.

    Such a party claims the incident, is blamed for it, or was harmed by it.
    """
    if _OF_THE_EVENT.isdisjoint(statement.facts):
        return False
    by = statement.by
    actor = by.actor or by.of if by else None
    if actor is None:
        return False
    found = account(library, incident)
    facets = found.facets()
    involved = {one for facet in ("claimant", "blamed") for one in facets.get(facet, ())}
    for toll in found.tolls:
        # Somebody of whom it is said that they were not harmed is no party by that.
        if any(row.value.count.kind in (None, Kind.SOME) for row in toll.rows):
            involved.update(toll.parties)
    return library.house(actor) in {library.house(one) for one in involved}
