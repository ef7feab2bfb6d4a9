"""The row of one incident: our header, the standards' codes, and what is derived from its statements."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.export.attribution import Published
from onrecord.export.rows import IncidentRow
from onrecord.library.derive import Account
from onrecord.library.vessels import vessels_of
from onrecord.record.registry import Place
from onrecord.terms import CLAIM_STATES, EVENTS, PLACE_PRECISIONS, WEAPONS
from onrecord.terms.places import GEO, WHERE
from onrecord.terms.responsibility import CLAIMED, COMPETING

NOT_REPORTED = "not reported in the sources cited"
REPORTED = "reported, see casualties"


def incident_row(published: Published, account: Account, url: str) -> IncidentRow:
    """The row of the incident that ``account`` is about; ``url`` is its page's address."""
    incident, record = account.incident, account.incident.record
    library, facets = published.library, account.facets()
    place = library.registries.places[record.place] if record.place else None
    latitude, longitude, coordinates_state = coordinates(place)
    precision = PLACE_PRECISIONS[place.precision] if place else None
    event, weapons = EVENTS[record.event].codes, facets.get("weapons", ())
    claim = CLAIM_STATES[claim_state(published, account)]
    everything = [statement for _, _, statement in incident.statements()]
    return IncidentRow(
        id=incident.id,
        url=url,
        title=record.title,
        date=str(record.date),
        date_start=record.date.earliest.isoformat(),
        date_end=record.date.latest.isoformat(),
        date_lasted=record.date.exact or record.several_days,
        date_derived=record.date_basis is not None,
        # ACLED files each day of an incident of several: the days are known.
        acled_time_precision="1" if record.several_days else str(record.date.acled_precision),
        ucdp_date_prec=str(record.date.ucdp_precision),
        place_id=record.place or "",
        place=place.name if place else "",
        country=(place.country or "") if place else "",
        latitude=latitude,
        longitude=longitude,
        coordinates_state=coordinates_state,
        coordinates_origin=(place.origin or "") if place and latitude is not None else "",
        place_precision=place.precision if place else "",
        acled_geo_precision=precision.codes.get(GEO, "") if precision else "",
        ucdp_where_prec=precision.codes.get(WHERE, "") if precision else "",
        other_places=record.other_places or (),
        event=record.event,
        acled_event_type=event.get("ACLED event", ""),
        acled_sub_event_type=event.get("ACLED sub-event", ""),
        weapons=weapons,
        gtd_weapon_types=weapon_codes(weapons, "GTD weapon type"),
        gtd_weapon_subtypes=weapon_codes(weapons, "GTD weapon subtype"),
        claimed_by=published.ids(facets.get("claimant")),
        blamed=published.ids(facets.get("blamed")),
        targets=published.ids(facets.get("target")),
        harmed=published.ids(facets.get("harmed")),
        counted=published.ids(facets.get("counted")),
        speakers=published.ids(facets.get("speaker")),
        claim_state=claim.id,
        gtd_claimed=claim.codes.get(CLAIMED, ""),
        gtd_compclaim=claim.codes.get(COMPETING, ""),
        killed_state=REPORTED if account.reported("killed") else NOT_REPORTED,
        injured_state=REPORTED if account.reported("injured") else NOT_REPORTED,
        statements=len(everything),
        quotes=sum(len(statement.quote or ()) for statement in everything),
        houses=account.sides,
        source_ids=published.sources(incident, account.sources),
        in_response_to=published.incidents(dict.fromkeys(row.value for row in account.of("in_response_to"))),
        vessels=tuple(one for one, _ in vessels_of(library, incident)),
        external_ids=tuple(map(str, record.ids or ())),
        related=tuple(one for one, _ in library.related.get(incident.id, ())),
        formerly=record.formerly or (),
        story=record.story,
        cutoff=str(record.cutoff or ""),
        created=str(record.created or ""),
        changed=str(record.changed or ""),
        reviewed=str(record.reviewed or ""),
        updates=len(record.updates),
        corrections=len(record.corrections),
    )


def coordinates(place: Place | None) -> tuple[float | None, float | None, str]:
    """(latitude, longitude, why there are none). A point for an area would say more than anybody knows."""
    if place is None:
        return None, None, "no place is given"
    precision = PLACE_PRECISIONS[place.precision]
    if not precision.pin:
        return None, None, f"an area, not a point: {precision.label}"
    if place.lat is None or place.lon is None:
        return None, None, "no coordinates are known"
    return place.lat, place.lon, ""


def claim_state(published: Published, account: Account) -> str:
    """A term of ``CLAIM_STATES``: who claimed it is counted in houses."""
    claimants: set[str] = set()
    for row in account.stance("claims"):
        claimants |= {published.library.house(one) for one in row.value.actors or ()} or {row.voice.house}
    if claimants:
        return "claimed" if len(claimants) == 1 else "competing-claims"
    return "unclaimed" if account.stance("unclaimed") else "not-reported"


def weapon_codes(weapons: Iterable[str], standard: str) -> tuple[str, ...]:
    """The codes of weapons in a field of a standard, each once."""
    codes = (WEAPONS[one].codes.get(standard, "") for one in weapons)
    return tuple(dict.fromkeys(code for code in codes if code))
