"""Days, instants and clock times: what an editor may write, and what readers see."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.values.when import (
    DAY_PARTS,
    FIRST_YEAR,
    LAST_YEAR,
    Clock,
    ClockForm,
    Day,
    Instant,
    WhenError,
    known_by,
    parse_said,
)

BAGHDAD = ZoneInfo("Asia/Baghdad")
DATES = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])
OFFSETS = st.sampled_from(["Z", "-05:00", "+03:00", "+05:30", "+14:00"])
CLOCKS = st.times().map(lambda at: f"{at:%H:%M}")
INSTANTS = st.builds("{}T{}{}".format, DATES, CLOCKS, OFFSETS)
ALPHABET = st.text("0123456789-/~?%:.TZ+ toapmX", max_size=25)


@st.composite
def days(draw: st.DrawFn) -> str:
    """EDTF text of any precision."""
    lengths = st.sampled_from([4, 7, 10])
    first, last = sorted((draw(DATES), draw(DATES)))
    parts = [day.isoformat()[: draw(lengths)] + draw(MARKS) for day in (first, last)]
    if draw(st.booleans()) and last.year - first.year > 1:
        return "/".join(parts)
    return parts[0]


@given(DATES)
def test_a_plain_day_prints_as_typed(day: date) -> None:
    """An ISO date parses to that day alone and prints as it was typed."""
    parsed = Day.parse(day.isoformat())
    assert (parsed.earliest, parsed.latest, parsed.precision, str(parsed)) == (
        day,
        day,
        "day",
        day.isoformat(),
    )


@given(days())
def test_a_day_of_any_precision_prints_as_typed(text: str) -> None:
    """EDTF text parses, prints as it was typed, parses again to the same, and covers at least one day."""
    day = Day.parse(text)
    assert str(day) == text
    assert Day.parse(str(day)) == day
    assert day.earliest <= day.latest


@settings(max_examples=60, deadline=None)
@given(ALPHABET)
def test_text_is_a_time_as_typed_or_refused(text: str) -> None:
    """No text is changed on the way in, and no text raises anything but our own error."""
    for parse in (Day.parse, Instant.parse, Clock.parse, parse_said):
        try:
            assert str(parse(text)) == text
        except WhenError as error:
            assert error.what


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest", "precision"),
    [
        ("2024-01-20", "20 January 2024", "2024-01-20", "2024-01-20", "day"),
        ("2024-01-20~", "about 20 January 2024", "2024-01-20", "2024-01-20", "day"),
        ("2024-01-20?", "20 January 2024 (uncertain)", "2024-01-20", "2024-01-20", "day"),
        ("2024-01-20%", "about 20 January 2024 (uncertain)", "2024-01-20", "2024-01-20", "day"),
        ("2024-02", "February 2024", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-02-02/2024-02-03", "2{}3 February 2024", "2024-02-02", "2024-02-03", "interval"),
        ("2024-01-31/2024-02-02", "31 January {} 2 February 2024", "2024-01-31", "2024-02-02", "interval"),
        (
            "2023-12-31/2024-01-02",
            "31 December 2023 {} 2 January 2024",
            "2023-12-31",
            "2024-01-02",
            "interval",
        ),
        ("2024-01/2024-02", "January{}February 2024", "2024-01-01", "2024-02-29", "interval"),
        ("2023/2024", "2023{}2024", "2023-01-01", "2024-12-31", "interval"),
        ("2024-02-02~/2024-02-03~", "about 2{}3 February 2024", "2024-02-02", "2024-02-03", "interval"),
    ],
)
def test_days_in_words(text: str, words: str, earliest: str, latest: str, precision: str) -> None:
    """A day reads as an editor would write it, and knows the days it covers."""
    day = Day.parse(text)
    assert day.words() == words.format("\N{EN DASH}")
    assert (day.earliest.isoformat(), day.latest.isoformat(), day.precision) == (earliest, latest, precision)


#: What each date covers. Recorded when a library for EDTF read what was no plain day, to stay as it was.
COVERED = """
2024-01-20~ 2024-01-20 2024-01-20 day approximate
2024-01-20% 2024-01-20 2024-01-20 day uncertain approximate
2024 2024-01-01 2024-12-31 year
2024~ 2024-01-01 2024-12-31 year approximate
2024-02 2024-02-01 2024-02-29 month
2023-02 2023-02-01 2023-02-28 month
2100-02 2100-02-01 2100-02-28 month
2000-02? 2000-02-01 2000-02-29 month uncertain
2024-12 2024-12-01 2024-12-31 month
2024-02-29 2024-02-29 2024-02-29 day
2000-02-29~ 2000-02-29 2000-02-29 day approximate
1800 1800-01-01 1800-12-31 year
1800-01-01 1800-01-01 1800-01-01 day
2200-12-31 2200-12-31 2200-12-31 day
2200% 2200-01-01 2200-12-31 year uncertain approximate
2024-02-02/2024-02-03 2024-02-02 2024-02-03 interval
2024-01/2024-02 2024-01-01 2024-02-29 interval
2023/2024 2023-01-01 2024-12-31 interval
2023-12~/2024-02 2023-12-01 2024-02-29 interval approximate
2024-01-20?/2024-02~ 2024-01-20 2024-02-29 interval uncertain approximate
2024/2024-02 2024-01-01 2024-02-29 interval
2024-01/2024 2024-01-01 2024-12-31 interval
2024-01-20~/2024-01-20 2024-01-20 2024-01-20 interval approximate
2024-01-31/2024-01 2024-01-31 2024-01-31 interval
"""


@pytest.mark.parametrize("line", COVERED.split("\n")[1:-1])
def test_what_a_date_covers(line: str) -> None:
    """Leap years, the ends of months and of our years, intervals of unequal ends, and every mark."""
    text, *covers = line.split()
    day = Day.parse(text)
    marks = [mark for mark in ("uncertain", "approximate") if getattr(day, mark)]
    assert [day.earliest.isoformat(), day.latest.isoformat(), day.precision, *marks] == covers


#: What else EDTF, ISO 8601 and the calendar know and we do not take; recorded with it.
REFUSED = """
1799: the year 1799 is outside 1800 to 2200
2201: the year 2201 is outside 1800 to 2200
0000: the year 0 is outside 1800 to 2200
10000: “10000” is not a date
-2024: “-2024” is not a date
Y12024: “Y12024” is not a date
2024-00: there is no month 00
2024-13: there is no month 13
2024-41~: seasons are not taken: they differ with the place
2024-42: there is no month 42
2024-01-00: January 2024 has 31 days
2024-04-31~: April 2024 has 30 days
2023-02-29: February 2023 has 28 days
2100-02-29: February 2100 has 28 days
2024-01-31/2024-02-30: February 2024 has 29 days
2024-25/2024-26: seasons are not taken: they differ with the place
../2024: the interval has one end only
2024/..: the interval has one end only
/2024: the interval has one end only
2024/: the interval has one end only
../..: “../..” is not a date
unknown/2024: “unknown/2024” is not a date
2024-01-20/2024-01-21/2024-01-22: “2024-01-20/2024-01-21/2024-01-22” is not a date
2024~/2024~: both ends of the interval are the same
2024-01-21/2024-01-20~: the interval ends before it starts
202X: “202X” is not a date
201u: “201u” is not a date
2024-01-20?~: “2024-01-20?~” is not a date
?2024: “?2024” is not a date
2024?-01-20: “2024?-01-20” is not a date
[2024,2025]: “[2024,2025]” is not a date
2024-W03: “2024-W03” is not a date
2024-020: “2024-020” is not a date
２０２４-01-20: “２０２４-01-20” is not a date
"""


@pytest.mark.parametrize("line", REFUSED.split("\n")[1:-1])
def test_what_is_no_date_of_ours(line: str) -> None:
    """Open and unknown ends, digits left out, seasons, weeks, and days that no calendar has are refused."""
    text, _, what = line.partition(": ")
    with pytest.raises(WhenError) as caught:
        Day.parse(text)
    assert caught.value.what == what


def test_only_an_exact_day_has_a_weekday() -> None:
    """The weekday is printed where the day is certain, and nowhere else."""
    assert Day.parse("2024-01-20").weekday() == "Saturday"
    assert [Day.parse(text).weekday() for text in ("2024-01-20~", "2024-01-20?", "2024-01")] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2024", False, False), ("2024?", True, False), ("2024~", False, True), ("2024%", True, True)],
)
def test_marks(text: str, uncertain: bool, approximate: bool) -> None:
    """A question mark is uncertain, a tilde approximate, a percent sign both."""
    day = Day.parse(text)
    assert (day.uncertain, day.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "acled", "ucdp"),
    [
        ("2024-01-20", 1, 1),
        ("2024-01-20~", 2, 2),
        ("2024-02-02/2024-02-03", 2, 2),
        ("2024-01-20/2024-01-26", 2, 3),
        ("2024-01-01/2024-01-20", 3, 4),
        ("2024-01", 3, 4),
        ("2024", 3, 5),
    ],
)
def test_precision_codes(text: str, acled: int, ucdp: int) -> None:
    """The standards' codes follow from how many days a date covers."""
    day = Day.parse(text)
    assert (day.acled_precision, day.ucdp_precision) == (acled, ucdp)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("22/11/2026", "“22/11/2026” is not a date; write 2026-11-22"),
        ("11/22/2026", "“11/22/2026” is not a date; write 2026-11-22"),
        ("3/4/2024", "“3/4/2024” is not a date: it can mean two; write 2024-04-03 or 2024-03-04"),
        ("2026-02-30", "February 2026 has 28 days; there is no day 30"),
        ("2024-13-01", "there is no month 13"),
        ("2024-1-2", "“2024-1-2” is not a date; write 2024-01-02"),
        ("20240120", "“20240120” is not a date; write 2024-01-20"),
        ("20 January 2024", "“20 January 2024” is not a date; write 2024-01-20"),
        ("Jan 20, 2024", "“Jan 20, 2024” is not a date; write 2024-01-20"),
        ("about 2024-01-20", "“about 2024-01-20” is not a date; write 2024-01-20~"),
        ("2024-01-20 to 2024-01-22", "“2024-01-20 to 2024-01-22” is not a date; write 2024-01-20/2024-01-22"),
        ("2024-01-XX", "“2024-01-XX” is not a date; write 2024-01"),
        ("2024-21", "seasons are not taken: they differ with the place; give the months, 2024-03/2024-05"),
        ("2024-02-02/..", "the interval has one end only; give both, for example 2024-02-02/2024-02-03"),
        ("2024-02-03/2024-02-02", "the interval ends before it starts; write 2024-02-02/2024-02-03"),
        ("2024-02-02/2024-02-02", "both ends of the interval are the same; write 2024-02-02"),
        ("1799-12-31", "the year 1799 is outside 1800 to 2200"),
        ("", "the date is empty; write it as 2024-01-20, or delete the key"),
    ],
)
def test_dates_refused(typed: str, error: str) -> None:
    """What is no date is refused with the form that was meant."""
    with pytest.raises(WhenError) as caught:
        Day.parse(typed)
    assert str(caught.value) == error


