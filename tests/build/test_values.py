"""Values that were worked out of one incident are kept while all that they rest on is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from onrecord.build.fingerprint import Fingerprints
from onrecord.build.values import FILE, Values
from onrecord.reads import Read
from tests.build.harm import emptied, no_database, of_others

KEY = ("published", "rows", "en", "2024-01-20-border-post")
TITLE: Read = ("published", "record.title", "2024-01-20-border-post")
NAME: Read = ("published", "actors", "red-wing")
KNOWN = (["a row", 7], (TITLE, NAME))


class Prints:
    """Fingerprints of what was read, which a test changes."""

    def __init__(self, **others: bytes) -> None:
        self.of: dict[Read, bytes] = {TITLE: b"t", NAME: b"a house of another length"}

    def of_read(self, read: Read) -> bytes:
        """What it is now."""
        return self.of[read]


def values(folder: Path, prints: Prints | None = None, program: bytes = b"1") -> Values:
    """The values that lie in a folder, as a new process has them."""
    found = Values(folder, program)
    found.prints = cast(Fingerprints, prints or Prints())
    return found


def kept(folder: Path) -> None:
    """Has a build keep one value."""
    here = values(folder)
    here.put(KEY, KNOWN)
    here.save([KEY[3]])


def test_a_value_is_there_for_the_next_build(tmp_path: Path) -> None:
    """With what it rests on, in its language, and of its library."""
    here = values(tmp_path)
    assert here.get(KEY) is None
    here.put(KEY, KNOWN)
    here.save([KEY[3]])
    assert values(tmp_path).get(KEY) == KNOWN
    assert values(tmp_path).get(("published", "rows", "de", KEY[3])) is None
    assert values(tmp_path).get(("today", *KEY[1:])) is None


@pytest.mark.parametrize("read", [TITLE, NAME])
def test_a_value_goes_with_anything_that_it_rests_on(tmp_path: Path, read: Read) -> None:
    """And comes back with it: nobody else had it made anew meanwhile."""
    kept(tmp_path)
    prints = Prints()
    prints.of[read] = b"another"
    assert values(tmp_path, prints).get(KEY) is None
    assert values(tmp_path).get(KEY) == KNOWN


def test_another_program_believes_none_of_it(tmp_path: Path) -> None:
    """And what it keeps is all that is there then."""
    kept(tmp_path)
    there = values(tmp_path, program=b"2")
    assert there.get(KEY) is None
    there.put(("published", "entry", *KEY[2:]), KNOWN)
    there.save([KEY[3]])
    assert values(tmp_path, program=b"2").get(KEY) is None
    assert values(tmp_path, program=b"2").get(("published", "entry", *KEY[2:])) == KNOWN
    assert values(tmp_path).get(("published", "entry", *KEY[2:])) is None


def test_what_a_worker_put_is_written_by_the_build(tmp_path: Path) -> None:
    """A worker hands it over once."""
    worker, here = values(tmp_path), values(tmp_path)
    worker.put(KEY, KNOWN)
    new = worker.drain()
    assert worker.drain() == []
    here.take(new)
    here.save([KEY[3]])
    assert values(tmp_path).get(KEY) == KNOWN


def test_values_of_incidents_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    """The file holds what the last build has."""
    kept(tmp_path)
    values(tmp_path).save(["2024-01-21-other-post"])
    assert values(tmp_path).get(KEY) is None


def garbled(path: Path) -> None:
    """Turns bits in the middle of a file."""
    data = bytearray(path.read_bytes())
    at = data.index(b"2024-01-20-border-post") + 40
    data[at : at + 20] = bytes(255 - one for one in data[at : at + 20])
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [garbled, no_database, of_others, emptied])
def test_a_file_that_is_damaged_or_none_of_ours_is_begun_anew(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """No value of it is believed, and the next one is kept."""
    kept(tmp_path)
    harm(tmp_path / FILE)
    here = values(tmp_path)
    assert here.get(KEY) is None
    here.put(KEY, KNOWN)
    here.save([KEY[3]])
    assert values(tmp_path).get(KEY) == KNOWN
