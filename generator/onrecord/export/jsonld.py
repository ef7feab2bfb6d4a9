"""A briefing for machines: schema.org as JSON-LD, safe inside a script element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.export import phrases
from onrecord.export.about import About
from onrecord.export.attribution import Names, plain, stamp
from onrecord.export.entries import correction_text, updated
from onrecord.export.incident_rows import coordinates
from onrecord.library.anchors import anchor
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.record.source import Source
from onrecord.record.statement import HARMS, Statement
from onrecord.terms import CORRECTION_KINDS

# `</script`, `<!--` and `]]>` cannot come about without these; JavaScript once ended lines at the last two.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def article(names: Names, about: About, account: Account) -> dict[str, Any]:
    """The article about one incident.

    A page compiled from published reports is a ``BackgroundNewsArticle``; one for which we asked the
    parties is a ``ReportageNewsArticle``. Figures and stances are ``Claim``, direct speech ``Quotation``,
    each with its speaker.
    """
    incident, record = account.incident, account.incident.record
    page = about.incident(incident.id)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "ReportageNewsArticle" if record.asked else "BackgroundNewsArticle",
            "@id": about.permanent(f"incident/{incident.id}"),
            "url": page if about.site_url else None,
            "mainEntityOfPage": page if about.site_url else None,
            "headline": record.title,
            "description": phrases.lead(names, account),
            "inLanguage": about.language,
            "dateCreated": str(record.created or ""),
            "dateModified": stamp(updated(names, incident)),
            "temporalCoverage": str(record.date),
            "dateline": ", ".join(part for part in (names.place(record.place), record.date.words()) if part),
            "contentLocation": _place(names, record.place),
            "publisher": {"@type": "Organization", "name": about.name},
            "license": about.licence_url or about.licence,
            "copyrightHolder": _filled({"@type": "Organization", "name": about.rights_holder})
            if about.rights_holder
            else None,
            "correction": list(_corrections(incident)),
            "isBasedOn": list(_sources(names, incident)),
            "hasPart": [*_claims(names, about, account), *_quotations(names, about, incident)],
        }
    )


def script(data: dict[str, Any]) -> str:
    """JSON-LD as the text of a ``script`` element: nothing in it can end that element."""
    return json.dumps(data, ensure_ascii=False).translate(_UNSAFE)


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if one not in ("", None, [], {})}


def _place(names: Names, place_id: str | None) -> dict[str, Any] | None:
    if place_id is None:
        return None
    place = names.library.registries.places[place_id]
    latitude, longitude, _ = coordinates(place)
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return _filled(
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "geo": geo if latitude is not None else None,
        }
    )


def _corrections(incident: Incident) -> Iterator[dict[str, Any]]:
    for one in incident.record.corrections:
        # Kinds that bring news and mend nothing have no such type.
        if kind := CORRECTION_KINDS[one.kind].codes.get("schema.org type"):
            yield {"@type": kind, "text": correction_text(one), "datePublished": str(one.on)}


def _sources(names: Names, incident: Incident) -> Iterator[dict[str, Any]]:
    for source_id in names.cited(incident):
        source = names.library.source(incident, source_id)
        if not source.confidential:
            yield _source(source)


def _source(source: Source) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": str(source.published or ""),
            "inLanguage": source.lang,
            # Where we do not link, machines get no link either.
            "url": source.url if source.link else None,
            "archivedAt": source.archive,
        }
    )


def _claims(names: Names, about: About, account: Account) -> Iterator[dict[str, Any]]:
    incident = account.incident
    for row in account.of("responsibility"):
        yield _claim(names, about, incident, row, phrases.responsibility(names, incident, row))
    for row in account.rows:
        if row.fact in HARMS:
            yield _claim(names, about, incident, row, phrases.casualty(names, incident, row))


def _claim(names: Names, about: About, incident: Incident, row: Row, text: str) -> dict[str, Any]:
    return _filled({"@type": "Claim", "text": text, **_said(names, about, incident, row.statement, "author")})


def _quotations(names: Names, about: About, incident: Incident) -> Iterator[dict[str, Any]]:
    for _, _, statement in incident.statements():
        for quote in statement.quote or ():
            yield _filled(
                {
                    "@type": "Quotation",
                    "text": quote.text,
                    "inLanguage": quote.lang,
                    "abstract": quote.about,
                    "translator": {"@type": "Organization", "name": quote.translator}
                    if quote.translator
                    else None,
                    "comment": plain(quote.note),
                    **_said(names, about, incident, statement, "spokenByCharacter"),
                }
            )


def _said(names: Names, about: About, incident: Incident, statement: Statement, who: str) -> dict[str, Any]:
    appearances = [_source(source) for _, source in names.open_sources(incident, statement)]
    return {
        who: _speaker(names, incident, statement),
        "url": about.incident(incident.id, anchor(statement)) if about.site_url else None,
        "dateCreated": str(statement.said or ""),
        "isBasedOn" if who == "spokenByCharacter" else "appearance": appearances,
    }


def _speaker(names: Names, incident: Incident, statement: Statement) -> dict[str, Any]:
    """Whoever the source does not name has a description and no name."""
    by = statement.by
    if by is not None and by.actor is None:
        of = {"@type": "Organization", "name": names.actor(by.of)} if by.of else None
        return _filled({"@type": "Person", "description": by.role, "affiliation": of})
    actor = names.library.actor(by.actor) if by and by.actor else None
    kind = "Person" if actor is not None and actor.kind == "person" else "Organization"
    office = statement.as_ if kind == "Person" else None
    return _filled({"@type": kind, "name": names.speaker(incident, statement), "jobTitle": office})
