"""What a cell holds: days, degrees, numbers and countries, and what is asked instead of guessed."""

from __future__ import annotations

import pytest

from onrecord.importers import cells
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.territory import swapped


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iraq", "IQ"),
        ("IRQ", "IQ"),
        ("iq", "IQ"),
        ("368", "IQ"),
        ("368.0", "IQ"),
        ("004", "AF"),
        ("4", "AF"),
        ("Russia (Soviet Union)", "RU"),
        ("DR Congo (Zaire)", "CD"),
        ("Turkey (Ottoman Empire)", "TR"),
        ("Myanmar (Burma)", "MM"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_by_code_or_name(text: str, code: str | None) -> None:
    """Codes of ISO 3166-1 and English names; a name that nobody has is none, and not the nearest one."""
    assert cells.country(text) == code


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-01-02", None, "2024-01-02"),
        ("2024-01-02T00:00:00Z", None, "2024-01-02"),
        ("2024-01", None, "2024-01"),
        ("2024", None, "2024"),
        ("2 January 2024", None, "2024-01-02"),
        ("02-Jan-2024", None, "2024-01-02"),
        ("January 2, 2024", None, "2024-01-02"),
        ("2/1/2024", "day-month-year", "2024-01-02"),
        ("1.2.2024", "month-day-year", "2024-01-02"),
        ("2024/1/2", "year-month-day", "2024-01-02"),
    ],
)
def test_days(text: str, order: str | None, day: str) -> None:
    """A year in front and a month in letters need no order."""
    assert str(cells.day(text, "Date", order)) == day


@pytest.mark.parametrize(
    ("text", "order", "asks"),
    [
        ("2/1/2024", None, "--dates day-month-year or --dates month-day-year"),
        ("2/1/2024", "year-month-day", "--dates day-month-year or --dates month-day-year"),
        ("2024/1/2", None, "--dates year-month-day"),
        ("31/1/2024", "month-day-year", ""),
        ("2/1/24", "day-month-year", ""),
        ("2024-01-02 13:45", None, ""),
        ("yesterday", None, ""),
    ],
)
def test_days_that_are_asked_for_or_refused(text: str, order: str | None, asks: str) -> None:
    """Two figures for a year, times and words are no dates; what an option would settle is asked."""
    with pytest.raises(RowRefusedError) as caught:
        cells.day(text, "Date", order)
    assert (caught.value.name, caught.value.ask) == ("bad-date", asks)


def test_degrees_and_their_decimals() -> None:
    """The other decimal sign is asked for, in either direction."""
    assert cells.degrees("33,5", "Lat", ",", 90) == 33.5
    assert cells.degrees("-33.5", "Lat", ".", 90) == -33.5
    for text, decimal, option in (("33,5", ".", "--decimal ,"), ("33.5", ",", "--decimal .")):
        with pytest.raises(RowRefusedError) as caught:
            cells.degrees(text, "Lat", decimal, 90)
        assert caught.value.ask == option
    with pytest.raises(RowRefusedError, match="no number of degrees"):
        cells.degrees("33° 30' N", "Lat", ".", 90)


def test_swapped_is_only_what_lies_in_the_country_the_other_way_round() -> None:
    """A point off the coast or across a border is not; a country without an outline is not looked at."""
    assert swapped("IQ", 43.3, 33.4)
    assert not swapped("IQ", 33.4, 43.3)
    assert not swapped("IQ", 10.0, 10.0)
    assert not swapped("XX", 43.3, 33.4)
