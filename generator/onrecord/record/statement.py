"""A statement: one attribution and any number of facts.

The editor writes statements in the order of the article on the desk; the page groups them by fact. The facts
are those of the table ``terms.facts.FACTS``, from which the fields for counts of people are made.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, create_model, model_validator

from onrecord.record.scalars import fault
from onrecord.record.shapes import (
    ID_SCHEMA,
    ClockText,
    CountText,
    DayText,
    DurationText,
    Id,
    Ids,
    LangTag,
    Line,
    Lines,
    OneOf,
    OneOrMany,
    ProseText,
    SaidText,
    Shape,
    Short,
)
from onrecord.record.things import Attackers, Loss, Position, Verification
from onrecord.terms import CHANNELS, NATURES, QUALIFIERS, STANCES, UNITS, WEAPONS
from onrecord.terms.facts import FACTS, people
from onrecord.values.count import Count

T = TypeVar("T", bound=Shape)

#: The translator of a quotation that we translated.
OURS = "ours"


class Speaker(Shape):
    """Who speaks: an actor, or somebody unnamed by role and side. Two unnamed speakers are never merged."""

    actor: Id | None = Field(None, description="An actor of the registry.")
    role: Line | None = Field(
        None, description="How the source describes a speaker it does not name: a US official."
    )
    of: Id | None = Field(
        None, description="The actor for whom an unnamed speaker speaks, as the source has it."
    )
    anonymous: Line | None = Field(
        None,
        description="Only where the source says so: its reason for the anonymity, or `reason not stated`.",
    )

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: object) -> object:
        return {"actor": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Speaker:
        if self.actor is None and self.role is None:
            raise fault("missing-key", "an unnamed speaker needs a `role`", "role: a US official")
        if self.actor is not None and (self.role or self.anonymous or self.of):
            raise fault(
                "wrong-shape",
                "a speaker is named or not: `actor` goes without `role`, `of` and `anonymous`",
                "delete `actor` or the others; the office of a named speaker stands in `as:`, beside `by:`",
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        json_schema = handler.resolve_ref_schema(handler(schema))
        fields = dict(json_schema["properties"])
        named = {"actor": fields.pop("actor")}
        return {
            "description": json_schema.get("description", ""),
            "anyOf": [
                ID_SCHEMA,
                {"type": "object", "properties": named, "required": ["actor"], "additionalProperties": False},
                {"type": "object", "properties": fields, "required": ["role"], "additionalProperties": False},
            ],
        }


class Share(Shape):
    """A part of a figure that the same statement names: "at least 12, among them 5 children". Never added."""

    who: Ids = Field(description="Who they were: an actor or a party of the vocabulary.")
    count: CountText = Field(description="A count in words.")


class Casualties(Shape):
    """How many of one party were killed, taken, freed …. Several parties in ``who`` have one figure."""

    who: Ids = Field(
        description="An actor, or one of the parties of the vocabulary; several where one figure covers them."
    )
    count: CountText = Field(description="A count in words: 3, at least 58, some, none, under evaluation.")
    described: Line | None = Field(
        None, description="What the speaker calls them, as it follows the count: soldier, fighters, children."
    )
    unit: Annotated[str, OneOf(UNITS)] | None = Field(
        None, description="households or families, where the figure does not count single people."
    )
    nature: Annotated[tuple[Annotated[str, OneOf(NATURES)], ...], OneOrMany()] | None = Field(
        None, description="The nature of the harm."
    )
    qualifier: Annotated[tuple[Annotated[str, OneOf(QUALIFIERS)], ...], OneOrMany()] | None = Field(
        None, description="How the speaker limits the figure: allegedly, further, estimated."
    )
    of_which: Annotated[tuple[Share, ...], OneOrMany()] | None = Field(
        None, description="Parts of the figure that the speaker names; they are not added to it."
    )
    where: Id | None = Field(
        None, description="The place, where the figure covers only a part of the incident."
    )
    note: Line | None = Field(None, description="What the speaker adds, in our words.")


class Intercepted(Shape):
    """How many projectiles were stopped."""

    count: CountText = Field(description="A count in words.")
    note: Line | None = Field(None, description="What the speaker adds, in our words.")


class Target(Shape):
    """What was aimed at or hit, according to the statement."""

    what: Line = Field(description="What, in our words.")
    whose: Ids | None = Field(None, description="The actors to whom the statement says it belongs.")


class Responsibility(Shape):
    """A claim, a denial, an accusation. ``responsibility: claims`` is short for the speaker's own."""

    stance: Annotated[str, OneOf(STANCES)] = Field(
        description="claims, may-claim, denies, declines, unclaimed, accident, blames or suspects."
    )
    actors: Ids | None = Field(None, description="Whom the stance is about, where it is not the speaker.")
    described: Line | None = Field(
        None, description="How the speaker describes them, where no actor is named."
    )
    hedge: Line | None = Field(None, description="The reservation the speaker makes.")
    evidence: Line | None = Field(None, description="The evidence the speaker gives, if any.")

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: object) -> object:
        """``blames: x`` is short for ``stance: blames`` with ``actors: x``."""
        if isinstance(value, str):
            return {"stance": value}
        if not isinstance(value, dict) or "stance" in value:
            return value
        verbs = [key for key in value if key in STANCES]
        if len(verbs) != 1:
            raise fault(
                "wrong-shape",
                f"one of {', '.join(STANCES.ids)} is needed here"
                + (f", and here are {len(verbs)}" if verbs else ""),
                "write each as an item of its own, behind a hyphen"
                if verbs
                else "for example `blames: actor-id`",
            )
        if "actors" in value:
            raise fault(
                "wrong-shape",
                f"`{verbs[0]}` names the actors itself, and `actors` names them again",
                f"write them all behind `{verbs[0]}:`",
            )
        rest = {key: item for key, item in value.items() if key != verbs[0]}
        return {"stance": verbs[0], "actors": value[verbs[0]], **rest}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        json_schema = handler.resolve_ref_schema(handler(schema))
        fields = dict(json_schema["properties"])
        rest = {key: fields[key] for key in ("described", "hedge", "evidence")}
        named = {term.id: {**fields["actors"], "description": term.definition} for term in STANCES}
        one_verb = [{"required": [verb]} for verb in named]
        return {
            "description": json_schema.get("description", ""),
            "anyOf": [
                {"enum": list(STANCES.ids)},
                {
                    "type": "object",
                    "properties": {**named, **rest},
                    "oneOf": one_verb,
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": fields,
                    "required": ["stance"],
                    "additionalProperties": False,
                },
            ],
        }


