"""The seed's draft, line by line: what the command writes of that article."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from onrecord.yamltext.questions import questions
from tests.cli.sites import run
from tests.draft.measure import made
from tests.draft.seed import FINISHED, SEED_SITE
from tests.helpers import build_site, read_files

GOLDEN = SEED_SITE / "draft.yml"
RENEW = bool(os.environ.get("ONRECORD_RENEW"))
ASKED = ("draft", "article.txt", "--source", "article", "--published", "2024-01-20/2024-01-26")
WRITTEN = Path("briefings/2024/2024-01-20-ain-al-asad.yml")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seed's registries and its article, in the current folder, on a fixed day."""
    shutil.copytree(SEED_SITE, tmp_path / "site", ignore=shutil.ignore_patterns("draft.yml"))
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732276800")
    return tmp_path / "site"


def test_the_draft_of_the_seed(site: Path) -> None:
    """Word for word what is kept beside the article. `ONRECORD_RENEW=1` writes it: read the difference."""
    result = run(*ASKED)
    assert result.exit_code == 0
    text = WRITTEN.read_text("utf-8")
    if RENEW:
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
    assert result.stdout.startswith(f"Wrote {WRITTEN}.\n")


def test_it_has_the_name_that_the_finished_record_has(site: Path) -> None:
    """Day and place make the id, as the editor has made it."""
    run(*ASKED)
    assert WRITTEN.name == FINISHED.name


def test_check_accepts_it_but_for_the_questions(site: Path) -> None:
    """The check lists the questions as warnings, and finds nothing else; verify finds every passage."""
    run(*ASKED)
    check = run("check")
    assert check.exit_code == 0
    assert set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", check.stdout)) == {"open-question"}
    verify = run("verify")
    assert (verify.exit_code, verify.stdout) == (
        0,
        "12  passages verbatim\nbriefings/onrecord.lock written.\n",
    )


def test_a_record_with_a_question_is_not_published(site: Path) -> None:
    """Once readers are to see it, each question is an error."""
    run(*ASKED)
    text = WRITTEN.read_text("utf-8").replace("publish: draft", "publish: in-review")
    WRITTEN.write_text(text, "utf-8")
    check = run("check")
    assert check.exit_code == 1
    assert check.stdout.count("error[open-question]") == len(questions(text))


def test_the_questions_of_a_draft_stop_no_build(site: Path) -> None:
    """A draft is in no build: a strict one logs no warning about it."""
    run(*ASKED)
    (site / "docs").mkdir()
    assert build_site(site).warnings == []


def test_accepted_questions_are_valid(site: Path) -> None:
    """With every question accepted that has a value, the record reads, with the seed's figures in force."""
    run(*ASKED)
    head, _, body = WRITTEN.read_text("utf-8").partition("\nstatements:\n")
    body = re.sub(r"^(\s+)# \? ", r"\1", body.partition("\n# ? ")[0] + "\n", flags=re.MULTILINE)
    WRITTEN.write_text(f"{head}\nstatements:\n{body}", "utf-8")
    record = made(WRITTEN).record
    injured = [str(one.count) for statement in record.statements for one in statement.figures("injured")]
    assert injured == ["some", "1", "under evaluation"]
    tally, force = (record.context[0].tally or ())[0], (record.context[1].force or ())[0]
    assert {scope: str(count) for scope, count in tally.count.items()} == {"IQ": "at least 58", "SY": "83"}
    assert {scope: str(count) for scope, count in force.count.items()} == {"SY": "900", "IQ": "2500"}


def test_nothing_is_overwritten(site: Path) -> None:
    """A second draft of the same incident is refused, and no file changes."""
    run(*ASKED)
    before = read_files(site)
    result = run(*ASKED)
    assert result.exit_code == 2
    assert f"{WRITTEN} is there already" in result.stderr
    assert read_files(site) == before
