"""What follows from statements: rivals, history, confirmation, facets, what is not known, and from when."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.derive import Account, Toll, Unknown, account
from onrecord.library.voices import known_from
from tests.helpers import incident, record

TOWER_22 = """\
  - id: first-release
    by: blue-command
    in: press-release
    source: article
    said: 2024-01-28
    killed:
      who: blue-land
      count: 3
    injured:
      who: blue-land
      count: 25
  - id: briefing
    by: blue-spokesman
    in: briefing
    source: article
    said: 2024-01-30
    injured:
      who: blue-land
      count: more than 40
  - id: second-release
    by: blue-command
    in: press-release
    source: article
    said: 2024-01-28T21:59-05:00
    injured:
      who: blue-land
      count: at least 34
  - by: red-front
    in: telegram
    source: article
    said: 2024-01-29
    injured:
      who: blue-land
      count: more than 100
"""


PAPER = "  paper:\n    title: Another paper\n    publisher: The Paper"


def statement(by: str, fact: str, *, source: str = "article", more: str = "") -> str:
    """A statement with one fact; ``by`` is an actor, or empty for the publication's own voice."""
    speaker = f"    by: {by}\n" if by else ""
    return f"  - source: {source}\n{speaker}{more}    {fact}\n"


def injured(count: str, who: str = "civilians", more: str = "") -> str:
    """The fact that so many were injured."""
    return f"injured:\n      who: {who}\n      count: {count}{more}"


def told(root: Path, statements: str, **parts: str) -> Account:
    """What is derived from a record with these statements."""
    return account(*incident(root, record(statements, **parts)))


def toll(root: Path, statements: str, **parts: str) -> Toll:
    """The only toll of injured."""
    found = told(root, statements, **parts).toll("injured")
    assert len(found) == 1
    return found[0]


def figures(found: Toll) -> tuple[list[str], list[str]]:
    """(current, earlier) counts, in the order of the record."""
    return [str(row.value.count) for row in found.rows], [str(row.value.count) for row in found.earlier]


def test_a_later_figure_of_the_same_speaker_takes_the_place_of_its_earlier_one(tmp_path: Path) -> None:
    """Tower 22: Central Command's 25 became at least 34, by when it was said and not by where it stands; the
    spokesman of its ministry stands beside it, and so does the other side.
    """
    found = toll(tmp_path, TOWER_22)
    assert figures(found) == (["more than 40", "at least 34", "more than 100"], ["25"])
    assert found.moved


DAY_1, DAY_2 = "    said: 2024-01-21\n", "    said: 2024-01-22\n"
INTERVAL = "  interval:\n    title: A weekly\n    published: 2024-01-20/2024-01-26"
UNDATED = "  undated:\n    title: An undated page"
OFFICIAL = "    by:\n      role: an official\n      of: blue-land\n"
SECOND = "    id: second\n"


def blue(count: str, more: str = "", *, source: str = "article", by: str = "blue-command") -> str:
    """A figure of one side."""
    return statement(by, injured(count), more=more, source=source)


