"""The shapes of the rows: which columns each table has, and what they hold.

What we derived says so: a column whose name ends in ``_derived`` tells whether a date was worked out by us,
and columns described as "derived" are ours, not a source's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from onrecord.export.columns import Col
from onrecord.terms.facts import people

_LOW = "least number stated; blank where nobody stated one"
_HIGH = "greatest number stated; blank where nobody stated one"
_BEST = "the number itself, or the best estimate given"
_TEXT = "the count in the words of the record"
_STATE = "the word that stands for the number: under evaluation, some, none …"
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident as we file it. It carries no figures: those are somebody's, in the other tables."""

    id: Annotated[str, Col("the incident's permanent id")]
    url: Annotated[str, Col("its page")]
    title: Annotated[str, Col("what we call it")]
    date: Annotated[str, Col("local date at the place, in EDTF")]
    date_start: Annotated[str, Col("the earliest local day it can have been", "date-start")]
    date_end: Annotated[str, Col("the latest local day it can have been", "date-end")]
    date_lasted: Annotated[bool, Col("whether it went on from the first day to the last")]
    date_derived: Annotated[bool, Col("whether we worked the date out")]
    acled_time_precision: Annotated[str, Col("ACLED time precision of the date")]
    ucdp_date_prec: Annotated[str, Col("UCDP date_prec of the date")]
    place_id: Annotated[str, Col("the place's id; blank where none is given")]
    place: Annotated[str, Col("the place's name", "place")]
    country: Annotated[str, Col("ISO 3166-1 code of the place's country", "country")]
    latitude: Annotated[float | None, Col("degrees north, WGS 84; for points only", "latitude")]
    longitude: Annotated[float | None, Col("degrees east, WGS 84; for points only", "longitude")]
    coordinates_state: Annotated[str, Col("why there are none: no place, not known, an area and not a point")]
    coordinates_origin: Annotated[str, Col("where the coordinates come from")]
    place_precision: Annotated[str, Col("how sure the place is, a term of the codebook")]
    acled_geo_precision: Annotated[str, Col("ACLED geo precision")]
    ucdp_where_prec: Annotated[str, Col("UCDP where_prec")]
    other_places: Annotated[Texts, Col("ids of further places")]
    event: Annotated[str, Col("the kind of event, a term of the codebook", "event")]
    acled_event_type: Annotated[str, Col("ACLED event type")]
    acled_sub_event_type: Annotated[str, Col("ACLED sub-event type")]
    weapons: Annotated[Texts, Col("derived: weapons that any statement names")]
    gtd_weapon_types: Annotated[Texts, Col("GTD weapon types of these")]
    gtd_weapon_subtypes: Annotated[Texts, Col("GTD weapon subtypes of these")]
    claimed_by: Annotated[Texts, Col("derived: actors said to have claimed it")]
    blamed: Annotated[Texts, Col("derived: actors that somebody blames or suspects")]
    targets: Annotated[Texts, Col("derived: actors aimed at or hit, according to somebody")]
    harmed: Annotated[Texts, Col("derived: actors and parties harmed, according to somebody")]
    counted: Annotated[
        Texts, Col("derived: actors and parties of whom other figures are given: abducted, released …")
    ]
    speakers: Annotated[Texts, Col("derived: named speakers about the incident")]
    claim_state: Annotated[str, Col("derived: whether anybody claimed it")]
    gtd_claimed: Annotated[str, Col("GTD claimed")]
    gtd_compclaim: Annotated[str, Col("GTD compclaim: competing claims")]
    killed_state: Annotated[str, Col("derived: whether the sources cited speak of deaths")]
    injured_state: Annotated[str, Col("derived: whether the sources cited speak of injuries")]
    statements: Annotated[int, Col("derived: statements about the incident and around it")]
    quotes: Annotated[int, Col("derived: quotations")]
    houses: Annotated[
        int, Col("derived: sides that speak about the incident; a publication in its own words is none")
    ]
    source_ids: Annotated[Texts, Col("sources that its statements cite", "source")]
    in_response_to: Annotated[Texts, Col("incidents that somebody says it responds to")]
    vessels: Annotated[Texts, Col("derived: vessels that any statement names")]
    external_ids: Annotated[Texts, Col("ids under which others file it: wikidata:Q207")]
    related: Annotated[Texts, Col("incidents that we relate to it")]
    formerly: Annotated[Texts, Col("ids it had before")]
    story: Annotated[str, Col("developing or settled")]
    cutoff: Annotated[str, Col("information up to")]
    created: Annotated[str, Col("when we first filed it")]
    changed: Annotated[str, Col("when its content last changed")]
    reviewed: Annotated[str, Col("when it was last read against its sources")]
    updates: Annotated[int, Col("derived: news after publication")]
    corrections: Annotated[int, Col("derived: corrections of errors of ours")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who says so: the columns that all tables of statements begin with."""

    incident_id: Annotated[str, Col("the incident; blank for a statement that belongs to none")]
    statement: Annotated[str, Col("the statement's anchor, unique within its incident")]
    url: Annotated[str, Col("its address; blank for a statement that belongs to no incident")]
    part: Annotated[str, Col("statements (about the incident), context (around it), registry (of none)")]
    speaker: Annotated[str, Col("who speaks: a name, the role of somebody unnamed, or the publication")]
    speaker_id: Annotated[str, Col("the speaker's id, where it has a page of its own")]
    speaker_named: Annotated[bool, Col("whether the source names the speaker")]
    speaker_of: Annotated[str, Col("the actor for whom an unnamed speaker speaks")]
    anonymity: Annotated[str, Col("the reason the source gives for the anonymity")]
    house: Annotated[str, Col("derived: the actor at the top of part_of, whose voice this is")]
    role: Annotated[str, Col("the office held that day")]
    channel: Annotated[str, Col("how it was said, a term of the codebook")]
    via: Annotated[Texts, Col("actors that relayed it, nearest to the speaker first")]
    source_ids: Annotated[Texts, Col("where it was read", "source")]
    said: Annotated[str, Col("when it was said, a day in EDTF or a moment")]
    said_derived: Annotated[bool, Col("whether we worked that date out")]
    known_from: Annotated[str, Col("derived: from when the public could know it, in universal time")]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(Attributed):
    """One statement with its facts, but for those that have a table of their own."""

    facts: Annotated[Texts, Col("the kinds of fact it gives")]
    date: Annotated[str, Col("the date of the incident, where the statement gives one")]
    time: Annotated[str, Col("the time of day as the statement has it")]
    duration: Annotated[str, Col("how long it lasted, as the statement has it")]
    airwars_time_type: Annotated[str, Col("Airwars' type of local time")]
    place_id: Annotated[str, Col("the place of the incident, where the statement gives one")]
    position: Annotated[str, Col("how far from a place, in the unit of the source: 15 nautical miles")]
    position_direction: Annotated[str, Col("in which direction from the place")]
    position_of: Annotated[str, Col("the place's id")]
    attackers_low: Annotated[int | None, Col(f"attackers: {_LOW}")]
    attackers_high: Annotated[int | None, Col(f"attackers: {_HIGH}")]
    attackers_best: Annotated[int | None, Col(f"attackers: {_BEST}")]
    attackers_text: Annotated[str, Col(f"attackers: {_TEXT}")]
    attackers_state: Annotated[str, Col(f"attackers: {_STATE}")]
    attackers_described: Annotated[str, Col("what the speaker calls them")]
    weapons: Annotated[Texts, Col("weapons, terms of the codebook")]
    gtd_weapon_types: Annotated[Texts, Col("GTD weapon types of these")]
    projectiles_low: Annotated[int | None, Col(f"projectiles: {_LOW}")]
    projectiles_high: Annotated[int | None, Col(f"projectiles: {_HIGH}")]
    projectiles_best: Annotated[int | None, Col(f"projectiles: {_BEST}")]
    projectiles_text: Annotated[str, Col(f"projectiles: {_TEXT}")]
    projectiles_state: Annotated[str, Col(f"projectiles: {_STATE}")]
    intercepted_low: Annotated[int | None, Col(f"intercepted: {_LOW}")]
    intercepted_high: Annotated[int | None, Col(f"intercepted: {_HIGH}")]
    intercepted_best: Annotated[int | None, Col(f"intercepted: {_BEST}")]
    intercepted_text: Annotated[str, Col(f"intercepted: {_TEXT}")]
    intercepted_state: Annotated[str, Col(f"intercepted: {_STATE}")]
    intercepted_note: Annotated[str, Col("what the speaker adds, in our words")]
    launched_from: Annotated[str, Col("where it was fired from, in our words")]
    targets: Annotated[Texts, Col("what was aimed at or hit, in our words")]
    target_of: Annotated[Texts, Col("ids of those to whom it is said to belong")]
    vessels: Annotated[Texts, Col("ids of vessels that are named")]
    units: Annotated[Texts, Col("units that are named")]
    damage: Annotated[Texts, Col("damage, in our words")]
    in_response_to: Annotated[Texts, Col("incidents to which this one is said to respond")]
    verification: Annotated[Texts, Col("what the speaker could confirm: not-independently-confirmed …")]
    verification_of: Annotated[Texts, Col("the statements of which it says so; blank: of all")]
    verification_what: Annotated[Texts, Col("of what, in our words")]
    paraphrases: Annotated[Texts, Col("what else was said, in our words; no quotation")]
    quotes: Annotated[int, Col("derived: quotations of the statement, in the table of quotes")]
    note: Annotated[str, Col("a note of ours")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityRow(Attributed):
    """One claim, denial, accusation or suspicion: somebody's, and no finding of ours."""

    stance: Annotated[
        str, Col("claims, may-claim, denies, declines, unclaimed, accident, blames or suspects")
    ]
    about: Annotated[Texts, Col("names of those it is about; for its own claim or denial the speaker")]
    about_ids: Annotated[Texts, Col("their ids")]
    described: Annotated[str, Col("how the speaker describes them, where no actor is named")]
    hedge: Annotated[str, Col("the speaker's reservation")]
    evidence: Annotated[str, Col("the evidence the speaker gives")]
    gtd_claimed: Annotated[str, Col("GTD claimed")]
    gtd_guncertain: Annotated[str, Col("GTD guncertain")]
    gtd_claim_mode: Annotated[str, Col("GTD claim mode of a claim, by its channel")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyRow(Attributed):
    """How many of one party were killed, released …, as one statement says.

    Rows are rival accounts: never add them up.
    """

    harm: Annotated[
        str,
        Col(
            f"what became of them: {', '.join(fact.id for fact in people())}; "
            "casualties are killed or injured, not told apart"
        ),
    ]
    party_ids: Annotated[Texts, Col("ids of the actors or parties that the figure covers")]
    parties: Annotated[Texts, Col("their names")]
    ucdp_deaths: Annotated[Texts, Col("UCDP's column for deaths of these parties, where it has one")]
    described: Annotated[str, Col("what the speaker calls them")]
    unit: Annotated[str, Col("what is counted: households, families; blank: people one by one")]
    natures: Annotated[Texts, Col("the nature of the harm, terms of the codebook")]
    qualifiers: Annotated[Texts, Col("how the speaker limits the figure: allegedly, further, estimated")]
    of_which: Annotated[Texts, Col("parts of the figure that the speaker names; never add them to it")]
    count_low: Annotated[int | None, Col(_LOW)]
    count_high: Annotated[int | None, Col(_HIGH)]
    count_best: Annotated[int | None, Col(_BEST)]
    count_text: Annotated[str, Col(_TEXT)]
    count_state: Annotated[str, Col(_STATE)]
    killed: Annotated[int | None, Col("count_best, where the harm is killed", "killed")]
    injured: Annotated[int | None, Col("count_best, where the harm is injured", "injured")]
    where: Annotated[str, Col("the place's id, where the figure covers a part of the incident")]
    note: Annotated[str, Col("what the speaker adds, in our words")]
    current: Annotated[bool, Col("derived: whether its speaker has not replaced it")]
    confirmation: Annotated[
        str, Col("derived: reports-only, one-side, compatible, corroborated, contested, or blank")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossRow(Attributed):
    """One number of things damaged, destroyed or taken, as one speaker gave it."""

    what: Annotated[str, Col("what: houses, vehicles, vessels …, a term of the codebook")]
    described: Annotated[str, Col("what the speaker calls them")]
    became: Annotated[str, Col("what became of them: destroyed, damaged, burnt …")]
    whose_ids: Annotated[Texts, Col("ids of those to whom they are said to belong")]
    qualifiers: Annotated[Texts, Col("how the speaker limits the figure: allegedly, further, estimated")]
    count_low: Annotated[int | None, Col(_LOW)]
    count_high: Annotated[int | None, Col(_HIGH)]
    count_best: Annotated[int | None, Col(_BEST)]
    count_text: Annotated[str, Col(_TEXT)]
    count_state: Annotated[str, Col(_STATE)]
    where: Annotated[str, Col("the place's id, where the figure covers a part of the incident")]
    note: Annotated[str, Col("what the speaker adds, in our words")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One update, correction or removal: what we said ourselves of a change of a page."""

    incident_id: Annotated[str, Col("the incident")]
    url: Annotated[str, Col("where its page tells of changes")]
    kind: Annotated[str, Col("update, removal, or the kind of correction, a term of the codebook")]
    on: Annotated[str, Col("when we published it, a day in EDTF or a moment")]
    text: Annotated[str, Col("of an update: what is new")]
    was: Annotated[str, Col("of a correction: what was wrong")]
    now: Annotated[str, Col("of a correction: what is right")]
    note: Annotated[str, Col("of a correction: how it came about")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor that published records refer to; of people only those in a public role."""

    id: Annotated[str, Col("the actor's id")]
    name: Annotated[str, Col("its one spelling")]
    kind: Annotated[str, Col("what it is, a term of the codebook")]
    part_of: Annotated[str, Col("the actor it belongs to")]
    country: Annotated[str, Col("for a state: ISO 3166-1 code")]
    role: Annotated[str, Col("a person's public role")]
    external_ids: Annotated[Texts, Col("ids under which others file it: wikidata:Q207")]


@dataclass(frozen=True, slots=True, kw_only=True)
class VesselRow:
    """A vessel that published records name."""

    id: Annotated[str, Col("the vessel's id")]
    name: Annotated[str, Col("its name at the time")]
    kind: Annotated[str, Col("what it is, in our words")]
    flag: Annotated[str, Col("ISO 3166-1 code of the state whose flag it flies")]
    imo: Annotated[str, Col("IMO number")]
    crew: Annotated[str, Col("who is on board, in our words")]
    owner: Annotated[str, Col("id of the actor to whom it belongs")]
    external_ids: Annotated[Texts, Col("ids under which others file it: imo:9074729")]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow(Attributed):
    """Direct speech, word for word as printed in the source."""

    number: Annotated[int, Col("its place among the quotations of the statement")]
    text: Annotated[str, Col("the words, without quotation marks; or a translation of `original`")]
    about: Annotated[str, Col("what the words are about, in our words")]
    lang: Annotated[str, Col("language of the text, BCP 47")]
    original_lang: Annotated[str, Col("language in which it was said, where this is a translation")]
    original: Annotated[str, Col("the words of the source, where the text is a translation that it lacks")]
    translator: Annotated[str, Col("who translated it; `ours`: this archive did")]
    note: Annotated[str, Col("a note of ours")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow(Attributed):
    """One number of a running count that somebody reported, for one scope."""

    measure: Annotated[str, Col("what is counted, an id")]
    measure_name: Annotated[str, Col("what is counted")]
    unit: Annotated[str, Col("one of what is counted, in the plural")]
    since: Annotated[str, Col("the first day covered, in EDTF")]
    until: Annotated[str, Col("the last day covered, in EDTF")]
    as_of: Annotated[str, Col("the day or moment for which the count is given")]
    scope: Annotated[str, Col("a country code, a place's id, or total where the source states one")]
    scope_note: Annotated[str, Col("what the count covers and leaves out, in our words")]
    count_low: Annotated[int | None, Col(_LOW)]
    count_high: Annotated[int | None, Col(_HIGH)]
    count_best: Annotated[int | None, Col(_BEST)]
    count_text: Annotated[str, Col(_TEXT)]
    count_state: Annotated[str, Col(_STATE)]
    measure_coverage: Annotated[str, Col("sample or complete: whether we record all that match it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRow(Attributed):
    """A force level that somebody reported, for one scope."""

    force_id: Annotated[str, Col("the actor's id")]
    force: Annotated[str, Col("the actor")]
    as_of: Annotated[str, Col("the day or moment for which it is given")]
    scope: Annotated[str, Col("a country code, a place's id, or total where the source states one")]
    count_low: Annotated[int | None, Col(_LOW)]
    count_high: Annotated[int | None, Col(_HIGH)]
    count_best: Annotated[int | None, Col(_BEST)]
    count_text: Annotated[str, Col(_TEXT)]
    count_state: Annotated[str, Col(_STATE)]
    mission: Annotated[str, Col("the stated mission, in our words")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source that a published page cites. Of a confidential one only that it is there is published."""

    id: Annotated[str, Col("the source's id; of a confidential one a number that tells nothing")]
    incident_id: Annotated[str, Col("the incident whose record holds it; blank for a shared source")]
    title: Annotated[str, Col("its title", "source")]
    publisher: Annotated[str, Col("who published it")]
    author: Annotated[str, Col("its byline")]
    url: Annotated[str, Col("its address")]
    link: Annotated[bool, Col("whether we link to it; where not, the address is for reading only")]
    warning: Annotated[str, Col("what to know before following the address")]
    archive_url: Annotated[str, Col("an archived copy")]
    published: Annotated[str, Col("when it was published, in EDTF or a moment")]
    published_start: Annotated[str, Col("the first day it can have been published")]
    published_end: Annotated[str, Col("the last day it can have been published")]
    published_derived: Annotated[bool, Col("whether we worked that date out")]
    accessed: Annotated[str, Col("when we read it")]
    lang: Annotated[str, Col("its language, BCP 47")]
    origin: Annotated[Texts, Col("actors whose report it carries")]
    origin_note: Annotated[str, Col("what else is known of its origin")]
    interest: Annotated[str, Col("state-owned, party, advocacy, copy or none")]
    interest_note: Annotated[str, Col("whose interest, in words")]
    admiralty: Annotated[str, Col("grade on the Admiralty scale")]
    admiralty_reason: Annotated[str, Col("the reason for the grade")]
    seen: Annotated[str, Col("how much of it was read")]
    confidential: Annotated[bool, Col("whether it is confidential: then everything else is blank")]
    incidents: Annotated[int, Col("derived: published incidents that cite it")]
