"""The monthly report: its own dates, rival figures, and the reason why nothing is added up."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.pages.months.month_report import MOST_QUOTES
from onrecord.settings import Settings
from tests.helpers import ID, library, record, rendered, section, unlabelled

MONTH = "archive/2024/01.md"
ONE_FIGURE = "  - by: {by}\n    source: article\n    {harm}:\n      who: civilians\n      count: {count}\n"


def figure(count: str, harm: str = "killed", by: str = "blue-command") -> str:
    """A statement with one figure."""
    return ONE_FIGURE.format(by=by, harm=harm, count=count)


def page(root: Path, *records: str, settings: Settings | None = None, month: str = MONTH) -> str:
    """The month's Markdown."""
    return rendered(library(root, *records), settings)[month]


def reason(root: Path, statements: str) -> str:
    """The sentence that says why casualties are not totalled."""
    text = section(page(root, record(statements)), "Incidents")
    return next(line.strip("*") for line in text.splitlines() if "not totalled" in line)


def test_incidents_are_counted_by_the_terms_under_which_we_file_them(tmp_path: Path) -> None:
    """The sentence on the number has kinds of event, and none says who attacked whom; a sample says so."""
    other = record(figure("1")).replace("event: attack", "event: air-drone-strike")
    text = page(tmp_path, record(figure("1")), record(figure("2")), other)
    assert (
        "By the kind under which we file them: 2 [attacks on civilians](../../events/attack.md), 1 [air"
        in text
    )
    assert "We chose them; the number says nothing about how many there were" in text
    complete = page(tmp_path / "b", record(figure("1")), settings=Settings(coverage="complete"))
    assert "We chose them" not in complete


def test_the_reason_against_a_total_is_that_of_the_month(tmp_path: Path) -> None:
    """Rivals, bounds, words and silence are named where the month has them, and only there."""
    rival = reason(tmp_path / "a", figure("3") + figure("5", by="red-front") + figure("1", "injured"))
    assert rival == "Casualties are not totalled: one number has rival counters."
    bound = reason(tmp_path / "b", figure("at least 3") + figure("some", "injured"))
    assert bound == (
        "Casualties are not totalled: one figure is a bound or an estimate; one account gives no number."
    )
    silent = reason(tmp_path / "c", figure("3"))
    assert silent == (
        "Casualties are not totalled: of one incident the sources cited do not report deaths or injuries."
    )


def test_where_figures_could_be_added_the_rule_of_the_house_is_given(tmp_path: Path) -> None:
    """Figures that are single numbers without a rival are not added either, and the page says why not."""
    text = reason(tmp_path, figure("3") + figure("2", "injured"))
    assert "could be added; the sum would be a figure that nobody gave" in text


def test_a_change_stands_in_the_month_in_which_it_was_made(tmp_path: Path) -> None:
    """What moved or was corrected in February about a January incident is in February's report."""
    moved = "".join(
        figure(count).replace("source: article", f"source: article\n    in: press-statement\n    said: {day}")
        for count, day in (("2", "2024-01-21"), ("at least 4", "2024-02-03"))
    )
    header = (
        "corrections:\n  on: 2024-02-04\n  was: A *b*.\n  now: C.\n"
        "updates:\n  on: 2024-02-05\n  text: News. [@article]"
    )
    later = record(figure("1")).replace("date: 2024-01-20", "date: 2024-02-01")
    january, february = (
        page(tmp_path, record(moved, header=header), later, month=f"archive/2024/{month}.md")
        for month in ("01", "02")
    )
    assert "What moved" not in january
    assert "None." in section(january, "Updates and corrections")
    assert "Civilians, killed: 2 → at least 4 (Blue Command)." in section(february, "What moved this month")
    changes = section(february, "Updates and corrections")
    assert f"Correction, 4 February 2024: [Attack on the border post](../../briefings/{ID}.md)" in changes
    assert "We said: A *b*. Right is: C." in unescape(changes)
    assert "Update, 5 February 2024:" in changes and "News." in changes and "[^" not in changes


def test_counts_of_the_month_have_their_counter_and_scope(tmp_path: Path) -> None:
    """A reported count stands with its day, total and parts, counter and record."""
    context = (
        "  - by: blue-ministry\n    source: article\n    tally:\n      measure: attacks\n"
        "      as_of: 2024-01-09\n      count:\n        total: 127\n        IQ: 52\n        SY: at least 75\n"
    )
    counts = unlabelled(section(page(tmp_path, record(figure("1"), context=context)), "Reported counts"))
    assert "| 9 January 2024 | [Attacks on border posts](../../tallies/attacks.md)" in counts
    assert "| 127 (Iraq 52, Syria at least 75) |" in counts
    assert "Blue Ministry of Defence" in counts and "not stated" in counts
    undated = context.replace("      as_of: 2024-01-09\n", "")
    counts = section(page(tmp_path / "undated", record(figure("1"), context=undated)), "Reported counts")
    assert "| undated; published by 21 January 2024 |" in counts


