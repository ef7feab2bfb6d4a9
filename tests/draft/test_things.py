"""What a sentence tells of things: targets, damage, units, what it is said to answer; all only asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.draft.people import Names
from onrecord.draft.things import Things, things
from onrecord.library.files import read_folder
from tests.cli.sites import run
from tests.draft.measure import SITE
from tests.draft.test_bad_input import draft, site

__all__ = ["site"]

NAMES = Names(read_folder(SITE / "briefings").registries)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It said the base was targeted by a large number of rockets.", Things(targets=("the base",))),
        ("A drone struck a base near Harn overnight, police said.", Things(targets=("a base",))),
        ("Rockets hit Camp Oriel on Tuesday.", Things(targets=("Camp Oriel",))),
        (
            "The 2nd Battalion came under fire.",
            Things(targets=("the 2nd Battalion",), units=("2nd Battalion",)),
        ),
        ("About two dozen houses were damaged.", Things(damage=("about two dozen houses damaged",))),
        (
            "It blamed an explosion that damaged the Stone Bridge on 3 March.",
            Things(damage=("the Stone Bridge damaged",)),
        ),
        ("The fire spread, destroying two cars and a shop.", Things(damage=("two cars destroyed",))),
        (
            "Men of the 3rd Mountain Brigade raided the village in retaliation for the killing of a chief.",
            Things(
                ("the village",),
                (),
                ("3rd Mountain Brigade",),
                "in retaliation for the killing of a chief",
            ),
        ),
        # An actor of the registry is no unit without a name of its own.
        ("Men of the River Brigade left.", Things()),
        # People are counted, and are no thing.
        ("They were hit by shrapnel. Many people were hit. The attack hit civilians.", Things()),
    ],
)
def test_words_for_things_are_found(text: str, expected: Things) -> None:
    """In the words of the article, without what belongs to the sentence around them."""
    assert things(text, NAMES) == expected


def test_things_are_asked_and_hold_once_accepted(site: Path) -> None:
    """None of them is written; the answer to what, only an editor knows by its id."""
    said = "Gunmen attacked the village in revenge for an arrest and burned down a mill, police said."
    text = f"Raid\n\n{said}\n"
    one = draft(site, text)
    statement, proposed = one.statements[0]
    assert (statement.targets, statement.damage, statement.in_response_to) == (None, None, None)
    assert (proposed["targets"], proposed["damage"]) == ("the village", "a mill burned down")
    assert "# ? in_response_to:  # the id of a record, for “in revenge for an arrest and burned" in one.text
    assert run("check").exit_code == 0
