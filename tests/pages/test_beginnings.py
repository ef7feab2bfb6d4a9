"""How pages about the archive itself begin: with what a reader came for, said honestly."""

from __future__ import annotations

from hashlib import sha256
from html import unescape

import pytest

from onrecord.assemble import assemble, own_files, read
from onrecord.pages.plan import Renderer
from onrecord.settings import read_site
from tests.export.archives import ROOT
from tests.helpers import NOW, section


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The Markdown of some pages of the demonstration, by address."""
    site = read_site(ROOT / "mkdocs.yml")
    assembly = assemble(read(site, NOW), own_files(site))
    wanted = ("verification.md", "data.md", "tallies/attacks-on-us-forces.md")
    renderer = Renderer(ROOT, site.settings)
    return {page.address: renderer(page) for page in assembly.pages if page.address in wanted}


def test_the_report_begins_with_how_much_was_compared(pages: dict[str, str]) -> None:
    """The first paragraph has the numbers compared and the numbers of all, which are those of the tables."""
    page = pages["verification.md"]
    lead = page.partition('<div class="or-lead" markdown>')[2].partition("</div>")[0]
    assert page.index(lead) < page.index("</a>Quotations")
    for kind, words in (("Quotations", "quotations were compared"), ("Figures", "figures were looked for")):
        (counted,) = [part for part in lead.replace("*", "").split(". ") if words in part]
        done, every = (int(counted.split()[at]) for at in (0, 2))
        table = section(page, kind)
        rows = [line for line in table.splitlines() if "<b hidden>" in line]
        numbers = {row.split(" | ")[0].strip("| "): int(row.split("</b> ")[1].split()[0]) for row in rows}
        assert sum(numbers.values()) == every
        assert done < every
        unlooked = ("Not checked", "No number")
        assert done == sum(number for result, number in numbers.items() if not result.startswith(unlooked))


def test_the_data_begin_with_a_row_and_need_no_key(pages: dict[str, str]) -> None:
    """Before anything else stands a row as an example; the many feeds of actors and places are folded."""
    page = pages["data.md"]
    assert page.index("without a key or an account") < page.index('id="example"') < page.index("## Tables")
    row = unescape(section(page, "A row, for example"))
    assert "One row of [casualties.csv](data/casualties.csv)" in row
    assert "| <code>count_text</code> | <code>at least 4</code> |" in row
    assert '| <code>count_high</code> | <span class="or-blank">blank</span> |' in row
    assert "<summary>Feeds of actors: " in page
    assert "<summary>Feeds of places: " in page
    # Whoever searches for an actor looks for no feed.
    assert page.count('<details class="or-more" data-search-exclude markdown>\n<summary>Feeds of') == 2


def test_the_data_page_lists_a_database_with_its_size_and_hash(pages: dict[str, str]) -> None:
    """The demonstration has its tables as one SQLite file; of Parquet, which it does not ask for, no word."""
    site = read_site(ROOT / "mkdocs.yml")
    data = assemble(read(site, NOW), own_files(site)).files["data/onrecord.sqlite"]
    page = unescape(pages["data.md"])
    assert "[onrecord.sqlite](data/onrecord.sqlite)" in page
    assert f"{-(-len(data) // 1000)} kB; SHA-256 <code>{sha256(data).hexdigest()}</code>" in page
    assert "Parquet" not in page


def test_a_counter_has_one_name_in_legend_labels_and_sentences(pages: dict[str, str]) -> None:
    """The shape of a mark tells the house that counted, and everything names that house alike."""
    page = pages["tallies/attacks-on-us-forces.md"]
    charts = section(page, "Reported counts")
    assert "● US · ■ counter not stated" in charts
    assert 'class="or-label--more">US</tspan>' in charts
    assert "Pentagon</tspan>" not in charts and "United States</tspan>" not in charts
    assert "- US: 10 counts of the total" in page


def test_a_count_is_a_line_with_its_scope_behind_it(pages: dict[str, str]) -> None:
    """A row has the day, the counts and who counted; what it covers is in a fold of the row."""
    table = section(pages["tallies/attacks-on-us-forces.md"], "The same as a table")
    rows = [line for line in table.splitlines() if '<span id="' in line]
    assert len(rows) == 13
    assert all("<br>" not in row.partition("<details")[0] for row in rows)
    assert all(" covers" not in row.partition("<details")[0] for row in rows)
    (row,) = [row for row in rows if "7 December 2023" in row]
    assert (
        "Bases in Iraq and Syria, without the 24 hours before."
        in row.partition("<summary>scope</summary>")[2]
    )
