"""The lock: what `onrecord verify` found, in a committed file, so that a build needs no snapshots.

One line an entry, in alphabetical order, so that two branches merge line by line. Each line ends with a short
digest of itself: a line that was changed by hand is told from one that the program wrote. It keeps nobody
out; whoever wants to forge a line can. Of confidential sources there is no line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeAlias

from onrecord.problems import Place, Problem
from onrecord.reads import Watched

VERSION = 1
HEADER = f"onrecord lock {VERSION}"
_NOTE = ("# What `onrecord verify` found. Made by the program; do not edit it. After a merge, run it again.",)
_AGAIN = "run `onrecord verify`, which writes the lock anew"
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |$)|={7}$")
_LINE = re.compile(r"(?P<body>(?P<kind>source|check) .+) ~(?P<digest>[0-9a-f]{12})")

Key: TypeAlias = tuple[str, str, str, str]
"""Record, anchor, field and source of a check."""


@dataclass(frozen=True, slots=True)
class LockedSource:
    """A source as it was when its passages were checked."""

    key: str
    sha256: str
    text: str
    """SHA-256 of the text that was taken out of it."""
    type: str
    taken: str
    """When the snapshot was taken, ISO 8601."""
    extractor: str
    """What took the text out of it, with its version."""
    address: str = ""
    """Empty where there is none, or none that may be published."""


@dataclass(frozen=True, slots=True)
class Check:
    """A result: of a quotation or excerpt in one source, or of a figure in its excerpt."""

    record: str
    anchor: str
    field: str
    verdict: str
    words: str
    """SHA-256 of the words that were compared, folded: `Item.digest`."""
    source: str = ""
    """The key of the source; empty for a figure, which was looked for in the excerpt."""
    snapshot: str = ""
    """The first 16 characters of the SHA-256 of its snapshot."""
    at: str = ""
    """Offsets: ``12-40``, several parted by commas."""
    elsewhere: str = ""
    """The source in which the words stand, where it is another one."""

    @property
    def key(self) -> Key:
        """What the result is about."""
        return self.record, self.anchor, self.field, self.source


@dataclass(frozen=True)
class Lock:
    """Every result and the sources they rest on. `str` gives the text of the file."""

    sources: Mapping[str, LockedSource] = field(default_factory=dict)
    checks: Mapping[Key, Check] = field(default_factory=dict)
    lines: Mapping[Key | str, int] = field(default_factory=dict, compare=False, repr=False)
    """Where each entry was read, for problems."""

    def __post_init__(self) -> None:
        for kind in ("sources", "checks"):
            object.__setattr__(self, kind, Watched(getattr(self, kind), "edition", f"lock.{kind}"))

    @classmethod
    def of(cls, sources: Iterable[LockedSource], checks: Iterable[Check]) -> Lock:
        """The lock of these results; sources on which no result rests are left out."""
        kept = {check.key: check for check in checks}
        used = {check.source for check in kept.values()}
        return cls({one.key: one for one in sources if one.key in used}, kept)

    def __str__(self) -> str:
        """The canonical text."""
        entries = [_line("source", one) for one in self.sources.values()]
        entries += [_line("check", one) for one in self.checks.values()]
        return "\n".join([HEADER, *_NOTE, *sorted(entries)]) + "\n"

    def current(self, check: Check) -> bool:
        """Whether the snapshot that a result rests on is the one that the lock knows."""
        if not check.source:
            return True
        source = self.sources.get(check.source)
        return source is not None and source.sha256.startswith(check.snapshot)


def _line(kind: str, entry: LockedSource | Check) -> str:
    pairs = ((one.name, getattr(entry, one.name)) for one in fields(entry))
    body = " ".join([kind, *(f"{name}={_quoted(value)}" for name, value in pairs if value)])
    return f"{body} ~{_digest(body)}"


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def _quoted(value: str) -> str:
    """``value`` without blanks and line ends, which part the entries."""
    return re.sub(r"[\s%\x00-\x20\x7f]", lambda c: "".join(f"%{byte:02X}" for byte in c[0].encode()), value)


def _plain(value: str) -> str:
    data = re.sub(rb"%([0-9A-F]{2})", lambda code: bytes([int(code[1], 16)]), value.encode())
    return data.decode("utf-8", "replace")


def read(text: str, file: str) -> tuple[Lock, list[Problem]]:
    """The lock that ``text`` holds, and what is wrong with it; ``file`` is what problems call it."""
    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line.rstrip("\r")):
            return Lock(), [_broken(file, number, line, "the lock holds the marks of a merge conflict")]
    if lines[0].rstrip("\r") != HEADER:
        what = "this is no lock, or one of another version"
        hint = f"the first line of a lock is `{HEADER}`; {_AGAIN}"
        return Lock(), [_broken(file, 1, lines[0], what, hint)]
    sources: dict[str, LockedSource] = {}
    checks: dict[Key, Check] = {}
    places: dict[Key | str, int] = {}
    problems = []
    for number, line in enumerate(lines[1:], 2):
        bare = line.rstrip("\r")
        if not bare or bare.startswith("#"):
            continue
        entry = _entry(bare)
        if isinstance(entry, str):
            problems.append(_broken(file, number, bare, entry))
            continue
        if entry.key in places:
            first = places[entry.key]
            problems.append(_broken(file, number, bare, f"the lock has this entry on line {first} too"))
        places[entry.key] = number
        if isinstance(entry, Check):
            checks[entry.key] = entry
        else:
            sources[entry.key] = entry
    return Lock(sources, checks, places), problems


def _entry(line: str) -> LockedSource | Check | str:
    """What a line holds, or what is wrong with it."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "this line is none that `onrecord verify` writes"
    if found["digest"] != _digest(found["body"]):
        return "this line of the lock was edited: its digest is that of another line"
    pairs = dict(part.partition("=")[::2] for part in found["body"].split(" ")[1:])
    try:
        made = (LockedSource if found["kind"] == "source" else Check)(
            **{name: _plain(value) for name, value in pairs.items()}
        )
    except TypeError:
        return "this line is none that `onrecord verify` writes"
    return made


def _broken(file: str, number: int, line: str, what: str, hint: str = _AGAIN) -> Problem:
    length = max(1, len(line.split(" ")[0]))
    return Problem("lock-broken", Place(file, number, 1, length), what, hint)
