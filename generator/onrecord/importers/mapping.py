"""A mapping: which column of a table becomes which part of a record. It is read and checked like a record."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, create_model, model_validator

from onrecord.record.record import Desk
from onrecord.record.scalars import as_text, fault
from onrecord.record.shapes import (
    Id,
    LangTag,
    Line,
    Lines,
    OneOf,
    OneOrMany,
    SaidText,
    Shape,
    Short,
    Url,
)
from onrecord.terms import ACTOR_KINDS, CHANNELS, ID_SCHEMES, INTERESTS, NATURES, PUBLISH, STORY
from onrecord.terms.facts import people

T = TypeVar("T", bound=Shape)

ORDERS = ("year-month-day", "day-month-year", "month-day-year")
"""How a table may write its dates."""
DECIMALS = (".", ",")

Column = Lines
"""The name of a column; of several names the first that the table has, for tables that came in versions."""
When = dict[str, Annotated[tuple[Annotated[str, BeforeValidator(as_text)], ...], OneOrMany()]]
"""What cells must hold, by column: one of several texts, in which ``*`` stands for anything that is there."""


class Speaker(Shape):
    """Whose statements the rows are: an actor, written into the registry where it has none of that id."""

    id: Id = Field(description="Its id in the registry of actors.")
    name: Line | None = Field(None, description="Its name, where the registry has no such actor yet.")
    kind: Annotated[str, OneOf(ACTOR_KINDS)] = Field("organisation", description="Its kind.")
    short: Line | None = Field(None, description="Its name for tables.")


class DataSet(Shape):
    """What the table is: the source that its statements cite."""

    id: Id = Field(description="Names the files that import writes, the source, and the statements.")
    name: Line = Field(description="What to call it in a sentence: UCDP GED.")
    title: Line = Field(description="Its title as a source, as published.")
    publisher: Line | None = Field(None, description="Who published it.")
    version: Line | None = Field(None, description="Its version, which stands behind the title.")
    url: Url | None = Field(None, description="Its address.")
    published: SaidText | None = Field(None, description="When this version was published.")
    rights: Line | None = Field(None, description="Under what terms it may be used.")
    lang: LangTag | None = Field(None, description="Its language.")
    interest: Annotated[str, OneOf(INTERESTS)] | None = Field(None, description="state-owned, party …")
    speaker: Annotated[Speaker, Short("id")] | None = Field(
        None, description="Whose statements the rows are. Left out, the source speaks in its own voice."
    )
    channel: Annotated[str, OneOf(CHANNELS)] | None = Field(None, description="The channel: database.")
    scheme: Annotated[str, OneOf(ID_SCHEMES)] | None = Field(
        None,
        description="The scheme of its ids: those of rows and actors become `ids` of records and actors.",
    )


def _one_of(what: str, choices: tuple[str, ...]) -> BeforeValidator:
    def check(value: object) -> str:
        text = as_text(value)
        if text not in choices:
            raise fault("wrong-shape", f"`{text[:40]}` is no {what}", f"one of: {', '.join(choices)}")
        return text

    return BeforeValidator(check)


class FileForm(Shape):
    """How the file is written. Nothing of it is guessed."""

    encoding: Line = Field("utf-8", description="Its encoding: utf-8, windows-1252, utf-16.")
    separator: Annotated[str, BeforeValidator(as_text)] = Field(
        ",", description="What stands between cells: a comma, a semicolon, or tab."
    )
    decimal: Annotated[str, _one_of("decimal sign", DECIMALS)] = Field(
        ".", description="What stands before decimals: `.` or `,`."
    )
    dates: Annotated[str, _one_of("order of dates", ORDERS)] | None = Field(
        None,
        description="The order of 3/2/2024: day-month-year or month-day-year. 2024-02-03 needs none.",
    )
    nothing: Lines = Field((), description="What stands in cells that say nothing, besides no text at all.")
    lists: dict[str, Annotated[str, BeforeValidator(as_text)]] = Field(
        default_factory=dict, description="Columns whose cells are lists, and what parts their items."
    )
    sheet: Line | None = Field(None, description="The sheet of an Excel file; the first if left out.")


class Coded(Shape):
    """A term: fixed, or of a column, by the codes of a standard or by a table of your own."""

    is_: Id | None = Field(None, alias="is", description="The same for all rows.")
    column: Column | None = Field(None, description="The column that tells it.")
    codes: Line | None = Field(None, description="Whose codes the column holds: ACLED sub-event …")
    terms: dict[str, Id] = Field(default_factory=dict, description="The term for a cell's text.")

    @model_validator(mode="after")
    def _from_somewhere(self) -> Coded:
        if self.is_ is None and self.column is None:
            raise fault("missing-key", "this names no term and no column", "is: a-term, or column: A column")
        if self.column is not None and self.codes is None and not self.terms:
            raise fault(
                "missing-key",
                "what the cells of this column mean is not said",
                "codes: a standard of the codebook, or terms: with the term for each text",
            )
        return self


class CountryOf(Shape):
    """The country of a place: fixed, or of a column of codes of ISO 3166-1 or of English names."""

    is_: Line | None = Field(None, alias="is", description="The same for all rows: IQ.")
    column: Column | None = Field(None, description="A column with IQ, IRQ, 368 or Iraq.")


class DateOf(Shape):
    """The date of an incident."""

    start: Column = Field(description="The column of the date, or of the first day of a span.")
    end: Column | None = Field(None, description="The column of its last day.")
    precision: Annotated[Coded, Short("column")] | None = Field(
        None, description="How sure it is: ACLED time precision, UCDP date_prec."
    )


class Within(Shape):
    """A larger place around a place, such as its province."""

    name: Column = Field(description="The column of its name.")
    precision: Id = Field(description="How wide it is: district, region.")


class PlaceOf(Shape):
    """The place of an incident; an entry of the registry is made of it."""

    name: Column = Field(description="The column of its name.")
    lat: Column | None = Field(None, description="The column of its latitude.")
    lon: Column | None = Field(None, description="The column of its longitude.")
    precision: Annotated[Coded, Short("is")] = Field(description="How sure the place is.")
    country: Annotated[CountryOf, Short("is")] | None = Field(None, description="Its country.")
    within: Annotated[tuple[Within, ...], OneOrMany()] = Field(
        (), description="Larger places around it, the nearest first."
    )
    origin: Line | None = Field(None, description="Where the coordinates come from; else the data set.")


class KindWhen(Shape):
    """A kind of actor, and when it holds."""

    kind: Annotated[str, OneOf(ACTOR_KINDS)] = Field(description="The kind.")
    when: When = Field(description="What other cells of the row must hold.")


class ActorsOf(Shape):
    """A column of names of actors; entries of the registry are made of them."""

    column: Column = Field(description="The column of the names.")
    code: Column | None = Field(None, description="The column of their codes in the data set.")
    kind: Annotated[str, OneOf(ACTOR_KINDS)] = Field(description="Their kind, unless `kinds` says another.")
    kinds: Annotated[tuple[KindWhen, ...], OneOrMany()] = Field((), description="Other kinds; the first.")


class Part(Shape):
    """A part of a figure, such as the dead of one side. It is never added to the figure."""

    count: Column = Field(description="The column of the count.")
    who: Id | None = Field(None, description="A party or an actor, the same for all rows.")
    column: Column | None = Field(None, description="The column that names them.")


class Figure(Shape):
    """A count of people."""

    count: Column | None = Field(None, description="The column of one number, or of a count in words.")
    low: Column | None = Field(None, description="The column of the low estimate.")
    best: Column | None = Field(None, description="The column of the best estimate.")
    high: Column | None = Field(None, description="The column of the high estimate.")
    zero: Annotated[str, _one_of("meaning of a zero", ("not-coded", "none"))] = Field(
        "not-coded",
        description="What 0 means: `none`, as the data set's statement, or `not-coded`, which is left out.",
    )
    bound: Annotated[str, _one_of("bound", ("at least", "at most", "about"))] | None = Field(
        None, description="at least, at most or about, where the column holds such numbers."
    )
    who: Id | None = Field(None, description="A party or an actor, the same for all rows.")
    column: Column | None = Field(None, description="The column that names them.")
    nature: Annotated[str, OneOf(NATURES)] | None = Field(None, description="The nature of the harm.")
    parts: Annotated[tuple[Part, ...], OneOrMany()] = Field((), description="Parts that have columns.")

    @model_validator(mode="after")
    def _one_form(self) -> Figure:
        estimates = [self.low, self.best, self.high]
        if (self.count is None) == (estimates == [None] * 3) or None in estimates != [None] * 3:
            raise fault(
                "missing-key",
                "a figure has one column, `count`, or three: `low`, `best` and `high`",
                "count: Killed",
            )
        return self


class Words(Shape):
    """A sentence about a row, in our words."""

    text: Line = Field(description="The sentence; {column} stands for what the cell holds.")
    when: When = Field(default_factory=dict, description="What cells must hold for it to be written.")


class Accused(Shape):
    """Whom the data set names as the one who did it."""

    stance: Literal["blames", "suspects"] = Field("blames", description="blames or suspects.")
    column: Column = Field(description="The column that names them.")
    when: When = Field(default_factory=dict, description="What cells must hold for it to be written.")


class RowSource(Shape):
    """The source of a row, where each has one of its own; {column} stands for what the cell holds."""

    title: Line = Field(description="Its title.")
    publisher: Line | None = Field(None, description="Who published it.")
    author: Line | None = Field(None, description="Its byline.")
    url: Column | None = Field(None, description="The column of its address.")
    published: Column | None = Field(None, description="The column of the day on which it appeared.")
    lang: LangTag | None = Field(None, description="Its language.")


def _with_people(shape: type[T]) -> type[T]:
    kind = Annotated[tuple[Annotated[Figure, Short("count")], ...], OneOrMany()]
    fields: Any = {fact.id: (kind, Field((), description=fact.description)) for fact in people()}
    made: type[T] = create_model(
        shape.__name__, __base__=shape, __module__=shape.__module__, __doc__=shape.__doc__, **fields
    )
    return made


@_with_people
class StatementOf(Shape):
    """What a row says."""

    said: Column | None = Field(None, description="The column of the day on which it was said.")
    excerpt: Column | None = Field(None, description="The column of a passage; never published.")
    paraphrase: Annotated[tuple[Annotated[Words, Short("text")], ...], OneOrMany()] = Field(
        (), description="Sentences of ours, each with its own condition."
    )
    responsibility: Annotated[tuple[Accused, ...], OneOrMany()] = Field(
        (), description="Whom the data set names as the one who did it."
    )
    weapons: Annotated[Coded, Short("is")] | None = Field(None, description="What was used.")
    keep: Lines = Field((), description="Columns that are kept word for word in `note_internal`.")


class Same(Shape):
    """Names of the table that stand for entries which your registries already have."""

    actors: dict[str, Id] = Field(default_factory=dict, description="The actor for a name.")
    places: dict[str, Id] = Field(default_factory=dict, description="The place for a name.")


class HeaderOf(Shape):
    """Header fields that are the same for all records."""

    story: Annotated[str, OneOf(STORY)] | None = Field(None, description="developing or settled.")
    publish: Annotated[str, OneOf(PUBLISH)] = Field("draft", description="draft, in-review or published.")
    cutoff: SaidText | None = Field(None, description="Information up to.")
    desk: Desk | None = Field(None, description="Who answers for the records. Never published.")
    note: Line | None = Field(None, description="Ours: a note to the reader on each page.")


class Mapping(Shape):
    """Which column of a table becomes which part of a record."""

    data_set: DataSet = Field(description="What the table is.")
    file: FileForm = Field(default_factory=FileForm, description="How the file is written.")
    row: Column = Field(description="The column that names a row for good: its id in the data set.")
    group_by: Column | None = Field(
        None, description="The column that rows of one event share; each event becomes one record."
    )
    title: Line = Field(
        "Incident {where}",
        description="The title: {where}, {place}, {event} or {column}. No figure, no side.",
    )
    date: Annotated[DateOf, Short("start")] = Field(description="The date of the incident.")
    place: PlaceOf | None = Field(None, description="The place of the incident.")
    event: Annotated[Coded, Short("is")] | None = Field(
        None, description="The kind of event. Left out, it is left to the editor."
    )
    header: HeaderOf = Field(default_factory=HeaderOf, description="What all records have.")
    actors: Annotated[tuple[ActorsOf, ...], OneOrMany()] = Field((), description="Columns of actors.")
    parties: dict[str, Id] = Field(
        default_factory=dict, description="Names that stand for a party of the vocabulary: Civilians."
    )
    same: Same = Field(default_factory=Same, description="Names that your registries already have.")
    source: RowSource | None = Field(None, description="The source of a row, where each has its own.")
    statement: StatementOf = Field(description="What a row says.")