def test_quotes_stand_with_their_speaker_and_incident(tmp_path: Path) -> None:
    """Each quotation of the month is there with its speaker, and links to its statement."""
    quote = "  - by: red-wing\n    source: article\n    responsibility: claims\n    quote: We *did* it.\n"
    quotes = section(page(tmp_path, record(quote)), "Quotes")
    assert "“We &#42;did&#42; it.”</span> **Red Wing**." in quotes
    assert "A claim by a party to the fighting; not independently confirmed." in quotes
    assert f"](../../briefings/{ID}.md#s-red-wing" in quotes


def test_of_too_many_quotes_none_is_picked(tmp_path: Path) -> None:
    """A month with more quotations than a page can hold prints their number and none of them."""
    one = "  - by: red-wing\n    id: q-{0}\n    source: article\n    quote: Q{0}\n"
    quotes = "".join(one.format(i) for i in range(MOST_QUOTES + 1))
    text = section(page(tmp_path, record(quotes)), "Quotes")
    assert "61 quotations, too many for this page" in text and "Q1" not in text


def test_what_is_not_covered_is_the_site_s_own_words(tmp_path: Path) -> None:
    """The setting's sentences stand on every month, as text; without it there is no such section."""
    settings = Settings(not_covered=("Incidents at <sea>.",))
    text = section(page(tmp_path / "a", record(figure("1")), settings=settings), "What is not covered")
    assert "<sea>" not in text and "- Incidents at <sea>." in unescape(text)
    assert "What is not covered" not in page(tmp_path / "b", record(figure("1")))


def test_what_is_held_back_is_counted_and_not_dated(tmp_path: Path) -> None:
    """A month says how many records are held back in the whole archive, never in which month they lie."""
    draft = record(figure("1")).replace("publish: published", "publish: draft")
    text = page(tmp_path, record(figure("1")), draft)
    assert "One incident of the archive, of whatever month, is held back" in text


UNSURE = {
    "2024": ("Some day of 2024", [(2024, month) for month in range(1, 13)]),
    "2023-12-31/2024-01-02": ("Between 31 December 2023 and 2 January 2024", [(2023, 12), (2024, 1)]),
    "2024-01-15/2024-03": ("Between 15 January 2024 and 31 March 2024", [(2024, 1), (2024, 2), (2024, 3)]),
    "2024-01-31~": ("About 31 January 2024", [(2024, 1), (2024, 2)]),
}


@pytest.mark.parametrize("date", UNSURE)
def test_a_date_of_an_uncertain_month_is_listed_in_each_and_counted_in_none(
    tmp_path: Path, date: str
) -> None:
    """A month counts what lies in it for sure, and lists the rest as what it is; so do year and archive."""
    words, months = UNSURE[date]
    sure = record(figure("3"))
    open_ = record(figure("5")).replace(
        "date: 2024-01-20", f"date: {date}\nlasted: {'no' if '/' in date else 'yes'}"
    )
    found = rendered(library(tmp_path, sure, open_))
    for year, month in months:
        text = found[f"archive/{year}/{month:02}.md"]
        assert f"**{words}," in section(text, "Perhaps in this month")
        counted = "In this archive: 1 incident." if (year, month) == (2024, 1) else "for sure."
        assert counted in text and "killed: 5" not in text
    listing = [address for address, text in found.items() if "## Perhaps in this month" in text]
    assert listing == [f"archive/{year}/{month:02}.md" for year, month in months]
    for year in {year for year, _ in months}:
        assert section(found[f"archive/{year}/index.md"], "Month not sure").count("border-post-1.md") == 1
    index = found["archive/index.md"]
    assert "\n2 incidents." in index
    assert index.count("of which the month is not sure") == len(months)


def test_the_way_back_from_a_briefing_is_as_sure_as_its_date(tmp_path: Path) -> None:
    """The breadcrumbs name a month or a year only where the date does."""
    for date, crumbs in (
        ("2024-01-20", ["2024", "January"]),
        ("2024", ["2024"]),
        ("2023-12-31/2024-01-02", []),
    ):
        text = record(figure("3")).replace("date: 2024-01-20", f"date: {date}")
        page = rendered(library(tmp_path / date[:4] / str(len(date)), text))[f"briefings/{ID}.md"]
        nav = page.partition("<nav")[2].partition("</nav>")[0]
        assert re.findall(r"\[(\w+)\]\(", nav) == ["Archive", *crumbs]
