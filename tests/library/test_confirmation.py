"""Who stands behind a figure: the table of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.test_derive import OFFICIAL, PAPER, blue, injured, statement, toll

BRAIN = "\n      nature: traumatic-brain-injury"
WITNESS = "    by:\n      role: a witness\n"


def red(count: str, more: str = "") -> str:
    """The other side's figure, in another publication."""
    return statement("red-front", injured(count, more=more), source="paper")


def mixed(by: str, source: str) -> str:
    """One figure for people of several parties."""
    return statement(by, injured("3", "mixed"), source=source)


#: (statements, kind) by the case.
CASES: dict[str, tuple[str, str | None]] = {
    "one speaker": (blue("3"), "one-side"),
    "two speakers of one side": (blue("3") + blue("3", by="blue-ministry", source="paper"), "one-side"),
    "an official of the same side": (blue("3") + blue("3", OFFICIAL, by="", source="paper"), "one-side"),
    "both sides, one exact number": (blue("3") + red("3"), "corroborated"),
    "both sides say none": (blue("none") + red("none"), "corroborated"),
    "two witnesses": (
        blue("3", WITNESS, by="") + blue("3", WITNESS, by="", source="paper"),
        "corroborated",
    ),
    "a lower bound corroborates nothing": (blue("3") + red("at least 3"), "compatible"),
    "an upper bound corroborates nothing": (blue("3") + red("up to 3"), "compatible"),
    "about corroborates nothing": (blue("3") + red("about 3"), "compatible"),
    "a word corroborates nothing": (blue("3") + red("some"), "compatible"),
    "an allegation corroborates nothing": (
        blue("3") + red("3", "\n      qualifier: allegedly"),
        "compatible",
    ),
    "an estimate corroborates nothing": (blue("3") + red("3", "\n      qualifier: estimated"), "compatible"),
    "one page that quotes two sides is one source": (blue("3") + blue("3", by="red-front"), "compatible"),
    "an open state is compared with nothing": (blue("3") + red("under evaluation"), "one-side"),
    "further people are other people": (blue("3") + red("3", "\n      qualifier: further"), "one-side"),
    "a publication's own figure corroborates nothing": (
        blue("3") + blue("3", by="", source="paper"),
        "one-side",
    ),
    "a publication's own figure can contradict": (blue("3") + blue("5", by="", source="paper"), "contested"),
    "numbers that cannot both be true": (blue("3") + red("5"), "contested"),
    "none against three": (blue("3") + red("none"), "contested"),
    "a part cannot be more than the whole": (blue("3") + red("5", BRAIN), "contested"),
    "a part can be less": (blue("3") + red("2", BRAIN), "compatible"),
    "a part corroborates nothing": (blue("3") + red("3", BRAIN), "compatible"),
    "any injury is a wound": (blue("3") + red("3", "\n      nature: wounds"), "corroborated"),
    "a part against none at all": (blue("none") + red("1", BRAIN), "contested"),
    "none of one nature says nothing of others": (blue("3") + red("none", BRAIN), "one-side"),
    "one publication": (blue("3", by=""), "reports-only"),
    "two publications": (blue("3", by="") + blue("3", by="", source="paper"), "reports-only"),
    "only an open state": (blue("under evaluation"), None),
    "one figure for several parties": (
        mixed("blue-command", "article") + mixed("red-front", "paper"),
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_stands_behind_a_figure(tmp_path: Path, case: str) -> None:
    """Sides are counted, not publications; only exact numbers of different sides corroborate each other."""
    statements, kind = CASES[case]
    cited = statement("", "paraphrase: Cited.", source="paper") + statement("", "paraphrase: Cited.")
    found = toll(tmp_path, statements + cited, sources=PAPER).confirmation
    assert (found.kind if found else None) == kind


def test_one_sides_speakers_can_differ(tmp_path: Path) -> None:
    """They are one side all the same, and the page says that its figures differ."""
    both = blue("3") + blue("5", by="blue-ministry", source="paper")
    found = toll(tmp_path, both, sources=PAPER).confirmation
    assert found is not None
    assert (found.kind, found.sides, found.differs) == ("one-side", ("blue-land",), True)
