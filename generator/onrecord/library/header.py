"""Whether statements carry what the header says: who did it, in the title, and where.

A title such as "US strikes on Hilla" tells who struck. It may, while a statement of the record claims,
blames or suspects that side; where none does, the title takes a side that nobody speaks for. The same holds
of a place: where it is disputed, somebody must name that of the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.library.library import Library
from onrecord.reads import note, unrecorded
from onrecord.record.record import Record
from onrecord.record.statement import Statement

_DOES = (
    r"(?:(?:air|drone|missile|rocket|artillery|mortar|night|new|more|first|second|further)[ -]?)*"
    r"(?:strikes?|airstrikes?|struck|attacks?|raids?|shelling|shells?|bombing|bombs?|bombardment|fires?"
    r"|hits?|kills?|operation)\b"
)


_NAMES = ("header", "names")
"""Where a library remembers them."""


def doers(title: str, library: Library) -> tuple[str, ...]:
    """Ids of the actors whom ``title`` names as those who did it.

    "US strikes on Hilla" and "Strikes by the US" name the United States; "Attack on the US embassy" nobody.
    """
    # The names rest on the registry of actors alone, which is sooner compared than a pattern of thousands.
    note(library.label, "actors")
    names = library.memo.get(_NAMES)
    if names is None:
        with unrecorded():
            names = library.memo[_NAMES] = _names(library)
    if names.pattern is None:
        return ()
    found = names.pattern.finditer(title)
    return tuple(dict.fromkeys(names.actors[(one["first"] or one["by"]).casefold()] for one in found))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of all actors, folded, and where a title names one of them as the one who did it."""

    actors: dict[str, str]
    pattern: re.Pattern[str] | None


def _names(library: Library) -> _Names:
    actors = library.registries.actors
    names = {name: actor_id for actor_id, actor in actors.items() for name in actor.every_name}
    # A longer name is no mention of the shorter one that begins it.
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    does = rf"^(?:the )?(?P<first>{either})(?:['’]s?)? (?:{_DOES})|\bby (?:the )?(?P<by>{either})(?!\w)"
    pattern = re.compile(does, re.IGNORECASE) if names else None
    return _Names({name.casefold(): actor_id for name, actor_id in names.items()}, pattern)


def unsupported(title: str, statements: Iterable[Statement], library: Library) -> tuple[str, ...]:
    """Those of ``doers`` whom no statement claims, blames or suspects; their side counts as they do."""
    named = doers(title, library)
    if not named:
        return ()
    said: set[str] = set()
    for statement in statements:
        speaker = (statement.by.actor or statement.by.of) if statement.by else None
        for stance in statement.responsibility or ():
            if stance.stance in ("blames", "suspects"):
                said.update(stance.actors or ())
            elif stance.stance == "claims":
                said.update(stance.actors or ((speaker,) if speaker else ()))
    houses = {library.house(one) for one in said}
    return tuple(one for one in named if library.house(one) not in houses)


def placed(record: Record) -> bool:
    """Whether the header's place may stand beside the statements.

    One without a place speaks of the header's. Once a statement gives another one, the header's is one side's
    view, and stands only while a statement gives it, too.
    """
    given = {one.place for one in record.statements}
    return given <= {None, record.place, *(record.other_places or ())} or record.place in given