@given(INSTANTS)
def test_an_instant_prints_as_typed(text: str) -> None:
    """An instant prints as it was typed, and two that are the same moment have the same universal time."""
    instant = Instant.parse(text)
    assert str(instant) == text
    assert instant.utc == instant.local
    assert instant.utc.tzinfo is UTC


def test_instants_in_words() -> None:
    """An instant reads in the zone it was typed in, or in the zone asked for."""
    instant = Instant.parse("2024-01-28T21:59-05:00")
    assert instant.words() == "28 January 2024, 21:59 UTC\N{MINUS SIGN}5"
    assert instant.words(BAGHDAD) == "29 January 2024, 05:59 UTC+3"
    assert instant.words(UTC) == "29 January 2024, 02:59 UTC"
    assert Instant.parse("2024-01-24T18:00+05:30").words() == "24 January 2024, 18:00 UTC+5:30"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2024-01-24T18:00", "add the zone, for example 2024-01-24T18:00Z"),
        ("2024-01-24 18:00", "add the zone, for example 2024-01-24T18:00Z"),
        ("2024-01-24 8:00", "add the zone, for example 2024-01-24T08:00Z"),
        ("2024-01-24T18:00+0300", "write 2024-01-24T18:00+03:00"),
        ("2024-01-24T18:00+00:00", "write Z"),
        ("2024-01-24T18:00:00.123Z", "write 2024-01-24T18:00:00Z"),
        ("2024-01-24T24:00Z", "write 00:00 of the next day"),
        ("2024-02-30T10:00Z", "there is no day 30"),
        ("at six", "write it as 2024-01-24T18:00Z"),
    ],
)
def test_instants_refused(typed: str, hint: str) -> None:
    """A time without a zone is refused, and so is what the calendar or the clock does not have."""
    with pytest.raises(WhenError) as caught:
        Instant.parse(typed)
    assert caught.value.hint == hint


