"""The rules of the house: what they ask for, and of whom. The texts are in tests/sites/invalid."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.problems import Problem
from tests.helpers import CONFIG, PUBLISHED, REGISTRY, load_site, minimal_record, record

NO_REVIEW = PUBLISHED.replace("  reviewed_by: B. Editor\n", "")
HARMLESS = "  - source: article\n    paraphrase: A post was attacked.\n"


def found(root: Path, *records: str, config: str = CONFIG, **files: str) -> tuple[Problem, ...]:
    """The problems of a site with these records."""
    named = {f"briefings/2024-01-{20 + i}-border-post.yml": text for i, text in enumerate(records)}
    return load_site(root, {**REGISTRY, "mkdocs.yml": config, **named, **files}).problems


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]


def test_a_draft_may_be_incomplete(tmp_path: Path) -> None:
    """A draft needs neither desk nor cutoff nor a second reader, whatever it says."""
    draft = minimal_record() + "  killed:\n    who: civilians\n    count: 1\n"
    assert found(tmp_path, draft) == ()


def test_a_record_in_review_needs_a_desk_and_no_cutoff_yet(tmp_path: Path) -> None:
    """Who sends a record to review says who wrote it."""
    assert codes(found(tmp_path, minimal_record(publish="in-review"))) == ["missing-key"]
    desk = "desk:\n  written_by: A. Editor\n"
    assert found(tmp_path, minimal_record(publish="in-review") + desk) == ()


@pytest.mark.parametrize(
    "grave",
    [
        "  - source: article\n    killed:\n      who: civilians\n      count: 1\n",
        "  - source: article\n    by: red-front\n    responsibility:\n      blames: blue-land\n",
        "  - source: article\n    by: red-front\n    responsibility:\n      suspects: blue-land\n",
        "  - source: article\n    by: blue-spokesman\n    damage: a gate\n",
        "  - source: article\n    damage: a gate\n    targets:\n      what: a car\n"
        "      whose: blue-spokesman\n",
        "  - source: article\n    injured:\n      who: blue-spokesman\n      count: 1\n",
    ],
)
def test_deaths_blame_and_persons_need_a_second_reader(tmp_path: Path, grave: str) -> None:
    """Each of them needs `reviewed_by` before publication, and a site can switch that rule off."""
    text = record(grave).replace(PUBLISHED, NO_REVIEW)
    assert codes(found(tmp_path, text)) == ["second-reader"]
    off = CONFIG.replace("- onrecord", "- onrecord:\n      rules:\n        second-reader: off")
    assert found(tmp_path, text, config=off) == ()
    assert found(tmp_path, record(grave)) == ()


def test_a_person_in_the_context_is_named_too(tmp_path: Path) -> None:
    """Who is quoted on the surroundings stands on the page with a name."""
    context = "  - source: article\n    by: blue-spokesman\n    paraphrase: It was cold.\n"
    text = record(HARMLESS, context=context).replace(PUBLISHED, NO_REVIEW)
    assert codes(found(tmp_path, text)) == ["second-reader"]
    assert found(tmp_path, record(HARMLESS).replace(PUBLISHED, NO_REVIEW)) == ()


def test_a_source_of_the_registry_serves_every_record(tmp_path: Path) -> None:
    """What several records cite is written once, and one that nothing cites yet is no problem there."""
    shared = {"briefings/registry/sources.yml": "report:\n  title: A report\nother:\n  title: Another\n"}
    text = record(HARMLESS + "  - source: report\n    damage: a gate\n")
    assert found(tmp_path, text, text, **shared) == ()


@pytest.mark.parametrize(
    "cite",
    [
        "note: Ours. [@report]",
        "summary: A post was attacked. [@article; @report]",
        "date_basis: From [@report].",
        "updates:\n  on: 2024-01-22\n  text: More is known. [@report]",
        "corrections:\n  on: 2024-01-22\n  was: two\n  now: three\n  note: See [@report].",
    ],
)
def test_a_source_that_only_our_prose_cites_is_used(tmp_path: Path, cite: str) -> None:
    """A citation anywhere on the page is a use."""
    assert found(tmp_path, record(HARMLESS, header=cite, sources="  report:\n    title: A report")) == ()


def test_the_day_of_the_build_is_not_the_future(tmp_path: Path) -> None:
    """What happened today may be filed today, in the site's own zone."""
    today = minimal_record(date="2026-11-22")
    assert found(tmp_path, today) == ()
    tomorrow = minimal_record(date="2026-11-23")
    assert codes(found(tmp_path, tomorrow)) == ["future-date"]
    east = CONFIG.replace("- onrecord", "- onrecord:\n      time_zone: Pacific/Kiritimati")
    assert found(tmp_path, tomorrow, config=east) == ()