#: (first, second, current, earlier) by the case.
CASES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "the same speaker, later": (blue("3", DAY_1), blue("5", DAY_2), ["5"], ["3"]),
    "the order in the record does not matter": (blue("5", DAY_2), blue("3", DAY_1), ["5"], ["3"]),
    "the same speaker again": (blue("3", DAY_1), blue("3", DAY_2), ["3"], []),
    "another speaker of the same house": (
        blue("3", DAY_1),
        blue("5", DAY_2, by="blue-ministry"),
        ["3", "5"],
        [],
    ),
    "another house": (blue("3", DAY_1), blue("70", DAY_2, by="red-front"), ["3", "70"], []),
    "on one day nobody knows which came first": (blue("3", DAY_1), blue("5", SECOND + DAY_1), ["3", "5"], []),
    "without a date nobody knows either": (
        blue("3", source="undated"),
        blue("5", SECOND, source="undated"),
        ["3", "5"],
        [],
    ),
    "an interval of publication that holds the other day": (
        blue("3", source="interval"),
        blue("5", DAY_2),
        ["3", "5"],
        [],
    ),
    "unnamed speakers are never the same": (
        blue("3", OFFICIAL + DAY_1, by=""),
        blue("5", OFFICIAL + DAY_2, by=""),
        ["3", "5"],
        [],
    ),
    "a vaguer word that agrees": (
        blue("at least 34", DAY_1),
        blue("dozens", DAY_2),
        ["at least 34", "dozens"],
        [],
    ),
    "a word that does not agree": (blue("3", DAY_1), blue("none", DAY_2), ["none"], ["3"]),
    "a number after a word": (blue("some", DAY_1), blue("25", DAY_2), ["25"], ["some"]),
    "another nature of harm": (
        blue("25", DAY_1),
        statement("blue-command", injured("8", more="\n      nature: evacuated"), more=DAY_2),
        ["25", "8"],
        [],
    ),
    "a part of the incident": (
        blue("25", DAY_1),
        statement("blue-command", injured("2", more="\n      where: border-post"), more=DAY_2),
        ["25", "2"],
        [],
    ),
    "further people": (
        blue("25", DAY_1),
        statement("blue-command", injured("11", more="\n      qualifier: further"), more=DAY_2),
        ["25", "11"],
        [],
    ),
    "a statement that corrects another, without any date": (
        blue("3", "    id: first\n", source="undated"),
        blue("5", "    corrects: first\n", source="undated", by="blue-ministry"),
        ["5"],
        ["3"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_replaces_what(tmp_path: Path, case: str) -> None:
    """Only the same speaker at a later time, or a statement that corrects another; all else stands side by
    side.
    """
    first, second, current, earlier = CASES[case]
    cited = "".join(statement("", "paraphrase: Cited.", source=one) for one in ("interval", "undated"))
    found = toll(tmp_path, first + second + cited, sources=f"{INTERVAL}\n{UNDATED}")
    assert figures(found) == (current, earlier)


def test_two_figures_of_one_statement_are_never_a_history(tmp_path: Path) -> None:
    """They are parts or different matters: "4 found on 28 March" and "9 dead on 27 March"."""
    both = (
        "  - by: blue-command\n    source: article\n    said: 2024-01-21\n    injured:\n"
        "      - who: civilians\n        count: 4\n        note: found on the second day\n"
        "      - who: civilians\n        count: 9\n        note: on the first day\n"
    )
    assert figures(toll(tmp_path, both)) == (["4", "9"], [])


def test_two_speakers_of_one_state_stand_side_by_side(tmp_path: Path) -> None:
    """A governor's spokesman does not retire what a police chief said."""
    found = toll(tmp_path, blue("70") + blue("33", by="blue-spokesman"))
    assert figures(found) == (["70", "33"], [])
    assert found.confirmation is not None
    assert (found.confirmation.kind, found.confirmation.differs) == ("one-side", True)


def test_an_accusation_has_an_earlier_one_too(tmp_path: Path) -> None:
    """A speaker who blames somebody else later no longer blames the first; a claim is another matter."""
    first = statement("blue-command", "responsibility:\n      blames: red-front", more=DAY_1)
    second = statement("blue-command", "responsibility:\n      blames: green-army", more=DAY_2)
    found = told(tmp_path, first + second + statement("red-front", "responsibility: claims"))
    assert [row.value.actors for row in found.stance("blames")] == [("green-army",)]
    assert [row.value.actors for row in found.replaced] == [("red-front",)]
    assert len(found.stance("claims")) == 1


def test_lists_begin_with_the_partys_own_then_the_newest(tmp_path: Path) -> None:
    """A list that is cut short drops neither what a party says of itself nor the newest figure."""
    text = (
        statement("red-front", injured("1", "green-army"), more=DAY_1)
        + statement("blue-command", injured("3", "green-army"), more=DAY_2)
        + statement("green-army", injured("8", "green-army"), source="undated")
    )
    spread = toll(tmp_path, text, sources=UNDATED).spread
    assert [str(row.value.count) for row in spread] == ["8", "3", "1"]


def test_an_unnamed_speaker_without_a_side_is_a_house_of_its_own(tmp_path: Path) -> None:
    """A witness speaks for nobody else."""
    witness = "    by:\n      role: a witness\n"
    both = statement("", injured("3"), more=witness) + statement(
        "", injured("3"), more=witness, source="paper"
    )
    assert told(tmp_path, both, sources=PAPER).sides == 2


def test_three_reprints_are_one_speaker(tmp_path: Path) -> None:
    """Publications that carry one agency's report are one voice; in its own words an agency is no side."""
    sources = "\n".join(f"  paper-{i}:\n    title: Paper {i}\n    origin: wire" for i in range(3))
    reprints = "".join(statement("", injured("3"), source=f"paper-{i}") for i in range(3))
    found = told(tmp_path, reprints + statement("", "paraphrase: A post."), sources=sources)
    assert len(found.sources) == 4
    assert len({row.voice.house for row in found.of("injured")}) == 1
    assert found.sides == 0


def test_one_statement_in_three_publications_is_one_speaker(tmp_path: Path) -> None:
    """A statement that several sources carry word for word is said once."""
    sources = "\n".join(f"  paper-{i}:\n    title: Paper {i}" for i in range(2))
    found = told(
        tmp_path,
        statement("blue-command", injured("3"), source="[article, paper-0, paper-1]"),
        sources=sources,
    )
    assert (len(found.sources), found.sides) == (3, 1)


def test_not_reported_none_and_none_reported_are_three_things(tmp_path: Path) -> None:
    """What nobody gives is not reported; "none" and "none reported" are somebody's statements."""
    nothing = told(tmp_path, statement("", "damage: a gate"))
    assert not nothing.reported("killed")
    assert Unknown("deaths") in nothing.unknowns
    for word in ("none", "none reported"):
        said = told(
            tmp_path, statement("blue-command", f"killed:\n      who: civilians\n      count: {word}")
        )
        assert said.reported("killed")
        assert str(said.toll("killed")[0].rows[0].value.count) == word
        assert Unknown("deaths") not in said.unknowns


def test_casualties_not_told_apart_count_for_both(tmp_path: Path) -> None:
    """Who gives "killed or injured" has reported on deaths and on injuries."""
    found = told(tmp_path, statement("", "casualties:\n      who: civilians\n      count: 7"))
    assert found.reported("killed")
    assert found.reported("injured")
    assert not {"deaths", "injuries"} & {one.kind for one in found.unknowns}


def test_context_never_counts_the_incident(tmp_path: Path) -> None:
    """Tallies, forces and quotes of the surroundings add no speaker and no fact, but their sources are
    cited.
    """
    sources = "  survey:\n    title: A survey"
    context = (
        "  - by: green-army\n    source: survey\n    quote: We counted\n    tally:\n"
        "      measure: attacks\n      count: 66\n"
    )
    found = told(tmp_path, statement("blue-command", injured("3")), sources=sources, context=context)
    assert found.sides == 1
    assert "green-army" not in str(found.facets())
    assert found.sources == ("article", "survey")


def test_facets_name_actors_by_their_role(tmp_path: Path) -> None:
    """Speaker, claimant, blamed, target, harmed, weapons and places: each only where a statement says so."""
    statements = (
        statement("red-wing", "responsibility: claims\n    weapons: [rocket]")
        + statement(
            "blue-command",
            "responsibility:\n      suspects: red-front\n    targets:\n      what: a gate\n"
            "      whose: green-army",
        )
        + statement(
            "green-army",
            "responsibility:\n      denies: green-land\n    killed:\n      who: civilians\n      count: 1",
        )
    )
    assert told(tmp_path, statements).facets() == {
        "place": ("border-post",),
        "weapons": ("rocket",),
        "claimant": ("red-wing",),
        "speaker": ("red-wing", "blue-command", "green-army"),
        "target": ("green-army",),
        "blamed": ("red-front",),
        "harmed": ("civilians",),
    }


def test_a_denial_makes_nobody_a_claimant(tmp_path: Path) -> None:
    """Who denies or declines is not shown among those who claim or are blamed."""
    facets = told(tmp_path, statement("red-front", "responsibility: denies")).facets()
    assert not {"claimant", "blamed"} & facets.keys()


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ("    in: press-release\n    said: 2024-01-20T18:00Z\n", "2024-01-20T18:00:00+00:00"),
        ("    in: telegram\n    said: 2024-01-20\n", "2024-01-20T23:59:59.999999+00:00"),
        ("    in: told-reporters\n    said: 2024-01-20\n", "2024-01-21T23:59:59.999999+00:00"),
        ("    said: 2024-01-20\n", "2024-01-21T23:59:59.999999+00:00"),
        ("", "2024-01-21T23:59:59.999999+00:00"),
    ],
)
def test_a_statement_is_known_when_the_public_could_know_it(tmp_path: Path, more: str, known: str) -> None:
    """What was said in public is known when it was said; anything else when it could be read."""
    library, one = incident(tmp_path, record(statement("red-front", "damage: a gate", more=more)))
    at = known_from(library, one, one.record.statements[0])
    assert at is not None
    assert at.isoformat() == known


