"""Households, things lost, vessels, positions, days that lasted, ids of others, and what could be confirmed.

The golden page of a vessel stands beside its record; ``ONRECORD_RENEW=1`` writes it anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from onrecord.export.attribution import Published
from onrecord.export.columns import Cell
from onrecord.export.jsonld import article
from onrecord.export.tables import Tables
from onrecord.library.changes import changes
from onrecord.library.derive import account
from onrecord.library.editions import as_of
from onrecord.library.library import Library
from onrecord.proof.figures import supports
from onrecord.proof.items import items
from onrecord.proof.load import load
from onrecord.settings import Settings
from onrecord.short.salute import salute_text
from onrecord.values.when import Day
from tests.export.archives import ABOUT
from tests.helpers import ID, NOW, SITES, library, plain, record, rendered, section

SITE = SITES / "valid/vessel"
ATTACK = "2024-03-06-true-confidence"
HOUSEHOLDS = """\
  - by: blue-command
    said: 2024-01-20
    source: article
    displaced:
      - who: civilians
        count: 200
        unit: households
      - who: civilians
        count: 200
  - by: red-front
    said: 2024-01-21
    source: article
    displaced:
      who: civilians
      count: 900
"""


def table(found: Library, name: str) -> list[dict[str, Cell]]:
    """The rows of one table by the names of its columns."""
    (one,) = [one for one in Tables(found, ABOUT).all if one.name == name]
    return [one.named(row) for row in one.rows]


def line(page: str, label: str) -> str:
    """The line of the key facts with this label."""
    (found,) = [one for one in page.splitlines() if plain(one).startswith(f"| **{label}** |")]
    return found


@pytest.fixture(scope="module")
def vessel() -> Library:
    """The records of the site with a vessel, which have no problems."""
    loaded = load(SITE, Settings(), NOW)
    assert not loaded.problems
    return loaded.library


def test_the_briefing_of_a_vessel_reads_as_it_was_agreed(vessel: Library) -> None:
    """Every line of the page is the one that was read beside the record."""
    expected, markdown = SITE / f"{ATTACK}.md", rendered(vessel)[f"briefings/{ATTACK}.md"]
    if os.environ.get("ONRECORD_RENEW"):
        expected.write_text(markdown, "utf-8")
    assert markdown == expected.read_text("utf-8")


def test_every_figure_of_the_vessel_is_found_in_its_passage(vessel: Library) -> None:
    """Counts of crew, and the one vessel that was damaged, stand in the excerpts."""
    for item in items(vessel):
        if item.count is not None:
            assert supports(item.count, item.statement.excerpt or "", None, item.subject).result == "found"


def test_a_position_keeps_its_unit_and_our_conversion_is_marked(vessel: Library) -> None:
    """Page and SALUTE have nautical miles, and kilometres as ours; the file has the unit of the source."""
    said = "54 nautical miles (100 kilometres, converted by us) south-west of Aden"
    assert said in rendered(vessel)[f"briefings/{ATTACK}.md"]
    assert said in salute_text(vessel, vessel.by_id[ATTACK])
    assert "Placed 54 nautical miles" in rendered(vessel)["places/aden.md"]
    rows = [row for row in table(vessel, "statements") if row["position"]]
    assert [(row["position"], row["position_direction"], row["position_of"]) for row in rows] == [
        ("54 nautical miles", "south-west", "aden"),
        ("about 50 nautical miles", "south-west", "aden"),
    ]


def test_the_data_have_the_vessel_with_its_number(vessel: Library) -> None:
    """A table of vessels, the incident's column, and an identifier for machines."""
    (row,) = table(vessel, "vessels")
    assert (row["name"], row["flag"], row["imo"]) == ("True Confidence", "BB", "9460784")
    assert table(vessel, "incidents")[0]["vessels"] == ("true-confidence",)
    found = article(Published(vessel), ABOUT, account(vessel, vessel.by_id[ATTACK]))
    assert found["mentions"][0]["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "IMO", "value": "9460784"}
    ]


