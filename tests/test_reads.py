"""What a piece of work reads is noted: each part by its name, and nothing else."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from onrecord.build.fingerprint import prints_of
from onrecord.reads import WHOLE, Noted, Watched, note, note_all, recorded, unrecorded
from onrecord.record.record import Record
from tests.helpers import incident, record

DATA = {"iran": 1, "iraq": 2}


def watched() -> Watched[str, int]:
    """A mapping of which look-ups are noted."""
    return Watched(DATA, "published", "actors")


def test_each_look_up_notes_its_key() -> None:
    """However it is asked for, and whether it is there or not."""
    mapping = watched()
    with recorded() as reads:
        assert mapping["iran"] == 1
        assert mapping.get("syria") is None
        assert mapping.get("oman", 5) == 5
        assert "iraq" in mapping
        with pytest.raises(KeyError):
            mapping["egypt"]
    assert reads == {("published", "actors", key) for key in ("iran", "syria", "oman", "iraq", "egypt")}


@pytest.mark.parametrize(
    "read",
    [list, len, dict, bool, max, lambda one: list(one.items()), lambda one: list(one.values())],
    ids=["list", "len", "dict", "bool", "max", "items", "values"],
)
def test_whoever_goes_through_all_has_read_all(read: Callable[[Watched[str, int]], object]) -> None:
    """What is added later must be noticed too."""
    mapping = watched()
    with recorded() as reads:
        read(mapping)
    assert ("published", "actors", WHOLE) in reads


def test_each_field_of_a_record_notes_that_it_was_read(tmp_path: Path) -> None:
    """In the library through which it was come by; what another reads of it says nothing of the rest."""
    found, one = incident(tmp_path, record("  - source: article\n    paraphrase: A post was attacked."))
    shown = replace(found, label="shown")
    with recorded() as reads:
        assert one.record.title == "Attack on the border post"
        assert shown.by_id[one.id].record.several_days is False
        assert one == shown.incidents[0]
    assert reads == {
        ("records", "record.title", one.id),
        ("shown", "by_id", one.id),
        ("shown", "record.lasted", one.id),
        ("shown", "record.date", one.id),
        ("shown", "incidents", WHOLE),
    }


def test_a_record_of_no_library_notes_nothing() -> None:
    """As one that is read or changed just now."""
    data = {"title": "A post", "date": "2024-01-20", "event": "attack"}
    with recorded() as reads:
        other = Record.model_validate(data).model_copy(update={"title": "Another"})
        assert other.title == "Another"
    assert reads == set()


def test_a_changed_copy_of_a_record_has_no_fingerprints_of_it() -> None:
    """Of its fields, which are others; each field has its own."""
    one = Record.model_validate({"title": "A post", "date": "2024-01-20", "event": "attack"})
    other = one.model_copy(update={"title": "Another", "note_internal": "Ask."})
    before, now = prints_of(one), prints_of(other)
    assert [name for name in Record.model_fields if before.field(name) != now.field(name)] == ["title"]


def test_what_is_read_within_is_read_by_what_stands_around() -> None:
    """And what is read around is not read within."""
    mapping = watched()
    with recorded() as outer:
        mapping["iran"]
        with recorded() as inner:
            mapping["iraq"]
    assert inner == {("published", "actors", "iraq")}
    assert outer == {("published", "actors", "iran"), ("published", "actors", "iraq")}


def test_what_failed_has_read_too() -> None:
    """Work that is told to fail does so because of what it read."""
    with recorded() as outer, pytest.raises(ValueError), recorded():
        note("published", "actors", "iran")
        raise ValueError
    assert outer == {("published", "actors", "iran")}


def test_an_index_notes_nothing_while_it_is_made() -> None:
    """Afterwards its maker notes again."""
    mapping = watched()
    with recorded() as reads:
        with unrecorded():
            dict(mapping)
            with recorded() as inner:
                mapping["iran"]
        note("published", "months", "2024-01")
    assert inner == {("published", "actors", "iran")}
    assert reads == {("published", "months", "2024-01")}


def test_nothing_is_noted_where_nobody_asks() -> None:
    """It costs nothing, and is no error."""
    note("published", "actors", "iran")
    note_all({("published", "actors", "iran")})
    assert watched()["iran"] == 1
    with recorded() as reads:
        pass
    assert reads == set()


def test_what_is_used_again_is_noted_again() -> None:
    """By whoever keeps a result."""
    with recorded() as first:
        watched()["iran"]
    with recorded() as second:
        note_all(first)
    assert second == first


def test_threads_do_not_note_for_each_other() -> None:
    """The preview's search is made beside its server."""
    with recorded() as reads, ThreadPoolExecutor(1) as executor:
        executor.submit(note, "published", "actors", "iran").result()
    assert reads == set()


def test_a_watched_mapping_is_watched_once() -> None:
    """The one around another notes alone; it equals a dictionary, and survives a copy and another process."""
    mapping = Watched(watched(), "today", "people")
    with recorded() as reads:
        mapping["iran"]
    assert reads == {("today", "people", "iran")}
    for other in (mapping, pickle.loads(pickle.dumps(mapping)), copy.copy(mapping)):
        assert other == DATA
        assert (other.label, other.kind) == ("today", "people")


@dataclass(frozen=True)
class Build:
    """Something with a field that notes."""

    name: str
    withheld: int = 0


setattr(Build, "withheld", Noted("withheld", lambda owner: str(owner.name)))  # noqa: B010  # a frozen class has no other way


def test_a_noted_field_notes_its_owner() -> None:
    """Each time it is read, with its value as usual."""
    one = Build("edition", 3)
    with recorded() as reads:
        assert one.withheld == 3
        assert one.name == "edition"
    assert reads == {("edition", "withheld", WHOLE)}
