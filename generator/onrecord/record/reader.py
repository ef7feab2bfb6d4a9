"""Nodes with positions in, typed shapes out; every error becomes a problem at its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from onrecord.problems import Place, Problem, did_you_mean
from onrecord.record.record import Record
from onrecord.record.registry import Actor, Measure
from onrecord.record.registry import Place as RegistryPlace
from onrecord.record.source import Source
from onrecord.record.statement import Responsibility, Statement
from onrecord.terms import STANCES
from onrecord.yamltext import Items, Keys, Node, Text
from onrecord.yamltext.questions import Question

Path = tuple[str | int, ...]

_NAMES: dict[type[BaseModel], str] = {
    Record: "a record",
    Statement: "a statement",
    Source: "a source",
    Actor: "an actor",
    RegistryPlace: "a place",
    Measure: "a measure",
}
#: What YAML calls nothing; as a value it is almost always a key that was left unfinished.
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Located:
    """A file's node tree, for finding the place of a value that was read from it."""

    file: str
    root: Node | None
    questions: tuple[Question, ...] = ()
    """What `onrecord draft` asks in it, and nobody has answered."""

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """The place of the value at ``path``, or of its key.

        The nearest enclosing one where it was written short.
        """
        node, found = self.root, self.root.place if self.root else Place(self.file)
        for part in path:
            step = _step(node, part)
            if step is None:
                continue
            key_place, node = step
            found = key_place if key and key_place is not None else node.place
        return found

    def at(self, path: Sequence[str | int], words: str) -> Place:
        """The place of ``words`` in the text at ``path``, or of that text."""
        node = self._node(path)
        offset = node.value.find(words) if isinstance(node, Text) else -1
        return node.at(offset, len(words)) if isinstance(node, Text) and offset >= 0 else self.place(path)

    def within(self, path: Sequence[str | int], offset: int) -> Place:
        """The place of the text at ``path`` from the character ``offset`` to the end of its line."""
        node = self._node(path)
        return node.at(offset, len(node.value)) if isinstance(node, Text) else self.place(path)

    def span(self, path: Sequence[str | int], text: str, offset: int, length: int) -> Place:
        """The place of so many characters of ``text``, which was read at ``path``; its blanks may differ."""
        node = self._node(path)
        if not isinstance(node, Text):
            return self.place(path)
        marks = len("".join(text[:offset].split()))
        found = next(islice((i for i, c in enumerate(node.value) if not c.isspace()), marks, None), 0)
        return node.at(found, length)

    def _node(self, path: Sequence[str | int]) -> Node | None:
        node = self.root
        for part in path:
            step = _step(node, part)
            if step is not None:
                node = step[1]
        return node

    @property
    def unwritten(self) -> tuple[Place, ...]:
        """Where a text of the file begins with ``TODO``; keys are left out."""
        found: list[Place] = []
        waiting = [self.root] if self.root else []
        while waiting:
            node = waiting.pop()
            if not isinstance(node, Text):
                waiting += node.items if isinstance(node, Items) else (value for _, value in node.entries)
            elif node.value.startswith("TODO"):
                found.append(node.place)
        return tuple(found)

    def has(self, path: Sequence[str | int]) -> bool:
        """Whether something is written at ``path``; one value may stand where a list could."""
        node = self.root
        for part in path:
            step = _step(node, part)
            if step is not None:
                node = step[1]
            elif isinstance(part, str) or isinstance(node, Items):
                return False
        return True


def _step(node: Node | None, part: str | int) -> tuple[Place | None, Node] | None:
    if isinstance(part, int):
        return (None, node.items[part]) if isinstance(node, Items) and part < len(node.items) else None
    if not isinstance(node, Keys):
        return None
    # `blames: x` is read as `actors: x`; the place is that of the verb.
    for name in (part, *STANCES.ids) if part in ("actors", "stance") else (part,):
        key, value = node.key(name), node.get(name)
        if key is not None and value is not None:
            return key.place, value
    return None


