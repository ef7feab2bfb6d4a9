"""A kidnapping told by two officials, and a raid with three tolls: two golden pages, with invented names.

To renew them after a change of templates or words, run this file with ``ONRECORD_RENEW=1`` and read the
difference beside the records.
"""

from __future__ import annotations

import os
import re

import pytest

from onrecord.export.attribution import Published
from onrecord.export.entries import incident_entry
from onrecord.export.tables import Tables
from onrecord.library.derive import account
from onrecord.library.library import Library
from onrecord.proof.figures import supports
from onrecord.proof.items import items
from onrecord.proof.load import load
from onrecord.settings import Settings
from onrecord.short.flash import flash
from tests.export.archives import ABOUT
from tests.helpers import NOW, SITES, Pages, rendered, section

SITE = SITES / "valid/kidnapping"
KIDNAPPING, RAID, VALLEY = "2026-03-07-sellet", "2026-03-15-tamsel", "2026-03-31-lowe-valley"


@pytest.fixture(scope="module")
def library() -> Library:
    """The records, which have no problems."""
    loaded = load(SITE, Settings(), NOW)
    assert not loaded.problems
    return loaded.library


@pytest.fixture(scope="module")
def pages(library: Library) -> Pages:
    """The Markdown of every page, by address."""
    return rendered(library)


@pytest.mark.parametrize("incident", [KIDNAPPING, RAID, VALLEY])
def test_the_briefing_reads_as_it_was_agreed(pages: Pages, incident: str) -> None:
    """Every line of the page is the one that was read beside the record."""
    expected, markdown = SITE / f"{incident}.md", pages[f"briefings/{incident}.md"]
    if os.environ.get("ONRECORD_RENEW"):
        expected.write_text(markdown, "utf-8")
    assert markdown == expected.read_text("utf-8")


def test_nothing_is_worked_out_from_those_abducted(pages: Pages) -> None:
    """Of 70 abducted, 7 killed, 30 released and 20 escaped no rest of 13 is made, nor any other sum."""
    page = pages[f"briefings/{KIDNAPPING}.md"]
    assert not re.search(r"\b(?:13|20[0-9]|63|57|50|127|157)\b(?! March)", section(page, "Casualties"))


def test_rival_figures_stand_side_by_side(pages: Pages) -> None:
    """One official says that 30 are held, the other 33: both stand, and the page says that they differ."""
    page = pages[f"briefings/{KIDNAPPING}.md"]
    (held,) = re.findall(r"(?m)^\| \*\*Held: .*", page)
    assert "**30**, according to Hanne Torvik" in held and "**33**, according to Odo Reth" in held
    assert "How many are held: civilians" in page


def test_an_earlier_figure_stays_and_says_so(pages: Pages) -> None:
    """The first number of those abducted is marked as earlier, and its side's line says where that began."""
    page = pages[f"briefings/{KIDNAPPING}.md"]
    figures = section(page, "Casualties").partition("</a>Civilians: abducted\n")[2].partition("\n### ")[0]
    assert '<span class="or-earlier">earlier: about 60</span>' in figures
    (abducted,) = re.findall(r"(?m)^\| \*\*Abducted: .*", page)
    assert "; at first about 60 (" in abducted


def test_silence_about_the_new_facts_is_not_told(pages: Pages) -> None:
    """Where nobody speaks of those displaced, the page has no line and no column for them."""
    page = pages[f"briefings/{KIDNAPPING}.md"]
    assert not re.search("Displaced|Surrendered|Detained|Missing", page)


def test_every_figure_is_found_in_its_passage(library: Library) -> None:
    """Each figure is tied to its own words in the excerpt, and to no other fact's."""
    for item in items(library):
        if item.count is not None:
            found = supports(item.count, item.statement.excerpt or "", None, item.subject)
            assert found.result in ("found", "no-number"), (item.field, found)


def test_the_standards_codes_are_those_of_the_killed(library: Library) -> None:
    """UCDP's column for deaths and HXL's for the killed stay blank beside those who were taken or freed."""
    tables = {table.name: table.rows for table in Tables(library, ABOUT).all}
    for row in tables["casualties"]:
        killed = row.harm == "killed"
        assert bool(row.ucdp_deaths) == killed and row.injured is None
        assert row.killed == (row.count_best if killed else None)
    (raid,) = [row for row in tables["incidents"] if row.id == RAID]
    assert (raid.acled_event_type, raid.acled_sub_event_type) == ("Violence against civilians", "Attack")
    assert (raid.harmed, raid.counted) == (("civilians", "attackers"), ("civilians", "attackers"))


def test_feed_and_flash_have_them_with_their_owners(library: Library) -> None:
    """Feed and flash give who is held by both accounts."""
    incident = library.by_id[KIDNAPPING]
    text = incident_entry(Published(library), ABOUT, account(library, incident)).text
    assert "Held, civilians: 30, according to Hanne Torvik" in text
    assert "Held, civilians: 33, according to Odo Reth" in text
    assert "Held" in flash(library, incident)
