"""Speakers are counted, not publications: behind figures and behind what many say, and on sources."""

from __future__ import annotations

import re
from pathlib import Path

from tests.helpers import ID, folded, library, record, rendered, section

REPRINTS = (
    "  two:\n    title: Copy\n    publisher: The Other\n    origin: wire\n    interest: copy\n"
    "  three:\n    title: Another copy\n    publisher: A Third\n    origin: wire\n"
    "    interest: state-owned\n    interest_note: of Green Land\n"
)


KILLED = "    killed:\n      who: civilians\n      count: 2\n"
ROCKET = "    weapons: rocket\n"


def says(root: Path, statements: str, sources: str = "", heading: str = "Who says what") -> str:
    """What the page says under a heading."""
    page = rendered(library(root, record(statements, sources=sources)))[f"briefings/{ID}.md"]
    return section(page, heading)


def accounts(*speakers: str, fact: str) -> str:
    """A statement of each of these speakers that gives the same fact."""
    return "".join(f"  - by: {speaker}\n    source: article\n{fact}" for speaker in speakers)


def test_three_reprints_are_one_speaker(tmp_path: Path) -> None:
    """One figure that three publications carry has one speaker."""
    statement = f"  - by: red-front\n    source: [article, two, three]\n{KILLED}"
    figures = says(tmp_path, statement, REPRINTS, "Casualties")
    assert "(Red Front); one speaker, in three publications (counted by us)</small>" in figures


def test_unnamed_speakers_are_never_merged(tmp_path: Path) -> None:
    """Two unnamed officials of one side are two speakers, and of one house."""
    one = f"  - by:\n      role: an official\n      of: blue-land\n    source: article\n{KILLED}"
    both = one + one.replace("  - by:", "  - id: another\n    by:")
    figures = says(tmp_path, both, heading="Casualties")
    assert "(Blue Land); two speakers from one side, in one publication (counted by us)</small>" in figures
    again = one.replace(KILLED, ROCKET)
    four = "".join(again.replace("  - by:", f"  - id: speaker-{i}\n    by:") for i in range(4))
    assert "Four speakers from one side, in one publication (counted by us)</small>" in says(
        tmp_path / "four", four
    )


def test_a_spokesman_is_of_his_house(tmp_path: Path) -> None:
    """A command and its spokesman are not independent of each other; another side is."""
    three = ("blue-command", "blue-spokesman", "red-front")
    figures = says(tmp_path, accounts(*three, fact=KILLED), heading="Casualties")
    assert "; three speakers from two sides, in one publication (counted by us)</small>" in figures
    four = accounts(*three, "green-army", fact=ROCKET)
    assert "Four speakers from three sides, in one publication (counted by us)</small>" in says(
        tmp_path / "four", four
    )


def test_what_few_speakers_say_needs_no_count(tmp_path: Path) -> None:
    """Up to three speakers can be seen in the lines themselves."""
    three = accounts("red-front", "blue-command", "green-army", fact=f"{ROCKET}    damage: A wall fell.\n")
    assert "counted by us" not in says(tmp_path, three)


def test_a_source_names_its_origin_and_interest(tmp_path: Path) -> None:
    """A source's line says whose interest it has, in one word already where it is cited first; the fold says
    whose report it carries.
    """
    text = record("  - by: red-front\n    source: [two, three]\n    weapons: rocket\n", sources=REPRINTS)
    page = rendered(library(tmp_path, text))[f"briefings/{ID}.md"]
    more = folded(page, "How each source was dated and read")
    assert more.count("Carries a report of The Wire.") == 2
    notes = dict(re.findall(r"(?m)^\[\^(\w+)\]: (.*)$", page))
    assert "Interest: state-owned (of Green Land)." in notes["three"]
    assert page.count('[^three] <small class="or-interest">(state-owned)</small>') == 1


def test_a_sentence_of_ours_says_so(tmp_path: Path) -> None:
    """Where others carry their source, a sentence of ours carries a word."""
    header = "summary: |\n  It was hit, one said. [@article] Nobody knows more. [@ours]\n"
    text = record("  - by: red-front\n    source: article\n    weapons: rocket\n", header=header)
    page = rendered(library(tmp_path, text))[f"briefings/{ID}.md"]
    assert 'It was hit, one said.[^article] Nobody knows more. <small class="or-ours">(ours)</small>' in page
