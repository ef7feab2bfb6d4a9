"""Numbers in our prose are held against what their sentences cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.proof.prose_figures import prose_figures
from tests.helpers import library, record
from tests.proof.sites import ARTICLE, OTHER, SOURCES, STATEMENT, ProofSite


def results(root: Path, summary: str, site: ProofSite) -> list[tuple[str, str]]:
    """(number, result) of each number of a summary."""
    text = record(STATEMENT, sources=SOURCES, header=f"summary: >-\n  {summary}")
    return [(one.words, one.verdict) for one in prose_figures(library(root, text), site.store)]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProofSite:
    """A site with a copy of one of its two sources."""
    found = ProofSite(tmp_path / "site", monkeypatch)
    found.keep(article=ARTICLE + "It has 40 rooms, and the town is 5 km away.")
    return found


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Three were killed and at least 12 hurt. [@article]", [("Three", "found"), ("12", "found")]),
        ("Four were killed. [@article]", [("Four", "not-found")]),
        ("Twelve were hurt. [@article]", [("Twelve", "bound-differs")]),
        ("It has forty rooms. [@article]", [("forty", "found")]),
        ("The town is 5 kilometres away, or 6. [@article]", [("5", "found"), ("6", "not-found")]),
        ("Four were killed. [@other]", [("Four", "no-passage")]),
        ("Four were killed. [@article; @other]", [("Four", "no-passage")]),
        ("In all, four were hit. [@ours]", [("four", "derived")]),
        ("On 20 January 2024 at 18:30 the 29th Brigade was hit. [@article]", []),
        ("Four were killed.", []),
    ],
)
def test_a_number_stands_in_what_its_sentence_cites(
    tmp_path: Path, site: ProofSite, summary: str, expected: list[tuple[str, str]]
) -> None:
    """It is in a figure or excerpt from there, or in the copy; without a copy it is not checked."""
    assert results(tmp_path / "records", summary, site) == expected


def test_verify_tells_a_number_that_stands_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed digit in prose is a warning at its line, with the ways out."""
    text = record(STATEMENT, sources=SOURCES, header="summary: There were 13 hurt. [@article]")
    site = ProofSite(tmp_path, monkeypatch, text)
    site.keep(article=ARTICLE, other=OTHER)
    status, output = site.run("verify")
    assert status == 0
    assert "warning[figure-not-found]: “13” stands in no passage of `article`" in output
    assert "[@ours]" in output
    assert "1  numbers in prose not found" in output