def test_what_is_said_on_the_day_of_the_cutoff_is_before_it(tmp_path: Path) -> None:
    """A bare day is known at its end, and the cutoff is a bare day too."""
    said = HARMLESS + "    said: 2024-02-01\n"
    assert found(tmp_path, record(said)) == ()
    assert codes(found(tmp_path, record(said.replace("02-01", "02-02")))) == ["order"]


def test_records_may_refer_to_records_that_cannot_be_read(tmp_path: Path) -> None:
    """A reference to a record with a mistake is right; only the mistake is reported."""
    refers = minimal_record(related="2024-01-21-border-post")
    assert codes(found(tmp_path, refers, minimal_record(event="shelling"))) == ["unknown-term"]


def test_a_broken_registry_hides_no_other_mistake(tmp_path: Path) -> None:
    """Where a registry cannot be read, references are not looked up, and all else is checked."""
    broken = {"briefings/registry/places.yml": "border-post:\n  name: Border post\n"}
    text = record(HARMLESS + "  - source: article\n").replace("cutoff: 2024-02-01\n", "")
    assert codes(found(tmp_path, text, **broken)) == ["missing-key", "no-fact", "missing-key"]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("", []),
        ("  - by: red-front\n    source: article\n    place: harbour\n", ["place-unsupported"]),
        (
            "  - by: red-front\n    source: article\n    place: harbour\n"
            "  - by: blue-command\n    source: article\n    place: border-post\n",
            [],
        ),
    ],
    ids=["nobody differs", "only the other place is given", "both are given"],
)
def test_a_disputed_place_needs_a_statement(tmp_path: Path, statements: str, expected: list[str]) -> None:
    """Where one side gives another place, the header's is somebody's, too."""
    assert codes(found(tmp_path, record(HARMLESS + statements))) == expected


@pytest.mark.parametrize(
    ("title", "says", "expected"),
    [
        ("Red Front attack on a post", "paraphrase: A post was attacked.", ["title-unsupported"]),
        ("Attack on a post by the Red Front", "paraphrase: A post was attacked.", ["title-unsupported"]),
        ("Red Front drone strikes on a post", "responsibility: unclaimed", ["title-unsupported"]),
        ("Red Front attack", "by: red-front\n    responsibility: denies", ["title-unsupported"]),
        ("Red Front attack", "by: red-front\n    responsibility: claims", []),
        ("Red Front attack", "by: blue-command\n    responsibility:\n      blames: red-front", []),
        ("Red Front attack", "by: blue-command\n    responsibility:\n      suspects: red-front", []),
        ("Attack on the Red Front", "paraphrase: A post was attacked.", []),
        ("Red Front post attacked", "paraphrase: A post was attacked.", []),
        ("Red Front attacked at the border", "paraphrase: A post was attacked.", []),
    ],
)
def test_a_title_needs_a_statement_for_whom_it_names(
    tmp_path: Path, title: str, says: str, expected: list[str]
) -> None:
    """A title says who did it only while somebody claims, blames or suspects; victims may stand there."""
    text = record(f"  - source: article\n    {says}\n").replace(
        "title: Attack on the border post", f"title: {title}"
    )
    assert codes(found(tmp_path, text)) == expected
