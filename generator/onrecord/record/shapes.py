"""The shapes a value may have in a record: text, ids, terms, counts, times, and "one or several" of them.

Every scalar arrives as the text that was typed. Each shape parses it, says in plain words what is wrong (an error type
that is one of ``problems.CODES``, with a hint), and describes itself to the JSON Schema so that an editor's YAML server
accepts what the reader accepts: a YAML server sees ``3`` as a number where the reader sees text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

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
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from onrecord.problems import did_you_mean
from onrecord.terms import Vocabulary
from onrecord.values.count import MOST_DIGITS, WORDS, Count, CountError
from onrecord.values.count import PATTERN as COUNT_PATTERN
from onrecord.values.prose import Prose, ProseError
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

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN)
ID_MOST = 80
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
#: File names that Windows keeps for devices; `index` would take the place of a folder's own page.
RESERVED_IDS = frozenset(
    ["con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


class Shape(BaseModel):
    """A part of a record: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def fault(code: str, what: str, hint: str = "", offset: int | None = None) -> PydanticCustomError:
    """An error a shape raises: ``code`` is one of ``problems.CODES``.

    ``what`` is a sentence about the value, or what is said of its key: ``is empty``. ``offset`` is the character of the
    text at which it is wrong, where that is known.
    """
    # The message goes in as a value, so that braces in it are never taken for a template.
    return PydanticCustomError(code, "{what}", {"what": what, "hint": hint, "offset": offset})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    kind = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "a structure"
    raise fault(
        "wrong-shape", f"text is expected here, and this is {kind}", "write it as one text behind the colon"
    )


def _line(value: object) -> str:
    line = " ".join(_text(value).split())
    if not line:
        raise fault("empty-value", "is empty", "fill it in, or delete the key")
    return line


def check_id(value: object) -> str:
    """The id as typed; raises a ``bad-id`` fault with the nearest id that would do."""
    text = _text(value)
    shown = text if len(text) <= 40 else text[:37] + "…"
    if len(text) > ID_MOST:
        hint = f"{ID_MOST} characters are the most, and it has {len(text)}"
        raise fault("bad-id", f"`{shown}` is too long for an id", hint)
    if not _ID.fullmatch(text):
        slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"for example `{slug}`" if slug else "for example `a-name-2`"
        raise fault(
            "bad-id", f"`{shown}` is no id: small letters a to z, digits, single hyphens between them", hint
        )
    if text in RESERVED_IDS:
        raise fault(
            "bad-id",
            f"`{text}` is a name that file systems or web servers keep for themselves",
            "choose another",
        )
    return text


#: `www.example.org/a`, as people write addresses.
_BARE_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?:/[^\s@]*)?$")


def _url(value: object) -> str:
    text = _text(value).strip()
    problem, hint = "", "copy it from the browser's address bar"
    try:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not text.lower().startswith(("http://", "https://")):
            problem = "only http and https addresses are taken"
            if _BARE_HOST.match(text):
                problem, hint = "it does not begin with https://", f"write https://{text}"
        elif parts.username is not None or parts.password is not None:
            problem = "an address with a user name or password is not published"
        elif not parts.hostname or parts.port == 0:
            problem = "there is no host name in it"
        elif re.search(r"[\s<>\"`\\^{}|\x00-\x20\x7f]", text):
            problem = "it holds a character that must be percent-encoded"
    except ValueError:
        problem = "it is malformed"
    if problem:
        raise fault(
            "bad-url",
            f"this is not an address we can link to: {problem}",
            hint,
        )
    return text


_YES = ("yes", "Yes", "YES", "true", "True")
_NO = ("no", "No", "NO", "false", "False")


def _flag(value: object) -> bool:
    word = _text(value)
    if word in _YES or word in _NO:
        return word in _YES
    raise fault("wrong-shape", f"`{word[:40]}` is neither yes nor no", "write yes or no")


_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?")


def _number(low: float, high: float, what: str) -> Callable[[object], float]:
    def parse(value: object) -> float:
        if isinstance(value, float):
            return value
        text = _text(value)
        if not _DEGREES.fullmatch(text):
            point = text.replace(",", ".")
            hint = (
                f"write {point}"
                if _DEGREES.fullmatch(point)
                else "for example 33.795527; minus for south and west"
            )
            raise fault("wrong-shape", f"`{text[:40]}` is not a {what} in decimal degrees", hint)
        number = float(text)
        if not low <= number <= high:
            hint = "are latitude and longitude swapped?" if abs(number) <= 180 else "for example 33.795527"
            raise fault("out-of-range", f"a {what} lies between {low:g} and {high:g}", hint)
        return number

    return parse