def test_an_hour_that_does_not_exist() -> None:
    """`2026-11-22 25:00` is an error about the hour, with no clock time suggested."""
    with pytest.raises(WhenError, match="there is no hour 25"):
        parse_said("2026-11-22 25:00")


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("2024-01-24T18:00Z", datetime(2024, 1, 24, 18, tzinfo=UTC)),
        ("2024-01-20", datetime(2024, 1, 20, 23, 59, 59, 999999, tzinfo=BAGHDAD)),
        ("2024-01", datetime(2024, 1, 31, 23, 59, 59, 999999, tzinfo=BAGHDAD)),
        ("2024-01-20/2024-01-26", datetime(2024, 1, 26, 23, 59, 59, 999999, tzinfo=BAGHDAD)),
    ],
)
def test_known_by(text: str, latest: datetime) -> None:
    """An instant is known by itself, a day by its end in the site's zone, an interval by its latest end."""
    assert known_by(parse_said(text), BAGHDAD) == latest


@st.composite
def clocks(draw: st.DrawFn) -> str:
    """Text of any clock time."""
    form = draw(st.sampled_from(ClockForm))
    if form is ClockForm.PART:
        return draw(st.sampled_from(DAY_PARTS))
    if form is ClockForm.WINDOW:
        offset = draw(st.one_of(st.just(""), OFFSETS))
        first, last = draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True))
        return f"{first}{offset} to {last}{offset}"
    point = draw(st.one_of(CLOCKS, st.builds("{}{}".format, CLOCKS, OFFSETS), INSTANTS))
    return f"{form} {point}".strip()


