"""The pages of tallies: each reported count as a point and as a row, our own only where it is a count."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from onrecord.export.about import About
from onrecord.export.csv import lines, to_csv
from onrecord.export.tables import Tables
from onrecord.library.library import Library
from onrecord.settings import Settings
from tests.helpers import REGISTRY, load_site, record, rendered, section, unlabelled, visible
from tests.library.test_tally_checks import PARAPHRASE, SOURCES, tally

PAGE = "tallies/attacks.md"
COMPLETE = Settings(coverage="complete")
MEASURE = "attacks:\n  name: Attacks on border posts\n  unit: attacks\n"
"""The measure of a sample."""
MATCHING = f"{MEASURE}  coverage: complete\n  events: attack\n  targets: green-land\n"


def site(root: Path, *tallies: str, measures: str = MEASURE, **records: str) -> Library:
    """The library of these tallies and records, which has no errors."""
    files = {
        **REGISTRY,
        "briefings/2024-01-20-border-post.yml": record(PARAPHRASE),
        "briefings/registry/tallies.yml": "".join(tallies),
        "briefings/registry/sources.yml": SOURCES,
        "briefings/registry/measures.yml": measures,
        **{f"briefings/{name.replace('_', '-')}.yml": text for name, text in records.items()},
    }
    loaded = load_site(root, files)
    assert not loaded.errors
    return loaded.library


def page(root: Path, *tallies: str, settings: Settings | None = None, measures: str = MEASURE) -> str:
    """The page of the one measure."""
    return rendered(site(root, *tallies, measures=measures), settings)[PAGE]


def points(text: str, drawing: str = "wide") -> list[str]:
    """The names of the points of all charts in one of the sizes, on a page."""
    drawings = re.findall(rf'<svg class="or-chart__{drawing}".*?</svg>', text)
    return [name for one in drawings for name in re.findall(r'or-point"><title>(.*?)</title>', one)]


def rows(text: str, heading: str = "The same as a table") -> list[str]:
    """The rows of the table below a heading."""
    return [
        line for line in unlabelled(section(text, heading)).splitlines() if line.startswith("| <span id=")
    ]


def test_every_count_is_a_point_and_a_row(tmp_path: Path) -> None:
    """A count with three numbers is a point on three charts and one row with the same three."""
    text = page(
        tmp_path,
        tally("{IQ: 12, SY: 4, total: at least 16}", as_of="2024-01-09", scope="Bases only."),
        tally("27", as_of="2024-01-12"),
    )
    assert [visible(name) for name in points(text)] == [
        "at least 16 total, Green Army, 9 January 2024",
        "27 total, Green Army, 12 January 2024",
    ]
    parts = [name for name in points(text, "narrow") if " total, " not in name]
    assert [visible(name) for name in parts] == [
        "12 Iraq, Green Army, 9 January 2024",
        "4 Syria, Green Army, 9 January 2024",
    ]
    first, second = rows(text)
    assert all(said in first for said in ("at least 16", "| 12 ", "| 4 ", "Bases only"))
    assert second.count("not stated") >= 2


def unlinked(text: str) -> str:
    """The text with each link as its words alone."""
    return re.sub(r"\[([^\]^]+)\]\([^)]+\)", r"\1", text)


def test_the_page_says_who_counted_and_through_whom(tmp_path: Path) -> None:
    """Counter, office, relay and source stand in the row; without a counter it says so."""
    text = page(
        tmp_path,
        tally("4", as_of="2024-01-09").replace("- by:", "- as: spokesman\n  via: wire\n  by:"),
        tally("9", as_of="2024-01-10", by=""),
    )
    named, unnamed = rows(text)
    assert "Green Army, spokesman, via The Wire[^n1]" in unlinked(named)
    assert "Counter not stated, given by The Wire[^n1]" in unlinked(unnamed)
    assert "2 reported counts: 1 by 1 counter, 1 whose counter is not stated." in text
    assert "they are" not in section(text, "Sources") and "[^n1]: “A report.”" in text


def test_an_undated_count_is_in_the_table_and_on_no_chart(tmp_path: Path) -> None:
    """A publication's date is not that of a count; the page says that one is undated."""
    text = page(tmp_path, tally("4"), tally("9", said="2024-01-10"))
    assert len(points(text)) == len(rows(text)) == 1
    assert "the day it was said" in rows(text)[0]
    (undated,) = rows(text, "Undated")
    assert "undated; in a source published 19 January 2024" in undated
    assert "1 is undated: in the table, and not on the charts." in text


def test_without_any_dated_count_there_is_no_chart(tmp_path: Path) -> None:
    """The table stands alone, and nothing is drawn."""
    text = page(tmp_path, tally("4"))
    assert "<svg" not in text and "## Undated" in text and "## The same as a table" not in text