class Quote(Shape):
    """Direct speech, word for word as printed in the source. ``quote: text`` is short for its text."""

    text: Line = Field(
        description="The words, without quotation marks; our translation of them, where `original` is given."
    )
    about: Line | None = Field(None, description="What the words are about, in our words.")
    lang: LangTag | None = Field(None, description="The language of the text here, as a BCP 47 tag.")
    original_lang: LangTag | None = Field(
        None, description="The language in which it was said, where this is a translation."
    )
    original: Line | None = Field(
        None,
        description=(
            "The words of the source in `original_lang`, where the source does not print the translation. "
            "They are what is compared with the source."
        ),
    )
    translator: Line | None = Field(
        None,
        description="Who translated it. `ours`, or nobody beside an `original`: we did; the page says so.",
    )
    note: ProseText | None = Field(None, description="Ours: what the words do not say for themselves.")

    @property
    def ours(self) -> bool:
        """Whether the text is a translation of ours."""
        return self.translator == OURS or (self.original is not None and self.translator is None)

    @model_validator(mode="after")
    def _original_has_its_language(self) -> Quote:
        if self.original is not None and self.original_lang is None:
            raise fault("missing-key", "an `original` needs its language", "original_lang: ar")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        json_schema = handler.resolve_ref_schema(handler(schema))
        return {**json_schema, "dependentRequired": {"original": ["original_lang"]}}


def _not_empty(value: object) -> object:
    if value == {}:
        raise fault("empty-value", "holds no count", "for example `IQ: 66` or `total: 66`")
    return value


_ScopedCounts = Annotated[
    dict[Annotated[str, BeforeValidator(lambda key: key)], CountText],
    Field(min_length=1),
    BeforeValidator(_not_empty),
    # `count: 66` is short for `count: {total: 66}`.
    Short("total"),
]


class Tally(Shape):
    """A running count that somebody reported: of what, since when, where."""

    measure: Id = Field(description="What is counted: registry/measures.yml.")
    since: DayText | None = Field(None, description="The first day covered.")
    until: DayText | None = Field(None, description="The last day covered.")
    as_of: SaidText | None = Field(
        None, description="The day for which the count is given; else when it was said."
    )
    count: _ScopedCounts = Field(
        description="Counts by country code (IQ) or place id, and `total` where the source states one."
    )
    scope: Line | None = Field(None, description="What the count covers and leaves out, in our words.")
    checked: Line | None = Field(
        None,
        description=(
            "Ours: what you found about a figure that does not fit, such as a total that falls. Readers see "
            "it, and the check is silent."
        ),
    )

    @property
    def total(self) -> Count | None:
        """The total that the source states; never one of ours."""
        return self.count.get("total")


class Force(Shape):
    """A force level that somebody reported."""

    who: Id = Field(description="The actor.")
    count: _ScopedCounts = Field(description="Counts by country code or place id.")
    as_of: SaidText | None = Field(None, description="The day for which the count is given.")
    mission: Line | None = Field(None, description="The stated mission, in our words.")


