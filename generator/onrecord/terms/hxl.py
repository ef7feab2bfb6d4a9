"""The columns of our tables and their HXL tags, which stand in the second row of a CSV file."""

from __future__ import annotations

from onrecord.terms.model import Term, Vocabulary

HXL = "HXL"


def _column(id: str, tag: str, label: str, definition: str) -> Term:
    return Term(id, label, definition, codes={HXL: tag})


COLUMNS: Vocabulary[Term] = Vocabulary(
    name="columns",
    title="Columns of tables",
    introduction=(
        "The columns that the Humanitarian Exchange Language has tags for. Numbers stand in the tagged "
        "columns only as numbers; a value that is a state, such as “under evaluation”, leaves the number "
        "blank and stands in words."
    ),
    standard="HXL",
    terms=(
        _column("date-start", "#date+start", "first day", "The earliest local day it can have been."),
        _column("date-end", "#date+end", "last day", "The latest local day it can have been."),
        _column("country", "#country+code", "country", "The country's two letters (ISO 3166-1)."),
        _column("place", "#loc+name", "place", "The place's name, in our one spelling."),
        _column(
            "latitude",
            "#geo+lat",
            "latitude",
            "Degrees north (WGS 84), rounded where the place is sensitive.",
        ),
        _column(
            "longitude",
            "#geo+lon",
            "longitude",
            "Degrees east (WGS 84), rounded where the place is sensitive.",
        ),
        _column("event", "#event+type", "event", "The kind of event."),
        _column(
            "killed", "#affected+killed", "killed", "People killed, according to the speaker of the row."
        ),
        _column(
            "injured", "#affected+injured", "injured", "People injured, according to the speaker of the row."
        ),
        _column("source", "#meta+source", "source", "Where the row was read."),
    ),
)
