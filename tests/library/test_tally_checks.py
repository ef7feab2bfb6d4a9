"""What the checks of reported counts find, what they let pass, and who may silence them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.problems import Problem
from tests.helpers import REGISTRY, load_site, record

PARAPHRASE = "  - source: article\n    paraphrase: A post was attacked.\n"
SOURCES = "report:\n  title: A report\n  published: 2024-01-19\n"


def tally(count: str, *, by: str = "green-army", said: str = "", **fields: str) -> str:
    """A statement of the registry with one tally; ``count`` is YAML in one line."""
    lines = [f"- by: {by}" if by else "- via: wire", "  source: report"]
    lines += [f"  said: {said}"] if said else []
    lines += ["  tally:", "    measure: attacks", f"    count: {count}"]
    return "\n".join([*lines, *(f"    {key}: {value}" for key, value in fields.items())]) + "\n"


def problems(root: Path, *tallies: str, measures: str = "", sources: str = SOURCES) -> tuple[Problem, ...]:
    """The problems of a site with these statements in its registry of tallies."""
    files = {
        **REGISTRY,
        "briefings/2024-01-20-border-post.yml": record(PARAPHRASE),
        "briefings/registry/tallies.yml": "".join(tallies),
        "briefings/registry/sources.yml": sources,
    }
    if measures:
        files["briefings/registry/measures.yml"] = measures
    return load_site(root, files).problems


def codes(root: Path, *tallies: str, sources: str = SOURCES) -> list[str]:
    """Their codes, in order."""
    return [problem.code for problem in problems(root, *tallies, sources=sources)]


def test_a_running_total_that_falls_is_told_with_the_earlier_one(tmp_path: Path) -> None:
    """The warning stands at the later count and names the earlier one, its number and its day."""
    first, later = tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-09")
    (found,) = problems(tmp_path, later, first)
    assert (found.code, found.severity, found.place.line) == ("tally-falls", "warning", 5)
    assert "lower than the 40 of 5 January 2024" in found.what


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (tally("40", as_of="2024-01-05"), tally("40", as_of="2024-01-09")),
        (tally("40", as_of="2024-01-05"), tally("at least 30", as_of="2024-01-09")),
        (tally("about 40", as_of="2024-01-05"), tally("38", as_of="2024-01-09")),
        (tally("up to 40", as_of="2024-01-05"), tally("30", as_of="2024-01-09")),
        (tally("40", as_of="2024-01-05"), tally("many", as_of="2024-01-09")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-05")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-09", by="blue-command")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-09", by="")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-09", scope="Bases only.")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01-09", since="2024-01-01")),
        (tally("{IQ: 40}", as_of="2024-01-05"), tally("{SY: 30}", as_of="2024-01-09")),
        (tally("40", as_of="2024-01-05"), tally("30", as_of="2024-01")),
    ],
    ids=[
        "equal",
        "open above",
        "an estimate",
        "a bound above",
        "no number",
        "the same day",
        "another counter",
        "no counter",
        "another scope",
        "another first day",
        "another place",
        "a month that may be earlier",
    ],
)
def test_what_may_be_true_does_not_fall(tmp_path: Path, first: str, later: str) -> None:
    """Only a lower count of the same counter, scope, first day and place on a later day falls."""
    assert codes(tmp_path, first, later) == []


def test_a_house_counts_as_one_counter(tmp_path: Path) -> None:
    """Two speakers of one house keep one running total, whoever speaks that day."""
    first = tally("40", as_of="2024-01-05", by="blue-spokesman")
    later = tally("30", as_of="2024-01-09", by="blue-command")
    assert codes(tmp_path, first, later) == ["tally-falls"]


def test_the_highest_earlier_count_is_named(tmp_path: Path) -> None:
    """After 40 and 30, a count of 35 is still lower than 40, and 41 is not."""
    days = ("2024-01-05", "2024-01-09", "2024-01-10", "2024-01-11")
    said = zip(("40", "30", "35", "41"), days, strict=True)
    found = problems(tmp_path, *(tally(count, as_of=day) for count, day in said))
    assert [problem.what[:26] for problem in found] == [
        "30 is lower than the 40 of",
        "35 is lower than the 40 of",
    ]


@pytest.mark.parametrize(
    ("count", "found"),
    [
        ("{IQ: 43, SY: 41, total: 78}", ["tally-parts"]),
        ("{IQ: 43, SY: 41, total: 84}", []),
        ("{IQ: 43, SY: 41, total: about 80}", []),
        ("{IQ: 43, SY: 41, total: at least 80}", []),
        ("{IQ: 43, SY: 41, total: at least 90}", ["tally-parts"]),
        ("{IQ: at least 43, SY: 41, total: 78}", ["tally-parts"]),
        ("{IQ: at least 43, SY: 41, total: 90}", []),
        ("{IQ: 43, SY: some, total: 43}", ["tally-parts"]),
        ("{IQ: 43, SY: not confirmed, total: 43}", []),
        ("{IQ: 43, total: 78}", []),
        ("{IQ: 79, total: 78}", ["tally-parts"]),
        ("{IQ: 43, border-post: 41, total: 43}", []),
        ("{IQ: 43, SY: 41}", []),
    ],
)
def test_parts_must_be_able_to_add_up(tmp_path: Path, count: str, found: list[str]) -> None:
    """Parts are told only where no reading of the bounds makes them the total; nested ones count once."""
    assert codes(tmp_path, tally(count, as_of="2024-01-09")) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("2023-10", "2023-12"), ("2023-12-15", "2024-01-15"), ["tally-windows"]),
        (("2023-10", "2023-12"), ("2024-01-01", "2024-01-15"), []),
        (("2023-10", "2023-12"), ("2023-11", "2023-11"), []),
        (("2023-10", "2023-12"), ("2023-10", "2024-01"), []),
    ],
    ids=["overlap", "one after the other", "one within the other", "a running count"],
)
def test_periods_of_one_counter_that_overlap(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], found: list[str]
) -> None:
    """Two periods that share days are told, unless one holds the other or both begin on one day."""
    one = tally("40", since=first[0], until=first[1], as_of="2024-01-15")
    other = tally("50", since=second[0], until=second[1], as_of="2024-01-16", scope="Bases only.")
    assert codes(tmp_path, one, other) == found
    rival = tally("50", since=second[0], until=second[1], as_of="2024-01-16", by="red-front")
    assert codes(tmp_path, one, rival) == []


def test_a_count_without_any_day_is_told(tmp_path: Path) -> None:
    """A day of its own, one on which it was said, or a dated source: without all three there is a warning."""
    undated = "report:\n  title: A report\n"
    assert codes(tmp_path, tally("4"), sources=undated) == ["tally-undated"]
    assert codes(tmp_path, tally("4", as_of="2024-01-09"), sources=undated) == []
    assert codes(tmp_path, tally("4", said="2024-01-09"), sources=undated) == []
    assert codes(tmp_path, tally("4")) == []


def test_two_counters_on_one_day_and_no_counter_are_no_mistakes(tmp_path: Path) -> None:
    """Counts of one day by two counters stand side by side, and so does one whose counter is not stated."""
    day = "2024-01-09"
    assert codes(tmp_path, *(tally(n, as_of=day, by=by) for n, by in (("4", "green-army"), ("9", "")))) == []


@pytest.mark.parametrize("count", ["{IQ: 43, SY: 41, total: 78}", "30"])
def test_what_an_editor_has_looked_up_is_not_told_again(tmp_path: Path, count: str) -> None:
    """``checked`` silences the warnings about its own tally, and no other."""
    first = tally("99", as_of="2024-01-05")
    assert codes(tmp_path, first, tally(count, as_of="2024-01-09"))
    assert codes(tmp_path, first, tally(count, as_of="2024-01-09", checked="The source says so.")) == []
    assert codes(tmp_path, first.rstrip() + "\n    checked: Yes.\n", tally(count, as_of="2024-01-09"))


def test_a_complete_measure_says_what_it_counts(tmp_path: Path) -> None:
    """Complete coverage without kinds of event and targets matches nothing, and that is a mistake."""
    measure = "attacks:\n  name: Attacks\n  unit: attacks\n  coverage: complete\n"
    (found,) = problems(tmp_path, tally("4"), measures=measure)
    assert (found.code, found.severity) == ("measure-matches-nothing", "warning")
    assert problems(tmp_path, tally("4"), measures=f"{measure}  events: attack\n") == ()
    assert problems(tmp_path, tally("4"), measures=measure.replace("complete", "sample")) == ()


def test_a_count_with_an_unknown_source_does_not_stop_the_others(tmp_path: Path) -> None:
    """A misspelt source is told, and so is every other mistake in the same run."""
    wrong = tally("4", as_of="2024-01-09").replace("report", "reprot")
    assert codes(tmp_path, wrong, tally("{IQ: 2, SY: 2, total: 9}", as_of="2024-01-09")) == [
        "unknown-id",
        "tally-parts",
    ]
