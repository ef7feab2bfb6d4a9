"""Short forms: made of statements, each figure with its owner, no side cut out, at most 120 words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.about import About
from onrecord.export.attribution import Published
from onrecord.export.entries import incident_entry
from onrecord.library.derive import account
from onrecord.library.library import Library
from onrecord.library.load import load
from onrecord.pages.entry import entry
from onrecord.phrases import plain
from onrecord.settings import Settings
from onrecord.short.common import with_origin
from onrecord.short.flash import MOST_WORDS, count_words, flash
from onrecord.short.salute import LINES, salute, salute_text
from onrecord.terms import STANCES
from tests.export.archives import ABOUT, demonstration, files
from tests.helpers import NOW, SITES, incident, record

GOLDEN = SITES / "short"
SEED = "2024-01-20-ain-al-asad"
TOWER = "2024-01-28-tower-22"
MAKERS = {"flash": flash, "salute": salute_text}


def seed() -> Library:
    """The seed record alone."""
    return load(SITES / "seed", Settings(), NOW).library


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("which", ["seed", "tower-22"])
def test_a_short_form_reads_as_it_was_agreed(which: str, form: str) -> None:
    """The text is the one that was read beside the record."""
    library, incident_id = (seed(), SEED) if which == "seed" else (demonstration(), TOWER)
    text = MAKERS[form](library, library.by_id[incident_id]) + "\n"
    expected = GOLDEN / f"{which}.{form}.txt"
    if os.environ.get("ONRECORD_RENEW"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


def test_no_flash_has_more_than_its_words() -> None:
    """Every flash of the demonstration has at most 120 words, and says where there is more."""
    library = demonstration()
    for one in library.incidents:
        text = flash(library, one)
        assert count_words(text) <= MOST_WORDS
        assert "First reports often change." in text
        assert "not confirmed by us" in text or "unconfirmed by us" in text


def _statements(number: int, fact: str) -> str:
    role = "official number {0} of a ministry of some name"
    by = f"  - by:\n      role: {role}\n    id: s-{{0}}\n    source: article\n"
    return "".join((by + fact + "\n").format(i) for i in range(number))


FACTS = {
    "killed": "    killed:\n      who: civilians\n      count: {0}",
    "injured": "    injured:\n      who: civilians\n      count: at least {0}",
    "casualties": "    casualties:\n      who: civilians\n      count: {0}",
    "missing": "    missing:\n      who: civilians\n      count: {0}",
    "weapons": "    weapons: rocket\n    projectiles: {0}",
    "time": "    time: about 1{0}:30",
    "blames": "    responsibility:\n      blames: red-front\n      hedge: reservation number {0}",
    "denies": "    responsibility:\n      stance: denies\n      actors: green-land",
    "claims": "    responsibility:\n      stance: claims\n      actors: red-wing",
}


@given(numbers=st.fixed_dictionaries({name: st.sampled_from([0, 0, 1, 3, 9]) for name in FACTS}))
def test_a_flash_is_short_whatever_is_said(
    tmp_path_factory: pytest.TempPathFactory, numbers: dict[str, int]
) -> None:
    """However many accounts there are, it has at most 120 words; denials stay as long as accusations do."""
    body = "".join(
        _statements(number, fact).replace("id: s-", f"id: {name}-")
        for name, fact in FACTS.items()
        for number in [numbers[name]]
    )
    if not body:
        return
    library, one = incident(tmp_path_factory.mktemp("flash"), record(body))
    text = flash(library, one)
    assert count_words(text) <= MOST_WORDS
    assert flash(library, one) == text
    if numbers["denies"]:
        assert ("Denied by" in text) or f"{numbers['denies']} denial" in text
    if numbers["blames"]:
        assert ("blamed by" in text) or f"{numbers['blames']} accusation" in text
    if "in the briefing" in text:
        assert text.endswith("More in the briefing.")


def test_rival_figures_go_together_or_not_at_all(tmp_path: Path) -> None:
    """Where figures have no room, all of a harm are left out and counted: none is picked."""
    body = _statements(30, FACTS["killed"])
    library, one = incident(tmp_path, record(body))
    text = flash(library, one)
    assert "Killed: 30 accounts, in the briefing." in text
    assert "according to official number" not in text


@pytest.mark.parametrize("stance", STANCES.ids)
def test_no_stance_is_left_out(tmp_path: Path, stance: str) -> None:
    """Whatever a speaker says of who did it, flash, SALUTE, list and feed name the speaker."""
    about = "      described: unknown people\n" if stance in ("blames", "suspects") else ""
    body = f"  - by: red-front\n    source: article\n    responsibility:\n      stance: {stance}\n{about}"
    library, one = incident(tmp_path, record(body))
    told = {
        "flash": flash(library, one),
        "salute": dict(salute(library, one))["Unit"],
        "list": plain(entry(library, one).responsibility),
        "feed": incident_entry(Published(library), ABOUT, account(library, one)).text,
    }
    assert not [form for form, text in told.items() if "Red Front" not in text]


def test_silence_is_said_to_be_silence(tmp_path: Path) -> None:
    """What no statement gives is not reported, in each line, and never a zero."""
    library, one = incident(tmp_path, record("  - source: article\n    paraphrase: It happened.\n"))
    text = flash(library, one)
    assert "Deaths and injuries: not reported in the sources cited." in text
    assert "Claims: not reported in the sources cited." in text
    lines = dict(salute(library, one))
    assert tuple(lines) == LINES
    assert lines["Size"] == lines["Unit"] == lines["Equipment"] == "not reported in the sources cited"
    assert "deaths: not reported in the sources cited" in lines["Activity"]
    assert "time of day not reported in the sources cited" in lines["Time"]


def test_every_line_of_salute_has_its_owner(tmp_path: Path) -> None:
    """Numbers, weapons, claims and damage stand with whoever gives them."""
    body = (
        "  - by: red-wing\n    in: telegram\n    source: article\n    responsibility: claims\n"
        "    weapons: rocket\n    projectiles: 12\n"
        "  - by: blue-command\n    source: article\n    responsibility: denies\n    damage: none.\n"
    )
    library, one = incident(tmp_path, record(body))
    lines = dict(salute(library, one))
    assert lines["Size"] == "12 projectiles, according to Red Wing"
    assert lines["Equipment"] == "12 rockets, according to Red Wing"
    assert lines["Unit"] == "claimed by: Red Wing, on Telegram; denied by: Blue Command"
    assert "damage: none, according to Blue Command" in lines["Activity"]


def test_nothing_of_a_confidential_source_is_told(tmp_path: Path) -> None:
    """A confidential source that speaks for itself is called that, and nothing of it is in a short form."""
    sources = "  secret:\n    title: SECRET title\n    publisher: SECRET paper\n    confidential: yes"
    library, one = incident(
        tmp_path, record("  - source: secret\n    weapons: rocket\n    damage: none\n", sources=sources)
    )
    for make in MAKERS.values():
        assert "SECRET" not in make(library, one)
        assert "a confidential source, in its own words" in make(library, one)


def test_text_of_a_record_stays_text(tmp_path: Path) -> None:
    """Signs that mean something to Markdown or HTML come out as they were typed, on one line."""
    body = "  - by:\n      role: a *b* <i> & c\n    source: article\n    launched_from: the _hill_ [x](y)\n"
    library, one = incident(tmp_path, record(body))
    assert "Fired from: the _hill_ [x](y), according to a *b* <i> & c, not named." in flash(library, one)


def test_files_of_short_forms_say_where_they_come_from() -> None:
    """A text file has the archive's name and notice and the page's address; a site has the forms it wants."""
    library = demonstration()
    about = About(
        name="A", site_url="https://a.example/", demonstration="Not news.", short_forms=("flash", "salute")
    )
    found = files(library, about)
    text = found[f"data/flash/{TOWER}.txt"].decode()
    assert text.startswith("Tower 22, Jordan, Sunday 28 January 2024.")
    assert text.endswith(f"\n\nA. Not news. https://a.example/briefings/{TOWER}/\n")
    assert f"data/salute/{TOWER}.txt" in found
    assert not [name for name in files(library, ABOUT) if name.endswith(".txt")]


def test_what_is_not_published_says_so(tmp_path: Path) -> None:
    """A short form of a draft begins with what it is."""
    draft = record("  - source: article\n    damage: none\n").replace("publish: published", "publish: draft")
    library, one = incident(tmp_path, draft)
    assert with_origin(flash(library, one), ABOUT, one).startswith("NOT PUBLISHED: draft.\n")