def _data(node: Node, problems: list[Problem]) -> Any:
    """Plain data for pydantic. A key with nothing behind it is a problem of its own and is left out."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_data(item, problems) for item in node.items if not _is_nothing(item, "this item", problems)]
    return {
        key.value: _data(value, problems)
        for key, value in node.entries
        if not _is_nothing(value, f"`{key.value}`", problems, key.place)
    }


def _filled(node: Node) -> Node:
    """The tree without empty items, so that positions in its lists are those of the data."""
    if isinstance(node, Items):
        return Items(node.place, tuple(_filled(item) for item in node.items if not _is_nothing(item, "", [])))
    if isinstance(node, Keys):
        return Keys(node.place, tuple((key, _filled(value)) for key, value in node.entries))
    return node


def _is_nothing(node: Node, name: str, problems: list[Problem], place: Place | None = None) -> bool:
    if not (isinstance(node, Text) and node.plain and node.value in _NOTHING):
        return False
    hint = (
        "fill it in, or delete the line"
        if not node.value
        else f'if the word is meant, write "{node.value}" in quotes'
    )
    problems.append(Problem("empty-value", place or node.place, f"{name} is empty", hint))
    return True


def read(adapter: TypeAdapter[Any], located: Located, kind: Any) -> tuple[Any | None, list[Problem]]:
    """The shape that ``adapter`` describes, or None, and every problem of the file's values.

    ``kind`` is the annotation the adapter was made of; it names the keys that could have been meant.
    """
    problems: list[Problem] = []
    if located.root is None:
        return None, [
            Problem(
                "empty-file", Place(located.file), "the file is empty", "`onrecord new` writes a skeleton"
            )
        ]
    data = _data(located.root, problems)
    try:
        shape = adapter.validate_python(data)
    except ValidationError as error:
        problems += _translate(error, Located(located.file, _filled(located.root)), kind)
        return None, problems
    return (None if problems else shape), problems


def _translate(error: ValidationError, located: Located, kind: Any) -> Iterator[Problem]:
    for item in error.errors(include_url=False, include_input=False):
        path: Path = tuple(part for part in item["loc"] if part != "[key]")
        name = _last_key(located, path)
        is_key = "[key]" in item["loc"]
        context = item.get("ctx", {})
        match item["type"]:
            case "missing":
                if located.has(path):
                    continue  # reported as empty
                model = _model_at(kind, path[:-1])
                description = model.model_fields[_field(model, str(path[-1]))].description if model else None
                yield Problem(
                    "missing-key",
                    located.place(path[:-1], key=True),
                    f"{_name(model, located, path[:-1])} needs `{path[-1]}`",
                    _as_hint(description or ""),
                )
            case "extra_forbidden":
                yield _unknown_key(located, path, kind)
            case "model_type" | "model_attributes_type":
                what = f"{name or 'the file'} takes keys and values here"
                yield Problem("wrong-shape", located.place(path), what, _needs(_model_at(kind, path)))
            case "dict_type":
                what = f"{name or 'the file'} takes names here, with keys and values below each"
                hint = "one `name:` a line, and what belongs to it further in"
                yield Problem("wrong-shape", located.place(path), what, hint)
            case "tuple_type" | "list_type":
                hint = "items start with a hyphen and a space"
                yield Problem("wrong-shape", located.place(path), f"{name or 'the file'} takes a list", hint)
            case code if "what" in context:
                place = located.place(path, key=is_key)
                if (offset := context.get("offset")) is not None:
                    place = located.within(path, offset)
                what = context["what"] if is_key else _said_of(name, context["what"])
                yield Problem(code, place, what, str(context.get("hint") or ""))
            case _:
                yield Problem("wrong-shape", located.place(path), f"{name or 'the file'}: {item['msg']}")


def _unknown_key(located: Located, path: Path, kind: Any) -> Problem:
    key = str(path[-1])
    model = _model_at(kind, path[:-1])
    keys = _keys(model) if model else []
    hint = did_you_mean(key, keys)
    if not hint:
        elsewhere = [name for other, name in _NAMES.items() if key in _keys(other)]
        hint = f"`{key}` is a key of {elsewhere[0]}" if elsewhere else "keys here: " + ", ".join(keys)
    if key.startswith("-") and key.strip("-") in keys:
        hint = f"a list item needs a space after its hyphen: `- {key.strip('-')}:`"
    name = _name(model, located, path[:-1])
    return Problem(
        "unknown-key", located.place(path, key=True), f"there is no key `{key[:80]}` in {name}", hint
    )


def _said_of(name: str, what: str) -> str:
    """The sentence ``what`` with the key that it is about: `` `summary` is empty``."""
    if what.startswith(("is ", "holds ")):
        return f"{name or 'this'} {what}"
    return f"{name}: {what}" if name else what


def _last_key(located: Located, path: Path) -> str:
    """The last key of ``path`` that the editor has written; a short form has keys of ours in its path."""
    written = [part for i, part in enumerate(path) if isinstance(part, str) and located.has(path[: i + 1])]
    return f"`{written[-1][:80]}`" if written else ""


def _name(model: type[BaseModel] | None, located: Located, path: Path) -> str:
    """What to call the mapping at ``path``: `a statement`, or its key."""
    known = _NAMES.get(model) if model else None
    return known or _last_key(located, path) or "this file"


def _needs(model: type[BaseModel] | None) -> str:
    """The hint where something else than a mapping stands: which keys it cannot be without."""
    fields = model.model_fields if model else {}
    needed = [f"`{field.alias or name}:`" for name, field in fields.items() if field.is_required()]
    return f"write {', '.join(needed)} with their values, one a line" if needed else "one `key: value` a line"


def _as_hint(description: str) -> str:
    """A field's description in the form of a hint: no capital, no full stop."""
    first = description[:1] if description[1:2].isupper() else description[:1].lower()
    return f"{first}{description[1:]}".removesuffix(".")


def _keys(model: type[BaseModel]) -> list[str]:
    if model is Responsibility:
        return [*STANCES.ids, "described", "hedge", "evidence"]
    return [field.alias or name for name, field in model.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> str:
    return next(name for name, field in model.model_fields.items() if key in (name, field.alias))


def _model_at(kind: Any, path: Path) -> type[BaseModel] | None:
    """The model whose keys stand at ``path`` below the annotation ``kind``."""
    parts = [part for part in path if isinstance(part, str)]
    while True:
        mapping, model = _unwrap(kind)
        if mapping is not None:
            if not parts:
                return None
            parts, kind = parts[1:], mapping
        elif model is None or not parts:
            return model
        else:
            kind = model.model_fields[_field(model, parts[0])].annotation
            parts = parts[1:]


def _unwrap(kind: Any) -> tuple[Any | None, type[BaseModel] | None]:
    """(the value type of a mapping, None) or (None, the first model inside the annotation)."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return None, kind
    if get_origin(kind) is dict:
        return get_args(kind)[1], None
    for inner in get_args(kind):
        mapping, model = _unwrap(inner)
        if mapping is not None or model is not None:
            return mapping, model
    return None, None
