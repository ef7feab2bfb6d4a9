"""Tables: bounds and states survive, nobody's zero appears, and what is private stays out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.attribution import Published
from onrecord.export.attribution import shown as shown_only
from onrecord.export.cite import cite
from onrecord.export.columns import bounds
from onrecord.export.jsonld import article, script
from onrecord.export.rows import CasualtyRow, IncidentRow
from onrecord.export.tables import Tables
from onrecord.library.derive import account
from onrecord.values.count import WORDS, Count, CountError
from tests.export.archives import ABOUT, HOSTILE, demonstration_tables, files, quoted
from tests.helpers import library, record

HARM = """\
  - by: blue-command
    in: press-statement
    source: article
    said: 2024-01-20
    injured:
      - who: civilians
        count: {}
"""
CANARY = "zebrafinch"


def counts() -> st.SearchStrategy[Count]:
    """Counts of every form."""
    number = st.integers(0, 500)
    texts = st.one_of(
        st.sampled_from(sorted(WORDS)),
        number.map(str),
        st.tuples(
            st.sampled_from(["at least", "more than", "at most", "up to", "fewer than", "about", "nearly"]),
            number,
        ).map(lambda pair: f"{pair[0]} {pair[1]}"),
        st.tuples(number, number).map(lambda pair: f"{pair[0]} to {pair[1]}"),
    )
    return (
        texts.map(parse_or_none)
        .filter(lambda count: count is not None)
        .map(lambda count: count or Count.parse("1"))
    )


def parse_or_none(text: str) -> Count | None:
    """The count, or None where the text is none."""
    try:
        return Count.parse(text)
    except CountError:
        return None


@given(counts())
def test_bounds_and_states_survive(count: Count) -> None:
    """The text parses back to the count; the numbers are the stated bounds; a word leaves them blank."""
    cells = bounds("n", count)
    assert Count.parse(cells["n_text"]) == count
    assert cells["n_state"] == count.word
    numbers = (cells["n_low"], cells["n_high"], cells["n_best"])
    if not count.numeric:
        assert numbers == (None, None, None)
    elif count.approximate:
        assert numbers == (None, None, count.low)
    else:
        low, high = count.bounds
        assert cells["n_low"] == (None if count.low is None and not count.word else low)
        assert cells["n_high"] == high


@pytest.mark.parametrize(
    "text", ["some", "under evaluation", "none reported", "at most 5", "fewer than 10", "up to 3"]
)
def test_there_is_no_zero_that_nobody_stated(text: str) -> None:
    """Neither a state nor an upper bound puts a 0 anywhere."""
    assert 0 not in bounds("n", Count.parse(text)).values()


def test_none_is_a_stated_zero() -> None:
    """ "none" is somebody's statement: the number is 0 and the word stands beside it."""
    assert bounds("n", Count.parse("none")) == {
        "n_low": 0,
        "n_high": 0,
        "n_best": 0,
        "n_text": "none",
        "n_state": "none",
    }


def test_a_missing_count_is_blank() -> None:
    """Without a count all five cells are blank."""
    assert set(bounds("n", None).values()) == {None, ""}


def test_not_reported_is_a_word(tmp_path: Path) -> None:
    """An incident whose sources speak of no deaths says so, and no row of casualties is made up for it."""
    tables = by_name(Tables(library(tmp_path, record(HARM.format("some"))), ABOUT))
    [incident] = tables["incidents"]
    assert isinstance(incident, IncidentRow)
    assert incident.killed_state == "not reported in the sources cited"
    assert [row.harm for row in tables["casualties"]] == ["injured"]


def test_a_superseded_figure_stays_and_says_so(tmp_path: Path) -> None:
    """Both figures of one house are rows; only the newest is current."""
    later = (
        HARM.format("at least 34").replace("2024-01-20", "2024-01-21").replace("- by", "- id: later\n    by")
    )
    rows = by_name(Tables(library(tmp_path, record(HARM.format("25") + later)), ABOUT))["casualties"]
    assert [(row.count_text, row.current) for row in rows if isinstance(row, CasualtyRow)] == [
        ("25", False),
        ("at least 34", True),
    ]


