"""A record: how we file one incident, and what others have said about it.

The header carries no figures and takes no side. What was said stands in ``statements`` and ``context``;
everything else is ours and is marked as ours on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Annotated, Any

from pydantic import Field

from onrecord.reads import HOME, NotedPart
from onrecord.record.external import ExternalIds
from onrecord.record.shapes import (
    DayText,
    Id,
    Ids,
    InstantText,
    Line,
    OneOf,
    OneOrMany,
    ProseText,
    SaidText,
    Shape,
    Short,
    YesNo,
)
from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.terms import CORRECTION_KINDS, EVENTS, PUBLISH, REMOVALS, STORY


class Related(Shape):
    """Another incident that a reader of this one should know."""

    incident: Id = Field(description="Its id.")
    why: Line | None = Field(None, description="Why, in our words.")


class Update(Shape):
    """News that came after publication."""

    on: SaidText = Field(description="When we published it.")
    text: ProseText = Field(description="What is new.")


class Correction(Shape):
    """An error of ours, and what is right."""

    on: SaidText = Field(description="When we corrected it.")
    kind: Annotated[str, OneOf(CORRECTION_KINDS)] = Field("corrected", description="The kind of correction.")
    was: Line = Field(description="What was wrong.")
    now: Line = Field(description="What is right.")
    note: ProseText | None = Field(None, description="How it came about.")


class Removed(Shape):
    """Something that was taken out, as `onrecord remove` writes it. The page says that something was."""

    on: SaidText = Field(description="When it was taken out.")
    what: Annotated[str, OneOf(REMOVALS)] = Field(description="statement, quote or name.")
    reason: Line | None = Field(None, description="Why. Never published.")


class Asked(Shape):
    """The right of reply: whom we asked, when, and what came of it."""

    whom: Id = Field(description="The actor.")
    on: SaidText = Field(description="When.")
    outcome: Line = Field(description="answered, did not answer, declined to comment …")


class Desk(Shape):
    """Who answers for the record. Never published."""

    written_by: Line = Field(description="Who wrote it.")
    reviewed_by: Line | None = Field(None, description="Who read it as a second pair of eyes.")
    on: SaidText | None = Field(None, description="When it was reviewed.")


class Record(Shape):
    """One incident: a header of ours, and statements of theirs."""

    title: Line = Field(description="What we call it: no figure, no side.")
    date: DayText = Field(
        description=(
            "The local date at the place: 2024-01-20, 2024-01-20~ (about), 2024-01, "
            "2024-01-20/2024-01-22 for an incident of several days (EDTF)."
        )
    )
    lasted: YesNo = Field(
        True,
        description=(
            "no: of a date with two ends, it happened on one of these days and nobody knows on which, or in "
            "the night between. Otherwise it went on from the first to the last."
        ),
    )
    date_basis: ProseText | None = Field(
        None, description="How we dated it, where the sources do not print the date."
    )
    place: Id | None = Field(None, description="A place of registry/places.yml.")
    other_places: Ids | None = Field(None, description="Further places of the same incident.")
    event: Annotated[str, OneOf(EVENTS)] = Field(
        description=(
            "The kind of event, a term of the codebook (ACLED's): attack, armed-clash, air-drone-strike …"
        )
    )
    story: Annotated[str, OneOf(STORY)] = Field("developing", description="developing or settled.")
    publish: Annotated[str, OneOf(PUBLISH)] = Field(
        "draft", description="draft, in-review, published or withdrawn."
    )
    embargo: InstantText | None = Field(None, description="Not in a build before this instant.")
    cutoff: SaidText | None = Field(
        None, description="Information up to; required before a record is published."
    )
    created: SaidText | None = Field(None, description="When we first filed it.")
    changed: SaidText | None = Field(None, description="When its content last changed.")
    reviewed: SaidText | None = Field(None, description="When it was last read against its sources.")
    ids: ExternalIds | None = Field(
        None, description="Ids under which others file the incident: ACLED, GTD, Wikidata …"
    )
    formerly: Ids | None = Field(None, description="Ids this record had before; their addresses lead here.")

    sources: dict[Id, Source] = Field(
        default_factory=dict, description="Sources that only this record cites."
    )
    statements: Annotated[tuple[Statement, ...], OneOrMany()] = Field(
        (), description="What was said about the incident."
    )
    context: Annotated[tuple[Statement, ...], OneOrMany()] = Field(
        (), description="What was said about its surroundings."
    )

    summary: ProseText | None = Field(
        None, description="What happened; its first paragraph stands below the title."
    )
    background: ProseText | None = Field(None, description="What a reader needs to know first.")
    note: ProseText | None = Field(None, description="Ours: a note to the reader about this page.")
    related: Annotated[tuple[Annotated[Related, Short("incident")], ...], OneOrMany()] = Field(
        (), description="Other incidents, chosen by us."
    )
    updates: Annotated[tuple[Update, ...], OneOrMany()] = Field((), description="News after publication.")
    corrections: Annotated[tuple[Correction, ...], OneOrMany()] = Field((), description="Our errors.")
    removed: Annotated[tuple[Removed, ...], OneOrMany()] = Field(
        (), description="What was taken out after publication; `onrecord remove` writes it."
    )
    asked: Annotated[tuple[Asked, ...], OneOrMany()] = Field((), description="The right of reply.")
    desk: Desk | None = Field(None, description="Who answers for it. Never published.")
    note_internal: Line | None = Field(None, description="Never leaves the record.")

    @property
    def days_known(self) -> bool:
        """Whether each day on which it went on is known: one day, or an incident of several."""
        return self.date.exact or self.several_days

    @property
    def several_days(self) -> bool:
        """Whether it went on over several days, all of which are known."""
        return self.lasted and self.date.whole_days

    @property
    def when(self) -> str:
        """The date for a list: "20–22 January 2024"; "between … and …" where it is one of these days."""
        return self.date.words() if self.days_known else self.date.span_words()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Record:
        """A copy with other values; what was kept of this one's does not hold for it."""
        found = super().model_copy(update=update, deep=deep)
        vars(found).pop(PRINTS, None)
        return found

    def in_library(self, label: str, incident_id: str) -> Record:
        """The same record as a part of a library: each field notes there that it was read."""
        home = (label, incident_id)
        if vars(self).get(HOME) == home:
            return self
        found = copy(self)
        vars(found)[HOME] = home
        return found


PRINTS = "prints"
"""Under this name `vars` of a record has the fingerprints of its parts, where somebody worked them out."""
READ = "record."
"""With the name of a field: what is noted where it is read."""
# After the class was made of its annotations: the fields stay what a reader and a type checker see.
for _name in Record.model_fields:
    setattr(Record, _name, NotedPart(_name, f"{READ}{_name}"))
