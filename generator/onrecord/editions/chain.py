"""The chain: one edition after another, each with the sum of the one before, and the files that hold it.

``data/editions.json`` lists all. Each lies as a file of its own beside, in canonical JSON, so that its sum is
what ``sha256sum data/editions/2.json`` prints, and a signature of it can be checked without this program.
``data/editions/2.changes.json`` has which entries it added, changed and withdrew, by keys that tell nothing
of what was withdrawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from onrecord.editions.canonical import canonical, sha256_of
from onrecord.editions.entries import KINDS
from onrecord.editions.merkle import root
from onrecord.editions.site import FOLDER, LIST, SiteError, parse_json, read_bytes

FORMAT = "onrecord-editions-1"
# A list has one text, so that each changed byte of it is found: another wording is another format.
ABOUT = (
    "Each edition of this archive, oldest first. `sha256` is the SHA-256 of `edition` as canonical JSON "
    "(RFC 8785), which lies in editions/NUMBER.json. `previous` is that of the edition before. `root` is the "
    "root of a Merkle tree (RFC 6962, SHA-256) over the entries that were published: incidents, statements, "
    "updates, corrections and removals. `onrecord audit` checks all of it. It shows what was published and "
    "in which order; not that it is true."
)
SHORTEST = 16
"""Digits of a sum that a reader has to keep at least."""
_ENDING = r"[a-z0-9]{1,16}"

Sum: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal digits."""
Salt: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^(0|[1-9]\d*)/({'|'.join(KINDS)})/[1-9]\d*$")]
"""What an entry is called for all time: number of its incident, kind, number: ``7/statement/31``."""
Ending: TypeAlias = Annotated[str, StringConstraints(pattern=f"^{_ENDING}$")]
Leaves: TypeAlias = dict[str, str]
"""The sums of entries by their keys."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Edition(_Strict):
    """One publication of the site. All that it says is under its sum."""

    number: int = Field(ge=1)
    time: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
    previous: Sum | None
    """The sum of the edition before; None for the first."""
    root: Sum
    entries: int = Field(ge=0)
    """How many entries the tree has."""
    changes: Sum
    """The sum of the file with what it changed."""
    files: Sum
    """The sum of the list of all files of the site, ``data/editions/files.json``."""
    file_count: int = Field(ge=0)
    archive: str
    schema_version: str
    """Of the tables of the data."""
    generator: str

    @property
    def canonical(self) -> bytes:
        """The edition as its file has it."""
        return canonical(self.model_dump())

    @property
    def sha256(self) -> str:
        """Its sum, by which the next edition, and whoever keeps it, names this one."""
        return sha256_of(self.canonical)

    @property
    def at(self) -> datetime:
        """When it was published, by the publisher's clock."""
        return datetime.strptime(self.time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


class Listed(_Strict):
    """An edition as the list has it."""

    edition: Edition
    sha256: Sum
    proofs: dict[Ending, Sum]
    """The sums of its signatures and time stamps, by their endings."""


class Changes(_Strict):
    """What an edition changed: the new sum of each entry, None of one that it withdrew."""

    number: int
    entries: dict[Key, Sum | None]


class _List(_Strict):
    about: str
    format: Literal["onrecord-editions-1"]
    editions: list[Listed]


class EntryName(_Strict):
    """What an entry of the newest edition is, and the salt in its sum."""

    name: str
    salt: Salt


class Names(_Strict):
    """The entries of the newest edition by their keys. What is withdrawn leaves no name and no salt here."""

    next_incident: int = Field(1, ge=1)
    next_entry: int = Field(1, ge=1)
    incidents: dict[Annotated[str, StringConstraints(pattern=r"^[1-9]\d*$")], str] = {}
    """Ids by their numbers, of those that have entries, or a page that says that they are withdrawn."""
    entries: dict[Key, EntryName] = {}


class Files(_Strict):
    """The files of the newest edition. The salt keeps everybody from guessing what an earlier page said."""

    salt: Salt
    files: dict[str, Sum]
    """Sums by path."""


Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Chain:
    """Editions, oldest first, with what each changed."""

    listed: tuple[Listed, ...] = ()
    changes: tuple[Changes, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The content of its files by path, but for the list and the names: editions, changes, proofs."""

    def __len__(self) -> int:
        return len(self.listed)

    @property
    def sums(self) -> tuple[str, ...]:
        """The sum of each edition."""
        return tuple(one.sha256 for one in self.listed)

    def leaves(self, number: int) -> Leaves:
        """The entries of an edition; of edition 0, none."""
        leaves: Leaves = {}
        for changes in self.changes[:number]:
            leaves = applied(leaves, changes)
        return leaves


def applied(leaves: Leaves, changes: Changes) -> Leaves:
    """The entries after an edition."""
    after = {**leaves, **changes.entries}
    return {key: value for key, value in after.items() if value is not None}


def tree(leaves: Mapping[str, str]) -> str:
    """The root over entries, in the order of the numbers in their keys."""
    return root([bytes.fromhex(leaves[key]) for key in sorted(leaves, key=order)]).hex()


def order(key: str) -> tuple[int, int]:
    """The numbers of a key."""
    incident, _, entry = key.split("/")
    return int(incident), int(entry)


def edition_path(number: int, ending: str = "") -> str:
    """Where an edition lies in a site, or its proof: ``data/editions/2.json``, ``….json.sig``."""
    return f"{FOLDER}/{number}.json" + (f".{ending}" if ending else "")


def changes_path(number: int) -> str:
    """Where that lies which an edition changed."""
    return f"{FOLDER}/{number}.changes.json"


def list_bytes(listed: tuple[Listed, ...]) -> bytes:
    """The list as a file, an edition a line; there is one text of it."""
    head = json.dumps({"about": ABOUT, "format": FORMAT}, ensure_ascii=False, indent=2)[:-2]
    rows = ",\n    ".join(canonical(one.model_dump()).decode() for one in listed)
    return f'{head},\n  "editions": [\n    {rows}\n  ]\n}}\n'.encode()


def read_list(site: Path, path: str = LIST) -> tuple[Listed, ...]:
    """The editions that the list of a site names. Raises SiteError where it is not as we write it."""
    data = read_bytes(site, path)
    found = model(_List, path, data).editions
    if list_bytes(tuple(found)) != data:
        raise SiteError(path, "is not as it was written: it was changed since")
    return tuple(found)


def model(kind: type[Model], path: str, data: bytes) -> Model:
    """What a file of the chain says. Raises SiteError where it says something else."""
    try:
        return kind.model_validate(parse_json(path, data))
    except ValidationError as error:
        raise SiteError(path, _reason(error)) from None


def _reason(error: ValidationError) -> str:
    first: Any = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"is not as onrecord writes it: {where or 'the whole'}: {first['msg']}"


def is_ending(text: str) -> bool:
    """Whether proofs may have this ending: ``sig``, ``tsr``, ``ots``."""
    return re.fullmatch(_ENDING, text) is not None and text != "json"
