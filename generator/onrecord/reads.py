"""What a piece of work reads of a library: recorded, so that it is not done again while that stays as it was.

A page of one incident reads its record, the names of the actors in it, the title of the incident before; not
the other thousand records. Whoever hands out a part of a library calls :func:`note` with its name, and
:func:`recorded` gives what was noted meanwhile:

    with recorded() as reads:
        text = render(page)
    reads  # {("published", "by_id", "2024-01-28-tower-22"), ("published", "actors", "iran"), …}

What is not noted must be the same for a whole build (the settings, the program), or is part of the work's own
arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

Read = tuple[str, str, Hashable]
"""(label of a library, kind, key): ``("published", "actors", "iran")``.

The key is `WHOLE`, which is no id, for all of a kind.
"""
WHOLE = "*"

_active: ContextVar[set[Read] | None] = ContextVar("reads", default=None)


def note(label: str, kind: str, key: Hashable = WHOLE) -> None:
    """Says that a part of a library was read."""
    reads = _active.get()
    if reads is not None:
        reads.add((label, kind, key))


def note_all(reads: Iterable[Read]) -> None:
    """Says of several parts that they were read, by work whose result is used again."""
    active = _active.get()
    if active is not None:
        active.update(reads)


@contextmanager
def recorded() -> Iterator[set[Read]]:
    """Gives what is read within; what stands around it has read that too."""
    reads: set[Read] = set()
    token = _active.set(reads)
    try:
        yield reads
    finally:
        _active.reset(token)
        note_all(reads)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Notes nothing: for an index of a whole library, whose parts are noted where they are looked up."""
    token = _active.set(None)
    try:
        yield
    finally:
        _active.reset(token)


class Noted:
    """A field of a class that notes each time it is read: of a frozen dataclass, set after it was made."""

    def __init__(self, kind: str, label: Callable[[Any], str]) -> None:
        self.kind, self.label = kind, label

    def __get__(self, owner: Any, of: type | None = None) -> Any:
        if owner is None:
            return self
        note(self.label(owner), self.kind)
        return vars(owner)[self.kind]

    def __set__(self, owner: Any, value: object) -> None:
        vars(owner)[self.kind] = value


HOME = "home"
"""Under this name a part of a library has in its ``__dict__`` whose it is: (label, its id)."""


class NotedPart:
    """A field of a part of a library that notes each time it is read: ``("published", "record.title", id)``.

    Of a part that is in no library, which has no `HOME`, nothing is noted.
    """

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind

    def __get__(self, owner: Any, of: type | None = None) -> Any:
        if owner is None:
            return self
        values = owner.__dict__
        reads = _active.get()
        if reads is not None and HOME in values:
            label, key = values[HOME]
            reads.add((label, self.kind, key))
        try:
            return values[self.name]
        except KeyError:
            raise AttributeError(self.name) from None

    def __set__(self, owner: Any, value: object) -> None:
        owner.__dict__[self.name] = value


class Watched(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping that notes which of its keys are looked up, those that it has not included."""

    __slots__ = ("data", "kind", "label")

    def __init__(self, data: Mapping[Key, Value], label: str, kind: str) -> None:
        self.data: Mapping[Key, Value] = data.data if isinstance(data, Watched) else data
        self.label, self.kind = label, kind

    def __getitem__(self, key: Key) -> Value:
        reads = _active.get()
        if reads is not None:
            reads.add((self.label, self.kind, key))
        return self.data[key]

    def get(self, key: Key, default: Value | None = None) -> Value | None:  # type: ignore[override]  # one default is enough
        """As in a dictionary."""
        reads = _active.get()
        if reads is not None:
            reads.add((self.label, self.kind, key))
        return self.data.get(key, default)

    def __contains__(self, key: object) -> bool:
        reads = _active.get()
        if reads is not None:
            reads.add((self.label, self.kind, key))
        return key in self.data

    def __iter__(self) -> Iterator[Key]:
        note(self.label, self.kind)
        return iter(self.data)

    def __len__(self) -> int:
        note(self.label, self.kind)
        return len(self.data)

    def __eq__(self, other: object) -> bool:
        return self.data == (other.data if isinstance(other, Watched) else other)

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"Watched({self.data!r})"
