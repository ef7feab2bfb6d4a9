"""How sure the place and the time are."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

GEO = "ACLED geo precision"
WHERE = "UCDP where_prec"
TIME = "ACLED time precision"
DATE = "UCDP date_prec"


@dataclass(frozen=True, kw_only=True)
class PlacePrecision(Term):
    """How closely a place's coordinates stand for where it happened.

    `pin` is whether a map may show them as a point; otherwise the place is an area, and a point would say
    more than anybody knows.
    """

    pin: bool


def _place(id: str, label: str, geo: str, where: str, pin: bool, definition: str) -> PlacePrecision:
    codes = {GEO: geo, WHERE: where} if geo else {WHERE: where}
    return PlacePrecision(id, label, definition, codes=codes, pin=pin)


PLACE_PRECISIONS: Vocabulary[PlacePrecision] = Vocabulary(
    name="place-precisions",
    title="Precision of places",
    introduction=(
        "How closely the place is known. Only the first two may be a pin on the map; everything wider is an "
        "area. ACLED has three steps where UCDP has seven."
    ),
    standard="ACLED, UCDP GED",
    terms=(
        _place("exact", "exact place", "1", "1", True, "The named town, site or building itself."),
        _place(
            "near",
            "near the place",
            "2",
            "2",
            True,
            "Somewhere close round the named place, or a part of it.",
        ),
        _place(
            "district",
            "district",
            "2",
            "3",
            False,
            "Somewhere in a district, the second level below the state.",
        ),
        _place(
            "region",
            "region",
            "3",
            "4",
            False,
            "Somewhere in a province or a stretch of country of that size.",
        ),
        _place(
            "large-region",
            "large region",
            "3",
            "5",
            False,
            "Somewhere in a part of a country wider than a province.",
        ),
        _place("country", "country", "3", "6", False, "Somewhere in the country."),
        _place(
            "sea-or-air", "at sea or in the air", "", "7", False, "Over water or in airspace of no state."
        ),
    ),
)

TIME_PRECISIONS: Vocabulary[Term] = Vocabulary(
    name="time-precisions",
    title="Precision of dates",
    introduction=(
        "Derived from the date that the editor writes in the Extended Date/Time Format (EDTF): 2024-01-20 "
        "is a day, 2024-02-02/2024-02-03 lies within days, 2024-01 is a month."
    ),
    standard="ACLED, UCDP GED, EDTF",
    terms=(
        Term("day", "to the day", "The day is known.", codes={TIME: "1", DATE: "1"}),
        Term("days", "within a few days", "It lies within two to six days.", codes={TIME: "2", DATE: "2"}),
        Term("week", "within a week", "The week is known and not the day.", codes={TIME: "2", DATE: "3"}),
        Term(
            "month",
            "within a month",
            "The month is known, or a span of about that length.",
            codes={TIME: "3", DATE: "4"},
        ),
        Term("year", "within a year", "The year is known, or a span longer than a month.", codes={DATE: "5"}),
    ),
)

TIME_TYPES: Vocabulary[Term] = Vocabulary(
    name="time-types",
    title="Local time",
    introduction=(
        "Derived from the time that a statement gives: what sort of time it is. The local time at the place "
        "comes first."
    ),
    standard="Airwars",
    terms=(
        Term("unknown", "not given", "No statement gives a time.", codes={"Airwars local time": "unknown"}),
        Term("exact", "exact", "A clock time.", codes={"Airwars local time": "exact"}),
        Term(
            "approximate",
            "approximate",
            "About a clock time, or shortly before or after one.",
            codes={"Airwars local time": "approximate"},
        ),
        Term(
            "window",
            "window",
            "Between two clock times, or some time before or after one.",
            codes={"Airwars local time": "window"},
        ),
        Term(
            "first-reported",
            "first reported",
            "When the first report came.",
            codes={"Airwars local time": "first reported"},
        ),
        Term(
            "approximate-time-of-day",
            "approximate time of day",
            "A part of the day, such as the evening.",
            codes={"Airwars local time": "approximate time of day"},
        ),
    ),
)
