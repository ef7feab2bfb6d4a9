"""The tables of the reference pages, made from the code that they describe."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from pydantic import BaseModel

from benchmarks.tables import of_documentation
from onrecord.cli import main
from onrecord.importers import mapping
from onrecord.problems import CODES
from onrecord.proof import wordlist
from onrecord.record import external, record, registry, shapes, source, statement, things
from onrecord.rulebook import DEFAULTS
from onrecord.settings import Settings
from onrecord.terms.facts import FACTS
from onrecord.terms.wording import LOADED
from onrecord.values.count import WORDS, Kind

#: The shapes of the format, by the name that their tables and headings have.
SHAPES: dict[str, type[BaseModel]] = {
    "record": record.Record,
    "related": record.Related,
    "update": record.Update,
    "correction": record.Correction,
    "removed": record.Removed,
    "asked": record.Asked,
    "desk": record.Desk,
    "source": source.Source,
    "admiralty": source.Admiralty,
    "statement": statement.Statement,
    "speaker": statement.Speaker,
    "casualties": statement.Casualties,
    "of_which": statement.Share,
    "attackers": things.Attackers,
    "position": things.Position,
    "intercepted": statement.Intercepted,
    "target": statement.Target,
    "losses": things.Loss,
    "verification": things.Verification,
    "responsibility": statement.Responsibility,
    "quote": statement.Quote,
    "tally": statement.Tally,
    "force": statement.Force,
    "actor": registry.Actor,
    "place": registry.Place,
    "vessel": registry.Vessel,
    "measure": registry.Measure,
    "ids": external.ExternalId,
}

#: The shapes of a mapping, which have a page of their own.
MAPPING: dict[str, type[BaseModel]] = {
    "mapping": mapping.Mapping,
    "data_set": mapping.DataSet,
    "data_set_speaker": mapping.Speaker,
    "file": mapping.FileForm,
    "mapping_date": mapping.DateOf,
    "mapping_place": mapping.PlaceOf,
    "within": mapping.Within,
    "country": mapping.CountryOf,
    "coded": mapping.Coded,
    "header": mapping.HeaderOf,
    "actors": mapping.ActorsOf,
    "kinds": mapping.KindWhen,
    "same": mapping.Same,
    "row_source": mapping.RowSource,
    "mapping_statement": mapping.StatementOf,
    "figure": mapping.Figure,
    "part": mapping.Part,
    "sentence": mapping.Words,
    "accused": mapping.Accused,
}

# A list of pairs, because these annotations cannot be hashed.
_WORDS: list[tuple[Any, str]] = [
    (mapping.When, "conditions"),
    (shapes.Line, "text"),
    (shapes.Lines, "text, or a list"),
    (shapes.Id, "id"),
    (shapes.Ids, "id, or a list"),
    (shapes.Url, "web address"),
    (shapes.YesNo, "yes or no"),
    (shapes.Latitude, "degrees"),
    (shapes.Longitude, "degrees"),
    (shapes.CountText, "count"),
    (shapes.DayText, "date"),
    (shapes.InstantText, "time with its zone"),
    (shapes.SaidText, "date, or time with its zone"),
    (shapes.ClockText, "time of day"),
    (shapes.DurationText, "how long"),
    (shapes.DistanceText, "how far"),
    (shapes.ProseText, "prose"),
    (registry.Country, "country code"),
    (registry.Zone, "time zone"),
]
_KINDS = {Kind.ZERO: "zero", Kind.SOME: "more than zero", Kind.OPEN: "nothing: it stays open"}


def tables() -> dict[str, str]:
    """Every table of the reference by its name, as Markdown."""
    attribution = [key for key in _keys(statement.Statement) if key not in FACTS]
    return {
        "settings": _settings(),
        "rules": _table(("Rule", "Default", "What breaks it"), _rules()),
        "loaded-words": _loaded_words(),
        "wording": _shape(wordlist.Entry, _keys(wordlist.Entry)),
        "problems": _table(("Code", "What is wrong"), ((f"`{code}`", text) for code, text in CODES.items())),
        "words": _table(
            ("Word", "What it says of the number"), ((f"`{w}`", _KINDS[k]) for w, k in WORDS.items())
        ),
        "onrecord": _command(main, ""),
        **{f"onrecord {name}": _command(command, name) for name, command in main.commands.items()},
        **{name: _shape(shape, _keys(shape)) for name, shape in SHAPES.items() if name != "statement"},
        "statement": _shape(statement.Statement, attribution),
        **{name: _shape(shape, _keys(shape), MAPPING) for name, shape in MAPPING.items()},
        "facts": _shape(statement.Statement, FACTS),
        **of_documentation(),
    }


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _rules() -> Iterable[tuple[str, ...]]:
    return ((f"`{rule}`", force, CODES[rule]) for rule, force in DEFAULTS.items())


def _loaded_words() -> str:
    parts = []
    for heading, terms in LOADED.groups:
        rows = (
            (f"`{t.id}`", ", ".join(f"`{form}`" for form in t.forms), t.definition, t.instead) for t in terms
        )
        parts.append(f"**{heading}**\n\n{_table(('Entry', 'Forms', 'Why', 'Write'), rows)}")
    return "\n".join(parts)


def _settings() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        default = f"`{field.default}`"
        if field.default in (None, {}):
            default = "–"
        elif isinstance(field.default, bool):
            default = f"`{str(field.default).lower()}`"
        elif isinstance(field.default, tuple):
            default = f"`[{', '.join(field.default)}]`" if field.default else "–"
        rows.append((f"`{name}`", _setting(field.annotation), default, field.description or ""))
    return _table(("Option", "Takes", "Default", "What it does"), rows)


def _setting(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(annotation))
    if get_args(annotation)[:2] == (str, tuple[str, ...]):
        return "`ending: command line`, or a list of them"
    if get_origin(annotation) is dict:
        sources = get_origin(get_args(annotation)[1]) is tuple
        return "`directive: source`" if sources else "`rule: off`, `warning` or `error`"
    return {bool: "true or false", int: "a number"}.get(annotation, "text")


def _keys(shape: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in shape.model_fields.items()]


def _shape(shape: type[BaseModel], keys: Iterable[str], here: Mapping[str, type[BaseModel]] = SHAPES) -> str:
    """The table of a shape; ``here`` are the shapes of its page."""
    kinds = get_type_hints(shape, include_extras=True)
    fields = {field.alias or name: (name, field) for name, field in shape.model_fields.items()}
    rows = []
    for key in keys:
        name, field = fields[key]
        needed = "yes" if field.is_required() else "no"
        if isinstance(field.default, str):
            needed = f"no: `{field.default}`"
        elif isinstance(field.default, bool):
            needed = f"no: `{'yes' if field.default else 'no'}`"
        rows.append((f"`{key}`", takes(kinds[name], here), needed, field.description or ""))
    return _table(("Key", "Takes", "Needed", "What it is"), rows)


def takes(kind: Any, here: Mapping[str, type[BaseModel]] = SHAPES) -> str:
    """What a field with this annotation takes, in the words of the reference."""
    for known, words in _WORDS:
        if kind == known:
            return words
    if get_origin(kind) in (Union, UnionType):
        return " or ".join(takes(part, here) for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        for mark in marks:
            if isinstance(mark, shapes.OneOf):
                return f"[term](../codebook.md#{mark.vocabulary.name})"
        short = "".join(f", or its `{mark.key}` alone" for mark in marks if isinstance(mark, shapes.Short))
        if any(isinstance(mark, shapes.OneOrMany) for mark in marks):
            return f"{takes(get_args(inner)[0], here)}, or a list"
        return takes(inner, here) + short
    if get_origin(kind) is dict:
        key, value = get_args(kind)
        named = "text" if key in (shapes.Line, str) else "id" if key == shapes.Id else "code or id"
        return f"{named}: {takes(value, here)}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        page = "" if kind in here.values() else "record.md"
        name = next(name for name, shape in {**SHAPES, **MAPPING}.items() if shape is kind)
        label = name if name in SHAPES else name.removeprefix("mapping_").replace("_", " ")
        return f"[{label}]({page}#{name})"
    return "text"


def _command(command: click.Command, name: str) -> str:
    title = f"onrecord {name}".strip()
    context = click.Context(command, info_name=title, **main.context_settings)
    # What follows `\b` is laid out for a terminal: the pages have examples of their own.
    text = inspect.cleandoc(command.help or "").partition("\b")[0]
    paragraphs = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    rows = [_parameter(parameter) for parameter in command.get_params(context)]
    table = _table(("Argument or option", "Takes", "Default", "What it does"), rows)
    usage = " ".join([title, *command.collect_usage_pieces(context)])
    return f"```text\n{usage}\n```\n\n{paragraphs.strip()}\n\n{table}"


def _parameter(parameter: click.Parameter) -> tuple[str, str, str, str]:
    if isinstance(parameter.type, click.Choice):
        values = " or ".join(f"`{choice}`" for choice in parameter.type.choices)
    else:
        values = parameter.metavar or parameter.type.name.upper()
    default = parameter.default
    shown = f"`{default}`" if isinstance(default, str) else "needed" if parameter.required else ""
    if not isinstance(parameter, click.Option):
        choice = values if isinstance(parameter.type, click.Choice) else ""
        return (f"`{parameter.human_readable_name.strip('[].')}`", choice, shown, "")
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    return (names, "" if parameter.is_flag else values, shown, parameter.help or "")
