"""The shapes a value may have in a record: text, ids, terms, counts, times, and "one or several" of them.

Each shape reads what was typed as ``scalars`` has it, and describes itself to the JSON Schema so that an
editor's YAML server accepts what the reader accepts: a YAML server sees ``3`` as a number where the reader
sees text.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from onrecord.problems import did_you_mean
from onrecord.record.scalars import (
    DEGREES,
    ID_MOST,
    ID_PATTERN,
    LANGUAGE,
    NO,
    RESERVED_IDS,
    YES,
    as_flag,
    as_language,
    as_line,
    as_text,
    as_url,
    check_id,
    degrees,
    fault,
    not_blank,
    parsed,
)
from onrecord.terms import Vocabulary
from onrecord.values.count import MOST_DIGITS, WORDS, Count, CountError
from onrecord.values.count import PATTERN as COUNT_PATTERN
from onrecord.values.prose import Prose, ProseError
from onrecord.values.quantity import Distance, Duration, Quantity, QuantityError
from onrecord.values.when import (
    CLOCK_PATTERN,
    DAY_PARTS,
    DAY_PATTERN,
    FIRST_YEAR,
    INSTANT_PATTERN,
    LAST_YEAR,
    Clock,
    Day,
    Instant,
    Said,
    WhenError,
    parse_said,
)


class Shape(BaseModel):
    """A part of a record: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _many(value: object) -> object:
    if isinstance(value, list):
        if not value:
            raise fault("empty-value", "is an empty list", "fill it in, or delete the key")
        return value
    return [value]


