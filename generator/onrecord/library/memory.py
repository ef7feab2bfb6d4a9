"""What is worked out once for a library: an index of all of it, or something of one incident.

Both remember for :mod:`onrecord.reads` what they rest on. An index notes nothing while it is made: its
readers note the parts that they look up. Something of one incident notes, at each use, all that was read
when it was made; that is also what tells whether a later build may use it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import wraps
from typing import Any, Protocol, TypeVar

from onrecord.language import current
from onrecord.library.library import Incident, Library
from onrecord.reads import WHOLE, Read, Watched, note, note_all, recorded, unrecorded
from onrecord.record.record import Record

Value = TypeVar("Value")


class _Remembers(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def memo(self) -> dict[Any, Any]: ...


Owner = TypeVar("Owner", bound=_Remembers)

GATHERED: dict[str, Callable[[Library], Any]] = {}
"""Every index by the kind that its readers note."""


def gathered(make: Callable[[Library], Value]) -> Callable[[Library], Value]:
    """Makes a function of a library give its result once: a mapping whose look-ups are noted.

    A result that is no mapping is noted as a whole; one with mappings in it watches them itself.
    """
    kind = f"{make.__module__.removeprefix('onrecord.')}.{make.__name__}"

    @wraps(make)
    def once(library: Library) -> Any:
        key = (kind, current().tag)
        if key not in library.memo:
            with unrecorded():
                found = make(library)
            library.memo[key] = Watched(found, library.label, kind) if isinstance(found, Mapping) else found
        found = library.memo[key]
        if not isinstance(found, Watched) and not getattr(found, "watches", False):
            note(library.label, kind, WHOLE)
        return found

    GATHERED[kind] = once
    return once


def adopt(library: Library, before: Library, changed: Callable[[Iterable[Read]], bool]) -> None:
    """Takes over what was remembered of a library's incidents as it was before.

    ``changed`` says whether any of several reads gives something else now.
    """
    for key, known in before.memo.items():
        if len(key) == _REMEMBERED and key not in library.memo:
            incident, _, reads = known
            now = library.by_id.get(incident.id)
            if now is not None and _same(now.record, incident.record) and not changed(reads):
                library.memo[key] = (now, *known[1:])


def _same(one: Record, other: Record) -> bool:
    """Whether two records have the very same values: what was made of one may refer to its statements."""
    values = vars(other)
    return all(vars(one)[name] is values[name] for name in Record.model_fields)


#: Parts of the key under which something is remembered of an incident; of an index there are two.
_REMEMBERED = 3


def remembered(make: Callable[[Owner, Incident], Value]) -> Callable[[Owner, Incident], Value]:
    """Makes a function of a library and one of its incidents give its result once, in each language.

    Something else than a library may have the result, if it has a ``memo``: the tables made of one.
    """
    return _once(make, kept=False)


def kept(make: Callable[[Owner, Incident], Value]) -> Callable[[Owner, Incident], Value]:
    """Does the same, and the next build need not work it out again while all that was read is the same.

    The result is plain data: nothing of the library is in it, of which the next build has another.
    """
    return _once(make, kept=True)


Key = tuple[str, str, str, str]
"""(label of a library, kind, language, id of an incident)."""
Known = tuple[Any, Collection[Read]]
"""A value, and what it rests on."""


class Keeps(Protocol):
    """Values of former builds."""

    def get(self, key: Key) -> Known | None:
        """One of them, if all that it rests on is the same."""

    def put(self, key: Key, known: Known) -> None:
        """Keeps one."""


KEEPS = "keeps"
"""Under this name a ``memo`` has its `Keeps`, where a build has any."""


def _once(make: Callable[[Owner, Incident], Value], *, kept: bool) -> Callable[[Owner, Incident], Value]:
    kind = f"{make.__module__}.{make.__name__}"

    @wraps(make)
    def once(owner: Owner, incident: Incident) -> Value:
        memo = owner.memo
        key = (kind, current().tag, incident.id)
        known = memo.get(key)
        # An edition before has another incident of the same id.
        if known is not None and known[0] is incident:
            note_all(known[2])
            result: Value = known[1]
            return result
        keeps: Keeps | None = memo.get(KEEPS) if kept else None
        found = None if keeps is None else keeps.get((owner.label, *key))
        value: Value
        if found is not None:
            value, reads = found[0], set(found[1])
            note_all(reads)
        else:
            with recorded() as reads:
                value = make(owner, incident)
            if keeps is not None:
                keeps.put((owner.label, *key), (value, reads))
        memo[key] = (incident, value, reads)
        return value

    return once
