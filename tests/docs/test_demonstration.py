"""Facts of the demonstration that were once told otherwise than its sources tell them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from onrecord.library.anchors import anchor
from onrecord.library.library import Library
from onrecord.library.load import load
from onrecord.library.voices import known_from
from onrecord.record.statement import Statement
from onrecord.settings import Settings
from onrecord.values.when import known_by

ROOT = Path(__file__).parents[2]


@cache
def demonstration() -> Library:
    """The demonstration's records."""
    return load(ROOT, Settings(), datetime(2026, 11, 30, tzinfo=UTC)).library


def said(record: str, *, by: str = "", source: str = "", id: str = "") -> list[Statement]:
    """Statements of a record, by speaker, source or id."""
    return [
        one
        for _, _, one in demonstration().by_id[record].statements()
        if (not by or (one.by and one.by.actor == by))
        and (not source or source in one.source)
        and (not id or anchor(one) == f"s-{id}")
    ]


def blamed(statements: list[Statement]) -> set[str]:
    """Whom statements blame."""
    return {
        actor
        for one in statements
        for stance in one.responsibility or ()
        if stance.stance == "blames"
        for actor in stance.actors or ()
    }


@pytest.mark.parametrize(
    ("record", "by", "whom"),
    [
        ("2023-10-18-ain-al-asad", "pat-ryder", "iran"),
        ("2023-10-19-al-tanf", "pat-ryder", "iran"),
        ("2023-11-22-jurf-al-nasr", "bassem-al-awadi", "united-states"),
        ("2023-12-26-hilla-wasit", "iraq", "united-states"),
        ("2024-01-24-al-qaim-jurf-al-nasr", "qasim-al-araji", "united-states"),
        ("2024-01-24-al-qaim-jurf-al-nasr", "iraq", "united-states"),
        ("2024-02-03-al-qaim-akashat", "bassem-al-awadi", "united-states"),
        ("2024-02-03-al-qaim-akashat", "nasser-kanaani", "united-states"),
        ("2024-02-03-deir-ez-zor", "syria", "us-forces"),
    ],
)
def test_who_condemned_whom_is_recorded(record: str, by: str, whom: str) -> None:
    """A speaker who says whose strikes he condemns has said who did it, and no page says that nobody did."""
    assert whom in blamed(said(record, by=by))


def test_a_reaction_is_no_accusation() -> None:
    """The Iraqi spokesman's words on 7 February 2024 name nobody who struck."""
    assert not any(one.responsibility for one in said("2024-02-07-baghdad", by="yahya-rasool"))


def test_a_first_report_does_not_speak_for_the_whole_day() -> None:
    """That nobody had claimed the first of two attacks is not that nobody claimed the incident."""
    assert not any(one.responsibility for one in said("2023-10-18-ain-al-asad", source="wibw-1018"))


def test_airwars_eleven_are_further_and_alleged() -> None:
    """The eleven at al-Qaim are no rival of the sixteen, and Airwars does not vouch for them."""
    (airwars,) = said("2024-02-03-al-qaim-akashat", by="airwars")
    eleven = next(toll for toll in airwars.figures("killed") if str(toll.count) == "11")
    assert eleven.qualifier == ("allegedly", "further")


def test_civilians_among_the_dead_are_a_part_of_the_figure() -> None:
    """Civilians whom one figure includes are not a figure of their own beside it."""
    (awadi,) = said("2024-02-03-al-qaim-akashat", by="bassem-al-awadi")
    (toll,) = awadi.figures("killed")
    assert [share.who for share in toll.of_which or ()] == [("civilians",)]


def test_the_label_of_tower_22_takes_no_side() -> None:
    """The group named Rukban in Syria; our name for the place names neither that nor the country."""
    place = demonstration().registries.places["tower-22"]
    assert place.name == "Tower 22" and not place.aliases
    assert demonstration().by_id["2024-01-28-tower-22"].record.title == "Attack on Tower 22"
    (later,) = said("2024-01-28-tower-22", id="jordan-later-position")
    assert later.place is None


def test_one_briefing_has_one_date() -> None:
    """What was said in a briefing of 31 January is known from that day, wherever we read it."""
    (kirby,) = said("2024-01-28-tower-22", by="john-kirby")
    known = known_from(demonstration(), demonstration().by_id["2024-01-28-tower-22"], kirby)
    assert str(kirby.said) == "2024-01-31" and kirby.said
    assert known == known_by(kirby.said, demonstration().zone)


def test_the_quotation_has_not_the_day_of_the_call() -> None:
    """The article dates the prime minister's call to Thursday, and not the words that it quotes."""
    call, quoted = said("2024-01-20-ain-al-asad", by="mohammed-al-sudani")
    assert call.said and not call.quote
    assert quoted.quote and quoted.said is None


def test_the_load_was_the_groups_and_not_the_pickup() -> None:
    """A security source ascribed the load of the pickup; whose the pickup was it did not say."""
    targets = [
        one for each in said("2023-11-21-abu-ghraib", source="shafaq-1121") for one in each.targets or ()
    ]
    assert targets and not any(one.whose for one in targets)


def test_the_injuries_at_harir_have_no_nature() -> None:
    """No source calls them minor; and "none" is said of US forces."""
    tolls = [toll for each in said("2023-10-18-harir") for toll in each.figures("injured")]
    assert {toll.who for toll in tolls} == {("us-forces",)} and not any(toll.nature for toll in tolls)


def test_the_article_keeps_a_mix_of_and_what_at_least_covers() -> None:
    """The scope of the article's counts says "a mix of", and that "at least" may stand for Iraq alone."""
    (count,) = said("2024-01-20-ain-al-asad", id="article-attacks-so-far")
    scope = str((count.tally or ())[0].scope)
    assert "a mix of rockets and one-way attack drones" in scope and "at least" in scope
