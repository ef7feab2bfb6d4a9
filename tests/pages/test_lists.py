"""Lists of incidents: short cells in which nothing is left out silently, and the home page's headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.library.derive import account
from onrecord.library.library import Incident, Library
from onrecord.library.load import load, publishable
from onrecord.pages.cells import MOST_WORDS, fits, shortened, words
from onrecord.pages.entry import Entry, entry, turns
from onrecord.pages.headlines import MOST_FIGURES, headline
from onrecord.phrases import Phrase, phrase, plain
from onrecord.settings import Settings
from tests.helpers import ID, NOW, incident, library, record, rendered, section
from tests.helpers import plain as bare

ROOT = Path(__file__).parents[2]
MANY = 40
LONG = "a spokesman for the office of the governor of the northern province, by telephone from the border"
FIGURE = (
    "  - by: {by}\n    source: article\n    said: 2024-01-{day}\n    killed:\n      who: {who}\n"
    "      count: {count}\n"
)
STANCE = (
    "  - by: {by}\n    source: article\n    responsibility:\n      stance: {stance}\n      actors: [{whom}]\n"
)
SILENT = "  - source: article\n    paraphrase: It happened.\n"


@pytest.fixture(scope="module")
def demonstration() -> Library:
    """The demonstration's records, as readers may see them."""
    return publishable(load(ROOT, Settings(), NOW).library, NOW, preview=False).library


def cells(listed: Entry) -> Iterator[Phrase]:
    """What stands in the cells of an incident, besides its title and place, which are the record's."""
    yield from (said for _, said in listed.figures)
    yield from listed.others
    yield listed.responsibility


def test_no_cell_has_more_than_twelve_words(demonstration: Library) -> None:
    """Figures and responsibility of every incident are read at a glance."""
    found = [cell for one in demonstration.incidents for cell in cells(entry(demonstration, one))]
    assert len(found) > 50
    assert [plain(cell) for cell in found if words(cell) > MOST_WORDS] == []


def test_what_has_no_room_is_counted(demonstration: Library) -> None:
    """The figures that a cell shows and the number of the others make all current figures."""
    for one in demonstration.incidents:
        tolls = account(demonstration, one).tolls
        listed = entry(demonstration, one)
        shown = " ".join(plain(cell) for cell in [*(said for _, said in listed.figures), *listed.others])
        left = sum(map(int, re.findall(r"(\d+) (?:more|figures?)\b", shown)))
        assert shown.count("(") + left == len(turns(tolls)), (one.id, shown)


