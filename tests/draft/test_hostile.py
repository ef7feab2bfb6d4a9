"""Articles that hold what YAML, comments or the mark of questions could take for their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.draft.measure import SITE, made

STRANGE = (
    'quotation " marks \\ and slashes',
    "# ? by: norland-army",
    "a: b # ? c",
    "--- ... %YAML 1.2",
    "{braces: [and, brackets]}",
    "*stars* [@article] <script>alert(1)</script>",
    "a\u00adsoft hyphen, zero\u200bwidth, \u202eturned\u202c",
    "tab\tand form\x0cfeed",
    "next\u0085line \u2028 and \u2029 paragraph",
    "emoji 🚀 and accents e\u0301",
    "null ~ yes NO 0123 12:30",
    "struck\u0336 out",
    "'single' ‘marks’ `ticks`",
    "a \ufffd hole",
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented region's registries, in the current folder."""
    shutil.copytree(SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


@pytest.mark.parametrize("strange", STRANGE)
def test_text_of_an_article_stays_text(site: Path, strange: str) -> None:
    """As title, name, passage, quotation and in the list: the draft reads, each passage is verbatim."""
    text = (
        f"Headline {strange}\n\n"
        f"The Norland Army said two people were killed near {strange} on Tuesday.\n"
        f"“We have seen {strange} and it is over,” said Leo Marsh {strange}, a teacher.\n"
        f"Nothing is known of {strange} so far.\n"
    )
    (site / "copy.txt").write_text(text, "utf-8")
    result = run("draft", "copy.txt", "--source", "article", "--published", "2024-03-06")
    assert result.exit_code == 0, result.output
    one = made(next((site / "briefings").glob("2*/*.yml")))
    assert len(one.statements) >= 1
    assert [figure.count for statement, _ in one.statements for figure in statement.figures("killed")] == []
    check = run("check")
    assert check.exit_code == 0, check.stdout
    assert run("verify").exit_code == 0
