"""Records against those of an earlier day: what may change, and what may not without a word about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.against import silent_changes
from onrecord.problems import Problem
from tests.helpers import REGISTRY, load_site, record

FILE = "briefings/2024-01-20-border-post.yml"
STATEMENTS = """\
  - id: first
    by: blue-command
    source: article
    injured:
      who: blue-command
      count: 25
      note: as of the evening
    quote: We count twenty-five.
"""
TALLIES = """\
- id: march
  by: blue-command
  source: shared
  tally:
    measure: attacks
    as_of: 2024-03-01
    count:
      total: 12
"""
SHARED = "shared:\n  title: Count\n  published: 2024-03-01\n"
SITE = {
    **REGISTRY,
    FILE: record(STATEMENTS, header="summary: A post was attacked. [@article]"),
    "briefings/registry/tallies.yml": TALLIES,
    "briefings/registry/sources.yml": SHARED,
}


def changed(root: Path, **files: str) -> list[Problem]:
    """The findings when these files take the place of those that were published."""
    before = load_site(root / "before", SITE)
    named = {name.replace("__", "/"): text for name, text in files.items()}
    after = load_site(root / "after", {**SITE, **named})
    assert before.errors == ()
    return list(silent_changes(before.library, after.library, after.read))


def edited(root: Path, was: str, now: str) -> list[Problem]:
    """The findings when ``was`` in the record has become ``now``."""
    assert was in SITE[FILE]
    return changed(root, **{FILE: SITE[FILE].replace(was, now)})


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ("count: 25", "count: 34", "`injured` was published as `who: blue-command, count: 25`"),
        ("We count twenty-five.", "We count thirty-four.", "`quote` was published as"),
        ("by: blue-command\n    source", "by: red-front\n    source", "`by` was published as"),
        ("    by: blue-command\n    source", "    source", "`by` was published as"),
        ("date: 2024-01-20", "date: 2024-01-21", "`date` was published as `2024-01-20`"),
        ("title: Attack on the border post", "title: Raid", "`title` was published as"),
        ("place: border-post\n", "", "`place` was published as `border-post`"),
        ("    source: article\n", "    source: article\n    in: briefing\n", "published without `in`"),
    ],
)
def test_what_others_said_does_not_change_silently(tmp_path: Path, was: str, now: str, what: str) -> None:
    """A fact, a quotation, its speaker, or what the header says: each is told with what was published."""
    found = edited(tmp_path, was, now)
    assert [problem.code for problem in found] == ["silent-change"]
    assert what in found[0].what
    assert found[0].place.file == FILE
    assert found[0].hint


@pytest.mark.parametrize(
    "entry",
    [
        "corrections:\n  - on: 2024-02-02\n    was: a\n    now: b\n",
        "updates:\n  - on: 2024-02-02\n    text: More is known. [@article]\n",
        "removed:\n  - on: 2024-02-02\n    what: quote\n",
    ],
)
def test_a_change_that_is_told_is_no_finding(tmp_path: Path, entry: str) -> None:
    """A new entry in updates, corrections or removals says so on the page."""
    text = SITE[FILE].replace("count: 25", "count: 34") + entry
    assert changed(tmp_path, **{FILE: text}) == []


def test_what_is_added_or_is_ours_to_tend_needs_no_entry(tmp_path: Path) -> None:
    """A further statement, a note of ours, a desk entry, another cutoff."""
    more = STATEMENTS.replace("id: first", "id: second").replace("25", "34")
    text = (
        SITE[FILE]
        .replace(STATEMENTS.rstrip(), (STATEMENTS + more).rstrip())
        .replace("as of the evening", "by the evening")
        .replace("cutoff: 2024-02-01", "cutoff: 2024-02-09\nnote: Ours.")
    )
    assert changed(tmp_path, **{FILE: text}) == []


def test_a_sentence_that_is_gone_is_a_warning(tmp_path: Path) -> None:
    """Prose may be mended, and whoever mends it is asked whether readers should know."""
    found = edited(tmp_path, "A post was attacked.", "A post was hit.")
    assert [(problem.code, str(problem.severity)) for problem in found] == [("silent-change", "warning")]


def test_an_entry_that_was_published_stays(tmp_path: Path) -> None:
    """A correction cannot be taken back by deleting it."""
    entry = "corrections:\n  - on: 2024-02-02\n    was: a\n    now: b\n"
    before = load_site(tmp_path / "before", {**SITE, FILE: SITE[FILE] + entry})
    after = load_site(tmp_path / "after", SITE)
    found = list(silent_changes(before.library, after.library, after.read))
    assert ["an entry of `corrections`" in problem.what for problem in found] == [True]


def test_an_incident_keeps_its_address(tmp_path: Path) -> None:
    """A record that is gone, or hidden as a draft, is told; one that was renamed or withdrawn is not."""
    text = SITE[FILE]
    site = {name: content for name, content in SITE.items() if name != FILE}
    before = load_site(tmp_path / "before", SITE)

    def codes(name: str, **files: str) -> list[str]:
        after = load_site(tmp_path / name, {**site, **files})
        return [one.code for one in silent_changes(before.library, after.library, after.read)]

    new = "briefings/2024-01-20-post.yml"
    assert codes("gone") == ["address-gone"]
    assert codes("renamed", **{new: text}) == ["address-gone"]
    assert codes("formerly", **{new: text + "formerly: 2024-01-20-border-post\n"}) == []
    assert codes("draft", **{FILE: text.replace("publish: published", "publish: draft")}) == ["address-gone"]
    assert codes("withdrawn", **{FILE: text.replace("publish: published", "publish: withdrawn")}) == []
    assert codes("unreadable", **{FILE: "title: [\n"}) == []


def test_a_statement_keeps_its_address(tmp_path: Path) -> None:
    """A statement whose address moved is told, with the id that keeps the old one."""
    found = edited(tmp_path, "  - id: first\n    by:", "  - by:")
    assert [problem.code for problem in found] == ["address-gone"]
    assert "`id: first`" in found[0].hint


def test_a_count_of_the_registry_changes_with_a_note(tmp_path: Path) -> None:
    """The registry of tallies has no list of corrections: the statement's note tells."""
    file = "briefings/registry/tallies.yml"
    silent = changed(tmp_path / "1", **{file: TALLIES.replace("12", "13")})
    assert [(problem.code, problem.place.file) for problem in silent] == [("silent-change", file)]
    told = TALLIES.replace("12", "13") + "  note: We had copied 12.\n"
    assert changed(tmp_path / "2", **{file: told}) == []
    assert [problem.code for problem in changed(tmp_path / "3", **{file: "[]\n"})] == ["address-gone"]
