"""A briefing for machines: schema.org as JSON-LD, safe inside a script element."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord import phrases
from onrecord.export import sentences
from onrecord.export.about import About
from onrecord.export.attribution import Published, plain, stamp
from onrecord.export.entries import updated
from onrecord.export.incident_rows import coordinates
from onrecord.export.sentences import correction_text
from onrecord.library.anchors import anchor
from onrecord.library.citations import cited
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident
from onrecord.library.vessels import vessels_of
from onrecord.record.external import ExternalId
from onrecord.record.record import Record
from onrecord.record.registry import Vessel
from onrecord.record.source import Source
from onrecord.record.statement import Quote, Statement
from onrecord.terms import CORRECTION_KINDS, ID_SCHEMES
from onrecord.terms.facts import counted
from onrecord.values.when import Instant, Said

CONTEXT = "https://schema.org"
# `</script`, `<!--` and `]]>` cannot come about without these; JavaScript once ended lines at the last two.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_MARKUP = re.compile(r"[*_`~=+$|^!#{}\[\]]")
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def article(published: Published, about: About, account: Account) -> dict[str, Any]:
    """The article about one incident.

    A page compiled from published reports is a ``BackgroundNewsArticle``; one for which we asked the
    parties is a ``ReportageNewsArticle``. Figures and stances are ``Claim``, direct speech ``Quotation``,
    each with its speaker.
    """
    incident, record = account.incident, account.incident.record
    page = about.incident(incident.id)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": _kind(incident),
            "@id": about.permanent(f"incident/{incident.id}"),
            "url": page if about.site_url else None,
            "mainEntityOfPage": page if about.site_url else None,
            "headline": record.title,
            "description": sentences.lead(published.names, account),
            "inLanguage": about.language,
            "dateCreated": iso(record.created),
            "dateModified": stamp(updated(published, incident)),
            "temporalCoverage": str(record.date),
            "dateline": _dateline(published, record),
            "contentLocation": _place(published, record.place),
            "about": _event(published, record),
            "mentions": [_vessel(vessel) for _, vessel in vessels_of(published.library, incident)],
            "publisher": {"@type": "Organization", "name": about.name},
            "license": _licence(about),
            "copyrightHolder": _filled({"@type": "Organization", "name": about.rights_holder})
            if about.rights_holder
            else None,
            "correction": list(_corrections(incident)),
            "isPartOf": _site(about),
            "isBasedOn": list(_sources(published, incident)),
            "hasPart": [*_claims(published, about, account), *_quotations(published, about, incident)],
        }
    )


def _dateline(published: Published, record: Record) -> str:
    place = published.names.place(record.place) if record.place else ""
    return phrases.plain(phrases.joined([place, record.date.words()]))


def _event(published: Published, record: Record) -> dict[str, Any] | None:
    """The incident itself, where it went on for several days or others file it.

    The day of any other stands with the article: ``temporalCoverage``.
    """
    if not record.several_days and not record.ids:
        return None
    days = (
        (record.date.earliest.isoformat(), record.date.latest.isoformat()) if record.days_known else ("", "")
    )
    return _filled(
        {
            "@type": "Event",
            "name": record.title,
            "startDate": days[0],
            "endDate": days[1],
            "location": _place(published, record.place),
            **_filed_by_others(record.ids),
        }
    )


def _vessel(vessel: Vessel) -> dict[str, Any]:
    return _filled(
        {"@type": "Vehicle", "name": vessel.name, "description": vessel.kind, **_filed_by_others(vessel.ids)}
    )


def _filed_by_others(ids: Iterable[ExternalId] | None) -> dict[str, Any]:
    """``sameAs`` for ids that have a page, and ``identifier`` for all of them."""
    given = tuple(ids or ())
    return {
        "sameAs": [one.address for one in given if one.address],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": ID_SCHEMES[one.scheme].label, "value": one.id}
            for one in given
        ],
    }


def website(about: About) -> dict[str, Any]:
    """The site, for its home page."""
    return _filled(
        {
            "@context": CONTEXT,
            **_site(about),
            "description": " ".join(part for part in (about.demonstration, about.selection) if part),
            "inLanguage": about.language,
            "publisher": {"@type": "Organization", "name": about.name},
            "license": _licence(about),
        }
    )


def collection(
    about: About, path: str, name: str, period: str, incidents: Iterable[Incident]
) -> dict[str, Any]:
    """A page that lists incidents; ``period`` is what it covers in ISO 8601: ``2024-01``."""
    page = about.page(path) if about.site_url else ""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "@id": about.permanent(path),
            "url": page,
            "name": name,
            "temporalCoverage": period,
            "inLanguage": about.language,
            "publisher": {"@type": "Organization", "name": about.name},
            "license": _licence(about),
            "isPartOf": _site(about),
            "hasPart": [_listed(about, incident) for incident in incidents],
        }
    )


def script(data: dict[str, Any]) -> str:
    """JSON-LD as the text of a ``script`` element: nothing in it can end that element.

    Nor does it mean anything to Markdown, some of whose extensions look into HTML too.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return _STRING.sub(lambda found: _MARKUP.sub(_code, found[0]), text)


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _listed(about: About, incident: Incident) -> dict[str, Any]:
    return _filled(
        {
            "@type": _kind(incident),
            "@id": about.permanent(f"incident/{incident.id}"),
            "url": about.incident(incident.id) if about.site_url else "",
            "headline": incident.record.title,
        }
    )


