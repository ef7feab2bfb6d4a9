"""A small archive and its editions, each as its readers had it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from onrecord.editions.append import Appended, Options, append
from onrecord.editions.audit import Audit, audit
from onrecord.editions.kept import keep
from tests.helpers import REGISTRY, Built, build_site, record

FIRST = datetime(2026, 11, 22, 12, tzinfo=UTC)
POST, HARBOUR, LATER = "2024-01-20-border-post", "2024-01-22-harbour", "2024-01-25-embargoed"
CANARY = "Zebediah"
"""A word that is published, and then removed."""


def at(number: int) -> datetime:
    """When an edition is published: one a day."""
    return FIRST + timedelta(days=number - 1)


def statement(name: str, who: str, text: str) -> str:
    """A statement of a record, with an anchor of its own."""
    return f"  - id: {name}\n    by: {who}\n    source: article\n    paraphrase: {text}\n"


def records(number: int) -> dict[str, str]:
    """The records of an edition, 1 to 4.

    2: a figure of the first incident changes, with a correction; a statement of the second changes silently.
    3: a statement of the first is removed, and an embargo has ended. 4: the second incident is withdrawn.
    """
    claim = statement("claim", "red-front", "The group said that it had attacked.")
    removed = statement("named", "green-army", f"The army named {CANARY}.")
    number_of = f"    injured:\n      who: civilians\n      count: {3 if number == 1 else 4}\n"
    figure = f"  - id: figure\n    by: blue-command\n    source: article\n{number_of}"
    header = ""
    if number >= 2:
        header += "corrections:\n  - on: 2026-11-23\n    was: We wrote three injured.\n    now: Four.\n"
    if number >= 3:
        header += "removed:\n  - on: 2026-11-24\n    what: statement\n    reason: A court said so.\n"
    harbour = "The harbour was closed." if number == 1 else "The harbour was open."
    second = record(statement("closed", "green-army", harbour))
    if number >= 4:
        second = second.replace("publish: published", "publish: withdrawn")
    return {
        **REGISTRY,
        f"briefings/{POST}.yml": record(claim + figure + (removed if number < 3 else ""), header=header),
        f"briefings/{HARBOUR}.yml": second,
        f"briefings/{LATER}.yml": record(
            statement("held", "wire", "The agency held this back."), header="embargo: 2026-11-24T06:00Z"
        ),
    }


def salts() -> Callable[[], str]:
    """Salts that are the same in each run."""
    numbers = count()
    return lambda: f"{next(numbers):032x}"


@dataclass(frozen=True)
class Editions:
    """The site as it was published, edition by edition."""

    folder: Path

    def site(self, number: int) -> Path:
        """The site of an edition. No test may change it."""
        return self.folder / str(number)

    @property
    def kept(self) -> Path:
        """The chain in the site's source, after the last edition."""
        return self.folder / "root/editions"

    @property
    def newest(self) -> Path:
        """The site of the last edition. No test may change it."""
        return self.site(4)


def made(folder: Path, *, last: int = 4, texts: Callable[[int], Mapping[str, str]] = records) -> Editions:
    """Builds and publishes editions 1 to ``last`` below ``folder``."""
    found, salt = Editions(folder), salts()
    for number in range(1, last + 1):
        built(folder / "root", texts(number), at(number))
        publish(folder / "root", found.site(number - 1), number, salt)
        shutil.move(folder / "root/site", found.site(number))
    return found


def built(root: Path, files: Mapping[str, str], now: datetime) -> Built:
    """Builds a site at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
        return build_site(root, files)


def publish(root: Path, old: Path | None, number: int, salt: Callable[[], str]) -> Appended:
    """Appends an edition to the site below ``root``, and keeps the chain in its source."""
    appended = append(root / "site", old, Options(root / "editions"), at(number), salt=salt)
    keep(root / "site", root / "editions")
    return appended


def copy(site: Path, to: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(site, to))


def faults(site: Path) -> list[str]:
    """What an audit says is wrong with a site, sentence by sentence."""
    return list(map(str, audit(site).faults))


def told(found: Audit) -> Iterator[str]:
    """What editions changed: ``2 changed statement figure: correction``."""
    for one in found.differences:
        end = "silent" if one.silent else " ".join(one.notes)
        yield f"{one.edition} {one.what} {one.kind} {one.name}: {end}"
