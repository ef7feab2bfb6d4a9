"""What identifies a row of each table, and which rows of other tables it names.

The data package and the SQLite file say it both. Neither has a way to say it of lists of ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Key:
    """The columns whose values no two rows share; with ``blank`` some of them may be blank.

    Blank is the incident of a statement that belongs to none, and that of a source which several share.
    """

    columns: tuple[str, ...]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that hold the key of a row of ``table``, or are blank."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


_INCIDENT = Reference(("incident_id",), "incidents", ("id",))
_STATEMENT = Reference(("incident_id", "statement"), "statements", ("incident_id", "statement"))

#: By table; a table that is not here has rows without a key: several figures of one statement, for example.
KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "incidents": Key(("id",)),
        "statements": Key(("incident_id", "statement"), blank=True),
        "quotes": Key(("incident_id", "statement", "number"), blank=True),
        "actors": Key(("id",)),
        "vessels": Key(("id",)),
        "sources": Key(("incident_id", "id"), blank=True),
    }
)
#: By table.
REFERENCES: Mapping[str, tuple[Reference, ...]] = MappingProxyType(
    {
        "statements": (_INCIDENT,),
        **dict.fromkeys(
            ("responsibility", "casualties", "losses", "quotes", "tallies", "forces"), (_INCIDENT, _STATEMENT)
        ),
        "changes": (_INCIDENT,),
        "sources": (_INCIDENT,),
    }
)
