"""What the answers of an interview came to, as the record's own keys and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.values.when import Day
from onrecord.yamltext.writing import Data

Block = Mapping[str, Data]
"""Keys and values of one source, statement or registry entry."""

#: The keys of a statement in the order in which they are written; the source begins it.
_ORDER = {
    name: at
    for at, name in enumerate(
        [
            "source",
            *(field.alias or name for name, field in Statement.model_fields.items() if name != "source"),
        ]
    )
}


@dataclass(frozen=True)
class Told:
    """A record as it was told: header, sources of its own, statements, and new entries of registries."""

    title: str
    date: Day
    place: str
    event: str
    lasted: bool = True
    sources: Mapping[str, Block] = field(default_factory=dict)
    statements: tuple[Block, ...] = ()
    places: Mapping[str, Block] = field(default_factory=dict)
    actors: Mapping[str, Block] = field(default_factory=dict)

    def header(self) -> Block:
        """The keys of the record that were told, as the file has them."""
        header: dict[str, Data] = {"title": self.title, "date": str(self.date)}
        if not self.lasted:
            header["lasted"] = "no"
        header |= {"place": self.place, "event": self.event}
        if self.sources:
            header["sources"] = dict(self.sources)
        return {**header, "statements": list(self.statements)}


def in_order(statement: Block) -> Block:
    """A statement with its keys in the order of the format, the source first."""
    return dict(sorted(statement.items(), key=lambda pair: _ORDER[pair[0]]))


def source_in_order(source: Block) -> Block:
    """A source with its keys in the order of the format."""
    order = list(Source.model_fields)
    return dict(sorted(source.items(), key=lambda pair: order.index(pair[0])))


def with_ids(statements: list[Block]) -> tuple[Block, ...]:
    """The statements, each with an id of its own that another one could share its address with.

    For example ``us-central-command-2`` for a second one of that speaker.
    """
    seen: Counter[str] = Counter()
    made: list[Block] = []
    for statement in statements:
        speaker = speaker_of(statement)
        seen[speaker] += 1
        again = seen[speaker] > 1
        made.append(
            in_order(
                {**statement, "id": f"{speaker[:70].rstrip('-')}-{seen[speaker]}"} if again else statement
            )
        )
    return tuple(made)


def speaker_of(statement: Block) -> str:
    """The word for who speaks that an id begins with: an actor, or ``unnamed`` or ``report``."""
    by = statement.get("by")
    if isinstance(by, str):
        return by
    if isinstance(by, Mapping):
        of = by.get("of")
        return of if isinstance(of, str) else "unnamed"
    return "report"
