"""What has to stand beside a quotation wherever it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.markdown.direction import direction as direction
from onrecord.record.statement import Quote, Statement
from onrecord.terms.facts import FACTS
from onrecord.values.count import Kind


def language_attribute(tag: str | None) -> str:
    """The language of the words as an HTML attribute may hold it; else empty."""
    return tag if tag and tag.replace("-", "").isalnum() else ""


@dataclass(frozen=True, slots=True)
class Original:
    """The words of a source that we translated, with their language and direction."""

    text: str
    lang: str
    dir: str


def original(quote: Quote) -> Original | None:
    """The words that a quotation translates, where the record has them."""
    if quote.original is None:
        return None
    return Original(quote.original, language_attribute(quote.original_lang), direction(quote.original_lang))


#: What a statement says of the event itself; a threat, a condemnation or a call says nothing of it.
_OF_THE_EVENT = frozenset(fact.id for fact in FACTS.values() if not fact.context) - {"in_response_to"}


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