def test_a_vessel_that_no_record_names_is_not_published(tmp_path: Path) -> None:
    """It may wait in the registry for a draft."""
    found = library(tmp_path, record("  - source: article\n    paraphrase: It happened.\n"))
    assert "grey-gull" in found.registries.vessels
    assert table(found, "vessels") == []


def test_households_are_a_series_of_their_own(tmp_path: Path) -> None:
    """A figure of households is compared with none of people, and never becomes one in a file."""
    found = library(tmp_path, record(HOUSEHOLDS))
    tolls = account(found, found.by_id[ID]).toll("displaced")
    assert [(toll.unit, len(toll.rows)) for toll in tolls] == [("households", 1), ("", 2)]
    assert [toll.confirmation.kind for toll in tolls if toll.confirmation] == ["one-side", "contested"]
    page = rendered(found)[f"briefings/{ID}.md"]
    assert "| **Displaced: civilians (households)** | **200 households**" in page
    rows = table(found, "casualties")
    assert [row["unit"] for row in rows] == ["households", "", ""]
    assert all(row["ucdp_deaths"] == () and row["killed"] is None for row in rows)


def test_a_later_figure_of_people_does_not_replace_one_of_households(tmp_path: Path) -> None:
    """Of one speaker, 900 people do not take the place of 200 households."""
    body = HOUSEHOLDS.replace("red-front", "blue-command").replace(
        "      - who: civilians\n        count: 200\n  -", "  -"
    )
    found = library(tmp_path, record(body))
    assert [len(toll.rows) for toll in account(found, found.by_id[ID]).toll("displaced")] == [1, 1]


def test_things_of_one_kind_are_a_series_and_their_number_may_change(tmp_path: Path) -> None:
    """41 houses become 60 houses, and say nothing of the vehicles; a rival number is disputed."""
    body = "".join(
        f"  - by: {who}\n    said: 2024-01-{day}\n    source: article\n    losses:\n"
        f"      what: {what}\n      count: {count}\n      state: burnt\n"
        for who, day, what, count in (
            ("blue-command", 20, "houses", 41),
            ("blue-command", 21, "vehicles", 24),
            ("blue-command", 22, "houses", 60),
            ("red-front", 22, "houses", 5),
        )
    )
    found = library(tmp_path, record(body))
    derived = account(found, found.by_id[ID])
    assert [str(row.value.count) for row in derived.of("losses")] == ["24", "60", "5"]
    assert [str(one.row.value.count) for one in changes(found, found.by_id[ID])] == ["60"]
    page = rendered(found)[f"briefings/{ID}.md"]
    assert "How much was damaged or lost" in line(page, "Disputed")
    assert "Earlier: 41 houses burnt" in page
    first = table(found, "losses")[0]
    assert (first["what"], first["became"], first["count_best"]) == (
        "houses",
        "burnt",
        41,
    )


@pytest.mark.parametrize(
    ("count", "state", "words"),
    [
        ("1", "destroyed", "1 house destroyed"),
        ("some", "burnt", "houses burnt, number not given"),
        ("none", "damaged", "no houses damaged"),
        ("under evaluation", "damaged", "houses damaged: being evaluated"),
        ("dozens", "looted", "dozens of houses looted"),
        ("at least 3", "destroyed", "at least 3 houses destroyed"),
    ],
)
def test_what_was_lost_reads_as_a_phrase(tmp_path: Path, count: str, state: str, words: str) -> None:
    """Each count has its words, and none is a zero that nobody said."""
    body = (
        f"  - by: blue-command\n    source: article\n    losses:\n      what: houses\n      count: {count}\n"
    )
    found = library(tmp_path, record(f"{body}      state: {state}\n"))
    assert f"damage: {words}, according to Blue Command" in salute_text(found, found.by_id[ID])


LASTED = (
    "  - by: blue-command\n    said: 2024-01-{}\n    in: briefing\n    source: article\n    paraphrase: {}.\n"
)


