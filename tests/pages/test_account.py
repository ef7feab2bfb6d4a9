"""The picture of an account: figures at their numbers, every word inside the drawing and apart."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.draw.account import Figure, Lane, Picture, Said, Series, picture
from onrecord.draw.labels import Box
from onrecord.draw.text import text_width
from onrecord.values.count import Count
from tests.helpers import library, minimal_record, rendered

DAY = 86_400.0


def said(day: float, who: str = "A", last: float | None = None) -> Said:
    """Something said on a day, counted from one in January 2024."""
    start = 1_705_708_800 + day * DAY
    return Said(start, start + DAY * (last or 1), who, f"{who} said it", "#s-x")


def figure(day: float, count: str, who: str = "A", **more: object) -> Figure:
    """A figure of that day."""
    return Figure(said(day, who), Count.parse(count), count, **more)  # type: ignore[arg-type]


def texts(svg: ElementTree.Element) -> list[Box]:
    """Where the words of a drawing stand, at their widest."""
    found = []
    for element in svg.iter():
        if element.tag not in ("text", "tspan") or not (element.text or "").strip():
            continue
        parent = element if element.tag == "text" else next(one for one in svg.iter("text") if element in one)
        x = float(element.get("x", "0"))
        y = float(parent.get("y", "0")) + float(element.get("dy", "0"))
        wide = text_width(element.text or "", 12)
        left = {"end": x - wide, "middle": x - wide / 2}.get(parent.get("text-anchor", "start"), x)
        found.append(Box(left, y - 10, left + wide, y + 2))
    return found


CASES = {
    "bounds and words": (
        [figure(0, "25"), figure(0, "at least 34"), figure(1, "dozens"), figure(2, "more than 40")],
        [],
    ),
    "from 1 to 250,000": ([figure(0, "1"), figure(3, "250000", "B"), figure(4, "3 to 14")], []),
    "twelve speakers on one day": ([figure(0, str(at + 1), f"Speaker {at}") for at in range(12)], []),
    "only words": ([figure(0, "some"), figure(0, "under evaluation"), figure(1, "hundreds")], []),
    "long and right-to-left names": (
        [figure(0, "3", "A" * 80), figure(1, "4", "القيادة المركزية الأمريكية"), figure(2, "5", "B " * 40)],
        [Lane("Denied", (said(0, "C" * 80), said(0, "D"), said(2, "متحدث باسم الحكومة العراقية")))],
    ),
    "a date that is a year": ([Figure(said(0, last=366), Count.parse("3"), "3"), figure(30, "5")], []),
    "stances alone": ([], [Lane("Claimed", (said(0),)), Lane("Denied", (said(1), said(2)))]),
    "forty statements": ([figure(at / 3, "7", f"S{at}") for at in range(40)], []),
}


@pytest.mark.parametrize("case", CASES)
def test_words_stand_apart_and_inside(case: str) -> None:
    """In both sizes: no word over another, none beyond the edge, every figure and stance with its mark."""
    figures, lanes = CASES[case]
    series = (Series("Injured: US forces", tuple(figures)),) if figures else ()
    html = picture(Picture("What to see.", series, tuple(lanes)))
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        svg = ElementTree.fromstring(drawing)
        width, height = (float(one) for one in svg.attrib["viewBox"].split()[2:])
        boxes = texts(svg)
        assert all(box.left >= -0.5 and box.right <= width + 0.5 for box in boxes)
        assert all(box.top >= -0.5 and box.bottom <= height + 0.5 for box in boxes)
        over = [(one, other) for at, one in enumerate(boxes) for other in boxes[:at] if one.overlaps(other)]
        assert over == []
        marks = [one for one in svg.iter("a") if "or-point" in one.get("class", "")]
        assert len(marks) == len(figures) + sum(len(lane.marks) for lane in lanes)
        assert all(mark.get("aria-label") and mark.get("href") for mark in marks)


def test_what_a_speaker_replaced_is_grey_and_a_word_has_no_height() -> None:
    """An earlier figure has a class of its own; "dozens" is hatched over all heights."""
    html = picture(Picture("…", (Series("x", (figure(0, "25", earlier=True), figure(1, "dozens"))),), ()))
    wide = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", html, re.DOTALL)[0])
    earlier, word = (one for one in wide.iter("a"))
    assert "or-mark--earlier" in earlier.get("class", "")
    assert [one.get("class") for one in word if one.tag == "rect"] == ["or-hatched"]


def test_a_range_is_a_bar_and_has_no_middle_of_ours() -> None:
    """Without a best number no mark stands on the bar; with one it stands there."""
    html = picture(Picture("…", (Series("x", (figure(0, "3 to 14"), figure(1, "3 to 14, best 9"))),), ()))
    wide = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", html, re.DOTALL)[0])
    bare, best = ([one.get("class") for one in mark if one.get("class")] for mark in wide.iter("a"))
    assert bare == ["or-mark-line"] and best == ["or-mark-line", "or-mark"]


def test_an_account_in_which_nothing_moved_has_no_picture(tmp_path: Path) -> None:
    """One statement, or figures that are all the same, are told by the lines below."""
    pages = rendered(library(tmp_path, minimal_record()))
    assert not any("or-account" in page for page in pages.values())
