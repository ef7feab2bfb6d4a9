"""Ids under which others file the same incident, actor or vessel."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.markdown.escape import Markdown, escape, url
from onrecord.record.external import ExternalId
from onrecord.terms import ID_SCHEMES


def external_ids(ids: Iterable[ExternalId] | None) -> tuple[Markdown, ...]:
    """Each as "Wikidata Q207", a link where the scheme has a page for it."""
    return tuple(_linked(one) for one in ids or ())


def _linked(one: ExternalId) -> Markdown:
    text = escape(f"{ID_SCHEMES[one.scheme].label} {one.id}")
    return Markdown(f'[{text}]({url(one.address)}){{ rel="noopener" }}') if one.address else text