def lasting(root: Path, more: str = "") -> Library:
    """An incident from 30 January to 2 February, of which somebody spoke on the second day."""
    text = record(LASTED.format(31, "It went on")).replace(
        "date: 2024-01-20", f"date: 2024-01-30/2024-02-02\n{more}"
    )
    return library(root, text.replace("cutoff: 2024-02-01", "cutoff: 2024-02-05"))


def test_an_incident_of_several_days_is_told_as_one(tmp_path: Path) -> None:
    """Lists have its days, both months have it for sure, and files and machines both ends."""
    found = lasting(tmp_path)
    pages, days = rendered(found), "30 January \N{EN DASH} 2 February 2024"
    for month in ("01", "02"):
        text = pages[f"archive/2024/{month}.md"]
        assert days in text and "Perhaps in this month" not in text and "1 incident" in text
    assert f"| **When** | {days}" in pages[f"briefings/{ID}.md"]
    (row,) = table(found, "incidents")
    assert (row["date_start"], row["date_end"], row["date_lasted"]) == ("2024-01-30", "2024-02-02", True)
    assert row["acled_time_precision"] == "1"
    event = article(Published(found), ABOUT, account(found, found.by_id[ID]))["about"]
    assert (event["startDate"], event["endDate"]) == ("2024-01-30", "2024-02-02")


def test_one_of_several_days_stays_uncertain(tmp_path: Path) -> None:
    """With `lasted: no` nobody knows the day: lists say between which, and nothing is said to have lasted."""
    found = lasting(tmp_path, "lasted: no\n")
    month = rendered(found)["archive/2024/01.md"]
    assert "Between 30 January 2024 and 2 February 2024" in section(month, "Perhaps in this month")
    (row,) = table(found, "incidents")
    assert (row["date_lasted"], row["acled_time_precision"]) == (False, "2")
    assert "about" not in article(Published(found), ABOUT, account(found, found.by_id[ID]))


@pytest.mark.parametrize(
    ("day", "words"), [("2024-01-31", "2024-01-30/2024-01-31"), ("2024-02-03", "2024-01-30/2024-02-02")]
)
def test_an_edition_ends_with_its_day(tmp_path: Path, day: str, words: str) -> None:
    """As of a day in its midst nobody knew for how long it would go on."""
    edition = as_of(lasting(tmp_path), Day.parse(day))
    assert str(edition.by_id[ID].record.date) == words


DOUBTED = """\
  - id: command-account
    by: blue-command
    source: article
    killed:
      who: red-front
      count: 9
    quote: We held the gate.
  - by: red-front
    source: article
    killed:
      who: civilians
      count: 4
  - source: article
    verification:
      result: not-independently-confirmed
      of: command-account
"""


def test_what_could_not_be_confirmed_stands_beside_it(tmp_path: Path) -> None:
    """In the key facts, the table and under the quotation of the statement that is meant, and of no other."""
    found = library(tmp_path, record(DOUBTED))
    page = rendered(found)[f"briefings/{ID}.md"]
    said = "The Daily[^article] could not independently confirm this"
    assert said in line(page, "Killed: Red Front")
    assert said not in line(page, "Killed: civilians")
    (figure,) = [one for one in page.splitlines() if "**9**" not in one and "> 9 " in one]
    assert said in figure and said in page.partition("</a>Quotes")[2]
    assert "The Daily[^article] could not independently confirm what Blue Command said" in line(
        page, "Independent confirmation"
    )
    (row,) = [row for row in table(found, "statements") if row["verification"]]
    assert row["verification_of"] == ("s-command-account",)


def test_a_verification_by_nobody_else_is_the_speakers(tmp_path: Path) -> None:
    """Whose words it is stands with it: an agency that is quoted says it, and not the publication."""
    body = DOUBTED.replace(
        "  - source: article\n    verification", "  - by: wire\n    source: article\n    verification"
    )
    page = rendered(library(tmp_path, record(body)))[f"briefings/{ID}.md"]
    assert "The Wire[^article] could not independently confirm this" in page