def _kind(incident: Incident) -> str:
    return "ReportageNewsArticle" if incident.record.asked else "BackgroundNewsArticle"


def _site(about: About) -> dict[str, Any]:
    return _filled(
        {
            "@type": "WebSite",
            "@id": about.permanent("site"),
            "name": about.name,
            "url": about.page("") if about.site_url else "",
        }
    )


def _licence(about: About) -> str | dict[str, Any] | None:
    """The licence's address or, failing that, a work of its name: the property takes no bare text."""
    if about.licence_url:
        return about.licence_url
    return {"@type": "CreativeWork", "name": about.licence} if about.licence else None


def iso(said: Said | None) -> str:
    """A day or an instant as ISO 8601 has it; nothing for one that is uncertain or a span of time."""
    if isinstance(said, Instant):
        return stamp(said.utc)
    return str(said) if said is not None and said.exact else ""


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if one not in ("", None, [], {})}


def _place(published: Published, place_id: str | None) -> dict[str, Any] | None:
    if place_id is None:
        return None
    place = published.library.registries.places[place_id]
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
            yield _filled({"@type": kind, "text": correction_text(one), "datePublished": iso(one.on)})


def _sources(published: Published, incident: Incident) -> Iterator[dict[str, Any]]:
    for source_id in cited(published.library, incident):
        source = published.library.source(incident, source_id)
        if not source.confidential:
            yield _source(source_id, source)


def _source(source_id: str, source: Source) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            # A name within the page, by which the parts say where they were read.
            "@id": f"_:{source_id}",
            "name": source.title,
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": iso(source.published),
            "inLanguage": source.lang,
            # Where we do not link, machines get no link either.
            "url": source.url if source.link else None,
            "archivedAt": source.archive,
        }
    )


def _claims(published: Published, about: About, account: Account) -> Iterator[dict[str, Any]]:
    incident = account.incident
    for row in account.of("responsibility"):
        yield _claim(
            published, about, incident, row, sentences.responsibility(published.names, incident, row)
        )
    for row in account.rows:
        if counted(row.fact):
            yield _claim(published, about, incident, row, sentences.casualty(published.names, incident, row))
        elif row.fact in ("losses", "attackers", "verification"):
            yield _claim(published, about, incident, row, sentences.thing(published.names, account, row))


def _claim(published: Published, about: About, incident: Incident, row: Row, text: str) -> dict[str, Any]:
    return _filled(
        {"@type": "Claim", "text": text, **_said(published, about, incident, row.statement, "author")}
    )


def _quotations(published: Published, about: About, incident: Incident) -> Iterator[dict[str, Any]]:
    for _, _, statement in incident.statements():
        for quote in statement.quote or ():
            yield _filled(
                {
                    "@type": "Quotation",
                    "text": quote.text,
                    "inLanguage": quote.lang,
                    "abstract": quote.about,
                    "translator": _translator(about, quote),
                    "translationOfWork": _filled(
                        {
                            "@type": "Quotation",
                            "text": quote.original,
                            "inLanguage": quote.original_lang,
                        }
                    )
                    if quote.original
                    else None,
                    "comment": {"@type": "Comment", "text": plain(quote.note)} if quote.note else None,
                    **_said(published, about, incident, statement, "spokenByCharacter"),
                }
            )


def _translator(about: About, quote: Quote) -> dict[str, Any] | None:
    name = about.rights_holder or about.name if quote.ours else quote.translator
    return {"@type": "Organization", "name": name} if name else None


def _said(
    published: Published, about: About, incident: Incident, statement: Statement, who: str
) -> dict[str, Any]:
    appearances = [{"@id": f"_:{one}"} for one, _ in published.open_sources(incident, statement)]
    return {
        who: _speaker(published, incident, statement),
        "url": about.incident(incident.id, anchor(statement)) if about.site_url else None,
        "dateCreated": iso(statement.said),
        "isBasedOn" if who == "spokenByCharacter" else "appearance": appearances,
    }


def _speaker(published: Published, incident: Incident, statement: Statement) -> dict[str, Any]:
    """Whoever the source does not name has a description and no name."""
    by = statement.by
    if by is not None and by.actor is None:
        of = {"@type": "Organization", "name": published.names.actor_text(by.of)} if by.of else None
        return _filled({"@type": "Person", "description": by.role, "affiliation": of})
    actor = published.library.actor(by.actor) if by and by.actor else None
    kind = "Person" if actor is not None and actor.kind == "person" else "Organization"
    office = statement.as_ if kind == "Person" else None
    return _filled(
        {
            "@type": kind,
            "name": phrases.plain(phrases.speaker_name(published.names, incident, statement)),
            "jobTitle": office,
            **_filed_by_others(actor.ids if actor is not None and actor.public else None),
        }
    )
