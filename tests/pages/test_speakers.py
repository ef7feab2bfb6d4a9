"""Speakers are counted, not publications: behind each group of statements, and in the notes of sources."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import ID, library, record, rendered, section

REPRINTS = (
    "  two:\n    title: Copy\n    publisher: The Other\n    origin: wire\n    interest: copy\n"
    "  three:\n    title: Another copy\n    publisher: A Third\n    origin: wire\n"
    "    interest: state-owned\n    interest_note: of Green Land\n"
)


def says(root: Path, statements: str, sources: str = "") -> str:
    """What the page says under "Who says what"."""
    page = rendered(library(root, record(statements, sources=sources)))[f"briefings/{ID}.md"]
    return section(page, "Who says what")


def test_three_reprints_are_one_speaker(tmp_path: Path) -> None:
    """One statement that three publications carry has one speaker."""
    statement = "  - by: red-front\n    source: [article, two, three]\n    weapons: rocket\n"
    assert "One speaker, in three publications (counted by us)</small>" in says(tmp_path, statement, REPRINTS)


def test_unnamed_speakers_are_never_merged(tmp_path: Path) -> None:
    """Two unnamed officials of one side are two speakers, and of one house."""
    one = "  - by:\n      role: an official\n      of: blue-land\n    source: article\n    weapons: rocket\n"
    both = one + one.replace("  - by:", "  - id: another\n    by:")
    assert "Two speakers from one side, in one publication (counted by us)</small>" in says(tmp_path, both)


def test_a_spokesman_is_of_his_house(tmp_path: Path) -> None:
    """A command and its spokesman are not independent of each other; another side is."""
    statements = "".join(
        f"  - by: {who}\n    source: article\n    weapons: rocket\n"
        for who in ("blue-command", "blue-spokesman", "red-front")
    )
    assert "Three speakers from two sides, in one publication (counted by us)</small>" in says(
        tmp_path, statements
    )


def test_one_speaker_in_one_publication_needs_no_count(tmp_path: Path) -> None:
    """Where there is one of each, every line says so itself."""
    statement = "  - by: red-front\n    source: article\n    weapons: rocket\n    damage: A wall fell.\n"
    assert "(derived)" not in says(tmp_path, statement)


def test_a_source_names_its_origin_and_interest(tmp_path: Path) -> None:
    """The note of a source says whose report it carries and whose interest it has."""
    text = record("  - by: red-front\n    source: [two, three]\n    weapons: rocket\n", sources=REPRINTS)
    notes = section(rendered(library(tmp_path, text))[f"briefings/{ID}.md"], "Sources")
    assert notes.count("Carries a report of The Wire.") == 2
    assert "Interest: state-owned (of Green Land)." in notes


def test_a_sentence_of_ours_says_so(tmp_path: Path) -> None:
    """Where others carry their source, a sentence of ours carries a word."""
    header = "summary: |\n  It was hit, one said. [@article] Nobody knows more. [@ours]\n"
    text = record("  - by: red-front\n    source: article\n    weapons: rocket\n", header=header)
    page = rendered(library(tmp_path, text))[f"briefings/{ID}.md"]
    assert 'It was hit, one said.[^article] Nobody knows more. <small class="or-ours">(ours)</small>' in page