IDS = "  ids:\n    - scheme: wikidata\n      id: Q42\n    - scheme: ucdp\n      id: 1234\n"


def test_ids_of_others_lead_to_them(tmp_path: Path) -> None:
    """On the actor's page, in the table of actors, and for machines at its statements."""
    found = library(tmp_path, record(KILLED))
    path = tmp_path / "briefings/registry/actors.yml"
    path.write_text(
        path.read_text("utf-8").replace("  name: Blue Command\n", f"  name: Blue Command\n{IDS}"), "utf-8"
    )
    found = load(tmp_path, Settings(), NOW).library
    assert "[Wikidata Q42](https://www.wikidata.org/wiki/Q42)" in rendered(found)["actors/blue-command.md"]
    (row,) = [row for row in table(found, "actors") if row["id"] == "blue-command"]
    assert row["external_ids"] == ("wikidata:Q42", "ucdp:1234")
    claims = article(Published(found), ABOUT, account(found, found.by_id[ID]))["hasPart"]
    assert claims[0]["author"]["sameAs"] == ["https://www.wikidata.org/wiki/Q42"]


KILLED = "  - by: blue-command\n    source: article\n    killed:\n      who: civilians\n      count: 4\n"


def test_ids_of_a_private_person_stay_in_the_registry(tmp_path: Path) -> None:
    """A person without a public role can be looked up nowhere, in no other archive either."""
    library(tmp_path, record(KILLED.replace("blue-command", "blue-spokesman")))
    path = tmp_path / "briefings/registry/actors.yml"
    path.write_text(
        path.read_text("utf-8").replace("  name: Adam Blue\n", f"  name: Adam Blue\n{IDS}"), "utf-8"
    )
    found = load(tmp_path, Settings(), NOW).library
    assert "blue-spokesman" not in [row["id"] for row in table(found, "actors")]
    text = json.dumps(article(Published(found), ABOUT, account(found, found.by_id[ID])))
    assert "Q42" not in text and "Q42" not in "".join(rendered(found).values())


def test_a_part_that_is_half_says_so_once(tmp_path: Path) -> None:
    """ "at least 12, half of them children", and not "among them half of them"."""
    body = KILLED.replace(
        "count: 4", "count: at least 12\n      of_which:\n        who: children\n        count: half of them"
    )
    found = library(tmp_path, record(body))
    assert "at least 12, half of them children" in rendered(found)[f"briefings/{ID}.md"]


@pytest.mark.parametrize(
    ("who", "count", "words"),
    [
        ("unspecified", 3, "3 people, side not stated"),
        ("unspecified", 1, "1 person, side not stated"),
        ("children", 1, "1 child"),
        ("mixed", 4, "4 people of different groups"),
    ],
)
def test_a_part_is_told_with_the_words_for_its_people(
    tmp_path: Path, who: str, count: int, words: str
) -> None:
    """A count takes the singular or the plural of whom it counts."""
    part = f"count: 12\n      of_which:\n        who: {who}\n        count: {count}"
    found = library(tmp_path, record(KILLED.replace("count: 4", part)))
    assert f"12, among them {words}" in rendered(found)[f"briefings/{ID}.md"]


def test_how_many_attackers_is_asked_where_it_is_open_or_disputed(tmp_path: Path) -> None:
    """A word without a number leaves it open; two sides with two numbers dispute it."""
    one = "  - by: {}\n    source: article\n    attackers: {}\n"
    several = library(tmp_path / "a", record(one.format("blue-command", "several")))
    rival = library(tmp_path / "b", record(one.format("blue-command", 40) + one.format("red-front", 6)))
    question = "How many attackers there were"
    assert question in line(rendered(several)[f"briefings/{ID}.md"], "Not known")
    assert question in line(rendered(rival)[f"briefings/{ID}.md"], "Disputed")
