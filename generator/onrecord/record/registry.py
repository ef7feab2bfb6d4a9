"""The registries: what records refer to by an id. One file each below ``briefings/registry/``."""

from __future__ import annotations

import re
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, WithJsonSchema

from onrecord.record.external import ExternalIds
from onrecord.record.scalars import fault
from onrecord.record.shapes import (
    Id,
    Ids,
    LangTag,
    Latitude,
    Line,
    Lines,
    Longitude,
    OneOf,
    OneOrMany,
    ProseText,
    Shape,
    YesNo,
)
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import ACTOR_KINDS, COVERAGE, EVENTS, PLACE_PRECISIONS


def is_country(text: str) -> bool:
    """Whether ``text`` has the form of a country code, ISO 3166-1 alpha-2."""
    return re.fullmatch("[A-Z]{2}", text) is not None


def _country(text: str) -> str:
    if is_country(text):
        return text
    raise fault(
        "wrong-shape", f"`{text[:40]}` is not a country code", "two capital letters of ISO 3166-1: IQ"
    )


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise fault(
            "bad-time", f"`{text[:40]}` is not a time zone", "a name of the IANA database: Asia/Baghdad"
        ) from None
    return text


Country = Annotated[
    Line, AfterValidator(_country), WithJsonSchema({"type": "string", "pattern": r"^\s*[A-Z]{2}\s*$"})
]
Zone = Annotated[Line, AfterValidator(_zone)]


class Actor(Shape):
    """A person or an organisation. Claims about it need a source here too."""

    name: Line = Field(description="One Latin spelling, used everywhere outside quotes.")
    kind: Annotated[str, OneOf(ACTOR_KINDS)] = Field(description="state, armed-group, person …")
    aliases: Lines | None = Field(None, description="Other spellings.")
    short: Line | None = Field(None, description="The name for tables, where the full one is long.")
    names: dict[LangTag, Line] = Field(
        default_factory=dict, description="The name in its own scripts, by language tag."
    )
    part_of: Id | None = Field(
        None, description="The actor it belongs to: statements of one house are one voice."
    )
    country: Country | None = Field(None, description="For a state: its country code.")
    page: YesNo = Field(
        False,
        description=(
            "yes: a person may have a page, for the public role that `role` names. Every other actor has one."
        ),
    )
    role: Line | None = Field(None, description="A person's public role, which is the reason for a page.")
    described: ProseText | None = Field(None, description="What the sources say it is, with markers.")
    ids: ExternalIds | None = Field(None, description="Ids under which others file it: Wikidata, UCDP …")

    @property
    def public(self) -> bool:
        """Whether it may have a page, a feed and an address: a person only with a public role."""
        return self.kind != "person" or self.page

    @property
    def every_name(self) -> tuple[str, ...]:
        """Its name, the other spellings, and the names in its own scripts."""
        return (self.name, *([self.short] if self.short else []), *(self.aliases or ()), *self.names.values())


class Place(Shape):
    """A place, no more exact than its origin."""

    name: Line = Field(description="One Latin spelling.")
    country: Country | None = Field(None, description="ISO 3166-1 code.")
    within: Id | None = Field(None, description="The larger place it lies in.")
    lat: Latitude | None = Field(None, description="Latitude in decimal degrees, WGS 84.")
    lon: Longitude | None = Field(None, description="Longitude in decimal degrees, WGS 84.")
    precision: Annotated[str, OneOf(PLACE_PRECISIONS)] = Field(description="How sure the place is.")
    origin: Line | None = Field(None, description="Where the coordinates come from.")
    aliases: Lines | None = Field(None, description="Other spellings.")
    names: dict[LangTag, Line] = Field(
        default_factory=dict, description="The name in its own scripts, by language tag."
    )
    zone: Zone | None = Field(None, description="Its IANA time zone.")
    described: ProseText | None = Field(None, description="What the sources say of it, with markers.")

    @property
    def every_name(self) -> tuple[str, ...]:
        """Its name, the other spellings, and the names in its own scripts."""
        return (self.name, *(self.aliases or ()), *self.names.values())


class Vessel(Shape):
    """A ship or boat. What the register says of it; what befell it stands in statements."""

    name: Line = Field(description="Its name at the time.")
    kind: Line | None = Field(None, description="What it is, as it stands in a sentence: bulk carrier.")
    flag: Country | None = Field(None, description="ISO 3166-1 code of the state whose flag it flies.")
    crew: ProseText | None = Field(
        None, description="How many are on board and from where, with the marker of who says so."
    )
    owner: Id | None = Field(None, description="The actor to whom it belongs.")
    aliases: Lines | None = Field(None, description="Other spellings, former names.")
    names: dict[LangTag, Line] = Field(
        default_factory=dict, description="The name in its own scripts, by language tag."
    )
    described: ProseText | None = Field(None, description="What the sources say of it, with markers.")
    ids: ExternalIds | None = Field(None, description="Its IMO number, MMSI, or other ids.")

    @property
    def imo(self) -> str:
        """Its IMO number; empty where none is given."""
        return next((one.id for one in self.ids or () if one.scheme == "imo"), "")

    @property
    def every_name(self) -> tuple[str, ...]:
        """Its name, the other spellings, and the names in its own scripts."""
        return (self.name, *(self.aliases or ()), *self.names.values())


class Measure(Shape):
    """What a tally counts, and which incidents of the archive match."""

    name: Line = Field(description="What is counted, as a heading: Attacks on US forces.")
    unit: Line = Field(description="One of what is counted, in the plural: attacks.")
    note: ProseText | None = Field(None, description="What readers should know about these counts.")
    events: Annotated[tuple[Annotated[str, OneOf(EVENTS)], ...], OneOrMany()] | None = Field(
        None, description="The kinds of event that match."
    )
    targets: Ids | None = Field(None, description="The actors whose being a target makes an incident match.")
    coverage: Annotated[str, OneOf(COVERAGE)] = Field("sample", description="sample or complete.")


Actors = dict[Id, Actor]
Places = dict[Id, Place]
Vessels = dict[Id, Vessel]
Measures = dict[Id, Measure]
SharedSources = dict[Id, Source]
Tallies = list[Statement]
