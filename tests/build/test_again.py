"""After whatever edit, a site that was built before is, byte for byte, one that is built for the first time;
and no more is made again than shows the edit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.edits import EDITS, HAND, OMAR, ONE, PLACES, Archive, Edit, hold, put

#: The other chains stand in a file of their own: each file is one process's work.
CHAINS = ("records", "files")


@pytest.mark.parametrize("chain", CHAINS)
def test_after_each_edit_the_site_is_that_of_a_first_build(
    archive: Archive, tmp_path: Path, chain: str
) -> None:
    """Byte for byte, and so is the Markdown; no file is written that stayed as it was."""
    hold(archive, tmp_path, EDITS[chain])


#: The report shows a hash of every file of the records: it changes with each byte of them.
HASHES = {"data/verification.json", "verification/index.html"}
OF_OMAR, SEARCH = "briefings/2024-02-05-al-omar/index.html", "search/search_index.json"
#: What readers never see.
UNSEEN: dict[str, Edit] = {
    "a note to the desk": put(OMAR, "publish: published\n", "publish: published\nnote_internal: Ask.\n"),
    "one of a statement": put(OMAR, "    by: sohr\n", "    note_internal: Ask.\n    by: sohr\n"),
    "a comment": put(OMAR, "statements:\n", "# To be asked again.\nstatements:\n"),
    "a comment in a registry": put(PLACES, "al-omar:\n", "# In Deir ez-Zor.\nal-omar:\n"),
    "who wrote it": put(OMAR, "written_by: On Record demonstration desk", "written_by: The desk"),
}


def test_what_did_not_change_is_not_made_again(archive: Archive) -> None:
    """Nothing is rendered, nothing is finished, and no file of the site is written."""
    before = archive.build()
    now = archive.build()
    assert (now.rendered, now.finished, now.batches) == ([], [], [])
    assert now.written_since(before) == []


def test_what_nobody_sees_is_written_nowhere(archive: Archive) -> None:
    """Where the site has no report, which tells a hash of each file."""
    archive.edit("mkdocs.yml", ONE, ONE + "      verification: false\n")
    before = archive.build()
    for what, edit in UNSEEN.items():
        edit(archive)
        now = archive.build()
        assert (now.rendered, now.finished, now.batches) == ([], [], []), what
        assert now.written_since(before) == [], what


def test_no_page_is_rendered_but_those_that_show_an_edit(archive: Archive) -> None:
    """Of a record each field is read by itself: what shows its title need not be made for its summary.

    The data page counts the rows of all tables, and the verification page what was checked.
    """
    counts = {"data.md", "verification.md"}
    archive.build()

    def rendered(edit: Edit) -> tuple[set[str], set[str]]:
        edit(archive)
        now = archive.build()
        return set(now.rendered), set(now.batches)

    pages, batches = rendered(put(OMAR, "A drone struck a training", "One drone struck a training"))
    assert pages == {"briefings/2024-02-05-al-omar.md", "index.md"} | counts
    assert {name for name in batches if not name.startswith("feeds/")} == {"data", "report"}
    pages, _ = rendered(put(OMAR, "says after midnight", "says past midnight"))
    assert pages == {"briefings/2024-02-05-al-omar.md"} | counts
    pages, _ = rendered(put(OMAR, "title: Attack on the base at", "title: Drone attack on the base at"))
    assert "briefings/2024-01-20-ain-al-asad.md" not in pages
    assert "archive/2024/02.md" in pages and "archive/2024/01.md" not in pages


def test_no_page_is_written_but_those_that_show_an_edit(archive: Archive) -> None:
    """A word, a figure, a page by hand: each is in its own page, and in what else shows it."""
    before = archive.build()

    def written(edit: Edit) -> set[str]:
        nonlocal before
        edit(archive)
        now = archive.build()
        found, before = set(now.written_since(before)), now
        return found

    for what, edit in UNSEEN.items():
        assert written(edit) == HASHES, what
    # A word that stands on the page of its incident only.
    assert written(put(OMAR, "says after midnight", "says past midnight")) == {OF_OMAR, SEARCH} | HASHES
    # One of the summary, which the feeds repeat.
    found = written(put(OMAR, "A drone struck a training", "One drone struck a training"))
    assert {name for name in found if not name.startswith("feeds/")} == {
        OF_OMAR,
        SEARCH,
        "index.html",
    } | HASHES
    assert {"feeds/all.xml", "feeds/incidents/2024-02-05-al-omar.json", "feeds/places/al-omar.xml"} <= found
    assert not any("ain-al-asad" in name for name in found)
    assert written(put(HAND, "We read.", "We read all.")) == {"method/index.html", SEARCH}
    # A figure is in lists and files; no briefing but its own shows it.
    found = written(put(OMAR, "        count: 6\n", "        count: 7\n"))
    assert {name for name in found if name.startswith("briefings/")} == {OF_OMAR}
    assert {"archive/2024/02/index.html", "places/al-omar/index.html", "data/casualties.csv"} <= found
    assert not {"archive/2024/01/index.html", "places/ain-al-asad/index.html", "data/quotes.csv"} & found
