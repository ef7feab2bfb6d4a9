"""The lock is one canonical text, merges line by line, and shows when it was touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.proof.lock import HEADER, Check, Lock, LockedSource, read

SOURCE = LockedSource(
    "sources/wire",
    "a" * 64,
    "b" * 64,
    "text/html",
    "2026-11-22T10:00:00Z",
    "reader 1.0 %",
    "https://x.example/a b",
)
QUOTE = Check("one", "s-spokesman", "quote/0", "verbatim", "c" * 64, "sources/wire", "a" * 16, "12-40,60-90")
FIGURE = Check("one", "s-spokesman", "injured/0", "found", "d" * 64, at="3-4")
LOCK = Lock.of([SOURCE], [QUOTE, FIGURE])
TEXT = str(LOCK)


def problems(text: str) -> list[tuple[int, str]]:
    """Line and words of each problem with the text of a lock; all of them are one code with a way out."""
    _, found = read(text, "onrecord.lock")
    assert {problem.code for problem in found} <= {"lock-broken"}
    assert all("onrecord verify" in problem.hint for problem in found)
    return [(problem.place.line, problem.what) for problem in found]


def test_printing_is_the_inverse_of_reading() -> None:
    """A lock reads back as it was, blanks in an address and all, and prints the same bytes again."""
    lock, found = read(TEXT, "onrecord.lock")
    assert (lock, found) == (LOCK, [])
    assert str(lock) == TEXT
    assert read(TEXT.replace("\n", "\r\n"), "onrecord.lock") == (LOCK, [])


def test_entries_stand_one_a_line_in_alphabetical_order() -> None:
    """Whatever order results come in, the text is the same."""
    assert str(Lock.of([SOURCE], [FIGURE, QUOTE])) == TEXT
    entries = TEXT.splitlines()[2:]
    assert entries == sorted(entries)
    assert [line.split(" ")[0] for line in entries] == ["check", "check", "source"]


def test_a_source_on_which_nothing_rests_is_left_out() -> None:
    """A lock holds no source that no result needs."""
    assert Lock.of([SOURCE], [FIGURE]).sources == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [("verdict=verbatim", "verdict=near"), ("at=12-40,60-90", "at=12-41,60-90"), ("c" * 64, "e" * 64)],
)
def test_a_line_that_was_edited_by_hand_is_told(old: str, new: str) -> None:
    """A verdict, an offset or a hash that is changed no longer fits the digest of its line."""
    assert problems(TEXT.replace(old, new)) == [
        (4, "this line of the lock was edited: its digest is that of another line")
    ]


def test_a_lock_with_conflict_marks_is_told_at_the_first_of_them() -> None:
    """After a merge with conflicts nothing of the lock is used, and the way out is to verify again."""
    lines = TEXT.splitlines()
    merged = "\n".join([*lines[:3], "<<<<<<< ours", lines[3], "=======", ">>>>>>> theirs", *lines[4:]])
    assert problems(merged) == [(4, "the lock holds the marks of a merge conflict")]
    assert read(merged, "onrecord.lock")[0] == Lock()


@pytest.mark.parametrize("text", ["", "onrecord lock 2\n", "title: A record\n", f"# note\n{HEADER}\n"])
def test_a_file_of_another_version_is_not_read(text: str) -> None:
    """A file that does not begin as a lock of this version begins is refused at its first line."""
    assert problems(text) == [(1, "this is no lock, or one of another version")]


def test_broken_and_repeated_lines_are_told_each() -> None:
    """A torn line and an entry that stands twice are problems; the other lines are read."""
    lines = TEXT.splitlines()
    text = "\n".join([*lines, lines[2], lines[3][:40], "nonsense"])
    assert problems(text) == [
        (6, "the lock has this entry on line 3 too"),
        (7, "this line is none that `onrecord verify` writes"),
        (8, "this line is none that `onrecord verify` writes"),
    ]
    assert read(text, "onrecord.lock")[0].checks == LOCK.checks


def test_two_branches_merge_line_by_line() -> None:
    """Entries that two branches add are lines of their own: both together are the lock of both."""
    more = replace(QUOTE, record="two")
    ours, theirs = Lock.of([SOURCE], [QUOTE]), Lock.of([SOURCE], [more])
    merged = {*str(ours).splitlines(), *str(theirs).splitlines()}
    assert merged == set(str(Lock.of([SOURCE], [QUOTE, more])).splitlines())


def test_a_result_of_another_copy_is_not_current() -> None:
    """A result whose snapshot is not the one that the lock has for the source no longer holds."""
    assert LOCK.current(QUOTE)
    assert not LOCK.current(replace(QUOTE, snapshot="f" * 16))
    assert not LOCK.current(replace(QUOTE, source="sources/other"))