def parsed(
    parse: Callable[[str], Any],
    cls: type | tuple[type, ...],
    errors: type[Exception],
    code: str,
    example: str = "",
) -> Callable[[object], Any]:
    """A validator that turns text into one of our values and its error into a fault with ``code``.

    ``example`` is the hint where the error gives none.
    """

    def validate(value: object) -> Any:
        if isinstance(value, cls):
            return value
        try:
            return parse(_text(value).strip())
        except errors as error:
            what, hint = getattr(error, "what", str(error)), getattr(error, "hint", "") or example
            raise fault(code, what, hint, getattr(error, "offset", None)) from None

    return validate


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
    """Marks a shape that may be written as one of its keys alone: ``quote: text`` for ``quote: {text: text}``."""

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
        text = _text(value)
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


def _as_text(value: object) -> str:
    return str(value)


_TO_TEXT = PlainSerializer(_as_text, return_type=str)


def one_of_schema(vocabulary: Vocabulary[Any]) -> JsonSchemaValue:
    """The ids, and what a YAML server makes of those that look like numbers."""
    return {"enum": [*vocabulary.ids, *(int(term) for term in vocabulary.ids if term.isdecimal())]}


def _around(pattern: str) -> str:
    """``pattern`` with white space around it, which the reader takes off."""
    return rf"^\s*(?:{pattern.removeprefix('^').removesuffix('$')})\s*$"


# What an editor's YAML server is told. It resolves scalars as YAML 1.2 does, so that a text may reach it as a number
# or as true or false; a `pattern` holds for those that stay text.
TEXT_SCHEMA: JsonSchemaValue = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
ID_SCHEMA: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": ID_PATTERN,
    "maxLength": ID_MOST,
    "minimum": 0,
    "not": {"enum": sorted(RESERVED_IDS)},
}
URL_SCHEMA: JsonSchemaValue = {"type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S"}
FLAG_SCHEMA: JsonSchemaValue = {"enum": ["yes", "no", True, False, *_YES[1:], *_NO[1:]]}
COUNT_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 10**MOST_DIGITS - 1},
        # Not needed beside the pattern; an editor offers what is in a list.
        {"enum": list(WORDS)},
        {"type": "string", "pattern": _around(COUNT_PATTERN)},
    ]
}
_YEAR: JsonSchemaValue = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_DAY: JsonSchemaValue = {"type": "string", "pattern": _around(DAY_PATTERN)}
DAY_SCHEMA: JsonSchemaValue = {"anyOf": [_YEAR, _DAY]}
INSTANT_SCHEMA: JsonSchemaValue = {"type": "string", "pattern": _around(INSTANT_PATTERN)}
SAID_SCHEMA: JsonSchemaValue = {"anyOf": [_YEAR, _DAY, INSTANT_SCHEMA]}
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
            {"type": "string", "pattern": rf"^(?:{_DEGREES.pattern})$"},
        ]
    }


def _prose(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise fault("empty-value", "is empty", "fill it in, or delete the key")
    return value


Line = Annotated[str, BeforeValidator(_line), WithJsonSchema(TEXT_SCHEMA)]
"""One line of text; runs of white space count as one space."""
Id = Annotated[str, BeforeValidator(check_id), WithJsonSchema(ID_SCHEMA)]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(URL_SCHEMA)]
YesNo = Annotated[bool, BeforeValidator(_flag), WithJsonSchema(FLAG_SCHEMA)]
Latitude = Annotated[
    float, BeforeValidator(_number(-90, 90, "latitude")), WithJsonSchema(_degrees_schema(90))
]
Longitude = Annotated[
    float, BeforeValidator(_number(-180, 180, "longitude")), WithJsonSchema(_degrees_schema(180))
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
ProseText = Annotated[
    Prose,
    BeforeValidator(parsed(Prose.parse, Prose, ProseError, "bad-prose")),
    # Validators run from the last to the first.
    BeforeValidator(_prose),
    _TO_TEXT,
    WithJsonSchema(TEXT_SCHEMA),
]

def _lang(text: str) -> str:
    if _LANG.fullmatch(text):
        return text
    raise fault("wrong-shape", f"`{text[:40]}` is no language tag", "write its BCP 47 tag: en, ar, pt-BR")


LangTag = Annotated[
    str,
    BeforeValidator(lambda value: _lang(_line(value))),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANG.pattern}$"}),
]
"""The tag of a language, for example ``ar`` or ``pt-BR``."""

Lines = Annotated[tuple[Line, ...], OneOrMany()]
Ids = Annotated[tuple[Id, ...], OneOrMany()]