@given(clocks())
def test_a_clock_time_prints_as_typed(text: str) -> None:
    """A clock time prints as it was typed and parses again to the same."""
    clock = Clock.parse(text)
    assert str(clock) == text
    assert Clock.parse(str(clock)) == clock


@pytest.mark.parametrize(
    ("text", "words", "airwars"),
    [
        ("18:30", "18:30", "exact"),
        ("about 18:30", "about 18:30", "approximate"),
        ("shortly after 02:00", "shortly after 02:00", "approximate"),
        ("first reported 18:30", "first reported at 18:30", "first reported"),
        ("18:30 to 19:00", "between 18:30 and 19:00", "window"),
        ("before 06:00", "before 06:00", "window"),
        ("after 22:00", "after 22:00", "window"),
        ("night", "at night", "approximate time of day"),
        ("noon", "at noon", "approximate time of day"),
        ("early morning", "in the early morning", "approximate time of day"),
        ("around midnight", "around midnight", "approximate time of day"),
        ("overnight", "overnight", "approximate time of day"),
        ("shortly after midnight", "shortly after midnight", "approximate"),
        ("about noon", "about noon", "approximate"),
        ("22:00 to midnight", "between 22:00 and midnight", "window"),
        ("18:30 zone not stated", "18:30 (zone not stated)", "exact"),
        ("about 18:30 zone not stated", "about 18:30 (zone not stated)", "approximate"),
        ("20:45-05:00", "20:45 UTC\N{MINUS SIGN}5", "exact"),
        ("2023-12-25T20:45-05:00", "25 December 2023, 20:45 UTC\N{MINUS SIGN}5", "exact"),
    ],
)
def test_clock_times_in_words(text: str, words: str, airwars: str) -> None:
    """A clock time reads as an editor would say it, and has Airwars' type of local time."""
    clock = Clock.parse(text)
    assert (clock.words(), clock.airwars) == (words, airwars)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("18:30", None),
        ("evening", None),
        ("20:45-05:00", "26 December 2023, 04:45 UTC+3"),
        ("about 10:00-05:00", "about 26 December 2023, 18:00 UTC+3"),
        ("2023-12-25T20:45-05:00", "26 December 2023, 04:45 UTC+3"),
        (
            "15:30-05:00 to 16:30-05:00",
            "between 26 December 2023, 23:30 UTC+3 and 27 December 2023, 00:30 UTC+3",
        ),
    ],
)
def test_times_from_elsewhere_at_the_place(text: str, local: str | None) -> None:
    """A time of another zone is converted to the place, on the local day of the incident."""
    assert Clock.parse(text).local(BAGHDAD, Day.parse("2023-12-26")) == local