def test_an_area_has_no_coordinates(tmp_path: Path) -> None:
    """An incident at an area, or without a place, has blank coordinates and the reason beside them."""
    states = {
        row.coordinates_state for row in demonstration_tables().rows("incidents") if row.latitude is None
    }
    assert states == {"an area, not a point: region"}
    nowhere = record(HARM.format("1")).replace("place: border-post\n", "")
    [row] = Tables(library(tmp_path, nowhere), ABOUT).rows("incidents")
    assert (row.latitude, row.longitude, row.coordinates_state) == (None, None, "no place is given")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_reach_the_rows_as_typed(tmp_path: Path, text: str) -> None:
    """Titles, quotes and paraphrases are the record's own text, unescaped."""
    statement = f"  - source: article\n    paraphrase: {quoted(text)}\n    quote: {quoted(text)}\n"
    found = library(tmp_path, record(statement).replace("Attack on the border post", quoted(text)))
    tables = by_name(Tables(found, ABOUT))
    assert [row.title for row in tables["incidents"]] == [text]
    assert [row.text for row in tables["quotes"]] == [text]
    assert [row.paraphrases for row in tables["statements"]] == [(text,)]


def test_nothing_private_is_in_any_file(tmp_path: Path) -> None:
    """Desk, internal notes, excerpts, confidential sources and unpublished records are in no file."""
    source = f"""\
  {CANARY}-papers:
    title: {CANARY}
    publisher: {CANARY}
    url: https://{CANARY}.example/
    archive: https://archive.example/{CANARY}
    author: {CANARY}
    origin: herald
    origin_note: {CANARY}
    published: 1999-09-09
    confidential: yes
    note_internal: {CANARY}
"""
    statements = f"""\
  - source: {CANARY}-papers
    excerpt: {CANARY}
    note_internal: {CANARY}
    killed:
      - who: civilians
        count: 3
  - id: open
    by: blue-command
    source: article
    responsibility: denies
    in_response_to: {CANARY}-draft
"""
    header = f"note_internal: {CANARY}\nrelated:\n  - incident: {CANARY}-withdrawn"
    shown = record(statements, header=header, sources=source).replace("A. Editor", CANARY)
    hidden = record(HARM.format("1")).replace("Attack on the border post", CANARY)
    found = library(
        tmp_path,
        shown,
        **{f"{CANARY}_draft": hidden.replace("publish: published", "publish: draft")},
        **{f"{CANARY}_withdrawn": hidden.replace("publish: published", "publish: withdrawn")},
    )
    written = files(found, ABOUT)
    assert [
        address for address, data in written.items() if CANARY.encode() in data or CANARY in address
    ] == []
    assert [address for address, data in written.items() if b"1999" in data or b"Herald" in data] == []
    [one] = (incident for incident in found.incidents if incident.record.publish == "published")
    page = script(article(Published(shown_only(found)), ABOUT, account(found, one))) + cite(ABOUT, one).bibtex
    assert CANARY not in page and "1999" not in page and "Herald" not in page
    tables = by_name(Tables(found, ABOUT))
    assert [(row.id, row.confidential) for row in tables["sources"]] == [
        ("confidential-1", True),
        ("article", False),
    ]
    first = tables["statements"][0]
    assert (first.speaker, first.house, first.via) == ("a confidential source", "", ())


def test_persons_without_a_page_cannot_be_looked_up(tmp_path: Path) -> None:
    """A person's name stands where the person speaks, and there is no id, no feed and no address for it."""
    found = library(
        tmp_path, record("  - by: blue-spokesman\n    source: article\n    responsibility: denies\n")
    )
    rows = by_name(Tables(found, ABOUT))["responsibility"]
    assert [(row.speaker, row.speaker_id, row.about, row.about_ids) for row in rows] == [
        ("Adam Blue", "", ("Adam Blue",), ())
    ]
    # The address of a statement on its page is the page's own affair.
    written = {
        address: data.replace(b"s-blue-spokesman", b"") for address, data in files(found, ABOUT).items()
    }
    assert [address for address, data in written.items() if b"blue-spokesman" in data] == []
    assert "feeds/actors/blue-spokesman.xml" not in files(found, ABOUT)


def test_only_a_date_that_is_given_can_be_derived() -> None:
    """A basis that explains why there is no date makes no date that we worked out."""
    sources = by_name(demonstration_tables())["sources"]
    assert any(row.published_derived for row in sources)
    assert all(row.published for row in sources if row.published_derived)


def test_every_column_says_what_it_holds() -> None:
    """Each column has a description, and the tags are those of the vocabulary."""
    for table in demonstration_tables().all:
        assert all(column.about for column in table.columns)
        tags = [column.tag for column in table.columns if column.tag]
        assert len(tags) == len(set(tags)) and all(tag.startswith("#") for tag in tags)


def by_name(tables: Tables) -> dict[str, list[Any]]:
    """The rows of each table."""
    return {table.name: list(table.rows) for table in tables.all}