BAD = {
    "forty figures of one party": "".join(
        FIGURE.format(by=f"{{role: official {number}}}", day="20", who="civilians", count=number + 1)
        for number in range(MANY)
    ),
    "a speaker described at length": FIGURE.format(
        by=f'{{role: "{LONG}"}}', day="20", who="civilians", count=250000
    ),
    "parts and natures": FIGURE.format(
        by="blue-command", day="20", who="[civilians, children, women]", count=9
    )
    + "      described: people of the villages on both banks of the river\n",
    "twelve accusers": "".join(
        f"  - by: {{role: official {number}}}\n    source: article\n    responsibility:\n"
        f"      stance: blames\n      described: {LONG}\n"
        for number in range(12)
    )
    + STANCE.format(by="red-front", stance="denies", whom="red-front"),
    "nothing but words": SILENT,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_a_cell_stays_short_whatever_is_recorded(tmp_path: Path, body: str) -> None:
    """Many figures, long descriptions, many speakers, or none: the cells fit, and none is empty."""
    found, one = incident(tmp_path, record(body))
    listed = entry(found, one)
    assert [plain(cell) for cell in cells(listed) if not (cell and fits(cell))] == []
    assert listed.line
    shown = headline(found, one)
    assert sum(len(tile.said) for tile in shown.tiles) <= MOST_FIGURES
    assert fits(shown.responsibility)


def test_a_denial_stands_beside_an_accusation(tmp_path: Path) -> None:
    """However many accusations have no room, that somebody denies it is told."""
    listed = plain(entry(*incident(tmp_path, record(BAD["twelve accusers"]))).responsibility)
    assert "denied" in listed or "1 denial" in listed
    assert "12 accusations" in listed or "11 more accusations" in listed


def test_what_has_no_words_short_enough_is_told_by_its_kind(tmp_path: Path) -> None:
    """An accusation whose names alone fill a cell is an accusation still, and no mere statement."""
    body = "".join(
        STANCE.format(by=f'{{role: "{LONG} {who}"}}', stance=stance, whom="red-front")
        for who, stance in (("one", "blames"), ("two", "denies"))
    )
    listed = plain(entry(*incident(tmp_path, record(body))).responsibility)
    assert listed == "1 accusation; 1 denial"


def test_every_party_is_told_before_one_is_told_twice(tmp_path: Path) -> None:
    """A second figure of one party never takes the room of the first of another."""
    body = "".join(
        FIGURE.format(by=by, day="20", who=who, count=count)
        for by, who, count in (
            ("blue-command", "civilians", 1),
            ("red-front", "civilians", 2),
            ("wire", "children", 3),
        )
    )
    killed = plain(entry(*incident(tmp_path, record(body))).figures[0][1])
    assert "children: 3 (The Wire)" in killed


def test_rivals_stand_side_by_side_where_one_party_has_room(demonstration: Library) -> None:
    """Where a second party has no room, a second account of the first one has it before."""
    killed = plain(entry(demonstration, demonstration.by_id["2024-02-05-al-omar"]).figures[0][1])
    assert killed == "Syrian Democratic Forces: 6 (Farhad Shami), 7 (Syrian Observatory); 1 more"


def test_silence_is_told_once_in_a_line(tmp_path: Path) -> None:
    """A list says once that nobody speaks of deaths and injuries, and names only what is reported."""
    listed = entry(*incident(tmp_path / "a", record(SILENT)))
    assert plain(listed.line) == "Deaths and injuries: not reported in the sources cited"
    told = entry(
        *incident(tmp_path / "b", record(FIGURE.format(by="wire", day="20", who="civilians", count=3)))
    )
    assert plain(told.line) == "Killed: civilians: 3 (The Wire)"


def test_home_tells_an_incident_in_a_sentence_and_figures_with_owners(demonstration: Library) -> None:
    """The lead is the summary's first sentence; figures have their owners in full, and no short name."""
    text = section(rendered(demonstration)["index.md"], "Latest in the archive")
    home = bare(text)
    assert "and killed three US service members, US Central Command said." in home
    assert "**3** (US Central Command)" in home and "**More than 40** (Pat Ryder)" in home
    assert "CENTCOM" not in home and "PMF" not in home
    assert "[2 more figures](briefings/2024-01-28-tower-22.md#figures)" in text


def test_a_step_is_told_with_who_took_it(demonstration: Library) -> None:
    """A figure moves through the speakers of its side, in few words; what is no figure is only named."""
    moved = bare(section(rendered(demonstration)["index.md"], "Accounts that moved"))
    assert "US forces, injured: 25 → at least 34 (CENTCOM) → more than 40 (Pat Ryder)." in moved
    assert "Responsibility: replaced by another statement (SDF)." in moved


def test_a_headline_without_summary_or_figures_says_so(tmp_path: Path) -> None:
    """No lead is made up, and silence is no zero."""
    found = library(tmp_path, record(SILENT))
    shown = headline(found, found.by_id[ID])
    assert (shown.lead, shown.tiles, shown.more) == ("", (), phrase(""))
    home = rendered(found)["index.md"]
    assert "Deaths and injuries: not reported in the sources cited." in home
    assert "or-time" not in home


def test_newest_counts_are_small_charts(demonstration: Library) -> None:
    """A measure counted more than once has a chart of all its dated counts; one count has none."""
    home = section(rendered(demonstration)["index.md"], "Newest reported counts")
    charts = re.findall(r'<svg class="or-chart__narrow".*?</svg>', home, re.DOTALL)
    assert len(charts) == 2
    assert all(chart.count('class="or-point"') > 2 for chart in charts)
    assert "**more than 165**, 7 February 2024: Counter not stated, in TRT World." in bare(home)


def test_explore_shows_results_before_drawings(demonstration: Library) -> None:
    """The table stands above the timeline and the map, which is what a phone shows first."""
    page = rendered(demonstration)["explore.md"]
    places = [page.index(part) for part in ("<form", "<tbody>", "or-time--wide", "or-map--wide")]
    assert places == sorted(places)


def test_incidents_of_one_title_are_told_apart(tmp_path: Path) -> None:
    """Wherever two incidents of one title are listed, each has its date beside it."""
    days = ("2024-01-20", "2024-01-21")
    texts = {
        f"{day}-post": record(FIGURE.format(by="wire", day="22", who="civilians", count=3)).replace(
            "date: 2024-01-20", f"date: {day}"
        )
        for day in days
    }
    pages = rendered(library(tmp_path, **texts))
    for address in (
        *("index.md", "explore.md", "map.md", "archive/2024/01.md", "archive/2024/index.md"),
        *("places/border-post.md",),
    ):
        text = pages[address]
        for day in ("20 January 2024", "21 January 2024"):
            assert day in text, (address, day)


def test_a_cut_text_says_that_it_is_cut() -> None:
    """A text of more words than a cell has ends in an ellipsis; a shorter one stays."""
    assert shortened("a b c") == "a b c"
    assert shortened(" ".join("abcdefghijklmnop")) == "a b c d e f g h i j k l…"


def test_entry_names_the_incident(demonstration: Library) -> None:
    """Only the title of an entry is a link."""
    one: Incident = demonstration.by_id["2024-01-28-tower-22"]
    assert plain(entry(demonstration, one).link) == "Attack on Tower 22"