def test_a_time_from_elsewhere_needs_one_day() -> None:
    """Without one day at the place, a time with an offset alone cannot be converted."""
    clock = Clock.parse("20:45-05:00")
    assert clock.local(BAGHDAD) is None
    assert clock.local(BAGHDAD, Day.parse("2023-12")) is None


@given(DATES.filter(lambda day: date(1990, 1, 1) < day < date(2030, 1, 1)), CLOCKS, OFFSETS)
def test_a_converted_time_is_on_the_local_day(day: date, clock: str, offset: str) -> None:
    """The converted time is the moment with that clock time elsewhere that falls on the day here."""
    here = Day.parse(day.isoformat())
    local = Clock.parse(clock + offset).local(BAGHDAD, here)
    near = (Instant.parse(f"{day + timedelta(days=n)}T{clock}{offset}").words(BAGHDAD) for n in (-1, 0, 1))
    assert local is not None
    assert local in near
    assert local.startswith(here.words())


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("6pm", "write 18:00"),
        ("6:30 p.m.", "write 18:30"),
        ("12am", "write 00:00"),
        ("18.30", "write 18:30"),
        ("18h30", "write 18:30"),
        ("1830", "write 18:30"),
        ("7:05", "write 07:05"),
        ("18:30:15", "write 18:30"),
        ("24:00", "write 00:00 of the next day"),
        ("~18:30", "write about 18:30"),
        ("around 6 pm", "write about 18:00"),
        ("by 06:00", "write before 06:00"),
        ("18:30 UTC", "write 18:30Z"),
        ("18:30-19:00", "a window of time is written with “to”: 18:30 to 19:00"),
        ("18:30\N{EN DASH}19:00", "write 18:30 to 19:00"),
        ("between 18:30 and 19:00", "write 18:30 to 19:00"),
        ("18:30 to 18:30", "write 18:30"),
        ("18:30 to 19:00Z", "give both with a zone, or both without"),
        ("Evening", "write evening"),
        ("in the morning", "write morning"),
        ("midnight", "write around midnight"),
        ("just after midnight", "write shortly after midnight"),
        ("just before noon", "write shortly before noon"),
        ("some time after midnight", "write after midnight"),
        ("overnight into Tuesday", "write overnight"),
        ("for six hours", "write it as `duration: 6 hours`"),
        ("over the last four days", "write it as `duration: 4 days`"),
        ("18:30 (time zone not given)", "write 18:30 zone not stated"),
        ("18:30Z zone not stated", "delete “zone not stated”"),
        ("sometime after 22:00", "write after 22:00"),
        ("no later than 06:00", "write before 06:00"),
        ("early hours", "write early morning"),
        ("in the early hours of Saturday", "write early morning"),
        ("small hours", "write early morning"),
        ("Saturday evening", "write evening"),
        ("dusk", "write evening"),
        ("late afternoon", "write afternoon"),
        ("about 21:30 to 22:45", "write 21:30 to 22:45"),
        ("between about 9:30 pm and 10:45 pm", "write 21:30 to 22:45"),
        ("9:30 to 10:45 pm", "write 21:30 to 22:45"),
        ("11 to 1 pm", "write 11:00 to 13:00"),
        ("between midnight and 2am", "write midnight to 02:00"),
        ("from 10pm to midnight", "write 22:00 to midnight"),
        ("between 18:30Z and 19:00Z", "write 18:30Z to 19:00Z"),
        ("", "write it as 18:30, or delete the key"),
    ],
)
def test_clock_times_refused(typed: str, hint: str) -> None:
    """What is no clock time is refused with the form that was meant."""
    with pytest.raises(WhenError) as caught:
        Clock.parse(typed)
    assert caught.value.hint == hint
    if hint.startswith("write ") and "it as" not in hint and "next day" not in hint:
        assert str(Clock.parse(hint.removeprefix("write "))) == hint.removeprefix("write ")