def test_an_undated_source_leaves_open_when_a_statement_was_known(tmp_path: Path) -> None:
    """Without a date nothing is assumed."""
    text = record(
        statement("red-front", "damage: a gate", source="undated"), sources="  undated:\n    title: A page"
    )
    library, one = incident(tmp_path, text + "note: Also read. [@article]\n")
    assert known_from(library, one, one.record.statements[0]) is None


def test_what_is_not_known_is_derived(tmp_path: Path) -> None:
    """One bare report leaves everything open, the silence of the state at the place included."""
    kinds = [one.kind for one in told(tmp_path, statement("", "weapons: rocket")).unknowns]
    assert kinds == [
        "deaths",
        "injuries",
        "time",
        "projectiles",
        "damage",
        "responsibility-silent",
        "account-of",
    ]


def test_nobody_asks_how_many_bombs_or_rifles(tmp_path: Path) -> None:
    """A number of projectiles is missed where something is fired or flown one by one."""
    for weapon, asked in (("air-dropped-munition", False), ("rifle", False), ("one-way-attack-drone", True)):
        root = tmp_path / weapon
        root.mkdir()
        assert (Unknown("projectiles") in told(root, statement("", f"weapons: {weapon}")).unknowns) is asked


def test_what_is_said_is_no_longer_unknown(tmp_path: Path) -> None:
    """Each statement closes its question; whether a group's claim is true stays open."""
    said = statement(
        "green-army",
        "time: evening\n    damage: none\n    projectiles: 3\n    weapons: rocket\n    " + injured("some"),
    ) + statement(
        "red-front",
        "responsibility: claims\n    killed:\n      who: civilians\n      count: under evaluation",
    )
    found = told(tmp_path, said).unknowns
    assert found == (
        Unknown("number-injured", ("civilians",)),
        Unknown("number-killed", ("civilians",)),
        Unknown("assessment", ("civilians",)),
        Unknown("claim-true"),
    )


