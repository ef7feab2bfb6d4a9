"""Pages from right to left are the mirror of those from left to right."""

from __future__ import annotations

import re

from onrecord.pages.assets import STYLES, assets

#: A property or value that means one side whatever the direction of the page.
_ONE_SIDE = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right)\b[a-z-]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:[^;}]*"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
#: Four lengths of which the second and the last differ.
_FOUR = re.compile(r"(?:margin|padding|inset)\s*:\s*([^;{}]+);")


def test_the_style_sheet_names_no_side() -> None:
    """Margins, paddings, positions and alignments are at the start or end of a line, never left or right."""
    sheet = re.sub(r"/\*.*?\*/", "", assets()[STYLES].decode("utf-8"), flags=re.DOTALL)
    assert _ONE_SIDE.findall(sheet) == []
    lengths = [found[1].split() for found in _FOUR.finditer(sheet)]
    assert [" ".join(four) for four in lengths if len(four) == 4 and four[1] != four[3]] == []


def test_a_drawing_is_not_mirrored() -> None:
    """A map, a chart and a timeline keep their geometry."""
    assert ".md-typeset svg { direction: ltr; }" in assets()[STYLES].decode("utf-8")
