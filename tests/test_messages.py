"""Our own words in the catalogue that translators get."""

from __future__ import annotations

from messages.make import OUTPUT, messages
from onrecord.language.message import english, fields_of
from onrecord.terms import WEAPONS
from onrecord.terms.facts import FACTS


def test_the_catalogue_for_translators_is_new() -> None:
    """Every message of the program stands in onrecord.pot; `make messages` writes it anew."""
    assert messages() == OUTPUT.read_text("utf-8"), "run `make messages`"


def test_fields_of_tables_are_messages() -> None:
    """A term's label, plural and definition are in the catalogue, and a fact's title and topic."""
    assert {"label", "plural", "definition", "group"} <= set(fields_of(type(WEAPONS["rocket"])))
    assert {"title", "topic", "question", "silence"} <= set(fields_of(type(FACTS["killed"])))
    assert english(WEAPONS["rocket"], "plural") == "rockets"