def test_a_sample_has_no_count_of_ours_and_says_why(tmp_path: Path) -> None:
    """For a sample, of the site or of the measure, there is no line and no difference, and a sentence why."""
    given_ = tally("4", as_of="2024-01-09")
    for settings, measures in ((Settings(), MATCHING), (COMPLETE, MEASURE)):
        text = page(tmp_path, given_, settings=settings, measures=measures)
        assert "so their number is not a count" in text
        assert "or-own" not in text and "ours" not in rows(text)[0]


TARGET = "  - source: article\n    targets:\n      - what: a post\n        whose: green-army\n"


@pytest.fixture
def counted(tmp_path: Path) -> str:
    """The page under complete coverage: two matching incidents by 12 January, one after, two others."""
    days = {"a": "2024-01-02", "b": "2024-01-12", "c": "2024-01-30"}
    records = {
        f"x_{name}": record(TARGET).replace("date: 2024-01-20", f"date: {day}").replace("2024-01-21", day)
        for name, day in days.items()
    }
    records["x_strike"] = record(TARGET).replace("event: attack", "event: air-drone-strike")
    library = site(
        tmp_path,
        tally("{IQ: 5, total: at least 2}", as_of="2024-01-12", since="2024-01-01"),
        tally("1", as_of="2024-01-25", since="2024-01-10"),
        measures=MATCHING,
        **records,
    )
    return rendered(library, COMPLETE)[PAGE]


def test_complete_coverage_shows_our_count_beside_theirs(counted: str) -> None:
    """Our count is a step line, covers the same days, and differs in words; nothing is added up."""
    assert "3 incidents. Our count is the broken line." in counted
    assert 'class="or-own"' in counted
    first, second = rows(counted)
    assert "total, our count of the same days: 2; the reported one: can agree with ours." in first
    assert "Iraq, our count of the same days: 2; the reported one: 3 more than ours." in first
    assert "total, our count of the same days: 1; the reported one: agrees with ours." in second


def test_a_measure_that_matches_nothing_says_so(tmp_path: Path) -> None:
    """No incident that matches is an honest blank; so is a measure that names none."""
    given_ = tally("4", as_of="2024-01-09")
    text = page(tmp_path, given_, settings=COMPLETE, measures=MATCHING)
    assert "No incident of this archive matches this measure" in text and "or-own" not in text
    text = page(tmp_path, given_, settings=COMPLETE, measures=f"{MEASURE}  coverage: complete\n")
    assert "does not say which incidents match" in text and "or-own" not in text


def test_contradictions_stand_side_by_side(tmp_path: Path) -> None:
    """Two counts of one day, a total that falls, parts that do not add up: readers see them, as derived."""
    text = page(
        tmp_path,
        tally("40", as_of="2024-01-05"),
        tally("{IQ: 9, SY: 9, total: 30}", as_of="2024-01-09", checked="The report gives no reason."),
        tally("33", as_of="2024-01-09", by="red-front"),
    )
    assert "Total, 9 January 2024: 30 (Green Army) and 33 (Red Front)." in text
    fallen = next(row for row in rows(text) if "| 30 " in row)
    assert "lower than an earlier count of the same counter, 40 on 5 January 2024 (total)" in fallen
    assert "the parts do not add up to the total" in fallen
    assert "Checked: The report gives no reason." in fallen
    assert fallen.count("*Derived:*") == 2


def test_what_to_see_is_said_and_marked_as_ours(tmp_path: Path) -> None:
    """First and newest of each counter in words; counts of several counters are no series."""
    text = page(
        tmp_path,
        tally("at least 16", as_of="2024-01-05"),
        tally("40", as_of="2024-01-09"),
        tally("more than 50", as_of="2024-01-12", by=""),
    )
    assert "*What to see (derived):*" in text
    assert "- Green Land: 2 counts of the total, from at least 16 (5 January 2024) to 40 (9 January" in text
    assert "more than 50 (12 January 2024), does not come from the counter of the first" in text


def test_counts_of_drafts_stay_out(tmp_path: Path) -> None:
    """A count in a record that is not published is on no page, and a measure that only it names has none."""
    draft = record(
        PARAPHRASE, context="  - source: article\n    tally:\n      measure: attacks\n      count: 77\n"
    ).replace("publish: published", "publish: draft")
    library = site(tmp_path, x_draft=draft)
    assert not [address for address in rendered(library) if address.startswith("tallies/")]
    assert PAGE in rendered(library, preview=True)