def _with_people(shape: type[T]) -> type[T]:
    """``shape`` with a field for each count of people of the table."""
    kind = Annotated[tuple[Casualties, ...], OneOrMany()] | None
    fields: Any = {fact.id: (kind, Field(None, description=fact.description)) for fact in people()}
    made: type[T] = create_model(
        shape.__name__, __base__=shape, __module__=shape.__module__, __doc__=shape.__doc__, **fields
    )
    return made


@_with_people
class Statement(Shape):
    """One attribution and any number of facts."""

    id: Id | None = Field(
        None, description="A name of its own; it keeps the statement's address when its attribution changes."
    )
    by: Speaker | None = Field(
        None,
        description=(
            "Who speaks: an actor's id, or role and side. Left out, the publication speaks in its own voice."
        ),
    )
    as_: Line | None = Field(None, alias="as", description="The office the speaker held that day.")
    in_: Annotated[str, OneOf(CHANNELS)] | None = Field(None, alias="in", description="The channel.")
    via: Ids | None = Field(
        None, description="Who relayed it, nearest to the speaker first; else the source's `origin`."
    )
    source: Ids = Field(description="Where it was read: one source, or several that carry the same words.")
    said: SaidText | None = Field(None, description="When it was said: a day, or an instant with its zone.")
    said_basis: ProseText | None = Field(None, description="How we know, where the source gives no date.")
    excerpt: Line | None = Field(
        None, description="The passage on which the facts below rest. Never published."
    )
    corrects: Ids | None = Field(
        None,
        description=(
            "Statements of this record, by their `id`, that the speaker's side takes back: what "
            "they say of the same becomes earlier."
        ),
    )
    note: ProseText | None = Field(None, description="Ours: what a reader must know about this statement.")
    note_internal: Line | None = Field(None, description="Never leaves the record.")

    date: DayText | None = Field(
        None, description="The date of the incident, where the statement gives another one."
    )
    time: ClockText | None = Field(
        None,
        description=(
            "The time of day at the place: 18:30, about 18:30, evening, overnight, shortly after midnight, "
            "20:45-05:00; `18:30 zone not stated` where the source does not say whose time it is."
        ),
    )
    duration: DurationText | None = Field(
        None, description="How long it lasted: 6 hours, about 20 minutes, more than 3 days."
    )
    place: Id | None = Field(
        None, description="The place of the incident, where the statement gives another one."
    )
    position: Position | None = Field(
        None, description="How far from a place it happened: 15 nautical miles south-west of a port."
    )
    attackers: Annotated[Attackers, Short("count")] | None = Field(
        None, description="How many took part in the attack: a count in words."
    )
    weapons: Annotated[tuple[Annotated[str, OneOf(WEAPONS)], ...], OneOrMany()] | None = Field(
        None, description="What was used."
    )
    projectiles: CountText | None = Field(
        None, description="How many missiles, rockets, drones: a count in words."
    )
    intercepted: Annotated[Intercepted, Short("count")] | None = Field(
        None, description="How many of them were stopped."
    )
    launched_from: Line | None = Field(None, description="Where it was fired from, in our words.")
    targets: Annotated[tuple[Annotated[Target, Short("what")], ...], OneOrMany()] | None = Field(
        None, description="What was aimed at or hit, and whose it is said to be."
    )
    vessels: Ids | None = Field(
        None, description="Vessels that were attacked, seized or used: registry/vessels.yml."
    )
    units: Lines | None = Field(None, description="Units that are named.")
    damage: Lines | None = Field(None, description="Damage, in our words; `none` is a statement too.")
    losses: Annotated[tuple[Loss, ...], OneOrMany()] | None = Field(
        None, description="How many vehicles, vessels, buildings were damaged, destroyed or taken."
    )
    responsibility: Annotated[tuple[Responsibility, ...], OneOrMany()] | None = Field(
        None, description="Who claims, denies, blames or suspects."
    )
    in_response_to: Ids | None = Field(
        None, description="Incidents to which this one is said to be a response."
    )
    verification: Annotated[tuple[Annotated[Verification, Short("result")], ...], OneOrMany()] | None = Field(
        None,
        description=(
            "What the speaker could confirm independently, and of whose statements: "
            "`could not be independently confirmed` is its own statement of the publication that says it."
        ),
    )
    quote: Annotated[tuple[Annotated[Quote, Short("text")], ...], OneOrMany()] | None = Field(
        None, description="Direct speech, word for word."
    )
    paraphrase: Lines | None = Field(
        None, description="What else was said, in our words; never in quotation marks."
    )
    tally: Annotated[tuple[Tally, ...], OneOrMany()] | None = Field(None, description="Running counts.")
    force: Annotated[tuple[Force, ...], OneOrMany()] | None = Field(None, description="Force levels.")

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts the statement gives, in the order of the table."""
        return tuple(name for name in FACTS if getattr(self, name) is not None)

    def figures(self, fact: str) -> tuple[Casualties, ...]:
        """The figures of one count of people, by party: those of ``killed``."""
        return getattr(self, fact) or ()