class OneOrMany:
    """Marks a tuple field that may be written as one value; it is normalised before pydantic looks at it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_many, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        array = {**handler(schema), "minItems": 1}
        return {"anyOf": [array["items"], array]}


class Short:
    """Marks a shape that may be written as one of its keys alone.

    ``quote: text`` stands for ``quote: {text: text}``.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._widen, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        long = handler(schema)
        whole = handler.resolve_ref_schema(long)
        value = whole["properties"][self.key] if "properties" in whole else whole["additionalProperties"]
        return {"anyOf": [value, long]}

    def _widen(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


class OneOf:
    """Marks text that must be an id of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary[Any]) -> None:
        self.vocabulary = vocabulary

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return one_of_schema(self.vocabulary)

    def check(self, value: object) -> str:
        """The id as typed; a fault where the vocabulary has no such term."""
        text = as_text(value)
        if text in self.vocabulary:
            return text
        guess = did_you_mean(text, self.vocabulary.ids)
        ids = list(self.vocabulary.ids)
        listed = (
            ", ".join(ids)
            if len(ids) <= 12
            else ", ".join(ids[:8]) + f" and {len(ids) - 8} more: see the codebook"
        )
        shown = text if len(text) <= 60 else text[:57] + "…"
        raise fault(
            "unknown-term",
            f"`{shown}` is not a term of “{self.vocabulary.title}”",
            guess or f"one of: {listed}",
        )


def _printed(value: object) -> str:
    return str(value)


_TO_TEXT = PlainSerializer(_printed, return_type=str)


def one_of_schema(vocabulary: Vocabulary[Any]) -> JsonSchemaValue:
    """The ids, and what a YAML server makes of those that look like numbers."""
    return {"enum": [*vocabulary.ids, *(int(term) for term in vocabulary.ids if term.isdecimal())]}


def _around(pattern: str) -> str:
    """``pattern`` with white space around it, which the reader takes off."""
    return rf"^\s*(?:{pattern.removeprefix('^').removesuffix('$')})\s*$"


# What an editor's YAML server is told. It resolves scalars as YAML 1.2 does, so that a text may reach it as a
# number or as true or false; a `pattern` holds for those that stay text.
TEXT_SCHEMA: JsonSchemaValue = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
ID_SCHEMA: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": ID_PATTERN,
    "maxLength": ID_MOST,
    "minimum": 0,
    "not": {"enum": sorted(RESERVED_IDS)},
}
URL_SCHEMA: JsonSchemaValue = {"type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S"}
FLAG_SCHEMA: JsonSchemaValue = {"enum": ["yes", "no", True, False, *YES[1:], *NO[1:]]}
COUNT_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        {
            "type": ["string", "integer"],
            "minimum": 0,
            "maximum": 10**MOST_DIGITS - 1,
            "pattern": _around(COUNT_PATTERN),
            "patternErrorMessage": "Write a count as 3, at least 58, more than 40, 3 to 14, some, none.",
        },
        # Not needed beside the pattern; an editor offers what is in a list.
        {"enum": list(WORDS)},
    ]
}


def _time_schema(pattern: str, instead: str, *, year: bool) -> JsonSchemaValue:
    """One schema for text and years: of several, an editor explains a mistake with whichever comes first."""
    years = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR} if year else {}
    return {
        "type": ["string", "integer"] if year else "string",
        **years,
        "pattern": pattern,
        # No word of the standard: editors show it in place of the pattern.
        "patternErrorMessage": instead,
    }


_WRITE_DAY = "Write a date as 2024-01-20, 2024-01-20~, 2024-01, or 2024-02-02/2024-02-03"
_WRITE_INSTANT = "a time with its zone as 2024-01-24T18:00Z"
DAY_SCHEMA = _time_schema(_around(DAY_PATTERN), f"{_WRITE_DAY}.", year=True)
INSTANT_SCHEMA = _time_schema(_around(INSTANT_PATTERN), f"Write {_WRITE_INSTANT}.", year=False)
SAID_SCHEMA = _time_schema(
    f"{_around(DAY_PATTERN)}|{_around(INSTANT_PATTERN)}", f"{_WRITE_DAY}; {_WRITE_INSTANT}.", year=True
)
CLOCK_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        {"enum": list(DAY_PARTS)},
        {"type": "string", "pattern": _around(f"{CLOCK_PATTERN[1:-1]}|{'|'.join(DAY_PARTS)}")},
    ]
}


def _degrees_schema(most: int) -> JsonSchemaValue:
    return {
        "anyOf": [
            {"type": "number", "minimum": -most, "maximum": most},
            {"type": "string", "pattern": rf"^(?:{DEGREES.pattern})$"},
        ]
    }


Line = Annotated[str, BeforeValidator(as_line), WithJsonSchema(TEXT_SCHEMA)]
"""One line of text; runs of white space count as one space."""
Id = Annotated[str, BeforeValidator(check_id), WithJsonSchema(ID_SCHEMA)]
Url = Annotated[str, BeforeValidator(as_url), WithJsonSchema(URL_SCHEMA)]
YesNo = Annotated[bool, BeforeValidator(as_flag), WithJsonSchema(FLAG_SCHEMA)]
Latitude = Annotated[
    float, BeforeValidator(degrees(-90, 90, "latitude")), WithJsonSchema(_degrees_schema(90))
]
Longitude = Annotated[
    float, BeforeValidator(degrees(-180, 180, "longitude")), WithJsonSchema(_degrees_schema(180))
]
CountText = Annotated[
    Count,
    BeforeValidator(parsed(Count.parse, Count, CountError, "bad-count")),
    _TO_TEXT,
    WithJsonSchema(COUNT_SCHEMA),
]
DayText = Annotated[
    Day,
    BeforeValidator(parsed(Day.parse, Day, WhenError, "bad-date", "for example 2024-01-20")),
    _TO_TEXT,
    WithJsonSchema(DAY_SCHEMA),
]
InstantText = Annotated[
    Instant,
    BeforeValidator(parsed(Instant.parse, Instant, WhenError, "bad-time", "for example 2024-01-24T18:00Z")),
    _TO_TEXT,
    WithJsonSchema(INSTANT_SCHEMA),
]
SaidText = Annotated[
    Said,
    BeforeValidator(
        parsed(
            parse_said, (Day, Instant), WhenError, "bad-date", "for example 2024-01-24, or 2024-01-24T18:00Z"
        )
    ),
    _TO_TEXT,
    WithJsonSchema(SAID_SCHEMA),
]
ClockText = Annotated[
    Clock,
    BeforeValidator(
        parsed(Clock.parse, Clock, WhenError, "bad-time", "for example 18:30, about 18:30, evening")
    ),
    _TO_TEXT,
    WithJsonSchema(CLOCK_SCHEMA),
]


def _quantity(shape: type[Quantity]) -> tuple[Any, ...]:
    """How a quantity of one shape is read, printed and described to an editor."""
    return (
        BeforeValidator(
            parsed(shape.parse, shape, QuantityError, "bad-count", f"for example {shape.example}")
        ),
        _TO_TEXT,
        WithJsonSchema(
            {
                "type": "string",
                "pattern": _around(shape.pattern()),
                "patternErrorMessage": f"Write a {shape.noun} as {shape.example}.",
            }
        ),
    )


DurationText = Annotated[Duration, *_quantity(Duration)]
DistanceText = Annotated[Distance, *_quantity(Distance)]
ProseText = Annotated[
    Prose,
    BeforeValidator(parsed(Prose.parse, Prose, ProseError, "bad-prose")),
    # Validators run from the last to the first.
    BeforeValidator(not_blank),
    _TO_TEXT,
    WithJsonSchema(TEXT_SCHEMA),
]
LangTag = Annotated[
    str,
    BeforeValidator(as_language),
    WithJsonSchema({"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}),
]
"""The tag of a language, for example ``ar`` or ``pt-BR``."""

Lines = Annotated[tuple[Line, ...], OneOrMany()]
Ids = Annotated[tuple[Id, ...], OneOrMany()]
