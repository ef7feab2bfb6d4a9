"""Facts that are no figures of people: things lost, how many attacked, where at sea, what was confirmed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.record.shapes import CountText, DistanceText, Id, Ids, Line, OneOf, OneOrMany, Shape
from onrecord.terms import DIRECTIONS, LOSSES, QUALIFIERS, THINGS, VERIFICATIONS


class Loss(Shape):
    """How many things were damaged, destroyed or taken: "24 vehicles burnt"."""

    what: Annotated[str, OneOf(THINGS)] = Field(description="What: houses, buildings, vehicles, vessels …")
    count: CountText = Field(description="A count in words: 3, at least 58, some, none, under evaluation.")
    state: Annotated[str, OneOf(LOSSES)] = Field(
        description="What became of them: destroyed, damaged, burnt, sunk, looted, seized, lost."
    )
    described: Line | None = Field(
        None, description="What the speaker calls them, as it follows the count: thatched huts, fuel trucks."
    )
    whose: Ids | None = Field(None, description="The actors to whom the statement says they belong.")
    qualifier: Annotated[tuple[Annotated[str, OneOf(QUALIFIERS)], ...], OneOrMany()] | None = Field(
        None, description="How the speaker limits the figure: allegedly, further, estimated."
    )
    where: Id | None = Field(
        None, description="The place, where the figure covers only a part of the incident."
    )
    note: Line | None = Field(None, description="What the speaker adds, in our words.")


class Attackers(Shape):
    """How many took part in the attack, according to the statement."""

    count: CountText = Field(description="A count in words.")
    described: Line | None = Field(
        None, description="What the speaker calls them, as it follows the count: gunmen on motorcycles."
    )
    note: Line | None = Field(None, description="What the speaker adds, in our words.")


class Position(Shape):
    """Where it happened as a distance from a place: "15 nautical miles south-west of Mokha"."""

    distance: DistanceText = Field(description="How far, in the unit of the source: 15 nautical miles.")
    direction: Annotated[str, OneOf(DIRECTIONS)] | None = Field(
        None, description="In which direction from the place: south-west."
    )
    of: Id = Field(description="The place from which it is measured: registry/places.yml.")
    note: Line | None = Field(None, description="What the speaker adds, in our words.")


class Verification(Shape):
    """What the speaker could confirm of what others said: "could not independently confirm the toll"."""

    result: Annotated[str, OneOf(VERIFICATIONS)] = Field(
        description="not-independently-confirmed, independently-confirmed or partly-confirmed."
    )
    of: Ids | None = Field(
        None, description="The statements of this record, by their `id`, of which it says so; else of all."
    )
    what: Line | None = Field(
        None, description="Of what, in our words, as it follows the verb: the figures of the ministry."
    )
    note: Line | None = Field(None, description="What the speaker adds, in our words.")