def test_the_index_and_the_home_page_lead_to_each_measure(tmp_path: Path) -> None:
    """The newest count of each counter stands on both; a briefing's tally leads to its measure too."""
    context = (
        "  - by: red-front\n    source: article\n    tally:\n      measure: attacks\n"
        "      as_of: 2024-01-09\n"
        "      count: 77\n"
    )
    library = site(tmp_path, tally("4", as_of="2024-01-08"), x_one=record(PARAPHRASE, context=context))
    found = rendered(library)
    index = found["tallies/index.md"]
    assert "[Attacks on border posts](attacks.md)" in index.replace("../tallies/", "")
    assert "77 total" in index and "4 total" in index
    assert "[Attacks on border posts](tallies/attacks.md)" in found["index.md"]
    assert "[Attacks on border posts](../tallies/attacks.md)" in found["briefings/x-one.md"]
    off = rendered(library, Settings(tallies=False))
    assert not [address for address in off if address.startswith("tallies/")]
    assert "tallies/" not in off["index.md"] + off["briefings/x-one.md"]


def test_force_levels_stand_by_day_with_their_source(tmp_path: Path) -> None:
    """Each number is a row with its day, its owner and its source; an undated one comes last."""
    force = "- via: wire\n  source: report\n  force:\n    who: green-army\n    count: about 2500\n"
    library = site(tmp_path, force, force.replace("about 2500", "{IQ: 900}") + "    as_of: 2024-01-02\n")
    text = rendered(library)["tallies/forces.md"]
    dated, undated = [
        line for line in unlabelled(text).splitlines() if line.startswith(("| 2 January", "| undated"))
    ]
    assert "Iraq" in dated and "| 900 " in dated and "The Wire[^n1]" in unlinked(dated)
    assert "about 2,500" in undated
    assert "tallies/forces.md)" in rendered(library)["tallies/index.md"]


COUNTS = st.dictionaries(
    st.sampled_from(["IQ", "SY", "border-post", "total"]),
    st.sampled_from(["3", "at least 58", "more than 40", "about 7", "3 to 14", "none", "many", "up to 9"]),
    min_size=1,
)
DATED = st.lists(
    st.tuples(st.integers(1, 28), COUNTS, st.sampled_from(["green-army", "red-front", ""])), max_size=8
)


@given(DATED, st.integers(0, 2))
@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_chart_table_and_csv_have_the_same_counts(
    tmp_path: Path, dated: list[tuple[int, dict[str, str], str]], undated: int
) -> None:
    """Each number of a dated count is one point, one cell and one row of the CSV; undated ones no point."""
    given_ = [
        tally("{" + ", ".join(f"{k}: {v}" for k, v in count.items()) + "}", by=by, as_of=f"2024-01-{day:02}")
        for day, count, by in dated
    ] + [tally("5")] * undated
    library = site(tmp_path, *given_)
    pages = rendered(library)
    table = next(one for one in Tables(library, About(name="Test")).all if one.name == "tallies")
    exported = [
        row
        for row in csv.DictReader(io.StringIO(to_csv(table, [lines(table, table.rows)]).decode("utf-8-sig")))
        if row["measure"]
    ]
    exported = [row for row in exported if not row["measure"].startswith("#")]
    said = sorted(row["count_text"] for row in exported if row["as_of"])
    if PAGE not in pages:
        assert not exported
        return
    text = pages[PAGE]
    names = points(text, "narrow")
    assert sorted(visible(name).partition(" ")[0] for name in names) == sorted(
        one.partition(" ")[0] for one in said
    )
    assert len(names) == len(said)
    assert len(rows(text) if said else []) == len(dated)
    cells = [cell for row in (rows(text) if said else []) for cell in row.strip("| ").split(" | ")[1:-1]]
    assert sorted(cell for cell in cells if "not stated" not in cell) == said


def test_confidential_sources_of_two_records_are_two_notes(tmp_path: Path) -> None:
    """Each is told in the same words, under a number that says nothing of its id, and none is merged."""
    context = (
        "  - by: green-army\n    source: secret-{0}\n    tally:\n      measure: attacks\n"
        "      as_of: 2024-01-0{0}\n      count: 7{0}\n"
    )
    hidden = "  secret-{0}:\n    title: SECRET\n    confidential: yes\n"
    records = {
        f"x_{number}": record(PARAPHRASE, context=context.format(number), sources=hidden.format(number))
        for number in (1, 2)
    }
    text = rendered(site(tmp_path, **records))[PAGE]
    assert [row.count("[^n1]") - row.count("[^n2]") for row in rows(text)] == [1, -1]
    told = "Confidential source, known to the desk. Nothing about it is published."
    assert [f"[^n{number}]: {told}" in text for number in (1, 2, 3)] == [True, True, False]
    assert "secret" not in text.lower()