BLAMES_RED = statement("blue-command", "responsibility:\n      blames: red-front")
CLAIMS = "responsibility: claims"
DENIES = "responsibility: denies"


@pytest.mark.parametrize(
    ("statements", "kinds"),
    [
        (BLAMES_RED, ["responsibility"]),
        (statement("red-front", CLAIMS), ["claim-true"]),
        (statement("blue-command", CLAIMS), []),
        (statement("red-front", CLAIMS) + BLAMES_RED, []),
        (statement("red-front", DENIES) + BLAMES_RED, ["responsibility"]),
    ],
    ids=["only accused", "claimed by a group", "acknowledged by a state", "claimed and blamed", "denied"],
)
def test_who_did_it_is_open_until_somebody_answers_for_it(
    tmp_path: Path, statements: str, kinds: list[str]
) -> None:
    """An accusation answers nothing; a state that says it of its own forces does, and so do two sides that
    name the same.
    """
    found = told(tmp_path, statements).unknowns
    assert [one.kind for one in found if one.kind.startswith(("responsib", "claim"))] == kinds


@pytest.mark.parametrize(
    ("first", "second", "disputes"),
    [
        ("weapons: rocket", "weapons: [rocket, ballistic-missile]", [Unknown("weapons")]),
        ("weapons: missile", "weapons: ballistic-missile", []),
        (injured("none"), injured("1"), [Unknown("whether-injured", ("civilians",))]),
        (injured("2"), injured("9"), [Unknown("number-injured", ("civilians",))]),
        (injured("at least 2"), injured("9"), []),
        ("projectiles: 15", "projectiles: 20", [Unknown("projectiles")]),
        (CLAIMS, "responsibility: accident", [Unknown("cause")]),
        ("responsibility: may-claim", DENIES, []),
        ("time: 00:15", "time: 00:30 to 00:50", [Unknown("time")]),
        ("time: about 18:30", "time: afternoon", []),
        ("time: 23:50", "time: night", []),
        ("place: harbour", "damage: a gate", [Unknown("place")]),
        (
            "responsibility:\n      blames: red-front",
            DENIES,
            [Unknown("responsibility", ("red-front",))],
        ),
    ],
)
def test_what_is_disputed_is_derived(
    tmp_path: Path, first: str, second: str, disputes: list[Unknown]
) -> None:
    """What one side says and another says differently; a bound that agrees is no dispute."""
    both = statement("blue-command", first) + statement("red-front", second)
    assert list(told(tmp_path, both).disputes) == disputes
