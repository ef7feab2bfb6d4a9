"""What the draft of the seed leaves to type, held against the guide's words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.record.record import Record
from onrecord.record.statement import Quote, Statement
from tests.cli.sites import run
from tests.docs.pages import DOCS
from tests.draft.effort import ANSWERED, effort
from tests.draft.measure import made
from tests.draft.seed import FINISHED, SEED_SITE


def test_the_guide_counts_what_is_left_to_type() -> None:
    """Each count of the guide is that of the draft and of the record that was made of it."""
    found = effort()
    words = (
        f"{found.questions} lines to accept, {found.deleted} to delete, and {found.typed:,} characters to "
        f"type. The same record from nothing has {found.lines} lines and {found.characters:,} characters, of "
        f"which {found.copied:,} are passages"
    )
    assert words in " ".join((DOCS / "guide" / "from-article.md").read_text("utf-8").split())


def test_the_answered_draft_has_the_figures_of_the_finished_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check finds nothing, and figures, quotations and claims are those that an editor had written."""
    shutil.copytree(SEED_SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    path = Path("briefings/2024/2024-01-20-ain-al-asad.yml")
    path.parent.mkdir()
    shutil.copy(ANSWERED, path)
    assert run("check", "--strict").stdout.endswith("no problems.\n")
    ours, theirs = made(path).record, made(FINISHED).record

    for name in ("responsibility", "said", "projectiles", "weapons"):
        assert _values(ours, name) == _values(theirs, name)
    assert _counts(ours) == _counts(theirs)
    assert [one.text for one in _quotes(ours)] == [one.text for one in _quotes(theirs)]
    assert (str(ours.date), ours.place, ours.event) == (str(theirs.date), theirs.place, theirs.event)


def _every(record: Record) -> list[Statement]:
    return [*record.statements, *record.context]


def _values(record: Record, name: str) -> list[str]:
    return sorted(str(value) for one in _every(record) if (value := getattr(one, name)))


def _counts(record: Record) -> list[str]:
    people = [str(figure.count) for one in _every(record) for figure in one.figures("injured")]
    running = [sorted(map(str, one.count.values())) for two in _every(record) for one in two.tally or ()]
    forces = [sorted(map(str, one.count.values())) for two in _every(record) for one in two.force or ()]
    return sorted([*people, *map(str, running), *map(str, forces)])


def _quotes(record: Record) -> list[Quote]:
    return sorted((quote for one in _every(record) for quote in one.quote or ()), key=lambda one: one.text)
